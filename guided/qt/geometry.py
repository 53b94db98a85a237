"""The place and size of a window: kept for the next start, and always wholly on a screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

SMALLEST = QSize(800, 560)
USUAL = QSize(1280, 800)

_TITLE, _BORDER = 36, 12  # px that a title bar and the border below may take


def fit(window: QWidget) -> None:
    """Lower a window's minimum size to what its screen allows."""
    window.setMinimumSize(SMALLEST.boundedTo(_room(window.screen()).size()))


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

    On a screen too small for the usual size, a new window is maximized.
    """
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
