"""What is said while a routine is played: whole, in time, one thing at a time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guided.cues import WORD, Cue
from guided.display import display
from guided.files import load, routine_from
from guided.introduction import introduced
from guided.library import Library
from guided.paths import assets
from guided.settings import Settings
from guided.speech import vocabulary, words_of
from guided.timeline import Timeline, compile_parts, readied
from guided.voice import SILENT, VOICES, Clip, Voice
from guided.words import PHASES, POSITIONS
from tests.routines import NOTHING, timelines

MS_A_LETTER = 60


@pytest.fixture(scope="module")
def library() -> Library:
    return load(assets())


def voice_of(texts: Sequence[str]) -> Voice:
    """A voice that says these texts, each as long as it has letters."""
    return Voice("fake", Path(), {text: Clip("clip.opus", MS_A_LETTER * len(text)) for text in texts})


@pytest.fixture(scope="module")
def voice(library: Library) -> Voice:
    return voice_of(vocabulary(library))


def laid_out(
    library: Library, voice: Voice, *steps: dict[str, Any], amount: str = "full", known: Sequence[str] = ()
) -> Timeline:
    table = {"name": "Small", "goal": "Hips.", "step": list(steps)}
    routine = routine_from(table, "small", library)
    parts = introduced(library.parts(routine), amount, voice, known)
    return compile_parts(routine, parts, Settings())


def told(
    timeline: Timeline, amount: str, voice: Voice, from_ms: int = 0, to_ms: int | None = None
) -> list[str]:
    """What is said between two times, a line a word: the phase's start in seconds, and the text."""
    found = []
    for cue in words_of(timeline, amount, voice):
        if from_ms <= cue.at_ms < (timeline.length_ms + 60_000 if to_ms is None else to_ms):
            found.append(f"{cue.at_ms / 1000:.2f} {cue.text}")
    return found


TUCK = {"exercise": "chin-tuck", "method": "ais", "reps": 6, "prepare": 5}
KNEELING = {"exercise": "half-kneeling-hip-flexor", "method": "ais", "reps": 4, "prepare": 5}


def test_a_step_is_introduced_then_its_first_reps_are_named_and_the_others_counted(
    library: Library, voice: Voice
) -> None:
    timeline = laid_out(library, voice, TUCK)
    begins = timeline.segments[0].end_ms
    introduction = [line.split(" ", 1)[1] for line in told(timeline, "full", voice, to_ms=begins)]
    tuck = library.exercises["chin-tuck"]
    assert introduction[:3] == [tuck.name, "Six times", POSITIONS[tuck.position]]
    assert introduction[-1] == "Stop if it hurts."
    assert " ".join(introduction[:-1]).endswith(f"{tuck.start} {tuck.end}")
    in_reps = told(timeline, "full", voice, begins, timeline.length_ms)
    expected = [
        *((0, "Ease in"), (2, "Hold"), (4, "Release")),
        *((7, "Ease in"), (9, "Hold"), (11, "Release")),
        *((14, "Three"), (21, "Four of six"), (28, "Two more"), (35, "Last one")),
    ]
    assert in_reps == [f"{begins / 1000 + at + 0.15:.2f} {text}" for at, text in expected]


def test_little_is_said_of_an_exercise_that_is_known_or_to_whoever_wants_little(
    library: Library, voice: Voice
) -> None:
    for amount, known in (("full", ("chin-tuck",)), ("brief", ())):
        timeline = laid_out(library, voice, TUCK, amount=amount, known=known)
        assert [
            line.split(" ", 1)[1] for line in told(timeline, amount, voice, to_ms=timeline.length_ms)
        ] == [
            *(
                "Chin tuck",
                "Six times",
                "Stop if it hurts.",
                "Ease in",
                "Hold",
                "Release",
                "Four of six",
                "Two more",
                "Last one",
            )
        ]


def test_with_sounds_only_nothing_is_said_and_nothing_lasts_longer(library: Library, voice: Voice) -> None:
    timeline = laid_out(library, voice, TUCK, amount="none")
    assert words_of(timeline, "none", voice) == ()
    assert timeline.segments[0].length_ms == 5_000
    assert words_of(laid_out(library, SILENT, TUCK), "full", SILENT) == ()


def test_the_side_is_said_before_it_begins_and_at_the_switch(library: Library, voice: Voice) -> None:
    timeline = laid_out(library, voice, KNEELING)
    switch = next(segment for segment in timeline.segments if segment.phase == "switch")
    assert told(timeline, "full", voice)[2].endswith("Left knee down")
    at = switch.start_ms / 1000 + 0.7
    assert told(timeline, "full", voice, switch.start_ms, switch.end_ms) == [
        f"{at:.2f} Other side",
        f"{at + 0.9:.2f} Right knee down",
    ]


