"""What is set on the stage can be read whole."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF

from guided.qt.play.layout import stage_layout
from guided.qt.play.typesetting import next_font, next_room
from guided.qt.theme import Look
from tests.qt.shipped import library


@pytest.mark.parametrize("size", [(1280, 800), (800, 560), (700, 1000)])
def test_what_comes_next_is_named_whole(look: Look, size: tuple[int, int]) -> None:
    layout = stage_layout(*size)
    room = next_room(layout)
    for exercise in library().exercises.values():
        font = next_font(exercise.name, room, layout.unit)
        assert QFontMetricsF(font).horizontalAdvance(exercise.name) <= room, exercise.name
