"""Posing by hand: a pose whose hand, foot, knee, pelvis or head was drawn somewhere else.

Joint angles are found by damped least squares. They stay within the joints' limits, what is planted stays
where it is, and a short way of the handle is a short way of everything else. Figure units; degrees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product
from math import dist, hypot, inf, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from guided.movements import rounded
from guided.pose import LIMITS, SIDES, STANDING, STRAIGHT_LEG, Drawing, Pose, at_pose, mixed
from guided.qt.figure.angles import arm_angles, leg_angles
from guided.qt.figure.frames import Vector, between, dot, minus, plus, times
from guided.qt.figure.projection import Camera
from guided.qt.figure.skeleton import (
    Skeleton,
    ball,
    body_point,
    heights,
    lowest,
    posed,
    shift,
    shifted,
    with_limb,
)
from guided.qt.figure.solve import (
    ELBOW_HEIGHT,
    KNEE_HEIGHT,
    WRIST_HEIGHT,
    is_put,
    posed_in,
    room_on_level,
    solve,
    stands_at,
)

Values = NDArray[np.float64]
Point = tuple[float, float]

HANDLES: Mapping[str, str] = {
    "head": "head",
    "handL": "wrL",
    "handR": "wrR",
    "pelvis": "root",
    "kneeL": "kneeL",
    "kneeR": "kneeR",
    "footL": "ankL",
    "footR": "ankR",
}
"""What can be drawn by hand, head to foot, and the joint that follows."""

_LONGEST_TURN = 9.0  # degrees a joint turns in one step
_STEPS = 2
_ROUNDS = 3
_FURTHER = 2.0  # times as far as the hand went, the rest of the body may
_SETTLES = 0.6  # units that anything moves at once while the hand rests
_LONGEST_STEP = 2.0  # units the handle is drawn in one step, along which turns and places go together
_NEAR = 0.02  # units from the target that are near enough
_DAMPING = 0.02
_HOME = 0.002  # the pull of a joint to where it was; keeps what is not asked for from wandering
_STAYS = 4.0  # how much more the body's place is drawn back
_PINNED = 12.0  # how much more a planted place counts than the handle
_KEPT = 1.5  # how much the whole body keeps to its depth
_DEPTH = 0.6  # how much the handle keeps to its depth; drawn towards its root, a limb stops, or it would tip
_HOVERS = 0.1  # units from where it stands that count as off it
_CHANGES = 60  # at most, of what is stopped, until the best is found
_EXACT = 1e-9
_NEARER = 12  # steps, to find the angles of a limb that is drawn beyond its limits
_SAME = 0.08  # units by which figures that look the same differ
_COMES = 8.0  # units of its handle's way on which limbs come to be drawn by their own angles
_ABOVE = 0.1  # units above the floor at which a limb stops
_WITHIN = 0.3  # units from the end of what it stands on at which a handle stops
_TINY = 0.1  # degrees, or units: for slopes
_TOUCHES = 0.6  # units from a support that count as on it
_BENT_KNEE = 15.0  # degrees from which a hip flexes beyond STRAIGHT_LEG
_LEG_OUT = 30.0  # degrees of abduction from which it does with a straight knee

Dial = tuple[str, int]
"""A joint of a pose and which of its turns, 0 for the first; "root" and 0 to 2 for the body's place."""

_LEG: tuple[Dial, ...] = (("hip", 0), ("hip", 1), ("hip", 2), ("knee", 0))
_THIGH, _STANDING_LEG = _LEG[:3], (*_LEG, ("ank", 0))
_ARM: tuple[Dial, ...] = (("sh", 0), ("sh", 1), ("sh", 2), ("elb", 0))
_BLADE: tuple[Dial, ...] = (("scap", 0), ("scap", 1), ("scap", 2))
_SPINE: tuple[Dial, ...] = tuple((part, turn) for part in ("lum", "tho", "neck") for turn in range(3))
_ROOT: tuple[Dial, ...] = (("root", 0), ("root", 1), ("root", 2))
_HINGE: Dial = ("hinge", 0)
"""The trunk tipped at the hips, the thighs as they were."""
_HINGED: tuple[Dial, ...] = (("pitch", 0), ("hipL", 0), ("hipR", 0))

_SLOW: Mapping[str, float] = {"lum": 0.5, "tho": 0.6, "neck": 0.8, "hinge": 0.8, "pitch": 0.6}
"""How readily a joint follows, beside limbs at 1: the trunk is heavier."""
_SLOW_TWIST = 0.5  # a limb bends rather than turns about itself


Further = tuple[tuple[Dial, float], ...]
"""How much further joints are turned, in degrees."""


