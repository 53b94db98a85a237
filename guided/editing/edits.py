"""Edits of a draft: each gives another draft, and says in a few words what it did.

Cards of a circuit stay together: one moved in between two of them joins it, one moved away leaves it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from guided import messages, words
from guided.changes import apply
from guided.editing.dose import BY_TIME, Number, shown
from guided.editing.draft import Card, Draft, Rounds, runs_of
from guided.library import Library
from guided.part import Part
from guided.reading import LONGEST_NAME, LONGEST_TEXT
from guided.routine import MOST_STEPS, Change, Dose, Exercise, Routine, Step

_ROUNDS = 2  # of a circuit at first
_FLOOR = ("supine", "side-lying", "prone", "quadruped", "kneeling", "half-kneeling")


class Edit(NamedTuple):
    """A draft after an edit, and what that did, as Undo names it: "10 reps".

    Edits in a row that are of one `kind` are taken back together; one of the kind "" is taken back by itself.
    `key` is the card it is about, 0 for none.
    """

    draft: Draft
    words: str
    kind: str = ""
    key: int = 0


# ---------------------------------------------------------------- the routine


def renamed(draft: Draft, name: str) -> Edit:
    """Another name; one too long is cut."""
    return Edit(replace(draft, name=name[:LONGEST_NAME]), "Name", "name")


def with_goal(draft: Draft, goal: str) -> Edit:
    """Another sentence on what it is for."""
    return Edit(replace(draft, goal=goal[:LONGEST_TEXT]), "Summary", "goal")


# ---------------------------------------------------------------- steps


def added(draft: Draft, exercise: Exercise, at: int | None = None) -> Edit:
    """A step with an exercise, as the exercise has it, before the card at a place or at the end."""
    if len(draft.cards) >= MOST_STEPS:
        return Edit(draft, "")
    key = draft.keys + 1
    place = len(draft.cards) if at is None else min(max(at, 0), len(draft.cards))
    card = Card(key, Step(exercise.id), _circuit_between(draft.cards, place))
    cards = (*draft.cards[:place], card, *draft.cards[place:])
    return Edit(
        replace(draft, cards=cards, keys=key), words.say(messages.STEP_ADDED, name=exercise.name), "", key
    )


def duplicated(draft: Draft, key: int, name: str) -> Edit:
    """A copy of a card right after it; `name` is that of its exercise."""
    if len(draft.cards) >= MOST_STEPS:
        return Edit(draft, "", key=key)
    place, new = draft.place(key), draft.keys + 1
    copy = replace(draft.cards[place], key=new)
    cards = (*draft.cards[: place + 1], copy, *draft.cards[place + 1 :])
    return Edit(replace(draft, cards=cards, keys=new), words.say(messages.STEP_TWICE, name=name), "", new)


def removed(draft: Draft, key: int, name: str) -> Edit:
    """Without a card; a circuit without steps is gone with its last one."""
    place = draft.place(key)
    cards = (*draft.cards[:place], *draft.cards[place + 1 :])
    left = cards[min(place, len(cards) - 1)].key if cards else 0
    return Edit(_tidy(replace(draft, cards=cards)), words.say(messages.STEP_TAKEN_OUT, name=name), "", left)


def moved(draft: Draft, key: int, to: int, name: str) -> Edit:
    """A card at another place, counted from 0 in what it leaves behind."""
    place = draft.place(key)
    to = min(max(to, 0), len(draft.cards) - 1)
    if to == place:
        return Edit(draft, "", key=key)
    card, cards = draft.cards[place], [*draft.cards]
    cards.pop(place)
    beside = {one.circuit for one in cards[max(to - 1, 0) : to + 1]}
    circuit = card.circuit if card.circuit in beside else _circuit_between(cards, to)
    cards.insert(to, replace(card, circuit=circuit))
    said = words.say(messages.STEP_MOVED, name=name, number=to + 1)
    return Edit(_tidy(replace(draft, cards=tuple(cards))), said, f"move:{key}", key)


def taken_out_of_circuit(draft: Draft, key: int) -> Edit:
    """A card by itself, after the circuit it was in."""
    card = draft.card(key)
    others = [one for one in draft.cards if one.key != key]
    last = max((n for n, one in enumerate(others) if one.circuit == card.circuit), default=-1)
    to = last + 1 if last >= 0 else draft.place(key)
    others.insert(to, replace(card, circuit=0))
    return Edit(_tidy(replace(draft, cards=tuple(others))), "Out of the circuit", "", key)


def may_join(draft: Draft, key: int) -> bool:
    """Whether a card can be done in a circuit with the one before it, and is not yet."""
    place = draft.place(key)
    if place == 0:
        return False
    card, before = draft.cards[place], draft.cards[place - 1]
    return not (card.circuit and before.circuit)


def joined(draft: Draft, key: int) -> Edit:
    """A card in a circuit with the one before it: that of one of them, else a new one of two rounds."""
    place = draft.place(key)
    number = draft.cards[place].circuit or draft.cards[place - 1].circuit
    circuits = dict(draft.circuits)
    if not number:
        number = max(circuits, default=0) + 1
        circuits[number] = Rounds(_ROUNDS, 0)
    both = (place - 1, place)
    cards = tuple(replace(one, circuit=number) if n in both else one for n, one in enumerate(draft.cards))
    return Edit(replace(draft, cards=cards, circuits=circuits), "In a circuit", "", key)


def sorted_by_position(draft: Draft, positions: Mapping[str, str]) -> Edit:
    """The cards such that positions change as seldom as can be; `positions` has that of each exercise.

    What is done in one position keeps its order, and positions that of their first exercise, those on the
    floor after one another. A circuit counts as what it begins with.
    """
    runs = [cards for _, cards in runs_of(draft)]
    firsts = [positions.get(cards[0].step.exercise, "") for cards in runs]
    order = {one: number for number, one in reversed([*enumerate(firsts)])}
    on_floor = {one: one in _FLOOR for one in firsts}
    level = {floor: min(order[one] for one in order if on_floor[one] is floor) for floor in on_floor.values()}
    places = sorted(range(len(runs)), key=lambda n: (level[on_floor[firsts[n]]], order[firsts[n]], n))
    cards = tuple(card for n in places for card in runs[n])
    return Edit(replace(draft, cards=cards), "Sorted by position")


def with_exercise(draft: Draft, key: int, exercise: Exercise, library: Library, routine: Routine) -> Edit:
    """Another exercise on a card; the dose stays if the method does."""
    step = apply(library, routine, draft.card(key).step, Change(exercise=exercise.id))
    return Edit(draft.with_step(key, step), words.say(messages.STEP_INSTEAD, name=exercise.name), "", key)


def _circuit_between(cards: Sequence[Card], place: int) -> int:
    """The circuit of what comes before the card at a place: that of both neighbours, else none."""
    if not 0 < place < len(cards):
        return 0
    before, after = cards[place - 1].circuit, cards[place].circuit
    return before if before == after else 0


def _tidy(draft: Draft) -> Draft:
    """Without circuits that nothing is in."""
    there = {card.circuit for card in draft.cards}
    kept = {number: rounds for number, rounds in draft.circuits.items() if number in there}
    return draft if kept == draft.circuits else replace(draft, circuits=kept)


# ---------------------------------------------------------------- the dose


def with_number(draft: Draft, key: int, number: Number, value: float | None, part: Part) -> Edit:
    """A number of a step set to a value within its bounds, or unset; `part` is the step as it is now."""
    if value is not None:
        value = min(max(value, number.least), number.most)
    elif not number.unset:
        return Edit(draft, "", key=key)
    said: str | messages.Plural = _NUMBER_SAID.get(number.id, messages.FIELD_IS)
    text = words.say(said, n=value, name=number.name, value=shown(number, value))
    kind = f"{number.id}:{key}"
    if number.id == "rounds":
        circuit = draft.card(key).circuit
        told = draft.circuits.get(circuit, Rounds(2, 0))._replace(rounds=round(value or 2))
        return Edit(replace(draft, circuits={**draft.circuits, circuit: told}), text, kind, key)
    return Edit(draft.with_step(key, _WITH_NUMBER[number.id](part, value)), text, kind, key)


def with_choice(
    draft: Draft, key: int, field: str, value: str, part: Part, library: Library, routine: Routine
) -> Edit:
    """Another choice in a step: its method, its sides and their order, or how it is counted."""
    step = part.step
    if field == "method":
        step = apply(library, routine, step, Change(method=value))
        name = library.methods_in(routine)[value].name
        return Edit(draft.with_step(key, step), name, "", key)
    step = _WITH_CHOICE[field](part, value)
    return Edit(draft.with_step(key, step), _CHOICE_SAID[field, value], "", key)


def with_switch(draft: Draft, key: int, field: str, on: bool, part: Part) -> Edit:
    """Something of a step switched on or off."""
    step = part.step
    if field == "wait":
        step, said = replace(step, wait=on), "Wait until I am ready" if on else "No waiting"
    elif field == "self-paced":
        step, said = replace(step, self_paced=on), "Wait at every phase" if on else "No waiting"
    else:
        reps = part.reps if on else ()
        plain = part.reps_of.get("left", part.reps)
        dose = replace(step.dose, left=reps, right=reps)
        if not on:
            dose = _counted(dose, plain)
        step, said = replace(step, dose=dose), "More on one side" if on else "The same on both sides"
    return Edit(draft.with_step(key, step), said, "", key)


def with_note(draft: Draft, key: int, note: str) -> Edit:
    """A note to oneself."""
    step = replace(draft.card(key).step, note=note[:LONGEST_TEXT])
    return Edit(draft.with_step(key, step), "Note", f"note:{key}", key)


def _counted(dose: Dose, reps: tuple[int, ...]) -> Dose:
    """A dose with the reps of each set, written as short as it goes."""
    if len(set(reps)) == 1:
        return replace(dose, reps=reps[:1], sets=len(reps) if len(reps) > 1 else None)
    return replace(dose, reps=reps, sets=None)


def _with_reps(part: Part, value: float | None) -> Step:
    """The first set with as many reps, and every other changed by as much."""
    by = round(value or 1) - part.reps[0]
    reps = tuple(min(max(n + by, 1), 100) for n in part.reps)
    return replace(part.step, fill_ms=0, dose=_counted(part.step.dose, reps))


def _with_reps_on(side: str) -> Callable[[Part, float | None], Step]:
    def set_to(part: Part, value: float | None) -> Step:
        now = part.reps_on(side)
        by = round(value or 1) - now[0]
        reps = tuple(min(max(n + by, 1), 100) for n in now)
        dose = replace(part.step.dose, **{side: reps})  # type: ignore[arg-type]  # both are reps
        return replace(part.step, dose=dose)

    return set_to


def _with_sets(part: Part, value: float | None) -> Step:
    sets, dose = round(value or 1), part.step.dose

    def as_many(reps: tuple[int, ...]) -> tuple[int, ...]:
        return (*reps, *reps[-1:] * sets)[:sets] if reps else ()

    if part.step.fill_ms:
        return replace(part.step, dose=replace(dose, sets=sets))
    dose = replace(dose, left=as_many(dose.left), right=as_many(dose.right))
    return replace(part.step, dose=_counted(dose, as_many(part.reps)))


def _with_hold(part: Part, value: float | None) -> Step:
    """The hold of the first rep, or of all where they do not differ."""
    hold: tuple[int, ...] = () if value is None else (_ms(value),)
    if len(set(part.hold_ms)) > 1 and hold:
        hold = (*hold, part.hold_ms[-1])
    return replace(part.step, dose=replace(part.step.dose, hold_ms=hold, hold_breaths=0.0))


def _with_last_hold(part: Part, value: float | None) -> Step:
    hold = (part.hold_ms[0], _ms(value or 1))
    return replace(part.step, dose=replace(part.step.dose, hold_ms=hold if hold[0] != hold[1] else hold[:1]))


def _with_depth(first: bool) -> Callable[[Part, float | None], Step]:
    def set_to(part: Part, value: float | None) -> Step:
        share, (start, end) = round(value or 100) / 100, part.step.depth
        return replace(part.step, depth=(share, end) if first else (start, share))

    return set_to


def _ms(seconds: float | None) -> int:
    return round(1000 * (seconds or 0))


_WITH_NUMBER: Mapping[str, Callable[[Part, float | None], Step]] = {
    "reps": _with_reps,
    "left": _with_reps_on("left"),
    "right": _with_reps_on("right"),
    "sets": _with_sets,
    "fill": lambda part, value: replace(part.step, fill_ms=_ms(value or 1)),
    "hold": _with_hold,
    "last-hold": _with_last_hold,
    "breaths": lambda part, value: replace(
        part.step, dose=replace(part.step.dose, hold_breaths=value or 1.0, hold_ms=())
    ),
    "rest": lambda part, value: replace(part.step, dose=replace(part.step.dose, rest_ms=_ms(value))),
    "rest-after": lambda part, value: replace(part.step, rest_after_ms=_ms(value)),
    "prepare": lambda part, value: replace(part.step, prepare_ms=None if value is None else _ms(value)),
    "depth-first": _with_depth(first=True),
    "depth-last": _with_depth(first=False),
}

_NUMBER_SAID: Mapping[str, str | messages.Plural] = {
    "reps": messages.REPS,
    "sets": messages.SETS,
    "hold": messages.HOLD_OF,
    "breaths": messages.BREATHS,
    "rounds": messages.ROUNDS,
}


def _with_sides(part: Part, value: str) -> Step:
    """Other sides; reps of one side's own go where there are not both one after the other."""
    dose, step = part.step.dose, part.step
    if value != "each" and (dose.left or dose.right):
        reps = part.reps_on(value) if value in ("left", "right") else part.reps
        dose = _counted(replace(dose, left=(), right=()), reps)
    first = step.first if value in ("each", "alternate") else None
    return replace(step, sides=None if value == part.exercise.sides else value, dose=dose, first=first)


