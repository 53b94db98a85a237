"""What the mouse and the menu key do on a card beside pressing it: a menu, and dragging it away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from guided.qt.menus import asked_at
from guided.qt.routines.cards import CardGrid
from guided.qt.routines.entries import Entry


class Gestures(QObject):
    """Watches a grid of cards."""

    menu_asked = Signal(QPoint)
    """A menu about the current card is wanted at a place on the screen."""
    dragged = Signal(str)
    """The card of a routine (id) is dragged."""

    def __init__(self, grid: CardGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._pressed, self._at = QModelIndex(), QPoint()
        grid.viewport().installEventFilter(self)
        grid.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            return self._ask_for_menu(event)
        if kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            self._at = event.position().toPoint()
            left = event.button() == Qt.MouseButton.LeftButton
            self._pressed = self._grid.indexAt(self._at) if left else QModelIndex()
        elif kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent) and self._pressed.isValid():
            far = (event.position().toPoint() - self._at).manhattanLength()
            if event.buttons() & Qt.MouseButton.LeftButton and far >= QApplication.startDragDistance():
                return self._drag()
        return False

    def _ask_for_menu(self, event: QContextMenuEvent) -> bool:
        asked = asked_at(self._grid, event)
        if asked is not None:
            self.menu_asked.emit(asked[1])
        return asked is not None

    def _drag(self) -> bool:
        entry = self._grid.entries[self._pressed.row()]
        self._pressed = QModelIndex()
        if not isinstance(entry, Entry):
            return False
        self._grid.let_go()
        self.dragged.emit(entry.id)
        return True
