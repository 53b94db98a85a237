"""A chart: a drawing when it is ready, a table at any time, and words for both."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from guided.charts.minutes import minutes_each_week
from guided.charts.series import Series
from guided.charts.table import CHARTS
from guided.qt.progress.chart import Chart
from guided.qt.theme import Look
from guided.qt.widgets.text import Text
from guided.qt.widgets.tip import Tip
from guided.settings import Settings
from tests.charts.samples import material, session
from tests.charts.test_motion import MEASURES, taken

TODAY = date(2026, 11, 25)
SESSIONS = [
    session(TODAY, 30, before=5, after=3),
    session(date(2026, 11, 24), 10, before=4, after=3),
    session(date(2026, 11, 16), 41, before=6, after=5),
]
REGIONS = {one.id: {"neck": 1.0} for one in SESSIONS}


def series(weeks: int = 12, goal: int = 0) -> Series:
    return minutes_each_week(material(SESSIONS, weeks, goal=goal))


@pytest.fixture
def chart(look: Look, qtbot: QtBot) -> Chart:
    chart = Chart(look, "Minutes each week")
    qtbot.addWidget(chart)
    chart.resize(900, 220)
    chart.show_series(series())
    return chart


@pytest.fixture
def drawn(chart: Chart, qtbot: QtBot) -> Chart:
    """The chart in sight, with what draws it there."""
    with qtbot.waitActive(chart), qtbot.waitSignal(chart.drawn, timeout=20_000):
        chart.show()
        chart.activateWindow()
        chart.show_series(series())
    chart.setFocus()
    return chart


def test_what_was_hidden_at_its_turn_is_drawn_when_it_is_seen(look: Look, qtbot: QtBot) -> None:
    chart = Chart(look, "Minutes each week")
    qtbot.addWidget(chart)
    with qtbot.waitSignal(chart._loader.loaded, timeout=20_000):
        chart.show_series(series())
    qtbot.waitUntil(lambda: not chart._turns._waiting)
    assert not chart.is_drawn
    with qtbot.waitSignal(chart.drawn, timeout=20_000):
        chart.show()
    assert chart.is_drawn


def test_bars_have_their_colours_in_every_theme(drawn: Chart, look: Look) -> None:
    for theme in ("light", "dark", "contrast"):
        look.use(Settings(theme=theme, motion="reduced", text_size=150 if theme == "dark" else 100))
        picture = drawn.grab().toImage()
        across, down = range(0, picture.width(), 2), range(30, picture.height() - 40, 5)
        colours = {picture.pixelColor(x, y).name() for x in across for y in down}
        assert look.theme.primary.name() in colours, "weeks that are over"
        assert look.theme.hold.name() in colours, "this week"


def test_the_keys_go_from_bar_to_bar_and_say_what_each_is(drawn: Chart, qtbot: QtBot) -> None:
    QTest.keyClick(drawn, Qt.Key.Key_Left)
    assert drawn.current == 11
    assert drawn.findChildren(Tip)[0].text == "This week: 40 minutes"
    QTest.keyClick(drawn, Qt.Key.Key_Left)
    QTest.keyClick(drawn, Qt.Key.Key_Home)
    assert drawn.current == 0
    QTest.keyClick(drawn, Qt.Key.Key_End)
    QTest.keyClick(drawn, Qt.Key.Key_Right)
    assert drawn.current == 11, "the last one is the last one"
    with qtbot.waitSignal(drawn.opened) as asked:
        QTest.keyClick(drawn, Qt.Key.Key_Return)
    assert asked.args == [(SESSIONS[0].id, SESSIONS[1].id), "This week: 40 minutes"]


def test_the_mouse_reads_a_bar_and_a_click_leads_to_its_sessions(drawn: Chart, qtbot: QtBot) -> None:
    place = drawn.area_of(10).center()
    QTest.mouseMove(drawn, place)
    QTest.mouseMove(drawn, place + QPoint(1, 0))
    assert drawn.findChildren(Tip)[0].text == "16 Nov: 41 minutes"
    with qtbot.waitSignal(drawn.opened) as asked:
        QTest.mouseClick(drawn, Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [(SESSIONS[2].id,), "16 Nov: 41 minutes"]
    with qtbot.assertNotEmitted(drawn.opened):
        QTest.mouseClick(drawn, Qt.MouseButton.LeftButton, pos=drawn.area_of(2).center())


def test_every_kind_of_mark_is_drawn_where_its_data_are(drawn: Chart, look: Look) -> None:
    measured = (taken(20, "wall", left=9.0, right=12.0), taken(1, "wall", left=8.0, right=9.0))
    for chart in CHARTS:
        made = material(SESSIONS, measured=measured, measures=MEASURES, regions=REGIONS, sore=("hip",))
        found = chart.series(made)
        drawn.show_series(found)
        drawn.grab()
        assert drawn.is_drawn, chart.id
        inner = QRectF(drawn.rect()).adjusted(-1, -1, 1, 1)
        last = len(drawn._places) - 1
        for datum in {0, last}:
            area = drawn.area_of(datum)
            assert area.width() > 2, chart.id
            assert area.height() > 2, chart.id
            assert inner.contains(QRectF(area)), chart.id
            assert drawn._datum_at(QPointF(area.center()).toPoint()) == datum, chart.id


def test_what_has_nothing_to_draw_says_why(drawn: Chart) -> None:
    empty = CHARTS[1].series(material([session(TODAY)]))
    drawn.show_series(empty)
    assert empty.summary in [one.text() for one in drawn.findChildren(Text)]
    assert not drawn.is_drawn


def test_the_table_is_there_at_once_newest_first_and_leads_to_sessions_too(
    chart: Chart, qtbot: QtBot
) -> None:
    chart.show_table(True)
    chart.show()
    table = chart.findChildren(QTableWidget)[0]
    assert table.isVisible()
    cells = [[table.item(row, column) for column in (0, 1)] for row in range(3)]
    assert [[cell.text() for cell in row if cell] for row in cells] == [
        ["This week", "40"],
        ["16 Nov", "41"],
        ["9 Nov", "0"],
    ]
    with qtbot.waitSignal(chart.opened) as asked:
        table.cellActivated.emit(1, 0)
    assert asked.args == [(SESSIONS[2].id,), "16 Nov: 41 minutes"]


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_head_of_the_table_has_the_colours_of_the_theme(chart: Chart, look: Look, theme: str) -> None:
    look.use(Settings(theme=theme, motion="reduced"))
    chart.show_table(True)
    chart.show()
    head = chart.findChildren(QTableWidget)[0].horizontalHeader()
    picture = head.grab().toImage()
    colours = {
        picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())
    }
    assert picture.pixelColor(1, 1).name() == look.theme.surface.name()
    assert look.theme.ink2.name() in colours


def test_what_it_shows_is_said_in_words(chart: Chart) -> None:
    assert chart.accessibleName() == "Minutes each week"
    assert "This week 40 minutes" in chart.accessibleDescription()
