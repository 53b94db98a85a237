"""The first run: four cards, half a minute."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from guided import safety, words
from guided.learn import lesson_of
from guided.library import Library
from guided.qt.learn.lesson import LessonView
from guided.qt.theme import Look, follow
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card, CardButton, paint_card
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.overlay import Overlay
from guided.qt.widgets.text import Text
from guided.qt.you.sore_map import PLACES, SoreMap
from guided.settings import Settings

STEPS = 4
MOST_SUGGESTED = 2


class WelcomePage(QWidget):
    """Where it hurts, what to be careful with and when to stop, where the laptop stands, one rep.

    The card on when to stop is always seen; from the next one on the rest can be skipped. Enter goes
    on where nothing else has the focus, Escape goes back. `finished` has the answers by the names of
    settings.
    """

    finished = Signal(dict)
    routine_asked = Signal(str)
    """Done, and a routine (id) to look at."""
    help_asked = Signal()

    def __init__(
        self,
        look: Look,
        settings: Settings,
        library: Library,
        now: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._library, self._now = look, library, now
        self._again = settings.introduced
        self._answers: dict[str, Any] = {
            "sore": settings.sore,
            "careful_with": settings.careful_with,
            "place": settings.place,
        }
        self._card: _Card | None = None
        self.step = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.go_to(0)
        follow(look, self._place)

    @property
    def answers(self) -> Mapping[str, Any]:
        """What was answered so far, by the names of settings."""
        return self._answers

    @property
    def card(self) -> _Card:
        """The card that is shown."""
        assert self._card is not None
        return self._card

    def go_to(self, step: int) -> None:
        """Shows one of the cards; past the last one everything is answered."""
        if step >= STEPS:
            self.finish()
            return
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
        self.step = step
        make = (self._where, self._careful, self._stands, self._try)[step]
        self._card = make()
        self._card.setParent(self)
        self.setAccessibleName(self._card.accessibleName())
        self._card.went_on.connect(lambda: self.go_to(step + 1))
        self._card.went_back.connect(lambda: self.go_to(step - 1) if step else None)
        self._card.skipped.connect(self.finish)
        self._card.resized.connect(self._place)
        self._card.show()
        self._place()
        self._card.take_focus()

    def finish(self) -> None:
        """Hands over the answers."""
        self.finished.emit({**self._answers, "introduced": True})

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._look.theme.canvas)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.card.went_on.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.card.went_back.emit()
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        card = self._card
        if card is None:
            return
        wide = min(card.width_wanted(), self.width() - 24)
        high = min(card.height_wanted(wide), self.height() - 24)
        card.setGeometry((self.width() - wide) // 2, (self.height() - high) // 2, wide, high)

    # ------------------------------------------------------------ the cards

    def _where(self) -> _Card:
        card = _Card(self._look, 0, "Where does it hurt?", skippable=self._again)
        card.say("Tap the places, or none. Routines for them come first.")
        picker = _Picker(self._look, self._answers["sore"])
        picker.changed.connect(lambda sore: self._answer(sore=sore))
        card.content.addWidget(picker)
        card.content.addStretch()
        return card

    def _careful(self) -> _Card:
        look = self._look
        card = _Card(look, 1, "When to stop", "I have read when to stop", skippable=self._again)
        card.content.addWidget(self._stop_card())
        card.content.addWidget(Text(look, safety.ABOUT, "body", "ink2"))
        card.content.addSpacing(8)
        card.content.addWidget(Text(look, "Is there anything to be careful with?", "section"))
        card.say("Exercises to mind are then marked, with a way around. Nothing is blocked.")
        chips = _Chips(
            look, {care.id: care.name for care in self._library.care.values()}, self._answers["careful_with"]
        )
        chips.changed.connect(lambda chosen: self._answer(careful_with=chosen))
        card.content.addWidget(chips)
        card.say("This stays on this computer, and you can change it in Settings.", "caption")
        card.content.addStretch()
        return card

    def _stop_card(self) -> Card:
        look = self._look
        stop = Card(look, padding=20)
        stop.set_colours("danger_soft", "danger")
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Icon(look, "hand-stop", "danger", 24), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(8)
        for text in (safety.STOP_AT, safety.RULES, words.GET_HELP):
            column.addWidget(Text(look, text, "body"))
        help_ = Button(look, "When to get help", "secondary", "small", "help-circle")
        help_.clicked.connect(self.help_asked)
        column.addWidget(help_, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(column, 1)
        stop.body.addLayout(row)
        return stop

    def _stands(self) -> _Card:
        card = _Card(self._look, 2, "Where does the laptop stand?", skippable=True)
        card.say("Exercises and the sound are chosen to suit.")
        places = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        places.setSpacing(16)
        buttons = {}
        for name, icon, title, sentence in (
            ("desk", "armchair", "On a desk", "You sit or stand close to it."),
            ("floor", "bed", "On the floor", "You lie on a mat, a little away. The sound is at its loudest."),
        ):
            button = _PlaceButton(self._look, icon, title, sentence)
            button.clicked.connect(lambda _=False, name=name: choose(name))
            places.addWidget(button, 1)
            buttons[name] = button

        def choose(place: str) -> None:
            self._answer(place=place)
            for name, button in buttons.items():
                button.set_on(name == place)

        choose(self._answers["place"])
        card.content.addLayout(places)
        card.content.addStretch()
        return card

    def _try(self) -> _Card:
        look = self._look
        card = _Card(look, 3, "Try one rep now", "Done", skippable=False)
        exercise = safety.first_to_try(
            self._library, self._answers["sore"], self._answers["careful_with"], self._answers["place"]
        )
        if exercise is not None:
            card.say(f"{exercise.name}. {exercise.start}")
            card.say(f"{exercise.end} Do it with the figure, once or twice.")
            lesson = lesson_of(exercise, self._library.methods[exercise.method])
            card.content.addWidget(LessonView(look, self._now, lesson))
        careful = self._answers["careful_with"]
        suggested = safety.suggested(self._library, self._answers["sore"], careful, self._answers["place"])
        if suggested:
            card.content.addWidget(Text(look, "Routines to begin with", "body_strong"))
            frame = QWidget()
            flow = Flow(12, 8)
            frame.setLayout(flow)
            for routine in suggested[:MOST_SUGGESTED]:
                button = Button(look, routine.name, "soft", "small")
                button.clicked.connect(lambda _=False, routine=routine: self._look_at(routine.id))
                flow.addWidget(button)
            card.content.addWidget(frame)
        card.content.addStretch()
        return card

    def _look_at(self, routine_id: str) -> None:
        self.finish()
        self.routine_asked.emit(routine_id)

    def _answer(self, **answers: Any) -> None:
        self._answers.update(answers)


class _Card(Overlay):
    """A question: which of how many, its title, and the ways on and back."""

    wide = 900
    went_on = Signal()
    went_back = Signal()
    skipped = Signal()
    resized = Signal()

    def __init__(
        self, look: Look, step: int, title: str, goes_on: str = "Next", skippable: bool = True
    ) -> None:
        super().__init__(look, title)
        self.content.addWidget(Text(look, f"{step + 1} of {STEPS}", "caption_strong", "ink2", wrap=False))
        self.content.addWidget(Text(look, title, "page_title"))
        row = QHBoxLayout()
        row.setSpacing(12)
        self._on = Button(look, goes_on, "primary", "large")
        self._on.clicked.connect(self.went_on)
        row.addWidget(self._on)
        if step:
            back = Button(look, "Back", "secondary", "large")
            back.clicked.connect(self.went_back)
            row.addWidget(back)
        row.addStretch()
        if skippable:
            skip = Button(look, "Skip the rest", "quiet", "large")
            skip.clicked.connect(self.skipped)
            row.addWidget(skip)
        self.foot.addLayout(row)
        follow(look, self.resized.emit)

    def say(self, text: str, role: str = "body") -> None:
        """Adds a sentence."""
        self.content.addWidget(Text(self._look, text, role, "ink2"))

    def take_focus(self) -> None:
        self._on.setFocus(Qt.FocusReason.OtherFocusReason)


class _Chips(QWidget):
    """Things of which any may be chosen; `changed` has the ids of those that are."""

    changed = Signal(tuple)

    def __init__(self, look: Look, named: Mapping[str, str], chosen: tuple[str, ...]) -> None:
        super().__init__()
        # What is chosen but not offered here, such as a code of a file that is gone, stays chosen.
        self._others = tuple(one for one in chosen if one not in named)
        flow = Flow(8, 8)
        self.setLayout(flow)
        self.chips: dict[str, Chip] = {}
        for one, name in named.items():
            chip = Chip(look, name)
            chip.setChecked(one in chosen)
            chip.clicked.connect(self._tell)
            flow.addWidget(chip)
            self.chips[one] = chip

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of what is chosen, in the order shown."""
        return (*(one for one, chip in self.chips.items() if chip.isChecked()), *self._others)

    def toggle(self, one: str) -> None:
        """Chooses a thing, or no longer."""
        self.chips[one].click()

    def _tell(self) -> None:
        self.changed.emit(self.chosen)


