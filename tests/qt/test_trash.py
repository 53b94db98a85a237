"""What is deleted goes into the trash, and is found there later."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guided.paths import Home, home_in
from guided.qt.commands import CommandsDialog
from guided.qt.trash import bring_back, thrown, to_trash
from guided.qt.widgets.button import Button
from guided.qt.widgets.text import Text
from tests.qt.running import Running, Starter
from tests.samples import write

MINE = """\
name = "Hips evening"

[[step]]
exercise = "pelvic-tilt"
"""


@pytest.fixture
def one(start: Starter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Running:
    """A program with a routine in the trash, whose message has gone."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "system"))
    home = home_in(tmp_path / "mine")
    write(home.data, {"routines/hips-evening.toml": MINE})
    start(home).leave()
    running = start(home)
    running.desk.shelf.own_files.read_now()
    running.desk.shelf.own.trash("hips-evening")
    return running


def is_listed(one: Running) -> bool:
    return "hips-evening" in one.desk.shelf.library.routines


def path_in(home: Home) -> Path:
    return home.data / "routines" / "hips-evening.toml"


def test_the_message_says_where_the_trash_is(one: Running) -> None:
    assert any("trash, under Settings" in said for said in one.notices)


@pytest.mark.parametrize("typed", ["trash", "deleted", "hips evening"])
def test_what_is_in_the_trash_is_found_by_typing_and_comes_back(one: Running, typed: str) -> None:
    assert not is_listed(one)
    one.desk.window.commands_asked.emit()
    dialog = one.desk.window.findChild(CommandsDialog)
    assert dialog is not None
    dialog.field.setText(typed)
    names = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    dialog.list.setCurrentRow(names.index("Bring back Hips evening"))
    dialog.take()
    assert is_listed(one)
    assert path_in(one.desk.home).read_text("utf-8") == MINE
    assert thrown(one.desk.home) == ()


def test_the_settings_list_it_until_it_is_back(one: Running) -> None:
    one.desk.person.show_section("Trash")
    page = one.desk.window.page
    assert page is not None
    assert "Hips evening" in [text.text() for text in page.findChildren(Text)]
    one.press("Bring back Hips evening")
    assert is_listed(one)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    texts = [text.text() for text in page.findChildren(Text)]
    assert "Hips evening" not in texts
    assert "Nothing in it" in texts


def test_what_is_gone_for_good_is_neither_back_nor_listed_any_more(one: Running) -> None:
    one.desk.person.show_section("Trash")
    page = one.desk.window.page
    assert page is not None
    thrown(one.desk.home)[0].there.unlink()
    one.press("Bring back Hips evening")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not any("is back" in said for said in one.notices)
    assert "Nothing in it" in [text.text() for text in page.findChildren(Text)]


def test_what_takes_the_place_of_what_is_gone_for_good_is_listed_once(one: Running) -> None:
    thrown(one.desk.home)[0].there.unlink()
    write(one.desk.home.data, {"routines/hips-evening.toml": MINE.replace("evening", "morning")})
    one.desk.shelf.own_files.read_now()
    one.desk.shelf.own.trash("hips-evening")
    assert [each.name for each in thrown(one.desk.home)] == ["Hips morning"]


def test_the_focus_goes_on_to_what_takes_the_place_of_what_is_back(one: Running, qtbot: QtBot) -> None:
    for name in ("Second", "Third"):
        write(one.desk.home.data, {f"routines/{name.lower()}.toml": MINE.replace("Hips evening", name)})
        one.desk.shelf.own_files.read_now()
        one.desk.shelf.own.trash(name.lower())
    with qtbot.waitActive(one.desk.window):
        one.desk.window.activateWindow()
    one.desk.person.show_section("Trash")
    QApplication.processEvents()

    def bring(name: str) -> str:
        """Where the focus is once one is back."""
        buttons = one.desk.window.findChildren(Button)
        button = next(each for each in buttons if each.accessibleName() == f"Bring back {name}")
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        focus = QApplication.focusWidget()
        return focus.accessibleName() if focus is not None else ""

    assert bring("Second") == "Bring back Hips evening"
    assert bring("Hips evening") == "Bring back Third"


def test_what_undo_brought_back_is_not_in_the_trash(one: Running) -> None:
    one.press("Undo")
    assert is_listed(one)
    assert thrown(one.desk.home) == ()


def test_what_comes_back_takes_no_other_files_place(tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    path.write_text("old", "utf-8")
    there = to_trash(path, tmp_path / "trash")
    path.write_text("new", "utf-8")
    back = bring_back(there, path)
    assert (path.read_text("utf-8"), back.read_text("utf-8")) == ("new", "old")


@pytest.mark.parametrize("kept", ["{", "[[1]]", '[["a", 2, 3]]', "[null]", '{"a": 1}'])
def test_a_list_that_cannot_be_read_is_an_empty_one(tmp_path: Path, kept: str) -> None:
    home = home_in(tmp_path)
    write(home.data, {"trash.json": kept})
    assert thrown(home) == ()
