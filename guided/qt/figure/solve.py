"""From a drawing and a stance to a skeleton: on its supports, with planted hands and feet in place.

Everything is a function of the drawing and the stance; what depends on the drawing alone (the solved
start, the arms fitted to their planted hands) is cached for the last drawings used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import dist, hypot, inf, sqrt
from typing import NamedTuple

from guided.pose import SIDES, Drawing, Pose, Prop, Stance, at_pose, mixed
from guided.qt.figure import body
from guided.qt.figure.frames import (
    Frame,
    Vector,
    along,
    away,
    between,
    cross,
    dot,
    minus,
    opposite,
    plus,
    pointed,
    smoothstep,
    times,
    unit,
)
from guided.qt.figure.skeleton import (
    ARM,
    BALL,
    BODY_POINTS,
    LEG,
    SIGN,
    Skeleton,
    ankle_height,
    ball,
    bent_arm,
    body_point,
    core_of,
    flat_toe,
    keep_up,
    laid_hand,
    lay_hand,
    level_foot,
    lowest,
    posed,
    reach_arm,
    reach_leg,
    shift,
)

WRIST_HEIGHT = 1.5  # of a hand flat on a surface
DESK_HEIGHT = 42.0
CHAIR_BACK = 27.0  # above the seat
CHAIR_SEAT = 25.0  # of a chair that nobody sits on
BLOCK_WIDTH = 13.0
BESIDE = 19.0  # from the middle of the body to the back of a chair beside it

ELBOW_HEIGHT = 1.6  # on the floor
KNEE_HEIGHT = 2.9
_MOST_TIPPED = 25.0  # degrees, to fit arms
_MOST_STEPS = 20
_FITTED = 0.03  # units
_SLACK = 0.04  # units arms may be too short before the body is tipped
_REACHED_A_DEGREE = 0.467  # units, about, on all fours
_LEAST_SLOPE = 0.02  # units a degree
_TUCKED = 20.0  # degrees of toes bent up; a foot lies flat with fewer
_BLADE_SLIDES = 3.0  # units
_FINGERS = 8.5  # wrist to fingertips, for the floor
_TIPS = 0.9  # units from the floor to the middle of flat fingers
_EDGE_WRIST, _EDGE_TIPS = 0.6, 1.1  # how much higher wrist and fingers of a hand on its edge are
_LEG_REACH = body.THIGH + body.SHANK - 0.03
_ARM_REACH = body.UPPER_ARM + body.FOREARM - 0.12


def solve(drawing: Drawing, stance: Stance, breath: float = 0.0) -> Skeleton:
    """The skeleton in a stance. Raises KeyError if the drawing has no pose that the stance names.

    `breath` is how full the lungs are, from -1 to 1. Results are cached: a picture is framed and drawn
    from the same one.
    """
    return _kept(drawing, stance, breath)


@lru_cache(maxsize=16)
def _kept(drawing: Drawing, stance: Stance, breath: float) -> Skeleton:
    plan = _plan(drawing)
    (pose, _), *others = stance.shares
    if pose in plan.solved and not others and not breath:
        return plan.solved[pose]
    return _solved(drawing, plan.poses, stance, plan.solved, breath)


def posed_in(drawing: Drawing) -> Mapping[str, Pose]:
    """The key poses as they are shown: arms that are fitted to planted hands are."""
    return _plan(drawing).poses


def start_of(drawing: Drawing) -> Skeleton:
    """The skeleton at the start, by which props and pictures are placed."""
    return _plan(drawing).solved["start"]


def stands_at(drawing: Drawing, name: str, limb: str) -> Vector:
    """Where the wrist or ankle of what is planted in a key pose is, if its limb reaches there."""
    start = start_of(drawing)
    if name != "start":
        if limb[:-1] == "toes":
            return _ankle_that_stays(solve(drawing, at_pose(name)), drawing, limb, start)
        return start.joints[_end_joint(limb)]
    if limb[:-1] == "hand":
        return _hand_support(start, drawing, limb[-1])[0]
    return _planted_foot(start, drawing, limb, limb in drawing.slide)[0]


@dataclass(frozen=True, slots=True)
class _Plan:
    """The data common to all stances of a drawing."""

    poses: Mapping[str, Pose]
    solved: Mapping[str, Skeleton]
    """The solved start and, if limbs slide, all key poses, between which they slide."""


@lru_cache(maxsize=256)
def _plan(drawing: Drawing) -> _Plan:
    poses = {name: key.pose for name, key in drawing.poses.items()}
    if drawing.first:
        begun = _plan(drawing.first)
        poses["start"], start = begun.poses["start"], begun.solved["start"]
    else:
        if drawing.fit_arms != "none":
            poses["start"] = _fitted(drawing, poses["start"], None)
        start = _solved(drawing, poses, at_pose("start"), {})
    solved = {"start": start}
    if drawing.fit_arms == "all":
        poses |= {name: _fitted(drawing, pose, start) for name, pose in poses.items() if name != "start"}
    if drawing.slide:
        others = [name for name in poses if name != "start"]
        solved |= {name: _solved(drawing, poses, at_pose(name), {"start": start}) for name in others}
    return _Plan(poses, solved)


def _end_joint(limb: str) -> str:
    return ("wr" if limb[:-1] == "hand" else "ank") + limb[-1]


def _solved(
    drawing: Drawing,
    poses: Mapping[str, Pose],
    stance: Stance,
    solved: Mapping[str, Skeleton],
    breath: float = 0.0,
) -> Skeleton:
    """The start by itself, any other stance from the solved start; limbs slide between solved key poses."""
    start = solved.get("start")
    pose = mixed((poses[name], share) for name, share in stance.shares)
    if start and drawing.fit_arms == "all" and len(stance.shares) > 1 and _keeps_a_hand(drawing):
        pose = _in_reach(drawing, pose, start)
    skeleton = posed(pose, drawing.view, breath)
    for limb in drawing.hold:
        if limb[:-1] == "toes":
            skeleton.toes[limb[-1]] = flat_toe(skeleton.frames["foot" + limb[-1]])
    _settle(skeleton, drawing, start)
    moved = 1.0 - stance.share("start")
    for limb in drawing.lift:
        _lift(skeleton, drawing, limb, start, moved)
    for limb in drawing.slide:
        joint = _end_joint(limb)
        places = [(solved[name].joints[joint], share) for name, share in stance.shares if name in solved]
        _slide(skeleton, drawing, limb, start, _weighted(places) if places else None)
    _lower_to_feet(skeleton, drawing, start)
    for limb in drawing.hold:
        _hold(skeleton, drawing, limb, start)
    for i, side in enumerate(SIDES):
        rests = [(drawing.poses[name].reach[i], share) for name, share in stance.shares]
        _rest_hand(skeleton, side, [(place, share) for place, share in rests if place], drawing.wrap)
    for side in SIDES:
        _keep_hand_up(skeleton, side)
        keep_up(skeleton, side, ARM, ELBOW_HEIGHT)
        keep_up(skeleton, side, LEG, KNEE_HEIGHT)
    _express(skeleton, drawing, stance)
    return skeleton


def _keeps_a_hand(drawing: Drawing) -> bool:
    return any(limb[:-1] == "hand" for limb in drawing.hold)


def _weighted(pairs: list[tuple[Vector, float]]) -> Vector:
    """The mean of places by weight; the weights need not add up to 1."""
    if len(pairs) == 1:
        return pairs[0][0]
    total = sum(weight for _, weight in pairs)
    x = sum(place[0] * weight for place, weight in pairs) / total
    y = sum(place[1] * weight for place, weight in pairs) / total
    z = sum(place[2] * weight for place, weight in pairs) / total
    return (x, y, z)


# ---- the body on its supports


def _settle(skeleton: Skeleton, drawing: Drawing, start: Skeleton | None) -> None:
    """Lower the body onto its supports and bring its anchor to where it was at the start."""
    above = min(lowest(skeleton, contact) - height for contact, height in drawing.ground)
    x = z = 0.0
    if start:
        now, then = skeleton.joints[drawing.anchor], start.joints[drawing.anchor]
        x, z = then[0] - now[0], then[2] - now[2]
    shift(skeleton, x, -above, z)


def _lower_to_feet(skeleton: Skeleton, drawing: Drawing, start: Skeleton | None) -> None:
    """Lower a standing body whose legs are too short for the feet they must keep."""
    if any(contact != "feet" for contact, _ in drawing.ground):
        return
    lower = 0.0
    for limb in drawing.hold:
        if limb[:-1] in ("foot", "toes"):
            hip, ankle = skeleton.joints["hip" + limb[-1]], _ankle_that_stays(skeleton, drawing, limb, start)
            room = _LEG_REACH * _LEG_REACH - (ankle[0] - hip[0]) ** 2 - (ankle[2] - hip[2]) ** 2
            if room > 0:
                lower = min(lower, ankle[1] + sqrt(room) - hip[1])
    if lower < 0:
        shift(skeleton, 0.0, lower)


def _ankle_that_stays(skeleton: Skeleton, drawing: Drawing, limb: str, start: Skeleton | None) -> Vector:
    """The ankle of a foot that stays in place, or stays on its toes and turns as posed."""
    if not start:
        return _planted_foot(skeleton, drawing, limb)[0]
    side = limb[-1]
    if limb[:-1] == "foot":
        return start.joints["ank" + side]
    return away(ball(start, side), skeleton.frames["foot" + side], forward=-BALL[0], up=-BALL[1])


def _fitted(drawing: Drawing, pose: Pose, start: Skeleton | None) -> Pose:
    """The pose tipped at the pelvis, its thighs as they were, until straight arms reach the planted hands."""
    fit = _arm_fit(drawing, pose, start)
    return fit.tipped(_zero(fit.too_far, -_MOST_TIPPED, _MOST_TIPPED)) if fit else pose


def _in_reach(drawing: Drawing, pose: Pose, start: Skeleton) -> Pose:
    """A pose between fitted ones, tipped as far as straight arms still need to reach the planted hands."""
    fit = _arm_fit(drawing, pose, start)
    short = fit.too_far(0.0) - _SLACK if fit else 0.0
    if not fit or short <= 0.0:
        return pose
    angle = short / _REACHED_A_DEGREE
    shorter = fit.too_far(angle) - _SLACK
    return fit.tipped(angle * short / max(short - shorter, 1e-6))


class _ArmFit(NamedTuple):
    """A pose that may be tipped, and the function from tip to the arms' shortfall, in units."""

    tipped: Callable[[float], Pose]
    too_far: Callable[[float], float]


