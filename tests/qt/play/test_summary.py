"""After a session: what the discomfort after it asks for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guided.files import routine_from
from guided.qt.play.summary import SummaryPage
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.routine_hills import RoutineShape
from guided.qt.widgets.text import Text
from guided.session import Record, Rep, rep_of, sets_done
from guided.timeline import Timeline, compile_routine
from tests.qt.seen import clipped, nameless, rich
from tests.qt.shipped import library, timeline


def record(before: int | None) -> Record:
    line = timeline()
    return Record(
        id="019a0000-0000-7000-8000-000000000000",
        routine_id=line.routine.id,
        routine_name=line.routine.name,
        routine=json.dumps(line.routine.to_table()),
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
        (5, "settle within a day"),
        (6, "Rest from this routine until it settles"),
    ],
)
def test_what_it_says_of_the_discomfort_after(page: SummaryPage, after: int, said: str) -> None:
    page.scale.choose(after)
    assert (said in page.advice.said) if said else page.advice.said == ""


def test_what_one_is_to_rest_from_is_not_offered_once_more(page: SummaryPage) -> None:
    again = next(one for one in page.findChildren(Button) if one.words == "Do it again")
    shown = []
    for after in (2, 6, 5):
        page.scale.choose(after)
        shown.append(again.isVisible())
    assert shown == [True, False, True]


def test_much_discomfort_leads_to_help(page: SummaryPage, qtbot: QtBot) -> None:
    page.scale.choose(8)
    help_ = next(b for b in page.advice.findChildren(Button) if b.words == "When to get help")
    assert help_.isVisible()
    with qtbot.waitSignal(page.help_asked):
        help_.click()
    qtbot.waitUntil(lambda: not list(clipped(page)))
    assert not nameless(page)
    assert not list(rich(page))


def told(page: SummaryPage) -> list[str]:
    return [text.text() for text in page.findChildren(Text)]


def show(page: SummaryPage, line: Timeline, done: Iterable[Rep], complete: bool = False) -> None:
    made = replace(record(2), sets=sets_done(line, done), complete=complete)
    page.show_record(made, line, "Tuesday 07:42", 1)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def reps_in(line: Timeline) -> list[Rep]:
    return list(dict.fromkeys(rep_of(segment) for segment in line.segments if segment.rep))


def test_a_walk_of_a_minute_is_told_in_seconds_and_counts_no_reps(page: SummaryPage) -> None:
    line = timeline()
    walk = next(i for i, part in enumerate(line.parts) if part.exercise.id == "walk-tall")
    reps = reps_in(line)
    others, steps = [r for r in reps if r.step != walk], [r for r in reps if r.step == walk]
    show(page, line, [*others[:3], *steps[: len(steps) // 2]])
    assert "30 of 60 s" in told(page)
    assert "3" in told(page)
    share = 100 * (3 + 10 // 2) // (len(others) + 10)  # a time to fill counts as ten reps
    assert any(text.endswith(f"Tuesday 07:42, {share} % done") for text in told(page))
    show(page, line, reps, complete=True)
    assert "60 s" in told(page)
    assert str(len(others)) in told(page)


def test_done_is_said_of_what_counts_as_done_and_all_of_what_was_all_done(page: SummaryPage) -> None:
    line = timeline()
    reps, count = reps_in(line), len(line.parts)
    show(page, line, reps, complete=True)
    assert "Session done" in told(page)
    assert any(text.endswith(f"all {count} exercises") for text in told(page))
    first_of_each = [next(rep for rep in reps if rep.step == step) for step in range(count)]
    show(page, line, first_of_each, complete=True)  # all the rest was skipped
    assert "Session ended" in told(page)
    assert any(text.endswith(f"reps, {count} exercises") for text in told(page))


@pytest.mark.parametrize("size", [(1064, 800), (800, 560), (560, 420)])
def test_it_opens_at_its_top(look: Look, qtbot: QtBot, size: tuple[int, int]) -> None:
    page = SummaryPage(look)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show_record(record(2), timeline(), "Tuesday 07:42", 1)
    page.show()
    page.setFocus()
    QApplication.processEvents()
    assert page.area.verticalScrollBar().value() == 0


def test_what_was_not_begun_is_not_among_what_was_done(page: SummaryPage) -> None:
    line = timeline()
    first, *_, last = (part.exercise.name for part in line.parts)
    show(page, line, reps_in(line)[:1])
    assert first in told(page)
    assert last not in told(page)
    show(page, line, [])
    assert "0" in told(page)
    assert not [
        text for text in page.findChildren(Text) if text.text() == "What you did" and text.isVisible()
    ]


def test_a_time_to_fill_is_told_of_each_side_or_once_where_they_alternate(page: SummaryPage) -> None:
    steps = [{"exercise": "wall-calf-straight-knee", "method": "ais", "fill": 60}]
    steps += [{"exercise": "standing-march", "fill": 30}]
    line = compile_routine(routine_from({"name": "Fill", "step": steps}, "fill", library()), library())
    show(page, line, [rep for rep in reps_in(line) if rep.side == "left"])
    assert "60 s left, 0 of 60 s right" in told(page)
    assert "15 of 30 s" in told(page)


def test_where_all_is_time_to_fill_no_reps_are_told(page: SummaryPage) -> None:
    line = timeline("five-quiet-minutes")
    show(page, line, reps_in(line), complete=True)
    assert "5 min" in told(page)
    assert not [text for text in told(page) if "reps" in text]


def test_it_shows_the_shape_of_what_was_done_where_there_is_room(page: SummaryPage) -> None:
    (shape,) = page.findChildren(RoutineShape)
    line = timeline()
    first = [rep_of(segment) for segment in line.segments if segment.rep and segment.step == 0]
    page.show_record(replace(record(2), sets=sets_done(line, first)), line, "Tuesday 07:42", 1)
    assert shape.accessibleName() == f"{len(line.parts)} exercises, 1 done"
    page.show_record(
        replace(record(2), sets=sets_done(line, set(first) - {first[-1]})), line, "Tuesday 07:42", 1
    )
    assert shape.accessibleName() == f"{len(line.parts)} exercises, 0 done"
    page.resize(640, 560)
    assert not shape.isVisible()
    page.resize(1280, 800)
    assert shape.isVisible()


def test_a_number_and_enter_save_the_session(page: SummaryPage, qtbot: QtBot) -> None:
    page.activateWindow()
    page.setFocus()
    with qtbot.waitSignal(page.saved) as saved:
        QTest.keyClick(page, Qt.Key.Key_4)
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_5)
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert saved.args[0].after == 5


@pytest.mark.parametrize("size", [(1064, 720), (800, 560)])
def test_with_advice_the_way_on_is_still_in_sight(
    page: SummaryPage, qtbot: QtBot, size: tuple[int, int]
) -> None:
    page.resize(*size)
    QTest.keyClick(page, Qt.Key.Key_7)
    assert page.advice.isVisible()
    save = page._save
    qtbot.waitUntil(lambda: save.visibleRegion().boundingRect() == save.rect(), timeout=1_000)
