"""Advice that asks for a second look, with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.message import announce
from guided.qt.widgets.nest import nested
from guided.qt.widgets.text import Text

_COLOURS: Mapping[str, tuple[str, str, str]] = {
    "less": ("warn_soft", "warn", "alert-triangle"),
    "stop": ("danger_soft", "danger", "hand-stop"),
}


class AdviceBox(Card):
    """A title and a sentence on a coloured ground, with buttons below; hidden while empty.

    Its level is "less" (take care) or "stop".
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, padding=16, parent=parent)
        row = nested(self.body, QHBoxLayout())
        row.setSpacing(12)
        self._icon = Icon(look, "alert-triangle", "warn", 24)
        self._title = Text(look, "", "body_strong", "warn")
        self._sentence = Text(look, "", "body")
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        column = nested(row, QVBoxLayout(), 1)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        self._buttons = Flow(12, 8)
        self._buttons.hide()
        column.addWidget(self._buttons)
        self.hide()

    @property
    def said(self) -> str:
        """The text shown; empty while hidden."""
        return "" if self.isHidden() else f"{self._title.text()} {self._sentence.text()}".strip()

    def say(self, level: str, title: str, sentence: str) -> None:
        """Show advice; without a title and a sentence, hide."""
        shown = bool(sentence)
        if shown:
            fill, ink, icon = _COLOURS[level]
            self.set_colours(fill, ink)
            self._icon.show_icon(icon, ink)
            self._title.set_colour(ink)
            self._title.setText(title)
            self._title.setVisible(bool(title))
            self._sentence.setText(sentence)
            announce(self, f"{title}. {sentence}" if title else sentence)
        self.setVisible(shown)

    def add_button(self, button: Button) -> None:
        """Add a button."""
        self._buttons.add(button)
        self._buttons.show()

    def show_buttons(self, shown: bool) -> None:
        """Show or hide the buttons."""
        self._buttons.setVisible(shown)