class _Picker(QWidget):
    """The body map and, for the keyboard and in words, the same places as chips."""

    changed = Signal(tuple)

    def __init__(self, look: Look, sore: tuple[str, ...]) -> None:
        super().__init__()
        self._look = look
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(24)
        self.map = SoreMap(look)
        self.map.show_sore(sore)
        self.chips = _Chips(look, {region: words.REGIONS[region] for region in PLACES}, sore)
        self.chips.changed.connect(self._take)
        self.map.pressed.connect(self.chips.toggle)
        self._row.addWidget(self.map, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.chips, 1)

    def _take(self, sore: tuple[str, ...]) -> None:
        self.map.show_sore(sore)
        self.changed.emit(sore)


class _PlaceButton(CardButton):
    """A place to choose, with its picture."""

    def __init__(self, look: Look, icon: str, title: str, sentence: str) -> None:
        super().__init__(look, title, padding=20)
        self.setCheckable(True)
        self.setAccessibleDescription(sentence)
        row = QHBoxLayout()
        row.addWidget(Icon(look, icon, "on_primary_soft", 32))
        row.addStretch()
        self._check = Icon(look, "check", "on_primary_soft", 24)
        row.addWidget(self._check)
        self.body.addLayout(row)
        self.body.addSpacing(12)
        self.body.addWidget(Text(look, title, "card_title"))
        self.body.addWidget(Text(look, sentence, "body", "ink2"))
        self.body.addStretch()

    def set_on(self, on: bool) -> None:
        """Chosen or not."""
        self.setChecked(on)
        self._check.setVisible(on)
        self.update()

    def sizeHint(self) -> QSize:
        return self.body.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.body.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.isChecked():
            super().paintEvent(event)
            return
        theme = self.look.theme
        with QPainter(self) as painter:
            paint_card(painter, self.rect(), theme.primary_soft, theme.primary)
