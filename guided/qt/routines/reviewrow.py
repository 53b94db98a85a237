"""A line that is imported: as it was written, beside it the exercise it is taken for, and its dose."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from guided import messages, words
from guided.imports.drafts import Row
from guided.imports.wording import as_done, doubt, said, with_more
from guided.matching import LIKELY, SURE
from guided.part import Part
from guided.prescription import in_a_line
from guided.qt.theme import Look
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.card import Card
from guided.qt.widgets.chip import Tag
from guided.qt.widgets.field import LineField
from guided.qt.widgets.nest import nested
from guided.qt.widgets.picture import ExercisePicture
from guided.qt.widgets.text import Text
from guided.routine import Exercise

_PICTURE = QSize(112, 84)


def judged(row: Row, part: Part | None) -> str:
    """How well a line and what it becomes go together, in words."""
    if not row.exercise:
        return "No match: kept as your own"
    if row.sureness < LIKELY:
        return "You chose it"
    return "Check this" if is_to_check(row, part) else "Good match"


def is_to_check(row: Row, part: Part | None) -> bool:
    """Whether somebody has to look at what a line was taken for, or how it is done."""
    unsure = bool(row.exercise) and LIKELY <= row.sureness < SURE
    return unsure or bool(part and doubt(row.asked, part.exercise))


class ReviewRow(Card):
    """An imported line; what is changed in it is emitted, and shown once `show_row` is called."""

    another_asked = Signal()
    left_out = Signal()
    dose_typed = Signal(str)
    dose_stepped = Signal(int)

    def __init__(self, look: Look, row: Row) -> None:
        super().__init__(look, padding=16)
        self._look = look
        self._picture: ExercisePicture | None = None
        self._across = nested(self.body, QBoxLayout(QBoxLayout.Direction.LeftToRight))
        self._across.setSpacing(16)
        self._shown = QWidget()
        left = QHBoxLayout(self._shown)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(16)
        self._place = nested(left, QVBoxLayout())
        texts = nested(left, QVBoxLayout(), 1)
        texts.setSpacing(4)
        self._original = Text(look, "", "caption", "ink2")
        self.name = Text(look, "", "card_title")
        self.sure = Tag(look, "")
        self.plays = Text(look, "", "body", "ink2")
        self.note = Text(look, "", "body", "ink2")
        texts.addStretch()
        for widget in (self._original, self.name, self.plays, self.note):
            texts.addWidget(widget)
        texts.addWidget(self.sure, 0, Qt.AlignmentFlag.AlignLeft)
        texts.addStretch()
        self._across.addWidget(self._shown, 1)
        self._across.addWidget(self._make_controls(), 0)
        self.show_row(row, None)

    def show_row(self, row: Row, part: Part | None) -> None:
        """Show a line with the part of the routine it becomes, None if that cannot be."""
        name = part.exercise.name if part else row.line.name
        number = row.line.number
        told = messages.LINE_NUMBER if number else messages.QUOTED
        self._original.setText(words.say(told, line=number, original=row.line.original))
        self.name.setText(name)
        self.sure.setText(judged(row, part))
        self.plays.setText(words.joined(in_a_line(part.dose), part.method.name) if part else "")
        self._show_note(row, part)
        dose = said(as_done(row.asked, part.exercise) if part else row.asked)
        if self.dose.text() != dose and not self.dose.hasFocus():
            self.dose.setText(dose)
        if part:
            self.dose.setPlaceholderText(words.say(messages.USUAL_DOSE, dose=in_a_line(part.dose)))
        for widget, message in (
            (self.another, messages.CHANGE_WHAT),
            (self.out, messages.LEAVE_OUT_WHAT),
            (self.more, messages.MORE_OF),
            (self.less, messages.LESS_OF),
            (self.dose, messages.DOSE_OF),
        ):
            widget.setAccessibleName(words.say(message, name=name))
        self.more.setEnabled(with_more(row.asked, 1) != row.asked)
        self.less.setEnabled(with_more(row.asked, -1) != row.asked)
        if part is not None:
            self._show_picture(part.exercise)

    def arrange(self, wide: bool) -> None:
        """Put what can be changed beside the exercise or, with too little room, below it."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._across.setDirection(across if wide else down)

    def _show_note(self, row: Row, part: Part | None) -> None:
        """Say what could be meant otherwise, and what was written besides."""
        kept = words.say(messages.KEPT_AS_NOTE, note=row.asked.note) if row.asked.note else ""
        self.note.setText(" ".join(filter(None, (doubt(row.asked, part.exercise) if part else "", kept))))
        self.note.setHidden(not self.note.text())

    def _make_controls(self) -> QWidget:
        look, controls = self._look, QWidget()
        column = QVBoxLayout(controls)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        dose = nested(column, QHBoxLayout())
        dose.setSpacing(4)
        self.less = IconButton(look, "minus", "Less", size=40, icon_size=18)
        self.dose = LineField(look, "How many")
        self.more = IconButton(look, "plus", "More", size=40, icon_size=18)
        for widget in (self.less, self.dose, self.more):
            dose.addWidget(widget)
        changes = nested(column, QHBoxLayout())
        changes.setSpacing(8)
        self.another = Button(look, "Another exercise", "secondary", "small", "search")
        self.out = Button(look, "Leave out", "text", "small")
        changes.addWidget(self.another)
        changes.addWidget(self.out)
        changes.addStretch()
        self.less.clicked.connect(lambda: self.dose_stepped.emit(-1))
        self.more.clicked.connect(lambda: self.dose_stepped.emit(1))
        self.dose.textEdited.connect(self.dose_typed)
        self.another.clicked.connect(self.another_asked)
        self.out.clicked.connect(self.left_out)
        return controls

    def _show_picture(self, exercise: Exercise) -> None:
        if self._picture is not None:
            self._place.removeWidget(self._picture)
            self._picture.hide()
            self._picture.deleteLater()
        self._picture = ExercisePicture(self._look, exercise, "end", _PICTURE)
        self._place.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
