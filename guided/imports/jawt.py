"""Just Another Workout Timer: one workout, or all of them in one file.

Its exports may have cut every letter to eight bits, which makes them no UTF-8. A rest is an exercise that is
called so, in the person's language.
"""

from __future__ import annotations

from typing import Any

from guided.imports.lines import LeftOut, Read, Timed, ms_of, sets_of, text_of
from guided.imports.source import Source, field, objects


def recognises(source: Source) -> bool:
    """Whether it has sets of exercises with repetitions."""
    return any(_is_workout(one) for one in _workouts(source.plain))


def read(source: Source) -> tuple[Read, ...]:
    """Each workout as a routine; a set of several exercises is a circuit."""
    reads = [_read(one) for one in _workouts(source.plain) if _is_workout(one)]
    if source.is_cut:
        lost = LeftOut(
            "", 0, "It was saved in a way that lost every letter that Western Europe does not write."
        )
        reads = [Read(one.name, one.lines, (*one.left_out, lost)) for one in reads]
    return tuple(reads)


def _workouts(plain: object) -> list[dict[str, Any]]:
    return objects(field(plain, "workouts")) or objects([plain])


def _is_workout(plain: dict[str, Any]) -> bool:
    sets = objects(plain.get("sets"))
    return bool(sets) and all(isinstance(one.get("exercises"), list) for one in sets)


def _read(plain: dict[str, Any]) -> Read:
    steps = Timed()
    for one in objects(plain.get("sets")):
        begin = len(steps.lines)
        for step in objects(one.get("exercises")):
            steps.add(text_of(step.get("name")), ms_of(step.get("duration")))
        steps.go_round(begin, sets_of(one.get("repetitions")))
    return Read(text_of(plain.get("title")), tuple(steps.lines), tuple(steps.left_out))
