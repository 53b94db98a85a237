"""A skeleton as the camera sees it: the outline of every part, and which side is near."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, dist, hypot, pi, radians, sin, sqrt
from typing import NamedTuple

from guided.pose import SIDES
from guided.qt.figure import body
from guided.qt.figure.frames import (
    Frame,
    Vector,
    along,
    away,
    between,
    dot,
    opposite,
    plus,
    pointed,
    smoothstep,
    times,
    unit,
)
from guided.qt.figure.outline import ELBOW, HIP, KNEE, Bone, Contour, chain, tube
from guided.qt.figure.polygons import Point, Polygon
from guided.qt.figure.skeleton import SIGN, Skeleton, sole

Support = tuple[float, float, float]
"""Where the body may rest: from x to x at a height."""

FRONTAL = 0.4
"""Below this profile a figure is drawn as seen from the front."""

_TURNED_OUT = 0.998
_SOFT = 4.2  # units of flesh that flatten on a support
_EDGE = 2.5  # units from the edge of a support, within which it does less and less
_FLESH = 11.0  # units from a bone, at most

HEAD_STEPS = 200
"""Steps from a head seen from the front to one in profile; with far fewer it is seen to tick."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Parallel projection from a height of so many degrees."""

    cosine: float
    sine: float

    @classmethod
    def at(cls, elevation: float) -> Camera:
        """The camera at an elevation in degrees; 0 looks level."""
        return cls(cos(radians(elevation)), sin(radians(elevation)))

    def see(self, place: Vector) -> Point:
        """Where a place, or a direction, is in the picture."""
        return (place[0], place[1] * self.cosine - place[2] * self.sine)

    def nearness(self, direction: Vector) -> float:
        """How much a direction points at the camera, -1 to 1."""
        return direction[2] * self.cosine + direction[1] * self.sine


class HeadView(NamedTuple):
    """How the head is seen: its middle, its axes in the picture, and how far it is turned."""

    center: Point
    up: Point
    right: Point
    facing: float
    """1 to the right of the picture, -1 to the left."""
    turn: float
    """The angle of the face from the viewer, in radians: 0 toward, pi away."""
    step: int
    """Of head_shape."""

    @property
    def profile(self) -> float:
        """0 seen from the front or from behind, 1 in profile."""
        return self.step / HEAD_STEPS

    @property
    def from_behind(self) -> bool:
        """Whether the face is turned away."""
        return self.turn > pi / 2


@dataclass(frozen=True, slots=True)
class Figure:
    """A body as it is seen."""

    skeleton: Skeleton
    camera: Camera
    legs: dict[str, Contour]
    arms: dict[str, Contour]
    torso: Contour
    neck: Contour
    head: HeadView
    near: str
    """The side toward the viewer, L or R."""
    far: str
    frontal: bool
    """Whether both sides are about as near."""
    supports: Sequence[Support] = ()
    """What the body may rest on."""

    def rested(self, polygon: Polygon, place: Vector) -> Polygon:
        """An outline about a place in space, flattened where it lies below a support."""
        less = self.camera.sine * place[2]
        return [(x, _pressed(x, y, self.supports, self.camera, less)) for x, y in polygon]

    @property
    def profile(self) -> float:
        """0 when the pelvis faces the viewer (or away), 1 when it is seen from the side."""
        return abs(self.camera.nearness(self.skeleton.frames["pelvis"].left))

    @property
    def arms_profile(self) -> float:
        """The same of the chest, which may be turned against the pelvis, if that is less."""
        return min(self.profile, abs(self.camera.nearness(self.skeleton.frames["thorax"].left)))


