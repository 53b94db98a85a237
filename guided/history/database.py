"""The SQLite file of a history: opening, checking and atomic writing."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from guided import messages
from guided.history import schema
from guided.history.errors import Corrupt, Newer, Unreadable
from guided.history.log import sync_folder
from guided.history.records import TAKEN, Statement, Told, measure_digest
from guided.history.schema import APPLICATION_ID, in_memory, migrate, schema_of
from guided.words import say

BUSY_S = 5.0  # to wait for another program that is reading the file

_PAGES_AT_A_TIME = 1_000

# What a damaged file makes SQLite's and Python's sides of the module raise.
ERRORS = (sqlite3.Error, UnicodeDecodeError, OverflowError)
REFUSALS = (sqlite3.IntegrityError, sqlite3.DataError, UnicodeEncodeError, OverflowError)

_SAFE = (
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "synchronous = FULL",
    "fullfsync = ON",  # macOS alone has it; elsewhere it changes nothing
)


def open_database(path: Path) -> sqlite3.Connection:
    """The file opened for writing, checked and brought to this version's schema; created if missing.

    Raises Corrupt, Newer, and sqlite3.Error or OSError if it cannot be used for other reasons.
    """
    _need_file(path)
    # SQLite gives its journal the mode of the file, and a file that it makes itself anyone may read.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    with damage_seen():
        db = connected(path)
        try:
            version = checked_version(db)
            if version > len(schema.MIGRATIONS):
                raise Newer
            db.execute("PRAGMA journal_mode = TRUNCATE")
            if version < len(schema.MIGRATIONS):
                if version:
                    back_up(db, path.with_name(f"{path.stem}-version-{version}.db"))
                migrate(db, version, len(schema.MIGRATIONS))
            # Where opening it for writing failed, SQLite opened it for reading, and this is refused.
            db.execute("DELETE FROM session WHERE 0")
        except BaseException:
            db.close()
            raise
    return db


def open_to_read(path: Path) -> sqlite3.Connection:
    """The file opened for reading, whatever its schema; nothing in it is changed.

    Raises Corrupt (also for an empty file), sqlite3.Error, OSError.
    """
    _need_file(path)
    with damage_seen():
        db = connected(path)  # for writing: what a power cut left half written is taken back
        try:
            db.execute("PRAGMA query_only = ON")
            if not checked_version(db):
                raise Corrupt
        except BaseException:
            db.close()
            raise
    return db


def connected(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """A connection to a file. Raises sqlite3.Error."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    db = sqlite3.connect(uri, uri=True, timeout=BUSY_S, isolation_level=None)
    db.text_factory = _text
    try:
        for setting in _SAFE:
            db.execute(f"PRAGMA {setting}")
    except BaseException:
        db.close()
        raise
    return db


def checked_version(db: sqlite3.Connection) -> int:
    """The schema version of a file that was checked and found sound; 0 for an empty one.

    Raises Corrupt, also for a file that is no history, and sqlite3.Error if it cannot be read.
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
    if (
        version >= schema.RECORDS_BESIDE
        and db.execute(
            "SELECT 1 FROM session WHERE (id, version) NOT IN (SELECT id, version FROM record) LIMIT 1"
        ).fetchone()
    ):
        raise Corrupt
    if version >= schema.MEASURES_DIGESTED and not all(sound for _, sound in measures_in(db)):
        raise Corrupt
    return int(version)


def measures_in(db: sqlite3.Connection) -> Iterator[tuple[tuple[object, ...], bool]]:
    """Each measurement's fields, and whether its digest fits; deleted ones included."""
    names = ", ".join(f'"{name}"' for name in TAKEN)
    for *row, digest in db.execute(f"SELECT {names}, digest FROM measurement"):
        yield tuple(row), measure_digest(row) == digest


@contextmanager
def damage_seen() -> Iterator[None]:
    """Raise Corrupt for damage only, not for a file that is busy or out of reach."""
    try:
        yield
    except (UnicodeDecodeError, OverflowError) as error:
        raise Corrupt from error
    except sqlite3.Error as error:
        if is_damage(error):
            raise Corrupt from error
        raise


