"""The parts of the body in words: what their angles are called, and where hands can rest."""

from __future__ import annotations

from collections.abc import Mapping

from guided.pose import SIDES

PARTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "scene": ("Around it", ()),
    "body": ("Whole body", ("pitch", "roll", "turn")),
    "back": ("Back", ("lum", "tho", "swell")),
    "head": ("Head", ("neck", "head")),
    "armL": ("Left arm", ("shL", "elbL", "proL", "wrL", "scapL")),
    "armR": ("Right arm", ("shR", "elbR", "proR", "wrR", "scapR")),
    "legL": ("Left leg", ("hipL", "kneeL", "ankL", "toeL", "archL")),
    "legR": ("Right leg", ("hipR", "kneeR", "ankR", "toeR", "archR")),
}
"""The parts to choose from: their names and their joints."""

PART_OF: Mapping[str, str] = {
    "head": "head",
    "pelvis": "body",
    **{f"{handle}{side}": f"leg{side}" for handle in ("knee", "foot") for side in SIDES},
    **{f"hand{side}": f"arm{side}" for side in SIDES},
}
"""The part a handle belongs to."""

JOINTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "pitch": ("Leans forward", ("degrees; below 0 it leans back",)),
    "roll": ("Tips to its left", ("degrees; below 0 to its right",)),
    "turn": ("Turns to its left", ("degrees; below 0 to its right",)),
    "lum": ("Lower back", ("rounds", "bends left", "turns left")),
    "tho": ("Upper back", ("rounds", "bends left", "turns left")),
    "swell": ("Belly", ("fuller",)),
    "neck": ("Neck", ("forward", "bends left", "turns left")),
    "head": ("Head", ("nods", "bends left", "turns left")),
    "sh": ("Shoulder", ("forward", "out", "turned out")),
    "elb": ("Elbow", ("bent",)),
    "pro": ("Forearm", ("palm back",)),
    "wr": ("Wrist", ("to the palm", "to the thumb")),
    "scap": ("Shoulder blade", ("lifted", "forward", "out")),
    "hip": ("Hip", ("forward", "out", "turned out")),
    "knee": ("Knee", ("bent",)),
    "ank": ("Ankle", ("toes up",)),
    "toe": ("Toes", ("bent up",)),
    "arch": ("Arch of the foot", ("lifted",)),
}
"""What a joint is called, and each of its turns."""


def joint_words(joint: str) -> tuple[str, tuple[str, ...]]:
    """The name of a joint, and of its turns."""
    return JOINTS.get(joint) or JOINTS[joint[:-1]]


_PLACES: Mapping[str, str] = {
    "thightop": "thigh, on top",
    "thighside": "thigh, outer side",
    "hamstring": "thigh, at the back",
    "kneetop": "knee",
    "shin": "shin",
    "ankle": "ankle",
    "instep": "foot",
    "toes": "toes",
    "collar": "collarbone",
    "hipside": "hip, at the side",
    "hipfront": "hip, in front",
    "hipfold": "fold of the hip",
    "waist": "waist",
    "lowback": "low back",
    "belly": "belly",
    "chest": "chest",
    "heel": "heel",
    "fingers": "fingers",
    "nose": "nose",
    "forehead": "forehead",
    "headback": "back of the head",
    "headtop": "top of the head",
    "headside": "side of the head",
}
_SIDE_WORDS = {"L": "Left", "R": "Right"}


def resting_places() -> tuple[tuple[object, str], ...]:
    """Where a hand can rest, in words; None where the arm puts it."""
    places = [
        (f"{place}{side}", f"{_SIDE_WORDS[side]} {name}") for place, name in _PLACES.items() for side in SIDES
    ]
    return ((None, "Nowhere"), *places)


HAND_SHAPES: tuple[tuple[object, str], ...] = (
    (None, "As usual"),
    ("relaxed", "Relaxed"),
    ("flat", "Flat"),
    ("hold", "Closed round something"),
    ("fist", "Fist"),
    ("hook", "Hooked fingers"),
    ("prayer", "Fingers together"),
)
GAZE_WORDS: tuple[tuple[object, str], ...] = (
    ("ahead", "Ahead"),
    ("up", "Up"),
    ("down", "Down"),
    ("left", "To its left"),
    ("right", "To its right"),
    ("closed", "Eyes closed"),
)

FREE, STAYS, LEAVES, SLIDES, ON_TOES, KNEELS = "", "hold", "lift", "slide", "toes", "shin"


def ways_of(part: str) -> tuple[tuple[object, str], ...]:
    """What a limb may do during the movement, in words."""
    usual = (
        (FREE, "Moves freely"),
        (STAYS, "Stays in place"),
        (LEAVES, "Lifts off"),
        (SLIDES, "Slides along"),
    )
    return usual if part[:-1] == "arm" else (*usual, (ON_TOES, "Stays on its toes"), (KNEELS, "Kneels"))


CARRIERS: tuple[tuple[object, str], ...] = (
    ("feet", "Both feet"),
    ("footL", "Left foot"),
    ("footR", "Right foot"),
    ("knees", "Both knees"),
    ("kneeL", "Left knee"),
    ("kneeR", "Right knee"),
    ("seat", "Seat, on the floor"),
    ("seat@25", "Seat, on a chair"),
    ("back", "Back"),
    ("front", "Front"),
    ("side", "Side"),
)
"""What can carry the body, in words."""

PROPS: Mapping[str, tuple[str, list[object], tuple[str, ...]]] = {
    "mat": ("Mat", [-56, 58], ("from", "to")),
    "chair": ("Chair to sit on", [25], ("height",)),
    "chair-ahead": ("Chair to hold", [25], ("place",)),
    "chair-beside": ("Chair beside", [25], ("place",)),
    "chair-facing": ("Chair facing", [30, 25], ("place", "height")),
    "wall": ("Wall", [33], ("place",)),
    "wall-behind": ("Wall behind", [-40, 40], ("from", "to")),
    "desk": ("Desk", [25], ("place",)),
    "doorway": ("Doorway", [-16, 16], ("from", "to")),
    "bed": ("Bed", [-62, 5, 30], ("from", "to", "height")),
    "step": ("Step", [4, 30, 9], ("from", "to", "height")),
    "block": ("Block", [20, 12], ("place", "height")),
    "footprints": ("Footprints", [45, 15], ("place", "height")),
    "pillow": ("Pillow", ["head"], ()),
    "cushion": ("Cushion", ["kneeR"], ()),
    "bolster": ("Rolled blanket", ["kneeR"], ()),
    "roll": ("Rolled towel", ["lumbar"], ()),
    "towel": ("Towel", ["head"], ()),
    "band": ("Band", ["footR", "handR"], ()),
    "strap": ("Strap", ["footR", "handR"], ()),
}
"""What can stand or lie round the body: its name, what it begins as, and its numbers in words."""

VIEWS: tuple[tuple[object, str], ...] = ((0, "Front"), (45, "Angle"), (82, "Side"))
POSES: Mapping[str, str] = {
    "start": "Start",
    "end": "End",
    "deep": "Deeper",
    "alt": "Other way",
    "mid1": "On the way 1",
    "mid2": "On the way 2",
}
"""The names of key poses that methods go through, in words."""
