"""A reminder in the window, for desktops that show none."""

from __future__ import annotations

from PySide6.QtCore import Signal

from guided.qt.desktop.notices import Notice
from guided.qt.theme import Look
from guided.qt.widgets.questionbar import QuestionBar


class ReminderBar(QuestionBar):
    """A notice with its buttons over the pages."""

    answered = Signal(str)
    """The chosen action."""

    def __init__(self, look: Look, notice: Notice) -> None:
        (first, accept), (second, decline), *others = (
            (action, words) for action, words in notice.buttons.items() if action != "default"
        )
        super().__init__(look, "bell", notice.body, accept, decline)
        self.accepted.connect(lambda: self.answered.emit(first))
        self.declined.connect(lambda: self.answered.emit(second))
        for action, words in others:
            self.add_answer(words).clicked.connect(lambda _=False, action=action: self.answered.emit(action))
