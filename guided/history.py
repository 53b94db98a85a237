"""Past sessions in an SQLite file of the person's own, and the one under way in a log beside it.

GuidedError
├── NotSaved      not on disk; what was played waits in memory for the next call that writes
├── Refused       it contradicts what is kept, or is out of bounds; asking again would not help
├── NoSession     no session has that id
└── Unreadable    the file, or a session in it, is not what was written

A session is kept as the JSON of its record, compressed, with a SHA-256 digest of it, every version for
ever. Beside that stands one row of columns for the newest version, which is what lists and charts are
made of. Compressed, since the whole file is checked at every start: that makes it a tenth.

The log's first value is what was begun, every other a rep. Were they in the database, each rep would
wait for the disk five times. A log whose session is in the database is one that could not be removed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from guided.log import Log, read_log, remove_log, save_log
from guided.measures import Measure, Taken
from guided.paths import lock_file, make_private
from guided.programme import Done, Followed
from guided.reading import GuidedError
from guided.session import Record, Rep, SetDone
from guided.words import plural

APPLICATION_ID = 0x47756964  # "Guid", in the file's header

MIGRATIONS: tuple[str, ...] = (
    f"""
    PRAGMA application_id = {APPLICATION_ID};

    -- Every version of every session. Rows are never changed.
    CREATE TABLE record (
        id TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
        version INTEGER NOT NULL CHECK (version BETWEEN 1 AND 1000000),
        content BLOB NOT NULL CHECK (length(content) <= 8000000),
        digest BLOB NOT NULL CHECK (length(digest) = 32),
        UNIQUE (id, version)
    ) STRICT;

    -- The newest version of each session. A deleted one stays, as its own tombstone.
    CREATE TABLE session (
        id TEXT NOT NULL PRIMARY KEY,
        version INTEGER NOT NULL,
        started TEXT NOT NULL CHECK (length(started) <= 40),
        start_s INTEGER NOT NULL,    -- the same in Unix time
        offset_min INTEGER NOT NULL CHECK (offset_min BETWEEN -1440 AND 1440),
        day INTEGER NOT NULL CHECK (day BETWEEN 1 AND 3652059),    -- the local one, 1 is 0001-01-01
        routine_id TEXT NOT NULL CHECK (length(routine_id) <= 200),
        routine_name TEXT NOT NULL CHECK (length(routine_name) <= 1000),
        played_ms INTEGER NOT NULL CHECK (played_ms BETWEEN 0 AND 604800000),
        reps_done INTEGER NOT NULL CHECK (reps_done BETWEEN 0 AND 1000000),
        reps_planned INTEGER NOT NULL CHECK (reps_planned BETWEEN 0 AND 1000000),
        before INTEGER CHECK (before BETWEEN 0 AND 10),
        after INTEGER CHECK (after BETWEEN 0 AND 10),
        note TEXT NOT NULL CHECK (length(note) <= 20000),
        complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
        deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
        FOREIGN KEY (id, version) REFERENCES record (id, version)
    ) STRICT;
    CREATE INDEX session_start ON session (start_s, id) WHERE deleted = 0;
    CREATE INDEX session_day ON session (day, played_ms) WHERE deleted = 0;
    CREATE INDEX session_routine ON session (routine_id) WHERE deleted = 0;
    """,
    """
    -- Every time a programme was begun. At most one is followed; of each programme the newest counts.
    CREATE TABLE programme (
        run INTEGER NOT NULL PRIMARY KEY,
        programme_id TEXT NOT NULL CHECK (length(programme_id) BETWEEN 1 AND 200),
        started INTEGER NOT NULL CHECK (started BETWEEN 1 AND 3652059),    -- the local day, as in session
        state TEXT NOT NULL CHECK (state IN ('followed', 'paused', 'left')),
        until INTEGER NOT NULL CHECK (until BETWEEN 1 AND 1000),
        chosen INTEGER CHECK (chosen BETWEEN 1 AND 1000),
        chosen_after INTEGER NOT NULL DEFAULT 0 CHECK (chosen_after BETWEEN 0 AND 1000000)
    ) STRICT;

    -- What was played for it. Written when the session begins, so some were never finished.
    CREATE TABLE programme_session (
        session_id TEXT NOT NULL PRIMARY KEY CHECK (length(session_id) BETWEEN 1 AND 64),
        run INTEGER NOT NULL REFERENCES programme (run),
        number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 1000),
        short INTEGER NOT NULL CHECK (short IN (0, 1)),
        next_day TEXT CHECK (next_day IN ('better', 'same', 'worse', 'sore'))
    ) STRICT;
    CREATE INDEX programme_session_run ON programme_session (run);
    """,
    """
    -- What the person measured of themselves. Rows are never changed; a deleted one is its own tombstone.
    CREATE TABLE measurement (
        id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 64),
        measure TEXT NOT NULL CHECK (length(measure) BETWEEN 1 AND 200),
        taken TEXT NOT NULL CHECK (length(taken) <= 40),
        taken_s INTEGER NOT NULL,    -- the same in Unix time
        offset_min INTEGER NOT NULL CHECK (offset_min BETWEEN -1440 AND 1440),
        value REAL CHECK (value BETWEEN -1000000 AND 1000000),    -- in the measure's own unit
        "left" REAL CHECK ("left" BETWEEN -1000000 AND 1000000),
        "right" REAL CHECK ("right" BETWEEN -1000000 AND 1000000),
        about TEXT NOT NULL CHECK (length(about) <= 1000),
        note TEXT NOT NULL CHECK (length(note) <= 20000),
        deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
        CHECK ((value IS NULL) = ("left" IS NOT NULL OR "right" IS NOT NULL))
    ) STRICT;
    CREATE INDEX measurement_taken ON measurement (measure, taken_s) WHERE deleted = 0;
    """,
)
"""The schema: each string takes a file of the version before it, its index, to the next.

