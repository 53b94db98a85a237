"""Sessions from tables: Guided's own, the records of CalisthenicsMemory, and tables such as Hevy writes.

A session in a table has no id; it gets one from what is said of it, so that the same table again brings
nothing new. Times in them are local.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import isfinite, nan
from typing import Any

from guided import messages, words
from guided.history.errors import Unreadable
from guided.history.exports import HEADER
from guided.history.records import content_of, digest_of
from guided.measures import Taken
from guided.reading import shown
from guided.session import Record, SetDone
from guided.spreadsheet import text_in

Offset = Callable[[datetime], int]
"""The minutes that a local time without a zone is ahead of UTC."""

_MEMORY = ("exerciseName", "exerciseType", "date", "time", "setNumber", "valueRight", "valueLeft", "comment")
_HEVY = ("title", "start_time", "end_time", "exercise_title", "set_index", "reps")
_MONTHS = tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
_HEVY_TIME = re.compile(r"(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]{2}) (?P<year>\d{4}), (?P<clock>\d{1,2}:\d\d)")
_DONE = re.compile(
    r"(?P<exercise>[^()]+) \((?P<method>[^()]*)\)(?: (?P<side>\w+))? (?P<done>\d+) of (?P<planned>\d+)"
)
_LONGEST_CELL, _LONGEST_NAME = 1_000_000, 200


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that cannot be read: where, such as "session 3" or "line 7", and why."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """What could be read in a file; `named` if its sessions have ids of their own."""

    sessions: tuple[Record, ...] = ()
    measured: tuple[Taken, ...] = ()
    problems: tuple[Problem, ...] = ()
    named: bool = True


Row = Mapping[str, str]
Problems = list[Problem]
Lines = list[tuple[int, Row]]
"""The lines of a table below its header, each with its number."""


def sessions_in(text: str, offset: Offset) -> Found:
    """The sessions in a table. Raises Unreadable if it is none of those that can be read."""
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(io.StringIO(text, newline=""))
    problems: Problems = []
    lines: Lines = []
    header: list[str] = []
    try:
        header = next(rows, [])
        for row in rows:
            if len(row) == len(header):
                lines.append((rows.line_num, dict(zip(header, row, strict=True))))
            elif row:
                problems.append(
                    Problem(_line(rows.line_num), "it has another number of cells than the first")
                )
    except csv.Error as error:
        problems.append(Problem(_line(rows.line_num), str(error)))
    reader = next((reader for names, reader in _READERS if set(names) <= set(header)), None)
    if reader is None:
        raise Unreadable(
            "It is no table that Guided can read."
            " Take JSON or CSV that Guided wrote, or CSV of CalisthenicsMemory or Hevy."
        )
    sessions = tuple(reader(lines, offset, problems))
    return Found(sessions, (), tuple(problems), named=False)


def _own(lines: Lines, offset: Offset, problems: Problems) -> Iterator[Record]:
    """A session a line, of Guided's own table."""
    for number, row in lines:
        with _noted(number, problems):
            yield _made(
                _time(f"{row['Date']}T{row['Time']}"),
                offset,
                text_in(row["Routine"]),
                round(_number(row["Minutes played"]) * 60_000),
                _sets_told(text_in(row["Exercises"])),
                before=_answer(row["Discomfort before (0 to 10)"]),
                after=_answer(row["Discomfort after (0 to 10)"]),
                note=text_in(row["Note"]),
                complete=row["Finished"] == "yes",
            )


def _memory(lines: Lines, offset: Offset, problems: Problems) -> Iterator[Record]:
    """A session for what was written down at one time. Holds are in seconds, and one rep each."""
    for (day, clock), group in _groups(lines, ("date", "time")):
        sets: list[SetDone] = []
        held_ms = 0
        steps: dict[str, int] = {}
        notes: dict[str, None] = {}
        for number, row in group:
            with _noted(number, problems):
                step = steps.setdefault(row["exerciseName"], len(steps))
                sides = (("right", row["valueRight"]), ("left", row["valueLeft"]))
                values = [(side, _whole(value)) for side, value in sides if value]
                for side, value in values:
                    timed = row["exerciseType"] == "Isometric"
                    held_ms += value * 1000 if timed else 0
                    side = side if row["valueLeft"] else "none"
                    reps = 1 if timed else value
                    set_ = _whole(row["setNumber"])
                    sets.append(SetDone(step, _id_of(row["exerciseName"]), "", set_, side, reps, reps))
                notes[row["comment"]] = None
        if sets:
            with _noted(group[0][0], problems):
                local = _time(f"{day}T{clock or '12:00'}")
                note, held = "\n".join(filter(None, notes)), {"hold": held_ms} if held_ms else {}
                name = ", ".join(steps)[:_LONGEST_NAME]
                yield _made(local, offset, name, held_ms, sets, note=note, phase_ms=held)


