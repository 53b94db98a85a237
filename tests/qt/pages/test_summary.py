"""After a session: what the discomfort after it asks for."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from guided.qt.pages.summary import SummaryPage
from guided.qt.shape import RoutineShape
from guided.qt.theme import Look
from guided.qt.widgets import Button
from guided.session import Record, rep_of, sets_done
from tests.qt.seen import clipped, nameless, rich
from tests.qt.shipped import timeline


def record(before: int | None) -> Record:
    line = timeline()
    return Record(
        id="019a0000-0000-7000-8000-000000000000",
        routine_id=line.routine.id,
        routine_name=line.routine.name,
        routine=json.dumps(line.routine.source),
        started="2026-11-24T07:42:00Z",
        offset_min=0,
        planned_ms=line.length_ms,
        played_ms=line.length_ms,
        sets=sets_done(line, ()),
        phase_ms={},
        before=before,
    )


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> SummaryPage:
    """The page of a session that began at 2 of 10."""
    page = SummaryPage(look)
    qtbot.addWidget(page)
    page.resize(1064, 800)
    page.show_record(record(2), timeline(), "Tuesday 07:42", 1)
    page.show()
    return page


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (0, ""),
        (3, ""),
        (4, "Do less next time"),
        (5, "settle within 24 hours"),
        (6, "Rest from this routine until it settles"),
    ],
)
def test_what_it_says_of_the_discomfort_after(page: SummaryPage, after: int, said: str) -> None:
    page.scale.choose(after)
    assert (said in page.advice.said) if said else page.advice.said == ""


def test_much_discomfort_leads_to_help(page: SummaryPage, qtbot: QtBot) -> None:
    page.scale.choose(8)
    help_ = next(b for b in page.advice.findChildren(Button) if b.words == "When to get help")
    assert help_.isVisible()
    with qtbot.waitSignal(page.help_asked):
        help_.click()
    qtbot.waitUntil(lambda: not list(clipped(page)))
    assert not nameless(page)
    assert not list(rich(page))


def test_it_shows_the_shape_of_what_was_done_where_there_is_room(page: SummaryPage) -> None:
    (shape,) = page.findChildren(RoutineShape)
    line = timeline()
    first = [rep_of(segment) for segment in line.segments if segment.rep and segment.step == 0]
    page.show_record(replace(record(2), sets=sets_done(line, first)), line, "Tuesday 07:42", 1)
    assert shape.accessibleName() == f"{len(line.parts)} exercises, 1 done"
    page.resize(640, 560)
    assert not shape.isVisible()
    page.resize(1280, 800)
    assert shape.isVisible()
