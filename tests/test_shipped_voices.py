"""The voices that are shipped: a clip for every text the library can ask for, and each as it should be."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from guided import words
from guided.clips import Clips
from guided.files import load
from guided.library import Library
from guided.mixer import PER_MS
from guided.paths import assets
from guided.settings import Settings
from guided.speech import MOST_COUNTED, vocabulary, words_of
from guided.spoken import number
from guided.timeline import compile_routine
from guided.voice import MANIFEST, VOICES, Voice

SHORTEST_PHASE_MS = 2_000  # of what is held or moved for two seconds
EVERY = 4  # decoding all of them would take ten seconds


@cache
def library() -> Library:
    return load(assets())


def voice(voice_id: str) -> Voice:
    return library().voice(voice_id)


def rows(voice_id: str) -> dict[str, dict[str, Any]]:
    stored: dict[str, dict[str, Any]] = json.loads((voice(voice_id).folder / MANIFEST).read_text("utf-8"))[
        "clips"
    ]
    return stored


pytestmark = pytest.mark.parametrize("voice_id", VOICES)


def test_every_text_has_a_clip_and_no_clip_is_of_a_text_that_is_not_said(voice_id: str) -> None:
    assert set(voice(voice_id).clips) == set(vocabulary(library())), (
        "make the clips again: packaging/voices.py"
    )


def test_every_clip_is_there_and_made_of_these_very_words(voice_id: str) -> None:
    for text, clip in voice(voice_id).clips.items():
        made_of = hashlib.sha256(f"1|{voice_id}|{text}".encode()).hexdigest()[:6]
        assert clip.file.endswith(f"-{made_of}.opus")
        assert voice(voice_id).path(text).is_file()
    assert len(list(voice(voice_id).folder.glob("*.opus"))) == len(voice(voice_id).clips)


def test_what_is_said_in_a_phase_leaves_room_in_the_shortest(voice_id: str) -> None:
    phases = [word for phase, word in words.PHASES.items() if phase not in ("prepare", "switch")]
    counts = [number(n) for n in range(3, MOST_COUNTED + 1)]
    for text in (*phases, *counts, "Last one", "Two more", "In", "Out"):
        assert voice(voice_id).ms(text) <= 1_200, text
    assert voice(voice_id).ms("Eight of twelve") <= SHORTEST_PHASE_MS - 250


def test_names_and_cues_are_short(voice_id: str) -> None:
    for exercise in library().exercises.values():
        for text in (exercise.name, *exercise.cues):
            assert voice(voice_id).ms(text) <= 3_500, text


def test_every_clip_is_as_loud_as_the_others(voice_id: str) -> None:
    apart = {text: row["lufs"] for text, row in rows(voice_id).items() if abs(row["lufs"] + 19) > 1}
    assert apart == {}


def test_clips_are_as_long_as_told_and_none_is_cut_off_at_the_top(voice_id: str) -> None:
    said = Clips(voice(voice_id))
    for text in list(voice(voice_id).clips)[::EVERY]:
        samples = said(text)
        assert len(samples) / PER_MS == pytest.approx(voice(voice_id).ms(text), abs=20), text
        assert 0.1 < np.abs(samples).max() < 0.99, text


@pytest.mark.parametrize("amount", ["full", "brief"])
def test_no_words_meet_in_any_routine_and_each_ends_in_its_phase(voice_id: str, amount: str) -> None:
    for routine in library().routines.values():
        timeline = compile_routine(routine, library(), Settings(voice=voice_id, speech=amount))
        said = words_of(timeline, amount, voice(voice_id))
        assert said
        for one, other in pairwise(said):
            assert one.at_ms + one.length_ms < other.at_ms, (routine.id, one, other)
        for cue in said:
            if cue.at_ms < timeline.length_ms:
                assert cue.at_ms + cue.length_ms <= timeline.at(cue.at_ms).segment.end_ms, (routine.id, cue)
