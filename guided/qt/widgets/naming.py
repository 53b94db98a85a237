"""The question for a name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chipflow import ChipFlow
from guided.qt.widgets.field import LineField
from guided.qt.widgets.focus import FocusRing
from guided.qt.widgets.nest import nested
from guided.qt.widgets.stops import ReadingOrder
from guided.qt.widgets.text import Text


class NameDialog(ReadingOrder, QDialog):
    """Asks for a name; those there are already are chips."""

    chosen = Signal(str)

    def __init__(
        self, look: Look, title: str, prompt: str, name: str, there: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Text(look, title, "section"))
        self.field = LineField(look, prompt, prompt)
        self.field.setText(name)
        self.field.selectAll()
        self.field.returnPressed.connect(self.accept)
        column.addWidget(self.field)
        if there:
            chips = ChipFlow("Folders there are")
            for one in there:
                chip = Chip(look, one)
                chip.clicked.connect(lambda _=False, one=one: self.field.setText(one))
                chips.add(chip)
            column.addWidget(chips)
        row = nested(column, QHBoxLayout())
        row.setSpacing(12)
        keep, leave = Button(look, "Save", "primary"), Button(look, "Cancel")
        keep.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        row.addWidget(keep)
        row.addWidget(leave)
        row.addStretch()
        self.accepted.connect(lambda: self.chosen.emit(self.field.text().strip()))
        FocusRing(look, self)
        self.setMinimumWidth(min(look.px(480), parent.window().width() - 40))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
