"""Keeps the screen on while a session runs, where the system lets a program ask for that."""

from __future__ import annotations

from contextlib import ExitStack


class Awake:
    """The wish that the screen stays on: `hold` and `release`, as often as one likes."""

    def __init__(self) -> None:
        self._held = ExitStack()
        self._holding = False

    def hold(self) -> None:
        """Asks the system to keep the screen on. Where it cannot, nothing happens."""
        if self._holding:
            return
        from wakepy import keep  # asks for the bus when loaded, so not before a session starts

        self._holding = True
        self._held.enter_context(keep.presenting(on_fail="pass"))

    def release(self) -> None:
        """Lets the screen go dark again."""
        self._held.close()
        self._holding = False
