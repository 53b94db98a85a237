"""What the player says at a moment."""

from __future__ import annotations

import pytest

from guided.display import Display, counted, cue_at, display, numeral, rep_progress, spoken, subtitle
from guided.files import routine_from
from guided.session import Rep
from guided.timeline import compile_routine
from tests.qt.shipped import library, timeline


def shown(routine: str, step: int, into_ms: int, done: int = 0) -> tuple[Display, int]:
    """The display so far into a step's first rep (negative: before it), and its segment's index."""
    laid_out = timeline(routine)
    first = next(s.start_ms for s in laid_out.segments if s.step == step and s.rep)
    index = laid_out.at(first + into_ms).index
    reps = [Rep(s.step, s.set, s.side, s.rep) for s in laid_out.segments if s.step == step and s.rep]
    return display(laid_out, index, dict.fromkeys(dict.fromkeys(reps[: done * 4]))), index


@pytest.mark.parametrize(
    ("into_ms", "word", "cue"),
    [
        (0, "Ease in", "Breathe out"),
        (2_000, "Hold", "Keep breathing out"),
        (4_000, "Release", "Breathe in"),
        (-1, "Get ready", "On your back"),
    ],
)
def test_each_phase_has_its_word_and_its_breath(into_ms: int, word: str, cue: str) -> None:
    found, _ = shown("psoas-release", 1, into_ms)
    assert (found.word, found.cue) == (word, cue)


@pytest.mark.parametrize(
    ("dose", "cue"),
    [
        ({}, "the knee forward into the cushion, 20 to 50 %"),
        ({"effort": 0.3}, "the knee forward into the cushion, 30 %"),
    ],
)
def test_a_contraction_tells_what_to_press_and_how_hard(dose: dict[str, float], cue: str) -> None:
    step = {"exercise": "half-kneeling-hip-flexor", "method": "contract-relax", **dose}
    laid_out = compile_routine(routine_from({"name": "Press", "step": [step]}, "press", library()), library())
    index = next(i for i, s in enumerate(laid_out.segments) if s.phase == "contract")
    found = display(laid_out, index, {})
    assert (found.word, found.cue) == ("Press", cue)
    said = spoken(found, laid_out.segments[index], laid_out.parts[0], "stretching")
    assert said.endswith(f", Left knee down, rep 1 of 2. Press. {cue}")
    # No other phase is told an effort.
    others = [i for i, s in enumerate(laid_out.segments) if s.phase != "contract"]
    assert not [i for i in others if "%" in display(laid_out, i, {}).cue]


def test_what_the_phase_says_is_not_said_again_under_it() -> None:
    line = timeline("calm-at-the-desk")
    breathing = [display(line, n, {}) for n, one in enumerate(line.segments) if one.phase == "inhale"]
    assert {(found.word, found.cue) for found in breathing} == {("Breathe in", "")}
    first = next(one for one in line.segments if one.phase == "inhale")
    assert spoken(breathing[0], first, line.parts[first.step], "range").endswith(". Breathe in")


def test_a_seat_on_the_floor_is_told_as_one() -> None:
    line = timeline("deep-hip")
    step = next(n for n, part in enumerate(line.parts) if part.exercise.id == "seated-turns-90-90")
    index = next(n for n, one in enumerate(line.segments) if one.step == step)
    assert display(line, index, {}).cue == "Sitting on the floor"


def test_the_numeral_is_the_rep_while_phases_are_short() -> None:
    laid_out = timeline()
    found, index = shown("psoas-release", 1, 7_000)
    assert numeral(found, laid_out.at(laid_out.segments[index].start_ms)) == "2"
    assert counted(found, laid_out.at(laid_out.segments[index].start_ms)) == ("of 10 reps",)


def test_the_numeral_is_seconds_left_in_a_rest() -> None:
    laid_out = timeline()
    found, index = shown("psoas-release", 1, -1)
    segment = laid_out.segments[index]
    assert numeral(found, laid_out.at(segment.end_ms - 5_000)) == "5"
    assert numeral(found, laid_out.at(segment.end_ms - 1)) == "1"
    assert counted(found, laid_out.at(segment.end_ms - 5_000)) == ("seconds",)
    assert counted(found, laid_out.at(segment.end_ms - 1)) == ("second",)


def test_a_long_hold_counts_seconds_and_names_the_rep() -> None:
    found, index = shown("core-without-strain", 0, 2_000)
    assert found.counts_seconds
    laid_out = timeline("core-without-strain")
    end_ms = laid_out.segments[index].end_ms
    assert counted(found, laid_out.at(end_ms - 2_000)) == ("seconds", "rep 1 of 4")
    assert counted(found, laid_out.at(end_ms - 1)) == ("second", "rep 1 of 4")
    assert numeral(found, laid_out.at(laid_out.segments[index].start_ms)) == "10"