A field added to Record needs one too, if only a comment: so a Guided that does not know the field
leaves the file alone.
"""

MOST_WAITING = 10_000  # writes kept in memory while the disk refuses them
_BUSY_S = 5.0  # to wait for another program that is reading the file
_LEAST_ROW = 100  # bytes a record takes in the file
_LARGEST_BEGUN = 16_000_000  # bytes of JSON
_LARGEST_REP = 10_000

_SAFE = (
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "synchronous = FULL",
    "fullfsync = ON",  # macOS alone has it; elsewhere it changes nothing
)

# What a damaged file makes SQLite's and Python's sides of the module raise.
_ERRORS = (sqlite3.Error, UnicodeDecodeError, OverflowError)
_REFUSALS = (sqlite3.IntegrityError, sqlite3.DataError, UnicodeEncodeError, OverflowError)

_ELSEWHERE = "Guided is already open in another window, so sessions played in this one are not recorded."
_NEWER = "The history was written by a newer Guided, so it can be looked at but sessions are not recorded."

_Statement = tuple[str, tuple[Any, ...]]
_Change = Callable[[list[Any]], None]  # of the values in the log and, where it writes there, the database


class NotSaved(GuidedError):
    """Not on disk. Reps and finished sessions wait in memory and are written by the next call that can."""


class Refused(GuidedError):
    """Contradicts what is kept, or is out of bounds; not kept anywhere."""


class NoSession(GuidedError):
    """No session has that id."""


class Unreadable(GuidedError):
    """The file, or a session in it, is not what was written."""


class _Corrupt(Exception):
    """The file is no sound history."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A session in a list; the fields are those of its Record."""

    id: str
    started: str
    offset_min: int
    routine_id: str
    routine_name: str
    played_ms: int
    reps_done: int
    reps_planned: int
    before: int | None
    after: int | None
    note: str
    complete: bool

    @property
    def local_start(self) -> datetime:
        """The time on the person's clock then, without a zone."""
        return local_start(self.started, self.offset_min)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session that was begun and neither finished nor discarded.

    `record` and `plan_json` are as it was begun, `reps` those done since in order, and `phase_ms`
    what was played of each kind of phase up to the last of them.
    """

    record: Record
    reps: tuple[Rep, ...]
    phase_ms: Mapping[str, int]
    plan_json: str


_SUMMARY = ", ".join(field.name for field in fields(Summary))
_TAKEN = tuple(field.name for field in fields(Taken))


class History:
    """An open history. `note` is what the person should know about it, `writable` whether it records.

    `lost` says that sessions there were could not be read, all of them where it is not writable.
    Where it is not writable, whatever would write raises NotSaved. Use from one thread only. At the end
    of a `with` it is closed.
    """

    def __init__(
        self, db: sqlite3.Connection, log: Log, lock: int | None, note: str | None, lost: bool
    ) -> None:
        self._db = db
        self._log = log
        self._lock = lock
        self._waiting: list[tuple[str, _Change]] = []
        self.note = note
        self.lost = lost

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def writable(self) -> bool:
        """Whether sessions are recorded."""
        return self._lock is not None

    @property
    def waiting(self) -> int:
        """How many writes wait in memory for a disk that takes them."""
        return len(self._waiting)

    def close(self) -> None:
        """Lets go of the file. Raises NotSaved when something still waits; it is lost then."""
        try:
            if self._waiting:
                self.save_waiting()
        finally:
            self._db.close()
            if self._lock is not None:
                os.close(self._lock)
                self._lock = None

    # ------------------------------------------------------------ the session under way

    def begin(self, record: Record, plan_json: str) -> None:
        """Keeps a session that starts, so that it can be resumed from `plan_json` after a crash.

        Again for the same id, it changes what was begun and keeps the reps. Raises Refused while
        another session is under way and for one that is in the history, NotSaved as `finish_rep` does.
        """
        begun = {"plan": plan_json, "record": _plain(record)}
        fits = 1 <= len(record.id) <= 64 and len(_encoded(_json(begun))) <= _LARGEST_BEGUN

        def change(values: list[Any]) -> None:
            if values and _id(values) != record.id:
                raise Refused("another session is under way")
            if _is_over(self._db, record.id):
                raise Refused("it has ended")
            if not fits:
                raise Refused("it is out of bounds")
            values[:1] = [begun]

        self._keep(record.id, change)

    def finish_rep(self, session_id: str, rep: Rep, phase_ms: Mapping[str, int]) -> None:
        """A rep of the session under way, on disk when this returns; `phase_ms` is the session's so far.

        A rep that is there already changes nothing. Raises NotSaved when the disk does not take it:
        up to 10,000 such writes wait in memory for the next call. Raises Refused when that session
        is not under way.
        """
        done = {"phase_ms": dict(phase_ms), "rep": list(rep)}
        fits = _is_within_bounds(rep) and len(_encoded(_json(done))) <= _LARGEST_REP

        def change(values: list[Any]) -> None:
            if not values or _id(values) != session_id:
                raise Refused("it is not under way")
            if not fits:
                raise Refused("a repetition is out of bounds")
            values.append(done)

        self._keep(session_id, change)

    def unfinished(self) -> Unfinished | None:
        """The session under way, as far as it is on disk. Raises Unreadable."""
        with self._reading():
            log = read_log(self._log.path)
            if log is None or _is_over(self._db, _id(log.values)):
                return None
            return _unfinished(log.values)

    def add(self, record: Record) -> None:
        """A session that ended: its whole record, in place of what was kept of it under way.

        The same record again changes nothing. Raises Refused when the id and version are taken by
        other content or something is out of bounds, NotSaved as `finish_rep` does.
        """
        statements = _recording(record)

        def change(values: list[Any]) -> None:
            self._execute(statements)
            if values and _id(values) == record.id:
                values.clear()

        # The record has all that still waits of the same session.
        self._waiting = [(id, waiting) for id, waiting in self._waiting if id != record.id]
        self._keep(record.id, change)

    def discard(self, session_id: str) -> None:
        """Forgets a session under way. Raises NotSaved."""
        self._waiting = [(id, waiting) for id, waiting in self._waiting if id != session_id]
        self._need_writable()
        self.save_waiting()
        try:
            # The disk may have a beginning that it did not confirm.
            logs = (self._log, read_log(self._log.path) or self._log)
            if any(log.values and _id(log.values) == session_id for log in logs):
                self._log = remove_log(self._log)
        except OSError as error:
            raise NotSaved(f"The change could not be saved ({error.strerror}).") from error

    # ------------------------------------------------------------ past sessions

    def edit(self, record: Record) -> None:
        """A new version of a session, as `Record.edited` makes it; the older ones are kept.

        Raises NoSession, Refused when it is not the version after the newest, NotSaved.
        """
        rows = self._rows("SELECT version FROM session WHERE id = ? AND deleted = 0", record.id)
        if not rows:
            raise NoSession("That session is no longer in the history.")
        if record.version != rows[0][0] + 1:
            raise Refused("That session has been changed since it was read.")
        self._run(*_recording(record))

    def delete(self, session_id: str) -> None:
        """Takes a session out of the history; it can be brought back. Raises NoSession, NotSaved."""
        self._mark(session_id, deleted=True)

    def undelete(self, session_id: str) -> None:
        """Brings a deleted session back. Raises NoSession, NotSaved."""
        self._mark(session_id, deleted=False)

    def sessions(self, limit: int | None = None, offset: int = 0) -> list[Summary]:
        """Sessions newest first, at most `limit` of them after the first `offset`. Raises Unreadable."""
        rows = self._rows(
            f"SELECT {_SUMMARY} FROM session WHERE deleted = 0"
            " ORDER BY start_s DESC, id DESC LIMIT ? OFFSET ?",
            -1 if limit is None else limit,
            offset,
        )
        return [Summary(*(*row[:-1], bool(row[-1]))) for row in rows]

    def session(self, session_id: str) -> Record:
        """The newest version of a session. Raises NoSession; Unreadable when its digest does not fit."""
        rows = self._rows(
            f"SELECT content, digest, {', '.join(_COLUMNS)} FROM session JOIN record USING (id, version)"
            " WHERE id = ? AND deleted = 0",
            session_id,
        )
        if not rows:
            raise NoSession("That session is no longer in the history.")
        content, digest, *columns = rows[0]
        with self._reading():
            record = _checked(content, digest)
            if columns != _row(record):
                raise _Corrupt
        return record

    def times_done(self, routine_id: str) -> int:
        """How many sessions of a routine there are, those ended early included. Raises Unreadable."""
        query = "SELECT count(*) FROM session WHERE routine_id = ? AND deleted = 0"
        return int(self._rows(query, routine_id)[0][0])

    def played_by_day(self, since: date = date.min) -> dict[date, int]:
        """Milliseconds played on each local day with a session, oldest first. Raises Unreadable."""
        rows = self._rows(
            "SELECT day, sum(played_ms) FROM session WHERE deleted = 0 AND day >= ?"
            " GROUP BY day ORDER BY day",
            since.toordinal(),
        )
        return {date.fromordinal(day): played_ms for day, played_ms in rows}

    def days(self) -> list[date]:
        """The local days with a session, oldest first. Raises Unreadable."""
        return list(self.played_by_day())

    def records(self) -> list[tuple[Summary, Record | None]]:
        """Every session whole, oldest first, None where it is damaged. Reads the whole history."""
        return [(one, self._or_none(one.id)) for one in reversed(self.sessions())]

    # ------------------------------------------------------------ programmes

    def followed(self) -> list[Followed]:
        """Every programme that was begun and not left, and how far it is; the newest begun first.

        A session that was deleted, or never finished, does not count. Raises Unreadable.
        """
        if not self._rows("SELECT 1 FROM sqlite_schema WHERE name = 'programme'"):
            return []  # an older file that can only be read
        rows = self._rows(
            "SELECT programme_id, started, until, state = 'paused', chosen, chosen_after, run FROM programme"
            " WHERE run IN (SELECT max(run) FROM programme GROUP BY programme_id) AND state != 'left'"
            " ORDER BY run DESC"
        )
        return [
            Followed(name, date.fromordinal(day), self._done(run), until, bool(paused), chosen, after, run)
            for name, day, until, paused, chosen, after, run in rows
        ]

    def follow(self, programme_id: str, today: date, until: int) -> int:
        """Begins a programme from its first session; one that was followed is paused.

        Returns the number of the run. Raises Refused when out of bounds, NotSaved.
        """
        self._run(
            ("UPDATE programme SET state = 'paused' WHERE state = 'followed'", ()),
            (
                "INSERT INTO programme (programme_id, started, state, until) VALUES (?, ?, 'followed', ?)",
                (programme_id, today.toordinal(), until),
            ),
        )
        return int(self._rows("SELECT max(run) FROM programme")[0][0])

    def pause_programme(self, run: int) -> None:
        """Pauses a programme, or takes up one that was left as a paused one. Raises NotSaved."""
        self._run(("UPDATE programme SET state = 'paused' WHERE run = ?", (run,)))

    def resume_programme(self, run: int) -> None:
        """Goes on with a programme that was paused or left; another one is paused. Raises NotSaved."""
        self._run(
            ("UPDATE programme SET state = 'paused' WHERE state = 'followed'", ()),
            ("UPDATE programme SET state = 'followed' WHERE run = ?", (run,)),
        )

    def leave_programme(self, run: int) -> None:
        """Leaves a programme; its sessions stay. Raises NotSaved."""
        self._run(("UPDATE programme SET state = 'left' WHERE run = ?", (run,)))

    def choose_session(self, run: int, number: int | None, after: int, until: int) -> None:
        """Has another session of a programme come next than the rules say, once `after` were done.

        None takes that back; `until` is how many sessions one now sets out for. Raises Refused when
        out of bounds, NotSaved.
        """
        self._run(
            (
                "UPDATE programme SET chosen = ?, chosen_after = ?, until = ? WHERE run = ?",
                (number, after, until, run),
            )
        )

    def begin_for(self, session_id: str, run: int, number: int, short: bool = False) -> None:
        """A session that begins is one of a programme. Raises Refused, NotSaved as `finish_rep` does."""
        statement = (
            "INSERT INTO programme_session (session_id, run, number, short) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (session_id) DO NOTHING",
            (session_id, run, number, short),
        )
        # Under no session's id: what still waits of a session goes when its record is written.
        self._keep("", lambda _: self._execute([statement]))

    def programme_of(self, session_id: str) -> tuple[int, int, bool] | None:
        """What a session was played for, as `begin_for` was told; None if for none. Raises Unreadable."""
        query = "SELECT run, number, short FROM programme_session WHERE session_id = ?"
        rows = self._rows(query, session_id)
        return (rows[0][0], rows[0][1], bool(rows[0][2])) if rows else None

    def answer_next_day(self, session_id: str, answer: str | None) -> None:
        """How the day after a session was, as `programme.ANSWERS` has it. Raises Refused, NotSaved."""
        self._run(("UPDATE programme_session SET next_day = ? WHERE session_id = ?", (answer, session_id)))

    def _done(self, run: int) -> tuple[Done, ...]:
        rows = self._rows(
            "SELECT id, number, day, reps_done, reps_planned, before, after, next_day, short"
            " FROM programme_session JOIN session ON id = session_id"
            " WHERE run = ? AND deleted = 0 ORDER BY start_s, id",
            run,
        )
        return tuple(
            Done(id, number, date.fromordinal(day), done, planned, before, after, next_day, bool(short))
            for id, number, day, done, planned, before, after, next_day, short in rows
        )

    # ------------------------------------------------------------ what was measured

    def add_measured(self, taken: Taken) -> None:
        """Keeps a measure that was taken. Raises Refused for one out of bounds, NotSaved."""
        row = [getattr(taken, name) for name in _TAKEN]
        try:
            local = local_start(taken.taken, taken.offset_min) - timedelta(minutes=taken.offset_min)
        except (ValueError, OverflowError) as error:
            raise Refused(f"The time of the measure is no time ({error}).") from error
        names = ", ".join(f'"{name}"' for name in (*_TAKEN, "taken_s"))
        taken_s = int(local.replace(tzinfo=UTC).timestamp())
        sql = f"INSERT INTO measurement ({names}) VALUES ({', '.join('?' * (len(_TAKEN) + 1))})"
        self._run((sql, (*row, taken_s)))

    def measured(self, measure: str = "") -> list[Taken]:
        """What was measured, newest first: of one measure, or all of it. Raises Unreadable."""
        if not self._rows("SELECT 1 FROM sqlite_schema WHERE name = 'measurement'"):
            return []  # a file of an older version that can only be read
        names = ", ".join(f'"{name}"' for name in _TAKEN)
        where = "deleted = 0 AND measure = ?" if measure else "deleted = 0"
        order = "ORDER BY taken_s DESC, id DESC"
        query = f"SELECT {names} FROM measurement WHERE {where} {order}"
        return [Taken(*row) for row in self._rows(query, *([measure] if measure else []))]

    def delete_measured(self, taken_id: str) -> None:
        """Takes one out; it can be brought back. Raises NotSaved."""
        self._run(("UPDATE measurement SET deleted = 1 WHERE id = ?", (taken_id,)))

    def undelete_measured(self, taken_id: str) -> None:
        """Brings one back that was deleted. Raises NotSaved."""
        self._run(("UPDATE measurement SET deleted = 0 WHERE id = ?", (taken_id,)))

    def erase(self) -> None:
        """Forgets everything for good: what was deleted before and the copies beside the file as well.

        Raises NotSaved; what could not be removed is then named.
        """
        self._need_writable()
        self._waiting.clear()
        file = Path(self._db.execute("PRAGMA database_list").fetchone()[2])
        tables = ("programme_session", "programme", "measurement", "session", "record")
        self._run(*((f"DELETE FROM {table}", ()) for table in tables))
        try:
            self._db.execute("VACUUM")  # SQLite need not overwrite what it deletes
            self._log = remove_log(self._log)
            for copy in file.parent.glob(f"{file.stem}-*"):
                copy.unlink()
        except (sqlite3.Error, OSError) as error:
            raise NotSaved(f"Not everything could be removed ({error}).") from error

    # ------------------------------------------------------------ reading and writing

    def save_waiting(self) -> None:
        """Writes what waits in memory, all at once. Raises NotSaved, and it goes on waiting."""
        refused: Exception | None = None
        while self._waiting:
            write = self._waiting[0]
            values = list(self._log.values)
            try:
                with _transaction(self._db):
                    for write in self._waiting:
                        write[1](values)
                self._save_log(values)
            except (*_REFUSALS, Refused) as error:
                # It would be refused for ever, and must not hold up the others.
                self._waiting.remove(write)
                refused = error
            except (sqlite3.Error, OSError) as error:
                reason = _reason(error)
                raise NotSaved(f"The session could not be saved ({reason}); it is tried again.") from error
            else:
                self._waiting.clear()
        if refused is not None:
            raise Refused(f"The session does not fit what is kept ({refused}).") from refused

    def _save_log(self, values: Sequence[Any]) -> None:
        if values:
            self._log = save_log(self._log, values)
        elif self._log.values:
            # Where it cannot be removed, its session is known to have ended by being in the database.
            with suppress(OSError):
                remove_log(self._log)
            self._log = Log(self._log.path)

    def _keep(self, session_id: str, change: _Change) -> None:
        """Writes something that was played, or lets it wait until the disk takes it."""
        self._need_writable()
        if len(self._waiting) >= MOST_WAITING:
            self.save_waiting()
        self._waiting.append((session_id, change))
        self.save_waiting()

    def _run(self, *statements: _Statement) -> None:
        """Writes what the person asked for now; it does not wait, they can ask again."""
        self._need_writable()
        self.save_waiting()
        try:
            with _transaction(self._db):
                self._execute(statements)
        except _REFUSALS as error:
            raise Refused(f"The change does not fit what is kept ({error}).") from error
        except sqlite3.Error as error:
            raise NotSaved(f"The change could not be saved ({error}).") from error

    def _execute(self, statements: Iterable[_Statement]) -> None:
        for sql, values in statements:
            self._db.execute(sql, values)

    def _need_writable(self) -> None:
        if not self.writable:
            raise NotSaved(self.note or "The history is closed.")

    def _mark(self, session_id: str, deleted: bool) -> None:
        if not self._rows("SELECT 1 FROM session WHERE id = ?", session_id):
            raise NoSession("That session is not in the history.")
        self._run(("UPDATE session SET deleted = ? WHERE id = ?", (deleted, session_id)))

    def _or_none(self, session_id: str) -> Record | None:
        """A session, or None when it is damaged."""
        try:
            return self.session(session_id)
        except Unreadable:
            return None

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._reading():
            return self._db.execute(query, values).fetchall()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except _Corrupt as error:
            raise Unreadable("This session is damaged: it is not what was recorded.") from error
        except (*_ERRORS, OSError) as error:
            raise Unreadable(f"The history could not be read ({_reason(error)}).") from error


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN")  # the file is first touched by a statement: a rep has none
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk has ended it already
            db.execute("ROLLBACK")
        raise


def local_start(started: str, offset_min: int) -> datetime:
    """The time on the person's clock at a UTC start as ISO 8601. Raises ValueError, OverflowError."""
    start = datetime.fromisoformat(started)
    utc = start.replace(tzinfo=UTC) if start.tzinfo is None else start.astimezone(UTC)
    return utc.replace(tzinfo=None) + timedelta(minutes=offset_min)


