"""Where everything of a session is, and what must not lie over it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from guided import messages, words
from guided.qt.play.surface import Surface
from guided.qt.theme import Look
from guided.timeline import compile_routine
from tests.fakes import Clock
from tests.qt.shipped import library

SHADOW = (26, 8, -26, -26)  # px of a message's own shadow


def surface_of(qtbot: QtBot, look: Look, size: tuple[int, int]) -> Surface:
    surface = Surface(look, Clock())
    qtbot.addWidget(surface)
    surface.resize(*size)
    surface.show()
    return surface


def said_over_heads(surface: Surface, routine_id: str) -> list[str]:
    """The exercises of a routine whose head is under what is said of them."""
    timeline = compile_routine(library().routines[routine_id], library())
    surface.stage.show_timeline(timeline)
    covered = []
    for step, part in enumerate(timeline.parts):
        surface.stage.show_moment(timeline.at(timeline.step_span(step)[1] - 1), {})
        surface.toast.say(
            words.say(messages.TO_MAKE_IT_EASIER, how=part.exercise.easier_by or "move less far."),
            "Change",
            lambda: None,
        )
        head, said = surface.stage.heads(), surface.toast.geometry().adjusted(*SHADOW)
        drawing = part.exercise.drawing
        assert surface.rect().contains(head) or drawing.words or drawing.framed
        if said.intersects(head):
            covered.append(part.exercise.id)
    return covered


@pytest.mark.parametrize("size", [(1280, 800), (960, 600), (800, 560), (1920, 1080)])
def test_what_is_said_leaves_every_head_in_sight(qtbot: QtBot, look: Look, size: tuple[int, int]) -> None:
    for routine_id in library().routines:
        assert said_over_heads(surface_of(qtbot, look, size), routine_id) == [], routine_id


def test_what_is_said_keeps_clear_of_the_sides_above_it(qtbot: QtBot, look: Look) -> None:
    surface = surface_of(qtbot, look, (1280, 800))
    timeline = compile_routine(library().routines["deep-hip"], library())
    surface.stage.show_timeline(timeline)
    for step in range(len(timeline.parts)):
        surface.stage.show_moment(timeline.at(timeline.step_span(step)[1] - 1), {})
        surface.toast.say("Only as far as it stays easy")
        chips: QRect = surface.stage.layout_now().chips.toAlignedRect()
        assert surface.toast.geometry().adjusted(*SHADOW).top() >= chips.bottom() + 6
