"""A chart: bars when they are ready, a table at any time, and words for both."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from guided.progress import minutes_each_week
from guided.qt.progress.chart import Chart
from guided.qt.theme import Look
from guided.settings import Settings

TODAY = date(2026, 10, 16)
PLAYED = {date(2026, 10, 13): 30 * 60_000, date(2026, 10, 6): 41 * 60_000}


@pytest.fixture
def chart(look: Look, qtbot: QtBot) -> Chart:
    chart = Chart(look)
    qtbot.addWidget(chart)
    chart.show_series(minutes_each_week(PLAYED, TODAY, 12))
    chart.resize(900, 220)
    return chart


def test_bars_come_when_they_are_ready_and_have_their_colours(chart: Chart, look: Look, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chart.drawn, timeout=20_000):
        chart.show()
    picture = chart.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(40, 190, 5)}
    assert look.theme.primary.name() in colours, "weeks that are over"
    assert look.theme.hold.name() in colours, "this week"
    look.use(Settings(theme="dark", text_size=150))
    chart.show_series(minutes_each_week({}, TODAY, 52))
    chart.grab()


def test_the_table_is_there_at_once_newest_first(chart: Chart) -> None:
    chart.show_table(True)
    chart.show()
    table = chart.findChildren(QTableWidget)[0]
    assert table.isVisible()
    cells = [[table.item(row, column) for column in (0, 1)] for row in range(3)]
    assert [[cell.text() for cell in row if cell] for row in cells] == [
        ["This week", "30"],
        ["5 Oct", "41"],
        ["28 Sep", "0"],
    ]


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
    assert "This week 30 minutes" in chart.accessibleDescription()


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (0, [0, 5, 10]),
        (7, [0, 5, 10]),
        (66, [0, 20, 40, 60, 80]),
        (80, [0, 20, 40, 60, 80]),
        (102, [0, 50, 100, 150]),
        (600, [0, 200, 400, 600]),
    ],
)
def test_ticks_are_few_and_round(most: float, ticks: list[int]) -> None:
    from guided.qt.progress.plot import ticks_up_to

    assert ticks_up_to(most) == ticks
