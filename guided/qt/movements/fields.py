"""Fields of the movement's page: a number one types or steps, and one of many, picked from a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QAction, QDoubleValidator, QKeyEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from guided.qt.menus import plain
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.field import LineField

_WIDE, _HIGH = 78, 40  # px
_STEPS = {Qt.Key.Key_Up: 1.0, Qt.Key.Key_Down: -1.0, Qt.Key.Key_PageUp: 10.0, Qt.Key.Key_PageDown: -10.0}
_FAR = 5.0  # times as far with Shift


class NumberField(LineField):
    """A number within its range, with one decimal; the arrow keys step it."""

    set_to = Signal(float)

    def __init__(self, look: Look, name: str, low: float, high: float, value: float = 0.0) -> None:
        super().__init__(look, name)
        self.low, self.high, self._value = low, high, value
        validator = QDoubleValidator(low, high, 1, self)
        validator.setLocale(QLocale.c())
        validator.setNotation(QDoubleValidator.Notation.StandardNotation)
        self.setValidator(validator)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMaxLength(7)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.editingFinished.connect(self._take)
        self.show_value(value)

    @property
    def value(self) -> float:
        """The number."""
        return self._value

    def show_value(self, value: float) -> None:
        """Show a number without a signal; what is being typed stays until it is done."""
        self._value = value
        if not (self.hasFocus() and self.isModified()):
            self.setText(f"{round(value, 1):g}")

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(_WIDE), self._look.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(56), self._look.px(_HIGH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._take()
        far = _FAR if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        self._set(self._value + step * far)

    def _take(self) -> None:
        """Take what was typed."""
        if self.isModified():
            self.setModified(False)
            try:
                self._set(float(self.text()))
            except ValueError:
                self.show_value(self._value)

    def _set(self, value: float) -> None:
        value = round(min(max(value, self.low), self.high), 1)
        changed = value != self._value
        self.show_value(value)
        if changed:
            self.set_to.emit(value)


class Pick(Button):
    """One of many: a button that shows the one picked, and a menu of all."""

    picked = Signal(object)

    def __init__(
        self,
        look: Look,
        name: str,
        choices: Sequence[tuple[object, str]],
        value: object,
        kind: str = "secondary",
    ) -> None:
        super().__init__(look, "", kind, "small")
        self._name = name
        self.set_icon("chevron-down", after=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        self.show_choices(choices, value)

    def show_choices(self, choices: Sequence[tuple[object, str]], value: object) -> None:
        """Show which there are, and the one picked; one that is not among them leaves its name."""
        self._choices, self.value = tuple(choices), value
        self.set_words(dict(choices).get(value, self._name))
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(self.words)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(96), super().minimumSizeHint().height())

    def _open(self) -> None:
        menu = self.menu_of(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def menu_of(self, parent: QWidget) -> QMenu:
        """The menu it opens."""
        menu = QMenu(parent)
        menu.setFont(self.look.font("body"))
        for value, words in self._choices:
            action = QAction(plain(words), menu)
            action.setCheckable(True)
            action.setChecked(value == self.value)
            action.triggered.connect(lambda _=False, value=value: self.picked.emit(value))
            menu.addAction(action)
        return menu
