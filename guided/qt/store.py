"""The history for the window: requests run in another thread and are answered in this one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from guided.history.keeper import Answer, Failure, Keeper
from guided.history.records import Past
from guided.history.store import History, State

T = TypeVar("T")


class Stamp(NamedTuple):
    """The key of a new record: an id, the UTC time as ISO 8601, and the local offset in minutes."""

    id: str
    time: str
    offset_min: int


class Store(QObject):
    """A history in its own thread; `past` is a value that is always available.

    `opened` carries the State whenever the files were opened or reopened; `changed` the flags given to
    `change`, once that is on disk and `past` is current; `told` a sentence for the person.
    """

    opened = Signal(object)
    changed = Signal(object)
    told = Signal(str)
    _arrived = Signal()

    def __init__(self, path: Path, today: str, threaded: bool = True) -> None:
        super().__init__()
        self.path, self._today, self._threaded = path, today, threaded
        self._answers: deque[Answer] = deque()
        self._keeper: Keeper | None = None
        self._note: str | None = None
        self.past = Past()
        self.readable = False
        """Whether the history has been read; until then `past` is empty."""
        self._arrived.connect(self._answer)

    @property
    def waiting(self) -> int:
        """The number of requests that are not yet on disk."""
        return self._keeper.waiting if self._keeper is not None else 0

    def open(self) -> None:
        """Start opening and reading the history."""
        if self._keeper is None:
            self._keeper = Keeper(self.path, self._today, self._deliver, self._take, self._threaded)
            self._keeper.start()

    def keep(self, do: Callable[[History], object], failed: Callable[[Failure], None]) -> None:
        """Queue a write that leaves the past as it is."""
        self.ask(do, lambda _: None, failed)

    def change(
        self,
        what: object,
        do: Callable[[History], T],
        done: Callable[[T], None] = lambda _: None,
        failed: Callable[[Failure], None] | None = None,
    ) -> None:
        """Queue a write that changes the past, and emit `what` once done; failures are told."""

        def take(result: tuple[T, Past]) -> None:
            answer, self.past = result
            self.changed.emit(what)
            done(answer)

        self.ask(lambda history: (do(history), history.past()), take, failed or self._tell)

    def try_again(self, what: object) -> None:
        """Retry any writes that the disk refused, and emit `what` once done."""

        def do(history: History) -> Past | None:
            if not history.pending:
                return None
            history.save_waiting()
            return history.past()

        def done(past: Past | None) -> None:
            if past is not None:
                self.past = past
                self.changed.emit(what)

        # What does not go well was told when it began, and goes on waiting.
        self.ask(do, done, lambda _: None)

    def ask(
        self, do: Callable[[History], T], done: Callable[[T], None], failed: Callable[[Failure], None]
    ) -> None:
        """Queue a request to the history, answered by `done` or `failed`."""
        self.open()
        assert self._keeper is not None
        self._keeper.ask(do, done, failed)

    def drain(self, timeout: float = 10.0) -> bool:
        """Wait for all requests and deliver their answers; whether all were served within `timeout` s."""
        while self._keeper is not None and (self._keeper.busy or self._answers):
            if not self._keeper.drain(timeout):
                return False
            self._answer()
        return True

    def save(self, timeout: float) -> bool:
        """Write what is waiting; whether all of it is on disk within `timeout` seconds."""
        return self._keeper is None or self._keeper.save(timeout)

    def close(self, timeout: float = 10.0) -> bool:
        """Serve all requests and close the files; whether all is on disk within `timeout` seconds."""
        keeper, self._keeper = self._keeper, None
        closed = keeper is None or keeper.close(timeout)
        self._answers.clear()
        return closed

    def _deliver(self, answer: Answer) -> None:
        """Pass an answer on from the keeper's thread."""
        self._answers.append(answer)
        if self._threaded:
            with suppress(RuntimeError):  # the window is gone
                self._arrived.emit()
        else:
            self._answer()

    def _answer(self) -> None:
        while self._answers:
            self._answers.popleft()()

    def _take(self, state: State) -> None:
        self.past, self.readable = state.past, not state.damaged
        if state.note and state.note != self._note and not state.damaged:  # it is told when it is rescued
            self.told.emit(state.note)
        self._note = state.note
        self.opened.emit(state)

    def _tell(self, failure: Failure) -> None:
        self.told.emit(str(failure))
