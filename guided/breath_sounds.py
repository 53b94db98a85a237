"""The sound of breathing in and out: as moving air, as a pair of bowls, as one plain tone.

Each is samples at 48 kHz that begin and end in silence, in-breaths rising and out-breaths falling.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from guided.samples import PER_MS, RATE, Floats
from guided.settings import AIR

Doubles = npt.NDArray[np.float64]

_LOOP = 2**17  # samples of noise before it repeats
_BANDS_HZ = (280.0, 400.0, 570.0, 810.0, 1150.0, 1640.0)  # half an octave apart
_LOW, _HIGH = 0.5, 4.0  # the bands, counted from 0, that a breath moves between
_BREATH_RMS = 0.015  # of each band, at the loudest
_TONE_RMS = 0.0125  # of the voicings that are tones, at the loudest: as loud as the air on the whole
_LOW_HZ, _HIGH_HZ = 196.0, 293.7  # G3 and D4, between which the plain tone glides
_BOWLS_HZ = (196.0, 293.7)  # the one that fades as the other comes
_BEATS_HZ = 0.7  # by which a bowl's two modes lie apart
_BOWL = ((1.0, 1.0), (2.71, 0.25), (5.2, 0.06))  # ratio and amplitude, as of a bowl that is rubbed


def breath(kind: str, length_ms: int, voicing: str) -> Floats:
    """The samples of a "breath-in" or "breath-out" of a given length, in one of the `VOICINGS`."""
    along = np.linspace(0, 1, length_ms * PER_MS)
    if kind == "breath-in":  # louder and higher to three quarters of the way
        return VOICINGS[voicing](np.interp(along, (0, 0.75, 0.95), (0, 1, 0)), along)
    # Soon at its loudest, then lower and softer.
    return VOICINGS[voicing](np.interp(along, (0, 0.15, 0.95), (0, 1, 0)), 0.8 - 0.8 * along)


def _swell(loudness: Doubles) -> Doubles:
    """A smooth envelope, without a corner at its start, turn or end."""
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * loudness))


def _sine(loudness: Doubles, height: Doubles) -> Floats:
    """A single tone that glides with the breath."""
    hertz = _LOW_HZ * (_HIGH_HZ / _LOW_HZ) ** height
    made = np.sin(2 * np.pi * np.cumsum(hertz) / RATE)
    return (2**0.5 * _TONE_RMS * made * _swell(loudness)).astype(np.float32)


def _bowls(loudness: Doubles, height: Doubles) -> Floats:
    """Two bowls a fifth apart: the lower one below, the upper one above."""
    seconds = np.arange(height.size) / RATE
    made = np.zeros(height.size)
    for hertz, share in zip(_BOWLS_HZ, (1 - height, height), strict=True):
        for ratio, amplitude in _BOWL:
            for apart in (-_BEATS_HZ / 2, _BEATS_HZ / 2):
                made += share * amplitude * np.sin(2 * np.pi * (hertz * ratio + apart) * seconds)
    return (1.4 * _TONE_RMS * made * _swell(loudness)).astype(np.float32)


@lru_cache(maxsize=1)
def _noise() -> npt.NDArray[np.float32]:
    """A seamless loop of noise for each band, made in the frequency domain."""
    chance = np.random.default_rng(20)
    hertz = np.fft.rfftfreq(_LOOP, 1 / RATE)[1:]
    spectrum = np.zeros(_LOOP // 2 + 1, np.complex128)
    loops = []
    for centre in _BANDS_HZ:
        octaves = np.log2(hertz / centre)
        spectrum[1:] = np.exp(-((octaves / 0.35) ** 2)) * np.exp(2j * np.pi * chance.random(hertz.size))
        loop = np.fft.irfft(spectrum, _LOOP)
        loops.append(loop / loop.std())
    return np.array(loops, np.float32)


def _air(loudness: Doubles, height: Doubles) -> Floats:
    """Noise whose loudness and band follow the two curves, each 0 to 1."""
    centre = (_LOW + (_HIGH - _LOW) * height).astype(np.float32)
    made = np.zeros(centre.size, np.float32)
    for band, loop in enumerate(_noise()):
        made += np.exp(-((centre - band) ** 2) / 2) * np.resize(loop, centre.size)
    return made * (_BREATH_RMS * _swell(loudness)).astype(np.float32)


VOICINGS: Mapping[str, Callable[[Doubles, Doubles], Floats]] = {AIR: _air, "bowls": _bowls, "sine": _sine}
"""The maker of each voicing: a function of loudness and height, each 0 to 1 per sample."""
