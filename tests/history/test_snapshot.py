"""What is shown of a history is what is in it, though only what changed is read again."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guided.history.errors import NotSaved, Refused
from guided.history.opening import Files
from guided.history.records import lately
from guided.history.store import History, newest_in, open_history, open_readonly
from guided.session import Event, SetDone
from tests.history.samples import TODAY, record

WALK = {"routine_id": "walk", "routine_name": "Walk"}


@pytest.fixture
def history(tmp_path: Path) -> History:
    return open_history(tmp_path / "history.db", TODAY)


def as_read(history: History) -> bool:
    """Whether the snapshot is what a whole reading finds."""
    past, read = history.past(), history.sessions()
    times = Counter(one.routine_id for one in read if one.counts)
    return past.sessions == tuple(read) and past.times == times


def test_what_is_added_edited_deleted_and_brought_back_shows(history: History) -> None:
    assert as_read(history)
    history.add(record("a"))
    history.add(record("b", started="2026-11-20T10:00:00Z", **WALK))
    assert as_read(history)
    history.edit(replace(history.session("a"), version=2, started="2026-11-01T10:00:00Z", note="Earlier."))
    assert as_read(history)
    assert [one.id for one in history.past().sessions] == ["b", "a"]
    history.delete("b")
    assert as_read(history)
    assert history.past().times == {"hips": 1}
    history.undelete("b")
    assert as_read(history)


def test_what_was_broken_off_before_enough_of_it_was_done_is_not_a_time_done(history: History) -> None:
    begun = replace(record("a"), sets=(SetDone(0, "hip-flexor", "ais", 1, "left", 10, 7),), complete=False)
    history.add(begun)
    assert as_read(history)
    assert history.past().times == {}
    history.edit(begun.edited(sets=(SetDone(0, "hip-flexor", "ais", 1, "left", 10, 8),)))
    assert as_read(history)
    assert history.past().times == {"hips": 1}
    history.delete("a")
    assert as_read(history)
    assert history.past().times == {}


def test_a_session_is_edited_twice_between_two_looks(history: History) -> None:
    history.add(record("a"))
    history.past()
    for version in (2, 3):
        history.edit(replace(history.session("a"), version=version, note=f"{version}"))
    assert history.past().sessions[0].note == "3"


def test_only_what_changed_is_read_again(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20):
        history.add(record(f"s{number}"))
    history.past()
    read: list[int] = []
    rows = history.files.rows

    def counted(query: str, *values: object) -> list[tuple[object, ...]]:
        found = rows(query, *values)
        if "FROM session" in query and "GROUP BY" not in query:
            read.append(len(found))
        return found

    monkeypatch.setattr(history.files, "rows", counted)
    before = history.past().sessions
    assert (history.past().sessions, sum(read)) == (before, 0)
    history.add(record("new", started="2026-11-24T11:00:00Z"))
    assert history.past().sessions[0].id == "new"
    assert sum(read) == 1


def test_for_a_day_only_the_newest_sessions_are_read(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has practised for years is reminded as soon as whoever has just begun."""
    day = date(2026, 11, 24)
    days = [(day - timedelta(days=number)).isoformat() for number in range(1, 500)]
    history.add_all([record(f"on {one}", started=f"{one}T11:00:00Z") for one in days], ())
    history.add(replace(record("last", started="2026-11-24T11:00:00Z"), events=(Event("stop", 0),)))
    past = history.past()
    read: list[int] = []
    rows = Files.rows

    def counted(files: Files, query: str, *values: object) -> list[tuple[object, ...]]:
        found = rows(files, query, *values)
        read.append(len(found))
        return found

    monkeypatch.setattr(Files, "rows", counted)
    with open_readonly(history.files.path) as reader:
        found = newest_in(reader, day)
    assert found == lately(past.sessions, day, past.stopped)
    assert found[-1].stopped
    assert 28 < len(found) <= sum(read) < 300


def test_after_a_restore_all_of_the_other_file_shows(history: History, tmp_path: Path) -> None:
    history.add(record("a"))
    backup = history.backups.make(datetime(2026, 11, 24, tzinfo=UTC))
    history.add(record("b"))
    assert as_read(history)
    history.backups.restore(backup, datetime(2026, 11, 25, tzinfo=UTC))
    assert [one.id for one in history.past().sessions] == ["a"]
    assert as_read(history)


def test_what_another_program_writes_shows_in_one_that_only_reads(history: History) -> None:
    with open_readonly(history.files.path) as reader:
        assert reader.past().sessions == ()
        history.add(record("a"))
        assert [one.id for one in reader.past().sessions] == ["a"]


def test_what_the_disk_refuses_does_not_show(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    history.add(record("a"))
    history.past()
    with pytest.raises(Refused):
        history.add_all([record("b"), record("c", played_ms=-1)], ())
    assert [one.id for one in history.past().sessions] == ["a"]
    assert as_read(history)


steps = st.lists(
    st.tuples(st.sampled_from(["add", "edit", "delete", "undelete", "look"]), st.integers(0, 5)), max_size=25
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_whatever_is_done_it_is_what_a_whole_reading_finds(
    tmp_path_factory: pytest.TempPathFactory, done: list[tuple[str, int]]
) -> None:
    with open_history(tmp_path_factory.mktemp("snapshot") / "history.db", TODAY) as history:
        gone = set[str]()
        for number, (what, which) in enumerate(done):
            there = {one.id for one in history.sessions()}
            name = f"s{which}"
            if what == "add" and name not in there:
                started = f"2026-11-{1 + (which * 7 + number) % 24:02d}T10:00:00Z"
                try:
                    history.add(record(name, started=started))
                except (Refused, NotSaved):
                    continue
            elif what == "edit" and name in there:
                now = history.session(name)
                history.edit(replace(now, version=now.version + 1, note=str(number)))
            elif what == "delete" and name in there:
                history.delete(name)
                gone.add(name)
            elif what == "undelete" and name in gone:
                history.undelete(name)
                gone.remove(name)
            elif what == "look":
                history.past()
        assert as_read(history)
