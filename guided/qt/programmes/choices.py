"""The routines that can be put into a programme, with a field to look for one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guided import messages, words
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.field import SearchField
from guided.qt.widgets.line import Line
from guided.qt.widgets.nest import nested
from guided.qt.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Choice:
    """A routine that can be put in."""

    id: str
    name: str
    minutes: int
    own: bool


class ChoicesCard(Card):
    """A row for each routine, with a button that adds it."""

    chosen = Signal(str)
    """A routine (id) is to be added."""

    def __init__(self, look: Look, choices: Iterable[Choice]) -> None:
        super().__init__(look, padding=0)
        self.body.setContentsMargins(0, 20, 0, 8)
        title = nested(self.body, QVBoxLayout())
        title.setContentsMargins(24, 0, 24, 8)
        title.setSpacing(8)
        title.addWidget(Text(look, "Routines", "card_title"))
        self.search = SearchField(look, "Search the routines")
        self.search.textChanged.connect(self._filter)
        title.addWidget(self.search)
        self.buttons: dict[str, Button] = {}
        """The button of each routine, by its id."""
        self._rows: dict[str, tuple[QWidget, str]] = {}
        for choice in choices:
            row, button = _row(look, choice)
            self.buttons[choice.id] = button
            button.clicked.connect(lambda _=False, name=choice.id: self.chosen.emit(name))
            self._rows[choice.id] = row, words.folded(choice.name)
            self.body.addWidget(row)
        self.body.addStretch()

    def _filter(self, text: str) -> None:
        wanted = words.folded(text.strip())
        for row, name in self._rows.values():
            row.setVisible(wanted in name)


def _row(look: Look, choice: Choice) -> tuple[QWidget, Button]:
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(24, 0, 16, 8)
    column.setSpacing(8)
    column.addWidget(Line(look))
    across = nested(column, QHBoxLayout())
    across.setSpacing(12)
    titles = nested(across, QVBoxLayout(), 1)
    titles.setSpacing(0)
    titles.addWidget(Text(look, choice.name, "body_strong"))
    note = words.say(messages.MIN, n=choice.minutes)
    if choice.own:
        note = words.say(messages.LENGTH_YOURS, length=note)
    titles.addWidget(Text(look, note, "caption", "ink2"))
    button = Button(look, "Add", "soft", "small", "plus")
    button.setAccessibleName(words.say(messages.ADD, name=choice.name))
    across.addWidget(button)
    return row, button
