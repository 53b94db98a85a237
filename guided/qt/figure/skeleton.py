"""The skeleton: every joint's place and bone's frame, from a pose's angles or a limb's target.

1 unit is 1 % of body height; the root is the middle between the hip joints.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from math import acos, atan2, cos, degrees, hypot, pi, radians, sin, sqrt
from typing import NamedTuple

from guided.pose import SIDES, Pose
from guided.qt.figure import body
from guided.qt.figure.frames import (
    TOWARD_VIEWER,
    Frame,
    Vector,
    along,
    away,
    between,
    carried,
    cross,
    dot,
    flexed,
    minus,
    opposite,
    pointed,
    smoothstep,
    tilted,
    times,
    twisted,
    unit,
    without,
)

SIGN = {"L": 1.0, "R": -1.0}
"""The outward sign along a left direction."""

BREATH = 0.5
"""The distance a breath moves ribs and belly out or in, in units."""

_FORWARD_LEAN = 17.0  # of the neck, in degrees; the head leans back as much


@dataclass(slots=True)
class Skeleton:
    """A body in space, made and changed by `solve` alone.

    head, and thigh shank foot arm forearm hand with L or R; spine: evenly from the root to c7; toes:
    the upward bend of a side's toes in degrees; filled and drawn: the distance of ribs and belly outward
    and of the lower belly inward (not positive), in units; hands: by side, the shape of an active hand
    and its share (0 to 1).
    """

    joints: dict[str, Vector]
    frames: dict[str, Frame]
    spine: list[Vector]
    spine_frames: list[Frame]
    toes: dict[str, float]
    filled: float
    drawn: float
    hands: dict[str, tuple[str, float]]
    arches: dict[str, float] = field(default_factory=dict)
    """How far a side's arch is lifted, in units."""
    shapes: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    """By side, the shapes of a hand, each with its share; the shares add up to 1."""
    gaze: tuple[float, float] = (0.0, 0.0)
    """How far the eyes look to the left and up, each from -1 to 1."""
    lids: float = 0.0
    """How far the eyes are closed, 0 to 1."""


# ---- from angles


@cache
def _spine_steps() -> tuple[tuple[float, float], ...]:
    """The share (0 to 1) of the lumbar and the thoracic turn reached at each spine sample."""
    count = body.PROFILES["torso"].points
    levels = [body.TORSO * i / (count - 1) for i in range(count)]
    return tuple((smoothstep(s, 6.0, 18.5), smoothstep(s, 12.0, 30.0)) for s in levels)


def posed(pose: Pose, view: float, breath: float = 0.0) -> Skeleton:
    """The skeleton with these joint angles, its root at the origin, seen from `view` degrees.

    `breath` is how full the lungs are, -1 to 1.
    """
    pelvis = tilted(flexed(twisted(twisted(TOWARD_VIEWER, view), pose.turn), pose.pitch), pose.roll)
    spine, spine_frames = _bent_spine(pose, pelvis)
    thorax = spine_frames[-1]
    neck_base = away(spine[-1], thorax, forward=-1.5, up=-1.4)
    flexion, side, turn = pose.neck
    neck = twisted(flexed(tilted(flexed(thorax, _FORWARD_LEAN), side), flexion), turn)
    flexion, side, turn = pose.head
    head = twisted(flexed(tilted(flexed(neck, -_FORWARD_LEAN), side), flexion), turn)
    skeleton = Skeleton(
        joints={
            "root": spine[0],
            "c7": spine[-1],
            "neck": neck_base,
            "head": along(neck_base, neck.up, body.NECK + 1.2),
        },
        frames={"pelvis": pelvis, "thorax": thorax, "neck": neck, "head": head},
        spine=spine,
        spine_frames=spine_frames,
        toes={"L": pose.toeL, "R": pose.toeR},
        filled=max(pose.swell, 0.0) + BREATH * breath,
        drawn=min(pose.swell, 0.0),
        hands={},
        arches={"L": pose.archL, "R": pose.archR},
    )
    for limb in ("legL", "legR", "armL", "armR"):
        _pose_limb(skeleton, pose, limb)
    return skeleton


