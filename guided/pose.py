"""How the figure stands: joint angles, the key poses of an exercise, and places between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from guided.reading import ID_RULE, Table, is_id, is_number, list_shape, shown

Turn = tuple[float, float, float]
"""Three turns of a joint in degrees: flexion, side-bend or abduction, twist or outward rotation."""


# The language of a pose, as the files write it. Degrees; 0 is standing upright, arms hanging, thumbs
# forward. [a, b, c] is [bend, to the side, turn]; a bare number is the bend alone.
#
#   pitch        the whole body: leans forward; 90 face down, -90 on the back
#   roll         tips to its left; 90 lying on the left side (with view 0)
#   turn         turns to its left about a standing line, before it leans
#   lum, tho     low back, upper back: [rounds forward, bends to the left, turns to the left]
#   neck, head   the same, on top of what is below; a nod of `head` alone is a chin tuck
#   hipL, hipR   [thigh forward, leg out, leg turned out]
#   kneeL, kneeR bent
#   ankL, ankR   toes toward the shin; negative points the foot
#   toeL, toeR   the toes bent up at the ball of the foot; 75 kneeling on tucked toes
#   shL, shR     [arm forward and up, arm out, arm turned out]
#   elbL, elbR   bent
#   proL, proR   the forearm turned: 90 palm back (down on an arm raised forward), -90 palm forward (up)
#   wrL, wrR     [toward the palm, toward the thumb, 0]; negative: toward the back, the little finger
#   scapL, scapR the shoulder [lifted, drawn forward, out], in percent of body height
#   archL, archR the arch of the foot lifted, in percent of body height
#   swell        ribs and belly fuller, in percent of body height; negative draws the lower belly in
#   reach        {L = place, R = place}: a hand rests on a joint or place of BODY_POINTS, "none" lets go;
#                a hand on belly or chest rises and falls with it
#   hands        the shape of both hands, or {L = shape, R = shape}: one of HANDS
#   gaze         where the eyes look: one of GAZES, or a joint or place of the body, such as wrR
#
# What a limb does during the movement: `hold` stays where and as it is at the start (foot, shin, hand,
# or toes: the ball of the foot stays, the heel may rise, the toes stay flat); `lift` leaves the floor;
# `slide` walks along it. Hands, feet and toes that stay rest on the bed, step or block below them.


class Pose(NamedTuple):
    """The joint angles of a figure, in degrees; 0 is standing upright with the arms hanging.

    The comment above says what each means. `scap`, `swell` and `arch` are in percent of body height.
    """

    pitch: float = 0.0
    roll: float = 0.0
    turn: float = 0.0
    lum: Turn = (0.0, 0.0, 0.0)
    tho: Turn = (0.0, 0.0, 0.0)
    neck: Turn = (0.0, 0.0, 0.0)
    head: Turn = (0.0, 0.0, 0.0)
    hipL: Turn = (0.0, 0.0, 0.0)
    hipR: Turn = (0.0, 0.0, 0.0)
    kneeL: float = 0.0
    kneeR: float = 0.0
    ankL: float = 0.0
    ankR: float = 0.0
    toeL: float = 0.0
    toeR: float = 0.0
    shL: Turn = (2.0, 3.0, 0.0)
    shR: Turn = (2.0, 3.0, 0.0)
    elbL: float = 10.0
    elbR: float = 10.0
    proL: float = 0.0
    proR: float = 0.0
    wrL: Turn = (0.0, 0.0, 0.0)
    wrR: Turn = (0.0, 0.0, 0.0)
    scapL: Turn = (0.0, 0.0, 0.0)
    scapR: Turn = (0.0, 0.0, 0.0)
    swell: float = 0.0
    archL: float = 0.0
    archR: float = 0.0


STANDING = Pose()

LIMITS: Mapping[str, tuple[tuple[float, float], ...]] = {
    "lum": ((-30, 75), (-35, 35), (-18, 18)),
    "tho": ((-25, 45), (-35, 35), (-40, 40)),
    "neck": ((-70, 80), (-45, 45), (-80, 80)),
    "head": ((-30, 35), (-20, 20), (-50, 50)),
    # With the hip bent and the leg out, more of the turn is drawn as outward than a clinician measures.
    "hip": ((-30, 130), (-35, 62), (-55, 88)),
    "knee": ((0, 150),),
    # 0 is a foot flat under an upright shin; on its top it is drawn pointed further than an ankle goes.
    "ank": ((-80, 38),),
    "toe": ((-45, 80),),
    # An arm beside the ear of someone who leans is a little beyond upright.
    "sh": ((-60, 180), (-50, 190), (-90, 90)),
    "elb": ((0, 150),),
    "pro": ((-90, 90),),
    "wr": ((-90, 90), (-45, 25), (0, 0)),
    "scap": ((-3, 4), (-3, 3), (-3, 3)),
    "swell": ((-3, 3),),
    "arch": ((0, 1.5),),
}
"""The range of each joint in degrees, for each of its turns; names are without the side. Poses keep to it."""

STRAIGHT_LEG = 90.0
"""The most a hip flexes with a straight knee (bent under 15 degrees), in degrees."""

SIDES = ("L", "R")
BODY_POINTS = tuple(
    "shin hamstring kneetop thightop thighside instep ankle toes hipside hipfront hipfold waist lowback belly"
    " chest collar heel palm fingers forehead nose headback headtop headside".split()
)
"""Places on the body a hand can rest on; a file adds the side: `shinL`."""
CONTACTS = ("feet", "toes", "knees", "seat", "back", "front", "side", "footL", "footR", "kneeL", "kneeR")
HOLDS = ("footL", "footR", "toesL", "toesR", "shinL", "shinR", "handL", "handR")
HANDS = ("relaxed", "flat", "hold", "fist", "hook", "prayer")
"""The shapes of a hand: fingers a little bent, straight and spread, closed round something, closed, bent at
their middle joints alone, straight and together."""
GAZES = ("ahead", "up", "down", "left", "right", "closed")
"""Where eyes look as seen from the head, left being the person's own; closed in rest and with the breath."""
CROPS = ("none", "bust", "trunk", "pelvis", "arm", "hand", "hands", "foot", "feet")
"""What of a body is in the picture: all of it, head and shoulders, head to hips, hips, head and working arm,
the working hand or both, the working foot or both."""
PARTS = ("legL", "legR", "armL", "armR", "torso", "neck", "head")
JOINTS = (
    "root",
    "c7",
    "head",
    *(joint + side for joint in ("hip", "knee", "ank", "sh", "elb", "wr") for side in SIDES),
)
ON_BODY = tuple(point + side for point in BODY_POINTS for side in SIDES)


