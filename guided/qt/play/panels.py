"""The player's panels: a question with its answers, what hurts, and how much discomfort."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from guided import messages, safety, words
from guided.qt.actions import does
from guided.qt.play.stage import PAUSED
from guided.qt.theme import Look
from guided.qt.widgets.advice import AdviceBox
from guided.qt.widgets.button import Button
from guided.qt.widgets.nest import nested
from guided.qt.widgets.overlay import Overlay
from guided.qt.widgets.scale import DiscomfortScale
from guided.qt.widgets.text import Text
from guided.routine import Exercise

_BESIDE = 72  # px of a panel's width that are not its buttons': its edges and a scroll bar


class Answer(NamedTuple):
    """A button of a panel: its words, its kind, its action, and fewer words where there is little room."""

    words: str
    kind: str
    do: Callable[[], object]
    short: str = ""


class Panel(Overlay):
    """A title, a few sentences, and a column of buttons; quiet ones share rows below.

    The first button has the focus; up and down move it, Enter presses. In a low window all but the first
    share rows; what has no room even so scrolls, but never the sentences: when to stop is among them.
    """

    shortest = 2

    def __init__(self, look: Look, title: str, sentences: Sequence[str], answers: Sequence[Answer]) -> None:
        super().__init__(look, title)
        self._title = Text(look, title, "section")
        self.head.addWidget(self._title)
        for sentence in sentences:
            self.head.addWidget(Text(look, sentence, "body", "ink2"))
        self._answers = answers
        self._buttons = [self._answer(answer) for answer in answers]
        self._framed = sum(answer.kind != "text" for answer in answers)
        self._grid = nested(self.content, QGridLayout())
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self.content.addStretch()
        self.leave_out(0, 0)

    def tell_state(self, told: bool) -> None:
        self._title.setVisible(told or self._title.text() != PAUSED[0])

    def leave_out(self, without: int, width: int) -> None:
        """Put the quiet buttons two a row, if they have room beside a scroll bar; at 1 all but the first are,
        with fewer words, and at 2 they are lower too.
        """
        self.tighten(without > 0)
        self.head.setSpacing(4 if without else 12)
        self._grid.setSpacing(4 if without else 8)
        size = ("", "small", "slim")[without]
        for button, answer in zip(self._buttons, self._answers, strict=True):
            button.set_words(answer.short if without and answer.short else answer.words)
            button.set_size(size or ("normal" if answer.kind == "primary" else "small"))
        alone = 1 if without else self._framed
        shared = self._buttons[alone:]
        needed = [button.minimumSizeHint() if without else button.sizeHint() for button in shared]
        widest = max((size.width() for size in needed), default=0)
        columns = 2 if 2 * widest + self._grid.spacing() <= width - _BESIDE else 1
        for row, button in enumerate(self._buttons[:alone]):
            self._grid.addWidget(button, row, 0, 1, 2)
        for number, button in enumerate(shared):
            row, column = divmod(number, columns)
            left_over = column == 0 and number == len(shared) - 1
            self._grid.addWidget(button, alone + row, column, 1, 2 if left_over else 2 // columns)

    def _answer(self, answer: Answer) -> Button:
        button = self.button(answer.words, answer.kind)
        button.clicked.connect(answer.do)
        return button

    def take_focus(self) -> None:
        self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)


class HurtPanel(Overlay):
    """Something hurts: questions, each followed by what one can do; `easier` names an easier version."""

    wide = 460
    shortest = 1
    stopped = Signal()
    easier = Signal()
    smaller = Signal()
    skipped = Signal()
    eased = Signal()
    left = Signal()
    help_asked = Signal()

    def __init__(self, look: Look, exercise: Exercise, easier: str | None) -> None:
        super().__init__(look, "That hurts")
        self.content.setSpacing(8)
        title = nested(self.head, QHBoxLayout())
        title.addWidget(Text(look, "That hurts", "section"), 1)
        self._ask("Sharp or electric? Tingling or numb?")
        self._stop = self._offer("Stop for today", "primary", self.stopped)
        self.content.addSpacing(8)
        self._ask("A strong pull?")
        self._offer("Go on, half as far", "secondary", self.smaller)
        if easier is not None:
            self._offer("Easier version", "secondary", self.easier).set_tip(easier)
        self._offer("Skip this exercise", "secondary", self.skipped)
        self.content.addSpacing(8)
        self._ask("Does it only ache?")
        self._offer("Ease off a little", "secondary", self.eased)
        for reason in exercise.stop_if[:2]:
            self.content.addWidget(
                Text(look, words.say(messages.STOP_THIS_ONE_IF, sign=reason), "body", "ink2")
            )
        self.content.addSpacing(8)
        self.content.addWidget(Text(look, words.GET_HELP, "caption", "danger"))
        does(self._offer("When to get help", "text", self.help_asked, "help-circle"), "help")
        self.content.addStretch()
        back = Button(look, "Back", "text", "small")
        back.clicked.connect(self.left)
        title.addWidget(back)

    def leave_out(self, without: int, width: int) -> None:
        """At 1 there is less round it all."""
        self.tighten(without > 0)
        self.content.setSpacing(4 if without else 8)

    def take_focus(self) -> None:
        self._stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, question: str) -> None:
        self.content.addWidget(Text(self._look, question, "body_strong"))

    def _offer(self, does: str, kind: str, told: SignalInstance, icon: str = "") -> Button:
        button = self.button(does, kind, icon, "normal" if kind == "primary" else "small")
        button.clicked.connect(lambda: told.emit())
        self.content.addWidget(button)
        return button


class FeelPanel(Overlay):
    """The discomfort asked again during the session; `value` is the answer before.

    Where the advice is to stop, that is the main button and Enter's.
    """

    wide = 600
    left = Signal()
    ended = Signal()
    resized = Signal()
    """Its size has changed."""

    def __init__(self, look: Look, value: int | None, gentle: bool) -> None:
        super().__init__(look, "Discomfort")
        self._is_gentle, self.stops = gentle, False
        self.content.addWidget(Text(look, "How is the discomfort now?", "section"))
        self.scale = DiscomfortScale(look)
        self.content.addWidget(self.scale)
        self.advice = AdviceBox(look)
        self.content.addWidget(self.advice)
        self.content.addStretch()
        self._go_on = self.button("Go on", "primary")
        self._go_on.clicked.connect(self.left)
        self._end = self.button("End session")
        self._end.clicked.connect(self.ended)
        self.foot.addWidget(self._go_on)
        self.foot.addWidget(self._end)
        if value is not None:
            self.scale.choose(value)
            self._advise(value)
        self.scale.chosen.connect(self._answer)

    def take_focus(self) -> None:
        main = self._end if self.stops else self._go_on
        main.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answer(self, value: int) -> None:
        self._advise(value)
        self.take_focus()
        self.resized.emit()

    def _advise(self, value: int) -> None:
        advice = safety.before_session(value, self._is_gentle)
        self.advice.say(*(advice or ("", "", "")))
        self.stops = advice is not None and advice.level == "stop"
        self._go_on.set_kind("secondary" if self.stops else "primary")
        self._end.set_kind("primary" if self.stops else "secondary")
