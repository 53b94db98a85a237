"""Rescuing what is readable in a damaged or set-aside file into a sound one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from guided.history.database import (
    ERRORS,
    REFUSALS,
    connected,
    journal_of,
    made_anew,
    open_database,
    transaction,
    write,
)
from guided.history.errors import Corrupt, Refused
from guided.history.log import sync_folder
from guided.history.pages import rows_in
from guided.history.records import (
    AS_MARKED,
    COLUMNS,
    MARK,
    TAKEN,
    Statement,
    checked_record,
    marking,
    measure_digest,
    measuring,
    recording,
)
from guided.measures import Taken
from guided.session import Record

_SESSION = len(COLUMNS) + 1  # columns of a session's row
_MEASURE = len(TAKEN) + 2  # columns of a measure's row before there was a digest


@dataclass(frozen=True, slots=True)
class SetAside:
    """A file that was set aside, and how many of its sessions and measures the history lacks.

    `made` is when it was made, in UTC, if it is a backup.
    """

    name: str
    sessions: int
    measures: int = 0
    made: datetime | None = None


def draft_of(path: Path) -> Path:
    """The path of the draft that is to replace a damaged file."""
    return path.with_name(f"{path.name}.new")


def make_draft(path: Path, today: str) -> Path:
    """Make a sound draft of all that is readable in a damaged file; the path that file is to be kept at.

    The draft lies beside it, checked and on disk on return. Raises OSError, sqlite3.Error and Corrupt if it
    cannot be made.
    """
    draft, kept = draft_of(path), free_name(path, today)
    try:
        with made_anew(draft):
            pass
        with closing(open_database(draft)) as db, transaction(db):
            if carry_over(path, db):
                db.execute(*settling(kept.name))
        with closing(open_database(draft)):
            pass  # it is checked once more as a whole
        with open(draft, "r+b") as file:
            os.fsync(file.fileno())
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    finally:
        journal_of(draft).unlink(missing_ok=True)
    return kept


def set_aside(path: Path, kept: Path) -> None:
    """Set a damaged file aside as `kept`, so that the draft can replace it. Raises OSError."""
    # The journal first: beside a new file it would be played back into that.
    with suppress(FileNotFoundError):
        journal_of(path).rename(journal_of(kept))
    path.rename(kept)
    sync_folder(path.parent)


def place_draft(path: Path) -> bool:
    """Move a draft to where a file was set aside; whether there was one. Raises OSError."""
    draft = draft_of(path)
    if not draft.is_file() or path.exists():
        return False
    draft.rename(path)
    sync_folder(path.parent)
    return True


def free_name(path: Path, today: str) -> Path:
    """An unused name to set a file aside under."""
    return unused(path.with_name(f"{path.stem}-corrupt-{today}{path.suffix}"))


def unused(path: Path) -> Path:
    """The path itself, or where that is taken, with the first free number from 2 behind its name."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_stem(f"{path.stem}-{number}")
    return found


# ---------------------------------------------------------------- files that were set aside


def lacking(path: Path, db: sqlite3.Connection) -> list[SetAside]:
    """The set-aside files with sessions that the history lacks.

    A file without any is not examined again. Raises sqlite3.Error, OSError.
    """
    found = []
    settled = {name for (name,) in db.execute("SELECT name FROM aside")}
    for file in sorted(path.parent.glob(f"{path.stem}-corrupt-*{path.suffix}")):
        if file.name in settled or not file.is_file():
            continue
        known = {id for (id,) in db.execute("SELECT id FROM session")}
        there, all_read = set(), True
        for one in _found_in(file):
            if isinstance(one, Record):
                there.add(one.id)
            all_read = all_read and one is not None
        if there - known:
            found.append(SetAside(file.name, len(there - known)))
        elif all_read:
            write(db, [settling(file.name)])
    return found


def bring_back(file: Path, db: sqlite3.Connection) -> None:
    """Carry over what a set-aside file has and the history lacks. Raises sqlite3.Error, OSError."""
    with transaction(db):
        carry_over(file, db)
        db.execute(*settling(file.name))


def settling(name: str) -> Statement:
    """The statements that mark a set-aside file as settled."""
    return "INSERT INTO aside (name) VALUES (?) ON CONFLICT DO NOTHING", (name,)


# ---------------------------------------------------------------- carrying over


class _Measure(NamedTuple):
    """A measurement, and whether it was deleted."""

    taken: Taken
    deleted: bool


class _Mark(NamedTuple):
    """Whether a session was deleted, as its row says, or else a version of its mark."""

    id: str
    deleted: bool
    version: int = 0


_Found = Record | _Measure | _Mark | None  # the last for what the disk did not give


