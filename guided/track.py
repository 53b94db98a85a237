"""The sound of a session as an audio file in the format of its suffix, with title and chapters.

Chapters are in the file except for WAV, where players know no place for them; a cue sheet serves that.
"""

from __future__ import annotations

import errno
import wave
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import IO

from guided import m4a, messages, words
from guided.chapters import UNLABELLED, Labels, cue_sheet
from guided.cues import Cue
from guided.mixer import PER_MS, RATE, Said, Samples, pieces, render_window, sounds_until_ms, unsaid
from guided.paths import replacing
from guided.reading import GuidedError
from guided.settings import AIR, Levels
from guided.tags import TAGGERS

_FORMATS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {".opus": ("OGG", "OPUS"), ".mp3": ("MP3", "MPEG_LAYER_III"), ".flac": ("FLAC", "PCM_16")}
)
"""libsndfile's names of each format that it writes."""

_M4A, _WAV = ".m4a", ".wav"

_BLOCK = RATE  # samples an encoder is given at a time: libsndfile's end in a crash with a minute of them

Write = Callable[[Samples], None]


def endings() -> tuple[str, ...]:
    """The suffixes of tracks on this computer, the default first."""
    return (*_FORMATS, *([_M4A] if m4a.can_be_written() else []), _WAV)


def check_ending(path: Path) -> None:
    """Raise GuidedError if a track cannot have this suffix; without one it is WAV."""
    ending, known = path.suffix.lower(), endings()
    if ending and ending not in known:
        no_encoder = ending == _M4A
        message = messages.NO_M4A if no_encoder else messages.TRACK_ENDS_IN
        raise GuidedError(words.say(message, file=path.name, endings=words.listed(known, messages.LIST_OR)))


def write_track(
    path: Path,
    all_cues: tuple[Cue, ...],
    levels: Levels,
    said: Said = unsaid,
    labels: Labels = UNLABELLED,
    voicing: str = AIR,
    goes_on: Callable[[float], bool] = lambda _: True,
) -> bool:
    """Write the sound of a session to a file, at full volume: its player has a volume too.

    `goes_on` gets the progress, 0 to 1, for every ten seconds of sound; if it returns False, the old file
    stays and the result is False. Needs a few MB whatever the length. Raises GuidedError as
    `check_ending` does and OSError if it cannot be written; the old file then stays too.
    """
    check_ending(path)
    length_ms = sounds_until_ms(all_cues)
    try:
        with replacing(path) as file, _encoder(file, path.suffix.lower(), length_ms, labels) as write:
            for start_ms, end_ms in pieces(length_ms):
                if not goes_on(start_ms / length_ms):
                    raise _Left
                write(render_window(all_cues, start_ms, end_ms, levels=levels, said=said, voicing=voicing))
            if not goes_on(1.0):
                raise _Left
    except _Left:
        return False
    return True


def write_cue_sheet(path: Path, labels: Labels) -> Path:
    """Write a track's chapters beside it, as a file with another suffix. Raises OSError."""
    sheet = path.with_suffix(".cue")
    with replacing(sheet) as file:
        file.write(cue_sheet(path.name, labels).encode("utf-8"))
    return sheet


class _Left(Exception):
    """The track was cancelled."""


@contextmanager
def _encoder(file: IO[bytes], ending: str, length_ms: int, labels: Labels) -> Iterator[Write]:
    """An encoder that takes the samples in order."""
    if ending in _FORMATS:
        with TemporaryFile() as plain:
            with _compressor(plain, *_FORMATS[ending]) as write:
                yield write
            plain.seek(0)
            TAGGERS[ending](plain, file, labels)
    elif ending == _M4A:
        with m4a.m4a_encoder(file, labels) as write:
            yield write
    else:
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
