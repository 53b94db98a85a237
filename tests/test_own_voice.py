"""Clips of a person's own words, by whatever program the system speaks with."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from guided.clips import Clips
from guided.library import Library
from guided.mixer import RATE
from guided.own_voice import make_own_voice, speaker, texts_of
from guided.voice import load_voice
from tests.qt.shipped import library as shipped

TEXTS = ("My hip opener", "Slide the heel.")


def beep(text: str, wav: Path) -> None:
    """A program that says a text as a tone of 20 ms a letter, quietly, with silence around it."""
    tone = 0.05 * np.sin(2 * np.pi * 300 * np.arange(22_050 * len(text) // 50) / 22_050)
    soundfile.write(wav, np.pad(tone, 4_000), 22_050)


def broken(text: str, wav: Path) -> None:
    raise subprocess.CalledProcessError(1, "speak")


def with_own(name: str) -> Library:
    """The shipped library with an exercise of one's own in a routine that brings it along."""
    library = shipped()
    own = replace(library.exercises["bridge"], id="mine", name=name, cues=("My own cue",))
    routine = replace(library.routines["desk-five"], id="mine", exercises={"mine": own})
    return replace(library, routines={**library.routines, "mine": routine})


def test_only_what_no_shipped_voice_says_is_asked_for() -> None:
    assert texts_of(shipped()) == ()
    assert texts_of(with_own("My bridge")) == ("My bridge", "My own cue")
    assert texts_of(with_own("x" * 301)) == ("My own cue",)


def test_clips_are_at_the_mixers_rate_as_loud_as_the_others_and_without_silence(tmp_path: Path) -> None:
    assert make_own_voice(TEXTS, tmp_path / "own", beep)
    voice = load_voice(tmp_path / "own")
    assert set(voice.clips) == set(TEXTS)
    for text in TEXTS:
        samples = Clips(voice)(text)
        assert len(samples) == voice.ms(text) * RATE // 1000
        assert voice.ms(text) == pytest.approx(20 * len(text) + 60, abs=10)
        assert np.sqrt(np.mean(np.square(samples))) == pytest.approx(0.11, rel=0.02)


def test_what_is_there_is_not_made_again_and_what_is_no_longer_named_goes(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    assert make_own_voice(TEXTS, folder, beep)
    assert not make_own_voice(TEXTS, folder, broken)
    assert make_own_voice(TEXTS[:1], folder, broken)
    assert set(load_voice(folder).clips) == set(TEXTS[:1])
    assert len(list(folder.glob("*.flac"))) == 1


@pytest.mark.parametrize("say", [None, broken])
def test_without_a_program_that_speaks_nothing_changes(say: object, tmp_path: Path) -> None:
    assert not make_own_voice(TEXTS, tmp_path / "own", say)  # type: ignore[arg-type]
    assert not (tmp_path / "own").exists()


def test_a_voice_says_the_persons_own_words_with_the_clips_made_for_them(tmp_path: Path) -> None:
    library = replace(with_own("My bridge"), own_voice=tmp_path)
    assert library.voice("af_heart").ms("My bridge") == 0
    make_own_voice(texts_of(library), tmp_path, beep)
    voice = library.voice("af_heart")
    assert voice.ms("My bridge") > 0
    assert Clips(voice)("My bridge").size
    assert voice.path("Hold") == shipped().voice("af_heart").path("Hold")


@pytest.mark.skipif(speaker() is None, reason="no program speaks here")
def test_the_systems_program_says_a_text_that_looks_like_an_option(tmp_path: Path) -> None:
    make_own_voice(["--help"], tmp_path, speaker())
    assert 300 < load_voice(tmp_path).ms("--help") < 3_000
