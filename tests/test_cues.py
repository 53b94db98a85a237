from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guided.cues import BREATHS, KINDS, Cue, between, cues
from guided.files import load, routine_from
from guided.library import Library
from guided.paths import assets
from guided.settings import Settings
from guided.timeline import Timeline, compile_routine

UNSPOKEN = Settings(speech="none")

STEPS: tuple[dict[str, Any], ...] = (
    {"exercise": "half-kneeling-hip-flexor", "method": "ais", "reps": 2, "sets": 2},
    {"exercise": "half-kneeling-hip-flexor", "method": "static", "reps": 1, "hold": 30},
)


@pytest.fixture(scope="module")
def library() -> Library:
    return load(assets())


@pytest.fixture(scope="module")
def timeline(library: Library) -> Timeline:
    table = {"name": "Small", "goal": "Hips.", "step": list(STEPS)}
    return compile_routine(routine_from(table, "small", library), library, UNSPOKEN)


def test_every_phase_begins_with_the_sound_of_what_is_to_be_done(timeline: Timeline) -> None:
    found = cues(timeline)
    for segment in timeline.segments:
        kind = segment.phase if segment.phase in ("prepare", "switch") else segment.kind
        assert Cue(segment.start_ms, kind) in found


def test_every_cue_is_in_order_and_of_a_known_kind(timeline: Timeline) -> None:
    found = cues(timeline)
    assert list(found) == sorted(found)
    assert {cue.kind for cue in found} == set(KINDS)


def test_the_last_three_seconds_before_one_moves_are_counted(timeline: Timeline) -> None:
    ticks = [cue.at_ms for cue in cues(timeline) if cue.kind == "tick"]
    counted = [s.end_ms - before for s in timeline.segments if not s.rep for before in (3000, 2000, 1000)]
    assert ticks == sorted(counted)


def test_the_middle_of_a_long_hold_is_marked(timeline: Timeline) -> None:
    marked = [cue.at_ms for cue in cues(timeline) if cue.kind == "half-way"]
    halves = [s.start_ms + 15_000 for s in timeline.segments if s.phase == "hold" and s.length_ms == 30_000]
    assert marked == halves
    assert len(halves) == 2


def test_no_rest_of_three_seconds_or_less_is_counted(library: Library) -> None:
    table = {"name": "Small", "goal": "Hips.", "step": [{**STEPS[0], "prepare": 3, "reps": 1, "sets": 1}]}
    timeline = compile_routine(routine_from(table, "small", library), library, UNSPOKEN)
    assert timeline.segments[0].length_ms == 3000
    assert all(cue.at_ms > 3000 for cue in cues(timeline) if cue.kind == "tick")


def test_the_session_ends_with_its_closing_sound(timeline: Timeline) -> None:
    assert cues(timeline)[-1] == Cue(timeline.length_ms, "finish")
    assert [cue.kind for cue in cues(timeline)].count("finish") == 1


def test_breaths_alternate_within_a_hold_and_never_overlap(timeline: Timeline) -> None:
    found = [cue for cue in cues(timeline) if cue.kind in BREATHS]
    assert all(a.at_ms + a.length_ms <= b.at_ms for a, b in pairwise(found))
    long_hold = next(s for s in timeline.segments if s.kind == "hold" and s.length_ms == 30_000)
    within = [cue for cue in found if long_hold.start_ms <= cue.at_ms < long_hold.end_ms]
    assert [cue.kind for cue in within] == [*BREATHS] * (len(within) // 2)
    assert sum(cue.length_ms for cue in within) == 30_000


def test_one_breath_over_two_phases_is_one_sound(timeline: Timeline) -> None:
    ease = next(s for s in timeline.segments if s.phase == "ease" and s.breath == "out")
    assert Cue(ease.start_ms, "breath-out", 4000) in cues(timeline)


@given(st.lists(st.integers(-5_000, 400_000), min_size=2, max_size=8).map(sorted))
def test_windows_that_touch_neither_lose_nor_double_a_cue(edges: list[int]) -> None:
    found = tuple(sorted(Cue(at, kind) for at in range(0, 300_000, 700) for kind in ("ease", "tick")))
    windows = [between(found, a, b) for a, b in pairwise(edges)]
    whole = tuple(cue for cue in found if edges[0] <= cue.at_ms < edges[-1])
    assert tuple(cue for window in windows for cue in window) == whole