def seen(
    skeleton: Skeleton,
    camera: Camera,
    supports: Sequence[Support] = (),
    build: str = "slender",
    coarse: bool = False,
) -> Figure:
    """The outlines of a skeleton in one of body.BUILDS, flattened where soft parts rest on a support.

    Coarse ones have fewer points, for small pictures.
    """
    see = camera.see
    joints, frames = skeleton.joints, skeleton.frames
    near = "L" if camera.nearness(joints["hipL"]) > camera.nearness(joints["hipR"]) else "R"
    far = "R" if near == "L" else "L"
    swell = (round(skeleton.filled * body.SWELL_STEPS), round(skeleton.drawn * body.SWELL_STEPS))
    torso, pelvis = (body.swollen(bone, build, coarse, *swell) for bone in ("torso", "pelvis"))
    spine: Sequence[Vector] = skeleton.spine
    spine_frames: Sequence[Frame] = skeleton.spine_frames
    if coarse:
        spine, spine_frames = body.fewer(spine), body.fewer(spine_frames)
    figure = Figure(
        skeleton=skeleton,
        camera=camera,
        legs={side: _leg(skeleton, camera, side, side == far, pelvis, build, coarse) for side in SIDES},
        arms={side: _arm(skeleton, camera, side, build, coarse) for side in SIDES},
        torso=tube(
            [see(place) for place in spine],
            [(see(frame.forward), see(frame.left)) for frame in spine_frames],
            torso,
        ),
        neck=_neck(skeleton, camera, body.sections("neck", build)),
        head=_head(joints["head"], frames["head"], camera),
        near=near,
        far=far,
        frontal=abs(camera.nearness(frames["pelvis"].left)) < FRONTAL,
        supports=supports,
    )
    for side in SIDES:
        leg, arm = ("root", "hip" + side, "knee" + side, "ank" + side), ("sh", "elb", "wr")
        _flatten(figure.legs[side], supports, camera, [joints[name] for name in leg])
        _flatten(figure.arms[side], supports, camera, [joints[name + side] for name in arm])
    _flatten(figure.torso, supports, camera, [joints["root"], joints["c7"]])
    _flatten(figure.neck, supports, camera, [joints["neck"], joints["head"]])
    return figure


def _leg(
    skeleton: Skeleton,
    camera: Camera,
    side: str,
    is_far: bool,
    seat_flesh: tuple[body.Section, ...],
    build: str,
    coarse: bool,
) -> Contour:
    see, joints, frames = camera.see, skeleton.joints, skeleton.frames
    pelvis, thigh, shank = frames["pelvis"], frames["thigh" + side], frames["shank" + side]
    sign, sideways = SIGN[side], abs(camera.nearness(pelvis.left))
    # Near profile both halves of the pelvis are drawn on the midline, or the waist would have a step.
    hip = between(joints["hip" + side], joints["root"], sideways**5)
    hip_at, knee_at, ankle_at = see(hip), see(joints["knee" + side]), see(joints["ank" + side])
    upper = Bone(
        hip_at,
        knee_at,
        see(thigh.forward),
        see(thigh.left),
        sign,
        body.lean_thigh(build, coarse, round(_lean(skeleton, side, sideways) * body.LEAN_STEPS)),
        body.THIGH,
    )
    lower = Bone(
        knee_at,
        ankle_at,
        see(shank.forward),
        see(shank.left),
        sign,
        body.sections("shank", build, coarse),
        body.SHANK,
    )
    if is_far and sideways > 0.93:
        upper = upper._replace(flesh=body.sections("far-thigh", build, coarse))
        return chain((upper, lower), (KNEE,), start_cap=True, end_cap=True, first_place=1, coarse=coarse)
    inset = min(_waist_aside(sideways, seat_flesh[0]), body.HIP_ASIDE * (1.0 - sideways**5))
    waist = see(away(joints["root"], pelvis, up=body.PELVIS, left=sign * inset))
    if dot(thigh.left, pelvis.left) < _TURNED_OUT:  # the seat does not turn with the thigh
        seat = pointed(pelvis, opposite(thigh.up))
        upper = upper._replace(start_axes=(see(seat.forward), see(seat.left)))
    block = Bone(waist, hip_at, see(pelvis.forward), see(pelvis.left), sign, seat_flesh, body.PELVIS)
    return chain((block, upper, lower), (HIP, KNEE), start_cap=False, end_cap=True, coarse=coarse)


def _lean(skeleton: Skeleton, side: str, sideways: float) -> float:
    """How much of its buttock a thigh loses, 0 to 1: seen from the front, raised beside one that is not, all
    of it, or it would hang down between them."""
    frames = skeleton.frames
    this, other = (
        dot(frames["thigh" + one].up, frames["pelvis"].up) for one in (side, "LR".replace(side, ""))
    )
    return smoothstep(other - this, 0.3, 0.9) * (1.0 - smoothstep(sideways, 0.75, 0.9))


