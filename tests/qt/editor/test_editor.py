"""The editor in the program as a whole: by the keyboard alone, by the mouse alone, and its files."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from guided import messages, words
from guided.editing import edits
from guided.paths import Home, assets, home_in
from guided.qt.commands import CommandsDialog
from guided.qt.editor.another import AnotherDialog
from guided.qt.editor.compare import CompareDialog
from guided.qt.editor.page import EditorPage
from guided.qt.editor.rows import RowList
from guided.qt.movements.page import MovementPage
from guided.qt.routines.detail import DetailPage
from guided.qt.widgets.naming import NameDialog
from guided.qt.widgets.questionbar import QuestionBar
from guided.qt.widgets.text import Text
from tests.qt.running import Running, Starter
from tests.qt.seen import clipped, nameless, rich
from tests.samples import write

BY_HAND = """\
# For Tuesdays.
name = "By hand" # a name

# the warm-up
[[step]]
exercise = "pelvic-tilt"
reps = 6 # not more

[[step]]
exercise = "dead-bug"
"""


@pytest.fixture
def one(start: Starter) -> Running:
    return opened(start)


@pytest.fixture
def mine(tmp_path: Path) -> Home:
    """A home with a routine written by hand."""
    home = home_in(tmp_path / "mine")
    write(home.data, {"routines/by-hand.toml": BY_HAND})
    return home


def opened(start: Starter, home: Home | None = None) -> Running:
    running = start(home)
    window = running.desk.window
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1280, 800)
    window.show_page("routines")
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    if home is not None:
        running.desk.shelf.own_files.read_now()
    return running


def active_again(one: Running) -> None:
    """The window after a dialog, which this platform does not give the keyboard back to."""
    one.desk.window.activateWindow()
    assert QTest.qWaitForWindowActive(one.desk.window)
    page_of(one).steps.setFocus()


def page_of(one: Running) -> EditorPage:
    QApplication.processEvents()
    page = one.desk.window.page
    assert isinstance(page, EditorPage)
    return page


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, keys)
    QApplication.processEvents()


def order(page: EditorPage) -> list[str]:
    return [card.step.exercise for card in page.document.draft.cards]


def at(list_: RowList, row: int) -> QPoint:
    return list_.visualRect(list_.rows.index(row, 0)).center()


def click(list_: RowList, place: QPoint) -> None:
    QTest.mouseClick(list_.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QApplication.processEvents()


def plus(list_: RowList, row: int) -> QPoint:
    area = list_.visualRect(list_.rows.index(row, 0))
    return QPoint(area.right() - 18, area.center().y())


def file_of(one: Running, name: str) -> dict[str, object]:
    return tomllib.loads((one.desk.home.data / "routines" / f"{name}.toml").read_text("utf-8"))


CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_a_routine_is_made_by_the_keyboard_alone(one: Running) -> None:
    press(Qt.Key.Key_N, CTRL)
    page = page_of(one)
    page.name.setFocus()
    QTest.keyClicks(focused(), "Evening")
    press(Qt.Key.Key_Return)
    assert focused() is page.library.search
    QTest.keyClicks(focused(), "dead bug")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_F, CTRL)
    QTest.keyClicks(focused(), "bridge")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert order(page) == ["dead-bug", "bridge"]
    page.steps.setFocus()
    press(Qt.Key.Key_Up, ALT)
    assert order(page) == ["bridge", "dead-bug"]
    press(Qt.Key.Key_D, CTRL)
    assert order(page) == ["bridge", "bridge", "dead-bug"]
    press(Qt.Key.Key_Delete)
    assert order(page) == ["bridge", "dead-bug"]
    press(Qt.Key.Key_Z, CTRL)
    assert order(page) == ["bridge", "bridge", "dead-bug"]
    press(Qt.Key.Key_Y, CTRL)
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Return)
    assert focused() is page.dose.numbers["reps"]
    QTest.keyClicks(focused(), "7")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Up)
    assert page.document.draft.cards[0].step.dose.reps == (8,)
    press(Qt.Key.Key_S, CTRL)
    assert file_of(one, "evening") == {
        "name": "Evening",
        "regions": ["core"],
        "step": [{"exercise": "bridge", "reps": 8, "sets": 2}, {"exercise": "dead-bug"}],
    }
    detail = one.desk.window.page
    assert isinstance(detail, DetailPage)
    assert detail.routine_id == "evening"


def test_a_routine_is_made_by_the_mouse_alone(one: Running) -> None:
    one.press("New routine")
    page = page_of(one)
    first, second = (str(row.key) for row in page.library.list.rows.rows[:2])
    click(page.library.list, plus(page.library.list, 0))
    QTest.mouseDClick(page.library.list.viewport(), Qt.MouseButton.LeftButton, pos=at(page.library.list, 1))
    assert order(page) == [first, second]
    view = page.steps.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at(page.steps, 0))
    for y in (20, 40, 60, 75):
        QTest.mouseMove(view, at(page.steps, 0) + QPoint(0, y))
        drag(page.steps, at(page.steps, 0) + QPoint(0, y))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at(page.steps, 1) + QPoint(0, 20))
    assert order(page) == [second, first]
    click(page.steps, at(page.steps, 0))
    before = page.document.draft.cards[0].step
    QTest.mouseClick(page.dose.numbers["sets"].more, Qt.MouseButton.LeftButton)
    assert page.document.draft.cards[0].step != before
    one.press("Undo: 2 sets")
    assert page.document.draft.cards[0].step == before
    one.press("Take it out")
    assert order(page) == [first]
    one.press("Save routine")
    assert page.trouble.said == "Give it a name first."


def test_a_step_that_is_half_in_sight_stays_under_the_mouse_that_presses_it(one: Running) -> None:
    one.press("New routine")
    page = page_of(one)
    for _ in range(12):
        click(page.library.list, plus(page.library.list, 0))
    view, bar = page.steps.viewport(), page.steps.verticalScrollBar()
    bar.setValue(page.steps.row_height // 2)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(60, 4))
    assert bar.value() == page.steps.row_height // 2
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(60, 4))
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    assert bar.value() == 0


def test_an_exercise_is_dragged_from_the_library_to_its_place(one: Running) -> None:
    one.press("New routine")
    page = page_of(one)
    exercises = page.library.list
    names = [str(row.key) for row in exercises.rows.rows[:3]]

    def carried(row: int, to: QPoint) -> None:
        """Drags a row to a place in the window."""
        view = exercises.viewport()
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at(exercises, row))
        there = view.mapFromGlobal(one.desk.window.mapToGlobal(to))
        for place in (at(exercises, row) + QPoint(30, 0), there):
            drag(exercises, place)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=there)
        QApplication.processEvents()

    def among(list_: RowList, row: int, below: int = 0) -> QPoint:
        return list_.viewport().mapTo(one.desk.window, at(list_, row) + QPoint(0, below))

    carried(0, page.mapTo(one.desk.window, page.rect().center()))  # there are no steps yet
    assert order(page) == [names[0]]
    carried(1, among(page.steps, 0, 20))
    carried(2, among(page.steps, 0, 20))
    assert order(page) == [names[0], names[2], names[1]]
    carried(2, QPoint(20, 20))
    assert order(page) == [names[0], names[2], names[1]]
    page.undo()
    page.undo()
    assert order(page) == [names[0]]


def test_steps_are_done_round_by_round_by_a_key_or_a_switch(one: Running) -> None:
    one.desk.editor.duplicate("psoas-release")
    page = page_of(one)
    page.steps.setFocus()
    press(Qt.Key.Key_G, CTRL)  # the first has none before it
    assert not page.document.draft.circuits
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_G, CTRL)
    assert [card.circuit for card in page.document.draft.cards[:3]] == [1, 1, 0]
    assert page.steps.rows.rows[1].indented
    assert page.dose.numbers["rounds"].isVisible()
    press(Qt.Key.Key_G, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert [card.circuit for card in page.document.draft.cards[:3]] == [1, 0, 0]
    page.undo()
    page.document.go_to(page.document.draft.cards[2].key)
    QApplication.processEvents()
    assert not page.dose.circuit.isChecked()
    page.dose.circuit.click()
    assert [card.circuit for card in page.document.draft.cards[:3]] == [1, 1, 1]
    page.dose.circuit.click()
    assert [card.circuit for card in page.document.draft.cards[:3]] == [1, 1, 0]
    press(Qt.Key.Key_S, CTRL)
    assert "rounds = 2" in (one.desk.home.data / "routines" / "psoas-release-my-way.toml").read_text()


def drag(list_: RowList, place: QPoint) -> None:
    """A move with the button held, which QTest's own moves leave out on this platform."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    view = list_.viewport()
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(view.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view, event)


