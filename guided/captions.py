"""Captions: a line for each spoken text and each signal."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from guided.cues import WORD, Cue

SIGNS = {"prepare": "♪ Get ready", "switch": "♪ Switch sides", "finish": "♪ Finished"}
"""The caption of a signal that comes without words."""

_SIGN_MS = 1_500
_STAYS_MS = 1_200  # after a word has been said, for whoever looks late


class Caption(NamedTuple):
    """A line to read for `start_ms <= t < end_ms` of the timeline."""

    start_ms: int
    end_ms: int
    text: str


def captions(cues: Iterable[Cue]) -> tuple[Caption, ...]:
    """The captions of some cues, in order, never two at once."""
    said = [Caption(c.at_ms, c.at_ms + c.length_ms + _STAYS_MS, c.text) for c in cues if c.kind == WORD]
    signs = [Caption(c.at_ms, c.at_ms + _SIGN_MS, SIGNS[c.kind]) for c in cues if c.kind in SIGNS]
    lines = sorted([*said, *signs])
    return tuple(
        one._replace(end_ms=min(one.end_ms, then.start_ms)) if then else one
        for one, then in pairwise([*lines, None])
        if one is not None
    )


def caption_at(lines: tuple[Caption, ...], t_ms: int) -> str:
    """The caption at a time, "" between captions."""
    index = bisect_right(lines, t_ms, key=lambda line: line.start_ms) - 1
    return lines[index].text if index >= 0 and t_ms < lines[index].end_ms else ""
