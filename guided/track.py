"""The sound of a whole session as a file: WAV, FLAC, Opus or MP3, whichever its name asks for."""

from __future__ import annotations

import errno
import wave
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import IO

from guided.cues import Cue
from guided.mixer import PER_MS, RATE, Said, Samples, pieces, render_window, sounds_until_ms, unsaid
from guided.paths import replacing
from guided.reading import GuidedError
from guided.settings import Levels

FORMATS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {".flac": ("FLAC", "PCM_16"), ".opus": ("OGG", "OPUS"), ".mp3": ("MP3", "MPEG_LAYER_III")}
)
"""The encoder's names of each format that is not written as WAV."""

_BLOCK = RATE  # samples an encoder is given at a time: libsndfile's end in a crash with a minute of them

Write = Callable[[Samples], None]


def write_track(
    path: Path,
    all_cues: tuple[Cue, ...],
    levels: Levels,
    said: Said = unsaid,
    goes_on: Callable[[float], bool] = lambda _: True,
) -> bool:
    """Replaces a file by the sound of a whole session, at full volume: its player has a volume too.

    `goes_on` hears every ten seconds of sound which share is done, 0 to 1; when it says no, the old
    file stays and False comes back. A name without an ending is written as WAV. Needs a few megabytes
    whatever the length. Raises GuidedError for another ending and OSError where it cannot be written,
    and then leaves the old file alone as well.
    """
    ending = path.suffix.lower()
    if ending not in ("", ".wav", *FORMATS):
        raise GuidedError(f"{path.name}: a track is a file ending in .wav, {', '.join(FORMATS)}")
    length_ms = sounds_until_ms(all_cues)
    try:
        with replacing(path) as file, _encoder(file, ending, length_ms) as write:
            for start_ms, end_ms in pieces(length_ms):
                if not goes_on(start_ms / length_ms):
                    raise _Left
                write(render_window(all_cues, start_ms, end_ms, levels=levels, said=said))
    except _Left:
        return False
    return True


class _Left(Exception):
    """The track is no longer wanted."""


@contextmanager
def _encoder(file: IO[bytes], ending: str, length_ms: int) -> Iterator[Write]:
    """What takes the samples one after the other."""
    if ending in FORMATS:
        with _compressor(file, *FORMATS[ending]) as write:
            yield write
        return
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.setnframes(length_ms * PER_MS)
        yield lambda samples: out.writeframesraw(samples.astype("<i2", copy=False).tobytes())


@contextmanager
def _compressor(file: IO[bytes], kind: str, subtype: str) -> Iterator[Write]:
    import soundfile  # loads a library of its own: only for these formats

    try:
        with soundfile.SoundFile(file.fileno(), "w", RATE, 1, subtype, format=kind, closefd=False) as out:

            def write(samples: Samples) -> None:
                for at in range(0, samples.size, _BLOCK):
                    out.write(samples[at : at + _BLOCK])

            yield write
    except (soundfile.SoundFileError, AssertionError) as failure:  # the latter where less was written
        raise OSError(errno.EIO, "The sound could not be written") from failure
