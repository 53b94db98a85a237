"""The question whether to take in a file that somebody opens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from guided import messages, prescribed, words
from guided.prescription import in_a_line
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.focus import FocusRing
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.stops import ReadingOrder
from guided.qt.widgets.text import Text
from guided.routine import Routine
from guided.settings import Settings
from guided.sharing import Offer
from guided.timeline import length_ms


class _Asks(NamedTuple):
    """The texts for a kind of file."""

    what: str
    is_yours: str
    is_there: str
    question: str
    add: str


_COPY = "A copy is made, the file stays where it is."
_ASKS: Mapping[str, _Asks] = {
    "routines": _Asks(
        "Routine",
        "You have a routine by this name already.",
        "There is a routine by this name already.",
        "Add it to your routines?",
        "Add to your routines",
    ),
    "exercises": _Asks(
        "Exercise",
        "You have an exercise by this name already.",
        "There is an exercise by this name already.",
        "Add it to your exercises?",
        "Add to your exercises",
    ),
    "methods": _Asks(
        "Method",
        "You have a method by this name already.",
        "There is a method by this name already.",
        "Add it to your methods?",
        "Add to your methods",
    ),
    "programmes": _Asks(
        "Programme",
        "You have a programme by this name already.",
        "There is a programme by this name already.",
        "Add it to your programmes?",
        "Add to your programmes",
    ),
}


def facts_of(offer: Offer, settings: Settings) -> str:
    """An offered file in a line: "Routine, 14 min, 7 exercises"."""
    facts = [_ASKS[offer.kind].what]
    if routine := offer.routine:
        facts += _facts(routine, offer, settings)
    return ", ".join(facts)


def _asked(offer: Offer, settings: Settings) -> str:
    """The question, considering what is there already."""
    asks = _ASKS[offer.kind]
    if offer.same:
        return words.say(messages.HAVE_IT_ALREADY, name=offer.taken_name)
    if offer.may_replace:
        there = asks.is_yours if offer.taken == "yours" else asks.is_there
        return f"{there} {_differs(offer, settings)}"
    if offer.taken == "yours":
        return words.say(messages.FILE_NAME_TAKEN, name=offer.taken_name)
    return f"{asks.question} {_COPY}"


def _differs(offer: Offer, settings: Settings) -> str:
    """How what is there by the same name can be told from what is offered."""
    beside = words.say(messages.CALLED_BESIDE, name=offer.other_name)
    if offer.there is None:
        return beside
    facts = _facts(offer.there, offer, settings)
    return f"{words.say(messages.THAT_DIFFERS, facts=words.joined(*facts))} {beside}"


def _facts(routine: Routine, offer: Offer, settings: Settings) -> tuple[str, str]:
    length = length_ms(routine, offer.library, settings)
    return words.session(length), words.say(messages.EXERCISES, n=len(routine.steps))


class OfferDialog(ReadingOrder, QDialog):
    """Asks whether to take in a file, and whether beside or in place of one with its id."""

    taken = Signal(str)
    """Take it in under this id."""
    show_asked = Signal(str)
    """Show the routine (id) that is there already."""

    def __init__(self, look: Look, offer: Offer, settings: Settings, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("OfferDialog")
        self.setWindowTitle(offer.name)
        page = ScrollPage(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        page.header.addWidget(Text(look, offer.name, "section"))
        page.header.addWidget(Text(look, facts_of(offer, settings), "body", "ink2"))
        page.body.setSpacing(8)
        if routine := offer.routine:
            if one := routine.prescribed:
                page.body.addWidget(Text(look, prescribed.addressed(one), "body_strong"))
                if one.notes:
                    page.body.addWidget(Text(look, one.notes))
                page.body.addWidget(Text(look, prescribed.follows(one, today), "body", "ink2"))
            if routine.goal:
                page.body.addWidget(Text(look, routine.goal))
            for part in offer.library.parts(routine):
                line = f"{part.exercise.name}: {in_a_line(part.dose)}"
                page.body.addWidget(Text(look, line, "body", "ink2"))
            if routine.exercises:
                more = words.say(messages.COMES_WITH, n=len(routine.exercises))
                page.body.addWidget(Text(look, more, "body", "ink2"))
        if offer.pictures:
            more = words.say(messages.COMES_WITH_PICTURES, n=len(offer.pictures))
            page.body.addWidget(Text(look, more, "body", "ink2"))
        page.body.addWidget(
            Text(look, words.say(messages.FROM_FILE, file=offer.path.name), "caption", "ink2")
        )
        page.body.addStretch()
        foot = nested(column, QVBoxLayout())
        foot.setContentsMargins(24, 8, 24, 20)
        foot.setSpacing(12)
        foot.addWidget(Text(look, _asked(offer, settings)))
        self._buttons = Flow(12, 8)
        foot.addWidget(self._buttons)
        if offer.may_replace:
            self._offer(look, "Keep both", "primary", offer.free)
            replaced = "Replace mine" if offer.taken == "yours" else "Use this one instead"
            self._offer(look, replaced, "secondary", offer.id)
        elif not offer.same:
            self._offer(look, _ASKS[offer.kind].add, "primary", offer.free)
        elif offer.routine:
            self._add(look, "Show it", "primary", lambda: self._close_by(self.show_asked, offer.id))
        close = Button(look, "Close" if offer.same else "Not now", "secondary" if offer.same else "text")
        close.clicked.connect(self.reject)
        self._buttons.add(close)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        FocusRing(look, self)
        room = parent.window().size()
        self.resize(min(look.px(560), room.width() - 40), min(look.px(520), room.height() - 40))

    def _offer(self, look: Look, does: str, kind: str, name: str) -> None:
        self._add(look, does, kind, lambda: self._close_by(self.taken, name))

    def _add(self, look: Look, does: str, kind: str, act: Callable[[], None]) -> None:
        button = Button(look, does, kind)
        button.clicked.connect(act)
        self._buttons.add(button)
        if kind == "primary":
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_by(self, answer: SignalInstance, name: str) -> None:
        self.accept()
        answer.emit(name)
