"""The base of all buttons: hover and press colours, keys that press, plain words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from guided.qt.theme import Look, follow, mixed
from guided.qt.widgets.stops import one_stop_of
from guided.qt.widgets.tip import set_tip

HOVER_MS = 120


class Pressable(QAbstractButton):
    """A button that draws itself; `radius` is its corner radius, also for the focus ring."""

    radius = 14.0

    def __init__(self, look: Look, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._words = ""
        self._tip = self._why_not = ""
        self._was_pressed = False
        self._warmth = QVariantAnimation(self)
        self._warmth.setStartValue(0.0)
        self._warmth.setEndValue(1.0)
        self._warmth.setDuration(HOVER_MS)
        self._warmth.valueChanged.connect(self.update)
        self.set_words(words)
        follow(look, self.restyle)

    @property
    def words(self) -> str:
        """Its words."""
        return self._words

    def set_words(self, words: str) -> None:
        """Change its words; an ampersand is literal."""
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def set_tip(self, tip: str) -> None:
        """Set its tool tip."""
        self._tip = tip
        set_tip(self, self._why_not or tip)

    def set_available(self, available: bool, why_not: str = "") -> None:
        """Enable or disable it; when disabled, the tool tip says why."""
        self._why_not = "" if available else why_not
        self.setEnabled(available)
        set_tip(self, self._why_not or self._tip)

    def restyle(self) -> None:
        """Adapt to a changed look."""
        self.updateGeometry()
        self.update()

    def shade(self, rest: QColor, hover: QColor, press: QColor) -> QColor:
        """The current blend of its resting, hovered and pressed colours."""
        if self.isDown() and self.isEnabled():
            return press
        return mixed(rest, hover, float(self._warmth.currentValue() or 0.0))

    def box(self, line: float = 1.0) -> QRectF:
        """Its outline, inset for a line of a width."""
        half = line / 2
        return QRectF(self.rect()).adjusted(half, half, -half, -half)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._warm(QVariantAnimation.Direction.Forward)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._was_pressed = False
        self._warm(QVariantAnimation.Direction.Backward)
        super().leaveEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._was_pressed = False
        super().showEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._was_pressed = True
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The first of two clicks may have brought this here, under the second, which was not for it.
        if self._was_pressed:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        group = one_stop_of(self)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        elif group is None or not group.take_key(self, event.key()):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.EnabledChange:
            shape = Qt.CursorShape.PointingHandCursor if self.isEnabled() else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
        super().changeEvent(event)

    def _warm(self, direction: QVariantAnimation.Direction) -> None:
        self._warmth.setDuration(max(self.look.motion(HOVER_MS), 1))
        self._warmth.setDirection(direction)
        self._warmth.start()