def with_limb(skeleton: Skeleton, pose: Pose, limb: str) -> Skeleton:
    """The skeleton with one limb, such as `armL`, as a pose has it; cheaper than all of it."""
    made = replace(skeleton, joints={**skeleton.joints}, frames={**skeleton.frames})
    _pose_limb(made, pose, limb)
    return made


def shifted(skeleton: Skeleton, x: float, y: float, z: float = 0.0) -> Skeleton:
    """The whole body somewhere else."""
    made = replace(skeleton)
    shift(made, x, y, z)
    return made


def _pose_limb(skeleton: Skeleton, pose: Pose, limb: str) -> None:
    if limb == "legL":
        _pose_leg(skeleton, "L", pose.hipL, pose.kneeL, pose.ankL)
    elif limb == "legR":
        _pose_leg(skeleton, "R", pose.hipR, pose.kneeR, pose.ankR)
    elif limb == "armL":
        _pose_arm(skeleton, "L", pose.shL, pose.elbL, pose.proL, pose.wrL, pose.scapL)
    else:
        _pose_arm(skeleton, "R", pose.shR, pose.elbR, pose.proR, pose.wrR, pose.scapR)


def _bent_spine(pose: Pose, pelvis: Frame) -> tuple[list[Vector], list[Frame]]:
    """The spine's points and frames, in short straight steps so that it keeps its length."""
    lumbar_flexion, lumbar_side, lumbar_twist = pose.lum
    thorax_flexion, thorax_side, thorax_twist = pose.tho
    steps = _spine_steps()
    length = body.TORSO / (len(steps) - 1)
    in_one_plane = not (lumbar_side or thorax_side or lumbar_twist or thorax_twist)
    x = y = z = 0.0
    ax, ay, az = pelvis.up
    spine, frames = [(x, y, z)], [pelvis]
    for lumbar, thorax in steps[1:]:
        frame = pelvis
        if not in_one_plane:
            frame = twisted(frame, lumbar_twist * lumbar + thorax_twist * thorax)
            frame = tilted(frame, lumbar_side * lumbar + thorax_side * thorax)
        frame = flexed(frame, lumbar_flexion * lumbar + thorax_flexion * thorax)
        bx, by, bz = frame.up
        dx, dy, dz = ax + bx, ay + by, az + bz
        share = length / sqrt(dx * dx + dy * dy + dz * dz)
        x, y, z = x + dx * share, y + dy * share, z + dz * share
        spine.append((x, y, z))
        frames.append(frame)
        ax, ay, az = bx, by, bz
    return spine, frames


def _pose_leg(
    skeleton: Skeleton, side: str, hip: tuple[float, float, float], knee: float, ankle: float
) -> None:
    joints, frames, sign = skeleton.joints, skeleton.frames, SIGN[side]
    pelvis = frames["pelvis"]
    thigh = twisted(tilted(flexed(pelvis, -hip[0]), -sign * hip[1]), sign * hip[2])
    shank = flexed(thigh, knee)
    joints["hip" + side] = along(joints["root"], pelvis.left, sign * body.HIP_ASIDE)
    joints["knee" + side] = along(joints["hip" + side], thigh.up, -body.THIGH)
    joints["ank" + side] = along(joints["knee" + side], shank.up, -body.SHANK)
    frames["thigh" + side] = thigh
    frames["shank" + side] = shank
    frames["foot" + side] = flexed(shank, -ankle)


def chest_of(skeleton: Skeleton) -> Frame:
    """The frame that the shoulders are on."""
    return skeleton.spine_frames[_shoulder_level(skeleton)]


