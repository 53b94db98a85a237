"""Cues rendered to samples: 48 kHz, one channel, deterministic.

The tones are of one loudness, the ticks and the breath lie beneath them. Words are clips at -19 LUFS; under
them all else goes down by 9 dB.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np

from guided.bed import bed
from guided.breath_sounds import breath
from guided.cues import BREATHS, KINDS, WORD, Cue, between
from guided.samples import PER_MS as PER_MS
from guided.samples import RATE as RATE
from guided.samples import Floats as Floats
from guided.samples import Samples as Samples
from guided.settings import AIR, FULL, Levels

LONGEST_BREATH_MS = 30_000  # a longer breath is heard this far
_ATTACK_MS = 1.5
_RELEASE_MS = 60
_KNEE = 0.8  # below it the mix is untouched
_CEILING = 10 ** (-1 / 20)  # and above this, 1 dB under the largest sample, nothing comes
_DUCKED = 10 ** (-9 / 20)  # what is left of all else under words
_DUCK_MS, _RISE_MS = 80, 300  # in which it goes down before a word, and comes back after it
_PIECE_MS = 10_000  # what is rendered in one go

Said = Callable[[str], Floats]
"""The samples of a text, at full level."""


def unsaid(_: str) -> Floats:
    """No samples, whatever the text."""
    return np.zeros(0, np.float32)


def render(
    all_cues: tuple[Cue, ...],
    length_ms: int,
    *,
    levels: Levels = FULL,
    said: Said = unsaid,
    voicing: str = AIR,
) -> Samples:
    """The first `length_ms` of a session's sound, cut off at the end.

    `said` gives the samples of words; `voicing` is the sound of the breath.
    """
    samples = np.empty(length_ms * PER_MS, np.int16)
    for start_ms, end_ms in pieces(length_ms):
        samples[start_ms * PER_MS : end_ms * PER_MS] = render_window(
            all_cues, start_ms, end_ms, levels=levels, said=said, voicing=voicing
        )
    return samples


def render_window(
    all_cues: tuple[Cue, ...],
    start_ms: int,
    end_ms: int,
    *,
    levels: Levels = FULL,
    said: Said = unsaid,
    voicing: str = AIR,
) -> Samples:
    """A slice of the whole, sample for sample; earlier sounds ring into it."""
    mix = np.zeros((end_ms - start_ms) * PER_MS, np.float32)
    near = between(all_cues, start_ms - LONGEST_BREATH_MS, end_ms + _DUCK_MS)
    spoken = [cue for cue in near if cue.kind == WORD] if levels.word else []
    for cue in near:
        level = gain(level_of(cue.kind, levels))
        if level and cue.kind != WORD:
            _add(mix, sound(cue.kind, cue.length_ms, voicing) * level, cue.at_ms - start_ms)
    if levels.bed:
        mix += bed(all_cues, start_ms, end_ms) * gain(levels.bed)
    if spoken:
        mix *= _duck(spoken, start_ms, end_ms)
    for cue in spoken:
        if cue.at_ms < end_ms and cue.at_ms + cue.length_ms > start_ms:
            _add(mix, said(cue.text) * gain(levels.word), cue.at_ms - start_ms)
    return _as_samples(mix)


def _add(mix: Floats, made: Floats, at_ms: int) -> None:
    """Add what lies inside the mix of a sound that begins at `at_ms`, before it or in it."""
    at = at_ms * PER_MS
    if -made.size < at < mix.size:
        part = made[max(-at, 0) : mix.size - at]
        at = max(at, 0)
        mix[at : at + part.size] += part


def _duck(spoken: Sequence[Cue], start_ms: int, end_ms: int) -> Floats:
    """The gain of everything but the words, from `start_ms` to `end_ms`."""
    times = np.arange(start_ms * PER_MS, end_ms * PER_MS, dtype=np.float64) / PER_MS
    left = np.ones(times.size)
    for cue in spoken:
        ends = cue.at_ms + cue.length_ms
        edges = (cue.at_ms - _DUCK_MS, cue.at_ms, ends, ends + _RISE_MS)
        first, last = np.searchsorted(times, (edges[0], edges[-1]))
        under = np.interp(times[first:last], edges, (1.0, _DUCKED, _DUCKED, 1.0))
        np.minimum(left[first:last], under, out=left[first:last])
    return left.astype(np.float32)


def faded_in(samples: Samples) -> Samples:
    """Samples faded in within 2 ms, for a start in the middle of a sound."""
    begun = samples.copy()
    begun[: 2 * PER_MS] = begun[: 2 * PER_MS] * _rise(2 * PER_MS)
    return begun


def with_silence(samples: Samples, by_ms: int) -> tuple[Samples, int]:
    """Samples with their longest silence lengthened or shortened by up to `by_ms`; and by how much.

    No more than there is is taken away; nothing that sounds is touched.
    """
    quiet = np.flatnonzero(~samples.reshape(-1, PER_MS).any(axis=1))
    runs = np.split(quiet, np.flatnonzero(np.diff(quiet) > 1) + 1)
    longest = max(runs, key=len)
    by_ms = max(by_ms, -len(longest)) if len(longest) else 0
    at = int(longest[0]) * PER_MS if len(longest) else 0
    kept = samples[at - min(by_ms, 0) * PER_MS :]
    return np.concatenate([samples[:at], np.zeros(max(by_ms, 0) * PER_MS, np.int16), kept]), by_ms


def sounds_until_ms(all_cues: tuple[Cue, ...]) -> int:
    """The ms at which the last sound has rung out; 0 without sounds."""
    last = (
        between(all_cues, all_cues[-1].at_ms - LONGEST_BREATH_MS, all_cues[-1].at_ms + 1) if all_cues else ()
    )
    return max(map(_ends_ms, last), default=0)


def _ends_ms(cue: Cue) -> int:
    length = cue.length_ms if cue.kind == WORD else -(-sound(cue.kind, cue.length_ms).size // PER_MS)
    return cue.at_ms + length


def gain(volume: float) -> float:
    """The gain of a volume from 0 to 1: 0.5 is -12 dB, about half as loud."""
    return volume * volume


def level_of(kind: str, levels: Levels) -> float:
    """The level of a cue's kind."""
    level: float = getattr(levels, "word" if kind == WORD else KINDS[kind])
    return level