def _arm_fit(drawing: Drawing, pose: Pose, start: Skeleton | None) -> _ArmFit | None:
    """None when no hand is planted."""
    side = next(
        (limb[-1] for limb in (*drawing.hold, *drawing.lift, *drawing.slide) if limb[:-1] == "hand"), None
    )
    if side is None:
        return None

    def tipped(angle: float) -> Pose:
        left, right = pose.hipL, pose.hipR
        return pose._replace(
            pitch=pose.pitch + angle,
            hipL=(left[0] + angle, left[1], left[2]),
            hipR=(right[0] + angle, right[1], right[2]),
        )

    def too_far(angle: float) -> float:
        skeleton = posed(tipped(angle), drawing.view)
        _settle(skeleton, drawing, start)
        wrist = start.joints["wr" + side] if start else _hand_support(skeleton, drawing, side)[0]
        return dist(skeleton.joints["sh" + side], wrist) - _ARM_REACH

    return _ArmFit(tipped, too_far)


def _zero(of: Callable[[float], float], low: float, high: float) -> float:
    """The zero of a function that falls from `low` to `high`, or the end nearer to it.

    By secants from 0 on: a third of the steps of bisection, and none at the ends.
    """
    at, value = 0.0, of(0.0)
    slope = -_REACHED_A_DEGREE
    for _ in range(_MOST_STEPS):
        if abs(value) < _FITTED:
            break
        before, value_before = at, value
        at = min(max(at - value / slope, low), high)
        if at == before:
            break
        value = of(at)
        slope = min((value - value_before) / (at - before), -_LEAST_SLOPE)
    return at


