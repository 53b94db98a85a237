"""The offer to resume an interrupted session."""

from __future__ import annotations

from PySide6.QtCore import Signal

from guided.qt.theme import Look
from guided.qt.widgets.questionbar import QuestionBar


class ResumeBar(QuestionBar):
    """A bar over the pages: resume the session, or keep what was done and end it."""

    resumed = Signal()
    ended = Signal()

    def __init__(self, look: Look, sentence: str) -> None:
        super().__init__(look, "history", sentence, "Resume", "End it, keep what I did")
        self.accepted.connect(self.resumed)
        self.declined.connect(self.ended)
