"""The breath dome: a half disc on the horizon, larger with the in-breath, smaller with the out-breath."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from guided.timeline import Moment, Segment, Timeline

SMALL, LARGE = 0.72, 1.0  # after the out-breath and after the in-breath, of the full radius
REST_LOW, REST_HIGH = 0.84, 0.92
REST_HALF_MS = 4_000  # each way, while resting
_HELD_SWELL = 0.12  # a breath within a hold
_SETTLE_MS = 800  # from wherever the dome was into the calm breathing of a rest


def levels(timeline: Timeline) -> tuple[float, ...]:
    """The dome's share of its full radius at the start of each segment."""
    at, starts = REST_LOW, []
    for segment in timeline.segments:
        starts.append(at)
        at = _level(segment, at, segment.length_ms)
    return tuple(starts)


def level(starts: Sequence[float], moment: Moment) -> float:
    """The dome's share of its full radius at a moment; `starts` is what `levels` gives."""
    return _level(moment.segment, starts[moment.index], moment.elapsed_ms)


def paint_dome(painter: QPainter, centre: QPointF, radius: float, colour: QColor) -> None:
    """Paint a half disc that stands on the horizon at `centre`."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPie(QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), 0, 180 * 16)


def _level(segment: Segment, start: float, elapsed_ms: int) -> float:
    if not segment.rep:
        calm = REST_LOW + (REST_HIGH - REST_LOW) * _swing(elapsed_ms / (2 * REST_HALF_MS))
        return start + (calm - start) * _in_out(min(1.0, elapsed_ms / _SETTLE_MS))
    for half in segment.breaths:
        if half.start_ms <= elapsed_ms <= half.end_ms:
            along = (elapsed_ms - half.start_ms) / (half.end_ms - half.start_ms)
            return start + _HELD_SWELL * _in_out(along if half.way == "in" else 1.0 - along)
    goal = _goal(segment)
    return start if goal is None else start + (goal - start) * _in_out(elapsed_ms / segment.length_ms)


def _goal(segment: Segment) -> float | None:
    """The share the breath of a phase takes the dome to; None if it stays."""
    if segment.kind in ("hold", "rest"):
        return None
    if segment.breath in ("in", "out"):
        return LARGE if segment.breath == "in" else SMALL
    return LARGE if segment.kind == "release" else SMALL


def _in_out(t: float) -> float:
    """A half sine from 0 to 1."""
    return 0.5 - 0.5 * cos(pi * min(max(t, 0.0), 1.0))


def _swing(t: float) -> float:
    """A whole sine from 0 over 1 back to 0 for every 1 of `t`."""
    return 0.5 - 0.5 * cos(2 * pi * t)