# ---------------------------------------------------------------- a record as it is kept


_RECORD = tuple(field.name for field in fields(Record))
_SET = tuple(field.name for field in fields(SetDone))


def _plain(record: Record) -> dict[str, Any]:
    """A record in JSON's own types."""
    plain = {name: getattr(record, name) for name in _RECORD}
    plain["sets"] = [{name: getattr(one, name) for name in _SET} for one in record.sets]
    plain["phase_ms"] = dict(record.phase_ms)
    return plain


def _content(record: Record) -> str:
    return _json(_plain(record))


def _json(plain: object) -> str:
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _packed(content: str) -> bytes:
    """What is stored of a record's JSON. Raises Refused as `_encoded` does."""
    return zlib.compress(_encoded(content))


def _encoded(content: str) -> bytes:
    """JSON as bytes. Raises Refused for half a surrogate pair."""
    try:
        return content.encode()
    except UnicodeEncodeError as error:
        raise Refused("A text of the session has a character that is none.") from error


def _digest(content: str) -> bytes:
    return hashlib.sha256(content.encode("utf-8", "replace")).digest()


def _record(plain: Mapping[str, Any]) -> Record:
    sets = tuple(SetDone(**one) for one in plain["sets"])
    swaps = tuple((old, new) for old, new in plain["swaps"])
    return Record(**{**plain, "sets": sets, "swaps": swaps})


