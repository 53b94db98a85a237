"""The shape of a routine: a hill an exercise, as wide as it lasts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guided.library import Library
from guided.qt.theme import Look
from guided.qt.widgets.routine_hills import RoutineShape, hill, hill_areas, lengths_ms
from guided.qt.widgets.tip import Tip
from guided.timeline import compile_routine

AREA = QRectF(0, 0, 600, 28)


@pytest.mark.parametrize("lengths", [(60_000,), (60_000, 120_000), (1, 600_000, 1), (1000,) * 200])
def test_hills_fill_the_width_in_order(lengths: tuple[int, ...]) -> None:
    areas = hill_areas(AREA, lengths)
    assert areas[0].left() == AREA.left()
    assert areas[-1].right() == pytest.approx(AREA.right())
    assert all(one.right() < other.left() for one, other in pairwise(areas))
    assert all(area.width() > 0 for area in areas)


def test_longer_is_wider() -> None:
    one, other = hill_areas(AREA, (60_000, 120_000))
    assert other.width() > one.width()


def test_a_hill_stays_in_its_area() -> None:
    for width in (4, 10, 60, 300):
        area = QRectF(10, 5, width, 28)
        assert area.adjusted(-0.01, -0.01, 0.01, 0.01).contains(hill(area).boundingRect())


def test_no_exercise_no_hill() -> None:
    assert hill_areas(AREA, ()) == []


def test_the_hills_of_a_timeline_last_as_long_as_it(library: Library) -> None:
    timeline = compile_routine(library.routines["psoas-release"], library)
    assert sum(lengths_ms(timeline)) == timeline.length_ms


def test_it_says_how_many(look: Look, qtbot: QtBot) -> None:
    shape = RoutineShape(look)
    qtbot.addWidget(shape)
    shape.show_lengths((1, 2, 3), done={0, 2})
    assert shape.accessibleName() == "3 exercises, 2 done"
    shape.resize(300, 28)
    picture = shape.grab().toImage()
    colours = [
        picture.pixelColor(area.center().toPoint()).name()
        for area in hill_areas(QRectF(shape.rect()), (1, 2, 3))
    ]
    done, not_done = look.theme.primary.name(), look.theme.shape.name()
    assert colours == [done, not_done, done]


def test_a_hill_is_named_to_the_pointer_and_to_a_screen_reader(look: Look, qtbot: QtBot) -> None:
    shape = RoutineShape(look)
    qtbot.addWidget(shape)
    shape.resize(400, 28)
    shape.show_lengths((60_000, 60_000), {0}, ("Bridge", "Bird dog"))
    shape.show()
    assert shape.accessibleDescription() == "1. Bridge, done; 2. Bird dog"
    told = []
    for x in (100, 300, 200):
        QApplication.sendEvent(
            shape, QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(x, 14), shape.mapToGlobal(QPoint(x, 14)))
        )
        told += [tip.text for tip in shape.findChildren(Tip)]
    assert told == ["1. Bridge, done", "2. Bird dog", ""]
