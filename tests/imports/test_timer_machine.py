"""TimeR Machine: groups within groups are sets, reps and circuits."""

from __future__ import annotations

from typing import Any

from tests.imports.reading import doses, only

S = 1000


def step(label: str, ms: object) -> dict[str, Any]:
    return {"step_type": "step", "label": label, "length": ms, "behaviour": [], "type": "NORMAL"}


def group(name: str, loop: int, *steps: dict[str, Any]) -> dict[str, Any]:
    return {"step_type": "group", "name": name, "loop": loop, "steps": list(steps)}


def backup(*steps: dict[str, Any], loop: int = 1) -> dict[str, Any]:
    timer = {"id": 1, "name": "Hips", "loop": loop, "steps": list(steps), "more": {}, "folderId": 1}
    return {"folders": [], "timers": [timer], "prefs": {}}


REP = group("Hip flexor", 10, step("Hold", 2 * S), step("Release", 2 * S))


def test_a_group_of_phases_is_a_rep_and_its_loop_the_reps() -> None:
    assert doses(only(backup(REP), "timer-machine")) == [("Hip flexor", {"reps": 10, "hold_ms": 2 * S})]


def test_loops_around_a_rep_are_sets() -> None:
    one = only(backup(group("Sets", 3, REP, step("Rest", 20 * S))), "timer-machine")
    assert doses(one) == [("Hip flexor", {"sets": 3, "reps": 10, "hold_ms": 2 * S, "rest_ms": 20 * S})]


def test_a_loop_of_several_exercises_is_a_circuit_and_one_around_it_is_written_out() -> None:
    round_ = group("Round", 2, step("Bridge", 30 * S), step("Bird dog", 30 * S), step("Rest", 10 * S))
    one = only(backup(round_, step("Plank", 20 * S)), "timer-machine")
    assert [(line.name, line.rounds) for line in one.lines] == [("Bridge", 2), ("Bird dog", 2), ("Plank", 1)]
    assert one.lines[1].asked.then_ms == 10 * S
    twice = only(backup(round_, step("Plank", 20 * S), loop=2), "timer-machine")
    assert [line.name for line in twice.lines] == ["Bridge", "Bird dog", "Plank"] * 2


def test_a_step_may_lack_its_type() -> None:
    plain = {"label": "Bridge", "length": 30 * S}
    assert doses(only(backup(plain), "timer-machine")) == [("Bridge", {"time_ms": 30 * S})]


def test_groups_beyond_any_sense_end_and_what_is_lost_is_said() -> None:
    nested = step("Bridge", 30 * S)
    for _ in range(30):
        nested = group("in", 20, nested, step("Plank", S))
    one = only(backup(nested), "timer-machine")
    assert len(one.lines) <= 200
    assert any("nested too deeply" in out.why for out in one.left_out)
