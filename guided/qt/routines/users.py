"""In which routines an exercise is, on the page where it stands by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from guided import messages, words
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.text import Text
from guided.routine import Exercise, Routine


def users_card(
    look: Look, exercise: Exercise, routines: Sequence[Routine], chosen: Callable[[str], object]
) -> Card:
    """A card with a button for each routine, which leads to it by its id."""
    card, buttons = Card(look, padding=20), Flow(8, 8)
    card.body.setSpacing(10)
    card.body.addWidget(Text(look, words.say(messages.ROUTINES_WITH, exercise=exercise.name), "card_title"))
    for one in routines:
        button = Button(look, one.name, "secondary", "small")
        button.clicked.connect(lambda _=False, name=one.id: chosen(name))
        buttons.add(button)
    card.body.addWidget(buttons)
    return card
