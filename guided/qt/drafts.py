"""What is being made and not saved yet: kept on disk as it changes, and asked about once it is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QThreadPool, QTimer

from guided import messages, words
from guided.paths import write_private
from guided.qt.actions import Act
from guided.qt.context import Context
from guided.qt.widgets.questionbar import QuestionBar

_PAUSE_MS = 400  # without a change, until it is kept


class DraftFile(QObject):
    """Writes a draft in a thread of its own, one after the other; `text` is what is to be kept now.

    What cannot be kept is still on the page, and saving says why.
    """

    def __init__(self, path: Path, text: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path, self._text = path, text
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
        path, text = self.path, self._text()
        self._pool.start(lambda: _written(path, text))

    def forget(self) -> None:
        """Remove it: it is saved, or not wanted."""
        self._timer.stop()
        self._pool.waitForDone()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)

    def close(self) -> None:
        """Write what is still to be written, and wait for it."""
        if self._timer.isActive():
            self.keep()
        self._pool.waitForDone()


def _written(path: Path, text: str) -> None:
    with suppress(OSError):
        write_private(path, text)


class Left(NamedTuple):
    """What was left without being saved: its name, what goes on with it, and what throws it away.

    What is not asked about in a bar has nothing that throws it away.
    """

    name: str
    go_on: Act
    throw_away: Act | None = None


class Asking:
    """Asks in a bar whether to go on with what was left, until that is answered or it waits no longer."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._bar: QuestionBar | None = None

    def ask(self, left: Iterable[Left], first: bool = False) -> None:
        """Ask about the first there is; with `first` Enter means to go on with it."""
        if self._bar is not None:
            self._bar.hide()
            self._bar.deleteLater()
        found = next(iter(left), None)
        self._bar = self._bar_for(found) if found is not None else None
        if self._bar is not None:
            if not first:
                self._bar.setFocusProxy(None)  # type: ignore[arg-type]  # Qt knows none
            self._context.window.add_bar(self._bar)

    def _bar_for(self, left: Left) -> QuestionBar:
        said = words.say(messages.DRAFT_WAITS, name=left.name)
        bar = QuestionBar(self._context.look, "pencil", said, "Go on with it", "Throw it away")
        bar.accepted.connect(lambda: left.go_on())
        if left.throw_away is not None:
            bar.declined.connect(left.throw_away)
        return bar
