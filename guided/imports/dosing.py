"""A dose as somebody else wrote it, as a step of an exercise: by which method, and with what numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from guided.breath import Breath
from guided.imports.lines import Asked
from guided.method import Method, Phase
from guided.routine import Dose, Exercise, Step

_ONCE_MS = 10_000  # a hold this long is done once, unless somebody says how often
_STILL = 0.5  # the share of a rep that is held, from which on a method is one of keeping still

# What is asked of an exercise by its own sides. Each side in turn is what alternating comes to, and its reps
# are those of one side already; one that moves both sides at once has nothing to choose.
_SIDES: Mapping[tuple[str, str], str] = {
    ("each", "left"): "left",
    ("each", "right"): "right",
    ("each", "alternate"): "alternate",
    ("alternate", "left"): "left",
    ("alternate", "right"): "right",
}


class _Way(NamedTuple):
    """A way to play an exercise: the method, its dose and the time to fill."""

    method: Method
    dose: Dose
    fill_ms: int = 0


def step_of(asked: Asked, exercise: Exercise, methods: Mapping[str, Method]) -> Step:
    """The step that plays an exercise as it was asked for."""
    usual, *others = (methods[name] for name in dict.fromkeys((exercise.method, *exercise.methods)))
    way = _by_breath(asked, usual) or _held(asked, [usual, *others]) or _moved(asked, usual)
    return Step(
        exercise.id,
        method=None if way.method is usual else way.method.id,
        sides=_SIDES.get((exercise.sides, asked.sides)),
        dose=replace(way.dose, rest_ms=asked.rest_ms or None),
        fill_ms=way.fill_ms,
        rest_after_ms=asked.then_ms,
        note=asked.note,
    )


def _by_breath(asked: Asked, usual: Method) -> _Way | None:
    """So many breaths, where each rep is one."""
    if not _has(usual, "inhale"):
        return None
    return _moved(replace(asked, reps=asked.reps or round(asked.breaths)), usual)


def _held(asked: Asked, known: list[Method]) -> _Way | None:
    """What is held for so long or so many breaths, if the exercise has a method of holding that suits."""
    if asked.breaths:
        return _held_in_breaths(asked, known)
    ms = asked.hold_ms or asked.time_ms
    method = _holding(known, ms) if asked.hold_ms else _keeping_still(known, ms)
    if method is None or not ms:
        return None
    if asked.hold_ms and (asked.reps or ms < _ONCE_MS):
        return _Way(method, Dose(_one(asked.reps), sets=asked.sets or None, hold_ms=(ms,)))
    if asked.rest_ms:  # so many sets of one, since there is to be a rest between them
        return _Way(method, Dose((1,), sets=asked.sets or None, hold_ms=(ms,)))
    return _Way(method, Dose(_one(asked.sets or asked.reps or 1), hold_ms=(ms,)))


def _held_in_breaths(asked: Asked, known: list[Method]) -> _Way | None:
    method = next(filter(_in_breaths, known), None) or _holding(known, 0)
    often = asked.reps or asked.sets or 1
    return _Way(method, Dose(_one(often), hold_breaths=asked.breaths)) if method else None


def _moved(asked: Asked, usual: Method) -> _Way:
    """So many reps, or as many as fit into a time."""
    if asked.time_ms and not asked.reps:
        return _Way(usual, Dose(sets=asked.sets or 1), max(asked.time_ms, 1000))
    return _Way(usual, Dose(_one(asked.reps), sets=asked.sets or None))


def _one(reps: int) -> tuple[int, ...]:
    return (reps,) if reps else ()


def _has(method: Method, verb: str) -> bool:
    return verb in [phase.do for phase in method.phases]


def _in_breaths(method: Method) -> bool:
    return any(phase.breaths for phase in _held_phases(method))


def _held_phases(method: Method) -> list[Phase]:
    return [phase for phase in method.phases if phase.do == "hold"]


def _holds(known: list[Method]) -> list[Method]:
    """The methods that hold, but those that press against something as well, unless it is the usual one."""
    held = list(filter(_held_phases, known))
    return held[:1] + [one for one in held[1:] if not _has(one, "contract")]


def _fitting(held: list[Method], ms: int) -> list[Method]:
    """The methods for which a hold is not too long."""
    return [one for one in held if not 0 < one.longest_hold_ms < ms]


def _holding(known: list[Method], ms: int) -> Method | None:
    """The first method that holds for as long as that, or else the one that holds longest.

    A long hold is better played by one of keeping still than by one that only has no limit.
    """
    held = _holds(known)
    fitting = _fitting(held, ms) or sorted(held, key=lambda one: -one.longest_hold_ms)
    still = _still(fitting) if ms >= _ONCE_MS else []
    return next(iter(still or fitting), None)


def _keeping_still(known: list[Method], ms: int) -> Method | None:
    """The method of keeping still for as long as that; None if the exercise moves all the time."""
    still = [one for one in _still(_holds(known)) if not _in_breaths(one)]
    return next(iter(_fitting(still, ms) or [one for one in still if one is known[0]]), None)


def _still(held: list[Method]) -> list[Method]:
    """The methods of which holding is the better part."""
    return [one for one in held if _ms(_held_phases(one)) >= _STILL * _ms(one.phases)]


def _ms(phases: Iterable[Phase]) -> int:
    return sum(phase.length_ms(Breath()) for phase in phases)
