"""A step with everything decided: its dose, its sides, how long it lasts."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from guided.files import (
    load,
    routine_from,
)
from guided.library import Library
from guided.part import SWITCH_MS
from guided.prescription import how_held, how_many
from guided.timeline import compile_routine
from tests.samples import (
    FILES,
    METHOD,
    STEP,
    write,
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return load(write(tmp_path / "shipped", FILES))


@pytest.mark.parametrize(
    "dose",
    [
        *("reps = 7", "reps = [5, 3, 1]", "reps = 4\nhold = [2, 9]", "reps = 1\nhold = [2, 9]", "fill = 100"),
        *('reps = 3\nsides = "alternate"', 'fill = 90\nsides = "alternate"', "fill = 1", 'method = "static"'),
        *(
            "reps = 2\nsets = 3\nrest = 30",
            "breaths = 2\nreps = 3",
            "reps = 2\nleft = 5",
            'reps = 2\nsets = 3\norder = "set-first"',
            "fill = 99\nhold = [1, 7]",
        ),
    ],
)
def test_what_a_step_lasts_is_summed_as_it_is_laid_out(library: Library, dose: str) -> None:
    routine = routine_from(tomllib.loads(STEP + dose), "x", library)
    timeline = compile_routine(routine, library)
    laid_out = sum(segment.length_ms for segment in timeline.segments if segment.phase != "prepare")
    assert library.parts(routine)[0].length_ms() == pytest.approx(laid_out, abs=len(timeline.segments))


def test_what_a_step_lasts_counts_both_ways_of_a_method(library: Library) -> None:
    turning = {**tomllib.loads(METHOD), "reverse": True}
    table = {**tomllib.loads(STEP), "methods": {"short": turning}}
    both_ways, one_way = (
        library.parts(routine_from(t, "x", library))[0].length_ms() for t in (table, tomllib.loads(STEP))
    )
    assert both_ways - SWITCH_MS == 2 * (one_way - SWITCH_MS)


@pytest.mark.parametrize(
    ("step", "reps", "hold_ms", "rest_ms"),
    [
        ("", (8,), (), 15_000),  # the exercise's own dose
        ("reps = 12", (12,), (), 15_000),
        ("sets = 2", (8, 8), (), 15_000),
        ("reps = [5, 3, 1]", (5, 3, 1), (), 15_000),
        ("hold = 2\nrest = 0", (8,), (2000,), 0),
        ('method = "static"', (2,), (), 20_000),  # another method has its own
        ('method = "static"\nsets = 3\nhold = [15, 30]', (2, 2, 2), (15_000, 30_000), 20_000),
    ],
)
def test_a_dose_is_the_steps_else_the_exercises_else_the_methods(
    library: Library, step: str, reps: tuple[int, ...], hold_ms: tuple[int, ...], rest_ms: int
) -> None:
    part = library.parts(routine_from(tomllib.loads(STEP + step), "r", library))[0]
    assert (part.reps, part.hold_ms, part.rest_ms) == (reps, hold_ms, rest_ms)


@pytest.mark.parametrize(
    ("step", "first_side", "sides", "alternate"),
    [
        ("", "left", ("left", "right"), False),
        ("", "right", ("right", "left"), False),
        ('sides = "right"', "left", ("right",), False),
        ('sides = "alternate"', "right", ("right", "left"), True),
        ('sides = "none"', "left", ("none",), False),
    ],
)
def test_sides_are_the_steps_else_the_exercises(
    library: Library, step: str, first_side: str, sides: tuple[str, ...], alternate: bool
) -> None:
    part = library.parts(routine_from(tomllib.loads(STEP + step), "r", library), first_side)[0]
    assert (part.sides, part.alternate) == (sides, alternate)


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("", ("8 each side", "2 s hold")),
        ("hold = [2, 3]", ("8 each side", "3 s hold")),
        ('reps = [5, 3, 1]\nsides = "left"', ("3 sets of 5, 3 and 1 reps", "2 s hold")),
        ("fill = 60", ("60 s each side", "2 s hold")),
        ('fill = 60\nsides = "alternate"', ("60 s", "2 s hold")),
        ('method = "static"\nsets = 2', ("2 × 2 each side", "30 s hold")),
        ("reps = 8\nleft = [8, 4]", ("left 2 sets of 8 and 4 reps, right 8 reps", "2 s hold")),
        ('method = "static"\nbreaths = 5', ("2 times each side", "5 breaths each")),
    ],
)
def test_a_dose_is_told_in_words(library: Library, step: str, told: tuple[str, str]) -> None:
    dose = library.parts(routine_from(tomllib.loads(STEP + step), "r", library))[0].dose
    assert (how_many(dose), how_held(dose)) == told
