"""The page of the person's own movements: each with what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guided import messages, words
from guided.library import Library
from guided.movements import KIND, users
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.picture import ExercisePicture
from guided.qt.widgets.stops import focused_in
from guided.qt.widgets.text import Text
from guided.qt.widgets.tile import EmptyState
from guided.routine import Exercise

_PICTURE = QSize(112, 84)
_NAMED = 3  # routines that a row names
_ABOUT = (
    "Exercises made your own: in other words, posed by hand, or in pictures you took. "
    "Whenever you edit a routine, they are in its library."
)
ACTS = (
    ("change", "Change", "soft", "pencil", messages.CHANGE_MOVEMENT),
    ("rename", "Rename", "text", "", messages.RENAME_IT),
    ("copy", "Make a copy", "text", "copy", messages.COPY_IT),
    ("trash", "Delete", "text", "trash", messages.DELETE_IT),
)
"""What can be done with a movement: its id, the button's words, kind and icon, and what it says aloud."""


class MovementsPage(ScrollPage):
    """The movements in a library that are the person's own."""

    back = Signal()
    new_asked = Signal()
    asked = Signal(str, str)
    """Something (an id of ACTS) is to be done with a movement (id)."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.add_way_back("Back", self.back)
        self.new = Button(look, "New exercise", "primary", icon="plus")
        self.new.clicked.connect(self.new_asked)
        self.add_head("Your exercises", self.new)
        self.header.addSpacing(8)
        self.header.addWidget(Text(look, _ABOUT, "body", "ink2"))
        self._empty = EmptyState(
            look,
            "None yet",
            "Begin from a position, from pictures, or from an exercise that is nearly what you need.",
        )
        self.body.addWidget(self._empty)
        self.rows: dict[str, MovementRow] = {}
        self._column = nested(self.body, QVBoxLayout())
        self._column.setSpacing(12)
        self.body.addStretch()
        self.setFocusProxy(self.new)

    def show_library(self, library: Library) -> None:
        """Show what there is now; the keyboard stays at the movement where it is."""
        focused = focused_in(self)
        had = {name: act for name, row in self.rows.items() if (act := row.act_at(focused))}
        for row in self.rows.values():
            row.hide()
            row.deleteLater()
        own = [library.exercises[name] for kind, name in library.own if kind == KIND]
        own.sort(key=lambda one: words.collation_key(one.name))
        self.rows = {one.id: MovementRow(self.look, one, _told(library, one)) for one in own}
        for name, row in self.rows.items():
            row.asked.connect(lambda act, name=name: self.asked.emit(act, name))
            self._column.addWidget(row)
        self._empty.setVisible(not own)
        for name, act in had.items():
            (self.rows[name].buttons[act] if name in self.rows else self.new).setFocus()


class MovementRow(Card):
    """A movement: how it looks, what it is called, where it is used, and its buttons."""

    asked = Signal(str)

    def __init__(self, look: Look, exercise: Exercise, told: tuple[str, ...]) -> None:
        super().__init__(look, padding=16)
        row = nested(self.body, QHBoxLayout())
        row.setSpacing(16)
        row.addWidget(ExercisePicture(look, exercise, "end", _PICTURE), 0, Qt.AlignmentFlag.AlignTop)
        column = nested(row, QVBoxLayout(), 1)
        column.setSpacing(2)
        column.addWidget(Text(look, exercise.name, "card_title"))
        for line in told:
            column.addWidget(Text(look, line, "caption", "ink2"))
        column.addSpacing(6)
        acts = Flow(8, 8)
        self.buttons: dict[str, Button] = {}
        for act, text, kind, icon, message in ACTS:
            button = self.buttons[act] = Button(look, text, kind, "small", icon)
            button.setAccessibleName(words.say(message, name=exercise.name))
            button.clicked.connect(lambda _=False, act=act: self.asked.emit(act))
            acts.add(button)
        column.addWidget(acts)

    def act_at(self, focused: QWidget | None) -> str:
        """The act whose button has the keyboard; "" for none."""
        return next((act for act, button in self.buttons.items() if button is focused), "")


def _told(library: Library, exercise: Exercise) -> tuple[str, str]:
    """Where on the body and how a movement is done, and which routines have it."""
    names = [routine.name for routine in users(library, exercise.id)]
    more = len(names) - _NAMED
    used = "In no routine yet" if not names else words.say(messages.USED_IN, names=words.listed(names))
    if more > 0:
        used = words.say(messages.USED_IN_MORE, names=", ".join(names[:_NAMED]), n=more)
    place = words.position(exercise.position, exercise.equipment)
    return words.joined(words.REGIONS[exercise.region], place), used
