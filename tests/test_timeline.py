"""A routine in time: whole, in order, as planned, and the same however it is asked for."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guided.files import load, routine_from
from guided.library import Library
from guided.part import SWITCH_MS, Part
from guided.pose import at_pose
from guided.routine import Dose
from guided.settings import Settings
from guided.timeline import (
    Segment,
    Timeline,
    TooLong,
    breaths,
    compile_routine,
    length_ms,
    position_change_ms,
    repaced,
    segments_of_rep,
    swapped,
)
from tests.routines import NOTHING, routines, timeline, timelines
from tests.samples import EASIER, FILES, write

STEP = 'name = "R"\n[[step]]\nexercise = "kneeling-opener"\nprepare = 0\n'


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return load(write(tmp_path_factory.mktemp("shipped"), FILES))


def compiled(text: str, library: Library, chosen: Settings | None = None) -> Timeline:
    return compile_routine(routine_from(tomllib.loads(text), "r", library), library, chosen)


def told(line: Timeline) -> list[tuple[str, int]]:
    return [(segment.phase, segment.length_ms) for segment in line.segments]


def each_way(part: Part, reps: int) -> int:
    """The reps of a set: as many again where a method is also played the other way round."""
    return 2 * reps if part.method.reverse else reps


# ---------------------------------------------------------------- any routine


@given(timelines)
def test_a_timeline_starts_at_zero_and_has_no_gaps(line: Timeline) -> None:
    assert line.segments[0].start_ms == 0
    assert all(a.end_ms == b.start_ms for a, b in pairwise(line.segments))
    assert sum(segment.length_ms for segment in line.segments) == line.length_ms
    assert all(segment.length_ms >= 1 for segment in line.segments)


@given(timelines)
def test_every_rep_is_there_once_for_its_set_and_side_with_every_phase(line: Timeline) -> None:
    reps: dict[tuple[int, int, str, int], list[str]] = defaultdict(list)
    for segment in line.segments:
        if segment.rep:
            reps[segment.step, segment.set, segment.side, segment.rep].append(segment.phase)
    planned = {
        (step, set_, side, rep)
        for step, part in enumerate(line.parts)
        for set_, count in enumerate(part.reps, 1)
        for side in part.sides
        for rep in range(1, each_way(part, count) + 1)
    }
    assert set(reps) == planned
    for (step, *_), phases in reps.items():
        assert phases == [phase.do for phase in line.parts[step].method.phases]


@given(timelines)
def test_a_segment_says_how_many_reps_and_sets_there_are(line: Timeline) -> None:
    for segment in line.segments:
        part = line.parts[segment.step]
        assert segment.reps == each_way(part, part.reps[segment.set - 1])
        assert segment.sets == len(part.reps)
        assert segment.side in part.sides
        assert segment.exercise == part.exercise.id


@given(timelines)
def test_what_lies_between_reps_is_what_the_dose_asks_for(line: Timeline) -> None:
    for number, part in enumerate(line.parts):
        between = [s for s in line.segments if s.step == number and not s.rep]
        lengths: dict[str, list[int]] = defaultdict(list)
        for segment in between:
            lengths[segment.phase].append(segment.length_ms)
        sets, sides = len(part.reps), 1 if part.alternate else len(part.sides)
        # A rest between two sets leaves time enough to change sides as well.
        without_rests = sets * (sides - 1) if part.rest_ms else sets * sides - 1
        switches = 0 if sides == 1 else without_rests if part.set_first else sides - 1
        rests = (sets - 1) * (1 if part.set_first else sides) if part.rest_ms else 0
        assert lengths["switch"] == [SWITCH_MS] * switches
        assert lengths["rest"] == [part.rest_ms] * rests
        assert len(lengths["prepare"]) <= 1


@given(timelines, st.data())
def test_the_moment_at_any_time_is_the_segment_that_holds_it(line: Timeline, data: st.DataObject) -> None:
    t = data.draw(st.integers(0, line.length_ms - 1))
    moment = line.at(t)
    assert moment.segment is line.segments[moment.index]
    assert moment.segment.start_ms <= t < moment.segment.end_ms
    assert (moment.elapsed_ms, moment.left_ms) == (t - moment.segment.start_ms, moment.segment.end_ms - t)
    assert 0.0 <= moment.progress < 1.0


@given(timelines)
def test_edges_belong_to_the_segment_that_begins_there(line: Timeline) -> None:
    for index, segment in enumerate(line.segments):
        assert line.at(segment.start_ms).index == index
        assert line.at(segment.end_ms - 1).index == index
    last = len(line.segments) - 1
    assert line.at(-5).t_ms == 0
    assert (line.at(line.length_ms).index, line.at(line.length_ms + 9).index) == (last, last)


@given(timelines)
def test_the_figure_never_jumps_within_a_step(line: Timeline) -> None:
    for a, b in pairwise(line.segments):
        if a.step == b.step:
            assert a.stance_to == b.stance_from
    for segment in line.segments:
        poses = line.exercise(segment).drawing.poses
        shares = (*segment.stance_from.shares, *segment.stance_to.shares)
        assert all(name in poses for name, share in shares if share)


@given(timelines)
def test_every_phase_reaches_the_pose_it_goes_to_as_far_as_the_step_says(line: Timeline) -> None:
    for segment in line.segments:
        part = line.parts[segment.step]
        if not segment.rep or part.method.reverse:
            continue
        before = segments_of_rep(line, line.segments.index(segment))
        phase = part.method.phases[before.index(segment)]
        first, last = part.step.depth
        along = (segment.rep - 1) / (segment.reps - 1) if segment.reps > 1 else 1.0
        depth = 0.0 if phase.to == "start" else first + (last - first) * along
        if phase.to:
            assert segment.stance_to.share("end") == pytest.approx(depth)
        else:
            assert segment.stance_to == segment.stance_from


@given(timelines)
def test_breaths_follow_each_other_and_lie_within(line: Timeline) -> None:
    guided = list(breaths(line))
    assert all(half.start_ms < half.end_ms for half in guided)
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(guided))
    if guided:
        assert guided[0].start_ms >= 0
        assert guided[-1].end_ms <= line.length_ms


@given(timelines)
def test_a_free_hold_is_filled_with_breaths_and_ends_on_an_out_breath(line: Timeline) -> None:
    for segment in line.segments:
        if segment.breath == "free" and segment.kind == "hold" and segment.length_ms >= 0.75 * 8000:
            assert segment.breaths[0].start_ms == 0
            assert segment.breaths[-1].end_ms == segment.length_ms
            assert segment.breaths[-1].way == "out"
            assert all(a.end_ms == b.start_ms for a, b in pairwise(segment.breaths))
        else:
            assert segment.breaths == ()


@given(timelines)
def test_step_spans_cover_the_timeline(line: Timeline) -> None:
    spans = [line.step_span(step) for step in range(len(line.parts))]
    assert spans[0][0] == 0
    assert spans[-1][1] == line.length_ms
    assert all(a[1] == b[0] for a, b in pairwise(spans))


@given(timelines, st.data())
def test_the_segments_of_a_rep_are_its_phases(line: Timeline, data: st.DataObject) -> None:
    index = data.draw(st.sampled_from([i for i, s in enumerate(line.segments) if s.rep]))
    found = segments_of_rep(line, index)
    assert line.segments[index] in found
    phases = line.parts[found[0].step].method.phases
    assert [segment.phase for segment in found] == [phase.do for phase in phases]


@given(routines)
def test_the_same_routine_is_always_the_same_timeline(table: dict[str, Any]) -> None:
    assert timeline(table).segments == timeline(table).segments


# ---------------------------------------------------------------- one rep


@given(st.integers(1, 20), st.sampled_from(["left", "each", "alternate"]), st.booleans())
@settings(max_examples=30)
def test_a_two_second_rep_is_two_out_two_held_two_back_one_rest(
    library: Library, reps: int, sides: str, hold: bool
) -> None:
    chosen = f'reps = {reps}\nsides = "{sides}"\n' + ("hold = 2" if hold else "")
    line = compiled(STEP + chosen, library)
    seen: dict[tuple[str, int], list[Segment]] = defaultdict(list)
    for segment in line.segments:
        if segment.rep:
            seen[segment.side, segment.rep].append(segment)
    assert len(seen) == reps * (1 if sides == "left" else 2)
    for segments in seen.values():
        assert [(s.phase, s.length_ms, s.breath) for s in segments] == [
            ("ease", 2000, "out"),
            ("hold", 2000, "out"),
            ("release", 2000, "in"),
            ("rest", 1000, "in"),
        ]
        assert [s.end_ms for s in segments] == [s.start_ms for s in segments[1:]] + [segments[-1].end_ms]


# ---------------------------------------------------------------- what a step asks for


def test_prepare_comes_from_the_change_of_position(library: Library) -> None:
    line = compiled(
        'name = "R"\n[[step]]\nexercise = "standing-opener"\nreps = 1\nsides = "left"\n' * 1
        + '[[step]]\nexercise = "kneeling-opener"\nreps = 1\nsides = "left"\n',
        library,
    )
    assert [s.length_ms for s in line.segments if s.phase == "prepare"] == [5000, 15_000]


@pytest.mark.parametrize(
    ("before", "after", "ms"),
    [
        ("supine", "supine", 5000),
        ("supine", "prone", 9000),
        ("quadruped", "half-kneeling", 9000),
        ("supine", "standing", 15_000),
        ("seated", "prone", 15_000),
        ("standing", "seated", 7000),
    ],
)
def test_getting_up_takes_longer_than_turning_over(before: str, after: str, ms: int) -> None:
    assert position_change_ms(before, after) == position_change_ms(after, before) == ms


def test_a_step_that_waits_has_a_segment_to_wait_in(library: Library) -> None:
    waits = compiled(STEP + "wait = true", library).segments[0]
    assert (waits.phase, waits.wait, waits.length_ms) == ("prepare", True, 1000)
    assert not any(s.wait for s in compiled(STEP, library).segments)


def test_sets_with_one_number_each_and_sides_in_both_orders(library: Library) -> None:
    def order(text: str) -> list[tuple[str, int, int]]:
        line = compiled(STEP + "reps = [2, 1]\nrest = 30\n" + text, library)
        return [(s.side, s.set, s.rep) for s in line.segments if s.phase == "ease"]

    assert order('order = "side-first"') == [
        *[("left", 1, 1), ("left", 1, 2), ("left", 2, 1)],
        *[("right", 1, 1), ("right", 1, 2), ("right", 2, 1)],
    ]
    assert order('order = "set-first"') == [
        *[("left", 1, 1), ("left", 1, 2), ("right", 1, 1), ("right", 1, 2)],
        *[("left", 2, 1), ("right", 2, 1)],
    ]
    assert order('sides = "alternate"') == [
        *[("left", 1, 1), ("right", 1, 1), ("left", 1, 2), ("right", 1, 2)],
        *[("left", 2, 1), ("right", 2, 1)],
    ]


def test_the_side_chosen_first_is_first(library: Library) -> None:
    line = compiled(STEP, library, Settings(first_side="right"))
    assert line.segments[0].side == "right"


def test_holds_grow_from_the_first_rep_to_the_last(library: Library) -> None:
    line = compiled(STEP + 'sides = "left"\nreps = 3\nhold = [2, 10]', library)
    assert [s.length_ms for s in line.segments if s.phase == "hold"] == [2000, 6000, 10_000]


def test_only_holds_change_not_contractions(library: Library) -> None:
    line = compiled(STEP + 'sides = "left"\nmethod = "static"\nreps = 1\nhold = 15', library)
    assert told(line) == [("ease", 4000), ("hold", 15_000), ("contract", 6000), ("release", 4000)]
    assert line.segments[2].effort == (0.2, 0.5)


@pytest.mark.parametrize(("fill", "reps"), [(60, 8), (7, 1), (13.9, 1), (14, 2), (1, 1)])
def test_fill_takes_as_many_whole_reps_as_fit(library: Library, fill: float, reps: int) -> None:
    line = compiled(STEP + f'sides = "left"\nfill = {fill}', library)
    assert [s.rep for s in line.segments if s.phase == "hold"] == list(range(1, reps + 1))
    assert {s.reps for s in line.segments} == {reps}


def test_a_method_that_goes_both_ways_has_as_many_reps_again_the_other_way_round() -> None:
    poses = ("mid1", "mid2", "end", "start")
    circle = {
        "name": "Circle",
        "summary": "Round and back.",
        "reverse": True,
        "phase": [{"do": "circle", "seconds": 2, "to": pose} for pose in poses],
    }
    drawn = {**tomllib.loads(EASIER)["figure"], "mid1": {}, "mid2": {}}
    exercise = {**tomllib.loads(EASIER), "method": "circle", "sides": "none", "figure": drawn}
    step = {"exercise": "a", "reps": 2, "prepare": 0}
    line = timeline(
        {"name": "R", "step": [step], "exercises": {"a": exercise}, "methods": {"circle": circle}}
    )
    assert [[s.stance_to for s in line.segments if s.rep == rep] for rep in (1, 2, 3, 4)] == [
        *[[at_pose(pose) for pose in ("mid1", "mid2", "end", "start")]] * 2,
        *[[at_pose(pose) for pose in ("end", "mid2", "mid1", "start")]] * 2,
    ]


def test_each_rep_may_go_deeper(library: Library) -> None:
    line = compiled(STEP + 'sides = "left"\nreps = 3\ndepth = [0.8, 1.0]', library)
    reached = [s.stance_to.share("end") for s in line.segments if s.phase == "ease"]
    assert reached == pytest.approx([0.8, 0.9, 1.0])
    assert all(s.stance_to == at_pose("start") for s in line.segments if s.phase == "release")


def test_breath_and_pace_of_the_settings_are_followed(library: Library) -> None:
    slow = compiled(STEP + 'sides = "left"\nreps = 1', library, Settings(pace=1.5))
    assert told(slow) == [("ease", 3000), ("hold", 2000), ("release", 3000), ("rest", 1500)]
    long = compiled(STEP + 'sides = "left"\nmethod = "static"\nreps = 1', library, Settings(breath_out=6.0))
    assert told(long)[0] == ("ease", 6000)
    assert len(long.segments[1].breaths) == 6  # three breaths of ten seconds in thirty


def test_a_breath_that_spans_phases_is_one(library: Library) -> None:
    line = compiled(STEP + 'sides = "left"\nreps = 2', library)
    assert list(breaths(line)) == [
        (0, 4000, "out"),
        (4000, 7000, "in"),
        (7000, 11_000, "out"),
        (11_000, 14_000, "in"),
    ]


def test_a_figure_stands_where_its_moment_says(library: Library) -> None:
    line = compiled(STEP + 'sides = "left"\nreps = 1', library)
    assert line.at(0).stance == at_pose("start")
    assert line.at(1000).stance.share("end") == 0.5
    assert line.at(3000).stance == at_pose("end")


def test_six_hours_is_the_most(library: Library) -> None:
    text = (
        'name = "R"\n' + '[[step]]\nexercise = "standing-opener"\nreps = 45\nhold = 1\nprepare = 600\n' * 18
    )
    line = compiled(text, library)
    assert line.length_ms <= 6 * 3600 * 1000
    with pytest.raises(TooLong, match='"R" lasts over 6 hours'):
        compiled(text, library, Settings(pace=2.0))


def test_a_timeline_refuses_gaps_and_emptiness(library: Library) -> None:
    line = compiled(STEP, library)
    with pytest.raises(ValueError, match="gap"):
        Timeline(line.routine, line.parts, line.segments[1:])
    with pytest.raises(ValueError, match="at least one"):
        Timeline(line.routine, line.parts, ())


# ---------------------------------------------------------------- a change while it is played


def test_a_hold_counted_in_breaths_follows_the_persons_breath(library: Library) -> None:
    text = STEP + 'method = "static"\nreps = 1\nsides = "none"\nbreaths = 3\n'
    for breath_in in (4.0, 5.0):
        line = compiled(text, library, Settings(breath_in=breath_in, breath_out=4.0))
        hold = next(s for s in line.segments if s.phase == "hold")
        assert hold.length_ms == 3 * 1000 * (breath_in + 4)
        assert [b.way for b in hold.breaths] == ["in", "out"] * 3


def test_a_side_may_have_another_number_of_reps_and_of_sets(library: Library) -> None:
    sets = "reps = 2\nleft = [3, 1]\nrest = 10\n"
    line = compiled(STEP + sets, library)
    reps = [(s.side, s.set, s.sets, s.reps) for s in line.segments if s.phase == "ease" and s.rep == 1]
    assert reps == [("left", 1, 2, 3), ("left", 2, 2, 1), ("right", 1, 1, 2)]
    line = compiled(STEP + sets + 'order = "set-first"\n', library)
    reps = [(s.side, s.set, s.sets, s.reps) for s in line.segments if s.phase == "ease" and s.rep == 1]
    assert reps == [("left", 1, 2, 3), ("right", 1, 1, 2), ("left", 2, 2, 1)]


def test_a_rest_after_an_exercise_is_its_last_segment_and_outlives_a_swap(library: Library) -> None:
    line = compiled(STEP + "reps = 1\nrest_after = 30\n" + STEP.partition("\n")[2], library)
    last = [s for s in line.segments if s.step == 0][-1]
    assert (last.phase, last.rep, last.length_ms) == ("rest", 0, 30_000)
    part = line.parts[0]
    other = swapped(line, 1, part, (), Settings())
    assert [s for s in other.segments if s.step == 0][-1].length_ms == 30_000


def test_a_self_paced_step_waits_in_every_phase(library: Library) -> None:
    line = compiled(STEP + "reps = 1\nself_paced = true\n", library)
    assert all(segment.wait for segment in line.segments if segment.rep)


def test_the_step_may_say_which_side_begins_and_how_hard_to_press(library: Library) -> None:
    line = compiled(STEP + 'method = "static"\nreps = 1\nfirst = "right"\neffort = [0.1, 0.3]\n', library)
    assert line.parts[0].sides == ("right", "left")
    assert {s.effort for s in line.segments if s.phase == "contract"} == {(0.1, 0.3)}
    assert {s.effort for s in line.segments if s.phase == "hold"} == {()}


@given(timelines, st.data())
def test_another_pace_leaves_what_was_and_changes_no_plan(line: Timeline, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(line.segments) - 1))
    pace = data.draw(st.sampled_from([0.5, 0.8, 1.25, 2.0]))
    slower = repaced(line, index, Settings(pace=pace))
    assert slower.segments[: index + 1] == line.segments[: index + 1]
    named = [(s.step, s.set, s.side, s.rep, s.phase) for s in line.segments]
    assert [(s.step, s.set, s.side, s.rep, s.phase) for s in slower.segments] == named
    for before, after in zip(line.segments, slower.segments, strict=True):
        if (before.kind == "hold" and before.phase != "contract") or not before.rep:
            assert after.length_ms == before.length_ms


@pytest.mark.parametrize("pace", [0.5, 2.0])
def test_another_pace_reaches_every_rep_of_a_time_to_fill(library: Library, pace: float) -> None:
    line = compiled(STEP + "fill = 60", library)
    other = repaced(line, 0, Settings(pace=pace))
    lengths = {
        (s.side, s.rep): tuple(p.length_ms for p in segments_of_rep(other, i))
        for i, s in enumerate(other.segments)
        if s.rep and (s.side, s.rep) != ("left", 1)  # which had begun
    }
    assert len(lengths) > 10
    assert len(set(lengths.values())) == 1
    assert other.length_ms != line.length_ms


def test_another_pace_leaves_growing_holds_of_a_time_to_fill(library: Library) -> None:
    line = compiled(STEP + "fill = 60\nhold = [2, 6]", library)
    slower = repaced(line, 0, Settings(pace=2.0))
    held = [s.length_ms for s in line.segments if s.phase == "hold"]
    assert [s.length_ms for s in slower.segments if s.phase == "hold"] == held
    assert slower.length_ms > line.length_ms


@given(timelines, st.data())
def test_a_swap_plays_what_is_left_and_nothing_twice(line: Timeline, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(line.segments) - 1))
    step = line.segments[index].step
    part = line.parts[step]
    done = {(s.step, s.set, s.side, s.rep) for s in line.segments[:index] if s.rep}
    done.discard((step, line.segments[index].set, line.segments[index].side, line.segments[index].rep))
    other = swapped(line, index, part, done, Settings())
    assert other.segments[: index + 1] == line.segments[: index + 1]
    reps = {(s.step, s.set, s.side, s.rep) for s in other.segments[index + 1 :] if s.rep and s.step == step}
    every = {(s.step, s.set, s.side, s.rep) for s in line.segments if s.rep and s.step == step}
    assert reps == every - done
    later = [(s.phase, s.length_ms) for s in line.segments if s.step > step]
    assert [(s.phase, s.length_ms) for s in other.segments if s.step > step] == later
    assert other.segments[-1].rep


def as_static(library: Library, done: set[tuple[int, int, str, int]]) -> list[tuple[str, int, int]]:
    """Side, number and count of the reps left of a dozen short holds a side, played as long ones on."""
    line = compiled(STEP + "reps = 12", library)
    index = next(
        i for i, s in enumerate(line.segments) if (s.step, s.set, s.side, s.rep) in done or s.rep == 1
    )
    part = library.part(line.routine, replace(line.routine.steps[0], method="static", dose=Dose()))
    other = swapped(line, index, part, done, Settings())
    assert all(s.phase == "prepare" for s in other.segments[index + 1 : index + 2])
    return [(s.side, s.rep, s.reps) for s in other.segments[index + 1 :] if s.phase == "ease"]


def reps_of(side: str, many: int) -> set[tuple[int, int, str, int]]:
    return {(0, 1, side, rep) for rep in range(1, many + 1)}


@pytest.mark.parametrize(
    ("left", "right", "still"),
    [
        (0, 0, [("left", 1, 2), ("left", 2, 2), ("right", 1, 2), ("right", 2, 2)]),
        (6, 0, [("left", 7, 7), ("right", 1, 2), ("right", 2, 2)]),
        (12, 1, [("right", 2, 3), ("right", 3, 3)]),
        (12, 11, [("right", 12, 12)]),  # what is not over has a rep left
        (12, 12, []),
    ],
)
def test_by_another_method_the_share_that_was_done_stays_done(
    library: Library, left: int, right: int, still: list[tuple[str, int, int]]
) -> None:
    assert as_static(library, reps_of("left", left) | reps_of("right", right)) == still


def test_a_second_swap_counts_what_was_done_before_the_first(library: Library) -> None:
    line = compiled(STEP + "reps = 12", library)
    done = reps_of("left", 6)
    static = library.part(line.routine, replace(line.routine.steps[0], method="static", dose=Dose()))
    index = next(i for i, s in enumerate(line.segments) if s.rep == 6 and s.phase == "rest")
    once = swapped(line, index, static, done, Settings())
    twice = swapped(once, index + 1, line.parts[0], done, Settings())
    left = [s.rep for s in twice.segments[index + 2 :] if s.phase == "ease" and s.side == "left"]
    assert left == [7, 8, 9, 10, 11, 12]  # 42 s were done, and 44 s one long hold would have taken


# ---------------------------------------------------------------- its length alone


@given(routines, st.sampled_from([Settings(), Settings(pace=1.3, breath_in=3, first_side="right")]))
def test_the_length_is_known_without_laying_it_out(table: dict[str, Any], chosen: Settings) -> None:
    routine = routine_from(table, "routine", NOTHING)
    line = compile_routine(routine, NOTHING, chosen)
    assert length_ms(routine, NOTHING, chosen) == pytest.approx(line.length_ms, abs=len(line.segments))


def test_a_length_ends_at_six_hours(library: Library) -> None:
    step = '[[step]]\nexercise = "standing-opener"\nreps = 45\nhold = 1\nprepare = 600\n'
    routine = routine_from(tomllib.loads('name = "R"\n' + step * 18), "r", library)
    slow = Settings(pace=2.0)
    with pytest.raises(TooLong):
        compile_routine(routine, library, slow)
    assert length_ms(routine, library, slow) == 6 * 60 * 60 * 1000