def _shoulder_level(skeleton: Skeleton) -> int:
    return round(body.SHOULDER_LEVEL / body.TORSO * (len(skeleton.spine) - 1))


def shoulder_without_blade(skeleton: Skeleton, side: str, arm_up: Vector) -> Vector:
    """Where a shoulder is whose blade is not moved, for an upper arm that hangs against a direction."""
    chest = chest_of(skeleton)
    # The shoulder girdle rises with the arm; without it a raised arm looks broken.
    rise = (acos(max(-1.0, min(1.0, dot(arm_up, chest.up)))) / pi) ** 1.6
    return away(
        skeleton.spine[_shoulder_level(skeleton)],
        chest,
        forward=-0.6 - 0.5 * rise,
        up=3.0 * rise,
        left=SIGN[side] * (body.SHOULDER_ASIDE - 1.3 * rise),
    )


def _pose_arm(
    skeleton: Skeleton,
    side: str,
    shoulder: tuple[float, float, float],
    elbow: float,
    forearm_turn: float,
    wrist: tuple[float, float, float],
    scapula: tuple[float, float, float],
) -> None:
    joints, frames, sign, chest = skeleton.joints, skeleton.frames, SIGN[side], chest_of(skeleton)
    arm = twisted(tilted(flexed(chest, -shoulder[0]), -sign * shoulder[1]), sign * shoulder[2])
    forearm = flexed(arm, -elbow)
    lifted, drawn_forward, out = scapula
    joints["sh" + side] = away(
        shoulder_without_blade(skeleton, side, arm.up),
        chest,
        forward=drawn_forward,
        up=lifted,
        left=sign * out,
    )
    joints["elb" + side] = along(joints["sh" + side], arm.up, -body.UPPER_ARM)
    joints["wr" + side] = along(joints["elb" + side], forearm.up, -body.FOREARM)
    frames["arm" + side] = arm
    frames["forearm" + side] = forearm
    hand = twisted(forearm, -sign * forearm_turn)
    frames["hand" + side] = flexed(tilted(hand, sign * wrist[0]), -wrist[1])


def shift(skeleton: Skeleton, x: float, y: float, z: float = 0.0) -> None:
    """Move the whole body."""
    skeleton.joints = {name: (px + x, py + y, pz + z) for name, (px, py, pz) in skeleton.joints.items()}
    skeleton.spine = [(px + x, py + y, pz + z) for px, py, pz in skeleton.spine]


# ---- from where a limb must reach


def _bend(
    start: Vector, middle: Vector, target: Vector, upper: float, lower: float, hint: Vector, weight: float
) -> tuple[Vector, Vector]:
    """The middle joint and the end of a two-bone limb that reaches toward a target, as far as it can.

    It bends the way it did, helped by the way the joint is built: without that a nearly straight
    limb would bend one way in one frame and the other way in the next.
    """
    way = minus(target, start)
    distance = sqrt(dot(way, way)) or 1e-6
    direction = (way[0] / distance, way[1] / distance, way[2] / distance)
    distance = max(abs(upper - lower) + 0.05, min(upper + lower - 0.02, distance))
    pole = unit(without(along(minus(middle, start), hint, weight), direction))
    c = max(-1.0, min(1.0, (upper * upper + distance * distance - lower * lower) / (2 * upper * distance)))
    bent = along(along(start, direction, upper * c), pole, upper * sqrt(1 - c * c))
    return bent, along(start, direction, distance)


def reach_leg(skeleton: Skeleton, side: str, ankle: Vector, foot: Frame) -> None:
    """Bend a leg so that its ankle is at a place, the foot turned as given."""
    joints, frames = skeleton.joints, skeleton.frames
    hip, thigh = joints["hip" + side], frames["thigh" + side]
    knee, ankle = _bend(hip, joints["knee" + side], ankle, body.THIGH, body.SHANK, thigh.forward, 1.5)
    frames["thigh" + side] = pointed(thigh, unit(minus(knee, hip)))
    frames["shank" + side] = pointed(frames["shank" + side], unit(minus(ankle, knee)))
    frames["foot" + side] = foot
    joints["knee" + side] = knee
    joints["ank" + side] = ankle