class Held(NamedTuple):
    """A pose in somebody's hand, with where its root is in the world."""

    pose: Pose
    """Limbs have the angles at which they are drawn; what becomes of the opened pose says `to_draw`."""
    root: Vector
    aim: Point | None = None
    """The place of the picture its handle was drawn to last."""


class Hover(NamedTuple):
    """A planted hand or foot that its limb does not bring to where it stands."""

    start: str
    """The joint the limb begins at."""
    places: tuple[str, ...]
    """What hovers: a wrist, or a foot's ankle and ball."""
    there: Vector
    """Where its end is drawn."""
    way: Vector
    """From there to where it stands."""
    reach: float


@dataclass(frozen=True, slots=True, eq=False)
class Grip:
    """One handle taken hold of: what may turn, and what stays."""

    view: float
    camera: Camera
    joint: str
    depth: float
    home: Held
    dials: tuple[Dial, ...]
    pins: tuple[tuple[str, Vector, Vector], ...]
    """Places that stay: a joint (or `ball` and a side), where it is, and how much each direction counts."""
    opened: Pose = STANDING
    """The pose as it is in the drawing, which need not say where its limbs are drawn."""
    taken: Point = (0.0, 0.0)
    """Where the handle is at first, in the picture."""
    further: Further = ()
    """How much further what turns is turned in `home`, where the figure looks different with that."""
    hovers: tuple[Hover, ...] = ()
    """Planted limbs too short for where they stand, which come nearer as the body does."""
    levels: tuple[tuple[str, float], ...] = ()
    """Contacts that stay at a height."""
    floors: tuple[tuple[str, float], ...] = ()
    """Joints, and feet, that come no lower."""
    rests: tuple[tuple[str, str, Vector], ...] = ()
    """Wrists whose hand rests on the body: the place on it, and where the wrist is from there."""
    trunk: float | None = None
    """How near the root is, which it keeps as well as it can."""
    slides: float | None = None
    """The height the handle keeps, if it is moved along what carries it."""
    edges: tuple[float, float] = (-inf, inf)
    """The least and greatest x of the handle; beyond, it would stand on something else."""


def as_drawn(drawing: Drawing, name: str) -> Pose:
    """A key pose whose own angles put every limb where the figure draws it, as far as its limits allow.

    It draws some elsewhere: those that stay in place, hands that rest on the body, what would be below the
    floor.
    """
    pose = posed_in(drawing)[name]
    drawn = solve(drawing, at_pose(name))
    own = _skeleton(drawing.view, Held(pose, drawn.joints["root"]))
    for kind, side in product(_PLACES, SIDES):
        places = [place + side for place in _PLACES[kind]]
        if any(dist(_place(own, place), _place(drawn, place)) > _NEAR for place in places):
            pose = _limb_as_drawn(drawing, pose, drawn, kind + side)
    return pose


_PLACES: Mapping[str, tuple[str, ...]] = {"arm": ("sh", "elb", "wr"), "leg": ("knee", "ank", "ball")}


def _limb_as_drawn(drawing: Drawing, pose: Pose, drawn: Skeleton, limb: str) -> Pose:
    """The pose with one limb's angles as a skeleton has it, or within its limits as near as can be."""
    kind, side = limb[:-1], limb[-1]
    angles = arm_angles(drawn, side, pose) if kind == "arm" else leg_angles(drawn, side, pose)
    exact = pose._replace(**angles)  # type: ignore[arg-type]
    dials = tuple(dial for dial in _LIMB_DIALS if _limb_of(dial) == limb)
    held = _allowed(Held(exact, drawn.joints["root"]), pose, dials)
    if held.pose == exact:
        return exact
    pins = tuple((place + side, _place(drawn, place + side), (1.0, 1.0, 1.0)) for place in _PLACES[kind])
    grip = Grip(drawing.view, Camera.at(drawing.elev), "", 0.0, held, dials, pins)
    for _ in range(_NEARER):
        held = _step(grip, held, None)
    return held.pose


def let_go(drawing: Drawing, name: str, handle: str) -> Drawing:
    """The drawing with a hand that rests on the body where it was, but resting nowhere."""
    side = SIDES.index(handle[-1]) if handle[:-1] == "hand" else None
    reach = drawing.poses[name].reach
    if side is None or reach[side] is None:
        return drawing
    left, right = (None if i == side else place for i, place in enumerate(reach))
    drawn = _limb_as_drawn(
        drawing, drawing.poses[name].pose, solve(drawing, at_pose(name)), f"arm{handle[-1]}"
    )
    key = drawing.poses[name]._replace(pose=drawn, reach=(left, right))
    return replace(drawing, poses={**drawing.poses, name: key})


