"""Sessions under each other: read, opened, marked, deleted, in a list that may be long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from time import process_time

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guided.history.records import Summary
from guided.locales import GERMAN
from guided.qt.progress.sessions import SessionList, day_in_words, discomfort_in_words, facts
from guided.qt.theme import Look
from guided.settings import Settings

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


@pytest.fixture
def listed(look: Look, qtbot: QtBot) -> SessionList:
    """Thirty sessions."""
    shown = SessionList(look)
    qtbot.addWidget(shown)
    shown.resize(1000, 800)
    shown.show_sessions(sessions(30), TODAY)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.setFocus()
    return shown


def click(listed: SessionList, row: int, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    place = listed.visualRect(listed.model().index(row, 0)).topLeft() + QPoint(20, 20)
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, with_, place)


def test_the_newest_session_is_first_and_says_everything(listed: SessionList) -> None:
    model = listed.model()
    assert (
        model.index(0, 0).data() == "Today 07:42, Lower back reset, 14 min, 93 % done, Discomfort 5, then 3"
    )
    assert model.index(1, 0).data().startswith("Yesterday")
    assert model.index(1, 0).data().endswith("Strap one notch shorter.")


def test_a_session_is_opened_by_a_click_and_by_enter(listed: SessionList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listed.opened) as asked:
        click(listed, 3)
    assert asked.args == ["3"]
    QTest.keyClick(listed, Qt.Key.Key_Down)
    with qtbot.waitSignal(listed.opened) as asked:
        QTest.keyClick(listed, Qt.Key.Key_Return)
    assert asked.args == ["4"]


def test_keys_ask_for_a_row_to_be_in_sight_and_the_mouse_leaves_it_where_it_is(
    listed: SessionList, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(listed.row_entered):
        click(listed, 3)
    with qtbot.waitSignal(listed.row_entered):
        QTest.keyClick(listed, Qt.Key.Key_Down)


def test_delete_by_key_and_by_mouse(listed: SessionList, qtbot: QtBot) -> None:
    QTest.keyClick(listed, Qt.Key.Key_Down)
    with qtbot.waitSignal(listed.delete_asked) as asked:
        QTest.keyClick(listed, Qt.Key.Key_Delete)
    assert asked.args == [("1",)]
    row = listed.visualRect(listed.model().index(3, 0))
    with qtbot.waitSignal(listed.delete_asked) as asked, qtbot.assertNotEmitted(listed.opened):
        trash = listed.trash_area(row).center().toPoint()
        QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=trash)
    assert asked.args == [("3",)]


def test_several_are_marked_by_key_and_by_mouse_and_deleted_at_once(
    listed: SessionList, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(listed.opened):
        QTest.keyClick(listed, Qt.Key.Key_Space)
        click(listed, 4, Qt.KeyboardModifier.ControlModifier)
        click(listed, 6, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(listed.delete_asked) as asked:
        QTest.keyClick(listed, Qt.Key.Key_Delete)
    assert asked.args is not None
    assert set(asked.args[0]) == {"0", "4", "5", "6"}
    QTest.keyClick(listed, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(listed.marks) == 30
    QTest.keyClick(listed, Qt.Key.Key_Escape)
    assert not listed.marks


def test_what_is_gone_is_marked_no_more_and_the_place_stays(listed: SessionList) -> None:
    listed.setCurrentIndex(listed.model().index(5, 0))
    click(listed, 29, Qt.KeyboardModifier.ControlModifier)
    listed.setCurrentIndex(listed.model().index(5, 0))
    listed.show_sessions(sessions(29), TODAY)
    assert not listed.marks
    assert listed.currentIndex().row() == 5


def test_ten_thousand_sessions_open_at_once(listed: SessionList) -> None:
    began = process_time()
    listed.show_sessions(sessions(10_000), TODAY)
    listed.viewport().grab(listed.viewport().rect().adjusted(0, 0, 0, -10_000 * listed.row_height + 800))
    assert process_time() - began < 0.5  # about 0.05 s of its own time
    assert listed.height() == 10_000 * listed.row_height


@pytest.mark.parametrize("text_size", [100, 150])
def test_rows_have_room_for_their_lines(look: Look, listed: SessionList, text_size: int) -> None:
    look.use(Settings(text_size=text_size))
    for width in (700, 1200):
        listed.resize(width, 560)
        lines = 3 if listed.narrow else 2
        assert listed.row_height >= lines * look.px(26)


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


def test_a_day_is_written_as_the_locale_has_it() -> None:
    assert day_in_words(date(2026, 10, 14), TODAY, GERMAN) == "Mi 14. Okt."


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (5, 3, "Discomfort 5, then 3"),
        (0, 0, "Discomfort 0, still 0"),
        (5, None, "Discomfort 5 before"),
        (None, 3, "Discomfort 3 afterwards"),
        (None, None, ""),
    ],
)
def test_discomfort_in_words(before: int | None, after: int | None, said: str) -> None:
    assert discomfort_in_words(before, after) == said


def test_a_session_without_reps_says_nothing_of_them() -> None:
    assert facts(replace(sessions(1)[0], reps_done=0, reps_planned=0))[1] == ""


def test_a_long_history_is_laid_out_bit_by_bit_and_its_end_is_a_key_away(
    listed: SessionList, qtbot: QtBot
) -> None:
    asked = 0
    count = listed.model_.rowCount

    def counted(parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        nonlocal asked
        asked += 1
        return count(parent)

    listed.model_.rowCount = counted  # type: ignore[method-assign]
    listed.show_sessions(sessions(9_000), TODAY)
    QApplication.processEvents()
    assert asked < 9_000
    assert listed.visualRect(listed.model().index(5, 0)).height() == listed.row_height
    last = listed.model().index(8_999, 0)
    qtbot.waitUntil(lambda: listed.visualRect(last).isValid())
    QTest.keyClick(listed, Qt.Key.Key_End)
    assert listed.currentIndex() == last
    click(listed, 7_000, Qt.KeyboardModifier.ControlModifier)
    assert listed.marks == {"7000"}
