"""A programme of one's own: routines in an order, and the days between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from guided import messages, words
from guided.programme import MOST_SESSIONS
from guided.qt.actions import does
from guided.qt.theme import Look
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.card import Card
from guided.qt.widgets.choice import Segmented
from guided.qt.widgets.field import LineField
from guided.qt.widgets.line import Line
from guided.qt.widgets.message import announce
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.text import Text

DAYS = (1, 2, 3, 7)
ROUNDS = (1, 2, 4, 8)


@dataclass(frozen=True, slots=True)
class Choice:
    """A routine that can be put in."""

    id: str
    name: str
    minutes: int
    own: bool


class NewProgrammePage(ScrollPage):
    """What is to be done, one after the other; `saved` has the name, the routines, the days, the rounds."""

    back = Signal()
    saved = Signal(str, object, int, int)

    def __init__(self, look: Look, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._choices = {choice.id: choice for choice in choices}
        self.order: list[str] = []
        """The routines that are in it, by their ids; one may be in it more than once."""
        back = Button(look, "Programmes", "link", "small", "arrow-left")
        back.clicked.connect(self.back)
        does(back, "back")
        self.header.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.save = Button(look, "Save programme", "primary")
        self.save.clicked.connect(self._save)
        self.add_head("New programme", self.save)
        self._trouble = Text(look, "", "body", "danger")
        self._trouble.hide()
        self.header.addWidget(self._trouble)
        self._columns = nested(self.body, QBoxLayout(QBoxLayout.Direction.LeftToRight))
        self._columns.setSpacing(24)
        self._columns.addWidget(self._make_form(), 3)
        self._columns.addWidget(self._make_choices(), 2)
        self._columns.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addStretch()
        for key, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self._move_focused(by))
        self.setFocusProxy(self.name)
        self.wide_changed.connect(self._arrange)
        self._arrange(self.wide)
        self._show_order()

    def add(self, routine_id: str) -> None:
        """Put a routine at the end."""
        if len(self.order) >= MOST_SESSIONS:
            return
        self.order.append(routine_id)
        self._show_order()
        announce(
            self, words.say(messages.ADDED_AS, name=self._choices[routine_id].name, number=len(self.order))
        )

    def reorder(self, place: int, by: int) -> None:
        """Move the routine at a place, counted from 0, up or down."""
        to = place + by
        if not 0 <= to < len(self.order):
            return
        self.order.insert(to, self.order.pop(place))
        self._show_order()
        self.rows[to].setFocus(Qt.FocusReason.ShortcutFocusReason)
        announce(self, words.say(messages.MOVED_TO, name=self._choices[self.order[to]].name, number=to + 1))

    def remove(self, place: int) -> None:
        """Take out the routine at a place, counted from 0."""
        del self.order[place]
        self._show_order()
        if self.rows:
            self.rows[min(place, len(self.rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, why: str) -> None:
        """Say why it was not saved."""
        self._trouble.setText(why)
        self._trouble.show()
        announce(self, why)

    # ------------------------------------------------------------

    def _make_form(self) -> QWidget:
        look = self.look
        card = Card(look)
        card.body.setSpacing(8)
        card.body.addWidget(Text(look, "Name", "body_strong"))
        self.name = LineField(look, "Name", "For example, Hips and core")
        self.name.textChanged.connect(lambda: self._tell())
        card.body.addWidget(self.name)
        for title, choices, attribute in (
            ("Days from one session to the next", DAYS, "days"),
            ("Times through the list", ROUNDS, "rounds"),
        ):
            card.body.addSpacing(8)
            card.body.addWidget(Text(look, title, "body_strong"))
            numbers = [(number, str(number)) for number in choices]
            field = Segmented(look, title, numbers, 2 if attribute == "days" else 1)
            field.chosen.connect(lambda _: self._tell())
            setattr(self, attribute, field)
            card.body.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addSpacing(8)
        card.body.addWidget(Text(look, "In this order", "body_strong"))
        self._empty = Text(look, "Nothing yet. Add routines from the list.", "body", "ink2")
        card.body.addWidget(self._empty)
        self._list = nested(card.body, QVBoxLayout())
        self._list.setSpacing(0)
        self.rows: list[_Row] = []
        self._summary = Text(look, "", "caption", "ink2")
        card.body.addWidget(self._summary)
        card.body.addStretch()
        return card

    def _make_choices(self) -> QWidget:
        look = self.look
        card = Card(look, padding=0)
        card.body.setContentsMargins(0, 20, 0, 8)
        title = nested(card.body, QHBoxLayout())
        title.setContentsMargins(24, 0, 24, 8)
        title.addWidget(Text(look, "Routines", "card_title"))
        self.add_buttons: dict[str, Button] = {}
        for number, choice in enumerate(self._choices.values()):
            if number:
                card.body.addWidget(Line(look))
            row = nested(card.body, QHBoxLayout())
            row.setContentsMargins(24, 8, 16, 8)
            row.setSpacing(12)
            column = nested(row, QVBoxLayout(), 1)
            column.setSpacing(0)
            column.addWidget(Text(look, choice.name, "body_strong"))
            note = words.say(messages.MIN, n=choice.minutes)
            if choice.own:
                note = words.say(messages.LENGTH_YOURS, length=note)
            column.addWidget(Text(look, note, "caption", "ink2"))
            button = Button(look, "Add", "soft", "small", "plus")
            button.setAccessibleName(words.say(messages.ADD, name=choice.name))
            button.clicked.connect(lambda _=False, name=choice.id: self.add(name))
            self.add_buttons[choice.id] = button
            row.addWidget(button)
        return card

    days: Segmented
    rounds: Segmented

    def _show_order(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self.rows = []
        for place, routine_id in enumerate(self.order):
            row = _Row(self.look, self._choices[routine_id].name, place, len(self.order))
            row.up.clicked.connect(lambda _=False, place=place: self.reorder(place, -1))
            row.down.clicked.connect(lambda _=False, place=place: self.reorder(place, 1))
            row.out.clicked.connect(lambda _=False, place=place: self.remove(place))
            self.rows.append(row)
            self._list.addWidget(row)
            row.show()  # now, so that it can have the focus
        self._empty.setVisible(not self.order)
        self._tell()

    def _tell(self) -> None:
        """Say what it comes to, and whether it can be saved."""
        self._trouble.hide()
        days, rounds = self._numbers()
        count = len(self.order) * rounds
        weeks = round((1 + (count - 1) * days) / 7)
        length = words.say(messages.SESSIONS, n=count)
        if weeks > 1:
            weeks_said = words.say(messages.WEEKS, n=weeks)
            length = words.say(messages.SESSIONS_WEEKS, sessions=length, weeks=weeks_said)
        keys = " Alt+Up and Alt+Down move the selected one." if len(self.order) > 1 else ""
        self._summary.setText(f"{length}.{keys}")
        self._summary.setVisible(bool(count))
        too_many = count > MOST_SESSIONS
        why_not = (
            words.say(messages.AT_MOST_SESSIONS, n=MOST_SESSIONS)
            if too_many
            else "Add a routine first."
            if not count
            else "Give it a name first."
        )
        self.save.set_available(bool(count and self.name.text().strip()) and not too_many, why_not)

    def _numbers(self) -> tuple[int, int]:
        days, rounds = self.days.value, self.rounds.value
        assert isinstance(days, int)
        assert isinstance(rounds, int)
        return days, rounds

    def _save(self) -> None:
        days, rounds = self._numbers()
        self.saved.emit(self.name.text().strip(), list(self.order), days, rounds)

    def _move_focused(self, by: int) -> None:
        focused = QApplication.focusWidget()
        for place, row in enumerate(self.rows):
            if focused is row or (focused is not None and row.isAncestorOf(focused)):
                self.reorder(place, by)
                return

    def _arrange(self, wide: bool) -> None:
        across = QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(across if wide else QBoxLayout.Direction.TopToBottom)


class _Row(QWidget):
    """A routine in the order: its number and name, and buttons to move it or take it out."""

    radius = 12.0

    def __init__(self, look: Look, name: str, place: int, count: int) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words.say(messages.PLACE_IN_ORDER, number=place + 1, count=count, name=name))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 0, 4)
        row.setSpacing(4)
        number = Text(look, str(place + 1), "body_strong", "ink2", wrap=False)
        number.setFixedWidth(look.px(28))
        row.addWidget(number)
        row.addWidget(Text(look, name), 1)
        self.up = IconButton(
            look, "chevron-up", words.say(messages.MOVE_UP, name=name), size=40, icon_size=20
        )
        self.down = IconButton(
            look, "chevron-down", words.say(messages.MOVE_DOWN, name=name), size=40, icon_size=20
        )
        self.out = IconButton(look, "x", words.say(messages.TAKE_OUT, name=name), size=40, icon_size=18)
        self.up.set_available(place > 0, "It is the first")
        self.down.set_available(place < count - 1, "It is the last")
        for button in (self.up, self.down, self.out):
            row.addWidget(button)
