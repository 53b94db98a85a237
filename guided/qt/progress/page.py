"""What was done and what came of it: every chart, and the last sessions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QWidget

from guided.charts.material import Material
from guided.charts.table import CHARTS, PERIODS_WEEKS, Chart, in_rows
from guided.qt.progress.chartcard import ChartCard
from guided.qt.progress.outgoing import KINDS
from guided.qt.progress.sessions import SessionList
from guided.qt.progress.turns import Turns
from guided.qt.theme import Look, follow
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.choice import Segmented
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.savefile import ask_where
from guided.qt.widgets.text import Text
from guided.qt.widgets.tile import EmptyState

_PERIODS = tuple(zip(PERIODS_WEEKS, ("4 weeks", "12 weeks", "Year"), strict=True))
_ASIDE, _HEAD = 376, 820  # px at 100 %: the narrow column, what title and controls need beside each other
_LIST_HEAD = 560  # px at 100 %: the same of the sessions
_LAST = 4  # sessions shown
_ROWS_ABOVE = 2  # of charts over the sessions
_UNLIMITED = 16_777_215


class ProgressPage(ScrollPage):
    """The charts and the last sessions.

    The signals ask for what the page cannot do itself: to show sessions (their ids and what they are, or
    one), to delete some, to save a chart (itself and a path), to write all sessions to a path, to measure,
    to add a session, to make a report. `routines_asked` is the way on where there are no sessions yet.
    """

    sessions_asked = Signal(object, str)
    """Ids of sessions, as a tuple, and what they have in common."""
    all_asked = Signal()
    session_asked = Signal(str)
    delete_asked = Signal(object)
    """Ids of sessions, as a tuple."""
    save_asked = Signal(object, str)
    export_asked = Signal(str)
    routines_asked = Signal()
    measure_asked = Signal()
    add_asked = Signal()
    report_asked = Signal()
    send_asked = Signal()
    """Results are to be sent to whoever prescribed something."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._material: Material | None = None
        self._turns = Turns(self)
        self.period = Segmented(look, "Period", _PERIODS, 12)
        self.period.chosen.connect(self._ask_for_charts)
        self.period.chosen.connect(self._arrange)
        self._measure_button = Button(look, "Measure", icon="ruler-measure")
        self._measure_button.set_tip("Measure how far you move, and see your earlier results")
        self._measure_button.clicked.connect(self.measure_asked)
        self._head = nested(self.header, QBoxLayout(QBoxLayout.Direction.LeftToRight))
        self._head.setSpacing(12)
        self._head.addWidget(Text(look, "Progress", "page_title", wrap=False), 1)
        controls = Flow(12, 12)
        self._head.addWidget(controls)
        self._report_button = Button(look, "Report", icon="printer")
        self._report_button.set_tip("A page or two for a physiotherapist or a doctor")
        self._report_button.clicked.connect(self.report_asked)
        controls.add(self._report_button)
        controls.add(self._measure_button)
        self._add_first = Button(look, "Add a session", icon="plus")
        self._add_first.set_tip("Add a session done elsewhere")
        self._add_first.clicked.connect(self.add_asked)
        controls.add(self._add_first)
        controls.add(self.period)
        self._empty = EmptyState(
            look,
            "No sessions yet",
            "Your first week shows up here after one session. Two minutes is enough to begin.",
            "Choose a routine",
        )
        self._empty.pressed.connect(self.routines_asked)
        self.reading = Text(look, "Reading your history…", "body")
        self.body.addWidget(self.reading)
        self.body.addWidget(self._empty)
        self.cards: dict[str, ChartCard] = {}
        """The card of each chart, by its id."""
        self._rows: list[QBoxLayout] = []
        self._beside: list[ChartCard] = []
        rows = in_rows(CHARTS)
        for row in rows[:_ROWS_ABOVE]:
            self._add_row(row)
        self._list_card = self._make_list()
        self.body.addWidget(self._list_card)
        for row in rows[_ROWS_ABOVE:]:
            self._add_row(row)
        self.body.addStretch(1)
        QShortcut(QKeySequence("T"), self).activated.connect(self._toggle_tables)
        self.wide_changed.connect(self._arrange)
        follow(look, self._arrange)
        self.let_head_scroll()
        self.show_reading()

    def show_reading(self) -> None:
        """Says that what is past is still being read."""
        self._show_parts(sessions=False, charts=False)
        self.reading.show()
        self._empty.hide()

    def show_material(self, material: Material) -> None:
        """Shows what was done and measured."""
        self._material = material
        self.sessions.show_sessions(material.sessions[:_LAST], material.today, material.locale)
        has_sessions = bool(material.sessions)
        self._show_parts(has_sessions, has_sessions or bool(material.measured))
        self.reading.hide()
        self._empty.setVisible(not has_sessions)
        self._ask_for_charts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _ask_for_charts(self) -> None:
        weeks = self.period.value
        assert isinstance(weeks, int)
        if self._material is not None:
            material = replace(self._material, weeks=weeks)
            for chart in CHARTS:
                self.cards[chart.id].ask(partial(chart.series, material))

    def _show_parts(self, sessions: bool, charts: bool) -> None:
        self._list_card.setVisible(sessions)
        self._add_first.setVisible(not sessions)
        self.period.setVisible(charts)
        self._report_button.setVisible(charts)
        for card in self.cards.values():
            card.setVisible(charts)

    def _add_row(self, charts: tuple[Chart, ...]) -> None:
        row = nested(self.body, QBoxLayout(QBoxLayout.Direction.LeftToRight))
        row.setSpacing(24)
        for chart in charts:
            self.cards[chart.id] = card = ChartCard(self.look, chart.title, self._turns)
            card.chart.opened.connect(self.sessions_asked)
            card.save_asked.connect(partial(self.save_asked.emit, card.chart))
            row.addWidget(card, 1 if chart is charts[0] else 0)
        self._beside += [self.cards[chart.id] for chart in charts[1:]]
        self._rows.append(row)

    def _make_list(self) -> Card:
        look = self.look
        self.sessions = SessionList(look)
        self.sessions.delete_asked.connect(self.delete_asked)
        self.sessions.opened.connect(self.session_asked)
        self.sessions.row_entered.connect(self._keep_in_sight)
        self._all = Button(look, "All sessions", "link", "small")
        self._all.clicked.connect(self.all_asked)
        export = Button(look, "Export", "link", "small")
        export.clicked.connect(self._ask_where)
        send = Button(look, "Send results", "link", "small")
        send.set_tip("A file for the physiotherapist or trainer you do it for")
        send.clicked.connect(self.send_asked)
        card = Card(look)
        self._list_head = top = nested(card.body, QBoxLayout(QBoxLayout.Direction.LeftToRight))
        top.setSpacing(8)
        top.addWidget(Text(look, "Sessions", "section", wrap=False), 1)
        ways = Flow(20, 4)
        top.addWidget(ways)
        add = Button(look, "Add", "link", "small", "plus")
        add.setAccessibleName("Add a session done elsewhere")
        add.set_tip("Add a session done elsewhere")
        add.clicked.connect(self.add_asked)
        for way in (self._all, add, export, send):
            ways.add(way)
        # The rows reach a little beyond the title, for the ground of the one under the mouse.
        top.setContentsMargins(8, 0, 8, 0)
        card.body.setContentsMargins(16, 16, 16, 16)
        card.body.addSpacing(4)
        card.body.addWidget(self.sessions)
        return card

    def _arrange(self) -> None:
        """Charts beside each other where there is room; one of a year needs all of it."""
        wide = self.wide and self.period.value != PERIODS_WEEKS[-1]
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._head.setDirection(down if self.width() < self.look.px(_HEAD) else across)
        self._list_head.setDirection(down if self.width() < self.look.px(_LIST_HEAD) else across)
        aside = self.look.px(_ASIDE)
        for row in self._rows:
            row.setDirection(direction)
        for card in self._beside:
            card.setMinimumWidth(aside if wide else 0)
            card.setMaximumWidth(aside if wide else _UNLIMITED)
        self._measure()  # the head may be higher now

    def _toggle_tables(self) -> None:
        """The chart that has the focus as a table, or all of them."""
        cards = [card for card in self.cards.values() if card.isAncestorOf(self.focusWidget())]
        for card in cards or self.cards.values():
            card.toggle_table()

    def _keep_in_sight(self, area: QRect) -> None:
        self.area.ensureVisible(0, self.sessions.mapTo(self.sheet, area.center()).y(), 0, area.height())

    def _ask_where(self) -> None:
        assert self._material is not None
        name = f"guided-sessions-{self._material.today.isoformat()}"
        ask_where(self, "Export sessions", name, KINDS).fileSelected.connect(self.export_asked)