def test_a_hold_counted_in_breaths_counts_them_and_says_which_way_to_breathe() -> None:
    step = {"exercise": "supine-figure-four", "breaths": 5, "reps": 2}
    laid_out = compile_routine(routine_from({"name": "One", "step": [step]}, "one", library()), library())
    index = next(i for i, s in enumerate(laid_out.segments) if s.rep and s.phase == "hold")
    found, segment = display(laid_out, index, {}), laid_out.segments[index]
    told = [
        (numeral(found, moment), counted(found, moment)[0], cue_at(found, moment))
        for breath in segment.breaths
        for moment in (laid_out.at(segment.start_ms + breath.start_ms + 10),)
    ]
    ways = ("Breathe in", "Breathe out")
    assert told == [(str(n), "of 5 breaths", way) for n in range(1, 6) for way in ways]
    assert "5 breaths" in spoken(found, segment, laid_out.parts[0], "stretching")


@pytest.mark.parametrize(("method", "label"), [("static", "seconds"), ("ais", "rep")])
def test_one_of_one_is_not_said(method: str, label: str) -> None:
    step = {"exercise": "half-kneeling-hip-flexor", "method": method, "reps": 1}
    laid_out = compile_routine(routine_from({"name": "One", "step": [step]}, "one", library()), library())
    index = next(i for i, s in enumerate(laid_out.segments) if s.rep and s.phase == "hold")
    found = display(laid_out, index, {})
    assert counted(found, laid_out.at(laid_out.segments[index].start_ms)) == (label,)
    assert "1 of 1" not in spoken(found, laid_out.segments[index], laid_out.parts[0], "stretching")


def test_the_working_side_is_marked() -> None:
    found, _ = shown("psoas-release", 1, 0)
    assert [(chip.label, chip.active) for chip in found.chips] == [
        ("Left leg long", True),
        ("Right leg long", False),
    ]


def test_a_side_that_is_done_is_checked() -> None:
    laid_out = timeline()
    switch = next(i for i, s in enumerate(laid_out.segments) if s.phase == "switch")
    step = laid_out.segments[switch].step
    done = {Rep(step, 1, "left", rep): None for rep in range(1, 11)}
    found = display(laid_out, switch, done)
    assert [(chip.side, chip.active, chip.done) for chip in found.chips] == [
        ("left", False, True),
        ("right", True, False),
    ]
    assert found.cue == "Right leg long"


def test_hills_show_done_current_and_coming_reps_of_each_side() -> None:
    found, _ = shown("psoas-release", 1, 7_000, done=1)
    left, right = found.rows
    assert (left.label, left.count, left.done, left.current) == ("L", 10, 1, 1)
    assert (right.label, right.count, right.done, right.current) == ("R", 10, 0, None)


def test_next_is_the_other_side_then_the_next_exercise() -> None:
    found, _ = shown("psoas-release", 1, 0)
    assert found.up_next is not None
    assert (found.up_next.heading, found.up_next.title) == ("Next", "Right leg long, 10 reps")
    laid_out = timeline()
    last = max(i for i, s in enumerate(laid_out.segments) if s.step == 1)
    found = display(laid_out, last, {})
    assert found.up_next is not None
    assert found.up_next.title == laid_out.parts[2].exercise.name


def test_what_comes_next_says_what_the_limb_does_where_two_could_be_meant() -> None:
    line = timeline()
    step = next(n for n, part in enumerate(line.parts) if part.exercise.id == "knee-hug-leg-press")
    begins = next(n for n, one in enumerate(line.segments) if one.step == step and one.rep)
    switch = next(n for n, one in enumerate(line.segments) if one.step == step and one.phase == "switch")
    coming = display(line, begins, {}).up_next
    assert coming is not None
    assert coming.title.startswith("Right leg long")
    assert display(line, switch, {}).cue == "Right leg long"
    plain = next(
        index
        for index, one in enumerate(line.segments)
        if one.phase == "switch" and not line.exercise(one).side_is
    )
    assert display(line, plain, {}).cue == "Right leg next"


def test_nothing_comes_after_the_last_exercise() -> None:
    laid_out = timeline()
    assert display(laid_out, len(laid_out.segments) - 1, {}).up_next is None


def test_descending_sets_name_the_next_set() -> None:
    laid_out = timeline("core-without-strain")
    step = next(i for i, part in enumerate(laid_out.parts) if part.reps == (3, 2, 1))
    rest = next(
        i for i, s in enumerate(laid_out.segments) if s.step == step and s.phase == "rest" and not s.rep
    )
    found = display(laid_out, rest, {})
    assert found.cue == "Set 2 of 3 next"
    assert "set 2 of 3" in subtitle(laid_out, laid_out.segments[rest])[0]