def mirrored_name(name: str) -> str:
    """The name of the same joint, place or part on the other side; one without a side stays."""
    place, at, height = name.partition("@")
    if place[-1:] not in SIDES:
        return name
    return f"{place[:-1]}{'R' if place[-1] == 'L' else 'L'}{at}{height}"


class KeyPose(NamedTuple):
    """A named pose of an exercise, with the place each hand rests on (None: where the arm puts it)."""

    pose: Pose
    reach: tuple[str | None, str | None] = (None, None)
    """Body points of the left and the right hand."""
    hands: tuple[str | None, str | None] = (None, None)
    """Shapes of the left and the right hand; None: as the drawing says, or relaxed."""
    gaze: str = "ahead"
    """Where the eyes look: one of GAZES, or a joint or body point."""


@dataclass(frozen=True, slots=True)
class Prop:
    """A prop: its kind, its numbers (see PROPS), and the joints it is tied to."""

    kind: str
    at: tuple[float, ...] = ()
    joints: tuple[str, ...] = ()


PROPS: Mapping[str, tuple[int, int]] = {
    "mat": (2, 0),
    "bed": (3, 0),
    "chair": (1, 0),
    "chair-ahead": (1, 0),
    "chair-beside": (1, 0),
    "chair-facing": (2, 0),
    "desk": (1, 0),
    "wall": (1, 0),
    "wall-behind": (2, 0),
    "pillow": (0, 1),
    "cushion": (0, 1),
    "strap": (0, 2),
    "band": (0, 2),
    "towel": (0, 1),
    "roll": (0, 1),
    "bolster": (0, 1),
    "block": (2, 0),
    "step": (3, 0),
    "doorway": (2, 0),
    "footprints": (2, 0),
}
"""The kinds of props, and how many numbers and joints each takes. Numbers are in percent of body height: x0
and x1 for a mat, for a wall behind and for the opening of a doorway, x0, x1 and height for a bed and a
step, the middle's x and the height for a block, the seat's height for a chair, the seat's x and height
for a chair that faces the body, the middle's x and y for footprints, x for the others. Footprints are both
soles seen from above, in a frame. A chair beside stands on the left, its back toward the
body. A towel is held behind the head; a roll is
one rolled up under a joint; a band is elastic and goes from joint to joint."""