# ---- limbs that stay, leave or walk


def _lift(skeleton: Skeleton, drawing: Drawing, limb: str, start: Skeleton | None, moved: float) -> None:
    """A hand or foot that is planted at the start and leaves during the first 45 % of the movement."""
    part, side = limb[:-1], limb[-1]
    if not start:
        _plant(skeleton, drawing, limb)
        return
    planted = 1.0 - smoothstep(moved, 0.0, 0.45)
    if part == "hand":
        skeleton.hands[side] = ("flat", planted)
    if planted <= 0.0:
        return
    end = _end_joint(limb)
    place = between(skeleton.joints[end], start.joints[end], planted)
    if part == "hand":
        turned = _turned_toward(skeleton.frames["hand" + side], start.frames["hand" + side], planted)
        reach_arm(skeleton, side, place, turned, hint_weight=40.0)
    elif part == "foot":
        turned = _turned_toward(skeleton.frames["foot" + side], start.frames["foot" + side], planted)
        reach_leg(skeleton, side, place, turned)


def _turned_toward(frame: Frame, other: Frame, t: float) -> Frame:
    left = unit(between(frame.left, other.left, t))
    return pointed(Frame(frame.forward, frame.up, left), unit(opposite(between(frame.up, other.up, t))))


def _slide(
    skeleton: Skeleton, drawing: Drawing, limb: str, start: Skeleton | None, place: Vector | None
) -> None:
    """A hand or foot that walks along its support between the places the key poses put it."""
    side = limb[-1]
    if not start or not place:
        _plant(skeleton, drawing, limb, turned_as_posed=True)
    elif limb[:-1] == "hand":
        reach_arm(skeleton, side, place, start.frames["hand" + side])
        skeleton.hands[side] = ("flat", 1.0)
    elif limb[:-1] == "foot":
        foot = skeleton.frames["foot" + side]
        height = _level_below(drawing, place) + ankle_height(foot, skeleton.toes[side])
        reach_leg(skeleton, side, (place[0], height, place[2]), foot)