def test_a_circuit_names_the_round_that_comes_next() -> None:
    table = {
        "name": "Rounds",
        "step": [{"rounds": 2, "rest": 30, "step": [{"exercise": "bridge", "reps": 1}]}],
    }
    laid_out = compile_routine(routine_from(table, "rounds", library()), library())
    rest = next(i for i, s in enumerate(laid_out.segments) if s.length_ms == 30_000)
    found = display(laid_out, rest, {})
    assert found.cue == "Round 2 of 2 next"
    assert found.up_next is not None
    assert (found.up_next.heading, found.up_next.title) == ("Next", "Bridge")
    assert "round 1 of 2" in subtitle(laid_out, laid_out.segments[rest])[0]


def test_what_is_to_be_fetched_for_the_next_exercise_is_said_before() -> None:
    lines = [compile_routine(one, library()) for one in library().routines.values()]
    told = {
        found.up_next.heading
        for line in lines
        for index in range(len(line.segments))
        if (found := display(line, index, {})).up_next is not None
    }
    assert "Next, with a strap or towel" in told
    assert "After this, with a stable chair" in told


def test_a_side_with_fewer_sets_has_no_hills_in_the_others() -> None:
    table = {"name": "Sides", "step": [{"exercise": "bird-dog", "reps": 1, "left": [2, 1]}]}
    laid_out = compile_routine(routine_from(table, "sides", library()), library())
    index = next(i for i, s in enumerate(laid_out.segments) if s.set == 2 and s.rep)
    found = display(laid_out, index, {})
    assert [(row.label, row.count) for row in found.rows] == [("L", 1)]


def test_subtitle_tells_where_in_the_session_one_is() -> None:
    laid_out = timeline()
    index = next(i for i, s in enumerate(laid_out.segments) if s.step == 3)
    assert subtitle(laid_out, laid_out.segments[index]) == (
        "Exercise 4 of 8, 12 reps each side, 2 s hold",
        "Exercise 4 of 8",
    )


def test_a_screen_reader_hears_what_is_shown() -> None:
    laid_out = timeline()
    found, index = shown("psoas-release", 1, 2_000)
    segment = laid_out.segments[index]
    said = spoken(found, segment, laid_out.parts[segment.step], "stretching")
    assert said == "Knee hug with long-leg press, Left leg long, rep 1 of 10. Hold. Keep breathing out"


def test_a_screen_reader_hears_what_a_long_hold_holds() -> None:
    laid_out = timeline("after-a-run")
    index = next(i for i, s in enumerate(laid_out.segments) if s.phase == "hold")
    segment = laid_out.segments[index]
    found, part = display(laid_out, index, {}), laid_out.parts[segment.step]
    assert ". Hold the stretch. Breathe normally" in spoken(found, segment, part, "stretching")
    assert ". Hold the length. Breathe normally" in spoken(found, segment, part, "lengthening")
    core = timeline("core-without-strain")
    index = next(i for i, s in enumerate(core.segments) if s.phase == "hold")
    segment = core.segments[index]
    assert ". Hold. " in spoken(display(core, index, {}), segment, core.parts[segment.step], "stretching")


def test_who_waits_for_the_person_asks_what_the_routine_asks() -> None:
    table = {"name": "Check", "step": [{"exercise": "bridge", "wait": True, "note": "Is the neck soft?"}]}
    laid_out = compile_routine(routine_from(table, "check", library()), library())
    assert display(laid_out, 0, {}).cue == "Is the neck soft?"


def test_the_climbed_part_of_a_hill_is_the_part_of_the_rep() -> None:
    laid_out = timeline()
    first = next(s.start_ms for s in laid_out.segments if s.step == 1 and s.rep)
    assert rep_progress(laid_out, laid_out.at(first)) == 0.0
    assert rep_progress(laid_out, laid_out.at(first + 3_500)) == pytest.approx(0.5)
    assert rep_progress(laid_out, laid_out.at(first - 1)) == 0.0


def test_where_sides_alternate_the_other_one_comes_next_until_the_last() -> None:
    step = {"exercise": "dead-bug", "reps": 2, "prepare": 5}
    steps = [step, {"exercise": "bridge"}]
    line = compile_routine(routine_from({"name": "Two", "step": steps}, "two", library()), library())
    nexts = [
        found.up_next.title
        for index, one in enumerate(line.segments)
        if one.step == 0 and (found := display(line, index, {})).up_next and one.phase in ("prepare", "lift")
    ]
    assert nexts == ["Bridge", "Right leg", "Left leg", "Right leg", "Bridge"]
