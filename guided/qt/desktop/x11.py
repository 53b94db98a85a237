"""The idle time and full-screen state from an X server.

By a connection of its own through libxcb libraries that Qt needs anyway, not Xlib, which ends the
process when the server goes. A query takes some 20 µs.
"""

from __future__ import annotations

import ctypes as c
import os
from typing import Any

_ATOM, _CARDINAL, _WINDOW = 4, 6, 33  # kinds of properties, as X numbers them


class _Cookie(c.Structure):
    _fields_ = (("sequence", c.c_uint),)


class _Counter(c.Structure):
    _fields_ = (("id", c.c_uint32), ("resolution", c.c_uint32 * 2), ("name_len", c.c_uint16))


class _Counters(c.Structure):
    _fields_ = (("data", c.POINTER(_Counter)), ("rem", c.c_int), ("index", c.c_int))


class _Value(c.Structure):
    _fields_ = (("head", c.c_uint32 * 2), ("high", c.c_int32), ("low", c.c_uint32))


class _Screens(c.Structure):
    _fields_ = (("data", c.POINTER(c.c_uint32)), ("rem", c.c_int), ("index", c.c_int))


class X11:
    """A connection to the X server. Raises OSError if there is none, or none that counts idle time."""

    name = "the X server"

    def __init__(self, display: str | None = None) -> None:
        self._xcb, self._sync = c.CDLL("libxcb.so.1"), c.CDLL("libxcb-sync.so.1")
        self._free = c.CDLL(None).free
        self._free.argtypes = (c.c_void_p,)
        xcb = self._xcb
        xcb.xcb_connect.restype, xcb.xcb_connect.argtypes = c.c_void_p, (c.c_char_p, c.c_void_p)
        xcb.xcb_get_setup.restype = c.c_void_p
        xcb.xcb_setup_roots_iterator.restype = _Screens
        xcb.xcb_setup_roots_iterator.argtypes = (c.c_void_p,)
        xcb.xcb_get_property_value.restype = c.c_void_p
        for name in ("xcb_get_property_value", "xcb_get_property_value_length"):
            getattr(xcb, name).argtypes = (c.c_void_p,)
        self._server = c.c_void_p(xcb.xcb_connect(None if display is None else display.encode(), None))
        if xcb.xcb_connection_has_error(self._server):
            xcb.xcb_disconnect(self._server)
            raise OSError("no X server")
        self._counter = self._find_counter()
        screens = xcb.xcb_setup_roots_iterator(xcb.xcb_get_setup(self._server))
        self._root = int(screens.data[0])
        self._active, self._state, self._whole, self._process = (
            self._atom(name)
            for name in (
                b"_NET_ACTIVE_WINDOW",
                b"_NET_WM_STATE",
                b"_NET_WM_STATE_FULLSCREEN",
                b"_NET_WM_PID",
            )
        )

    def idle(self) -> float | None:
        """Seconds since a key or the mouse was touched; None once the server is gone."""
        answer = self._ask(self._sync, "xcb_sync_query_counter", c.c_uint32(self._counter))
        if not answer:
            return None
        value = _Value.from_address(answer)
        ms = (value.high << 32) | value.low
        self._free(answer)
        return float(ms / 1000)

    def is_locked(self) -> bool:
        """Always False: the login service tells of that."""
        return False

    def is_taken(self) -> bool:
        """Whether another program's window is focused and full screen."""
        active = self._property(self._root, self._active, _WINDOW)
        if not active or not active[0]:
            return False
        if self._whole not in self._property(active[0], self._state, _ATOM):
            return False
        return os.getpid() not in self._property(active[0], self._process, _CARDINAL)

    def close(self) -> None:
        """Disconnect."""
        self._xcb.xcb_disconnect(self._server)

    def _ask(self, library: Any, name: str, *arguments: object) -> int | None:
        """The address of a reply, to be freed by the caller; None for none."""
        request, reply = getattr(library, name), getattr(library, f"{name}_reply")
        request.restype, reply.restype, reply.argtypes = (
            _Cookie,
            c.c_void_p,
            (c.c_void_p, _Cookie, c.c_void_p),
        )
        return reply(self._server, request(self._server, *arguments), None)  # type: ignore[no-any-return]

    def _find_counter(self) -> int:
        self._free(self._ask(self._sync, "xcb_sync_initialize", c.c_uint8(3), c.c_uint8(1)))
        listed = self._ask(self._sync, "xcb_sync_list_system_counters")
        if not listed:
            raise OSError("no counters")
        counters = self._sync.xcb_sync_list_system_counters_counters_iterator
        counters.restype, counters.argtypes = _Counters, (c.c_void_p,)
        left, found = counters(listed), None
        while left.rem:
            one = left.data.contents
            if c.string_at(c.addressof(one) + 14, one.name_len) == b"IDLETIME":
                found = int(one.id)
            self._sync.xcb_sync_systemcounter_next(c.byref(left))
        self._free(listed)
        if found is None:
            raise OSError("no counter of idle time")
        return found

    def _atom(self, name: bytes) -> int:
        answer = self._ask(self._xcb, "xcb_intern_atom", c.c_uint8(0), c.c_uint16(len(name)), name)
        if not answer:
            return 0
        atom = c.c_uint32.from_address(answer + 8).value
        self._free(answer)
        return atom

    def _property(self, window: int, name: int, kind: int) -> list[int]:
        """The numbers in a window's property; empty if it has none of that kind."""
        answer = self._ask(
            self._xcb,
            "xcb_get_property",
            *(c.c_uint8(0), c.c_uint32(window), c.c_uint32(name), c.c_uint32(kind)),
            *(c.c_uint32(0), c.c_uint32(64)),
        )
        if not answer:
            return []
        count = self._xcb.xcb_get_property_value_length(answer) // 4
        values = (c.c_uint32 * count).from_address(self._xcb.xcb_get_property_value(answer))
        found = list(values)
        self._free(answer)
        return found
