"""Tiles: a number with a label, and an empty state."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guided.qt.theme import Look, follow, mixed
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.nest import nested
from guided.qt.widgets.text import Text


class StatTile(Card):
    """A large number above its label."""

    def __init__(self, look: Look, number: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self.body.setContentsMargins(28, 24, 28, 24)
        self._number = Text(look, number, "stat", wrap=False)
        self._label = Text(look, label, "reading", "ink2")
        self.body.addWidget(self._number)
        self.body.addWidget(self._label)
        self.body.addStretch()
        self.show_number(number, label)

    def show_number(self, number: str, label: str) -> None:
        """Show another number."""
        self._number.setText(number)
        self._label.setText(label)
        self.setAccessibleName(f"{number} {label}")


class EmptyState(Card):
    """An empty state: a drawing, a title, a sentence, and one way on."""

    pressed = Signal()

    def __init__(
        self, look: Look, title: str, sentence: str, action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent=parent)
        row = nested(self.body, QHBoxLayout())
        row.setSpacing(24)
        row.addWidget(DomeDrawing(look), 0, Qt.AlignmentFlag.AlignVCenter)
        column = nested(row, QVBoxLayout(), 1)
        column.setSpacing(4)
        self._title = Text(look, title, "card_title")
        self._sentence = Text(look, sentence, "body", "ink2")
        column.addStretch()
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        self._button = Button(look, action, "primary")
        self._button.clicked.connect(self.pressed)
        if action:
            column.addSpacing(12)
            column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()

    def show_words(self, title: str, sentence: str, action: str) -> None:
        """Show other words, and another way on."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._button.set_words(action)


class DomeDrawing(QWidget):
    """The dome on its mat with the outline of a hill."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(look, self.update)

    def sizeHint(self) -> QSize:
        return QSize(148, 80)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.moon)
            painter.drawChord(QRectF(6, 4, 136, 136), 0, 180 * 16)
            painter.setBrush(mixed(theme.line, theme.line2, 0.2))
            painter.drawRect(QRectF(0, 70, 148, 6))
            hill = QPainterPath(QPointF(38, 70))
            hill.cubicTo(50, 70, 52, 17, 60, 17)
            hill.lineTo(88, 17)
            hill.cubicTo(96, 17, 98, 70, 110, 70)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.primary, 3.5))
            painter.drawPath(hill)
