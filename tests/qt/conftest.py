"""What the tests of the window share: a look of their own, the shipped library, and whole programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guided.choices import Choices
from guided.files import load
from guided.library import Library
from guided.paths import Home, assets, home_in
from guided.qt.context import Clocks, Context
from guided.qt.pages import PAGES, Place
from guided.qt.store import Store
from guided.qt.theme import Look
from guided.qt.window import Window
from guided.settings import Settings
from tests.fakes import Clock
from tests.qt.buses import daemon as daemon
from tests.qt.buses import serve as serve
from tests.qt.buses import server as server
from tests.qt.buses import session as session
from tests.qt.buses import system as system
from tests.qt.running import NOW, Running, Starter


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> None:
    """What earlier tests let go of is gone: it would be dressed again with every look."""
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """A look without motion, gone after the test: two of them would both dress the application.

    It changes once more when what the test opened is gone: nothing that is deleted may still follow it.
    """
    look = Look(qapp, Settings(theme="light", motion="reduced"))
    yield look
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    look.changing.emit()
    look.changed.emit()
    shiboken6.delete(look)


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped files."""
    return load(assets())


@pytest.fixture
def context(qtbot: QtBot, look: Look, library: Library, tmp_path: Path) -> Context:
    """What a page is given, in a home of its own, with no history behind it."""
    window = Window(look)
    qtbot.addWidget(window)
    return Context(
        window,
        home_in(tmp_path / "<img src='x'>"),
        Settings(),
        Clocks(Clock(), lambda: NOW),
        library=lambda: library,
        choices=Choices,
        store=no_store,
    )


def no_store() -> Store:
    raise AssertionError("a page that asks for the history is tested with a whole program")


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Starter]:
    """Starts programs, all of which are closed after the test."""
    running: list[Running] = []

    def run(home: Home | None = None, days: int = 0, places: Sequence[Place] = PAGES) -> Running:
        wall = NOW + timedelta(days=days)
        running.append(Running(qapp, home or home_in(tmp_path / "one"), wall, places))
        return running[-1]

    yield run
    for one in running:
        one.leave()
        one.desk.window.deleteLater()
        one.desk.look.deleteLater()
    for made in qapp.topLevelWidgets():
        made.deleteLater()  # such as a page that was asked what is on it, and never shown
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