def _checked(packed: bytes, digest: bytes) -> Record:
    """The record that was kept. Raises _Corrupt when it is not what was written."""
    try:
        content = zlib.decompress(packed).decode()
        if _digest(content) != digest:
            raise _Corrupt
        return _record(json.loads(content))
    except (zlib.error, ValueError, TypeError, KeyError) as error:  # damaged, or of a newer version
        raise _Corrupt from error


_COLUMNS = tuple(
    "id version started start_s offset_min day routine_id routine_name played_ms reps_done reps_planned"
    " before after note complete".split()
)
_INSERT = (
    f"INSERT INTO session ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
    f" ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS[1:])}"
    " WHERE excluded.version > version"
)


def _row(record: Record) -> list[Any]:
    """The columns of a session: what lists and charts need of its record. Raises Refused."""
    try:
        local = local_start(record.started, record.offset_min)
    except (ValueError, OverflowError) as error:
        raise Refused(f"The start of the session is no time ({error}).") from error
    utc = local.replace(tzinfo=UTC) - timedelta(minutes=record.offset_min)
    computed = {"start_s": int(utc.timestamp()), "day": local.toordinal()}
    return [computed[name] if name in computed else getattr(record, name) for name in _COLUMNS]


def _recording(record: Record) -> tuple[_Statement, ...]:
    """What writes a version of a session; nothing where the same is there already."""
    content = _content(record)
    key, digest = (record.id, record.version), _digest(content)
    return (
        (
            "INSERT INTO record (id, version, content, digest) SELECT ?, ?, ?, ?"
            " WHERE NOT EXISTS (SELECT 1 FROM record WHERE id = ? AND version = ? AND digest = ?)",
            (*key, _packed(content), digest, *key, digest),
        ),
        (_INSERT, tuple(_row(record))),
    )


