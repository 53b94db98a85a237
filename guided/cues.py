"""Sound cues: changes of phase, the breath, the middle of a long hold, the last seconds of a rest."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from guided.timeline import Segment, Timeline, breaths

KINDS = {
    "ease": "phase",
    "hold": "phase",
    "release": "phase",
    "rest": "phase",
    "tick": "phase",
    "half-way": "phase",
    "prepare": "signal",
    "switch": "signal",
    "finish": "signal",
    "breath-in": "breath",
    "breath-out": "breath",
}
"""Every kind of sound, and the volume it has, a name of `settings.Levels`. A `tick` counts the last three
seconds before a movement, `half-way` marks the middle of a long hold."""

WORD = "word"
"""The kind of a spoken text: a clip of the voice."""

BREATHS = tuple(kind for kind, volume in KINDS.items() if volume == "breath")
SIGNALS = tuple(kind for kind, volume in KINDS.items() if volume == "signal")  # between the movements
_TICKS_MS = (3000, 2000, 1000)
_LONG_HOLD_MS = 20_000


class Cue(NamedTuple):
    """A sound at a millisecond of the timeline.

    `length_ms` is the length of a breath or a word, else 0; a word (kind "word") says its `text`.
    """

    at_ms: int
    kind: str
    length_ms: int = 0
    text: str = ""


def cues(timeline: Timeline) -> tuple[Cue, ...]:
    """Every cue of a timeline in order; the last, `finish`, is at the timeline's very end."""
    found = [Cue(b.start_ms, f"breath-{b.way}", b.end_ms - b.start_ms) for b in breaths(timeline)]
    for segment in timeline.segments:
        found.append(Cue(segment.start_ms, _kind(segment)))
        if not segment.rep and not segment.wait and segment.length_ms > _TICKS_MS[0]:
            found += [Cue(segment.end_ms - before, "tick") for before in _TICKS_MS]
        if segment.phase == "hold" and segment.length_ms >= _LONG_HOLD_MS:
            found.append(Cue(segment.start_ms + segment.length_ms // 2, "half-way"))
    found.append(Cue(timeline.length_ms, "finish"))
    return tuple(sorted(found))


def between(all_cues: tuple[Cue, ...], a_ms: int, b_ms: int) -> tuple[Cue, ...]:
    """The cues with `a_ms <= at_ms < b_ms`, so that adjacent windows neither drop nor repeat one."""
    first, last = (bisect_left(all_cues, (edge,)) for edge in (a_ms, b_ms))
    return all_cues[first:last]


def _kind(segment: Segment) -> str:
    return segment.phase if segment.phase in ("prepare", "switch") else segment.kind
