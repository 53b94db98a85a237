"""What the movements are called, and how days and numbers are written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from guided import messages, words
from guided.qt.context import Changed, Context
from guided.qt.you.asks import Asks
from guided.qt.you.rows import choice_row, heed


def rows(context: Context, asks: Asks) -> Sequence[QWidget]:
    """The vocabulary on the screen and on paper, and the language of dates."""
    named = choice_row(
        context,
        "vocabulary",
        "Words for the movement",
        "",
        tuple((name, words.sentence(activity)) for name, (_, activity) in words.VOCABULARIES.items()),
        usual="stretching",
    )

    def show() -> None:
        named.say(words.say(messages.HOLD_IS_CALLED, hold=words.held(context.settings.vocabulary)))

    heed(named, context, Changed.SETTINGS, show)
    return (
        named,
        choice_row(
            context,
            "locale",
            "Days and numbers",
            "28 Jul and 2.6, or 28. Juli and 2,6",
            (("system", "System"), ("en", "English"), ("de", "German")),
        ),
    )
