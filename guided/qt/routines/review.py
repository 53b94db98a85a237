"""An imported routine before it is saved: every line beside what it is taken for, to be changed at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from guided import messages, words
from guided.imports.drafts import Draft, Made, Row, made
from guided.imports.lines import NotImported
from guided.imports.wording import asked_in, with_more
from guided.library import Library
from guided.matching import Names
from guided.part import Part
from guided.qt.actions import Act, does
from guided.qt.routines.finding import FindDialog
from guided.qt.routines.reviewrow import ReviewRow, is_to_check
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.field import LineField
from guided.qt.widgets.message import announce
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.text import Text
from guided.settings import Settings
from guided.timeline import length_ms

_TYPING_MS = 250  # after the last letter what was typed is taken
_NAME = "From elsewhere"


class ReviewPage(ScrollPage):
    """What a file or some words would become; `saved` has it once that is wanted.

    Of several routines in a file one is seen at a time. Nothing is on disk before.
    """

    back = Signal()
    saved = Signal(object)

    def __init__(
        self, look: Look, drafts: Sequence[Draft], library: Library, names: Names, settings: Settings
    ) -> None:
        super().__init__(look)
        self._library, self._names, self._settings = library, names, settings
        self._drafts = list(drafts)
        self._at = 0
        self.rows: list[ReviewRow] = []
        self._made: Made | None = None
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_TYPING_MS)
        self._typed.timeout.connect(self._show)
        self.add_way_back("Routines", self.back)
        self.save = Button(look, "Save and open", "primary")
        self.save.clicked.connect(self._save)
        does(self.save, "save")
        self.add_head("Is this right?", self.save)
        self._summary = Text(look, "", "body", "ink2")
        self._trouble = Text(look, "", "body", "danger")
        self._trouble.hide()
        self.header.addWidget(self._summary)
        self.header.addWidget(self._trouble)
        self._which = Button(look, "", "secondary", "small", "chevron-down")
        self._which.set_icon("chevron-down", after=True)
        self._which.setVisible(len(self._drafts) > 1)
        self._which.clicked.connect(self._ask_which)
        self.body.addWidget(self._which, 0, Qt.AlignmentFlag.AlignLeft)
        form = nested(self.body, QVBoxLayout())
        form.setSpacing(4)
        form.addWidget(Text(look, "Name", "body_strong"))
        self.name = LineField(look, "Name of the routine", _NAME)
        self.name.textEdited.connect(self._rename)
        form.addWidget(self.name)
        self._list = nested(self.body, QVBoxLayout())
        self._list.setSpacing(12)
        self._left_out = Card(look, padding=20)
        self._left_out.body.setSpacing(6)
        self.body.addWidget(self._left_out)
        self.body.addStretch()
        self.setFocusProxy(self.save)
        self.wide_changed.connect(self._arrange)
        self._fill()

    @property
    def draft(self) -> Draft:
        """The routine that is seen, as it is now."""
        return self._drafts[self._at]

    @property
    def drafts(self) -> Sequence[Draft]:
        """All the routines, as they are at any time from now on."""
        return self._drafts

    def offers(self) -> Mapping[str, Act]:
        """What can be done here."""
        return {"save": self.save.click, "back": self.back.emit}

    def refuse(self, why: str) -> None:
        """Say why it was not saved, or cannot be."""
        self._trouble.setText(why)
        self._trouble.setVisible(bool(why))
        if why:
            announce(self, why)

    # ------------------------------------------------------------ what is shown

    def _fill(self) -> None:
        """Show another routine: its name, its lines, and what of it was left out."""
        self.name.setText(self.draft.name)
        number, count = self._at + 1, len(self._drafts)
        self._which.set_words(
            words.say(messages.ONE_OF_ROUTINES, number=number, count=count, name=self.draft.name or _NAME)
        )
        for shown in self.rows:
            _drop(self._list, shown)
        self.rows = []
        for row in self.draft.rows:
            self._add(row)
        self._list_left_out()
        self._show()

    def _add(self, row: Row) -> None:
        shown = ReviewRow(self.look, row)
        shown.another_asked.connect(partial(self._ask_another, shown))
        shown.left_out.connect(partial(self._leave_out, shown))
        shown.dose_typed.connect(partial(self._type_dose, shown))
        shown.dose_stepped.connect(partial(self._step_dose, shown))
        shown.arrange(self.wide)
        self.rows.append(shown)
        self._list.addWidget(shown)

    def _list_left_out(self) -> None:
        look, left_out = self.look, self.draft.left_out
        while self._left_out.body.count():
            _drop(self._left_out.body, self._left_out.findChildren(Text)[0])
        self._left_out.setVisible(bool(left_out))
        lines = {out.number or out for out in left_out}  # of a line two parts may be left out
        title = words.say(messages.LINES_LEFT_OUT, n=len(lines))
        self._left_out.body.addWidget(Text(look, title, "card_title"))
        for out in left_out:
            told = messages.LINE_NUMBER if out.number else messages.QUOTED
            line = words.say(told, line=out.number, original=out.original)
            self._left_out.body.addWidget(Text(look, f"{line} {out.why}", "body", "ink2"))

    def _show(self) -> None:
        """Show what the lines become, or why they cannot."""
        try:
            self._made = made(self.draft, self._library)
        except NotImported as error:
            self._made = None
            self.refuse(str(error))
        else:
            self.refuse("")
        self.save.setEnabled(self._made is not None)
        for shown, row, part in zip(self.rows, self.draft.rows, self._parts(), strict=True):
            shown.show_row(row, part)
        self._summary.setText(self._summed_up())

    def _parts(self) -> Sequence[Part | None]:
        """The part that each line becomes; of a circuit that of its first round."""
        if self._made is None:
            return [None] * len(self.rows)
        parts = self._made.library.parts(self._made.routine)
        return [part for part in parts if part.step.round[0] == 1]

    def _summed_up(self) -> str:
        if self._made is None:
            return ""
        length = length_ms(self._made.routine, self._made.library, self._settings)
        many = words.say(messages.EXERCISES, n=len(self.rows))
        rows, parts = self.draft.rows, self._parts()
        unsure = [
            shown for shown, row, part in zip(self.rows, rows, parts, strict=True) if is_to_check(row, part)
        ]
        own = [shown for shown, row in zip(self.rows, rows, strict=True) if not row.exercise]
        sentences = [f"{words.joined(many, words.session(length))}."]
        for there, message in ((unsure, messages.LOOK_AGAIN), (own, messages.NOT_IN_LIBRARY)):
            if there:
                names = words.listed([shown.name.text() for shown in there])
                sentences.append(words.say(message, n=len(there), names=names))
        return " ".join(sentences)

    def _arrange(self, wide: bool) -> None:
        for row in self.rows:
            row.arrange(wide)

    # ------------------------------------------------------------ what is changed

    def _change(self, shown: ReviewRow, row: Row) -> None:
        self._drafts[self._at] = self.draft.with_row(self.rows.index(shown), row)

    def _row(self, shown: ReviewRow) -> Row:
        return self.draft.rows[self.rows.index(shown)]

    def _ask_another(self, shown: ReviewRow) -> None:
        row = self._row(shown)
        dialog = FindDialog(self.look, row.line.name, row.found, self._library, self._names, self)
        dialog.chosen.connect(partial(self._take, shown))
        dialog.open()

    def _take(self, shown: ReviewRow, exercise_id: str) -> None:
        self._change(shown, replace(self._row(shown), exercise=exercise_id))
        self._show()
        announce(self, shown.name.text())
        shown.another.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type_dose(self, shown: ReviewRow, text: str) -> None:
        row = self._row(shown)
        self._change(shown, replace(row, asked=asked_in(text, row.asked)))
        self._typed.start()

    def _step_dose(self, shown: ReviewRow, by: int) -> None:
        row = self._row(shown)
        self._change(shown, replace(row, asked=with_more(row.asked, by)))
        self._show()

    def _leave_out(self, shown: ReviewRow) -> None:
        place = self.rows.index(shown)
        self._drafts[self._at] = self.draft.without(place)
        self.rows.remove(shown)
        _drop(self._list, shown)
        self._list_left_out()
        self._show()
        near = self.rows[min(place, len(self.rows) - 1)].out if self.rows else self.name
        near.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rename(self, name: str) -> None:
        self._drafts[self._at] = replace(self.draft, name=name)
        self._typed.start()

    def _ask_which(self) -> None:
        menu = QMenu(self)
        menu.setFont(self.look.font("body"))
        for number, one in enumerate(self._drafts):
            action = menu.addAction((one.name or _NAME).replace("&", "&&"))
            action.triggered.connect(lambda _=False, number=number: self._go_to(number))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._which.mapToGlobal(self._which.rect().bottomLeft()))

    def _go_to(self, number: int) -> None:
        self._at = number
        self._fill()

    def _save(self) -> None:
        self._typed.stop()
        self._show()
        if self._made is not None:
            self.saved.emit(self._made)


def _drop(layout: QVBoxLayout, widget: QWidget) -> None:
    layout.removeWidget(widget)
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
