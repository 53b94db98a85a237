"""Widgets side by side that go on in the next line when a line is full.

A widget that places its children, not a QLayout: a layout written in Python has to keep the items that Qt
makes for it, and Qt deletes those behind Python's back. What then comes to lie in the same memory is taken
for the item that was there, and the process may end in a segmentation fault.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_WIDEST = 16_777_215  # Qt's QWIDGETSIZE_MAX


class Flow(QWidget):
    """Puts widgets side by side, each as wide as it likes to be, in as many lines as that takes."""

    def __init__(self, across: int, down: int, parent: QWidget | None = None) -> None:
        """`across` and `down` are the gaps between widgets and between lines, in px."""
        super().__init__(parent)
        self._across, self._down = across, down
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Add a widget at the end."""
        hidden = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide) and widget.isHidden()
        widget.setParent(self)
        widget.setVisible(not hidden)
        self._changed()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(width, move=False)

    def sizeHint(self) -> QSize:
        sizes = [_likes(widget) for widget in self._widgets()]
        width = sum(size.width() for size in sizes) + self._across * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        size = QSize(0, 0)
        for widget in self._widgets():
            size = size.expandedTo(_least(widget))
        return size

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(self.width(), move=True)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.ChildRemoved, QEvent.Type.Show):
            self._changed()
        return super().event(event)

    def _widgets(self) -> list[QWidget]:
        return [one for one in self.children() if isinstance(one, QWidget) and not one.isHidden()]

    def _changed(self) -> None:
        self.updateGeometry()
        if self.isVisible():  # or else it is laid out when it comes
            self._lay_out(self.width(), move=True)

    def _lay_out(self, width: int, move: bool) -> int:
        """Place the widgets if asked to; the height they take."""
        x, y, line = 0, 0, 0
        for widget in self._widgets():
            size = _likes(widget).boundedTo(QSize(max(width, 1), _WIDEST))
            if widget.hasHeightForWidth():
                size.setHeight(widget.heightForWidth(size.width()))
            if x > 0 and x + size.width() > width:
                x, y, line = 0, y + line + self._down, 0
            if move:
                widget.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._across
            line = max(line, size.height())
        return y + line


def _likes(widget: QWidget) -> QSize:
    """How large a widget likes to be, within its bounds."""
    hint = widget.sizeHint().expandedTo(_least(widget))
    return hint.boundedTo(widget.maximumSize())


def _least(widget: QWidget) -> QSize:
    least = widget.minimumSize()
    hint = widget.minimumSizeHint()
    return QSize(least.width() or hint.width(), least.height() or hint.height())
