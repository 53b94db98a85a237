"""The files of a history: its lock, the database and the logs beside it, opened and opened again."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from guided import messages
from guided.history import schema
from guided.history.backups import make_restored
from guided.history.database import ERRORS, open_database, open_to_read, readable, reason, transaction, write
from guided.history.errors import Corrupt, Newer, NotSaved, Refused
from guided.history.log import Log, copy_file, read_log, remove_log, save_log, sync_folder
from guided.history.records import SUMMARY, Told, entering, session_id_of, unfinished_from
from guided.history.rescue import carry_over, draft_of, free_name, make_draft, place_draft, set_aside
from guided.history.schema import in_memory
from guided.paths import lock_file, make_private
from guided.words import say

_ELSEWHERE = "Guided is already open in another window, so sessions played in this one are not recorded."
_NEWER = "The history was written by a newer Guided, so it can be looked at but sessions are not recorded."

# The names of what Guided makes beside a history called `history`, all but its lock.
_MADE = re.compile(
    r"(\.db(-journal)?"
    r"|\.db\.new(-journal)?"
    r"|-corrupt-\d{4}-\d\d-\d\d(-\d+)?\.db(-journal)?"
    r"|-version-\d+\.db(\.new)?(-journal)?"
    r"|-backup-\d{8}T\d{6}Z(-\d+)?\.db(\.new)?(-journal)?"
    r"|-restored\.db(\.new)?(-journal)?"
    r"|-checked"
    r"|-(under-way|waiting)(-corrupt-\d{4}-\d\d-\d\d(-\d+)?)?\.jsonl(\.new)?)"
)


class Files:
    """The files of a history; some may be closed, or open only for reading.

    `db` is what can be read, an empty history if nothing can; `trouble` is why it cannot be written, or
    None. `log` is that of the session under way, `late` that of what the database has not taken. `note` is
    what the person should know, `lost` that some sessions are unreadable, `damaged` that the database
    needs rescue. `openings` counts how often the files were opened.
    """

    def __init__(self, path: Path, today: str) -> None:
        self.path, self._today = path, today
        self._lock: int | None = None
        self._closed = False
        self._identity: tuple[int, int] | None = None
        self._former: sqlite3.Connection | None = None
        self._kept: Path | None = None
        self.db = in_memory(len(schema.MIGRATIONS))
        self.log, self.late = Log(log_path(path)), Log(late_path(path))
        self.trouble: str | None = "The history is closed."
        self.note: str | None = None
        self.lost = self.damaged = False
        self.openings = 0

    @property
    def locked(self) -> bool:
        """Whether this process holds the lock, and so may write the logs."""
        return self._lock is not None

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query. Raises Unreadable."""
        with readable():
            return self.db.execute(query, values).fetchall()

    def close(self) -> None:
        """Close all files."""
        self.db.close()
        if self._former is not None:
            self._former.close()
        self.trouble, self._closed = "The history is closed.", True
        self._release()

    def open(self) -> None:
        """Open what is not open, for writing or else for reading. Never raises; `note` says how it went."""
        self.openings += 1
        told = ""
        if self._lock is None:
            try:
                told = self._take_lock()
            except BlockingIOError:
                self._only_read(_ELSEWHERE)
                return
            except (OSError, sqlite3.Error) as error:
                self._only_read(_not_recorded(error))
                return
        self.note, self.damaged = None, False
        try:
            self._open_database()
        except Newer:
            self._only_read(_NEWER)
            self._release()
        except Corrupt:
            self.damaged = self.lost = True
            self._show_nothing("The history is damaged; what can still be read of it is being saved.")
        except (*ERRORS, OSError) as error:
            self._only_read(_kept_beside(error))
        self.note = " ".join(filter(None, (self.note, told))) or None

    def open_again(self) -> None:
        """Retry to open for writing what could not be, or what was replaced by another file."""
        if self._closed or self.damaged or (self.trouble is None and _identity(self.path) == self._identity):
            return
        if self.trouble is None:
            self._former, self.db = self.db, in_memory(len(schema.MIGRATIONS))
            self.trouble = "The history was replaced."
        self.open()

    def rescue(self) -> None:
        """Replace a damaged file by a sound one. Never raises; `note` says how it went."""
        try:
            kept = make_draft(self.path, self._today)
        except (*ERRORS, OSError, Corrupt) as error:
            self.not_rescued(error)
        else:
            self.take_draft(kept)

    def take_draft(self, kept: Path) -> None:
        """Continue with the draft made from a damaged file, which is kept as `kept`. Never raises."""
        try:
            set_aside(self.path, kept)
        except OSError as error:
            self.not_rescued(error)
        else:
            self._kept = kept
            self.open()

    def not_rescued(self, error: BaseException) -> None:
        """Leave a damaged file as it is; what is played is logged beside it."""
        self.damaged = False
        self._show_nothing(say(messages.NOT_RESCUED, why=reason(error)))

    def restore(self, backup: Path, settled: Iterable[str], told: Told | None = None) -> None:
        """Continue with a copy of a backup, in which the files named are settled. Needs the lock.

        A database that is open is replaced, one that could not be opened is set aside. Raises OSError,
        sqlite3.Error if there is no such copy, and all is as it was.
        """
        restored = self.path.with_name(f"{self.path.stem}-restored.db")
        make_restored(backup, restored, settled, told)
        opened = self.trouble is None
        self._show_nothing("The history is being replaced.")
        try:
            if opened:
                restored.replace(self.path)
                sync_folder(self.path.parent)
            else:
                restored.replace(draft_of(self.path))
                if self.path.exists():
                    set_aside(self.path, free_name(self.path, self._today))
        finally:
            self.open()

    def erase(self) -> None:
        """Remove everything Guided made here. Raises NotSaved, naming what could not be removed.

        Once begun it is completed, if need be when the files are next opened.
        """
        try:
            mark = _erasing_path(self.path)
            os.close(os.open(mark, os.O_WRONLY | os.O_CREAT, 0o600))
            sync_folder(mark.parent)
            self.db.close()
            _finish_erasing(self.path)
        except OSError as error:
            raise NotSaved(say(messages.NOT_ALL_REMOVED, why=error)) from error
        finally:
            self._release()
            self.log, self.late = Log(self.log.path), Log(self.late.path)
            self.open()

    # ------------------------------------------------------------ inside

    def _take_lock(self) -> str:
        """Take the lock and read the logs; what to say of these. Raises OSError, sqlite3.Error."""
        make_private(self.path.parent)
        if not os.access(self.path.parent, os.W_OK):  # its files may be writable, but a journal must be made
            raise PermissionError(say(messages.FOLDER_READ_ONLY, folder=self.path.parent))
        lock = lock_file(self.path.with_name(f"{self.path.name}.lock"))
        try:
            _finish_erasing(self.path)
            self.log, under_way_told = taken_up(log_path(self.path), self._today)
            self.late, late_told = taken_up(late_path(self.path), self._today)
        except BaseException:
            os.close(lock)
            raise
        self._lock = lock
        return " ".join(filter(None, (under_way_told, late_told)))

    def _release(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _open_database(self) -> None:
        """Open the database for writing. Raises Corrupt, Newer, OSError, sqlite3.Error."""
        rescued = place_draft(self.path)
        db = open_database(self.path)
        try:
            self._enter_late(db)
            self._carry_over_former(db)
        except BaseException:
            db.close()
            raise
        self._use(db, None)
        self._identity = _identity(self.path)
        if self.log.values and is_over(db, session_id_of(self.log.values)):
            with suppress(OSError):
                remove_log(self.log)
            self.log = Log(self.log.path)
        self.lost = False
        if rescued:
            self.note = self._rescued()

    def _rescued(self) -> str:
        """What to say of a rescued file, going by its contents."""
        (found,) = self.db.execute("SELECT count(*) FROM session WHERE deleted = 0").fetchone()
        name = self._kept.name if self._kept else self.path.name
        if not found:
            return say(messages.HISTORY_DAMAGED, name=name)
        return say(messages.HISTORY_DAMAGED_READ, name=name, n=found)

    def _enter_late(self, db: sqlite3.Connection) -> None:
        """Enter into the database what it did not take before. Raises OSError, sqlite3.Error."""
        for entry in self.late.values:
            with suppress(Refused, Corrupt, sqlite3.IntegrityError, sqlite3.DataError):
                write(db, entering(entry))
        if self.late.values:
            self.late = remove_log(self.late)

    def _carry_over_former(self, db: sqlite3.Connection) -> None:
        """Keep what was in the open file when another replaced it. Raises sqlite3.Error."""
        if self._former is None:
            return
        with transaction(db):
            carry_over(self._former, db)
        self._former.close()
        self._former = None

    def _only_read(self, trouble: str) -> None:
        """Continue with what can be read of the file, or with an empty history."""
        db = None
        try:
            db = open_to_read(self.path)
            db.execute(f"SELECT {SUMMARY} FROM session LIMIT 0")  # a newer schema may have no such columns
            self.lost = False
        except (*ERRORS, OSError, Corrupt):
            if db is not None:
                db.close()
            db = in_memory(len(schema.MIGRATIONS))
            self.lost = os.path.isfile(self.path) and os.path.getsize(self.path) > 0
        self._use(db, trouble)
        self.note = say(messages.PARTS_CANNOT_BE_READ, trouble=trouble) if self.lost else trouble

    def _show_nothing(self, trouble: str) -> None:
        self._use(in_memory(len(schema.MIGRATIONS)), trouble)
        self.note = trouble

    def _use(self, db: sqlite3.Connection, trouble: str | None) -> None:
        self.db.close()
        self.db, self.trouble = db, trouble


def open_files_to_read(path: Path) -> Files:
    """A history's files opened for reading, without the lock and without any change. Never raises."""
    files = Files(path, "")
    files._only_read("The history is open for reading.")
    if not files.lost:
        files.note = None
        return files
    files.note = "Past sessions cannot be read."
    with suppress(*ERRORS, OSError):
        carry_over(path, files.db)
        (found,) = files.db.execute("SELECT count(*) FROM session WHERE deleted = 0").fetchone()
        if found:
            files.note = say(messages.STILL_READABLE, n=found)
    return files


def log_path(path: Path) -> Path:
    """The path of the log of the session under way."""
    return path.with_name(f"{path.stem}-under-way.jsonl")


def late_path(path: Path) -> Path:
    """The path of the log of what the database has not taken yet."""
    return path.with_name(f"{path.stem}-waiting.jsonl")


def is_over(db: sqlite3.Connection, session_id: str) -> bool:
    """Whether a session is in the database, deleted ones included. Raises sqlite3.Error."""
    return db.execute("SELECT 1 FROM session WHERE id = ?", (session_id,)).fetchone() is not None


def taken_up(path: Path, today: str) -> tuple[Log, str]:
    """A log to continue, and what the person should know about it. Raises OSError.

    A damaged one is copied aside, and its sound lines stay.
    """
    log = read_log(path)
    if log is None:
        return Log(path), ""
    readable = _is_readable(log)
    if readable and not log.damaged:
        return log, ""
    kept = free_name(path, today)
    copy_file(path, kept)
    late = _is_late(path)
    if readable:
        log = save_log(Log(path), log.values)
        said = messages.WAITING_DAMAGED_IN_PART if late else messages.CUT_OFF_DAMAGED_IN_PART
        return log, say(said, file=kept.name)
    said = messages.WAITING_DAMAGED if late else messages.CUT_OFF_DAMAGED
    return remove_log(log), say(said, file=kept.name)


def _is_readable(log: Log) -> bool:
    """Whether a log's values are what Guided writes."""
    try:
        if _is_late(log.path):
            for entry in log.values:
                entering(entry)
        else:
            unfinished_from(log.values)
    except (Corrupt, Refused):
        return False
    return bool(log.values)


def _is_late(path: Path) -> bool:
    return path.stem.endswith("-waiting")


def _finish_erasing(path: Path) -> None:
    """Complete an erasure that was begun. Raises OSError."""
    mark = _erasing_path(path)
    if not mark.exists():
        return
    for file in path.parent.iterdir():
        name = file.name
        if name.startswith(path.stem) and _MADE.fullmatch(name[len(path.stem) :]) and not file.is_dir():
            file.unlink()
    sync_folder(path.parent)
    mark.unlink()
    sync_folder(path.parent)


def _erasing_path(path: Path) -> Path:
    return path.with_name(f"{path.stem}-erasing")


def _identity(path: Path) -> tuple[int, int] | None:
    """The identity of the file at a path, None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _not_recorded(error: BaseException) -> str:
    return say(messages.NOT_RECORDED, why=reason(error))


def _kept_beside(error: BaseException) -> str:
    return say(messages.KEPT_BESIDE, why=reason(error))