def bent_arm(skeleton: Skeleton, side: str, wrist: Vector, hint_weight: float = 1.5) -> tuple[Vector, Vector]:
    """Elbow and wrist of an arm that reaches toward a place, as far as it can."""
    shoulder, elbow = skeleton.joints["sh" + side], skeleton.joints["elb" + side]
    hint = opposite(skeleton.frames["arm" + side].forward)
    return _bend(shoulder, elbow, wrist, body.UPPER_ARM, body.FOREARM, hint, hint_weight)


def reach_arm(
    skeleton: Skeleton, side: str, wrist: Vector, hand: Frame | None = None, hint_weight: float = 1.5
) -> None:
    """Bend an arm so that its wrist is at a place; unless it is given, the hand goes with the forearm."""
    joints, frames = skeleton.joints, skeleton.frames
    shoulder, arm = joints["sh" + side], frames["arm" + side]
    elbow, wrist = bent_arm(skeleton, side, wrist, hint_weight)
    before = frames["forearm" + side]
    forearm = pointed(before, unit(minus(wrist, elbow)))
    frames["arm" + side] = pointed(arm, unit(minus(elbow, shoulder)))
    frames["forearm" + side] = forearm
    frames["hand" + side] = hand or carried(frames["hand" + side], before, forearm)
    joints["elb" + side] = elbow
    joints["wr" + side] = wrist


class Limb(NamedTuple):
    """Names of a two-bone limb's joints and frames, without the side."""

    start: str
    middle: str
    end: str
    upper: str
    lower: str


ARM = Limb("sh", "elb", "wr", "arm", "forearm")
LEG = Limb("hip", "knee", "ank", "thigh", "shank")


def keep_up(skeleton: Skeleton, side: str, limb: Limb, height: float) -> None:
    """Swing a limb's middle joint about the line between its ends up to a least height, in units."""
    joints, frames = skeleton.joints, skeleton.frames
    start, middle, end = (joints[name + side] for name in limb[:3])
    if middle[1] >= height:
        return
    axis = unit(minus(end, start))
    center = along(start, axis, dot(minus(middle, start), axis))
    arm = minus(middle, center)
    radius = sqrt(dot(arm, arm))
    upward = without((0.0, 1.0, 0.0), axis)
    steepness = sqrt(dot(upward, upward))
    if radius < 0.1 or steepness < 0.1:
        return
    upward = unit(upward)
    level = unit(cross(axis, upward))
    if dot(arm, level) < 0:
        level = opposite(level)
    c = min(1.0, (height - center[1]) / (radius * steepness))
    if c <= -1.0:
        return
    middle = along(along(center, upward, radius * c), level, radius * sqrt(1.0 - c * c))
    joints[limb.middle + side] = middle
    frames[limb.upper + side] = pointed(frames[limb.upper + side], unit(minus(middle, start)))
    frames[limb.lower + side] = pointed(frames[limb.lower + side], unit(minus(end, middle)))


# ---- places on the body

_BELOW_BALL = 0.85  # from the ball of the foot to the sole
BALL = (6.8, -2.9)
"""Where the toes bend: forward and up of the ankle."""


class BodyPoint(NamedTuple):
    """A place a hand can rest on, seen from a joint in a bone's frame."""

    joint: str
    frame: str
    forward: float
    up: float
    out: float
    core: float | None
    """The height of the part's middle, which the palm faces, above the joint, in units; None: the spine."""
    gap: float = 3.4
    """Units from the place to the wrist of the hand on it."""
    grips: bool = False
    """Whether the hand closes round it."""
    laid: str = ""
    """How the hand lies, other than on from its forearm: flat on the place, or across the limb it holds."""
    swells: float = 0.0
    """The share (0 to 1) of the swell of ribs and belly it moves with."""
    facing: float = 0.0
    """Degrees the skin of the trunk there is turned outward from the front; 180 on the back."""


