"""A programme being edited: order, days of rest, re-tests, when to move on, and every change taken back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from guided.editing.programmes import ALWAYS_ON, Plan, Planned
from guided.programme import MOST_SESSIONS, Rules
from guided.qt.programmes.choices import Choice
from guided.qt.programmes.editor import ProgrammeEditor
from guided.qt.theme import Look
from guided.qt.widgets.text import Text
from tests.qt.seen import clipped, nameless, rich, tip_of

CHOICES = (Choice("a", "Alpha", 5, True), Choice("b", "Beta", 9, False), Choice("c", "Gamma", 2, False))
MEASURES = {"reach": "Overhead reach", "pain": "Pain"}


def opened(look: Look, qtbot: QtBot, plan: Plan | None = None) -> ProgrammeEditor:
    page = ProgrammeEditor(look, CHOICES, MEASURES, plan)
    qtbot.addWidget(page)
    page.resize(1280, 900)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> ProgrammeEditor:
    return opened(look, qtbot)


def put_in(page: ProgrammeEditor, names: Sequence[str]) -> None:
    for name in names:
        page.add_buttons[name].click()


def repeat(page: ProgrammeEditor, words: str) -> None:
    """Choose in the menu of repetitions."""
    page.again.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


def texts(page: QWidget) -> list[str]:
    return [text.text() for text in page.findChildren(Text) if text.isVisible()]


def test_by_mouse_a_programme_with_rest_days_a_retest_and_rules_is_made(
    page: ProgrammeEditor, qtbot: QtBot
) -> None:
    assert not page.save.isEnabled()
    put_in(page, "abca")
    assert not page.save.isEnabled()
    QTest.keyClicks(page.name, "Hips & core")
    page.rows[3].out.click()
    page.rows[0].down.click()
    assert page.order == ["b", "a", "c"]
    page.rows[0].days.more.click()
    page.rows[2].retest.click()
    page.rows[2].chips["reach"].click()
    page.rules.done.segment(100).click()  # type: ignore[attr-defined]
    page.rules.no_worse.click()
    assert "Before it: Overhead reach" in texts(page)
    assert "3 sessions, about 1 week. Alt+Up and Alt+Down move the selected one." in texts(page)
    with qtbot.waitSignal(page.saved) as saved:
        page.save.click()
    plan = saved.args[0]
    assert plan.name == "Hips & core"
    assert [(one.routine, one.measures) for one in plan.sessions] == [("b", ()), ("a", ()), ("c", ("reach",))]
    assert [one.days for one in plan.sessions[:2]] == [3, 2]
    assert (plan.rules.done, plan.rules.not_worse) == (100, False)
    QApplication.processEvents()
    assert [*nameless(page), *clipped(page), *rich(page)] == []


def test_by_keys_a_session_is_moved_and_taken_out(page: ProgrammeEditor) -> None:
    put_in(page, "abc")
    page.rows[2].setFocus()
    for _ in range(3):  # at the top already for the last
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert page.order == ["c", "a", "b"]
    assert page.rows[0].hasFocus()
    QTest.keyClick(page.rows[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    page.rows[1].out.setFocus()
    QTest.keyClick(page.rows[1].out, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.order == ["a", "b", "c"]
    page.rows[1].setFocus()
    QTest.keyClick(page.rows[1], Qt.Key.Key_Delete)
    assert page.order == ["a", "c"]
    assert page.rows[1].hasFocus()


def test_every_change_is_taken_back_and_made_again_with_its_words(page: ProgrammeEditor) -> None:
    seen = [page.plan]
    put_in(page, "ab")
    seen += [page.plan]
    page.rows[0].days.more.click()
    page.rules.checks.click()
    repeat(page, "All of them once more")
    assert (page.order, page.plan.rules) == (["a", "b", "a", "b"], ALWAYS_ON)
    last = page.plan
    assert page.stack.undoText() == "All of them once more"
    while page.stack.canUndo():
        page.offers()["undo"]()
    assert (page.plan, page.order, page.rows) == (seen[0], [], [])
    assert not page.undo_button.isEnabled()
    while page.stack.canRedo():
        page.offers()["redo"]()
    assert page.plan == last
    assert [row.name for row in page.rows] == ["Alpha", "Beta", "Alpha", "Beta"]


def test_a_name_that_is_typed_can_be_taken_back(page: ProgrammeEditor) -> None:
    QTest.keyClicks(page.name, "Hips")
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert page.plan.name == "Hips"
    page.undo()
    assert (page.plan.name, page.name.text()) == ("", "")


def test_what_goes_on_whatever_happened_asks_nothing_else(look: Look, qtbot: QtBot) -> None:
    page = opened(look, qtbot, Plan("Mine", "", (Planned(1, "a"),), ALWAYS_ON, 1))
    assert not page.rules.checks.isChecked()
    assert not page.rules.done.isEnabled()
    page.rules.checks.click()
    assert page.plan.rules == Rules()
    assert page.rules.done.isEnabled()


def test_a_session_with_steps_of_its_own_keeps_its_name(look: Look, qtbot: QtBot) -> None:
    page = opened(look, qtbot, Plan("Mine", "", (Planned(1, "", name="March"), Planned(2, "gone")), keys=2))
    assert [row.name for row in page.rows] == ["March", "gone"]


def test_a_list_that_is_searched_shows_what_fits(page: ProgrammeEditor) -> None:
    QTest.keyClicks(page.search, "GAM")
    assert [name for name, button in page.add_buttons.items() if button.isVisible()] == ["c"]


def test_more_sessions_than_a_programme_has_cannot_be_added(look: Look, qtbot: QtBot) -> None:
    sessions = tuple(Planned(number, "a") for number in range(1, MOST_SESSIONS + 1))
    page = opened(look, qtbot, Plan("Long", "", sessions, keys=MOST_SESSIONS))
    assert not page.add_buttons["a"].isEnabled()
    assert "At most 200 sessions" in tip_of(page.add_buttons["a"])
    assert not page.again.isVisible()


def test_why_it_was_not_saved_is_told(page: ProgrammeEditor) -> None:
    page.refuse("Not saved: the disk is full.")
    assert "Not saved: the disk is full." in texts(page)


def test_sessions_are_repeated_for_some_weeks_at_once(page: ProgrammeEditor) -> None:
    put_in(page, "ab")
    page.rows[0].days.more.click()
    repeat(page, "For 6 weeks")
    assert page.order == ["a", "b"] * (len(page.order) // 2) + ["a"] * (len(page.order) % 2)
    assert 6 * 7 - 3 < page.plan.lasts_days <= 6 * 7
    assert any(text.startswith(f"{len(page.order)} sessions, about 6 weeks.") for text in texts(page))
    page.undo()
    assert page.order == ["a", "b"]


def test_keys_move_the_session_that_is_marked_which_is_the_first_at_first(page: ProgrammeEditor) -> None:
    put_in(page, "abc")
    page.name.setFocus()
    QTest.keyClick(page.name, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.order == ["b", "a", "c"]
    QTest.mouseClick(page.rows[2].out, Qt.MouseButton.LeftButton)
    assert page.order == ["b", "a"]
    page.rows[0].days.less.setFocus()
    QTest.keyClick(page.rows[0].days.less, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert page.order == ["a", "b"]
