"""Whether somebody is at the computer and may be disturbed, from whatever service can tell.

Nothing blocks. An unknown idle time is None, which differs from 0: that says that somebody is there.
"""

from __future__ import annotations

import ctypes as c
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from jeepney import DBusAddress
from PySide6.QtCore import QObject

from guided.qt.desktop.bus import Bus, Question
from guided.qt.desktop.x11 import X11

_PATIENCE_MS = 500
_PROPERTIES = "org.freedesktop.DBus.Properties"
_MUTTER = DBusAddress(
    "/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor", "org.gnome.Mutter.IdleMonitor"
)
_LOGIN = DBusAddress("/org/freedesktop/login1/session/auto", "org.freedesktop.login1", _PROPERTIES)
_SERVER = DBusAddress("/org/freedesktop/Notifications", "org.freedesktop.Notifications", _PROPERTIES)
_PORTAL = DBusAddress(
    "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Desktop", "org.freedesktop.portal.Settings"
)
_SESSION = "org.freedesktop.login1.Session"
_IDLE = Question(_MUTTER, "GetIdletime", gives="t")
_LOCKED = Question(_LOGIN, "Get", "ss", (_SESSION, "LockedHint"), gives="v")
_SINCE = Question(_LOGIN, "Get", "ss", (_SESSION, "IdleSinceHintMonotonic"), gives="v")
# Plasma says whether notifications are held back, dunst as well, and GNOME whether it shows any.
_QUIET = (
    (Question(_SERVER, "Get", "ss", ("org.freedesktop.Notifications", "Inhibited"), gives="v"), True),
    (Question(_SERVER, "Get", "ss", ("org.dunstproject.cmd0", "paused"), gives="v"), True),
    (Question(_PORTAL, "Read", "ss", ("org.gnome.desktop.notifications", "show-banners"), gives="v"), False),
)
_ACCEPTS_NOTIFICATIONS = 5  # of the states that Windows tells


class Seen(NamedTuple):
    """The idle time in seconds, None if unknown, and whether the screen is locked."""

    idle_s: float | None = None
    locked: bool = False


class OnTheSpot(Protocol):
    """A system that answers synchronously."""

    name: str
    """What it is called in a sentence."""

    def idle(self) -> float | None:
        """Seconds since a key or the mouse was touched, None if unknown."""

    def is_locked(self) -> bool:
        """Whether the screen is locked, as far as this system tells."""

    def is_taken(self) -> bool:
        """Whether another program is full screen or asks for quiet."""