def grip(drawing: Drawing, name: str, handle: str) -> tuple[Grip, Held] | None:
    """Take hold of a handle in a key pose; None if it is planted there and stays where the start has it.

    In the start what is planted can be taken elsewhere, along what it stands on; a hand that walks, in any.
    """
    joint = HANDLES[handle]
    if name != "start" and handle in planted(drawing):
        return None
    pose = as_drawn(drawing, name)
    drawn = solve(drawing, at_pose(name))
    held = Held(pose, drawn.joints["root"])
    own = _skeleton(drawing.view, held)
    touching = _touching(drawing, own, name)
    standing = _standing(handle, touching)
    slides = touching == {handle} or handle in planted(drawing) or _walks(handle, drawing)
    whole = _moves_the_body(handle, touching) or (name != "start" and _carries_the_anchor(handle, drawing))
    resting = _resting(drawing, name, handle)
    dials = tuple(dict.fromkeys((*_dials(handle, whole, standing, drawing), *_dials_of(resting))))
    opened, further = _further(drawing, name, pose, sorted(_limbs_turned(dials)))
    camera = Camera.at(drawing.elev)
    return Grip(
        view=drawing.view,
        camera=camera,
        joint=joint,
        depth=camera.nearness(own.joints[joint]),
        home=held,
        opened=opened,
        taken=camera.see(own.joints[joint]),
        further=further,
        dials=dials,
        pins=tuple(_pins(own, standing, drawing, name)) if whole else (),
        hovers=tuple(_hovers(drawing, drawn, own, name)) if whole else (),
        levels=tuple((one, lowest(own, one)) for one, _ in drawing.ground if one in _TRUNK) if whole else (),
        floors=tuple(_floors(own, standing if whole else set())),
        rests=tuple(_rests(own, resting)),
        trunk=camera.nearness(own.joints["root"]) if whole else None,
        slides=own.joints[joint][1] if slides else None,
        edges=_edges(drawing, own, handle, name, slides),
    ), held


def _limbs_turned(dials: Iterable[Dial]) -> set[str]:
    """The limbs of which something turns."""
    return {_limb_of(one) for dial in dials for one in (_HINGED if dial == _HINGE else (dial,))} - {""}


def _further(drawing: Drawing, name: str, pose: Pose, limbs: Iterable[str]) -> tuple[Pose, Further]:
    """A key pose with the angles at which limbs are drawn, where the figure looks the same with them.

    And how much further those of the other limbs are turned in `pose`, in which they are as drawn.
    """
    opened, own, before = drawing.poses[name].pose, posed_in(drawing)[name], solve(drawing, at_pose(name))
    left: list[tuple[Dial, float]] = []
    for limb in limbs:
        dials = [dial for dial in _LIMB_DIALS if _limb_of(dial) == limb]
        further = [(dial, by) for dial in dials if (by := _value(pose, dial) - _value(own, dial))]
        turned = _turned_further(opened, further)
        key = drawing.poses[name]._replace(pose=rounded(turned))
        after = solve(replace(drawing, poses={**drawing.poses, name: key}), at_pose(name))
        if _moved(before, after) < _SAME:
            opened = turned
        else:
            left += further
    return opened, tuple(left)


def _turned_further(pose: Pose, further: Iterable[tuple[Dial, float]], share: float = 1.0) -> Pose:
    """The pose with some turns further, by a share of so many degrees."""
    for dial, by in further:
        pose = turned_to(pose, dial, _value(pose, dial) + by * share)
    return pose


def to_draw(grip: Grip, held: Held) -> Pose:
    """What becomes of the opened pose: nothing at first, what is held by and by.

    So a figure does not change as it is taken hold of, also where limbs are drawn with other angles than
    their own, or beyond their limits.
    """
    gone = min(1.0, dist(held.aim or grip.taken, grip.taken) / _COMES)
    pose = _turned_further(grip.opened, grip.further, gone)
    turns = ((dial, _value(held.pose, dial) - _value(grip.home.pose, dial)) for dial in _EVERY_DIAL)
    pose = _turned_further(pose, ((dial, by) for dial, by in turns if by))
    return _allowed(held._replace(pose=pose), held.pose, _LIMB_DIALS).pose


