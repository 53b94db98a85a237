"""A number with a press for less and one for more."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QSizePolicy, QWidget

from guided.qt.theme import Look, follow
from guided.qt.widgets.button import IconButton

_HEIGHT, _SIDE = 48, 40  # px at 100 %
_MANY = 5  # steps that Shift makes of one
_NUMBER = re.compile(r"\s*(?:(\d{1,4})\s*:\s*(\d{1,2})|(\d{1,6}(?:[.,]\d{1,3})?))")


class Stepper(QDoubleSpinBox):
    """A number that is typed, or changed by a press, an arrow key (with Shift by five) or the wheel.

    It turns the wheel only while it has the keyboard, so that a page can be scrolled over it. `chosen` has
    the number, or None where it may be left unset and was.
    """

    radius = 14.0
    chosen = Signal(object)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._least, self._by, self._unset = 0.0, 1.0, ""
        self._shown: Callable[[float], str] = lambda value: f"{value:g}"
        self.setAccessibleName(name)
        self.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.setKeyboardTracking(False)
        self.setDecimals(3)
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.less = self._button("minus", -1)
        self.more = self._button("plus", 1)
        self.valueChanged.connect(self._changed)
        follow(look, self._restyle)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)

    @property
    def number(self) -> float | None:
        """The number, None where it is unset."""
        return None if self._unset and self.value() < self._least else self.value()

    def show_number(
        self,
        value: float | None,
        bounds: tuple[float, float],
        by: float,
        shown: Callable[[float], str],
        unset: str = "",
    ) -> None:
        """Show a number and its bounds, without emitting `chosen`.

        `by` is what a press changes it by, `shown` words it; with `unset` it may be left so, worded that way.
        """
        before = self.blockSignals(True)
        self._least, self._by, self._shown, self._unset = bounds[0], by, shown, unset
        self.setSpecialValueText(unset)
        self.setRange(bounds[0] - 1 if unset else bounds[0], bounds[1])
        self.setSingleStep(by)
        self.setValue(self.minimum() if value is None else value)
        self.lineEdit().setText(self._text())
        self.blockSignals(before)
        self._show_ends()

    def stepBy(self, steps: int) -> None:
        value = self.number
        if value is None:
            if steps > 0:
                self.setValue(max(self._least, self._by))
            return
        wanted = value + steps * self._by
        if wanted < self._least:
            wanted = self.minimum() if self._unset and value <= self._least else self._least
        self.setValue(wanted)
        self.lineEdit().selectAll()

    def textFromValue(self, value: float) -> str:
        return self._shown(value)

    def valueFromText(self, text: str) -> float:
        if self._unset and text.strip() in ("", self._unset):
            return self.minimum()
        found = _NUMBER.match(text)
        if found is None:
            return self.value()
        typed = 60 * int(found[1]) + int(found[2]) if found[1] else float(found[3].replace(",", "."))
        return min(max(typed, self._least), self.maximum())

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        return QValidator.State.Acceptable, text, at

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if steps is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        self.interpretText()
        self.stepBy(steps * (_MANY if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(150), self._look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(116), self._look.px(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self._look.px(_SIDE)
        top = (self.height() - side) // 2
        self.less.setGeometry(2, top, side, side)
        self.more.setGeometry(self.width() - side - 2, top, side, side)
        self.lineEdit().setGeometry(side + 2, 2, self.width() - 2 * side - 4, self.height() - 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.line2)
            painter.setBrush(theme.surface)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 14, 14)

    def _text(self) -> str:
        return self._unset if self.number is None else self._shown(self.value())

    def _button(self, icon: str, step: int) -> IconButton:
        button = IconButton(self._look, icon, "Less" if step < 0 else "More", _SIDE, 20, parent=self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys do the same
        button.setAutoRepeat(True)
        button.clicked.connect(lambda: self._press(step))
        return button

    def _press(self, step: int) -> None:
        self.interpretText()
        shift = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.stepBy(step * (_MANY if shift else 1))

    def _changed(self) -> None:
        self._show_ends()
        self.chosen.emit(self.number)

    def _show_ends(self) -> None:
        value = self.number
        self.less.setEnabled(value is not None and (value > self._least or bool(self._unset)))
        self.more.setEnabled(value is None or value < self.maximum())

    def _restyle(self) -> None:
        font = self._look.font("body_strong")
        self.setFont(font)
        self.lineEdit().setFont(font)
        self.lineEdit().setStyleSheet("border: none; background: transparent; padding: 0;")
        self.updateGeometry()
        self.update()
