"""The backups of an open history, and what they bring back."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from guided import messages
from guided.history import backups, rescue
from guided.history.backups import Backup, Contents, Damage
from guided.history.database import ERRORS, back_up, connected, readable, reason
from guided.history.errors import NotSaved
from guided.history.records import Told
from guided.history.rescue import SetAside
from guided.history.writing import Writer
from guided.paths import write_private
from guided.words import say

CHECKED_EVERY = timedelta(days=7)


class Backups:
    """The backups of a history, and the files that were set aside. Times are in UTC."""

    def __init__(self, writer: Writer) -> None:
        self._writer, self._path = writer, writer.files.path

    def all(self) -> list[tuple[Backup, Contents | None]]:
        """Every backup, newest first, with what is in it, None where it cannot be read. Raises Unreadable."""
        with readable():
            return [(one, backups.contents(one.path)) for one in backups.backups_of(self._path)]

    def make_if_due(self, now: datetime) -> None:
        """Back the history up if it was changed and its newest backup is half an hour old.

        While the newest has what is lacking here, it stays the newest. Raises NotSaved.
        """
        files = self._writer.files
        if files.trouble is not None:
            return  # what cannot be opened must not take the place of what could
        try:
            if backups.is_due(files.db, self._path, now) and not self._backup_lacking():
                backups.make_backup(files.db, self._path, now)
        except (*ERRORS, OSError) as error:
            raise NotSaved(say(messages.NOT_BACKED_UP, why=reason(error))) from error

    def make(self, now: datetime, told: Told | None = None) -> Path:
        """Back the history up, unless its newest backup is the same; where that is. Raises NotSaved."""
        self._writer.need_database()
        try:
            return backups.make_backup(self._writer.files.db, self._path, now, told)
        except (*ERRORS, OSError) as error:
            raise NotSaved(say(messages.NOT_BACKED_UP, why=reason(error))) from error

    def restore(self, backup: Path, now: datetime, told: Told | None = None) -> Path | None:
        """Put a backup in the place of all there is; where that was backed up.

        It is checked first. A history that cannot be opened is set aside instead, and None returned. Raises
        NotSaved, and all is as it was.
        """
        self._writer.need_lock()
        files = self._writer.files
        if files.damaged:
            raise NotSaved("What can still be read of the history is being saved; try again in a moment.")
        before = self.make(now, _part(told, 0.0)) if files.trouble is None else None
        settled = [one.path.name for one in backups.backups_of(self._path)]
        try:
            files.restore(backup, settled, _part(told, 0.5))
        except (*ERRORS, OSError) as error:
            raise NotSaved(say(messages.NOT_RESTORED, file=backup, why=reason(error))) from error
        return before

    # ------------------------------------------------------------ what is lacking

    def lacking(self) -> list[SetAside]:
        """The set-aside files, and the newest backup, that have sessions or measures which are lacking here.

        Raises Unreadable.
        """
        files = self._writer.files
        if files.trouble is not None:
            return []
        with readable():
            return rescue.lacking(self._path, files.db) + self._backup_lacking()

    def bring_back(self, name: str) -> None:
        """Carry over what a set-aside file or a backup has and this lacks. Raises NotSaved."""
        self._writer.need_database()
        try:
            rescue.bring_back(self._path.with_name(name), self._writer.files.db)
        except (sqlite3.Error, OSError) as error:
            raise NotSaved(say(messages.NOT_BROUGHT_BACK, why=reason(error))) from error

    def leave_aside(self, name: str) -> None:
        """Ask no more about a file that was set aside, or a backup; it stays. Raises NotSaved."""
        self._writer.run(rescue.settling(name))

    def _backup_lacking(self) -> list[SetAside]:
        """What the newest sound backup has that is lacking, in a list, which is empty if that is nothing."""
        db = self._writer.files.db
        here = backups.things_in(db)
        settled = {name for (name,) in db.execute("SELECT name FROM aside")}
        for one in backups.backups_of(self._path):
            if one.path.name in settled:
                return []
            with suppress(*ERRORS), closing(connected(one.path, "ro")) as copy:
                sessions, measures = map(
                    len, (a - b for a, b in zip(backups.things_in(copy), here, strict=True))
                )
                if not sessions + measures:
                    return []
                if backups.is_sound(one.path):
                    return [SetAside(one.path.name, sessions, measures, one.at)]
        return []

    # ------------------------------------------------------------ damage

    def check_if_due(self, now: datetime) -> Damage | None:
        """Check every record once a week, and make good from backups what was damaged; None if not due.

        Raises NotSaved, Unreadable.
        """
        files, mark = self._writer.files, self._path.with_name(f"{self._path.stem}-checked")
        if files.trouble is not None or timedelta(0) <= now - _time_in(mark) < CHECKED_EVERY:
            return None
        with readable():
            damaged = list(backups.damaged_in(files.db))
            statements = list(backups.mending(damaged, self._path))
        if statements:
            self._writer.run(*statements)
        with suppress(OSError):
            write_private(mark, now.isoformat())
        return Damage(len(statements), len(damaged) - len(statements))


def _part(told: Told | None, begun: float) -> Told | None:
    """Who is told, of the half of the work that begins there."""
    return None if told is None else lambda share: told(begun + share / 2)


def _time_in(mark: Path) -> datetime:
    """The time in a file, long ago if there is none."""
    try:
        return datetime.fromisoformat(mark.read_text("utf-8"))
    except (OSError, ValueError):
        return datetime.min.replace(tzinfo=UTC)


def copy_to(path: Path, out: Path) -> Contents | None:
    """Back a history up to a file of one's own, whoever has it open; what is in that. Raises NotSaved."""
    try:
        with closing(connected(path)) as db:
            back_up(db, out)
    except (*ERRORS, OSError) as error:
        raise NotSaved(say(messages.NOT_BACKED_UP, why=reason(error))) from error
    return backups.contents(out)
