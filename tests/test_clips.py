"""A voice's clips as samples."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from guided import clips
from guided.clips import Clips
from guided.mixer import RATE
from guided.voice import Clip, Voice


def recorded(folder: Path, *texts: str, rate: int = RATE) -> Voice:
    """A voice of one-second clips of 440 Hz, at half of what is loudest."""
    for number, _ in enumerate(texts):
        tone = 0.5 * np.sin(2 * np.pi * 440 * np.arange(rate) / rate)
        soundfile.write(folder / f"{number}.opus", tone, rate, format="OGG", subtype="OPUS")
    return Voice("test", folder, {text: Clip(f"{number}.opus", 1000) for number, text in enumerate(texts)})


def test_a_clip_is_heard_as_it_was_recorded(tmp_path: Path) -> None:
    samples = Clips(recorded(tmp_path, "Hold"))("Hold")
    assert samples.dtype == np.float32
    assert len(samples) == pytest.approx(RATE, abs=RATE // 50)
    assert np.sqrt(np.mean(np.square(samples))) == pytest.approx(0.35, abs=0.03)


def test_a_text_without_a_clip_or_with_a_broken_one_is_silence(tmp_path: Path) -> None:
    voice = recorded(tmp_path, "Hold", "Rest")
    (tmp_path / "0.opus").write_bytes(b"no sound at all")
    (tmp_path / "1.opus").unlink()
    spoken = Clips(voice)
    assert [spoken(text).size for text in ("Hold", "Rest", "Never recorded")] == [0, 0, 0]


def test_a_clip_at_another_rate_is_not_played_too_fast(tmp_path: Path) -> None:
    assert Clips(recorded(tmp_path, "Hold", rate=24_000))("Hold").size in (0, RATE)


def test_what_was_said_long_ago_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clips, "MOST_BYTES", 250_000)  # two and a half clips
    spoken = Clips(recorded(tmp_path, "One", "Two", "Three"))
    for text in ("One", "Two", "Three"):
        spoken(text)
    (tmp_path / "0.opus").unlink()
    assert spoken("Three").size
    assert not spoken("One").size, "read again, since it was let go"
