"""What the person says of themselves: the first run and the text size."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from guided.prescribed import Prescribed
from guided.qt.context import Changed
from guided.qt.widgets.text import Text
from guided.qt.you.settings import SettingsPage
from guided.qt.you.welcome import WelcomePage
from guided.settings import load as load_settings
from tests.history.samples import record
from tests.qt.running import Starter
from tests.qt.shipped import library


def test_the_first_run_is_asked_once_and_kept(start: Starter) -> None:
    one = start()
    one.desk.person.introduce()
    page = one.desk.window.page
    assert isinstance(page, WelcomePage)
    one.press("Let’s begin")
    one.press("Feet")
    ways = (
        "Next",
        "I have read when to stop",
        "Next",
        "On the floor",
        "Next",
        "Next",
        "All routines",
    )
    for name in ways:
        one.press(name)
    kept = load_settings(one.desk.home.settings)
    assert (kept.sore, kept.place, kept.introduced, kept.volume) == (("foot",), "floor", True, 1.0)
    assert one.desk.window.page is one.desk.shelf.page
    assert one.desk.window.sidebar.isVisible()


def test_from_settings_one_question_is_asked_and_done_or_cancelled(start: Starter) -> None:
    one = start()
    one.desk.context.choose(sore=("foot",), place="floor", volume=0.5, introduced=True)
    one.desk.window.show_page("settings")
    for leave, sore in (("Cancel", ("foot",)), ("Done", ("foot", "neck"))):
        one.press("Change what hurts")
        assert isinstance(one.desk.window.page, WelcomePage)
        one.press("Neck")
        one.press(leave)
        assert isinstance(one.desk.window.page, SettingsPage)
        assert set(one.desk.context.settings.sore) == set(sore)
    assert one.desk.context.settings.volume == 0.5
    one.press("Change what to be careful with")
    one.press(library().care["heart"].name)
    one.press("Done")
    assert one.desk.context.settings.careful_with == ("heart",)


def test_the_first_routine_starts_from_the_first_run(start: Starter) -> None:
    one = start()
    one.desk.person.introduce()
    for name in ("Let’s begin", "Feet", "Next", "I have read when to stop", "Skip the questions", "Start"):
        one.press(name)
    player = one.desk.sessions.player
    assert player is not None
    assert player.timeline.routine.id == "legs-at-a-chair"
    assert one.desk.context.settings.introduced


@pytest.mark.parametrize("sore", [(), ("low-back", "hip-front"), ("neck", "foot"), ("hip",)])
@pytest.mark.parametrize("place", ["desk", "floor"])
def test_today_offers_the_routine_that_the_first_run_ended_with(
    start: Starter, sore: tuple[str, ...], place: str
) -> None:
    one = start()
    one.desk.context.choose(sore=sore, place=place)
    one.desk.person.introduce()
    page = one.desk.context.window.page
    assert isinstance(page, WelcomePage)
    page.go_to(page.steps - 1)
    offered = {text.text() for text in page.card.findChildren(Text)}
    page.finish()
    one.desk.today.show()
    shown = {text.text() for text in one.desk.today.page.hero.findChildren(Text)}
    (name,) = offered & {routine.name for routine in library().routines.values()}
    assert name in shown


def test_what_is_prescribed_is_the_first_routine_unless_it_was_done_today(
    start: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = start()
    context, shipped = one.desk.context, library()
    daily = Prescribed("Jo Doe", 7, context.today(), context.today() + timedelta(days=20))
    routine = replace(shipped.routines["psoas-release"], prescribed=daily)
    there = replace(shipped, routines={**shipped.routines, routine.id: routine})
    monkeypatch.setattr(context, "_library", lambda: there)

    def first() -> str:
        one.desk.person.introduce()
        page = context.window.page
        assert isinstance(page, WelcomePage)
        page.go_to(page.steps - 1)
        return " ".join(text.text() for text in page.card.findChildren(Text))

    assert "Psoas release" in first()
    done = record(routine_id="psoas-release", started="2026-11-24T05:00:00Z")
    one.desk.diary.store.change(Changed.HISTORY, lambda history: history.add(done))
    assert "Psoas release" not in first()


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