@lru_cache(maxsize=64)
def sound(kind: str, length_ms: int, voicing: str = AIR) -> Floats:
    """The read-only samples of a cue; length and voicing matter for a breath only."""
    length_ms = min(length_ms, LONGEST_BREATH_MS)
    made = breath(kind, length_ms, voicing) if kind in BREATHS else SOUNDS[kind]()
    made.flags.writeable = False
    return made


def pieces(length_ms: int) -> Iterator[tuple[int, int]]:
    """The spans, start and end in ms, to render a session in."""
    for start_ms in range(0, length_ms, _PIECE_MS):
        yield start_ms, min(start_ms + _PIECE_MS, length_ms)


def _as_samples(mix: Floats) -> Samples:
    """A mix as integers, with peaks softly limited."""
    loud = np.flatnonzero(np.abs(mix) > _KNEE)
    if loud.size:
        room = _CEILING - _KNEE
        over = (np.abs(mix[loud]) - _KNEE) / room
        mix[loud] = np.sign(mix[loud]) * (_KNEE + room * np.tanh(over))
    mix *= np.float32(32767)
    return np.rint(mix, out=mix).astype(np.int16)


# ---------------------------------------------------------------- tones

Partials = tuple[tuple[float, float, float], ...]
"""Partials: ratio to the lowest, amplitude, and seconds of decay to a third."""

