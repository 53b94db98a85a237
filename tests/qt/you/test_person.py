"""What the person says of themselves: the first run and the text size."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from guided.qt.you.welcome import WelcomePage
from guided.settings import load as load_settings
from tests.qt.running import Starter


def test_the_first_run_is_asked_once_and_kept(start: Starter) -> None:
    one = start()
    one.desk.person.introduce()
    page = one.desk.window.page
    assert isinstance(page, WelcomePage)
    one.press("Let’s begin")
    one.press("Feet")
    ways = ("Next", "I have read when to stop", "Next", "On the floor", "Next", "Next", "See all routines")
    for name in ways:
        one.press(name)
    kept = load_settings(one.desk.home.settings)
    assert (kept.sore, kept.place, kept.introduced, kept.volume) == (("foot",), "floor", True, 1.0)
    assert one.desk.window.page is one.desk.shelf.page
    assert one.desk.window.sidebar.isVisible()
    one.desk.window.show_page("settings")
    one.press("Change what hurts and what to be careful with")
    assert isinstance(one.desk.window.page, WelcomePage)
    one.press("Skip the questions")
    assert one.desk.context.settings.sore == ("foot",)


def test_the_first_routine_starts_from_the_first_run(start: Starter) -> None:
    one = start()
    one.desk.person.introduce()
    for name in ("Let’s begin", "Feet", "Next", "I have read when to stop", "Skip the questions", "Start"):
        one.press(name)
    player = one.desk.sessions.player
    assert player is not None
    assert player.timeline.routine.id == "heel-and-sole"
    assert one.desk.context.settings.introduced


def test_text_size_changes_by_keys_and_has_ends(start: Starter) -> None:
    one = start()
    for _ in range(5):
        one.desk.window.text_size_asked.emit(1)
    assert one.desk.context.settings.text_size == 150
    one.desk.window.text_size_asked.emit(0)
    assert one.desk.context.settings.text_size == 100


def test_a_section_is_in_sight_the_first_time_settings_come(start: Starter) -> None:
    one = start()
    one.desk.person.show_section("About")
    QApplication.processEvents()
    assert one.desk.person.page.section == "About"
    assert one.desk.person.page.area.verticalScrollBar().value() > 0
