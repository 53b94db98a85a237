"""Where marks and their labels go."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsSimpleTextItem
from pytestqt.qtbot import QtBot

from guided.charts.daytime import time_of_day
from guided.charts.minutes import minutes_each_week
from guided.qt.progress.canvas import Canvas
from guided.qt.progress.drawings import draw, labelled, ticks_up_to
from guided.qt.theme import Look
from guided.settings import Settings
from tests.charts.samples import ago, material, session


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
    assert ticks_up_to(most) == ticks


@pytest.mark.parametrize(
    ("count", "apart", "before", "places"),
    [
        (12, 3, 3, [0, 3, 6, 11]),
        (12, 3, 2, [0, 3, 6, 9, 11]),
        (4, 1, 1, [0, 1, 2, 3]),
        (1, 5, 6, [0]),
        (52, 18, 18, [0, 18, 51]),
        (4, 9, 12, [0, 3]),
    ],
)
def test_the_first_and_the_last_bar_have_a_label_and_others_as_far_as_there_is_room(
    count: int, apart: int, before: int, places: list[int]
) -> None:
    assert labelled(count, apart, before) == places


@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize("weeks", [4, 12, 52])
def test_labels_under_bars_are_apart_and_every_bar_has_one_where_there_is_room(
    look: Look, qtbot: QtBot, weeks: int, text_size: int
) -> None:
    look.use(Settings(theme="light", motion="reduced", text_size=text_size))
    canvas = Canvas(look)
    qtbot.addWidget(canvas)
    canvas.show()
    for wide in range(350, 1100, 50):
        canvas.resize(wide, 220)
        draw(canvas, minutes_each_week(material([session(ago(0), 20)], weeks)))
        found = [one for one in canvas._items if isinstance(one, QGraphicsSimpleTextItem)]
        under = [one for one in found if one.pos().y() < 0]
        assert len(under) >= 2
        begins = [
            canvas.area(QRectF(one.pos().x(), 0, canvas.x_unit, 1)).left() + one.transform().dx()
            for one in under
        ]
        ends = [left + one.boundingRect().width() for left, one in zip(begins, under, strict=True)]
        assert all(end + 4 < begin for end, begin in zip(ends[:-1], begins[1:], strict=True)), wide
        free = [begin - end for end, begin in zip(ends[:-1], begins[1:], strict=True)]
        room = max(ends[n] - begins[n] for n in range(len(ends)))
        assert len(under) == weeks or max(free) < 4 * room, "no hole that several would fit in"
        assert weeks > 4 or wide < 600 or len(under) == weeks


@pytest.mark.parametrize(("wide", "text_size"), [(200, 100), (330, 100), (330, 150), (700, 150)])
def test_hours_stand_evenly_under_the_edges_of_bars_in_every_size(
    look: Look, qtbot: QtBot, wide: int, text_size: int
) -> None:
    look.use(Settings(theme="light", motion="reduced", text_size=text_size))
    canvas = Canvas(look)
    qtbot.addWidget(canvas)
    canvas.resize(wide, 200)
    canvas.show()
    areas = [canvas.area(one) for one in draw(canvas, time_of_day(material([session(ago(0), hour=7)])))]
    found = [one for one in canvas._items if isinstance(one, QGraphicsSimpleTextItem)]
    under = [one for one in found if one.pos().y() < 0]
    assert [one.text() for one in under] == ["0", "6", "12", "18", "24"]
    middles = [canvas.area(QRectF(one.pos().x(), 0, canvas.x_unit, 1)).left() for one in under]
    edges = [*(areas[number].left() for number in (0, 2, 4, 6)), areas[7].right()]
    assert middles == pytest.approx(edges, abs=2)
    assert middles[-1] + under[-1].boundingRect().width() / 2 <= wide + 1, "not cut off"
