"""A voice for what a person named: words without a shipped clip, said by the system's own speaking program.

PySide6 has no way to synthesize to a file, hence a program: espeak-ng, where it is installed.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

import numpy as np

from guided import introduction
from guided.library import Library
from guided.paths import make_private, write_private
from guided.samples import PER_MS, RATE, Floats
from guided.voice import MANIFEST, VOICES, load_voice

Speaker = Callable[[str, Path], None]
"""Writes what is to be said to a WAV file. Raises OSError or subprocess.SubprocessError."""

MOST_TEXTS, LONGEST_TEXT = 400, 300
_PROGRAM = "espeak-ng"
_WORDS_A_MINUTE = "150"
_TIMEOUT_S = 20
_LOUD, _PEAK = 0.11, 0.79  # RMS about that of -19 LUFS, and 2 dB under the largest sample
_QUIET = 0.02  # of the peak: before and after it there is silence
_EDGE_MS = 30


def speaker() -> Speaker | None:
    """The system's speaking program; None where it has none."""
    program = which(_PROGRAM)
    if program is None:
        return None
    command = [program, "-v", "en", "-s", _WORDS_A_MINUTE, "--stdin", "-w"]

    def say(text: str, wav: Path) -> None:
        # By its input, so that no text is taken for an option.
        subprocess.run(
            [*command, str(wav)],
            input=text.encode("utf-8"),
            check=True,
            capture_output=True,
            timeout=_TIMEOUT_S,
        )

    return say


def texts_of(library: Library) -> tuple[str, ...]:
    """What may be said of exercises that some shipped voice has no clip of: a person's own."""
    if library.voices is None:
        return ()
    voices = [load_voice(library.voices / voice) for voice in VOICES]
    brought = (one for routine in library.routines.values() for one in routine.exercises.values())
    texts = dict.fromkeys(
        text for one in (*library.exercises.values(), *brought) for text in introduction.texts_of(one)
    )
    missing = (text for text in texts if any(not voice.ms(text) for voice in voices))
    return tuple(text for text in missing if len(text) <= LONGEST_TEXT)[:MOST_TEXTS]


def make_own_voice(texts: Iterable[str], folder: Path, say: Speaker | None) -> bool:
    """Has the clips in a folder be those of the texts; whether there are other ones than before.

    A text that cannot be said has none. Takes some 50 ms a text: not for a window's thread. Raises OSError.
    """
    had = load_voice.__wrapped__(folder).clips
    clips = {text: {"file": clip.file, "ms": clip.ms} for text in texts if (clip := had.get(text))}
    for text in texts:
        if say is not None and text not in clips and (sound := _said(text, say)) is not None:
            make_private(folder)
            name = hashlib.sha256(text.encode("utf-8")).hexdigest()[:20] + ".flac"
            _write(folder / name, sound)
            clips[text] = {"file": name, "ms": sound.size // PER_MS}
    if clips.keys() == had.keys():
        return False
    write_private(folder / MANIFEST, json.dumps({"format": 1, "clips": clips}) + "\n")
    files = {str(row["file"]) for row in clips.values()}
    for file in folder.glob("*.flac"):
        if file.name not in files:
            file.unlink(missing_ok=True)
    load_voice.cache_clear()
    return True


def _said(text: str, say: Speaker) -> Floats | None:
    """A text's samples at the mixer's rate, as loud as the shipped clips; None where it cannot be said."""
    import soundfile  # loads a library of its own: only once there is something to say

    with TemporaryDirectory() as folder:
        wav = Path(folder) / "said.wav"
        try:
            say(text, wav)
            sound, rate = soundfile.read(wav, dtype="float32", always_2d=True)
        except (OSError, subprocess.SubprocessError, RuntimeError):  # soundfile's own is a RuntimeError
            return None
    return _levelled(_resampled(sound[:, 0], rate)) if sound.size and np.abs(sound).max() > 0 else None


def _resampled(sound: Floats, rate: int) -> Floats:
    """The same at the mixer's rate, in whole milliseconds."""
    spectrum = np.fft.rfft(sound)
    wanted = round(sound.size * RATE / rate / PER_MS) * PER_MS
    half = np.zeros(wanted // 2 + 1, np.complex128)
    count = min(half.size, spectrum.size)
    half[:count] = spectrum[:count]
    return (np.fft.irfft(half, wanted) * wanted / sound.size).astype(np.float32)


def _levelled(sound: Floats) -> Floats:
    """Without silence around it, as loud as it should be, no peak too high."""
    loud = np.flatnonzero(np.abs(sound) > _QUIET * np.abs(sound).max())
    first, last = (int(edge) // PER_MS for edge in (loud[0], loud[-1]))
    edge = slice(max(first - _EDGE_MS, 0) * PER_MS, (last + _EDGE_MS) * PER_MS)
    sound = sound[edge]
    gain = min(_LOUD / float(np.sqrt(np.mean(np.square(sound)))), _PEAK / float(np.abs(sound).max()))
    return sound[: sound.size // PER_MS * PER_MS] * np.float32(gain)


def _write(path: Path, sound: Floats) -> None:
    import soundfile

    soundfile.write(path, sound, RATE, format="FLAC", subtype="PCM_16")
