"""The buttons at the foot of a dialogue, each an answer to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.nest import nested

Answer = tuple[str, Callable[[], object]]
"""What a button says, and what it does."""


def add_answers(look: Look, column: QBoxLayout, *answers: Answer, icon: str = "") -> tuple[Button, ...]:
    """Add a button for each answer, side by side from the left; the first one, with the icon, stands out."""
    row = nested(column, QHBoxLayout())
    row.setSpacing(12)
    buttons = []
    for number, (words, act) in enumerate(answers):
        button = Button(look, words) if number else Button(look, words, "primary", icon=icon)
        button.clicked.connect(act)
        row.addWidget(button)
        buttons.append(button)
    row.addStretch()
    return tuple(buttons)
