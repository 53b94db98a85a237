"""The first run: a greeting, three questions, a rep to try, a routine; and one question, asked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from guided import messages, safety, today, words
from guided.learn import lesson_of
from guided.library import Library
from guided.qt.actions import does
from guided.qt.learn.lesson import LessonView
from guided.qt.theme import Look, follow
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card, CardButton, paint_card
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.motion import MovingPicture, movement
from guided.qt.widgets.nest import nested
from guided.qt.widgets.overlay import Overlay
from guided.qt.widgets.text import Text
from guided.qt.you.chips import Chips
from guided.qt.you.sore_map import NAMES, SoreMap
from guided.routine import Routine, kit_of
from guided.settings import Settings
from guided.timeline import length_ms
from guided.today import Person, Suggestion

QUESTIONS = 3
SORE, CAREFUL = "sore", "careful_with"
"""The questions that can be asked again, by the setting that has the answer."""

_GREETING = "bird-dog"
"""The exercise (id) of the greeting."""
_WIDE, _HIGH = 1040, 740  # px at 100 % of every card, so that their buttons stand at one place
_SIDE_BY_SIDE = 680  # px at 100 % from which on a card has two columns
_FIGURE = QSize(440, 340)
_PLACES = (
    ("desk", "device-laptop", "At a desk", "Sitting on a chair or standing."),
    ("floor", "stretching", "On the floor", "On a mat or a chair, with the sound up."),
)
_TOLD: Mapping[str, str] = {SORE: "sore_told", CAREFUL: "careful_told"}
"""By question, the setting that has whether it was answered."""
_MARKED_ALONE = "We mark exercises that need care and suggest another way. You can still do all of them."
_MARKED = (
    "Besides where it hurts: we mark exercises that need care and suggest another way. You can still do"
    " all of them."
)
_ENOUGH = 8  # px below the edge that are no line
_STEP_LESS = 40  # px at 100 % that stay in sight from one page to the next
_PAGES: Mapping[int, int] = {Qt.Key.Key_Space: 1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_LEAST_FIGURE = 120  # px of its height that it keeps in the lowest window


class WelcomePage(QWidget):
    """A greeting, questions with a card on when to stop, a rep to try, and a first routine.

    The card on when to stop is always shown; after it, the other questions can be skipped. Enter continues
    unless something else has the focus, Escape goes back. `finished` carries the answers by the names of
    settings. Nobody goes on from when to stop before its last line was in sight, nor from where one does
    routines before a place was chosen. One question can be asked alone: it is done, or cancelled by Escape.
    """

    finished = Signal(object)
    """The settings that were answered, by name."""
    cancelled = Signal()
    """The one question is left as it was answered before."""
    start_asked = Signal(str)
    """Done: play a routine (id)."""
    routine_asked = Signal(str)
    """Done: show a routine (id)."""
    routines_asked = Signal()
    """Done: show all routines."""
    help_asked = Signal()

    def __init__(
        self,
        look: Look,
        settings: Settings,
        library: Library,
        now: Callable[[], int],
        suggested: Callable[[Person], Suggestion],
        only: str = "",
    ) -> None:
        """`suggested` is what Today suggests to somebody with these answers; `only` is SORE or CAREFUL."""
        super().__init__()
        self._look, self._library, self._now, self._settings = look, library, now, settings
        self._suggested, self._only = suggested, only
        self._place_told = False
        self._answers: dict[str, Any] = {
            "sore": settings.sore,
            "careful_with": settings.careful_with,
            "sore_told": settings.sore_told,
            "careful_told": settings.careful_told,
            "place": settings.place,
        }
        self._card: _Card | None = None
        alone = {SORE: (self._where,), CAREFUL: (self._careful,)}
        every = (
            self._greet,
            self._where,
            self._stop,
            self._careful,
            self._stands,
            self._try,
            self._begin,
        )
        self._cards = alone[only] if only else every
        self.step = 0
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.go_to(0)
        follow(look, self._place)

    @property
    def answers(self) -> Mapping[str, Any]:
        """The answers so far, by the names of settings."""
        return self._answers

    @property
    def steps(self) -> int:
        """The number of cards."""
        return len(self._cards)

    @property
    def card(self) -> _Card:
        """The current card."""
        assert self._card is not None
        return self._card

    def go_to(self, step: int) -> None:
        """Show a card by its number from 0; past the last one, finish."""
        if step >= self.steps:
            self.finish()
            return
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
        self.step = step
        self._card = card = self._cards[step]()
        if step:
            card.add_way("Back").clicked.connect(lambda: self.go_to(step - 1))
        card.setParent(self)
        self.setAccessibleName(card.accessibleName())
        card.went_on.connect(lambda: self.go_to(step + 1))
        self._place()
        card.show()
        card.take_focus()

    def finish(self) -> None:
        """Emit the answers."""
        if self._only:
            self.finished.emit({name: self._answers[name] for name in (self._only, _TOLD[self._only])})
        else:
            self.finished.emit({**self._answers, "introduced": True})

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._look.theme.canvas)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.card.on.click()
        elif event.key() == Qt.Key.Key_Escape:
            if self._only:
                self.cancelled.emit()
            else:
                self.go_to(max(self.step - 1, 0))
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        if self._card is None:
            return
        wide = min(self._look.px(_WIDE), self.width() - 24)
        high = min(self._look.px(_HIGH), self.height() - 24)
        self._card.setGeometry(QRect((self.width() - wide) // 2, (self.height() - high) // 2, wide, high))

    # ------------------------------------------------------------ the cards

    def _greet(self) -> _Card:
        card = _Card(self._look, "Welcome to Guided", "Let’s begin")
        exercise = self._library.exercises.get(_GREETING)
        figure = None
        if exercise is not None:
            lesson = movement(exercise, self._library.methods[exercise.method])
            figure = MovingPicture(self._look, lesson, _FIGURE)
        card.show_beside(
            figure,
            (
                "Stretch, move and build your core with a figure that shows you how. It counts every rep"
                " and times every hold, so you can leave the computer alone.",
                "First a few questions, to suggest what suits you. They take about a minute.",
                "Your answers stay on this computer.",
            ),
        )
        return card

    def _where(self) -> _Card:
        card = self._asking("Where does it hurt or feel tight?", 1)
        card.say(
            "Click the figure there, or choose places by name, as many as you like. Routines for them come"
            " first. Hips are all around the hip: front, outer side and buttocks. With the keyboard, arrows"
            " move to the next place and Space chooses it."
        )
        picker = _Picker(self._look, self._answers["sore"], self._answers["sore_told"])
        picker.changed.connect(lambda sore: self._answer(sore=sore, sore_told=picker.chips.told))
        card.content.addWidget(picker)
        card.content.addStretch()
        return card

    def _stop(self) -> _Card:
        look = self._look
        card = _Card(look, "When to stop", "I have read when to stop")
        stop = Card(look, padding=20)
        stop.set_colours("danger_soft", "danger")
        row = nested(stop.body, QHBoxLayout())
        row.setSpacing(14)
        row.addWidget(Icon(look, "hand-stop", "danger", 24), 0, Qt.AlignmentFlag.AlignTop)
        column = nested(row, QVBoxLayout(), 1)
        column.setSpacing(8)
        for text in (safety.STOP_AT, safety.RULES, words.GET_HELP):
            column.addWidget(Text(look, text, "body"))
        help_ = Button(look, "When to get help", "secondary", "small", "help-circle")
        help_.clicked.connect(self.help_asked)
        does(help_, "help")
        column.addWidget(help_, 0, Qt.AlignmentFlag.AlignLeft)
        card.content.addWidget(stop)
        card.say(safety.ABOUT)
        card.content.addStretch()
        card.wait_until_read()
        return card

    def _careful(self) -> _Card:
        card = self._asking("Is there anything to be careful with?", 2)
        card.say(_MARKED_ALONE if self._only else _MARKED)
        care = self._library.care.values()
        named = {
            title: {one.id: one.name for one in care if one.group == group}
            for group, title in words.CARE_GROUPS.items()
        }
        chosen, told = self._answers["careful_with"], self._answers["careful_told"]
        chips = Chips(self._look, named, chosen, "Nothing", told)
        chips.changed.connect(lambda chosen: self._answer(careful_with=chosen, careful_told=chips.told))
        card.content.addWidget(chips)
        card.content.addStretch()
        return card

    def _stands(self) -> _Card:
        card = _Card(self._look, "Where will you exercise?", question=3)
        buttons: dict[str, _PlaceButton] = {}
        side_by_side = _Columns(self._look)
        card.content.addWidget(side_by_side)
        for column, (name, icon, title, sentence) in zip(side_by_side.columns, _PLACES, strict=True):
            button = buttons[name] = _PlaceButton(self._look, icon, title, sentence)
            button.clicked.connect(lambda _=False, name=name: choose(name))
            column.addWidget(button, 1)  # both as high as the higher one
            column.addStretch()

        def choose(place: str) -> None:
            self._place_told = True
            self._answer(place=place)
            for name, button in buttons.items():
                button.set_on(name == place)
            card.wait_for("")

        if self._place_told:
            choose(self._answers["place"])
        else:
            card.wait_for("Choose one of the two first.", next(iter(buttons.values())))
        card.content.addStretch(1)
        return card

    def _try(self) -> _Card:
        card = _Card(self._look, "Try one rep now")
        exercise = safety.first_to_try(
            self._library, self._answers["sore"], self._answers["careful_with"], self._answers["place"]
        )
        if exercise is not None:
            lesson = LessonView(
                self._look, self._now, lesson_of(exercise, self._library.methods[exercise.method])
            )
            how = words.say(messages.DO_IT_WITH_THE_FIGURE, how=f"{exercise.start} {exercise.end}")
            card.show_lesson(lesson, exercise.name, how)
        card.content.addStretch()
        return card

    def _begin(self) -> _Card:
        """The card with the routine that Today suggests."""
        look, library, answers = self._look, self._library, self._answers
        person = Person(answers["sore"], answers["careful_with"], answers["place"])
        found = self._suggested(person)
        routine = library.routines.get(found.routine_id)
        if routine is None:
            card = _Card(look, "You are ready", "See the routines")
            card.went_on.connect(self.routines_asked)
            return card
        card = _Card(look, "Your first routine", "Start")
        card.on.clicked.disconnect()
        card.on.clicked.connect(lambda: self._leave_for(routine, self.start_asked))
        longest = max(library.parts(routine), key=lambda part: part.length_ms())
        figure = MovingPicture(look, movement(longest.exercise, longest.method), _FIGURE)
        length = words.session(length_ms(routine, library, self._settings))
        kit = ", ".join(words.THINGS[one] for one in kit_of(part.exercise for part in library.parts(routine)))
        why = _why(found, bool(person.sore), safety.at_a_desk(library, routine))
        facts = words.joined(length, words.say(messages.EXERCISES, n=len(routine.steps)), kit)
        care = safety.care_line(library.parts(routine), person.careful_with, library)
        card.show_beside(figure, (facts, care, routine.goal, why), routine.name)
        card.add_way("Preview").clicked.connect(lambda: self._leave_for(routine, self.routine_asked))
        out = card.add_way_out("All routines")
        out.clicked.connect(self.finish)
        out.clicked.connect(self.routines_asked)
        return card

    def _asking(self, title: str, number: int) -> _Card:
        """The card of a question, alone or one of several; those after when to stop can be skipped."""
        if self._only:
            card = _Card(self._look, title, "Done")
            card.add_way("Cancel").clicked.connect(self.cancelled)
            return card
        card = _Card(self._look, title, question=number)
        if number > 1:
            skip = card.add_way_out("Skip the questions")
            skip.clicked.connect(lambda: self.go_to(self.steps - 1))
        return card

    def _leave_for(self, routine: Routine, asked: SignalInstance) -> None:
        self.finish()
        asked.emit(routine.id)

    def _answer(self, **answers: Any) -> None:
        self._answers.update(answers)


def _why(found: Suggestion, is_sore: bool, at_a_desk: bool) -> str:
    """The reason for suggesting a routine, which is done at a desk or else on the floor."""
    if found.reason.kind != "first":
        return today.why(found)
    places = [words.SORE_PLACES[region] for region in found.reason.regions]
    if places:
        return words.say(messages.IT_IS_FOR_YOUR, places=words.listed(places))
    return _SUGGESTED[is_sore, at_a_desk]


_SUGGESTED: Mapping[tuple[bool, bool], str] = {
    (True, True): "It is gentle, you stay off the floor, and it is a good way to see how this works.",
    (True, False): "It is gentle, you do it on the floor, and it is a good way to see how this works.",
    (False, True): "It is short, you stay off the floor, and it is a good way to see how this works.",
    (False, False): "It is short, you do it on the floor, and it is a good way to see how this works.",
}
"""The reason for a first routine, by whether the person is sore and it is done at a desk."""


class _Card(Overlay):
    """A title, its contents and the buttons; the one that continues is in the same place on every card."""

    went_on = Signal()

    def __init__(self, look: Look, title: str, goes_on: str = "Next", question: int = 0) -> None:
        super().__init__(look, title)
        self.content.setContentsMargins(0, 0, 16, 0)  # or words would touch the scroll bar
        if question:
            place = words.say(messages.QUESTION_OF, number=question, count=QUESTIONS)
            self.content.addWidget(Text(look, place, "caption_strong", "ink2", wrap=False))
        self._title = Text(look, title, "page_title")
        self.content.addWidget(self._title)
        self._lesson: LessonView | None = None
        self._reading = False  # until the last line was in sight
        self._beside = 0  # buttons between the one that goes on and the far end
        self._ways = nested(self.foot, QHBoxLayout())
        self._ways.setSpacing(12)
        self.on = Button(look, goes_on, "primary", "large")
        self.on.clicked.connect(self.went_on)
        self._ways.addWidget(self.on)
        self._waits = Text(look, "", "caption", "ink2")
        self._ways.addWidget(self._waits, 1)
        self._starts_at: QWidget = self.on

    def wait_for(self, what: str, starts_at: QWidget | None = None) -> None:
        """Say what is missing before one can go on, with where the keyboard begins; empty if nothing is."""
        self.on.set_available(not what, what)
        self._waits.setText(what)
        self._starts_at = starts_at or self.on

    def wait_until_read(self) -> None:
        """Let nobody go on before the last line was in sight."""
        self._reading = True
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.wait_for("Read to the end first: scroll, or press Space.", self)
        bar = self._area.verticalScrollBar()
        bar.valueChanged.connect(self._see_whether_read)
        bar.rangeChanged.connect(self._see_whether_read)
        for watched in (self._area.viewport(), *self.findChildren(Button)):
            watched.installEventFilter(self)

    def _see_whether_read(self) -> None:
        room, bar = self._area.viewport(), self._area.verticalScrollBar()
        # Asked of the texts: the bar does not know how long they are before they are laid out.
        end = self.content.heightForWidth(room.width()) - _ENOUGH
        if room.isVisible() and bar.value() + room.height() >= end:
            self._reading = False
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the focus it has stays
            self.wait_for("")

    def say(self, text: str, role: str = "body") -> None:
        """Add a sentence."""
        self.content.addWidget(Text(self._look, text, role, "ink2"))

    def show_beside(self, figure: QWidget | None, texts: Sequence[str], title: str = "") -> None:
        """Add the figure, with sentences beside it."""
        columns = _Columns(self._look, shares=(0, 1), last_first=True)
        left, right = columns.columns
        self.content.addStretch(1)
        self.content.addWidget(columns)
        if figure is not None:
            left.addWidget(figure)
        if title:
            right.addWidget(Text(self._look, title, "section"))
        for text in filter(None, texts):
            right.addWidget(Text(self._look, text, "reading", "ink2"))
        for column in columns.columns:
            column.addStretch()
        self.content.addStretch(2)

    def show_lesson(self, lesson: LessonView, title: str, text: str) -> None:
        """Add a lesson with words beside its figure, which is as high as there is room without scrolling."""
        lesson.stand_beside(Text(self._look, title, "section"), Text(self._look, text, "body", "ink2"))
        self._lesson = lesson
        self.content.addWidget(lesson)
        self._area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._reading and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._turn(event.key())  # Space reads on, whichever button has the focus
        if self._reading and event.type() in (QEvent.Type.Show, QEvent.Type.Resize):
            self._see_whether_read()
        if self._lesson is not None and event.type() == QEvent.Type.Resize:
            room = self._area.viewport().size()
            above = self._title.heightForWidth(room.width()) + self.content.spacing()
            self._lesson.set_high(min(max(room.height() - above, _LEAST_FIGURE), _FIGURE.height()))
        return super().eventFilter(watched, event)

    def add_way(self, text: str) -> Button:
        """Add another button, after those beside the one that continues."""
        button = Button(self._look, text, "secondary", "large")
        button.installEventFilter(self)
        self._beside += 1
        self._ways.insertWidget(self._beside, button)
        return button

    def add_way_out(self, text: str) -> Button:
        """Add a quiet button at the far end."""
        out = Button(self._look, text, "quiet", "large")
        self._ways.addWidget(out)
        return out

    def take_focus(self) -> None:
        self._starts_at.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._turn(event.key()):
            super().keyPressEvent(event)

    def _turn(self, key: int) -> bool:
        """Scroll by a page, if a key is for that; whether it is."""
        pages = _PAGES.get(key, 0)
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + pages * (bar.pageStep() - self._look.px(_STEP_LESS)))
        return bool(pages)


class _Columns(QWidget):
    """Columns side by side or, with little room, stacked, then with the last one first if asked to.

    `columns` are empty layouts to fill.
    """

    def __init__(self, look: Look, shares: Sequence[int] = (1, 1), last_first: bool = False) -> None:
        super().__init__()
        self._look, self._last_first = look, last_first
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.columns = tuple(nested(self._row, QVBoxLayout(), share) for share in shares)
        for column in self.columns:
            column.setSpacing(12)
        follow(look, self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= _SIDE_BY_SIDE * self._look.scale
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        down = QBoxLayout.Direction.BottomToTop if self._last_first else down
        self._row.setDirection(across if beside else down)
        self._row.setSpacing(28 if beside else 16)


class _Picker(QWidget):
    """The body map, with the same regions as chips for the keyboard."""

    changed = Signal(object)
    """Where it hurts, as a tuple."""

    def __init__(self, look: Look, sore: tuple[str, ...], told: bool) -> None:
        super().__init__()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        self.map = SoreMap(look)
        self.map.show_sore(sore)
        self.chips = Chips(look, {"Places": NAMES}, sore, "Nowhere", told)
        self.chips.changed.connect(self._take)
        self.map.pressed.connect(self.chips.toggle)
        row.addWidget(self.map, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.chips, 1)

    def _take(self, sore: tuple[str, ...]) -> None:
        self.map.show_sore(sore)
        self.changed.emit(sore)


class _PlaceButton(CardButton):
    """A place to choose, with a picture."""

    def __init__(self, look: Look, icon: str, title: str, sentence: str) -> None:
        super().__init__(look, title, padding=20)
        self.setCheckable(True)
        self.setAccessibleDescription(sentence)
        row = nested(self.body, QHBoxLayout())
        row.setSpacing(16)
        row.addWidget(Icon(look, icon, "on_primary_soft", 32), 0, Qt.AlignmentFlag.AlignTop)
        told = nested(row, QVBoxLayout(), 1)
        told.setSpacing(4)
        told.addWidget(Text(look, title, "card_title"))
        told.addWidget(Text(look, sentence, "body", "ink2"))
        self._check = Icon(look, "check", "on_primary_soft", 24)
        row.addWidget(self._check, 0, Qt.AlignmentFlag.AlignTop)
        policy = self._check.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # or the words would move as it is chosen
        self._check.setSizePolicy(policy)
        self._check.hide()
        self.body.addStretch()

    def set_on(self, on: bool) -> None:
        """Set whether it is chosen."""
        self.setChecked(on)
        self._check.setVisible(on)
        self.update()

    def sizeHint(self) -> QSize:
        return self.body.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.body.minimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.isChecked() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # what is chosen already is gone on from
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.isChecked():
            super().paintEvent(event)
            return
        theme = self.look.theme
        with QPainter(self) as painter:
            paint_card(painter, self.rect(), theme.primary_soft, theme.primary)
