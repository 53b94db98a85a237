"""CalisthenicsMemory: what people share there, as JSON, and its list of exercises, as CSV."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from guided import messages, words
from guided.imports.lines import (
    Asked,
    LeftOut,
    Line,
    Read,
    Timed,
    in_rounds,
    ms_of,
    note_of,
    reps_of,
    sets_of,
    text_of,
)
from guided.imports.source import Source, field, objects
from guided.reading import LONGEST_NAME, shown

_Known = Mapping[tuple[str, str], dict[str, Any]]
_HEAD = ("name", "type", "group", "sortOrder", "laterality")
_SIDES = {"Unilateral": "each", "Bilateral": "none"}


def recognises(source: Source) -> bool:
    """Whether it is one of the two."""
    if field(source.plain, "exportType") == "share" and isinstance(field(source.plain, "data"), dict):
        return True
    return bool(source.rows) and tuple(source.rows[0][1][:5]) == _HEAD


def read(source: Source) -> tuple[Read, ...]:
    """Each programme as a routine; without one, the exercises as one."""
    return _shared(field(source.plain, "data")) if source.plain is not None else (_listed(source),)


def _shared(data: object) -> tuple[Read, ...]:
    known = {_key(one, "name", "type"): one for one in objects(field(data, "exercises"))}
    reads = [_programme(one, known) for one in objects(field(data, "programs"))]
    reads += [_intervals(one, known) for one in objects(field(data, "intervalPrograms"))]
    return tuple(reads) or (_read("", [_exercise(one, str(one.get("name"))) for one in known.values()]),)


def _key(row: dict[str, Any], name: str, kind: str) -> tuple[str, str]:
    return str(row.get(name))[:LONGEST_NAME], str(row.get(kind))[:LONGEST_NAME]


def _like(row: dict[str, Any], known: _Known) -> dict[str, Any]:
    """What is known of the exercise that a row of a programme names."""
    return known.get(_key(row, "exerciseName", "exerciseType"), {})


def _read(name: object, lines: list[Line]) -> Read:
    """A routine of those lines that have a name."""
    nameless = [
        LeftOut(line.original, line.number, "It names no exercise.") for line in lines if not line.name
    ]
    return Read(text_of(name), tuple(line for line in lines if line.name), tuple(nameless))


def _exercise(one: dict[str, Any], original: str, number: int = 0) -> Line:
    value = one.get("targetValue")
    asked = Asked(
        sets=sets_of(one.get("targetSets")),
        reps=reps_of(value),
        rest_ms=ms_of(one.get("restInterval")),
        sides=_SIDES.get(str(one.get("laterality")), ""),
        note=note_of(one.get("description")),
    )
    if one.get("type") == "Isometric":
        asked = replace(asked, reps=0, time_ms=ms_of(value))
    return Line(text_of(one.get("name")), original, number, asked)


def _programme(programme: dict[str, Any], known: _Known) -> Read:
    """Its exercises in their order; those of a loop go round."""
    loops = {str(one.get("id")): one for one in objects(programme.get("loops"))}
    lines: list[Line] = []
    rows = sorted(objects(programme.get("exercises")), key=lambda row: reps_of(row.get("sortOrder")))
    for loop, run in groupby(rows, key=lambda row: str(row.get("loopId"))):
        looped, rest = [_step(row, known) for row in run], ms_of(field(loops.get(loop), "restBetweenRounds"))
        rounds = sets_of(field(loops.get(loop), "rounds"))
        if rounds > 1:
            looped[-1] = replace(looped[-1], asked=replace(looped[-1].asked, then_ms=rest))
        lines += in_rounds(looped, rounds, len(lines) + 1)
    return _read(programme.get("name"), lines)


def _step(row: dict[str, Any], known: _Known) -> Line:
    """A row of a programme with what is known of its exercise."""
    name, sets, value = row.get("exerciseName"), row.get("sets"), row.get("targetValue")
    told = {"name": name, "type": row.get("exerciseType"), "targetValue": value, "targetSets": sets}
    original = words.say(messages.SETS_OF_WHAT, name=text_of(name), sets=shown(sets), value=shown(value))
    return _exercise({**_like(row, known), **told, "restInterval": row.get("intervalSeconds")}, original)


def _intervals(programme: dict[str, Any], known: _Known) -> Read:
    """Its exercises, timed, as a circuit."""
    steps, rest = Timed(), programme.get("restSeconds")
    for row in objects(programme.get("exercises")):
        sides = _SIDES.get(str(_like(row, known).get("laterality")), "")
        steps.add(text_of(row.get("exerciseName")), ms_of(programme.get("workSeconds")), sides=sides)
        steps.rest(ms_of(rest))
    steps.rest(ms_of(programme.get("roundRestSeconds")))
    steps.go_round(0, sets_of(programme.get("rounds")))
    return Read(text_of(programme.get("name")), tuple(steps.lines), tuple(steps.left_out))


def _listed(source: Source) -> Read:
    head, lines = source.rows[0][1], []
    for number, row in source.rows[1:]:
        cells = {key: _whole(cell) for key, cell in zip(head, row, strict=False)}
        lines.append(_exercise(cells, ", ".join(filter(None, row)), number))
    return _read("", lines)


def _whole(cell: str) -> str | int:
    """A cell, as a number if it is a short whole one."""
    return int(cell) if cell.isascii() and cell.isdecimal() and len(cell) < 6 else cell
