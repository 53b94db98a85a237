"""The words that stand in a figure's place, for a movement that nobody has drawn."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainterPath, QTransform

from guided.qt.figure.operations import Fill
from guided.qt.figure.skins import Theme
from guided.qt.theme import FAMILIES

WORDS_BOX = (-50.0, 0.0, 50.0, 62.0)
"""Left, bottom, right, top of the room they have, in figure units."""

_WIDE, _HIGH = 92.0, 56.0  # figure units that they may fill
_SIZES = (16.0, 14.0, 12.0, 10.5, 9.0, 7.5, 6.5, 5.5)  # figure units of a letter with what is about it
_IN_FONT = 16.0  # px of the font for a figure unit: outlines are coarse in a small font


def written(words: str, theme: Theme, mirrored: bool) -> Fill:
    """Words as one area, as large as fits; they can be read as well where the picture will be mirrored."""
    turned = QTransform.fromScale(-1 if mirrored else 1, 1)
    return Fill(turned.map(_outline(words)), QBrush(QColor(theme.line)))


@lru_cache(maxsize=128)
def _outline(words: str) -> QPainterPath:
    """The words in figure units, y up, their middle in that of the room."""
    for size in _SIZES:
        font = QFont(list(FAMILIES))
        font.setPixelSize(round(size * _IN_FONT))
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        wide, room = _WIDE * _IN_FONT, int(_HIGH * _IN_FONT / metrics.height())
        lines = _lines(words, metrics, wide)
        if len(lines) <= room and all(metrics.horizontalAdvance(line) <= wide for line in lines):
            break
    else:
        lines = [*lines[: room - 1], " ".join(lines[room - 1 :])]
    path, top = QPainterPath(), -len(lines) * metrics.height() / 2
    for number, line in enumerate(lines):
        shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, wide)
        baseline = top + number * metrics.height() + metrics.ascent()
        path.addText(-metrics.horizontalAdvance(shown) / 2, baseline, font, shown)
    left, low, right, high = WORDS_BOX
    place = QTransform.fromTranslate((left + right) / 2, (low + high) / 2)
    return place.scale(1 / _IN_FONT, -1 / _IN_FONT).map(path)


def _lines(words: str, metrics: QFontMetricsF, wide: float) -> list[str]:
    """The words broken into lines so wide, as few as will do."""
    lines: list[str] = []
    for word in words.split():
        if lines and metrics.horizontalAdvance(f"{lines[-1]} {word}") <= wide:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