def carry_over(source: Path | sqlite3.Connection, db: sqlite3.Connection) -> bool:
    """Carry over what is sound in a file and missing in the database; whether all of it was readable.

    Existing data stays as it is. Raises sqlite3.Error if the database refuses, OSError.
    """
    known = {id for (id,) in db.execute("SELECT id FROM session")}
    all_read = True
    marked: dict[bool, set[str]] = {True: set(), False: set()}
    versioned: set[str] = set()
    with _connection(source) as there:
        found = _found_in(source) if isinstance(source, Path) else _selected_from(there)
        for one in found:
            if isinstance(one, Record):
                with suppress(Refused):
                    _execute(db, *recording(one, beside=True))
            elif one is None:
                all_read = False
            elif isinstance(one, _Mark) and one.version:
                versioned.add(one.id)
                _execute(db, (MARK, (one.id, one.version, one.deleted)))
            elif isinstance(one, _Mark):
                marked[one.deleted].add(one.id)
            elif not db.execute("SELECT 1 FROM measurement WHERE id = ?", (one.taken.id,)).fetchone():
                hide = ("UPDATE measurement SET deleted = ? WHERE id = ?", (one.deleted, one.taken.id))
                with suppress(Refused):
                    _execute(db, measuring(one.taken), hide)
        for table in ("session", "measurement"):
            _execute(db, (AS_MARKED.format(table=table), ()))
        # Some of what rows say may be outdated: in doubt a session is there.
        for id in marked[True] - marked[False] - versioned - known:
            _execute(db, *marking(id, True, "session"))
        if not db.execute("SELECT 1 FROM programme").fetchone():
            _copy_table("programme", there, db)
            _copy_table("programme_session", there, db)
    return all_read


def _found_in(file: Path) -> Iterator[_Found]:
    """Every session version whose digest fits, and measurements; None for what was unreadable."""
    for row in rows_in(file):
        if row is None:
            yield None
        elif len(row) == 4 and isinstance(row[2], bytes) and isinstance(row[3], bytes):
            with suppress(Corrupt):
                yield checked_record(row[2], row[3])
        elif len(row) == 3 and isinstance(row[1], int) and row[1] > 0:
            yield _Mark(str(row[0]), row[2] == 1, row[1])
        elif len(row) == _SESSION:
            yield _Mark(str(row[0]), row[-1] == 1)
        elif len(row) in (_MEASURE, _MEASURE + 1):
            id, measure, taken, _, *rest, deleted = row[:_MEASURE]
            yield from _measure([id, measure, taken, *rest], deleted, *row[_MEASURE:])


def _selected_from(there: sqlite3.Connection) -> Iterator[_Found]:
    """The same, selected by SQLite."""
    for content, digest in _selected(there, "SELECT content, digest FROM record"):
        with suppress(Corrupt):
            yield checked_record(content, digest)
    for id, gone in _selected(there, "SELECT id, deleted FROM session"):
        yield _Mark(id, gone == 1)
    for id, version, gone in _selected(there, "SELECT of, version, deleted FROM mark"):
        yield _Mark(id, gone == 1, version)
    fields = ", ".join(f'"{name}"' for name in TAKEN)
    for *row, deleted, digest in _selected(there, f"SELECT {fields}, deleted, digest FROM measurement"):
        yield from _measure(row, deleted, digest)


def _measure(row: Sequence[Any], deleted: Any, *digest: Any) -> Iterator[_Measure]:
    """A measurement's row, if its digest fits; older files have no digest."""
    if not digest or digest[0] == measure_digest(row):
        yield _Measure(Taken(*row), bool(deleted))


def _copy_table(table: str, there: sqlite3.Connection, db: sqlite3.Connection) -> None:
    names = ", ".join(f'"{name}"' for _, name, *_ in db.execute(f"PRAGMA table_info({table})"))
    sql = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * (names.count(',') + 1))})"
    for row in _selected(there, f"SELECT {names} FROM {table}"):
        _execute(db, (sql, row))


@contextmanager
def _connection(source: Path | sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """A connection to a file, or to an empty database if that fails."""
    if isinstance(source, sqlite3.Connection):
        yield source
        return
    try:
        db = connected(source, "ro")
    except ERRORS:
        db = sqlite3.connect(":memory:")
    with closing(db):
        yield db


def _selected(db: sqlite3.Connection, query: str) -> list[tuple[Any, ...]]:
    """The rows up to the first unreadable one."""
    rows: list[tuple[Any, ...]] = []
    with suppress(*ERRORS):
        rows.extend(db.execute(query))
    return rows


def _execute(db: sqlite3.Connection, *statements: Statement) -> None:
    """Execute the statements that fit; others, and orphans, are left out."""
    with suppress(*REFUSALS):
        for sql, values in statements:
            db.execute(sql, values)
