"""A row of chips that scrolls sideways and never wraps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFocusEvent, QLinearGradient, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from guided.qt.theme import Look, faded
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.stops import OneStop

_GAP = 8
_FADE = 32  # px


class ChipRow(QScrollArea):
    """Chips in a row, one stop for the keyboard; wheel and focus scroll it.

    The one that is on comes into sight once the pointer is elsewhere, and stays there as the room or the
    text changes.
    """

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.one_stop = OneStop(self)
        self.chips: list[Chip] = []
        """The chips, in their order; not those it was cleared of, which Qt deletes later."""
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        content = QWidget()
        self._row = QHBoxLayout(content)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addStretch()
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self._fade = _Fade(look, self)
        self.horizontalScrollBar().valueChanged.connect(self._fade.update)
        self.horizontalScrollBar().rangeChanged.connect(self._show_chosen)

    def add(self, chip: Chip) -> None:
        """Add a chip at the end."""
        self._row.insertWidget(self._row.count() - 1, chip)
        self.chips.append(chip)
        chip.installEventFilter(self)

    def clear(self) -> None:
        """Remove all chips."""
        for chip in self.chips:
            self._row.removeWidget(chip)
            chip.hide()  # so that the focus does not come to it before it is gone
            chip.deleteLater()
        self.chips = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.gotFocus() and isinstance(watched, QWidget):
            pressed = event.reason() == Qt.FocusReason.MouseFocusReason
            if not pressed:  # else it stays under the pointer
                self.ensureWidgetVisible(watched, 40, 0)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fade.setGeometry(self.rect())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_chosen()

    def _show_chosen(self) -> None:
        self._row.activate()  # the chips may not lie where they belong yet
        on = sorted((chip for chip in self.chips if chip.isChecked()), key=lambda one: not one.hasFocus())
        if on:
            self.ensureWidgetVisible(on[0], 40, 0)
        self._fade.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (delta.x() or delta.y()))

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(320), self._look.px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._look.px(40))


class _Fade(QWidget):
    """Fades the row out where it continues."""

    def __init__(self, look: Look, row: ChipRow) -> None:
        super().__init__(row)
        self._look, self._row = look, row
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        bar, ground = self._row.horizontalScrollBar(), self._look.theme.canvas
        with QPainter(self) as painter:
            for goes_on, edge, inner in (
                (bar.value() > bar.minimum(), 0, _FADE),
                (bar.value() < bar.maximum(), self.width(), self.width() - _FADE),
            ):
                if goes_on:
                    fade = QLinearGradient(edge, 0, inner, 0)
                    fade.setColorAt(0, ground)
                    fade.setColorAt(1, faded(ground, 0))
                    painter.fillRect(min(edge, inner), 0, _FADE, self.height(), fade)
