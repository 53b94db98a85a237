"""Captions: a line for each spoken text, and for some sounds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from guided import messages, words
from guided.cues import WORD, Cue
from guided.introduction import YOU_NEED

LINES = {
    "prepare": "♪ Get ready",
    "switch": "♪ Switch sides",
    "finish": "♪ Finished",
    "half-way": "♪ Half-way",
}
"""What stands for a sound that comes without words, and seldom: a line ends the one before it."""

_LINE_MS = 1_500
_STAYS_MS = 1_200  # after a word has been said, for whoever looks late


class Caption(NamedTuple):
    """A line to read for `start_ms <= t < end_ms` of the timeline."""

    start_ms: int
    end_ms: int
    text: str


def captions(cues: Iterable[Cue]) -> tuple[Caption, ...]:
    """The captions of some cues, in order, never two at once."""
    cues = tuple(cues)
    said = [Caption(c.at_ms, c.at_ms + c.length_ms + _STAYS_MS, c.text) for c in cues if c.kind == WORD]
    sounds = [Caption(c.at_ms, c.at_ms + _LINE_MS, LINES[c.kind]) for c in cues if c.kind in LINES]
    lines = sorted([*_with_kit(sorted(said)), *sounds])
    return tuple(
        one._replace(end_ms=min(one.end_ms, then.start_ms)) if then else one
        for one, then in pairwise([*lines, None])
        if one is not None
    )


def _with_kit(said: Iterable[Caption]) -> list[Caption]:
    """The lines, where what one needs is one of them, though each thing is said by itself."""
    lines: list[Caption] = []
    things: list[str] = []
    for one in said:
        goes_on = bool(lines) and lines[-1].text.startswith(YOU_NEED) and one.text[:1].islower()
        things = [*things, one.text] if goes_on else []
        if goes_on:
            told = words.say(messages.YOU_NEED, things=words.listed(things))
            lines[-1] = Caption(lines[-1].start_ms, one.end_ms, told)
        else:
            lines.append(one)
    return lines


def caption_at(lines: tuple[Caption, ...], t_ms: int) -> str:
    """The caption at a time, "" between captions."""
    index = bisect_right(lines, t_ms, key=lambda line: line.start_ms) - 1
    return lines[index].text if index >= 0 and t_ms < lines[index].end_ms else ""
