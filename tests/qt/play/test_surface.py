"""Where everything of a session is, and what must not lie over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget

from guided import messages, safety, words
from guided.qt.play.figure_layer import FigureLayer, Placed
from guided.qt.play.panels import Answer, Panel
from guided.qt.play.surface import Surface
from guided.qt.theme import Look
from guided.qt.widgets.text import Text
from guided.settings import Settings
from guided.timeline import Timeline, compile_routine
from tests.fakes import Clock
from tests.qt.shipped import library


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


@cache
def played(routine_id: str) -> Timeline:
    """A shipped routine as it is played."""
    return compile_routine(library().routines[routine_id], library())


@cache
def longest_tip() -> str:
    """The longest tip of all exercises."""
    advice = [exercise.easier_by for exercise in library().exercises.values()]
    return words.say(messages.TO_MAKE_IT_EASIER, how=max(advice, key=len))


def at_the_ends(look: Look, surface: Surface, routine_id: str) -> Iterator[tuple[str, Placed]]:
    """Every exercise of a routine (id) at its end, with the figure, while the longest tip is said."""
    timeline, figures = played(routine_id), FigureLayer(look)
    surface.stage.show_timeline(timeline)
    surface.toast.say(longest_tip(), "Change", lambda: None)
    for step, part in enumerate(timeline.parts):
        moment = timeline.at(timeline.step_span(step)[1] - 1)
        surface.stage.show_moment(moment, {})
        yield part.exercise.id, figures.at(surface.stage.layout_now(), timeline, moment, 0.0)[-1]


SIZES = [(800, 560), (960, 600), (1024, 640), (1280, 800), (1920, 1080), (800, 1000)]
TEXT_SIZES = [100, 150, 200]  # beyond what one can choose, for texts longer than today's


@pytest.mark.parametrize(
    ("size", "text_size"),
    [((1280, 800), 100), ((1280, 800), 150), ((960, 600), 100), ((800, 560), 150), ((1920, 1080), 100)],
)
def test_what_is_said_leaves_every_head_in_sight(look: Look, size: tuple[int, int], text_size: int) -> None:
    for routine_id in library().routines:
        with surface_of(look, size, text_size) as surface:
            for exercise, figure in at_the_ends(look, surface, routine_id):
                drawing, head = (
                    figure.picture.drawing,
                    figure.head & figure.area,
                )  # beyond which it is cut off
                assert surface.rect().contains(figure.head) or drawing.words or drawing.framed
                assert not surface.toast.card.intersects(head), (routine_id, exercise)


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("paused", [False, True])
@pytest.mark.parametrize("text_size", TEXT_SIZES)
@pytest.mark.parametrize("size", SIZES)
def test_what_is_said_covers_nothing_of_the_exercise(
    look: Look, size: tuple[int, int], text_size: int, paused: bool, full: bool
) -> None:
    words = ("Resume", "Restart this exercise", "Change this exercise", "That hurts", "How it feels")
    answers = [Answer(one, "text", list) for one in (*words, "When to get help", "End session")]
    for routine_id in ("evening-wind-down", "deep-hip"):
        with surface_of(look, size, text_size) as surface:
            surface.set_full(full)
            surface.show_captions(True)
            if paused:
                surface.open(Panel(look, "Paused", [safety.IN_SESSION], answers))
            for exercise, figure in at_the_ends(look, surface, routine_id):
                said, place = surface.toast.card, surface.stage.layout_now()
                assert surface.rect().contains(said)
                assert not said.intersects(surface.caption.geometry())
                assert not said.intersects(figure.area), exercise
                others = (place.word, place.cue, place.ring, place.up_next, place.hills, place.chips)
                assert not any(said.intersects(one.toRect()) for one in (place.name, *others)), exercise
                assert place.figure.height() > 0.2 * size[1] or (paused and place.portrait) or text_size > 150
            if (panel := surface.panel) is not None:
                assert surface.rect().contains(panel.geometry())
                assert not said.intersects(panel.geometry())
                stop = next(one for one in panel.findChildren(Text) if one.text() == safety.IN_SESSION)
                assert stop.height() >= stop.heightForWidth(stop.width()), "when to stop is read whole"


@pytest.mark.parametrize("text_size", TEXT_SIZES[:2])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_moves_when_something_is_said(look: Look, size: tuple[int, int], text_size: int) -> None:
    with surface_of(look, size, text_size) as surface:
        before = surface.stage.layout_now()
        for _, _ in at_the_ends(look, surface, "evening-wind-down"):
            assert surface.stage.layout_now() == before


def test_what_stands_where_something_is_said_goes_until_it_was_read(look: Look) -> None:
    with surface_of(look, (800, 560), 150) as surface:
        for said, left in (("Sound is off", 4), (longest_tip(), 0)):
            surface.toast.say(said)
            card = surface.toast.card
            seen = [one for one in surface.top.findChildren(QWidget) if one.isVisible()]
            assert not any(one.geometry().intersects(card) for one in seen)
            assert len(seen) == 1 + left
            surface.toast.withdraw()
            assert len([one for one in surface.top.findChildren(QWidget) if one.isVisible()]) == 7
