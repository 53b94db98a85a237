"""A question before something that cannot be undone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from guided.qt.theme import Look
from guided.qt.widgets.answers import add_answers
from guided.qt.widgets.focus import FocusRing
from guided.qt.widgets.stops import ReadingOrder
from guided.qt.widgets.text import Text


class ConfirmDialog(ReadingOrder, QDialog):
    """Emits `accepted` for yes; no has the focus, and Esc means no.

    Where it matters whether no was said or the question left, `declined` tells the first.
    """

    declined = Signal()

    def __init__(self, look: Look, title: str, sentence: str, yes: str, no: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Text(look, title, "section"))
        column.addWidget(Text(look, sentence, "body", "ink2"))
        column.addSpacing(8)
        keep, _ = add_answers(look, column, (no, self._decline), (yes, self.accept))
        FocusRing(look, self)
        self.setMinimumWidth(min(look.px(480), parent.window().width() - 40))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decline(self) -> None:
        self.declined.emit()
        self.reject()
