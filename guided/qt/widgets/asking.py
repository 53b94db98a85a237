"""The frame of a dialogue that asks one thing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from guided.qt.theme import Look
from guided.qt.widgets.focus import FocusRing
from guided.qt.widgets.stops import ReadingOrder
from guided.qt.widgets.text import Text


class AskingDialog(ReadingOrder, QDialog):
    """A `column` below a heading, over a window; once it is closed it is gone."""

    def __init__(
        self, look: Look, title: str, parent: QWidget, wide: int, spacing: int = 12, heading: str = ""
    ) -> None:
        """`wide` is how wide it is at least, in px at 100 %, as far as its window is; `heading` is `title`
        unless it says more."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 24, 24, 24)
        self.column.setSpacing(spacing)
        self.column.addWidget(Text(look, heading or title, "section"))
        FocusRing(look, self)
        self.setMinimumWidth(min(look.px(wide), parent.window().width() - 40))
