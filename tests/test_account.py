"""What was done in a session, step by step."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from guided.account import accounts, corrected, phases, regions_of, routine_of, swaps
from guided.files import load
from guided.library import Library
from guided.paths import assets
from guided.plan import plan_of
from guided.session import Event, Record, SetDone, sets_done
from guided.timeline import compile_routine


@pytest.fixture(scope="module")
def library() -> Library:
    return load(assets())


def record(library: Library, routine_id: str = "psoas-release") -> Record:
    """A session of a shipped routine in which every set was done but for one rep."""
    routine = library.routines[routine_id]
    timeline = compile_routine(routine, library)
    sets = tuple(replace(one, done=one.planned - 1) for one in sets_done(timeline, ()))
    return Record(
        id="one",
        routine_id=routine_id,
        routine_name=routine.name,
        routine=json.dumps(routine.to_table()),
        started="2026-11-24T07:00:00Z",
        offset_min=60,
        planned_ms=timeline.length_ms,
        played_ms=600_000,
        sets=sets,
        phase_ms={"ease": 90_000, "hold": 120_000, "switch": 400},
        swaps=(("bridge", "pelvic-tilt"),),
        events=(Event("pause", 0), Event("hurt", 1), Event("pause", 0), Event("skip", 1)),
    )


def test_every_step_has_its_sets_and_sides_and_what_happened_in_it(library: Library) -> None:
    found = accounts(record(library), library)
    first, second = found[:2]
    assert (first.name, [line.said for line in first.lines]) == ("Pelvic tilts", ["5 of 6 reps"])
    assert first.happened == ("Paused 2 times",)
    assert [(line.label, line.said) for line in second.lines] == [
        ("Left", "9 of 10 reps"),
        ("Right", "9 of 10 reps"),
    ]
    assert second.happened == ("Skipped from here", "It hurt here")


def test_a_time_to_fill_is_seconds_and_no_reps(library: Library) -> None:
    timed = next(one.id for one in library.routines.values() if any(step.fill_ms for step in one.steps))
    kept = record(library, timed)
    steps = library.routines[timed].steps
    for one in accounts(kept, library):
        for line in one.lines:
            assert line.said.endswith((" s", " min")) == bool(steps[one.step].fill_ms)
            if line.fill_ms:
                assert line.seconds == round(line.fill_ms / 1000 * line.done / line.planned)


def test_it_is_the_routine_as_it_was_played_though_its_file_has_changed_or_gone(library: Library) -> None:
    kept = record(library)
    routines = {name: one for name, one in library.routines.items() if name != "psoas-release"}
    routine = routine_of(kept, replace(library, routines=routines))
    assert routine is not None
    assert routine.steps == library.routines["psoas-release"].steps
    plan_of(routine, library)


def test_what_is_no_longer_there_is_named_by_its_id(library: Library) -> None:
    kept = replace(record(library), routine='{"name": "Gone", "step": [{"exercise": "old-move"}]}')
    kept = replace(kept, sets=(replace(kept.sets[0], exercise="old-move"),))
    assert routine_of(kept, library) is None
    assert accounts(kept, library)[0].name == "Old move"
    elsewhere = replace(kept, routine="{}", sets=())
    assert routine_of(elsewhere, library) is None
    assert accounts(elsewhere, library) == []


def test_swaps_and_phases_are_put_into_words(library: Library) -> None:
    kept = record(library)
    assert swaps(kept, library)[0].startswith("Pelvic tilts in place of ")
    assert phases(kept) == [("Holding", "2:00"), ("Moving", "1:30")]


def test_what_was_done_can_be_put_right_and_nothing_else_changes(library: Library) -> None:
    kept = record(library)
    line = accounts(kept, library)[1].lines[0]
    right = corrected(kept, line, 10)
    assert right.reps_done == kept.reps_done + 1
    assert [n for n, (a, b) in enumerate(zip(kept.sets, right.sets, strict=True)) if a != b] == list(
        line.sets
    )
    assert corrected(kept, line, -3).sets[line.sets[0]].done == 0
    assert not right.complete
    assert replace(right, sets=kept.sets) == kept


def shares(record: Record, library: Library) -> dict[str, float]:
    return dict(regions_of(record, routine_of(record, library), library))


def test_a_region_has_the_time_of_what_was_done_of_its_exercises(library: Library) -> None:
    kept = record(library)
    whole = shares(kept, library)
    assert sum(whole.values()) == pytest.approx(1)
    assert max(whole, key=lambda region: whole[region]) == "hip-front"
    first = kept.sets[0]
    skipped = replace(kept, sets=(first, *(replace(one, done=0) for one in kept.sets[1:])))
    assert shares(skipped, library) == {library.exercises[first.exercise].region: 1}
    assert shares(replace(kept, sets=tuple(replace(one, done=0) for one in kept.sets)), library) == {}


def test_half_of_a_step_has_half_of_its_time_and_a_swap_goes_where_it_was_done(library: Library) -> None:
    steps = [{"exercise": "dead-bug", "fill": 60}, {"exercise": "dead-bug", "fill": 60}]
    plain = json.dumps({"name": "Two", "step": steps})
    sets = (SetDone(0, "dead-bug", "core", 1, "none", 9, 9), SetDone(1, "chin-tuck", "ais", 1, "none", 8, 4))
    found = shares(replace(record(library), routine=plain, sets=sets), library)
    assert found == {"core": pytest.approx(2 / 3), "neck": pytest.approx(1 / 3)}


def test_without_a_routine_reps_are_counted_and_unknown_exercises_are_nowhere(library: Library) -> None:
    sets = (
        SetDone(0, "bridge", "", 1, "none", 10, 5),
        SetDone(1, "chin-tuck", "", 1, "none", 15, 15),
        SetDone(2, "bench-press", "", 1, "none", 20, 20),
    )
    found = shares(replace(record(library), routine="", sets=sets), library)
    assert found == {"core": 5 / 80, "hip-front": 5 / 80, "neck": 15 / 40}  # a bridge opens the hip as well
