"""Getting ready: the discomfort now, what to fetch, when to stop, and time to lie down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guided import messages, safety, words
from guided.part import Part
from guided.qt.actions import does
from guided.qt.play import ring
from guided.qt.play.keys import Do, tip
from guided.qt.theme import Look, Type, faded, follow
from guided.qt.widgets.advice import AdviceBox
from guided.qt.widgets.button import Button
from guided.qt.widgets.nest import nested
from guided.qt.widgets.overlay import Overlay
from guided.qt.widgets.scale import DiscomfortScale
from guided.qt.widgets.text import Text
from guided.routine import kit_of
from guided.session import SLEPT_MS
from guided.timeline import Timeline

LIE_DOWN_MS = 10_000
TICK_MS = 50
SETTLED_MS = 1_500  # for so long the hand that pressed Start may still be on its way
MOVED = 16  # px
_RING, _SMALL_RING = 112, 72  # px at 100 %
_LOWEST = 320  # px of height at 100 %, for less of which some lines have no room
_NUMBER, _SMALL_NUMBER = Type(40, 48, 700, -2.0), Type(28, 34, 700, -1.5)
_WORD_MS, _THING_MS = 250, 5_000  # to read a word, and to fetch a thing
_OF_A_PERSON = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)
COUNTS = "It begins by itself. Space starts it now, any other key makes it wait."
WAITS = "It waits for you. Press Space when you are ready."
CHOOSE = "It waits for you. Choose what feels right today."


class Instead(NamedTuple):
    """A gentle routine for a day on which the planned one is too much."""

    id: str
    name: str
    minutes: int


class Veil(QWidget):
    """A veil that dims the stage while getting ready."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), faded(self._look.theme.canvas, 0.88))


