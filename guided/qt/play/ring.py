"""The ring timer: one rep around a circle, thin at the start, thick at the hold, thin at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, cos, pi, radians, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from guided.qt.theme import Theme

# Shares of the ring's outer diameter.
INNER = 0.414
THIN, THICK, EVEN = 0.020, 0.086, 0.052
MARKER, RIM = 0.084, 0.016
GAP = 2.2 / 360  # between two phases, of the whole turn
_CORNER = 1.5  # px, the radius of the band's corners
_STEP = 2 / 360  # from one point of the band's edges to the next, of the whole turn
# Along and outwards from a corner's centre, from the outer edge round to the end and on to the inner edge.
_QUARTER = tuple((sin(radians(degrees)), cos(radians(degrees))) for degrees in (0, 30, 60, 90))
_NEXT_QUARTER = tuple((along, -out) for along, out in reversed(_QUARTER))


@dataclass(frozen=True, slots=True)
class Sector:
    """A phase's part of the ring: its ends in turns clockwise from 12 o'clock, and the widths there."""

    kind: str
    start: float
    end: float
    width_start: float
    width_end: float

    def width(self, at: float) -> float:
        """The band's width at `at` turns, as a share of the diameter."""
        t = min(max((at - self.start) / (self.end - self.start), 0.0), 1.0)
        return self.width_start + (self.width_end - self.width_start) * t * t * (3.0 - 2.0 * t)


@lru_cache(maxsize=64)
def sectors(phases: tuple[tuple[str, int], ...]) -> tuple[Sector, ...]:
    """The sectors of a rep's phases (kind, ms); a single rest is an even band all around."""
    total = sum(length for _, length in phases)
    if len(phases) == 1 and phases[0][0] == "rest":
        return (Sector("rest", 0.0, 1.0, EVEN, EVEN),)
    found, at, width = [], 0, THIN
    for kind, length in phases:
        goal = _goal(kind, width)
        begin = THICK if kind == "hold" else width
        found.append(Sector(kind, at / total + GAP / 2, (at + length) / total - GAP / 2, begin, goal))
        at += length
        width = goal
    return tuple(found)


def paint_tracks(painter: QPainter, box: QRectF, ring: Sequence[Sector], index: int, theme: Theme) -> None:
    """Paint what stands still during the phase at `index`: the phases before, this one, and those to come."""
    for i, sector in enumerate(ring):
        colours = theme.phase(sector.kind)
        _fill(painter, box, sector, sector.end, colours.past if i < index else colours.track)


def paint_moving(
    painter: QPainter, box: QRectF, ring: Sequence[Sector], index: int, progress: float, theme: Theme
) -> None:
    """Paint the elapsed part of the phase at `index`, and the marker at its end."""
    sector = ring[index]
    end = sector.start + (sector.end - sector.start) * min(max(progress, 0.0), 1.0)
    colour = theme.phase(sector.kind).word
    if end - sector.start > 0.001:
        _fill(painter, box, sector, end, colour)
    size = box.width()
    middle = _point(box.center().x(), box.center().y(), end, size * (INNER + sector.width(end) / 2))
    painter.setPen(QPen(colour, RIM * size))
    painter.setBrush(theme.surface)
    painter.drawEllipse(middle, (MARKER - RIM) / 2 * size, (MARKER - RIM) / 2 * size)


def paint_glyph(painter: QPainter, centre: QPointF, height: float, kind: str, theme: Theme) -> None:
    """Paint a small hill whose up-slope, top or down-slope has the phase's colour."""
    colours = theme.phase(kind)
    h, half = height * 0.62, height * 0.52
    x, y = centre.x() - half, centre.y() + h / 2
    top = 0.36 * half
    parts = {"ease": QPainterPath(QPointF(x, y)), "hold": QPainterPath(QPointF(x + half - top, y - h))}
    parts["ease"].cubicTo(x + 0.28 * half, y, x + 0.36 * half, y - h, x + half - top, y - h)
    parts["hold"].lineTo(x + half + top, y - h)
    parts["release"] = QPainterPath(QPointF(x + half + top, y - h))
    parts["release"].cubicTo(x + 1.64 * half, y - h, x + 1.72 * half, y, x + 2 * half, y)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for name in sorted(parts, key=lambda one: one == kind):
        colour = colours.word if name == kind else colours.track
        painter.setPen(QPen(colour, height * 0.11, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(parts[name])


def _goal(kind: str, width: float) -> float:
    """The band's width at the end of a phase; a movement at end range comes back from there."""
    if kind == "hold":
        return THICK
    if kind == "ease":
        return THICK if width < THICK else THIN
    return THIN


def _fill(painter: QPainter, box: QRectF, sector: Sector, end: float, colour: QColor) -> None:
    """Fill the band from the sector's start to `end`, with its corners rounded."""
    outer, inner = _edges(box.center().x(), box.center().y(), box.width(), sector)
    passed = ceil((end - sector.start) / _STEP)
    points = [
        *outer[:passed],
        *_cap(box, sector, end, ahead=True),
        *reversed(inner[:passed]),
        *reversed(_cap(box, sector, sector.start, ahead=False)),
    ]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(points, Qt.FillRule.WindingFill)  # all the way round its ends overlap


@lru_cache(maxsize=64)
def _edges(
    x: float, y: float, size: float, sector: Sector
) -> tuple[tuple[QPointF, ...], tuple[QPointF, ...]]:
    """The outer and the inner edge of the ring's band round (x, y), a point every step from its start."""
    outer, inner = [], []
    for i in range(ceil((sector.end - sector.start) / _STEP)):
        turn = sector.start + i * _STEP
        outer.append(_point(x, y, turn, size * (INNER + sector.width(turn))))
        inner.append(_point(x, y, turn, size * INNER))
    return tuple(outer), tuple(inner)


def _cap(box: QRectF, sector: Sector, turn: float, ahead: bool) -> list[QPointF]:
    """The rounded end of the band at `turn`, from the outer edge to the inner one."""
    size, x, y = box.width(), box.center().x(), box.center().y()
    inner, outer = size * INNER, size * (INNER + sector.width(turn))
    points = []
    for radius, quarter in ((outer - _CORNER, _QUARTER), (inner + _CORNER, _NEXT_QUARTER)):
        for along, out in quarter:
            beyond = along * _CORNER / radius / (2 * pi)
            points.append(_point(x, y, turn + (beyond if ahead else -beyond), radius + out * _CORNER))
    return points


def _point(x: float, y: float, turn: float, radius: float) -> QPointF:
    angle = turn * 2 * pi - pi / 2
    return QPointF(x + radius * cos(angle), y + radius * sin(angle))
