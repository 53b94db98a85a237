"""The simple part of Liftoscript, and that the rest of it is named."""

from __future__ import annotations

from tests.imports.reading import doses, found

S = 1000
TEXT = """\
# Week 1
## Day 1
// Slowly down.
Glute Bridge, Bodyweight / 3x10 0lb 60s
Plank / 3x1 0lb 30s|60s
main / used: none / 1x5 58%
Squat[1-3] / ...main
Press / 2x5, 1x5+ / 45lb / progress: custom() {~
  state.weight = 3x5
~}
## Day 2
t1: Bird Dog / 2x8-12 / 90s
"""


def test_each_day_is_a_routine_with_sets_reps_and_times() -> None:
    there = found(TEXT)
    assert there.format.id == "liftoscript"
    assert [one.name for one in there.reads] == ["Week 1, Day 1", "Week 1, Day 2"]
    assert doses(there.reads[0]) == [
        ("Glute Bridge", {"sets": 3, "reps": 10, "rest_ms": 60 * S, "note": "Slowly down."}),
        ("Plank", {"sets": 3, "time_ms": 30 * S, "rest_ms": 60 * S}),
        ("Press", {"sets": 3, "reps": 5}),
    ]
    assert doses(there.reads[1]) == [("Bird Dog", {"sets": 2, "reps": 12, "rest_ms": 90 * S})]


def test_what_it_cannot_take_is_named_with_its_line() -> None:
    left_out = found(TEXT).reads[0].left_out
    assert [(out.number, out.original.partition(" /")[0].partition(",")[0]) for out in left_out] == [
        (6, "main"),
        (7, "Squat[1-3]"),
        (8, "45lb"),
    ]