def test_any_number_of_edits_undone_leaves_the_file_as_it_was(start: Starter, mine: Home) -> None:
    one = opened(start, mine)
    one.desk.editor.edit("by-hand")
    page = page_of(one)
    page.add("bridge")
    page.dose.numbers["reps"].stepBy(3)
    page.steps.setFocus()
    press(Qt.Key.Key_Up, ALT)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Delete)
    page.name.setFocus()
    QTest.keyClicks(page.name, "!")
    while page.document.stack.canUndo():
        press(Qt.Key.Key_Z, CTRL)
    assert not one.desk.editor._opened[-1].is_changed
    press(Qt.Key.Key_S, CTRL)
    assert (mine.data / "routines" / "by-hand.toml").read_text("utf-8") == BY_HAND


def test_what_was_changed_is_all_that_changes_in_the_file(start: Starter, mine: Home) -> None:
    one = opened(start, mine)
    one.desk.editor.edit("by-hand")
    page_of(one).dose.numbers["reps"].stepBy(2)
    press(Qt.Key.Key_S, CTRL)
    text = (mine.data / "routines" / "by-hand.toml").read_text("utf-8")
    assert text == BY_HAND.replace("reps = 6 # not more", "reps = 8 # not more")


def test_presses_in_a_row_are_undone_at_once_and_named(one: Running) -> None:
    one.desk.editor.duplicate("psoas-release")
    page = page_of(one)
    for _ in range(3):
        page.dose.numbers["reps"].stepBy(1)
    assert page.document.stack.undoText() == "9 reps"
    press(Qt.Key.Key_Z, CTRL)
    assert page.document.draft.cards[0].step.dose.reps == (6,)
    assert not page.document.stack.canUndo()
    assert page.document.stack.redoText() == "9 reps"


