"""The person's own words made into clips in a thread of their own, ahead of any session."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Signal

from guided.library import Library

LOOK_MS = 500


class Speaking(QObject):
    """Has the system's speaking program, if there is one, say what the person named."""

    made = Signal()
    """There are other clips than before: sessions that begin from now on say them."""

    def __init__(self, library: Callable[[], Library], folder: Path) -> None:
        super().__init__()
        self._library, self._folder = library, folder
        self._thread: Thread | None = None
        self._other = self._again = False
        self._looks = QTimer(self)
        self._looks.setInterval(LOOK_MS)
        self._looks.timeout.connect(self._look_at_it)

    def look(self) -> None:
        """Make what is missing, if anything may be."""
        library = self._library()
        if not library.own and not self._folder.exists():
            return
        if self._thread is not None:
            self._again = True
            return
        # Where the program ends meanwhile, this is left as it is, and made at the next start.
        self._thread = Thread(target=self._make, args=(library,), name="speaking", daemon=True)
        self._thread.start()
        self._looks.start()

    def _make(self, library: Library) -> None:
        from guided.own_voice import make_own_voice, speaker, texts_of

        with suppress(OSError):  # where nothing can be kept, the nearest shipped words do
            self._other = make_own_voice(texts_of(library), self._folder, speaker())

    def _look_at_it(self) -> None:
        if self._thread is None or self._thread.is_alive():
            return
        other, again = self._other, self._again
        self._thread, self._other, self._again = None, False, False
        self._looks.stop()
        if other:
            self.made.emit()
        if again:
            self.look()
