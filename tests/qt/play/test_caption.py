"""Who cannot hear reads every word."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from guided.qt.play.caption import CaptionLine, caption_font
from guided.qt.play.layout import unit
from guided.qt.theme import Look
from tests.qt.shipped import library


@pytest.mark.parametrize("size", [(1280, 800), (960, 600), (800, 560), (640, 400)])
def test_every_sentence_of_an_exercise_is_read_whole(look: Look, size: tuple[int, int]) -> None:
    u, high = unit(*size), CaptionLine(look).height_at(*size)
    area = QRectF(0, 0, size[0] - 48 * u, high)
    wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    for exercise in library().exercises.values():
        for text in (exercise.start, exercise.end, *exercise.cues):
            font = caption_font(text, area.width(), u)
            assert area.contains(QFontMetricsF(font).boundingRect(area, wrapped, text)), text
            assert font.pixelSize() >= 12, text