class Presence(QObject):
    """A check for somebody's presence: at once if the system can, else by D-Bus services."""

    def __init__(
        self,
        awake_s: Callable[[], float],
        here: OnTheSpot | None,
        session: Bus | None = None,
        system: Bus | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`awake_s` is the system's monotonic clock in seconds, which the login service refers to."""
        super().__init__(parent)
        self._awake_s, self._here, self._session, self._system = awake_s, here, session, system
        self.source: str | None = None
        """What told the idle time at the last look: "" if nothing could, None before the first."""

    def look(self, then: Callable[[Seen], object]) -> None:
        """Look now; `then` is called at once, or when every service has answered or timed out."""
        idle = self._here.idle() if self._here is not None else None
        questions: list[tuple[Bus, Question]] = []
        if self._session is not None and self._here is None:
            questions.append((self._session, _IDLE))
        if self._system is not None:
            questions.append((self._system, _LOCKED))
            if self._here is None:
                questions.append((self._system, _SINCE))

        def take(answers: Mapping[Question, Any]) -> None:
            ms, since = answers.get(_IDLE), _value(answers.get(_SINCE))
            found, self.source = idle, "" if idle is None or self._here is None else self._here.name
            if ms is not None:
                found, self.source = ms / 1000, _MUTTER.bus_name
            # 0 says "not idle", or that this desktop never says: only a time is told by it.
            elif found is None and isinstance(since, int) and since:
                found, self.source = max(self._awake_s() - since / 1e6, 0.0), _LOGIN.bus_name
            locked = self._here is not None and self._here.is_locked()
            then(Seen(found, locked or bool(_value(answers.get(_LOCKED)))))

        _ask_all(questions, take)

    def ask_quiet(self, then: Callable[[bool], object]) -> None:
        """Ask whether to wait: another program is full screen, or the desktop wants quiet."""
        if self._here is not None and self._here.is_taken():
            then(True)
            return
        bus = self._session
        questions = [(bus, question) for question, _ in _QUIET] if bus is not None else []
        _ask_all(
            questions,
            lambda answers: then(any(_value(answers.get(question)) is quiet for question, quiet in _QUIET)),
        )


def _ask_all(
    questions: Sequence[tuple[Bus, Question]], then: Callable[[Mapping[Question, Any]], object]
) -> None:
    """Ask several questions at once; `then` gets the first value of each answer received."""
    answers: dict[Question, Any] = {}
    left = len(questions)

    def one_less(*_: object) -> None:
        nonlocal left
        left -= 1
        if not left:
            then(answers)

    def take(question: Question, value: Any) -> None:
        answers[question] = value
        one_less()

    if not questions:
        then(answers)
    for bus, question in questions:
        bus.ask(
            question,
            lambda value, question=question: take(question, value),
            one_less,
            patience_ms=_PATIENCE_MS,
        )


def _value(variant: Any) -> Any:
    """The content of a variant, even a nested one."""
    while isinstance(variant, tuple) and len(variant) == 2:
        variant = variant[1]
    return variant


# ---------------------------------------------------------------- systems that answer on the spot


def of_this_system(
    shown_on: str, platform: str = sys.platform, environment: Mapping[str, str] = os.environ
) -> OnTheSpot | None:
    """What answers synchronously here, if anything; `shown_on` is Qt's platform name.

    Not an X server within Wayland: it sees only input to its own windows, which is worse than nothing.
    """
    try:
        if platform == "win32":
            libraries: Any = c
            return Windows(
                *(libraries.WinDLL(name) for name in ("user32", "kernel32", "shell32", "wtsapi32"))
            )
        if platform == "darwin":
            folder, named = "/System/Library/Frameworks", ("ApplicationServices", "CoreFoundation")
            return Mac(*(c.CDLL(f"{folder}/{name}.framework/{name}") for name in named))
        if shown_on == "xcb" and environment.get("XDG_SESSION_TYPE") != "wayland":
            return X11()
    except (OSError, AttributeError):
        pass
    return None


class _LastInput(c.Structure):
    _fields_ = (("size", c.c_uint), ("tick", c.c_uint))


class _SessionInfo(c.Structure):
    """The head of WTSINFOEXW; its data is aligned for the 64-bit times that follow."""

    _fields_ = (
        *(("level", c.c_uint), ("_", c.c_uint)),
        *(("session", c.c_uint), ("state", c.c_int), ("flags", c.c_int)),
    )


_THIS_SESSION, _SESSION_INFO_EX, _IS_LOCKED = 0xFFFF_FFFF, 25, 0  # as Windows numbers them


class Windows:
    """Windows, by its system libraries."""

    name = "Windows"

    def __init__(self, user: Any, kernel: Any, shell: Any, sessions: Any) -> None:
        self._user, self._kernel, self._shell, self._sessions = user, kernel, shell, sessions
        kernel.GetTickCount.restype = c.c_uint
        sessions.WTSQuerySessionInformationW.argtypes = (
            *(c.c_void_p, c.c_uint, c.c_int),
            *(c.POINTER(c.c_void_p), c.POINTER(c.c_uint)),
        )
        sessions.WTSFreeMemory.argtypes = (c.c_void_p,)

    def idle(self) -> float | None:
        """Seconds since a key or the mouse was touched, None if unknown."""
        last = _LastInput(c.sizeof(_LastInput), 0)
        if not self._user.GetLastInputInfo(c.byref(last)):
            return None
        return (
            float((self._kernel.GetTickCount() - last.tick) & 0xFFFF_FFFF) / 1000
        )  # both begin anew at 2^32

    def is_locked(self) -> bool:
        """Whether the session is locked, by the flags of the session this program runs in."""
        found, size = c.c_void_p(), c.c_uint()
        asked = (None, _THIS_SESSION, _SESSION_INFO_EX, c.byref(found), c.byref(size))
        if not self._sessions.WTSQuerySessionInformationW(*asked) or not found.value:
            return False
        enough = size.value >= c.sizeof(_SessionInfo)
        locked = enough and _SessionInfo.from_address(found.value).flags == _IS_LOCKED
        self._sessions.WTSFreeMemory(found)
        return locked

    def is_taken(self) -> bool:
        """Whether there is a game, a film, a presentation or quiet time."""
        state = c.c_int(_ACCEPTS_NOTIFICATIONS)
        refused = self._shell.SHQueryUserNotificationState(c.byref(state))
        return not refused and state.value != _ACCEPTS_NOTIFICATIONS


class Mac:
    """macOS, by its application services; its notifications wait by themselves."""

    name = "macOS"
    _HARDWARE, _ANY_EVENT, _UTF_8 = 1, 0xFFFF_FFFF, 0x0800_0100

    def __init__(self, services: Any, foundation: Any) -> None:
        self._since = services.CGEventSourceSecondsSinceLastEventType
        self._since.restype, self._since.argtypes = c.c_double, (c.c_int32, c.c_uint32)
        self._session = services.CGSessionCopyCurrentDictionary
        self._session.restype, self._session.argtypes = c.c_void_p, ()
        self._has, self._release = foundation.CFDictionaryContainsKey, foundation.CFRelease
        self._has.restype, self._has.argtypes = c.c_ubyte, (c.c_void_p, c.c_void_p)
        self._release.argtypes = (c.c_void_p,)
        text = foundation.CFStringCreateWithCString
        text.restype, text.argtypes = c.c_void_p, (c.c_void_p, c.c_char_p, c.c_uint32)
        self._key = text(None, b"CGSSessionScreenIsLocked", self._UTF_8)

    def idle(self) -> float | None:
        """Seconds since a key or the mouse was touched, None if unknown."""
        return float(self._since(self._HARDWARE, self._ANY_EVENT))

    def is_locked(self) -> bool:
        """Whether the screen is locked: then what is told of the session says so, and else nothing of it."""
        session = self._session()
        if not session:  # nobody is logged in at the screen
            return False
        locked = bool(self._has(session, self._key))
        self._release(session)
        return locked

    def is_taken(self) -> bool:
        """Always False: macOS does not tell."""
        return False
