"""The Linux sound server, seen from outside: whether Qt is connected to it, and how to make Qt reconnect.

Qt's states and signals do not tell of a server that hung up, and with 6.11 and 6.12 the next beginning
then aborts the process. What tells of it are the sockets this process has open; where no system tells of
those, a server is never gone.
"""

from __future__ import annotations

import ctypes
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QTimerEvent

_OTHERS = (b"bus", b"X11-unix", b"wayland")  # in the addresses of sockets that have nothing to do with sound
_NAME = b"/native"  # what the address of PulseAudio, or of what stands in for it, ends in by default
_LONGEST = 110  # bytes of a local socket's address, after Linux' unix(7)
_LISTENS = "00010000"  # the flag of a socket that accepts connections, in /proc/net/unix
_QT_CONNECTIONS = 2  # one for the list of devices, and one for all streams from the first on
_QT_WAITS_MS = 3000  # before Qt looks again for a server that hung up or was not there


class Server:
    """The server Qt connects to; create it before Qt connects, and use it in the same thread."""

    def __init__(self) -> None:
        self._before = _addresses()
        self._address = b""
        self._connections = 0

    def learn(self) -> None:
        """Record the server's address and the number of Qt's connections, while all is well."""
        now = _addresses()
        if not self._address:
            found = [
                one for one in now if one not in self._before and not any(word in one for word in _OTHERS)
            ]
            self._address = min(found, key=lambda one: not one.endswith(_NAME), default=b"")
        self._connections = min(now[self._address], _QT_CONNECTIONS)

    def is_gone(self) -> bool:
        """Whether it hung up, or Qt has fewer connections than before."""
        return _addresses()[self._address] < self._connections

    def hurry(self) -> bool:
        """Make Qt reconnect at once to a server that is back; whether there is one it waits for."""
        if self._address not in _listening():
            return False
        events = QAbstractEventDispatcher.instance()
        found = [
            (waiting, timer.timerId)
            for waiting in events.children()
            for timer in events.registeredTimers(waiting)
            if timer.interval == _QT_WAITS_MS
        ]
        for waiting, number in found:
            # Not sent: where a server accepts and does not answer, that would be with the interpreter held.
            QCoreApplication.postEvent(waiting, QTimerEvent(number))
        return bool(found)


def _addresses() -> Counter[bytes]:
    """The peer addresses of this process's sockets, with their counts."""
    with suppress(OSError):
        return Counter(filter(None, (_peer(int(name)) for name in os.listdir("/proc/self/fd"))))
    return Counter()


def _peer(descriptor: int) -> bytes:
    """The peer address of a socket; empty if there is none."""
    address, size = ctypes.create_string_buffer(_LONGEST), ctypes.c_uint(_LONGEST)
    try:
        refused = ctypes.CDLL(None).getpeername(descriptor, address, ctypes.byref(size))
    except (OSError, AttributeError):
        return b""
    return b"" if refused else address.raw[2 : size.value].rstrip(b"\0")


def _listening() -> Iterator[bytes]:
    """The paths of listening local sockets."""
    with suppress(OSError):
        for line in Path("/proc/net/unix").read_bytes().splitlines()[1:]:
            fields = line.split(maxsplit=7)
            if len(fields) == 8 and fields[3].decode() == _LISTENS:
                yield fields[7]
