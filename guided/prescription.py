"""The dose of an exercise: a value, and its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from guided import messages, words
from guided.words import say


@dataclass(frozen=True, slots=True)
class Prescription:
    """The dose of an exercise as it is played.

    `reps` has one number per set; `reps_of` has those of each side where they differ. A time to fill
    (`fill_ms`) replaces reps, `breaths` replaces `hold_ms`; with `each_breath` a rep is a breath. `effort` is
    the least and most share of full strength, empty if unsaid.
    """

    reps: tuple[int, ...]
    reps_of: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    each_side: bool = False
    each_way: bool = False
    fill_ms: int = 0
    hold_ms: int = 0
    breaths: float = 0.0
    each_breath: bool = False
    effort: tuple[float, ...] = ()

    @property
    def _in_breaths(self) -> bool:
        """Whether it reads as "Hold for 14 breaths" or "4 times, 1 breath each"."""
        plain = not (self.reps_of or self.each_way or self.fill_ms)
        return bool(self.breaths) and plain and len(self.reps) == 1


def how_many(dose: Prescription) -> str:
    """The reps: "10 each side", "3 sets of 3, 2 and 1 reps", "60 s", "Hold for 14 breaths"."""
    if dose.each_breath and len(dose.reps) == 1 and not dose.fill_ms:
        return say(messages.BREATHS, n=dose.reps[0])
    if dose._in_breaths:
        if dose.reps == (1,):
            hold = messages.HOLD_BREATHS_EACH_SIDE if dose.each_side else messages.HOLD_BREATHS
            return say(hold, n=dose.breaths)
        return say(messages.TIMES_EACH_SIDE if dose.each_side else messages.TIMES, n=dose.reps[0])
    if dose.reps_of:
        left, right = (words.reps(dose.reps_of.get(side, dose.reps)) for side in ("left", "right"))
        return words.joined(say(messages.LEFT_REPS, reps=left), say(messages.RIGHT_REPS, reps=right))
    return words.count(dose.reps, dose.each_side, dose.fill_ms, dose.each_way)


def how_held(dose: Prescription) -> str:
    """The hold of each rep: "2 s hold", "1 breath each".

    Empty if nothing is held, or if `how_many` says it.
    """
    if dose._in_breaths:
        held = "" if dose.reps == (1,) else say(messages.BREATHS_EACH, n=dose.breaths)
    else:
        held = words.hold(dose.hold_ms, dose.breaths)
    return words.joined(held, say(messages.EFFORT, share=words.share(dose.effort)) if dose.effort else "")


def in_a_line(dose: Prescription) -> str:
    """The whole dose: "10 each side, 2 s hold"."""
    return words.joined(how_many(dose), how_held(dose))


def in_full(dose: Prescription) -> str:
    """The whole dose, with its nouns, for where the context gives none: "12 reps each side, 2 s hold"."""
    many = how_many(dose)
    if dose.each_side and not (dose._in_breaths or dose.each_way or dose.fill_ms or dose.reps_of):
        number = dose.reps[0] if len(dose.reps) == 1 else 2
        many = say(messages.REPS_EACH_SIDE, n=number, reps=words.sets(dose.reps))
    return words.joined(many, how_held(dose))
