"""A history in a thread of its own: requests are served in order and answered asynchronously."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import TypeVar

from guided.history.errors import Corrupt, NotSaved
from guided.history.rescue import make_draft
from guided.history.store import History, State, open_history
from guided.reading import GuidedError

MOST_ASKED = 10_000  # what may wait for the disk; a session has a few thousand repetitions at most

T = TypeVar("T")
Answer = Callable[[], None]
Failure = GuidedError | OSError


class Keeper:
    """The owner of a history; callers never wait for the disk.

    `deliver` is called from the keeper's thread with each answer, to be called in the asker's thread;
    `opened` is such an answer too, given the State whenever the files were opened or reopened.
    A damaged file is rescued in a thread beside it, so that what is played meanwhile is written at once.
    Without a thread each request is served at once, and answered before `ask` returns.
    """

    def __init__(
        self,
        path: Path,
        today: str,
        deliver: Callable[[Answer], None],
        opened: Callable[[State], None],
        threaded: bool = True,
    ) -> None:
        self._path, self._today = path, today
        self._deliver, self._opened = deliver, opened
        self._history: History | None = None
        self._openings = 0
        self._stopping = False
        self._queue: Queue[Callable[[], bool]] = Queue()
        # One that a dead disk holds up for ever must not hold up the end of the program.
        self._thread = Thread(target=self._work, name="history", daemon=True) if threaded else None

    def start(self) -> None:
        """Open the history."""
        if self._thread is None:
            self._open()
        else:
            self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether any request is pending."""
        return self._queue.unfinished_tasks > 0

    @property
    def waiting(self) -> int:
        """The number of requests pending or not yet on disk."""
        history = self._history
        return self._queue.unfinished_tasks + (history.waiting if history is not None else 0)

    def ask(
        self,
        do: Callable[[History], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Failure], None] | None = None,
    ) -> None:
        """Queue a request; either `done` or `failed` answers it."""

        def job() -> bool:
            assert self._history is not None
            try:
                result = do(self._history)
            except (GuidedError, OSError) as error:
                self._answer(failed, error)
            else:
                self._answer(done, result)
            return True

        if self._thread is None:
            job()
            self._after()
            return
        if self._queue.unfinished_tasks < MOST_ASKED:
            self._queue.put(job)
        elif failed is not None:
            failed(NotSaved("Too much waits for the disk already, so this is not kept."))

    def drain(self, timeout: float) -> bool:
        """Wait for all requests; whether they were served within `timeout` seconds."""
        queue = self._queue
        with queue.all_tasks_done:
            return queue.all_tasks_done.wait_for(lambda: not queue.unfinished_tasks, timeout)

    def save(self, timeout: float) -> bool:
        """Write what waits; whether all of it is on disk within `timeout` seconds."""
        self.ask(lambda history: history.save_waiting())
        return self.drain(timeout) and not self.waiting

    def close(self, timeout: float) -> bool:
        """Serve all requests and close the files; whether all was on disk within `timeout` seconds."""
        if self._thread is None:
            return self._close()
        if not self._stopping:
            self._stopping = True
            self._queue.put(self._stop)
        self._thread.join(timeout)
        return not self._thread.is_alive() and not self.waiting

    # ------------------------------------------------------------ in the thread

    def _work(self) -> None:
        self._open()
        going = True
        while going:
            job = self._queue.get()
            try:
                going = job()
                if going:
                    self._after()
            except Exception as error:  # a mistake in what was asked: its asker hears of it
                self._deliver(_raising(error))
            finally:
                self._queue.task_done()

    def _open(self) -> None:
        self._history = open_history(self._path, self._today, rescues=self._thread is None)
        self._after()

    def _after(self) -> None:
        """Report the state of opened files, and have a damaged one rescued."""
        history = self._history
        assert history is not None
        if history.files.openings == self._openings:
            return
        self._openings = history.files.openings
        state = history.state()
        self._deliver(lambda: self._opened(state))
        if state.damaged and self._thread is not None:
            Thread(target=self._rescue, name="rescue", daemon=True).start()

    def _rescue(self) -> None:
        try:
            kept = make_draft(self._path, self._today)
        except (sqlite3.Error, OSError, Corrupt, ValueError) as error:
            failure = error
            self.ask(lambda history: history.files.not_rescued(failure))
        else:
            self.ask(lambda history: history.files.take_draft(kept))

    def _stop(self) -> bool:
        self._close()
        return False

    def _close(self) -> bool:
        history = self._history
        assert history is not None
        try:
            history.close()
        except GuidedError:
            return False
        return True

    def _answer(self, answer: Callable[[T], None] | None, result: T) -> None:
        if answer is not None:
            self._deliver(lambda: answer(result))


def _raising(error: Exception) -> Answer:
    def answer() -> None:
        raise error

    return answer
