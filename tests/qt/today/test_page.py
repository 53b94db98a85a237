"""The page of today by itself: what it says of an offer, and how it stands with more room and less."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from guided.library import Library
from guided.qt.theme import Look
from guided.qt.today.hero import Offer
from guided.qt.today.page import Short, TodayPage
from guided.qt.widgets.text import Text
from guided.settings import Settings
from tests.qt.seen import beyond, clipped, nameless, rich

LONG = "For your hip flexors and lower back. The one before was done, and the day after was fine."


def page_with(qtbot: QtBot, look: Look, library: Library, width: int, height: int) -> TodayPage:
    page = TodayPage(look)
    qtbot.addWidget(page)
    page.resize(width, height)
    page.greet("Tuesday 24 November", "Good morning")
    exercise = library.exercises["bridge"]
    page.show_offer(
        Offer("Four weeks for the hip flexors", "A name as long as one may well give to a session", LONG)
    )
    page.show_offer(
        Offer(
            "Feet to head",
            "Knees and thighs, the longer one of the two",
            LONG,
            minutes="14 min",
            exercises="8 exercises",
            exercise=exercise,
            lengths_ms=(60_000, 90_000),
            start="Start",
            look="Preview",
        )
    )
    page.show_short([Short(str(n), "A short one for in between", "3 min, a mat", exercise) for n in range(3)])
    page.show_break(18, "At 08:00")
    page.show_all()
    page.show()
    return page


@pytest.mark.parametrize("text_size", [100, 150])
@pytest.mark.parametrize(("width", "height"), [(1064, 800), (728, 560), (693, 560), (1848, 1080)])
def test_nothing_is_cut_off_nor_nameless(
    qtbot: QtBot, look: Look, library: Library, width: int, height: int, text_size: int
) -> None:
    look.use(Settings(theme="light", motion="reduced", text_size=text_size))
    page = page_with(qtbot, look, library, width, height)
    for minutes in (18, 0):
        page.show_break(minutes, "Desk break, five minutes")
        qtbot.wait(20)
        assert list(clipped(page)) == []
        assert list(beyond(page)) == []
        assert nameless(page) == []
        assert list(rich(page)) == []


def test_what_an_offer_does_not_have_is_not_there(qtbot: QtBot, look: Look, library: Library) -> None:
    page = page_with(qtbot, look, library, 1064, 800)
    page.show_offer(Offer("Feet to head", "A day off", "As planned.", short="Desk five, 5 min"))
    page.show_short([])
    shown = [text.text() for text in page.findChildren(Text) if text.isVisible()]
    assert "Short on time" not in shown
    assert "8 exercises" not in shown
    assert not page.hero.start.isVisible()
    told: list[str] = []
    page.hero.short_started.connect(lambda: told.append("short"))
    short = next(one for one in page.hero.findChildren(type(page.hero.start)) if one.words.startswith("Desk"))
    short.click()
    assert told == ["short"]


def test_before_it_is_told_anything_there_is_a_greeting_alone(qtbot: QtBot, look: Look) -> None:
    page = TodayPage(look)
    qtbot.addWidget(page)
    page.greet("Tuesday 24 November", "Good morning")
    page.show()
    shown = [text.text() for text in page.findChildren(Text) if text.isVisible()]
    assert shown == ["Tuesday 24 November", "Good morning"]
