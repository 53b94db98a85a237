"""The diary: sessions and measures kept, taken back, exported; and a disk that refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from guided.history import keeper
from guided.history.rescue import make_draft
from guided.history.store import open_history
from guided.paths import home_in
from guided.qt.play.summary import SummaryPage
from guided.qt.progress.unsaved import UnsavedDialog
from guided.qt.widgets.button import Button
from guided.qt.widgets.confirm import ConfirmDialog
from guided.qt.you.settings import SettingsPage
from tests.disks import full_disk
from tests.history.samples import record
from tests.qt.running import Running, Starter
from tests.qt.shipped import timeline


def test_what_a_full_disk_did_not_take_is_saved_when_there_is_room(start: Starter) -> None:
    one = start()
    with full_disk():
        one.desk.start("desk-five")
        one.play(timeline("desk-five").length_ms + 1_000)
        assert one.desk.diary.store.waiting
        one.desk.diary.save_waiting()
        assert one.desk.diary.store.waiting
    one.desk.diary.save_waiting()
    assert not one.desk.diary.store.waiting
    (kept,) = one.history.sessions()
    assert kept.complete


def settings_after_a_session(one: Running) -> SettingsPage:
    one.desk.start("desk-five")
    one.play(timeline("desk-five").length_ms + 1_000)
    one.desk.window.show_page("settings")
    page = one.desk.window.page
    assert isinstance(page, SettingsPage)
    return page


def test_all_that_was_recorded_is_deleted_for_good_only_after_a_question(start: Starter) -> None:
    one = start()
    page = settings_after_a_session(one)
    for answer, left in (("Keep them", 1), ("Delete all", 0)):
        one.press("Delete all")
        (dialog,) = page.findChildren(ConfirmDialog)
        button = next(w for w in dialog.findChildren(QWidget) if w.accessibleName() == answer)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert len(one.history.sessions()) == left


def test_a_copy_of_everything_is_written_from_the_settings(start: Starter, tmp_path: Path) -> None:
    one = start()
    settings_after_a_session(one)
    one.desk.person.asks.export.emit(str(tmp_path / "copy.json"))
    assert "desk-five" in (tmp_path / "copy.json").read_text("utf-8")


def test_a_discarded_session_can_be_brought_back(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(timeline("desk-five").length_ms + 1_000)
    one.press("Discard")
    assert one.history.sessions() == []
    one.press("Undo")
    assert len(one.history.sessions()) == 1


def test_a_second_window_plays_and_says_that_it_does_not_record(start: Starter, tmp_path: Path) -> None:
    start()
    two = start()
    assert any("not recorded" in notice for notice in two.notices)
    two.desk.start("desk-five")
    two.play(timeline("desk-five").length_ms + 1_000)
    assert isinstance(two.desk.window.page, SummaryPage)


def test_export_writes_what_history_holds(start: Starter, tmp_path: Path) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(timeline("desk-five").length_ms + 1_000)
    for name in ("out.csv", "out.json"):
        one.desk.diary.page.export_asked.emit(str(tmp_path / name))
        assert "Desk break" in (tmp_path / name).read_text("utf-8")


def test_an_export_on_a_full_disk_leaves_the_older_one_whole(start: Starter, tmp_path: Path) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(timeline("desk-five").length_ms + 1_000)
    for name in ("sessions.csv", "sessions.json", "measures.csv"):
        (tmp_path / name).write_text("the older one")
    with full_disk():
        one.desk.diary.export(str(tmp_path / "sessions.csv"))
        one.desk.diary.export(str(tmp_path / "sessions.json"))
        one.desk.diary.export_measures(str(tmp_path / "measures.csv"))
    assert sum("Not exported" in notice for notice in one.notices) == 3
    assert {path.read_text() for path in tmp_path.iterdir() if path.is_file()} == {"the older one"}


def test_an_ending_is_understood_in_capitals(start: Starter, tmp_path: Path) -> None:
    one = start()
    one.desk.diary.export(str(tmp_path / "out.JSON"))
    assert json.loads((tmp_path / "out.JSON").read_text("utf-8"))["sessions"] == []


# ---------------------------------------------------------------- closing while something waits


@contextmanager
def behind(start: Starter) -> Iterator[Running]:
    """A program that played a session on a disk that is full, and stays so."""
    one = start()
    with full_disk():
        one.desk.start("desk-five")
        one.play(timeline("desk-five").length_ms + 1_000)
        one.desk.window.show_page("routines")
        yield one
        one.desk.window.close_at_once()


def asked(one: Running) -> UnsavedDialog:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    (dialog,) = one.desk.window.findChildren(UnsavedDialog)
    return dialog


def press(dialog: UnsavedDialog, words: str) -> None:
    button = next(one for one in dialog.findChildren(Button) if one.words == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_the_disk_does_not_take_is_asked_about_before_the_window_closes(start: Starter) -> None:
    with behind(start) as one:
        window = one.desk.window
        for _ in range(2):
            assert not window.close()
            assert window.isVisible()
            press(asked(one), "Try again")
            assert "still cannot be saved" in asked(one).sentence.text()
        press(asked(one), "Close without it")
        assert not window.isVisible()


def test_esc_leaves_the_window_open(start: Starter) -> None:
    with behind(start) as one:
        one.desk.window.close()
        QTest.keyClick(asked(one), Qt.Key.Key_Escape)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert not one.desk.window.findChildren(UnsavedDialog)
        assert one.desk.window.isVisible()


def test_with_room_again_all_is_saved_and_the_window_closes(start: Starter) -> None:
    one = start()
    with full_disk():
        one.desk.start("desk-five")
        one.play(timeline("desk-five").length_ms + 1_000)
        one.desk.window.close()
    press(asked(one), "Try again")
    assert not one.desk.window.isVisible()
    assert len(one.history.sessions()) == 1


def test_it_can_be_saved_elsewhere(start: Starter, tmp_path: Path) -> None:
    one = start()
    with full_disk():
        one.desk.start("desk-five")
        one.play(timeline("desk-five").length_ms + 1_000)
        one.desk.window.close()
        dialog = asked(one)
        dialog.elsewhere.emit(str(tmp_path / "full" / "out.json"))
        assert "cannot be written there either" in dialog.sentence.text()
        assert one.desk.window.isVisible()
    dialog.elsewhere.emit(str(tmp_path / "out.json"))  # another disk, which has room
    assert not one.desk.window.isVisible()
    (kept,) = json.loads((tmp_path / "out.json").read_text("utf-8"))["sessions"]
    assert kept["routine_id"] == "desk-five"
    assert kept["complete"]


def test_a_signal_is_not_asked_about(start: Starter) -> None:
    with behind(start) as one:
        one.desk.window.close_at_once()
        assert not one.desk.window.isVisible()
        assert not one.desk.window.findChildren(UnsavedDialog)


def test_a_session_under_way_is_part_of_what_is_saved_elsewhere(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(60_000)
    (under_way,) = json.loads(one.desk.sessions.as_json())["sessions"]
    assert sum(done["done"] for done in under_way["sets"]) > 0


def test_a_damaged_history_is_read_beside_the_window_and_the_page_says_so(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = home_in(tmp_path / "home")
    with open_history(home.history, "2026-11-24") as history:
        history.add(record())
    home.history.write_bytes(bytes(100) + home.history.read_bytes()[100:])
    go_on = Event()

    def held_up(path: Path, today: str) -> Path:
        assert go_on.wait(30)
        return make_draft(path, today)

    monkeypatch.setattr(keeper, "make_draft", held_up)
    one = Running(qapp, home, threaded=True)
    assert one.desk.diary.store.drain()
    page = one.desk.diary.page
    one.desk.window.show_page("progress")
    assert page.reading.isVisible()
    assert one.notices == []
    go_on.set()
    while page.reading.isVisible():
        assert one.desk.diary.store.drain()
    assert page.sessions.model().rowCount() == 1
    assert any("with the 1 session that could still be read" in notice for notice in one.notices)
    one.leave()
    one.desk.window.deleteLater()
    one.desk.look.deleteLater()


def test_the_sessions_of_a_file_that_was_set_aside_are_offered(start: Starter, tmp_path: Path) -> None:
    home = home_in(tmp_path / "home")
    with open_history(home.data / "history-corrupt-2026-11-20.db", "2026-11-20") as history:
        history.add(record())
    one = start(home)
    one.press("Bring back")
    assert [kept.id for kept in one.history.sessions()] == ["one"]
    assert one.desk.context.past.times == {"hips": 1}