def _hold(skeleton: Skeleton, drawing: Drawing, limb: str, start: Skeleton | None) -> None:
    """A hand or foot that stays where it was; a shin that stays turned as it was, below a knee that stays."""
    part, side = limb[:-1], limb[-1]
    if not start:
        _plant(skeleton, drawing, limb)
    elif part == "foot":
        reach_leg(skeleton, side, start.joints["ank" + side], start.frames["foot" + side])
        skeleton.toes[side] = start.toes[side]
    elif part == "toes":
        ankle = _ankle_that_stays(skeleton, drawing, limb, start)
        reach_leg(skeleton, side, ankle, skeleton.frames["foot" + side])
    elif part == "hand":
        if _prop(drawing, "doorway"):
            _keep_forearm(skeleton, side, start)
        else:
            reach_arm(skeleton, side, start.joints["wr" + side], start.frames["hand" + side])
        skeleton.hands[side] = start.hands[side]
    else:
        shank = start.frames["shank" + side]
        skeleton.frames["shank" + side] = shank
        skeleton.frames["foot" + side] = start.frames["foot" + side]
        skeleton.toes[side] = start.toes[side]
        skeleton.joints["ank" + side] = along(skeleton.joints["knee" + side], shank.up, -body.SHANK)


def _keep_forearm(skeleton: Skeleton, side: str, start: Skeleton) -> None:
    """Keep a forearm that leans on a door frame; the shoulder follows it, as a blade slides on the ribs."""
    elbow = start.joints["elb" + side]
    way = unit(minus(skeleton.joints["sh" + side], elbow))
    skeleton.joints["sh" + side] = along(elbow, way, body.UPPER_ARM)
    skeleton.joints |= {joint + side: start.joints[joint + side] for joint in ("elb", "wr")}
    skeleton.frames |= {bone + side: start.frames[bone + side] for bone in ("forearm", "hand")}
    skeleton.frames["arm" + side] = pointed(skeleton.frames["arm" + side], opposite(way))


