"""The time until the next break from sitting."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guided import messages, words
from guided.qt.theme import Look, Type, follow
from guided.qt.widgets.card import Card
from guided.qt.widgets.nest import nested
from guided.qt.widgets.text import Text

_RING, _THICK = 78, 5  # px
_HOUR = 60
_NUMBER = Type(24, 28, 700, -1.0)


class BreakCard(Card):
    """The minutes until the next break, in words and on a ring that is full at an hour, or just its time."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self.body.addStretch()
        row = nested(self.body, QHBoxLayout())
        row.setSpacing(20)
        self._ring = _Ring(look)
        self._title = Text(look, "", "card_title")
        self._at = Text(look, "", "caption", "ink2")
        row.addWidget(self._ring)
        said = nested(row, QVBoxLayout(), 1)
        said.setSpacing(2)
        said.addStretch()
        said.addWidget(self._title)
        said.addWidget(self._at)
        said.addStretch()
        self.body.addStretch()
        self.hide()

    def show_break(self, minutes: int | None, at: str = "") -> None:
        """Show the minutes until the next break, None if far off, and its time; neither if there is none."""
        self.setVisible(minutes is not None or bool(at))
        self._at.setText(at)
        self._ring.setVisible(minutes is not None)
        if minutes is None:
            self._title.setText("Next break")
            return
        self._title.setText(words.say(messages.BREAK_IN, n=minutes) if minutes else "Time for a break")
        self._ring.show_minutes(minutes)


class _Ring(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._minutes = look, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(look, self.updateGeometry)

    def show_minutes(self, minutes: int) -> None:
        self._minutes = minutes
        self.update()

    def sizeHint(self) -> QSize:
        side = self._look.px(_RING)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, theme = self._look, self._look.theme
        thick = look.px(_THICK)
        area = QRectF(self.rect()).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.line, thick))
            painter.drawEllipse(area)
            pen = QPen(theme.primary, thick)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            share = min(self._minutes, _HOUR) / _HOUR
            painter.drawArc(area, 90 * 16, -round(360 * 16 * share))
            painter.setPen(theme.ink)
            painter.setFont(look.type(_NUMBER))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(self._minutes))
