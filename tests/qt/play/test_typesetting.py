"""What is set on the stage can be read whole."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from guided import words
from guided.display import display
from guided.qt.play.layout import stage_layout
from guided.qt.play.ring import INNER
from guided.qt.play.typesetting import chip_labels, count_font, count_rooms, next_font, next_room
from guided.qt.theme import Look
from guided.timeline import compile_routine
from tests.qt.shipped import library, timeline


@pytest.mark.parametrize("size", [(1280, 800), (800, 560), (700, 1000)])
def test_what_comes_next_is_named_whole(look: Look, size: tuple[int, int]) -> None:
    layout = stage_layout(*size)
    room = next_room(layout)
    for exercise in library().exercises.values():
        sides = [words.side_meant(side, exercise.limb, exercise.side_is) for side in ("left", "right")]
        for told in (exercise.name, *(f"{side}, 20 reps" for side in sides)):
            font = next_font(told, room, layout.unit)
            assert QFontMetricsF(font).horizontalAdvance(told) <= room, told


@pytest.mark.parametrize("size", [90.0, 140.0, 320.0, 512.0])
@pytest.mark.parametrize(
    "lines", [("seconds", "rep 10 of 12"), ("of 12 breaths", "rep 2 of 2"), ("of 108 reps",)]
)
def test_what_the_number_counts_stands_inside_the_ring(
    look: Look, size: float, lines: tuple[str, ...]
) -> None:
    box = QRectF(40, 30, size, size)
    for line, room in zip(lines, count_rooms(box, len(lines)), strict=True):
        font = QFontMetricsF(count_font(line, room, size))
        half, down = (
            font.horizontalAdvance(line) / 2,
            room.center().y() + font.height() / 2 - box.center().y(),
        )
        assert half**2 + (down - font.descent()) ** 2 <= (INNER * size + 1) ** 2, line


@pytest.mark.parametrize("size", [(1280, 800), (960, 600), (800, 560), (700, 1000), (1920, 1080)])
def test_where_two_limbs_could_be_meant_the_screen_says_which(look: Look, size: tuple[int, int]) -> None:
    layout = stage_layout(*size)
    for routine in library().routines.values():
        line = compile_routine(routine, library())
        for step, part in enumerate(line.parts):
            shown = display(line, next(n for n, one in enumerate(line.segments) if one.step == step), {})
            font, labels, _ = chip_labels(shown, layout)
            wide = sum(QFontMetricsF(font).horizontalAdvance(label) + 56 * layout.unit for label in labels)
            assert wide <= layout.chips.width(), part.exercise.id
            if part.exercise.side_is:
                working = next(n for n, chip in enumerate(shown.chips) if chip.active)
                assert labels[working] == shown.chips[working].label, part.exercise.id


def test_beside_a_panel_the_side_that_works_is_told_before_the_other(look: Look) -> None:
    line = timeline("psoas-release")
    index = next(
        n for n, one in enumerate(line.segments) if line.exercise(one).id == "knee-hug-leg-press" and one.rep
    )
    shown = display(line, index, {})
    assert chip_labels(shown, stage_layout(1280, 800))[1] == ["Left leg long", "Right leg long"]
    assert chip_labels(shown, stage_layout(800, 560, panel=500))[1] == ["Left leg long", "Right leg"]
    assert chip_labels(shown, stage_layout(800, 560, panel=600))[1] == ["Left leg", "Right leg"]


@pytest.mark.parametrize("panel", [0, 300, 450, 560, 590])
def test_no_side_is_cut_by_a_panel_beside_it(look: Look, panel: int) -> None:
    layout, line = stage_layout(800, 560, panel=panel), timeline("strong-hips")
    shown = display(line, next(n for n, one in enumerate(line.segments) if one.rep), {})
    font, labels, edge = chip_labels(shown, layout)
    wide = [QFontMetricsF(font).horizontalAdvance(label) + 2 * edge + 8 * layout.unit for label in labels]
    assert sum(wide) <= layout.chips.width()