BODY_POINTS = {
    "shin": BodyPoint("knee", "shank", 3.6, -7.0, 0.0, -7.0, 7.0, True, "across"),
    "hamstring": BodyPoint("knee", "thigh", -4.7, 9.5, 0.0, 9.5, 8.2, True, "across"),
    "kneetop": BodyPoint("knee", "thigh", 3.8, 2.5, 0.0, 1.5),
    "thightop": BodyPoint("knee", "thigh", 5.0, 9.0, 0.0, 9.0),
    "thighside": BodyPoint("knee", "thigh", 0.5, 6.0, 4.4, 6.0),
    "instep": BodyPoint("ank", "foot", 3.2, -0.2, 0.0, 0.0, 2.0, True),
    "toes": BodyPoint("ball", "toes", 1.8, 1.3, 0.0, 0.0, 2.0, True),
    "heel": BodyPoint("ank", "foot", -2.6, -2.6, 0.0, 0.0),
    "ankle": BodyPoint("ank", "shank", 2.0, 2.5, 0.0, 2.5, 4.5, True),
    "hipside": BodyPoint("hip", "pelvis", 1.0, 6.4, 4.2, None, 1.5),
    "hipfront": BodyPoint("hip", "pelvis", 3.4, 5.2, 2.6, None, 4.3, swells=0.5, laid="flat"),
    "hipfold": BodyPoint("hip", "pelvis", 2.6, 4.4, 4.2, None, 4.3, laid="flat", facing=62.0),
    "waist": BodyPoint("hip", "pelvis", 1.5, 10.5, 2.6, None),
    "lowback": BodyPoint("root", "pelvis", -5.6, 10.2, 2.2, None, 4.3, laid="flat", facing=180.0),
    "belly": BodyPoint("root", "pelvis", 5.6, 8.5, 2.0, None, 4.3, swells=0.9, laid="flat"),
    "chest": BodyPoint("sh", "thorax", 5.6, -2.5, -2.2, -2.5, 4.3, swells=0.5, laid="flat"),
    "collar": BodyPoint("sh", "thorax", 4.4, 0.0, -3.6, -2.5, 4.4),
    "palm": BodyPoint("wr", "hand", 0.3, -3.6, -0.8, -3.6, 1.0),
    "fingers": BodyPoint("wr", "hand", 0.3, -7.0, -0.6, -7.0, 2.4, True),
    "forehead": BodyPoint("head", "head", 6.6, 2.6, 0.0, 1.0, 4.3, laid="flat"),
    "nose": BodyPoint("head", "head", 6.3, -1.4, 0.0, 1.0),
    "headback": BodyPoint("head", "head", -3.0, 7.0, 1.0, 1.0, 4.3, laid="flat"),
    "headtop": BodyPoint("head", "head", 0.5, 7.6, 1.6, 1.0),
    "headside": BodyPoint("head", "head", 0.0, 4.2, 4.4, 1.0),
}

_ACROSS = ((-0.67, 0.74), (0.866, -0.5), (-0.5, -0.866))
"""The way to the wrist, of the fingers and of the palm of a hand that closes round a limb: toward the place,
and aside."""


_ALONG_SPINE = {"lumbar": 8, "blades": 17}
"""The samples of the spine at places on it."""


def body_point(skeleton: Skeleton, name: str) -> Vector:
    """The position of a joint, or of a place on the body or the spine: `kneeL`, `shinL`, `lumbar`."""
    if name in skeleton.joints:
        return skeleton.joints[name]
    if name in _ALONG_SPINE:
        return skeleton.spine[_ALONG_SPINE[name]]
    side = name[-1]
    point = BODY_POINTS[name[:-1]]
    joint, frame = _joint(skeleton, point, side), _frame(skeleton, point, side)
    forward = point.forward + point.swells * (skeleton.filled + skeleton.drawn)
    return away(joint, frame, forward=forward, up=point.up, left=SIGN[side] * point.out)


