"""A past session: what was done in it, how it felt, and what of that can be put right."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from guided import messages, words
from guided.account import Account, Line, accounts, corrected, phases, routine_of, swaps
from guided.history.records import local_start
from guided.library import Library
from guided.locales import Locale
from guided.qt.theme import Look
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.card import Card
from guided.qt.widgets.field import TextArea
from guided.qt.widgets.line import Line as Rule
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.scale import DiscomfortScale
from guided.qt.widgets.text import Text
from guided.session import Record

_SECONDS = 5  # a press of more or less, where a time is filled


class SessionPage(ScrollPage):
    """A session that is over; what is changed in it is handed over when the page is left."""

    back = Signal()
    edited = Signal(object, object)
    """Two Records: the next version, and the one before it."""
    delete_asked = Signal(object)
    """Ids of sessions, as a tuple."""
    repeat_asked = Signal(object)
    """The Routine, as it was played."""
    routine_asked = Signal(object)
    """That Routine is to become one of the person's own."""

    def __init__(self, look: Look, record: Record, library: Library, locale: Locale) -> None:
        super().__init__(look)
        self._kept = self._record = record
        self._library = library
        self._counts: dict[tuple[int, ...], Text] = {}
        start = local_start(record.started, record.offset_min)
        self.add_way_back("Back", self.back)
        self.header.addWidget(Text(look, record.routine_name, "page_title"))
        when = words.say(
            messages.SESSION_ON, day=locale.day(start, "%A, %d %B %Y"), time=locale.day(start, "%H:%M")
        )
        share = words.done_share(record.reps_done, record.reps_planned)
        said = words.joined(when, words.session(record.played_ms), share)
        self.header.addWidget(Text(look, said, "body", "ink2"))
        self._columns = nested(self.body, QBoxLayout(QBoxLayout.Direction.LeftToRight))
        self._columns.setSpacing(24)
        left = nested(self._columns, QVBoxLayout(), 2)
        right = nested(self._columns, QVBoxLayout(), 1)
        for column in (left, right):
            column.setSpacing(24)
        left.addWidget(self._make_feeling())
        found = accounts(record, library)
        if found:
            left.addWidget(self._make_done(found))
        left.addStretch()
        right.addWidget(self._make_actions())
        if record.phase_ms:
            right.addWidget(self._make_phases())
        right.addStretch()
        self.body.addStretch()
        self.wide_changed.connect(self._arrange)
        self._arrange(self.wide)

    @property
    def record(self) -> Record:
        """The session as it is shown, with what was changed."""
        after, note = self.after.value, self.note.toPlainText().strip()
        return replace(self._record, before=self.before.value, after=after, note=note)

    def keep(self) -> None:
        """Hands over what was changed since the last time."""
        if self.record != self._kept:
            before, self._kept = self._kept, self.record.edited()
            self._record = self._kept
            self.edited.emit(self._kept, before)

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)

    def _make_feeling(self) -> Card:
        look, card = self.look, Card(self.look)
        card.body.addWidget(Text(look, "Discomfort", "section"))
        self.before = DiscomfortScale(look, "Discomfort before")
        self.after = DiscomfortScale(look, "Discomfort after")
        for title, scale, value in (
            ("Before", self.before, self._kept.before),
            ("After", self.after, self._kept.after),
        ):
            card.body.addSpacing(10)
            card.body.addWidget(Text(look, title, "body_strong"))
            card.body.addSpacing(4)
            card.body.addWidget(scale)
            if value is not None:
                scale.choose(value)
        card.body.addSpacing(10)
        card.body.addWidget(Text(look, "Note", "body_strong"))
        card.body.addSpacing(4)
        self.note = TextArea(look, "Note")
        self.note.setPlainText(self._kept.note)
        card.body.addWidget(self.note)
        return card

    def _make_done(self, found: list[Account]) -> Card:
        look, card = self.look, Card(self.look)
        head = nested(card.body, QHBoxLayout())
        head.addWidget(Text(look, "What you did", "section"), 1)
        correct = Button(look, "Correct", "link", "small", "pencil")
        correct.setCheckable(True)
        head.addWidget(correct)
        for number, one in enumerate(found):
            if number:
                card.body.addWidget(Rule(look))
            card.body.addWidget(self._make_step(one, correct))
        for text in swaps(self._kept, self._library):
            card.body.addWidget(Text(look, text, "caption", "ink2"))
        correct.toggled.connect(lambda on: correct.set_words("Done" if on else "Correct"))
        return card

    def _make_step(self, one: Account, correct: Button) -> QWidget:
        look, widget = self.look, QWidget()
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 10, 0, 10)
        column.setSpacing(0)
        column.addWidget(Text(look, one.name, "body_strong"))
        if one.happened:
            column.addWidget(Text(look, words.joined(*one.happened), "caption", "hold"))
        for line in one.lines:
            row = nested(column, QHBoxLayout())
            row.setSpacing(4)
            if line.label:
                label = Text(look, line.label, "body", "ink2", wrap=False)
                label.setMinimumWidth(look.px(110))
                row.addWidget(label)
            self._counts[line.sets] = count = Text(look, line.said, "body", "ink2", wrap=False)
            row.addWidget(count, 1)
            about = words.joined(one.name, line.label)
            for icon, message, way in (("minus", messages.FEWER, -1), ("plus", messages.MORE, 1)):
                button = IconButton(look, icon, words.say(message, what=about), size=40, icon_size=18)
                button.clicked.connect(lambda _=False, line=line, way=way: self._count(line, way))
                button.hide()
                correct.toggled.connect(button.setVisible)
                row.addWidget(button)
        return widget

    def _make_actions(self) -> Card:
        look, card = self.look, Card(self.look)
        routine = routine_of(self._kept, self._library)
        if routine is not None:
            again = Button(look, "Do it again", "primary")
            again.clicked.connect(lambda: self.repeat_asked.emit(routine))
            card.body.addWidget(again)
            card.body.addSpacing(8)
            exercises = words.say(messages.EXERCISES, n=len({step.exercise for step in routine.steps}))
            card.body.addWidget(
                Text(look, words.say(messages.AS_IT_WAS, exercises=exercises), "caption", "ink2")
            )
            card.body.addSpacing(12)
            own = Button(look, "Make a routine of it", icon="pencil")
            own.clicked.connect(lambda: self.routine_asked.emit(routine))
            card.body.addWidget(own)
            card.body.addSpacing(12)
        delete = Button(look, "Delete", "quiet", icon="trash")
        delete.clicked.connect(lambda: self.delete_asked.emit((self._kept.id,)))
        card.body.addWidget(delete)
        return card

    def _make_phases(self) -> Card:
        look, card = self.look, Card(self.look)
        card.body.addWidget(Text(look, "How the time was spent", "section"))
        card.body.addSpacing(6)
        for name, time in phases(self._kept):
            row = nested(card.body, QHBoxLayout())
            row.addWidget(Text(look, name, "body", "ink2"), 1)
            row.addWidget(Text(look, time, "body_strong", wrap=False))
        return card

    def _count(self, line: Line, way: int) -> None:
        """One rep more or less of a line, or some seconds of a time to fill."""
        now = self._line_now(line)
        done = now.done + way
        if line.fill_ms:
            wanted = now.seconds + way * _SECONDS
            done = round(wanted * 1000 * line.planned / line.fill_ms)
            done = done if done != now.done else now.done + way
        self._record = corrected(self._record, line, done)
        self._counts[line.sets].setText(self._line_now(line).said)

    def _line_now(self, line: Line) -> Line:
        return replace(line, done=sum(self._record.sets[number].done for number in line.sets))

    def _arrange(self, wide: bool) -> None:
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
