"""How a rep goes: its phases, their lengths, and the breath in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from guided.breath import WAYS, Breath
from guided.reading import LONGEST_TEXT, Table

VERBS: Mapping[str, str] = {
    **dict.fromkeys(("ease", "lift", "reach", "slide", "deepen", "up", "move", "circle", "step"), "ease"),
    **dict.fromkeys(("forward", "open", "inhale"), "ease"),
    **dict.fromkeys(("hold", "contract", "pause", "keep"), "hold"),
    **dict.fromkeys(("release", "lower", "relax", "down", "back", "bring-back"), "release"),
    **dict.fromkeys(("other-foot", "close", "exhale"), "release"),
    **dict.fromkeys(("rest", "prepare", "switch"), "rest"),
}
"""Verbs of phases, each with its kind, which decides colour, place on the ring and tone."""

COUNT_MS = 1000  # one count of a counted phase

# What pace may do to a phase: a movement is never rushed, and a contraction needs its time to build.
_QUICKEST_MS, _QUICKEST_CONTRACTION_MS, _SLOWEST_MS = 1500, 4000, 6000


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a rep: exactly one of its lengths is given, the other two are 0.

    `to` names the pose reached at its end (None: the figure stays); `effort` is the least and most share of
    full strength that a contraction asks for.
    """

    do: str
    breath: str
    ms: int = 0
    breaths: float = 0.0
    counts: int = 0
    to: str | None = None
    effort: tuple[float, ...] = ()

    @property
    def kind(self) -> str:
        """ease, hold, release or rest."""
        return VERBS[self.do]

    def length_ms(self, breath: Breath, pace: float = 1.0) -> int:
        """The length of the phase in ms; a `pace` over 1 is slower.

        Pace leaves holds and breaths alone. It takes no other phase below 1.5 s and no contraction outside
        4 to 6 s, unless the method itself does.
        """
        if self.breaths:
            return breath.length_ms(self.breaths, self.breath)
        length = self.ms or self.counts * COUNT_MS
        if pace == 1.0 or (self.kind == "hold" and self.do != "contract"):
            return length
        quickest = _QUICKEST_CONTRACTION_MS if self.do == "contract" else _QUICKEST_MS
        return min(max(round(length * pace), min(length, quickest)), max(length, _SLOWEST_MS))


@dataclass(frozen=True, slots=True)
class Method:
    """A way to play an exercise; `longest_hold_ms` and `most_reps` are advice (0: none), not bounds.

    With `reverse` the second half of the reps takes the poses in the opposite order. `care` has the care
    codes of the method itself, whatever the exercise.
    """

    id: str
    name: str
    summary: str
    phases: tuple[Phase, ...]
    reps: int = 10
    sets: int = 1
    longest_hold_ms: int = 0
    most_reps: int = 0
    reverse: bool = False
    care: tuple[str, ...] = ()

    @property
    def poses(self) -> tuple[str, ...]:
        """The poses it goes through, without the start."""
        return tuple(dict.fromkeys(phase.to for phase in self.phases if phase.to))


def read_method(table: Table, method_id: str) -> Method:
    """The method in a table, which notes its mistakes."""
    method = Method(
        id=method_id,
        name=table.text("name"),
        summary=table.text("summary", longest=LONGEST_TEXT),
        phases=tuple(_read_phase(row) for row in table.tables("phase", 1, 12)),
        reps=table.whole("reps", 1, 100, 10),
        sets=table.whole("sets", 1, 20, 1),
        longest_hold_ms=round(1000 * table.number("longest_hold", 0.5, 1200, 0.0)),
        most_reps=table.whole("most_reps", 1, 100, 0),
        reverse=table.flag("reverse"),
        care=table.texts("care", longest=60),
    )
    table.unknown_keys()
    return method


def _read_phase(table: Table) -> Phase:
    lengths = [key for key in ("seconds", "breaths", "counts") if key in table]
    if len(lengths) != 1:
        table.note("seconds", "give exactly one of seconds, breaths and counts")
    phase = Phase(
        do=table.word("do", VERBS),
        breath=table.word("breath", WAYS, "free"),
        ms=round(1000 * table.number("seconds", 0.5, 1200, 0.0)),
        breaths=table.number("breaths", 0.5, 60, 0.0),
        counts=table.whole("counts", 1, 600, 0),
        to=table.text("to", "", longest=40) or None,
        effort=table.numbers("effort", 0.05, 1.0, (1, 2)),
    )
    table.unknown_keys()
    return phase
