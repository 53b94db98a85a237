"""Somebody is called back: by a notification, by the tray or by the window, and is heard."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sqlite3 import connect

import pytest
from pytestqt.qtbot import QtBot

from guided.files import load
from guided.history.store import open_history
from guided.paths import Home, assets, home_in
from guided.qt.desktop.bus import Bus
from guided.qt.desktop.notices import Notice, Notices
from guided.qt.desktop.presence import Presence
from guided.qt.desktop.reminding import BREAKS, Around, Reminders, is_wanted, notice_of
from guided.qt.desktop.tray import Tray
from guided.reminders import LATER_MINUTES, Kind
from guided.settings import CHOICES, WORD_ONLY, Settings
from tests import ten_days
from tests.history.samples import record
from tests.qt.buses import Daemon, Server

MINUTE = timedelta(minutes=1)
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
BREAKS_ONLY = Settings(breaks=True, quiet_from=0, quiet_until=0)


class Spot:
    """A computer whose idle time, lock and full screen a test decides on."""

    name = "the test"

    def __init__(self) -> None:
        self.seconds: float | None = 0.0
        self.taken = False

    def idle(self) -> float | None:
        return self.seconds

    def is_locked(self) -> bool:
        return False

    def is_taken(self) -> bool:
        return self.taken


class Life:
    """Reminders for somebody at a computer, with the time in the test's hands."""

    def __init__(self, home: Home, settings: Settings, bus: Bus | None, now: datetime = MONDAY) -> None:
        self.now, self.spot = now, Spot()
        self.unseen: list[Notice] = []
        self.played: list[str] = []
        self.opened = 0
        notices = None if bus is None else Notices(bus)
        self.tray = Tray({})
        around = Around(Presence(lambda: 0.0, self.spot), notices, self.tray)
        self.reminders = Reminders(home, settings, lambda: self.now, around)
        self.reminders.unseen.connect(self.unseen.append)
        self.reminders.routine_asked.connect(self.played.append)
        self.reminders.today_asked.connect(self._open)

    def _open(self) -> None:
        self.opened += 1

    def sit(self, minutes: int) -> None:
        """Types for so long, with a look each minute."""
        for _ in range(minutes):
            self.now += MINUTE
            self.reminders.look()

    @property
    def line(self) -> str:
        """The first line of the tray's menu."""
        return self.tray._menu.actions()[0].text()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return home_in(tmp_path / "mine")


@pytest.fixture
def life(qtbot: QtBot, home: Home) -> Iterator[Life]:
    """Somebody with breaks on, on a desktop without notifications."""
    made = Life(home, BREAKS_ONLY, None)
    yield made
    made.reminders.close()


# ---------------------------------------------------------------- ten days


def test_ten_days_on_a_desktop_call_for_what_was_written_down_beforehand(
    home: Home, session: Bus, server: Server, qtbot: QtBot
) -> None:
    life = Life(home, Settings(breaks=True, session_reminder="time", session_at=18.5), session)
    kinds = {"Time for a break": "break", "Time to move": "session"}
    buttons = {"later": "later-5", "much later": "later-15", "skip": "skip"}
    called: list[str] = []
    for moment in ten_days.moments():
        if moment.played:
            with open_history(home.history, str(moment.now.date())) as history:
                history.add(record(started=moment.now.isoformat(), offset_min=60))
            life.reminders.hold(True)
            life.reminders.hold(False)
        life.now, life.spot.taken = moment.now, moment.full
        life.spot.seconds = None if moment.idle is None else moment.idle.total_seconds()
        if moment.locked:  # only the login service would know, and nobody types
            life.spot.seconds = 3_600.0
        life.reminders.look()
        if not moment.full:  # the history is asked for sessions of the day
            qtbot.waitUntil(lambda: life.reminders._due() is None)
        if life.reminders._state.shown != moment.now:
            continue
        qtbot.waitUntil(lambda: len(server.called) > len(called))
        called.append(f"{moment.when} {kinds[server.called[-1]]}")
        answer = ten_days.ANSWERS.get(moment.when, "")
        if answer in buttons:
            server.press(buttons[answer])
            qtbot.waitUntil(lambda: life.reminders._out is None)
        elif answer:
            life.reminders.pause(None if answer == "off" else timedelta(hours=1))
    assert called == ten_days.CALLED
    assert len(server.shown) <= 1, "replaced, never piled up"
    life.reminders.close()


