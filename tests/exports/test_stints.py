"""A routine as names and seconds: what belongs together, and the rests between."""

from __future__ import annotations

from typing import Any

from guided.exports.stints import timed
from guided.files import routine_from
from guided.timeline import compile_parts
from tests.exports.shelf import LIBRARY, SETTINGS


def stints(*steps: dict[str, Any]) -> list[tuple[str, int, int]]:
    routine = routine_from({"name": "R", "step": list(steps)}, "r", LIBRARY)
    return [(one.name, one.seconds, one.rest) for one in timed(LIBRARY, routine, SETTINGS).stints]


def test_each_set_on_each_side_is_one_with_the_rest_after_it() -> None:
    found = stints(
        {"exercise": "half-kneeling-hip-flexor", "method": "ais", "reps": 5, "sets": 2, "rest": 15}
    )
    name = "Half-kneeling hip-flexor opener"
    assert [one[0] for one in found] == [f"{name} left"] * 2 + [f"{name} right"] * 2
    assert [one[2] for one in found] == [15, 6, 15, 0]


def test_sides_that_alternate_are_one() -> None:
    ((name, _, _),) = stints({"exercise": "bird-dog", "sides": "alternate", "reps": 4})
    assert name == "Bird dog"


def test_a_time_to_fill_is_that_time() -> None:
    assert [one[1] for one in stints({"exercise": "bridge", "fill": 45, "sets": 1})] == [45]


def test_everything_lasts_as_long_as_it_is_played() -> None:
    routine = LIBRARY.routines["psoas-release"]
    found = timed(LIBRARY, routine, SETTINGS)
    seconds = found.ready + sum(one.seconds + one.rest for one in found.stints)
    played = compile_parts(routine, LIBRARY.parts(routine), SETTINGS).length_ms / 1000
    assert abs(seconds - played) <= 2 * len(found.stints)
