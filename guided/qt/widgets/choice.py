"""Controls: one of a few, on or off, a value on a scale."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from guided.qt.theme import Look, faded, follow
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.stops import OneStop

_INSET, _HEIGHT = 3, 48


class Segmented(QWidget):
    """A row of words, one chosen; arrow keys move the choice."""

    chosen = Signal(object)

    def __init__(
        self,
        look: Look,
        name: str,
        choices: Sequence[tuple[object, str]],
        value: object,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.one_stop = OneStop(self)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        row.setSpacing(0)
        self._segments: dict[object, _Segment] = {}
        for choice, words in choices:
            segment = _Segment(look, words, self)
            segment.set_group(name)
            segment.setChecked(choice == value)
            segment.toggled.connect(lambda on, choice=choice: self.chosen.emit(choice) if on else None)
            self._segments[choice] = segment
            row.addWidget(segment)
        follow(look, self.update)

    @property
    def value(self) -> object:
        """The chosen value."""
        return next((choice for choice, segment in self._segments.items() if segment.isChecked()), None)

    def segment(self, value: object) -> QWidget:
        """The widget to press for a value."""
        return self._segments[value]

    def set_words(self, value: object, words: str) -> None:
        """Change the words of a value."""
        self._segments[value].set_words(words)

    def choose(self, value: object) -> None:
        """Choose a value without emitting `chosen`; an unknown value leaves none chosen."""
        before = self.blockSignals(True)
        for choice, segment in self._segments.items():
            # Of exclusive ones Qt keeps one on.
            segment.setAutoExclusive(False)
            segment.setChecked(choice == value)
            segment.setAutoExclusive(True)
        self.blockSignals(before)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.line2)
            painter.setBrush(theme.surface)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 14, 14)


class _Segment(Pressable):
    radius = 11.0

    def __init__(self, look: Look, words: str, parent: QWidget) -> None:
        super().__init__(look, words, parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_group(self, name: str) -> None:
        self.setAccessibleDescription(name)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.look.font("body_strong")).horizontalAdvance(self.words)
        return QSize(width + 2 * self.look.px(18), self.look.px(_HEIGHT) - 2 * _INSET)

    def minimumSizeHint(self) -> QSize:
        width = QFontMetrics(self.look.font("body_strong")).horizontalAdvance(self.words)
        return QSize(width + 16, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, on = self.look.theme, self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            clear = faded(theme.sunken, 0)
            chosen = theme.primary_soft if self.isEnabled() else theme.sunken
            painter.setBrush(chosen if on else self.shade(clear, faded(theme.sunken, 0.7), theme.sunken))
            painter.drawRoundedRect(QRectF(self.rect()), self.radius, self.radius)
            if on and theme.name == "contrast":  # where the soft fill alone says little
                painter.setPen(theme.primary)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(self.box(), self.radius, self.radius)
            painter.setFont(self.look.font("body_strong"))
            ink = theme.on_primary_soft if on else theme.ink2
            painter.setPen(ink if self.isEnabled() else theme.ink3)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words)


class Switch(Pressable):
    """A switch; its words are for screen readers, as a text beside it shows them."""

    def __init__(self, look: Look, words: str, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(look, words, parent)
        self.setCheckable(True)
        self.setChecked(on)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def restyle(self) -> None:
        self.radius = self.look.px(32) / 2 + 4
        super().restyle()

    def sizeHint(self) -> QSize:
        # Taller than the switch it shows, so that it is easy to hit.
        return QSize(self.look.px(56), self.look.px(40))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self.look.theme, self.look.px
        track = QRectF(0, (self.height() - px(32)) / 2, px(56), px(32))
        fill = self.shade(theme.primary, theme.primary_hover, theme.primary_press)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            if not self.isEnabled():
                painter.setBrush(theme.line)
            else:
                painter.setBrush(fill if self.isChecked() else theme.line2)
            painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
            painter.setBrush(theme.on_primary if self.isChecked() else theme.surface)
            middle = track.height() / 2
            x = track.right() - middle if self.isChecked() else track.left() + middle
            painter.drawEllipse(QPointF(x, track.center().y()), px(12), px(12))


class Slider(QSlider):
    """A slider."""

    radius = 14.0

    def __init__(
        self, look: Look, name: str, low: int, high: int, value: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setAccessibleName(name)
        self.setRange(low, high)
        self.setValue(value)
        self.setPageStep(max((high - low) // 10, 1))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        follow(look, self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(200), self._look.px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self._look.px(40))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the page it is on, which one scrolls without looking where the mouse is."""
        event.ignore()
