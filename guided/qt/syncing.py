"""Rounds with the folder that several computers have in common, while the window is open."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from pathlib import Path
from threading import Thread
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from guided import messages, words
from guided.history.store import History
from guided.qt.context import Changed, Context
from guided.qt.you.asks import Asks
from guided.reading import GuidedError
from guided.sync.folder import NotSynced
from guided.sync.round import Done, sync

T = TypeVar("T")

_EVERY_MS = 5 * 60_000
_SOON_MS = 3_000  # after something was recorded
_PATIENCE_S = 60.0  # for the history
_RECORDED = Changed.HISTORY | Changed.PROGRAMMES | Changed.MEASURES


class Syncing(QObject):
    """Does a round at the start, after what is recorded and every few minutes, while that is switched on.

    A folder that takes long holds up a thread of its own only; the history is asked in its own thread.
    """

    choices_came = Signal()
    """Choices, favourites or own files were changed on another computer, and here now."""
    _ended = Signal(object)

    def __init__(self, context: Context, asks: Asks, threaded: bool = True) -> None:
        super().__init__()
        self._context, self._asks, self._threaded = context, asks, threaded
        self._thread: Thread | None = None
        self._is_on = context.settings.sync
        self._again = QTimer(self, interval=_EVERY_MS)
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._again.timeout.connect(self.go)
        self._soon.timeout.connect(self.go)
        self._ended.connect(self._take)
        context.changed.connect(self._follow)
        asks.sync_now.connect(self.go)

    def begin(self) -> None:
        """Do the first round, if that is switched on."""
        self._again.start()
        self.go()

    def go(self) -> None:
        """Do a round, unless one is under way or that is switched off."""
        settings = self._context.settings
        self._is_on = settings.sync and bool(settings.sync_folder)
        if not self._is_on or self._thread is not None:
            return
        store, home, today = self._context.store, self._context.home, self._context.today()
        store.open()

        def within(do: Callable[[History], T]) -> T:
            answer: Future[T] = Future()
            store.ask(
                lambda history: answer.set_result(self._done(do, history)), _nothing, answer.set_exception
            )
            try:
                return answer.result(_PATIENCE_S)
            except Late as error:
                raise NotSynced("The history is busy; Guided tries again.") from error

        def run() -> None:
            try:
                result: Done | GuidedError | OSError = sync(home, Path(settings.sync_folder), within, today)
            except (GuidedError, OSError) as error:
                result = error
            self._tell_end(result)

        if self._threaded:
            self._thread = Thread(target=run, name="sync", daemon=True)
            self._thread.start()
        else:
            run()

    def close(self) -> None:
        """Begin no more rounds."""
        self._is_on = False
        self._again.stop()
        self._soon.stop()

    def _done(self, do: Callable[[History], T], history: History) -> T:
        """In the history's thread: what a round asks, unless it was switched off meanwhile."""
        if not self._is_on:
            raise NotSynced("It was switched off.")
        return do(history)

    def _tell_end(self, result: Done | GuidedError | OSError) -> None:
        try:
            self._ended.emit(result)
        except RuntimeError:
            return  # the window is gone

    def _take(self, result: Done | GuidedError | OSError) -> None:
        self._thread = None
        if not isinstance(result, Done):
            told = words.refusal(result) if isinstance(result, OSError) else str(result)
            self._asks.synced.emit(told)
            return
        came, went = words.say(messages.CAME, n=result.came), words.say(messages.WENT, n=result.went)
        time = f"{self._context.wall():%H:%M}"
        self._asks.synced.emit(words.say(messages.SYNC_LAST_WENT, time=time, came=came, went=went))
        if result.came or result.changed:
            self._context.store.change(_RECORDED, lambda _: None)
        if result.changed:
            self.choices_came.emit()

    def _follow(self, what: Changed) -> None:
        settings = self._context.settings
        if what & Changed.SETTINGS and self._is_on != settings.sync:
            self._is_on = settings.sync
            self.go()
        elif what & _RECORDED and self._is_on:
            self._soon.start()


def _nothing(_: object) -> None:
    """The answer was given already."""