def is_damage(error: BaseException) -> bool:
    """Whether an error of SQLite or Python means that the file is damaged."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)  # Python's own errors have none
    return not isinstance(error, sqlite3.Error) or code & 0xFF in (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    )


def reason(error: BaseException) -> str:
    """An error as a clause of a sentence."""
    return str((isinstance(error, OSError) and error.strerror) or error)


@contextmanager
def readable() -> Iterator[None]:
    """Turn any read error into Unreadable."""
    try:
        yield
    except Corrupt as error:
        raise Unreadable("This session is damaged: it is not what was recorded.") from error
    except (*ERRORS, OSError) as error:
        raise Unreadable(say(messages.NOT_READ, why=reason(error))) from error


# ---------------------------------------------------------------- writing


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """An atomic transaction. Raises sqlite3.Error."""
    db.execute("BEGIN")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk has ended it already
            db.execute("ROLLBACK")
        raise


def write(db: sqlite3.Connection, statements: Iterable[Statement]) -> None:
    """Execute idempotent statements in one transaction.

    Raises sqlite3.Error if they are not in the file, UnicodeEncodeError, OverflowError.
    """
    statements = tuple(statements)
    try:
        with transaction(db):
            for sql, values in statements:
                db.execute(sql, values)
    except REFUSALS:
        raise
    except sqlite3.Error:
        # The disk may have failed after the point of no return, so the file is asked.
        if not _is_written(db, statements):
            raise


def _is_written(db: sqlite3.Connection, statements: Iterable[Statement]) -> bool:
    """Whether executing the statements would change nothing."""
    try:
        db.execute("BEGIN")
        try:
            before = db.total_changes
            for sql, values in statements:
                db.execute(sql, values)
            return db.total_changes == before
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")
    except sqlite3.Error:
        return False


def back_up(db: sqlite3.Connection, path: Path, told: Told | None = None) -> None:
    """Back up a file to `path`, whole or not at all, found sound and on disk on return.

    The copy takes over when the file was last changed. Raises OSError, sqlite3.Error.
    """
    draft = path.with_name(f"{path.name}.new")
    changed_ns = changed_at(db)
    try:
        with made_anew(draft) as handle:
            with damage_said(path.name), closing(connected(draft)) as copy:
                _copy(db, copy, told)
                checked_version(copy)
            os.utime(draft, ns=(changed_ns, changed_ns))
            os.fsync(handle)
        draft.replace(path)
        sync_folder(path.parent)
    finally:
        draft.unlink(missing_ok=True)
        journal_of(draft).unlink(missing_ok=True)


def _copy(db: sqlite3.Connection, copy: sqlite3.Connection, told: Told | None) -> None:
    """Copy a database, and tell how far that is, in one go where nobody wants to know."""

    def show(_: int, remaining: int, total: int) -> None:
        if told is not None:
            told(1 - remaining / max(total, 1))

    db.backup(copy, pages=-1 if told is None else _PAGES_AT_A_TIME, progress=show)


@contextmanager
def damage_said(name: str) -> Iterator[None]:
    """Raise OSError, naming the copy, for what is not sound in it."""
    try:
        with damage_seen():
            yield
    except Corrupt as error:
        raise OSError(say(messages.BACKUP_NOT_SOUND, file=name)) from error


def changed_at(db: sqlite3.Connection) -> int:
    """When the file of a connection was last changed, in ns of Unix time. Raises OSError, sqlite3.Error."""
    (_, _, path) = db.execute("PRAGMA database_list").fetchone()
    return os.stat(path).st_mtime_ns


@contextmanager
def made_anew(path: Path) -> Iterator[int]:
    """A handle on a new, empty file that only this person can read. Raises OSError."""
    path.unlink(missing_ok=True)
    journal_of(path).unlink(missing_ok=True)  # or it would be played back
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)


def journal_of(path: Path) -> Path:
    """The path of SQLite's rollback journal for a file."""
    return path.with_name(f"{path.name}-journal")


def _need_file(path: Path) -> None:
    """Raise OSError for what is no file: SQLite would wait for a pipe, and read a device for ever."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "not a file")


def _text(stored: bytes) -> str:
    """A stored text; a damaged character must not keep a whole list from being read."""
    return str(stored, "utf-8", "replace")