# ---------------------------------------------------------------- the log of the session under way


def _id(values: Sequence[Any]) -> str:
    """Which session a log is of. Raises _Corrupt when it is not what was written."""
    try:
        return str(values[0]["record"]["id"])
    except (IndexError, TypeError, KeyError) as error:
        raise _Corrupt from error


def _unfinished(values: Sequence[Any]) -> Unfinished:
    """The session a log is of. Raises _Corrupt when it is not what was written."""
    try:
        begun, *done = values
        reps: dict[Rep, Mapping[str, int]] = {}
        for one in done:
            reps.setdefault(Rep(*one["rep"]), one["phase_ms"])
        phase_ms = next(reversed(reps.values()), {})
        return Unfinished(_record(begun["record"]), tuple(reps), phase_ms, begun["plan"])
    except (ValueError, TypeError, KeyError) as error:
        raise _Corrupt from error


def _is_over(db: sqlite3.Connection, session_id: str) -> bool:
    """Whether a session is in the database, deleted ones included."""
    return db.execute("SELECT 1 FROM session WHERE id = ?", (session_id,)).fetchone() is not None


def _is_within_bounds(rep: Rep) -> bool:
    step, set_, side, number = rep
    return all(0 <= count <= 10_000 for count in (step, set_, number)) and len(side) <= 20


