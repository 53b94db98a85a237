"""What the person deleted, and a way back for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guided import messages, words
from guided.qt.context import Changed, Context
from guided.qt.trash import Thrown, thrown
from guided.qt.widgets.button import Button
from guided.qt.widgets.line import Line
from guided.qt.you.asks import Asks
from guided.qt.you.rows import Row

_ABOUT = (
    "Routines, programmes and exercises of yours that you delete go into the trash of this computer. They"
    " can be brought back until that is emptied."
)


def rows(context: Context, asks: Asks) -> Sequence[QWidget]:
    """What is in the trash, the latest first."""
    return Row(context.look, "Trash: what you deleted", _ABOUT), TrashList(context, asks)


class TrashList(QWidget):
    """A row for each file that can be brought back."""

    def __init__(self, context: Context, asks: Asks) -> None:
        super().__init__()
        self._context, self._asks = context, asks
        self._shown: Sequence[Thrown] | None = None
        self._backs: list[tuple[Row, Button]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        context.changed.connect(self._follow)
        self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def _follow(self, what: Changed) -> None:
        if what & Changed.LIBRARY:
            self._fill()

    def _fill(self) -> None:
        found = thrown(self._context.home)
        if found == self._shown:
            return
        self._shown = found
        held = [number for number, (_, back) in enumerate(self._backs) if back.hasFocus()]
        self._backs = []
        self._clear()
        for number, one in enumerate(found):
            if number:
                self._column.addWidget(Line(self._context.look))
            self._column.addWidget(self._row(one))
        if not found:
            self._column.addWidget(Row(self._context.look, "Nothing in it", ""))
        for row, back in self._backs[: held[0] + 1][-1:] if held else ():
            row.show()  # what is hidden takes no focus
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _row(self, one: Thrown) -> Row:
        back = Button(self._context.look, "Bring back", size="small")
        back.setAccessibleName(words.say(messages.BRING_BACK, name=one.name))
        back.clicked.connect(lambda: self._bring_back(one))
        row = Row(self._context.look, one.name, "", back)
        self._backs.append((row, back))
        return row

    def _bring_back(self, one: Thrown) -> None:
        self._asks.bring_back.emit(one)
        self._fill()  # it may be gone for good