ON_SPINE = ("blades", "lumbar")
PAD_PLACES = ("neck", *ON_SPINE, "headside")
"""The places a pad can lie under, besides joints and places on the body."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """The drawn path of a joint: pushed outward by `offset` and moved by `shift` (percent of body height).

    With `back` it is that of the way back, from the end to the start.
    """

    joint: str
    offset: float = 6.0
    shift: tuple[float, float] = (0.0, 0.0)
    back: bool = False


@dataclass(frozen=True, slots=True)
class Push:
    """A push that moves nothing: from the side of one joint or place against another, `gap` before which it
    ends (percent of body height)."""

    origin: str
    against: str
    gap: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """How an exercise is drawn: the camera, the fixed points, the props, and its key poses by name.

    `view` is the camera's turn in degrees (0 front, 90 profile facing right) and `elev` its height;
    `ground` the contacts that carry the figure, each with the height of its support in percent of
    body height; `anchor` the joint that does not move sideways; `hold` stays fixed, `lift` leaves
    the floor as the movement begins, `slide` walks along it. Drawn for the right side working.
    `walks` is the joint that stands while the body walks on past it, in pictures that stand still: where
    the picture moves, it walks on the spot.
    With `words` no figure is drawn: they stand in its place. So do `photos`, files of one to three pictures
    from the start to the end. `first` is the drawing with whose side this one's takes turns: it is fitted and
    begun as that one.
    """

    poses: Mapping[str, KeyPose]
    view: float = 90.0
    elev: float = 0.0
    crop: str = "none"
    ground: tuple[tuple[str, float], ...] = (("feet", 0.0),)
    anchor: str = "root"
    walks: str = ""
    hold: tuple[str, ...] = ()
    lift: tuple[str, ...] = ()
    slide: tuple[str, ...] = ()
    fit_arms: str = "none"
    hands: str | None = None
    order: tuple[str, ...] = ()
    props: tuple[Prop, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    push: Push | None = None
    wrap: float = 16.0
    words: str = ""
    photos: tuple[Path, ...] = ()
    first: Drawing | None = None

    @property
    def fitted(self) -> Drawing:
        """The drawing as which this one is fitted: the first of two that take turns."""
        return self.first or self

    @property
    def close_up(self) -> bool:
        """Whether only a part of the body is in the picture."""
        return self.crop != "none"

    @property
    def framed(self) -> bool:
        """Whether that part stands in a frame: all but head and shoulders, which rise from below."""
        return self.crop not in ("none", "bust")


@lru_cache(maxsize=64)
def standing_still(drawing: Drawing) -> Drawing:
    """The drawing as pictures that stand still have it: whoever walks is a step on from the start."""
    return replace(drawing, anchor=drawing.walks, walks="") if drawing.walks else drawing


class Stance(NamedTuple):
    """A mixture of an exercise's key poses: the share of each; all shares add up to 1."""

    shares: tuple[tuple[str, float], ...]

    def share(self, name: str) -> float:
        """The share of one key pose, 0 to 1."""
        return sum(share for pose, share in self.shares if pose == name)


def at_pose(name: str) -> Stance:
    """The stance that is wholly one key pose."""
    return Stance(((name, 1.0),))


def blend(a: Stance, b: Stance, t: float) -> Stance:
    """The stance `t` of the way from `a` to `b` (0 gives `a`, 1 gives `b`)."""
    if t <= 0.0 or a == b:
        return a
    if t >= 1.0:
        return b
    shares: dict[str, float] = {}
    for stance, weight in ((a, 1.0 - t), (b, t)):
        for name, share in stance.shares:
            shares[name] = shares.get(name, 0.0) + share * weight
    return Stance(tuple(shares.items()))


def ease(t: float) -> float:
    """Smootherstep: from 0 to 1 with zero speed and acceleration at both ends."""
    t = min(max(t, 0.0), 1.0)
    return t * t * t * (t * (t * 6.0 - 15.0) + 10.0)


