"""Today: the first page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from guided import messages, safety, words
from guided.qt.actions import OF_A_WEEK, Act, does
from guided.qt.menus import popup
from guided.qt.theme import Look, follow
from guided.qt.today.break_card import BreakCard
from guided.qt.today.hero import Hero, Offer
from guided.qt.today.scene import Scene
from guided.qt.today.week import WeekCard
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import CardButton
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.text import Text
from guided.routine import Exercise

_SIDE_WIDTH = 320
_THREE_ABREAST = 860  # px at 100 % from which on the short ones stand side by side
_SMALL = QSize(112, 80)


class Short(NamedTuple):
    """A short routine: its words, and the exercise drawn for it."""

    routine_id: str
    name: str
    facts: str
    exercise: Exercise


class TodayPage(ScrollPage):
    """A greeting, the suggestion, this week, the next break, and a few short ones.

    Enter starts the suggestion unless something else has the focus.
    """

    short_started = Signal(str)
    help_asked = Signal()
    routine_asked = Signal(str)
    """A short routine (id) is to be shown."""
    progress_asked = Signal()
    find_asked = Signal()
    """The person asked how to find help."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._date = Text(look, "", "body_medium", "ink2", wrap=False)
        self._greeting = Text(look, "", "page_title")
        self.header.addWidget(self._date)
        self.header.addWidget(self._greeting)
        self.hero, self.week, self.next_break = Hero(look), WeekCard(look), BreakCard(look)
        self._all = QWidget()
        whole = self._whole = QVBoxLayout(self._all)
        whole.setContentsMargins(0, 0, 0, 0)
        self._top = nested(whole, QBoxLayout(QBoxLayout.Direction.LeftToRight))
        self._side = QWidget()
        self._beside = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._side)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.addWidget(self.week, 5)
        self._beside.addWidget(self.next_break, 4)
        self._top.addWidget(self.hero, 1)
        self._top.addWidget(self._side)
        self._short = QWidget()
        column = QVBoxLayout(self._short)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(12)
        column.addWidget(Text(look, "Short on time", "section"))
        self._row = nested(column, QBoxLayout(QBoxLayout.Direction.LeftToRight))
        self.cards: list[CardButton] = []
        self._offered: Sequence[Short] | None = None
        whole.addWidget(self._short)
        whole.addWidget(self._safety_line())
        self._all.hide()
        self.body.addWidget(self._all)
        self.body.addStretch()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName("Today")
        self.wide_changed.connect(lambda _: self._arrange())
        follow(look, self._arrange)

    def greet(self, date: str, greeting: str) -> None:
        """Show the date and the greeting."""
        self._date.setText(date)
        self._greeting.setText(greeting)

    def show_all(self) -> None:
        """Show everything; until then only the greeting is seen."""
        if not self._all.isHidden():
            return
        self._all.show()

    def show_offer(self, offer: Offer) -> None:
        """Show the suggestion, with the focus on its start button, if any."""
        waits = self.hasFocus()
        self.hero.show_offer(offer)
        self.setFocusProxy(self.hero.start if offer.start else None)  # type: ignore[arg-type]  # none
        if waits and offer.start:
            self.hero.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_break(self, minutes: int | None, at: str = "") -> None:
        """Show the next break; the arguments are those of BreakCard."""
        self.next_break.show_break(minutes, at)
        self._arrange()

    def show_short(self, short: Sequence[Short]) -> None:
        """Offer some short routines, or none; those offered already stay as they are."""
        if short == self._offered:
            return
        self._offered = short
        for card in self.cards:
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [self._card(one) for one in short]
        for card in self.cards:
            self._row.addWidget(card, 1)
        self._short.setVisible(bool(short))

    def offers(self) -> Mapping[str, Act]:
        """What can be done with the suggestion."""
        return self.hero.offers()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        on_week = self.week.rect().contains(self.week.mapFromGlobal(event.globalPos()))
        if on_week and event.reason() == QContextMenuEvent.Reason.Mouse:
            popup(self.look, {"progress": self.progress_asked.emit}, event.globalPos(), self, OF_A_WEEK)
        elif offers := self.offers():
            popup(self.look, offers, event.globalPos(), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hero.start.isVisible():
            self.hero.start.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _card(self, short: Short) -> CardButton:
        look = self.look
        name = words.joined(words.say(messages.START, name=short.name), short.facts)
        card = CardButton(look, name, padding=12)
        row = nested(card.body, QHBoxLayout())
        row.setSpacing(16)
        scene = Scene(look, _SMALL)
        scene.show_exercise(short.exercise)
        row.addWidget(scene)
        said = nested(row, QVBoxLayout(), 1)
        said.setSpacing(0)
        said.addStretch()
        said.addWidget(Text(look, short.name, "card_title"))
        said.addWidget(Text(look, short.facts, "body", "ink2"))
        said.addStretch()
        for child in card.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        offers: Mapping[str, Act] = {
            "start": card.click,
            "show": partial(self.routine_asked.emit, short.routine_id),
        }
        card.clicked.connect(lambda: self.short_started.emit(short.routine_id))
        card.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        card.customContextMenuRequested.connect(lambda at: popup(look, offers, card.mapToGlobal(at), card))
        return card

    def show_practitioner(self, line: str) -> None:
        """Show the line about the person's own practitioner; an empty one hides it."""
        self._own.setText(line)
        self._own.setVisible(bool(line))

    def _safety_line(self) -> QWidget:
        look = self.look
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Icon(look, "hand-stop", "ink2", 20), 0, Qt.AlignmentFlag.AlignVCenter)
        said = nested(row, QVBoxLayout(), 1)
        said.setSpacing(4)
        said.addWidget(Text(look, safety.STOP_AT, "caption", "ink2"))
        self._own = Text(look, "", "caption_strong", "ink2")
        said.addWidget(self._own)
        ways = Flow(20, 0)
        row.addWidget(ways, 0, Qt.AlignmentFlag.AlignVCenter)
        for name, act, signal in (
            ("When to get help", "help", self.help_asked),
            ("Find help", "find", self.find_asked),
        ):
            button = Button(look, name, "link", "small")
            button.clicked.connect(signal)
            does(button, act)
            ways.add(button)
        return line

    def _arrange(self) -> None:
        look, wide = self.look, self.look.is_wide(self)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        gap = 24 if wide else 16
        self._top.setDirection(across if wide else down)
        self._beside.setDirection(down if wide else across)
        self._side.setMinimumWidth(look.px(_SIDE_WIDTH) if wide else 0)
        self._side.setMaximumWidth(look.px(_SIDE_WIDTH) if wide else 16_777_215)
        three = self.width() >= _THREE_ABREAST * look.scale
        self._row.setDirection(across if three else down)
        for layout in (self._top, self._beside, self._row, self._whole):
            layout.setSpacing(gap)
        self.hero.set_wide(wide)
        self.week.set_tall(wide and self.next_break.isHidden())
