"""Just Another Workout Timer: sets of exercises, each with seconds, done so many times over."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from guided.exports.stints import READY, REST, Stint, timed
from guided.library import Library
from guided.routine import Routine, circuits_of
from guided.settings import Settings

_VERSION = 2


def write(library: Library, routine: Routine, settings: Settings) -> str:
    """A routine as a workout: equal sets are one that is repeated, and so is a circuit."""
    laid_out = timed(library, routine, settings)
    ready = [_set(1, [_one(READY, laid_out.ready)])] if laid_out.ready else []
    sets = [*ready, *_sets(routine, laid_out.stints)]
    return (
        json.dumps({"title": routine.name, "sets": sets, "version": _VERSION}, ensure_ascii=False, indent=1)
        + "\n"
    )


def _sets(routine: Routine, stints: Sequence[Stint]) -> Iterator[dict[str, Any]]:
    first = 0
    for circuit in circuits_of(routine.steps):
        steps = range(first, first + len(circuit.steps))
        first += len(circuit.steps) * circuit.rounds
        inside = [stint for stint in stints if stint.step in steps]
        if circuit.rounds > 1:
            yield _set(circuit.rounds, [row for stint in inside for row in _rows(stint)])
            continue
        for _, same in groupby(inside, lambda stint: (stint.name, stint.seconds)):
            run = list(same)
            yield _set(len(run), _rows(run[0]))


def _set(repetitions: int, exercises: list[dict[str, Any]]) -> dict[str, Any]:
    return {"repetitions": repetitions, "exercises": exercises}


def _rows(stint: Stint) -> list[dict[str, Any]]:
    return [_one(stint.name, stint.seconds), *([_one(REST, stint.rest)] if stint.rest else [])]


def _one(name: str, seconds: int) -> dict[str, Any]:
    return {"name": name, "duration": seconds}