# ---------------------------------------------------------------- opening


def open_history(path: Path, today: str) -> History:
    """The history in a file, which is made where there is none, and brought to this version's schema.

    Never raises: where the file cannot be written or read, the history says so in its `note` and is
    read-only, in the worst case empty. A damaged file is kept beside it under a name with `today`
    (such as 2026-11-24), and what can still be read in it is carried over.
    """
    try:
        make_private(path.parent)
        if not os.access(path.parent, os.W_OK):  # its files may be writable, but a journal must be made
            raise PermissionError(f"the folder {path.parent} is read-only")
        lock = lock_file(path.with_name(f"{path.name}.lock"))
    except BlockingIOError:
        return _read_only(path, _ELSEWHERE)
    except OSError as error:
        return _read_only(path, _not_recorded(error))
    try:
        return _writable(path, today, lock)
    except _Newer:
        note = _NEWER
    except (*_ERRORS, OSError, _Corrupt) as error:
        note = _not_recorded(error)
    os.close(lock)
    return _read_only(path, note)


class _Newer(Exception):
    """The file has a schema this version does not know."""


def _not_recorded(error: BaseException) -> str:
    return f"Sessions are not recorded, since the history cannot be written ({_reason(error)})."


def _reason(error: BaseException) -> str:
    return str((isinstance(error, OSError) and error.strerror) or error)


def _writable(path: Path, today: str, lock: int) -> History:
    note, lost = None, False
    try:
        db = _sound(path)
    except _Corrupt:
        lost = True
        kept = _set_aside(path, today)
        db = _sound(path)
        rescued = 0
        with suppress(sqlite3.Error), _transaction(db):  # what does not fit is still in the damaged file
            rescued = _rescue(kept, db)
        note = f"The history was damaged. It is kept as {kept.name}, and a new one was begun"
        note += f" with the {plural(rescued, 'session')} that could still be read." if rescued else "."
    try:
        log, log_note = _taken_up(db, _log_path(path), today)
    except BaseException:
        db.close()
        raise
    return History(db, log, lock, " ".join(filter(None, (note, log_note))) or None, lost)