def _edges(drawing: Drawing, own: Skeleton, handle: str, name: str, slides: bool) -> tuple[float, float]:
    """The least and greatest x of a handle's joint: what stays, or is on a wall, has none to go."""
    joint = own.joints[HANDLES[handle]]
    if name != "start" and drawing.anchor == HANDLES[handle]:
        return joint[0], joint[0]
    if not slides:
        return -inf, inf
    if handle[:-1] == "hand" and is_put(drawing, handle[-1]):
        return joint[0], joint[0]
    stands = _place(own, "ball" + handle[-1]) if f"toes{handle[-1]}" in drawing.hold else joint
    left, right = room_on_level(drawing, (stands[0], joint[1], stands[2]))
    ahead = stands[0] - joint[0]
    return left - ahead + _WITHIN, right - ahead - _WITHIN


def _standing(handle: str, touching: set[str]) -> set[str]:
    """What stays where it is; the shin goes along with a knee."""
    along = {handle, f"foot{handle[-1]}"} if handle[:-1] == "knee" and handle in touching else {handle}
    return touching - along


def _walks(handle: str, drawing: Drawing) -> bool:
    """Whether a handle is a hand that walks along what it stands on.

    It is drawn there in every pose. Lifted off, it would be brought down again, and its elbow beside the
    shoulder's way to it, on one side or the other.
    """
    return handle[:-1] == "hand" and handle in drawing.slide


def _moves_the_body(handle: str, touching: set[str]) -> bool:
    """Whether the whole body follows a handle, and not its limb alone."""
    foot, knee = f"foot{handle[-1]}", f"knee{handle[-1]}"
    carried_by = {knee: {foot, knee}, foot: {knee}}.get(handle, set())
    return handle in ("pelvis", "head") or bool(carried_by & touching)


def _carries_the_anchor(handle: str, drawing: Drawing) -> bool:
    """Whether the limb of a handle ends at the joint that stays, so that all else would go the other way."""
    return handle[:-1] in ("foot", "knee") and drawing.anchor == f"ank{handle[-1]}"


def _resting(drawing: Drawing, name: str, handle: str) -> dict[str, str]:
    """The places of the body that hands rest on, but for one that is drawn, by their side."""
    reach = zip(SIDES, drawing.poses[name].reach, strict=True)
    return {side: place for side, place in reach if place and handle != f"hand{side}"}


_LOWEST: Mapping[str, float] = {"wr": WRIST_HEIGHT, "elb": ELBOW_HEIGHT, "knee": KNEE_HEIGHT, "foot": 0.0}
"""How low each may come, as the figure keeps it above the floor."""


def _floors(own: Skeleton, standing: set[str]) -> Iterable[tuple[str, float]]:
    """How low each part may come that is not held in its place; none is lifted to begin with."""
    held = {part.replace("hand", "wr") for part in standing}
    for part, height in _LOWEST.items():
        for side in SIDES:
            if part + side in held:
                continue
            now = min(_heights(own, part + side))
            yield part + side, min(now, height + _ABOVE)


def _dials_of(arms: Iterable[str]) -> Iterable[Dial]:
    return ((part + side, turn) for side in arms for part, turn in _ARM)


def _rests(own: Skeleton, resting: Mapping[str, str]) -> Iterable[tuple[str, str, Vector]]:
    for side, place in resting.items():
        wrist = "wr" + side
        yield wrist, place, minus(own.joints[wrist], body_point(own, place))


def _heights(skeleton: Skeleton, name: str) -> tuple[float, ...]:
    """How high a joint is, or each end of a foot's sole: which is lowest may change, and at once."""
    return heights(skeleton, name) if name[:-1] == "foot" else (skeleton.joints[name][1],)


_TRUNK = ("seat", "back", "front", "side")
_PAIRS: Mapping[str, str] = {"feet": "foot", "toes": "foot", "knees": "knee"}
"""Contacts of both sides, and what touches."""


def planted(drawing: Drawing) -> set[str]:
    """The handles that stay where the start has them."""
    held = {limb.replace("toes", "foot") for limb in drawing.hold}
    shins = {limb[-1] for limb in held if limb[:-1] == "shin"}
    return {limb for limb in held if limb[:-1] != "shin"} | {
        part + side for side in shins for part in ("foot", "knee")
    }


def _touching(drawing: Drawing, own: Skeleton, name: str) -> set[str]:
    """The handles that are planted, or carry the body in this pose."""
    found = planted(drawing)
    if name == "start":
        found |= {*drawing.lift, *drawing.slide}
    for contact, height in drawing.ground:
        part = _PAIRS.get(contact, contact[:-1])
        sides = SIDES if contact in _PAIRS else contact[-1]
        if part in ("foot", "knee"):
            found |= {part + side for side in sides if lowest(own, part + side) < height + _TOUCHES}
    return found


