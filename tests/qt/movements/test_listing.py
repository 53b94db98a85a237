"""The movements of one's own in one place: changed, renamed, copied, thrown away and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from guided.movements import KIND
from guided.paths import assets
from guided.qt.commands import CommandsDialog
from guided.qt.movements.listing import MovementsPage
from guided.qt.movements.page import MovementPage
from guided.qt.widgets.confirm import ConfirmDialog
from guided.qt.widgets.naming import NameDialog
from tests.qt.running import Running, Starter
from tests.qt.seen import nameless


@pytest.fixture
def running(start: Starter, monkeypatch: pytest.MonkeyPatch) -> Running:
    one = start()
    monkeypatch.setenv("XDG_DATA_HOME", str(one.desk.home.cache))  # where the system's trash is
    return one


def with_own(one: Running, *names: str) -> MovementsPage:
    """The page, with these movements."""
    text = (assets() / KIND / "bridge.toml").read_text("utf-8").split("\n", 1)[1]
    for name in names:
        path = path_of(one, name.lower())
        path.write_text(f'name = "{name}" # as I call it\n{text}', "utf-8")
    one.desk.shelf.own_files.read_now()
    one.desk.window.acts.act("movements")
    return shown(one)


def path_of(one: Running, name: str) -> Path:
    return one.desk.home.data / KIND / f"{name}.toml"


def shown(one: Running) -> MovementsPage:
    QApplication.processEvents()
    page = one.desk.window.page
    assert isinstance(page, MovementsPage)
    return page


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_a_newcomer_finds_the_place_beside_the_routines(running: Running) -> None:
    running.desk.window.show_page("routines")
    running.press("Your exercises")
    page = shown(running)
    assert not page.rows
    assert not nameless(page)
    click(page.new)
    dialog = running.desk.window.findChild(CommandsDialog)
    assert dialog is not None
    dialog.reject()


def test_one_is_changed_from_there(running: Running) -> None:
    page = with_own(running, "Arch", "Zigzag")
    assert [*page.rows] == ["arch", "zigzag"]
    assert not nameless(page)
    click(page.rows["zigzag"].buttons["change"])
    movement = running.desk.window.page
    assert isinstance(movement, MovementPage)
    movement.work.put("name", "Before", "Name")
    movement.save_button.click()
    assert [*shown(running).rows] == ["arch", "zigzag"]
    assert running.desk.context.library.exercises["zigzag"].name == "Before"


def test_another_name_changes_one_line_and_is_taken_back(running: Running) -> None:
    page, path = with_own(running, "Arch"), path_of(running, "arch")
    before = path.read_text("utf-8")
    click(page.rows["arch"].buttons["rename"])
    dialog = running.desk.window.findChild(NameDialog)
    assert dialog is not None
    dialog.field.setText("Arch and sink")
    dialog.accept()
    assert path.read_text("utf-8") == before.replace('"Arch"', '"Arch and sink"')
    assert running.desk.context.library.exercises["arch"].name == "Arch and sink"
    assert running.desk.window.acts.act("undo")
    assert path.read_text("utf-8") == before


def test_one_is_thrown_away_and_brought_back_byte_for_byte(running: Running) -> None:
    page, path = with_own(running, "Arch", "Zigzag"), path_of(running, "arch")
    before = path.read_bytes()
    page.rows["arch"].buttons["trash"].setFocus()
    click(page.rows["arch"].buttons["trash"])
    assert not path.exists()
    assert [*shown(running).rows] == ["zigzag"]
    assert running.desk.window.acts.act("undo")
    assert path.read_bytes() == before
    assert [*shown(running).rows] == ["arch", "zigzag"]


def test_one_that_routines_have_is_asked_about_first(running: Running) -> None:
    routine = running.desk.home.data / "routines" / "evening.toml"
    routine.write_text('name = "Evening"\n[[step]]\nexercise = "arch"\n', "utf-8")
    page = with_own(running, "Arch")
    click(page.rows["arch"].buttons["trash"])
    dialog = running.desk.window.findChild(ConfirmDialog)
    assert dialog is not None
    assert path_of(running, "arch").exists()
    dialog.accept()
    assert not path_of(running, "arch").exists()


def test_a_copy_is_another_movement(running: Running) -> None:
    page = with_own(running, "Arch")
    click(page.rows["arch"].buttons["copy"])
    movement = running.desk.window.page
    assert isinstance(movement, MovementPage)
    assert movement.work.movement.name == "Arch, a copy"
    movement.save_button.click()
    assert [*shown(running).rows] == ["arch", "arch-a-copy"]
