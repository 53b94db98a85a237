"""The suggestion: what it is, how long it takes, why it is this one, and its drawing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from guided.qt.actions import Act, does
from guided.qt.theme import Look, follow
from guided.qt.today.scene import Scene
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.nest import nested
from guided.qt.widgets.routine_hills import RoutineShape
from guided.qt.widgets.text import Text
from guided.routine import Exercise

_SIDE_BY_SIDE = 520  # px at 100 % from which on the drawing is beside the words
_WORDS_WIDE = 282  # px at 100 %, at least: two buttons side by side
_SCENE_HIGH = 200  # px, where it is under them
_LEAST_HIGH = 398, 326  # px of the card: wide, and with little room


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """The words about a day, and what it offers.

    `exercise` is drawn on its `side`. `lengths_ms` and `names` are those of each exercise of the routine,
    `done` has the numbers of those that are, from 0. `start` labels the large button, `again` and `look`
    those beside it, `again` for the whole of what `start` goes on with; an empty label hides the button.
    `leave` labels one that leaves it at that. `kit` says what one needs,
    `care` says what of it needs the care the person named, `short` is an alternative of a few minutes,
    `measures` says what is to be measured with the session,
    `help` offers to read when to get help.
    """

    heading: str
    title: str
    why: str
    minutes: str = ""
    exercises: str = ""
    exercise: Exercise | None = None
    side: str = "right"
    lengths_ms: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    done: Collection[int] = ()
    start: str = ""
    again: str = ""
    look: str = ""
    leave: str = ""
    kit: str = ""
    care: str = ""
    short: str = ""
    measures: str = ""
    help: bool = False


class Hero(Card):
    """The one large card of the page."""

    started = Signal()
    began_again = Signal()
    looked = Signal()
    left = Signal()
    """It is to be left at that for today."""
    short_started = Signal()
    measure_asked = Signal()
    help_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self._wide = True
        self._heading = Text(look, "", "caption_strong", "ink2")
        self._title = Text(look, "", "page_title")
        self._minutes, minutes = _fact(look, "clock")
        self._exercises, exercises = _fact(look, "list")
        self._facts = QWidget()
        around = QVBoxLayout(self._facts)
        around.setContentsMargins(0, 0, 0, 14)
        facts = Flow(18, 4)
        around.addWidget(facts)
        facts.add(minutes)
        facts.add(exercises)
        self._kit, self._why, self._care, whys = _reasons(look)
        self._to_measure = self._make_measures()
        self.start = Button(look, "Start", "primary", "large", "player-play-filled")
        self.start.clicked.connect(self.started)
        self._again = Button(look, "", "secondary", "large")
        self._again.clicked.connect(self.began_again)
        self._look_at = Button(look, "Preview", "secondary", "large")
        self._look_at.clicked.connect(self.looked)
        does(self._look_at, "show")
        self._leave = Button(look, "", "secondary", "small")
        self._leave.clicked.connect(self.left)
        self._short = Button(look, "", "soft", icon="player-play")
        self._short.clicked.connect(self.short_started)
        self._if_you_like = Text(look, "If you would like a little more:", "caption", "ink2")
        self._help = Button(look, "When to get help", "secondary", "large", "help-circle")
        self._help.clicked.connect(self.help_asked)
        does(self._help, "help")
        self._buttons = Flow(12, 12)
        for button in (self.start, self._look_at, self._again, self._leave, self._short, self._help):
            self._buttons.add(button)
        self._words = QWidget()
        said = QVBoxLayout(self._words)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(0)
        said.addWidget(self._heading)
        said.addSpacing(6)
        said.addWidget(self._title)
        said.addSpacing(10)
        said.addWidget(self._facts)
        said.addWidget(whys)
        said.addWidget(self._to_measure)
        said.addSpacing(16)
        said.addWidget(self._if_you_like)
        said.addSpacing(8)
        said.addWidget(self._buttons)
        said.addStretch(1)
        self._scene = Scene(look)
        self._row = nested(self.body, QBoxLayout(QBoxLayout.Direction.LeftToRight), 1)
        self._row.setSpacing(8)
        self._row.addWidget(self._words, 10)
        self._row.addWidget(self._scene, 11)
        self._shape = RoutineShape(look)
        self.body.addSpacing(24)
        self.body.addWidget(self._shape)
        follow(look, self._arrange)

    def _make_measures(self) -> QWidget:
        """What is to be measured, and the way there."""
        look, made = self._look, QWidget()
        self._measures = Text(look, "", "body", "ink2")
        self.measure = Button(look, "Measure now", "link", "small", "ruler-measure")
        self.measure.clicked.connect(self.measure_asked)
        below = QVBoxLayout(made)
        below.setContentsMargins(0, 10, 0, 0)
        below.setSpacing(0)
        below.addWidget(self._measures)
        below.addWidget(self.measure, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def show_offer(self, offer: Offer) -> None:
        """Show another offer."""
        self._heading.setText(offer.heading)
        self._title.setText(offer.title)
        self._why.setText(offer.why)
        for text, said in ((self._kit, offer.kit), (self._care, offer.care)):
            text.setText(said)
            text.setVisible(bool(said))
        self._minutes.setText(offer.minutes)
        self._exercises.setText(offer.exercises)
        self._facts.setVisible(bool(offer.minutes))
        self._measures.setText(offer.measures)
        self._to_measure.setVisible(bool(offer.measures))
        for button, label in (
            (self.start, offer.start),
            (self._again, offer.again),
            (self._look_at, offer.look),
            (self._leave, offer.leave),
            (self._short, offer.short),
        ):
            button.set_words(label)
            button.setVisible(bool(label))
        does(self.start, "go-on" if offer.again else "start")
        does(self._again, "start")
        self._if_you_like.setVisible(bool(offer.short))
        self._help.setVisible(offer.help)
        self._buttons.setVisible(bool(offer.start or offer.look or offer.short or offer.help))
        self._scene.show_exercise(offer.exercise, offer.side)
        self._shape.show_lengths(offer.lengths_ms, offer.done, offer.names)
        self._shape.setVisible(bool(offer.lengths_ms))

    def offers(self) -> Mapping[str, Act]:
        """What can be done with a session that is offered, as its buttons do it."""
        if not self._look_at.isVisible():
            return {}
        if self._again.isVisible():
            return {"go-on": self.start.click, "start": self._again.click, "show": self._look_at.click}
        return {"start": self.start.click, "show": self._look_at.click}

    def set_wide(self, wide: bool) -> None:
        """Set whether there is room for a larger figure."""
        self._wide = wide
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        padding = 40 if self._wide else 24
        beside = self.width() - 2 * padding >= _SIDE_BY_SIDE * self._look.scale
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if beside else down)
        self._scene.setMaximumHeight(16_777_215 if beside else _SCENE_HIGH)
        self._words.setMinimumWidth(self._look.px(_WORDS_WIDE) if beside else 0)
        self.body.setContentsMargins(padding, padding, 24, padding)
        self.setMinimumHeight(_LEAST_HIGH[0] if self._wide else _LEAST_HIGH[1])


def _reasons(look: Look) -> tuple[Text, Text, Text, QWidget]:
    """What one needs, why it is this one, what of it needs care, and all below each other."""
    all_ = QWidget()
    column = QVBoxLayout(all_)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    kit, why, care = (Text(look, "", "body", "ink2") for _ in range(3))
    for text in (kit, why, care):
        column.addWidget(text)
    return kit, why, care, all_


def _fact(look: Look, icon: str) -> tuple[Text, QWidget]:
    """A text, and the widget of an icon with it."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    text = Text(look, "", "body", "ink2", wrap=False)
    row.addWidget(Icon(look, icon, "ink2", 20), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(text)
    return text, both
