"""A past session: what is shown of it, and what can be put right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guided.library import Library
from guided.locales import GERMAN
from guided.qt.progress.sessionpage import SessionPage
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.text import Text
from guided.routine import Routine
from guided.session import Record
from guided.settings import Settings
from tests.qt.hostile import MARKUP
from tests.qt.seen import beyond, clipped, nameless, rich
from tests.test_account import record


def shown(look: Look, qtbot: QtBot, library: Library, kept: Record) -> SessionPage:
    page = SessionPage(look, kept, library, GERMAN)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    return page


def texts(page: QWidget) -> list[str]:
    return [one.text() for one in page.findChildren(Text)]


def press(page: QWidget, name: str) -> None:
    next(one for one in page.findChildren(QWidget) if one.accessibleName() == name).click()  # type: ignore[attr-defined]


def test_it_says_what_was_done_when_and_how_long(look: Look, qtbot: QtBot, library: Library) -> None:
    said = texts(shown(look, qtbot, library, record(library)))
    assert "Psoas release" in said
    assert any(text.startswith("Dienstag, 24. November 2026, 08:00") for text in said)
    assert {"5 of 6 reps", "Paused 2 times", "Holding", "2:00"} <= set(said)


def test_what_was_changed_is_one_next_version_when_the_page_is_left(
    look: Look, qtbot: QtBot, library: Library
) -> None:
    page = shown(look, qtbot, library, replace(record(library), before=5))
    page.after.choose(2)
    page.note.setPlainText(" Better. ")
    next(one for one in page.findChildren(Button) if one.words == "Correct").click()
    press(page, "One more: Pelvic tilts")
    press(page, "One less: Knee hug with long-leg press, Left")
    with qtbot.waitSignal(page.edited) as edited:
        page.hide()
    assert edited.args is not None
    kept: Record = edited.args[0]
    assert (kept.version, kept.before, kept.after, kept.note) == (2, 5, 2, "Better.")
    assert [one.done for one in kept.sets[:3]] == [6, 8, 9]
    with qtbot.assertNotEmitted(page.edited):
        page.show()
        page.hide()


def test_it_can_be_done_again_as_it_was_and_deleted(look: Look, qtbot: QtBot, library: Library) -> None:
    page = shown(look, qtbot, library, record(library))
    with qtbot.waitSignal(page.repeat_asked) as asked:
        press(page, "Do it again")
    assert asked.args is not None
    routine: Routine = asked.args[0]
    assert routine.steps == library.routines["psoas-release"].steps
    with qtbot.waitSignal(page.delete_asked) as asked:
        press(page, "Delete")
    assert asked.args == [("one",)]


def test_a_session_done_elsewhere_has_no_routine_to_play(look: Look, qtbot: QtBot, library: Library) -> None:
    page = shown(look, qtbot, library, replace(record(library), routine="{}", sets=(), phase_ms={}))
    names = [one.accessibleName() for one in page.findChildren(Button)]
    assert "Do it again" not in names
    assert "Correct" not in names


@pytest.mark.parametrize(("size", "text_size"), [((1280, 800), 100), ((800, 560), 150)])
def test_markup_stays_text_everything_has_a_name_and_fits(
    look: Look, qtbot: QtBot, library: Library, size: tuple[int, int], text_size: int
) -> None:
    look.use(Settings(theme="light", motion="reduced", text_size=text_size))
    page = shown(look, qtbot, library, replace(record(library), routine_name=MARKUP, note=MARKUP))
    page.resize(*size)
    QApplication.processEvents()  # what is above the page's body is laid out a step later
    page.grab()
    assert not list(rich(page))
    assert not nameless(page)
    assert not list(clipped(page))
    assert not list(beyond(page.sheet))
