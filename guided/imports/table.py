"""A table of exercises with the columns exercise, sets, reps, hold, side, rest and note, in any order."""

from __future__ import annotations

import re
from collections.abc import Mapping

from guided import messages, words
from guided.imports.lines import Asked, LeftOut, Line, Read, ms_of, note_of, reps_of, sets_of, text_of
from guided.imports.source import Source
from guided.spreadsheet import text_in

COLUMNS: Mapping[str, frozenset[str]] = {
    "exercise": frozenset(("exercise", "exercises", "exercise name", "name", "movement", "übung", "ubung")),
    "sets": frozenset(("sets", "set", "sätze", "satze")),
    "reps": frozenset(("reps", "rep", "repetitions", "repeats", "times", "wdh")),
    "hold": frozenset(("hold", "hold s", "hold sec", "hold seconds", "hold time", "seconds")),
    "breaths": frozenset(("breaths",)),
    "time": frozenset(("time", "time s", "duration", "duration s")),
    "side": frozenset(("side", "sides")),
    "rest": frozenset(("rest", "rest s", "rest seconds", "pause")),
    "note": frozenset(("note", "notes", "comment", "comments", "instructions")),
}
_NUMBER = re.compile(r"(\d{1,6}(?:[.,]\d{1,3})?)\s*(s|sec|secs|seconds?|m|min|mins|minutes?)?", re.IGNORECASE)
_SIDES = {
    **dict.fromkeys(
        ("each", "each side", "both", "both sides", "l+r", "l/r", "left and right", "unilateral"), "each"
    ),
    **dict.fromkeys(("alternate", "alternating", "alt"), "alternate"),
    **dict.fromkeys(("left", "l"), "left"),
    **dict.fromkeys(("right", "r"), "right"),
    **dict.fromkeys(("none", "bilateral", "-"), "none"),
}


def recognises(source: Source) -> bool:
    """Whether its first row names an exercise and one thing more that is known here."""
    found = _columns(source)
    return "exercise" in found and len(found) > 1


def read(source: Source) -> tuple[Read, ...]:
    """Its rows as the steps of a routine."""
    columns, lines, left_out = _columns(source), [], []
    for number, row in source.rows[1:]:
        cells = {key: row[at] for key, at in columns.items() if at < len(row)}
        original, name = ", ".join(filter(None, row)), text_of(text_in(cells.get("exercise", "")))
        if not name:
            left_out.append(LeftOut(original, number, "It names no exercise."))
            continue
        asked, unread = _asked(cells)
        lines.append(Line(name, original, number, asked))
        if unread:
            why = words.say(messages.CELLS_UNREAD, cells=words.listed(unread))
            left_out.append(LeftOut(original, number, why))
    return (Read("", tuple(lines), tuple(left_out)),)


def _columns(source: Source) -> dict[str, int]:
    """The place of each known column."""
    if not source.rows:
        return {}
    head = [re.sub(r"[\W_]+", " ", words.folded(cell)).strip() for cell in source.rows[0][1]]
    return {key: head.index(name) for key, names in COLUMNS.items() for name in head if name in names}


def _asked(cells: Mapping[str, str]) -> tuple[Asked, list[str]]:
    """The dose in a row, and the cells of it that could not be read."""
    side = words.folded(cells.get("side", "")).strip()
    asked = Asked(
        sets=sets_of(_number(cells.get("sets", ""))),
        reps=reps_of(_number(cells.get("reps", ""))),
        hold_ms=_ms(cells.get("hold", "")),
        breaths=_breaths(cells.get("breaths", "")),
        time_ms=_ms(cells.get("time", "")),
        rest_ms=_ms(cells.get("rest", "")),
        sides=_SIDES.get(side, ""),
        note=note_of(text_in(cells.get("note", ""))),
    )
    made = {
        "sets": asked.sets,
        "reps": asked.reps,
        "hold": asked.hold_ms,
        "breaths": asked.breaths,
        "time": asked.time_ms,
        "rest": asked.rest_ms,
        "side": asked.sides,
    }
    empty = ("", "-", "0")
    return asked, [
        cells[key] for key, value in made.items() if not value and cells.get(key, "").strip() not in empty
    ]


def _number(cell: str) -> float:
    found = _NUMBER.fullmatch(cell.strip())
    return float(found[1].replace(",", ".")) if found else 0.0


def _ms(cell: str) -> int:
    found = _NUMBER.fullmatch(cell.strip())
    return ms_of(_number(cell), 60_000 if found and (found[2] or "").lower().startswith("m") else 1000)


def _breaths(cell: str) -> float:
    number = _number(cell)
    return number if 0.5 <= number <= 60 else 0.0
