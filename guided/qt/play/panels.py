"""The player's panels: getting ready, paused, something hurts, the list of exercises, ending."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from guided import safety, words
from guided.qt.play import ring
from guided.qt.theme import Look, Type, faded, follow
from guided.qt.widgets.advice import AdviceBox
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.scale import DiscomfortScale
from guided.qt.widgets.text import Text
from guided.routine import Exercise
from guided.timeline import Timeline

READY_MS = 10_000


class Instead(NamedTuple):
    """A gentle routine for a day that is not one for the planned one."""

    id: str
    name: str
    minutes: int


class Choice(NamedTuple):
    """A button of a panel: its words, its kind, and what it does."""

    words: str
    kind: str
    do: Callable[[], None]


class Overlay(Card):
    """A card over the stage: words that scroll where the window is too low, and buttons that stay."""

    wide = 380  # px at 100 % text size

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, padding=28)
        self.setAccessibleName(name)
        self.body.setSpacing(16)
        self._content = QWidget()
        self.content = QVBoxLayout(self._content)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(12)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setMinimumHeight(1)  # or a short text gets the room of a long one
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._content)
        self._area.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)  # which the area has just turned on
        self.body.addWidget(self._area, 1)
        self.foot = QVBoxLayout()
        self.foot.setSpacing(12)
        self.body.addLayout(self.foot)

    def width_wanted(self) -> int:
        """How wide it likes to be."""
        return self._look.px(self.wide)

    def height_wanted(self, width: int) -> int:
        """How high it is at that width with everything in sight."""
        inner = width - 56
        high = max(self.content.heightForWidth(inner), self.content.minimumSize().height())
        return high + self.foot.sizeHint().height() + 56 + (16 if self.foot.count() else 0)

    def take_focus(self) -> None:
        """Puts the focus where Enter does the usual thing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)


class Panel(Overlay):
    """A title, a few sentences, and buttons under each other; those that are text alone share the last row.

    The first button has the focus; up and down move it, Enter presses, Escape takes the first unless
    it has something of its own to do.
    """

    def __init__(
        self,
        look: Look,
        title: str,
        sentences: Sequence[str],
        choices: Sequence[Choice],
        escape: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(look, title)
        self._escape = escape or choices[0].do
        self.content.addWidget(Text(look, title, "section"))
        for sentence in sentences:
            self.content.addWidget(Text(look, sentence, "body", "ink2"))
        self.content.addStretch()
        self._buttons = []
        quiet = QHBoxLayout()
        for choice in choices:
            button = Button(look, choice.words, choice.kind)
            button.clicked.connect(choice.do)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            if choice.kind == "text":
                quiet.addWidget(button)
            else:
                self.foot.addWidget(button)
            self._buttons.append(button)
        self.foot.addLayout(quiet)

    def take_focus(self) -> None:
        self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)


