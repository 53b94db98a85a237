"""The question for a name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guided.qt.theme import Look
from guided.qt.widgets.answers import add_answers
from guided.qt.widgets.asking import AskingDialog
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chipflow import ChipFlow
from guided.qt.widgets.field import LineField
from guided.qt.widgets.nest import nested


class NameDialog(AskingDialog):
    """Asks for a name."""

    chosen = Signal(str)

    def __init__(self, look: Look, title: str, prompt: str, name: str, parent: QWidget) -> None:
        super().__init__(look, title, parent, wide=480)
        self._look = look
        column = self.column
        self.field = LineField(look, prompt, prompt)
        self.field.setText(name)
        self.field.selectAll()
        self.field.returnPressed.connect(self.accept)
        column.addWidget(self.field)
        self._chips = nested(column, QVBoxLayout())
        add_answers(look, column, ("Save", self.accept), ("Cancel", self.reject))
        self.accepted.connect(lambda: self.chosen.emit(self.field.text().strip()))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, what: str, names: Sequence[str]) -> None:
        """Add chips for names there are, below the field; `what` they are is read aloud."""
        chips = ChipFlow(what)
        for name in names:
            chip = Chip(self._look, name)
            chip.clicked.connect(partial(self.field.setText, name))
            chips.add(chip)
        self._chips.addWidget(chips)