def mixed(poses: Iterable[tuple[Pose, float]]) -> Pose:
    """The weighted mean of poses, angle by angle; the weights add up to 1."""
    pairs = list(poses)
    if len(pairs) == 1:
        return pairs[0][0]
    values: list[object] = []
    for i, first in enumerate(pairs[0][0]):
        if isinstance(first, tuple):
            values.append(tuple(sum(pose[i][j] * weight for pose, weight in pairs) for j in range(3)))  # type: ignore[index,misc]
        else:
            values.append(sum(pose[i] * weight for pose, weight in pairs))  # type: ignore[misc,operator]
    return Pose._make(values)


def read_bases(table: Table) -> dict[str, Pose]:
    """The base poses in a file, a table of joint angles each."""
    return {name: _read_pose(table.table(name), STANDING, ()) for name in table.names(_MOST_BASES)}


def in_words(text: str) -> Drawing:
    """What stands for a movement that nobody has drawn: its words, whatever pose a method asks for."""
    return Drawing(
        {name: KeyPose(STANDING) for name in ("start", "end", "alt", "deep", "mid1", "mid2")}, words=text
    )


def read_drawing(table: Table, bases: Mapping[str, Pose]) -> Drawing:
    """The drawing in an exercise's `[figure]` table, which notes its mistakes."""
    base = table.word("base", ("stand", *bases), "stand")
    ground = _read_ground(table)
    fit = table.shaped("fit_arms", {"enum": [True, False, "start"]}, 'use true, false or "start"')
    default_anchor = "ankR" if ground == (("feet", 0.0),) else "root"
    drawing = Drawing(
        view=table.number("view", -180, 180, 90.0),
        elev=table.number("elev", -30, 90, 0.0),
        crop=table.word("crop", CROPS, "none"),
        ground=ground,
        anchor=table.word("anchor", JOINTS, default_anchor),
        walks=table.word("walks", JOINTS, ""),
        hold=table.words("hold", HOLDS),
        lift=table.words("lift", HOLDS),
        slide=table.words("slide", HOLDS),
        fit_arms={True: "all", "start": "start"}.get(fit, "none"),
        hands=table.word("hands", HANDS, "") or None,
        order=table.words("order", PARTS),
        props=_read_props(table),
        arrows=_read_arrows(table),
        push=_read_push(table),
        wrap=table.number("wrap", 0, 90, 16.0),
        poses=_read_poses(table, bases.get(base, STANDING)),  # a table under any other key
    )
    table.unknown_keys()
    return drawing


MOST_POSES = 12
MOST_PROPS = 12
_MOST_BASES = 40


def _read_poses(table: Table, base: Pose) -> dict[str, KeyPose]:
    poses: dict[str, KeyPose] = {}
    names = table.tables_left(("start", "end"))
    if len(names) > MOST_POSES:
        table.note("", f"{len(names)} poses, at most {MOST_POSES} are allowed")
        names = names[:MOST_POSES]
    for name in names:
        if not is_id(name):
            table.note(name, f"the name of a pose is {ID_RULE}")
    for name in ("start", "end"):
        if name not in names:
            table.note(name, "missing, every figure needs a start and an end pose")
            poses[name] = KeyPose(base)
    for name in names:
        before = poses.get("end" if name == "deep" else "start", KeyPose(base))
        poses[name] = _read_key_pose(table.table(name), before)
    return poses


def _read_key_pose(table: Table, before: KeyPose) -> KeyPose:
    reach = before.reach
    if "reach" in table:
        places = table.table("reach")
        left, right = (places.word(side, ("none", *ON_BODY, *JOINTS), "none") for side in SIDES)
        places.unknown_keys()
        reach = (None if left == "none" else left, None if right == "none" else right)
    gaze = table.word("gaze", (*GAZES, *JOINTS, *ON_BODY), before.gaze)
    pose = _read_pose(table, before.pose, ("reach", "hands", "gaze"))
    return KeyPose(pose, reach, _read_hands(table, before.hands), gaze)


def _read_hands(table: Table, before: tuple[str | None, str | None]) -> tuple[str | None, str | None]:
    """The shapes of both hands, from one word or a table of two; as before where nothing is said."""
    if not table.is_table("hands"):
        both = table.word("hands", HANDS, "")
        return (both, both) if both else before
    shapes = table.table("hands")
    left, right = (shapes.word(side, HANDS, "") for side in SIDES)
    shapes.unknown_keys()
    return (left or before[0], right or before[1])