def _dials(handle: str, whole: bool, standing: set[str], drawing: Drawing) -> tuple[Dial, ...]:
    """What turns when a handle is drawn somewhere."""
    side = handle[-1]
    if not whole:
        limb = {"hand": _ARM, "foot": _STANDING_LEG if handle in standing else _LEG}.get(handle[:-1], _THIGH)
        return tuple((part + side, turn) for part, turn in limb)
    on_trunk = any(contact in _TRUNK for contact, _ in drawing.ground)
    if handle == "head":
        trunk = (*_SPINE, _HINGE, *(_ROOT if on_trunk else ()))
    else:
        trunk = (*_ROOT, *((("pitch", 0),) if on_trunk else ()))
    limbs = (dial for side in SIDES for dial in _dials_beside(handle, side, standing))
    return (*trunk, *limbs)


def _dials_beside(handle: str, side: str, standing: set[str]) -> Iterable[Dial]:
    """What turns in the limbs of a side while the whole body moves."""
    foot, knee = f"foot{side}", f"knee{side}"
    if foot in standing:
        leg = _STANDING_LEG
    elif handle == foot:
        leg = _LEG
    else:
        leg = _THIGH if knee in {*standing, handle} else ()
    return ((part + side, turn) for part, turn in (*leg, *_ARM))


def _pins(
    own: Skeleton, standing: set[str], drawing: Drawing, name: str
) -> Iterable[tuple[str, Vector, Vector]]:
    """What stays where it is while the body moves."""
    every = (1.0, 1.0, 1.0)
    for handle in sorted(standing):
        side = handle[-1]
        joint = HANDLES[handle]
        yield joint, own.joints[joint], every
        if handle[:-1] == "foot":
            yield "ball" + side, _place(own, "ball" + side), every
        elif handle[:-1] == "hand" and any(prop.kind == "doorway" for prop in drawing.props):
            yield "elb" + side, own.joints["elb" + side], every  # a forearm leans on its frame
    for hand in drawing.slide if name != "start" else ():
        if hand[:-1] == "hand":  # it goes along what it lies on
            yield HANDLES[hand], own.joints[HANDLES[hand]], (0.0, 1.0, 0.0)
    if name != "start" and drawing.anchor not in {HANDLES[handle] for handle in standing}:
        yield drawing.anchor, own.joints[drawing.anchor], (1.0, 0.0, 1.0)


def _hovers(drawing: Drawing, drawn: Skeleton, own: Skeleton, name: str) -> Iterable[Hover]:
    """The planted limbs that are drawn stretched towards where they stand."""
    for limb in (*drawing.hold, *drawing.lift, *drawing.slide) if name == "start" else drawing.hold:
        part, side = limb[:-1], limb[-1]
        if part == "shin":
            continue
        start, end = ("sh" + side, "wr" + side) if part == "hand" else ("hip" + side, "ank" + side)
        stands = stands_at(drawing, name, limb)
        if dist(drawn.joints[end], stands) > _HOVERS:
            there = own.joints[end]
            places = (end,) if part == "hand" else (end, "ball" + side)
            yield Hover(start, places, there, minus(stands, there), dist(own.joints[start], there))


def _off(hover: Hover, skeleton: Skeleton) -> float:
    """How far a limb that hovers is from where it stands: 0 if it reaches there, 1 as it is drawn."""
    short = minus(plus(hover.there, hover.way), skeleton.joints[hover.start])
    # |short - off * way| = reach
    a, b, c = dot(hover.way, hover.way), dot(short, hover.way), dot(short, short) - hover.reach**2
    return (b - sqrt(max(b * b - a * c, 0.0))) / a if c > 0.0 else 0.0


def pull(grip: Grip, held: Held, target: Point) -> Held:
    """What is held, with its handle nearer to a place of the picture, as far as the joints allow.

    Nothing moves much further than the hand that draws it, also where limbs straighten or stop and the
    handle itself hardly moves. A hand that is far ahead, or at rest, is reached by and by.
    """
    left, right = grip.edges
    target = (min(max(target[0], left), right), target[1])
    last = held.aim or _seen(grip, held)
    aim = _along(last, target, _LONGEST_STEP)
    before, held = held, held._replace(aim=aim)
    for _ in range(_STEPS):
        held = _step(grip, held, _beside(_seen(grip, held), aim))
        if _away(grip, held, aim) < _NEAR:
            break
    return _no_further(grip, before, held, _FURTHER * dist(last, aim) if aim != last else _SETTLES)


