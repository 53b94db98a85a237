"""TimeR Machine: timers of steps and of groups of steps, each group gone through so many times.

The groups may be nested, which is how people there make sets of reps of what they hold and release.
"""

from __future__ import annotations

from typing import Any

from guided import messages, words
from guided.imports.lines import Asked, LeftOut, Line, Read, Timed, is_rest, ms_of, reps_of, text_of
from guided.imports.source import Source, field, objects

_DEEPEST = 12
_MOST_ROUNDS = 20
_MOST = 400  # lines, before what is past the bounds of a routine is cut off
_PHASES = frozenset(
    "hold stretch contract tense squeeze work go push pull lift lower up down in out inhale exhale breathe"
    " release ease on off move return back".split()
)
"""What a step is called that is part of a rep, not an exercise of its own."""
_HELD = frozenset("hold stretch contract tense squeeze work go push pull".split())


def recognises(source: Source) -> bool:
    """Whether it has timers with steps."""
    return any(isinstance(one.get("steps"), list) for one in objects(field(source.plain, "timers")))


def read(source: Source) -> tuple[Read, ...]:
    """Each timer as a routine."""
    return tuple(_read(one) for one in objects(field(source.plain, "timers")) if "steps" in one)


def _read(timer: dict[str, Any]) -> Read:
    steps, name = Timed(), text_of(timer.get("name"))
    _add_loop(steps, timer, name, 0)
    return Read(name, tuple(steps.lines), tuple(steps.left_out))


def _add_loop(steps: Timed, group: dict[str, Any], name: str, depth: int) -> None:
    """Add a group as often as it loops: a rep, sets of an exercise, a circuit, copies of one."""
    items, times = objects(group.get("steps")), reps_of(group.get("loop")) or 1
    if depth > _DEEPEST:
        steps.left_out.append(LeftOut(name, 0, "Its groups are nested too deeply."))
        return
    if _is_rep(items, name):
        steps.lines.append(_rep(items, times, name))
        return
    begin = len(steps.lines)
    for one in items:
        _add(steps, one, depth)
    looped = steps.lines[begin:]
    if times > _MOST_ROUNDS or any(line.circuit for line in looped):
        steps.lines[begin:] = (looped * times)[: max(_MOST - begin, 0)]
    else:
        steps.go_round(begin, times)


def _add(steps: Timed, one: dict[str, Any], depth: int) -> None:
    """Add a step or a group; past more lines than any routine has, nothing."""
    if len(steps.lines) + len(steps.left_out) > _MOST:
        return
    if isinstance(one.get("steps"), list):
        _add_loop(steps, one, text_of(one.get("name")), depth + 1)
    else:
        steps.add(text_of(one.get("label")), ms_of(one.get("length"), 1))


def _is_rep(items: list[dict[str, Any]], name: str) -> bool:
    """Whether a group is a rep of what it is called: its steps are phases."""
    return bool(name) and len(items) > 1 and all(_is_phase(one) for one in items)


def _is_phase(step: dict[str, Any]) -> bool:
    label = text_of(step.get("label"))
    return "steps" not in step and (_first(label) in _PHASES or is_rest(label))


def _first(label: str) -> str:
    return words.folded(label).partition(" ")[0]


def _rep(items: list[dict[str, Any]], times: int, name: str) -> Line:
    """An exercise that is done so many times, held for as long as the longest phase of holding."""
    labels = [text_of(one.get("label")) for one in items]
    held = [
        ms_of(one.get("length"), 1)
        for one, label in zip(items, labels, strict=True)
        if _first(label) in _HELD
    ]
    original = words.say(messages.GROUP_TIMES, name=name, steps=", ".join(labels), n=times)
    return Line(name, original, 0, Asked(reps=times, hold_ms=max(held, default=0)))
