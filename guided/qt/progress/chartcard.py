"""A chart in its card: title, what it comes to, and ways to read it otherwise and to keep it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QContextMenuEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout

from guided import messages, words
from guided.charts.series import Series
from guided.qt.actions import OF_A_CHART, Act
from guided.qt.menus import popup
from guided.qt.progress.chart import Chart
from guided.qt.progress.turns import Turns
from guided.qt.theme import Look
from guided.qt.widgets.button import IconButton
from guided.qt.widgets.card import Card
from guided.qt.widgets.nest import nested
from guided.qt.widgets.savefile import ask_where
from guided.qt.widgets.text import Text

_KINDS = {"png": "A picture", "svg": "A drawing", "csv": "For a spreadsheet"}


class ChartCard(Card):
    """A chart that is made when the card comes in sight, and made again then when what it shows is old."""

    save_asked = Signal(str)
    """The path of a file; its suffix says what is to be in it."""

    def __init__(self, look: Look, title: str, turns: Turns) -> None:
        super().__init__(look)
        self._title, self._turns = title, turns
        self._due: Callable[[], Series] | None = None
        self._headline = Text(look, "", "body_strong", "ink2", wrap=False)
        self._table = IconButton(look, "list", self._words(messages.SHOW_AS_TABLE), size=36, icon_size=18)
        self._table.setCheckable(True)
        self._table.toggled.connect(self._show_table)
        self._save = IconButton(look, "download", self._words(messages.SAVE_CHART), size=36, icon_size=18)
        self._save.clicked.connect(self._ask_where)
        self.chart = Chart(look, title, turns)
        self.summary = Text(look, "", "caption", "ink2")
        head = nested(self.body, QHBoxLayout())
        head.setSpacing(4)
        head.addWidget(Text(look, title, "section"), 1)
        head.addWidget(self._headline)
        head.addSpacing(4)
        head.addWidget(self._table)
        head.addWidget(self._save)
        self.body.setContentsMargins(24, 14, 20, 16)
        self.body.addSpacing(6)
        self.body.addWidget(self.chart)
        self.body.addSpacing(10)
        self.body.addWidget(self.summary)
        self.body.addStretch(1)

    @property
    def is_due(self) -> bool:
        """Whether what it shows is still to be made."""
        return self._due is not None

    def ask(self, series: Callable[[], Series]) -> None:
        """Has a series shown, which is made once the card is in sight."""
        self._due = series
        self.update()

    def toggle_table(self) -> None:
        """Shows the numbers, or the drawing again."""
        self._table.toggle()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        offers: dict[str, Act] = {"drawing" if self._table.isChecked() else "numbers": self.toggle_table}
        if self._save.isEnabled():
            offers["save"] = self._ask_where
        popup(self._look, offers, event.globalPos(), self, OF_A_CHART)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._due is not None:
            self._turns.give(self.make)

    def make(self) -> None:
        """Makes what is due."""
        due, self._due = self._due, None
        if due is None:
            return
        series = due()
        self._headline.setText(series.headline)
        self._headline.set_colour("success" if series.good else "ink2")
        self.summary.setText(series.summary)
        self.summary.setVisible(series.marks is not None)
        self._save.setEnabled(series.marks is not None)
        self.chart.show_series(series)

    def _words(self, message: str) -> str:
        return words.say(message, chart=self._title)

    def _show_table(self, in_table: bool) -> None:
        self.chart.show_table(in_table)
        self._table.set_icon("chart-bar" if in_table else "list")
        self._table.set_words(self._words(messages.SHOW_AS_CHART if in_table else messages.SHOW_AS_TABLE))

    def _ask_where(self) -> None:
        name = self._title.lower().replace(" ", "-")
        ask_where(self, self._words(messages.SAVE_CHART), name, _KINDS).fileSelected.connect(self.save_asked)