def _no_further(grip: Grip, before: Held, held: Held, most: float) -> Held:
    """What is held, or as much of the way there as moves nothing further than so many units.

    What is planted is put back in its place, and what sank is lifted.
    """
    for _ in range(_ROUNDS):
        held = _step(grip, held, _seen(grip, held))
        moved = _moved(_skeleton(grip.view, before), _skeleton(grip.view, held))
        if moved <= most:
            break
        held = _allowed(_between(before, held, most / moved), before.pose, grip.dials)
    return held


def _seen(grip: Grip, held: Held) -> Point:
    """Where the handle is in the picture."""
    return grip.camera.see(_skeleton(grip.view, held).joints[grip.joint])


def _along(here: Point, there: Point, most: float) -> Point:
    """A place, or the one on the way there that is as far as one may go."""
    way = dist(here, there)
    if way <= most:
        return there
    return here[0] + (there[0] - here[0]) * most / way, here[1] + (there[1] - here[1]) * most / way


def _beside(here: Point, there: Point) -> Point:
    """The place nearest to `there` that is a step away, to the side and upwards each for itself.

    Then a hand far above what stays on the floor still draws it along the floor.
    """
    x, y = (a + min(max(b - a, -_LONGEST_STEP), _LONGEST_STEP) for a, b in zip(here, there, strict=True))
    return x, y


def _moved(a: Skeleton, b: Skeleton) -> float:
    return max(dist(place, b.joints[name]) for name, place in a.joints.items())


def _between(a: Held, b: Held, t: float) -> Held:
    """Part of the way from one to the other; what does not turn keeps its angle to the last digit."""
    pose = mixed(((a.pose, 1.0 - t), (b.pose, t)))
    kept = {name: old for name, old in a.pose._asdict().items() if old == getattr(b.pose, name)}
    return b._replace(pose=pose._replace(**kept), root=between(a.root, b.root, t))


def _away(grip: Grip, held: Held, target: Point) -> float:
    x, y = grip.camera.see(_skeleton(grip.view, held).joints[grip.joint])
    return float(np.hypot(x - target[0], 0.0 if grip.slides is not None else y - target[1]))


def _skeleton(view: float, held: Held) -> Skeleton:
    skeleton = posed(held.pose, view)
    shift(skeleton, *held.root)
    return skeleton


def _place(skeleton: Skeleton, name: str) -> Vector:
    return ball(skeleton, name[-1]) if name[:-1] == "ball" else skeleton.joints[name]


# ---- least squares


def _step(grip: Grip, held: Held, target: Point | None) -> Held:
    """One step towards the target, each joint within its limits and nothing into the floor."""
    now = _skeleton(grip.view, held)
    misses, gaps = _state(grip, now, target)
    speeds = np.array([_speed(dial) for dial in grip.dials])
    slopes, falls = np.empty((len(misses), len(speeds))), np.empty((len(gaps), len(speeds)))
    for i, dial in enumerate(grip.dials):
        missed, gap = _state(grip, _turned_skeleton(grip.view, now, held, dial), target)
        slopes[:, i] = (missed - misses) / _TINY * speeds[i]
        falls[:, i] = (gap - gaps) / _TINY * speeds[i]
    bounds = [_bounds(held.pose, dial) for dial in grip.dials]
    home = np.array([_at(grip.home, dial) - _at(held, dial) for dial in grip.dials]) / speeds
    stays = np.array([_HOME * (_STAYS if dial[0] == "root" else 1.0) for dial in grip.dials])
    turns = _within(_Wish(slopes, -misses, falls, gaps, home, stays, speeds), bounds)
    turned = [abs(turn) for turn, dial in zip(turns, grip.dials, strict=True) if dial[0] != "root"]
    turns *= min(1.0, _LONGEST_TURN / max(turned, default=1.0)) if any(turned) else 1.0
    before = held.pose
    for dial, turn in zip(grip.dials, turns, strict=True):
        held = _turned(held, dial, float(turn))
    return _allowed(held, before, grip.dials)


class _Wish(NamedTuple):
    """What a step should come to: least squares in turns over their speeds."""

    slopes: Values
    wanted: Values
    falls: Values
    gaps: Values
    """How far above the lowest each of what must not come lower is, and how that changes (`falls`)."""
    home: Values
    stays: Values
    """How far each is from where it was, and how much it is drawn back there."""
    speeds: Values


