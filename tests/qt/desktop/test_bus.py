"""A bus is asked and never waited for, whatever becomes of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest
from jeepney import DBusAddress, HeaderFields, MatchRule, Message, new_signal
from pytestqt.qtbot import QtBot

from guided.qt.desktop.bus import Bus, Question
from tests.qt.buses import Daemon, Service

ECHO = DBusAddress("/echo", "org.example.Echo", "org.example.Echo")


def echo(message: Message) -> tuple[str, tuple[object, ...]] | None:
    if message.header.fields[HeaderFields.member] != "Say":
        return None
    return "u", message.body


def test_a_question_has_its_answer(session: Bus, serve: Callable[..., Service], qtbot: QtBot) -> None:
    serve(("org.example.Echo",), echo)
    with qtbot.waitCallback() as heard:
        session.ask(Question(ECHO, "Say", "u", (4_000_000_000,)), heard)
    assert heard.args == [4_000_000_000]


@pytest.mark.parametrize("to", [ECHO, DBusAddress("/nobody", "org.example.Nobody", "org.example.Nobody")])
def test_who_is_not_there_or_does_not_know_how_is_a_failure(
    session: Bus, serve: Callable[..., Service], qtbot: QtBot, to: DBusAddress
) -> None:
    serve(("org.example.Echo",), echo)
    with qtbot.waitCallback() as failed:
        session.ask(Question(to, "Sing"), lambda *_: pytest.fail("there is no answer"), failed)
    assert "Error" in failed.args[0]


def test_who_hangs_is_given_up_and_heard_late(
    daemon: Daemon, session: Bus, serve: Callable[..., Service], qtbot: QtBot
) -> None:
    serve(("org.example.Echo",), echo)
    with qtbot.waitCallback() as heard:
        session.ask(Question(ECHO, "Say", "u", (1,)), heard)
    late: list[int] = []
    daemon.process.send_signal(signal.SIGSTOP)
    with qtbot.waitCallback() as failed:
        session.ask(Question(ECHO, "Say", "u", (2,)), heard, failed, late.append, patience_ms=50)
    assert failed.args == ["no answer"]
    daemon.process.send_signal(signal.SIGCONT)
    qtbot.waitUntil(lambda: late == [2])


def test_without_a_bus_everything_fails_at_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, home: os.PathLike[str]
) -> None:
    for address in ("unix:path=/nowhere/bus", "tcp:host=localhost,port=1", None):
        if address is None:
            monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
        else:
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        with qtbot.waitCallback() as failed:
            Bus("SESSION").ask(Question(ECHO, "Say"), failed=failed)
        assert failed.args == ["no bus"]


def test_a_bus_that_is_gone_fails_what_was_asked_and_is_told(
    daemon: Daemon, session: Bus, serve: Callable[..., Service], qtbot: QtBot
) -> None:
    serve(("org.example.Echo",), echo)
    with qtbot.waitCallback() as heard:
        session.ask(Question(ECHO, "Say", "u", (1,)), heard)
    with qtbot.waitSignal(session.lost):
        daemon.end()
    with qtbot.waitCallback() as failed:
        session.ask(Question(ECHO, "Say", "u", (1,)), failed=failed)


def test_signals_are_heard_by_their_rule(session: Bus, serve: Callable[..., Service], qtbot: QtBot) -> None:
    service = serve(("org.example.Echo",), echo)
    heard: list[str] = []
    rule = MatchRule(type="signal", interface="org.example.Echo", member="Called")
    session.listen(rule, lambda message: heard.append(message.body[0]))
    with qtbot.waitCallback() as reached:
        session.ask(Question(ECHO, "Say", "u", (1,)), reached)
    at = DBusAddress("/echo", interface="org.example.Echo")
    service.bus.tell(new_signal(at, "Other", "s", ("no",)))
    service.bus.tell(new_signal(at, "Called", "s", ("yes",)))
    qtbot.waitUntil(lambda: heard == ["yes"])


def test_a_bus_that_hangs_while_it_is_reached_is_given_up(daemon: Daemon, qtbot: QtBot) -> None:
    daemon.process.send_signal(signal.SIGSTOP)
    bus = Bus("SESSION")
    with qtbot.waitCallback() as failed:
        bus.ask(Question(ECHO, "Say"), failed=failed, patience_ms=50)
    assert failed.args == ["no answer"]
    daemon.process.send_signal(signal.SIGCONT)
    with qtbot.waitCallback() as answered:
        to = DBusAddress("/", "org.freedesktop.DBus", "org.freedesktop.DBus")
        bus.ask(Question(to, "GetId", gives="s"), answered)
    bus.close()


def test_an_answer_of_another_kind_is_a_failure(
    session: Bus, serve: Callable[..., Service], qtbot: QtBot
) -> None:
    serve(("org.example.Echo",), echo)
    with qtbot.waitCallback() as failed:
        question = Question(ECHO, "Say", "u", (1,), gives="s")
        session.ask(question, lambda *_: pytest.fail("it is no text"), failed)
    assert failed.args == ["an answer of another kind"]
