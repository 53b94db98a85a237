"""What can be set in a step, as its exercise and method allow it: numbers, choices and switches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from guided import messages, words
from guided.library import Library
from guided.method import Phase
from guided.part import Part
from guided.routine import Routine

SECONDS, SHARE, PLAIN = "s", "%", ""


class Number(NamedTuple):
    """A number that can be set: its name, its value and its bounds, and by how much a press changes it.

    `value` is None where nothing is set, which is then worded `unset`; only those with that may be unset.
    """

    id: str
    name: str
    value: float | None
    least: float
    most: float
    by: float = 1
    unit: str = PLAIN
    unset: str = ""


class Choice(NamedTuple):
    """One of a few: its name, the values with their words, and the value chosen."""

    id: str
    name: str
    values: tuple[tuple[str, str], ...]
    value: str


class Switch(NamedTuple):
    """Something that is on or off."""

    id: str
    name: str
    on: bool


Field = Number | Choice | Switch

BY_NUMBER, BY_TIME = "reps", "time"
AS_ONE_LIKES = ""
USUAL = "Usual"


def fields_of(part: Part, library: Library, routine: Routine, rounds: int = 0) -> tuple[Field, ...]:
    """All that can be set in a part of a routine, in the order it is asked.

    `rounds` are those of the circuit it is in, 0 if it is in none.
    """
    return (
        *_method(part, library, routine),
        *_sides(part),
        *_amount(part),
        *_holds(part),
        *_rests(part),
        *_starts(part),
        *_depth(part),
        *([Number("rounds", "Rounds of the circuit", rounds, 2, 20)] if rounds else []),
    )


def _method(part: Part, library: Library, routine: Routine) -> tuple[Field, ...]:
    methods, exercise = library.methods_in(routine), part.exercise
    names = [name for name in dict.fromkeys((exercise.method, *exercise.methods)) if name in methods]
    if len(names) < 2:
        return ()
    values = tuple((name, methods[name].name) for name in names)
    return (Choice("method", "Method", values, part.method.id),)


def _sides(part: Part) -> tuple[Field, ...]:
    if part.exercise.sides == "none" and part.step.sides in (None, "none"):
        return ()
    values = (("left", "Left"), ("right", "Right"), ("each", "Both"), ("alternate", "In turn"))
    sides = part.step.sides or part.exercise.sides
    fields: list[Field] = [Choice("sides", "Sides", values, sides)]
    if sides in ("each", "alternate"):
        first = ((AS_ONE_LIKES, USUAL), ("left", "Left"), ("right", "Right"))
        fields.append(Choice("first", "Which side first", first, part.step.first or AS_ONE_LIKES))
    if sides == "each" and len(part.reps) > 1:
        order = (("side-first", "Side by side"), ("set-first", "Set by set"))
        fields.append(Choice("order", "Order", order, "set-first" if part.set_first else "side-first"))
    return tuple(fields)


def _amount(part: Part) -> tuple[Field, ...]:
    counted = "Breaths" if part.by_breath else "Reps"
    values = ((BY_NUMBER, counted), (BY_TIME, "Time"))
    fill_ms = part.step.fill_ms
    fields: list[Field] = [Choice("amount", "How much", values, BY_TIME if fill_ms else BY_NUMBER)]
    if fill_ms:
        fields.append(_seconds("fill", "Time", fill_ms, 1, 21_600))
    else:
        fields += _counts(part, counted)
    fields.append(Number("sets", "Sets", len(part.reps), 1, 20))
    if _both_in_turn(part) and not fill_ms:
        fields.append(Switch("uneven", "More on one side", _is_uneven(part)))
    return tuple(fields)


def _counts(part: Part, counted: str) -> list[Field]:
    """The reps, or those of each side where they differ."""
    if _is_uneven(part):
        sides = (("left", "Left reps"), ("right", "Right reps"))
        return [Number(side, name, part.reps_on(side)[0], 1, 100) for side, name in sides]
    name = words.say(messages.EACH_SIDE, reps=counted) if _both_in_turn(part) else counted
    return [Number("reps", name, part.reps[0], 1, 100)]


def _is_uneven(part: Part) -> bool:
    return bool(part.step.dose.left or part.step.dose.right)


def _both_in_turn(part: Part) -> bool:
    """Whether both sides are done, one after the other."""
    return len(part.sides) > 1 and not part.alternate


def _holds(part: Part) -> tuple[Field, ...]:
    held = [phase for phase in part.method.phases if phase.do == "hold"]
    if not held:
        return ()
    if _is_held_in_breaths(part, held):
        value = part.hold_breaths or held[0].breaths
        return (Number("breaths", "Hold, in breaths", value, 0.5, 60, 0.5 if value < 3 else 1),)
    usual = [phase.ms or 1000 * phase.counts for phase in held]
    if part.hold_ms:
        return _holds_set(part)
    return (_usual_hold(usual),)


def _is_held_in_breaths(part: Part, held: Sequence[Phase]) -> bool:
    return bool(part.hold_breaths) or (not part.hold_ms and all(phase.breaths for phase in held))


def _usual_hold(usual: Sequence[int]) -> Number:
    """The hold of a method; unset where it has several of different lengths."""
    if len(set(usual)) == 1:
        return _seconds("hold", "Hold", usual[0], 0.5, 1200)
    lengths = words.listed([words.say(messages.SECONDS, n=ms / 1000) for ms in usual])
    name = words.say(messages.HOLD_USUALLY, lengths=lengths)
    return Number("hold", name, None, 0.5, 1200, 1, SECONDS, USUAL)


def _holds_set(part: Part) -> tuple[Field, ...]:
    first, last = part.hold_ms[0], part.hold_ms[-1]
    hold = _seconds("hold", "Hold", first, 0.5, 1200)
    return (
        (hold,) if first == last else (hold, _seconds("last-hold", "Hold of the last rep", last, 0.5, 1200))
    )


def _rests(part: Part) -> tuple[Field, ...]:
    fields = []
    if len(part.reps) > 1:
        fields.append(Number("rest", "Rest between sets", part.rest_ms / 1000, 0, 1200, 5, SECONDS))
    after = part.step.rest_after_ms / 1000
    return (*fields, Number("rest-after", "Rest afterwards", after, 0, 1200, 5, SECONDS))


def _starts(part: Part) -> tuple[Field, ...]:
    ms = part.step.prepare_ms
    value = None if ms is None else ms / 1000
    return (
        Number("prepare", "Time to get ready", value, 0, 600, 5, SECONDS, USUAL),
        Switch("wait", "Wait until I am ready", part.step.wait),
        Switch("self-paced", "Wait for me at every phase", part.step.self_paced),
    )


def _depth(part: Part) -> tuple[Field, ...]:
    if part.by_breath or not part.method.poses:
        return ()
    first, last = (round(100 * share) for share in part.step.depth)
    return (
        Number("depth-first", "How much of the way, first rep", first, 10, 100, 5, SHARE),
        Number("depth-last", "How much of the way, last rep", last, 10, 100, 5, SHARE),
    )


def _seconds(name: str, words_: str, ms: int, least: float, most: float) -> Number:
    """A length of time that is set."""
    return Number(name, words_, ms / 1000, least, most, _seconds_by(ms), SECONDS)


def _seconds_by(ms: int) -> float:
    """The seconds that a press adds to a length of time."""
    return next(by for most, by in _STEPS.items() if ms < most)


_STEPS: Mapping[int, float] = {5_000: 0.5, 15_000: 1, 120_000: 5, 600_000: 15, 1 << 62: 60}


def shown(number: Number, value: float | None) -> str:
    """A value of a number as it is read: "15 s", "85 %", "3", "Usual"."""
    if value is None:
        return number.unset
    if number.unit == SECONDS:
        return words.clock(round(1000 * value)) if value >= 120 else words.say(messages.SECONDS, n=value)
    return words.say(messages.SHARE, share=f"{value:g}") if number.unit == SHARE else f"{value:g}"
