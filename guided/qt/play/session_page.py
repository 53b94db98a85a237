"""What the keyboard and the questions of a session need of its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import SignalInstance

from guided.qt.play.keys import Do, State
from guided.qt.play.player import Player
from guided.qt.play.ready import Countdown
from guided.qt.theme import Look
from guided.qt.widgets.message import Toast
from guided.qt.widgets.overlay import Overlay


class SessionPage(Protocol):
    """A page with a session in a state."""

    before: int | None
    """The discomfort before, 0 to 10."""

    @property
    def look(self) -> Look:
        """The look the page follows."""

    @property
    def player(self) -> Player | None:
        """What plays the session, if there is one."""

    @property
    def state(self) -> State:
        """The state the session is in."""

    @property
    def countdown(self) -> Countdown | None:
        """The countdown to the start."""

    @property
    def panel(self) -> Overlay | None:
        """The panel that is open."""

    @property
    def toast(self) -> Toast:
        """Where short messages appear."""

    @property
    def ended(self) -> SignalInstance: ...
    @property
    def hurt(self) -> SignalInstance: ...
    @property
    def felt(self) -> SignalInstance: ...
    @property
    def before_told(self) -> SignalInstance: ...
    @property
    def help_asked(self) -> SignalInstance: ...

    def may(self, do: Do) -> bool:
        """Whether an action is allowed now."""

    def act(self, do: Do) -> bool:
        """Do something, if it is allowed now; whether it was."""

    def go(self, to: Callable[[Player], object]) -> None:
        """Go elsewhere in the session."""

    def enter(self, state: State, panel: Overlay | None = None) -> None:
        """Enter a state, with its panel in place of the previous one."""

    def show_paused(self) -> None:
        """Show the pause."""

    def place(self) -> None:
        """Lay everything out again."""

    def wake(self) -> None:
        """Show the controls: somebody is there."""