def test_a_switch_too_short_for_how_one_lies_tells_the_side(library: Library, voice: Voice) -> None:
    timeline = laid_out(library, voice, {"exercise": "side-lying-open-book", "prepare": 5})
    switch = next(segment for segment in timeline.segments if segment.phase == "switch")
    said = [line.split(" ", 1)[1] for line in told(timeline, "full", voice, switch.start_ms, switch.end_ms)]
    assert said == ["Other side", "Right arm"]


def test_a_long_hold_has_a_cue_its_half_and_its_end(library: Library, voice: Voice) -> None:
    timeline = laid_out(library, voice, {**KNEELING, "method": "static", "reps": 1, "hold": 30})
    hold = next(segment for segment in timeline.segments if segment.phase == "hold")
    at = hold.start_ms / 1000
    assert told(timeline, "full", voice, hold.start_ms, hold.end_ms) == [
        f"{at + 0.15:.2f} Hold",
        f"{at + 5:.2f} Squeeze the back buttock",
        f"{at + 15:.2f} Half-way",
        f"{at + 27:.2f} Three, two, one",
    ]


def test_a_hold_in_breaths_names_the_first_of_them(library: Library, voice: Voice) -> None:
    timeline = laid_out(library, voice, {**KNEELING, "method": "breaths", "reps": 1, "breaths": 5})
    hold = next(segment for segment in timeline.segments if segment.phase == "hold")
    at = hold.start_ms / 1000
    assert told(timeline, "full", voice, hold.start_ms, hold.end_ms)[:4] == [
        f"{at + 0.15:.2f} Hold",
        f"{at + 4.15:.2f} Out",
        f"{at + 8.15:.2f} In",
        f"{at + 12.15:.2f} Out",
    ]


def test_breathing_exercises_name_each_breath(library: Library, voice: Voice) -> None:
    timeline = laid_out(library, voice, {"exercise": "even-slow-breathing", "reps": 5, "prepare": 5})
    begins = timeline.segments[0].end_ms
    said = [line.split(" ", 1)[1] for line in told(timeline, "full", voice, begins, timeline.length_ms)]
    assert said == [
        *("Breathe in", "Breathe out", "Breathe in", "Breathe out", "Three", "In", "Out"),
        *("Two more", "In", "Out", "Last one", "In", "Out"),
    ]


def test_a_rest_says_what_comes_next_and_what_to_fetch(library: Library, voice: Voice) -> None:
    strap = {"exercise": "straight-leg-raise-with-strap", "prepare": 5}
    timeline = laid_out(library, voice, {**TUCK, "rest_after": 15}, strap)
    rest = next(segment for segment in timeline.segments if segment.phase == "rest" and not segment.rep)
    said = [line.split(" ", 1)[1] for line in told(timeline, "full", voice, rest.start_ms, rest.end_ms)]
    name = library.exercises["straight-leg-raise-with-strap"].name
    assert said == ["Rest", "Next exercise", name, "You need", "a mat", "a strap or towel"]


def test_the_mat_is_asked_for_once(library: Library, voice: Voice) -> None:
    timeline = laid_out(library, voice, {"exercise": "bridge"}, {"exercise": "pelvic-tilt"})
    assert [cue.text for cue in words_of(timeline, "full", voice)].count("a mat") == 1


def in_step(
    library: Library, voice: Voice, step: dict[str, Any], amount: str = "full"
) -> tuple[Timeline, list[str]]:
    """A routine of one step, and what is said in it once it begins."""
    timeline = laid_out(library, voice, step, amount=amount)
    begins, ends = timeline.segments[0].end_ms, timeline.length_ms
    return timeline, [line.split(" ", 1)[1] for line in told(timeline, amount, voice, begins, ends)]


def test_a_side_that_begins_again_after_a_rest_says_what_the_limb_does(
    library: Library, voice: Voice
) -> None:
    step = {"exercise": "side-leg-lift", "reps": 2, "sets": 2, "rest": 40, "prepare": 5}
    _, said = in_step(library, voice, step)
    rest = said[said.index("Rest") :]
    assert rest[:4] == ["Rest", "Lie on your right side.", "Left leg on top.", "Set two of two"]
    assert rest[4:7] == ["Set two", "Left leg on top.", "Twice"]


def test_sides_that_alternate_are_told_at_first_and_now_and_then(library: Library, voice: Voice) -> None:
    bug = {"exercise": "dead-bug", "reps": 6, "prepare": 5}
    one = ("Reach", "Hold", "Bring back")
    named = ("Left leg", *one, "Right leg", *one)
    later = ("Three", "Four of six", "Left leg", "Right leg", "Two more", "Last one", "Left leg", "Right leg")
    assert in_step(library, voice, bug)[1] == [*named, *named, *later]
    brief = [*named, "Four of six", "Two more", "Last one"]
    assert in_step(library, voice, bug, amount="brief")[1] == brief