def _log_path(path: Path) -> Path:
    return path.with_name(f"{path.stem}-under-way.jsonl")


def _taken_up(db: sqlite3.Connection, path: Path, today: str) -> tuple[Log, str | None]:
    """The log of the session under way, if there is one, and what the person should know about it.

    One whose session ended is removed, a damaged one renamed. Raises OSError, sqlite3.Error.
    """
    log = read_log(path)
    if log is None:
        return Log(path), None
    try:
        session_id = _unfinished(log.values).record.id
    except _Corrupt:
        kept = _set_aside(path, today)
        return Log(path), f"The session that was cut off is damaged. It is kept as {kept.name}."
    if _is_over(db, session_id):
        with suppress(OSError):
            remove_log(log)
        return Log(path), None
    return log, None


def _sound(path: Path) -> sqlite3.Connection:
    """The file opened for writing, checked and of this version's schema.

    Raises _Corrupt, _Newer, and sqlite3.Error or OSError where it cannot be used for other reasons.
    """
    # SQLite gives its journal the mode of the file, and a file that it makes itself anyone may read.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    with _damage_seen():
        db = _connected(path, "rw")
        try:
            version = _version(db)
            if version > len(MIGRATIONS):
                raise _Newer
            db.execute("PRAGMA journal_mode = TRUNCATE")
            for older in range(version, len(MIGRATIONS)):
                if version:
                    _back_up(db, path.with_name(f"{path.stem}-version-{older}.db"))
                _migrate(db, older)
        except BaseException:
            db.close()
            raise
    return db


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    db = sqlite3.connect(uri, uri=True, timeout=_BUSY_S, isolation_level=None)
    db.text_factory = _text
    try:
        for setting in _SAFE:
            db.execute(f"PRAGMA {setting}")
    except BaseException:
        db.close()
        raise
    return db


def _text(stored: bytes) -> str:
    """A text as it is stored; a damaged letter must not keep a whole list from being read."""
    return str(stored, "utf-8", "replace")


def _version(db: sqlite3.Connection) -> int:
    """The version of a file's schema, 0 for an empty file, once the file was found sound.

    Raises _Corrupt, also for a file that is not a history, and sqlite3.Error when it cannot be read.
    """
    # The whole check, indexes against tables too: it takes 25 ms for 10,000 sessions.
    if db.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
        raise _Corrupt
    if db.execute("PRAGMA foreign_key_check").fetchone():
        raise _Corrupt
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    schema = _schema(db)
    if not schema and not application and not version:
        return 0
    if application != APPLICATION_ID or version < 1:
        raise _Corrupt
    if version <= len(MIGRATIONS):
        # A flipped bit in a table's name or its bounds leaves a file that SQLite finds sound.
        with closing(_in_memory(version)) as pattern:
            if not _schema(pattern) <= schema:
                raise _Corrupt
    return int(version)


@contextmanager
def _damage_seen() -> Iterator[None]:
    """Tells damage, _Corrupt, from a file that is merely busy or out of reach."""
    try:
        yield
    except (UnicodeDecodeError, OverflowError) as error:
        raise _Corrupt from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)  # Python's own errors have none
        if code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise _Corrupt from error
        raise


