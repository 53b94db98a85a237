"""Sessions and measures from files: what can be read of one, what of that is new, and adding it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from guided.history import schema
from guided.history.database import REFUSALS
from guided.history.errors import Refused, Unreadable
from guided.history.exports import FORMAT
from guided.history.records import (
    TAKEN,
    Summary,
    Told,
    content_of,
    digest_of,
    local_start,
    measure_digest,
    measuring,
    record_from,
    recording,
)
from guided.history.store import History
from guided.history.tables import Found, Offset, Problem, sessions_in
from guided.measures import Taken
from guided.session import Record
from guided.spreadsheet import cell

MOST_BYTES = 256_000_000

_BOUND = re.compile(r"^CHECK constraint failed: (?:length\()?\W*(\w+)")


@dataclass(frozen=True, slots=True)
class Plan:
    """What of a file would be added, how much is there already, or was deleted, and what cannot be read."""

    sessions: tuple[Record, ...] = ()
    measured: tuple[Taken, ...] = ()
    there: int = 0
    deleted: int = 0
    problems: tuple[Problem, ...] = ()


def read(data: bytes, offset: Offset, told: Told = lambda _: None) -> Found:
    """What is in a file. Raises Unreadable if it is none of those that can be read."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("It is no text in UTF-8.") from error
    found = _from_json(text) if text.lstrip().startswith("{") else sessions_in(text, offset)
    return _checked(found, told)


def compare(found: Found, history: History) -> Plan:
    """What adding it would do. Raises Unreadable."""
    rows = history.files.rows
    versions: dict[str, dict[int, bytes]] = {}
    for id, version, digest in rows("SELECT id, version, digest FROM record"):
        versions.setdefault(id, {})[version] = digest
    gone = {id for (id,) in rows("SELECT id FROM session WHERE deleted = 1")}
    starts = set() if found.named else {_likeness(one) for one in history.sessions()}
    new: list[Record] = []
    there = deleted = 0
    problems = list(found.problems)
    for record in found.sessions:
        here = versions.get(record.id, {})
        if record.id in gone:
            deleted += 1
        elif here.get(record.version) == digest_of(content_of(record)) or record.version < max(
            here, default=0
        ):
            there += 1
        elif record.version in here:
            problems.append(Problem(record.id, "it differs from the session with that id that is there"))
        elif not here and _likeness(record) in starts:
            there += 1
        else:
            new.append(record)
    measured, more_there, more_deleted = _new_measures(found, history, problems)
    return Plan(tuple(new), measured, there + more_there, deleted + more_deleted, tuple(problems))


def add(plan: Plan, history: History, told: Told = lambda _: None) -> None:
    """Add what is new, all or none. Raises Refused, NotSaved."""
    history.add_all(_watched(plan.sessions, told), plan.measured)


def _watched(records: Sequence[Record], told: Told) -> Iterator[Record]:
    for number, record in enumerate(records):
        if number % 100 == 0:
            told(number / len(records))
        yield record


def _likeness(one: Summary | Record) -> tuple[str, str]:
    """What a session and its line in a table have in common."""
    return f"{local_start(one.started, one.offset_min):%Y-%m-%d %H:%M}", cell(one.routine_name)


def _new_measures(
    found: Found, history: History, problems: list[Problem]
) -> tuple[tuple[Taken, ...], int, int]:
    rows = history.files.rows("SELECT id, digest, deleted FROM measurement")
    here = {id: (digest, gone) for id, digest, gone in rows}
    new, there, deleted = [], 0, 0
    for taken in found.measured:
        digest, gone = here.get(taken.id, (None, 0))
        if gone:
            deleted += 1
        elif digest is None:
            new.append(taken)
        elif digest == measure_digest([getattr(taken, name) for name in TAKEN]):
            there += 1
        else:
            problems.append(Problem(taken.id, "it differs from the measure with that id that is there"))
    return tuple(new), there, deleted


def _checked(found: Found, told: Told) -> Found:
    """Only what a history takes; the rest are problems."""
    sessions: list[Record] = []
    measured: list[Taken] = []
    problems = list(found.problems)
    many = len(found.sessions)
    with closing(schema.in_memory(len(schema.MIGRATIONS))) as db:
        db.execute("PRAGMA foreign_keys = ON")
        for number, record in enumerate(found.sessions):
            if number % 100 == 0:
                told(number / many)
            if record in sessions[-1:]:
                continue
            try:
                for statement in recording(record):
                    db.execute(*statement)
            except (*REFUSALS, Refused) as error:
                problems.append(Problem(record.id or f"session {number + 1}", _refusal(error)))
            else:
                sessions.append(record)
        for taken in found.measured:
            try:
                db.execute(*measuring(taken))
            except (*REFUSALS, Refused) as error:
                problems.append(Problem(taken.id, _refusal(error)))
            else:
                measured.append(taken)
    told(1.0)
    return Found(tuple(sessions), tuple(measured), tuple(problems), found.named)


