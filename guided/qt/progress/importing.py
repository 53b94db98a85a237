"""A file of sessions and measures: what is in it first, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject

from guided import messages, words
from guided.history.imports import MOST_BYTES, Plan, add, compare, read
from guided.history.keeper import Failure
from guided.history.store import History
from guided.paths import read_file
from guided.qt.context import Changed, Context
from guided.qt.progress.watching import Stopped, watched
from guided.qt.store import Stamp, Store
from guided.qt.widgets.confirm import ConfirmDialog

_ALL = Changed.HISTORY | Changed.MEASURES
_PROBLEMS_TOLD = 3


class Importing(QObject):
    """Reads a file in the history's thread, says what is new in it, and adds that once it is wanted."""

    def __init__(self, context: Context, store: Store, stamp: Callable[[], Stamp]) -> None:
        super().__init__()
        self._context, self._store, self._stamp = context, store, stamp

    def begin(self, path: str) -> None:
        """Read a file and ask whether what is new in it is wanted."""
        told, done = watched("Reading the file", self._context.window)
        offset = self._context.wall

        def offset_min(local: datetime) -> int:
            zone = offset().tzinfo
            ahead = (local.replace(tzinfo=zone) if zone else local.astimezone()).utcoffset()
            return round(ahead.total_seconds() / 60) if ahead is not None else 0

        def plan(history: History) -> Plan:
            return compare(read(read_file(Path(path), MOST_BYTES), offset_min, told), history)

        def failed(failure: Failure) -> None:
            done()
            if not isinstance(failure, Stopped):
                why = words.refusal(failure) if isinstance(failure, OSError) else failure
                self._context.tell(words.say(messages.NOT_IMPORTED, file=Path(path).name, why=why))

        def take(found: Plan) -> None:
            done()
            self._ask(found)

        self._store.ask(plan, take, failed)

    def _ask(self, plan: Plan) -> None:
        things = things_in(len(plan.sessions), len(plan.measured))
        if not things:
            self._context.tell(" ".join(("Nothing new is in it.", *besides(plan))))
            return
        dialog = ConfirmDialog(
            self._context.look,
            words.say(messages.ADD_ASKED, things=things),
            " ".join((*besides(plan), "Your history is backed up first.")),
            "Add",
            "Leave it",
            self._context.window,
        )
        dialog.accepted.connect(lambda: self._add(plan))
        dialog.open()

    def _add(self, plan: Plan) -> None:
        told, done = watched("Adding what is new", self._context.window)
        now = datetime.fromisoformat(self._stamp().time).astimezone(UTC)
        said = words.say(messages.WERE_ADDED, things=things_in(len(plan.sessions), len(plan.measured)))
        toast = self._context.window.toast

        def enter(history: History) -> None:
            history.backups.make(now, told)
            add(plan, history, told)

        def failed(failure: Failure) -> None:
            done()
            if not isinstance(failure, Stopped):
                self._context.tell(str(failure))

        def added(_: None) -> None:
            done()
            toast(said, "Undo", lambda: self._undo(plan))

        self._store.change(_ALL, enter, added, failed)

    def _undo(self, plan: Plan) -> None:
        def undo(history: History) -> None:
            history.delete(*(one.id for one in plan.sessions))
            for taken in plan.measured:
                history.measured.delete(taken.id)

        self._store.change(_ALL, undo)


def things_in(sessions: int, measures: int) -> str:
    """So many sessions and measures; nothing is said of none."""
    counted = ((messages.SESSIONS, sessions), (messages.MEASURES, measures))
    return words.listed([words.say(message, n=n) for message, n in counted if n])


def besides(plan: Plan) -> list[str]:
    """What of a file is not added, and why."""
    told = []
    if plan.there:
        told.append(words.say(messages.ARE_THERE_ALREADY, n=plan.there))
    if plan.deleted:
        told.append(words.say(messages.WERE_DELETED_HERE, n=plan.deleted))
    if plan.problems:
        first = [f"{one.where}: {one.why}" for one in plan.problems[:_PROBLEMS_TOLD]]
        told.append(words.say(messages.CANNOT_BE_READ, n=len(plan.problems), why="; ".join(first)))
    return told
