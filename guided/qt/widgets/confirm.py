"""A question before something that cannot be undone."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from guided.qt.theme import Look
from guided.qt.widgets.answers import add_answers
from guided.qt.widgets.asking import AskingDialog
from guided.qt.widgets.text import Text


class ConfirmDialog(AskingDialog):
    """Emits `accepted` for yes; no has the focus, and Esc means no.

    Where it matters whether no was said or the question left, `declined` tells the first.
    """

    declined = Signal()

    def __init__(self, look: Look, title: str, sentence: str, yes: str, no: str, parent: QWidget) -> None:
        super().__init__(look, title, parent, wide=480)
        column = self.column
        column.addWidget(Text(look, sentence, "body", "ink2"))
        column.addSpacing(8)
        keep, _ = add_answers(look, column, (no, self._decline), (yes, self.accept))
        keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decline(self) -> None:
        self.declined.emit()
        self.reject()
