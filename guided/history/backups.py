"""Backups of a history beside it: which there are, when one is due, which are thinned out.

The name of one says when it was made, in UTC. It takes over when the history was last changed, so a history
that was not changed since needs no other. What was backed up before a migration has the schema's version in
its name instead; there are as many of those as there are versions, and they stay.
"""

from __future__ import annotations

import errno
import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from guided.history import schema
from guided.history.database import (
    ERRORS,
    back_up,
    changed_at,
    checked_version,
    connected,
    damage_said,
    damage_seen,
    transaction,
)
from guided.history.errors import Corrupt
from guided.history.records import Statement, Told, checked_record
from guided.history.rescue import settling, unused

BETWEEN = timedelta(minutes=30)
ALL_FOR = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9
MOST_BYTES = 200_000_000

_AT = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(?P<stem>.+)-(backup-(?P<at>\d{8}T\d{6}Z)(-\d+)?|version-\d+)\.db")


class Backup(NamedTuple):
    """A backup, when it was made, in UTC, and its size in bytes; `migrates` if it was before a migration."""

    path: Path
    at: datetime
    size: int
    migrates: bool = False


_Period = Callable[[Backup], tuple[int, ...]]


class Contents(NamedTuple):
    """How many sessions a backup has, and the local day of the last of them."""

    sessions: int
    last_day: date | None


class Damage(NamedTuple):
    """How many records were damaged and made good from backups, and how many are in none of them."""

    mended: int
    lost: int


def backups_of(path: Path) -> list[Backup]:
    """The backups of a history, newest first. Raises OSError."""
    found = []
    for file in path.parent.glob(f"{path.stem}-*.db"):
        named = _NAME.fullmatch(file.name)
        if named and named["stem"] == path.stem and file.is_file():
            stat = file.stat()
            made = datetime.fromtimestamp(stat.st_mtime, UTC)
            if named["at"]:
                with suppress(ValueError):
                    made = datetime.strptime(named["at"], _AT).replace(tzinfo=UTC)
            found.append(Backup(file, made, stat.st_size, not named["at"]))
    return sorted(found, key=lambda one: (one.at, one.path.name), reverse=True)


def is_due(db: sqlite3.Connection, path: Path, now: datetime) -> bool:
    """Whether the open history was changed since its newest backup, and that is no longer new.

    Raises OSError, sqlite3.Error.
    """
    made = [one for one in backups_of(path) if one.at <= now]  # not what a wrong clock made in the future
    if not made:
        return True
    return now - made[0].at >= BETWEEN and _is_changed(db, made[0])


def make_backup(db: sqlite3.Connection, path: Path, now: datetime, told: Told | None = None) -> Path:
    """Back the open history up if it was changed since the newest backup; where its backup is.

    Those that are no longer wanted are removed. Raises OSError, sqlite3.Error.
    """
    made = backups_of(path)
    if made and not _is_changed(db, made[0]):
        return made[0].path
    copy = new_name(path, now)
    back_up(db, copy, told)
    for one in superfluous(backups_of(path), now):
        if one.path != copy:
            with suppress(OSError):
                one.path.unlink()
    return copy


def new_name(path: Path, now: datetime) -> Path:
    """An unused name for a backup."""
    return unused(path.with_name(f"{path.stem}-backup-{now.strftime(_AT)}.db"))


def superfluous(backups: Iterable[Backup], now: datetime) -> list[Backup]:
    """Those that need not be kept.

    Kept are all of the last two days, and before that the last of each of 12 days, then of 10 weeks, then of
    9 months, in which there are any. Where that is too much in all, the newest stays, and of the others
    those of the last two days go first that are not the last of their day, then the oldest.
    """
    made = sorted((one for one in backups if not one.migrates), key=lambda one: one.at, reverse=True)
    recent = [one for one in made if now - one.at < ALL_FOR]
    older, kept = made[len(recent) :], list(recent)
    last: list[Backup] = []
    for period, most in ((_day, DAILY), (_week, WEEKLY), (_month, MONTHLY)):
        # A week some of whose days are kept is not begun anew, nor is such a month.
        older = [one for one in older if not last or period(one) < period(last[-1])]
        last = _last_of_each(older, period, most)
        kept += last
    ends = set(_last_of_each(recent, _day, len(recent)))
    leaving = [one for one in reversed(recent) if one not in ends]
    leaving += [one for one in reversed(kept) if one not in leaving]
    size = sum(one.size for one in kept)
    for one in leaving:
        if size > MOST_BYTES and one != made[0]:
            kept.remove(one)
            size -= one.size
    return [one for one in made if one not in kept]