def _waist_aside(sideways: float, waist: body.Section) -> float:
    """How far from the midline half a pelvis has its waist, to be as wide as the shirt that goes into it."""
    _, front, _, half, _ = waist
    facing = sqrt(max(1.0 - sideways * sideways, 1e-6))
    shirt = hypot(front * sideways, (half + body.HIP_ASIDE) * facing)
    return (shirt - hypot(front * sideways, half * facing)) / facing


def _arm(skeleton: Skeleton, camera: Camera, side: str, build: str, coarse: bool) -> Contour:
    see, joints = camera.see, skeleton.joints
    arm, forearm, sign = skeleton.frames["arm" + side], skeleton.frames["forearm" + side], SIGN[side]
    shoulder, elbow, wrist = (see(joints[name + side]) for name in ("sh", "elb", "wr"))
    upper = Bone(
        shoulder,
        elbow,
        see(arm.forward),
        see(arm.left),
        sign,
        body.sections("upper-arm", build, coarse),
        body.UPPER_ARM,
    )
    lower = Bone(
        elbow,
        wrist,
        see(forearm.forward),
        see(forearm.left),
        sign,
        body.sections("forearm", build, coarse),
        body.FOREARM,
    )
    return chain((upper, lower), (ELBOW,), start_cap=True, end_cap=True, coarse=coarse)


def _neck(skeleton: Skeleton, camera: Camera, flesh: tuple[body.Section, ...]) -> Contour:
    """The neck along a Hermite curve that leaves the trunk and enters the head in their directions."""
    frames = skeleton.frames
    neck = frames["neck"]
    start, end = skeleton.joints["neck"], skeleton.joints["head"]
    length = dist(start, end)
    leave = unit(plus(frames["thorax"].up, neck.up))
    arrive = unit(plus(neck.up, frames["head"].up))
    count = len(flesh)
    points = []
    for i in range(count):
        t = i / (count - 1)
        from_start, from_end = 2 * t**3 - 3 * t * t + 1, 3 * t * t - 2 * t**3
        place = plus(times(start, from_start), times(end, from_end))
        place = along(place, leave, length * (t**3 - 2 * t * t + t))
        points.append(camera.see(along(place, arrive, length * (t**3 - t * t))))
    return tube(points, [(camera.see(neck.forward), camera.see(neck.left))] * count, flesh)


def _head(center: Vector, frame: Frame, camera: Camera) -> HeadView:
    ux, uy = camera.see(frame.up)
    length = hypot(ux, uy) or 1e-6
    ux, uy = ux / length, uy / length
    fx, fy = camera.see(frame.forward)
    forward = fx * uy - fy * ux
    amount = min(1.0, abs(forward))
    return HeadView(
        center=camera.see(center),
        up=(ux, uy),
        right=(uy, -ux),
        facing=1.0 if forward >= 0 else -1.0,
        turn=asin(amount) if camera.nearness(frame.forward) >= 0.0 else pi - asin(amount),
        step=round(amount**1.2 * HEAD_STEPS),
    )


def _flatten(contour: Contour, supports: Sequence[Support], camera: Camera, chain: Sequence[Vector]) -> None:
    """Flatten what of an outline lies below a support; `chain` is about where its places 0, 1, 2 … are.

    Seen from above, what is nearer to the viewer rests lower in the picture.
    """
    if not supports:
        return
    lower = [camera.sine * z for _, _, z in chain]
    highest = max(level for _, _, level in supports) * camera.cosine - min(lower)
    if min(camera.see(place)[1] for place in chain) - _FLESH > highest:
        return
    outlines: list[tuple[Polygon, Sequence[float]]] = [
        (contour.left, contour.left_places),
        (contour.right, contour.right_places),
        (contour.start_cap, contour.left_places[:1] * len(contour.start_cap)),
    ]
    outlines += [
        (polygon, [place] * len(polygon))
        for polygon, place in zip(contour.extra, contour.extra_places, strict=True)
    ]
    for edge, places in outlines:
        for i, (x, y) in enumerate(edge):
            if y < highest:
                edge[i] = (x, _pressed(x, y, supports, camera, _between(lower, places[i])))


