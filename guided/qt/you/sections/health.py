"""What hurts, what to be careful with, where the computer stands, and whom one sees about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from guided import messages, words
from guided.qt.context import Context
from guided.qt.widgets.button import Button
from guided.qt.you.asks import Asks
from guided.qt.you.rows import SettingRow, choice_row, text_row
from guided.settings import Settings


def rows(context: Context, asks: Asks) -> Sequence[QWidget]:
    """The answers of the first run, and a way to answer anew."""
    change = Button(context.look, "Change", size="small")
    change.setAccessibleName("Change what hurts and what to be careful with")
    change.clicked.connect(asks.introduction)
    title, now = "What hurts, what to be careful with", _said(context.settings)
    answers = SettingRow(context, title, now, change, lambda settings: answers.say(_said(settings)))
    return (
        answers,
        choice_row(
            context,
            "place",
            "Where your laptop is while you move",
            "We suggest routines you can see from there",
            (("desk", "On a desk or table"), ("floor", "On the floor beside me")),
        ),
        text_row(context, "practitioner", "Your practitioner", "Printed on your sheets, and shown on Today"),
        text_row(context, "practitioner_phone", "Their phone number"),
        text_row(context, "own_name", "Your own name", "On routines that you set for somebody else"),
    )


def _said(settings: Settings) -> str:
    """What the person said; what was not answered is not taken for "nothing"."""
    places = [words.SORE_PLACES[one] for one in settings.sore if one in words.SORE_PLACES]
    many = len(settings.careful_with)
    if not (places or many or settings.sore_told or settings.careful_told):
        return "You have not said yet. What you say stays on this computer."
    sore = "Nothing hurts" if settings.sore_told else "You have not said what hurts"
    careful = (
        "Nothing to be careful with" if settings.careful_told else "You have not said what to be careful with"
    )
    return words.say(
        messages.WHAT_HURTS,
        places=words.sentence(words.listed(places)) or sore,
        careful=words.say(messages.CAREFUL_WITH, n=many) if many else careful,
    )
