"""Title and chapters in files of sound, which stay the same sound."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
import soundfile

from guided.chapters import Chapter, Labels
from guided.tags import TAGGERS

RATE = 48_000
TONE = 0.3 * np.sin(2 * np.pi * 440 * np.arange(2 * RATE) / RATE)
KINDS = {".flac": ("FLAC", "PCM_16"), ".opus": ("OGG", "OPUS"), ".mp3": ("MP3", "MPEG_LAYER_III")}
LABELS = Labels("Hüfte", (Chapter(0, 1_000, "Bridge"), Chapter(1_000, 2_000, "Side “bridge”")))


def plain(ending: str, folder: Path) -> Path:
    path = folder / f"plain{ending}"
    kind, subtype = KINDS[ending]
    soundfile.write(path, TONE, RATE, format=kind, subtype=subtype)
    return path


def tagged(ending: str, folder: Path, labels: Labels = LABELS) -> bytes:
    out = BytesIO()
    with plain(ending, folder).open("rb") as source:
        TAGGERS[ending](source, out, labels)
    return out.getvalue()


@pytest.mark.parametrize("ending", TAGGERS)
@pytest.mark.parametrize("many", [0, 2, 300, 3_000])
def test_the_sound_is_the_same_however_many_chapters_there_are(
    ending: str, many: int, tmp_path: Path
) -> None:
    labels = Labels("Long", tuple(Chapter(n, n + 1, f"Exercise {n}") for n in range(many)))
    (tmp_path / f"made{ending}").write_bytes(tagged(ending, tmp_path, labels))
    before, _ = soundfile.read(tmp_path / f"plain{ending}")
    after, rate = soundfile.read(tmp_path / f"made{ending}")
    assert rate == RATE
    assert np.array_equal(before, after)


@pytest.mark.parametrize("ending", [".flac", ".opus"])
def test_flac_and_opus_tell_their_chapters_in_comments(ending: str, tmp_path: Path) -> None:
    made = tagged(ending, tmp_path)
    for line in ("TITLE=Hüfte", "CHAPTER001=00:00:00.000", "CHAPTER002=00:00:01.000"):
        assert line.encode() in made
    name = "CHAPTER002NAME=Side “bridge”".encode()
    assert len(name).to_bytes(4, "little") + name in made


def test_mp3_has_a_table_of_contents_and_a_frame_for_each_chapter(tmp_path: Path) -> None:
    made = tagged(".mp3", tmp_path)
    assert made.startswith(b"ID3\x03")
    size = sum(byte << shift for byte, shift in zip(made[6:10], (21, 14, 7, 0), strict=True))
    tag = made[10 : 10 + size]
    assert b"contents\0\x03\x02c0\0c1\0" in tag
    assert tag.count(b"CHAP") == 2
    assert b"c1\0" + (1_000).to_bytes(4, "big") + (2_000).to_bytes(4, "big") + b"\xff" * 8 in tag
    assert all(text.encode("utf-16") in tag for text in ("Hüfte", "Bridge", "Side “bridge”"))


@pytest.mark.parametrize("ending", [".flac", ".opus"])
def test_another_kind_of_file_is_refused(ending: str) -> None:
    with pytest.raises(ValueError, match="no "):
        TAGGERS[ending](BytesIO(b"RIFF" + bytes(100)), BytesIO(), LABELS)