# ---------------------------------------------------------------- a break


def test_where_no_notifications_are_the_window_is_told(life: Life) -> None:
    life.sit(51)
    (notice,) = life.unseen
    assert notice.title == "Time for a break"
    assert notice.body.startswith("You have been at the keyboard for 50 minutes.")
    assert life.line == "A break is due"


def test_start_plays_the_break_and_sitting_begins_anew(life: Life) -> None:
    life.sit(51)
    life.reminders.answer("start")
    assert life.played == [BREAKS_ONLY.break_routine]
    assert life.reminders.next_break() == life.now + 50 * MINUTE
    assert life.line == "Break in 50 min"


def test_a_break_that_is_far_ahead_is_told_by_its_time(life: Life) -> None:
    life.now = MONDAY - timedelta(hours=34)  # on Sunday, at midnight
    life.sit(1)
    assert life.line == "No breaks until Monday at 09:00"
    life.now = MONDAY.replace(hour=5)
    life.sit(1)
    assert life.line == "No breaks until 09:00"


def test_a_break_that_is_only_a_word_plays_nothing(life: Life) -> None:
    life.reminders.use(Settings(breaks=True, break_routine=WORD_ONLY))
    life.sit(51)
    assert "walk a few steps" in life.unseen[0].body
    life.reminders.answer("start")
    assert life.played == []
    assert life.reminders.next_break() == life.now + 50 * MINUTE


@pytest.mark.parametrize(("action", "minutes"), [("later-5", 5), ("later-15", 15), ("skip", 50)])
def test_later_and_skip_are_when_they_say(life: Life, action: str, minutes: int) -> None:
    life.sit(51)
    life.reminders.answer(action)
    assert life.reminders.next_break() == life.now + minutes * MINUTE
    life.sit(minutes)
    assert len(life.unseen) == 2


def test_open_brings_the_window_and_the_break_stays_due(life: Life) -> None:
    life.sit(51)
    life.reminders.answer("default")
    assert life.opened == 1
    assert life.line == "A break is due"
    assert [notice.title for notice in life.unseen] == ["Time for a break"] * 2, "the window has the buttons"
    life.reminders.answer("skip")
    assert life.reminders.due is None


def test_full_screen_elsewhere_puts_it_off_until_it_is_over(life: Life) -> None:
    life.spot.taken = True
    life.sit(60)
    assert not life.unseen
    life.spot.taken = False
    life.sit(1)
    assert len(life.unseen) == 1


def test_a_session_is_a_break_for_as_long_as_it_is_played(life: Life) -> None:
    life.sit(45)
    life.reminders.hold(True)
    life.sit(20)
    assert not life.unseen
    life.reminders.hold(False)
    assert life.reminders.next_break() == life.now + 50 * MINUTE


def test_a_pause_is_said_and_can_be_ended(life: Life) -> None:
    life.tray.pause_asked.emit()
    assert life.line == "Paused until 11:00"
    life.tray.tomorrow_asked.emit()
    assert life.line == "Paused until tomorrow"
    life.sit(51)
    assert not life.unseen
    life.tray.resume_asked.emit()
    life.sit(1)
    assert len(life.unseen) == 1


def test_time_away_takes_the_notification_away(
    home: Home, session: Bus, server: Server, qtbot: QtBot
) -> None:
    life = Life(home, BREAKS_ONLY, session)
    life.sit(51)
    qtbot.waitUntil(lambda: len(server.shown) == 1)
    assert server.buttons == ["default", "start", "later-5", "skip", "later-15"]
    life.spot.seconds = 600.0
    life.sit(10)
    life.spot.seconds = 0.0
    life.sit(1)
    qtbot.waitUntil(lambda: not server.shown)
    life.reminders.close()


def test_what_was_answered_is_known_at_the_next_start(life: Life, home: Home) -> None:
    life.sit(30)
    life.reminders.pause(None)
    life.reminders.close()
    other = Life(home, BREAKS_ONLY, None, life.now + 2 * MINUTE)
    assert other.line == "Paused until tomorrow"
    other.reminders.resume()
    assert other.reminders.next_break() == MONDAY + 50 * MINUTE, "a restart is no break"
    other.reminders.close()