def _last_of_each(newest_first: Sequence[Backup], period: _Period, most: int) -> list[Backup]:
    last: dict[object, Backup] = {}
    for one in newest_first:
        last.setdefault(period(one), one)
    return list(last.values())[:most]


def _day(backup: Backup) -> tuple[int, ...]:
    return (backup.at.date().toordinal(),)


def _week(backup: Backup) -> tuple[int, ...]:
    return tuple(backup.at.isocalendar()[:2])


def _month(backup: Backup) -> tuple[int, ...]:
    return backup.at.year, backup.at.month


def _is_changed(db: sqlite3.Connection, backup: Backup) -> bool:
    return backup.path.stat().st_mtime_ns != changed_at(db)


# ---------------------------------------------------------------- what is in them


def contents(file: Path) -> Contents | None:
    """What a backup says is in it; None if it cannot be read."""
    try:
        with closing(connected(file, "ro")) as db:
            found, day = db.execute("SELECT count(*), max(day) FROM session WHERE deleted = 0").fetchone()
            return Contents(found, date.fromordinal(day) if day else None)
    except (*ERRORS, OSError, ValueError, TypeError):
        return None


def is_sound(file: Path) -> bool:
    """Whether a backup is a history, and whole."""
    try:
        with damage_seen(), closing(connected(file, "ro")) as db:
            return checked_version(db) > 0 and not any(damaged_in(db))
    except (*ERRORS, OSError, Corrupt):
        return False


def things_in(db: sqlite3.Connection) -> tuple[set[str], set[str]]:
    """The ids of the sessions and of the measures in a history of any schema. Raises sqlite3.Error."""
    sessions = {id for (id,) in db.execute("SELECT id FROM session")}
    tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    measures = db.execute("SELECT id FROM measurement") if "measurement" in tables else ()
    return sessions, {id for (id,) in measures}


def damaged_in(db: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """The id and version of every record that is not what was written. Raises one of `ERRORS`."""
    for id, version, content, digest in db.execute("SELECT id, version, content, digest FROM record"):
        try:
            checked_record(content, digest)
        except Corrupt:
            yield id, version


def mending(damaged: Iterable[tuple[str, int]], path: Path) -> Iterator[Statement]:
    """What makes damaged records of a history good again from its backups, as far as they have them."""
    left = set(damaged)
    for backup in backups_of(path) if left else ():
        with suppress(*ERRORS, OSError), closing(connected(backup.path, "ro")) as db:
            for id, version in sorted(left):
                sql = "SELECT content, digest FROM record WHERE id = ? AND version = ?"
                for content, digest in db.execute(sql, (id, version)):
                    with suppress(Corrupt):
                        checked_record(content, digest)
                        left.discard((id, version))
                        yield (
                            "UPDATE record SET content = ? WHERE id = ? AND version = ? AND digest = ?",
                            (content, id, version, digest),
                        )


def make_restored(backup: Path, out: Path, settled: Iterable[str], told: Told | None = None) -> None:
    """Copy a backup, brought to this version's schema; on disk on return.

    Of the files named nothing more is wanted in it. Raises OSError, sqlite3.Error.
    """
    if not backup.is_file():
        raise OSError(errno.ENOENT, os.strerror(errno.ENOENT))  # SQLite would wait for a pipe
    newest = len(schema.MIGRATIONS)
    try:
        with damage_said(backup.name):
            with closing(connected(backup, "ro")) as source:
                version = checked_version(source)
                if not version:
                    raise Corrupt
                if version > newest:
                    raise OSError("it was written by a newer Guided")
                back_up(source, out, told)
            with closing(connected(out)) as db:
                schema.migrate(db, version, newest)
                with transaction(db):
                    for name in settled:
                        db.execute(*settling(name))
        with open(out, "r+b") as file:
            os.fsync(file.fileno())
    except BaseException:
        out.unlink(missing_ok=True)
        raise
