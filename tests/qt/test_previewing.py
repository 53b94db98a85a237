"""The window that follows a file: what it shows, what it says while there is nothing to show, its keys."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from guided.authors import skeleton
from guided.library import Library
from guided.paths import assets
from guided.qt.previewing import PreviewWindow, reader
from guided.qt.theme import Look
from guided.settings import Settings
from tests.qt.seen import clipped, nameless, rich

Open = Callable[[str], PreviewWindow]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "my-hip.toml"


@pytest.fixture
def opened(look: Look, library: Library, path: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Open]:
    """Opens the window on a file with a text."""
    made = []

    def open_on(text: str) -> PreviewWindow:
        path.write_text(text)
        settings = Settings(theme="light", motion="reduced")
        window = PreviewWindow(look, path, settings, reader(path, library, tmp_path / "own", settings))
        made.append(window)
        window.show()
        qtbot.waitUntil(lambda: not window._reading)
        return window

    yield open_on
    for window in made:
        window.close()
        window.deleteLater()


def saved(window: PreviewWindow, path: Path, text: str) -> None:
    """Save as editors do: another file takes the place of the one before."""
    path.with_suffix(".new").write_text(text)
    os.replace(path.with_suffix(".new"), path)


def routine(name: str) -> str:
    return (assets() / "routines" / f"{name}.toml").read_text()


def test_an_exercise_moves_and_follows_what_is_saved(opened: Open, path: Path, qtbot: QtBot) -> None:
    window = opened(skeleton("exercise", "my-hip"))
    assert window.name.text() == "My hip"
    assert window.preview.playing
    saved(window, path, skeleton("exercise", "my-hip").replace("My hip", "Hip, eased"))
    qtbot.waitUntil(lambda: window.name.text() == "Hip, eased")
    assert window.preview.playing
    assert [*nameless(window), *clipped(window), *rich(window)] == []


def test_while_it_cannot_be_read_every_mistake_is_shown_with_its_line(
    opened: Open, path: Path, qtbot: QtBot
) -> None:
    window = opened('position = "standing"\nregion = "hp"\n')
    assert "my-hip.toml cannot be used" in window.problems.said
    assert 'Line 2: region: "hp" is not known' in window.problems.said
    assert not window.preview.isVisible()
    saved(window, path, skeleton("exercise", "my-hip"))
    qtbot.waitUntil(window.preview.isVisible)
    assert window.problems.said == ""
    assert window.preview.playing
    path.unlink()
    qtbot.waitUntil(lambda: "there is no such file" in window.problems.said)
    saved(window, path, skeleton("exercise", "my-hip"))
    qtbot.waitUntil(lambda: window.preview.playing)
    assert not list(rich(window))


def test_arrow_keys_and_buttons_go_from_step_to_step(opened: Open) -> None:
    window = opened(routine("desk-five"))
    first = window.where.text()
    assert first.startswith("1 of ")
    QTest.keyClick(window, Qt.Key.Key_Left)
    assert window.where.text() == first
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert window.where.text().startswith("2 of ")
    assert window.preview.playing
    for _ in range(20):
        QTest.keyClick(window, Qt.Key.Key_Right)
    many = len(window._seen.parts)
    assert window.where.text().startswith(f"{many} of {many}: ")


def test_space_stops_it_and_what_is_saved_leaves_it_still(opened: Open, path: Path, qtbot: QtBot) -> None:
    window = opened(routine("desk-five"))
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert not window.preview.playing
    saved(window, path, routine("psoas-release"))
    qtbot.waitUntil(lambda: window.name.text() == "Psoas release")
    assert not window.preview.playing


def test_advice_is_beside_what_moves(opened: Open) -> None:
    window = opened('name = "R"\n[[step]]\nexercise = "half-kneeling-hip-flexor"\nhold = 60\n')
    assert window.preview.isVisible()
    assert "longer than" in window.advice.said


def test_of_a_programme_nothing_moves_and_that_is_said(opened: Open) -> None:
    window = opened((assets() / "programmes" / "neck-week.toml").read_text())
    assert window.nothing.text().startswith("my-hip.toml can be used.")
    assert not window.preview.isVisible()


def test_escape_closes_it(opened: Open) -> None:
    window = opened(skeleton("exercise", "my-hip"))
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()