def test_a_suggestion_is_one_click(one: Running) -> None:
    one.desk.editor.duplicate("psoas-release")
    page = page_of(one)
    shown = page.suggestions.shown
    assert shown is not None
    assert shown.id == "order"
    before = page.document.totals.changes
    one.press("Sort by position")
    assert page.document.totals.changes < before
    assert page.document.stack.undoText() == "Sorted by position"


def test_the_whole_follows_every_edit(one: Running) -> None:
    one.desk.editor.new()
    page = page_of(one)
    assert page.whole.minutes.text() == "0 min"
    page.add("half-kneeling-hip-flexor")
    assert "cushion" in page.whole.kit.text()
    assert "Hip flexors" in page.whole.map.accessibleDescription()
    assert page.whole.minutes.text() != "0 min"
    press(Qt.Key.Key_Z, CTRL)
    assert page.whole.kit.text() == ""


def test_a_step_plays_in_place(one: Running, qtbot: QtBot) -> None:
    one.desk.editor.duplicate("psoas-release")
    page = page_of(one)
    press(Qt.Key.Key_Space, CTRL)
    assert page.preview.playing
    qtbot.waitUntil(lambda: "Rep 1 of 6" in page.preview._where.text())
    press(Qt.Key.Key_Space, CTRL)
    assert not page.preview.playing


def test_back_keeps_a_draft_that_the_next_start_offers(start: Starter, mine: Home) -> None:
    one = opened(start, mine)
    one.desk.editor.edit("by-hand")
    page_of(one).dose.numbers["reps"].stepBy(4)
    one.leave()
    two = opened(start, mine)
    bar = two.desk.window.findChild(QuestionBar)
    assert bar is not None
    assert "By hand" in bar.accessibleName()
    two.press("Go on with it")
    page = page_of(two)
    assert page.document.draft.cards[0].step.dose.reps == (10,)
    press(Qt.Key.Key_S, CTRL)
    text = (mine.data / "routines" / "by-hand.toml").read_text("utf-8")
    assert text == BY_HAND.replace("reps = 6 # not more", "reps = 10 # not more")
    assert not mine.drafts.exists()


def test_a_draft_left_by_esc_is_gone_on_with_by_editing_again(start: Starter, mine: Home) -> None:
    one = opened(start, mine)
    one.desk.editor.edit("by-hand")
    page_of(one).dose.numbers["reps"].stepBy(4)
    page_of(one).steps.setFocus()
    press(Qt.Key.Key_Escape)
    settled()
    assert asked_about(one) == ["‘By hand’ was not saved. Go on with it?"]
    one.desk.editor.edit("by-hand")
    assert page_of(one).document.draft.cards[0].step.dose.reps == (10,)
    assert asked_about(one) == []


def asked_about(one: Running) -> list[str]:
    settled()
    return [bar.accessibleName() for bar in one.desk.window.findChildren(QuestionBar) if not bar.isHidden()]


def left_with(one: Running, name: str) -> None:
    """A new routine that was named and left."""
    one.desk.editor.new()
    page_of(one).name.setFocus()
    QTest.keyClicks(page_of(one).name, name)
    page_of(one).steps.setFocus()
    press(Qt.Key.Key_Escape)
    settled()


def test_what_is_left_is_asked_about_until_each_is_answered(one: Running) -> None:
    left_with(one, "For Monday")
    left_with(one, "For Tuesday")
    assert len(asked_about(one)) == 1
    then = "Monday" if "Tuesday" in asked_about(one)[0] else "Tuesday"
    one.press("Throw it away")
    [said] = asked_about(one)
    assert then in said
    one.press("Go on with it")
    assert page_of(one).name.text() == f"For {then}"
    assert asked_about(one) == []


def test_the_keyboard_stays_with_the_routines_when_a_draft_is_left(one: Running) -> None:
    left_with(one, "For Monday")
    focused = one.desk.window.focusWidget()
    assert one.desk.shelf.page.isAncestorOf(focused)


@pytest.mark.parametrize("typed", ["for monday", "draft"])
def test_a_draft_that_was_left_is_found_by_its_name(one: Running, typed: str) -> None:
    left_with(one, "For Monday")
    one.desk.window.commands_asked.emit()
    dialog = one.desk.window.findChild(CommandsDialog)
    assert dialog is not None
    dialog.field.setText(typed)
    assert dialog.list.item(0).text() == "For Monday"
    dialog.take()
    assert page_of(one).name.text() == "For Monday"


def settled() -> None:
    from PySide6.QtCore import QEvent

    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_cancel_throws_away_what_undo_brings_back(start: Starter, mine: Home) -> None:
    one = opened(start, mine)
    one.desk.editor.edit("by-hand")
    page_of(one).dose.numbers["reps"].stepBy(4)
    one.press("Cancel")
    settled()
    assert [*mine.data.glob("drafts/*.json")] == []
    one.press("Undo")
    assert page_of(one).document.draft.cards[0].step.dose.reps == (10,)


