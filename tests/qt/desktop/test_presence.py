"""Who is there is asked of whoever knows, and None is what nobody knows."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from jeepney import HeaderFields, Message
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guided.qt.desktop.bus import Bus
from guided.qt.desktop.presence import Mac, OnTheSpot, Presence, Seen, Windows, of_this_system
from guided.qt.desktop.x11 import X11
from tests.qt.buses import Service


class Spot:
    """A system that answers at once."""

    name = "the spot"

    def __init__(self, seconds: float | None, taken: bool = False, locked: bool = False) -> None:
        self.seconds, self.taken, self.locked = seconds, taken, locked

    def idle(self) -> float | None:
        return self.seconds

    def is_locked(self) -> bool:
        return self.locked

    def is_taken(self) -> bool:
        return self.taken


def seen(qtbot: QtBot, presence: Presence) -> Seen:
    """One look."""
    with qtbot.waitCallback() as looked:
        presence.look(looked)
    found: Seen = looked.args[0]
    return found


def quiet(qtbot: QtBot, presence: Presence) -> bool:
    """Whether somebody is not to be disturbed."""
    with qtbot.waitCallback() as asked:
        presence.ask_quiet(asked)
    return bool(asked.args[0])


def awake() -> float:
    return 1_000.0


# ---------------------------------------------------------------- by the buses


def property_of(
    values: dict[str, tuple[str, Any]],
) -> Callable[[Message], tuple[str, tuple[Any, ...]] | None]:
    """Answers for properties, each by its name."""

    def answer(message: Message) -> tuple[str, tuple[Any, ...]] | None:
        if message.header.fields[HeaderFields.member] == "GetIdletime":
            return "t", (12_500,)
        value = values.get(message.body[1])
        return None if value is None else ("v", (value,))

    return answer


def test_where_nobody_knows_it_is_none_and_that_is_known(session: Bus, system: Bus, qtbot: QtBot) -> None:
    presence = Presence(awake, None, session, system)
    assert presence.source is None
    assert seen(qtbot, presence) == Seen(None, False)
    assert presence.source == ""
    assert not quiet(qtbot, presence)


def test_gnome_tells_it_in_thousandths(session: Bus, serve: Callable[..., Service], qtbot: QtBot) -> None:
    serve(("org.gnome.Mutter.IdleMonitor",), property_of({}))
    presence = Presence(awake, None, session)
    assert seen(qtbot, presence) == Seen(12.5, False)
    assert presence.source == "org.gnome.Mutter.IdleMonitor"


@pytest.mark.parametrize(("since", "idle"), [(0, None), (940_000_000, 60.0)])
def test_the_login_service_tells_of_locks_and_of_idle_time_if_it_is_not_0(
    serve: Callable[..., Service], system: Bus, qtbot: QtBot, since: int, idle: float | None
) -> None:
    told = {"LockedHint": ("b", True), "IdleSinceHintMonotonic": ("t", since)}
    serve(("org.freedesktop.login1",), property_of(told), "SYSTEM")
    bus, spot = Presence(awake, None, None, system), Presence(awake, Spot(3.0), None, system)
    assert seen(qtbot, bus) == Seen(idle, True)
    assert bus.source == ("org.freedesktop.login1" if since else "")
    assert seen(qtbot, spot) == Seen(3.0, True)
    assert spot.source == "the spot"


@pytest.mark.parametrize(
    ("name", "told", "is_quiet"),
    [
        ("org.freedesktop.Notifications", {"Inhibited": ("b", True)}, True),
        ("org.freedesktop.Notifications", {"Inhibited": ("b", False)}, False),
        ("org.freedesktop.Notifications", {"paused": ("b", True)}, True),
        ("org.freedesktop.portal.Desktop", {"show-banners": ("v", ("b", False))}, True),
        ("org.freedesktop.portal.Desktop", {"show-banners": ("v", ("b", True))}, False),
    ],
)
def test_a_desktop_that_wants_quiet_has_it(
    session: Bus,
    serve: Callable[..., Service],
    qtbot: QtBot,
    name: str,
    told: dict[str, tuple[str, Any]],
    is_quiet: bool,
) -> None:
    serve((name,), property_of(told))
    assert quiet(qtbot, Presence(awake, Spot(0.0), session)) is is_quiet


def test_full_screen_elsewhere_is_quiet_without_a_question(qtbot: QtBot) -> None:
    assert quiet(qtbot, Presence(awake, Spot(0.0, taken=True)))
    assert not quiet(qtbot, Presence(awake, Spot(0.0)))


# ---------------------------------------------------------------- on the spot


class Call:
    """A function of a library, which is told the types of what it takes and gives."""

    def __init__(self, do: Callable[..., Any]) -> None:
        self.do = do
        self.restype: Any = None
        self.argtypes: Any = ()

    def __call__(self, *arguments: Any) -> Any:
        return self.do(*arguments)


class Sessions:
    """Windows' library of sessions: the flags of this one, and what was not given back."""

    def __init__(self, flags: int) -> None:
        self.held: list[Any] = []
        self.WTSQuerySessionInformationW = Call(self._ask)
        self.WTSFreeMemory = Call(lambda told: self.held.clear())
        self._flags = flags

    def _ask(self, server: None, session: int, kind: int, found: Any, size: Any) -> bool:
        if (server, session, kind) != (None, 0xFFFF_FFFF, 25):
            return False
        told = (ctypes.c_int * 64)(1, 0, 3, 0, self._flags)
        self.held.append(told)
        found._obj.value, size._obj.value = ctypes.addressof(told), ctypes.sizeof(told)
        return True


