import sys
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile

from guided.chapters import Chapter, Labels, cue_sheet
from guided.cues import cues
from guided.mixer import Samples, render, sound
from guided.reading import GuidedError
from guided.settings import FULL, Levels, Settings
from guided.track import endings, write_cue_sheet, write_track
from tests.onsets import onsets_ms
from tests.test_mixer import small_timeline


def read(path: Path) -> tuple[int, int, Samples]:
    with wave.open(str(path)) as file:
        assert file.getsampwidth() == 2
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
        return file.getnchannels(), file.getframerate(), samples


def test_every_change_of_phase_is_heard_within_a_millisecond(tmp_path: Path) -> None:
    timeline = small_timeline()
    write_track(tmp_path / "track.wav", cues(timeline), FULL)
    channels, rate, samples = read(tmp_path / "track.wav")
    assert (channels, rate) == (1, 48_000)
    heard = onsets_ms(samples)
    changes = [*(segment.start_ms for segment in timeline.segments), timeline.length_ms]
    off = [float(np.abs(heard - change).min()) for change in changes]
    assert max(off) <= 1.0


def test_the_track_is_the_session_with_its_closing_sound_whole(tmp_path: Path) -> None:
    timeline, path = small_timeline(1), tmp_path / "track.wav"
    path.write_bytes(b"what was there before")
    write_track(path, cues(timeline), Settings(breath_sound=False, volume=0.1, muted=True).levels)
    samples = read(path)[2]
    length_ms = timeline.length_ms + sound("finish", 0).size // 48
    assert np.array_equal(samples, render(cues(timeline), length_ms, levels=Levels(breath=0)))
    assert np.abs(samples[-480:]).max() < 30
    assert list(tmp_path.glob("track*")) == [path]


def test_a_track_breathes_as_the_person_chose(tmp_path: Path) -> None:
    path, timeline = tmp_path / "track.wav", small_timeline(1)
    write_track(path, cues(timeline), FULL, voicing="sine")
    samples = read(path)[2]
    assert np.array_equal(samples, render(cues(timeline), samples.size // 48, voicing="sine"))


def test_a_track_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "track.wav"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wave.Wave_write.writeframesraw", full)
    with pytest.raises(OSError, match="No space"):
        write_track(path, cues(small_timeline(1)), FULL)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.glob("track*")) == [path]


@pytest.mark.parametrize("ending", ["flac", "opus", "mp3"])
def test_a_packed_track_is_as_long_and_has_the_same_sound(ending: str, tmp_path: Path) -> None:
    timeline, path = small_timeline(1), tmp_path / f"track.{ending}"
    assert write_track(path, cues(timeline), FULL)
    samples, rate = soundfile.read(path, dtype="int16")
    made = render(cues(timeline), samples.size // 48)
    assert rate == 48_000
    assert abs(samples.size - 48 * timeline.length_ms - sound("finish", 0).size) < 48 * 60
    alike = np.corrcoef(np.abs(samples[: made.size].astype(float)), np.abs(made.astype(float)))[0, 1]
    assert alike > 0.9
    if ending == "flac":
        assert np.array_equal(samples, made)


def test_a_track_that_is_no_longer_wanted_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "track.flac"
    path.write_bytes(b"old")
    shares: list[float] = []

    def until_half(share: float) -> bool:
        shares.append(share)
        return share < 0.5

    assert not write_track(path, cues(small_timeline(3)), FULL, goes_on=until_half)
    assert shares[0] == 0
    assert 0.5 <= shares[-1] < 1
    assert path.read_bytes() == b"old"
    assert list(tmp_path.glob("*.*")) == [path]


@pytest.mark.parametrize(("ending", "mark"), [("flac", b"CHAPTER002NAME=B"), ("opus", b"CHAPTER002NAME=B")])
def test_a_track_has_its_chapters_in_it_or_beside_it(ending: str, mark: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"track.{ending}"
    labels = Labels("Two", (Chapter(0, 1_000, "A"), Chapter(1_000, 2_000, "B")))
    assert write_track(path, cues(small_timeline(1)), FULL, labels=labels)
    assert mark in path.read_bytes()
    assert write_cue_sheet(path, labels).read_text("utf-8") == cue_sheet(path.name, labels)
    assert sorted(one.name for one in tmp_path.glob("track*")) == ["track.cue", path.name]


def test_an_ending_nobody_can_write_is_named(tmp_path: Path) -> None:
    with pytest.raises(GuidedError, match=r"^track\.aiff: the name of a track ends in \.opus, .*or \.wav\.$"):
        write_track(tmp_path / "track.aiff", cues(small_timeline(1)), FULL)
    assert not list(tmp_path.glob("*.*"))


def test_without_an_encoder_m4a_says_what_there_is_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "av", None)  # as where it is not installed
    with pytest.raises(GuidedError, match=r"guided\[media\]\", or choose .*\.opus, \.mp3, \.flac or \.wav"):
        write_track(tmp_path / "track.m4a", cues(small_timeline(1)), FULL)
    assert ".m4a" not in endings()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk here is always full")
@pytest.mark.parametrize("ending", ["wav", "flac", "opus", "mp3"])
def test_a_full_disk_is_told_of_whatever_the_format(ending: str, tmp_path: Path) -> None:
    link = tmp_path / f"track.{ending}"
    link.symlink_to("/dev/full")
    with pytest.raises(OSError, match=r"No space|could not be written"):
        write_track(link, cues(small_timeline(1)), FULL)
