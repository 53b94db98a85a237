"""Muscles: their names, their function, and where figure and body map show them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from guided.paths import assets
from guided.reading import FileError, Problem, Table, is_number, read_toml

FILE = "muscles.toml"
CHAINS = ("leg", "arm", "torso", "neck", "nape", "psoas", "iliacus", "trapezius", "sole", "pelvis")
"""What a patch can lie on: a limb, the trunk, the neck, or the place of a single muscle."""

Points = tuple[tuple[float, float], ...]


class Region(NamedTuple):
    """A patch of a limb's surface, between two places along the limb.

    Degrees around the limb: 0 front, 90 outer, 180 back, -90 inner side; on the forearm 0 is the thumb's
    side, -90 the palm's; on trunk and neck 90 is left and -90 right.
    """

    chain: str
    start: float
    end: float
    angle: float
    spread: float


@dataclass(frozen=True, slots=True)
class Muscle:
    """A muscle: its plain and its Latin name, and where it shows.

    `patches` are its places on the figure's right side, or on both sides of the trunk; `front` and `back` its
    outlines on the body map, for half a body: x outward from the midline, y down from the top of the head.
    """

    id: str
    name: str
    latin: str = ""
    does: str = ""
    view: str = "front"
    layer: str = "surface"
    patches: tuple[Region, ...] = ()
    front: Points = ()
    back: Points = ()


def read_muscles(table: Table) -> dict[str, Muscle]:
    """The muscles in a file; the table notes mistakes."""
    muscles = {}
    for name in table.names(200):
        row = table.table(name)
        muscles[name] = Muscle(
            id=name,
            name=row.text("name"),
            latin=row.text("latin", ""),
            does=row.text("does", "", longest=300),
            view=row.word("view", ("front", "back", "side"), "front"),
            layer=row.word("layer", ("surface", "deep"), "surface"),
            patches=_read_patches(row),
            front=_read_points(row, "front"),
            back=_read_points(row, "back"),
        )
        row.unknown_keys()
    return muscles


@cache
def shipped_muscles() -> dict[str, Muscle]:
    """The shipped muscles. Raises FileError if their file is damaged."""
    path, problems = assets() / FILE, list[Problem]()
    muscles = read_muscles(Table(read_toml(path), problems))
    if problems:
        raise FileError(path, problems)
    return muscles


def _rows(row: Table, key: str) -> list[Any]:
    value = row.raw(key)
    if value is not None and not isinstance(value, list):
        row.note(key, "use a list of lists")
    return value[:40] if isinstance(value, list) else []


def _read_patches(row: Table) -> tuple[Region, ...]:
    """Patches of the figure: a chain and, unless it has a single muscle, from, to, angle and spread."""
    patches = []
    for i, patch in enumerate(_rows(row, "patches")):
        known = isinstance(patch, list) and patch and patch[0] in CHAINS
        if not known or len(patch) not in (1, 5) or not all(is_number(n, -180, 180) for n in patch[1:]):
            row.note(f"patches[{i + 1}]", f"not a patch, start with one of {', '.join(CHAINS)}")
            continue
        patches.append(Region(patch[0], *map(float, patch[1:] or (0, 1, 0, 0))))
    return tuple(patches)


def _read_points(row: Table, key: str) -> Points:
    points = _rows(row, key)
    if not all(isinstance(p, list) and len(p) == 2 and all(is_number(n, 0, 1000) for n in p) for p in points):
        row.note(key, "use a list of points, like [[44, 420], [62, 424]]")
        return ()
    return tuple((float(x), float(y)) for x, y in points)