def test_switched_off_nobody_is_called_and_nothing_is_looked_at(life: Life) -> None:
    life.reminders.use(Settings())
    assert not life.reminders.is_on
    life.sit(120)
    assert not life.unseen
    assert not life.reminders._timer.isActive()


def test_closed_it_looks_no_more_whatever_ends_with_the_window(life: Life) -> None:
    life.sit(10)
    life.reminders.close()
    life.reminders.hold(False)
    assert not life.reminders._timer.isActive()


def test_a_computer_that_rests_is_not_woken_more_often_than_every_half_minute(life: Life) -> None:
    for _ in range(120):
        life.sit(1)
        assert life.reminders._timer.interval() >= 30_000


def test_whoever_does_not_know_who_is_there_says_so(life: Life) -> None:
    assert life.reminders.knows_who_is_there
    life.spot.seconds = None
    life.sit(51)
    assert len(life.unseen) == 1, "a screen that is not locked is somebody"
    assert life.reminders.knows_who_is_there is False


# ---------------------------------------------------------------- the session of the day


def test_a_session_is_wanted_until_one_was_played(home: Home) -> None:
    now = MONDAY + timedelta(days=1)
    assert is_wanted(home, now, programme_days=False)
    with open_history(home.history, "2026-11-24") as history:
        history.add(record("a-break", started="2026-11-24T08:00:00+00:00", played_ms=120_000, after=2))
        assert is_wanted(home, now, programme_days=False), "a break is not the day's session"
        history.add(record(started="2026-11-24T09:00:00+00:00"))
    assert not is_wanted(home, now, programme_days=False)
    assert is_wanted(home, now + timedelta(days=1), programme_days=False)


def test_on_programme_days_alone_there_has_to_be_a_programme_that_asks(home: Home) -> None:
    now = MONDAY + timedelta(days=1)
    assert not is_wanted(home, now, programme_days=True)
    with open_history(home.history, "2026-11-24") as history:
        history.programmes.follow("feet-to-head", now.date(), until=99)
    assert is_wanted(home, now, programme_days=True)


def test_a_history_that_cannot_be_read_silences_no_reminder(home: Home, qtbot: QtBot) -> None:
    with open_history(home.history, "2026-11-24") as history:
        history.add(record(started="2026-11-22T09:00:00+00:00"))
    with closing(connect(home.history)) as damaged, damaged:
        damaged.execute("UPDATE session SET started = 'some time'")
    settings = Settings(breaks=True, session_reminder="time", session_at=10, quiet_from=0, quiet_until=0)
    life = Life(home, settings, None)
    life.sit(1)
    qtbot.waitUntil(lambda: [one.title for one in life.unseen] == ["Time to move"])
    life.sit(51)
    assert [one.title for one in life.unseen] == ["Time to move", "Time for a break"]
    life.reminders.close()


def test_looking_goes_on_though_nobody_ever_answers(
    daemon: Daemon, session: Bus, home: Home, qtbot: QtBot
) -> None:
    daemon.process.send_signal(signal.SIGSTOP)
    presence = Presence(lambda: 0.0, None, session)
    reminders = Reminders(home, BREAKS_ONLY, lambda: MONDAY, Around(presence, None, Tray({})))
    assert reminders.knows_who_is_there is None
    assert reminders._timer.isActive(), "there is a next look before this one was answered"
    qtbot.waitUntil(lambda: reminders.knows_who_is_there is False)
    daemon.process.send_signal(signal.SIGCONT)
    reminders.close()


# ---------------------------------------------------------------- what is said


def test_every_break_there_is_to_choose_is_a_shipped_routine_by_its_name() -> None:
    routines = load(assets()).routines
    assert {name: routines[name].name for name in BREAKS} == BREAKS
    assert set(CHOICES["break_routine"]) == {*BREAKS, WORD_ONLY}


def test_every_button_of_a_notice_is_known(life: Life) -> None:
    for kind in Kind:
        buttons = notice_of(kind, 50 * MINUTE, BREAKS_ONLY).buttons
        assert list(buttons)[:4] == ["default", "start", "later-5", "skip"]
        assert sum("later" in action for action in buttons) == len(LATER_MINUTES)
