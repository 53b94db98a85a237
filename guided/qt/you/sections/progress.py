"""How one looks back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from guided import messages, words
from guided.qt.context import Context
from guided.qt.you.asks import Asks
from guided.qt.you.rows import slider_row


def rows(context: Context, asks: Asks) -> Sequence[QWidget]:
    """A goal for the week."""
    return (
        slider_row(
            context, "weekly_goal", "Minutes a week", "A goal to draw as a line, or none", 1, 15, _minutes
        ),
    )


def _minutes(value: float) -> str:
    return words.say(messages.MIN, n=value) if value else "None"
