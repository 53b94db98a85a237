"""Vectors and frames: the directions of a bone, and rotations of them.

World: x to the right of the picture, y up, z toward the viewer. Angles are in degrees.
"""

from __future__ import annotations

from math import cos, radians, sin, sqrt
from typing import NamedTuple

Vector = tuple[float, float, float]


class Frame(NamedTuple):
    """Three unit directions of a bone, right-handed: left = up x forward. Arms and legs hang along -up."""

    forward: Vector
    up: Vector
    left: Vector


_new = tuple.__new__  # frames are made by the hundred, and past the check of their arguments in half the time

TOWARD_VIEWER = Frame((0.0, 0.0, 1.0), (0.0, 1.0, 0.0), (1.0, 0.0, 0.0))
"""A person standing upright, facing the viewer."""


def plus(a: Vector, b: Vector) -> Vector:
    """a + b."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def minus(a: Vector, b: Vector) -> Vector:
    """a - b."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def along(start: Vector, direction: Vector, distance: float) -> Vector:
    """The point `distance` along a direction from `start`."""
    return (
        start[0] + direction[0] * distance,
        start[1] + direction[1] * distance,
        start[2] + direction[2] * distance,
    )


def away(start: Vector, frame: Frame, forward: float = 0.0, up: float = 0.0, left: float = 0.0) -> Vector:
    """The point forward, up and left of `start` by these distances in a frame."""
    f, u, s = frame
    return (
        start[0] + f[0] * forward + u[0] * up + s[0] * left,
        start[1] + f[1] * forward + u[1] * up + s[1] * left,
        start[2] + f[2] * forward + u[2] * up + s[2] * left,
    )


def opposite(a: Vector) -> Vector:
    """-a."""
    return (-a[0], -a[1], -a[2])


def times(a: Vector, factor: float) -> Vector:
    """a times a number."""
    return (a[0] * factor, a[1] * factor, a[2] * factor)


def dot(a: Vector, b: Vector) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """The vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def unit(a: Vector) -> Vector:
    """The unit vector of a vector; (0, 0, 0) stays so."""
    length = sqrt(dot(a, a)) or 1e-9
    return (a[0] / length, a[1] / length, a[2] / length)


def between(a: Vector, b: Vector, t: float) -> Vector:
    """The point `t` of the way from a to b."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def without(a: Vector, direction: Vector) -> Vector:
    """The component of a vector perpendicular to a unit direction."""
    return along(a, direction, -dot(a, direction))


def flexed(frame: Frame, angle: float) -> Frame:
    """The frame with its up direction tilted forward."""
    if not angle:
        return frame
    f, u, left = frame
    turn = radians(angle)
    c, s = cos(turn), sin(turn)
    return _new(
        Frame,
        (
            (f[0] * c - u[0] * s, f[1] * c - u[1] * s, f[2] * c - u[2] * s),
            (u[0] * c + f[0] * s, u[1] * c + f[1] * s, u[2] * c + f[2] * s),
            left,
        ),
    )


def tilted(frame: Frame, angle: float) -> Frame:
    """The frame with its up direction tilted to the left."""
    if not angle:
        return frame
    forward, u, v = frame
    turn = radians(angle)
    c, s = cos(turn), sin(turn)
    return _new(
        Frame,
        (
            forward,
            (u[0] * c + v[0] * s, u[1] * c + v[1] * s, u[2] * c + v[2] * s),
            (v[0] * c - u[0] * s, v[1] * c - u[1] * s, v[2] * c - u[2] * s),
        ),
    )


def twisted(frame: Frame, angle: float) -> Frame:
    """The frame with its forward direction turned to the left."""
    if not angle:
        return frame
    f, up, v = frame
    turn = radians(angle)
    c, s = cos(turn), sin(turn)
    return _new(
        Frame,
        (
            (f[0] * c + v[0] * s, f[1] * c + v[1] * s, f[2] * c + v[2] * s),
            up,
            (v[0] * c - f[0] * s, v[1] * c - f[1] * s, v[2] * c - f[2] * s),
        ),
    )


def pointed(frame: Frame, direction: Vector) -> Frame:
    """The frame whose -up is a unit direction, its left kept as far as possible."""
    up = opposite(direction)
    left = unit(without(frame.left, up))
    return _new(Frame, (cross(left, up), up, left))


def carried(frame: Frame, before: Frame, after: Frame) -> Frame:
    """The frame rotated as another was from `before` to `after`."""
    if frame == before:
        return after

    def turned(a: Vector) -> Vector:
        return away((0.0, 0.0, 0.0), after, dot(a, before.forward), dot(a, before.up), dot(a, before.left))

    return Frame(turned(frame.forward), turned(frame.up), turned(frame.left))


def smoothstep(x: float, low: float, high: float) -> float:
    """0 below `low`, 1 above `high`, a smooth rise between them."""
    t = min(1.0, max(0.0, (x - low) / (high - low)))
    return t * t * (3.0 - 2.0 * t)