class Veil(QWidget):
    """What dims the stage while getting ready."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), faded(self._look.theme.canvas, 0.88))


class ReadyPanel(Overlay):
    """Before a session: how it feels now, what to fetch, when to stop, and ten seconds to lie down.

    The countdown runs on time it is given, so nothing needs to be touched; Enter starts at once. An
    answer gives all of its time again; with much discomfort it waits, as there is something to choose.
    """

    wide = 760
    started = Signal()
    instead = Signal(str)
    """Another routine (id) in place of this one."""
    help_asked = Signal()
    resized = Signal()
    """It says more or less than before."""

    def __init__(
        self,
        look: Look,
        timeline: Timeline,
        care: str = "",
        gentle: Sequence[Instead] = (),
        step: int = 0,
    ) -> None:
        super().__init__(look, "Get ready")
        self._left_ms = READY_MS
        self._held = self._too_much = False
        self._is_gentle = timeline.routine.id in safety.GENTLE
        kit = list(dict.fromkeys(words.KIT[k] for part in timeline.parts for k in part.exercise.equipment))
        length = words.plural(words.minutes(timeline.length_ms), "minute")
        need = f"You need {words.listed(kit)}." if kit else "You need nothing but a little room."
        first = timeline.parts[step].exercise
        what = f"{'On with' if step else 'First'}: {first.name}. {words.POSITIONS[first.position]}."
        row = QHBoxLayout()
        row.setSpacing(24)
        titles = QVBoxLayout()
        titles.setSpacing(4)
        titles.addWidget(Text(look, timeline.routine.name, "page_title"))
        titles.addWidget(Text(look, f"{length}. {need}", "body", "ink2"))
        titles.addWidget(Text(look, what, "body", "ink2"))
        titles.addStretch()
        row.addLayout(titles, 1)
        self._count = _Countdown(look)
        row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(row)
        self.content.addSpacing(8)
        self.content.addWidget(Text(look, "How much discomfort is there now?", "body_strong"))
        self.scale = DiscomfortScale(look)
        self.scale.chosen.connect(self._show_advice)
        self.content.addWidget(self.scale)
        self.advice = AdviceBox(look)
        self._gentle = [Button(look, f"{one.name}, {one.minutes} min", size="small") for one in gentle]
        for button, one in zip(self._gentle, gentle, strict=True):
            button.clicked.connect(lambda _=False, one=one: self.instead.emit(one.id))
            self.advice.add_button(button)
        self.content.addWidget(self.advice)
        self.care = AdviceBox(look)
        self.care.say("less", "", care)
        self.content.addWidget(self.care)
        self.content.addSpacing(4)
        self.content.addWidget(Text(look, words.STOP_IF, "body", "ink2"))
        self.content.addWidget(Text(look, words.GET_HELP, "caption", "danger"))
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        self._start = Button(look, "Start now", "primary", "large", icon="player-play-filled")
        self._start.clicked.connect(self.started)
        self._wait = Button(look, "Wait for me", "secondary", "large")
        self._wait.clicked.connect(self.hold)
        buttons.addWidget(self._start)
        buttons.addWidget(self._wait)
        buttons.addStretch()
        help_ = Button(look, "When to get help", "text", icon="help-circle")
        help_.clicked.connect(self.help_asked)
        buttons.addWidget(help_)
        self.foot.addLayout(buttons)
        self._show()

    def take_focus(self) -> None:
        first = next((button for button in self._gentle if button.isVisible()), self._start)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def pass_time(self, ms: int) -> None:
        """So much time went by; at the end of the countdown the session starts."""
        if self._waits or self._left_ms <= 0:
            return
        self._left_ms -= ms
        self._show()
        if self._left_ms <= 0:
            self.started.emit()

    def hold(self) -> None:
        """Stops the countdown: the session starts when the person says so."""
        self._held = True
        self._show()

    @property
    def _waits(self) -> bool:
        return self._held or self._too_much

    def _show_advice(self, discomfort: int) -> None:
        advice = safety.before_session(discomfort, self._is_gentle)
        stops = advice is not None and advice.level == "stop"
        self.advice.say(*(advice or ("", "", "")))
        self.advice.show_buttons(stops and bool(self._gentle))
        self._start.set_words("Start all the same" if stops else "Start now")
        self._too_much, self._left_ms = stops, READY_MS
        self._show()
        self.resized.emit()
        # In a low window it would be said below the edge; where it is is known once it is laid out.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        if advice is not None:
            self._area.ensureWidgetVisible(self.advice)

    def _show(self) -> None:
        self._wait.setVisible(not self._waits)
        self._count.show_left(max(self._left_ms, 0), READY_MS, self._waits)


class HurtPanel(Overlay):
    """Something hurts: two questions, and after each what to do. Escape leaves the session paused."""

    wide = 460
    stopped = Signal()
    easier = Signal()
    smaller = Signal()
    skipped = Signal()
    left = Signal()
    help_asked = Signal()

    def __init__(self, look: Look, exercise: Exercise) -> None:
        super().__init__(look, "That hurts")
        self.content.addWidget(Text(look, "That hurts", "section"))
        self._ask("Sharp or electric? Tingling or numb?", "Stop for today.")
        for reason in exercise.stop_if[:2]:
            self.content.addWidget(Text(look, f"Stop this one if {reason}.", "body", "ink2"))
        self._stop = self._offer("Stop for today", "primary", self.stopped)
        self.content.addSpacing(8)
        self._ask("A strong pull?", "Make it smaller.")
        self._offer("Easier version", "secondary", self.easier)
        self._offer("Go on, smaller", "secondary", self.smaller)
        self._offer("Skip this exercise", "secondary", self.skipped)
        self.content.addSpacing(8)
        self.content.addWidget(Text(look, words.GET_HELP, "caption", "danger"))
        self._offer("When to get help", "text", self.help_asked, "help-circle")
        self.content.addStretch()

    def take_focus(self) -> None:
        self._stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self, question: str, answer: str) -> None:
        self.content.addWidget(Text(self._look, question, "body_strong"))
        self.content.addWidget(Text(self._look, answer, "body"))

    def _offer(self, does: str, kind: str, told: SignalInstance, icon: str = "") -> Button:
        button = Button(self._look, does, kind, icon=icon)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: told.emit())
        self.content.addWidget(button)
        return button


class _Countdown(QWidget):
    """A small ring with the seconds until the start."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._left_ms, self._whole_ms, self._held = READY_MS, READY_MS, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(look, self.update)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(112), self._look.px(112))

    def show_left(self, left_ms: int, whole_ms: int, held: bool) -> None:
        """Shows how much is left of the whole."""
        self._left_ms, self._whole_ms, self._held = left_ms, whole_ms, held
        seconds = -(-left_ms // 1000)
        self.setAccessibleName("Starts when you are ready" if held else f"Starts in {seconds} s")
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
            painter.setFont(self._look.type(Type(40, 48, 700, -2.0)))
            number = "–" if self._held else str(-(-self._left_ms // 1000))
            painter.drawText(box.adjusted(0, -10, 0, -10), middle, number)
            painter.setFont(self._look.font("caption_strong"))
            painter.setPen(theme.ink2)
            painter.drawText(box.adjusted(0, 44, 0, 20), middle, "waiting" if self._held else "seconds")


class StepList(Overlay):
    """The exercises of the session, to see where one is and to go elsewhere."""

    wide = 460
    chosen = Signal(int)
    change_asked = Signal()
    """The exercise under way is to be another, or played otherwise."""
    closed = Signal()

    def __init__(self, look: Look, timeline: Timeline, current: int) -> None:
        super().__init__(look, "Exercises")
        self.content.setSpacing(0)
        self._rows = []
        for step, part in enumerate(timeline.parts):
            start, end = timeline.step_span(step)
            row = _StepRow(look, step + 1, part.exercise.name, part.dose[0], words.clock(end - start))
            row.set_current(step == current)
            row.clicked.connect(lambda _=False, step=step: self.chosen.emit(step))
            self.content.addWidget(row)
            self._rows.append(row)
        self.content.addStretch()
        self._current = current
        change = Button(look, "Change this exercise", "secondary")
        change.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        change.clicked.connect(self.change_asked)
        self.foot.addWidget(change)

    def take_focus(self) -> None:
        row = self._rows[self._current]
        row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_L):
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class _StepRow(Button):
    """A row of the list: number, name, dose and length."""

    def __init__(self, look: Look, number: int, name: str, dose: str, length: str) -> None:
        self._cells = (str(number), name, dose, length)
        self._current = False
        super().__init__(look, f"{number}. {name}, {dose}, {length}", "text")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_current(self, current: bool) -> None:
        """Marks the exercise under way."""
        self._current = current
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(300), self.look.px(64))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.look.px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, look = self.look.theme, self.look
        number, name, dose, length = self._cells
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            clear = theme.surface
            painter.setBrush(
                theme.primary_soft if self._current else self.shade(clear, theme.sunken, theme.line)
            )
            painter.drawRoundedRect(self.box(), 12, 12)
            ink = theme.on_primary_soft if self._current else theme.ink
            painter.setPen(ink)
            painter.setFont(look.font("body_strong"))
            left, right = look.px(48), look.px(72)
            metrics = painter.fontMetrics()
            painter.drawText(QRectF(0, 0, left, self.height()), Qt.AlignmentFlag.AlignCenter, number)
            room = self.width() - left - right
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QPointF(left, self.height() / 2 - look.px(3)), shown)
            painter.setFont(look.font("caption"))
            painter.setPen(theme.ink2)
            painter.drawText(QPointF(left, self.height() / 2 + look.px(17)), dose)
            spot = QRectF(self.width() - right, 0, right - 14, self.height())
            painter.drawText(spot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, length)