def core_of(skeleton: Skeleton, name: str) -> Vector:
    """The middle of the body part at a place; for a joint, the joint itself."""
    if name in skeleton.joints:
        return skeleton.joints[name]
    point = BODY_POINTS[name[:-1]]
    if point.core is None:
        return skeleton.spine[7]
    return along(_joint(skeleton, point, name[-1]), _frame(skeleton, point, name[-1]).up, point.core)


def _joint(skeleton: Skeleton, point: BodyPoint, side: str) -> Vector:
    joints = skeleton.joints
    if point.joint == "ball":
        return ball(skeleton, side)
    return joints[point.joint] if point.joint in joints else joints[point.joint + side]


def _frame(skeleton: Skeleton, point: BodyPoint, side: str) -> Frame:
    frames = skeleton.frames
    if point.frame == "toes":
        return toes_frame(skeleton, side)
    return frames[point.frame] if point.frame in frames else frames[point.frame + side]


def lay_hand(skeleton: Skeleton, side: str, core: Vector, weight: float, bend: float) -> None:
    """Turn a hand by a weight (0 to 1) so that its palm faces a point, with fingers bent by degrees."""
    frames = skeleton.frames
    hand = frames["hand" + side]
    fingers = opposite(frames["forearm" + side].up)
    palm = without(minus(core, skeleton.joints["wr" + side]), fingers)
    aside = sqrt(dot(palm, palm))
    if aside < 1e-3:
        return
    # Where fingers point at the place, the palm is turned no way, or it would flip as they pass it.
    weight *= smoothstep(aside, 0.2, 1.8)
    palm = unit(palm)
    bent = unit(along(times(fingers, cos(radians(bend))), palm, sin(radians(bend))))
    palm = unit(without(palm, bent))
    left = times(palm, -SIGN[side])
    if weight < 1.0:
        bent = unit(between(opposite(hand.up), bent, weight))
        left = unit(between(hand.left, left, weight))
    frames["hand" + side] = pointed(Frame(hand.forward, hand.up, left), bent)


def laid_hand(skeleton: Skeleton, side: str, place: str) -> tuple[Vector, Frame]:
    """The wrist and the frame of a hand that lies flat on a place, or closes round a limb from its side."""
    point, target = BODY_POINTS[place[:-1]], body_point(skeleton, place)
    on_trunk = point.frame in ("pelvis", "thorax")
    frame = _frame(skeleton, point, place[-1])
    aside = times(frame.left, SIGN[place[-1]])
    if on_trunk:
        turn = radians(point.facing)
        out = along(times(frame.forward, cos(turn)), aside, sin(turn))
    else:
        out = unit(minus(target, core_of(skeleton, place)))
    if point.laid == "across":
        aside = times(frame.left, SIGN[side])
        to_wrist, fingers, palm = (along(times(out, f), aside, a) for f, a in _ACROSS)
    else:
        elbow, _ = bent_arm(skeleton, side, target)
        fingers, palm = unit(without(minus(target, elbow), out)), opposite(out)
        to_wrist = unit(along(opposite(fingers), out, 0.05))
    frame = Frame(times(cross(fingers, palm), SIGN[side]), opposite(fingers), times(palm, -SIGN[side]))
    return along(target, to_wrist, point.gap), frame


def sole(skeleton: Skeleton, side: str) -> tuple[Vector, Vector, Vector]:
    """The heel, the ball and the toe tips on the sole of a foot."""
    return _sole(skeleton.joints["ank" + side], skeleton.frames["foot" + side], skeleton.toes[side])[:3]


