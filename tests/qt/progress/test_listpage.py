"""Sessions on a page of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from guided.locales import ENGLISH
from guided.qt.progress.listpage import SessionsPage
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.text import Text
from tests.qt.progress.test_sessions import TODAY, sessions
from tests.qt.seen import nameless


def test_it_shows_those_it_is_about_and_deletes_what_is_marked(look: Look, qtbot: QtBot) -> None:
    page = SessionsPage(look, "This week: 28 minutes", ["1", "2", "9"])
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show_sessions(sessions(5), TODAY, ENGLISH)
    page.show()
    assert page.sessions.model().rowCount() == 2
    QTest.keyClick(page.sessions, Qt.Key.Key_Space)
    button = next(one for one in page.findChildren(Button) if one.words == "Delete 1 session")
    with qtbot.waitSignal(page.delete_asked) as asked:
        button.click()
    assert asked.args == [("1",)]
    next(one for one in page.findChildren(Button) if one.words == "Mark none").click()
    assert not button.isVisible()
    assert not nameless(page)


def test_the_page_follows_the_current_row(look: Look, qtbot: QtBot) -> None:
    page = SessionsPage(look, "Sessions")
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show_sessions(sessions(50), TODAY, ENGLISH)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.sessions.setFocus()
    QTest.keyClick(page.sessions, Qt.Key.Key_End)
    row = page.sessions.visualRect(page.sessions.currentIndex())
    top = page.sessions.mapTo(page.area.viewport(), row.topLeft()).y()
    assert 0 <= top < page.area.viewport().height()


def test_where_the_last_one_is_deleted_it_says_so(look: Look, qtbot: QtBot) -> None:
    page = SessionsPage(look, "Sessions")
    qtbot.addWidget(page)
    page.show_sessions(sessions(1), TODAY, ENGLISH)
    page.show()

    def said() -> list[str]:
        return [text.text() for text in page.findChildren(Text) if text.isVisible()]

    assert "There are no sessions here." not in said()
    page.show_sessions([], TODAY, ENGLISH)
    assert "There are no sessions here." in said()
    assert not any("To delete several" in text for text in said())
