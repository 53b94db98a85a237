"""Joint angles of a limb as a skeleton has it: what `posed` does, the other way round."""

from __future__ import annotations

from math import acos, asin, atan2, cos, degrees, sin

from guided.pose import LIMITS, Pose, Turn
from guided.qt.figure.frames import (
    Frame,
    Vector,
    along,
    cross,
    dot,
    flexed,
    minus,
    opposite,
    times,
    unit,
    without,
)
from guided.qt.figure.skeleton import ARM, LEG, SIGN, Limb, Skeleton, chest_of, shoulder_without_blade

Angles = dict[str, float | Turn]
"""Fields of a pose, by their names."""

_STRAIGHT = 1e-3  # the sine of a bend below which a limb's own frame says which way it would bend


def arm_angles(skeleton: Skeleton, side: str, near: Pose) -> Angles:
    """Shoulder, elbow and shoulder blade of an arm, so that its joints are where the skeleton has them."""
    chest, upper = chest_of(skeleton), _upper_bone(skeleton, side, ARM)
    shoulder = minus(skeleton.joints["sh" + side], shoulder_without_blade(skeleton, side, upper.up))
    blade = (dot(shoulder, chest.up), dot(shoulder, chest.forward), SIGN[side] * dot(shoulder, chest.left))
    return {
        "sh" + side: _turns(chest, upper, getattr(near, "sh" + side), side, "sh"),
        "elb" + side: _bend(skeleton, side, ARM),
        "scap" + side: blade,
    }


def leg_angles(skeleton: Skeleton, side: str, near: Pose) -> Angles:
    """Hip, knee and ankle of a leg; a foot that is turned some other way too is as near as an ankle gets."""
    thigh, knee = _upper_bone(skeleton, side, LEG), _bend(skeleton, side, LEG)
    shank, toes = flexed(thigh, knee), skeleton.frames["foot" + side].forward
    return {
        "hip" + side: _turns(skeleton.frames["pelvis"], thigh, getattr(near, "hip" + side), side, "hip"),
        "knee" + side: knee,
        "ank" + side: degrees(atan2(dot(toes, shank.up), dot(toes, shank.forward))),
    }


def _bones(skeleton: Skeleton, side: str, limb: Limb) -> tuple[Vector, Vector]:
    """The directions of a limb's two bones, away from the body."""
    start, middle, end = (skeleton.joints[name + side] for name in limb[:3])
    return unit(minus(middle, start)), unit(minus(end, middle))


def _bend(skeleton: Skeleton, side: str, limb: Limb) -> float:
    upper, lower = _bones(skeleton, side, limb)
    return degrees(acos(max(-1.0, min(1.0, dot(upper, lower)))))


def _upper_bone(skeleton: Skeleton, side: str, limb: Limb) -> Frame:
    """The frame of a limb's upper bone, turned so that the lower one bends in its plane."""
    upper, lower = _bones(skeleton, side, limb)
    axis = cross(upper, lower) if limb is LEG else cross(lower, upper)
    if dot(axis, axis) < _STRAIGHT * _STRAIGHT:
        axis = without(skeleton.frames[limb.upper + side].left, upper)
    up, left = opposite(upper), unit(axis)
    return Frame(cross(left, up), up, left)


def _turns(base: Frame, bone: Frame, near: Turn, side: str, joint: str) -> Turn:
    """The three turns from one frame to another: of the ways to tell them, one within the joint's ranges.

    If there are several, the one nearest to some turns.
    """
    sign, way = SIGN[side], opposite(bone.up)
    out = asin(max(-1.0, min(1.0, sign * dot(way, base.left))))
    bent = atan2(dot(way, base.forward), -dot(way, base.up))
    forward = along(times(base.forward, cos(bent)), base.up, sin(bent))
    turned = sign * atan2(-dot(bone.left, forward), dot(bone.left, cross(bone.up, forward)))
    one = (degrees(bent), degrees(out), degrees(turned))
    other = (one[0] + 180.0, 180.0 - one[1], one[2] + 180.0)
    costs: list[tuple[float, float, Turn]] = []
    for turns in (one, other):
        spans = zip(turns, LIMITS[joint], near, strict=True)
        a, b, c = (_nearest(angle, limits, at) for angle, limits, at in spans)
        beyond = a[0] + b[0] + c[0]
        costs.append((beyond, a[1] + b[1] + c[1], (a[2], b[2], c[2])))
    return min(costs)[2]


def _nearest(angle: float, limits: tuple[float, float], near: float) -> tuple[float, float, float]:
    """How far an angle is beyond a range and from another one, and itself: less or more by a whole turn."""
    ways = (angle - 360.0, angle, angle + 360.0)
    return min((max(limits[0] - one, one - limits[1], 0.0), abs(one - near), one) for one in ways)
