"""The time until the next break from sitting, and the break itself."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guided import messages, words
from guided.qt.theme import Look, Type, follow
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.icons import icon_pixmap
from guided.qt.widgets.nest import nested
from guided.qt.widgets.text import Text

_RING, _THICK, _BELL = 78, 5, 30  # px
_HOUR = 60
_NUMBER = Type(24, 28, 700, -1.0)


class BreakCard(Card):
    """The minutes until the next break, in words and on a ring that is full at an hour, or just its time.

    It can be started before it is due; once it is, it can be put off as well.
    """

    started = Signal()
    put_off = Signal()
    """For five minutes."""
    put_far_off = Signal()
    """For a quarter of an hour."""

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
        self.start = Button(look, "Start break", "soft", "small")
        self.start.clicked.connect(self.started)
        self.later = Button(look, "In 5 minutes", "text", "small")
        self.later.clicked.connect(self.put_off)
        self.longer = Button(look, "In 15 minutes", "text", "small")
        self.longer.clicked.connect(self.put_far_off)
        self._put_off = Flow(4, 4)
        for button in (self.later, self.longer):
            self._put_off.add(button)
        said.addStretch()
        self.body.addSpacing(12)
        self.body.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._put_off)
        self.body.addStretch()
        self.hide()

    def show_break(self, minutes: int | None, at: str = "") -> None:
        """Show the minutes until the next break, 0 if it is due, None if far off, and when or what it is.

        Neither if there is none.
        """
        self.setVisible(minutes is not None or bool(at))
        self._at.setText(at)
        self._ring.setVisible(minutes is not None)
        self.start.setVisible(minutes is not None)
        self._put_off.setVisible(minutes == 0)
        if minutes is None:
            self._title.setText("No breaks until")
            return
        self._title.setText(words.say(messages.BREAK_IN, n=minutes) if minutes else "Time for a break")
        self._ring.show_minutes(minutes)


class _Ring(QWidget):
    """The minutes on a ring; a bell in their place once there are none."""

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
            if not self._minutes:
                side = look.px(_BELL)
                bell = icon_pixmap("bell", theme.primary, side, self.devicePixelRatioF())
                painter.drawPixmap(area.center() - QPointF(side / 2, side / 2), bell)
                return
            painter.setPen(theme.ink)
            painter.setFont(look.type(_NUMBER))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(self._minutes))
