"""Feet: a drawn outline from the side, and from elsewhere a foot in space with its five toes."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from PySide6.QtGui import QBrush

from guided.qt.figure.frames import away, smoothstep
from guided.qt.figure.look import Look
from guided.qt.figure.operations import Canvas
from guided.qt.figure.paths import closed
from guided.qt.figure.polygons import Point, Polygon, capsule, mapped, wrapped
from guided.qt.figure.projection import Figure
from guided.qt.figure.shapes import ARCH_STEPS, foot_shape
from guided.qt.figure.skeleton import BALL, SIGN, ball, toes_frame
from guided.qt.figure.skins import Palette, faint

_Disc = tuple[float, float, float, float]
# Discs forward, up and inward of the ankle, and their radius: heel, ankle, instep, both sides of the ball.
_DISCS = (
    (-2.0, -2.1, 0.0, 1.7),
    (0.0, 0.0, 0.0, 1.95),
    (3.8, -1.9, 0.2, 1.8),
    (6.6, -2.6, 1.75, 1.2),
    (5.8, -2.7, -1.95, 1.1),
)


class _Toe(NamedTuple):
    """Where a toe begins and ends, forward and inward of the ankle, and its radius there."""

    begin: Point
    end: Point
    radius: float


_TOES = (
    _Toe((7.3, 1.90), (9.6, 1.75), 0.98),
    _Toe((7.4, 0.60), (9.8, 0.52), 0.70),
    _Toe((7.1, -0.48), (9.2, -0.48), 0.66),
    _Toe((6.7, -1.45), (8.5, -1.38), 0.62),
    _Toe((6.2, -2.32), (7.7, -2.18), 0.57),
)
_LOW = 0.1  # of a toe's end under its begin
_SOLE = -3.8
_TOWARD_US = -0.35
_LINE = 0.15  # half the width of the line between two toes


class Foot(NamedTuple):
    """A foot in the picture."""

    areas: list[Polygon]
    toes: list[tuple[Point, float, Point, float]]
    """Begin and end of each, the big one first, with its radius there; none in profile."""
    facing: float
    """How much the toes are before the rest of the foot, 0 to 1."""
    before: bool
    """Whether it is before the shin, which points at the viewer."""


def _parts_of(from_below: float) -> tuple[tuple[_Disc, ...], ...]:
    """The foot as one part, or from below (0 to 1) as heel and ball with the arch between them."""
    if from_below <= 0.0:
        return (_DISCS,)
    heel, ankle, _, inner, outer = _DISCS
    arch = (3.0, -1.9, -0.65 * from_below, 2.5 - 1.1 * from_below)
    return (heel, ankle, arch), (arch, inner, outer)


def foot_seen(figure: Figure, look: Look, side: str) -> Foot:
    """A foot as the camera sees it."""
    see, near = figure.camera.see, figure.camera.nearness
    skeleton = figure.skeleton
    ankle, frame = skeleton.joints["ank" + side], skeleton.frames["foot" + side]
    x, y = see(ankle)
    (fx, fy), (ux, uy) = see(frame.forward), see(frame.up)
    mirrored = fx * uy - fy * ux <= 0
    arch = round(skeleton.arches.get(side, 0.0) * ARCH_STEPS)
    shape = foot_shape(mirrored, round(skeleton.toes[side]), arch)[
        :: 3 if look.coarse else 2 if look.theme.flat else 1
    ]
    areas = [mapped(shape, (fx, fy), (-ux, -uy) if mirrored else (ux, uy), (x, y))]
    before = near(skeleton.frames["shank" + side].up) < _TOWARD_US
    broad = 1.0 - smoothstep(abs(near(frame.left)), 0.6, 0.85)
    if broad <= 0.0:
        return Foot(areas, [], facing=0.0, before=before)
    inward = -SIGN[side]
    begin, bent = ball(skeleton, side), toes_frame(skeleton, side)

    def placed(forward: float, up: float, aside: float) -> Point:
        if forward > BALL[0]:
            return see(away(begin, bent, forward - BALL[0], up - BALL[1], aside * inward))
        return see(away(ankle, frame, forward, up, aside * inward))

    thick, apart = sqrt(broad), smoothstep(broad, 0.0, 0.7)  # from the edge on toes are no sticks
    from_below = smoothstep(-near(frame.up), 0.3, 0.8)
    for discs in _parts_of(from_below):
        areas.append(wrapped([(placed(f, u, m), radius * broad) for f, u, m, radius in discs], look.coarse))
    toes = []
    for toe in _TOES:
        up = _SOLE + toe.radius
        start = placed(toe.begin[0], up + _LOW, toe.begin[1] * apart)
        toes.append(
            (start, toe.radius * thick, placed(toe.end[0], up, toe.end[1] * apart), 0.92 * toe.radius * thick)
        )
    if look.coarse or look.theme.flat:
        ends = [(end, radius) for _, _, end, radius in toes[::2]]
        areas.append(wrapped([*ends, (toes[0][0], toes[0][1]), (toes[-1][0], toes[-1][1])], True))
    else:
        areas += [capsule(*toe) for toe in toes]
    facing = max(smoothstep(near(frame.forward), -0.45, -0.05), from_below) * smoothstep(broad, 0.2, 0.7)
    return Foot(areas, toes, facing=facing, before=before)


def draw_toes(canvas: Canvas, foot: Foot, palette: Palette) -> None:
    """Draw the toes, each with a line that tells it from the next, every other one before its neighbours."""
    least = 0.0 if canvas.shaded else 0.5  # without soft colours they are there or not
    if not foot.toes or foot.facing <= least:
        return
    line = palette.finger_line
    if canvas.shaded and foot.facing < 1.0:
        line = QBrush(faint(line.color(), foot.facing))
    for some in (foot.toes[1::2], foot.toes[::2]):
        around = [capsule(a, r + _LINE, b, s + _LINE) for a, r, b, s in some]
        canvas.fill(closed(*around), line, outlined=False)
        canvas.fill(closed(*(capsule(*toe) for toe in some)), palette.skin, outlined=False)
