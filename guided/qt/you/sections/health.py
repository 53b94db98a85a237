"""What hurts, what to be careful with, where one does routines, and whom one sees about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from guided import messages, words
from guided.qt.context import Context
from guided.qt.widgets.button import Button
from guided.qt.you.asks import Asks
from guided.qt.you.rows import SettingRow, choice_row, text_row
from guided.qt.you.welcome import CAREFUL, SORE


def rows(context: Context, asks: Asks) -> Sequence[QWidget]:
    """The answers of the first run, each with a way to answer anew."""
    return (
        _question_row(context, asks, SORE, ("What hurts", "Change what hurts"), _sore),
        _question_row(
            context,
            asks,
            CAREFUL,
            ("What to be careful with", "Change what to be careful with"),
            _careful,
        ),
        choice_row(
            context,
            "place",
            "Where you exercise",
            "We suggest what can be done there",
            (("desk", "At a desk"), ("floor", "On the floor")),
        ),
        text_row(context, "practitioner", "Your practitioner", "Printed on your sheets, and shown on Today"),
        text_row(context, "practitioner_phone", "Their phone number"),
        text_row(context, "own_name", "Your own name", "On routines that you ask somebody to do"),
    )


def _question_row(
    context: Context, asks: Asks, question: str, names: tuple[str, str], said: Callable[[Context], str]
) -> SettingRow:
    """What was answered, in words by `said`, and a button that asks the question alone, by their names."""
    title, way = names
    change = Button(context.look, "Change", size="small")
    change.setAccessibleName(way)
    change.clicked.connect(lambda: asks.question.emit(question))
    row = SettingRow(context, title, said(context), change, lambda _: row.say(said(context)))
    return row


def _sore(context: Context) -> str:
    """What the person said; what was not answered is not taken for "nothing"."""
    settings = context.settings
    places = [words.SORE_PLACES[one] for one in settings.sore if one in words.SORE_PLACES]
    return _kept(words.listed(places), settings.sore_told, "Nothing hurts or is tight")


def _careful(context: Context) -> str:
    care, settings = context.library.care, context.settings
    things = [care[one].name for one in settings.careful_with if one in care]
    return _kept(words.names_listed(things), settings.careful_told, "Nothing")


def _kept(answer: str, told: bool, none: str) -> str:
    if not (answer or told):
        return "You have not said yet. What you say stays on this computer."
    return words.say(messages.KEPT_HERE, answer=words.sentence(answer) or none)
