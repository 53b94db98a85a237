"""A file in a small window that follows it as it is saved: how it moves or, while it cannot be read, why."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QFileSystemWatcher, QSize, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guided import messages, words
from guided.authors import Seen, seen_in
from guided.files import Stamp, load, load_own, own_stamp, stamp_of
from guided.library import Library
from guided.paths import Home, assets
from guided.prescription import in_full
from guided.qt.editor.preview import Preview
from guided.qt.screen import why_no_screen
from guided.qt.signals import Signals
from guided.qt.theme import Look
from guided.qt.widgets.advice import AdviceBox
from guided.qt.widgets.button import IconButton
from guided.qt.widgets.icons import app_icon
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.text import Text
from guided.settings import Settings
from guided.settings import load as load_settings
from guided.terminal import complain

SETTLED_MS = 150  # after the last change: a file is often written in several goes
_WIDE, _HIGH, _FIGURE = 560, 680, 320

Read = Callable[[], Seen | None]
"""Says what is in a file now; None if that is what it said before."""


class PreviewWindow(QWidget):
    """What is in a file; arrow keys go from step to step, Space stops and goes on, Escape closes."""

    _came = Signal(object)

    def __init__(self, look: Look, path: Path, settings: Settings, read: Read) -> None:
        """`read` is called in a thread, one at a time."""
        super().__init__()
        self._look, self._path, self._settings, self._read = look, path, settings, read
        self._seen, self._at = Seen(path.name), 0
        self._reading = self._again = self._closed = False
        self._begun = False
        self.setWindowTitle(path.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._make_page())
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self.look_again)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(lambda: self._settled.start())
        self._watcher.directoryChanged.connect(lambda: self._settled.start())
        self._came.connect(self._take)
        self.setWindowIcon(app_icon())
        self.resize(QSize(look.px(_WIDE), look.px(_HIGH)).boundedTo(self.screen().availableSize()))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.look_again()

    def look_again(self) -> None:
        """Read the file."""
        if self._reading or self._closed:
            self._again = True
            return
        self._reading, read, came = True, self._read, self._came
        # A file that is replaced is another one, which has to be watched anew.
        self._watcher.addPaths([str(one) for one in (self._path, self._path.parent) if one.exists()])
        QThreadPool.globalInstance().start(lambda: came.emit(read()))

    def step(self, by: int) -> None:
        """Show a step so many further on; there is none before the first and after the last."""
        at = min(max(self._at + by, 0), max(len(self._seen.parts) - 1, 0))
        if at != self._at:
            self._at = at
            self._show_step()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_Space:
            self.preview.toggle()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.look_again()  # where systems limit watches, a change may not have been told

    def closeEvent(self, event: QCloseEvent) -> None:
        self._closed = True
        self._settled.stop()
        QThreadPool.globalInstance().waitForDone(2000)
        super().closeEvent(event)

    def _make_page(self) -> ScrollPage:
        look = self._look
        page = ScrollPage(look)
        self.name = Text(look, self._path.name, "section")
        self.problems, self.advice = AdviceBox(look), AdviceBox(look)
        self.nothing = Text(look, "", "body", "ink2")
        self.preview = Preview(look)
        figure = self.preview.figure
        figure.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        figure.setMinimumHeight(look.px(_FIGURE))
        self._steps = QWidget()
        row = QHBoxLayout(self._steps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.where = Text(look, "", "body")
        for icon, said, by in (
            ("player-skip-back", "The step before", -1),
            ("player-skip-forward", "The next step", 1),
        ):
            button = IconButton(look, icon, said, 40, 20)
            button.clicked.connect(lambda by=by: self.step(by))
            row.addWidget(button)
        row.addWidget(self.where, 1)
        page.header.addWidget(self.name)
        page.header.addSpacing(12)
        for widget in (self.problems, self.nothing, self._steps):
            page.body.addWidget(widget)
            widget.hide()
        page.body.addWidget(self.preview, 1)
        page.body.addWidget(self.advice)
        page.body.addStretch()
        return page

    def _take(self, seen: Seen | None) -> None:
        self._reading = False
        if self._closed:
            return
        if seen is not None:
            self._seen, self._at = seen, min(self._at, max(len(seen.parts) - 1, 0))
            self._show()
        if self._again:
            self._again = False
            self.look_again()

    def _show(self) -> None:
        seen = self._seen
        if not seen.parts and self.preview.playing:
            self._begun = False  # what moved before it could not be read moves again afterwards
        self.name.setText(seen.name)
        told = "\n".join(problem.line_first for problem in seen.problems)
        self.problems.say("stop", words.say(messages.CANNOT_BE_USED, name=self._path.name), told)
        self.advice.say("less", "", "\n".join(problem.line_first for problem in seen.advice))
        can_be_used = not seen.problems and not seen.parts
        self.nothing.setText(words.say(messages.NOTHING_MOVES, name=seen.name) if can_be_used else "")
        self.nothing.setVisible(can_be_used)
        self._steps.setVisible(len(seen.parts) > 1)
        self.preview.setVisible(bool(seen.parts))
        self._show_step()

    def _show_step(self) -> None:
        seen, plays = self._seen, self.preview.playing or not self._begun
        if seen.routine is None or not seen.parts:
            return
        part = seen.parts[self._at]
        # A step that reads as before may be of an exercise that does not.
        for one in (None, part):
            self.preview.show_part(one, seen.routine, self._settings)
        if plays:
            self._begun = True
            self.preview.toggle()
        number, name = self._at + 1, part.exercise.name
        count, dose = len(seen.parts), in_full(part.dose)
        self.where.setText(
            words.say(messages.PREVIEWED_STEP, number=number, count=count, name=name, dose=dose)
        )


def reader(path: Path, shipped: Library, own: Path, settings: Settings) -> Read:
    """The reader of a file, which may refer to what is shipped and to the person's own files."""
    before: Stamp | None = None

    def read() -> Seen | None:
        nonlocal before
        now = (*stamp_of([path]), *own_stamp(own))
        if now == before:
            return None
        before = now
        return seen_in(path, load_own(shipped, own), settings)

    return read


def preview(home: Home, path: Path) -> int:
    """Show a file until the window is closed; return the exit code."""
    reason = why_no_screen()
    if reason is not None:
        complain(words.say(messages.TERMINAL, why=reason))
        return 1
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationDisplayName("Guided")
    app.setDesktopFileName("guided")
    settings, signals = load_settings(home.settings), Signals()
    shipped = load(assets(), catalogue=home.catalogue)
    look = Look(app, settings)
    window = PreviewWindow(look, path, settings, reader(path, shipped, home.data, settings))
    signals.came.connect(window.close)
    window.show()
    return app.exec()
