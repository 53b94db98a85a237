"""The question before a window closes while the disk does not take what was done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from guided.qt.theme import Look
from guided.qt.widgets.answers import add_answers
from guided.qt.widgets.asking import AskingDialog
from guided.qt.widgets.savefile import ask_where
from guided.qt.widgets.text import Text

_TITLE = "What you did last is not saved yet"
_WHY = (
    "The disk does not take it; it may be full. If you can make room, try again."
    " You can also save it elsewhere as a file."
)
_STILL = "It still cannot be saved here. Make room and try again, or save it elsewhere as a file."
_NOT_THERE = "It cannot be written there either. Choose another place, such as a USB stick."


class UnsavedDialog(AskingDialog):
    """Try again, save it elsewhere, or close without it; Esc leaves the window open.

    `try_again` says whether all is saved now. `accepted` when the window may close, `elsewhere` has the
    path of a file to write.
    """

    elsewhere = Signal(str)

    def __init__(self, look: Look, try_again: Callable[[], bool], name: str, parent: QWidget) -> None:
        super().__init__(look, _TITLE, parent, wide=520)
        self._try_again, self._name = try_again, name
        column = self.column
        self.sentence = Text(look, _WHY, "body", "ink2")
        column.addWidget(self.sentence)
        column.addSpacing(8)
        again, *_ = add_answers(
            look,
            column,
            ("Try again", self._try),
            ("Save it elsewhere", self._ask_where),
            ("Close without it", self.accept),
        )
        again.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_written(self, written: bool) -> None:
        """Whether the file that was to be written elsewhere is there."""
        if written:
            self.accept()
        else:
            self.sentence.setText(_NOT_THERE)

    def _try(self) -> None:
        if self._try_again():
            self.accept()
        else:
            self.sentence.setText(_STILL)

    def _ask_where(self) -> None:
        dialog = ask_where(self, "Save what you did", self._name, {"json": "Sessions"})
        dialog.fileSelected.connect(self.elsewhere)
