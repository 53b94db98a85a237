"""The program as a whole, in a home of its own, with time and sound in a test's hands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from guided.history.store import History, open_readonly
from guided.paths import Home, home_in
from guided.qt.app import make_window
from guided.qt.context import Clocks
from guided.qt.desk import Desk, Given
from guided.qt.pages import PAGES, Place
from guided.qt.widgets.message import Notice, Toast
from guided.settings import Settings
from tests.fakes import Clock, Sink
from tests.qt.shipped import library, timeline

NOW = datetime(2026, 11, 24, 7, 42, tzinfo=UTC)


class Quiet:
    """A screen that is asked to stay on."""

    def __init__(self) -> None:
        self.held = False

    def hold(self) -> None:
        self.held = True

    def release(self) -> None:
        self.held = False

    end = close = release


class Running:
    """A program in a home of its own, with time and sound in the test's hands."""

    def __init__(
        self,
        app: QApplication,
        home: Home,
        wall: datetime = NOW,
        places: Sequence[Place] = PAGES,
        threaded: bool = False,
        theme: str = "light",
    ) -> None:
        """Where it is not `threaded`, what is asked of the history is on disk when one looks."""
        self.clock, self.sink, self.screen = Clock(), Sink(), Quiet()
        self.wall = wall
        self._read: list[History] = []
        settings = Settings(theme=theme, motion="reduced")
        self.desk = Desk(
            make_window(app, home, settings, places),
            home,
            settings,
            Clocks(self.clock, lambda: self.wall, self.clock.slept),
            Given(self.sink, self.screen, library()),  # type: ignore[arg-type]
            threaded=threaded,
        )
        self.desk.window.show()
        self.desk.settle()

    def play(self, ms: int, step: int = 500) -> None:
        """Starts the session that is getting ready, and lets it run."""
        page, player = self.desk.sessions.page, self.desk.sessions.player
        assert page is not None
        assert player is not None
        if not player.playing:
            QTest.keyClick(page, Qt.Key.Key_Return)
        for _ in range(ms // step):
            self.clock.advance(step)
            self.wall += timedelta(milliseconds=step)
            player.tick()

    @property
    def history(self) -> History:
        """What is on disk, as another program reads it."""
        self._read.append(open_readonly(self.desk.home.history))
        return self._read[-1]

    def leave(self) -> None:
        """Ends the program, as closing its window does."""
        self.desk.window.close()
        self.desk.close()
        for history in self._read:
            history.close()

    @property
    def notices(self) -> list[str]:
        QApplication.processEvents()
        return [
            label.text()
            for kind in (Notice, Toast)
            for notice in self.desk.window.findChildren(kind)
            if notice.isVisible()
            for label in notice.findChildren(QWidget)
            if hasattr(label, "text") and label.text()
        ]

    def press(self, name: str) -> None:
        """Clicks the button of that name."""
        QApplication.processEvents()
        button = next(
            w for w in self.desk.window.findChildren(QWidget) if w.accessibleName() == name and w.isVisible()
        )
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


Starter = Callable[..., Running]
"""Starts a program; again in the same home with the same folder, later by some days."""


def crashed(start: Starter, tmp_path: Path) -> Home:
    """A home in which a session was cut off in its second exercise."""
    one = start()
    one.desk.start("psoas-release")
    first = next(s for s in timeline().segments if s.step == 1 and s.rep)
    one.play(first.start_ms + 7_000 * 3)
    return left_behind(one, tmp_path)


def left_behind(one: Running, tmp_path: Path) -> Home:
    """A home as a crash would leave it now."""
    home = home_in(tmp_path / "crashed")
    for path in one.desk.home.data.iterdir():  # what a crash leaves behind
        if path.is_file() and path.suffix != ".lock":
            home.data.mkdir(parents=True, exist_ok=True)
            (home.data / path.name).write_bytes(path.read_bytes())
    return home
