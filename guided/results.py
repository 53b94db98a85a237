"""What a client sends back to a practitioner: on which days a routine was done, and what else was ticked."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from guided import words
from guided.history.records import Summary
from guided.prescribed import FIRST, LAST, Prescribed, read_prescribed
from guided.reading import LONGEST_NAME, LONGEST_TEXT, FileError, Problem, Table, fitting, located, read_toml
from guided.routine import Routine
from guided.sharing import to_toml
from guided.spreadsheet import cell

VERSION = 1
"""Of what a file of results holds; it goes up where an older Guided could not read it."""
MOST_DONE = 1_000
"""The most sessions in a file, the latest ones."""

_MOST_ROUTINES = 40
_UNNAMED = "A routine"
_PERIOD = timedelta(weeks=12)  # where nothing is prescribed
_LONGEST_NOTE = 200  # so that the most sessions fit in a file
_HEADER = ("Name", "Routine", "Day", "Minutes", "Done", "Discomfort before", "Discomfort after", "Note")


@dataclass(frozen=True, slots=True)
class Done:
    """A session of a routine: its day, minutes, the `share` of its reps done, 0 to 1.

    What the person did not tick is not there: discomfort is None, and the note empty.
    """

    day: date
    minutes: float
    share: float
    before: int | None = None
    after: int | None = None
    note: str = ""

    @property
    def counts(self) -> bool:
        """Whether enough of it was done to count for what was prescribed."""
        return words.counts(round(100 * self.share))


@dataclass(frozen=True, slots=True)
class OfRoutine:
    """What was done of a routine, the oldest first, and what was prescribed of it, without a name."""

    name: str
    done: tuple[Done, ...]
    prescribed: Prescribed | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """The results of one person on the day they were made; `name` is empty where it was not ticked."""

    made: date
    routines: tuple[OfRoutine, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Ticked:
    """What a person wants in their results beside days and minutes of what is prescribed.

    `others` are the routines that nobody prescribed.
    """

    name: str = ""
    discomfort: bool = False
    notes: bool = False
    others: bool = False


# ---------------------------------------------------------------- out


def results(
    routines: Collection[Routine], sessions: Sequence[Summary], today: date, ticked: Ticked
) -> Results:
    """What was done since the first day of what is prescribed; `sessions` are newest first.

    Where nothing is prescribed, it is all that was done in twelve weeks.
    """
    prescribed = {
        one.id: one.prescribed for one in routines if one.prescribed and one.prescribed.given <= today
    }
    first = min((one.given for one in prescribed.values()), default=today - _PERIOD)
    names: dict[str, str] = {}
    done: dict[str, list[Done]] = {}
    for one in sessions[:MOST_DONE]:
        day = one.local_start.date()
        if first <= day <= today and (one.routine_id in prescribed or ticked.others or not prescribed):
            key = one.routine_id or one.routine_name
            names.setdefault(key, one.routine_name)
            done.setdefault(key, []).append(_done(one, day, ticked))
    for routine in routines:
        if routine.id in prescribed:
            names[routine.id] = routine.name
    order = sorted(names, key=lambda key: (key not in prescribed, -len(done.get(key, ()))))[:_MOST_ROUTINES]
    made = tuple(
        OfRoutine(
            fitting(names[key], LONGEST_NAME) or _UNNAMED,
            tuple(reversed(done.get(key, []))),
            _nameless(prescribed.get(key)),
        )
        for key in order
    )
    return Results(today, made, fitting(ticked.name, LONGEST_NAME))


def results_text(made: Results) -> str:
    """A file of results, as TOML."""
    named = {"name": made.name} if made.name else {}
    return to_toml(
        {"results": VERSION, "made": made.made, **named, "routine": [_plain(one) for one in made.routines]}
    )


def results_csv(made: Results) -> str:
    """A row a session for a spreadsheet, of which no cell starts a formula."""
    table = io.StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(_HEADER)
    for routine in made.routines:
        for one in routine.done:
            felt = ("" if number is None else number for number in (one.before, one.after))
            texts = (cell(made.name), cell(routine.name), one.day.isoformat())
            writer.writerow((*texts, one.minutes, one.share, *felt, cell(one.note)))
    return table.getvalue()


def _done(one: Summary, day: date, ticked: Ticked) -> Done:
    share = one.share / 100
    felt = (one.before, one.after) if ticked.discomfort else (None, None)
    note = fitting(one.note, _LONGEST_NOTE) if ticked.notes else ""
    return Done(day, round(one.played_ms / 60_000, 1), share, *felt, note)


def _nameless(one: Prescribed | None) -> Prescribed | None:
    """A prescription without whom it is for and what is to be minded: whoever wrote it knows."""
    return replace(one, whom="", notes="") if one is not None else None


def _plain(one: OfRoutine) -> dict[str, Any]:
    asked = {"prescription": one.prescribed.to_table()} if one.prescribed is not None else {}
    return {"name": one.name, **asked, "done": [_plain_done(each) for each in one.done]}


def _plain_done(one: Done) -> dict[str, Any]:
    told = {"before": one.before, "after": one.after, "note": one.note or None}
    known = {key: value for key, value in told.items() if value is not None}
    return {"day": one.day, "minutes": one.minutes, "share": one.share, **known}


# ---------------------------------------------------------------- in


def is_results(path: Path) -> bool:
    """Whether a file says that it holds results, be they readable or not."""
    try:
        return "results" in read_toml(path)
    except FileError:
        return False


def read_results(path: Path) -> Results:
    """The results in a file. Raises FileError."""
    problems: list[Problem] = []
    table = Table(read_toml(path), problems)
    version = table.whole("results", 1, 1_000_000)
    if version > VERSION and not problems:
        raise FileError(
            path, [Problem("results", f"{version} is of a newer Guided, this one reads {VERSION}")]
        )
    made = Results(
        made=table.day("made", FIRST, LAST),
        name=table.text("name", ""),
        routines=tuple(_read_routine(row) for row in table.tables("routine", 0, _MOST_ROUTINES)),
    )
    table.unknown_keys()
    if sum(len(one.done) for one in made.routines) > MOST_DONE:
        table.note("routine", f"more than {MOST_DONE} sessions in all")
    if problems:
        raise FileError(path, located(problems, path.read_text("utf-8", "replace")))
    return made


def _read_routine(table: Table) -> OfRoutine:
    asked = read_prescribed(table.table("prescription")) if "prescription" in table else None
    done = tuple(_read_done(row) for row in table.tables("done", 0, MOST_DONE))
    read = OfRoutine(table.text("name"), tuple(sorted(done, key=lambda one: one.day)), asked)
    table.unknown_keys()
    return read


def _read_done(table: Table) -> Done:
    done = Done(
        day=table.day("day", FIRST, LAST),
        minutes=table.number("minutes", 0, 7 * 24 * 60),
        share=table.number("share", 0, 1),
        before=_felt(table, "before"),
        after=_felt(table, "after"),
        note=table.text("note", "", longest=LONGEST_TEXT),
    )
    table.unknown_keys()
    return done


def _felt(table: Table, name: str) -> int | None:
    felt = table.whole(name, 0, 10, -1)
    return felt if felt >= 0 else None
