"""OpenHIIT: a list of timers, settings as objects or as texts of JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.imports.reading import doses, found, only

S = 1000
TIMES = {"workTime": 30, "restTime": 10, "breakTime": 60, "warmupTime": 0, "cooldownTime": 0, "restarts": 1}


def timer(**other: Any) -> dict[str, Any]:
    usual = {"id": "0", "name": "Hips", "activeIntervals": 2, "activities": ["Bridge", "Bird dog"]}
    return {**usual, "timeSettings": TIMES, "soundSettings": {}, **other}


@pytest.mark.parametrize("packed", [False, True])
def test_intervals_are_steps_and_restarts_are_rounds(packed: bool) -> None:
    names = ["Bridge", "Bird dog"]
    older = {"timeSettings": json.dumps(TIMES), "activities": json.dumps(names)} if packed else {}
    one = only([timer(**older)], "openhiit")
    assert one.name == "Hips"
    assert doses(one) == [
        ("Bridge", {"time_ms": 30 * S, "then_ms": 10 * S}),
        ("Bird dog", {"time_ms": 30 * S, "then_ms": 60 * S}),
    ]
    assert [line.rounds for line in one.lines] == [2, 2]


def test_the_same_interval_again_is_another_set() -> None:
    one = only([timer(activities=["Bridge"] * 3, timeSettings={**TIMES, "restarts": 0})], "openhiit")
    ((name, asked),) = doses(one)
    assert name == "Bridge"
    assert (asked["sets"], asked["time_ms"], asked["rest_ms"]) == (3, 30 * S, 10 * S)


def test_without_names_the_timers_own_stands_for_all() -> None:
    one = only([timer(activities=[], timeSettings={**TIMES, "restarts": 0})], "openhiit")
    assert [(line.name, line.asked.sets) for line in one.lines] == [("Hips", 2)]


def test_a_warm_up_is_left_out_and_said() -> None:
    one = only([timer(timeSettings={**TIMES, "warmupTime": 300})], "openhiit")
    assert [out.original for out in one.left_out] == ["warmup, 5 min"]


def test_several_timers_are_several_routines() -> None:
    assert len(found([timer(), timer(name="Back")]).reads) == 2
