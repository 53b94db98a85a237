"""Backups: made as time goes by, and put back when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QObject, QTimer

from guided import messages, words
from guided.history.backups import Backup, Contents, Damage
from guided.history.keeper import Failure
from guided.history.rescue import SetAside
from guided.history.store import History, State
from guided.qt.context import Changed, Context
from guided.qt.progress.watching import Stopped, watched
from guided.qt.store import Stamp, Store

_LOOK_MS = 300_000
_ALL = Changed.HISTORY | Changed.PROGRAMMES | Changed.MEASURES


class Safekeeping(QObject):
    """Has the history backed up and checked when that is due, in the history's own thread."""

    def __init__(self, context: Context, store: Store, stamp: Callable[[], Stamp]) -> None:
        super().__init__()
        self._context, self._store, self._stamp = context, store, stamp
        self._told = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        store.opened.connect(self._opened)
        store.changed.connect(lambda _: self.look())

    def look(self) -> None:
        """Have the history checked and backed up, if that is due."""
        now = self._now()

        def care(history: History) -> Damage | None:
            damage = history.backups.check_if_due(now)
            history.backups.make_if_due(now)
            return damage

        self._store.ask(care, self._tell_damage, self._tell_once)

    def list_backups(self, done: Callable[[Sequence[tuple[Backup, Contents | None]]], None]) -> None:
        """Give `done` every backup, newest first, with what is in it."""
        self._store.ask(lambda history: history.backups.all(), done, self._tell_once)

    def restore(self, backup: Backup) -> None:
        """Put a backup in the place of all there is, which is backed up first."""
        now, window = self._now(), self._context.window
        told, done = watched("Restoring the backup", window)
        day = words.day(backup.at.astimezone(self._context.wall().tzinfo), "%d %B %Y, %H:%M")

        def restored(_: object) -> None:
            done()
            window.toast(words.say(messages.RESTORED, day=day))

        def failed(failure: Failure) -> None:
            done()
            if not isinstance(failure, Stopped):
                self._context.tell(str(failure))

        self._store.change(
            _ALL, lambda history: history.backups.restore(backup.path, now, told), restored, failed
        )

    def close(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _now(self) -> datetime:
        return datetime.fromisoformat(self._stamp().time).astimezone(UTC)

    def _opened(self, state: State) -> None:
        if state.writable and not state.damaged:
            self._timer.start()
            self.look()

    def _tell_damage(self, damage: Damage | None) -> None:
        if damage is not None and damage.mended:
            self._context.tell(words.say(messages.SESSIONS_MENDED, n=damage.mended))
        if damage is not None and damage.lost:
            self._context.tell(words.say(messages.SESSIONS_DAMAGED, n=damage.lost))

    def _tell_once(self, failure: Failure) -> None:
        """What keeps backups from being made is tried again and again, but told once."""
        if not self._told:
            self._told = True
            self._context.tell(str(failure))


def lacking_told(aside: SetAside, zone: tzinfo | None) -> str:
    """What a backup or a file that was set aside has and the history lacks."""
    if aside.made is None:
        return words.say(messages.EARLIER_HISTORY, n=aside.sessions)
    counted = ((messages.SESSIONS, aside.sessions), (messages.MEASURES, aside.measures))
    things = words.listed([words.say(message, n=n) for message, n in counted if n])
    day = words.day(aside.made.astimezone(zone), "%d %B %Y")
    return words.say(messages.LACKING_IN_HISTORY, day=day, things=things)
