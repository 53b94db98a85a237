"""A quiet bed under a session: a slow chord for each phase that swells with the breath, silent in between."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from guided.cues import BREATHS, Cue
from guided.samples import PER_MS, Floats

# Fifths and fourths of the tones' own D, so that no tone rubs against them.
CHORDS_HZ = {"ease": (146.8, 220.0, 293.7), "hold": (146.8, 220.0, 329.6), "release": (110.0, 146.8, 220.0)}
"""The chord of each phase that moves or holds, in Hz; everything else is silent."""

_CHANGES = frozenset({*CHORDS_HZ, "rest", "prepare", "switch", "finish"})
_PEAK = 0.006  # of each tone of a chord: the whole lies under the breath
_FADE_MS = 800  # at either end of a phase, or a third of a short one
_LEAST = 0.5  # of the swell, at the end of an out-breath


class _Span(NamedTuple):
    """A phase with a chord."""

    start_ms: int
    end_ms: int
    kind: str


def bed(all_cues: tuple[Cue, ...], start_ms: int, end_ms: int) -> Floats:
    """The bed's samples from one millisecond to another, independent of how the time is sliced."""
    times = np.arange(start_ms * PER_MS, end_ms * PER_MS, dtype=np.float64) / PER_MS
    made = np.zeros(times.size)
    spans, breath_ms, depth = _plan(all_cues)
    for span in spans:
        first, last = np.searchsorted(times, (span.start_ms, span.end_ms))
        if first < last:
            now = times[first:last]
            fade = min(_FADE_MS, (span.end_ms - span.start_ms) / 3)
            edges = (span.start_ms, span.start_ms + fade, span.end_ms - fade, span.end_ms)
            level = np.square(np.sin(np.pi / 2 * np.interp(now, edges, (0, 1, 1, 0))))
            if breath_ms:
                level *= np.interp(now, breath_ms, depth)
            chord = sum(np.sin(2 * np.pi / 1000 * hertz * now) for hertz in CHORDS_HZ[span.kind])
            made[first:last] = _PEAK * level * chord
    return made.astype(np.float32)


@lru_cache(maxsize=2)
def _plan(all_cues: tuple[Cue, ...]) -> tuple[tuple[_Span, ...], tuple[int, ...], tuple[float, ...]]:
    """The phases with a chord, and the swell at each millisecond at which the breath turns."""
    changes = [cue for cue in all_cues if cue.kind in _CHANGES]
    spans = [
        _Span(cue.at_ms, after.at_ms, cue.kind)
        for cue, after in pairwise(changes)
        if cue.kind in CHORDS_HZ and cue.at_ms < after.at_ms
    ]
    turns: list[tuple[int, float]] = []
    for cue in all_cues:
        if cue.kind in BREATHS:
            ends = (_LEAST, 1.0) if cue.kind == "breath-in" else (1.0, _LEAST)
            turns += [(cue.at_ms, ends[0]), (cue.at_ms + cue.length_ms, ends[1])]
    return tuple(spans), tuple(at for at, _ in turns), tuple(depth for _, depth in turns)
