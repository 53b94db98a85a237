"""The calendar day, for a window that stays open overnight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

_LOOK_AGAIN_MS = 60_000  # the computer may have slept, or be in another time zone


class Day(QObject):
    """Notices a new day: at midnight, once a minute, and whenever asked to look.

    While `held` says so, news of it waits.
    """

    changed = Signal()

    def __init__(self, wall: Callable[[], datetime], held: Callable[[], bool]) -> None:
        super().__init__()
        self._wall, self._held = wall, held
        self._day: date = wall().date()
        self._closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._timer.start(next_look_ms(wall()))

    def close(self) -> None:
        """Stop looking."""
        self._closed = True
        self._timer.stop()

    def look(self) -> None:
        """Look now; emits `changed` at once on a new day."""
        if self._closed:
            return
        now = self._wall()
        self._timer.start(next_look_ms(now))
        if now.date() != self._day and not self._held():
            self._day = now.date()
            self.changed.emit()


def next_look_ms(now: datetime) -> int:
    """The ms until midnight, at most a minute."""
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    left_ms = (midnight - now) // timedelta(milliseconds=1) + 1
    return min(left_ms, _LOOK_AGAIN_MS)
