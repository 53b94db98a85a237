"""OpenHIIT: a list of timers, each the names of its work intervals and the times they all share."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from guided import messages, words
from guided.imports.lines import LeftOut, Read, Timed, ms_of, sets_of, text_of
from guided.imports.source import Source, field, objects

_MOST = 200
_OTHER = {"warmupTime": "The warm-up has no exercise.", "cooldownTime": "The cool-down has no exercise."}


def recognises(source: Source) -> bool:
    """Whether it is a list of timers with the times of their intervals."""
    timers = objects(source.plain)
    return bool(timers) and all("timeSettings" in one and "activities" in one for one in timers)


def read(source: Source) -> tuple[Read, ...]:
    """Each timer as a routine, whose intervals are its steps; restarts are rounds."""
    return tuple(_read(one) for one in objects(source.plain))


def _read(timer: dict[str, Any]) -> Read:
    times, name, steps = _unpacked(timer.get("timeSettings")), text_of(timer.get("name")), Timed()
    for key, why in _OTHER.items():
        if ms := ms_of(field(times, key)):
            original = words.say(messages.STEP_FOR, name=key.removesuffix("Time"), time=words.exactly(ms))
            steps.left_out.append(LeftOut(original, 0, why))
    work, rest = ms_of(field(times, "workTime")), ms_of(field(times, "restTime"))
    for one, many in _intervals(timer, name):
        begin = len(steps.lines)
        steps.add(one, work)
        steps.rest(rest)
        steps.go_round(begin, many)
    steps.rest(ms_of(field(times, "breakTime")))
    restarts = field(times, "restarts")
    steps.go_round(0, sets_of(restarts + 1) if isinstance(restarts, int) else 1)
    return Read(name, tuple(steps.lines), tuple(steps.left_out))


def _intervals(timer: dict[str, Any], name: str) -> list[tuple[str, int]]:
    """The names of the work intervals, each with how many in a row have it; else the timer's own."""
    named = _unpacked(timer.get("activities"))
    names = [text_of(one) for one in named[:_MOST]] if isinstance(named, list) else []
    if not any(names):
        return [(name, sets_of(timer.get("activeIntervals")) or 1)]
    return [(one, len(list(same))) for one, same in groupby(names)]


def _unpacked(value: object) -> object:
    """What a value of an older file has inside a text of JSON, or the value itself."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None
