"""What the regions of the body had of each session, as the history's thread reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from guided.history.store import History
from guided.qt.context import Changed
from guided.session import Record, SetDone
from tests.history.samples import record
from tests.qt.running import Running, Starter


def add(one: Running, *records: Record) -> None:
    one.desk.diary.store.change(Changed.HISTORY, lambda history: history.add_all(records, ()))


def drawn(one: Running) -> dict[str, str]:
    """The cells of the chart on the page: the minutes of each region."""
    page = one.desk.diary.page
    one.desk.window.show_page("progress")
    card = page.cards["regions"]
    card.make()
    assert card.chart.series is not None
    return {region: minutes for region, minutes, _ in (datum.cells for datum in card.chart.series.data)}


def test_what_was_skipped_has_no_time_and_what_was_done_has_all(start: Starter) -> None:
    one = start()
    add(
        one,
        record(
            sets=(
                SetDone(0, "dead-bug", "ais", 1, "none", 10, 10),
                SetDone(1, "chin-tuck", "ais", 1, "none", 10, 0),
            )
        ),
    )
    assert drawn(one) == {"Core": "9"}


def test_a_session_that_is_put_right_is_read_again_and_only_that(
    start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = start()
    sets = (SetDone(0, "dead-bug", "ais", 1, "none", 10, 5), SetDone(1, "chin-tuck", "ais", 1, "none", 10, 5))
    days = [date(2026, 11, 24) - timedelta(days=number) for number in range(150)]
    add(one, *(record(f"s{n}", sets=sets, started=f"{day}T10:00:00+00:00") for n, day in enumerate(days)))
    before = drawn(one)
    assert before["Neck"] == before["Core"]
    read: list[str] = []
    session = History.session

    def noted(history: History, session_id: str) -> Record:
        read.append(session_id)
        return session(history, session_id)

    kept = one.history.session("s7")
    monkeypatch.setattr(History, "session", noted)
    moved = tuple(replace(each, done=10 * each.step) for each in sets)  # as many reps as before
    store = one.desk.diary.store
    store.change(Changed.HISTORY, lambda history: history.edit(kept.edited(sets=moved)))
    after = drawn(one)
    assert float(after["Neck"]) > float(before["Neck"])
    assert [session for session in read if session != "s0"] == ["s7"], "beside what the last day had"


def test_one_that_is_damaged_has_no_part_and_holds_nothing_up(start: Starter) -> None:
    one = start()
    add(one, record("a", sets=(SetDone(0, "dead-bug", "ais", 1, "none", 10, 10),)), record("b"))
    store = one.desk.diary.store
    store.keep(
        lambda history: history.files.db.execute("UPDATE record SET content = x'00' WHERE id = 'b'"),
        lambda failure: pytest.fail(str(failure)),
    )
    assert drawn(one) == {"Core": "9"}
