"""Muscles: their names, their function, and where figure and body map show them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from guided.paths import assets
from guided.reading import FileError, Problem, Table, fits, list_shape, read_toml
from guided.words import REGIONS

FILE = "muscles.toml"
CHAINS = (
    *("leg", "arm", "torso", "neck", "nape"),
    *("psoas", "iliacus", "trapezius", "chest", "sole", "pelvis", "diaphragm"),
)
"""What a patch can lie on: a limb, the trunk, the neck, or the place of a single muscle."""

_MOST_ROWS = 40

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

    `region` is the region it is of; empty for none. `patches` are its places on the figure's right side, or
    on both sides of the trunk; `front` and `back` its outlines on the body map, for half a body: x outward
    from the midline, y down from the top of the head.
    """

    id: str
    name: str
    latin: str = ""
    does: str = ""
    region: str = ""
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
            region=row.word("region", REGIONS, ""),
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


_SIGNED = {"type": "number", "minimum": -180, "maximum": 180}
_CHAIN = {"enum": [*CHAINS]}
_PATCH = {"anyOf": [list_shape((size, size), _SIGNED, _CHAIN) for size in (1, 5)]}
_POINT = list_shape((2, 2), {"type": "number", "minimum": 0, "maximum": 1000})


def _read_patches(row: Table) -> tuple[Region, ...]:
    """Patches of the figure: a chain and, unless it has a single muscle, from, to, angle and spread."""
    patches = []
    for key, patch in row.rows("patches", _PATCH, _MOST_ROWS):
        if fits(patch, _PATCH):
            patches.append(Region(patch[0], *map(float, patch[1:] or (0, 1, 0, 0))))
        else:
            row.note(key, f"not a patch, start with one of {', '.join(CHAINS)}")
    return tuple(patches)


def _read_points(row: Table, key: str) -> Points:
    points = [point for _, point in row.rows(key, _POINT, _MOST_ROWS)]
    if not all(fits(point, _POINT) for point in points):
        row.note(key, "use a list of points, like [[44, 420], [62, 424]]")
        return ()
    return tuple((float(x), float(y)) for x, y in points)
