"""The shelf: routines opened, printed, played otherwise than written, and starred."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from guided.qt.routines.detail import DetailPage
from tests.qt.running import Starter
from tests.qt.shipped import timeline


def test_a_routine_opens_prints_and_goes_back(start: Starter) -> None:
    one = start()
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