@pytest.mark.parametrize(
    ("exercise", "method", "first", "last"),
    [
        ("dead-bug", "ais-strength", "Reach", "Bring back"),
        ("dead-bug", "isometric", "Reach", "Bring back"),
        ("heel-slide", "ais-strength", "Slide", "Bring back"),
        ("wall-press-heel-tap", "ais-strength", "Lower", "Bring back"),
        ("shoulder-blade-squeeze", "ais-strength", "Ease in", "Release"),
        ("active-knee-draw", "ais-strength", "Lift", "Lower"),
        ("band-row", "ais-strength", "Back", "Forward"),
        ("band-row", "isometric", "Back", "Forward"),
    ],
)
def test_a_phase_is_called_what_the_body_does(
    library: Library, voice: Voice, exercise: str, method: str, first: str, last: str
) -> None:
    step = {"exercise": exercise, "method": method, "reps": 1, "sides": "none", "prepare": 5}
    timeline, said = in_step(library, voice, step)
    assert [text for text in said if text in PHASES.values()] == [first, "Hold", last]
    shown = [display(timeline, index, ()).word for index, one in enumerate(timeline.segments) if one.rep]
    assert shown[:3] == [first, "Hold", last]


@pytest.mark.parametrize(
    ("exercise", "method", "there", "and_then"),
    [
        ("walk-tall", "stepping", "Step", "Other foot"),
        ("standing-march", "stepping", "Lift", "Lower"),
        ("seated-march", "stepping", "Lift", "Lower"),
        ("supine-march", "stepping", "Lift", "Lower"),
        ("supine-march", "dynamic", "Lift", "Lower"),
        ("stepping-lunge-with-reach", "dynamic", "Step", "Bring back"),
        ("all-fours-side-rock", "dynamic", "Back", "Forward"),
        ("leg-swing-front", "dynamic", "Forward", "Back"),
        ("leg-swing-side", "dynamic", "Move", "Back"),
        ("hand-open-and-close", "dynamic", "Close", "Open"),
        ("heel-slide", "dynamic", "Slide", "Bring back"),
        ("hip-hinge", "dynamic", "Down", "Up"),
    ],
)
def test_what_goes_on_without_a_stop_is_called_what_the_body_does(
    library: Library, exercise: str, method: str, there: str, and_then: str
) -> None:
    """In words and on the screen, and in both voices each word is over before its phase is."""
    step = {"exercise": exercise, "method": method, "reps": 4, "sides": "none", "prepare": 5}
    for name in VOICES:
        timeline, said = in_step(library, library.voice(name), step)
        assert [text for text in said if text in PHASES.values()] == [there, and_then] * 2
        shown = [display(timeline, index, ()).word for index, one in enumerate(timeline.segments) if one.rep]
        assert shown == [there, and_then] * 4


def test_a_movement_for_each_breath_is_told_by_the_breath(library: Library, voice: Voice) -> None:
    said = in_step(library, voice, {"exercise": "cat-and-cow", "reps": 4, "prepare": 5})[1]
    assert said == [*("Breathe in", "Breathe out") * 2, "Two more", "Last one"]


def test_half_of_the_circles_go_the_other_way(library: Library, voice: Voice) -> None:
    for reps, said in (
        (1, ["Circle", "The other way", "Circle"]),
        (2, ["Circle", "Circle", "The other way", "Last one"]),
    ):
        step = {"exercise": "shoulder-circles", "reps": reps, "prepare": 5}
        assert in_step(library, voice, step)[1] == said


def test_a_rest_between_sets_tells_the_side_and_the_set_to_come(library: Library, voice: Voice) -> None:
    step = {"exercise": "side-bridge", "reps": [2, 1], "order": "set-first", "prepare": 5}
    timeline = laid_out(library, voice, step)
    rest = next(segment for segment in timeline.segments if segment.phase == "rest" and not segment.rep)
    said = [line.split(" ", 1)[1] for line in told(timeline, "full", voice, rest.start_ms, rest.end_ms)]
    side = "Lie on your left side."
    assert said == ["Rest", side, "Set two of two", "Set two", side, "Once"]
    last = [cue for cue in words_of(timeline, "full", voice) if cue.at_ms < rest.end_ms][-1]
    assert last.at_ms + last.length_ms == rest.end_ms - 3_300  # right before the ticks


