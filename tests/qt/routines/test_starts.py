"""The buttons that play a routine, where some of it was done today."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from guided.library import Library
from guided.plan import plan_of
from guided.qt.routines.starts import Starts
from guided.qt.theme import Look
from guided.resuming import TakenUp, ended_early
from guided.session import Record, Session, left_off, record_of, rep_of


@pytest.fixture
def left(library: Library) -> TakenUp:
    """A session that was ended after its first rep."""
    session = Session(plan_of(library.routines["psoas-release"], library))
    rep = next(one for one in session.timeline.segments if one.rep)
    session.done[rep_of(rep)] = None
    session.seek(0, rep.end_ms)
    routine = json.dumps(session.timeline.routine.to_table())
    begun = Record("one", "psoas-release", "Psoas release", routine, "2026-11-24T10:00:00Z", 60, 0, 0, (), {})
    record = record_of(session, begun)
    found = ended_early(replace(record, left_off=left_off(session, record)), library)
    assert found is not None
    return found


def test_without_anything_begun_it_starts(qtbot: QtBot, look: Look) -> None:
    starts = Starts(look, "Start")
    qtbot.addWidget(starts)
    assert starts.first is starts.start
    assert list(starts.offers()) == ["start", "sheet"]


def test_what_was_begun_goes_on_first_and_the_whole_is_beside_it(
    qtbot: QtBot, look: Look, left: TakenUp
) -> None:
    starts = Starts(look, "Start")
    qtbot.addWidget(starts)
    starts.show_left_off(left)
    starts.show()
    assert starts.start.words == "From the beginning"
    with qtbot.waitSignal(starts.went_on) as went_on:
        starts.first.click()
    assert went_on.args == ["one"]
    with qtbot.waitSignal(starts.started):
        starts.start.click()
    assert list(starts.offers()) == ["go-on", "start", "sheet"]
    starts.show_left_off(None)
    assert (starts.first, starts.start.words) == (starts.start, "Start")
    assert list(starts.offers()) == ["start", "sheet"]


def test_with_little_room_the_two_that_play_it_stay(qtbot: QtBot, look: Look, left: TakenUp) -> None:
    starts = Starts(look, "Start")
    qtbot.addWidget(starts)
    starts.show()
    wide = starts.sizeHint().width()
    starts.set_roomy(False)
    starts.show_left_off(left)
    assert starts.first.isVisible()
    assert starts.start.isVisible()
    starts.set_roomy(True)
    assert starts.sizeHint().width() > wide