def test_without_a_change_nothing_is_kept(start: Starter, mine: Home) -> None:
    one = opened(start, mine)
    one.desk.editor.edit("by-hand")
    page_of(one).steps.setFocus()
    press(Qt.Key.Key_Escape)
    settled()
    assert not mine.drafts.exists()
    assert not any("draft" in notice for notice in one.notices)


Answer = Callable[[CompareDialog], None]


@pytest.mark.parametrize(
    ("answer", "there", "more"),
    [
        ("Save mine over it", "reps = 7 # not more", False),
        ("Take the one in the file", "reps = 20 # not more", False),
        ("Keep both", "reps = 20 # not more", True),
    ],
)
def test_a_file_changed_meanwhile_is_shown_beside_the_draft(
    start: Starter, mine: Home, answer: str, there: str, more: bool
) -> None:
    one = opened(start, mine)
    one.desk.editor.edit("by-hand")
    page_of(one).dose.numbers["reps"].stepBy(1)
    path = mine.data / "routines" / "by-hand.toml"
    path.write_text(BY_HAND.replace("reps = 6", "reps = 20"))
    one.desk.shelf.own_files.read_now()
    assert "changed by another program" in page_of(one).trouble.said
    press(Qt.Key.Key_S, CTRL)
    dialog = one.desk.window.findChild(CompareDialog)
    assert dialog is not None
    assert "reps = 20" in path.read_text()
    button = next(w for w in dialog.findChildren(QWidget) if w.accessibleName() == answer)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    if answer == "Take the one in the file":
        active_again(one)
        assert page_of(one).document.draft.cards[0].step.dose.reps == (20,)
        press(Qt.Key.Key_Z, CTRL)
        assert page_of(one).document.draft.cards[0].step.dose.reps == (7,)
    assert there in path.read_text()
    assert (mine.data / "routines" / "by-hand-2.toml").exists() is more


def test_a_file_changed_before_anything_was_edited_is_gone_on_with(start: Starter, mine: Home) -> None:
    one = opened(start, mine)
    one.desk.editor.edit("by-hand")
    path = mine.data / "routines" / "by-hand.toml"
    path.write_text(BY_HAND.replace("reps = 6", "reps = 20"))
    one.desk.shelf.own_files.read_now()
    page = page_of(one)
    assert page.trouble.said == ""
    page.dose.numbers["reps"].stepBy(1)
    press(Qt.Key.Key_S, CTRL)
    assert path.read_text() == BY_HAND.replace("reps = 6", "reps = 21")


def test_a_routine_begun_while_another_is_edited_leaves_that_one_as_it_is(start: Starter, mine: Home) -> None:
    one = opened(start, mine)
    one.desk.editor.edit("by-hand")
    page_of(one).dose.numbers["reps"].stepBy(4)
    press(Qt.Key.Key_N, CTRL)
    page_of(one).add("bridge")
    one.leave()
    two = start(mine)
    assert len(two.desk.editor._waiting()) == 2


def test_esc_clears_the_search_before_it_leaves(one: Running) -> None:
    one.desk.editor.duplicate("desk-five")
    page = page_of(one)
    page.library.focus_search()
    QTest.keyClicks(focused(), "bridge")
    press(Qt.Key.Key_Escape)
    assert page_of(one).library.search.text() == ""
    press(Qt.Key.Key_Escape)
    assert one.desk.window.page is not page


def test_a_note_is_kept_as_it_is_typed(one: Running) -> None:
    one.desk.editor.duplicate("desk-five")
    page = page_of(one)
    QTest.keyClicks(page.dose.note, " not on cold days ")
    assert page.dose.note.toPlainText() == " not on cold days "
    assert page.document.draft.cards[0].step.note == "not on cold days"


def test_the_library_is_searched_and_filtered(one: Running) -> None:
    one.desk.editor.new()
    page = page_of(one)
    page.library.chips["At the desk"].click()
    exercises = one.desk.shelf.library.exercises
    names = [str(row.key) for row in page.library.list.rows.rows]
    assert {exercises[name].position for name in names} == {"standing", "seated"}
    page.library.chips["Neck"].click()
    names = [str(row.key) for row in page.library.list.rows.rows]
    assert {exercises[name].region for name in names} == {"neck"}
    page.library.search.setText("hip flexor kneeling")
    assert not page.library.list.isVisible()
    page.library.chips["At the desk"].click()
    page.library.chips["Neck"].click()
    assert page.library.list.rows.rows[0].key == "half-kneeling-hip-flexor"
    page.library.search.setText("hip flexor")  # which is in its name
    assert page.library.list.rows.rows[0].key == "half-kneeling-hip-flexor"


def test_what_is_typed_after_one_was_added_looks_for_the_next(one: Running) -> None:
    one.desk.editor.new()
    page = page_of(one)
    page.library.focus_search()
    for typed in ("bird dog", "pelvic tilt"):
        QTest.keyClicks(page.library.search, typed)
        press(Qt.Key.Key_Return)
    assert order(page) == ["bird-dog", "pelvic-tilt"]


def test_what_is_made_ones_own_is_the_exercise_that_is_marked(one: Running) -> None:
    one.desk.editor.new()
    library = page_of(one).library
    library.focus_search()
    for letter in "hip":
        QTest.keyClicks(library.search, letter)
        marked = library.list.current
        assert marked is not None
        assert library._mine.accessibleName() == f"Make ‘{marked.name}’ mine"
    library.search.setText("no such thing")
    assert not library._mine.isVisible()


