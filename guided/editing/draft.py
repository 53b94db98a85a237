"""A routine being edited, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from guided.checks import Known, check_routine
from guided.library import Library
from guided.part import Part
from guided.reading import FileError, Problem, Table, parse_toml
from guided.routine import (
    LONGEST_ROUTINE_MS,
    MOST_STEPS,
    Circuit,
    Routine,
    Step,
    circuits_of,
    read_routine,
    written_out,
)


@dataclass(frozen=True, slots=True)
class Card:
    """A step of a draft: its `key` stays with it wherever it goes. `circuit` is its circuit, 0 for none."""

    key: int
    step: Step
    circuit: int = 0


class Rounds(NamedTuple):
    """How often a circuit is done, and the rest between two rounds in ms."""

    rounds: int
    rest_ms: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A routine being edited: its words, and its steps, those of a circuit once and next to each other.

    `carried` has the tables of the exercises and methods its file brings along, by kind and id. `keys` is
    how many keys of cards were given out, so that none is given twice.
    """

    name: str = ""
    goal: str = ""
    for_whom: str = ""
    regions: tuple[str, ...] = ()
    suggest: str = "always"
    cards: tuple[Card, ...] = ()
    circuits: Mapping[int, Rounds] = field(default_factory=dict)
    carried: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    keys: int = field(default=0, compare=False)

    def place(self, key: int) -> int:
        """The place of a card, counted from 0. Raises KeyError if it is not there."""
        for number, card in enumerate(self.cards):
            if card.key == key:
                return number
        raise KeyError(key)

    def card(self, key: int) -> Card:
        """The card with a key. Raises KeyError if it is not there."""
        return self.cards[self.place(key)]

    def with_step(self, key: int, step: Step) -> Draft:
        """The draft with another step on a card."""
        cards = (replace(card, step=step) if card.key == key else card for card in self.cards)
        return replace(self, cards=tuple(cards))


def draft_of(routine: Routine) -> Draft:
    """The draft of a routine as it stands."""
    cards: list[Card] = []
    circuits: dict[int, Rounds] = {}
    for circuit in circuits_of(routine.steps):
        number = len(circuits) + 1 if circuit.rounds > 1 else 0
        if number:
            circuits[number] = Rounds(circuit.rounds, circuit.rest_ms)
        cards += [Card(len(cards) + n, step, number) for n, step in enumerate(circuit.steps, 1)]
    return Draft(
        name=routine.name,
        goal=routine.goal,
        for_whom=routine.for_whom,
        regions=routine.regions,
        suggest=routine.suggest,
        cards=tuple(cards),
        circuits=circuits,
        carried=routine.carried,
        keys=len(cards),
    )


def runs_of(draft: Draft) -> Iterator[tuple[int, tuple[Card, ...]]]:
    """The cards that stand together as they do in a file: a circuit, or one card by itself (0)."""
    at = 0
    while at < len(draft.cards):
        circuit, end = draft.cards[at].circuit, at + 1
        while circuit and end < len(draft.cards) and draft.cards[end].circuit == circuit:
            end += 1
        yield circuit, draft.cards[at:end]
        at = end


def places_of(draft: Draft) -> dict[int, str]:
    """The place of each card in the file, as errors name it, by its key: `step[2]`, `step[3].step[1]`."""
    places = {}
    for number, (circuit, cards) in enumerate(runs_of(draft), 1):
        for inner, card in enumerate(cards, 1):
            places[card.key] = f"step[{number}].step[{inner}]" if circuit else f"step[{number}]"
    return places


def routine_of(draft: Draft, routine_id: str = "draft", base: Routine | None = None) -> Routine:
    """The routine a draft stands for; `base` has the exercises and methods that its file brings along."""
    places, steps = places_of(draft), []
    for circuit, cards in runs_of(draft):
        rounds, rest_ms = draft.circuits.get(circuit, Rounds(1, 0))
        once = tuple(_placed(card.step, places[card.key]) for card in cards)
        steps += written_out(Circuit(once, rounds, rest_ms))
    return Routine(
        id=routine_id,
        name=draft.name,
        steps=tuple(steps),
        goal=draft.goal,
        for_whom=draft.for_whom,
        regions=draft.regions,
        suggest=draft.suggest,
        exercises=base.exercises if base else {},
        methods=base.methods if base else {},
        carried=draft.carried,
    )


@lru_cache(maxsize=4096)
def _placed(step: Step, where: str) -> Step:
    """A step at a place; kept, since most of them stay where they are."""
    return replace(step, where=where)


