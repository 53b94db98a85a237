"""The pictures of a film: what full screen shows, at every time, and the end."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from guided.captions import Caption
from guided.film import Pixels, Shape
from guided.library import Library
from guided.qt.play.film import Pictures
from guided.qt.theme import Look
from guided.session import Rep
from guided.timeline import Timeline, compile_routine

SHAPE = Shape(640, 360, 30)


@pytest.fixture
def timeline(library: Library) -> Timeline:
    return compile_routine(library.routines["two-minute-stand-up"], library)


def seen(pictures: Pictures, t_ms: int) -> Pixels:
    return pictures.at(t_ms)[:, :, :3].copy()


def test_it_moves_and_stands_still_with_the_session(look: Look, timeline: Timeline, qtbot: QtBot) -> None:
    pictures = Pictures(look, timeline, SHAPE)
    ease = next(one for one in timeline.segments if one.rep and one.stance_from != one.stance_to)
    first, later = seen(pictures, ease.start_ms), seen(pictures, ease.end_ms - 50)
    assert first.shape == (360, 640, 3)
    assert (first != later).any()
    assert (later == seen(pictures, ease.end_ms - 50)).all()


def test_each_rep_is_counted_by_its_end(look: Look, timeline: Timeline, qtbot: QtBot) -> None:
    pictures = Pictures(look, timeline, SHAPE)
    for t_ms in range(0, timeline.length_ms, 100):
        pictures.at(t_ms)
    reps = {Rep(one.step, one.set, one.side, one.rep) for one in timeline.segments if one.rep}
    assert set(pictures._done) == reps


def test_what_is_said_stands_at_the_top_while_it_is_said(
    look: Look, timeline: Timeline, qtbot: QtBot
) -> None:
    pictures = Pictures(look, timeline, SHAPE, (Caption(2_000, 4_000, "Breathe out"),))
    silent, said = seen(pictures, 1_900)[:20], seen(pictures, 2_100)[:20]
    assert np.unique(silent.reshape(-1, 3), axis=0).shape[0] == 1
    assert np.unique(said.reshape(-1, 3), axis=0).shape[0] > 10


@pytest.mark.parametrize("shape", [SHAPE, Shape(360, 640, 30)])
def test_the_end_is_a_picture_of_its_own(shape: Shape, look: Look, timeline: Timeline, qtbot: QtBot) -> None:
    pictures = Pictures(look, timeline, shape)
    last, end = seen(pictures, timeline.length_ms - 1), seen(pictures, timeline.length_ms)
    assert np.abs(last.astype(int) - end).mean() > 5
    assert (end == seen(pictures, timeline.length_ms + 5_000)).all()
