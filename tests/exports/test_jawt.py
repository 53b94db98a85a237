"""Workouts for Just Another Workout Timer: repeated sets, circuits and rests."""

from __future__ import annotations

import json
from typing import Any

from guided.exports.stints import timed
from guided.files import routine_from
from tests.exports.shelf import LIBRARY, SETTINGS, exported, read_back
from tests.imports.reading import only


def workout(table: dict[str, Any]) -> list[tuple[int, list[tuple[str, int]]]]:
    plain = json.loads(exported(routine_from(table, "r", LIBRARY), "jawt"))
    assert (plain["title"], plain["version"]) == ("R", 2)
    return [
        (one["repetitions"], [(each["name"], each["duration"]) for each in one["exercises"]])
        for one in plain["sets"]
    ]


def test_equal_sets_are_one_that_is_repeated_with_its_rest() -> None:
    table = {"name": "R", "step": [{"exercise": "bridge", "fill": 30, "sets": 3, "rest": 10}]}
    ready, sets = workout(table)
    assert ready == (1, [("Get ready", 15)])
    assert sets == (3, [("Bridge", 30), ("Rest", 10)])


def test_a_circuit_is_a_set_of_its_exercises() -> None:
    steps = [{"exercise": name, "fill": 20, "sets": 1} for name in ("bridge", "cat-and-cow")]
    table = {"name": "R", "step": [{"rounds": 4, "rest": 30, "step": steps}]}
    _, (rounds, inside) = workout(table)
    assert rounds == 4
    assert [name for name, _ in inside] == ["Bridge", "Rest", "Cat and cow", "Rest"]
    back = read_back(exported(routine_from(table, "r", LIBRARY), "jawt"), "jawt").routine
    assert [step.round for step in back.steps] == [(n, 4) for n in (1, 2, 3, 4) for _ in steps]


def test_the_seconds_are_read_back_as_they_are() -> None:
    routine = LIBRARY.routines["psoas-release"]
    lines = only(exported(routine, "jawt"), "jawt").lines
    seconds = {
        one.name.removesuffix(" left"): one.seconds for one in timed(LIBRARY, routine, SETTINGS).stints
    }
    assert {line.name: line.asked.time_ms / 1000 for line in lines}.items() <= seconds.items()
