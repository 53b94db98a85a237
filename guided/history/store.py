"""Past sessions, and the one under way, on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby, takewhile
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from guided.history.database import readable
from guided.history.errors import Corrupt, NoSession, NotSaved, Refused, Unreadable
from guided.history.log import read_log
from guided.history.measured import Measured
from guided.history.merging import Merging
from guided.history.opening import Files, is_over, late_path, open_files_to_read
from guided.history.programmes import Programmes
from guided.history.records import (
    COLUMNS,
    SUMMARY,
    Past,
    Summary,
    Told,
    Unfinished,
    checked_record,
    encoded,
    entry_id,
    is_within_bounds,
    lately,
    marking,
    measuring,
    plain_record,
    record_entry,
    recording,
    row_of,
    session_id_of,
    to_json,
    unfinished_from,
)
from guided.history.rescue import SetAside
from guided.history.restoring import Backups
from guided.history.snapshot import Sessions
from guided.history.writing import Writer
from guided.measures import Taken
from guided.session import Record, Rep
from guided.today import Played

_LARGEST_BEGUN = 16_000_000  # bytes of JSON
_LARGEST_REP = 10_000
_TOLD_EVERY = 100  # sessions
_NEWEST = 200  # sessions, of four weeks and more


@dataclass(frozen=True, slots=True)
class State:
    """The state of a history after its files were opened.

    `note` is what the person should know, `unfinished` the interrupted session. While `damaged`, it is being
    rescued and the past cannot be read yet. `aside` are set-aside files, and a backup, with what is missing.
    """

    note: str | None
    writable: bool
    damaged: bool
    past: Past
    unfinished: Unfinished | None
    aside: tuple[SetAside, ...]


def open_history(path: Path, today: str, rescues: bool = True) -> History:
    """The history in a file, which is made where there is none, and brought to this version's schema.

    Never raises: where the file cannot be written or read, the history says so in its `note`, and each
    session that begins tries again. A damaged file is kept beside it under a name with `today` (such as
    2026-11-24), and what can still be read in it is carried over; where it does not rescue, that is left
    to the caller, who has `files` for it, and until then past sessions cannot be read.
    """
    history = History(Files(path, today), rescues)
    history.open()
    return history


def open_readonly(path: Path) -> History:
    """The history in a file for reading, whoever else has it open; no file is changed. Never raises."""
    return History(open_files_to_read(path), rescues=False)


class History:
    """A history and its `programmes`, `measured`, `merging` and `backups`. Use from one thread only.

    Where it is not writable, whatever would write raises NotSaved. At the end of a `with` it is closed.
    """

    def __init__(self, files: Files, rescues: bool) -> None:
        self.files = files
        self._writer = Writer(files, rescues)
        self._rows = files.rows
        self.programmes = Programmes(self._writer)
        self.measured = Measured(self._writer)
        self.merging = Merging(self._writer)
        self.backups = Backups(self._writer)
        self._sessions = Sessions(files)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def note(self) -> str | None:
        """What the person should know about the history."""
        return self.files.note

    @property
    def lost(self) -> bool:
        """Whether past sessions cannot be read."""
        return self.files.lost

    @property
    def writable(self) -> bool:
        """Whether sessions can be recorded, in the database or beside it."""
        return self.files.locked

    @property
    def waiting(self) -> int:
        """The number of writes that wait in memory for the disk."""
        return self._writer.waiting

    @property
    def pending(self) -> bool:
        """Whether writes wait, in memory or beside the database, or the database is not open."""
        return self._writer.pending

    def open(self) -> None:
        """Open what is not open for writing, or else for reading. Never raises."""
        self._writer.open()

    def close(self) -> None:
        """Let go of the files. Raises NotSaved when something is in memory only; it is lost then."""
        try:
            with suppress(Refused):
                self._close_with_nothing_waiting()
        finally:
            self.files.close()

    def _close_with_nothing_waiting(self) -> None:
        if not self.waiting:
            return
        try:
            self._writer.save_waiting()
        except NotSaved:
            if self.waiting:
                raise

    def save_waiting(self) -> None:
        """Write what waits, and try again to open what could not be. Raises NotSaved, Refused."""
        self._writer.open()
        self._writer.save_waiting()

    # ------------------------------------------------------------ the session under way

    def begin(self, record: Record, plan_json: str) -> None:
        """Keep a session that starts, so that it can be resumed from `plan_json` after a crash.

        Again for the same id, it changes what was begun and keeps the reps. Another session that is
        under way ends as far as it went. Raises Refused for one that is in the history, NotSaved as
        `finish_rep` does.
        """
        begun = {"plan": plan_json, "record": plain_record(record)}
        if not 1 <= len(record.id) <= 64 or len(encoded(to_json(begun))) > _LARGEST_BEGUN:
            raise Refused("The session does not fit what is kept (it is out of bounds).")
        if not self.writable:
            self._writer.open()
        self._writer.need_lock()
        if self._writer.is_over(record.id):
            raise Refused("The session does not fit what is kept (it has ended).")
        self._end_other(record.id)

        def change(values: list[Any]) -> None:
            values[:1] = [begun]

        self._writer.change_log(record.id, change)
        if self.files.trouble is not None:  # the log has it already, so this may take its time
            with suppress(NotSaved, Refused):
                self.save_waiting()

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

        self._writer.change_log(session_id, change)

    def unfinished(self) -> Unfinished | None:
        """The session under way, as far as it is on disk. Raises Unreadable."""
        with readable():
            log, late = read_log(self.files.log.path), read_log(late_path(self.files.path))
            if log is None:
                return None
            session_id = session_id_of(log.values)
            ended = late is not None and any(entry_id(one) == session_id for one in late.values)
            return None if ended or is_over(self.files.db, session_id) else unfinished_from(log.values)

    def add(self, record: Record) -> None:
        """A session that ended: its whole record, in place of what was kept of it under way.

        The same record again changes nothing. Raises Refused when the id and version are taken by
        other content or something is out of bounds; NotSaved when it is not in the history yet: then
        it is kept beside it, or waits in memory.
        """
        entry = record_entry(record)
        # The record has all that still waits of the same session.
        self._writer.forget(record.id)
        try:
            self._writer.enter(entry)
        except NotSaved:
            if self.writable:
                with suppress(NotSaved, Refused):
                    self._writer.end_log(record.id)
            raise
        self._writer.end_log(record.id)

    def discard(self, session_id: str) -> None:
        """Forget a session under way. Raises NotSaved."""
        self._writer.need_lock()
        self._writer.forget(session_id)
        self._writer.remove_log(session_id)

    def _end_other(self, session_id: str) -> None:
        """End what another session left under way, as far as it went."""
        values = self._writer.log_values()
        if not values or session_id_of(values) == session_id or self._writer.is_over(session_id_of(values)):
            return
        other = unfinished_from(values)
        if other.adds:
            with suppress(NotSaved):
                self.add(other.so_far)
        else:
            self.discard(other.record.id)

    # ------------------------------------------------------------ past sessions

    def add_all(self, records: Iterable[Record], measured: Iterable[Taken]) -> None:
        """Add sessions and measures, all or none; those that are there already stay.

        Raises Refused, NotSaved.
        """
        statements = chain(*map(recording, records), map(measuring, measured))
        self._writer.run(*statements)

    def edit(self, record: Record) -> None:
        """A new version of a session, as `Record.edited` makes it; the older ones are kept.

        Raises NoSession, Refused when it is not the version after the newest, NotSaved, Unreadable.
        """
        self._writer.need_database()
        rows = self._rows("SELECT version FROM session WHERE id = ? AND deleted = 0", record.id)
        if not rows:
            raise NoSession("That session is no longer in the history.")
        if record.version != rows[0][0] + 1:
            raise Refused("That session has been changed since it was read.")
        self._writer.run(*recording(record))

    def delete(self, *session_ids: str) -> None:
        """Take sessions out, all or none; they can be brought back.

        Raises NoSession, NotSaved, Unreadable.
        """
        self._mark(session_ids, deleted=True)

    def undelete(self, *session_ids: str) -> None:
        """Bring deleted sessions back, all or none. Raises NoSession, NotSaved, Unreadable."""
        self._mark(session_ids, deleted=False)

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
            " WHERE id = ? AND deleted = 0 ORDER BY digest DESC LIMIT 1",
            session_id,
        )
        if not rows:
            raise NoSession("That session is no longer in the history.")
        content, digest, *columns = rows[0]
        with readable():
            record = checked_record(content, digest)
            if columns != row_of(record):
                raise Corrupt
        return record

    def played_by_day(self, since: date = date.min) -> dict[date, tuple[int, ...]]:
        """How long each session of each local day was played, in ms, oldest day first. Raises Unreadable."""
        rows = self._rows(
            "SELECT day, played_ms FROM session WHERE deleted = 0 AND day >= ? ORDER BY day",
            since.toordinal(),
        )
        days = groupby(rows, itemgetter(0))
        return {date.fromordinal(day): tuple(played_ms for _, played_ms in of_it) for day, of_it in days}

    def records(self, told: Told = lambda _: None) -> list[tuple[Summary, Record | None]]:
        """Every session whole, oldest first, None where it is damaged. Reads the whole history."""
        sessions, records = self.sessions(), list[tuple[Summary, Record | None]]()
        for number, one in enumerate(reversed(sessions)):
            if number % _TOLD_EVERY == 0:
                told(number / len(sessions))
            records.append((one, self._or_none(one.id)))
        return records

    def past(self) -> Past:
        """All that is shown of it; from the second time on only what changed is read. Raises Unreadable."""
        sessions = self._sessions.all()
        last = _last_day(sessions, self._or_none)
        return Past(
            sessions=sessions,
            left_off=tuple(one for one in last if one.left_off is not None),
            stopped=_stopped(last),
            left=_left(last),
            played_ms=self.played_by_day(),
            times=self._sessions.times,
            measured=tuple(self.measured.all()),
            followed=tuple(self.programmes.followed()),
            played_for=self.programmes.played_for(),
        )

    # ------------------------------------------------------------ the whole of it

    def state(self) -> State:
        """How it is. What cannot be read is said in the note."""
        notes, past, unfinished, aside = [self.note], Past(), None, []
        try:
            past = self.past()
            unfinished = self.unfinished() if self.writable else None
            aside = self.backups.lacking()
        except Unreadable as error:
            notes.append(str(error))
        note = " ".join(filter(None, notes)) or None
        return State(note, self.writable, self.files.damaged, past, unfinished, tuple(aside))

    def erase(self) -> None:
        """Forget everything for good: what was deleted before and the copies beside the file as well.

        Raises NotSaved; what could not be removed is then named, and is removed when it next opens.
        """
        self._writer.need_lock()
        self._writer.let_go()
        self.files.erase()

    # ------------------------------------------------------------ inside

    def _mark(self, session_ids: Sequence[str], deleted: bool) -> None:
        self._writer.need_database()
        for session_id in session_ids:
            if not self._rows("SELECT 1 FROM session WHERE id = ?", session_id):
                raise NoSession("That session is not in the history.")
        self._writer.run(*(one for name in session_ids for one in marking(name, deleted, "session")))

    def _or_none(self, session_id: str) -> Record | None:
        """A session, or None when it is damaged."""
        try:
            return self.session(session_id)
        except Unreadable:
            return None


def newest_in(history: History, day: date) -> tuple[Played, ...]:
    """What a suggestion for a day goes by, of the newest sessions alone. Raises Unreadable."""
    sessions = history.sessions(_NEWEST)
    last = _last_day(sessions, history._or_none)
    return lately(sessions, day, _stopped(last), _left(last))


def _stopped(records: Iterable[Record]) -> frozenset[str]:
    """The ids of those after which the person stopped for the day."""
    return frozenset(one.id for one in records if one.stopped)


def _left(records: Iterable[Record]) -> frozenset[str]:
    """The ids of those that the person left at that for the day."""
    return frozenset(one.id for one in records if one.left)


def _last_day(sessions: Sequence[Summary], record_of: Callable[[str], Record | None]) -> tuple[Record, ...]:
    """The sessions of the last day of any, newest first, without those that are damaged."""
    last = sessions[0].local_start.date() if sessions else date.min
    of_the_day = takewhile(lambda one: one.local_start.date() == last, sessions)
    records = (record_of(one.id) for one in of_the_day)
    return tuple(one for one in records if one is not None)
