"""Keeps the screen on while a session is played, where the system lets a program ask for that.

The system is asked in a thread of its own: a desktop service that hangs takes seconds to be given up
on, and play must not wait for it. Asking and taking it back are done by the same thread, as some
systems want it.
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


class Awake:
    """The wish that the screen stays on: `hold` and `release`, as often as one likes; each returns at once.

    `ask` makes what is entered to keep the screen on, and whose `active` then says whether it does. Who
    was refused is not asked again before the session is over.
    """

    def __init__(self, ask: Callable[[], AbstractContextManager[Any]] = _ask) -> None:
        self._ask = ask
        self._changed = Condition()
        self._wanted = self._holding = self._over = False
        self._session, self._refused_in = 0, -1
        self._thread: Thread | None = None

    def hold(self) -> None:
        """Wish that the screen stays on. Where the system does not do that, nothing happens."""
        if self._thread is None:
            self._thread = Thread(target=self._work, name="awake", daemon=True)
            self._thread.start()
        self._wish(True)

    def release(self) -> None:
        """Let the screen go dark again."""
        self._wish(False)

    def end(self) -> None:
        """Let the screen go dark again, as the session is over; in the next one the system is asked anew."""
        with self._changed:
            self._wanted, self._session = False, self._session + 1
            self._changed.notify()

    def close(self) -> None:
        """Take every wish back, and give up on a system that does not answer. Not to be used afterwards."""
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
        """What the thread does: as is wished, one thing at a time; what was wished meanwhile is left out."""
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
        """Whether there is something to do about a wish."""
        return self._wanted != self._holding and (self._holding or self._refused_in != self._session)
