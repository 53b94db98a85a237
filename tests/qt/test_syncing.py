"""Several computers kept alike while the window is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guided.paths import home_in
from guided.qt.context import Changed
from guided.qt.routines.detail import DetailPage
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.confirm import ConfirmDialog
from guided.qt.widgets.text import Text
from guided.qt.you.sections import computers
from guided.settings import Settings, load, save
from tests.history.samples import record
from tests.qt.running import Running, Starter
from tests.sync.machine import Machine


def filled(tmp_path: Path) -> Machine:
    """Another machine that has left a session, a favourite and a choice in the folder."""
    folder = tmp_path / "folder"
    folder.mkdir()
    other = Machine(home_in(tmp_path / "other"), folder)
    with other.history() as history:
        history.add(record())
    other.favour("psoas-release")
    other.round()
    return other


def test_it_is_off_and_nothing_is_written_before_it_was_said_that_it_is_plain_text(
    start: Starter, tmp_path: Path, qtbot: QtBot
) -> None:
    other, one = filled(tmp_path), start()
    row, last = computers.rows(one.desk.context, one.desk.person.asks)
    for each in (row, last):
        qtbot.addWidget(each)
    before = sorted(other.folder.iterdir())
    (switch,) = row.findChildren(computers._Switch)
    switch.ask(str(other.folder))
    (question,) = switch.findChildren(ConfirmDialog)
    assert any("plain text" in text for text in seen(question))
    assert str(other.folder) in " ".join(seen(question))
    question.reject()
    one.desk.person.asks.sync_now.emit()
    assert sorted(other.folder.iterdir()) == before
    assert one.desk.context.past.sessions == ()


def seen(widget: QWidget) -> list[str]:
    """The texts in a widget."""
    return [text.text() for text in widget.findChildren(Text)]


def test_once_begun_it_takes_in_what_the_other_has_and_says_when(
    start: Starter, tmp_path: Path, qtbot: QtBot
) -> None:
    other, one = filled(tmp_path), start()
    row, last = computers.rows(one.desk.context, one.desk.person.asks)
    for each in (row, last):
        qtbot.addWidget(each)
    (switch,) = row.findChildren(computers._Switch)
    switch.ask(str(other.folder))
    switch.findChildren(ConfirmDialog)[0].accept()
    assert [one.id for one in one.desk.context.past.sessions] == ["one"]
    assert one.desk.context.choices.favourites == ("psoas-release",)
    assert "At 07:42: 1 entry came, 0 went." in seen(last)
    assert str(other.folder) in " ".join(seen(row))
    switch.click()
    assert not one.desk.context.settings.sync


def test_deleting_everything_ends_it_so_that_nothing_comes_back(start: Starter, tmp_path: Path) -> None:
    other, one = filled(tmp_path), start()
    one.desk.context.choose(sync=True, sync_folder=str(other.folder))
    assert one.desk.context.past.sessions
    one.desk.person.asks.erase.emit()
    one.desk.syncing.go()
    assert one.desk.context.past.sessions == ()


def test_a_folder_that_is_away_is_said_where_one_looks(start: Starter, tmp_path: Path, qtbot: QtBot) -> None:
    one = start()
    _, last = computers.rows(one.desk.context, one.desk.person.asks)
    qtbot.addWidget(last)
    one.desk.context.choose(sync=True, sync_folder=str(tmp_path / "away"))
    assert any("no such folder" in text for text in seen(last))


def test_it_runs_off_the_thread_of_the_window_at_the_start_and_after_a_session(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    other = filled(tmp_path)
    save(home_in(tmp_path / "one").settings, Settings(sync=True, sync_folder=str(other.folder)))
    assert load(home_in(tmp_path / "one").settings).sync
    one = Running(qapp, home_in(tmp_path / "one"), threaded=True)
    try:
        one.desk.context.choose(sync=True, sync_folder=str(other.folder))
        qtbot.waitUntil(lambda: bool(one.desk.context.past.sessions))
        one.desk.context.store.change(Changed.HISTORY, lambda history: history.add(record("two")))
        qtbot.waitUntil(lambda: one.desk.syncing._soon.isActive())
        one.desk.syncing.go()
        qtbot.waitUntil(lambda: other.round().came > 0)
        qtbot.waitUntil(lambda: one.desk.syncing._thread is None)
    finally:
        one.leave()
        one.desk.window.deleteLater()
        one.desk.look.deleteLater()


def test_now_asks_for_a_round(start: Starter, tmp_path: Path, qtbot: QtBot) -> None:
    other, one = filled(tmp_path), start()
    one.desk.context.choose(sync=True, sync_folder=str(other.folder))
    _, last = computers.rows(one.desk.context, one.desk.person.asks)
    qtbot.addWidget(last)
    other.favour("hips")
    other.round()
    last.findChildren(Button)[0].click()
    assert "hips" in one.desk.context.choices.favourites


def test_what_is_chosen_elsewhere_shows_on_the_routine_that_is_open(start: Starter, tmp_path: Path) -> None:
    other, one = filled(tmp_path), start()
    one.desk.shelf.open("psoas-release")
    page = one.desk.window.page
    assert isinstance(page, DetailPage)
    assert "Make it a favourite" in [button.words for button in page.findChildren(IconButton)]
    one.desk.context.choose(sync=True, sync_folder=str(other.folder))
    assert "No longer a favourite" in [button.words for button in page.findChildren(IconButton)]
    page.offers()["favourite"]()
    assert one.desk.context.choices.favourites == (), "what is changed then goes on from there"


def test_a_folder_within_guideds_own_is_not_taken(start: Starter, tmp_path: Path, qtbot: QtBot) -> None:
    one = start()
    row, last = computers.rows(one.desk.context, one.desk.person.asks)
    for each in (row, last):
        qtbot.addWidget(each)
    inside = one.desk.home.data / "routines"
    (switch,) = row.findChildren(computers._Switch)
    switch.ask(str(inside))
    assert switch.findChildren(ConfirmDialog) == []
    assert any("is where Guided keeps its own files" in notice for notice in one.notices)