def _hevy(lines: Lines, offset: Offset, problems: Problems) -> Iterator[Record]:
    """A session for what has the same title and start; a set without reps is one rep."""
    for (title, started), group in _groups(lines, ("title", "start_time")):
        sets: list[SetDone] = []
        steps: dict[str, int] = {}
        for number, row in group:
            with _noted(number, problems):
                step = steps.setdefault(row["exercise_title"], len(steps))
                reps = round(_number(row["reps"] or "1"))
                set_ = _whole(row["set_index"]) + 1
                sets.append(SetDone(step, _id_of(row["exercise_title"]), "", set_, "none", reps, reps))
        with _noted(group[0][0], problems):
            start, end = _hevy_time(started), _hevy_time(group[0][1]["end_time"])
            played_ms = max(round((end - start).total_seconds() * 1000), 0)
            note = group[0][1].get("description", "")
            yield _made(start, offset, title, played_ms, sets, note=note)


_READERS = ((HEADER, _own), (_MEMORY, _memory), (_HEVY, _hevy))


# ---------------------------------------------------------------- cells


def _made(
    local: datetime, offset: Offset, name: str, played_ms: int, sets: Sequence[SetDone], **more: Any
) -> Record:
    """A session from what a table says, with an id made from that."""
    if local.tzinfo is not None:
        raise ValueError("its time has a zone")
    offset_min = offset(local)
    started = (local - timedelta(minutes=offset_min)).strftime("%Y-%m-%dT%H:%M:%SZ")
    record = Record(
        id="",
        routine_id="",
        routine_name=name,
        routine="{}",
        started=started,
        offset_min=offset_min,
        planned_ms=played_ms,
        played_ms=played_ms,
        sets=tuple(sets),
        **{"phase_ms": {}, "complete": True, **more},
    )
    told = replace(record, offset_min=0, started=local.isoformat())  # the same in another zone
    return replace(record, id=f"table-{digest_of(content_of(told)).hex()[:32]}")


def _groups(lines: Lines, names: tuple[str, str]) -> list[tuple[tuple[str, str], Lines]]:
    """The lines by two of their cells, in the order of the first of each."""
    groups: dict[tuple[str, str], Lines] = {}
    for line in lines:
        groups.setdefault((line[1][names[0]], line[1][names[1]]), []).append(line)
    return list(groups.items())


def _sets_told(text: str) -> list[SetDone]:
    """The sets in a cell as `exports` writes it; none where it says that they were damaged."""
    sets: list[SetDone] = []
    for told in filter(None, text.split("; ")):
        found = _DONE.fullmatch(told)
        if found is None:
            return []
        exercise, method, side = found["exercise"], found["method"], found["side"] or "none"
        last = sets[-1] if sets else None
        step = last.step if last else 0
        if last and ((last.exercise, last.method) != (exercise, method) or last.side == side):
            step += 1
        sets.append(SetDone(step, exercise, method, 1, side, int(found["planned"]), int(found["done"])))
    return sets


def _answer(cell: str) -> int | None:
    return _whole(cell) if cell else None


def _id_of(name: str) -> str:
    """A name as the id of an exercise: "Dead Hang" is dead-hang."""
    return re.sub(r"\W+", "-", name.casefold()).strip("-") or "exercise"


def _hevy_time(text: str) -> datetime:
    """A time such as "13 Mar 2026, 15:22", or as ISO 8601 has it. Raises ValueError."""
    found = _HEVY_TIME.fullmatch(text)
    if found is None or found["month"] not in _MONTHS:
        return _time(text)
    month = _MONTHS.index(found["month"]) + 1
    return _time(f"{found['year']}-{month:02}-{int(found['day']):02}T{found['clock']:0>5}")


def _time(text: str) -> datetime:
    """A day and a time as ISO 8601 has them. Raises ValueError."""
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(words.say(messages.NO_DAY_AND_TIME, text=shown(text))) from error


def _number(text: str) -> float:
    """A number in a cell. Raises ValueError."""
    try:
        number = float(text)
    except ValueError:
        number = nan
    if not isfinite(number):
        raise ValueError(words.say(messages.NO_NUMBER, text=shown(text)))
    return number


def _whole(text: str) -> int:
    """A whole number in a cell. Raises ValueError."""
    number = _number(text)
    if number != round(number):
        raise ValueError(words.say(messages.NO_WHOLE_NUMBER, text=shown(text)))
    return round(number)


@contextmanager
def _noted(number: int, problems: Problems) -> Iterator[None]:
    """Note what is wrong in a line."""
    try:
        yield
    except (ValueError, OverflowError) as error:
        problems.append(Problem(_line(number), str(error)))


def _line(number: int) -> str:
    return f"line {number}"
