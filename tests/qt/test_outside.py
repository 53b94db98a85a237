"""The window and the desktop around it: reminders in a bar, staying when closed, and media keys."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from threading import Event, Thread
from typing import Any

import pytest
from jeepney import DBusAddress, MatchRule
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from guided.qt.context import Changed
from guided.qt.desktop.bar import ReminderBar
from guided.qt.desktop.bus import Bus, Question
from guided.qt.desktop.mpris import NAME, PATH, PLAYER, ROOT
from guided.qt.desktop.presence import Presence
from guided.qt.desktop.reminding import A_WORD, Around, Reminders
from guided.qt.desktop.tray import Tray
from guided.qt.figure import export
from guided.qt.outside import Outside
from guided.qt.play.keys import State
from guided.qt.widgets.confirm import ConfirmDialog
from guided.qt.widgets.text import Text
from tests.qt.buses import Daemon
from tests.qt.desktop.test_reminding import Spot
from tests.qt.running import Running, Starter

PROPERTIES = DBusAddress(PATH, NAME, "org.freedesktop.DBus.Properties")


class Whole:
    """A program with its window and the desktop around it."""

    def __init__(self, one: Running, bus: Bus | None) -> None:
        self.one, self.spot = one, Spot()
        around = Around(Presence(lambda: 0.0, self.spot), None, Tray({}))
        self.reminders = Reminders(one.desk.home, one.desk.context.settings, lambda: one.wall, around)
        self.reminders.routine_asked.connect(one.desk.start)
        self.outside = Outside(one.desk, self.reminders, bus)
        self.told: list[Changed] = []
        one.desk.context.changed.connect(self.told.append)
        self.outside.begin()
        one.desk.context.choose(breaks=True, work_from=0, work_until=0, quiet_from=0, quiet_until=0)

    def sit(self, minutes: int) -> None:
        for _ in range(minutes):
            self.one.wall += timedelta(minutes=1)
            self.reminders.look()

    @property
    def bars(self) -> list[ReminderBar]:
        QApplication.processEvents()
        return [bar for bar in self.one.desk.window.findChildren(ReminderBar) if bar.isVisible()]

    @property
    def question(self) -> ConfirmDialog:
        (found,) = (one for one in self.one.desk.window.findChildren(ConfirmDialog) if one.isVisible())
        return found


@pytest.fixture
def whole(start: Starter) -> Iterator[Whole]:
    made = Whole(start(), None)
    yield made
    made.reminders.close()
    made.one.desk.window.close_at_once()


@pytest.fixture
def heard(start: Starter, session: Bus) -> Iterator[Whole]:
    """One that media keys reach."""
    made = Whole(start(), session)
    yield made
    made.outside.close()
    made.reminders.close()
    made.one.desk.window.close_at_once()


# ---------------------------------------------------------------- reminders


def test_a_reminder_that_nobody_shows_is_a_bar_with_its_answers(whole: Whole) -> None:
    whole.sit(51)
    (bar,) = whole.bars
    assert "You have been at the keyboard for 50 minutes." in bar.accessibleName()
    whole.one.press("In 15 minutes")
    assert whole.bars == []
    assert whole.reminders.next_break() == whole.one.wall + timedelta(minutes=15)
    whole.sit(15)
    assert len(whole.bars) == 1
    whole.reminders.answer("skip")
    assert whole.bars == [], "it was answered elsewhere"
    whole.sit(51)
    whole.one.press("Start")
    assert whole.one.desk.sessions.player is not None
    assert whole.one.desk.sessions.player.timeline.routine.id == "two-minute-stand-up"
    assert whole.bars == []


def test_the_page_knows_when_the_next_break_is(whole: Whole) -> None:
    assert whole.told[0] is Changed.BREAK, "there is one to be shown"
    whole.sit(10)
    assert whole.one.desk.context.next_break() == whole.one.wall + timedelta(minutes=40)
    whole.one.desk.context.choose(breaks=False)
    assert whole.one.desk.context.next_break() is None


def test_a_break_is_started_and_put_off_from_the_page(whole: Whole) -> None:
    one, acts = whole.one, whole.one.desk.window.acts
    one.desk.window.show_page("today")
    whole.sit(10)
    card = one.desk.today.page.next_break
    assert card.start.isVisible()
    assert not card.later.isVisible()
    assert not acts.act("reminders:later"), "there is nothing to put off"
    whole.sit(41)
    assert whole.reminders.due is not None
    assert "Time for a break" in shown(card), "whoever was called is not told of the break after it"
    one.press("In 15 minutes")
    assert "Break in 15 min" in shown(card)
    assert not card.longer.isVisible()
    whole.sit(15)
    one.press("In 5 minutes")
    assert "Break in 5 min" in shown(card)
    assert whole.bars == []
    one.press("Start break")
    assert one.desk.sessions.player is not None
    assert one.desk.sessions.player.timeline.routine.id == "two-minute-stand-up"


def test_a_break_that_is_only_a_word_is_said(whole: Whole) -> None:
    whole.one.desk.context.choose(break_routine="word")
    whole.sit(10)
    assert whole.one.desk.window.acts.act("reminders:break")
    assert A_WORD in whole.one.notices
    assert whole.reminders.next_break() == whole.one.wall + timedelta(minutes=50)
    whole.one.desk.context.choose(breaks=False, session_reminder="time")
    assert not whole.one.desk.window.acts.act("reminders:break"), "there are none"


def shown(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(text.text() for text in widget.findChildren(Text) if text.isVisible())


def test_there_is_no_break_while_a_session_is_played(whole: Whole) -> None:
    whole.one.desk.start("desk-five")
    whole.sit(90)
    assert whole.one.desk.sessions.page is not None
    assert not whole.bars
    whole.one.desk.sessions.end()
    assert whole.reminders.next_break() == whole.one.wall + timedelta(minutes=50)


# ---------------------------------------------------------------- closing


def test_the_first_close_asks_and_yes_is_remembered(whole: Whole) -> None:
    window = whole.one.desk.window
    window.close()
    assert window.isVisible()
    whole.question.reject()
    assert window.isVisible(), "left without an answer"
    assert whole.one.desk.context.settings.stays == "ask"
    window.close()
    whole.question.declined.emit()
    assert not window.isVisible()
    assert whole.one.desk.context.settings.stays == "yes"
    assert whole.outside.stays
    window.show()
    window.close()
    assert not window.isVisible(), "asked once"


def test_no_ends_it_and_so_does_leaving_for_good(whole: Whole) -> None:
    window = whole.one.desk.window
    window.close()
    whole.question.accept()
    assert not window.isVisible()
    assert not whole.outside.stays
    for before in ("ask", "yes"):
        whole.one.desk.context.choose(stays=before)
        window.show()
        whole.outside.leave()
        assert not window.isVisible()
        assert not whole.outside.stays


def test_reminders_are_paused_from_the_menus_where_there_is_no_tray(whole: Whole) -> None:
    acts = whole.one.desk.window.acts
    usual = whole.reminders.next_break()
    assert acts.act("reminders:off")
    later = whole.reminders.next_break()
    assert usual is not None
    assert later is None or later.date() > whole.one.wall.date()
    assert acts.act("reminders:on")
    assert whole.reminders.next_break() == usual
    whole.one.desk.context.choose(breaks=False)
    assert not acts.act("reminders:off"), "there is nothing to pause"


def test_quit_ends_it_though_reminders_would_stay(whole: Whole) -> None:
    whole.one.desk.context.choose(stays="yes")
    assert whole.one.desk.window.acts.act("quit")
    assert not whole.outside.stays
    assert not whole.one.desk.window.isVisible()


def test_without_reminders_closing_asks_nothing(whole: Whole) -> None:
    whole.one.desk.context.choose(breaks=False)
    whole.one.desk.window.close()
    assert not whole.one.desk.window.isVisible()
    assert not whole.outside.stays


# ---------------------------------------------------------------- media keys


def asked(qtbot: QtBot, bus: Bus, question: Question) -> Any:
    """The answer to a question about the player."""
    with qtbot.waitCallback() as answered:
        bus.ask(question, answered, lambda why: pytest.fail(why))
    return answered.args[0] if answered.args else None


def get(qtbot: QtBot, bus: Bus, name: str, interface: str = PLAYER) -> Any:
    return asked(qtbot, bus, Question(PROPERTIES, "Get", "ss", (interface, name)))[1]


def test_a_session_is_a_player_on_the_bus_for_as_long_as_it_is_open(
    heard: Whole,
    daemon: Daemon,
    qtbot: QtBot,
) -> None:
    one, other = heard.one, Bus("SESSION")
    changed: list[dict[str, Any]] = []
    jumps: list[int] = []
    props, player_rule = (
        MatchRule(type="signal", interface=interface, path=PATH)
        for interface in ("org.freedesktop.DBus.Properties", PLAYER)
    )
    other.listen(props, lambda message: changed.append(message.body[1]))
    other.listen(player_rule, lambda message: jumps.append(message.body[0]))
    has = Question(
        DBusAddress("/", "org.freedesktop.DBus", "org.freedesktop.DBus"), "NameHasOwner", "s", (NAME,)
    )
    assert not asked(qtbot, other, has)
    one.desk.start("desk-five")
    qtbot.waitUntil(lambda: bool(asked(qtbot, other, has)))
    assert get(qtbot, other, "Identity", ROOT) == "Guided"
    assert get(qtbot, other, "DesktopEntry", ROOT) == "guided"
    assert get(qtbot, other, "PlaybackStatus") == "Paused", "getting ready"
    one.play(8_000)
    qtbot.waitUntil(lambda: any("PlaybackStatus" in one for one in changed))
    assert get(qtbot, other, "PlaybackStatus") == "Playing"
    assert get(qtbot, other, "Position") == 8_000_000
    track = get(qtbot, other, "Metadata")
    assert track["mpris:length"][0] == "x"
    assert track["xesam:album"][1] == "Desk break"
    first = track["xesam:title"][1]

    def press(name: str) -> None:
        asked(qtbot, other, Question(DBusAddress(PATH, NAME, PLAYER), name))

    press("PlayPause")
    assert one.desk.sessions.page is not None
    assert one.desk.sessions.page.state is State.PAUSED
    press("Pause")
    assert get(qtbot, other, "PlaybackStatus") == "Paused"
    press("Play")
    assert get(qtbot, other, "PlaybackStatus") == "Playing"
    press("Next")
    qtbot.waitUntil(lambda: bool(jumps))
    title = get(qtbot, other, "Metadata")["xesam:title"][1]
    assert title.split(",")[0] != first.split(",")[0]
    press("Previous")
    press("Previous")
    assert get(qtbot, other, "Metadata")["mpris:trackid"][1] == "/org/guided/step/0"
    press("Seek")
    assert get(qtbot, other, "CanSeek") is False
    one.desk.sessions.end()
    qtbot.waitUntil(lambda: not asked(qtbot, other, has))
    other.close()


def test_a_title_is_the_exercise_and_the_rep_and_has_a_picture(
    heard: Whole,
    daemon: Daemon,
    qtbot: QtBot,
) -> None:
    one, other = heard.one, Bus("SESSION")
    one.desk.start("desk-five")
    player = one.desk.sessions.player
    assert player is not None
    second = next(s for s in player.timeline.segments if s.rep == 2)
    one.play(second.start_ms + 600)
    now = heard.outside._now()
    assert now is not None
    assert now.title.endswith(f"rep 2 of {second.reps}")
    start_ms, end_ms = player.timeline.step_span(0)
    assert (now.length_ms, now.position_ms) == (end_ms - start_ms, player.position_ms - start_ms)
    qtbot.waitUntil(lambda: (heard.outside._now() or now).picture.endswith(".png"), timeout=10_000)
    other.close()


def test_a_picture_that_is_being_drawn_is_waited_for_at_the_end(heard: Whole, qtbot: QtBot) -> None:
    one = heard.one
    one.desk.start("desk-five")
    qtbot.waitUntil(lambda: heard.outside._now() is not None)
    drawing = heard.outside._drawing
    assert drawing is not None
    heard.outside.close()
    assert not drawing.is_alive()


def test_pictures_whose_disk_does_not_answer_are_waited_for_no_longer_than_one(
    heard: Whole, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, waits = Event(), list[float]()
    join = Thread.join

    def waited(thread: Thread, timeout: float | None = None) -> None:
        if timeout is None:
            join(thread)
        else:
            waits.append(timeout)

    monkeypatch.setattr(export, "save", lambda *_: answers.wait(20))
    one = heard.one
    one.desk.start("desk-five")
    player = one.desk.sessions.player
    assert player is not None
    for step in range(3):
        player.seek(player.timeline.step_span(step)[0])
        heard.outside._now()
    drawing = heard.outside._drawing
    monkeypatch.setattr(Thread, "join", waited)
    heard.outside.close()
    monkeypatch.undo()
    assert len(waits) == 1
    answers.set()
    assert drawing is not None
    drawing.join(20)
    assert not drawing.is_alive(), "each is drawn once its disk answers"


def test_to_quit_by_the_media_keys_is_to_quit_by_the_menu(heard: Whole, qtbot: QtBot) -> None:
    one, other = heard.one, Bus("SESSION")
    one.desk.context.choose(stays="yes")
    one.desk.start("desk-five")
    one.play(8_000)
    has = Question(
        DBusAddress("/", "org.freedesktop.DBus", "org.freedesktop.DBus"), "NameHasOwner", "s", (NAME,)
    )
    qtbot.waitUntil(lambda: bool(asked(qtbot, other, has)))
    asked(qtbot, other, Question(DBusAddress(PATH, NAME, ROOT), "Quit"))
    assert not one.desk.window.isVisible()
    assert not heard.outside.stays, "no reminder is left running"
    other.close()


@pytest.mark.skipif(shutil.which("playerctl") is None, reason="there is no playerctl")
def test_playerctl_lists_it_pauses_it_and_reads_it(
    heard: Whole,
    daemon: Daemon,
    qtbot: QtBot,
) -> None:
    one = heard.one
    one.desk.start("desk-five")
    one.play(8_000)

    def playerctl(*words: str) -> str:
        ran = subprocess.Popen(["playerctl", *words], stdout=subprocess.PIPE, text=True)
        qtbot.waitUntil(lambda: ran.poll() is not None, timeout=20_000)
        return str(ran.communicate()[0]).strip()

    qtbot.waitUntil(lambda: "guided" in playerctl("-l").split(), timeout=20_000)
    assert playerctl("status") == "Playing"
    assert playerctl("metadata", "xesam:album") == "Desk break"
    assert round(float(playerctl("position"))) == 8
    playerctl("pause")
    assert playerctl("status") == "Paused"
    playerctl("play")
    assert playerctl("status") == "Playing"
    assert playerctl("metadata", "--format", "{{duration(mpris:length)}}")
