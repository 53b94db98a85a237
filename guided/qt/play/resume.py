"""The offer to go on with a session that was cut off."""

from __future__ import annotations

from PySide6.QtCore import Signal

from guided.qt.theme import Look
from guided.qt.widgets.questionbar import QuestionBar


class ResumeBar(QuestionBar):
    """A bar over the pages: go on with the session, or keep what was done of it and be done."""

    resumed = Signal()
    ended = Signal()

    def __init__(self, look: Look, sentence: str) -> None:
        super().__init__(look, "history", sentence, "Resume", "End it, keep what I did")
        self.accepted.connect(self.resumed)
        self.declined.connect(self.ended)
