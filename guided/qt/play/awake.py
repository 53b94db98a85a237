"""Keeps the screen on while a session is played, where the system lets a program ask for that.

The system is asked in a thread of its own, since a hanging desktop service takes seconds to time out. Hold
and release come from the same thread, as some systems require.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from threading import Condition, Thread
from typing import Any

CLOSE_S = 0.5  # to wait at the end for a system that is slow to answer


def _ask() -> AbstractContextManager[Any]:
    from wakepy import keep  # asks for the bus when loaded, so not before a session is played

    return keep.presenting(on_fail="pass")


def what_keeps_on() -> str:
    """The name of the service that keeps the screen on here, which it does for a moment; "" if none does."""
    with _ask() as kept:
        return kept.method.name if kept.active and kept.method else ""


class Awake:
    """Keeps the screen on between `hold` and `release`; both return at once and may be repeated.

    `ask` makes the context manager that keeps the screen on, whose `active` says whether it does. A service
    that refused is not asked again in the same session.
    """

    def __init__(self, ask: Callable[[], AbstractContextManager[Any]] = _ask) -> None:
        self._ask = ask
        self._changed = Condition()
        self._wanted = self._holding = self._over = False
        self._session, self._refused_in = 0, -1
        self._thread: Thread | None = None

    def hold(self) -> None:
        """Keep the screen on, if the system can."""
        if self._thread is None:
            self._thread = Thread(target=self._work, name="awake", daemon=True)
            self._thread.start()
        self._wish(True)

    def release(self) -> None:
        """Let the screen go dark again."""
        self._wish(False)

    def end(self) -> None:
        """Let the screen go dark again at the end of a session; the next one asks the system anew."""
        with self._changed:
            self._wanted, self._session = False, self._session + 1
            self._changed.notify()

    def close(self) -> None:
        """Release the screen, giving up on a system that does not answer. Not to be used afterwards."""
        with self._changed:
            self._over = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(CLOSE_S)

    def _wish(self, wanted: bool) -> None:
        with self._changed:
            self._wanted = wanted
            self._changed.notify()

    def _work(self) -> None:
        """The thread's loop: follow the latest wish; those overtaken meanwhile are skipped."""
        with ExitStack() as held:
            while True:
                with self._changed:
                    self._changed.wait_for(lambda: self._over or self._wants_other)
                    if self._over:
                        return
                    session = self._session
                if self._holding:
                    held.close()
                    self._holding = False
                    continue
                self._holding = bool(held.enter_context(self._ask()).active)
                if not self._holding:
                    self._refused_in = session

    @property
    def _wants_other(self) -> bool:
        """Whether the wish differs from the state of the screen."""
        return self._wanted != self._holding and (self._holding or self._refused_in != self._session)
