"""A table for a spreadsheet or a mail, a row for each exercise; the importer of tables reads it again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import groupby

from guided.library import Library
from guided.part import Part
from guided.routine import Routine
from guided.settings import Settings
from guided.spreadsheet import cell

HEADER = ("Exercise", "Sets", "Reps", "Hold s", "Side", "Breaths", "Time s", "Rest s", "Note")

_Cell = str | int | float


def write(library: Library, routine: Routine, settings: Settings) -> str:
    """A routine as CSV, every round of a circuit written out; sets with other reps have rows of their own."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(HEADER)
    for part in library.parts(routine, settings.first_side):
        writer.writerows(_rows(part))
    return table.getvalue()


def _rows(part: Part) -> Iterator[tuple[_Cell, ...]]:
    step, sides = part.step, ("left", "right") if part.reps_of else ("",)
    held = 0 if step.fill_ms else part.longest_hold_ms
    for side in sides:
        for reps, same in groupby(part.reps_on(side)):
            sets = len(list(same))
            yield (
                cell(part.exercise.name),
                sets,
                "" if step.fill_ms else reps,
                _seconds(held),
                side or _side(part),
                part.hold_breaths or "",
                _seconds(step.fill_ms),
                _seconds(part.rest_ms) if sets > 1 else "",
                cell(step.note),
            )


def _side(part: Part) -> str:
    """The side as a table names it; nothing where there is none."""
    if part.alternate:
        return "alternate"
    return "each" if len(part.sides) > 1 else part.sides[0].replace("none", "")


def _seconds(ms: int) -> _Cell:
    return "" if not ms else ms / 1000 if ms % 1000 else ms // 1000
