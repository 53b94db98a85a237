import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QTimer
from pytestqt.qtbot import QtBot

from guided.qt.sound.server import Server

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="sockets are looked up in /proc")

Open = Callable[[str], socket.socket]


@pytest.fixture
def sockets(tmp_path: Path) -> Iterator[Open]:
    """What opens a socket that listens at a name, or else one that is connected to it."""
    with ExitStack() as opened:

        def open_one(name: str) -> socket.socket:
            one = opened.enter_context(socket.socket(socket.AF_UNIX))
            path = os.path.relpath(tmp_path / name)
            if name in listening:
                one.connect(path)
            else:
                listening.add(name)
                one.bind(path)
                one.listen()
            return one

        listening: set[str] = set()
        yield open_one


@pytest.mark.parametrize("name", ["bus", "X11-unix"])
def test_a_socket_to_the_session_bus_or_the_screen_is_not_taken_for_the_sound_servers(
    sockets: Open, name: str
) -> None:
    sockets(name)
    sockets("native")
    server = Server()
    other, own = sockets(name), sockets("native")
    server.learn()
    other.close()
    assert not server.is_gone()
    own.close()
    assert server.is_gone()


def test_a_server_is_back_only_when_all_that_led_to_it_does_again(sockets: Open) -> None:
    sockets("native")
    server = Server()
    first, second = sockets("native"), sockets("native")
    server.learn()
    first.close()
    second.close()
    assert server.is_gone()
    again = sockets("native")
    assert server.is_gone()
    sockets("native")
    assert not server.is_gone()
    again.close()
    assert server.is_gone()


def test_a_server_that_was_never_there_is_not_gone() -> None:
    server = Server()
    server.learn()
    assert not server.is_gone()
    assert not server.hurry()


def test_qt_is_hurried_as_soon_as_somebody_listens_where_the_server_was(
    sockets: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    looked: list[int] = []
    server, listener, connected = Server(), sockets("native"), sockets("native")
    server.learn()
    listener.close()
    connected.close()
    waiting = QTimer(QAbstractEventDispatcher.instance())  # as Qt's own
    waiting.setSingleShot(True)
    waiting.timeout.connect(lambda: looked.append(1))
    waiting.start(3000)
    assert not server.hurry()
    os.unlink(tmp_path / "native")
    with socket.socket(socket.AF_UNIX) as back:
        back.bind(os.path.relpath(tmp_path / "native"))
        back.listen()
        assert server.hurry()
        qtbot.waitUntil(lambda: looked == [1], timeout=1000)
    waiting.deleteLater()