def _plant(skeleton: Skeleton, drawing: Drawing, limb: str, turned_as_posed: bool = False) -> None:
    """Put a hand or foot flat on what is below it, or a hand on what it leans on."""
    part, side = limb[:-1], limb[-1]
    if part in ("foot", "toes"):
        reach_leg(skeleton, side, *_planted_foot(skeleton, drawing, limb, turned_as_posed))
    elif part == "hand":
        _plant_hand(skeleton, drawing, side)


def _planted_foot(
    skeleton: Skeleton, drawing: Drawing, limb: str, turned_as_posed: bool = False
) -> tuple[Vector, Frame]:
    """Where the ankle of a foot on what is below it is, and how the foot is turned."""
    part, side = limb[:-1], limb[-1]
    foot = skeleton.frames["foot" + side]
    # On tucked toes a foot stands up.
    if part == "foot" and not turned_as_posed and skeleton.toes[side] < _TUCKED:
        foot = level_foot(foot)
    x, y, z = skeleton.joints["ank" + side]
    below = _level_below(drawing, away((x, y, z), foot, forward=BALL[0] if part == "toes" else 0.0))
    return (x, below + ankle_height(foot, skeleton.toes[side], heel=part == "foot"), z), foot


def _level_below(drawing: Drawing, place: Vector) -> float:
    """The height of the bed, step or block below a place, or 0."""
    tops = _tops_below(drawing, place[1])
    return max([0.0, *(height for left, right, height in tops if left < place[0] < right)])


def room_on_level(drawing: Drawing, place: Vector) -> tuple[float, float]:
    """The least and the greatest x between which a place stays above the same bed, step or block, or none."""
    edges = [edge for left, right, _ in _tops_below(drawing, place[1]) for edge in (left, right)]
    return (
        max((edge for edge in edges if edge <= place[0]), default=-inf),
        min((edge for edge in edges if edge > place[0]), default=inf),
    )


def is_put(drawing: Drawing, side: str) -> bool:
    """Whether what a hand is planted on says where it is: a wall, or the back of a chair."""
    start, wrist = start_of(drawing), "wr" + side
    further = replace(start, joints={**start.joints, wrist: plus(start.joints[wrist], (1.0, 0.0, 0.0))})
    ways = (_hand_support(skeleton, drawing, side)[0][0] for skeleton in (start, further))
    return next(ways) == next(ways)


def _tops_below(drawing: Drawing, height: float) -> list[tuple[float, float, float]]:
    """The tops of what can stand or lie below a place so high."""
    tops = [top_of(prop) for prop in drawing.props if prop.kind in ("bed", "step", "block")]
    return [top for top in tops if height > top[2] - 4.0]


def top_of(prop: Prop) -> tuple[float, float, float]:
    """The ends of a bed, step or block along the floor, and its height, in units."""
    if prop.kind == "block":
        return prop.at[0] - BLOCK_WIDTH / 2, prop.at[0] + BLOCK_WIDTH / 2, prop.at[1]
    return prop.at[0], prop.at[1], prop.at[2]


def _plant_hand(skeleton: Skeleton, drawing: Drawing, side: str) -> None:
    wrist, fingers, palm, shape = _hand_support(skeleton, drawing, side)
    up, left = opposite(fingers), times(palm, -SIGN[side])
    reach_arm(skeleton, side, wrist, Frame(cross(left, up), up, left))
    skeleton.hands[side] = (shape, 1.0)


