"""From a practitioner's mail to a routine that plays: by keys, by the mouse, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from guided.files import load_own
from guided.qt.routines.detail import DetailPage
from guided.qt.routines.finding import FindDialog
from guided.qt.routines.offer import OfferDialog
from guided.qt.routines.paste import PasteDialog
from guided.qt.routines.review import ReviewPage
from guided.qt.widgets.text import Text
from guided.qt.window import Window
from tests.qt.running import Running, Starter
from tests.qt.seen import rich
from tests.qt.shipped import library

MAIL = """Subject: Your home exercises

Hi Anna,
great to see you today. Here are your exercises:

1. Hip flexor stretch, kneeling – 3 x 30 s each side
2. Glute bridges 3x10, hold 5 s
3. Bird dog 2 x 8 each side (hold 5 secs)
4. Cat/cow x 10
5. Child's pose, 5 slow breaths
6. Crab walks with band 3x15 L+R
7. Piriformis stretch lying 2 x 30sec both legs
8. Pelvic tilts 10 reps, 2x/day

Best wishes,
Tom
"""
MEANT = [
    "half-kneeling-hip-flexor",
    "bridge",
    "bird-dog",
    "cat-and-cow",
    "hips-back-to-heels",
    "side-bridge",
    "supine-figure-four",
    "pelvic-tilt",
]
ROUTINE = 'name = "Mine"\n[[step]]\nexercise = "bridge"\nreps = 5\n'
Kind = TypeVar("Kind", bound=QDialog)
LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def one(start: Starter) -> Running:
    """A program with the routines in sight."""
    one = start()
    one.desk.window.activateWindow()
    one.desk.window.show_page("routines")
    QApplication.processEvents()
    return one


def review(one: Running, qtbot: QtBot) -> ReviewPage:
    qtbot.waitUntil(lambda: isinstance(one.desk.window.page, ReviewPage))
    page = one.desk.window.page
    assert isinstance(page, ReviewPage)
    return page


def dialog(kind: type[Kind]) -> Kind:
    QApplication.processEvents()
    (shown,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    return shown


def focused() -> QWidget:
    """What a key goes to: in a window that is shown, whether or not the platform says it is active."""
    modal = QApplication.activeModalWidget()
    windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, Window) and w.isVisible()]
    found = (modal or windows[0]).focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)
    QApplication.processEvents()


def tab_to(name: str) -> None:
    """Tab until what has the focus is called that."""
    for _ in range(60):
        if focused().accessibleName() == name:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(name)


def named(where: QWidget, name: str) -> QWidget:
    return next(w for w in where.findChildren(QWidget) if w.accessibleName() == name and w.isVisible())


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, LEFT)
    QApplication.processEvents()


def saved(one: Running) -> list[str]:
    """The exercises of the routine that is in the person's folder, as another start would find it."""
    page = one.desk.window.page
    assert isinstance(page, DetailPage)
    found = load_own(library(), one.desk.home.data)
    assert not found.broken
    (routine,) = [found.routines[name] for kind, name in found.own if kind == "routines"]
    return [step.exercise for step in routine.steps]


def shows(page: ReviewPage, sentence: str) -> bool:
    return any(sentence in text.text() for text in page.findChildren(Text) if text.isVisible())