def _schema(db: sqlite3.Connection) -> set[tuple[str, ...]]:
    return set(db.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema"))


def _in_memory(version: int) -> sqlite3.Connection:
    """An empty history of some version."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    for older in range(version):
        _migrate(db, older)
    return db


def _migrate(db: sqlite3.Connection, older: int) -> None:
    """Takes the schema to the version after `older`, wholly or not at all."""
    try:
        db.executescript(f"BEGIN IMMEDIATE; {MIGRATIONS[older]}; PRAGMA user_version = {older + 1}; COMMIT;")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _back_up(db: sqlite3.Connection, path: Path) -> None:
    """A copy of the file, whole or not at all. Raises OSError, sqlite3.Error."""
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        try:
            with closing(_connected(draft, "rw")) as copy:
                db.backup(copy)
                if copy.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
                    raise OSError(f"its backup {path.name} is not sound")
            os.fsync(handle)
        finally:
            os.close(handle)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _read_only(path: Path, note: str) -> History:
    """The file for reading, or an empty history where even that cannot be had."""
    db, lost = None, False
    try:
        db = _connected(path, "ro")
        if not _version(db):
            raise _Corrupt
        db.execute(f"SELECT {_SUMMARY} FROM session LIMIT 0")  # a newer schema may have no such columns
    except (*_ERRORS, _Corrupt):
        if db is not None:
            db.close()
        db = _in_memory(len(MIGRATIONS))
        lost = os.path.isfile(path) and os.path.getsize(path) > 0
        if lost:
            note += " Past sessions cannot be read."
    return History(db, Log(_log_path(path)), None, note, lost)


def _set_aside(path: Path, today: str) -> Path:
    """Renames a damaged file, never over another. Raises OSError."""
    name, number = f"{path.stem}-corrupt-{today}", 1
    kept = path.with_name(f"{name}{path.suffix}")
    while kept.exists():
        number += 1
        kept = path.with_name(f"{name}-{number}{path.suffix}")
    # The journal first: beside a new file it would be played back into that.
    with suppress(FileNotFoundError):
        path.with_name(f"{path.name}-journal").rename(kept.with_name(f"{kept.name}-journal"))
    path.rename(kept)
    return kept


def _rescue(kept: Path, db: sqlite3.Connection) -> int:
    """Carries over every session of a damaged file whose digest still fits; how many those are."""
    found: dict[tuple[str, int], Record] = {}
    deleted: list[tuple[str]] = []
    with suppress(*_ERRORS), closing(_connected(kept, "ro")) as damaged:
        damaged.execute("SELECT 1 FROM record WHERE rowid = 0")
        # One by one, so that a bad page costs only what is on it. No row number was ever skipped.
        for row in range(1, kept.stat().st_size // _LEAST_ROW):
            with suppress(*_ERRORS, _Corrupt):
                for content, digest in damaged.execute(
                    "SELECT content, digest FROM record WHERE rowid = ?", (row,)
                ):
                    record = _checked(content, digest)
                    found[record.id, record.version] = record
        deleted = damaged.execute("SELECT id FROM session WHERE deleted = 1").fetchall()
    _rescue_tables(kept, db)
    for key in sorted(found):
        for sql, values in _recording(found[key]):
            db.execute(sql, values)
    db.executemany("UPDATE session SET deleted = 1 WHERE id = ?", deleted)
    (rescued,) = db.execute("SELECT count(*) FROM session WHERE deleted = 0").fetchone()
    return int(rescued)


def _rescue_tables(kept: Path, db: sqlite3.Connection) -> None:
    """Carries over which programmes were followed and what was measured, as far as that can be read."""
    for table in ("programme", "programme_session", "measurement"):
        names = ", ".join(f'"{name}"' for _, name, *_ in db.execute(f"PRAGMA table_info({table})"))
        with suppress(*_ERRORS), closing(_connected(kept, "ro")) as damaged:
            for row in damaged.execute(f"SELECT {names} FROM {table}"):
                with suppress(*_ERRORS):  # what does not fit, or belongs to nothing that was read
                    db.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", row)


# ---------------------------------------------------------------- exports

_HEADER = (
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

# What makes a spreadsheet read a cell as a formula, in both widths.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export_json(history: History) -> str:
    """Every session with all that is kept of it, and every measure, oldest first, as JSON with a line each.

    A damaged session is only named, in `damaged`. Raises Unreadable when the file cannot be read.
    """
    records = history.records()
    damaged = _json([one.id for one, record in records if not record])
    sessions = ",\n".join(_json(_plain(record)) for _, record in records if record)
    measured = ",\n".join(_json(asdict(taken)) for taken in reversed(history.measured()))
    return (
        f'{{"damaged":{damaged},\n"format":1,\n"measured":[\n{measured}\n],\n"sessions":[\n{sessions}\n]}}\n'
    )


def export_csv(history: History) -> str:
    """A table for a spreadsheet: a row a session, oldest first, in local time.

    Texts are quoted and can start no formula, numbers are numbers with a decimal point. Raises
    Unreadable when the file cannot be read; of a damaged session the exercises are missing.
    """
    table = io.StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(_HEADER)
    for one, record in history.records():
        start = one.local_start
        writer.writerow(
            (
                start.date().isoformat(),
                f"{start:%H:%M}",
                _cell(one.routine_name),
                round(one.played_ms / 60_000, 1),
                one.reps_done,
                one.reps_planned,
                "yes" if one.complete else "no",
                one.before,
                one.after,
                _cell(one.note),
                _cell(_exercises(record.sets) if record else "damaged"),
            )
        )
    return table.getvalue()


def export_measured_csv(history: History, measures: Mapping[str, Measure]) -> str:
    """A table for a spreadsheet: a row a measure that was taken, oldest first, in local time.

    Texts and numbers are as in `export_csv`. Raises Unreadable when the file cannot be read.
    """
    table = io.StringIO()
    writer = csv.writer(table, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(("Date", "Time", "Measure", "About", "Value", "Left", "Right", "Unit", "Note"))
    for taken in reversed(history.measured()):
        measure, start = measures.get(taken.measure), local_start(taken.taken, taken.offset_min)
        name, unit = (measure.name, measure.unit) if measure else (taken.measure, "")
        numbers = ("" if number is None else number for number in (taken.value, taken.left, taken.right))
        texts = (start.date().isoformat(), f"{start:%H:%M}", _cell(name), _cell(taken.about))
        writer.writerow((*texts, *numbers, unit, _cell(taken.note)))
    return table.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _exercises(sets: Iterable[SetDone]) -> str:
    """Each exercise, method and side in playing order: `hamstring-curl (ais) left 8 of 10`."""
    totals: dict[tuple[int, str, str, str], tuple[int, int]] = {}
    for one in sets:
        key = (one.step, one.exercise, one.method, "" if one.side == "none" else f" {one.side}")
        done, planned = totals.get(key, (0, 0))
        totals[key] = (done + one.done, planned + one.planned)
    return "; ".join(
        f"{exercise} ({method}){side} {done} of {planned}"
        for (_, exercise, method, side), (done, planned) in totals.items()
    )