def _sole(ankle: Vector, foot: Frame, toe: float) -> tuple[Vector, Vector, Vector, Vector]:
    """The heel, the ball, the toe tips, and where the toes begin."""
    toes, begin = flexed(foot, -toe), away(ankle, foot, BALL[0], BALL[1])
    return (
        away(ankle, foot, forward=-3.0, up=-body.FOOT_HEIGHT),
        away(ankle, foot, forward=7.0, up=-body.FOOT_HEIGHT),
        away(begin, toes, forward=10.2 - BALL[0], up=0.4 - body.FOOT_HEIGHT - BALL[1]),
        away(begin, toes, up=-body.FOOT_HEIGHT - BALL[1]),
    )


def ball(skeleton: Skeleton, side: str) -> Vector:
    """The point where a foot's toes begin."""
    return away(skeleton.joints["ank" + side], skeleton.frames["foot" + side], BALL[0], BALL[1])


def toes_frame(skeleton: Skeleton, side: str) -> Frame:
    """The foot's frame, bent up where the toes begin."""
    return flexed(skeleton.frames["foot" + side], -skeleton.toes[side])


def ankle_height(foot: Frame, toe: float = 0.0, heel: bool = True) -> float:
    """The height of the ankle when the lowest point of a foot turned like this touches the floor.

    Without its heel a foot stands on an edge, below which that may sink.
    """
    points = _sole((0.0, 0.0, 0.0), foot, toe)
    return -min(point[1] for point in (points if heel else points[2:]))


def flat_toe(foot: Frame) -> float:
    """The upward bend in degrees that makes the toes of a foot turned like this level."""
    return degrees(atan2(-foot.forward[1], max(foot.up[1], 0.0)))


def level_foot(foot: Frame) -> Frame:
    """The foot flat on the floor, its toes the same way."""
    x, _, z = foot.forward
    forward = unit((x, 0.0, z))
    up: Vector = (0.0, 1.0, 0.0)
    return Frame(forward, up, unit(cross(up, forward)))


def lowest(skeleton: Skeleton, contact: str) -> float:
    """The height of the lowest point of a contact (see pose.CONTACTS)."""
    return min(heights(skeleton, contact))


def heights(skeleton: Skeleton, contact: str) -> tuple[float, ...]:
    """The heights of the points of a contact on any of which it may rest."""
    joints, spine, spine_frames = skeleton.joints, skeleton.spine, skeleton.spine_frames
    root = joints["root"][1]
    if contact in ("feet", "knees"):
        one = "foot" if contact == "feet" else "knee"
        return tuple(lowest(skeleton, one + side) for side in SIDES)
    if contact == "toes":
        balls = ((ball(skeleton, side), skeleton.frames["foot" + side]) for side in SIDES)
        return tuple(away(place, foot, up=-_BELOW_BALL)[1] for place, foot in balls)
    if contact[:-1] == "foot":
        side = contact[-1]
        points = _sole(joints["ank" + side], skeleton.frames["foot" + side], skeleton.toes[side])
        return tuple(point[1] for point in points)
    if contact[:-1] == "knee":
        return (joints[contact][1] - 3.4,)
    if contact == "seat":
        return (root - 6.7,)
    if contact == "back":
        upper = (spine[i][1] - _extent_down(spine_frames[i], 6.0, 6.1, 9.1) for i in (17, 19, 21))
        return root - 6.7, *(height + 0.4 for height in upper)
    if contact == "side":
        return (root - _extent_down(skeleton.frames["pelvis"], 5.4, 8.5, 9.8) + 1.2,)
    if contact == "front":
        return root - 5.0, spine[19][1] - 5.6
    raise KeyError(contact)


def _extent_down(frame: Frame, front: float, back: float, side: float) -> float:
    """The extent of an elliptic section below its middle."""
    forward = -frame.forward[1]
    return hypot(forward * (front if forward > 0 else back), frame.left[1] * side)
