"""The soles seen from above, in a frame beside the body: from the side no turn of a foot is seen."""

from __future__ import annotations

from math import atan2, cos, pi, radians, remainder, sin

from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor, QPen

from guided.pose import SIDES, Drawing, Prop
from guided.qt.figure.frames import Frame
from guided.qt.figure.operations import Box, Canvas
from guided.qt.figure.paths import closed
from guided.qt.figure.polygons import Point, clockwise, disc, mapped, smooth
from guided.qt.figure.props import FOOTPRINTS_HIGH, FOOTPRINTS_WIDE
from guided.qt.figure.signs import draw_arrow
from guided.qt.figure.skeleton import SIGN, Skeleton, ball
from guided.qt.figure.skins import Theme, faint

_SIZE = 0.95  # to that of the feet
_CORNER = 2.6
_RIM_WIDE, _RIM = 0.28, 0.28  # how wide the line round it is, and how strong
_SOLE = (
    (-3.0, 0.0),
    (-2.3, 1.4),
    (0.5, 1.3),
    (3.4, 0.8),
    (5.4, 1.8),
    (7.0, 2.3),
    (7.5, 0.4),
    (6.4, -1.8),
    (5.2, -2.5),
    (2.8, -2.0),
    (0.2, -1.5),
    (-2.3, -1.4),
)
"""The edge of a sole, forward and inward of the ankle."""
_TOES = ((9.3, 1.6, 1.0), (9.3, 0.1, 0.66), (8.7, -1.05, 0.6), (7.8, -2.05, 0.56), (6.7, -2.9, 0.52))
"""The toes from the big one on, forward and inward of the ankle, and their radius."""
_PRINT = (smooth(_SOLE), *(disc((x, y), radius) for x, y, radius in _TOES))
_TURNED = radians(15.0)  # from straight ahead: from there on an arrow says so
_ARC, _POINTS = 13.0, 13  # how far from the ankle that arrow is, and the points of its line
_AHEAD, _DASH, _WIDE = (-4.0, 15.0), 1.6, 0.16
"""The dashed line straight ahead at a turned foot: its ends from the ankle, its dashes, half its width."""


def draw_footprints(canvas: Canvas, drawing: Drawing, start: Skeleton, theme: Theme) -> None:
    """Draw the footprints that a drawing has, as the feet stand at the start."""
    for prop in drawing.props:
        if prop.kind == "footprints":
            _draw(canvas, prop, start, theme)


def _draw(canvas: Canvas, prop: Prop, start: Skeleton, theme: Theme) -> None:
    x, y = prop.at
    wide, high = FOOTPRINTS_WIDE, FOOTPRINTS_HIGH
    rect = QRectF(x - wide / 2, y - high / 2, wide, high)
    pen = QPen(faint(theme.line, _RIM), _RIM_WIDE)
    canvas.operations.append(Box(rect, _CORNER, QBrush(QColor(theme.backing)), pen))
    faces = _way(start.frames["pelvis"])
    ahead = 0.0 if cos(faces) >= 0.0 else pi  # in the picture the body may face a little to the viewer
    along = (cos(ahead - faces) * _SIZE, sin(ahead - faces) * _SIZE)
    ends = [place for side in SIDES for place in (start.joints["ank" + side], ball(start, side))]
    plan = mapped([(ax, -az) for ax, _, az in ends], along, (-along[1], along[0]), (0.0, 0.0))
    mx, my = (sum(place[i] for place in plan) / len(plan) for i in (0, 1))
    for side, (px, py) in zip(SIDES, plan[::2], strict=True):
        ankle = (x + px - mx, y + py - my)
        turned = ahead + remainder(_way(start.frames["foot" + side]) - faces, 2 * pi)
        if abs(turned - ahead) > _TURNED:
            _draw_turn(canvas, ankle, ahead, turned, theme)
        _draw_print(canvas, ankle, turned, side, theme)


def _way(frame: Frame) -> float:
    """Where a frame faces on the floor, in radians to the left of the picture's right."""
    x, _, z = frame.forward
    return atan2(-z, x)


def _draw_print(canvas: Canvas, ankle: Point, turned: float, side: str, theme: Theme) -> None:
    along, inward = (cos(turned) * _SIZE, sin(turned) * _SIZE), -SIGN[side] * _SIZE
    across = (-sin(turned) * inward, cos(turned) * inward)
    areas = [clockwise(mapped(area, along, across, ankle)) for area in _PRINT]
    canvas.area(QBrush(QColor(theme.near.skin)), *areas)


def _draw_turn(canvas: Canvas, ankle: Point, ahead: float, turned: float, theme: Theme) -> None:
    """A dashed line straight ahead, and an arrow from it to where the foot points."""
    (x, y), dx, dy = ankle, cos(ahead) * _SIZE, sin(ahead) * _SIZE
    color = QColor("#333333" if theme.flat else theme.sign)
    dashes, begin = [], _AHEAD[0]
    while begin < _AHEAD[1]:
        a, b = (x + dx * begin, y + dy * begin), (x + dx * (begin + _DASH), y + dy * (begin + _DASH))
        nx, ny = -dy * _WIDE, dx * _WIDE
        dashes.append(
            [(a[0] + nx, a[1] + ny), (b[0] + nx, b[1] + ny), (b[0] - nx, b[1] - ny), (a[0] - nx, a[1] - ny)]
        )
        begin += 1.8 * _DASH
    canvas.fill(closed(*dashes), QBrush(faint(theme.line, 0.5)), outlined=False)
    angles = [ahead + (turned - ahead) * i / (_POINTS - 1) for i in range(_POINTS)]
    line = [(x + _ARC * _SIZE * cos(a), y + _ARC * _SIZE * sin(a)) for a in angles]
    draw_arrow(canvas, line, color, QBrush(), 0.8)
