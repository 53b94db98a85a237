"""The scale of discomfort, or of anything else from 0 to 10."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from guided import messages, words
from guided.qt.theme import Look, follow, mixed
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.stops import OneStop


class DiscomfortScale(QWidget):
    """A scale from 0 to 10, by mouse or the keys 0 to 9 and End; `ends` names 0 and 10."""

    chosen = Signal(int)
    answered = Signal(int)
    """A number was given by the person, the same as before or another."""

    def __init__(
        self,
        look: Look,
        name: str = "Discomfort",
        parent: QWidget | None = None,
        ends: tuple[str, str] = ("No discomfort", "Worst I can imagine"),
    ) -> None:
        super().__init__(parent)
        self._look, self._ends = look, ends
        self._before: int | None = None
        self.one_stop = OneStop(self)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._cells = [_Cell(look, number, self) for number in range(11)]
        for number, cell in enumerate(self._cells):
            cell.clicked.connect(lambda _=False, number=number: self.answered.emit(number))
            cell.toggled.connect(lambda on, number=number: self.chosen.emit(number) if on else None)
            row.addWidget(cell, 0, Qt.AlignmentFlag.AlignTop)
        self._cells[-1].set_tip("The End key")
        follow(look, self._restyle)

    @property
    def value(self) -> int | None:
        """The chosen number, or None."""
        return next((number for number, cell in enumerate(self._cells) if cell.isChecked()), None)

    def choose(self, value: int) -> None:
        """Choose a number, emitting `chosen` if it changed."""
        self._cells[value].setChecked(True)

    def set_before(self, value: int | None) -> None:
        """Mark the value before the session."""
        self._before = value
        for number, cell in enumerate(self._cells):
            cell.set_before(number == value)
        self.update()

    def take_key(self, key: int) -> bool:
        """Choose by a key; whether the key was its own."""
        number = 10 if key == Qt.Key.Key_End else key - Qt.Key.Key_0
        if not 0 <= number <= 10 or (number == 10 and key != Qt.Key.Key_End):
            return False
        self.choose(number)
        self.answered.emit(number)
        self._cells[number].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def pick(self, cell: object) -> bool:
        """Choose the number of a cell; False if it is none of its own, or chosen already."""
        if not isinstance(cell, _Cell) or cell.isChecked():
            return False
        cell.click()
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        top = look.px(56) + 4
        with QPainter(self) as painter:
            painter.setFont(look.font("caption"))
            painter.setPen(look.theme.ink2)
            metrics = painter.fontMetrics()
            line = QRectF(0, top, self.width(), look.line("caption"))
            ends = self._ends
            before = self._cells[self._before].geometry() if self._before is not None else None
            free_from, free_to = 0.0, float(self.width())
            if before is not None:
                wide = metrics.horizontalAdvance("before")
                left = min(max(before.center().x() - wide / 2, 0.0), self.width() - wide)
                painter.drawText(QRectF(left, top, wide + 2, line.height()), 0, "before")
                free_to, free_from = left - 8, left + wide + 8
            # An end is named where its name leaves room for the mark.
            if before is None or metrics.horizontalAdvance(ends[0]) <= free_to:
                painter.drawText(line, Qt.AlignmentFlag.AlignLeft, ends[0])
            if before is None or self.width() - metrics.horizontalAdvance(ends[1]) >= free_from:
                painter.drawText(line, Qt.AlignmentFlag.AlignRight, ends[1])

    def _restyle(self) -> None:
        self.setFixedHeight(self._look.px(56) + 4 + self._look.line("caption"))
        self.update()


class _Cell(Pressable):
    def __init__(self, look: Look, number: int, parent: DiscomfortScale) -> None:
        self._is_before = False
        super().__init__(look, str(number), parent)
        self._scale = parent
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleDescription(parent.accessibleName())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_before(self, before: bool) -> None:
        self._is_before = before
        name = self._scale.accessibleName()
        self.setAccessibleDescription(words.say(messages.BEFORE_ON_SCALE, scale=name) if before else name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(56), self.look.px(56))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.look.px(56))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._scale.take_key(event.key()):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, on = self.look.theme, self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = self.box()
            if on:
                box = self.box(0.0)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self.shade(theme.primary, theme.primary_hover, theme.primary_press))
            else:
                pen = painter.pen()
                pen.setColor(theme.line2)
                if self._is_before:
                    pen.setWidth(2)
                    pen.setStyle(Qt.PenStyle.DashLine)
                    box = self.box(2.0)
                painter.setPen(pen)
                painter.setBrush(
                    self.shade(theme.surface, mixed(theme.surface, theme.sunken, 0.7), theme.sunken)
                )
            painter.drawRoundedRect(box, 14, 14)
            painter.setPen(theme.on_primary if on else theme.ink)
            painter.setFont(self.look.font("card_title"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words)
