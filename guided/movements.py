"""A movement of one's own: an exercise's file being changed, and the text it becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from guided.files import with_file
from guided.library import Library
from guided.pose import SIDES, STANDING, Drawing, KeyPose, Pose, Prop, Turn, mirrored_name, read_drawing
from guided.reading import FileError, Problem, Table, parse_toml
from guided.routine import Exercise, Routine
from guided.sharing import to_toml
from guided.sides import mirrored_pose

KIND = "exercises"
_BOM = "\ufeff"
_DRAFT = Path("movement.toml")


@dataclass(frozen=True, slots=True)
class Movement:
    """An exercise's file: its text as it was, and the table it is to have now."""

    text: str
    table: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The name it has now; "" where it has none."""
        name = self.table.get("name")
        return name if isinstance(name, str) else ""

    def value(self, key: str) -> Any:
        """The value at a key, such as "dose.reps"; None where there is none."""
        value: Any = self.table
        for part in key.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return value


def opened(text: str, path: Path = _DRAFT) -> Movement:
    """The movement in the text of a file. Raises FileError if that is no TOML."""
    return Movement(text, parse_toml(text.encode("utf-8"), path))


POSITIONS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "stand": ("standing", {"view": 82, "ground": ["feet"], "hold": ["footL", "footR"]}),
    "chair": (
        "seated",
        {"view": 82, "ground": ["seat@25"], "hold": ["footL", "footR"], "props": [["chair", 25]]},
    ),
    "longsit": ("seated", {"view": 90, "ground": ["seat"], "props": [["mat", -24, 70]]}),
    "quad": (
        "quadruped",
        {
            "view": 82,
            "ground": ["knees"],
            "anchor": "kneeR",
            "hold": ["shinL", "shinR", "handL", "handR"],
            "props": [["mat", -40, 46]],
        },
    ),
    "kneel": (
        "half-kneeling",
        {
            "view": 82,
            "ground": ["kneeR"],
            "anchor": "kneeR",
            "hold": ["footL", "shinR"],
            "props": [["mat", -44, 46]],
        },
    ),
    "supine": ("supine", {"view": 90, "ground": ["back"], "props": [["mat", -56, 58]]}),
    "crook": (
        "supine",
        {"view": 90, "ground": ["back"], "hold": ["footL", "footR"], "props": [["mat", -56, 40]]},
    ),
    "prone": ("prone", {"view": 90, "ground": ["front"], "props": [["mat", -58, 58]]}),
}
"""The positions a new movement can begin from: a base pose, the position in words, and what carries it."""


def begun(base: str) -> Movement:
    """A new movement that begins from a base pose, one of POSITIONS; what only a person can say is empty."""
    position, figure = POSITIONS[base]
    kit = ["chair"] if base == "chair" else ["mat"] if "props" in figure else []
    table: dict[str, Any] = {
        "name": "",
        "region": "whole-body",
        "position": position,
        "equipment": kit,
        "method": "ais",
        "sides": "none",
        "start": "",
        "end": "",
        "cues": [],
        "stop_if": ["it hurts"],
        "figure": {"base": base, **figure, "start": {}, "end": {}},
    }
    return Movement("", table)


# ---------------------------------------------------------------- changes


def with_value(movement: Movement, key: str, value: Any) -> Movement:
    """The movement with a value at a key, such as "dose.reps"; None, or an empty list there, takes it out."""
    return Movement(movement.text, _with(movement.table, key.split("."), value))


def _with(table: Mapping[str, Any], path: list[str], value: Any) -> dict[str, Any]:
    first, *rest = path
    changed = dict(table)
    if rest:
        below = table.get(first)
        value = _with(below if isinstance(below, Mapping) else {}, rest, value)
    if value is None or value == {}:
        changed.pop(first, None)
    else:
        changed[first] = value
    return changed


def drawing_of(movement: Movement, bases: Mapping[str, Pose]) -> Drawing | None:
    """How it is drawn, as far as its table says; None where it has no figure."""
    figure = movement.table.get("figure")
    return read_drawing(Table(figure, []), bases) if isinstance(figure, Mapping) else None


def with_poses(movement: Movement, bases: Mapping[str, Pose], poses: Mapping[str, KeyPose]) -> Movement:
    """The movement with these key poses and no others, each written as what is different in it."""
    before = drawing_of(movement, bases)
    figure = dict(movement.table.get("figure", {}))
    known = dict(before.poses) if before else {}
    for name in known.keys() - poses.keys():
        figure.pop(name, None)
    base = KeyPose(bases.get(figure.get("base", "stand"), STANDING))
    for name, key in poses.items():
        above = base if name == "start" else poses["end" if name == "deep" else "start"]
        figure[name] = _row(figure.get(name, {}), known.get(name), above, key)
    return with_value(movement, "figure", figure)


def _row(written: Mapping[str, Any], before: KeyPose | None, above: KeyPose, now: KeyPose) -> dict[str, Any]:
    """A key pose as a table: what was written and has not changed, and what is different from `above`."""
    row = {}
    for name in dict.fromkeys((*(name for name in written if name in _IN_A_POSE), *_IN_A_POSE)):
        value = _of(now, name)
        if name in written and before is not None and _of(before, name) == value:
            row[name] = written[name]
        elif value != _of(above, name):
            row[name] = _WRITTEN[name](now, above) if name in _WRITTEN else _angles(value)
    return row


_OF_A_KEY = ("reach", "hands", "gaze")
_IN_A_POSE = (*Pose._fields, *_OF_A_KEY)


def _of(key: KeyPose, name: str) -> Any:
    return getattr(key if name in _OF_A_KEY else key.pose, name)


def _reach(now: KeyPose, above: KeyPose) -> dict[str, str]:
    """Where hands rest, with "none" for one that lets go."""
    rows = zip(SIDES, now.reach, above.reach, strict=True)
    return {side: place or "none" for side, place, before in rows if place or before}


def _hands(now: KeyPose, above: KeyPose) -> str | dict[str, str]:
    """The shapes of both hands, as one word where they are alike; one that goes back is relaxed."""
    rows = zip(SIDES, now.hands, above.hands, strict=True)
    shapes = {side: shape or "relaxed" for side, shape, before in rows if shape or before}
    alike = len(shapes) == len(SIDES) and len(set(shapes.values())) == 1
    return shapes["L"] if alike else shapes


_WRITTEN: Mapping[str, Callable[[KeyPose, KeyPose], Any]] = {
    "reach": _reach,
    "hands": _hands,
    "gaze": lambda now, _: now.gaze,
}


def _angles(value: float | Turn) -> float | list[float]:
    """Angles as a file has them: tenths of a degree, no zeros at the end, a bare number for one alone."""
    if not isinstance(value, tuple):
        return _number(value)
    turns = [_number(one) for one in value]
    while len(turns) > 1 and not turns[-1]:
        turns.pop()
    return turns if len(turns) > 1 else turns[0]


def _number(value: float) -> float:
    tenths = round(value, 1)
    return int(tenths) if tenths == int(tenths) else tenths


def rounded(pose: Pose) -> Pose:
    """The pose in whole tenths of a degree, as a file has it."""
    values = (
        tuple(float(_number(one)) for one in value) if isinstance(value, tuple) else float(_number(value))
        for value in pose
    )
    return Pose._make(values)


_ALONG: Mapping[str, int] = {
    "mat": 2,
    "bed": 2,
    "step": 2,
    "doorway": 2,
    "block": 1,
    "wall": 1,
    "desk": 1,
    "chair-ahead": 1,
    "chair-facing": 1,
    "wall-behind": 2,
    "footprints": 1,
}
"""How many of a prop's numbers, from the first, say where along the floor it is."""


