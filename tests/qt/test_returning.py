"""Where one is on a page after something was over it, and after one was elsewhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from guided.qt.returning import Returns
from guided.qt.routines.detail import DetailPage
from guided.qt.routines.page import RoutinesPage
from guided.qt.today.page import TodayPage
from guided.qt.widgets.stops import focused_in, scroll_to, stops
from tests.qt.running import Running, Starter

sized = pytest.mark.parametrize(
    ("wide", "high", "text_size"), [(1280, 800, 100), (1280, 800, 150), (800, 560, 100), (800, 560, 150)]
)
PAGES = ["today", "routines", "programmes", "a routine", "a programme"]


def running(start: Starter, wide: int = 800, high: int = 560, text_size: int = 150) -> Running:
    one: Running = start()
    one.desk.context.choose(text_size=text_size)
    one.desk.window.resize(wide, high)
    one.desk.window.activateWindow()
    QApplication.processEvents()
    return one


def go_to(one: Running, page: str) -> QWidget:
    """Goes to a page from which a session can be started."""
    if page == "a routine":
        one.desk.context.routine_asked.emit("psoas-release")
    elif page == "a programme":
        one.desk.programmes.open("four-week-hip-flexors")
    else:
        one.desk.window.show_page(page)
    QApplication.processEvents()
    return shown(one)


def shown(one: Running) -> QWidget:
    QApplication.processEvents()
    page = one.desk.window.page
    assert page is not None
    return page


def scrolled(page: QWidget) -> list[int]:
    """How far all on a page is scrolled."""
    QApplication.processEvents()
    return [area.verticalScrollBar().value() for area in page.findChildren(QAbstractScrollArea)]


def focused(one: Running) -> QWidget:
    widget = focused_in(one.desk.window)
    assert widget is not None
    return widget


def is_in_sight(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def routine_of(one: Running) -> str:
    """What is about to be played."""
    assert one.desk.sessions.player is not None
    return one.desk.sessions.player.timeline.routine.id


def go_to_the_end(page: QWidget) -> None:
    """Goes to what is last on a page by the keyboard."""
    last = stops(page)[-1]
    last.setFocus()
    scroll_to(last)
    if isinstance(page, RoutinesPage):
        QTest.keyClick(page.grid, Qt.Key.Key_End)


def leave_with(one: Running, way: str) -> None:
    """Leaves the panel before a session."""
    assert one.desk.window.is_taken
    if way == "Escape":
        QTest.keyClick(focused(one), Qt.Key.Key_Escape)
    else:
        one.press(way)
    assert not one.desk.window.is_taken


@sized
@pytest.mark.parametrize("way", ["Back", "Escape"])
def test_who_goes_back_before_a_session_is_at_the_card_that_started_it(
    start: Starter, wide: int, high: int, text_size: int, way: str
) -> None:
    one = running(start, wide, high, text_size)
    page = go_to(one, "today")
    assert isinstance(page, TodayPage)
    card = page.cards[-1]
    page.area.ensureWidgetVisible(card)
    before = scrolled(page)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    started = routine_of(one)
    leave_with(one, way)
    assert shown(one) is page
    assert scrolled(page) == before
    assert focused(one) is card
    assert is_in_sight(card)
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert routine_of(one) == started


@sized
@pytest.mark.parametrize("name", PAGES)
def test_wherever_a_session_is_started_one_comes_back_to_where_one_was(
    start: Starter, wide: int, high: int, text_size: int, name: str
) -> None:
    one = running(start, wide, high, text_size)
    page = go_to(one, name)
    go_to_the_end(page)
    before, had = scrolled(page), focused(one)
    one.desk.start("neck-and-shoulders")  # as Ctrl+K does
    leave_with(one, "Escape")
    assert shown(one) is page
    assert (scrolled(page), focused(one)) == (before, had)


@pytest.mark.parametrize("name", PAGES)
def test_after_the_window_became_smaller_what_has_the_focus_is_in_sight(start: Starter, name: str) -> None:
    one = running(start, 1280, 800, 100)
    page = go_to(one, name)
    go_to_the_end(page)
    had = focused(one)
    one.desk.start("neck-and-shoulders")
    one.desk.window.resize(800, 560)
    QApplication.processEvents()
    leave_with(one, "Escape")
    assert shown(one) is page
    assert focused(one) is had
    assert is_in_sight(had)


def test_what_has_come_in_place_of_what_one_pressed_is_in_sight(start: Starter) -> None:
    one = running(start)
    page = go_to(one, "today")
    assert isinstance(page, TodayPage)
    page.cards[-1].setFocus()
    page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())
    one.desk.start("neck-and-shoulders")
    page.show_short([])
    leave_with(one, "Escape")
    assert focused(one) is page.hero.start
    assert is_in_sight(page.hero.start)


def test_back_from_a_page_over_another_is_where_one_was(start: Starter) -> None:
    one = running(start)
    page = go_to(one, "routines")
    assert isinstance(page, RoutinesPage)
    QTest.keyClick(page.grid, Qt.Key.Key_End)
    before, card = scrolled(page), page.grid.currentIndex().row()
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    detail = shown(one)
    assert isinstance(detail, DetailPage)
    detail.rows[0].reps_chosen.emit(3)
    one.desk.window.back()
    assert scrolled(shown(one)) == before
    assert page.grid.currentIndex().row() == card
    assert page.grid.hasFocus()


@pytest.mark.parametrize("name", ["today", "routines", "programmes"])
def test_a_page_gone_to_anew_begins_at_its_top(start: Starter, name: str) -> None:
    one = running(start)
    page = go_to(one, name)
    go_to_the_end(page)
    assert any(scrolled(page))
    one.desk.window.show_page("progress")
    one.desk.window.show_page(name)
    assert not any(scrolled(page))
    if isinstance(page, RoutinesPage):
        assert page.grid.currentIndex().row() == 0


def test_one_comes_back_to_a_page_of_which_a_part_that_scrolled_is_gone(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    page = QWidget(window)
    button, area = QPushButton("Start", page), QScrollArea(page)
    window.show()
    button.setFocus()
    returns = Returns(window)
    returns.leave(page)
    delete(area)
    assert returns.come_to(page) is button