# Ratios of the first bars' overtones after Fletcher and Rossing, The Physics of Musical
# Instruments, chapter 19: a marimba's are tuned to 1, 4, 10, which is what makes it sound warm.
_WOOD: Partials = ((1, 1.0, 0.16), (4, 0.18, 0.05), (10, 0.06, 0.02))
_BELL: Partials = ((1, 1.0, 0.40), (2, 0.25, 0.28), (3, 0.10, 0.16), (5.4, 0.04, 0.06))
_REED: Partials = ((1, 1.0, 0.30), (2, 0.60, 0.24), (3, 0.35, 0.18), (4, 0.15, 0.10))
_PURE: Partials = ((1, 1.0, 0.45), (2, 0.08, 0.20))
_KNOCK: Partials = ((1, 1.0, 0.012), (2.7, 0.3, 0.006))


def _note(hertz: float, length_ms: int, partials: Partials) -> Floats:
    """A struck note with an attack of 1.5 ms that ends in silence."""
    seconds = np.arange(length_ms * PER_MS) / RATE
    note = np.zeros(seconds.size)
    for ratio, amplitude, fall in partials:
        note += amplitude * np.exp(-seconds / fall) * np.sin(2 * np.pi * hertz * ratio * seconds)
    attack, release = int(_ATTACK_MS * PER_MS), min(_RELEASE_MS, length_ms // 2) * PER_MS
    note[:attack] *= _rise(attack)
    note[-release:] *= _rise(release)[::-1]
    return note.astype(np.float32)


def _together(peak_db: float, *notes: tuple[int, Floats]) -> Floats:
    """Note at their milliseconds, as loud at the loudest as told."""
    mix = np.zeros(max(at * PER_MS + note.size for at, note in notes), np.float32)
    for at, note in notes:
        mix[at * PER_MS : at * PER_MS + note.size] += note
    return _levelled(mix, peak_db)


def _levelled(made: Floats, peak_db: float) -> Floats:
    return made * np.float32(10 ** (peak_db / 20) / np.abs(made).max())


def _rise(count: int) -> Floats:
    """A smooth rise from 0 to 1."""
    return (0.5 - 0.5 * np.cos(np.pi * np.arange(count) / count)).astype(np.float32)


def _ease() -> Floats:
    """A4 on wood: off one goes."""
    return _together(-12, (0, _note(440.0, 600, _WOOD)))


def _hold() -> Floats:
    """E5, a bell that stays."""
    return _together(-12, (0, _note(659.3, 1400, _BELL)))


def _release() -> Floats:
    """D4, low and full: down and let go."""
    return _together(-11, (0, _note(293.7, 900, _REED)))


def _rest() -> Floats:
    """The open fifth below, G3 and D4."""
    return _together(-13, (0, _note(196.0, 1500, _BELL)), (0, _note(293.7, 1500, _PURE)))


def _prepare() -> Floats:
    """A4 and C#5: something is about to begin."""
    return _together(-12, (0, _note(440.0, 1200, _PURE)), (0, _note(554.4, 1200, _PURE)))


def _switch() -> Floats:
    """Two notes, B4 and F#5: the other one."""
    return _together(-12, (0, _note(493.9, 500, _BELL)), (180, 0.8 * _note(740.0, 1100, _BELL)))


def _tick() -> Floats:
    """A soft knock."""
    return _together(-20, (0, _note(1174.7, 80, _KNOCK)))


def _half_way() -> Floats:
    """The same knock a fifth lower: one that counts nothing."""
    return _together(-20, (0, _note(784.0, 100, _KNOCK)))


def _finish() -> Floats:
    """D5, F#5, A5: a small close."""
    return _together(
        -11, (0, _note(587.3, 900, _BELL)), (220, _note(740.0, 900, _BELL)), (440, _note(880.0, 2000, _BELL))
    )


SOUNDS: Mapping[str, Callable[[], Floats]] = {
    "ease": _ease,
    "hold": _hold,
    "release": _release,
    "rest": _rest,
    "prepare": _prepare,
    "switch": _switch,
    "tick": _tick,
    "half-way": _half_way,
    "finish": _finish,
}
"""The maker of each kind of cue but the breaths."""