class KeyHints(QWidget):
    """A few keys and what they do, as on a keyboard."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._hints: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(look, self.updateGeometry)

    def show_hints(self, *hints: tuple[str, str]) -> None:
        """Shows keys with their meanings."""
        if hints != self._hints:
            self._hints = hints
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._lay_out(None)), self._look.px(28))

    def changeEvent(self, event: QEvent) -> None:
        self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._lay_out(painter)

    def _lay_out(self, painter: QPainter | None) -> float:
        """Draws the hints, or only measures how wide they are."""
        key_font, font = self._look.font("caption_strong"), self._look.font("caption")
        x = 1.0
        for key, meaning in self._hints:
            wide = QFontMetricsF(key_font).horizontalAdvance(key) + 18
            long = QFontMetricsF(font).horizontalAdvance(meaning)
            if painter is not None:
                theme = self._look.theme
                box = QRectF(x + 0.5, (self.height() - 24) / 2, wide, 24)
                painter.setPen(QPen(theme.line2, 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box, 6, 6)
                painter.setFont(key_font)
                painter.setPen(theme.ink)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
                painter.setFont(font)
                painter.setPen(theme.ink2)
                spot = QRectF(box.right() + 6, 0, long + 4, self.height())
                painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter, meaning)
            x += wide + 6 + long + 16
        return x - 14