def _read_pose(table: Table, before: Pose, others: tuple[str, ...]) -> Pose:
    changed: dict[str, float | Turn] = {}
    for name in table.keys_of(Pose._fields, f"no such joint, use {', '.join(Pose._fields)}", others):
        if isinstance(getattr(before, name), tuple):
            turns = table.numbers(name, -200, 200, (1, 3))
            changed[name] = (*turns, 0.0, 0.0)[:3]  # type: ignore[assignment]
        else:
            changed[name] = table.number(name, -200, 200)
    return before._replace(**changed)  # type: ignore[arg-type]


def _read_ground(table: Table) -> tuple[tuple[str, float], ...]:
    ground = []
    for contact in table.texts("ground", ("feet",), longest=20, most=6):
        name, _, height = contact.partition("@")
        if name not in CONTACTS or not (height or "0").replace(".", "", 1).isdecimal():
            table.note(
                "ground",
                f'"{contact}" is not a contact, use one of {", ".join(CONTACTS)}, with @height on a chair',
            )
            continue
        ground.append((name, float(height or 0)))
    return tuple(ground) or (("feet", 0.0),)


_TIED_TO = (*JOINTS, *ON_BODY, *PAD_PLACES, "footL", "footR", "handL", "handR")
_AT_OR_TIED = {"anyOf": [{"type": "number", "minimum": -200, "maximum": 200}, {"enum": [*_TIED_TO]}]}
_PROP = {
    "anyOf": [
        list_shape(
            (1 + sum(takes), 12), _AT_OR_TIED, {"enum": [kind for kind in PROPS if PROPS[kind] == takes]}
        )
        for takes in dict.fromkeys(PROPS.values())
    ]
}


def _read_props(table: Table) -> tuple[Prop, ...]:
    props = []
    for where, row in table.rows("props", _PROP, MOST_PROPS):
        kind = row[0] if isinstance(row, list) and row else None
        if not isinstance(kind, str) or kind not in PROPS:
            table.note(where, f"not a prop, start with one of {', '.join(PROPS)}")
            continue
        at = tuple(float(v) for v in row[1:] if is_number(v, -200, 200))
        joints = tuple(v for v in row[1:] if isinstance(v, str))
        numbers, names = PROPS[kind]
        if len(at) < numbers or len(joints) < names or len(at) + len(joints) != len(row) - 1:
            table.note(where, f"a {kind} takes {numbers} numbers from -200 to 200 and {names} joint names")
            continue
        unknown = [j for j in joints if j not in _TIED_TO]
        if unknown:
            table.note(where, f"{shown(unknown[0])} is no joint a {kind} can be tied to")
            continue
        props.append(Prop(kind, at, joints))
    return tuple(props)


_MOST_ARROWS = 3
_SHIFT = {"type": "number", "minimum": -100, "maximum": 100}
_PLACE = {"enum": [*JOINTS, *ON_BODY]}
_ARROW = list_shape(
    (1, 5), {"enum": ["back"]}, {"enum": [*JOINTS, *ON_BODY, *ON_SPINE]}, _SHIFT, _SHIFT, _SHIFT
)
_ARROWS = {"anyOf": [_ARROW, list_shape((1, _MOST_ARROWS), _ARROW)]}
_PUSH = list_shape((2, 3), _SHIFT, _PLACE, _PLACE)


def _read_arrows(table: Table) -> tuple[Arrow, ...]:
    told = (
        'use a joint, an offset and a shift, like ["hipR", 0, -13.5, 3], or a list of'
        f" at most {_MOST_ARROWS} of these"
    )
    value = table.shaped("arrow", _ARROWS, told)
    rows = [] if value is None else value if isinstance(value[0], list) else [value]
    return tuple(_arrow(*row) for row in rows)


def _arrow(joint: str, offset: float = 6.0, dx: float = 0.0, dy: float = 0.0, back: str = "") -> Arrow:
    return Arrow(joint, float(offset), (float(dx), float(dy)), bool(back))


def _read_push(table: Table) -> Push | None:
    told = 'use two joints or places, like ["head", "foreheadR"], and how far before it ends'
    value = table.shaped("push", _PUSH, told)
    return None if value is None else Push(value[0], value[1], *map(float, value[2:]))