def test_the_regions_somebody_named_are_the_first_filters(one: Running) -> None:
    one.desk.context.choose(sore=("hip", "low-back"))
    one.desk.editor.new()
    library = page_of(one).library
    assert [*library.chips][:4] == ["Lower back", "Hips", "At the desk", "Neck"]


def shown_name(page: EditorPage) -> str:
    return page.preview._word.text()


def test_an_exercise_marked_in_the_library_moves_and_has_no_other_ones_settings(
    one: Running, qtbot: QtBot
) -> None:
    one.desk.context.choose(motion="full")
    one.desk.editor.duplicate("psoas-release")
    page, exercises = page_of(one), page_of(one).library.list
    name = page.document.name_of(page.document.current)
    assert shown_name(page) == name
    click(exercises, at(exercises, 1))
    marked = exercises.rows.rows[1].name
    assert shown_name(page) == marked
    assert not page.dose.form.isVisible()
    assert not page.dose._head.isVisible()
    assert f"Add {marked} to the routine" in page.dose._empty.text()
    assert page.preview.figure.accessibleName() == words.say(messages.FIGURE, name=marked)
    qtbot.waitUntil(lambda: page.preview.motion.stance is not None)
    press(Qt.Key.Key_Space, CTRL)
    assert page.preview.playing
    click(page.steps, at(page.steps, 0))  # the step one was at all along
    assert page.dose.form.isVisible()
    press(Qt.Key.Key_Space, CTRL)
    assert shown_name(page) == name
    page.library.focus_search()
    QTest.keyClicks(page.library.search, "bridge")
    assert shown_name(page) == "Bridge"
    page.library.search.clear()
    QTest.mouseClick(page.library.chips["At the desk"], Qt.MouseButton.LeftButton)
    assert shown_name(page) == page.library.list.rows.rows[0].name != "Bridge"
    page.library.chips["At the desk"].click()
    page.library.focus_search()
    QTest.keyClicks(page.library.search, "bridge")
    press(Qt.Key.Key_Return)
    assert page.document.name_of(page.document.current) == "Bridge"
    assert page.dose.form.isVisible()


def test_a_step_has_one_name_and_one_time_wherever_it_is_shown(one: Running) -> None:
    one.desk.editor.duplicate("gentle-back-day")
    page = page_of(one)
    row = page.steps.rows.rows[0]
    assert (shown_name(page), page.preview._where.text()) == (row.name, row.detail)
    assert page.dose.numbers["fill"].lineEdit().text() == row.detail == "90 s"


def test_what_asks_for_care_is_marked_in_the_library_and_in_the_steps(one: Running) -> None:
    one.desk.context.choose(careful_with=("sore-knee-kneel",))
    one.desk.editor.duplicate("slow-holds-in-breaths")
    page = page_of(one)

    def marked(list_: RowList) -> set[str]:
        return {row.name for row in list_.rows.rows if row.care is not None}

    parts = page.document.parts.values()
    care = {one.exercise.name: page.document.care(one) for one in parts}
    assert marked(page.steps) == {name for name, advice in care.items() if advice}
    assert marked(page.steps) <= marked(page.library.list)
    assert len(marked(page.steps)) == 3
    kneels = next(one for one in page.steps.rows.rows if one.care)
    said = page.steps.rows.data(
        page.steps.rows.index(page.steps.rows.rows.index(kneels), 0), Qt.ItemDataRole.AccessibleTextRole
    )
    assert said.endswith("".join(advice.sentence for advice in [kneels.care] if advice))
    page.library.search.setText(kneels.name)
    click(page.library.list, at(page.library.list, 0))
    assert kneels.care is not None
    assert page.dose.care.said == kneels.care.sentence
    one.desk.context.choose(careful_with=())
    assert not marked(page.steps) | marked(page.library.list)


def asked_for_another(one: Running) -> AnotherDialog:
    QApplication.processEvents()
    dialog = one.desk.window.findChild(AnotherDialog)
    assert dialog is not None
    return dialog


def test_another_exercise_takes_a_steps_place_by_key_and_by_button(one: Running) -> None:
    one.desk.context.choose(careful_with=("sore-knee-kneel",))
    one.desk.editor.duplicate("psoas-release")
    page = page_of(one)
    was, key = order(page), page.document.draft.cards[1].key
    page.document.go_to(key)
    page.dose.numbers["rest-after"].stepBy(2)
    now = page.document.part
    assert now is not None
    page.steps.setFocus()
    press(Qt.Key.Key_R, CTRL)
    dialog = asked_for_another(one)
    rows = [row.key for row in dialog.library.list.rows.rows]
    exercises = page.document.exercises()
    near = [one for one in (now.exercise.easier, now.exercise.harder) if one]
    assert {*rows[: len(near)]} == {*near}
    assert exercises[str(rows[len(near)])].region == now.exercise.region
    assert rows[-1] == now.exercise.id
    assert not dialog.library._mine.isVisible()
    QTest.keyClicks(dialog.library.search, "cat and cow")
    assert dialog.preview._word.text() == "Cat and cow"
    assert "Kneeling hurts" in dialog._care.said
    QTest.keyClick(dialog.library.search, Qt.Key.Key_Return)
    active_again(one)
    assert order(page) == [was[0], "cat-and-cow", *was[2:]]
    assert page.document.draft.card(key).step.rest_after_ms == 10_000
    press(Qt.Key.Key_Z, CTRL)
    assert order(page) == was
    click_on(page.dose, "Another exercise…")
    dialog = asked_for_another(one)
    QTest.keyClicks(dialog.library.search, "bridge")
    click_on(dialog, "Use this one")
    assert order(page) == [was[0], "bridge", *was[2:]]