def table_of(draft: Draft) -> dict[str, Any]:
    """The table of a draft's file."""
    return routine_of(draft).to_table()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a draft comes to: its routine, and what is wrong with it.

    `at` has the problems of each card, by its key; `elsewhere` those of no card. `advice` is on what may be
    saved all the same, by key too.
    """

    routine: Routine
    at: Mapping[int, tuple[str, ...]]
    elsewhere: tuple[str, ...]
    advice: Mapping[int, tuple[str, ...]]

    @property
    def fits(self) -> bool:
        """Whether it can be saved and played."""
        return not self.at and not self.elsewhere


def checked(draft: Draft, library: Library, base: Routine | None = None) -> Checked:
    """A draft as the reader of its file would take it: every mistake at its card.

    `base` is the routine it was read as, with what its file brings along.
    """
    routine = routine_of(draft, base=base)
    rounds = {one.key: draft.circuits[one.circuit].rounds if one.circuit else 1 for one in draft.cards}
    if not 0 < sum(rounds.values()) <= MOST_STEPS:
        return _checked_whole(draft, routine, library)
    at, advice = {}, {}
    total_ms = sum(one.rounds * one.rest_ms for one in draft.circuits.values())
    for card in draft.cards:
        found = _checked_step(card.step, library, base)  # which is the same wherever it stands
        if found.problems:
            at[card.key] = found.problems
        if found.advice:
            advice[card.key] = found.advice
        total_ms += found.length_ms * rounds[card.key]
    if total_ms > LONGEST_ROUTINE_MS:
        return _checked_whole(draft, routine, library)
    problems: list[Problem] = []
    one = replace(routine, steps=(draft.cards[0].step,), carried={})
    read_routine(Table(one.to_table(), problems), "draft", {})
    return Checked(routine, at, _gathered(problems, {})[1], advice)


def _checked_whole(draft: Draft, routine: Routine, library: Library) -> Checked:
    """A draft read as its file would be."""
    problems: list[Problem] = []
    table = Table(routine.to_table(), problems)
    read = read_routine(table, "draft", library.bases)
    advice = check_routine(table, read, Known(library, frozenset()))
    keys = {place: key for key, place in places_of(draft).items()}
    at, elsewhere = _gathered(problems, keys)
    return Checked(routine, at, elsewhere, _gathered(advice, keys)[0])


class _CheckedStep(NamedTuple):
    problems: tuple[str, ...]
    advice: tuple[str, ...]
    length_ms: int


@lru_cache(maxsize=4096)
def _checked_step(step: Step, library: Library, base: Routine | None) -> _CheckedStep:
    """A step by itself, kept: most of a routine is as it was a moment ago."""
    alone = Draft(name="One", cards=(Card(1, step),), carried=base.carried if base else {})
    routine = routine_of(alone, base=base)
    found = _checked_whole(alone, routine, library)
    parts = parts_of_cards(alone, library, routine)
    length_ms = sum(part.length_ms() for part in parts.values())
    return _CheckedStep(found.at.get(1, ()), found.advice.get(1, ()), length_ms)


def _gathered(
    problems: Iterable[Problem], keys: Mapping[str, int]
) -> tuple[dict[int, tuple[str, ...]], tuple[str, ...]]:
    """What is said at each card, by its key, and what is said elsewhere; each once."""
    at: dict[int, dict[str, None]] = {}
    elsewhere: dict[str, None] = {}
    for problem in problems:
        key = _key_at(problem.key, keys)
        if key is None:
            elsewhere[problem.text if problem.key in ("", "step") else str(problem)] = None
        else:
            at.setdefault(key, {})[problem.text] = None
    return {key: tuple(texts) for key, texts in at.items()}, tuple(elsewhere)


def _key_at(place: str, keys: Mapping[str, int]) -> int | None:
    while place:
        if place in keys:
            return keys[place]
        place = place[: max(place.rfind("."), place.rfind("["), 0)]
    return None


def parts_of_cards(
    draft: Draft, library: Library, base: Routine, before: Mapping[int, Part] | None = None
) -> dict[int, Part]:
    """The part of each card whose exercise and method there are, by its key; `base` is its routine.

    Of the parts there were `before` those stay that would be made alike.
    """
    exercises, methods = library.exercises_in(base), library.methods_in(base)
    found = {}
    for card in draft.cards:
        exercise = exercises.get(card.step.exercise)
        method = methods.get(exercise.method_for(card.step.method)) if exercise is not None else None
        was = before.get(card.key) if before else None
        if was and was.step is card.step and was.exercise is exercise and was.method is method:
            found[card.key] = was
        elif method is not None:
            found[card.key] = library.part(base, card.step)
    return found


def read_draft(text: str, library: Library, path: Path) -> tuple[Draft, Routine]:
    """The draft in the text of a routine's file, and its routine. Raises FileError, as its reader does.

    What a check would find wrong in its steps is no error here: it is shown at the step.
    """
    problems: list[Problem] = []
    table = Table(parse_toml(text.encode("utf-8"), path), problems)
    routine = read_routine(table, path.stem, library.bases)
    if problems:
        raise FileError(path, problems)
    return draft_of(routine), routine
