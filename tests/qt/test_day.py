"""Another day: what says "today" follows at midnight, on waking, on coming back, but not in a session."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guided.qt.context import Changed
from guided.qt.day import Day, next_look_ms
from guided.qt.programmes.nextday import NextDayBar
from guided.qt.progress.measure import MeasurePage
from guided.qt.widgets.text import Text
from tests.qt.running import Running, Starter
from tests.qt.shipped import timeline


def shown(page: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(text.text() for text in page.findChildren(Text) if text.isVisible())


@pytest.mark.parametrize(
    ("now", "ms"),
    [
        (datetime(2026, 11, 24, 23, 59, 59, 750_000, UTC), 251),
        (datetime(2026, 12, 31, 23, 59, 30, 0, UTC), 30_001),
        (datetime(2026, 11, 24, 7, 42, tzinfo=UTC), 60_000),
    ],
)
def test_it_looks_just_after_midnight_and_once_a_minute(now: datetime, ms: int) -> None:
    assert next_look_ms(now) == ms


def test_a_day_that_must_wait_is_told_later(qapp: QApplication) -> None:
    now, held, told = datetime(2026, 11, 24, 23, 59, tzinfo=UTC), True, []
    day = Day(lambda: now, lambda: held)
    day.changed.connect(lambda: told.append(now.day))
    now += timedelta(minutes=2)
    day.look()
    assert told == []
    held = False
    day.look()
    day.look()
    assert told == [25]


def test_a_day_that_is_closed_tells_nothing(qapp: QApplication, qtbot: QtBot) -> None:
    now = datetime(2026, 11, 24, 23, 59, tzinfo=UTC)
    day = Day(lambda: now, lambda: False)
    day.close()
    now += timedelta(minutes=2)
    with qtbot.assertNotEmitted(day.changed):
        day.look()


def followed(one: Running) -> None:
    """Plays the first session of a programme, and goes to the list of programmes."""
    one.desk.programmes.follow("feet-to-head", 12)
    one.desk.programmes.start("feet-to-head", 1)
    player = one.desk.sessions.player
    assert player is not None
    one.play(player.timeline.length_ms + 1_000, step=1_000)
    one.press("Done")


def test_the_pages_follow_when_one_comes_back_to_them(start: Starter) -> None:
    one = start()
    followed(one)
    one.desk.window.show_page("progress")
    sessions = one.desk.diary.page.sessions.model()
    assert sessions is not None
    (said,) = {str(sessions.data(sessions.index(0, 0), 0x0B))}
    one.wall += timedelta(days=3)
    one.desk.window.show_page("programmes")
    assert "Done for today" not in shown(one.desk.programmes.page)
    assert "Today: Session 2 of 12" in shown(one.desk.programmes.page)
    assert one.desk.window.findChildren(NextDayBar), "how it was the day after is asked"
    one.desk.window.show_page("progress")
    assert str(sessions.data(sessions.index(0, 0), 0x0B)) != said


def test_an_open_page_follows_at_midnight(start: Starter) -> None:
    one = start()
    followed(one)
    one.desk.programmes.open("feet-to-head")
    page = one.desk.window.page
    assert page is not None
    assert "Done for today" in shown(page)
    one.wall += timedelta(days=1)
    one.desk.day.look()
    assert "Done for today" not in shown(page)


def test_measures_follow_when_the_window_is_activated(start: Starter, qapp: QApplication) -> None:
    one = start()
    one.desk.diary.open_measures()
    page = one.desk.window.page
    assert isinstance(page, MeasurePage)
    page.choose("knee-to-wall")
    assert page.form is not None
    page.form.fields["left"].setText("9")
    page.form.save()
    assert "Today" in shown(page)
    one.wall += timedelta(days=1)
    qapp.applicationStateChanged.emit(qapp.applicationState())
    assert "Yesterday" in shown(page)


def test_a_session_is_not_disturbed_at_midnight(start: Starter) -> None:
    one = start()
    told: list[Changed] = []
    one.desk.context.changed.connect(told.append)
    one.desk.start("desk-five")
    one.play(5_000)
    one.wall += timedelta(days=1)
    one.desk.day.look()
    assert told == []
    one.play(timeline("desk-five").length_ms)
    one.desk.window.show_page("progress")
    assert told