def test_an_exercise_whose_file_goes_while_another_is_chosen_goes_from_the_list(
    start: Starter, mine: Home
) -> None:
    text = (assets() / "exercises/bridge.toml").read_text("utf-8").split("\n", 1)[1]
    own = {f"exercises/{name}.toml": f'name = "Our {name}"\n{text}' for name in ("arch", "wave")}
    write(mine.data, own)
    one = opened(start, mine)
    one.desk.editor.duplicate("psoas-release")
    page = page_of(one)
    page.steps.setFocus()
    press(Qt.Key.Key_R, CTRL)
    dialog = asked_for_another(one)
    QTest.keyClicks(dialog.library.search, "our")
    rows = dialog.library.list
    first, last = rows.rows.rows[0], rows.rows.rows[1]
    rows.setCurrentIndex(rows.rows.index(1, 0))
    (mine.data / f"exercises/{first.key}.toml").unlink()
    one.desk.shelf.own_files.read_now()
    assert first.key not in {row.key for row in rows.rows.rows}
    assert rows.current is not None
    assert rows.current.key == last.key, "what is marked stays so"
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Up)
    dialog.reject()


def test_an_exercise_that_is_tried_moves_on_the_side_it_is_shown_on(one: Running, qtbot: QtBot) -> None:
    one.desk.context.choose(motion="full")
    one.desk.editor.duplicate("psoas-release")
    page = page_of(one)
    document, preview = page.document, page.preview
    parts = [document.tried(each) for each in document.exercises().values()]
    preview.show_exercise(
        next(part for part in parts if part.sides[0] == "left"), document.base, document.settings
    )
    assert preview.figure._side == "left"
    qtbot.waitUntil(lambda: preview.motion.stance is not None)
    assert preview.figure._side == "left"


def test_the_longest_names_are_whole_where_an_exercise_is_tried(one: Running) -> None:
    one.desk.editor.duplicate("psoas-release")
    page = page_of(one)
    page.steps.setFocus()
    press(Qt.Key.Key_R, CTRL)
    dialog, document = asked_for_another(one), page.document
    longest = sorted(document.exercises().values(), key=lambda each: len(each.name))[-5:]
    for preview in (page.preview, dialog.preview):
        for exercise in longest:
            preview.show_exercise(document.tried(exercise), document.base, document.settings)
            QApplication.processEvents()
            assert preview._word.text() == exercise.name
            assert [*clipped(preview)] == []
    dialog.reject()


def made_mine(one: Running, name: str) -> EditorPage:
    """The editor again, once the movement that is shown has a name and is saved."""
    QApplication.processEvents()
    movement = one.desk.window.page
    assert isinstance(movement, MovementPage)
    movement.work.put("name", name, "Name")
    movement.save_button.click()
    return page_of(one)


def click_on(where: QWidget, name: str) -> None:
    """Click the button of that name in a part of the page."""
    found = [one for one in where.findChildren(QWidget) if one.accessibleName() == name and one.isVisible()]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_an_exercise_of_the_library_made_ones_own_is_there_and_in_the_routine_at_once(one: Running) -> None:
    one.desk.editor.duplicate("desk-five")
    page = page_of(one)
    was = order(page)
    page.library.search.setText("bridge")
    click_on(page.library, "Make ‘Bridge’ mine")
    page = made_mine(one, "Bridge as I was shown")
    assert order(page) == [was[0], "bridge-as-i-was-shown", *was[1:]]
    page.library.search.clear()
    page.library.chips["Yours"].click()
    (row,) = page.library.list.rows.rows
    assert row.name == "Bridge as I was shown"
    assert row.detail.startswith("Yours")
    click_on(page.library, "Change Bridge as I was shown")
    page = made_mine(one, "Bridge, slower")
    assert order(page) == [was[0], "bridge-as-i-was-shown", *was[1:]]
    assert page.document.name_of(page.document.current) == "Bridge, slower"


def test_the_exercise_of_a_step_made_ones_own_takes_its_place_with_its_dose(one: Running) -> None:
    one.desk.editor.duplicate("psoas-release")
    page = page_of(one)
    key = page.document.draft.cards[3].key
    page.document.go_to(key)
    page.dose.numbers["reps"].stepBy(1)
    was, dose = order(page), page.document.draft.card(key).step.dose
    click_on(page.dose, words.say(messages.MAKE_MINE, name=page.document.name_of(key)))
    page = made_mine(one, "At the stairs")
    assert order(page) == [*was[:3], "at-the-stairs", *was[4:]]
    assert page.document.draft.card(key).step.dose == dose
    page.undo()
    assert order(page) == was
    page.redo()
    page.steps.offers["step-change"]()
    page = made_mine(one, "At the stairs, left first")
    assert order(page) == [*was[:3], "at-the-stairs", *was[4:]]


