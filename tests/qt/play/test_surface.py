"""Where everything of a session is, and what must not lie over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import shiboken6

from guided import messages, words
from guided.qt.play.figure_layer import Placed
from guided.qt.play.surface import Surface
from guided.qt.theme import Look
from guided.settings import Settings
from guided.timeline import compile_routine
from tests.fakes import Clock
from tests.qt.shipped import library

SHADOW = (26, 8, -26, -26)  # px of a message's own shadow


@contextmanager
def surface_of(look: Look, size: tuple[int, int], text_size: int = 100) -> Iterator[Surface]:
    """A surface in a shown window, gone afterwards whatever comes of it."""
    look.use(Settings(theme="light", motion="reduced", text_size=text_size))
    surface = Surface(look, Clock())
    surface.resize(*size)
    surface.show()
    try:
        yield surface
    finally:
        shiboken6.delete(surface)


def at_the_ends(surface: Surface, routine_id: str) -> Iterator[tuple[str, Placed]]:
    """Every exercise of a routine (id) at its end, with the figure, while its tip is said."""
    timeline = compile_routine(library().routines[routine_id], library())
    surface.stage.show_timeline(timeline)
    for step, part in enumerate(timeline.parts):
        surface.stage.show_moment(timeline.at(timeline.step_span(step)[1] - 1), {})
        surface.toast.say(
            words.say(messages.TO_MAKE_IT_EASIER, how=part.exercise.easier_by or "move less far."),
            "Change",
            lambda: None,
        )
        figure = surface.stage.figure_now()
        assert figure is not None
        yield part.exercise.id, figure


@pytest.mark.parametrize(
    ("size", "text_size"),
    [((1280, 800), 100), ((1280, 800), 150), ((960, 600), 100), ((800, 560), 100), ((1920, 1080), 100)],
)
def test_what_is_said_leaves_every_head_in_sight(look: Look, size: tuple[int, int], text_size: int) -> None:
    for routine_id in library().routines:
        with surface_of(look, size, text_size) as surface:
            for exercise, figure in at_the_ends(surface, routine_id):
                said, drawing = surface.toast.geometry().adjusted(*SHADOW), figure.picture.drawing
                assert surface.rect().contains(figure.head) or drawing.words or drawing.framed
                assert not said.intersects(figure.head), (routine_id, exercise)


@pytest.mark.parametrize(
    ("size", "text_size"),
    [((1280, 800), 100), ((1280, 800), 150), ((960, 600), 100), ((800, 560), 100)],
)
def test_what_is_said_stands_beside_the_figure(look: Look, size: tuple[int, int], text_size: int) -> None:
    for routine_id in ("evening-wind-down", "deep-hip", "core-the-next-step"):
        with surface_of(look, size, text_size) as surface:
            for exercise, figure in at_the_ends(surface, routine_id):
                said, place = surface.toast.geometry().adjusted(*SHADOW), surface.stage.layout_now()
                assert surface.rect().contains(said)
                assert not said.intersects(figure.area), exercise
                others = (place.word, place.cue, place.ring, place.up_next, place.hills, place.chips)
                assert not any(said.intersects(one.toRect()) for one in others), exercise


def test_what_is_said_gives_way_to_the_next_figure(look: Look) -> None:
    timeline = compile_routine(library().routines["evening-wind-down"], library())
    with surface_of(look, (1280, 800)) as surface:
        surface.stage.show_timeline(timeline)
        for before in range(len(timeline.parts)):
            for step in range(len(timeline.parts)):
                surface.stage.show_moment(timeline.at(timeline.step_span(before)[1] - 1), {})
                surface.toast.say("Only as far as it stays easy")
                surface.stage.show_moment(timeline.at(timeline.step_span(step)[1] - 1), {})
                surface.pass_time()
                figure = surface.stage.figure_now()
                assert figure is not None
                assert not surface.toast.geometry().adjusted(*SHADOW).intersects(figure.area), (before, step)
