"""A film: pictures and sound at their times, chapters, and the old file while it is not whole."""

from __future__ import annotations

import sys
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest

from guided.chapters import Chapter, Labels
from guided.cues import Cue
from guided.film import Pixels, Shape, Sound, check_film, filming
from guided.mixer import RATE, unsaid
from guided.reading import GuidedError
from guided.settings import FULL
from tests.onsets import onsets_ms

SMALL = Shape(64, 48, 10)
FLASHES = tuple(range(1_000, 11_000, 1_000))
LABELS = Labels("Hüfte", (Chapter(0, 4_000, "Bridge"), Chapter(4_000, 10_000, "Plank")))


def ticks(*at_ms: int) -> Sound:
    return Sound(tuple(Cue(at, "tick") for at in at_ms), FULL, unsaid, "air")


def lit_after(t_ms: int) -> Pixels:
    """A white picture for a tenth of a second after each full second, else a dark one."""
    return np.full((SMALL.height, SMALL.width, 4), 235 if t_ms % 1_000 < 100 else 16, np.uint8)


def make(path: Path, sound: Sound) -> list[float]:
    return list(filming(path, SMALL, lit_after, sound, LABELS))


def sound_of(path: Path) -> npt.NDArray[np.int16]:
    with av.open(str(path)) as film:
        blocks = [frame.to_ndarray() for frame in film.decode(audio=0)]
    samples: npt.NDArray[np.int16] = (np.concatenate(blocks, axis=1)[0] * 32_767).astype(np.int16)
    return samples


def test_sound_and_picture_come_when_they_should(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    make(path, ticks(*FLASHES))
    with av.open(str(path)) as film:
        shown = [
            (frame.time or 0.0, frame.to_ndarray(format="gray").mean()) for frame in film.decode(video=0)
        ]
    lit = [1_000 * t for t, light in shown if light > 128]
    assert lit == pytest.approx([0, *FLASHES])
    heard = onsets_ms(sound_of(path))
    assert len(heard) == len(FLASHES)
    assert np.abs(heard - FLASHES).max() < 20


def test_it_lasts_until_the_last_sound_has_died_away(tmp_path: Path) -> None:
    path, sound = tmp_path / "a.mp4", ticks(*FLASHES)
    shares = make(path, sound)
    with av.open(str(path)) as film:
        assert film.duration is not None
        lasts_ms, pictures = film.duration / 1_000, sum(1 for _ in film.decode(video=0))
    assert lasts_ms == pytest.approx(sound.length_ms, abs=1_000 / SMALL.fps)
    assert pictures == len(shares)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_it_has_the_title_the_chapters_and_what_players_play(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    make(path, ticks(*FLASHES))
    with av.open(str(path)) as film:
        told = [(one["start"] * (one["time_base"] or 0), one["metadata"]["title"]) for one in film.chapters()]
        pictures, sound = film.streams.video[0].codec_context, film.streams.audio[0].codec_context
        assert film.metadata["title"] == "Hüfte"
        assert told == [(0, "Bridge"), (4, "Plank")]
        assert (pictures.name, pictures.pix_fmt, pictures.width, pictures.height) == (
            "h264",
            "yuv420p",
            64,
            48,
        )
        assert (sound.name, sound.sample_rate) == ("aac", RATE)


def test_one_that_is_cancelled_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"old")
    steps = filming(path, SMALL, lit_after, ticks(1_000), LABELS)
    for _ in range(3):
        next(steps)
    steps.close()
    assert path.read_bytes() == b"old"
    assert [one for one in tmp_path.iterdir() if one.is_file()] == [path]


def test_a_film_has_one_ending(tmp_path: Path) -> None:
    with pytest.raises(GuidedError, match=r"^a\.avi: the name of a film ends in \.mp4\.$"):
        check_film(tmp_path / "a.avi")
    with pytest.raises(GuidedError, match=r"^a\.avi: "):
        next(filming(tmp_path / "a.avi", SMALL, lit_after, ticks(1_000), LABELS))


def test_without_what_makes_films_it_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "av", None)  # as where it is not installed
    with pytest.raises(GuidedError, match=r'^a\.mp4: films need .* pip install "guided\[media\]"$'):
        check_film(tmp_path / "a.mp4")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk here is always full")
def test_a_full_disk_is_told_as_one(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        make(path, ticks(*FLASHES))
