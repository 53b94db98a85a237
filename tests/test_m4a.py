"""M4A, where the package for it is there."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from guided.chapters import Chapter, Labels
from guided.m4a import m4a_encoder
from guided.mixer import RATE


def test_an_m4a_file_has_the_sound_the_title_and_the_chapters(tmp_path: Path) -> None:
    labels = Labels("Hüfte", (Chapter(0, 1_000, "Bridge"), Chapter(1_000, 3_000, "Plank")))
    tone = (8_000 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)).astype(np.int16)
    with (tmp_path / "a.m4a").open("wb") as file, m4a_encoder(file, labels) as write:
        for _ in range(3):
            write(tone)
    with av.open(str(tmp_path / "a.m4a")) as made:
        assert made.metadata["title"] == "Hüfte"
        told = [(one["start"] * (one["time_base"] or 0), one["metadata"]["title"]) for one in made.chapters()]
        assert told == [(0, "Bridge"), (1, "Plank")]
        assert sum(frame.samples for frame in made.decode(audio=0)) == pytest.approx(3 * RATE, abs=2_048)
