"""A draft kept on disk while it is edited, by a thread of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from guided.editing.draft import Draft
from guided.editing.drafts import Origin, Place, keep, kept_text

SOON_MS = 400  # after an edit, so that several in a row are written once


class Autosave(QObject):
    """Keeps the draft of one document; nothing is written before the first change."""

    failed = Signal(object)
    """It could not be kept: an OSError, told once."""

    def __init__(self, path: Path, origin: Origin) -> None:
        super().__init__()
        self.path, self._origin = path, origin
        self._place: Place | None = None
        self._draft: Draft | None = None
        self._told = False
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)  # one after the other, the last one wins
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON_MS)
        self._timer.timeout.connect(self._write)

    def take(self) -> None:
        """Take over what is kept there already, so that nobody else goes on with it."""
        try:
            self._place = Place(self.path)
        except OSError as error:
            self._fail(error)

    def keep(self, draft: Draft) -> None:
        """Keep a draft soon."""
        self._draft = draft
        self._timer.start()

    def flush(self) -> None:
        """Keep at once what is to be kept."""
        if self._timer.isActive():
            self._timer.stop()
            self._write()

    def leave(self) -> None:
        """Keep what there is, and let go of it, for it to be gone on with."""
        self.flush()
        self._pool.waitForDone()
        if self._place is not None:
            self._place.leave()

    def drop(self) -> None:
        """Throw away what was kept."""
        self._timer.stop()
        self._pool.waitForDone()
        if self._place is not None:
            try:
                self._place.drop()
            except OSError as error:
                self._fail(error)

    def _write(self) -> None:
        if self._draft is not None:
            text = kept_text(self._origin, self._draft)
            self._pool.start(lambda: self._keep(text))

    def _keep(self, text: str) -> None:
        """In the thread."""
        try:
            if self._place is None:
                self._place = Place(self.path)
            keep(self.path, text)
        except OSError as error:
            self._fail(error)

    def _fail(self, error: OSError) -> None:
        if not self._told:
            self._told = True
            self.failed.emit(error)
