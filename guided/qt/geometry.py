"""The place and size of a window, and its last folder: kept for the next start, and wholly on a screen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from guided.paths import read_file, write_private
from guided.qt.widgets.savefile import FOLDER
from guided.reading import LARGEST_FILE

SMALLEST = QSize(800, 560)
USUAL = QSize(1280, 800)

_MOST_SCREENS = 8  # other sets of screens that are remembered
_TITLE, _BORDER = 36, 12  # px that a title bar and the border below may take


def kept(path: Path) -> dict[str, Any]:
    """What a file keeps of a window's place; nothing where it cannot be read."""
    try:
        found = json.loads(read_file(path, LARGEST_FILE))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def keep(window: QWidget, path: Path) -> None:
    """Keep a window's place in a file, for the screens there are now. Raises OSError."""
    write_private(path, json.dumps(remembered(window, kept(path))))


def fit(window: QWidget) -> None:
    """Lower a window's minimum size to what its screen allows."""
    window.setMinimumSize(SMALLEST.boundedTo(_room(window.screen()).size()))


def remembered(window: QWidget, before: Mapping[str, Any]) -> dict[str, Any]:
    """What to keep of a window's place: now, and as it was with other screens, as JSON values."""
    known = before.get("screens")
    others = dict(list(known.items())[-_MOST_SCREENS:]) if isinstance(known, dict) else {}
    others.pop(screens(), None)
    state = state_of(window)
    return {**state, "screens": {**others, screens(): state}, FOLDER: window.property(FOLDER)}


def screens() -> str:
    """The screens there are, each with its size."""
    areas = ((one.name(), one.geometry()) for one in QGuiApplication.screens())
    return ", ".join(sorted(f"{name} {area.width()}x{area.height()}" for name, area in areas))


def state_of(window: QWidget) -> dict[str, Any]:
    """The place and size of a window, as JSON values."""
    whole = window.isMaximized() or window.isFullScreen()
    area = window.normalGeometry() if whole else window.geometry()
    return {
        "x": area.x(),
        "y": area.y(),
        "width": area.width(),
        "height": area.height(),
        "maximized": window.isMaximized(),
    }


def restore(window: QWidget, state: Mapping[str, Any]) -> None:
    """Restore a window's place and size, moved onto an existing screen; nonsense is ignored.

    With the same screens as at another time it is where it was then, else where it was last.
    On a screen too small for the usual size, a new window is maximized.
    """
    if isinstance(folder := state.get(FOLDER), str):
        window.setProperty(FOLDER, folder)
    known = state.get("screens")
    here = known.get(screens()) if isinstance(known, dict) else None
    state = here if isinstance(here, dict) else state
    numbers = [state.get(name) for name in ("x", "y", "width", "height")]
    whole = [n for n in numbers if isinstance(n, int) and not isinstance(n, bool) and abs(n) < 100_000]
    if len(whole) == 4:
        area = QRect(*whole)
        room = _room(QGuiApplication.screenAt(area.center()) or QGuiApplication.primaryScreen())
        window.setMinimumSize(SMALLEST.boundedTo(room.size()))
        window.setGeometry(on_a_screen(area, room))
    room = _room(window.screen())
    fits = USUAL.boundedTo(room.size()) == USUAL
    if not fits and not whole:
        window.resize(USUAL.boundedTo(room.size()))
    if state.get("maximized") is True or not (whole or fits):
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def on_a_screen(area: QRect, room: QRect) -> QRect:
    """An area moved, and shrunk if need be, to lie wholly within the room."""
    size = area.size().expandedTo(SMALLEST).boundedTo(room.size())
    left = max(room.left(), min(area.left(), room.right() + 1 - size.width()))
    top = max(room.top(), min(area.top(), room.bottom() + 1 - size.height()))
    return QRect(QPoint(left, top), size)


def _room(screen: QScreen) -> QRect:
    """The room for windows on a screen that keeps their frames, above all the title bars, in sight."""
    return screen.availableGeometry().adjusted(0, _TITLE, 0, -_BORDER)
