"""The program as a whole: start, play, look back; and what happens when things break."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from guided.history.store import open_history
from guided.paths import home_in
from guided.qt.context import Changed, Context
from guided.qt.learn.page import LearnPage
from guided.qt.pages import PAGES, Place
from guided.qt.play.summary import SummaryPage
from guided.qt.routines.detail import DetailPage
from guided.qt.widgets.text import Text
from guided.settings import load as load_settings
from tests.qt.running import Starter
from tests.qt.shipped import library, timeline


def test_a_session_from_start_to_progress(start: Starter) -> None:
    one = start()
    one.desk.start("psoas-release")
    one.play(timeline().length_ms + 1_000)
    page = one.desk.window.page
    assert isinstance(page, SummaryPage)
    shown = " ".join(w.text() for w in page.findChildren(QWidget) if hasattr(w, "text"))
    assert "12 left, 12 right" in shown
    assert "Session done" in shown
    page.scale.choose(2)
    page.note.setPlainText("Looser on the left.")
    one.press("Done")
    (kept,) = one.history.sessions()
    assert (kept.after, kept.note, kept.complete) == (2, "Looser on the left.", True)
    assert kept.reps_done == kept.reps_planned
    assert kept.played_ms == timeline().length_ms
    assert one.desk.window.page is one.desk.today.page
    one.desk.window.show_page("progress")
    assert one.desk.diary.page.sessions.model().rowCount() == 1


class Hello(Text):
    """A page as it might be added: it says how many routines there are, as long as that is true."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.look, "")
        self._context = context
        context.changed.connect(self.show_changed)
        self.show_changed(Changed.LIBRARY)

    def show_changed(self, what: Changed) -> None:
        if what & (Changed.LIBRARY | Changed.SETTINGS):
            words = f"{len(self._context.library.routines)} routines, {self._context.settings.text_size} %"
            self.setText(words)


def test_a_page_is_added_with_a_class_and_a_line(start: Starter) -> None:
    hello = Place("hello", "Hello", "info-circle", "tests.qt.test_desk:Hello", key="Ctrl+H")
    one = start(places=(*PAGES, hello))
    one.desk.window.activateWindow()
    assert QTest.qWaitForWindowActive(one.desk.window)
    QTest.keyClick(one.desk.window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    page = one.desk.window.page
    assert isinstance(page, Hello)
    one.desk.context.choose(text_size=130)
    assert page.text() == f"{len(library().routines)} routines, 130 %"
    one.press("Routines")
    one.press("Hello")
    assert one.desk.window.page is page


def test_learn_leads_to_a_routine_and_back(start: Starter) -> None:
    one = start()
    one.desk.window.show_page("learn")
    page = one.desk.window.page
    assert isinstance(page, LearnPage)
    page.open(next(article for article in page.articles if article.routine))
    one.press("See the routine")
    assert isinstance(one.desk.window.page, DetailPage)
    one.desk.window.back()
    assert isinstance(one.desk.window.page, LearnPage)


def test_a_read_only_home_plays_all_the_same(start: Starter, tmp_path: Path) -> None:
    home = home_in(tmp_path / "blocked")
    home.config.parent.mkdir()
    for folder in (home.config, home.data, home.cache):
        folder.write_text("a file where a folder should be")
    one = start(home)
    assert one.notices
    one.desk.start("desk-five")
    one.play(timeline("desk-five").length_ms + 1_000)
    assert isinstance(one.desk.window.page, SummaryPage)


def test_the_window_opens_where_it_was(start: Starter, tmp_path: Path) -> None:
    one = start()
    one.desk.window.setGeometry(20, 30, 820, 600)
    one.desk.window.close()
    state = json.loads((one.desk.home.config / "window.json").read_text())
    assert (state["width"], state["height"]) == (820, 600)


def test_files_are_for_this_person_only(start: Starter) -> None:
    one = start()
    one.desk.start("desk-five")
    one.play(60_000)
    one.desk.window.close()
    home = one.desk.home
    for path in (home.history, home.config / "window.json"):
        assert path.stat().st_mode & 0o077 == 0, path
    assert home.data.stat().st_mode & 0o077 == 0
    with closing(open_history(home.history, "2026-11-24")) as history:
        assert not history.writable


def test_what_the_window_says_does_not_stand_over_a_session_as_well(start: Starter) -> None:
    one = start()
    one.sink.lose("Sound is off.")
    one.sink.lose("Sound is off.")
    assert one.notices.count("Sound is off.") == 1
    one.desk.start("desk-five")
    assert one.notices == []
    one.sink.lose("Sound is off.")
    assert one.notices.count("Sound is off.") == 1
    one.play(5_000)
    one.desk.start("desk-five")
    one.play(timeline("desk-five").length_ms + 1_000)
    assert one.notices.count("Sound is off.") == 1
    one.press("Close this message")
    assert "Sound is off." not in one.notices
    one.sink.lose("Sound is off.")
    assert one.notices.count("Sound is off.") == 1


def test_what_is_chosen_in_two_windows_is_kept_of_both(start: Starter) -> None:
    one, two = start(), start()
    one.desk.shelf.page.starred.emit("desk-five")
    two.desk.shelf.page.starred.emit("psoas-release")
    one.desk.context.choose(text_size=130)
    two.desk.context.choose(paper="letter")
    three = start()
    assert three.desk.context.choices.favourites == ("desk-five", "psoas-release")
    kept = load_settings(one.desk.home.settings)
    assert (kept.text_size, kept.paper) == (130, "letter")
