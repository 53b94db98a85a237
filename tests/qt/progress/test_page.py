"""What was done: in bars, in a table, in a list that may be long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from time import process_time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from guided.history.records import Summary
from guided.qt.progress.page import ProgressPage, day_in_words, discomfort_in_words, facts
from guided.qt.theme import Look
from guided.qt.widgets import Button, EmptyState
from guided.settings import Settings
from tests.qt.hostile import MARKUP
from tests.qt.seen import nameless, rich

TODAY = date(2026, 10, 16)


def sessions(count: int) -> list[Summary]:
    """Sessions of 14 minutes, one a day up to today."""
    start = datetime(2026, 10, 16, 7, 42)
    return [
        Summary(
            id=str(number),
            started=f"{(start - timedelta(days=number)).isoformat()}Z",
            offset_min=0,
            routine_id="lower-back",
            routine_name="Lower back reset",
            played_ms=14 * 60_000,
            reps_done=90,
            reps_planned=96,
            before=5,
            after=3,
            note="Strap one notch shorter." if number % 3 else "",
            complete=True,
        )
        for number in range(count)
    ]


def played(shown: list[Summary]) -> dict[date, int]:
    """What was played on each day of those sessions."""
    return {session.local_start.date(): session.played_ms for session in shown}


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> ProgressPage:
    """The page with thirty sessions."""
    page = ProgressPage(look)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    shown = sessions(30)
    page.show_history(shown, played(shown), TODAY)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def test_without_sessions_it_says_so_and_shows_the_way(page: ProgressPage, qtbot: QtBot) -> None:
    page.show_history([], {}, TODAY)
    empty = page.findChildren(EmptyState)[0]
    assert empty.isVisible()
    assert not page.chart.isVisible()
    assert not page.sessions.isVisible()
    with qtbot.waitSignal(page.routines_asked):
        empty.findChildren(Button)[0].click()


def test_the_chart_says_in_words_what_it_shows(page: ProgressPage) -> None:
    assert page.chart.accessibleName() == "Minutes each week"
    assert "This week" in page.chart.accessibleDescription()


def test_t_shows_a_table_and_the_chart_again(page: ProgressPage, qtbot: QtBot) -> None:
    QTest.keyClick(page, Qt.Key.Key_T)
    assert page.chart.in_table
    page.sessions.setFocus()
    QTest.keyClick(page.sessions, Qt.Key.Key_T)
    assert not page.chart.in_table


def test_the_newest_session_is_first_and_says_everything(page: ProgressPage) -> None:
    model = page.sessions.model()
    assert model.index(0, 0).data() == "Today, Lower back reset, 14 min, 93 % done, Discomfort 5 to 3"
    assert model.index(1, 0).data().startswith("Yesterday")
    assert model.index(1, 0).data().endswith("Strap one notch shorter.")


def test_delete_by_key_and_by_mouse(page: ProgressPage, qtbot: QtBot) -> None:
    page.sessions.setFocus()
    QTest.keyClick(page.sessions, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.delete_asked) as asked:
        QTest.keyClick(page.sessions, Qt.Key.Key_Delete)
    assert asked.args == ["1"]
    row = page.sessions.visualRect(page.sessions.model().index(3, 0))
    with qtbot.waitSignal(page.delete_asked) as asked:
        trash = page.sessions.trash_area(row).center().toPoint()
        QTest.mouseClick(page.sessions.viewport(), Qt.MouseButton.LeftButton, pos=trash)
    assert asked.args == ["3"]


def test_a_click_beside_the_bin_deletes_nothing(page: ProgressPage, qtbot: QtBot) -> None:
    row = page.sessions.visualRect(page.sessions.model().index(3, 0))
    with qtbot.assertNotEmitted(page.delete_asked):
        QTest.mouseClick(
            page.sessions.viewport(), Qt.MouseButton.LeftButton, pos=row.topLeft() + QPoint(20, 20)
        )


def test_the_place_in_the_list_survives_a_deletion(page: ProgressPage) -> None:
    page.sessions.setCurrentIndex(page.sessions.model().index(5, 0))
    shown = sessions(29)
    page.show_history(shown, played(shown), TODAY)
    assert page.sessions.currentIndex().row() == 5


def test_the_page_follows_the_current_row(page: ProgressPage) -> None:
    page.sessions.setFocus()
    QTest.keyClick(page.sessions, Qt.Key.Key_End)
    row = page.sessions.visualRect(page.sessions.currentIndex())
    top = page.sessions.mapTo(page.area.viewport(), row.topLeft()).y()
    assert 0 <= top < page.area.viewport().height()


def test_ten_thousand_sessions_open_at_once(page: ProgressPage) -> None:
    shown = sessions(10_000)
    by_day = played(shown)
    began = process_time()
    page.show_history(shown, by_day, TODAY)
    page.grab()
    assert process_time() - began < 0.5  # about 0.05 s of its own time
    assert page.sessions.height() == 10_000 * page.sessions.row_height


@pytest.mark.parametrize(("filter_", "suffix"), [("spreadsheet", "csv"), ("Everything", "json")])
def test_export_asks_where(page: ProgressPage, qtbot: QtBot, filter_: str, suffix: str) -> None:
    next(button for button in page.findChildren(Button) if button.words == "Export").click()
    dialog = page.findChildren(QFileDialog)[0]
    chosen = next(name for name in dialog.nameFilters() if filter_ in name)
    dialog.filterSelected.emit(chosen)
    assert dialog.defaultSuffix() == suffix
    with qtbot.waitSignal(page.export_asked) as asked:
        dialog.fileSelected.emit(f"sessions.{suffix}")
    assert asked.args == [f"sessions.{suffix}"]
    dialog.close()


def test_markup_stays_text_and_everything_has_a_name(page: ProgressPage) -> None:
    hostile = [replace(session, routine_name=MARKUP, note=MARKUP) for session in sessions(3)]
    page.show_history(hostile, played(hostile), TODAY)
    page.grab()
    assert not list(rich(page))
    assert not nameless(page)


@pytest.mark.parametrize("text_size", [100, 150])
def test_rows_have_room_for_their_lines(look: Look, page: ProgressPage, text_size: int) -> None:
    look.use(Settings(text_size=text_size))
    for width in (800, 1280):
        page.resize(width, 560)
        lines = 3 if page.sessions.narrow else 2
        assert page.sessions.row_height >= lines * look.px(26)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY, "Today"),
        (date(2026, 10, 15), "Yesterday"),
        (date(2026, 10, 14), "Wed 14 Oct"),
        (date(2026, 10, 17), "Sat 17 Oct"),
        (date(2025, 12, 31), "31 Dec 2025"),
    ],
)
def test_days_in_words(day: date, said: str) -> None:
    assert day_in_words(day, TODAY) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (5, 3, "Discomfort 5 to 3"),
        (0, 0, "Discomfort 0 to 0"),
        (5, None, "Discomfort 5 before"),
        (None, 3, "Discomfort 3 after"),
        (None, None, ""),
    ],
)
def test_discomfort_in_words(before: int | None, after: int | None, said: str) -> None:
    assert discomfort_in_words(before, after) == said


def test_a_session_without_reps_says_nothing_of_them() -> None:
    assert facts(replace(sessions(1)[0], reps_done=0, reps_planned=0))[1] == ""
