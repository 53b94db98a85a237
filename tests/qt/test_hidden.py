"""The program without a window: it reminds, and a notification's button leads to a session."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, MatchRule
from pytestqt.qtbot import QtBot

from guided.qt.desktop.bus import Bus, Question
from guided.qt.desktop.mpris import NAME, PATH, PLAYER
from tests.qt.buses import Server

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and buses are those of POSIX")

SETTINGS = {
    "breaks": True,
    "break_every": 20,
    "introduced": True,
    "stays": "yes",
    "work_from": 0,
    "work_until": 0,
    "quiet_from": 0,
    "quiet_until": 0,
    "work_days": "monday tuesday wednesday thursday friday saturday sunday".split(),
}
CLOSES_AFTER = """
from PySide6.QtCore import QTimer
from guided.__main__ import main
from guided.qt import app
make_window = app.make_window
def made(*rest):
    window = make_window(*rest)
    QTimer.singleShot({ms}, window.close)
    return window
app.make_window = made
main()
"""
"""Guided, whose window somebody closes some ms after it was made."""
Begin = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A home with reminders on."""
    (tmp_path / "mine" / "config").mkdir(parents=True)
    (tmp_path / "mine" / "config" / "settings.json").write_text(json.dumps(SETTINGS))
    return tmp_path / "mine"


@pytest.fixture
def begin(folder: Path) -> Iterator[Begin]:
    """Starts programs, which are ended after the test."""
    with ExitStack() as running:

        def start(*arguments: str, program: Sequence[str] = ("-m", "guided")) -> subprocess.Popen[str]:
            command = [sys.executable, *program, "--home", str(folder), *arguments]
            process = subprocess.Popen(command, text=True, stderr=subprocess.PIPE)
            running.enter_context(process)
            running.callback(process.terminate)
            return process

        yield start


def test_a_break_is_called_and_its_button_starts_it(
    begin: Begin, session: Bus, server: Server, qtbot: QtBot
) -> None:
    begin("--speed", "400", "--hidden")
    qtbot.waitUntil(lambda: server.called == ["Time for a break"], timeout=40_000)
    titles: list[str] = []

    def hear(message: Any) -> None:
        if message.body[0] == PLAYER and "Metadata" in message.body[1]:
            titles.append(message.body[1]["Metadata"][1]["xesam:album"][1])

    rule = MatchRule(type="signal", interface="org.freedesktop.DBus.Properties", path=PATH)
    session.listen(rule, hear)
    with qtbot.waitCallback() as reached:
        server_of = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        session.ask(Question(server_of, "NameHasOwner", "s", (NAME,)), reached)
    assert reached.args == [False], "no window, and no session"
    server.press("start")
    qtbot.waitUntil(lambda: "Two-minute stand-up" in titles, timeout=40_000)


def test_without_anything_to_remind_of_it_ends_at_once(begin: Begin, folder: Path) -> None:
    (folder / "config" / "settings.json").write_text("{}")
    assert begin("--hidden").wait(timeout=40) == 0


def test_a_second_hidden_start_ends_and_one_with_a_window_shows_the_first(
    begin: Begin, session: Bus, server: Server, qtbot: QtBot, folder: Path
) -> None:
    first = begin("--hidden")
    kept = folder / "config" / "window.json"
    runtime = Path(os.environ["XDG_RUNTIME_DIR"])
    qtbot.waitUntil(lambda: bool([*runtime.glob("*/*.socket")]), timeout=40_000)
    assert begin("--hidden").wait(timeout=40) == 0
    assert first.poll() is None
    assert begin("play", "desk-five").wait(timeout=40) == 0
    player = DBusAddress(PATH, NAME, "org.freedesktop.DBus.Properties")
    found: list[Any] = []

    def is_played() -> bool:
        session.ask(Question(player, "Get", "ss", (PLAYER, "Metadata")), lambda value: found.append(value[1]))
        return bool(found)

    qtbot.waitUntil(is_played, timeout=40_000)
    assert found[0]["xesam:album"][1] == "Desk break"
    first.terminate()
    assert first.wait(timeout=40) == 0
    assert kept.exists(), "a signal closes the window first"


@pytest.mark.parametrize("ms", [0, 1_000])
def test_closed_it_goes_on_without_a_window_if_that_is_wished(
    begin: Begin, server: Server, qtbot: QtBot, folder: Path, ms: int
) -> None:
    closes = CLOSES_AFTER.format(ms=ms)
    program = begin("--speed", "400", "play", "desk-five", program=("-c", closes))
    qtbot.waitUntil((folder / "config" / "window.json").exists, timeout=40_000)
    (folder / "config" / "window.json").unlink()
    qtbot.waitUntil(lambda: server.called == ["Time for a break"], timeout=40_000)
    assert program.poll() is None
    program.terminate()
    assert program.wait(timeout=40) == 0
    assert not (folder / "config" / "window.json").exists(), "there was no window any more"
