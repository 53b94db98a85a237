"""A session in words, step by step."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from guided import messages, words
from guided.files import routine_from
from guided.library import Library, reached
from guided.reading import GuidedError
from guided.routine import Exercise, Routine, Step
from guided.session import Record, SetDone
from guided.words import say

_HAPPENED = {
    "skip": messages.HAPPENED_SKIP,
    "swap": messages.HAPPENED_SWAP,
    "hurt": messages.HAPPENED_HURT,
}


_SPENT = {"ease": "Moving", "hold": "Holding", "release": "Coming back", "rest": "Rests and getting ready"}
"""What the time of each kind of phase went to, whatever an exercise calls it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A set on one side, or on both if they alternate for a time; `sets` are indexes into the record's sets.

    `fill_ms` is the length of a set that fills a time, 0 if reps are counted.
    """

    sets: tuple[int, ...]
    label: str
    done: int
    planned: int
    fill_ms: int = 0

    @property
    def said(self) -> str:
        """What was done: "8 of 10 reps", "45 of 60 s", "4:20 of 10:00 min"."""
        if self.fill_ms:
            return words.time_of(1000 * self.seconds, self.fill_ms)
        return say(messages.OF_REPS_DONE, done=self.done, n=self.planned)

    @property
    def seconds(self) -> int:
        """The seconds filled of a time, by the reps done."""
        return round(self.fill_ms / 1000 * self.done / max(self.planned, 1))


@dataclass(frozen=True, slots=True)
class Account:
    """A step: the exercise, its sets, and what happened in it."""

    step: int
    name: str
    lines: tuple[Line, ...]
    happened: tuple[str, ...]


def routine_of(record: Record, library: Library) -> Routine | None:
    """The routine as it was played, whatever its file says now; None for a session without one.

    Also None if it needs an exercise that no longer exists.
    """
    try:
        return routine_from(json.loads(record.routine), record.routine_id, library)
    except (GuidedError, ValueError, TypeError):
        return None


def accounts(record: Record, library: Library) -> list[Account]:
    """Every step of a session, in order."""
    routine = routine_of(record, library)
    found: dict[int, list[int]] = {}
    for number, one in enumerate(record.sets):
        found.setdefault(one.step, []).append(number)
    return [_account(record, library, routine, step, sets) for step, sets in sorted(found.items())]


def exercise_name(exercise_id: str, library: Library, routine: Routine | None = None) -> str:
    """The name of an exercise; its id in words if it no longer exists."""
    exercise = _exercise(exercise_id, library, routine)
    return exercise.name if exercise is not None else words.sentence(exercise_id.replace("-", " "))


def swaps(record: Record, library: Library) -> list[str]:
    """A line for each exercise that took another's place."""
    return [
        say(messages.TAKEN_INSTEAD, new=exercise_name(new, library), old=exercise_name(old, library).lower())
        for old, new in record.swaps
    ]


def regions_of(record: Record, routine: Routine | None, library: Library) -> Mapping[str, float]:
    """The share of a session that each region of the body had, by the reps that were done.

    Of a step's length in `routine`, that of the session, as much counts as was done of its reps; without a
    routine each rep counts alike. What an exercise had that no longer exists is in no region.
    """
    planned = Counter[int]()
    for one in record.sets:
        planned[one.step] += one.planned
    lengths: Mapping[int, int] = planned
    if routine is not None:
        lengths = {step: part.length_ms() for step, part in enumerate(library.parts(routine))}
    done = defaultdict[str, float](float)
    for one in record.sets:
        exercise = _exercise(one.exercise, library, routine)
        time = lengths.get(one.step, 0) * one.done / max(planned[one.step], 1)
        for region, share in _reached(exercise, library).items():
            done[region] += time * share
    whole = sum(done.values())
    return {region: share / whole for region, share in done.items() if region and share}


def _reached(exercise: Exercise | None, library: Library) -> Mapping[str, float]:
    return reached(exercise, library.muscles) if exercise is not None else {"": 1.0}


def phases(record: Record) -> list[tuple[str, str]]:
    """The kinds of phase and the time each was played, in words, longest first."""
    times = sorted(record.phase_ms.items(), key=lambda item: -item[1])
    return [(_SPENT.get(kind, words.sentence(kind)), words.clock(ms)) for kind, ms in times if ms >= 1000]


def corrected(record: Record, line: Line, done: int) -> Record:
    """The record with `done` reps in a line's sets, none below 0; its version stays.

    Which ones were done is no longer known, so it cannot be gone on with.
    """
    left, sets = max(done, 0), list(record.sets)
    for number in line.sets:
        last = number == line.sets[-1]
        share = left if last else min(left, sets[number].planned)
        sets[number] = replace(sets[number], done=share)
        left -= share
    whole = all(one.done >= one.planned for one in sets)
    return replace(record, sets=tuple(sets), complete=whole or record.complete, left_off=None)


def _exercise(exercise_id: str, library: Library, routine: Routine | None) -> Exercise | None:
    """The exercise a session means: the one its routine defined, else the library's."""
    own = routine.exercises.get(exercise_id) if routine is not None else None
    return own or library.exercises.get(exercise_id)


def _account(
    record: Record, library: Library, routine: Routine | None, step: int, numbers: list[int]
) -> Account:
    stated = routine.steps[step] if routine is not None and step < len(routine.steps) else None
    sets = [record.sets[number] for number in numbers]
    lines = _lines(sets, numbers, stated.fill_ms if stated else 0, _alternates(stated, sets, library))
    counted = Counter(one.kind for one in record.events if one.step == step)
    paused = [say(messages.HAPPENED_PAUSE, n=counted["pause"])] if counted["pause"] else []
    happened = (*paused, *(text for kind, text in _HAPPENED.items() if counted[kind]))
    return Account(step, exercise_name(sets[0].exercise, library, routine), lines, happened)


def _alternates(step: Step | None, sets: list[SetDone], library: Library) -> bool:
    """Whether sides alternate within a set and share its time."""
    exercise = library.exercises.get(sets[0].exercise)
    sides = step.sides if step is not None and step.sides else exercise.sides if exercise else ""
    return sides == "alternate"


def _lines(sets: list[SetDone], numbers: list[int], fill_ms: int, together: bool) -> tuple[Line, ...]:
    many = max(one.set for one in sets) > 1
    groups: dict[tuple[int, str], list[int]] = {}
    for one, number in zip(sets, numbers, strict=True):
        groups.setdefault((one.set, "none" if together and fill_ms else one.side), []).append(number)
    by_number = dict(zip(numbers, sets, strict=True))
    return tuple(
        Line(
            tuple(members),
            _label(number, side, many),
            sum(by_number[one].done for one in members),
            sum(by_number[one].planned for one in members),
            fill_ms,
        )
        for (number, side), members in groups.items()
    )


def _label(number: int, side: str, many: bool) -> str:
    if side == "none":
        return say(messages.SET_NAMED, number=number) if many else ""
    return say(messages.SET_SIDE, number=number, side=side) if many else words.sentence(side)
