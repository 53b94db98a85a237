"""Past sessions: listed, deleted together, brought back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from guided.history.store import open_history
from guided.paths import Home, home_in
from guided.qt.progress.adding import AddDialog, Elsewhere
from guided.qt.progress.listpage import SessionsPage
from guided.qt.progress.sessionpage import SessionPage
from tests.history.samples import record
from tests.qt.running import Running, Starter
from tests.qt.shipped import timeline


def three(start: Starter, home: Home) -> Running:
    """A program with three sessions of one week."""
    home.history.parent.mkdir(parents=True, exist_ok=True)
    with open_history(home.history, "2026-11-24") as history:
        for day in (21, 22, 23):
            history.add(record(f"day-{day}", started=f"2026-11-{day}T07:00:00Z"))
    return start(home)


def listed(one: Running) -> SessionsPage:
    page = one.desk.window.page
    assert isinstance(page, SessionsPage)
    return page


def test_several_are_deleted_at_once_and_come_back_together(
    start: Starter, tmp_path: Path, qtbot: QtBot
) -> None:
    one = three(start, home_in(tmp_path / "home"))
    one.desk.window.show_page("progress")
    one.press("All sessions")
    page = listed(one)
    assert page.sessions.model().rowCount() == 3
    for row in (0, 2):
        page.sessions.setCurrentIndex(page.sessions.model().index(row, 0))
        QTest.keyClick(page.sessions, Qt.Key.Key_Space)
    QTest.keyClick(page.sessions, Qt.Key.Key_Delete)
    assert [kept.id for kept in one.history.sessions()] == ["day-22"]
    assert page.sessions.model().rowCount() == 1
    with qtbot.waitActive(one.desk.window):
        one.desk.window.activateWindow()
    QTest.keyClick(one.desk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(one.history.sessions()) == 3
    assert page.sessions.model().rowCount() == 3


def test_a_bar_leads_to_the_sessions_it_was_made_of(start: Starter, tmp_path: Path) -> None:
    one = three(start, home_in(tmp_path / "home"))
    one.desk.window.show_page("progress")
    card = one.desk.diary.page.cards["minutes-each-week"]
    card.make()
    assert card.chart.series is not None
    week = card.chart.series.data[-2]
    card.chart.opened.emit(week.sessions, week.said)
    assert listed(one).sessions.model().rowCount() == 2
    one.desk.window.back()
    assert one.desk.window.page is one.desk.diary.page


def test_a_session_is_opened_put_right_and_deleted_with_undo(start: Starter, tmp_path: Path) -> None:
    one = three(start, home_in(tmp_path / "home"))
    one.desk.window.show_page("progress")
    one.desk.diary.kept.open("day-22")
    page = one.desk.window.page
    assert isinstance(page, SessionPage)
    page.after.choose(1)
    one.desk.window.back()
    kept = one.history.session("day-22")
    assert (kept.after, kept.version) == (1, 2)
    one.press("Undo")
    assert (one.history.session("day-22").after, one.history.session("day-22").version) == (2, 3)
    kept = one.history.session("day-22")
    one.desk.diary.kept.open("day-22")
    one.press("Delete")
    assert len(one.history.sessions()) == 2
    assert one.desk.window.page is one.desk.diary.page
    one.press("Undo")
    assert one.history.session("day-22") == kept


def test_one_done_elsewhere_counts_and_can_be_taken_back(start: Starter) -> None:
    one = start()
    one.desk.window.show_page("progress")
    one.desk.diary.kept.add()
    (dialog,) = one.desk.window.findChildren(AddDialog)
    dialog.added.emit(Elsewhere("Walk", date(2026, 11, 23), 30, None))
    dialog.reject()
    (kept,) = one.history.sessions()
    assert (kept.routine_name, kept.played_ms, kept.started) == ("Walk", 1_800_000, "2026-11-23T07:12:00Z")
    assert one.history.session(kept.id).complete
    one.press("Undo")
    assert one.history.sessions() == []


def test_a_session_is_played_again_as_it_was(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(timeline("desk-five").length_ms + 1_000)
    one.press("Done")
    (kept,) = one.history.sessions()
    one.desk.diary.kept.open(kept.id)
    one.press("Do it again")
    player = one.desk.sessions.player
    assert player is not None
    assert player.timeline.routine.id == "desk-five"