def windows(
    now: int, last: int, state: int = 5, answers: bool = True, sessions: Sessions | None = None
) -> Windows:
    """Windows' libraries, at a time in ms since it was started."""

    def last_input(info: Any) -> bool:
        info._obj.tick = last
        return answers

    def quiet_state(found: Any) -> int:
        found._obj.value = state
        return 0

    tick = type("Tick", (), {"__call__": lambda self: now, "restype": None})()
    return Windows(
        SimpleNamespace(GetLastInputInfo=last_input),
        SimpleNamespace(GetTickCount=tick),
        SimpleNamespace(SHQueryUserNotificationState=quiet_state),
        sessions or Sessions(1),
    )


@pytest.mark.parametrize(("flags", "locked"), [(0, True), (1, False), (-1, False)])
def test_windows_tells_of_a_lock(flags: int, locked: bool) -> None:
    sessions = Sessions(flags)
    assert windows(1, 1, sessions=sessions).is_locked() is locked
    assert sessions.held == [], "what was told is given back"


def test_a_lock_that_the_system_tells_of_is_seen(qtbot: QtBot) -> None:
    assert seen(qtbot, Presence(awake, Spot(3.0, locked=True))) == Seen(3.0, True)
    assert seen(qtbot, Presence(awake, Spot(3.0))) == Seen(3.0, False)


def test_windows_tells_it_in_ticks_that_begin_anew() -> None:
    assert windows(now=12_000, last=2_000).idle() == 10.0
    assert windows(now=500, last=2**32 - 500).idle() == 1.0
    assert windows(now=500, last=0, answers=False).idle() is None
    assert not windows(1, 1).is_taken()
    assert windows(1, 1, state=3).is_taken()


def test_a_mac_tells_it_of_hardware_alone() -> None:
    found = mac([])
    assert found.idle() == 7.5
    assert not found.is_taken()
    assert ctypes.c_double is found._since.restype


@pytest.mark.parametrize(
    ("told", "locked"),
    [([b"kCGSSessionOnConsoleKey"], False), ([b"CGSSessionScreenIsLocked"], True), (None, False)],
)
def test_a_mac_tells_of_a_lock(told: list[bytes] | None, locked: bool) -> None:
    released: list[Any] = []
    assert mac(told, released).is_locked() is locked
    assert len(released) == (told is not None), "what was told is given back"


def mac(told: list[bytes] | None, released: list[Any] | None = None) -> Mac:
    """A Mac's libraries; `told` are the keys of what it tells of the session."""
    released = [] if released is None else released
    return Mac(
        SimpleNamespace(
            CGEventSourceSecondsSinceLastEventType=Call(
                lambda state, kind: 7.5 if (state, kind) == (1, 0xFFFF_FFFF) else 0.0
            ),
            CGSessionCopyCurrentDictionary=Call(lambda: told),
        ),
        SimpleNamespace(
            CFStringCreateWithCString=Call(lambda _, text, encoding: text),
            CFDictionaryContainsKey=Call(lambda keys, key: key in keys),
            CFRelease=Call(released.append),
        ),
    )


@pytest.mark.parametrize(
    ("shown_on", "platform", "kind"),
    [
        ("offscreen", "linux", ""),
        ("wayland", "linux", ""),
        ("xcb", "linux", "wayland"),  # X sees only what is typed into its own windows there
        ("windows", "win32", ""),  # whose libraries are not here
        ("cocoa", "darwin", ""),
    ],
)
def test_a_system_that_does_not_answer_on_the_spot_is_none(shown_on: str, platform: str, kind: str) -> None:
    if platform == sys.platform or platform != "linux":
        assert of_this_system(shown_on, platform, {"XDG_SESSION_TYPE": kind}) is None


# ---------------------------------------------------------------- an X server


@pytest.fixture
def display() -> Iterator[str]:
    """An X server without a screen anybody sees."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("there is no Xvfb")
    reader, writer = os.pipe()
    server = subprocess.Popen(
        [program, "-displayfd", str(writer), "-nolisten", "tcp"],
        pass_fds=(writer,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait()


def test_an_x_server_counts_idle_time_and_knows_of_no_window(display: str, qapp: QApplication) -> None:
    server: OnTheSpot = X11(display)
    first = server.idle()
    assert first is not None
    assert 0 <= first < 60
    assert not server.is_taken()


def test_an_x_server_that_is_not_there_is_told() -> None:
    with pytest.raises(OSError, match="no X server"):
        X11(":9999")