def test_a_new_movement_begun_in_the_editor_is_in_the_routine_once_it_is_saved(one: Running) -> None:
    one.desk.editor.new()
    page = page_of(one)
    click_on(page.library, "New exercise")
    dialog = one.desk.window.findChild(CommandsDialog)
    assert dialog is not None
    dialog.field.setText("from pictures")
    dialog.take()
    movement = one.desk.window.page
    assert isinstance(movement, MovementPage)
    for key in ("start", "end"):
        movement.work.put(key, "As I was shown.", key)
    page = made_mine(one, "What the figure cannot")
    assert order(page) == ["what-the-figure-cannot"]


def test_a_file_that_is_gone_or_broken_is_told_and_nothing_is_lost(start: Starter, mine: Home) -> None:
    one = opened(start, mine)
    one.desk.editor.edit("by-hand")
    page = page_of(one)
    page.dose.numbers["reps"].stepBy(1)
    path = mine.data / "routines" / "by-hand.toml"
    path.write_text("name = [")
    press(Qt.Key.Key_S, CTRL)
    dialog = one.desk.window.findChild(CompareDialog)
    assert dialog is not None
    dialog.reject()
    active_again(one)
    path.unlink()
    one.desk.shelf.own_files.read_now()
    assert "is gone" in page.trouble.said
    press(Qt.Key.Key_S, CTRL)
    assert "reps = 7" in path.read_text()


def test_where_nothing_can_be_written_the_draft_stays_and_why_is_said(one: Running) -> None:
    one.desk.editor.duplicate("desk-five")
    folder = one.desk.home.data / "routines"
    folder.rmdir()
    folder.write_text("a file where a folder should be")
    press(Qt.Key.Key_S, CTRL)
    assert "Not saved" in page_of(one).trouble.said
    folder.unlink()
    press(Qt.Key.Key_S, CTRL)
    assert isinstance(one.desk.window.page, DetailPage)


@pytest.mark.parametrize("name", ["脚を伸ばす", "עברית", "Ünïcode & <b>", "../../etc", "CON", "🦵"])
def test_a_name_in_any_script_is_a_name(one: Running, name: str) -> None:
    one.desk.editor.duplicate("desk-five")
    page_of(one).document.make(edits.renamed(page_of(one).document.draft, name))
    press(Qt.Key.Key_S, CTRL)
    [path] = (one.desk.home.data / "routines").glob("*.toml")
    assert tomllib.loads(path.read_text("utf-8"))["name"] == name
    assert one.desk.shelf.library.routines[path.stem].name == name


def test_two_windows_keep_two_drafts_and_the_second_save_is_asked(start: Starter, mine: Home) -> None:
    one, two = opened(start, mine), opened(start, mine)
    one.desk.editor.edit("by-hand")
    page_of(one).dose.numbers["reps"].stepBy(1)
    one.desk.editor._opened[-1].autosave.leave()  # on disk now, as in another process
    two.desk.editor.edit("by-hand")
    settled()
    two.desk.editor.page.dose.numbers["reps"].stepBy(2)  # type: ignore[union-attr]
    two.desk.editor._save(two.desk.editor._opened[-1])
    one.desk.editor._save(one.desk.editor._opened[-1])
    assert one.desk.window.findChild(CompareDialog) is not None


def test_a_session_that_was_done_becomes_a_routine(one: Running) -> None:
    routine = one.desk.shelf.library.routines["psoas-release"]
    one.desk.context.copy_asked.emit(routine)
    page = page_of(one)
    assert page.name.text() == "Psoas release, my way"
    assert [card.step.exercise for card in page.document.draft.cards] == [
        step.exercise for step in routine.steps
    ]


def test_what_was_just_played_becomes_a_routine_and_its_summary_waits(one: Running) -> None:
    one.desk.start("desk-five")
    one.play(60_000)
    one.desk.sessions.end()
    one.press("Make a routine of it")
    page = page_of(one)
    assert order(page) == [step.exercise for step in one.desk.shelf.library.routines["desk-five"].steps]
    press(Qt.Key.Key_S, CTRL)
    QApplication.processEvents()
    assert "desk-five" not in [path.stem for path in (one.desk.home.data / "routines").iterdir()]
    assert len([*(one.desk.home.data / "routines").glob("*.toml")]) == 1
    assert len(one.history.sessions()) == 1


def test_renamed_deleted_and_put_into_a_folder_with_undo(start: Starter, mine: Home) -> None:
    one = opened(start, mine)
    shelf, path = one.desk.shelf, mine.data / "routines" / "by-hand.toml"
    shelf.own.ask_name("by-hand")
    dialog = one.desk.window.findChild(NameDialog)
    assert dialog is not None
    dialog.field.setText("Tuesdays")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert path.read_text() == BY_HAND.replace('"By hand"', '"Tuesdays"')
    one.press("Undo")
    assert path.read_text() == BY_HAND
    shelf.own.put_into("by-hand", "Knees")
    assert "‘Knees’" in shelf.page.chips
    shelf.page.chips["‘Knees’"].click()
    assert shelf.page.shown() == ["by-hand"]
    shelf.own.trash("by-hand")
    assert not path.exists()
    assert "by-hand" not in shelf.library.routines
    one.press("Undo")
    assert path.read_text() == BY_HAND
    assert "by-hand" in shelf.library.routines
    one.leave()
    two = opened(start, mine)
    assert two.desk.shelf.choices.folders == {"by-hand": "Knees"}


