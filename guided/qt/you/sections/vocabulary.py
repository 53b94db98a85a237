"""What the movements are called."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from guided import words
from guided.qt.context import Context
from guided.qt.you.asks import Asks
from guided.qt.you.rows import choice_row


def rows(context: Context, asks: Asks) -> Sequence[QWidget]:
    """The vocabulary on the screen and on paper."""
    return (
        choice_row(
            context,
            "vocabulary",
            "Words for the movement",
            "Used on the screen and on printed sheets",
            tuple((name, words.sentence(activity)) for name, (_, activity) in words.VOCABULARIES.items()),
            usual="stretching",
        ),
    )
