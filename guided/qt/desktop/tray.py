"""A tray icon with the time until the next break and a menu.

The tray may appear after the program, since a desktop session starts both at once. An icon made before
it never reaches a D-Bus tray, so it is made once there is one; from then on Qt restores it by itself.
`QSystemTrayIcon.isVisible` says nothing about any of this.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import lru_cache, partial

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QFont, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from guided import messages, words

_SIZES = (16, 22, 24, 32, 48, 64)
# Its own paper, since nobody says how dark the panel is.
_PAPER, _RING, _INK = "#ffffff", "#0f766e", "#134e4a"
_MOST = 99


class Tray(QObject):
    """The icon and its menu; emits what was chosen and knows nothing of reminders."""

    break_asked = Signal()
    today_asked = Signal()
    pause_asked = Signal()
    """Pause for an hour."""
    tomorrow_asked = Signal()
    """Pause until tomorrow."""
    resume_asked = Signal()
    answered = Signal(str)
    """The answer to a break that is due: an action of its notice."""
    quit_asked = Signal()
    clicked = Signal()
    """A message was clicked."""

    def __init__(self, answers: Mapping[str, str], parent: QObject | None = None) -> None:
        """`answers` maps actions to words, offered while a break is due."""
        super().__init__(parent)
        self._menu = QMenu()
        self._next = self._line("", None)
        self._next.setEnabled(False)
        self._menu.addSeparator()
        self._line("Start break", self.break_asked.emit)
        self._answers = [
            self._line(words, partial(self.answered.emit, action)) for action, words in answers.items()
        ]
        self._line("Today", self.today_asked.emit)
        self._menu.addSeparator()
        self._pauses = (
            self._line("Pause for an hour", self.pause_asked.emit),
            self._line("Pause until tomorrow", self.tomorrow_asked.emit),
        )
        self._resume = self._line("Remind me again", self.resume_asked.emit)
        self._menu.addSeparator()
        self._line("Quit", self.quit_asked.emit)
        self._icon: QSystemTrayIcon | None = None
        self._shown: tuple[str, int | None, bool, bool] | None = None

    @property
    def is_there(self) -> bool:
        """Whether a tray shows the icon."""
        return self._icon is not None and QSystemTrayIcon.isSystemTrayAvailable()

    def show(self, text: str, minutes: int | None, due: bool = False, paused: bool = False) -> None:
        """Show the state in words, as a number on the icon, and with the actions that apply."""
        if (text, minutes, due, paused) == self._shown and self._icon is not None:
            return  # each change is drawn in six sizes and sent
        self._shown = text, minutes, due, paused
        self._next.setText(text)
        for answer in self._answers:
            answer.setVisible(due)
        for action in self._pauses:
            action.setVisible(not paused)
        self._resume.setVisible(paused)
        if self._icon is None:
            if not QSystemTrayIcon.isSystemTrayAvailable():
                return
            self._icon = QSystemTrayIcon(icon(minutes), self)
            self._icon.setContextMenu(self._menu)  # the icon does not own it
            self._icon.activated.connect(self._activate)
            self._icon.messageClicked.connect(self.clicked)
            self._icon.show()
        self._icon.setToolTip(words.say(messages.TRAY, text=text))
        self._icon.setIcon(icon(minutes))

    def say(self, title: str, body: str) -> bool:
        """Show a message of the system's own; whether that is possible."""
        if self._icon is None or not self.is_there or not QSystemTrayIcon.supportsMessages():
            return False
        self._icon.showMessage(title, body, icon(None))
        return True

    def hide(self) -> None:
        """Remove the icon."""
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon, self._shown = None, None

    def _line(self, text: str, then: Callable[[], None] | None) -> QAction:
        action = self._menu.addAction(text)
        if then is not None:
            action.triggered.connect(then)
        return action

    def _activate(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # A Mac shows the menu on a click.
        if reason is QSystemTrayIcon.ActivationReason.Trigger and sys.platform != "darwin":
            self.today_asked.emit()


@lru_cache(maxsize=4)
def icon(minutes: int | None) -> QIcon:
    """A ring with the minutes in it, or by itself for None, in every size a tray may ask for."""
    drawn = QIcon()
    for size in _SIZES:
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            width = max(1.5, size / 11)
            edge = width / 2 + 0.5
            painter.setPen(QPen(QColor(_RING), width))
            painter.setBrush(QColor(_PAPER))
            painter.drawEllipse(QRectF(edge, edge, size - 2 * edge, size - 2 * edge))
            if minutes is not None:
                font = QFont()
                font.setPixelSize(max(8, round(size * (0.56 if minutes < 10 else 0.46))))
                font.setBold(True)
                painter.setFont(font)
                painter.setPen(QColor(_INK))
                shown = str(min(max(minutes, 0), _MOST))
                painter.drawText(picture.rect(), Qt.AlignmentFlag.AlignCenter, shown)
        drawn.addPixmap(picture)
    return drawn
