"""The formats that can be imported, each a line in a table, and what all of them have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from guided import messages, words
from guided.files import is_ours
from guided.imports import (
    calisthenics_memory,
    feeel,
    free_exercise_db,
    jawt,
    liftoscript,
    openhiit,
    plain,
    table,
    timer_machine,
    workrave,
)
from guided.imports.lines import LeftOut, Line, NotImported, Read, merged, text_of
from guided.imports.source import HANDED_IN, PASTED, Source
from guided.reading import FileError, parse_toml
from guided.routine import MOST_STEPS

_UNNAMED = "My routine"
_MOST_ROUTINES = 50
_MOST_LEFT_OUT = 200


class OursAlready(NotImported):
    """It is a file of Guided's own."""


class Format(NamedTuple):
    """A format: its name for people, whether something is in it, and what that says.

    `read` raises NotImported.
    """

    id: str
    name: str
    recognises: Callable[[Source], bool]
    read: Callable[[Source], tuple[Read, ...]]


FORMATS = (
    Format("feeel", "Feeel", feeel.recognises, feeel.read),
    Format("jawt", "Just Another Workout Timer", jawt.recognises, jawt.read),
    Format("openhiit", "OpenHIIT", openhiit.recognises, openhiit.read),
    Format("timer-machine", "TimeR Machine", timer_machine.recognises, timer_machine.read),
    Format(
        "calisthenics-memory", "CalisthenicsMemory", calisthenics_memory.recognises, calisthenics_memory.read
    ),
    Format("free-exercise-db", "free-exercise-db", free_exercise_db.recognises, free_exercise_db.read),
    Format("workrave", "Workrave", workrave.recognises, workrave.read),
    Format("csv", "a table", table.recognises, table.read),
    Format("liftoscript", "Liftoscript", liftoscript.recognises, liftoscript.read),
    Format("text", "text", plain.recognises, plain.read),
)
"""The first one that recognises something reads it: by what is in it, whatever it is called."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is in a file: its format and one routine or several, each with a line at least."""

    format: Format
    reads: tuple[Read, ...]


def read(data: bytes, name: str) -> Found:
    """What somebody else's file holds; `name` is for messages. Raises NotImported."""
    source = Source(data, name)
    _refuse_our_own(source)
    called = _UNNAMED if name in (HANDED_IN, PASTED) else text_of(Path(name).stem)
    known = next((known for known in FORMATS if known.recognises(source)), None)
    there = known.read(source)[:_MOST_ROUTINES] if known else ()
    reads = tuple(_bounded(one, called) for one in there if one.lines)
    if known and reads:
        return Found(known, reads)
    raise NotImported(words.say(messages.NOTHING_TO_IMPORT, file=name))


def _refuse_our_own(source: Source) -> None:
    """Raise NotImported for what is Guided's own and has another way in."""
    if {"sessions", "format"} <= set(source.plain if isinstance(source.plain, dict) else ()):
        raise NotImported(words.say(messages.HOLDS_SESSIONS, file=source.name))
    if _keys(source) & {"step", "phase", "session", "position"}:
        told = messages.OPEN_OUR_FILE if is_ours(source.name) else messages.NAME_OUR_FILE
        raise OursAlready(words.say(told, file=source.name))


def _keys(source: Source) -> set[str]:
    """Its keys as TOML; none if it is no such text."""
    with suppress(FileError):
        return set(parse_toml(source.data, Path(source.name))) if "=" in source.text[:2_000] else set()
    return set()


def _bounded(one: Read, called: str) -> Read:
    """A routine with no more steps than one may have, every round counted, and with a name."""
    kept: list[Line] = []
    left_out, many = list(one.left_out), 0
    lines = merged(one.lines)
    for line in lines:
        many += line.rounds if line.circuit else 1
        if many > MOST_STEPS:
            why = words.say(messages.PAST_THE_STEPS, n=MOST_STEPS)
            left_out.append(LeftOut(line.original, line.number, why))
        else:
            kept.append(line)
    return replace(one, name=one.name or called, lines=tuple(kept), left_out=_told(left_out))


def _told(left_out: Iterable[LeftOut]) -> tuple[LeftOut, ...]:
    """What was left out, cleaned for showing, each once, and no more than anybody reads."""
    cleaned = dict.fromkeys(replace(one, original=text_of(one.original, 400)) for one in left_out)
    return tuple(sorted(cleaned, key=lambda one: one.number))[:_MOST_LEFT_OUT]
