"""The question how the day after a session was, on a page and as a bar over all pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guided import messages, words
from guided.programme import ANSWERS
from guided.qt.theme import Look, follow
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.card import Card
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.nest import nested
from guided.qt.widgets.text import Text

IN_WORDS: Mapping[str, str] = dict(
    zip(ANSWERS, ("Better", "The same", "A bit worse", "Sore for over a day"), strict=True)
)


def question(session: str) -> str:
    """The question, for a session's name."""
    return words.say(messages.DAY_AFTER, session=session)


class NextDayCard(Card):
    """The question as a card."""

    answered = Signal(str)

    def __init__(self, look: Look, session: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self.body.setSpacing(12)
        self.body.addWidget(Text(look, question(session), "section"))
        self.body.addWidget(_answers(look, self.answered.emit))


class NextDayBar(QWidget):
    """The question as a bar; `closed` if it is dismissed."""

    answered = Signal(str)
    closed = Signal()

    def __init__(self, look: Look, session: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(question(session))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 8, 10)
        row.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(Icon(look, "calendar", "on_primary_soft", 22), 0, top)
        column = nested(row, QVBoxLayout(), 1)
        column.setSpacing(8)
        column.addWidget(Text(look, question(session)))
        column.addWidget(_answers(look, self.answered.emit, "small"))
        close = IconButton(look, "x", "Not now", size=40, icon_size=18)
        close.clicked.connect(self.closed)
        row.addWidget(close, 0, top)
        follow(look, self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._look.theme.primary_soft)


def _answers(look: Look, answer: Callable[[str], object], size: str = "normal") -> Flow:
    row = Flow(8, 8)
    for name, text in IN_WORDS.items():
        button = Button(look, text, "secondary", size)
        button.clicked.connect(lambda _=False, name=name: answer(name))
        row.add(button)
    return row
