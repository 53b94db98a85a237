"""Measures: how to take one, what it was now, and what it was before."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from guided import messages, words
from guided.charts.motion import name_of, since_last, verdict
from guided.history.records import local_start
from guided.measures import (
    NOTHING_ASKED,
    Asked,
    Measure,
    Taken,
    error_band,
    fitting,
    in_words,
    is_unlikely,
    told,
)
from guided.qt.progress.sessions import day_in_words
from guided.qt.theme import Look
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.card import Card
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chipflow import ChipFlow
from guided.qt.widgets.field import LineField
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.line import Line
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.picture import Drawn, ExercisePicture
from guided.qt.widgets.savefile import ask_where
from guided.qt.widgets.scale import DiscomfortScale
from guided.qt.widgets.text import Text
from guided.routine import Exercise

_PICTURE = QSize(280, 240)
_MOST_ROWS = 50  # of what was taken before
_MEASURED = "Measure at the same time of day, after the same warm-up."
_SCORED = "Give your number at about the same time of day."
_UNITS: Mapping[str, str] = {"cm": "cm", "degrees": "degrees", "s": "seconds", "points": "0 to 10"}


class MeasurePage(ScrollPage):
    """The measures there are, and for the chosen one how to take it, fields to enter it, and the past.

    `saved` has a Taken without an id and a time; `delete_asked` the id of one; `export_asked` a path.
    """

    back = Signal()
    saved = Signal(object)
    delete_asked = Signal(str)
    export_asked = Signal(str)
    all_again_asked = Signal(object)
    """The ids of measures that are to be taken in one sitting."""

    def __init__(
        self,
        look: Look,
        measures: Mapping[str, Measure],
        exercises: Mapping[str, Exercise],
        chosen: str = "",
        asked: Asked = NOTHING_ASKED,
        origin: str = "Progress",
        parent: QWidget | None = None,
    ) -> None:
        """`origin` is where `back` leads; `asked` has the measures to be taken in one sitting.

        Those come first, and the first of them that was not entered today is shown.
        """
        super().__init__(look, parent)
        self._asked = [name for name in asked.measures if name in measures]
        first = {name: measures[name] for name in self._asked}
        self._measures, self._exercises = measures, exercises
        self._taken: Sequence[Taken] = ()
        self._today = date.min
        self._entered: set[str] = set()
        self.add_way_back(origin, self.back)
        head = nested(self.header, QHBoxLayout())
        head.addWidget(Text(look, "Measure", "page_title"), 1)
        self.all_again = Button(look, "Measure all again", icon="ruler-measure")
        self.all_again.set_tip("Measure again, in one sitting, all that you measured before")
        self.all_again.clicked.connect(lambda: self.all_again_asked.emit(self._measured_before()))
        keeps_its_place = self.all_again.sizePolicy()
        keeps_its_place.setRetainSizeWhenHidden(True)
        self.all_again.setSizePolicy(keeps_its_place)
        self.all_again.hide()
        head.addWidget(self.all_again)
        self.header.addSpacing(4)
        self._alike = Text(look, "", "body", "ink2")
        """What makes later values of the chosen measure comparable."""
        self.header.addWidget(self._alike)
        self.asked: dict[str, Button] = {}
        self.changes = Card(look)
        """What changed since the last time, once all that is asked for was entered."""
        self.changes.hide()
        self.body.addWidget(self.changes)
        if self._asked:
            self.body.addWidget(self._asked_card(asked.by))
        self._chips: dict[str, Chip] = {}
        self._kinds = kinds = ChipFlow("Measures")
        for measure in {**first, **measures}.values():
            self._chips[measure.id] = chip = Chip(look, measure.name)
            chip.setAutoExclusive(True)
            chip.toggled.connect(lambda on, name=measure.id: self._show(name) if on else None)
            kinds.add(chip)
        self.body.addWidget(kinds)
        self._content: QWidget | None = None
        self._columns: QBoxLayout | None = None
        self.form: MeasureForm | None = None
        self._past: Card | None = None
        self.body.addStretch(1)
        self.wide_changed.connect(self._arrange)
        if measures:
            self._chips[chosen if chosen in measures else next(iter(self._chips))].setChecked(True)

    @property
    def chosen(self) -> str:
        """The id of the measure that is shown."""
        return next((name for name, chip in self._chips.items() if chip.isChecked()), "")

    def show_taken(self, taken: Sequence[Taken], today: date) -> None:
        """Shows what was measured before, newest first, of all measures."""
        is_first = self._today == date.min
        self._taken, self._today = taken, today
        entered = {one.measure for one in taken if _day(one) == today}
        for name, button in self.asked.items():
            said = self._measures[name].name
            button.set_words(words.say(messages.ENTERED_TODAY, measure=said) if name in entered else said)
            button.set_icon("check" if name in entered else "ruler-measure")
        left = [name for name in self._asked if name not in entered]
        if left and (is_first or self.chosen in entered - self._entered):
            self.choose(left[0])
        self._entered = entered
        self.all_again.setVisible(not self._asked and bool(self._measured_before()))
        self._show_changes(done=bool(self._asked) and not left)
        self._show_past()

    def _measured_before(self) -> tuple[str, ...]:
        """The ids of all that was measured before, as the page has them in a row."""
        there = {one.measure for one in self._taken}
        return tuple(name for name in self._measures if name in there)

    def _show_changes(self, done: bool) -> None:
        self.changes.setVisible(done)
        _empty(self.changes.body)
        if not done:
            return
        look = self.look
        self.changes.body.addWidget(Text(look, "All entered. Since the last time:", "section"))
        asked = [self._measures[name] for name in self._asked]
        for one in since_last(self._taken, asked, self._today):
            self.changes.body.addSpacing(4)
            said = words.say(messages.READS, label=name_of(one), value=verdict(one))
            self.changes.body.addWidget(Text(look, said, "body"))

    def choose(self, measure_id: str) -> None:
        """Shows another measure."""
        self._chips[measure_id].setChecked(True)

    def _asked_card(self, by: str) -> Card:
        """What is asked for, each to be chosen, with a tick once it was entered today."""
        look, card = self.look, Card(self.look, padding=16)
        card.body.addWidget(Text(look, _asked_by(by), "body_strong"))
        card.body.addSpacing(4)
        row = Flow(20, 0)
        for name in self._asked:
            self.asked[name] = button = Button(look, "", "link", "small", "ruler-measure")
            button.clicked.connect(lambda _=False, name=name: self.choose(name))
            row.add(button)
        card.body.addWidget(row)
        return card

    def _show(self, measure_id: str) -> None:
        measure, look = self._measures[measure_id], self.look
        self._alike.setText(_SCORED if measure.unit == "points" else _MEASURED)
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.setParent(None)
            self._content.deleteLater()
        self._content = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._content)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(24)
        left, right = (nested(self._columns, QVBoxLayout(), 1) for _ in range(2))
        for column in (left, right):
            column.setSpacing(24)
        left.addWidget(self._how_card(measure))
        left.addStretch()
        self.form = MeasureForm(look, measure)
        self.form.saved.connect(self.saved)
        right.addWidget(self.form)
        self._past = Card(look)
        right.addWidget(self._past)
        right.addStretch()
        # In one sitting the chips of all there is stand below: they are not what is next.
        place = self.body.indexOf(self._kinds) + (0 if self._asked else 1)
        self.body.insertWidget(place, self._content)
        self._arrange(self.wide)
        self._show_past()

    def _how_card(self, measure: Measure) -> Card:
        look = self.look
        card = Card(look)
        card.body.addWidget(Text(look, measure.name, "section"))
        card.body.addSpacing(4)
        card.body.addWidget(Text(look, measure.what, "body", "ink2"))
        exercise = self._exercises.get(measure.exercise)
        shown = Drawn(measure.figure) if measure.figure else exercise
        if shown is not None:
            picture = ExercisePicture(look, shown, measure.pose, _PICTURE)
            own = measure.figure or exercise is None or measure.unit == "points"
            name = measure.name if own or exercise is None else exercise.name
            picture.setAccessibleName(words.say(messages.FIGURE, name=name))
            card.body.addSpacing(8)
            card.body.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        card.body.addSpacing(12)
        for number, step in enumerate(measure.how, 1):
            row = nested(card.body, QHBoxLayout())
            row.setSpacing(0)
            place = Text(look, str(number), "body_strong", "ink3", wrap=False)
            place.setFixedWidth(look.px(28))
            row.addWidget(place, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Text(look, step), 1)
            card.body.addSpacing(8)
        if measure.stop_if:
            card.body.addWidget(Text(look, measure.stop_if, "body_strong"))
            card.body.addSpacing(8)
        better = "Lower is better." if measure.better == "lower" else "Higher is better."
        card.body.addWidget(Text(look, f"{better} {error_band(measure)}", "caption", "ink2"))
        return card

    def _show_past(self) -> None:
        card = self._past
        if card is None:
            return
        look, measure = self.look, self._measures[self.chosen]
        _empty(card.body)
        found = [one for one in self._taken if one.measure == measure.id]
        if self.form is not None and found:
            self.form.show_last(found[0], words.sentence(day_in_words(_day(found[0]), self._today)))
        head = nested(card.body, QHBoxLayout())
        head.addWidget(Text(look, "Earlier results", "section"), 1)
        if self._taken:
            export = Button(look, "Export", "link", "small")
            export.set_tip("All measures as a table for a spreadsheet")
            export.clicked.connect(self._ask_where)
            head.addWidget(export)
        if not found:
            card.body.addSpacing(4)
            card.body.addWidget(
                Text(look, "Your first result is what later ones are compared with.", "body", "ink2")
            )
        for change in since_last(found, [measure], self._today) if len(found) > 1 else ():
            said = words.say(messages.READS, label=name_of(change), value=verdict(change))
            card.body.addWidget(Text(look, said, "body_strong"))
        for number, one in enumerate(found[:_MOST_ROWS]):
            if number:
                card.body.addWidget(Line(look))
            card.body.addWidget(self._row(measure, one))
        if len(found) > _MOST_ROWS:
            card.body.addWidget(
                Text(look, words.say(messages.AND_OLDER, n=len(found) - _MOST_ROWS), "caption", "ink2")
            )

    def _row(self, measure: Measure, taken: Taken) -> QWidget:
        look = self.look
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 8, 0, 8)
        lines = nested(row, QVBoxLayout(), 1)
        lines.setSpacing(0)
        lines.addWidget(Text(look, told(measure, taken), "body_strong"))
        day = day_in_words(_day(taken), self._today)
        said = ", ".join(text for text in (words.sentence(day), taken.about, taken.note) if text)
        lines.addWidget(Text(look, said, "caption", "ink2"))
        delete = IconButton(look, "trash", words.say(messages.DELETE_MEASURE, day=day), size=40, icon_size=20)
        delete.clicked.connect(lambda: self.delete_asked.emit(taken.id))
        row.addWidget(delete, 0, Qt.AlignmentFlag.AlignTop)
        return widget

    def _ask_where(self) -> None:
        name = f"guided-measures-{self._today.isoformat()}"
        dialog = ask_where(self, "Export measures", name, {"csv": "For a spreadsheet"})
        dialog.fileSelected.connect(self.export_asked)

    def _arrange(self, wide: bool) -> None:
        if self._columns is not None:
            direction = QBoxLayout.Direction
            self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)


class MeasureForm(Card):
    """Fields for what was measured, a left and a right one where there are sides."""

    saved = Signal(object)
    """A Taken without an id and a time."""

    def __init__(self, look: Look, measure: Measure, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self._measure = measure
        self._last: Taken | None = None
        self._sure_of: dict[str, float | None] = {}
        self.fields: dict[str, LineField] = {}
        self.lasts: dict[str, Text] = {}
        """What each was the last time, beside its field."""
        self.points: DiscomfortScale | None = None
        self.body.addWidget(Text(look, "New result", "section"))
        self.body.addSpacing(8)
        if measure.unit == "points":
            nothing, all_ = measure.ends
            self.points = DiscomfortScale(look, measure.name, ends=(nothing, all_))
            self.body.addWidget(self.points)
            self._add_last(self.body, "value")
        else:
            row = nested(self.body, QHBoxLayout())
            row.setSpacing(16)
            for side in ("left", "right") if measure.both else ("value",):
                self._add_field(row, look, side)
        self.about = LineField(look, measure.about)
        self.note = LineField(look, "Note")
        for field, shown in ((self.about, measure.about), (self.note, "Note")):
            if shown:
                self.body.addSpacing(12)
                self.body.addWidget(Text(look, shown, "body_strong"))
                self.body.addSpacing(4)
                self.body.addWidget(field)
                field.returnPressed.connect(self.save)
        self._wrong = Text(look, "", "body", "warn")
        self._wrong.hide()
        self.body.addSpacing(8)
        self.body.addWidget(self._wrong)
        self.body.addSpacing(8)
        self.button = Button(look, "Save", "primary")
        self.button.clicked.connect(self.save)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def save(self) -> None:
        """Hands over what was entered, or says what is missing in it."""
        measure, values, wrong = self._measure, self._values(), ""
        bounds = words.say(
            messages.USE_A_NUMBER,
            least=in_words(measure, measure.least),
            most=in_words(measure, measure.most),
        )
        for name, value in values.items():
            if value is not None and not measure.least <= value <= measure.most:  # NaN is in no bounds
                wrong = bounds
                if name in self.fields:
                    self.fields[name].setFocus(Qt.FocusReason.OtherFocusReason)
        if all(value is None for value in values.values()):
            wrong = "Choose a number first." if self.points is not None else "Enter a number first."
        if not wrong and values != self._sure_of:
            wrong, self._sure_of = self._doubt(values), values
        self.button.set_words("Save all the same" if wrong and values == self._sure_of else "Save")
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        if wrong:
            return
        fitted = {name: None if value is None else fitting(measure, value) for name, value in values.items()}
        about = self.about.text().strip() if measure.about else ""
        note = self.note.text().strip()
        for field in self.fields.values():
            field.clear()
        self.note.clear()
        self.saved.emit(Taken("", measure.id, "", 0, **fitted, about=about, note=note))

    def _values(self) -> dict[str, float | None]:
        """What is in the fields; None for an empty one, NaN for what is no number."""
        if self.points is not None:
            value = self.points.value
            return {"value": None if value is None else float(value)}
        return {name: _number(field.text()) for name, field in self.fields.items()}

    def _add_field(self, row: QHBoxLayout, look: Look, side: str) -> None:
        measure = self._measure
        unit = _UNITS[measure.unit]
        name = unit if side == "value" else f"{words.sentence(side)}, {unit}"
        column = nested(row, QVBoxLayout(), 1)
        column.setSpacing(4)
        column.addWidget(Text(look, words.sentence(name), "body_strong"))
        self.fields[side] = field = LineField(look, f"{measure.name}, {name}")
        field.setMaxLength(10)
        field.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        field.returnPressed.connect(self.save)
        column.addWidget(field)
        self._add_last(column, side)

    def _add_last(self, column: QVBoxLayout, side: str) -> None:
        self.lasts[side] = Text(self._look, "", "caption", "ink2")
        column.addWidget(self.lasts[side])

    def show_last(self, last: Taken, day: str) -> None:
        """Shows beside each field what it was the last time, and when that was."""
        self._last = last
        for side, text in self.lasts.items():
            value = getattr(last, side)
            said = in_words(self._measure, value)
            text.setText("" if value is None else words.say(messages.LAST_TIME, value=said, day=day))

    def _doubt(self, values: Mapping[str, float | None]) -> str:
        """A question about what is very far from the last time; empty where there is none."""
        for side, value in values.items():
            last = getattr(self._last, side, None)
            if value is not None and last is not None and is_unlikely(self._measure, value, last):
                far = in_words(self._measure, abs(value - last))
                return words.say(messages.FAR_FROM_LAST, far=far, value=in_words(self._measure, last))
        return ""


def _asked_by(programme: str) -> str:
    if not programme:
        return "One after the other, in one sitting"
    return words.say(messages.ASKS_FOR_THESE, programme=programme)


def _day(taken: Taken) -> date:
    """The day on the person's calendar when it was taken."""
    return local_start(taken.taken, taken.offset_min).date()


def _number(text: str) -> float | None:
    """A number as people write it, with a point or a comma; None for nothing, NaN for something else."""
    text = text.strip().replace(",", ".").replace("−", "-")
    try:
        return float(text) if text else None
    except ValueError:
        return math.nan


def _empty(column: QVBoxLayout | QHBoxLayout) -> None:
    """Takes everything out of a layout."""
    while (item := column.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout | QHBoxLayout):
            _empty(inner)
