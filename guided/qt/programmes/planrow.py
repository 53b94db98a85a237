"""A session in the list of a programme being edited."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guided import messages, words
from guided.editing.programmes import LONGEST_DAYS, Planned
from guided.qt.theme import Look
from guided.qt.widgets.button import IconButton
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chipflow import ChipFlow
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.nest import nested
from guided.qt.widgets.stepper import Stepper
from guided.qt.widgets.text import Text


class PlanRow(QWidget):
    """Its number and name, the days until the next one, what is measured before it, and its buttons."""

    radius = 12.0
    days_chosen = Signal(int)
    measures_chosen = Signal(object)
    entered = Signal()
    """It, or something in it, has the focus now."""

    def __init__(self, look: Look, name: str, measures: Mapping[str, str]) -> None:
        """`measures` has the names of what can be measured, by their ids."""
        super().__init__()
        self._look, self.name, self._measures = look, name, measures
        self._measured: tuple[str, ...] = ()
        self._is_selected = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 0, 10)
        column.setSpacing(4)
        row = nested(column, QHBoxLayout())
        row.setSpacing(4)
        self._number = Text(look, "", "body_strong", "ink2", wrap=False)
        self._number.setFixedWidth(look.px(34))
        row.addWidget(self._number)
        titles = nested(row, QVBoxLayout(), 1)
        titles.setSpacing(0)
        titles.addWidget(Text(look, name))
        self._told = Text(look, "", "caption", "ink2")
        titles.addWidget(self._told)
        self.retest = Chip(look, "Measure first", small=True)
        self.retest.setAccessibleName(words.say(messages.RETEST_WITH, name=name))
        self.retest.set_tip("What to measure before this session")
        self.retest.toggled.connect(self._open)
        self.up = self._button(row, "chevron-up", words.say(messages.MOVE_UP, name=name))
        self.down = self._button(row, "chevron-down", words.say(messages.MOVE_DOWN, name=name))
        self.out = self._button(row, "x", words.say(messages.TAKE_OUT, name=name))
        self._column = column
        self._flow: ChipFlow | None = None
        self.chips: dict[str, Chip] = {}
        self.days = Stepper(look, words.say(messages.DAYS_AFTER, name=name))
        self.days.setMinimumWidth(look.px(240))
        self.days.chosen.connect(lambda days: self.days_chosen.emit(int(days)))
        rest = nested(column, QHBoxLayout())
        rest.setContentsMargins(look.px(34) + 4, 0, 0, 0)
        flow = Flow(12, 8)
        flow.add(self.days)
        flow.add(self.retest)
        rest.addWidget(flow)
        for widget in (self.retest, self.up, self.down, self.out, *self.days.findChildren(QWidget)):
            widget.installEventFilter(self)

    def show_session(self, session: Planned, place: int, count: int) -> None:
        """Show a session at a place, counted from 0, of so many."""
        self._number.setText(str(place + 1))
        self.setAccessibleName(
            words.say(messages.PLACE_IN_ORDER, number=place + 1, count=count, name=self.name)
        )
        self.up.set_available(place > 0, "It is the first")
        self.down.set_available(place < count - 1, "It is the last")
        self.days.setVisible(place < count - 1)
        self.days.show_number(
            session.days, (1, LONGEST_DAYS), 1, lambda days: words.say(messages.THEN_DAYS, n=round(days))
        )
        self._measured = session.measures
        named = [self._measures.get(one, one) for one in session.measures]
        self._told.setText(words.say(messages.BEFORE_IT, what=words.listed(named)) if named else "")
        self._told.setVisible(bool(named))
        for one, chip in self.chips.items():
            chip.setChecked(one in session.measures)

    def show_selected(self, selected: bool) -> None:
        """Show whether it is the one that keys move."""
        self._is_selected = selected
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line below, to tell one session from the next, and a ground where it is selected."""
        with QPainter(self) as painter:
            if self._is_selected:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._look.theme.primary_soft)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0, 2, 0, -2), self.radius, self.radius)
            painter.setPen(QPen(self._look.theme.line, 1))
            bottom = QRectF(self.rect()).bottom() - 0.5
            painter.drawLine(QPointF(8, bottom), QPointF(self.width() - 8.0, bottom))

    def _button(self, row: QHBoxLayout, icon: str, tip: str) -> IconButton:
        button = IconButton(self._look, icon, tip, size=40, icon_size=20)
        row.addWidget(button)
        return button

    def _open(self, on: bool) -> None:
        """Show what can be measured before it, made when it is first wanted."""
        if on and self._flow is None:
            self._flow = ChipFlow(words.say(messages.RETEST_WITH, name=self.name), small=True)
            for one, name in self._measures.items():
                chip = self.chips[one] = Chip(self._look, name, small=True)
                chip.setChecked(one in self._measured)
                chip.clicked.connect(self._choose)
                chip.installEventFilter(self)
                self._flow.add(chip)
            self._column.addWidget(self._flow)
        if self._flow is not None:
            self._flow.setVisible(on)

    def _choose(self) -> None:
        others = [one for one in self._measured if one not in self.chips]
        self.measures_chosen.emit((*others, *(one for one, chip in self.chips.items() if chip.isChecked())))
