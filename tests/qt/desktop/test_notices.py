"""Notifications: one at a time, with buttons, and never lost without a word."""

from __future__ import annotations

import signal

import pytest
from pytestqt.qtbot import QtBot

from guided.qt.desktop.bus import Bus
from guided.qt.desktop.notices import DISMISSED, Notice, Notices
from tests.qt.buses import Daemon, Server

BREAK = Notice("Time for a break", "Feet & ankles", {"default": "Open", "start": "Start", "skip": "Skip"})


def test_it_is_shown_with_its_buttons_and_the_one_pressed_is_told(
    session: Bus, server: Server, qtbot: QtBot
) -> None:
    notices = Notices(session)
    notices.show(BREAK)
    qtbot.waitUntil(lambda: server.shown == {1: ("Time for a break", "Feet &amp; ankles")})
    assert server.buttons == ["default", "start", "skip"]
    with qtbot.waitSignal(notices.chosen) as chosen:
        server.press("skip", number=7)  # somebody else's
        server.press("start")
    assert chosen.args == ["start", "token"]
    with qtbot.waitSignal(notices.closed) as closed:
        server.tell("NotificationClosed", "uu", 1, DISMISSED)
    assert closed.args == [DISMISSED]


def test_the_next_takes_the_place_of_the_last_also_on_its_way(
    session: Bus, server: Server, qtbot: QtBot
) -> None:
    notices = Notices(session)
    for title in "one two three".split():
        notices.show(BREAK._replace(title=title))
    qtbot.waitUntil(lambda: [title for title, _ in server.shown.values()] == ["three"])
    notices.show(BREAK)
    qtbot.waitUntil(lambda: list(server.shown) == [1] and server.called[-1] == BREAK.title)
    notices.withdraw()
    qtbot.waitUntil(lambda: not server.shown)


def test_what_is_withdrawn_on_its_way_does_not_stay(session: Bus, server: Server, qtbot: QtBot) -> None:
    notices = Notices(session)
    with qtbot.assertNotEmitted(notices.failed):
        notices.show(BREAK)
        notices.withdraw()
        qtbot.waitUntil(lambda: bool(server.asked))
    notices.show(BREAK)
    qtbot.waitUntil(lambda: len(server.shown) == 1)


def test_a_server_without_buttons_or_markup_is_given_plain_words(
    session: Bus, server: Server, qtbot: QtBot
) -> None:
    server.abilities = ()
    Notices(session).show(BREAK)
    qtbot.waitUntil(lambda: server.shown == {1: ("Time for a break", "Feet & ankles")})
    assert server.buttons == []


def test_without_a_server_it_is_told_that_nobody_shows_it(session: Bus, qtbot: QtBot) -> None:
    notices = Notices(session)
    with qtbot.waitSignal(notices.failed) as failed:
        notices.show(BREAK)
    assert failed.args == [BREAK]


def test_a_server_that_comes_anew_is_asked_anew(
    session: Bus, daemon: Daemon, server: Server, qtbot: QtBot
) -> None:
    notices = Notices(session)
    notices.show(BREAK)
    qtbot.waitUntil(lambda: len(server.shown) == 1)
    server.bus.close()
    other = Server(qtbot, abilities=())
    notices.show(BREAK)
    qtbot.waitUntil(lambda: other.called == [BREAK.title])
    assert other.asked[0][0] == "GetCapabilities"
    assert other.asked[1][1][1] == 0, "the number was the other server's"
    other.bus.close()


def test_a_server_that_answers_too_late_is_told_to_take_it_away(
    session: Bus, daemon: Daemon, server: Server, qtbot: QtBot
) -> None:
    notices = Notices(session)
    notices.show(BREAK)
    qtbot.waitUntil(lambda: len(server.shown) == 1)
    daemon.process.send_signal(signal.SIGSTOP)
    with qtbot.waitSignal(notices.failed):
        notices.show(BREAK._replace(title="Late"))
    daemon.process.send_signal(signal.SIGCONT)
    qtbot.waitUntil(lambda: server.called[-1] == "Late" and not server.shown)


@pytest.mark.parametrize("again", [False, True])
def test_a_bus_that_is_gone_is_a_failure(
    session: Bus, daemon: Daemon, server: Server, qtbot: QtBot, again: bool
) -> None:
    notices = Notices(session)
    if again:
        notices.show(BREAK)
        qtbot.waitUntil(lambda: len(server.shown) == 1)
    with qtbot.waitSignal(session.lost) if again else qtbot.waitSignal(server.bus.lost):
        daemon.end()
    with qtbot.waitSignal(notices.failed):
        notices.show(BREAK)
