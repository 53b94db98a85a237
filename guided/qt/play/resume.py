"""The offer to resume an interrupted session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from guided import messages, words
from guided.library import Library
from guided.plan import Unplayable
from guided.qt.theme import Look
from guided.qt.widgets.questionbar import QuestionBar
from guided.resuming import TakenUp, cut_off

if TYPE_CHECKING:
    from guided.history.records import Unfinished


class ResumeBar(QuestionBar):
    """A bar over the pages: resume the session, or keep what was done and end it."""

    resumed = Signal()
    ended = Signal()

    def __init__(self, look: Look, sentence: str) -> None:
        super().__init__(look, "history", sentence, "Resume", "End it, keep what I did")
        self.accepted.connect(self.resumed)
        self.declined.connect(self.ended)


def taken_up(unfinished: Unfinished, library: Library) -> TakenUp | None:
    """An unfinished session as it goes on; None if its routine has changed since."""
    try:
        return cut_off(unfinished.so_far, unfinished.plan_json, unfinished.reps, library)
    except Unplayable:
        return None


def question(unfinished: Unfinished, library: Library) -> str:
    """Whether to go on: with how much of it done, and where that would be."""
    record, taken = unfinished.so_far, taken_up(unfinished, library)
    done = words.done_share(record.reps_done, record.reps_planned)
    if taken is None:
        return words.say(messages.STOPPED_WITH, name=record.routine_name, done=done)
    return words.say(messages.STOPPED_WITH_AT, name=record.routine_name, done=done, place=taken.place)
