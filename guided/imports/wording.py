"""A dose as words that can be changed: what is asked for, written down, and read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from guided import messages, words
from guided.imports.lines import Asked, reps_of, without_side
from guided.imports.plain import dose_in
from guided.routine import Exercise

_SIDES = {"each": "each side", "alternate": "alternating", "left": "left", "right": "right"}
_STEP_MS, _LEAST_MS, _MOST_MS = 5_000, 5_000, 1_200_000
_LONG_STEP_MS = 30_000  # of what is told in minutes
_USUAL_REPS = 10


def said(asked: Asked) -> str:
    """A dose as somebody would write it: "3 x 10, hold 5 s, each side"."""
    return words.joined(*filter(None, _parts(asked)))


def as_done(asked: Asked, exercise: Exercise) -> Asked:
    """A dose with the sides that an exercise has: each where none was said, none where both move at once."""
    if asked == Asked(note=asked.note, then_ms=asked.then_ms):
        return asked
    if exercise.sides == "none":
        return replace(asked, sides="")
    return replace(asked, sides="each") if asked.sides in ("", "none", "both") else asked


def doubt(asked: Asked, exercise: Exercise) -> str:
    """What of a dose could be meant otherwise, in a sentence; "" if nothing."""
    done = as_done(asked, exercise)
    if done.sides == asked.sides or asked.sides in ("none", "both"):
        return ""
    return "No side is given, so it is done on each." if done.sides else "Both sides move at once here."


def asked_in(text: str, before: Asked) -> Asked:
    """The dose in somebody's words; what those never say, a note and the rest after it, stays as it was."""
    asked, _ = dose_in(text)
    sides = asked.sides or without_side(words.say(messages.ASKED_OF, dose=text))[1]
    return replace(asked, sides=sides, note=before.note, then_ms=before.then_ms)


def with_more(asked: Asked, by: int) -> Asked:
    """A dose with so many reps more or, without reps, with so many breaths or times five seconds more.

    From two minutes on it is half minutes.
    """
    if asked.reps or not (asked.breaths or asked.hold_ms or asked.time_ms):
        return replace(asked, reps=reps_of((asked.reps or _USUAL_REPS) + by) or asked.reps)
    if asked.breaths:
        return replace(asked, breaths=min(max(asked.breaths + by, 1.0), 60.0))
    name = "hold_ms" if asked.hold_ms else "time_ms"
    now = getattr(asked, name)
    step_ms = _LONG_STEP_MS if now + min(by, 0) >= words.LONG_MS else _STEP_MS
    return replace(asked, **{name: min(max(now + by * step_ms, _LEAST_MS), _MOST_MS)})


def _parts(asked: Asked) -> Iterator[str]:
    yield _times(asked)
    if asked.hold_ms:
        yield words.say(messages.ASKED_HOLD, time=words.exactly(asked.hold_ms))
    yield _SIDES.get(asked.sides, "")
    if asked.rest_ms:
        yield words.say(messages.ASKED_REST, time=words.exactly(asked.rest_ms))


def _times(asked: Asked) -> str:
    """The sets, and the reps, time or breaths of each."""
    one = ""
    if asked.reps:
        one = str(asked.reps) if asked.sets else words.say(messages.REPS, n=asked.reps)
    elif asked.time_ms:
        one = words.exactly(asked.time_ms)
    elif asked.breaths:
        one = words.say(messages.MANY_BREATHS, n=f"{asked.breaths:g}")
    if asked.sets and one:
        return words.say(messages.ASKED_SETS_OF, sets=asked.sets, each=one)
    return one or (words.say(messages.ASKED_SETS, n=asked.sets) if asked.sets else "")
