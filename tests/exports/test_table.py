"""A routine as CSV: the dose in numbers, sides, rounds written out."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from guided.exports.stints import timed
from guided.files import routine_from
from guided.routine import Routine
from tests.exports.shelf import LIBRARY, ROUTINES, SETTINGS, exported, read_back


def rows(*steps: dict[str, Any]) -> list[dict[str, str]]:
    text = exported(routine_from({"name": "R", "step": list(steps)}, "r", LIBRARY), "csv")
    return [{key: value for key, value in row.items() if value} for row in csv.DictReader(io.StringIO(text))]


HIP = "half-kneeling-hip-flexor"


def test_a_dose_is_in_its_columns() -> None:
    (row,) = rows(
        {"exercise": HIP, "method": "ais", "reps": 8, "hold": 2.5, "sets": 2, "rest": 15, "note": "Slow"}
    )
    assert row == {
        "Exercise": "Half-kneeling hip-flexor opener",
        "Sets": "2",
        "Reps": "8",
        "Hold s": "2.5",
        "Side": "each",
        "Rest s": "15",
        "Note": "Slow",
    }


def test_other_reps_on_a_side_or_in_a_set_are_other_rows() -> None:
    by_side = rows({"exercise": HIP, "method": "ais", "left": 12, "right": 8})
    assert [(row["Side"], row["Reps"]) for row in by_side] == [("left", "12"), ("right", "8")]
    by_set = rows({"exercise": "bridge", "reps": [10, 10, 6]})
    assert [(row["Sets"], row["Reps"]) for row in by_set] == [("2", "10"), ("1", "6")]


def test_a_time_to_fill_has_no_reps_and_breaths_no_seconds() -> None:
    (filled,) = rows({"exercise": "bridge", "fill": 60, "sets": 1})
    assert (filled["Time s"], "Reps" in filled, "Hold s" in filled) == ("60", False, False)
    (held,) = rows({"exercise": HIP, "method": "breaths", "reps": 1, "breaths": 5})
    assert (held["Breaths"], "Hold s" in held) == ("5.0", False)


METHODS_LOST = ("contract-relax-hips", "front-of-thigh")
"""Their exercises are contracted before they are held, which no column says."""


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda one: one.id)
def test_a_routine_read_back_takes_as_long(routine: Routine) -> None:
    back = read_back(exported(routine, "csv"), "csv")
    before = [one.seconds for one in timed(LIBRARY, routine, SETTINGS).stints]
    after = [one.seconds for one in timed(back.library, back.routine, SETTINGS).stints]
    assert (before == after) is (routine.id not in METHODS_LOST)