def _within(wish: _Wish, bounds: list[tuple[float, float]]) -> Values:
    """The turns that come nearest to what is wanted, each within its bounds and nothing into the floor.

    There is one best answer and it changes by little as the wish does: what stopped at a bound or at the
    floor goes on again when that is better.
    """
    least, most = (np.array(ends) / wish.speeds for ends in zip(*bounds, strict=True))
    square = wish.slopes.T @ wish.slopes + np.diag(_DAMPING + wish.stays)
    right = wish.slopes.T @ wish.wanted + wish.stays * wish.home
    turns = np.zeros(len(wish.speeds))
    stopped, low = np.zeros(len(turns), dtype=bool), wish.gaps < 0.0
    for _ in range(_CHANGES):
        falls = _PINNED * wish.falls[low]
        whole, aim = square + falls.T @ falls, right - falls.T @ (_PINNED * wish.gaps[low])
        free = ~stopped
        rest = aim[free] - whole[np.ix_(free, stopped)] @ turns[stopped]
        turns[free] = np.linalg.solve(whole[np.ix_(free, free)], rest)
        beyond = free & ((turns < least - _EXACT) | (turns > most + _EXACT))
        turns = np.clip(turns, least, most)
        touching = wish.gaps + wish.falls @ turns < 0.0
        if beyond.any() or (touching != low).any():
            stopped, low = stopped | beyond, touching
            continue
        push = (aim - whole @ turns) * np.where(turns < most, 1.0, -1.0) * (stopped & (least < most))
        eager = int(push.argmax())
        if push[eager] <= _EXACT:
            break
        stopped[eager] = False
    return turns * wish.speeds


def _turned_skeleton(view: float, now: Skeleton, held: Held, dial: Dial) -> Skeleton:
    """The skeleton of what is held, which is `now`, with one dial a tiny bit further."""
    limb = _limb_of(dial)
    if dial[0] == "root":
        x, y, z = (_TINY if i == dial[1] else 0.0 for i in range(3))
        return shifted(now, x, y, z)
    turned = _turned(held, dial, _TINY)
    return with_limb(now, turned.pose, limb) if limb else _skeleton(view, turned)


_LIMB_OF: Mapping[str, str] = {part: "arm" for part, _ in (*_ARM, *_BLADE)} | {
    part: "leg" for part, _ in _STANDING_LEG
}
_LIMB_DIALS: tuple[Dial, ...] = tuple(
    (part + side, turn) for part, turn in (*_ARM, *_BLADE, *_STANDING_LEG) for side in SIDES
)


_EVERY_DIAL: tuple[Dial, ...] = (*_HINGED[:1], *_SPINE, *_LIMB_DIALS)


def _limb_of(dial: Dial) -> str:
    """The limb a dial turns something of, such as `armL`, or none."""
    limb = _LIMB_OF.get(dial[0][:-1])
    return limb + dial[0][-1] if limb else ""


def _state(grip: Grip, skeleton: Skeleton, target: Point | None) -> tuple[Values, Values]:
    """How far the handle is from its target, and whatever is planted from its place, weighted.

    Then how far above the lowest it may be is each of what must not come lower.
    """
    misses: list[float] = []
    if target is not None:
        place = skeleton.joints[grip.joint]
        x, y = grip.camera.see(place)
        up = _PINNED * (place[1] - grip.slides) if grip.slides is not None else y - target[1]
        misses += [x - target[0], up, _DEPTH * (grip.camera.nearness(place) - grip.depth)]
    if grip.trunk is not None:
        misses.append(_KEPT * (grip.camera.nearness(skeleton.joints["root"]) - grip.trunk))
    misses += [_PINNED * slip for slip in _slips(grip, skeleton)]
    for wrist, rests_on, away in grip.rests:
        misses += minus(skeleton.joints[wrist], plus(body_point(skeleton, rests_on), away))
    gaps = [here - height for name, height in grip.floors for here in _heights(skeleton, name)]
    gaps += [here - height for name, height in grip.levels for here in heights(skeleton, name)]
    gaps += [(1.0 - _off(one, skeleton)) * hypot(*one.way) for one in grip.hovers]  # it hovers no further
    return np.array(misses), np.array(gaps)


def _slips(grip: Grip, skeleton: Skeleton) -> Iterable[float]:
    """How far everything planted is from where it stays, in each direction that counts."""
    ways = {name: times(one.way, 1.0 - _off(one, skeleton)) for one in grip.hovers for name in one.places}
    for name, there, counts in grip.pins:
        here = minus(_place(skeleton, name), ways.get(name, (0.0, 0.0, 0.0)))
        yield from (count * (a - b) for a, b, count in zip(here, there, counts, strict=True))
    for contact, height in grip.levels:
        yield lowest(skeleton, contact) - height


def _speed(dial: Dial) -> float:
    joint, turn = dial
    if joint == "root":
        return 1.0
    slow = _SLOW.get(joint, 1.0)
    return 4.0 * (slow if joint in _SLOW or turn < 2 else _SLOW_TWIST)


# ---- joints and their limits


