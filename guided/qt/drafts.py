"""What is being made and not saved yet, kept on disk as it changes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QTimer

from guided.paths import write_private

_PAUSE_MS = 400  # without a change, until it is kept


class DraftFile(QObject):
    """Writes a draft in a thread of its own, one after the other; `text` is what is to be kept now.

    What cannot be kept is still on the page, and saving says why.
    """

    def __init__(self, path: Path, text: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path, self._text = path, text
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.keep)

    def keep_soon(self) -> None:
        """Write it once nothing has changed for a moment."""
        self._timer.start()

    def keep(self) -> None:
        """Write it now."""
        self._timer.stop()
        path, text = self._path, self._text()
        self._pool.start(lambda: _written(path, text))

    def forget(self) -> None:
        """Remove it: it is saved, or not wanted."""
        self._timer.stop()
        self._pool.waitForDone()
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def close(self) -> None:
        """Write what is still to be written, and wait for it."""
        if self._timer.isActive():
            self.keep()
        self._pool.waitForDone()


def _written(path: Path, text: str) -> None:
    with suppress(OSError):
        write_private(path, text)