def test_the_last_set_of_one_is_the_last_one(library: Library, voice: Voice) -> None:
    step = {"exercise": "side-bridge", "reps": [2, 1], "order": "set-first", "prepare": 5}
    timeline, _ = in_step(library, voice, step)
    sets = {
        set_: [s for s in timeline.segments if (s.set, s.side) == (set_, "left") and s.rep] for set_ in (1, 2)
    }
    said = {
        set_: [
            line.split(" ", 1)[1] for line in told(timeline, "full", voice, ones[0].start_ms, ones[-1].end_ms)
        ]
        for set_, ones in sets.items()
    }
    assert said[1][0] == "Ease in"
    assert said[2][0] == "Last one"
    once = in_step(library, voice, {"exercise": "side-bridge", "reps": 1, "prepare": 5})[1]
    assert "Last one" not in once


def test_of_a_time_filled_by_breaths_it_is_now_and_then_told_how_many(library: Library, voice: Voice) -> None:
    def counted(**step: Any) -> list[str]:
        said = in_step(library, voice, {"prepare": 5, **step})[1]
        return [text for text in said if text not in {"Breathe in", "Breathe out", "In", "Out"}]

    assert counted(exercise="longer-out-breath", fill=180) == [
        *("Four of eighteen", "Eight of eighteen", "Half-way"),
        *("Twelve of eighteen", "Sixteen of eighteen", "Two more", "Last one"),
    ]
    assert counted(exercise="walk-tall", fill=60)[-2:] == ["Half-way", "Last one"]


def test_a_name_without_a_clip_is_told_by_what_there_is(library: Library) -> None:
    few = voice_of([text for text in vocabulary(library) if text != "Chin tuck"])
    timeline = laid_out(library, few, TUCK)
    assert told(timeline, "full", few)[0].endswith("First exercise")


def test_the_end_says_how_long_it_was(library: Library, voice: Voice) -> None:
    timeline = laid_out(library, voice, TUCK)
    ends = told(timeline, "full", voice, timeline.length_ms)
    assert [line.split(" ", 1)[1] for line in ends] == ["Well done. That was the last one.", "One minute"]


def test_getting_ready_lasts_until_all_is_said(library: Library, voice: Voice) -> None:
    timeline = laid_out(library, voice, TUCK, KNEELING)
    for part, segment in zip(
        timeline.parts, [s for s in timeline.segments if s.phase == "prepare"], strict=True
    ):
        said = [c for c in words_of(timeline, "full", voice) if segment.start_ms <= c.at_ms < segment.end_ms]
        assert tuple(cue.text for cue in said) == part.introduction.full
        assert said[-1].at_ms + said[-1].length_ms <= segment.end_ms - 3_000


@pytest.mark.parametrize("amount", ["full", "brief"])
def test_no_shipped_routine_has_two_words_at_once_or_one_cut_off(
    library: Library, voice: Voice, amount: str
) -> None:
    for routine in library.routines.values():
        parts = introduced(library.parts(routine), amount, voice)
        timeline = compile_parts(routine, parts, Settings())
        all_apart(timeline, words_of(timeline, amount, voice))


@given(timelines, st.integers(10, 150))
def test_words_of_any_routine_are_apart_and_within_their_phase(timeline: Timeline, ms_a_letter: int) -> None:
    texts = [*vocabulary(NOTHING), "Exercise", "Here.", "There.", "Left side", "Right side"]
    voice = Voice("fake", Path(), {text: Clip("x", ms_a_letter * len(text)) for text in texts})
    again = compile_parts(timeline.routine, introduced(timeline.parts, "full", voice), Settings())
    all_apart(again, words_of(again, "full", voice))


def all_apart(timeline: Timeline, cues: Sequence[Cue]) -> None:
    """Fails where a word meets another, or does not end in the segment it begins in."""
    assert cues
    assert all(cue.kind == WORD for cue in cues)
    for one, other in pairwise(cues):
        assert one.at_ms + one.length_ms < other.at_ms, (one, other)
    for cue in cues:
        if cue.at_ms < timeline.length_ms:
            assert cue.at_ms + cue.length_ms <= timeline.at(cue.at_ms).segment.end_ms, cue


@pytest.mark.parametrize("amount", ["full", "brief"])
def test_where_a_session_goes_on_it_is_not_said_how_often(
    library: Library, voice: Voice, amount: str
) -> None:
    whole = laid_out(library, voice, {"exercise": "clamshell", "reps": 10}, amount=amount)
    third = next(index for index, one in enumerate(whole.segments) if one.rep == 3)
    begins = whole.segments[third].start_ms
    assert any("Ten times" in line for line in told(whole, amount, voice, 0, begins))
    gone_on = readied(whole, third)
    said = told(gone_on, amount, voice, begins, gone_on.segments[third].end_ms)
    assert any("Clamshell" in line for line in said)
    assert not any("times" in line.lower() for line in said)
