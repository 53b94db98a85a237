"""When a programme that is edited moves on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from guided.editing.programmes import ALWAYS_ON
from guided.programme import Rules
from guided.qt.theme import Look
from guided.qt.widgets.card import Card
from guided.qt.widgets.choice import Segmented, Switch
from guided.qt.widgets.nest import nested
from guided.qt.widgets.text import Text

DONE = ((50, "Half"), (80, "80 %"), (100, "All"))
AFTER = ((2, "2"), (3, "3"), (4, "4"), (5, "5"))
_CHECKS, _NO_WORSE = "Move on only when it went well", "And no worse the day after"


class RulesCard(Card):
    """Whether a session has to go well for the next to come, and what that means; `chosen` has the Rules."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._look = look
        self._rules = Rules()
        self.body.setSpacing(8)
        self.checks = self._switch(_CHECKS)
        self.checks.clicked.connect(self._check)
        self.body.addWidget(Text(look, "Otherwise the same session comes again.", "caption", "ink2"))
        self._means: list[QWidget] = []
        self.done = self._choice("How much of it is done, at least", DONE)
        self.done.chosen.connect(lambda done: self._change(done=done))
        self.after = self._choice("Discomfort afterwards, at most", AFTER)
        self.after.chosen.connect(lambda after: self._change(after=after))
        self.no_worse = self._switch(_NO_WORSE)
        self.no_worse.clicked.connect(lambda: self._change(not_worse=self.no_worse.isChecked()))

    def show_rules(self, rules: Rules) -> None:
        """Show the rules there are; a number of the file that is not offered here is left unchosen."""
        self._rules = rules
        checks = (rules.done, rules.after, rules.not_worse) != (
            ALWAYS_ON.done,
            ALWAYS_ON.after,
            ALWAYS_ON.not_worse,
        )
        self.checks.setChecked(checks)
        for widget in (*self._means, self.no_worse):
            widget.setEnabled(checks)
        self.done.choose(rules.done)
        self.after.choose(rules.after)
        self.no_worse.setChecked(rules.not_worse)

    def _check(self) -> None:
        usual = Rules() if self.checks.isChecked() else ALWAYS_ON
        self._change(done=usual.done, after=usual.after, not_worse=usual.not_worse)

    def _change(self, **changed: Any) -> None:
        self.chosen.emit(replace(self._rules, **changed))

    def _switch(self, title: str) -> Switch:
        row = nested(self.body, QHBoxLayout())
        row.addWidget(Text(self._look, title, "body_strong"), 1)
        switch = Switch(self._look, title)
        row.addWidget(switch, 0, Qt.AlignmentFlag.AlignVCenter)
        return switch

    def _choice(self, title: str, choices: Sequence[tuple[object, str]]) -> Segmented:
        self.body.addSpacing(4)
        self.body.addWidget(Text(self._look, title, "body_strong"))
        choice = Segmented(self._look, title, choices, choices[0][0])
        self.body.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        self._means.append(choice)
        return choice
