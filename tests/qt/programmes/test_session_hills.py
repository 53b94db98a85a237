"""The hills of a programme: in rows by stage, and said in words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from guided.qt.programmes.session_hills import Step, StepRows, rows_of
from guided.qt.theme import Look
from guided.settings import Settings


def steps(count: int, done: int = 0, week: int = 0) -> list[Step]:
    return [
        Step(number, f"S{number}", f"Week {(number - 1) // week + 1}" if week else "", number <= done, 1)
        for number in range(1, count + 1)
    ]


def test_a_stage_has_a_row_and_without_stages_there_are_twelve_in_each() -> None:
    assert [len(row) for row in rows_of(steps(20, week=5))] == [5, 5, 5, 5]
    assert [len(row) for row in rows_of(steps(30))] == [12, 12, 6]


def test_a_screen_reader_hears_where_one_is(look: Look, qtbot: QtBot) -> None:
    shown = StepRows(look)
    qtbot.addWidget(shown)
    shown.show_steps(steps(12, done=3), now=4)
    assert shown.accessibleName() == "3 of 12 sessions done, next is 4, S4"
    shown.show_steps(steps(12, done=12))
    assert shown.accessibleName() == "12 of 12 sessions done"


@pytest.mark.parametrize("slim", [False, True])
@pytest.mark.parametrize(("count", "width"), [(1, 120), (12, 560), (20, 900), (200, 240)])
def test_every_hill_is_inside_and_none_over_another(
    look: Look, qtbot: QtBot, slim: bool, count: int, width: int
) -> None:
    shown = StepRows(look, slim)
    qtbot.addWidget(shown)
    shown.show_steps(steps(count, done=1), now=2)
    shown.resize(width, shown.sizeHint().height())
    areas = [area for _, area in shown._areas()]
    assert len(areas) == count
    assert all(area.right() <= width + 1 for area in areas)
    assert all(not one.intersects(other) for one, other in pairwise(areas))
    assert all(area.bottom() <= shown.height() for area in areas)


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_what_is_done_and_what_is_next_look_different(look: Look, qtbot: QtBot, theme: str) -> None:
    look.use(Settings(theme=theme))
    shown = StepRows(look)
    qtbot.addWidget(shown)
    shown.show_steps(steps(3, done=1), now=2)
    shown.resize(300, shown.sizeHint().height())
    image = shown.grab().toImage()
    done, now, later = (QColor(image.pixel(area.center().toPoint())) for _, area in shown._areas())
    assert done == look.theme.primary
    assert now == look.theme.hold_soft
    assert later == look.theme.shape
