"""The buttons that play a routine: from the beginning, or on from where it was left today."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from guided.qt.actions import Act, does
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.resuming import TakenUp

_START, _PLAY = "Start", "player-play-filled"
_AS_SECOND = ("secondary", "", "From the beginning")  # kind, icon and words, beside what goes on


class Starts(QWidget):
    """Print, start and go on, side by side; the last one only where something was begun today."""

    started = Signal()
    """From the beginning."""
    went_on = Signal(str)
    """On with a session (id)."""
    print_asked = Signal()

    def __init__(self, look: Look, start: str) -> None:
        """`start` are the words of the button that starts it."""
        super().__init__()
        self._left: TakenUp | None = None
        self._roomy = True
        self._said = start
        self._sheet = Button(look, "Print sheet", icon="printer")
        self._sheet.clicked.connect(self.print_asked)
        does(self._sheet, "sheet")
        self.start = Button(look, start, "primary", icon=_PLAY)
        self.start.clicked.connect(self.started)
        does(self.start, "start")
        self._go_on = Button(look, "Go on", "primary", icon=_PLAY)
        self._go_on.clicked.connect(self._take_up)
        self._go_on.hide()
        does(self._go_on, "go-on")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for button in (self._sheet, self.start, self._go_on):
            row.addWidget(button)
        self.setFocusProxy(self.start)

    @property
    def first(self) -> Button:
        """The one that one most likely wants."""
        return self.start if self._left is None else self._go_on

    def show_left_off(self, left: TakenUp | None, stopped: bool = False) -> None:
        """Offer first to go on with what was begun today, if anything was.

        Where it hurt and the person `stopped` for the day, nothing calls to start.
        """
        as_first, as_second = ("secondary" if stopped else "primary", _PLAY, self._said), _AS_SECOND
        kind, icon, said = as_first if left is None else as_second
        self._left = left
        self._go_on.setVisible(left is not None)
        self.start.set_kind(kind)
        self.start.set_icon(icon)
        self.start.set_words(said)
        self.set_roomy(self._roomy)

    def set_roomy(self, roomy: bool) -> None:
        """Set whether there is room for all words; without it paper gives way to what plays."""
        self._roomy = roomy
        self._sheet.set_words("Print sheet" if roomy else "Print")
        self._sheet.setVisible(roomy or (self._left is None and self._said == _START))

    def offers(self) -> Mapping[str, Act]:
        """What they do, by the action's id."""
        acts: dict[str, Act] = {"start": self.started.emit, "sheet": self.print_asked.emit}
        return acts if self._left is None else {"go-on": self._take_up, **acts}

    def _take_up(self) -> None:
        if self._left is not None:
            self.went_on.emit(self._left.record.id)
