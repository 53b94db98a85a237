"""Where a window is: it comes back there, on a screen that is there, and all of it is seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from guided.qt.geometry import SMALLEST, keep, kept, on_a_screen, restore, screens, state_of
from guided.qt.theme import Look
from guided.qt.window import Window


@pytest.fixture
def window(look: Look, qtbot: QtBot) -> Window:
    """A window with nothing in it."""
    window = Window(look)
    qtbot.addWidget(window)
    window.show()
    return window


def test_the_window_comes_back_where_it_was(window: Window, look: Look, qtbot: QtBot) -> None:
    window.setGeometry(0, 40, 800, 600)
    other = Window(look)
    qtbot.addWidget(other)
    restore(other, state_of(window))
    assert other.geometry() == QRect(0, 40, 800, 600)


@pytest.mark.parametrize(
    "state",
    [
        {"x": 90_000, "y": -90_000, "width": 900, "height": 600},
        {"x": -5000, "y": -5000, "width": 50_000, "height": 50_000},
        {"x": 10, "y": 10, "width": 1, "height": 1},
        {"x": 0, "y": 0, "width": 800, "height": 800, "maximized": False},
    ],
)
def test_the_window_is_never_off_the_screen(window: Window, state: dict[str, int]) -> None:
    restore(window, state)
    room = QGuiApplication.primaryScreen().availableGeometry()
    assert room.contains(window.geometry())
    assert window.geometry().top() > room.top() + 20, "there is a title bar above it"


LAPTOP, AT_150, AT_200 = QRect(0, 36, 1280, 752), QRect(0, 36, 853, 485), QRect(0, 36, 640, 352)


@pytest.mark.parametrize(
    ("room", "area", "there"),
    [
        (LAPTOP, QRect(100, 100, 1000, 600), QRect(100, 100, 1000, 600)),
        (LAPTOP, QRect(0, -20, 1280, 800), LAPTOP),
        (LAPTOP, QRect(3000, 200, 900, 600), QRect(380, 188, 900, 600)),
        (AT_150, QRect(0, 0, 800, 560), QRect(0, 36, 800, 485)),
        (AT_200, QRect(0, 0, 10, 10), AT_200),
    ],
)
def test_a_window_is_put_where_all_of_it_is_seen(room: QRect, area: QRect, there: QRect) -> None:
    assert on_a_screen(area, room) == there


def test_the_least_size_is_no_larger_than_the_screen(window: Window) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry().size()
    assert window.minimumSize() == SMALLEST.boundedTo(room)
    window.setMinimumSize(2000, 2000)  # as on a larger screen
    window.move(10, 60)
    assert window.minimumSize() == SMALLEST.boundedTo(room)


@pytest.mark.parametrize("state", [{}, {"x": "1", "y": None}, {"x": True, "y": 1, "width": 5, "height": 5}])
def test_a_state_that_makes_no_sense_is_left(window: Window, state: dict[str, object]) -> None:
    before = window.geometry()
    restore(window, state)
    assert window.geometry().topLeft() == before.topLeft()
    assert window.size().boundedTo(before.size()) == window.size()


def test_each_set_of_screens_has_a_place_of_its_own(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "window.json"
    elsewhere = {"x": 40, "y": 60, "width": 800, "height": 560, "maximized": False}
    path.write_text(json.dumps({**elsewhere, "screens": {"at work 3840x2160": elsewhere}}))
    window.resize(800, 580)
    keep(window, path)
    again = kept(path)
    assert set(again["screens"]) == {"at work 3840x2160", screens()}
    restore(window, {**again, "height": 700})
    assert window.size() == QSize(800, 580), "the place here, not the last one anywhere"
    restore(window, {"x": 0, "y": 40, "width": 800, "height": 570, "screens": {"at work": elsewhere}})
    assert window.size() == QSize(800, 570)