def _hand_support(skeleton: Skeleton, drawing: Drawing, side: str) -> tuple[Vector, Vector, Vector, str]:
    """Where a planted hand has its wrist, its fingers' and its palm's direction, and its shape."""
    x, y, z = skeleton.joints["wr" + side]
    shoulder = skeleton.joints["sh" + side]
    ahead: Vector = (1.0, 0.0, 0.0)
    down: Vector = (0.0, -1.0, 0.0)
    wall, desk, chair = (_prop(drawing, kind) for kind in ("wall", "desk", "chair-ahead"))
    if _prop(drawing, "doorway"):
        forward = skeleton.frames["pelvis"].forward
        return (x, y, z), opposite(down), unit((forward[0], 0.0, forward[2])), "flat"
    beside = _prop(drawing, "chair-beside")
    if beside and side == "L":
        root = skeleton.joints["root"]
        return (beside.at[0], CHAIR_SEAT + CHAIR_BACK + 1.6, root[2] - BESIDE), ahead, down, "hold"
    if wall and wall.at[0] > shoulder[0]:
        return (wall.at[0] - 1.6, shoulder[1] - 4.0, shoulder[2]), opposite(down), ahead, "flat"
    if desk and y > DESK_HEIGHT / 2:
        return (max(x, desk.at[0] + 1.0), DESK_HEIGHT + WRIST_HEIGHT, z), ahead, down, "flat"
    if chair and y > CHAIR_SEAT:
        return (chair.at[0] - 3.0, CHAIR_SEAT + CHAIR_BACK + 1.6, z), ahead, down, "hold"
    return (x, _level_below(drawing, (x, y, z)) + WRIST_HEIGHT, z), _fingers(skeleton, side), down, "flat"


def _fingers(skeleton: Skeleton, side: str) -> Vector:
    """Where the fingers of a hand on the floor point: ahead, and out beside whoever sits upright."""
    pelvis = skeleton.frames["pelvis"]
    out_x, _, out_z = times(pelvis.left, SIGN[side])
    ahead = (-pelvis.left[2], 0.0, pelvis.left[0])
    way = between(ahead, (out_x, 0.0, out_z), smoothstep(pelvis.up[1], 0.6, 0.9))
    return unit(way) if hypot(way[0], way[2]) > 0.1 else (1.0, 0.0, 0.0)


def _prop(drawing: Drawing, kind: str) -> Prop | None:
    return next((prop for prop in drawing.props if prop.kind == kind), None)


# ---- hands


def _rest_hand(skeleton: Skeleton, side: str, rests: list[tuple[str, float]], wrap: float) -> None:
    """Bring a hand to the places it rests on, each by its share, and from there to where the arm puts it."""
    total = sum(share for _, share in rests)
    if total < 1e-6:
        return
    reached = smoothstep(total, 0.0, 0.75)
    shares: dict[str, float] = {}
    for place, share in rests:
        shares[place] = shares.get(place, 0.0) + share
    target = _weighted([(_wrist_at(skeleton, side, place), share) for place, share in shares.items()])
    _reach_with_shoulder(skeleton, side, target, reached)
    reach_arm(skeleton, side, between(skeleton.joints["wr" + side], target, reached))
    gripping = sum(share for place, share in shares.items() if _grips(place)) / total
    if gripping > 0.0:
        skeleton.hands[side] = ("hold", reached * gripping)
    core = _weighted([(core_of(skeleton, place), share) for place, share in shares.items()])
    lay_hand(skeleton, side, core, reached, wrap)
    for place, share in shares.items():
        if _is_laid(place):
            hand, (_, laid) = skeleton.frames["hand" + side], laid_hand(skeleton, side, place)
            skeleton.frames["hand" + side] = _turned_toward(hand, laid, reached * share / total)


def _reach_with_shoulder(skeleton: Skeleton, side: str, wrist: Vector, reached: float) -> None:
    """Bring a shoulder forward, as a blade slides on the ribs, where its arm is too short for a place."""
    shoulder = skeleton.joints["sh" + side]
    short = min(max(dist(shoulder, wrist) - _ARM_REACH, 0.0), _BLADE_SLIDES) * reached
    if short > 0.0:
        moved = along(shoulder, unit(minus(wrist, shoulder)), short)
        shift_by = minus(moved, shoulder)
        for joint in ("sh", "elb", "wr"):
            skeleton.joints[joint + side] = plus(skeleton.joints[joint + side], shift_by)