def _with_amount(part: Part, value: str) -> Step:
    """Counted, or as many reps as fit a time: at first as long as they took, to five seconds."""
    step, dose = part.step, replace(part.step.dose, left=(), right=())
    if value == BY_TIME:
        runs = sum(len(sides) if part.alternate else 1 for _, sides in part.rounds)
        took = max(part.length_ms() // max(runs, 1), 5_000)
        filled = min(round(took / 5_000) * 5_000, 21_600_000)
        sets = len(part.reps) if len(part.reps) > 1 else None
        return replace(step, fill_ms=filled, dose=replace(dose, reps=(), sets=sets))
    return replace(step, fill_ms=0, dose=_counted(dose, part.reps))


_WITH_CHOICE: Mapping[str, Callable[[Part, str], Step]] = {
    "sides": _with_sides,
    "first": lambda part, value: replace(part.step, first=value or None),
    "order": lambda part, value: replace(part.step, dose=replace(part.step.dose, order=value)),
    "amount": _with_amount,
}

_CHOICE_SAID: Mapping[tuple[str, str], str] = {
    ("sides", "left"): "Left side",
    ("sides", "right"): "Right side",
    ("sides", "each"): "Both sides",
    ("sides", "alternate"): "Sides in turn",
    ("first", ""): "Usual side first",
    ("first", "left"): "Left side first",
    ("first", "right"): "Right side first",
    ("order", "side-first"): "Side by side",
    ("order", "set-first"): "Set by set",
    ("amount", "reps"): "Counted",
    ("amount", "time"): "By time",
}
