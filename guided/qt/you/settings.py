"""The page of settings: its sections one below the other, each choice in force at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guided.qt.actions import Act
from guided.qt.context import Context
from guided.qt.widgets.card import Card
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chiprow import ChipRow
from guided.qt.widgets.line import Line
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.text import Text
from guided.qt.you.asks import Asks
from guided.qt.you.contents import Contents
from guided.qt.you.rows import Row
from guided.qt.you.sections import SECTIONS, Section

_PANEL_WIDTH = 760


class Setting(NamedTuple):
    """A row of the page: its section, its title, what else it is found by, and the way to it."""

    section: str
    title: str
    also: tuple[str, ...]
    show: Act


class SettingsPage(ScrollPage):
    """All sections in one column; their titles beside it, or as chips above, lead to them."""

    def __init__(self, context: Context, asks: Asks, sections: Sequence[Section] = SECTIONS) -> None:
        super().__init__(context.look)
        self._titles: dict[str, Text] = {}
        self._marks: dict[str, tuple[Pressable, Chip]] = {}
        self._asked = ""
        self._at: tuple[str, int] = ("", 0)  # the section at the top of the view, and the px of it above
        self._staying = False
        self._rows: list[tuple[str, Row]] = []
        self.header.addWidget(Text(self.look, "Settings", "page_title"))
        self._chips = ChipRow(self.look, "Sections")
        self.header.addSpacing(12)
        self.header.addWidget(self._chips)
        self.contents = Contents(self.look)
        self.set_aside(self.contents)
        self._column = QWidget()
        self._panel = QVBoxLayout(self._column)
        self._panel.setSpacing(12)
        self._panel.setContentsMargins(0, 0, 0, 0)
        for section in sections:
            self._add(section.title, section.icon, section.rows(context, asks))
        self.body.addWidget(self._column)
        self.body.addStretch(1)
        self.area.verticalScrollBar().valueChanged.connect(lambda _: self._scrolled())
        self.area.verticalScrollBar().rangeChanged.connect(lambda *_: self._stay())
        self.wide_changed.connect(self._arrange)
        self.look.changed.connect(self._arrange)
        self._arrange()
        self._mark()

    @property
    def section(self) -> str:
        """The title of the current section: the one gone to, or else the one at the top of the view."""
        bar = self.area.verticalScrollBar()
        if self._asked and bar.value() == min(self._top_of(self._asked), bar.maximum()):
            return self._asked  # though the page ends before it is at the top
        if bar.value() == bar.maximum() > 0:
            return next(reversed(self._titles))
        seen = bar.value() + self.area.viewport().height() // 4 if bar.value() else 0
        first = next(iter(self._titles))
        return next((title for title in reversed(self._titles) if self._top_of(title) <= seen), first)

    @property
    def settings(self) -> tuple[Setting, ...]:
        """Every row, in the order of the page."""
        return tuple(
            Setting(section, row.title, row.names, partial(self.show_row, section, row))
            for section, row in self._rows
        )

    def show_row(self, section: str, row: Row) -> None:
        """Bring a row into the view, below its section if both have room, and give it the keyboard."""
        self.go_to(section)
        self.area.ensureWidgetVisible(row, 0, 24)
        row.take_focus()

    def _add(self, title: str, icon: str, rows: Sequence[QWidget]) -> None:
        if self._titles:
            self._panel.addSpacing(12)
        self._titles[title] = heading = Text(self.look, title, "section")
        self._panel.addWidget(heading)
        card = Card(self.look, padding=0)
        for number, row in enumerate(rows):
            if number:
                card.body.addWidget(Line(self.look))
            card.body.addWidget(row)
        self._rows += [(title, row) for row in rows if isinstance(row, Row)]
        self._panel.addWidget(card)
        chip = Chip(self.look, title)
        self._chips.add(chip)
        self._marks[title] = (self.contents.add(title, icon), chip)
        for mark in self._marks[title]:
            mark.clicked.connect(lambda: self.go_to(title))

    def go_to(self, title: str) -> None:
        """Bring a section to the top of the view."""
        # Where it is is known once a page that has just come is laid out.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._asked = title
        self.area.verticalScrollBar().setValue(self._top_of(title))
        self._mark()

    def _top_of(self, title: str) -> int:
        return self._titles[title].mapTo(self.sheet, QPoint(0, 0)).y()

    def _scrolled(self) -> None:
        if not self._staying:
            value = self.area.verticalScrollBar().value()
            tops = {title: self._top_of(title) for title in self._titles}
            title = next((one for one, top in reversed(tops.items()) if top <= value), "")
            self._at = title, value - tops.get(title, 0)
        self._mark()

    def _stay(self) -> None:
        """Keep the section in view that was there, as the window's size changes."""
        title, above = self._at
        if title and self._held is None:
            self._staying = True
            self.area.verticalScrollBar().setValue(self._top_of(title) + above)
            self._staying = False
        self._mark()

    def _mark(self) -> None:
        """Mark the current section."""
        here = self.section
        for title, marks in self._marks.items():
            for mark in marks:
                mark.setChecked(title == here)
        self._chips.ensureWidgetVisible(self._marks[here][1], 40, 0)

    def _arrange(self) -> None:
        self._column.setMaximumWidth(self.look.px(_PANEL_WIDTH))
        self.contents.setHidden(not self.wide)
        self._chips.setHidden(self.wide)
        self._set_margins()
