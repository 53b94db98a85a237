"""Looking for jumps: every way an exercise's methods go, in small pictures step by step."""

from itertools import pairwise

import numpy as np

from guided.library import Library
from guided.picture import Picture, Style
from guided.pose import Drawing, Stance, at_pose, blend, ease
from guided.qt.figure import frame
from guided.routine import Exercise
from tests.qt.figure.samples import played

SIZE = 110
_AROUND = 6  # steps to either side
_FLOOR = 6.0  # pixels' worth of change that nobody sees


def ways(exercise: Exercise, library: Library) -> list[tuple[str, str]]:
    """The pairs of poses that a method of the exercise goes between, each once whatever the direction."""
    found = {frozenset(("start", "end"))}
    for name in (exercise.method, *exercise.methods):
        stops = [phase.to for phase in library.methods[name].phases if phase.to]
        for a, b in pairwise(["start", *stops]):
            if a != b and {a, b} <= set(exercise.drawing.poses):
                found.add(frozenset((a, b)))
    # The start first, so that every way is named alike.
    return sorted(tuple(sorted(way, key=lambda name: (name != "start", name))) for way in found)  # type: ignore[misc]


def steps_between(a: str, b: str, count: int) -> list[Stance]:
    """Even steps in time along the way a figure goes."""
    return [blend(at_pose(a), at_pose(b), ease(i / count)) for i in range(count + 1)]


def jumps(
    drawing: Drawing,
    stances: list[Stance],
    muscles: tuple[str, ...] = (),
    both: bool = False,
    size: int = SIZE,
) -> list[int]:
    """The steps at which a picture changes three times as much as around them, and more than a little."""
    pictures = (
        played(frame(Picture(drawing, stance, Style(), lengthens=muscles, both=both)), drawing, size)
        for stance in stances
    )
    changes = [float(np.abs(a - b).sum()) / 255 for a, b in pairwise(pictures)]
    floor = _FLOOR * (size / SIZE) ** 2
    return [
        i
        for i, change in enumerate(changes)
        if change > 3 * np.median(changes[max(0, i - _AROUND) : i + _AROUND + 1]) + floor
    ]


def jumps_of(exercise: Exercise, library: Library, count: int, size: int = SIZE) -> list[str]:
    """Every jump of an exercise: the way and the step."""
    return [
        f"{exercise.id}: {a} to {b}, step {step} of {count}"
        for a, b in ways(exercise, library)
        for step in jumps(
            exercise.drawing,
            steps_between(a, b, count),
            exercise.lengthens,
            exercise.sides == "none",
            size,
        )
    ]
