"""A dose as words that can be changed: what is asked for, written down, and read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from guided import messages, words
from guided.imports.lines import Asked, reps_of, without_side
from guided.imports.plain import dose_in

_SIDES = {"each": "each side", "alternate": "alternating", "left": "left", "right": "right"}
_STEP_MS, _LEAST_MS, _MOST_MS = 5_000, 5_000, 1_200_000
_USUAL_REPS = 10


def said(asked: Asked) -> str:
    """A dose as somebody would write it: "3 x 10, hold 5 s, each side"."""
    return words.joined(*filter(None, _parts(asked)))


def asked_in(text: str, before: Asked) -> Asked:
    """The dose in somebody's words; what those never say, a note and the rest after it, stays as it was."""
    asked, _ = dose_in(text)
    sides = asked.sides or without_side(words.say(messages.ASKED_OF, dose=text))[1]
    return replace(asked, sides=sides, note=before.note, then_ms=before.then_ms)


def with_more(asked: Asked, by: int) -> Asked:
    """A dose with so many reps more or, without reps, with so many breaths or times five seconds more."""
    if asked.reps or not (asked.breaths or asked.hold_ms or asked.time_ms):
        return replace(asked, reps=reps_of((asked.reps or _USUAL_REPS) + by) or asked.reps)
    if asked.breaths:
        return replace(asked, breaths=min(max(asked.breaths + by, 1.0), 60.0))
    name = "hold_ms" if asked.hold_ms else "time_ms"
    ms = getattr(asked, name) + by * _STEP_MS
    return replace(asked, **{name: min(max(ms, _LEAST_MS), _MOST_MS)})


def _parts(asked: Asked) -> Iterator[str]:
    yield _times(asked)
    if asked.hold_ms:
        yield words.say(messages.ASKED_HOLD, s=f"{asked.hold_ms / 1000:g}")
    yield _SIDES.get(asked.sides, "")
    if asked.rest_ms:
        yield words.say(messages.ASKED_REST, s=f"{asked.rest_ms / 1000:g}")


def _times(asked: Asked) -> str:
    """The sets, and the reps, time or breaths of each."""
    one = ""
    if asked.reps:
        one = str(asked.reps) if asked.sets else words.say(messages.REPS, n=asked.reps)
    elif asked.time_ms:
        one = words.say(messages.SECONDS, n=f"{asked.time_ms / 1000:g}")
    elif asked.breaths:
        one = words.say(messages.MANY_BREATHS, n=f"{asked.breaths:g}")
    if asked.sets and one:
        return words.say(messages.ASKED_SETS_OF, sets=asked.sets, each=one)
    return one or (words.say(messages.ASKED_SETS, n=asked.sets) if asked.sets else "")