class ReadyPanel(Overlay):
    """The panel before a session: discomfort, what to fetch, when to stop, and time to lie down.

    The countdown runs by itself, so nothing needs to be touched; it is as long as it takes to read all that,
    to fetch what is needed and to get into place. An answer begins it anew. Any other sign of a person holds
    it; then it waits for Space, Enter or Start; where the advice
    is not to start, for one of the buttons.
    """

    wide = 760
    shortest = 3
    started = Signal()
    instead = Signal(str)
    """Play another routine (id) instead."""
    left = Signal()
    help_asked = Signal()
    resized = Signal()
    """Its size has changed."""
    counts_anew = Signal()
    """The countdown has begun anew."""

    def __init__(
        self,
        look: Look,
        timeline: Timeline,
        care: str = "",
        gentle: Sequence[Instead] = (),
        position_ms: int = 0,
        before: int | None = None,
    ) -> None:
        """`position_ms` is where the session resumes; what lies before it needs neither time nor kit."""
        super().__init__(look, "Get ready")
        self._kit = kit_of(part.exercise for part in _to_come(timeline, position_ms))
        self._held = False
        self.stops = False  # whether the advice is not to start it
        self._is_gentle = timeline.routine.id in safety.GENTLE
        self._says = Text(look, COUNTS, "body_medium")
        self._count = _CountRing(look)
        self._add_head(timeline, position_ms)
        self.content.addSpacing(4)
        self.content.addWidget(
            Text(look, "How much discomfort do you feel now? Keys 0 to 9, End for 10.", "body_strong")
        )
        self.scale = DiscomfortScale(look)
        self.content.addWidget(self.scale)
        self.advice = AdviceBox(look)
        self._gentle = [self._add_gentle(one, first=one is gentle[0]) for one in gentle]
        self.content.addWidget(self.advice)
        self.care = AdviceBox(look)
        self.care.say("less", "", care)
        self.content.addWidget(self.care)
        self._add_foot()
        read = sum(len(text.text().split()) for text in self.findChildren(Text))
        seconds = ceil((LIE_DOWN_MS + read * _WORD_MS + len(self._kit) * _THING_MS) / 1000)
        self.whole_ms = self._left_ms = 1000 * seconds
        self._show()
        if before is not None:
            self.scale.choose(before)
            self._advise(before)
        self.scale.chosen.connect(self._answer)
        self.scale.answered.connect(self._count_anew)

    def _add_gentle(self, one: Instead, first: bool) -> Button:
        """Add a gentle routine to the advice; the first is what one is advised to do."""
        name = words.joined(one.name, words.say(messages.MIN, n=one.minutes))
        button = Button(self._look, name, "primary" if first else "secondary", "small")
        button.clicked.connect(lambda: self.instead.emit(one.id))
        self.advice.add_button(button)
        return button

    def _add_foot(self) -> None:
        """Add when to stop and the buttons, which stand still, whatever scrolls: one glance must do."""
        look = self._look
        self._stop_if = Text(look, words.STOP_IF, "body", "ink2")
        self.foot.addWidget(self._stop_if)
        self._emergency = Text(look, words.GET_HELP, "caption", "danger")
        self.foot.addWidget(self._emergency)
        buttons = nested(self.foot, QHBoxLayout())
        buttons.setSpacing(12)
        self._start = Button(look, "Start now", "primary", "large", icon="player-play-filled")
        self._start.clicked.connect(self.started)
        buttons.addWidget(self._start)
        self._back = Button(look, "Back", "secondary", "large")
        self._back.clicked.connect(self.left)
        self._back.set_tip(tip("Back", Do.LEAVE))
        buttons.addWidget(self._back)
        buttons.addStretch()
        help_ = Button(look, "When to get help", "text", icon="help-circle")
        help_.clicked.connect(self.help_asked)
        does(help_, "help")
        buttons.addWidget(help_)

    def _add_head(self, timeline: Timeline, position_ms: int) -> None:
        """Add the routine, its length, what to fetch, and what comes first; the countdown beside it."""
        to_come = _to_come(timeline, position_ms)
        minutes = words.minutes(timeline.length_ms - position_ms)
        length = words.say(messages.MINUTES_LEFT if position_ms else messages.MINUTES, n=minutes)
        kit = [words.KIT[item] for item in self._kit]
        need = (
            words.say(messages.YOU_NEED, things=words.listed(kit))
            if kit
            else "You need nothing but a little room."
        )
        first = to_come[0].exercise
        what = words.say(
            messages.ON_WITH if position_ms else messages.FIRST,
            name=first.name,
            position=words.position(first.position, first.equipment),
        )
        row = nested(self.content, QHBoxLayout())
        row.setSpacing(24)
        titles = nested(row, QVBoxLayout(), 1)
        titles.setSpacing(4)
        self._title = Text(self._look, timeline.routine.name, "page_title")
        titles.addWidget(self._title)
        self._needed, self._name = f"{length}. {need}", timeline.routine.name
        self._facts = Text(self._look, self._needed, "body", "ink2")
        titles.addWidget(self._facts)
        self._first = Text(self._look, what, "body", "ink2")
        titles.addWidget(self._first)
        titles.addWidget(self._says)
        titles.addStretch()
        row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)

    def fit(self, width: int, high: int) -> None:
        """In the lowest window a button alone leads to when to get help."""
        self._emergency.setHidden(high < self._look.px(_LOWEST))
        super().fit(width, high)

    def leave_out(self, without: int, width: int) -> None:
        """At 1 the ring and the buttons are small, there is less round it all, and the first exercise goes,
        which the stage shows; at 2 the name stands before what is needed, and when to stop is told in short;
        at 3 the name goes too.
        """
        self._count.set_small(without > 0)
        self._first.setHidden(without > 0)
        self._tighten_all(without > 0)
        self._title.setHidden(without > 1)
        self._facts.setText(f"{self._name}. {self._needed}" if without == 2 else self._needed)
        self._stop_if.setText(safety.IN_SESSION if without > 1 else words.STOP_IF)

    def _tighten_all(self, tight: bool) -> None:
        """Leave little round what is in it, and round the words of its buttons."""
        self.tighten(tight)
        self.foot.setSpacing(6 if tight else 12)
        self.content.setSpacing(4 if tight else 12)
        for button in (self._start, self._back):
            button.set_size("normal" if tight else "large")

    def take_focus(self) -> None:
        first = self._back if self.stops else self._start
        first = next((button for button in self._gentle if button.isVisible()), first)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def pass_time(self, ms: int) -> None:
        """Count `ms` down; at zero the session starts."""
        if self._held or self._left_ms <= 0:
            return
        self._left_ms -= ms
        self._show()
        if self._left_ms <= 0:
            self.started.emit()

    def hold(self, why: str = "") -> None:
        """Hold the countdown until the person starts the session; `why` is shown before that."""
        if not self._held or why:
            self._wait(why)

    def start_or_choose(self) -> None:
        """Start the session; where it is advised against, lead to what one is advised to do."""
        if self.stops:
            self.take_focus()
        else:
            self.started.emit()

    def _wait(self, why: str = "") -> None:
        self._held = True
        self._says.setText(f"{why} {CHOOSE if self.stops else WAITS}".strip())
        self._show()

    def _count_anew(self) -> None:
        """Count from the start: whoever has answered has yet to get into place."""
        if not self.stops:
            self._held, self._left_ms = False, self.whole_ms
            self._says.setText(COUNTS)
            self._show()
            self.counts_anew.emit()

    def _answer(self, discomfort: int) -> None:
        self._advise(discomfort)
        self.resized.emit()
        # In a low window it would be said below the edge; where it is is known once it is laid out.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        if self.advice.said:
            self._area.ensureWidgetVisible(self.advice)

    def _advise(self, discomfort: int) -> None:
        """Say what an answer means; with much discomfort there is a choice to make, so it waits."""
        advice = safety.before_session(discomfort, self._is_gentle)
        stops = self.stops = advice is not None and advice.level == "stop"
        self.advice.say(*(advice or ("", "", "")))
        self.advice.show_buttons(stops and bool(self._gentle))
        self._weigh(stops)
        if stops or self._held:
            self._wait()

    def _weigh(self, stops: bool) -> None:
        """Give the buttons the words and the weight they have where the advice is to stop, or is not."""
        self._start.set_words("Start all the same" if stops else "Start now")
        self._start.set_kind("secondary" if stops else "primary")
        back = "Rest today" if stops else "Back"
        self._back.set_words(back)
        self._back.set_tip(tip(back, Do.LEAVE))
        self._back.set_kind("primary" if stops and not self._gentle else "secondary")

    def _show(self) -> None:
        self._count.show_left(max(self._left_ms, 0), self.whole_ms, self._held)


