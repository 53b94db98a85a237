"""The offer to go on with a session that was cut off."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from guided.qt.theme import Look, follow
from guided.qt.widgets import Button, Icon, Text


class ResumeBar(QWidget):
    """A bar over the pages: go on with the session, or keep what was done of it and be done."""

    resumed = Signal()
    ended = Signal()

    def __init__(self, look: Look, sentence: str) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 10, 24, 10)
        row.setSpacing(12)
        row.addWidget(Icon(look, "history", "on_primary_soft", 22))
        row.addWidget(Text(look, sentence, "body", "ink"), 1, Qt.AlignmentFlag.AlignVCenter)
        go_on = Button(look, "Resume", "primary", "small")
        go_on.clicked.connect(self.resumed)
        end = Button(look, "Keep and end", "text", "small")
        end.clicked.connect(self.ended)
        row.addWidget(go_on)
        row.addWidget(end)
        follow(look, self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._look.theme.primary_soft)
