"""Whether Qt can show a window here; checked first, since Qt ends the process if it cannot."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLibraryInfo, QPluginLoader


def why_no_screen(environment: Mapping[str, str] | None = None) -> str | None:
    """A sentence that says why no window can be shown, or None."""
    environment = os.environ if environment is None else environment
    if not sys.platform.startswith("linux"):
        return None
    asked = environment.get("QT_QPA_PLATFORM", "")
    if asked:
        platforms = [one.partition(":")[0].strip().lower() for one in asked.split(";")]
    else:
        # Qt takes the first of these that it can.
        displays = {"wayland": "WAYLAND_DISPLAY", "xcb": "DISPLAY"}
        platforms = [platform for platform, name in displays.items() if environment.get(name)]
    reason: str | None = (
        "there is no screen to show a window on (neither DISPLAY nor WAYLAND_DISPLAY is set);"
        " `guided --help` lists what works without one"
    )
    for platform in platforms:
        reason = _why_not(platform, environment)
        if reason is None:
            return None
    return reason


def _why_not(platform: str, environment: Mapping[str, str]) -> str | None:
    if platform == "xcb":
        return _why_no_x11(environment.get("DISPLAY", ""))
    if platform.partition("-")[0] == "wayland":
        return _why_no_wayland(environment)
    plugins = [path for folder in _plugin_folders(environment) for path in sorted(folder.glob("*.so"))]
    if not plugins or any(path.name == f"libq{platform}.so" for path in plugins):
        return None
    known = [key for path in plugins for key in _keys(path)]
    if platform in known:
        return None
    return f'QT_QPA_PLATFORM asks for "{platform}", which Qt does not have, use one of {", ".join(known)}'


def _why_no_x11(display: str) -> str | None:
    if not display:
        return "there is no screen to show a window on (DISPLAY is not set)"
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return _why_no_plugin("xcb")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return f"the screen {display} cannot be reached" if failed else _why_no_plugin("xcb")


def _why_no_wayland(environment: Mapping[str, str]) -> str | None:
    if environment.get("WAYLAND_SOCKET"):  # a connection that is open, and good for one use
        return None
    display = environment.get("WAYLAND_DISPLAY") or "wayland-0"
    unreachable = f"the screen {display} cannot be reached"
    place = Path(environment.get("XDG_RUNTIME_DIR", ""), display)
    if not place.is_absolute() or not place.is_socket():
        return unreachable
    try:
        wayland = ctypes.CDLL("libwayland-client.so.0")
    except OSError:
        return _why_no_plugin("wayland")
    wayland.wl_display_connect.restype = ctypes.c_void_p
    connection = wayland.wl_display_connect(os.fsencode(place))
    if not connection:
        return unreachable
    wayland.wl_display_disconnect(ctypes.c_void_p(connection))
    return _why_no_plugin("wayland")


def _why_no_plugin(platform: str) -> str | None:
    """The system library that is missing; Qt would name the wrong one."""
    plugin = _own_plugins() / f"libq{platform}.so"
    try:
        if plugin.is_file():
            ctypes.CDLL(str(plugin))
    except OSError as error:
        return f"a system library for windows is missing: {error}"
    return None


def _plugin_folders(environment: Mapping[str, str]) -> Iterator[Path]:
    """The folders in which Qt looks for platform plugins."""
    for path in filter(None, environment.get("QT_QPA_PLATFORM_PLUGIN_PATH", "").split(os.pathsep)):
        yield Path(path)
    for path in filter(None, environment.get("QT_PLUGIN_PATH", "").split(os.pathsep)):
        yield Path(path) / "platforms"
    yield _own_plugins()


def _own_plugins() -> Path:
    return Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"


def _keys(plugin: Path) -> list[str]:
    """The names of a plugin."""
    told: Any = QPluginLoader(str(plugin)).metaData()
    return [key.lower() for key in told.get("MetaData", {}).get("Keys", ())]
