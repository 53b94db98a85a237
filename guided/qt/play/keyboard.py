"""The player's keyboard, wherever the focus is, and the signs of a person being there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from guided.qt.play.keys import QUESTIONS, State, asked_by, digit, latin
from guided.qt.play.panels import FeelPanel
from guided.qt.play.ready import ReadyPanel
from guided.qt.play.session_page import SessionPage
from guided.qt.widgets.button import Button

_K = Qt.Key
_ENTER = (_K.Key_Return, _K.Key_Enter)
# With these one moves in a panel and presses its buttons.
_OF_A_PANEL = frozenset({*_ENTER, _K.Key_Up, _K.Key_Down, _K.Key_Tab, _K.Key_Backtab})
_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Keyboard(QObject):
    """Passes the keys of the table to a page, even while a panel of it has the focus."""

    def __init__(self, page: SessionPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        page = self._page
        if page.state is State.READY and page.countdown is not None:
            page.countdown.see(event)
        if event.type() == QEvent.Type.MouseMove:
            page.wake()
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and watched is not self.parent()
        ):
            return self._key_in_panel(watched, event)
        return False

    @property
    def may_undo(self) -> bool:
        """Whether the short message in sight can be taken back; while a question is asked, none can."""
        toast = self._page.toast
        return self._page.state not in QUESTIONS and toast.isVisible() and toast.offers

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for, if the state allows; whether it was done."""
        page = self._page
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.may_undo and page.toast.take_back()
        if event.modifiers() & _CHORD:
            return False
        if isinstance(page.panel, ReadyPanel | FeelPanel) and page.panel.scale.take_key(digit(event)):
            page.panel.take_focus()  # so that Enter is the next thing one would do
            return True
        page.wake()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        do = asked_by(latin(event), shift)
        if do is None:
            return False
        return page.may(do) if event.isAutoRepeat() else page.act(do)

    def _picks(self, watched: QObject) -> bool:
        """Choose the number that has the focus; whether one has it that was not chosen."""
        panel = self._page.panel
        if not isinstance(panel, ReadyPanel | FeelPanel) or not panel.scale.pick(watched):
            return False
        panel.take_focus()  # so that Enter is the next thing one would do
        return True

    def _presses(self, watched: QObject) -> bool:
        """Whether Space presses the button that has the focus, as where one is advised not to start."""
        panel = self._page.panel
        return isinstance(panel, ReadyPanel) and panel.stops and isinstance(watched, Button)

    def _key_in_panel(self, watched: QObject, event: QKeyEvent) -> bool:
        """Leave its keys to a panel, except Space, which pauses and resumes everywhere else."""
        page = self._page
        if event.key() == _K.Key_Space and self._picks(watched):
            return True
        if event.key() == _K.Key_Space and self._presses(watched):
            return False
        starts = page.state is State.READY and event.key() in _ENTER and not isinstance(watched, Button)
        if page.panel is not None and event.key() in _OF_A_PANEL and not starts:
            return False
        return self.take_key(event) or event.key() == _K.Key_Space
