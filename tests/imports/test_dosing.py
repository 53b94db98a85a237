"""A dose as it was written, as a step: which method plays it, and with what."""

from __future__ import annotations

import pytest

from guided.files import load
from guided.imports.dosing import step_of
from guided.imports.lines import Asked
from guided.paths import assets
from guided.routine import Dose, Step

LIBRARY = load(assets())
S = 1000


def step(exercise: str, asked: Asked) -> Step:
    return step_of(asked, LIBRARY.exercises[exercise], LIBRARY.methods)


@pytest.mark.parametrize(
    ("exercise", "asked", "method", "dose", "fill_ms"),
    [
        ("bridge", Asked(sets=3, reps=10, hold_ms=5 * S), None, Dose((10,), sets=3, hold_ms=(5 * S,)), 0),
        ("bridge", Asked(time_ms=60 * S), None, Dose(sets=1), 60 * S),
        ("half-kneeling-hip-flexor", Asked(reps=10, hold_ms=2 * S), None, Dose((10,), hold_ms=(2 * S,)), 0),
        (
            "half-kneeling-hip-flexor",
            Asked(sets=3, time_ms=30 * S),
            "static",
            Dose((3,), hold_ms=(30 * S,)),
            0,
        ),
        ("half-kneeling-hip-flexor", Asked(hold_ms=30 * S), "static", Dose((1,), hold_ms=(30 * S,)), 0),
        ("half-kneeling-hip-flexor", Asked(breaths=5), "breaths", Dose((1,), hold_breaths=5), 0),
        (
            "half-kneeling-hip-flexor",
            Asked(sets=3, time_ms=30 * S, rest_ms=15 * S),
            "static",
            Dose((1,), sets=3, hold_ms=(30 * S,), rest_ms=15 * S),
            0,
        ),
        ("forearm-plank-on-knees", Asked(sets=3, time_ms=30 * S), None, Dose((3,), hold_ms=(30 * S,)), 0),
        ("leg-swing-front", Asked(sets=2, time_ms=30 * S), None, Dose(sets=2), 30 * S),
        ("cat-and-cow", Asked(reps=8, hold_ms=5 * S), None, Dose((8,)), 0),
        ("box-breathing", Asked(breaths=6), None, Dose((6,)), 0),
        ("box-breathing", Asked(time_ms=180 * S), None, Dose(sets=1), 180 * S),
        ("bird-dog", Asked(), None, Dose(), 0),
    ],
)
def test_the_method_is_one_that_can_hold_as_long_as_asked(
    exercise: str, asked: Asked, method: str | None, dose: Dose, fill_ms: int
) -> None:
    made = step(exercise, asked)
    assert (made.method, made.dose, made.fill_ms) == (method, dose, fill_ms)


@pytest.mark.parametrize(
    ("exercise", "asked", "sides"),
    [
        ("bird-dog", "each", None),
        ("bird-dog", "left", "left"),
        ("bird-dog", "alternate", "alternate"),
        ("dead-bug", "each", None),
        ("bridge", "each", None),
        ("bridge", "left", None),
    ],
)
def test_sides_are_said_only_where_they_differ_and_make_sense(
    exercise: str, asked: str, sides: str | None
) -> None:
    assert step(exercise, Asked(sides=asked)).sides == sides