def _refusal(error: Exception) -> str:
    """Why a history would not take something, by its field."""
    bound = _BOUND.search(str(error))
    if bound is not None:
        return f"{bound[1]} is out of bounds"
    return "another in the file has its id" if "UNIQUE" in str(error) else str(error)


# ---------------------------------------------------------------- JSON

_KINDS: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("id", "routine_id", "routine_name", "routine", "started", "note", "device"), (str,)),
    **dict.fromkeys(("offset_min", "planned_ms", "played_ms", "skips", "version"), (int,)),
    **dict.fromkeys(("before", "after"), (int, type(None))),
    "complete": (bool,),
    **dict.fromkeys(("sets", "swaps", "events"), (list,)),
    **dict.fromkeys(("phase_ms", "left_off"), (dict,)),
    "continues": (str,),
}
_TAKEN_KINDS: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("id", "measure", "taken", "about", "note"), (str,)),
    "offset_min": (int,),
    **dict.fromkeys(("value", "left", "right"), (int, float, type(None))),
}
_SET_KINDS: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("exercise", "method", "side"), (str,)),
    **dict.fromkeys(("step", "set", "planned", "done"), (int,)),
}
_LEFT_KINDS: Mapping[str, tuple[type, ...]] = {"plan": (str,), "done": (list,)}
_MAY_LACK = {"events", "left_off", "continues"}


def _from_json(text: str) -> Found:
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"It is no whole JSON: {error}.") from error
    if not isinstance(plain, dict) or not isinstance(plain.get("sessions"), list):
        raise Unreadable("It is JSON, but no export of Guided.")
    if plain.get("format") != FORMAT:
        raise Unreadable("It was written by a newer Guided.")
    sessions, measured, problems = [], [], []
    for number, one in enumerate(plain["sessions"], 1):
        try:
            sessions.append(_record(one))
        except (ValueError, TypeError) as error:
            problems.append(Problem(f"session {number}", str(error)))
    kept = plain.get("measured")
    for number, one in enumerate(kept if isinstance(kept, list) else [], 1):
        try:
            _need(one, _TAKEN_KINDS, set())
            measured.append(Taken(**one))
        except (ValueError, TypeError) as error:
            problems.append(Problem(f"measure {number}", str(error)))
    damaged = plain.get("damaged")
    for id in damaged if isinstance(damaged, list) else []:
        problems.append(Problem(str(id), "it was damaged when it was exported"))
    return Found(tuple(sessions), tuple(measured), tuple(problems))


def _record(plain: Any) -> Record:
    """A session as the JSON has it. Raises ValueError."""
    _need(plain, _KINDS, _MAY_LACK)
    for one in plain["sets"]:
        _need(one, _SET_KINDS, set())
    pairs = [(str, str) for _ in plain["swaps"]] + [(str, int) for _ in plain.get("events", ())]
    for pair, kinds in zip([*plain["swaps"], *plain.get("events", ())], pairs, strict=True):
        if not isinstance(pair, list) or tuple(map(type, pair)) != kinds:
            raise ValueError("a swap or an event is not a pair of two")
    if any(type(ms) is not int for ms in plain["phase_ms"].values()):
        raise ValueError("phase_ms has something that is no whole number")
    if "left_off" in plain:
        _need(plain["left_off"], _LEFT_KINDS, set())
        for rep in plain["left_off"]["done"]:
            if not isinstance(rep, list) or tuple(map(type, rep)) != (int, int, str, int):
                raise ValueError("left_off has something that is no repetition")
    return record_from(plain)


def _need(plain: Any, kinds: Mapping[str, tuple[type, ...]], may_lack: set[str]) -> None:
    """Raise ValueError for what has not just these fields, of these kinds."""
    if not isinstance(plain, dict):
        raise ValueError("it is no object")
    for name in kinds:
        if name not in plain and name not in may_lack:
            raise ValueError(f"{name} is missing")
    for name, value in plain.items():
        if name not in kinds:
            raise ValueError(f"{name} is not known here")
        if type(value) not in kinds[name]:
            raise ValueError(f"{name} is of another kind")
