"""The results of clients side by side, and the question whose results a file has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from guided import messages, words
from guided.clients import Client, Comparison, Row, cells, compared, heads
from guided.locales import Locale
from guided.qt.theme import Look, follow
from guided.qt.widgets.answers import add_answers
from guided.qt.widgets.asking import AskingDialog
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.field import LineField
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.savefile import ask_where
from guided.qt.widgets.text import Text
from guided.qt.widgets.tile import EmptyState
from guided.results import Results

_ABOUT = (
    "Results of the people you prescribed a routine to. Drop their files on this window, or open them here."
    " They stay on this computer, and none of it goes into your own history."
)
_ROW = 44  # px at 100 %
_WEEKS_AT = 3  # the first column of a week


class ClientsPage(ScrollPage):
    """A row for each client and routine."""

    back = Signal()
    open_asked = Signal()
    """A file is to be opened."""
    save_asked = Signal(str)
    """The table is to be written to this path."""
    renamed = Signal(object, str)
    """A Client is to have this name."""
    removed = Signal(object)
    """A Client's results are to be removed."""

    def __init__(self, look: Look, file: str) -> None:
        """`file` is what a table of them is called at first."""
        super().__init__(look)
        self._rows: tuple[Row, ...] = ()
        self._file = file
        self.add_way_back("Progress", self.back)
        head = nested(self.header, QHBoxLayout())
        head.setSpacing(12)
        head.addWidget(Text(look, "Clients", "page_title"), 1)
        self._save, opened = (
            Button(look, "Save as a table", icon="download"),
            Button(look, "Open a file", "primary"),
        )
        self._save.clicked.connect(self._ask_where)
        opened.clicked.connect(self.open_asked)
        head.addWidget(self._save)
        head.addWidget(opened)
        self.header.addWidget(Text(look, _ABOUT, "body", "ink2"))
        self._empty = EmptyState(look, "No results yet", "Ask for “Send results” in their Progress.")
        self.body.addWidget(self._empty)
        self._card = Card(look)
        self.table = _Table()
        self.table.itemSelectionChanged.connect(self._allow)
        self.table.delete_asked.connect(self._remove)
        self.table.setAccessibleName("Clients side by side")
        acts = nested(self._card.body, QHBoxLayout())
        acts.setSpacing(12)
        self._told = Text(look, "", "body", "ink2")
        self._rename = Button(look, "Rename", size="small", icon="pencil")
        self._rename.clicked.connect(self._ask_name)
        self._trash = Button(look, "Remove", size="small", icon="trash")
        self._trash.clicked.connect(self._remove)
        acts.addWidget(self._told, 1)
        acts.addWidget(self._rename)
        acts.addWidget(self._trash)
        self._card.body.addSpacing(8)
        self._card.body.addWidget(self.table)
        self.body.addWidget(self._card)
        self.body.addStretch(1)
        follow(look, self._restyle)

    def show_clients(self, clients: Sequence[Client], locale: Locale) -> None:
        """Show those whose results there are; the row that was chosen stays so."""
        chosen = self.table.currentRow()
        comparison = compared(clients, locale)
        self._rows = comparison.rows
        self._fill(comparison, locale)
        for widget in (self._card, self._save):
            widget.setVisible(bool(self._rows))
        self._empty.setVisible(not self._rows)
        if self._rows:
            self.table.selectRow(min(max(chosen, 0), len(self._rows) - 1))
        self._allow()  # the same row may be of other results now
        self._restyle()

    @property
    def chosen(self) -> Row | None:
        """The row that is chosen."""
        row = self.table.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def _fill(self, comparison: Comparison, locale: Locale) -> None:
        table, theme = self.table, self.look.theme
        names = heads(comparison, locale)
        table.setColumnCount(len(names))
        table.setHorizontalHeaderLabels(names)
        table.setRowCount(len(comparison.rows))
        for number, row in enumerate(comparison.rows):
            for column, text in enumerate(cells(row, locale)):
                item = QTableWidgetItem(text)
                week = row.weeks[column - _WEEKS_AT] if 0 <= column - _WEEKS_AT < len(row.weeks) else None
                if week is not None and week[0] >= max(week[1], 1):
                    item.setBackground(theme.primary_soft)
                    item.setForeground(theme.on_primary_soft)
                table.setItem(number, column, item)

    def _allow(self) -> None:
        row = self.chosen
        for button in (self._rename, self._trash):
            button.setEnabled(row is not None)
        if row is not None:
            name = row.client.results.name
            self._told.setText(words.say(messages.FELT_BY, name=name, told=row.felt[1]))
            self._rename.setAccessibleName(words.say(messages.RENAME_CLIENT, name=name))
            self._trash.setAccessibleName(words.say(messages.REMOVE_RESULTS, name=name))

    def _remove(self) -> None:
        if self.chosen is not None:
            self.removed.emit(self.chosen.client)

    def _ask_name(self) -> None:
        row = self.chosen
        if row is not None:
            dialog = WhoseDialog(self.look, row.client.results, row.client.results.name, self.window())
            dialog.named.connect(lambda name: self.renamed.emit(row.client, name))
            dialog.open()

    def _ask_where(self) -> None:
        kinds = {"csv": "For a spreadsheet"}
        ask_where(self, "Save the table", self._file, kinds).fileSelected.connect(self.save_asked)

    def _restyle(self) -> None:
        px, table, theme = self.look.px, self.table, self.look.theme
        chosen = QPalette(QGuiApplication.palette())
        chosen.setColor(QPalette.ColorRole.Highlight, theme.sunken)
        chosen.setColor(QPalette.ColorRole.HighlightedText, theme.ink)
        table.setPalette(chosen)
        table.setFont(self.look.font("body"))
        table.verticalHeader().setDefaultSectionSize(px(_ROW))
        table.resizeColumnsToContents()
        table.horizontalHeader().setStretchLastSection(False)  # or it stays as narrow as its words
        table.horizontalHeader().setStretchLastSection(True)
        high = table.horizontalHeader().sizeHint().height() + px(_ROW) * table.rowCount()
        table.setFixedHeight(high + table.horizontalScrollBar().sizeHint().height() + 4)


class _Table(QTableWidget):
    """A table of which one row is chosen; Delete asks to remove what it is about."""

    delete_asked = Signal()

    def __init__(self) -> None:
        super().__init__(0, 1)
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_asked.emit()
        else:
            super().keyPressEvent(event)


class WhoseDialog(AskingDialog):
    """Says what is in a file of results, and asks whose they are."""

    named = Signal(str)
    """They are to be kept under this name."""

    def __init__(self, look: Look, results: Results, name: str, parent: QWidget) -> None:
        asked = "Whose results are these?"
        super().__init__(look, "Results", parent, wide=480, spacing=8, heading=asked)
        sessions = sum(len(one.done) for one in results.routines)
        day = words.day(results.made, "%d %B %Y")
        self.name = LineField(look, asked)
        self.name.setText(name)
        column = self.column
        column.addWidget(Text(look, words.say(messages.RESULTS_OF, n=sessions, day=day), "body", "ink2"))
        for one in results.routines[:8]:
            done = words.say(messages.SESSIONS, n=len(one.done))
            column.addWidget(
                Text(look, words.say(messages.READS, label=one.name, value=done), "body", "ink2")
            )
        column.addWidget(self.name)
        column.addSpacing(8)
        add_answers(look, column, ("Keep", self._keep), ("Not now", self.reject))
        self.name.returnPressed.connect(self._keep)
        self.name.selectAll()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        name = self.name.text().strip()
        if name:
            self.named.emit(name)
            self.accept()
