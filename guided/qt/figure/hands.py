"""Hands in space: a palm, four fingers and a thumb, bent as the hand's shape says, seen from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import cos, radians, sin
from typing import NamedTuple

from guided.qt.figure.frames import times
from guided.qt.figure.look import Look
from guided.qt.figure.operations import Canvas, Operation
from guided.qt.figure.paths import closed
from guided.qt.figure.polygons import Point, Polygon, bent_capsule, capsule, wrapped
from guided.qt.figure.projection import Figure
from guided.qt.figure.skeleton import SIGN
from guided.qt.figure.skins import Palette

Place = tuple[float, float, float]
"""Along the hand from the wrist, toward the thumb, toward the palm, in units."""


class _Finger(NamedTuple):
    """Where a finger begins, the lengths of its three bones, and its radius at the knuckle and the tip."""

    along: float
    aside: float
    bones: Place
    knuckle: float
    tip: float


_FINGERS = (
    _Finger(4.5, 1.40, (1.95, 1.15, 0.95), 0.66, 0.50),
    _Finger(4.7, 0.46, (2.15, 1.30, 1.00), 0.67, 0.51),
    _Finger(4.5, -0.47, (2.00, 1.22, 0.96), 0.64, 0.48),
    _Finger(4.1, -1.34, (1.50, 0.92, 0.82), 0.57, 0.43),
)
_THUMB_RADII = (0.85, 0.74, 0.62, 0.50)
_PALM_RADIUS = 0.80
_WRIST = ((0.0, 0.62), (0.0, -0.62))
_HEEL = ((1.3, 0.95), (1.3, -0.95))  # of the hand


class _Shape(NamedTuple):
    """How far each of the three joints of index and little finger bends, in degrees; those between are
    between. How far the outer fingers stand off, how deep the knuckles lie, and the thumb's four joints."""

    first: Place
    last: Place
    spread: float
    deep: float
    thumb: tuple[Place, Place, Place, Place]


