"""The parts of the body that are drawn, not computed: head, hair and feet.

Each is a closed list of points in figure units, y up, and each list for one part has its points in the
same order, so that one turns into another on the way. Heads are seen from the right, from their ear; a foot
from its ankle, toes to the right.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import atan2, cos, hypot, pi, radians, remainder, sin
from typing import NamedTuple

from PySide6.QtGui import QPainterPath

from guided.qt.figure.frames import smoothstep
from guided.qt.figure.outline import grown
from guided.qt.figure.paths import around, closed
from guided.qt.figure.polygons import Point, Polygon, clockwise, disc, smooth, smooth_line
from guided.qt.figure.projection import HEAD_STEPS
from guided.qt.figure.skeleton import BALL

# fmt: off
_HEAD_PROFILE: Polygon = [
    (-3.6, -4.4), (-5.0, -2.4), (-5.9, 0.6), (-5.6, 3.7), (-3.4, 6.1), (0, 7.0), (3.1, 6.2), (4.9, 4.0),
    (5.3, 2.2), (5.05, 1.0), (5.8, -0.5), (6.3, -1.4), (5.45, -2.1), (5.5, -2.8), (5.2, -3.25),
    (5.25, -3.75), (4.8, -4.3), (4.85, -5.1), (4.0, -5.95), (2.3, -5.7), (0.5, -4.8), (-0.9, -4.0),
    (-2.2, -4.6),
]
_HEAD_FRONT: Polygon = [
    (-3.3, -3.9), (-4.25, -2.0), (-4.7, 0.8), (-4.6, 3.6), (-3.1, 6.0), (0, 7.0), (2.5, 6.4), (4.2, 4.6),
    (4.7, 2.6), (4.75, 1.2), (4.65, -0.2), (4.5, -1.1), (4.3, -1.9), (4.0, -2.7), (3.7, -3.4), (3.3, -4.0),
    (2.7, -4.8), (1.9, -5.6), (0.8, -6.1), (-0.5, -6.15), (-1.6, -5.8), (-2.4, -5.1), (-2.9, -4.5),
]
_HAIR_PROFILE: Polygon = [
    (-3.5, -3.9), (-5.2, -2.3), (-6.35, 0.6), (-6.15, 4.0), (-3.8, 6.8), (0, 7.8), (3.4, 7.0), (5.3, 4.6),
    (5.2, 3.6), (3.6, 4.3), (2.2, 3.6), (1.6, 2.0), (1.2, 0.4), (0.7, -0.6), (0.2, 0.4), (-1.2, 0.9),
    (-1.9, -0.4), (-1.9, -1.8), (-2.6, -3.2),
]
_HAIR_PROFILE_SHORT: Polygon = [
    (-3.3, -2.9), (-5.0, -1.9), (-6.3, 0.7), (-6.35, 4.2), (-4.0, 7.2), (0.2, 8.5), (4.0, 7.9), (6.1, 5.6),
    (5.3, 3.9), (3.7, 4.2), (2.3, 3.5), (1.7, 2.0), (1.3, 0.4), (0.7, -0.9), (0.2, 0.4), (-1.2, 0.9),
    (-1.9, -0.3), (-1.9, -1.5), (-2.5, -2.5),
]
_HAIR_FRONT: Polygon = [
    (-5.15, 2.6), (-5.15, 3.5), (-4.81, 4.7), (-4.12, 6.0), (-2.64, 7.35), (0, 7.9), (3.3, 6.95),
    (5.15, 3.6), (4.65, -0.4), (4.35, 1.7), (3.2, 3.9), (0, 5.15), (-3.2, 3.9), (-4.35, 1.7), (-4.65, -0.4),
    (-4.95, 0.9), (-5.05, 1.4), (-5.1, 1.8), (-5.15, 2.2),
]
# From behind the hair goes from ear to ear and down to the nape.
_HAIR_BACK: Polygon = [
    (-3.0, -3.9), (-4.4, -2.4), (-5.15, 0.6), (-4.95, 4.0), (-3.2, 6.9), (0, 7.9), (3.2, 6.9), (4.95, 4.2),
    (5.15, 2.6), (5.15, 1.6), (5.1, 0.6), (4.95, -0.5), (4.75, -1.5), (4.4, -2.4), (3.8, -3.3), (2.9, -3.9),
    (1.2, -4.25), (-0.4, -4.3), (-1.8, -4.2),
]
_FOOT: Polygon = [
    (-1.5, 1.0), (-1.9, -0.2), (-2.4, -1.2), (-3.0, -2.3), (-3.0, -3.3), (-2.1, -3.8), (0, -3.7),
    (2.6, -3.5), (5.2, -3.75), (7.4, -3.8), (9.5, -3.75), (10.3, -3.25), (10.0, -2.45), (8.5, -1.95),
    (6.0, -1.15), (3.5, -0.15), (2.1, 0.75), (0.3, 1.5),
]
_BEFORE_BALL = _FOOT.index((5.2, -3.75))
# fmt: on


def _symmetric(points: Polygon) -> Polygon:
    """The points of a closed line, each moved to the mean of the line and its mirror image.

    A face seen from the front is then the same whichever way it begins to turn.
    """
    cy = 0.4
    line = [(atan2(y - cy, x), hypot(x, y - cy)) for x, y in smooth(points)]
    moved = []
    for x, y in points:
        radius, opposite = hypot(x, y - cy), atan2(y - cy, -x)
        _, mirrored = min(line, key=lambda place: abs(remainder(place[0] - opposite, 2 * pi)))
        share = (1.0 + mirrored / radius) / 2
        moved.append((x * share, cy + (y - cy) * share))
    return moved


_HEAD_FRONT = _symmetric(_HEAD_FRONT)

BUN = disc((0.0, 0.0), 2.35, 28)


class HeadShape(NamedTuple):
    """A head without its features: skin, and hair (empty when there is none)."""

    skin: QPainterPath
    hair: QPainterPath


class HeadOutline(NamedTuple):
    """What lies behind skin and hair to outline them, and the line of the jaw, as areas."""

    skin: QPainterPath
    hair: QPainterPath
    jaw: QPainterPath


@lru_cache(maxsize=512)
def head_outline(step: int, style: str, facing_left: bool, from_behind: bool, width: float) -> HeadOutline:
    """The line round the head and the hair of `head_shape`, and along the jaw, so many units wide."""
    skin, hair = _head_polygons(step, style, facing_left, from_behind)
    turn = step / HEAD_STEPS
    face = _morphed(_HEAD_FRONT, _HEAD_PROFILE, turn, -1.0 if facing_left else 1.0)
    jaw = smooth_line(face[15:22] if turn > 0.5 else face[13:] + face[:1])
    band = clockwise(grown(jaw, width / 2) + grown(jaw, -width / 2)[::-1])
    ends = [disc(end, width / 2) for end in (jaw[0], jaw[-1])]
    return HeadOutline(around([skin], width), around([hair], width), closed(band, *ends))


@lru_cache(maxsize=1024)
def head_shape(step: int, style: str, facing_left: bool, from_behind: bool) -> HeadShape:
    """A head between front or back (step 0) and profile (step HEAD_STEPS)."""
    skin, hair = _head_polygons(step, style, facing_left, from_behind)
    return HeadShape(closed(skin), QPainterPath() if style == "none" else closed(hair))


def _head_polygons(step: int, style: str, facing_left: bool, from_behind: bool) -> tuple[Polygon, Polygon]:
    turn, flip = step / HEAD_STEPS, -1.0 if facing_left else 1.0
    hair_profile = _HAIR_PROFILE_SHORT if style == "short" else _HAIR_PROFILE
    skin = _morphed(_HEAD_FRONT, _HEAD_PROFILE, turn, flip)
    hair = _morphed(_HAIR_BACK if from_behind else _HAIR_FRONT, hair_profile, turn, flip)
    return clockwise(smooth(skin)), clockwise(smooth(hair))


def _morphed(a: Polygon, b: Polygon, t: float, flip: float) -> Polygon:
    return [((x + (u - x) * t) * flip, y + (v - y) * t) for (x, y), (u, v) in zip(a, b, strict=True)]


ARCH_STEPS = 200  # per unit; with far fewer a close picture is seen to tick


@lru_cache(maxsize=512)
def foot_shape(upside_down: bool, toe: int, arch: int = 0) -> Polygon:
    """A foot in profile, its toes bent up by whole degrees, its arch lifted by ARCH_STEPS-ths of a unit.

    One mapped by mirroring axes must come upside down, to stay clockwise.
    """
    points: Sequence[Point] = _arched(arch / ARCH_STEPS) if arch else _FOOT
    if toe:
        points = _tucked(points, toe)
    if upside_down:
        points = [(x, -y) for x, y in points]
    return clockwise(smooth(points))


def _arched(arch: float) -> Polygon:
    """The foot with its ball nearer to the heel, and what is between them higher."""
    points: Polygon = []
    for x, y in _FOOT:
        lifted = smoothstep(x, -1.6, 2.0) * (1.0 - smoothstep(x, 3.2, 6.6))
        points.append((x - 0.8 * arch * smoothstep(x, 0.0, 7.0), y + arch * lifted))
    return points


def _tucked(foot: Sequence[Point], toe: int) -> Polygon:
    """The foot bent at its ball, round below it."""
    points: Polygon = []
    px, py = BALL
    for i, (x, y) in enumerate(foot):
        turned = radians(toe * smoothstep(x, 5.6, 8.0))
        c, s = cos(turned), sin(turned)
        points.append((px + (x - px) * c - (y - py) * s, py + (x - px) * s + (y - py) * c))
        if i == _BEFORE_BALL:
            for share in (0.0, 0.4, 0.8):
                turned = radians(toe * share)
                points.append((px + 0.9 * sin(turned), py - 0.9 * cos(turned)))
    return points
