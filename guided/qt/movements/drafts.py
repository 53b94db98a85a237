"""Drafts: a movement being worked on is kept on disk as it changes, and found again after a crash."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QThreadPool, QTimer

from guided.movements import Movement
from guided.paths import read_file, write_private
from guided.qt.movements.work import Work
from guided.reading import LARGEST_FILE

NEW = "new"
_PAUSE_MS = 400  # without a change, until it is kept
_LARGEST = 4 * LARGEST_FILE


class Draft(NamedTuple):
    """A movement as it was left, and the text its file then had ("" for none)."""

    movement: Movement
    on_disk: str


def path_of(folder: Path, exercise_id: str) -> Path:
    """Where the draft of a movement is; a new one has its place too."""
    return folder / "drafts" / "movements" / f"{exercise_id or NEW}.json"


def read_draft(path: Path) -> Draft | None:
    """The draft on disk; None where there is none that can be used."""
    try:
        kept = json.loads(read_file(path, _LARGEST))
        movement = Movement(str(kept["text"]), dict(kept["table"]))
        return Draft(movement, str(kept["on_disk"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


class Drafts(QObject):
    """Keeps one movement as it changes, in a thread of its own, one after the other."""

    def __init__(self, work: Work, path: Path, on_disk: str) -> None:
        super().__init__(work)
        self._work, self._path, self._on_disk = work, path, on_disk
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.keep)
        work.changed.connect(self._timer.start)

    def keep(self) -> None:
        """Write it now."""
        self._timer.stop()
        movement = self._work.movement
        kept = {"text": movement.text, "table": movement.table, "on_disk": self._on_disk}
        path, text = self._path, json.dumps(kept)
        self._pool.start(lambda: _written(path, text))

    def forget(self) -> None:
        """Remove it: the movement is saved, or not wanted."""
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
    with suppress(OSError):  # what could not be kept is still on the page, and saving says why
        write_private(path, text)
