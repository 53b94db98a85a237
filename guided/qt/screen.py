"""Whether Qt can show a window here: it would end the process where it cannot, so this looks first."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import PySide6


def why_no_screen(environment: Mapping[str, str] | None = None) -> str | None:
    """One sentence that says why no window can be shown, or None when one can."""
    environment = os.environ if environment is None else environment
    if not sys.platform.startswith("linux"):
        return None
    platform = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform and platform not in ("xcb", "wayland"):
        return None
    if not platform and not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        return (
            "there is no screen to show a window on (neither DISPLAY nor WAYLAND_DISPLAY is set);"
            " `guided --help` lists what works without one"
        )
    if platform == "wayland" or (not platform and environment.get("WAYLAND_DISPLAY")):
        return None
    return _why_no_x11(environment.get("DISPLAY", ""))


def _why_no_x11(display: str) -> str | None:
    import ctypes  # where Windows and macOS are, there is always a screen

    plugin = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    try:
        if plugin.is_file():
            ctypes.CDLL(str(plugin))
    except OSError as error:
        return f"a system library for windows is missing: {error}"
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return None
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return f"the screen {display} cannot be reached" if failed else None
