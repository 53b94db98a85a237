"""Exports of a history."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from guided.history.records import Summary, Told, local_start, plain_record, to_json
from guided.history.store import History
from guided.measures import Measure
from guided.session import SetDone
from guided.spreadsheet import cell

FORMAT = 1
"""The version of the JSON; it goes up where an older Guided could not read it."""

HEADER = (
    "Date",
    "Time",
    "Routine",
    "Minutes played",
    "Repetitions done",
    "Repetitions planned",
    "Finished",
    "Discomfort before (0 to 10)",
    "Discomfort after (0 to 10)",
    "Note",
    "Exercises",
)


def export_json(history: History, told: Told = lambda _: None) -> str:
    """Every session in full and every measurement, oldest first, as JSON with a line each.

    A damaged session is only named, in `damaged`. Raises Unreadable if the file cannot be read.
    """
    records = history.records(told)
    damaged = to_json([one.id for one, record in records if not record])
    sessions = ",\n".join(to_json(plain_record(record)) for _, record in records if record)
    measured = ",\n".join(to_json(asdict(taken)) for taken in reversed(history.measured.all()))
    return (
        f'{{"damaged":{damaged},\n"format":{FORMAT},\n'
        f'"measured":[\n{measured}\n],\n"sessions":[\n{sessions}\n]}}\n'
    )


def export_csv(history: History, told: Told = lambda _: None) -> str:
    """A CSV table with a row per session, oldest first, in local time.

    Texts are quoted and cannot start a formula; numbers have a decimal point. A damaged session lacks its
    exercises. What fills a time is told in seconds and no reps. Raises Unreadable if the file cannot be read.
    """
    table = io.StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(HEADER)
    for one, record in history.records(told):
        start, fills = one.local_start, record.fills if record else {}
        counted = [each for each in record.sets if each.step not in fills] if record else [one]
        writer.writerow(
            (
                start.date().isoformat(),
                f"{start:%H:%M}",
                cell(one.routine_name),
                round(one.played_ms / 60_000, 1),
                sum(_reps(each)[0] for each in counted),
                sum(_reps(each)[1] for each in counted),
                "yes" if one.complete else "no",
                one.before,
                one.after,
                cell(one.note),
                cell(_exercises(record.sets, fills) if record else "damaged"),
            )
        )
    return table.getvalue()


def export_measured_csv(history: History, measures: Mapping[str, Measure]) -> str:
    """A CSV table with a row per measurement, oldest first, in local time.

    Texts and numbers are as in `export_csv`. Raises Unreadable if the file cannot be read.
    """
    table = io.StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(("Date", "Time", "Measure", "About", "Value", "Left", "Right", "Unit", "Note"))
    for taken in reversed(history.measured.all()):
        measure, start = measures.get(taken.measure), local_start(taken.taken, taken.offset_min)
        name, unit = (measure.name, measure.unit) if measure else (taken.measure, "")
        numbers = ("" if number is None else number for number in (taken.value, taken.left, taken.right))
        texts = (start.date().isoformat(), f"{start:%H:%M}", cell(name), cell(taken.about))
        writer.writerow((*texts, *numbers, unit, cell(taken.note)))
    return table.getvalue()


def _reps(one: SetDone | Summary) -> tuple[int, int]:
    """The reps done and planned."""
    return (one.done, one.planned) if isinstance(one, SetDone) else (one.reps_done, one.reps_planned)


def _exercises(sets: Iterable[SetDone], fills: Mapping[int, int]) -> str:
    """Each exercise, method and side in playing order: `hamstring-curl (ais) left 8 of 10`.

    One that fills a time stands once for both sides: `dead-bug (core) 45 of 60 s`.
    """
    totals: dict[tuple[int, str, str, str], tuple[int, int]] = {}
    for one in sets:
        side = "" if one.side == "none" or one.step in fills else f" {one.side}"
        key = (one.step, one.exercise, one.method, side)
        done, planned = totals.get(key, (0, 0))
        totals[key] = (done + one.done, planned + one.planned)
    return "; ".join(
        f"{exercise} ({method}){side} {_told(done, planned, fills.get(step, 0))}"
        for (step, exercise, method, side), (done, planned) in totals.items()
    )


def _told(done: int, planned: int, fill_ms: int) -> str:
    if not fill_ms:
        return f"{done} of {planned}"
    seconds = fill_ms / 1000
    return f"{round(seconds * done / max(planned, 1))} of {seconds:g} s"
