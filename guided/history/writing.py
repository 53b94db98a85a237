"""Writes to a history, in order, and the queues of those the disk does not take."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from guided import messages
from guided.history.database import REFUSALS, reason, write
from guided.history.errors import Corrupt, NotSaved, Refused
from guided.history.log import Log, read_log, remove_log, save_log
from guided.history.opening import Files, is_over
from guided.history.records import Statement, entering, entry_id, session_id_of
from guided.words import say

MOST_WAITING = 10_000  # writes kept in memory while the disk refuses them

Change = Callable[[list[Any]], None]
"""A change to the log values of the session under way; it raises Refused before it changes anything."""


class _NotYet(Exception):
    """A write has to wait for earlier ones."""


class Writer:
    """The writer of a history's files; use from one thread only.

    Writes to the log and to the database wait in separate queues, each in order, so that a stuck database
    delays no rep. What it does not take is kept in a log of its own.
    """

    def __init__(self, files: Files, rescues: bool) -> None:
        self.files = files
        self._rescues = rescues
        self._changes: list[tuple[str, Change]] = []
        self._entries: list[Mapping[str, Any]] = []

    @property
    def waiting(self) -> int:
        """The number of writes that are in memory only."""
        return len(self._changes) + len(self._in_memory())

    @property
    def pending(self) -> bool:
        """Whether any write is not where it belongs."""
        return bool(self._changes or self._entries or self.files.late.values or self.files.trouble)

    def open(self) -> None:
        """Open for writing what is not open, or was replaced by another file."""
        self.files.open_again()
        if self.files.damaged and self._rescues:
            self.files.rescue()

    def need_lock(self) -> None:
        """Raise NotSaved if nothing can be written."""
        if not self.files.locked:
            raise NotSaved(self.files.trouble or "The history is closed.")

    def save_waiting(self) -> None:
        """Write what waits. Raises NotSaved, and it keeps waiting; Refused for what is dropped."""
        problems: list[NotSaved | Refused] = []
        for save in (self._save_entries, self._save_log):
            try:
                save()
            except (NotSaved, Refused) as error:
                problems.append(error)
        for problem in sorted(problems, key=lambda one: isinstance(one, Refused)):
            raise problem

    def let_go(self) -> None:
        """Drop what waits."""
        self._changes.clear()
        self._entries.clear()

    # ------------------------------------------------------------ the log of the session under way

    def log_values(self) -> list[Any]:
        """The values of the log, as they will be once the disk takes what waits."""
        values = list(self.files.log.values)
        for _, change in self._changes:
            with suppress(Refused, _NotYet):
                change(values)
        return values

    def change_log(self, session_id: str, change: Change) -> None:
        """Change the log; it is on disk on return. Raises Refused; NotSaved, and then it waits."""
        self.need_lock()
        if len(self._changes) >= MOST_WAITING:
            self._save_log()
        self._changes.append((session_id, change))
        if self._in_memory():
            self.save_waiting()
        else:
            self._save_log()

    def end_log(self, session_id: str) -> None:
        """Empty the log of a session that was entered, once it is on disk elsewhere. Raises NotSaved."""

        def change(values: list[Any]) -> None:
            if values and session_id_of(values) == session_id:
                if any(entry_id(one) == session_id for one in self._in_memory()):
                    raise _NotYet
                values.clear()

        self.change_log(session_id, change)

    def forget(self, session_id: str) -> None:
        """Drop what waits for the log of a session."""
        self._changes = [(id, change) for id, change in self._changes if id != session_id]

    def remove_log(self, session_id: str) -> None:
        """Remove the log if it is that session's. Raises NotSaved."""
        log = self.files.log
        try:
            # The disk may have a beginning that it did not confirm.
            if any(
                one.values and session_id_of(one.values) == session_id
                for one in (log, read_log(log.path) or log)
            ):
                self.files.log = remove_log(log)
        except OSError as error:
            raise NotSaved(say(messages.CHANGE_NOT_SAVED, why=reason(error))) from error

    def _save_log(self) -> None:
        if not self._changes:
            return
        values, refused = list(self.files.log.values), None
        left = list(self._changes)
        while left:
            try:
                left[0][1](values)
            except Refused as error:
                # It would be refused for ever, and must not hold up the others.
                refused = error
                self._changes.remove(left[0])
            except _NotYet:
                break
            del left[0]
        try:
            self._hold(values)
        except OSError as error:
            raise NotSaved(say(messages.SESSION_NOT_SAVED, why=reason(error))) from error
        self._changes = left
        if refused is not None:
            raise Refused(say(messages.SESSION_DOES_NOT_FIT, why=refused)) from refused
        if left:
            raise NotSaved("The session could not be saved; Guided tries again.")

    def _hold(self, values: list[Any]) -> None:
        files = self.files
        if values:
            files.log = save_log(files.log, values)
        elif files.log.values:
            # Where it cannot be removed, its session is known to have ended by being in the database.
            with suppress(OSError):
                remove_log(files.log)
            files.log = Log(files.log.path)

    # ------------------------------------------------------------ the database

    def enter(self, entry: Mapping[str, Any]) -> None:
        """Enter something that was played into the database.

        Raises Refused; NotSaved if it is not there yet, but in a log beside it or in memory.
        """
        entering(entry)
        self.open()
        self.need_lock()
        if len(self._entries) >= MOST_WAITING:
            self._save_entries()
        self._entries.append(entry)
        self._save_entries()

    def is_over(self, session_id: str) -> bool:
        """Whether a session has ended, as far as is known."""
        if any(entry_id(one) == session_id for one in (*self._entries, *self.files.late.values)):
            return True
        try:
            return is_over(self.files.db, session_id)
        except sqlite3.Error:
            return False  # another program has the file; the log is compared with it when it is opened

    def run(self, *statements: Statement) -> None:
        """Write what the person asked for now; it is not queued, they can ask again.

        Each statement is idempotent. Raises Refused, NotSaved.
        """
        self.need_database()
        try:
            write(self.files.db, statements)
        except REFUSALS as error:
            raise Refused(say(messages.CHANGE_DOES_NOT_FIT, why=error)) from error
        except sqlite3.Error as error:
            raise NotSaved(say(messages.CHANGE_NOT_SAVED, why=error)) from error

    def need_database(self) -> None:
        """Raise NotSaved if the database takes nothing, or not what waits for it."""
        self.open()
        self.need_lock()
        self.save_waiting()
        if self.files.trouble is not None:
            raise NotSaved(self.files.trouble)

    def _in_memory(self) -> list[Mapping[str, Any]]:
        """What waits for the database in memory only."""
        return [one for one in self._entries if one not in self.files.late.values]

    def _save_entries(self) -> None:
        self._entries[:0] = [one for one in self.files.late.values if one not in self._entries]
        refused: Exception | None = None
        failed: Exception | None = None
        while self._entries and failed is None and self.files.trouble is None:
            try:
                write(self.files.db, entering(self._entries[0]))
            except (*REFUSALS, Refused, Corrupt) as error:
                # It would be refused for ever, and must not hold up the others.
                refused = error
            except sqlite3.Error as error:
                failed = error
                break
            del self._entries[0]
        self._keep_beside()
        if self._entries:
            if failed is None and self.files.trouble:
                raise NotSaved(self.files.trouble)
            told = messages.SESSION_NOT_SAVED if self._in_memory() else messages.SESSION_NOT_SAVED_KEPT
            raise NotSaved(say(told, why=failed and reason(failed))) from failed
        if refused is not None:
            raise Refused(say(messages.SESSION_DOES_NOT_FIT, why=refused)) from refused

    def _keep_beside(self) -> None:
        """Make the log of late entries hold just what waits for the database, if the disk takes it."""
        late = self.files.late
        with suppress(OSError):
            if self._entries and late.values != tuple(self._entries):
                self.files.late = save_log(late, self._entries)
            elif late.values and not self._entries:
                self.files.late = remove_log(late)
