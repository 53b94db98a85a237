"""The history as the window has it: answers come on its own thread, and it never waits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guided.history.records import Past
from guided.history.store import History, open_history
from guided.paths import home_in
from guided.qt.context import Changed
from guided.qt.store import Store
from tests.history.samples import REPS, TODAY, record
from tests.qt.running import Running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_history(tmp_path / "history.db", TODAY) as history:
        history.add(record("before"))
    store = Store(tmp_path / "history.db", TODAY)
    yield store
    assert store.close()


def test_what_is_past_arrives_by_signal_and_is_at_hand_from_then_on(store: Store, qtbot: QtBot) -> None:
    assert store.past == Past()
    assert not store.readable
    with qtbot.waitSignal(store.opened):
        store.open()
    assert store.readable
    assert [one.id for one in store.past.sessions] == ["before"]
    threads = []
    store.changed.connect(lambda what: threads.append((what, current_thread() is main_thread())))
    with qtbot.waitSignal(store.changed):
        store.change(Changed.HISTORY, lambda history: history.add(record("one")))
    assert threads == [(Changed.HISTORY, True)]
    assert store.past.times == {"hips": 2}


def test_what_goes_wrong_is_told_and_what_is_past_stays(store: Store, qtbot: QtBot) -> None:
    store.open()
    with qtbot.waitSignal(store.told) as told:
        store.change(Changed.HISTORY, lambda history: history.delete("nothing"))
    assert told.args == ["That session is not in the history."]
    assert len(store.past.sessions) == 1


def test_a_disk_that_does_not_answer_holds_up_no_one(store: Store) -> None:
    store.open()
    disk = Event()

    def hang(history: History) -> None:
        disk.wait(30)

    store.keep(hang, lambda failure: None)
    store.keep(lambda history: history.begin(record(), "{}"), lambda failure: None)
    store.keep(lambda history: history.finish_rep("one", REPS[0], {"hold": 1}), lambda failure: None)
    assert store.waiting >= 2
    assert not store.save(0)
    disk.set()
    assert store.save(30)


def test_a_window_plays_with_the_history_in_its_thread(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    one = Running(qapp, home_in(tmp_path / "home"), threaded=True)
    one.desk.window.show_page("progress")
    store = one.desk.diary.store
    one.desk.start("desk-five")
    one.play(60_000)
    assert store.drain()
    unfinished = one.history.unfinished()
    assert unfinished is not None
    assert unfinished.reps
    page = one.desk.sessions.page
    assert page is not None
    page.ended.emit()
    assert store.drain()
    assert [kept.routine_id for kept in one.history.sessions()] == ["desk-five"]
    assert one.desk.diary.page.sessions.model().rowCount() == 1
    one.leave()
    for thing in (one.desk.window, one.desk.look):
        assert isinstance(thing, QObject)
        thing.deleteLater()
