"""Rep hills: one small hill per rep, its slopes as wide as its ease and release."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from guided.display import HillRow
from guided.qt.theme import Theme

WIDTH, HEIGHT, GAP = 29.0, 30.0, 2.0  # at scale 1
MOST_SHOWN = 40


@lru_cache(maxsize=64)
def hill(width: float, height: float, up: float, down: float) -> QPainterPath:
    """A hill on y = 0 with its top at -height; `up` and `down` are the slopes' shares of its width."""
    a, b = up * width, (1.0 - down) * width
    c = width - b
    path = QPainterPath(QPointF(0, 0))
    path.cubicTo(0.45 * a, 0, 0.6 * a, -height, a, -height)
    path.lineTo(b, -height)
    path.cubicTo(b + 0.4 * c, -height, b + 0.55 * c, 0, width, 0)
    path.closeSubpath()
    return path


def slots(row: HillRow, left: float, right: float, scale: float) -> list[tuple[float, float]]:
    """Left edge and width of each hill of a row between `left` and `right`."""
    count = min(row.count, MOST_SHOWN)
    gap = GAP * scale
    width = min(WIDTH * scale, max((right - left - gap * (count - 1)) / count, 2.0))
    return [(left + i * (width + gap), width) for i in range(count)]


def paint_row(
    painter: QPainter,
    row: HillRow,
    places: list[tuple[float, float]],
    foot: float,
    scale: float,
    kind: str,
    theme: Theme,
) -> None:
    """Paint the hills: done, under way (in the phase's pale colour), to come."""
    painter.setPen(Qt.PenStyle.NoPen)
    for i, (x, width) in enumerate(places):
        if i == row.current:
            colour = theme.phase(kind).track
        else:
            colour = theme.ink2 if i < row.done else theme.hill_up
        _paint(painter, x, foot, width, row, scale, colour)
        if colour is theme.hill_up and theme.hill_up_line.alpha():
            painter.setPen(QPen(theme.hill_up_line, 2))
            painter.drawPath(_outline(width, row, scale).translated(x, foot))
            painter.setPen(Qt.PenStyle.NoPen)


def paint_current(
    painter: QPainter,
    row: HillRow,
    places: list[tuple[float, float]],
    foot: float,
    scale: float,
    progress: float,
    colour: QColor,
) -> None:
    """Paint the part of the current hill that is already climbed."""
    if row.current is None or row.current >= len(places):
        return
    x, width = places[row.current]
    painter.save()
    painter.setClipRect(QRectF(x, foot - HEIGHT * scale, width * progress, HEIGHT * scale))
    _paint(painter, x, foot, width, row, scale, colour)
    painter.restore()


def _paint(
    painter: QPainter, x: float, foot: float, width: float, row: HillRow, scale: float, colour: QColor
) -> None:
    painter.fillPath(_outline(width, row, scale).translated(x, foot), QBrush(colour))


def _outline(width: float, row: HillRow, scale: float) -> QPainterPath:
    up, down = row.rises
    return hill(round(width, 2), round(HEIGHT * scale, 2), round(max(up, 0.08), 3), round(max(down, 0.08), 3))
