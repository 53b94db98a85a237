"""The shipped files: whole, fit to be played, careful in what they say."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from guided.library import carried, load
from guided.paths import assets
from guided.timeline import Timeline, compile_routine

MINUTES = {"psoas-release": 14.0, "core-without-strain": 17.0, "desk-five": 4.8}

# The person chooses what it is called, so a shipped text must not say it; and nothing is promised.
NOT_SAID = re.compile(r"stretch|\b(cure|treat|heal|guarantee|permanent|detox|toxin|lactic)", re.IGNORECASE)

LIBRARY = load(assets())
FILES = sorted(path for kind in ("methods", "exercises", "routines") for path in (assets() / kind).iterdir())
ROUTINES = sorted(LIBRARY.routines)
EXERCISES = sorted(LIBRARY.exercises)


def compiled(routine_id: str) -> Timeline:
    return compile_routine(LIBRARY.routines[routine_id], LIBRARY)


def texts(value: Any) -> Iterator[str]:
    """Every text in a table, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in texts(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in texts(inner))


def test_every_shipped_file_can_be_used_and_none_needs_advice() -> None:
    assert [str(broken.error) for broken in LIBRARY.broken] == []
    assert [str(warned) for warned in LIBRARY.warnings] == []
    there = {*LIBRARY.methods, *LIBRARY.exercises, *LIBRARY.routines}
    assert {path.stem for path in FILES} == there
    assert MINUTES.keys() <= LIBRARY.routines.keys()


@pytest.mark.parametrize("routine_id", ROUTINES)
def test_a_routine_can_be_played_and_names_only_what_there_is(routine_id: str) -> None:
    routine, timeline = LIBRARY.routines[routine_id], compiled(routine_id)
    assert timeline.length_ms > 60_000
    for kind, name in carried(LIBRARY, routine):
        assert name in getattr(LIBRARY, kind)
    assert not routine.exercises
    assert not routine.methods
    assert routine.goal
    assert routine.for_whom
    assert routine.regions


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_an_exercise_says_when_to_stop_and_what_is_easier(exercise_id: str) -> None:
    exercise = LIBRARY.exercises[exercise_id]
    assert exercise.stop_if
    assert exercise.easier or exercise.easier_by
    assert exercise.cues
    assert exercise.lengthens or exercise.works or exercise.region == "breath"
    assert exercise_id not in (exercise.easier, exercise.harder)


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_an_exercise_can_be_played_as_everything_it_allows(exercise_id: str) -> None:
    exercise = LIBRARY.exercises[exercise_id]
    assert exercise.method not in exercise.methods
    for method_id in (exercise.method, *exercise.methods):
        assert set(LIBRARY.methods[method_id].poses) <= set(exercise.drawing.poses)


def test_easier_never_leads_in_a_circle() -> None:
    for start in LIBRARY.exercises.values():
        seen, here = set(), start
        while here.easier:
            assert here.id not in seen, f"{start.id} comes back to {here.id}"
            seen.add(here.id)
            here = LIBRARY.exercises[here.easier]


@pytest.mark.parametrize(
    "path", [*FILES, assets() / "muscles.toml", assets() / "care.toml"], ids=lambda p: p.stem
)
def test_no_shipped_text_promises_or_names_what_the_person_chooses(path: Path) -> None:
    said = [text for text in texts(tomllib.loads(path.read_text("utf-8"))) if NOT_SAID.search(text)]
    assert said == []


def test_short_holds_are_two_seconds() -> None:
    method = LIBRARY.methods["ais"]
    assert [phase.ms for phase in method.phases if phase.do == "hold"] == [2000]
    assert method.longest_hold_ms == 2500
    found = 0
    for routine_id in ROUTINES:
        timeline = compiled(routine_id)
        for segment in timeline.segments:
            if segment.phase == "hold" and timeline.parts[segment.step].method.id == "ais":
                found += 1
                assert segment.length_ms == 2000
    assert found


def test_the_psoas_release_has_ten_to_twelve_short_holds_a_side() -> None:
    parts = [part for part in LIBRARY.parts(LIBRARY.routines["psoas-release"]) if part.method.id == "ais"]
    assert len(parts) >= 4
    for part in parts:
        assert part.sides == ("left", "right")
        assert all(10 <= reps <= 12 for reps in part.reps)


@pytest.mark.parametrize(("routine_id", "minutes"), MINUTES.items())
def test_a_routine_lasts_what_was_worked_out_for_it(routine_id: str, minutes: float) -> None:
    assert compiled(routine_id).length_ms / 60_000 == pytest.approx(minutes, rel=0.1)


def test_whoever_kneels_is_told_of_sore_knees() -> None:
    for exercise in LIBRARY.exercises.values():
        if exercise.position in ("half-kneeling", "kneeling", "quadruped"):
            assert "sore-knee" in exercise.care, exercise.id
