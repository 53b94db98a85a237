"""A static icon."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from guided.qt.theme import Look, follow
from guided.qt.widgets.icons import icon_pixmap


class Icon(QWidget):
    """An icon beside words with the same meaning."""

    def __init__(
        self, look: Look, name: str, colour: str = "ink2", size: int = 20, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._name, self._colour, self._size = look, name, colour, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(look, self._restyle)

    def show_icon(self, name: str, colour: str) -> None:
        """Show another icon, or the same in another colour."""
        self._name, self._colour = name, colour
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(self._size), self._look.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        side = self._look.px(self._size)
        pixmap = icon_pixmap(
            self._name, self._look.theme.colour(self._colour), side, self.devicePixelRatioF()
        )
        with QPainter(self) as painter:
            painter.drawPixmap(QPointF((self.width() - side) / 2, (self.height() - side) / 2), pixmap)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
