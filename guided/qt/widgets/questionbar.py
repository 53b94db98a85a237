"""A question over the pages that waits until it is answered."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from guided.qt.theme import Look, follow
from guided.qt.widgets.button import Button
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.nest import nested
from guided.qt.widgets.text import Text

_SIDE_BY_SIDE = 760  # px at 100 % that the sentence and the buttons need


class QuestionBar(QWidget):
    """A bar over the pages with a sentence and two answers; with the focus on it Enter accepts."""

    accepted = Signal()
    declined = Signal()

    def __init__(self, look: Look, icon: str, sentence: str, accept: str, decline: str) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(24, 10, 24, 10)
        said = nested(self._line, QHBoxLayout(), 1)
        said.setSpacing(12)
        said.addWidget(Icon(look, icon, "on_primary_soft", 22), 0, Qt.AlignmentFlag.AlignVCenter)
        said.addWidget(Text(look, sentence, "body", "ink"), 1)
        self._buttons = buttons = nested(self._line, QHBoxLayout())
        buttons.setSpacing(12)
        for words, kind, signal in ((accept, "primary", self.accepted), (decline, "text", self.declined)):
            button = Button(look, words, kind, "small")
            button.clicked.connect(signal)
            buttons.addWidget(button)
            if kind == "primary":
                self.setFocusProxy(button)
        buttons.addStretch()
        follow(look, self._arrange)

    def add_answer(self, words: str) -> Button:
        """Add a third answer, or one more, after the others."""
        button = Button(self._look, words, "text", "small")
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """What is asked and the answers side by side, or with little room under each other."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        beside = self.width() >= _SIDE_BY_SIDE * self._look.scale
        self._line.setDirection(across if beside else down)
        self._line.setSpacing(12 if beside else 4)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._look.theme.primary_soft)
