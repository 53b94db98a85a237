"""What can be set in the step one is at: only what its exercise and its method allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from guided import messages, words
from guided.editing import edits
from guided.editing.dose import Choice, Field, Number, Switch, fields_of, shown
from guided.part import Part, breath_of
from guided.qt.editor.document import Document
from guided.qt.editor.rhythm import Rhythm
from guided.qt.menus import plain
from guided.qt.theme import Look
from guided.qt.widgets import choice
from guided.qt.widgets.advice import AdviceBox
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.field import TextArea
from guided.qt.widgets.icons import icon
from guided.qt.widgets.nest import nested
from guided.qt.widgets.scrolling import scroll_area
from guided.qt.widgets.stepper import Stepper
from guided.qt.widgets.text import Text

_PLACES: tuple[tuple[str, ...], ...] = (
    ("reps fill", "sets"),
    ("left", "right"),
    ("hold breaths", "last-hold"),
    ("rest", "rounds"),
    ("rest-after", "prepare"),
    ("depth-first", "depth-last"),
)
"""The rows of numbers, two in a row; of those at one place only one is there at a time."""

_FIRST = (("sides", "Sides", ("left", "right", "each", "alternate")),)
_LAST = (
    ("amount", "How much", ("reps", "time")),
    ("first", "Which side first", ("", "left", "right")),
    ("order", "Order", ("side-first", "set-first")),
)


_TOLD: Mapping[str, str] = {
    "each": "All reps on one side, then all on the other.",
    "alternate": "One rep on one side, the next on the other, and so on.",
    "side-first": "All sets on one side, then all on the other.",
    "set-first": "A set on each side, then the next set.",
}
"""What a choice means that its word alone does not say."""


class DosePane(QWidget):
    """The form of a step; `above` is a column over it that scrolls with it."""

    twice_asked = Signal()
    out_asked = Signal()
    other_asked = Signal()
    """Another exercise is wanted in the place of this one."""
    mine_asked = Signal()
    """The exercise is to become the person's own, or to be changed if it is."""

    def __init__(self, look: Look, document: Document) -> None:
        super().__init__()
        self._look, self._document = look, document
        self._methods: Choice | None = None
        self._telling, self._shown = False, 0
        self.numbers: dict[str, Stepper] = {}
        self.choices: dict[str, choice.Segmented] = {}
        self.switches: dict[str, choice.Switch] = {}
        self._titled: dict[str, QWidget] = {}
        self._titles: dict[str, Text] = {}
        self._told: dict[str, Text] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._make_head(column)
        self.form = QWidget()
        self._scrolled = QWidget()
        self._area = scroll_area(self._scrolled)
        column.addWidget(self._area, 1)
        self._make_form()
        document.changed.connect(self.show_step)
        document.moved.connect(self.show_step)
        self.show_step()

    # ------------------------------------------------------------ what is shown

    def show_step(self) -> None:
        """Show the step one is at."""
        document, part, key = self._document, self._document.part, self._document.current
        for widget in (self._head, self._other):
            widget.setVisible(bool(key))
        self.form.setVisible(part is not None)
        self._empty.setText("Add an exercise from the library, then say here how often and how long.")
        self._empty.setVisible(not key)
        self._say_problems()
        self._say_care(document.part)
        if not key:
            return
        if key != self._shown:
            self._shown = key
            self._area.verticalScrollBar().setValue(0)
        self._name.setText(document.name_of(key))
        own = part is not None and ("exercises", part.exercise.id) in document.library.own
        said = messages.CHANGE_MOVEMENT if own else messages.MAKE_MINE
        self._mine.set_words(words.say(said, name=document.name_of(key)))
        self._mine.setVisible(part is not None)
        if part is None:
            return
        self._telling = True
        circuit = document.draft.card(key).circuit
        rounds = document.draft.circuits[circuit].rounds if circuit else 0
        fields = fields_of(part, document.library, document.base, rounds)
        there = {field.id for field in fields}
        for name, widget in self._titled.items():
            widget.setVisible(name in there)
        for field in fields:
            self._show_field(field)
        joins = edits.may_join(document.draft, key)
        self._circuit_row.setVisible(joins or bool(circuit))
        self.circuit.setChecked(bool(circuit))
        settings = document.settings
        self.rhythm.show_part(part, breath_of(settings), settings.pace)
        if self.note.toPlainText().strip() != part.step.note:
            self.note.setPlainText(part.step.note)
        self._telling = False

    def show_exercise(self, part: Part) -> None:
        """Show of an exercise that is no step yet what to mind in it, and no step's settings."""
        for widget in (self._head, self._other, self.form, self.problems):
            widget.hide()
        self._empty.setText(words.say(messages.ADD_TO_SET, name=part.exercise.name))
        self._empty.show()
        self._say_care(part)

    def _show_field(self, field: Field) -> None:
        if isinstance(field, Number):
            stepper = self.numbers[field.id]
            self._titles[field.id].setText(field.name)
            stepper.setAccessibleName(field.name)
            stepper.show_number(
                field.value, (field.least, field.most), field.by, partial(shown, field), field.unset
            )
        elif isinstance(field, Switch):
            self.switches[field.id].setChecked(field.on)
        elif field.id == "method":
            self._show_methods(field)
        else:
            segmented = self.choices[field.id]
            for value, text in field.values:
                segmented.set_words(value, text)
            segmented.choose(field.value)
            self._told[field.id].setText(_TOLD.get(field.value, ""))
            self._told[field.id].setVisible(field.value in _TOLD)

    def _show_methods(self, field: Choice) -> None:
        self._methods = field
        name = dict(field.values).get(field.value, "")
        self.method.set_words(name)
        self.method.setAccessibleName(words.say(messages.FIELD_IS, name=field.name, value=name))

    def _ask_method(self) -> None:
        """Offer the methods in a menu."""
        field, look = self._methods, self._look
        if field is None:
            return
        menu = QMenu(self)
        menu.setFont(look.font("body"))
        for value, text in field.values:
            action = QAction(plain(text), menu)
            if value == field.value:
                action.setIcon(icon("check", look.theme.ink, look.px(18)))
            action.triggered.connect(lambda _=False, value=value: self._choose("method", value))
            menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.method.mapToGlobal(QPoint(0, self.method.height() + 4)))

    def _say_problems(self) -> None:
        document, key = self._document, self._document.current
        problems = (*document.checked.at.get(key, ()), *document.checked.advice.get(key, ()))
        level = "stop" if document.checked.at.get(key) else "less"
        said = " ".join(f"{text.rstrip('.')}." for text in problems)
        self.problems.say(level, "", said[:1].upper() + said[1:])

    def _say_care(self, part: Part | None) -> None:
        advice = self._document.care(part) if part else None
        self.care.say(*(advice or ("less", "", "")))

    # ------------------------------------------------------------ what is done

    def _set(self, name: str, value: object) -> None:
        field, part = self._field(name), self._document.part
        if part is not None and isinstance(field, Number) and not self._telling:
            assert value is None or isinstance(value, float)
            document = self._document
            document.make(edits.with_number(document.draft, document.current, field, value, part))

    def _choose(self, name: str, value: object) -> None:
        document, part = self._document, self._document.part
        if part is not None and not self._telling:
            document.make(
                edits.with_choice(
                    document.draft, document.current, name, str(value), part, document.library, document.base
                )
            )

    def _switch(self, name: str, on: bool) -> None:
        document, part = self._document, self._document.part
        if name == "circuit" and part is not None and not self._telling:
            change = edits.joined if on else edits.taken_out_of_circuit
            document.make(change(document.draft, document.current))
        elif part is not None and not self._telling:
            document.make(edits.with_switch(document.draft, document.current, name, on, part))

    def _write_note(self) -> None:
        document = self._document
        if document.part is not None and not self._telling:
            document.make(edits.with_note(document.draft, document.current, self.note.toPlainText().strip()))

    def _field(self, name: str) -> Field | None:
        document, part = self._document, self._document.part
        if part is None:
            return None
        circuit = document.draft.card(document.current).circuit
        rounds = document.draft.circuits[circuit].rounds if circuit else 0
        fields = fields_of(part, document.library, document.base, rounds)
        return next((field for field in fields if field.id == name), None)

    # ------------------------------------------------------------ the widgets

    def _make_head(self, column: QVBoxLayout) -> None:
        look = self._look
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._name = Text(look, "", "card_title")
        row.addWidget(self._name, 1)
        self._mine = IconButton(look, "pencil", "Make it mine", size=40, icon_size=20)
        self._mine.clicked.connect(self.mine_asked)
        row.addWidget(self._mine)
        for drawn, tip, signal in (
            ("copy", "Once more", self.twice_asked),
            ("trash", "Take it out", self.out_asked),
        ):
            button = IconButton(look, drawn, tip, size=40, icon_size=20)
            button.clicked.connect(signal)
            row.addWidget(button)
        self._empty = Text(look, "", "body", "ink2")
        self._other = Button(look, "Another exercise…", "text", "small", "search")
        self._other.set_tip("In the same place, with the same reps if the method stays the same")
        self._other.clicked.connect(self.other_asked)
        self.problems, self.care = AdviceBox(look), AdviceBox(look)
        for widget in (self._head, self._empty, self.problems):
            column.addWidget(widget)

    def _make_form(self) -> None:
        look = self._look
        scrolled = QVBoxLayout(self._scrolled)
        scrolled.setContentsMargins(0, 0, 0, 0)
        scrolled.setSpacing(8)
        self.above = nested(scrolled, QVBoxLayout())
        scrolled.addWidget(self.care)
        scrolled.addWidget(self._other, 0, Qt.AlignmentFlag.AlignLeft)
        scrolled.addWidget(self.form, 1)
        scrolled.addStretch()
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(14)
        self.method = Button(look, "", "secondary", icon="chevron-down")
        self.method.set_icon("chevron-down", after=True)
        self.method.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.method.clicked.connect(self._ask_method)
        column.addWidget(self._with_title("method", "How each rep goes", self.method))
        self._make_choices(column, _FIRST)
        self._make_numbers(column)
        self.rhythm = Rhythm(look)
        column.addWidget(self._with_title("rhythm", "Rhythm of one rep", self.rhythm))
        self._titled.pop("rhythm")  # which every step has
        self.circuit = self._make_circuit_row(column)
        for name, title in (
            ("uneven", "More on one side"),
            ("wait", "Wait until I am ready"),
            ("self-paced", "Wait for me at every phase"),
        ):
            column.addWidget(self._switch_row(name, title))
        self._make_choices(column, _LAST)
        self.note = TextArea(look, "Note to yourself", "For example, not on cold days")
        self.note.textChanged.connect(self._write_note)
        pass_on_undo(self.note)
        column.addWidget(self._with_title("note", "Note to yourself", self.note))
        self._titled.pop("note")
        column.addStretch()

    def _make_choices(self, column: QVBoxLayout, rows: Sequence[tuple[str, str, tuple[str, ...]]]) -> None:
        for name, title, values in rows:
            segmented = choice.Segmented(self._look, title, [(value, value) for value in values], None)
            segmented.chosen.connect(partial(self._choose, name))
            self.choices[name] = segmented
            titled = self._with_title(name, title, segmented)
            self._told[name] = Text(self._look, "", "caption", "ink2")
            layout = titled.layout()
            assert layout is not None
            layout.addWidget(self._told[name])
            column.addWidget(titled)

    def _make_numbers(self, column: QVBoxLayout) -> None:
        grid = nested(column, QGridLayout())
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        for row, pair in enumerate(_PLACES):
            for across, names in enumerate(pair):
                for name in names.split():
                    stepper = Stepper(self._look, name)
                    stepper.chosen.connect(partial(self._set, name))
                    pass_on_undo(stepper.lineEdit())
                    self.numbers[name] = stepper
                    titled = self._with_title(name, "", stepper)
                    titled.setContentsMargins(0, 0, 0, 14)  # which rows that are hidden do not take
                    grid.addWidget(titled, row, across, Qt.AlignmentFlag.AlignBottom)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _with_title(self, name: str, title: str, widget: QWidget) -> QWidget:
        titled = QWidget()
        column = QVBoxLayout(titled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._titles[name] = Text(self._look, title, "caption_strong")
        column.addWidget(self._titles[name])
        column.addWidget(widget)
        self._titled[name] = titled
        return titled

    def _make_circuit_row(self, column: QVBoxLayout) -> choice.Switch:
        row = self._switch_row("circuit", "In a circuit with the step before")
        column.addWidget(row)
        self._circuit_row = self._titled.pop("circuit")
        return self.switches.pop("circuit")

    def _switch_row(self, name: str, title: str) -> QWidget:
        titled = QWidget()
        row = QHBoxLayout(titled)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Text(self._look, title, "body"), 1)
        switch = choice.Switch(self._look, title)
        switch.toggled.connect(partial(self._switch, name))
        self.switches[name] = switch
        row.addWidget(switch)
        self._titled[name] = titled
        return titled


class _PassedOn(QObject):
    """Leaves Undo and Redo to the window: a field's own would know its letters alone."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        undoes = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        if event.type() == QEvent.Type.ShortcutOverride and undoes:
            event.ignore()
            return True
        return False


def pass_on_undo(field: QWidget) -> None:
    """Have Undo and Redo in a field mean those of the window."""
    field.installEventFilter(_PassedOn(field))
