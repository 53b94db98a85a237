"""The ribbon: what was done of every exercise, the place in the one under way, and the time left."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from guided.qt.play.keys import State
from guided.qt.play.ribbon import Ribbon
from guided.qt.theme import Look
from guided.session import Rep, rep_of
from tests.qt.shipped import timeline


@pytest.fixture
def ribbon(qtbot: QtBot, look: Look) -> Ribbon:
    made = Ribbon(look)
    qtbot.addWidget(made)
    made.resize(1200, 30)
    made.show()
    made.show_timeline(timeline())
    return made


def reps_in(step: int) -> list[Rep]:
    """The reps of a step, in order."""
    return list(dict.fromkeys(rep_of(one) for one in timeline().segments if one.rep and one.step == step))


def filled(ribbon: Ribbon, at_ms: int, done: Collection[Rep]) -> list[float]:
    """How much of each piece is filled, 0 to 1, as it is painted."""
    ribbon.show_moment(timeline().at(at_ms), done)
    shown: QImage = ribbon.grab().toImage()
    row, full = shown.height() // 2, ribbon._look.theme.primary.rgb()
    line = [shown.pixel(x, row) for x in range(shown.width())]
    return [
        sum(line[x] == full for x in range(int(piece.left()), int(piece.right()))) / piece.width()
        for piece in ribbon._pieces(ribbon._bar())
    ]


def test_what_was_skipped_is_hollow_and_what_was_left_half_way_half_filled(ribbon: Ribbon) -> None:
    whole, half = reps_in(0), reps_in(1)
    half = half[: len(half) // 2]
    start, end = timeline().step_span(3)
    shares = filled(ribbon, (start + end) // 2, [*whole, *half])
    assert shares[0] == pytest.approx(1.0, abs=0.03)
    assert shares[1] == pytest.approx(len(half) / len(reps_in(1)), abs=0.03)
    assert shares[2] == 0.0
    assert shares[3] == pytest.approx(0.5, abs=0.03), "of the one under way, the place in it"
    assert not any(shares[4:])


def test_what_was_done_stays_filled_when_one_goes_back_before_it(ribbon: Ribbon) -> None:
    assert filled(ribbon, timeline().step_span(1)[0], reps_in(2))[2] == pytest.approx(1.0, abs=0.03)


def test_each_rep_done_is_seen_once_one_has_gone_on(ribbon: Ribbon) -> None:
    later = timeline().step_span(2)[0]
    first, second = (filled(ribbon, later, reps_in(1)[:n])[1] for n in (1, 2))
    assert 0 < first < second < 1


def test_it_tells_how_much_is_left_and_no_clock_that_jumps(ribbon: Ribbon) -> None:
    ribbon.show_moment(timeline().at(timeline().step_span(2)[0]), ())
    told = ribbon.accessibleDescription()
    assert told.endswith(" left")
    assert ribbon._bar().left() == 0


def test_it_looks_like_something_to_click_only_where_it_is(ribbon: Ribbon) -> None:
    for state, hand in ((State.PLAYING, True), (State.ENDING, False), (State.READY, False)):
        ribbon.show_state(state)
        assert (ribbon.cursor().shape() is Qt.CursorShape.PointingHandCursor) is hand
