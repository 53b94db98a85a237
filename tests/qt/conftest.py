"""What the tests of the window share: a look of their own and the shipped library."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from guided.files import load
from guided.library import Library
from guided.paths import assets
from guided.qt.theme import Look
from guided.settings import Settings


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> None:
    """What earlier tests let go of is gone: it would be dressed again with every look."""
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """A look without motion, gone after the test: two of them would both dress the application."""
    look = Look(qapp, Settings(theme="light", motion="reduced"))
    yield look
    shiboken6.delete(look)


@pytest.fixture(scope="session")
def library() -> Library:
    """The shipped files."""
    return load(assets())
