"""The thin line between two rows of a card."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from guided.qt.theme import Look, follow


class Line(QWidget):
    """A line from one edge of a card to the other."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedHeight(1)
        follow(look, self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect().adjusted(1, 0, -1, 0), self._look.theme.line)
