"""A session done elsewhere: what, when, how long, and at most how it felt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from guided.locales import Locale
from guided.qt.theme import Look
from guided.qt.widgets.answers import add_answers
from guided.qt.widgets.asking import AskingDialog
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chipflow import ChipFlow
from guided.qt.widgets.choice import Segmented
from guided.qt.widgets.field import LineField
from guided.qt.widgets.scale import DiscomfortScale
from guided.qt.widgets.text import Text

_USUAL = ("Walk", "Stretching", "Physiotherapy", "Yoga")
_MINUTES = (5, 10, 15, 20, 30, 45, 60)
_DAYS = 5  # to choose among, today first


class Elsewhere(NamedTuple):
    """A session done elsewhere: its name, the day, how many minutes, and the discomfort after."""

    name: str
    day: date
    minutes: int
    after: int | None


class AddDialog(AskingDialog):
    """Asks for a session done elsewhere; a name and Enter are enough."""

    added = Signal(object)
    """An Elsewhere."""

    def __init__(
        self, look: Look, today: date, locale: Locale, before: Sequence[str], parent: QWidget
    ) -> None:
        """`before` are the names of such sessions that were added before, the last one first."""
        heading = "Add a session done elsewhere"
        super().__init__(look, "Add a session", parent, wide=620, spacing=4, heading=heading)
        names = tuple(dict.fromkeys((*before, *_USUAL)))[:6]
        self.name = LineField(look, "What it was", "Such as a walk")
        self.name.setText(names[0])
        days = [today - timedelta(days=ago) for ago in range(_DAYS)]
        said = ["Today", "Yesterday", *(locale.day(day, "%a %d %b") for day in days[2:])]
        self.day = Segmented(look, "When", tuple(zip(days, said, strict=True)), today)
        minutes = tuple((number, str(number)) for number in _MINUTES)
        self.minutes = Segmented(look, "Minutes", minutes, 20)
        self.after = DiscomfortScale(look, "Discomfort after")
        column = self.column
        column.addSpacing(8)
        column.addWidget(self.name)
        column.addSpacing(4)
        chips = ChipFlow("What it was")
        self._chips = [Chip(look, name) for name in names]
        for chip in self._chips:
            chip.clicked.connect(partial(self._take, chip))
            chips.add(chip)
        self.name.textChanged.connect(self._check)
        self._check(names[0])
        column.addWidget(chips)
        for title, control in (
            ("When", self.day),
            ("Minutes", self.minutes),
            ("Discomfort after, if you like", self.after),
        ):
            column.addSpacing(8)
            column.addWidget(Text(look, title, "body_strong"))
            column.addWidget(control)
        column.addSpacing(12)
        add_answers(look, column, ("Add", self._add), ("Cancel", self.reject))
        self.name.returnPressed.connect(self._add)
        self.name.selectAll()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, chip: Chip) -> None:
        self.name.setText(chip.words)
        self._check(chip.words)

    def _check(self, name: str) -> None:
        """Show which of the usual names was chosen, if one was."""
        for chip in self._chips:
            chip.setChecked(chip.words == name.strip())

    def _add(self) -> None:
        name, day, minutes = self.name.text().strip(), self.day.value, self.minutes.value
        assert isinstance(day, date)
        assert isinstance(minutes, int)
        if not name:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.added.emit(Elsewhere(name, day, minutes, self.after.value))
        self.accept()