_SHAPES = {
    "relaxed": _Shape(
        (20.0, 24.0, 10.0), (30.0, 34.0, 14.0), 2.0, 0.0,
        ((0.9, 0.9, 0.4), (2.5, 1.7, 0.8), (3.9, 1.95, 1.05), (5.1, 1.9, 1.2)),
    ),
    "flat": _Shape(
        (1.0, 2.0, 0.0), (1.0, 2.0, 0.0), 9.0, 0.75,
        ((0.9, 0.9, 0.6), (2.2, 2.0, 0.85), (3.3, 3.0, 0.95), (4.2, 3.75, 1.0)),
    ),
    "hold": _Shape(
        (44.0, 54.0, 26.0), (54.0, 60.0, 30.0), 1.0, 0.0,
        ((0.9, 0.9, 0.5), (2.4, 1.7, 1.2), (3.7, 1.8, 2.0), (4.8, 1.6, 2.5)),
    ),
    "fist": _Shape(
        (82.0, 98.0, 60.0), (88.0, 98.0, 60.0), 0.0, 0.0,
        ((0.9, 0.9, 0.5), (2.5, 1.7, 1.2), (4.0, 1.4, 2.3), (4.7, 0.3, 2.75)),
    ),
    "hook": _Shape(
        (4.0, 98.0, 62.0), (8.0, 98.0, 62.0), 1.0, 0.0,
        ((0.9, 0.9, 0.4), (2.5, 1.8, 0.6), (3.9, 2.2, 0.7), (5.1, 2.4, 0.75)),
    ),
    "prayer": _Shape(
        (0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 0.5, 0.0,
        ((0.9, 0.9, 0.3), (2.5, 1.6, 0.35), (4.0, 1.85, 0.4), (5.3, 1.75, 0.4)),
    ),
}  # fmt: skip

_STEPS = 400  # of a shape's share; with far fewer a close picture is seen to tick


class _Bones(NamedTuple):
    """A hand in its own axes."""

    palm: tuple[Place, ...]
    digits: tuple[tuple[Place, ...], ...]
    """The joints of the four fingers, then of the thumb, from the knuckle to the tip."""


@lru_cache(maxsize=512)
def _bones(shares: tuple[tuple[str, int], ...]) -> _Bones:
    """A hand that is several shapes at once, each by its share in _STEPS-ths."""
    total = sum(share for _, share in shares)
    shapes = [(_SHAPES[name], share / total) for name, share in shares]

    def mean(values: Sequence[Place]) -> Place:
        x, y, z = (
            sum(place[i] * share for place, (_, share) in zip(values, shapes, strict=True)) for i in range(3)
        )
        return (x, y, z)

    first, last = mean([shape.first for shape, _ in shapes]), mean([shape.last for shape, _ in shapes])
    spread = sum(shape.spread * share for shape, share in shapes)
    deep = sum(shape.deep * share for shape, share in shapes)
    digits = []
    for i, finger in enumerate(_FINGERS):
        t = i / (len(_FINGERS) - 1)
        bends = [a + (b - a) * t for a, b in zip(first, last, strict=True)]
        digits.append(_finger(finger, bends, spread * (1.0 - 2.0 * t), deep))
    digits.append(tuple(mean(joints) for joints in zip(*(shape.thumb for shape, _ in shapes), strict=True)))
    palm = [(along, aside, 0.15 * deep) for along, aside in _WRIST]
    palm += [(along, aside, 0.85 * deep) for along, aside in _HEEL]
    palm += [digits[0][0], digits[3][0]]
    return _Bones(tuple(palm), tuple(digits))


def _finger(finger: _Finger, bends: Sequence[float], spread: float, deep: float) -> tuple[Place, ...]:
    x, y, z = finger.along, finger.aside, deep
    c, s = cos(radians(spread)), sin(radians(spread))
    joints = [(x, y, z)]
    bend = 0.0
    for length, more in zip(finger.bones, bends, strict=True):
        bend += radians(more)
        forward = length * cos(bend)
        x, y, z = x + forward * c, y + forward * s, z + length * sin(bend)
        joints.append((x, y, z))
    return tuple(joints)


class _Digit(NamedTuple):
    """A finger or the thumb in the picture."""

    joints: list[Point]
    radii: Sequence[float]


class Hand(NamedTuple):
    """A hand in the picture."""

    palm: Polygon
    digits: list[_Digit]
    """From the farthest to the nearest."""

    def area(self, coarse: bool) -> list[Polygon]:
        """What `draw_fingers` leaves to draw; coarse: all of it, without the gaps between fingers."""
        if not coarse:
            return [self.palm]
        *fingers, thumb = sorted(self.digits, key=lambda one: one.radii is _THUMB_RADII)
        discs = [(joint, one.radii[-1]) for one in (fingers[0], fingers[-1]) for joint in one.joints]
        ends = capsule(thumb.joints[0], thumb.radii[0], thumb.joints[-1], thumb.radii[-1])
        return [self.palm, wrapped(discs, True), ends]


def _segments(digit: _Digit, wider: float) -> list[Polygon]:
    """A digit from its knuckle to its middle joint, and on to its tip."""
    (begin, middle, _, tip), (a, b, _, c) = digit.joints, digit.radii
    return bent_capsule(begin, middle, tip, (a + wider, b + wider, c + wider))


def hand_seen(figure: Figure, side: str, coarse: bool) -> Hand:
    """A hand as the camera sees it."""
    see, near = figure.camera.see, figure.camera.nearness
    skeleton, sign = figure.skeleton, SIGN[side]
    frame = skeleton.frames["hand" + side]
    axes = (times(frame.up, -1.0), frame.forward, times(frame.left, -sign))
    (ax, ay), (bx, by), (cx, cy) = (see(axis) for axis in axes)
    an, bn, cn = (near(axis) for axis in axes)
    wx, wy = see(skeleton.joints["wr" + side])
    shares = skeleton.shapes.get(side) or (("relaxed", 1.0),)
    bones = _bones(tuple((name, round(share * _STEPS)) for name, share in shares if share * _STEPS >= 0.5))

    def placed(places: Sequence[Place]) -> list[Point]:
        return [(wx + ax * x + bx * y + cx * z, wy + ay * x + by * y + cy * z) for x, y, z in places]

    fingers = [
        _Digit(placed(joints), radii) for joints, radii in zip(bones.digits, _FINGER_RADII, strict=False)
    ]
    # They change their order when they lie side by side, where it is not seen.
    if bn > 0.0:
        fingers.reverse()
    thumb = _Digit(placed(bones.digits[-1]), _THUMB_RADII)
    palm = wrapped([(place, _PALM_RADIUS) for place in placed(bones.palm)], coarse)
    ahead = (_middle(bones.digits[-1], i) - _middle(bones.digits[0], i) for i in range(3))
    before = sum(part * axis for part, axis in zip(ahead, (an, bn, cn), strict=True)) > 0.0
    return Hand(palm, [*fingers, thumb] if before else [thumb, *fingers])


def _middle(places: Sequence[Place], i: int) -> float:
    return sum(place[i] for place in places) / len(places)


_FINGER_RADII = [[one.knuckle + (one.tip - one.knuckle) * i / 3 for i in range(4)] for one in _FINGERS]
_LINE = 0.13  # half the width of the line between two fingers


def draw_fingers(canvas: Canvas, hand: Hand, palette: Palette) -> None:
    """Draw the fingers over the hand, each with a line that tells it from what is behind it."""
    wider, line = _LINE, palette.finger_line
    if canvas.outline:
        wider, line = canvas.outline.widthF() / 2, canvas.outline.brush()
    for one in hand.digits:
        canvas.fill(closed(*_segments(one, wider)), line, outlined=False)
        canvas.fill(closed(*_segments(one, 0.0)), palette.skin, outlined=False)


def hand_over(figure: Figure, look: Look, side: str) -> list[Operation]:
    """A single hand, painted over what it grips."""
    canvas = look.canvas()
    near, far = look.palettes(figure.arms_profile)
    is_far = not figure.frontal and side == figure.far
    palette = far if is_far else near
    hand = hand_seen(figure, side, look.coarse)
    canvas.area(palette.skin, *hand.area(look.coarse))
    if look.detail > 1:
        draw_fingers(canvas, hand, palette)
    return canvas.operations