def moved_props(props: Iterable[Prop], by: float) -> tuple[Prop, ...]:
    """Props moved along the floor; those at the body go with it anyway."""
    return tuple(replace(one, at=_moved(one.at, _ALONG.get(one.kind, 0), by)) for one in props)


def with_moved_props(movement: Movement, by: float) -> Movement:
    """The movement with what stands round the body moved along the floor."""
    rows = movement.value("figure.props")
    if not by or not isinstance(rows, list):
        return movement
    moved = [[row[0], *_moved(row[1:], _ALONG.get(row[0], 0), by)] for row in rows]
    return with_value(movement, "figure.props", moved)


def _moved(at: Sequence[Any], count: int, by: float) -> tuple[Any, ...]:
    return tuple(_number(value + by) if i < count else value for i, value in enumerate(at))


# ---------------------------------------------------------------- left and right


def mirrored(movement: Movement, bases: Mapping[str, Pose]) -> Movement:
    """The movement with left and right changed over, in every pose and in whatever carries the body."""
    drawing = drawing_of(movement, bases)
    if drawing is None:
        return movement
    poses = {name: mirrored_pose(key) for name, key in drawing.poses.items()}
    turned = with_poses(movement, bases, poses)
    figure = dict(turned.table["figure"])
    for key in ("ground", "hold", "lift", "slide", "order", "anchor", "walks", "arrow", "push", "props"):
        if key in figure:
            figure[key] = _mirrored_names(figure[key])
    return with_value(turned, "figure", figure)


