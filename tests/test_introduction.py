"""What is said before a step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from guided import words
from guided.files import load, routine_from
from guided.introduction import introduced, known_exercises, on_side, sentences, spoken_ms
from guided.library import Library
from guided.part import Part
from guided.paths import assets
from guided.speech import vocabulary
from guided.voice import SILENT, Clip, Voice


@pytest.fixture(scope="module")
def library() -> Library:
    return load(assets())


@pytest.fixture(scope="module")
def voice(library: Library) -> Voice:
    return Voice("fake", Path(), {text: Clip("clip.opus", 1_000) for text in vocabulary(library)})


def test_an_exercise_is_known_once_the_routines_it_is_in_were_done_three_times(library: Library) -> None:
    in_psoas = {step.exercise for step in library.routines["psoas-release"].steps}
    assert known_exercises(library, {"psoas-release": 2}) == frozenset()
    assert known_exercises(library, {"psoas-release": 3}) == in_psoas
    shared = in_psoas & {step.exercise for step in library.routines["psoas-release-short"].steps}
    assert known_exercises(library, {"psoas-release": 2, "psoas-release-short": 1}) >= shared
    assert known_exercises(library, {"no-longer-there": 9}) == frozenset()


def test_what_is_known_is_named_and_takes_no_longer_than_that(library: Library, voice: Voice) -> None:
    parts = library.parts(library.routines["psoas-release"])
    known = frozenset(part.exercise.id for part in parts)
    for full, brief in zip(
        introduced(parts, "full", voice), introduced(parts, "full", voice, known), strict=True
    ):
        assert brief.introduction.full == full.introduction.brief
        assert brief.introduction.ms < full.introduction.ms
        assert (brief.introduction.known, full.introduction.known) == (True, False)


def test_only_the_first_step_says_when_to_stop_and_the_mat_is_asked_for_once(
    library: Library, voice: Voice
) -> None:
    said = [
        part.introduction.full
        for part in introduced(library.parts(library.routines["psoas-release"]), "full", voice)
    ]
    assert ["Stop if it hurts." in texts for texts in said] == [True, *[False] * (len(said) - 1)]
    assert ["a mat" in texts for texts in said].count(True) == 1


def test_a_voice_that_says_nothing_takes_no_time(library: Library) -> None:
    for part in introduced(library.parts(library.routines["psoas-release"]), "full", SILENT):
        assert (part.introduction.full, part.introduction.ms) == ((), 0)
    assert spoken_ms((), SILENT) == 0


def test_sentences_are_said_one_by_one() -> None:
    assert sentences("Sit tall. Breathe out! Ready?") == ("Sit tall.", "Breathe out!", "Ready?")
    assert sentences("") == ()


@pytest.fixture(scope="module")
def before(library: Library, voice: Voice) -> Callable[..., Part]:
    """A step with what is said before it, by the keys of its row."""

    def step(voice: Voice = voice, **row: Any) -> Part:
        routine = routine_from({"name": "Small", "goal": "Hips.", "step": [row]}, "small", library)
        return introduced(library.parts(routine), "full", voice)[0]

    return step


@pytest.mark.parametrize(
    ("row", "first"),
    [
        ({"exercise": "chin-tuck", "reps": 10}, ["Chin tuck", "Ten times"]),
        (
            {"exercise": "face-down-heel-to-seat", "reps": 8},
            ["Face-down heel to seat", "Eight times", "Left leg"],
        ),
        ({"exercise": "dead-bug", "reps": 2}, ["Dead bug", "Twice each side", "Left leg first"]),
        (
            {"exercise": "side-bridge", "reps": [3, 2, 1]},
            ["Side bridge", "Three sets", "Set one", "Three times", "Lie on your left side."],
        ),
        (
            {"exercise": "side-lying-open-book", "method": "breaths", "reps": 1, "breaths": 3},
            ["Side-lying open book", "Once", "Three breaths", "Lie on your right side.", "Left arm on top."],
        ),
        (
            {"exercise": "legs-up-rest", "method": "breaths", "reps": 1, "breaths": 14},
            ["Legs-up rest", "Once", "Two minutes"],
        ),
        (
            {"exercise": "wall-calf-straight-knee", "method": "static", "reps": 1, "hold": 45},
            ["Wall calf, knee straight", "Once", "Forty-five seconds", "Left leg back"],
        ),
        ({"exercise": "four-seven-eight-breathing", "reps": 4}, ["4-7-8 breathing", "Four times"]),
        ({"exercise": "longer-out-breath", "fill": 180}, ["Longer out-breath", "Eighteen breaths"]),
        ({"exercise": "even-slow-breathing", "fill": 600}, ["Even slow breathing", "Ten minutes"]),
        ({"exercise": "walk-tall", "fill": 60}, ["Walk tall", "One minute"]),
        (
            {"exercise": "shoulder-circles", "reps": 3},
            ["Shoulder circles", "Three times each way, six in all"],
        ),
        ({"exercise": "chin-tuck", "reps": 31}, ["Chin tuck"]),  # more than there are clips for
    ],
)
def test_the_name_is_followed_by_how_often_and_which_side_then_by_the_position(
    library: Library, before: Callable[..., Part], row: dict[str, Any], first: list[str]
) -> None:
    part = before(**row)
    position = words.position(part.exercise.position, part.exercise.equipment)
    assert list(part.introduction.full)[: len(first) + 1] == [*first, position]
    assert list(part.introduction.brief) == [*first, "Stop if it hurts."]


def test_a_start_on_the_other_side_is_told_in_the_same_way(before: Callable[..., Part]) -> None:
    draw = before(exercise="side-lying-thigh-draw-back", reps=10)
    assert on_side(draw.introduction.brief, draw, "right")[2:4] == (
        "Lie on your left side.",
        "Right leg on top.",
    )
    bug = before(exercise="dead-bug", reps=6)
    assert on_side(bug.introduction.brief, bug, "right")[2] == "Right leg first"


def test_a_side_without_its_clips_is_told_by_the_limb(library: Library, before: Callable[..., Part]) -> None:
    clips = {text: Clip("clip.opus", 1_000) for text in vocabulary(library) if text != "Left leg on top."}
    draw = before(Voice("few", Path(), clips), exercise="side-lying-thigh-draw-back", reps=10)
    assert draw.introduction.full[1:3] == ("Ten times", "Left leg")
