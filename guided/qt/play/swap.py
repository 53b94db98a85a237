"""The player's panel to change the exercise: fewer reps, another exercise, or another method."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from guided import messages, words
from guided.choices import Options
from guided.part import Part
from guided.prescription import in_a_line
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.overlay import Overlay
from guided.qt.widgets.text import Text


class SwapPanel(Overlay):
    """The alternatives for the current exercise, the one asked for most first.

    `as_methods` is the part by each of its methods, and `may_be_fewer` whether it may have fewer reps. Reps
    done so far stay done, and the panel says so.
    """

    wide = 460
    fewer = Signal()
    another = Signal()
    easier = Signal()
    harder = Signal()
    method = Signal(str)
    left = Signal()

    def __init__(
        self, look: Look, part: Part, options: Options, as_methods: Sequence[Part], may_be_fewer: bool
    ) -> None:
        super().__init__(look, "Change this exercise")
        exercise = part.exercise
        self.content.addWidget(Text(look, "Change this exercise", "section"))
        now = words.say(messages.CHANGE_EXERCISE, name=exercise.name)
        self.content.addWidget(Text(look, now, "body", "ink2"))
        self._buttons: list[Button] = []
        if may_be_fewer:
            self._offer("Fewer: about half of what is left").clicked.connect(self.fewer)
        if options.another is not None:
            self._offer(words.say(messages.ANOTHER, name=options.another.name)).clicked.connect(self.another)
        if options.instead is not None:
            self._offer(words.say(messages.NOW_INSTEAD, name=options.instead.name)).clicked.connect(
                self.easier
            )
        elif options.easier is not None:
            self._offer(words.say(messages.EASIER, what=options.easier.name)).clicked.connect(self.easier)
        elif exercise.easier_by:
            self.content.addWidget(
                Text(look, words.say(messages.EASIER, what=exercise.easier_by), "body", "ink2")
            )
        if options.harder is not None:
            self._offer(words.say(messages.HARDER, what=options.harder.name)).clicked.connect(self.harder)
        elif options.harder_by:
            self.content.addWidget(
                Text(look, words.say(messages.HARDER, what=options.harder_by), "body", "ink2")
            )
        others = [one for one in as_methods if one.method.id != part.method.id]
        if others:
            self.content.addSpacing(4)
            self.content.addWidget(Text(look, "Play it as", "body_strong"))
        for one in others:
            button = self._offer(f"{one.method.name}: {in_a_line(one.dose)}")
            button.set_tip(one.method.summary)
            button.clicked.connect(lambda _=False, name=one.method.id: self.method.emit(name))
        self.content.addStretch()
        self._back = self.button("Keep it as it is", "text")
        self._back.clicked.connect(self.left)
        self.foot.addWidget(self._back)

    def take_focus(self) -> None:
        (self._buttons or [self._back])[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, does: str) -> Button:
        button = self.button(does)
        self.content.addWidget(button)
        self._buttons.append(button)
        return button