def _pressed(x: float, y: float, supports: Sequence[Support], camera: Camera, less: float) -> float:
    """The height of a point of soft flesh; less: how much lower what is this near rests in the picture."""
    for start, end, level in supports:
        high = level * camera.cosine - less
        if high - _SOFT < y < high and start < x < end:
            # At the edge of a seat flesh bends down: it does not break off.
            y += (high - y) * min(1.0, (x - start) / _EDGE, (end - x) / _EDGE)
    return y


def _between(values: Sequence[float], place: float) -> float:
    """The value at a place among those at 0, 1, 2 …"""
    i = min(int(place), len(values) - 2)
    return values[i] + (values[i + 1] - values[i]) * (place - i)


def from_behind(camera: Camera, frame: Frame) -> float:
    """How much of a part's back is seen: 0 none or hardly any, 1 wholly."""
    return smoothstep(-camera.nearness(frame.forward), 0.25, 0.8)


def _halfway(a: Frame, b: Frame) -> Frame:
    return Frame(unit(plus(a.forward, b.forward)), b.up, unit(plus(a.left, b.left)))


_SAMPLES = {bone: body.sections(bone)[::8] for bone in ("pelvis", "thigh", "shank", "upper-arm", "forearm")}
_TORSO_SAMPLES = tuple((i, body.sections("torso")[i]) for i in range(7, 26, 3))


def extent(skeleton: Skeleton, camera: Camera, on_floor: bool) -> tuple[float, float, float, float]:
    """The box around a body: left, lowest, right, highest. For it the body need not be outlined.

    `on_floor` says that flesh flattens on the floor.
    """
    see, joints, frames = camera.see, skeleton.joints, skeleton.frames
    xs: list[float] = []
    ys: list[float] = []

    def add(frame: Frame, sign: float, start: Vector, end: Vector, flesh: Iterable[body.Section]) -> None:
        """The boxes around the elliptic sections of a bone, each of four quarters."""
        (fx, fy), (lx, ly) = see(frame.forward), see(frame.left)
        lx, ly = lx * sign, ly * sign
        (x0, y0), (x1, y1) = see(start), see(end)
        for t, front, back, outer, inner in flesh:
            x, y = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
            xs.append(x + hypot(fx * (front if fx > 0 else back), lx * (outer if lx > 0 else inner)))
            xs.append(x - hypot(fx * (back if fx > 0 else front), lx * (inner if lx > 0 else outer)))
            ys.append(y + hypot(fy * (front if fy > 0 else back), ly * (outer if ly > 0 else inner)))
            ys.append(y - hypot(fy * (back if fy > 0 else front), ly * (inner if ly > 0 else outer)))

    for side in SIDES:
        sign, hip = SIGN[side], joints["hip" + side]
        above = frames["pelvis"]
        bones = (
            ("pelvis", above, away(hip, above, up=body.PELVIS), hip),
            ("thigh", frames["thigh" + side], hip, joints["knee" + side]),
            ("shank", frames["shank" + side], joints["knee" + side], joints["ank" + side]),
            ("upper-arm", frames["arm" + side], joints["sh" + side], joints["elb" + side]),
            ("forearm", frames["forearm" + side], joints["elb" + side], joints["wr" + side]),
        )
        for bone, frame, start, end in bones:
            samples = _SAMPLES[bone]
            if bone in ("thigh", "shank", "forearm"):  # a joint is round, however far it is bent
                add(_halfway(above, frame), sign, start, start, samples[:1])
                samples = samples[1:]
            add(frame, sign, start, end, samples)
            above = frame
    for i, section in _TORSO_SAMPLES:
        add(skeleton.spine_frames[i], 1.0, skeleton.spine[i], skeleton.spine[i], (section,))
    if on_floor:
        ys = [0.0 if -_SOFT < y < 0.0 else y for y in ys]
    for side in SIDES:
        points = [see(place) for place in sole(skeleton, side)]
        points.append(see(away(joints["wr" + side], frames["hand" + side], up=-9.0)))
        for x, y in points:
            xs.append(x)
            ys.append(y)
    x, y = see(joints["head"])
    xs += (x - 7, x + 7)
    ys += (y - 7, y + 9)
    return (min(xs), min(ys), max(xs), max(ys))
