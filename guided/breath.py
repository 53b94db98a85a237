"""Breathing cycles fitted to the time available."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

WAYS = ("in", "out", "free", "hold")
"""How to breathe in a phase: in, out, freely, or not at all."""


class HalfBreath(NamedTuple):
    """An in-breath or an out-breath, in whole ms from the start of its phase or timeline."""

    start_ms: int
    end_ms: int
    way: str


@dataclass(frozen=True, slots=True)
class Breath:
    """One calm breath of a person, in whole ms."""

    in_ms: int = 4000
    out_ms: int = 4000

    @property
    def whole_ms(self) -> int:
        """The length of a whole breath, in and out, in ms."""
        return self.in_ms + self.out_ms

    def length_ms(self, breaths: float, way: str) -> int:
        """The length of a number of breaths, in ms; `way` says whether a half is an in- or an out-breath."""
        whole = int(breaths)
        half = breaths - whole
        part = self.in_ms if way == "in" else self.out_ms if way == "out" else self.whole_ms / 2
        return whole * self.whole_ms + round(half * 2 * part)


def fitted(length_ms: int, breath: Breath) -> tuple[HalfBreath, ...]:
    """Whole breaths, in then out, that fill `length_ms` exactly and end on an out-breath.

    Breaths are stretched or shortened slightly to fit; a length under three quarters of a breath
    gets none.
    """
    if length_ms < 0.75 * breath.whole_ms:
        return ()
    count = max(1, round(length_ms / breath.whole_ms))
    share = breath.in_ms / breath.whole_ms
    edges = [round(length_ms * (i + part) / count) for i in range(count) for part in (0.0, share)] + [
        length_ms
    ]
    return tuple(HalfBreath(edges[i], edges[i + 1], ("in", "out")[i % 2]) for i in range(2 * count))
