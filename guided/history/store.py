"""Past sessions in an SQLite file of the person's own, and the one under way in a log beside it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from guided.history import schema
from guided.history.errors import Corrupt, NoSession, NotSaved, Refused, Unreadable
from guided.history.log import Log, read_log, remove_log, save_log
from guided.history.opening import (
    ERRORS,
    REFUSALS,
    Newer,
    checked_version,
    connected,
    is_over,
    locked,
    log_path,
    not_recorded,
    reason,
    rescue,
    set_aside,
    sound,
    taken_up,
    transaction,
)
from guided.history.records import (
    COLUMNS,
    SUMMARY,
    TAKEN,
    Statement,
    Summary,
    Unfinished,
    checked_record,
    encoded,
    is_within_bounds,
    local_start,
    plain_record,
    recording,
    row_of,
    session_id_of,
    to_json,
    unfinished_from,
)
from guided.history.schema import in_memory
from guided.measures import Taken
from guided.paths import make_private
from guided.programme import Done, Followed
from guided.session import Record, Rep
from guided.words import plural

MOST_WAITING = 10_000  # writes kept in memory while the disk refuses them
_LARGEST_BEGUN = 16_000_000  # bytes of JSON
_LARGEST_REP = 10_000

_ELSEWHERE = "Guided is already open in another window, so sessions played in this one are not recorded."
_NEWER = "The history was written by a newer Guided, so it can be looked at but sessions are not recorded."

_Change = Callable[[list[Any]], None]  # of the values in the log and, where it writes there, the database


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
        begun = {"plan": plan_json, "record": plain_record(record)}
        fits = 1 <= len(record.id) <= 64 and len(encoded(to_json(begun))) <= _LARGEST_BEGUN

        def change(values: list[Any]) -> None:
            if values and session_id_of(values) != record.id:
                raise Refused("another session is under way")
            if is_over(self._db, record.id):
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
        fits = is_within_bounds(rep) and len(encoded(to_json(done))) <= _LARGEST_REP

        def change(values: list[Any]) -> None:
            if not values or session_id_of(values) != session_id:
                raise Refused("it is not under way")
            if not fits:
                raise Refused("a repetition is out of bounds")
            values.append(done)

        self._keep(session_id, change)

    def unfinished(self) -> Unfinished | None:
        """The session under way, as far as it is on disk. Raises Unreadable."""
        with self._reading():
            log = read_log(self._log.path)
            if log is None or is_over(self._db, session_id_of(log.values)):
                return None
            return unfinished_from(log.values)

    def add(self, record: Record) -> None:
        """A session that ended: its whole record, in place of what was kept of it under way.

        The same record again changes nothing. Raises Refused when the id and version are taken by
        other content or something is out of bounds, NotSaved as `finish_rep` does.
        """
        statements = recording(record)

        def change(values: list[Any]) -> None:
            self._execute(statements)
            if values and session_id_of(values) == record.id:
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
            if any(log.values and session_id_of(log.values) == session_id for log in logs):
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
        self._run(*recording(record))

    def delete(self, session_id: str) -> None:
        """Takes a session out of the history; it can be brought back. Raises NoSession, NotSaved."""
        self._mark(session_id, deleted=True)

    def undelete(self, session_id: str) -> None:
        """Brings a deleted session back. Raises NoSession, NotSaved."""
        self._mark(session_id, deleted=False)

    def sessions(self, limit: int | None = None, offset: int = 0) -> list[Summary]:
        """Sessions newest first, at most `limit` of them after the first `offset`. Raises Unreadable."""
        rows = self._rows(
            f"SELECT {SUMMARY} FROM session WHERE deleted = 0"
            " ORDER BY start_s DESC, id DESC LIMIT ? OFFSET ?",
            -1 if limit is None else limit,
            offset,
        )
        return [Summary(*(*row[:-1], bool(row[-1]))) for row in rows]

    def session(self, session_id: str) -> Record:
        """The newest version of a session. Raises NoSession; Unreadable when its digest does not fit."""
        rows = self._rows(
            f"SELECT content, digest, {', '.join(COLUMNS)} FROM session JOIN record USING (id, version)"
            " WHERE id = ? AND deleted = 0",
            session_id,
        )
        if not rows:
            raise NoSession("That session is no longer in the history.")
        content, digest, *columns = rows[0]
        with self._reading():
            record = checked_record(content, digest)
            if columns != row_of(record):
                raise Corrupt
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
        row = [getattr(taken, name) for name in TAKEN]
        try:
            local = local_start(taken.taken, taken.offset_min) - timedelta(minutes=taken.offset_min)
        except (ValueError, OverflowError) as error:
            raise Refused(f"The time of the measure is no time ({error}).") from error
        names = ", ".join(f'"{name}"' for name in (*TAKEN, "taken_s"))
        taken_s = int(local.replace(tzinfo=UTC).timestamp())
        sql = f"INSERT INTO measurement ({names}) VALUES ({', '.join('?' * (len(TAKEN) + 1))})"
        self._run((sql, (*row, taken_s)))

    def measured(self, measure: str = "") -> list[Taken]:
        """What was measured, newest first: of one measure, or all of it. Raises Unreadable."""
        if not self._rows("SELECT 1 FROM sqlite_schema WHERE name = 'measurement'"):
            return []  # a file of an older version that can only be read
        names = ", ".join(f'"{name}"' for name in TAKEN)
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
                with transaction(self._db):
                    for write in self._waiting:
                        write[1](values)
                self._save_log(values)
            except (*REFUSALS, Refused) as error:
                # It would be refused for ever, and must not hold up the others.
                self._waiting.remove(write)
                refused = error
            except (sqlite3.Error, OSError) as error:
                why = reason(error)
                raise NotSaved(f"The session could not be saved ({why}); it is tried again.") from error
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

    def _run(self, *statements: Statement) -> None:
        """Writes what the person asked for now; it does not wait, they can ask again."""
        self._need_writable()
        self.save_waiting()
        try:
            with transaction(self._db):
                self._execute(statements)
        except REFUSALS as error:
            raise Refused(f"The change does not fit what is kept ({error}).") from error
        except sqlite3.Error as error:
            raise NotSaved(f"The change could not be saved ({error}).") from error

    def _execute(self, statements: Iterable[Statement]) -> None:
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
        except Corrupt as error:
            raise Unreadable("This session is damaged: it is not what was recorded.") from error
        except (*ERRORS, OSError) as error:
            raise Unreadable(f"The history could not be read ({reason(error)}).") from error


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
        lock = locked(path.with_name(f"{path.name}.lock"))
    except BlockingIOError:
        return _read_only(path, _ELSEWHERE)
    except OSError as error:
        return _read_only(path, not_recorded(error))
    try:
        return _writable(path, today, lock)
    except Newer:
        note = _NEWER
    except (*ERRORS, OSError, Corrupt) as error:
        note = not_recorded(error)
    os.close(lock)
    return _read_only(path, note)


def _writable(path: Path, today: str, lock: int) -> History:
    note, lost = None, False
    try:
        db = sound(path)
    except Corrupt:
        lost = True
        kept = set_aside(path, today)
        db = sound(path)
        rescued = 0
        with suppress(sqlite3.Error), transaction(db):  # what does not fit is still in the damaged file
            rescued = rescue(kept, db)
        note = f"The history was damaged. It is kept as {kept.name}, and a new one was begun"
        note += f" with the {plural(rescued, 'session')} that could still be read." if rescued else "."
    try:
        log, log_note = taken_up(db, log_path(path), today)
    except BaseException:
        db.close()
        raise
    return History(db, log, lock, " ".join(filter(None, (note, log_note))) or None, lost)


def _read_only(path: Path, note: str) -> History:
    """The file for reading, or an empty history where even that cannot be had."""
    db, lost = None, False
    try:
        db = connected(path, "ro")
        if not checked_version(db):
            raise Corrupt
        db.execute(f"SELECT {SUMMARY} FROM session LIMIT 0")  # a newer schema may have no such columns
    except (*ERRORS, Corrupt):
        if db is not None:
            db.close()
        db = in_memory(len(schema.MIGRATIONS))
        lost = os.path.isfile(path) and os.path.getsize(path) > 0
        if lost:
            note += " Past sessions cannot be read."
    return History(db, Log(log_path(path)), None, note, lost)
