"""The start of the program: what another window can take over is handed to it before the rest is loaded."""

from __future__ import annotations

import os

from guided import messages, words
from guided.paths import Home
from guided.qt.instance import Asked, Instance
from guided.qt.screen import why_no_screen
from guided.terminal import complain


def start(home: Home, asked: Asked | None = None, speed: float = 1.0, hidden: bool = False) -> int:
    """Show the window until it is closed, and do what was asked; return the exit code.

    Where a window of the same home is open already, it is told what was asked, and this one is not shown.
    `speed` is how many times as fast as real time sessions run; other than at 1 no other window is looked
    for. `hidden` starts without a window, to remind. Raises GuidedError when there is no such routine.
    """
    reason = why_no_screen()
    if reason is not None:
        complain(words.say(messages.TERMINAL, why=reason))
        return 1
    os.umask(0o077)
    asked, instance = asked or Asked(), Instance(home)
    if speed == 1.0:
        taken = not instance.is_alone() if hidden else instance.hand_over(asked)
        if taken:
            return 0
    from guided.qt.app import run

    return run(home, instance, asked, speed, hidden)
