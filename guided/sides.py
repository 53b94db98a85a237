"""Left and right changed over: of a pose, and of a drawing whose sides take turns."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from guided.pose import SIDES, Drawing, KeyPose, Pose, Prop, Push, Turn, mirrored_name

_UNEVEN = 25.0  # degrees one side may differ at the start, so that a far limb shows beside the near one
_PROFILE = (45.0, 135.0)  # degrees of view in which the far limbs stay behind the near ones
_LIMBS = ("hip", "knee", "ank", "toe", "sh", "elb")
_SPINE = ("lum", "tho", "neck", "head")
_HELD = ("strap", "band", "towel")  # they go where their joints go
_ON_ONE_SIDE = ("chair-beside",)
_OTHER_WAY = {"left": "right", "right": "left"}


def mirrored_pose(key: KeyPose) -> KeyPose:
    """The key pose with left and right changed over."""
    pose = key.pose
    other = {name: getattr(pose, mirrored_name(name)) for name in Pose._fields}
    for name in _SPINE:
        bend, side, twist = getattr(pose, name)
        other[name] = (bend, 0.0 - side, 0.0 - twist)
    other |= {"roll": 0.0 - pose.roll, "turn": 0.0 - pose.turn}
    left, right = (mirrored_name(place) if place else None for place in key.reach)
    gaze = _OTHER_WAY.get(key.gaze, mirrored_name(key.gaze))
    return KeyPose(Pose(**other), (right, left), (key.hands[1], key.hands[0]), gaze)


@lru_cache(maxsize=64)
def changed_over(drawing: Drawing) -> Drawing | None:
    """The drawing with the other side at work, seen from where the first is and begun alike.

    None where that cannot be: the start is not the same on both sides, or what is drawn is of one side.
    """
    if not _takes_turns(drawing):
        return None
    start = drawing.poses["start"]
    others = {name: _begun_at(start, key) for name, key in drawing.poses.items() if name != "start"}
    hold, lift, slide = (_mirrored(limbs) for limbs in (drawing.hold, drawing.lift, drawing.slide))
    return replace(
        drawing,
        poses={"start": start, **others},
        anchor=mirrored_name(drawing.anchor),
        walks=mirrored_name(drawing.walks),
        hold=hold,
        lift=lift + tuple(limb for limb in drawing.hold if limb not in hold + lift + slide),
        slide=slide,
        arrows=tuple(replace(arrow, joint=mirrored_name(arrow.joint)) for arrow in drawing.arrows),
        push=_pushed(drawing.push) if drawing.push else None,
        first=drawing,
    )


def _pushed(push: Push) -> Push:
    return replace(push, origin=mirrored_name(push.origin), against=mirrored_name(push.against))


def _mirrored(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(mirrored_name, names))


def _begun_at(start: KeyPose, key: KeyPose) -> KeyPose:
    """The pose with what moves since the start changed over; what stays is left as it is there."""
    other = mirrored_pose(key)
    pose = other.pose._replace(**_staying(start.pose, key.pose))
    hands = start.hands if key.hands == start.hands else other.hands
    return KeyPose(pose, other.reach, hands, start.gaze if key.gaze == start.gaze else other.gaze)


def _staying(start: Pose, pose: Pose) -> dict[str, Any]:
    """The angles of the start on the other side of each joint that does not move."""
    mirrored = {name: mirrored_name(name) for name in Pose._fields}
    return {
        name: getattr(start, name)
        for name, other in mirrored.items()
        if getattr(pose, other) == getattr(start, other)
    }


def _takes_turns(drawing: Drawing) -> bool:
    """Whether the start is about the same on both sides, and nothing round the body is on one of them."""
    return (
        _is_seen_evenly(drawing)
        and _is_even(drawing.poses["start"])
        and not any(map(_is_on_one_side, drawing.props))
        and _hands(drawing.hold) == _hands(_mirrored(drawing.hold))
    )


def _is_seen_evenly(drawing: Drawing) -> bool:
    """Whether a whole body is drawn, whose limbs lie before each other in the same order on both sides."""
    from_the_side = _PROFILE[0] <= abs(drawing.view) <= _PROFILE[1]
    instead = drawing.words or drawing.photos
    return not (instead or drawing.close_up) and (from_the_side or not drawing.order)


def _is_even(key: KeyPose) -> bool:
    """Whether a pose is about the same on both sides."""
    pose = key.pose
    tipped = (pose.roll, pose.turn, *(angle for name in _SPINE for angle in getattr(pose, name)[1:]))
    return (
        not any(tipped)
        and key.reach == mirrored_pose(key).reach
        and max(_uneven(pose, limb) for limb in _LIMBS) <= _UNEVEN
    )


def _uneven(pose: Pose, limb: str) -> float:
    """How far one side's joint differs from the other's, in degrees."""
    left, right = (_angles(getattr(pose, limb + side)) for side in SIDES)
    return max(abs(a - b) for a, b in zip(left, right, strict=True))


def _angles(turns: Turn | float) -> tuple[float, ...]:
    return turns if isinstance(turns, tuple) else (turns,)


def _is_on_one_side(prop: Prop) -> bool:
    """Whether a prop stands beside the body or goes with limbs of one side."""
    follows = prop.kind in _HELD and set(prop.joints) != set(_mirrored(prop.joints))
    return follows or prop.kind in _ON_ONE_SIDE


def _hands(limbs: tuple[str, ...]) -> set[str]:
    return {limb for limb in limbs if limb[:-1] == "hand"}
