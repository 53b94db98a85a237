"""What is said before a step."""

from __future__ import annotations

from pathlib import Path

import pytest

from guided.files import load
from guided.introduction import introduced, known_exercises, sentences, spoken_ms
from guided.library import Library
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
    assert sentences("Sit tall. Breathe out! Ready?") == ["Sit tall.", "Breathe out!", "Ready?"]
    assert sentences("") == []
