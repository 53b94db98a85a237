"""The bars above a page: notices that stay until they are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from guided.qt.theme import Look

if TYPE_CHECKING:
    from guided.qt.widgets.message import Notice


class Notices(QWidget):
    """A column of bars, each there until it is closed or deleted."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._said: dict[str, Notice] = {}
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.setContentsMargins(0, 0, 0, 0)

    def say(self, text: str, icon: str) -> Notice:
        """The bar with this text, added unless it is there already."""
        if text not in self._said:
            from guided.qt.widgets.message import Notice

            self._said[text] = notice = Notice(self._look, text, icon)
            notice.closed.connect(notice.deleteLater)
            notice.closed.connect(lambda: self._said.pop(text))
            self.add(notice)
        return self._said[text]

    def add(self, bar: QWidget) -> None:
        """Add a bar at the foot."""
        self._column.addWidget(bar)
