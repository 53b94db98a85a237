"""The list of a session's exercises."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from guided import words
from guided.prescription import how_many
from guided.qt.play.keys import Do, tip
from guided.qt.theme import Look
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.nest import nested
from guided.qt.widgets.overlay import Overlay
from guided.qt.widgets.text import Text
from guided.timeline import Timeline


class StepList(Overlay):
    """The exercises of the session, to see the current one and to go to another."""

    wide = 460
    chosen = Signal(int)
    change_asked = Signal()
    """Change the current exercise or its method."""

    left = Signal()

    def __init__(self, look: Look, timeline: Timeline, current: int, paused: bool = False) -> None:
        super().__init__(look, "Exercises")
        head = nested(self.head, QHBoxLayout())
        head.addWidget(Text(look, "Exercises", "section"), 1)
        if paused:
            head.addWidget(Text(look, "Paused", "body_strong", "ink2", wrap=False))
        close = IconButton(look, "x", tip("Close", Do.LIST))
        close.clicked.connect(self.left)
        head.addWidget(close)
        self.content.setSpacing(0)
        self._rows = []
        for step, part in enumerate(timeline.parts):
            start, end = timeline.step_span(step)
            row = _StepRow(look, step + 1, part.exercise.name, how_many(part.dose), words.clock(end - start))
            row.set_current(step == current)
            row.clicked.connect(lambda _=False, step=step: self.chosen.emit(step))
            self.content.addWidget(row)
            self._rows.append(row)
        self.content.addStretch()
        self._current = current
        change = self.button("Change this exercise")
        change.clicked.connect(self.change_asked)
        self.foot.addWidget(change)

    def take_focus(self) -> None:
        row = self._rows[self._current]
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(row)


class _StepRow(Button):
    """A row of the list: number, name, dose and length."""

    def __init__(self, look: Look, number: int, name: str, dose: str, length: str) -> None:
        self._cells = (str(number), name, dose, length)
        self._current = False
        super().__init__(look, f"{number}. {name}, {dose}, {length}", "text")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_current(self, current: bool) -> None:
        """Mark the exercise under way."""
        self._current = current
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(300), self.look.px(64))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.look.px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, look = self.look.theme, self.look
        number, name, dose, length = self._cells
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            clear = theme.surface
            painter.setBrush(
                theme.primary_soft if self._current else self.shade(clear, theme.sunken, theme.line)
            )
            painter.drawRoundedRect(self.box(), 12, 12)
            ink = theme.on_primary_soft if self._current else theme.ink
            painter.setPen(ink)
            painter.setFont(look.font("body_strong"))
            left, right = look.px(48), look.px(72)
            metrics = painter.fontMetrics()
            painter.drawText(QRectF(0, 0, left, self.height()), Qt.AlignmentFlag.AlignCenter, number)
            room = self.width() - left - right
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(left, self.height() / 2 - look.px(3)), shown)
            painter.setFont(look.font("caption"))
            painter.setPen(theme.ink2)
            painter.drawText(QPointF(left, self.height() / 2 + look.px(17)), dose)
            spot = QRectF(self.width() - right, 0, right - 14, self.height())
            painter.drawText(spot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, length)