def _to_come(timeline: Timeline, position_ms: int) -> Sequence[Part]:
    """The parts still to be played from a position on."""
    return timeline.parts[timeline.at(position_ms).segment.step :]


class _CountRing(QWidget):
    """A small ring with the seconds until the start."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._left_ms, self._whole_ms, self._held = LIE_DOWN_MS, LIE_DOWN_MS, False
        self._small = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(look, self.update)

    def sizeHint(self) -> QSize:
        side = self._look.px(_SMALL_RING if self._small else _RING)
        return QSize(side, side)

    def set_small(self, small: bool) -> None:
        """Be small, with the number alone, or show what it counts besides."""
        if small != self._small:
            self._small = small
            self.updateGeometry()
            self.update()

    def show_left(self, left_ms: int, whole_ms: int, held: bool) -> None:
        """Show what is left of the whole, in ms."""
        self._left_ms, self._whole_ms, self._held = left_ms, whole_ms, held
        seconds = -(-left_ms // 1000)
        self.setAccessibleName(
            "Starts when you are ready" if held else words.say(messages.STARTS_IN, n=seconds)
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, size = self._look.theme, float(self.width())
        band = ring.sectors((("rest", self._whole_ms),))
        box = QRectF(2, 2, size - 4, size - 4)
        middle = Qt.AlignmentFlag.AlignCenter
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring.paint_tracks(painter, box, band, 0, theme)
            if not self._held:
                ring.paint_moving(painter, box, band, 0, 1 - self._left_ms / self._whole_ms, theme)
            painter.setPen(theme.ink)
            painter.setFont(self._look.type(_SMALL_NUMBER if self._small else _NUMBER))
            seconds = -(-self._left_ms // 1000)
            number, unit = "–" if self._held else str(seconds), words.say(messages.SECONDS_LEFT, n=seconds)
            if self._small:
                painter.drawText(box, middle, number)
                return
            painter.drawText(box.adjusted(0, -14, 0, -14), middle, number)
            painter.setFont(self._look.font("caption_strong"))
            painter.setPen(theme.ink2)
            painter.drawText(box.adjusted(0, 44, 0, 0), middle, "waiting" if self._held else unit)


class Countdown(QObject):
    """Runs a panel's countdown by the clocks, until a sign of a person holds it.

    A stall does not count, since it was not seen. After a sleep it waits as well.
    """

    def __init__(
        self, panel: ReadyPanel, now: Callable[[], int], slept: Callable[[], int], stalled_ms: int
    ) -> None:
        super().__init__(panel)
        self._panel, self._now, self._slept, self._stalled_ms = panel, now, slept, stalled_ms
        self._began_ms = self._seen_ms = now()
        self._seen_slept_ms = slept()
        self._mouse: QPoint | None = None
        panel.counts_anew.connect(self._begin_anew)
        timer = QTimer(self)
        timer.setInterval(TICK_MS)
        timer.timeout.connect(self.tick)
        timer.start()

    def tick(self) -> None:
        """Look at the clocks."""
        now, slept = self._now(), self._slept()
        passed, slept_ms = now - self._seen_ms, slept - self._seen_slept_ms
        self._seen_ms, self._seen_slept_ms = now, slept
        if slept_ms > SLEPT_MS:
            self._panel.hold("Welcome back.")
        elif passed <= self._stalled_ms:
            self._panel.pass_time(passed)

    def _begin_anew(self) -> None:
        """Give the hand that answered as long to come to rest as the one that pressed Start."""
        self._began_ms = self._seen_ms = self._now()
        self._mouse = None

    def see(self, event: QEvent) -> None:
        """Hold the countdown at an event that only a person causes."""
        if event.type() in _OF_A_PERSON or (event.type() == QEvent.Type.MouseMove and self._is_moved(event)):
            self._panel.hold()

    def _is_moved(self, event: QEvent) -> bool:
        """Whether a person moves the mouse: not a hand leaving Start, nor a shaken table."""
        assert isinstance(event, QMouseEvent)
        at = event.globalPosition().toPoint()
        if self._mouse is None or self._now() - self._began_ms < SETTLED_MS:
            self._mouse = at
        return (at - self._mouse).manhattanLength() >= MOVED