def _mirrored_names(value: Any) -> Any:
    if isinstance(value, list):
        return [_mirrored_names(one) for one in value]
    return mirrored_name(value) if isinstance(value, str) else value


# ---------------------------------------------------------------- what it comes to


@dataclass(frozen=True, slots=True)
class Checked:
    """What a movement comes to: the exercise, or what is wrong with its table; and the library with it."""

    library: Library
    exercise: Exercise | None
    problems: tuple[Problem, ...] = ()


def checked(movement: Movement, exercise_id: str, library: Library) -> Checked:
    """The movement as the reader of its file would take it."""
    path = _DRAFT.with_stem(exercise_id)
    try:
        added = with_file(library, KIND, exercise_id, movement.table, path)
    except FileError as error:
        return Checked(library, None, error.problems)
    return Checked(added, added.exercises[exercise_id])


def users(library: Library, exercise_id: str) -> tuple[Routine, ...]:
    """The routines that have an exercise in them."""
    return tuple(
        routine
        for routine in library.routines.values()
        if exercise_id not in routine.exercises
        and any(step.exercise == exercise_id for step in routine.steps)
    )


# ---------------------------------------------------------------- the file


def written(movement: Movement) -> str:
    """The text of its file: as it was, with only that changed which is to be other than it was."""
    text, table = movement.text, dict(movement.table)
    if not text.strip():
        return to_toml(table)
    before = parse_toml(text.encode("utf-8"), _DRAFT)
    if _same(before, table):
        return text
    import tomlkit  # only where a file is changed

    mark = _BOM if text.startswith(_BOM) else ""
    document = tomlkit.parse(text.removeprefix(mark))
    _change(document, before, table)
    made = mark + tomlkit.dumps(document)
    return made if _reads_as(made, table) else to_toml(table)


def _same(a: Any, b: Any) -> bool:
    """Whether two values are written alike: 1 and 1.0 are not."""
    if isinstance(a, Mapping):
        return isinstance(b, Mapping) and a.keys() == b.keys() and all(_same(a[key], b[key]) for key in a)
    if isinstance(a, list):
        return isinstance(b, list) and len(a) == len(b) and all(map(_same, a, b))
    return type(a) is type(b) and bool(a == b)


def _change(into: Any, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Change a table of TOML Kit where two tables differ."""
    for key in before.keys() - after.keys():
        del into[key]
    for key, value in after.items():
        old = before.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            _change(into[key], old, value)
        elif not _same(old, value):
            into[key] = _item(value, deep=key not in ("dose", "figure"))


def _item(value: Any, deep: bool) -> Any:
    import tomlkit

    if isinstance(value, Mapping):
        made = tomlkit.inline_table() if deep else tomlkit.table()
        for key, one in value.items():
            made[key] = _item(one, deep=True)
        return made
    return tomlkit.item(value)


def _reads_as(text: str, table: Mapping[str, Any]) -> bool:
    try:
        return bool(parse_toml(text.encode("utf-8"), _DRAFT) == table)
    except FileError:
        return False


def lines(text: str) -> Iterator[str]:
    """The lines of a text with something in them, for a list in a file: one cue a line."""
    return (line.strip() for line in text.splitlines() if line.strip())