def test_by_keys_alone_a_routine_is_renamed_and_thrown_away(start: Starter, mine: Home) -> None:
    one = opened(start, mine)
    shelf, path = one.desk.shelf, mine.data / "routines" / "by-hand.toml"
    QTest.keyClicks(focused(), "by")
    QTest.keyClicks(focused(), " hand")  # the search has them by now
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_F2)
    dialog = one.desk.window.findChild(NameDialog)
    assert dialog is not None
    dialog.field.setText("On Tuesdays")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert shelf.library.routines["by-hand"].name == "On Tuesdays"
    one.desk.window.activateWindow()
    assert QTest.qWaitForWindowActive(one.desk.window)
    shelf.search()
    QTest.keyClicks(focused(), "Tuesdays")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Delete)
    assert not path.exists()
    press(Qt.Key.Key_Z, CTRL)
    assert path.exists()
    shelf.open("by-hand")
    QApplication.processEvents()
    press(Qt.Key.Key_Delete)
    assert not path.exists()
    shelf.open("psoas-release")
    QApplication.processEvents()
    press(Qt.Key.Key_Delete)
    assert "psoas-release" in shelf.library.routines


def test_menus_at_a_step_do_all_that_keys_do(one: Running) -> None:
    from PySide6.QtGui import QContextMenuEvent

    one.desk.editor.duplicate("psoas-release")
    page = page_of(one)
    place = at(page.steps, 3)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, page.steps.viewport().mapToGlobal(place))
    QApplication.sendEvent(page.steps.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = [action.text() for action in menu.actions() if action.text()]
    assert names == [
        *("Move up", "Move down", "In a circuit with the step before"),
        *(
            "Another exercise…",
            "Easier version",
            "Harder version",
            "Make it mine…",
            "Once more",
            "Take it out",
        ),
    ]
    menu.close()


def test_with_little_room_one_begins_at_the_library(one: Running) -> None:
    one.desk.window.resize(800, 560)
    one.desk.editor.new()
    page = page_of(one)
    assert page.library.list.isVisible()
    page.add("bridge")
    assert page.library.list.isVisible()
    assert page.steps.isVisible()


def test_screen_readers_have_a_name_for_everything(one: Running) -> None:
    one.desk.editor.duplicate("psoas-release")
    page = page_of(one)
    assert nameless(page) == []
    assert list(rich(page)) == []
    row = page.steps.rows.index(3, 0)
    said = page.steps.rows.data(row, Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Half-kneeling hip-flexor opener, 12 each side")


def test_the_rhythm_of_a_rep_has_its_phases_and_follows_the_hold(one: Running) -> None:
    one.desk.editor.duplicate("psoas-release")
    page = page_of(one)
    page.document.go_to(page.document.draft.cards[3].key)
    assert page.dose.rhythm.accessibleDescription() == "Ease in 2 s, Hold 2 s, Release 2 s, Rest 1 s"
    page.dose.numbers["hold"].stepBy(2)
    assert "Hold 3 s" in page.dose.rhythm.accessibleDescription()


def test_in_a_low_window_with_large_text_nothing_is_cut_and_the_list_has_the_room(one: Running) -> None:
    one.desk.editor.duplicate("psoas-release")
    page = page_of(one)
    one.desk.context.choose(text_size=150)
    one.desk.window.resize(800, 560)
    QApplication.processEvents()
    page.panes.show_pane("whole")
    QApplication.processEvents()
    assert [*clipped(page)] == []
    area = page.whole.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.verticalScrollBar().maximum() > 0
    area.setFocus()
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0
    page.panes.show_pane("library")
    QApplication.processEvents()
    library = page.library
    assert library.list.viewport().height() > 2.5 * library.list.row_height
    assert not library.chips["At the desk"].isVisible()
    click_on(library, "Filters, and exercises of your own")
    assert library.chips["At the desk"].isVisible()
    click_on(library, "New exercise")
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, CommandsDialog)]
    dialog.reject()


def test_another_step_is_shown_from_its_top_and_says_what_its_sides_mean(one: Running) -> None:
    one.desk.editor.duplicate("psoas-release")
    page = page_of(one)
    page.document.go_to(page.document.draft.cards[2].key)
    QApplication.processEvents()
    bar = page.dose._area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    page.document.go_to(page.document.draft.cards[3].key)
    QApplication.processEvents()
    assert bar.value() == 0
    told = [text.text() for text in page.dose.findChildren(Text) if text.isVisible()]
    assert "All reps on one side, then all on the other." in told
    page.dose.choices["sides"].segment("alternate").click()  # type: ignore[attr-defined]
    told = [text.text() for text in page.dose.findChildren(Text) if text.isVisible()]
    assert "One rep on one side, the next on the other, and so on." in told
