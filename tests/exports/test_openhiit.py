"""Timers for OpenHIIT: names that share one time and one rest."""

from __future__ import annotations

import json

from guided.exports.stints import timed
from tests.exports.shelf import LIBRARY, SETTINGS, exported

ROUTINE = LIBRARY.routines["psoas-release"]


def test_it_is_a_list_of_one_timer_with_an_interval_for_each_set_and_side() -> None:
    (timer,) = json.loads(exported(ROUTINE, "openhiit"))
    stints = timed(LIBRARY, ROUTINE, SETTINGS).stints
    assert timer["activities"] == [one.name for one in stints]
    assert timer["activeIntervals"] == len(stints)
    times = timer["timeSettings"]
    whole = sum(one.seconds + one.rest for one in stints)
    assert (
        abs(len(stints) * (times["workTime"] + times["restTime"]) - whole) <= len(stints) + times["restTime"]
    )
    assert {one["timerId"] for one in (times, timer["soundSettings"])} == {timer["id"]}


def test_the_same_routine_is_the_same_timer() -> None:
    assert exported(ROUTINE, "openhiit") == exported(ROUTINE, "openhiit")
