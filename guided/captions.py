"""Captions: a line for each spoken text and each signal."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from guided import messages, words
from guided.cues import WORD, Cue
from guided.introduction import YOU_NEED

SIGNS = {"prepare": "♪ Get ready", "switch": "♪ Switch sides", "finish": "♪ Finished"}
"""The caption of a signal that comes without words."""

HALF_WAY = "♪ Half-way"
"""The caption of a tick by itself; those that count seconds have the number on the screen."""

_SIGN_MS = 1_500
_COUNTING_MS = 1_000  # from one tick to the next
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
    signs = [Caption(c.at_ms, c.at_ms + _SIGN_MS, SIGNS[c.kind]) for c in cues if c.kind in SIGNS]
    ticks = {c.at_ms for c in cues if c.kind == "tick"}
    alone = [at for at in ticks if not {at - _COUNTING_MS, at + _COUNTING_MS} & ticks]
    signs += [Caption(at, at + _SIGN_MS, HALF_WAY) for at in alone]
    lines = sorted([*_with_kit(sorted(said)), *signs])
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
