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
from guided.timeline import Moment, Timeline

_HIGH = 56  # px of a row at 100 %
_LOW = 400  # px of height at 100 % below which the rows get the room of the button
_BESIDE = 340  # px of width at 100 % from which on a row's length stands beside its name


class StepList(Overlay):
    """The exercises of the session, to see the current one and to go to another."""

    wide = 640
    over_figure = True
    chosen = Signal(int)
    change_asked = Signal()
    """Change the current exercise or its method."""

    left = Signal()

    def __init__(self, look: Look, timeline: Timeline, current: int) -> None:
        super().__init__(look, "Exercises")
        head = nested(self.head, QHBoxLayout())
        head.addWidget(Text(look, "Exercises", "section"), 1)
        close = IconButton(look, "x", tip("Close", Do.LIST), size=40)
        close.clicked.connect(self.left)
        head.addWidget(close)
        self.content.setSpacing(0)
        self._rows = [_StepRow(look, step + 1) for step in range(len(timeline.parts))]
        for step, row in enumerate(self._rows):
            row.clicked.connect(lambda _=False, step=step: self.chosen.emit(step))
            self.content.addWidget(row)
        self.show_timeline(timeline)
        self.content.addStretch()
        self._current = current
        self._rows[current].set_current(True)
        self._low = False
        self._change = self.button("Change this exercise")
        self._change.clicked.connect(self.change_asked)
        self.foot.addWidget(self._change)

    def show_timeline(self, timeline: Timeline) -> None:
        """Show another timeline of as many steps."""
        for step, (row, part) in enumerate(zip(self._rows, timeline.parts, strict=True)):
            start, end = timeline.step_span(step)
            row.show_part(part.exercise.name, how_many(part.dose), words.clock(end - start))

    def show_moment(self, moment: Moment) -> None:
        """Mark the exercise of a moment."""
        if moment.segment.step != self._current:
            self._rows[self._current].set_current(False)
            self._current = moment.segment.step
            self._rows[self._current].set_current(True)

    def fit(self, width: int, high: int) -> None:
        """In a low window the button is below the last exercise, and there is less round it all."""
        low = high < self._look.px(_LOW)
        if low is not self._low:
            self._low = low
            self.tighten(low)
            self._move_change()

    def _move_change(self) -> None:
        """Have the button where it belongs; with another parent it would lose the focus."""
        had = self._change.hasFocus()
        if self._low:
            self.content.insertWidget(len(self._rows), self._change)
        else:
            self.foot.addWidget(self._change)
        if had:
            self._change.show()
            self._change.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        self._rows[self._current].setFocus(Qt.FocusReason.OtherFocusReason)


class _StepRow(Button):
    """A row of the list: number, name, dose and length."""

    def __init__(self, look: Look, number: int) -> None:
        self._number, self._cells = number, ("", "", "")
        self._current = False
        super().__init__(look, "", "text")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, name: str, dose: str, length: str) -> None:
        """Show what is played, and how long."""
        self._cells = (name, dose, length)
        self.set_words(f"{self._number}. {name}, {dose}, {length}")

    def set_current(self, current: bool) -> None:
        """Mark the exercise under way."""
        self._current = current
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(300), self.look.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.look.px(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, look = self.look.theme, self.look
        number, (name, dose, length) = str(self._number), self._cells
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
            narrow = self.width() < look.px(_BESIDE)
            left, right = (look.px(36), 14) if narrow else (look.px(48), look.px(72))
            room = self.width() - left - right
            painter.setFont(look.font("body_strong"))
            painter.drawText(QRectF(0, 0, left, self.height()), Qt.AlignmentFlag.AlignCenter, number)
            if painter.fontMetrics().horizontalAdvance(name) > room:
                painter.setFont(look.font("caption_strong"))
            shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(left, self.height() / 2 - look.px(3)), shown)
            painter.setFont(look.font("caption"))
            painter.setPen(theme.ink2)
            below = words.joined(dose, length) if narrow else dose
            painter.drawText(QPointF(left, self.height() / 2 + look.px(17)), below)
            if not narrow:
                spot = QRectF(self.width() - right, 0, right - 14, self.height())
                painter.drawText(spot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, length)