def _grips(place: str) -> bool:
    point = BODY_POINTS.get(place[:-1])
    return point is not None and point.grips


def _is_laid(place: str) -> bool:
    point = BODY_POINTS.get(place[:-1])
    return point is not None and bool(point.laid)


def _wrist_at(skeleton: Skeleton, side: str, place: str) -> Vector:
    """The wrist of a hand on a place: off the place, on the elbow's side, unless the hand is laid on it."""
    if _is_laid(place):
        return laid_hand(skeleton, side, place)[0]
    target = body_point(skeleton, place)
    elbow, _ = bent_arm(skeleton, side, target)
    point = BODY_POINTS.get(place[:-1])
    return along(target, unit(minus(elbow, target)), point.gap if point else 3.4)


def _keep_hand_up(skeleton: Skeleton, side: str) -> None:
    """Keep a wrist and its fingertips above the floor, higher where a hand lies on its edge."""
    x, y, z = skeleton.joints["wr" + side]
    hand = skeleton.frames["hand" + side]
    on_edge = abs(hand.forward[1])
    wrist, tips = WRIST_HEIGHT + _EDGE_WRIST * on_edge, _TIPS + _EDGE_TIPS * on_edge
    if y < wrist:
        # Bent as it was: drawn toward its hint anew, the elbow would leap as the hand touches down.
        reach_arm(skeleton, side, (x, wrist, z), hand, hint_weight=0.0)
        y = skeleton.joints["wr" + side][1]
    fx, fy, fz = opposite(hand.up)
    if y + fy * _FINGERS < tips:
        fy = max(-0.9, (tips - y) / _FINGERS)
        flat = sqrt(1.0 - fy * fy) / (hypot(fx, fz) or 1e-6)
        skeleton.frames["hand" + side] = pointed(hand, (fx * flat, fy, fz * flat))


# ---- hands and eyes

_GAZES = {
    "ahead": (0.0, 0.0),
    "up": (0.0, 0.8),
    "down": (0.0, -0.8),
    "left": (0.9, 0.0),
    "right": (-0.9, 0.0),
    "closed": (0.0, 0.0),
}
_EYES = (3.5, 0.5)  # forward and up of the head's joint
_WIDEST_LOOK = 0.7  # of a distance ahead, to the side, that eyes turn at most


def _express(skeleton: Skeleton, drawing: Drawing, stance: Stance) -> None:
    """Give the hands their shapes and the eyes their way."""
    keys = [(drawing.poses[name], share) for name, share in stance.shares]
    for i, side in enumerate(SIDES):
        shapes: dict[str, float] = {}
        active, amount = skeleton.hands.get(side, ("relaxed", 0.0))
        for key, share in keys:
            own = key.hands[i]
            idle = own or drawing.hands or "relaxed"
            used = 0.0 if own else amount
            shapes[idle] = shapes.get(idle, 0.0) + share * (1.0 - used)
            shapes[active] = shapes.get(active, 0.0) + share * used
        skeleton.shapes[side] = tuple((name, share) for name, share in shapes.items() if share > 0.0)
    looks = [(_gaze(skeleton, key.gaze), share) for key, share in keys]
    skeleton.gaze = (sum(x * share for (x, _), share in looks), sum(y * share for (_, y), share in looks))
    skeleton.lids = sum(share for key, share in keys if key.gaze == "closed")


def _gaze(skeleton: Skeleton, gaze: str) -> tuple[float, float]:
    """How far eyes turn to the left and up to look there."""
    if gaze in _GAZES:
        return _GAZES[gaze]
    frame = skeleton.frames["head"]
    way = minus(body_point(skeleton, gaze), away(skeleton.joints["head"], frame, *_EYES))
    ahead = max(dot(way, frame.forward), 0.0)
    reach = hypot(ahead, dot(way, frame.left), dot(way, frame.up)) or 1e-6
    x, y = (dot(way, axis) / reach / _WIDEST_LOOK for axis in (frame.left, frame.up))
    return (max(-1.0, min(1.0, x)), max(-1.0, min(1.0, y)))
