"""What one takes hold of on the figure: a ring for each hand, foot and knee, for pelvis and head."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from guided.qt.theme import Look, faded
from guided.qt.widgets.pressable import Pressable

NAMES: Mapping[str, str] = {
    "head": "Head",
    "handL": "Left hand",
    "handR": "Right hand",
    "pelvis": "Pelvis",
    "kneeL": "Left knee",
    "kneeR": "Right knee",
    "footL": "Left foot",
    "footR": "Right foot",
}

_SIDE, _RING = 32, 0.25  # px: the room to press; and the ring's radius, in sides
_SMALLEST = 24  # px at any text size
_WAYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}
_STEP, _FINE, _FAR = 1.0, 0.25, 5.0  # figure units that an arrow key moves by; with Alt; with Shift


class HandleRing(Pressable):
    """A handle: drawn with the mouse, or moved with the arrow keys."""

    taken = Signal(str)
    """It is taken hold of, or has the focus."""
    drawn = Signal(str, QPointF)
    """The mouse draws it to a place of its parent."""
    dropped = Signal(str)
    nudged = Signal(str, float, float)
    """Keys move it by so many figure units, right and up."""

    def __init__(self, look: Look, handle: str, parent: QWidget) -> None:
        super().__init__(look, NAMES[handle], parent)
        self.handle, self.planted = handle, False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.set_tip(NAMES[handle])
        self._from: QPointF | None = None

    def grow(self, share: float) -> None:
        """Be so large, as a share of the usual size, within what can be pressed."""
        usual = self.look.px(_SIDE)
        side = round(min(max(share * usual, _SMALLEST), usual))
        if side != self.width():
            self.radius = side / 2
            self.resize(side, side)

    def put(self, place: QPointF, planted: bool) -> None:
        """Show it at a place of its parent."""
        if planted != self.planted:
            self.planted = planted
            self.update()
        half = QPoint(self.width() // 2, self.height() // 2)
        self.move(place.toPoint() - half)

    @property
    def middle(self) -> QPointF:
        """Its place in its parent, of which what it is drawn to is told."""
        return QRectF(self.geometry()).center()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._from = self.mapToParent(event.position()) - self.middle
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.taken.emit(self.handle)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            self.drawn.emit(self.handle, self.mapToParent(event.position()) - self._from)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            self._from = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.dropped.emit(self.handle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _WAYS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        held = event.modifiers()
        shift, alt = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
        by = _FAR if held & shift else _FINE if held & alt else _STEP
        self.nudged.emit(self.handle, by * way[0], by * way[1])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.taken.emit(self.handle)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, side = self.look.theme, self.width()
        radius = _RING * side
        middle = QRectF(self.rect()).center()
        held = self.hasFocus() or self.isDown() or self._from is not None
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.surface, side * 5 / _SIDE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            shape = painter.drawRect if self.planted else painter.drawEllipse
            area = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
            shape(area)
            painter.setPen(QPen(theme.focus, side * 2.5 / _SIDE))
            painter.setBrush(theme.focus if held else faded(theme.surface, 0.55))
            shape(area)
