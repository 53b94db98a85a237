"""Breathing cycles fitted to the time available."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

WAYS = ("in", "out", "free", "hold")
"""How one breathes in a phase: in, out, as one likes, or not at all."""


class HalfBreath(NamedTuple):
    """An in-breath or an out-breath, in whole milliseconds from where its phase or timeline starts."""

    start_ms: int
    end_ms: int
    way: str


@dataclass(frozen=True, slots=True)
class Breath:
    """One calm breath of this person, in whole milliseconds."""

    in_ms: int = 4000
    out_ms: int = 4000

    @property
    def whole_ms(self) -> int:
        """The length of one whole breath, in ms."""
        return self.in_ms + self.out_ms

    def length_ms(self, breaths: float, way: str) -> int:
        """The length of a number of breaths; a half one is an in- or an out-breath as `way` says."""
        whole = int(breaths)
        half = breaths - whole
        part = self.in_ms if way == "in" else self.out_ms if way == "out" else self.whole_ms / 2
        return whole * self.whole_ms + round(half * 2 * part)


def fitted(length_ms: int, breath: Breath) -> tuple[HalfBreath, ...]:
    """Whole breaths, in then out, that fill `length_ms` exactly, so that it ends on an out-breath.

    The breath is made a little longer or shorter to fit; a length under three quarters of a breath
    has none of its own.
    """
    if length_ms < 0.75 * breath.whole_ms:
        return ()
    count = max(1, round(length_ms / breath.whole_ms))
    share = breath.in_ms / breath.whole_ms
    edges = [round(length_ms * (i + part) / count) for i in range(count) for part in (0.0, share)] + [
        length_ms
    ]
    return tuple(HalfBreath(edges[i], edges[i + 1], ("in", "out")[i % 2]) for i in range(2 * count))
