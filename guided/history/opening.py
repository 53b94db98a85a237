"""Opening a history: its lock, the check, older schemas, damage."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from guided.history import schema
from guided.history.errors import Corrupt
from guided.history.log import Log, read_log, remove_log
from guided.history.records import checked_record, recording, unfinished_from
from guided.history.schema import APPLICATION_ID, in_memory, migrate, schema_of
from guided.session import Record

_BUSY_S = 5.0  # to wait for another program that is reading the file
_LEAST_ROW = 100  # bytes a record takes in the file

_SAFE = (
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "synchronous = FULL",
    "fullfsync = ON",  # macOS alone has it; elsewhere it changes nothing
)

# What a damaged file makes SQLite's and Python's sides of the module raise.
ERRORS = (sqlite3.Error, UnicodeDecodeError, OverflowError)
REFUSALS = (sqlite3.IntegrityError, sqlite3.DataError, UnicodeEncodeError, OverflowError)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN")  # the file is first touched by a statement: a rep has none
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk has ended it already
            db.execute("ROLLBACK")
        raise


def is_over(db: sqlite3.Connection, session_id: str) -> bool:
    """Whether a session is in the database, deleted ones included."""
    return db.execute("SELECT 1 FROM session WHERE id = ?", (session_id,)).fetchone() is not None


class Newer(Exception):
    """The file has a schema this version does not know."""


def not_recorded(error: BaseException) -> str:
    return f"Sessions are not recorded, since the history cannot be written ({reason(error)})."


def reason(error: BaseException) -> str:
    return str((isinstance(error, OSError) and error.strerror) or error)


def log_path(path: Path) -> Path:
    return path.with_name(f"{path.stem}-under-way.jsonl")


def taken_up(db: sqlite3.Connection, path: Path, today: str) -> tuple[Log, str | None]:
    """The log of the session under way, if there is one, and what the person should know about it.

    One whose session ended is removed, a damaged one renamed. Raises OSError, sqlite3.Error.
    """
    log = read_log(path)
    if log is None:
        return Log(path), None
    try:
        session_id = unfinished_from(log.values).record.id
    except Corrupt:
        kept = set_aside(path, today)
        return Log(path), f"The session that was cut off is damaged. It is kept as {kept.name}."
    if is_over(db, session_id):
        with suppress(OSError):
            remove_log(log)
        return Log(path), None
    return log, None


def sound(path: Path) -> sqlite3.Connection:
    """The file opened for writing, checked and of this version's schema.

    Raises Corrupt, Newer, and sqlite3.Error or OSError where it cannot be used for other reasons.
    """
    # SQLite gives its journal the mode of the file, and a file that it makes itself anyone may read.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    with damage_seen():
        db = connected(path, "rw")
        try:
            version = checked_version(db)
            if version > len(schema.MIGRATIONS):
                raise Newer
            db.execute("PRAGMA journal_mode = TRUNCATE")
            for older in range(version, len(schema.MIGRATIONS)):
                if version:
                    back_up(db, path.with_name(f"{path.stem}-version-{older}.db"))
                migrate(db, older)
        except BaseException:
            db.close()
            raise
    return db


def connected(path: Path, mode: str) -> sqlite3.Connection:
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


def checked_version(db: sqlite3.Connection) -> int:
    """The version of a file's schema, 0 for an empty file, once the file was found sound.

    Raises Corrupt, also for a file that is not a history, and sqlite3.Error when it cannot be read.
    """
    # The whole check, indexes against tables too: it takes 25 ms for 10,000 sessions.
    if db.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
        raise Corrupt
    if db.execute("PRAGMA foreign_key_check").fetchone():
        raise Corrupt
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    found = schema_of(db)
    if not found and not application and not version:
        return 0
    if application != APPLICATION_ID or version < 1:
        raise Corrupt
    if version <= len(schema.MIGRATIONS):
        # A flipped bit in a table's name or its bounds leaves a file that SQLite finds sound.
        with closing(in_memory(version)) as pattern:
            if not schema_of(pattern) <= found:
                raise Corrupt
    return int(version)


@contextmanager
def damage_seen() -> Iterator[None]:
    """Tells damage, Corrupt, from a file that is merely busy or out of reach."""
    try:
        yield
    except (UnicodeDecodeError, OverflowError) as error:
        raise Corrupt from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)  # Python's own errors have none
        if code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise Corrupt from error
        raise


def back_up(db: sqlite3.Connection, path: Path) -> None:
    """A copy of the file, whole or not at all. Raises OSError, sqlite3.Error."""
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        try:
            with closing(connected(draft, "rw")) as copy:
                db.backup(copy)
                if copy.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
                    raise OSError(f"its backup {path.name} is not sound")
            os.fsync(handle)
        finally:
            os.close(handle)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def locked(path: Path) -> int:
    """A handle that holds the lock until it is closed, if need be by the system when the process dies.

    Raises BlockingIOError while another process holds it, OSError when there can be none.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            import msvcrt

            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except PermissionError as error:
                raise BlockingIOError from error
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        os.close(handle)
        raise
    return handle


def set_aside(path: Path, today: str) -> Path:
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


def rescue(kept: Path, db: sqlite3.Connection) -> int:
    """Carries over every session of a damaged file whose digest still fits; how many those are."""
    found: dict[tuple[str, int], Record] = {}
    deleted: list[tuple[str]] = []
    with suppress(*ERRORS), closing(connected(kept, "ro")) as damaged:
        damaged.execute("SELECT 1 FROM record WHERE rowid = 0")
        # One by one, so that a bad page costs only what is on it. No row number was ever skipped.
        for row in range(1, kept.stat().st_size // _LEAST_ROW):
            with suppress(*ERRORS, Corrupt):
                for content, digest in damaged.execute(
                    "SELECT content, digest FROM record WHERE rowid = ?", (row,)
                ):
                    record = checked_record(content, digest)
                    found[record.id, record.version] = record
        deleted = damaged.execute("SELECT id FROM session WHERE deleted = 1").fetchall()
    _rescue_tables(kept, db)
    for key in sorted(found):
        for sql, values in recording(found[key]):
            db.execute(sql, values)
    db.executemany("UPDATE session SET deleted = 1 WHERE id = ?", deleted)
    (rescued,) = db.execute("SELECT count(*) FROM session WHERE deleted = 0").fetchone()
    return int(rescued)


def _rescue_tables(kept: Path, db: sqlite3.Connection) -> None:
    """Carries over which programmes were followed and what was measured, as far as that can be read."""
    for table in ("programme", "programme_session", "measurement"):
        names = ", ".join(f'"{name}"' for _, name, *_ in db.execute(f"PRAGMA table_info({table})"))
        with suppress(*ERRORS), closing(connected(kept, "ro")) as damaged:
            for row in damaged.execute(f"SELECT {names} FROM {table}"):
                with suppress(*ERRORS):  # what does not fit, or belongs to nothing that was read
                    db.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", row)
