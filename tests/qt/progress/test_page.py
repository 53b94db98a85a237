"""What was done and what came of it: charts that are made when they are seen, and the last sessions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from guided.charts.material import Material
from guided.charts.table import CHARTS
from guided.history.records import Summary
from guided.qt.progress.page import ProgressPage
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.tile import EmptyState
from guided.settings import Settings
from tests.qt.hostile import MARKUP
from tests.qt.progress.test_sessions import TODAY, sessions
from tests.qt.seen import beyond, clipped, nameless, rich


def material(shown: Sequence[Summary]) -> Material:
    """What charts are made of, with those sessions."""
    regions = {one.id: {"low-back": 1.0} for one in shown}
    return Material(TODAY, sessions=shown, regions=regions, sore=("low-back",), goal=60)


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> ProgressPage:
    """The page with thirty sessions."""
    page = ProgressPage(look)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show_material(material(sessions(30)))
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def test_without_sessions_it_says_so_and_shows_the_way(page: ProgressPage, qtbot: QtBot) -> None:
    page.show_material(material([]))
    empty = page.findChildren(EmptyState)[0]
    assert empty.isVisible()
    assert not any(card.isVisible() for card in page.cards.values())
    assert not page.sessions.isVisible()
    with qtbot.waitSignal(page.add_asked):
        next(one for one in page.findChildren(Button) if one.words == "Add a session").click()
    with qtbot.waitSignal(page.routines_asked):
        empty.findChildren(Button)[0].click()


def test_it_has_every_chart_of_the_table(page: ProgressPage) -> None:
    assert list(page.cards) == [chart.id for chart in CHARTS]


def test_a_chart_out_of_sight_is_not_made_until_one_scrolls_there(page: ProgressPage, qtbot: QtBot) -> None:
    first, last = page.cards[CHARTS[0].id], page.cards[CHARTS[-1].id]
    qtbot.waitUntil(lambda: not first.is_due)
    assert last.is_due
    assert last.chart.series is None
    page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: not last.is_due)
    assert last.chart.series is not None


def test_the_charts_follow_the_period(page: ProgressPage, qtbot: QtBot) -> None:
    card = page.cards["minutes-each-week"]
    qtbot.waitUntil(lambda: not card.is_due)
    assert "the last 12 weeks" in card.chart.accessibleDescription()
    QTest.mouseClick(page.period.segment(4), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "the last 4 weeks" in card.chart.accessibleDescription())


def test_t_shows_tables_and_the_charts_again(page: ProgressPage, qtbot: QtBot) -> None:
    cards = page.cards
    QTest.keyClick(page, Qt.Key.Key_T)
    assert all(card.chart.in_table for card in cards.values())
    page.sessions.setFocus()
    QTest.keyClick(page.sessions, Qt.Key.Key_T)
    assert not any(card.chart.in_table for card in cards.values())
    cards["discomfort"].chart.setFocus()
    QTest.keyClick(cards["discomfort"].chart, Qt.Key.Key_T)
    assert [name for name, card in cards.items() if card.chart.in_table] == ["discomfort"], "the one in focus"


def test_the_last_sessions_are_listed_and_lead_to_all(page: ProgressPage, qtbot: QtBot) -> None:
    assert page.sessions.model().rowCount() == 4
    with qtbot.waitSignal(page.all_asked):
        next(button for button in page.findChildren(Button) if button.words == "All sessions").click()
    page.sessions.setFocus()
    with qtbot.waitSignal(page.session_asked) as asked:
        QTest.keyClick(page.sessions, Qt.Key.Key_Return)
    assert asked.args == ["0"]


def test_the_page_follows_the_current_row(page: ProgressPage) -> None:
    page.sessions.setFocus()
    QTest.keyClick(page.sessions, Qt.Key.Key_End)
    row = page.sessions.visualRect(page.sessions.currentIndex())
    top = page.sessions.mapTo(page.area.viewport(), row.topLeft()).y()
    assert 0 <= top < page.area.viewport().height()


@pytest.mark.parametrize(("filter_", "suffix"), [("spreadsheet", "csv"), ("Everything", "json")])
def test_export_asks_where(page: ProgressPage, qtbot: QtBot, filter_: str, suffix: str) -> None:
    next(button for button in page.findChildren(Button) if button.words == "Export").click()
    dialog = page.findChildren(QFileDialog)[0]
    chosen = next(name for name in dialog.nameFilters() if filter_ in name)
    dialog.filterSelected.emit(chosen)
    assert dialog.defaultSuffix() == suffix
    with qtbot.waitSignal(page.export_asked) as asked:
        dialog.fileSelected.emit(f"sessions.{suffix}")
    assert asked.args == [f"sessions.{suffix}"]
    dialog.close()


@pytest.mark.parametrize("size", [(1280, 800), (800, 560)])
def test_markup_stays_text_everything_has_a_name_and_fits(
    page: ProgressPage, qtbot: QtBot, size: tuple[int, int]
) -> None:
    hostile = [replace(session, routine_name=MARKUP, note=MARKUP) for session in sessions(3)]
    page.resize(*size)
    page.show_material(material(hostile))
    for card in page.cards.values():
        card.make()
    qtbot.waitUntil(lambda: not list(clipped(page)))
    assert not list(rich(page))
    assert not nameless(page)
    assert not list(beyond(page.sheet))


def test_the_head_has_room_for_large_text(page: ProgressPage, look: Look, qtbot: QtBot) -> None:
    look.use(Settings(theme="light", motion="reduced", text_size=150))
    page.resize(692, 560)  # of a window of 800x560
    qtbot.waitUntil(lambda: not list(clipped(page)))
    assert page.width() == 692, "or the window would cut off what it needs besides"
    assert not list(beyond(page))


def test_two_charts_stand_beside_each_other_only_where_there_is_room(
    page: ProgressPage, qtbot: QtBot
) -> None:
    def places() -> list[QPoint]:
        return [page.cards[chart.id].mapTo(page.sheet, QPoint()) for chart in CHARTS[:2]]

    qtbot.waitUntil(lambda: places()[0].x() < places()[1].x())
    page.resize(900, 800)
    qtbot.waitUntil(lambda: places()[0].y() < places()[1].y())


def test_in_a_low_window_with_large_text_the_head_scrolls_away_and_elsewhere_it_stays(
    page: ProgressPage, look: Look, qtbot: QtBot
) -> None:
    bar = page.area.verticalScrollBar()

    def stays() -> bool:
        bar.setValue(400)
        return bar.value() == 400 and not page.period.visibleRegion().isEmpty()

    qtbot.waitUntil(stays)
    look.use(Settings(theme="light", text_size=150))
    page.resize(700, 560)
    qtbot.waitUntil(lambda: not stays() and bar.value() == 400)
    bar.setValue(0)
    qtbot.waitUntil(lambda: page.period.visibleRegion().boundingRect() == page.period.rect())
    look.use(Settings(theme="light"))
    page.resize(1280, 800)
    qtbot.waitUntil(stays)
