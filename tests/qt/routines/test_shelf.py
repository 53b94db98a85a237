"""The shelf: routines opened, printed, played otherwise than written, and starred."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guided.paths import Home, home_in
from guided.qt.routines.detail import DetailPage
from guided.qt.routines.entries import Entry
from guided.qt.routines.shelf import Shelf
from tests.qt.running import Starter
from tests.qt.shipped import timeline
from tests.samples import STEP, changed, write


def test_a_routine_opens_prints_and_goes_back(start: Starter) -> None:
    one = start()
    one.desk.window.show_page("routines")
    one.desk.shelf.open("desk-five")
    page = one.desk.window.page
    assert isinstance(page, DetailPage)
    page.print_sheet.emit("desk-five")
    preview = QApplication.activeModalWidget() or one.desk.window.findChild(QWidget, "SheetPreview")
    assert preview is not None
    preview.close()
    page.back.emit()
    assert one.desk.window.page is one.desk.shelf.page


def test_what_one_plays_otherwise_is_played_printed_kept_and_taken_back(start: Starter) -> None:
    one = start()
    one.desk.shelf.open("psoas-release")
    page = one.desk.window.page
    assert isinstance(page, DetailPage)
    routine = one.desk.context.library.routines["psoas-release"]
    step = next(n for n, part in enumerate(timeline().parts) if "static" in part.exercise.methods)
    page.rows[step].method_chosen.emit("static")
    one.desk.start("psoas-release")
    player = one.desk.sessions.player
    assert player is not None
    assert player.timeline.parts[step].method.id == "static"
    assert one.desk.context.library.routines["psoas-release"] is routine
    two = start(one.desk.home)
    two.desk.shelf.open("psoas-release")
    page = two.desk.window.page
    assert isinstance(page, DetailPage)
    page.rows[step].written_chosen.emit()
    two.desk.start("psoas-release")
    player = two.desk.sessions.player
    assert player is not None
    assert player.timeline.routine is two.desk.context.library.routines["psoas-release"]


def test_favourites_are_kept(start: Starter) -> None:
    one = start()
    one.desk.shelf.page.starred.emit("desk-five")
    assert {entry.id for entry in one.desk.shelf.page.grid.entries if entry.favourite} == {"desk-five"}  # type: ignore[union-attr]
    two = start(one.desk.home)
    two.desk.shelf.open("desk-five")
    two.press("No longer a favourite")
    assert not any(entry.favourite for entry in two.desk.shelf.page.grid.entries)  # type: ignore[union-attr]


def test_a_routine_that_is_gone_is_told(start: Starter) -> None:
    one = start()
    one.desk.start("not-there")
    assert any("no longer there" in notice for notice in one.notices)


@pytest.fixture
def home_of_many(tmp_path: Path) -> Home:
    """A home with more files of one's own than anybody would wait for."""
    home = home_in(tmp_path / "many")
    text = changed(STEP, "kneeling-opener", "bridge")
    write(home.data, {f"routines/own-{number}.toml": text for number in range(60)})
    return home


def test_many_own_files_are_read_beside_the_window_without_a_word(
    start: Starter, home_of_many: Home, qtbot: QtBot
) -> None:
    one = start(home_of_many)
    shelf = Shelf(one.desk.context)
    assert "psoas-release" in shelf.library.routines
    assert not shelf.library.own
    said: list[str] = []
    shelf.own_files.said.connect(lambda text, _: said.append(text))
    shelf.own_files.watch()
    qtbot.waitUntil(lambda: len(shelf.library.own) == 60)
    ids = {entry.id for entry in shelf.page.grid.entries if isinstance(entry, Entry)}
    assert ids >= {"own-0", "own-59", "psoas-release"}
    assert said == []
    shelf.close()


def test_one_of_many_own_routines_can_be_asked_for_at_once(start: Starter, home_of_many: Home) -> None:
    shelf = Shelf(start(home_of_many).desk.context)
    shelf.need("own-7")
    assert "own-7" in shelf.library.routines
    shelf.close()
