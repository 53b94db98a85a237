"""The question for a name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from guided.qt.theme import Look
from guided.qt.widgets.answers import add_answers
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chipflow import ChipFlow
from guided.qt.widgets.field import LineField
from guided.qt.widgets.focus import FocusRing
from guided.qt.widgets.nest import nested
from guided.qt.widgets.stops import ReadingOrder
from guided.qt.widgets.text import Text


class NameDialog(ReadingOrder, QDialog):
    """Asks for a name."""

    chosen = Signal(str)

    def __init__(self, look: Look, title: str, prompt: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
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
        self._chips = nested(column, QVBoxLayout())
        add_answers(look, column, ("Save", self.accept), ("Cancel", self.reject))
        self.accepted.connect(lambda: self.chosen.emit(self.field.text().strip()))
        FocusRing(look, self)
        self.setMinimumWidth(min(look.px(480), parent.window().width() - 40))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, what: str, names: Sequence[str]) -> None:
        """Add chips for names there are, below the field; `what` they are is read aloud."""
        chips = ChipFlow(what)
        for name in names:
            chip = Chip(self._look, name)
            chip.clicked.connect(partial(self.field.setText, name))
            chips.add(chip)
        self._chips.addWidget(chips)
