"""A bus of the tests' own, and somebody on it who writes down what he is asked."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, HeaderFields, Message, new_error, new_method_return, new_signal
from pytestqt.qtbot import QtBot

from guided.qt.desktop.bus import Bus, Question
from guided.qt.desktop.notices import NAME

BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
Answer = Callable[[Message], tuple[str, tuple[Any, ...]] | None]


class Daemon:
    """A message bus, which can be ended before the test is over."""

    def __init__(self, path: Path) -> None:
        program = shutil.which("dbus-daemon")
        if program is None:
            pytest.skip("there is no dbus-daemon")
        self.address = f"unix:path={path}"
        self.process = subprocess.Popen(
            [program, "--session", "--nofork", "--nopidfile", f"--address={self.address}", "--print-address"],
            stdout=subprocess.PIPE,
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline(), "it listens once it has said where"

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


class Service:
    """Somebody on the bus with a name, who answers as he is told to and writes down what he was asked."""

    def __init__(self, qtbot: QtBot, names: tuple[str, ...], answer: Answer, bus: str = "SESSION") -> None:
        self.bus = Bus(bus)
        self.asked: list[tuple[str, tuple[Any, ...]]] = []
        self._answer = answer
        self.bus.serve(self._serve)
        for name in names:
            with qtbot.waitCallback() as owned:
                self.bus.ask(Question(BUS, "RequestName", "su", (name, 0)), owned)

    def _serve(self, message: Message) -> Message | None:
        member = message.header.fields[HeaderFields.member]
        self.asked.append((member, message.body))
        found = self._answer(message)
        if found is None:
            return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
        return new_method_return(message, *found)


class Server(Service):
    """A notification server that writes down what it shows."""

    def __init__(self, qtbot: QtBot, abilities: tuple[str, ...] = ("actions", "body-markup")) -> None:
        self.abilities = abilities
        self.shown: dict[int, tuple[str, str]] = {}
        self.called: list[str] = []
        self._last = 0
        super().__init__(qtbot, (NAME,), self._do)

    def _do(self, message: Message) -> tuple[str, tuple[Any, ...]] | None:
        match message.header.fields[HeaderFields.member]:
            case "GetCapabilities":
                return "as", (list(self.abilities),)
            case "Notify":
                _, replaced, _, title, body, *_ = message.body
                self._last = number = replaced or self._last + 1
                self.shown[number] = (title, body)
                self.called.append(title)
                return "u", (number,)
            case "CloseNotification":
                self.shown.pop(message.body[0], None)
                return "", ()
        return None

    def tell(self, member: str, kinds: str, *values: object) -> None:
        """Sends a signal, as when a button is pressed."""
        at = DBusAddress("/org/freedesktop/Notifications", interface=NAME)
        self.bus.tell(new_signal(at, member, kinds, values))

    def press(self, action: str, number: int = 0) -> None:
        """What a server says when a button is pressed."""
        self.tell("ActivationToken", "us", number or self._last, "token")
        self.tell("ActionInvoked", "us", number or self._last, action)

    @property
    def buttons(self) -> list[str]:
        """The actions of what was shown last."""
        asked = [body for member, body in self.asked if member == "Notify"]
        return list(asked[-1][5][::2])


@pytest.fixture
def daemon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Daemon]:
    """A bus that is the session's and the computer's."""
    made = Daemon(tmp_path / "bus")
    for name in ("SESSION", "SYSTEM"):
        monkeypatch.setenv(f"DBUS_{name}_BUS_ADDRESS", made.address)
    yield made
    made.end()


@pytest.fixture
def session(daemon: Daemon) -> Iterator[Bus]:
    """The session's bus."""
    made = Bus("SESSION")
    yield made
    made.close()


@pytest.fixture
def system(daemon: Daemon) -> Iterator[Bus]:
    """The computer's bus."""
    made = Bus("SYSTEM")
    yield made
    made.close()


@pytest.fixture
def serve(qtbot: QtBot, daemon: Daemon) -> Iterator[Callable[..., Service]]:
    """Makes services, which go from the bus after the test."""
    with ExitStack() as made:

        def make(names: tuple[str, ...], answer: Answer, bus: str = "SESSION") -> Service:
            service = Service(qtbot, names, answer, bus)
            made.callback(service.bus.close)
            return service

        yield make


@pytest.fixture
def server(qtbot: QtBot, daemon: Daemon) -> Iterator[Server]:
    """The notification server of the session."""
    made = Server(qtbot)
    yield made
    made.bus.close()
