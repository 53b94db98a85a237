"""Qt paths made of polygons."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import starmap
from math import sqrt

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from guided.qt.figure.polygons import Point, Polygon

_EMPTY = QPainterPath()
_EMPTY.setFillRule(Qt.FillRule.WindingFill)


def closed(*polygons: Sequence[Point]) -> QPainterPath:
    """The area of all the polygons. Lines from plain numbers are three times as fast as a QPolygonF."""
    path = QPainterPath(_EMPTY)
    path.reserve(sum(map(len, polygons)) + len(polygons))  # or it would take up to twice the room
    for polygon in polygons:
        path.moveTo(*polygon[0])
        deque(starmap(path.lineTo, polygon[1:]), maxlen=0)  # a loop without a loop's time
        path.closeSubpath()
    return path


def around(polygons: Iterable[Polygon], distance: float) -> QPainterPath:
    """The area of closed clockwise polygons, larger by a distance on every side.

    Sharp corners come out a little blunt.
    """
    return closed(*(_moved(polygon, distance) for polygon in polygons))


def ring(polygon: Polygon, width: float) -> QPainterPath:
    """The line round a closed polygon as an area: a pen takes three times as long."""
    return closed(_moved(polygon, width / 2), _moved(polygon, -width / 2)[::-1])


def _moved(polygon: Polygon, distance: float) -> Polygon:
    """A closed clockwise polygon with its points moved outward."""
    x0, y0 = polygon[-1]
    nx = ny = 0.0
    moved = []
    for (x1, y1), (x2, y2) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        dx, dy = x2 - x0, y2 - y0
        length = sqrt(dx * dx + dy * dy)
        if length > 1e-6:  # else as at the point before
            nx, ny = -dy / length * distance, dx / length * distance
        moved.append((x1 + nx, y1 + ny))
        x0, y0 = x1, y1
    return moved


def opened(*lines: Sequence[Point]) -> QPainterPath:
    """The lines, not closed."""
    path = QPainterPath()
    path.reserve(sum(map(len, lines)))
    line_to = path.lineTo
    for line in lines:
        path.moveTo(*line[0])
        for x, y in line[1:]:
            line_to(x, y)
    return path