def test_by_keys_alone_a_mail_becomes_a_routine_that_plays(one: Running, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(MAIL)
    press(Qt.Key.Key_V, CONTROL)
    page = review(one, qtbot)
    assert [row.sure.text() for row in page.rows].count("Good match") == 7
    assert page.rows[5].sure.text() == "No match: kept as your own"
    assert shows(page, "Crab walks with band is not in the library: it becomes an exercise of yours.")
    tab_to("Another exercise for Crab walks with band")
    press(Qt.Key.Key_Return)
    QTest.keyClicks(dialog(FindDialog).field, "side plank")
    press(Qt.Key.Key_Return)
    assert page.rows[5].name.text() == "Side bridge"
    assert not shows(page, "is not in the library")
    tab_to("How many of Pelvic tilts")
    press(Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(page.rows[7].dose, "2 x 12")
    one.desk.window.activateWindow()  # which this platform does not do after a dialog
    assert QTest.qWaitForWindowActive(one.desk.window)
    press(Qt.Key.Key_S, CONTROL)
    assert saved(one) == MEANT
    routine = one.desk.context.library.routines["your-home-exercises"]
    assert (routine.steps[7].dose.sets, routine.steps[7].dose.reps) == (2, (12,))
    press(Qt.Key.Key_Return, CONTROL)
    assert one.desk.sessions.page is not None


def test_what_is_left_without_saving_is_gone_on_with(one: Running, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(MAIL)
    press(Qt.Key.Key_V, CONTROL)
    page = review(one, qtbot)
    click(page.rows[7].more)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "Nothing was saved." in one.notices)
    one.press("Go on with it")
    page = review(one, qtbot)
    assert page.rows[7].dose.text() == "11 reps"
    click(page.save)
    assert len(saved(one)) == 8
    qtbot.wait(1)
    assert "Nothing was saved." not in one.notices


def test_by_the_mouse_alone_a_mail_becomes_a_routine_that_plays(one: Running, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(MAIL)
    one.press("New")
    one.press("Paste or open them…")
    asked = dialog(PasteDialog)
    assert not asked.read.isEnabled()
    click(named(asked, "Paste"))
    click(asked.read)
    page = review(one, qtbot)
    click(page.rows[5].another)
    found = dialog(FindDialog)
    names = [found.list.item(n).text() for n in range(found.list.count())]
    item = found.list.item(names.index("Side bridge"))
    found.list.scrollToItem(item)
    QTest.mouseClick(found.list.viewport(), LEFT, pos=found.list.visualItemRect(item).center())
    assert found.isVisible()
    click(found.taking)
    assert page.rows[5].name.text() == "Side bridge"
    click(page.rows[7].more)
    click(page.rows[7].more)
    assert page.rows[7].dose.text() == "12 reps"
    click(page.save)
    assert saved(one) == MEANT
    one.press("Start")
    assert one.desk.sessions.page is not None


def test_every_line_is_there_with_its_words_its_match_and_what_was_left_out(
    one: Running, qtbot: QtBot
) -> None:
    one.desk.shelf.own.importing.take_text(MAIL)
    page = review(one, qtbot)
    labels = [w.text() for w in page.findChildren(QWidget) if hasattr(w, "text") and callable(w.text)]
    assert "Line 7: “2. Glute bridges 3x10, hold 5 s”" in labels
    assert "5 lines are left out" in labels
    assert any(text.startswith("Line 3: “Hi Anna,” No exercise") for text in labels)
    assert not list(rich(page))
    assert not list(one.desk.home.data.rglob("*.guided"))


def test_a_line_of_which_two_parts_are_left_out_is_counted_once(one: Running, qtbot: QtBot) -> None:
    one.desk.shelf.own.importing.take_text("Bridges 3x10 @ 5 kg daily\nLove, Anna")
    assert len(review(one, qtbot).draft.left_out) == 3
    assert shows(review(one, qtbot), "2 lines are left out")


def test_a_row_has_the_dose_of_its_box_and_says_what_was_not_written(one: Running, qtbot: QtBot) -> None:
    one.desk.shelf.own.importing.take_text("dead bugs 2x8\npelvic tilts 10 slow\nwalk 10 minutes\nBridge")
    page = review(one, qtbot)
    bugs, tilts, walk, bridge = page.rows
    assert (bugs.dose.text(), bugs.sure.text()) == ("2 x 8, each side", "Check this")
    assert bugs.plays.text().startswith("2 × 8 each side")
    assert shows(page, "No side is given, so it is done on each.")
    assert shows(page, "Look again at Dead bug.")
    assert (tilts.dose.text(), tilts.note.text()) == ("10 reps", "Note: “slow”")
    assert (walk.dose.text(), walk.plays.text().partition(",")[0]) == ("10 min", "10 min")
    assert bridge.dose.placeholderText() == f"As usual: {bridge.plays.text().rpartition(', ')[0]}"
    bugs.dose.setFocus()
    bugs.dose.selectAll()
    QTest.keyClicks(bugs.dose, "2 x 4 each side")
    qtbot.waitUntil(lambda: bugs.sure.text() == "Good match")
    assert not bugs.note.isVisible()


def test_what_nobody_has_drawn_is_played_by_its_words(one: Running, qtbot: QtBot) -> None:
    one.desk.shelf.own.importing.take_text("Crab walks with band 2 x 3 L+R\nBridge x 2")
    page = review(one, qtbot)
    click(page.save)
    assert saved(one) == ["crab-walks-with-band", "bridge"]
    one.desk.start(next(iter(name for kind, name in one.desk.context.library.own if kind == "routines")))
    one.play(30_000)
    assert one.desk.sessions.page is not None
    assert not one.desk.sessions.page.grab().isNull()


def test_a_line_that_is_left_out_is_listed_and_without_any_nothing_can_be_saved(
    one: Running, qtbot: QtBot
) -> None:
    one.desk.shelf.own.importing.take_text("Bridge x 5\nBird dog x 5")
    page = review(one, qtbot)
    click(page.rows[0].out)
    assert [out.why for out in page.draft.left_out] == ["You left it out."]
    assert focused() is page.rows[0].out
    click(page.rows[0].out)
    assert not page.save.isEnabled()


def test_a_dose_that_is_typed_shows_what_it_becomes(one: Running, qtbot: QtBot) -> None:
    one.desk.shelf.own.importing.take_text("Bridge x 5")
    page = review(one, qtbot)
    page.rows[0].dose.setFocus()
    page.rows[0].dose.selectAll()
    QTest.keyClicks(page.rows[0].dose, "3 sets of 8, hold 5 s, rest 30 s")
    qtbot.waitUntil(lambda: page.rows[0].plays.text().startswith("3 × 8 reps, 5 s hold"))
    assert page.rows[0].dose.text() == "3 sets of 8, hold 5 s, rest 30 s"


def test_of_several_routines_in_a_file_one_is_seen_at_a_time(
    one: Running, qtbot: QtBot, tmp_path: Path
) -> None:
    def workout(title: str, name: str) -> dict[str, object]:
        return {"title": title, "sets": [{"repetitions": 1, "exercises": [{"name": name, "duration": 30}]}]}

    path = tmp_path / "all.json"
    path.write_text(json.dumps({"workouts": [workout("A", "Bridge"), workout("B", "Bird dog")]}))
    drop(one, path)
    page = review(one, qtbot)
    assert (page.name.text(), page.rows[0].name.text()) == ("A", "Bridge")
    page._go_to(1)
    assert (page.name.text(), page.rows[0].name.text()) == ("B", "Bird dog")


def drop(one: Running, path: Path) -> None:
    """Drop a file on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy = Qt.DropAction.CopyAction
    event = QDropEvent(QPointF(QPoint(40, 40)), copy, data, LEFT, Qt.KeyboardModifier.NoModifier)
    one.desk.window.dropEvent(event)


def choose(path: Path) -> None:
    """Choose a file in the dialogue that asks for one."""
    asked = dialog(QFileDialog)
    asked.filesSelected.emit([str(path)])
    asked.reject()


@pytest.mark.parametrize("name", ["mine.guided", "mine.toml", "mine.guided.txt"])
def test_a_file_of_ones_own_is_opened_where_one_imports(
    one: Running, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_text(ROUTINE, "utf-8")
    QGuiApplication.clipboard().setText("")  # before which this platform has none at all
    one.desk.shelf.own.importing.ask()
    click(named(dialog(PasteDialog), "Open a file…"))
    choose(path)
    qtbot.waitUntil(lambda: any(isinstance(w, OfferDialog) for w in QApplication.topLevelWidgets()))
    dialog(OfferDialog).reject()


def test_what_one_has_already_is_shown(one: Running, tmp_path: Path) -> None:
    for folder in (tmp_path, one.desk.home.data / "routines"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{folder.name}.guided").write_text(ROUTINE, "utf-8")
    one.desk.shelf.own_files.read_now()
    one.desk.shelf.offer(tmp_path / f"{tmp_path.name}.guided")
    click(named(dialog(OfferDialog), "Show it"))
    page = one.desk.window.page
    assert isinstance(page, DetailPage)
    assert page.routine_id == "routines"


def test_files_that_were_copied_are_opened_as_if_they_were_dropped(
    one: Running, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "mine.guided"
    path.write_text(ROUTINE, "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    QGuiApplication.clipboard().setMimeData(data)
    one.desk.shelf.own.importing.paste()
    QGuiApplication.clipboard().setText("")  # while there is a program that the files are of
    dialog(OfferDialog).reject()


@pytest.mark.parametrize("data", [b"\0\1\2", b"", b"Dear Anna, see you soon."])
def test_what_holds_no_exercise_is_told_in_a_sentence(
    one: Running, qtbot: QtBot, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(data)
    drop(one, path)
    qtbot.waitUntil(lambda: any("No exercise was found in x.bin" in text for text in one.notices))
    assert not isinstance(one.desk.window.page, ReviewPage)


def test_a_file_that_is_not_there_is_told(one: Running, qtbot: QtBot, tmp_path: Path) -> None:
    drop(one, tmp_path / "gone.txt")
    qtbot.waitUntil(lambda: any("gone.txt cannot be opened" in text for text in one.notices))


def test_where_the_disk_refuses_the_page_says_why_and_stays(one: Running, qtbot: QtBot) -> None:
    one.desk.shelf.own.importing.take_text("Bridge x 5")
    page = review(one, qtbot)
    folder = one.desk.home.data / "routines"
    (folder / "my-routine.guided").mkdir(parents=True)
    (folder / "from-elsewhere.guided").mkdir(parents=True)
    click(page.save)
    assert one.desk.window.page is page
    assert page._trouble.text().startswith("Not saved:")


def test_what_was_pasted_without_a_name_is_ones_own_until_it_has_one(one: Running, qtbot: QtBot) -> None:
    one.desk.shelf.own.importing.take_text("Bridges 2 x 8\nDead bug 2 x 8")
    assert review(one, qtbot).name.text() == "My routine"


def test_the_last_row_in_sight_is_marked_by_a_click_and_taken_by_two_without_scrolling(
    one: Running, qtbot: QtBot
) -> None:
    one.desk.shelf.own.importing.take_text(MAIL)
    page = review(one, qtbot)
    click(page.rows[5].another)
    found = dialog(FindDialog)
    shown, ground = found.list, found.list.viewport()
    at = QPoint(ground.width() // 2, ground.height() - 2)
    item = shown.itemAt(at)
    assert item is not None
    name = item.text()
    QTest.mouseMove(ground, at)
    QTest.mouseClick(ground, LEFT, pos=at)
    QApplication.processEvents()
    assert (shown.verticalScrollBar().value(), shown.currentItem().text()) == (0, name)
    QTest.mouseDClick(ground, LEFT, pos=at)
    QApplication.processEvents()
    assert page.rows[5].name.text() == name


def test_which_exercise_it_is_can_be_left_open(one: Running, qtbot: QtBot) -> None:
    one.desk.shelf.own.importing.take_text(MAIL)
    page = review(one, qtbot)
    before = page.rows[0].name.text()
    click(page.rows[0].another)
    found = dialog(FindDialog)
    QTest.keyClicks(found.field, "side plank")
    click(found.cancel)
    assert page.rows[0].name.text() == before
