"""Just Another Workout Timer: both shapes, its rests, its cut letters."""

from __future__ import annotations

import json
from typing import Any

from tests.imports.reading import doses, found, only

S = 1000


def exercise(name: str, seconds: object) -> dict[str, Any]:
    return {"name": name, "id": "0", "duration": seconds}


def workout(title: str, *sets: tuple[int, list[dict[str, Any]]]) -> dict[str, Any]:
    rows = [{"repetitions": many, "id": "0", "exercises": exercises} for many, exercises in sets]
    return {"title": title, "sets": rows, "version": 2, "position": 0}


HIPS = workout(
    "Hips",
    (1, [exercise("Hip flexor left", 30), exercise("Rest", 5), exercise("Hip flexor right", 30)]),
    (3, [exercise("Plank", 20), exercise("Pause", 10)]),
    (2, [exercise("Bridge", 40), exercise("Bird dog", 40), exercise("Repos", 20)]),
)


def test_rests_sides_sets_and_circuits_are_what_they_mean() -> None:
    one = only(HIPS, "jawt")
    assert one.name == "Hips"
    assert doses(one) == [
        ("Hip flexor", {"time_ms": 30 * S, "sides": "each"}),
        ("Plank", {"sets": 3, "time_ms": 20 * S, "rest_ms": 10 * S}),
        ("Bridge", {"time_ms": 40 * S}),
        ("Bird dog", {"time_ms": 40 * S, "then_ms": 20 * S}),
    ]
    assert [(line.circuit > 0, line.rounds) for line in one.lines] == [(False, 1)] * 2 + [(True, 2)] * 2


def test_all_of_them_in_one_file_are_as_many_routines() -> None:
    there = found({"workouts": [HIPS, workout("Neck", (1, [exercise("Chin tuck", 30)]))]})
    assert [one.name for one in there.reads] == ["Hips", "Neck"]


def test_letters_cut_to_eight_bits_are_read_and_what_that_lost_is_said() -> None:
    text = json.dumps(workout("Étirements", (1, [exercise("Flexion de côté", 30)])), ensure_ascii=False)
    one = only(bytes(ord(c) & 0xFF for c in text), "jawt")
    assert (one.name, one.lines[0].name) == ("Étirements", "Flexion de côté")
    assert any("lost every letter" in out.why for out in one.left_out)
    assert not only(text.encode(), "jawt").left_out


def test_a_step_without_a_time_is_left_out_and_said() -> None:
    one = only(
        workout("A", (1, [exercise("Bridge", 1e308), exercise("Plank", 30), exercise("", 30)])), "jawt"
    )
    assert doses(one) == [("Plank", {"time_ms": 30 * S})]
    assert len(one.left_out) == 2
