"""One thing after the other, with time in between for the window."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_BETWEEN_MS = 1


class Turns(QObject):
    """Does what it is given, one thing at a turn of the event loop, so that none waits for all."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: deque[Callable[[], object]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(_BETWEEN_MS)
        self._timer.timeout.connect(self._take)

    def give(self, thing: Callable[[], object]) -> None:
        """Has something done at a turn to come."""
        self._waiting.append(thing)
        self._timer.start()

    def _take(self) -> None:
        thing = self._waiting.popleft()
        if not self._waiting:
            self._timer.stop()
        thing()