def _at(held: Held, dial: Dial) -> float:
    if dial == _HINGE:
        return held.pose.pitch
    return held.root[dial[1]] if dial[0] == "root" else _value(held.pose, dial)


def _value(pose: Pose, dial: Dial) -> float:
    joint, turn = dial
    value = getattr(pose, joint)
    return float(value[turn] if isinstance(value, tuple) else value)


def _turned(held: Held, dial: Dial, by: float) -> Held:
    joint, turn = dial
    if joint == "root":
        x, y, z = (place + (by if i == turn else 0.0) for i, place in enumerate(held.root))
        return held._replace(root=(x, y, z))
    pose = held.pose
    if joint == "hinge":
        for one in _HINGED:
            pose = turned_to(pose, one, _value(pose, one) + by)
        return held._replace(pose=pose)
    return held._replace(pose=turned_to(pose, dial, _value(pose, dial) + by))


def turned_to(pose: Pose, dial: Dial, degrees: float) -> Pose:
    """The pose with one turn of one joint at an angle."""
    joint, turn = dial
    value = getattr(pose, joint)
    if not isinstance(value, tuple):
        return pose._replace(**{joint: degrees})  # type: ignore[arg-type]
    a, b, c = (degrees if i == turn else old for i, old in enumerate(value))
    return pose._replace(**{joint: (a, b, c)})  # type: ignore[arg-type]


def limits(dial: Dial) -> tuple[float, float]:
    """The range of one turn of a joint, in degrees; a body's lean has none, but a whole turn."""
    joint, turn = dial
    ranges = LIMITS.get(joint) or LIMITS.get(joint[:-1])
    low, high = ranges[turn] if ranges else (-180.0, 180.0)
    return float(low), float(high)


def _bounds(pose: Pose, dial: Dial) -> tuple[float, float]:
    """How far a turn may go down and up from where it is; what is beyond its limit comes no nearer to it."""
    joint, turn = dial
    if joint == "root":
        return -30.0, 30.0
    if joint == "hinge":
        left, right, trunk = (_bounds(pose, one) for one in (("hipL", 0), ("hipR", 0), ("pitch", 0)))
        return max(left[0], right[0], trunk[0]), min(left[1], right[1], trunk[1])
    low, high = limits(dial)
    value = _value(pose, dial)
    low, high = _leg_bounds(pose, joint, turn, low, high)
    return min(low - value, 0.0), max(high - value, 0.0)


def _leg_bounds(pose: Pose, joint: str, turn: int, low: float, high: float) -> tuple[float, float]:
    """The range of a turn of hip or knee: with a straight knee, what is behind the thigh is at its length."""
    if joint[:-1] not in ("hip", "knee"):
        return low, high
    flexed, out, _ = getattr(pose, "hip" + joint[-1])
    straight, in_line = getattr(pose, "knee" + joint[-1]) < _BENT_KNEE, out < _LEG_OUT
    high_up = flexed > STRAIGHT_LEG
    narrower = {
        ("hip", 0): (straight and in_line, low, min(high, STRAIGHT_LEG)),
        ("hip", 1): (straight and high_up, max(low, _LEG_OUT), high),
        ("knee", 0): (high_up and in_line, max(low, _BENT_KNEE), high),
    }
    applies, least, most = narrower.get((joint[:-1], turn), (False, low, high))
    return (least, most) if applies else (low, high)


def _allowed(held: Held, before: Pose, dials: Iterable[Dial]) -> Held:
    """What is held, with nothing beyond a limit by the last digits of a sum, or by hip and knee together."""
    pose = held.pose
    for dial in dials:
        if dial[0] == "root":
            continue
        for one in (("hipL", 0), ("hipR", 0)) if dial == _HINGE else (dial,):
            (low, high), old, new = limits(one), _value(before, one), _value(pose, one)
            kept = min(max(new, min(low, old)), max(high, old))
            pose = turned_to(pose, one, kept) if kept != new else pose
    for side in SIDES:
        if _is_beyond(pose, side) and not _is_beyond(before, side):
            flexed = getattr(before, "hip" + side)[0]
            rule = ("hip" + side, STRAIGHT_LEG) if flexed <= STRAIGHT_LEG else ("knee" + side, _BENT_KNEE)
            pose = turned_to(pose, (rule[0], 0), rule[1])
    return held._replace(pose=pose)


def _is_beyond(pose: Pose, side: str) -> bool:
    """Whether a leg is flexed further than a straight knee allows."""
    flexed, out, _ = getattr(pose, "hip" + side)
    return bool(flexed > STRAIGHT_LEG and getattr(pose, "knee" + side) < _BENT_KNEE and out < _LEG_OUT)
