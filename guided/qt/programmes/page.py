"""The programmes there are, and where one is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guided import messages, words
from guided.library import Broken
from guided.programme import (
    Followed,
    Programme,
    Today,
    day_in_words,
    headline,
    length_in_words,
    position,
)
from guided.qt.actions import OF_A_PROGRAMME
from guided.qt.menus import popup
from guided.qt.programmes.session_hills import Step, StepRows
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card, CardButton
from guided.qt.widgets.chip import Tag
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Entry:
    """A programme as it is shown on a day: how far one is in it, and what its sessions are.

    `names` and `lengths_ms` have one for each session; a length of 0 is one that cannot be played.
    """

    programme: Programme
    day: date
    names: tuple[str, ...]
    lengths_ms: tuple[int, ...]
    followed: Followed | None = None
    today: Today | None = None
    own: bool = False
    suits: float = 0.0
    """The share of its exercises that are for what hurts."""
    measures: Mapping[str, str] = field(default_factory=dict)
    """What each measure is called, by its id."""
    pauses: str = ""
    """The programme that following this one pauses, "" for none."""

    def name(self, number: int) -> str:
        """What a session is called."""
        return self.names[min(number, len(self.names)) - 1]

    @property
    def length(self) -> str:
        """How long it is: "12 sessions, about 3 weeks, 9 to 15 min each"."""
        minutes = sorted(words.minutes(ms) for ms in self.lengths_ms if ms)
        if not minutes:
            return length_in_words(self.programme)
        each: int | str = minutes[0]
        if minutes[0] < minutes[-1]:
            each = words.say(messages.RANGE, least=minutes[0], most=minutes[-1])
        return words.say(messages.EACH_MINUTES, programme=length_in_words(self.programme), n=each)

    @property
    def steps(self) -> list[Step]:
        """Its sessions as they are drawn: those done lie before the one that is next."""
        reached = self.today.number if self.today else 1
        return [
            Step(
                number=session.number,
                name=self.name(session.number),
                stage=session.stage,
                done=session.number < reached,
                rest_days=session.days - 1 if session.number < len(self.names) else 0,
            )
            for session in self.programme.sessions
        ]

    @property
    def now(self) -> int | None:
        """The number of the session that is next, None before the first and after the last."""
        return self.today.number if self.today and self.today.kind != "finished" else None

    @property
    def where(self) -> str:
        """Where one is in it, in a sentence."""
        found = self.today
        if found is None:
            return ""
        said = headline(self.programme, found, self.day)
        if found.kind == "finished":
            return f"{said}."
        place, name = position(self.programme, found.number), self.name(found.number)
        if found.kind == "paused":
            return words.say(messages.PAUSED_BEFORE, place=place, name=name)
        if found.kind == "session":
            return words.say(messages.TODAY_IS, place=place, name=name)
        due = day_in_words(found.due, self.day)
        return words.say(messages.NEXT_ON, today=said, day=due, place=place, name=name)


class ProgrammesPage(ScrollPage):
    """Every programme as a card; `chosen` opens one, `new_asked` begins one of one's own."""

    chosen = Signal(str)
    new_asked = Signal()
    asked = Signal(str, str)
    """An action (id) is to be taken with a programme (id)."""
    problems_asked = Signal(object)
    """The Broken file whose problems are to be shown."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.new = Button(look, "New programme", "secondary", icon="plus")
        self.new.clicked.connect(self.new_asked)
        self.add_head("Programmes", self.new)
        self.cards: dict[str, CardButton] = {}
        self._column = nested(self.body, QVBoxLayout())
        self._column.setSpacing(24)
        self.body.addStretch()

    def show_entries(self, entries: Sequence[Entry], broken: Sequence[Broken]) -> None:
        """List the programmes, the one that is followed first, then what suits best, and broken files.

        Where another order comes of it, the page is at its top again, where what is followed stands.
        """
        before = list(self.cards)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self.cards = {}
        for entry in sorted(entries, key=_rank):
            card = _card(self.look, entry)
            card.clicked.connect(lambda _=False, name=entry.programme.id: self.chosen.emit(name))
            card.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            card.customContextMenuRequested.connect(partial(self._open_menu, card, entry))
            self.cards[entry.programme.id] = card
            self._column.addWidget(card)
        for one in broken:
            self._column.addWidget(self._broken_card(one))
        if self.cards:
            self.setFocusProxy(next(iter(self.cards.values())))
        if before != list(self.cards):
            self.area.verticalScrollBar().setValue(0)

    def _open_menu(self, card: CardButton, entry: Entry, at: QPoint) -> None:
        followed, found = entry.followed, entry.today
        can = {
            "session": found is not None and found.kind == "session",
            "open": True,
            "pause": followed is not None and not followed.paused,
            "resume": followed is not None and followed.paused,
            "copy": True,
        }
        offers = {name: partial(self.asked.emit, name, entry.programme.id) for name in can if can[name]}
        popup(self.look, offers, card.mapToGlobal(at), card, OF_A_PROGRAMME)

    def _broken_card(self, broken: Broken) -> QWidget:
        title, why = words.say(messages.CANNOT_BE_USED, name=broken.id), broken.error.problems[0].line_first
        card = CardButton(self.look, f"{title}, {why}")
        row = nested(card.body, QHBoxLayout())
        row.setSpacing(14)
        row.addWidget(Icon(self.look, "alert-triangle", "warn", 24), 0, Qt.AlignmentFlag.AlignTop)
        column = nested(row, QVBoxLayout(), 1)
        column.addWidget(Text(self.look, title, "card_title"))
        column.addWidget(Text(self.look, why, "body", "ink2"))
        card.clicked.connect(lambda: self.problems_asked.emit(broken))
        return card


def _rank(entry: Entry) -> tuple[int, float, tuple[str, str]]:
    """The one that is followed first, those that are paused next, then what is for what hurts."""
    state = 2 if entry.followed is None else 1 if entry.followed.paused else 0
    return state, -entry.suits, words.collation_key(entry.programme.name)


def _card(look: Look, entry: Entry) -> CardButton:
    programme = entry.programme
    said = ", ".join(filter(None, (programme.name, entry.where, entry.length)))
    card = CardButton(look, said)
    card.body.addWidget(Text(look, programme.name, "section"))
    card.body.addSpacing(4)
    card.body.addWidget(Text(look, programme.goal or _routines_in_words(entry), "body", "ink2"))
    card.body.addSpacing(16)
    steps = StepRows(look, slim=True)
    steps.show_steps(entry.steps, entry.now)
    card.body.addWidget(steps)
    card.body.addSpacing(14)
    if entry.where:
        card.body.addWidget(Text(look, entry.where, "body_medium"))
        card.body.addSpacing(10)
    tags = Flow(6, 6)
    for tag in (*(["Yours"] if entry.own else []), *entry.length.split(", ")):
        tags.add(Tag(look, words.sentence(tag)))
    card.body.addWidget(tags)
    for child in card.findChildren(QWidget):
        # The hills tell their names; a press on them is one on the card.
        child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, child is not steps)
    return card


def _routines_in_words(entry: Entry) -> str:
    """What a programme without a goal is made of."""
    names = list(dict.fromkeys(entry.names))
    shown = [*names[:3], "more"] if len(names) > 4 else names
    return f"{words.listed(shown)}."


def card_of(look: Look, title: str, *texts: str) -> Card:
    """A card with a title and texts under it."""
    card = Card(look)
    card.body.setSpacing(8)
    card.body.addWidget(Text(look, title, "card_title"))
    for text in texts:
        card.body.addWidget(Text(look, text, "body", "ink2"))
    return card
