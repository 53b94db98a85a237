"""The week as hills: high for long, a dot for a day off, an outline for today."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from guided.progress import this_week
from guided.qt.theme import Look
from guided.qt.today.week import WeekCard, WeekHills
from guided.qt.widgets.text import Text

TODAY = date(2026, 11, 26)  # a Thursday
MINUTE = 60_000


def hills(qtbot: QtBot, look: Look, played_ms: dict[date, int]) -> WeekHills:
    week = WeekHills(look)
    qtbot.addWidget(week)
    week.resize(280, 120)
    week.show_week(this_week({day: (ms,) for day, ms in played_ms.items()}, TODAY), TODAY)
    return week


def high(image: QImage, number: int, colour: QColor) -> int:
    """How many rows of a colour there are in the middle of a day."""
    x = number * 40 + 20
    return sum(image.pixelColor(x, y) == colour for y in range(image.height() - 28))


def test_a_longer_session_is_a_higher_hill(qtbot: QtBot, look: Look) -> None:
    played = {TODAY - timedelta(days=3): 5 * MINUTE, TODAY - timedelta(days=1): 20 * MINUTE}
    image = hills(qtbot, look, played).grab().toImage()
    short, nothing, long = (high(image, day, look.theme.primary) for day in (0, 1, 2))
    assert long > short > 10
    assert nothing == 0
    assert 3 <= high(image, 1, look.theme.line2) <= 5, "a dot, and no gap"
    assert high(image, 3, look.theme.hold) > 0, "today has an outline"


def test_a_screen_reader_hears_what_was_done(qtbot: QtBot, look: Look) -> None:
    week = hills(qtbot, look, {TODAY - timedelta(days=3): 5 * MINUTE})
    assert week.accessibleName() == "5 min on 1 day, Monday: 5 min. Thursday, today"


def test_before_the_first_session_it_invites(qtbot: QtBot, look: Look) -> None:
    card = WeekCard(look)
    qtbot.addWidget(card)
    for tall in (True, False):
        card.set_tall(tall)
        card.show_week(this_week({}, TODAY), TODAY, first=True)
        card.show()
        shown = [text.text() for text in card.findChildren(Text) if text.isVisible()]
        assert shown == [
            "Your week",
            "Your first session fills today. Two minutes is enough to begin.",
        ]
