"""A routine's page: what it holds, what opens, what Enter and Ctrl+P do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from guided import words
from guided.library import Library
from guided.qt.body_map import BodyMap
from guided.qt.pages.detail import DetailPage, leading_muscles
from guided.qt.theme import Look
from guided.qt.widgets import Button, Text
from guided.timeline import compile_routine
from tests.qt.hostile import ROUTINE, hostile
from tests.qt.seen import nameless, rich, walked

Open = Callable[..., DetailPage]


@pytest.fixture
def opened(look: Look, qtbot: QtBot, library: Library) -> Open:
    """Shows the page of the routine the tests use."""
    pages = []

    def open_page(of: Library = library, times_done: int = 6) -> DetailPage:
        page = DetailPage(look, of, compile_routine(of.routines[ROUTINE], of), times_done)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1280, 800)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    return open_page


def told(page: DetailPage) -> list[str]:
    """Every text in sight."""
    return [text.text() for text in page.findChildren(Text) if text.isVisible()]


def test_it_says_what_to_expect(opened: Open, library: Library) -> None:
    page = opened()
    shown = told(page)
    routine = library.routines[ROUTINE]
    assert routine.name in shown
    assert f"{len(routine.steps)} exercises" in shown
    assert "Done 6 times" in shown
    assert words.STOP_IF in shown
    assert words.GET_HELP in shown
    for part in library.parts(routine):
        assert part.exercise.name in shown
        assert part.dose[0] in shown


def test_a_routine_never_done_does_not_say_so(opened: Open) -> None:
    assert not any(text.startswith("Done") for text in told(opened(times_done=0)))


def test_a_step_opens_in_place(opened: Open, library: Library) -> None:
    page = opened()
    exercise = library.parts(library.routines[ROUTINE])[1].exercise
    stops = {words.sentence(line) for line in exercise.stop_if}
    assert stops.isdisjoint(told(page))
    QTest.mouseClick(page.rows[1].head, Qt.MouseButton.LeftButton)
    assert {exercise.start, exercise.end, *stops} <= set(told(page))
    QTest.keyClick(page.rows[1].head, Qt.Key.Key_Return)
    assert stops.isdisjoint(told(page))


def test_an_opened_step_is_as_high_as_its_words(opened: Open, qtbot: QtBot) -> None:
    page = opened()
    row = page.rows[1]
    row.head.click()
    qtbot.waitUntil(lambda: row.height() >= row.heightForWidth(row.width()))


def test_enter_starts_and_ctrl_p_prints(opened: Open, qtbot: QtBot) -> None:
    page = opened()
    page.setFocus()
    with qtbot.waitSignal(page.start) as started:
        QTest.keyClick(page.start_button, Qt.Key.Key_Return)
    assert started.args == [ROUTINE]
    with qtbot.waitSignal(page.print_sheet) as printed:
        QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert printed.args == [ROUTINE]


@pytest.mark.parametrize("width", [1280, 800])
def test_tab_goes_as_one_reads(opened: Open, width: int) -> None:
    page = opened()
    page.resize(width, 560)
    first = next(button for button in page.findChildren(Button) if button.words == "Routines")
    names = walked(first, 5)
    assert names[:3] == ["Routines", "Print sheet", "Start"]
    assert [name.partition(".")[0] for name in names[3:]] == ["1", "2"]


def test_the_body_map_names_the_muscles(opened: Open, library: Library) -> None:
    page = opened()
    main, others = leading_muscles(library.parts(library.routines[ROUTINE]), library)
    assert main
    named = page.findChildren(BodyMap)[0].accessibleDescription()
    for muscle in (*main, *others):
        assert muscle.name in named


def test_start_stays_in_sight_in_a_small_window(opened: Open) -> None:
    page = opened()
    page.resize(800, 560)
    page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())
    assert page.start_button.isVisible()
    assert not page.start_button.visibleRegion().isEmpty()


def test_markup_stays_text_and_everything_has_a_name(opened: Open, library: Library) -> None:
    page = opened(hostile(library))
    page.rows[0].head.click()
    page.grab()
    assert not list(rich(page))
    assert not nameless(page)
