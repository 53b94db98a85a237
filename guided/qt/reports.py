"""Reports of faults, to read and to pass on: shown at once, but never over a session."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextOption
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

import guided
from guided.paths import Home, home_in, replacing
from guided.qt.faults import Faults, latest
from guided.qt.theme import Look
from guided.qt.widgets.answers import add_answers
from guided.qt.widgets.focus import FocusRing
from guided.qt.widgets.savefile import ask_where
from guided.qt.widgets.stops import ReadingOrder
from guided.qt.widgets.text import Text
from guided.qt.window import Window

WRONG = "Something went wrong"
GOES_ON = (
    "Guided goes on, and what you did is kept. If something looks odd, close Guided and start it again."
    " Below is what helps to mend it; there is nothing in it of what you told Guided. It is sent nowhere:"
    " copy or save it if you want to pass it on."
)
CRASHED = (
    "Guided stopped by itself the last time. What you did was kept. Settings has a report about it,"
    " under About, in case you want to pass it on."
)
NOTHING_FOUND = "What Guided finds on this computer could not be read."

_WIDTH, _HEIGHT = 760, 640  # px at 100 %
_LETTERS = 13


class ReportDialog(ReadingOrder, QDialog):
    """A text to read, to copy or to save. Esc closes it, and so does Enter at first."""

    def __init__(
        self, look: Look, title: str, sentence: str, report: str, parent: QWidget, done: str = "Close"
    ) -> None:
        """`done` is what the button says that closes it."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = report
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Text(look, title, "section"))
        column.addWidget(Text(look, sentence, "body", "ink2"))
        self.shown = QPlainTextEdit(report)
        self.shown.setAccessibleName("Report")
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(look.px(_LETTERS))
        self.shown.setFont(font)
        self.shown.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.shown.setReadOnly(True)
        self.shown.setTabChangesFocus(True)
        column.addWidget(self.shown, 1)
        self._said = Text(look, "", "caption", "ink2")
        column.addWidget(self._said)
        close, *_ = add_answers(
            look, column, (done, self.accept), ("Copy", self.copy), ("Save", self._ask_where)
        )
        FocusRing(look, self)
        room = parent.window().size()
        self.resize(min(look.px(_WIDTH), room.width() - 40), min(look.px(_HEIGHT), room.height() - 40))
        close.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self._report)
        self._said.setText("Copied. Paste it where you want it.")

    def save(self, path: str) -> None:
        """Write the report to a file, or say why that failed."""
        try:
            with replacing(Path(path)) as file:
                file.write(f"{self._report}\n".encode())
        except OSError:
            self._said.setText("It could not be saved there.")
        else:
            self._said.setText("Saved.")

    def _ask_where(self) -> None:
        ask_where(self, "Save the report", "guided-report", {"txt": "Text"}).fileSelected.connect(self.save)


class Reports(QObject):
    """Tells the person of faults: at once, or after the session."""

    def __init__(self, window: Window, faults: Faults) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: list[str] = []
        self._open: ReportDialog | None = None
        # Queued: a dialogue is not opened in the middle of whatever failed, nor in another thread.
        faults.came.connect(self._add, Qt.ConnectionType.QueuedConnection)
        window.page_shown.connect(self._show)

    def tell_of_crash(self) -> None:
        """Say that the program crashed last time."""
        self._window.notice(CRASHED, "alert-triangle")

    def _add(self, fault: str) -> None:
        self._waiting.append(fault)
        self._show()

    def _show(self) -> None:
        if not self._waiting or self._open is not None or self._window.is_taken:
            return
        report, self._waiting = "\n\n".join(self._waiting), []
        self._open = ReportDialog(self._window.look, WRONG, GOES_ON, report, self._window, "Go on")
        self._open.finished.connect(self._closed)
        self._open.open()

    def _closed(self) -> None:
        self._open = None
        self._show()


class Examination(QObject):
    """The output of `guided doctor` with the latest faults; a process of its own, as it may take seconds."""

    found = Signal(str)

    def __init__(self, home: Home, parent: QObject) -> None:
        super().__init__(parent)
        self._home = home
        self._process: QProcess | None = None

    def start(self) -> None:
        """Start an examination, unless one is under way; `found` comes at its end."""
        if self._process is not None:
            return
        self._process = process = QProcess(self)
        program, *arguments = [*own_command(), *_home_arguments(self._home), "doctor"]
        process.finished.connect(self._end)
        process.errorOccurred.connect(self._end)
        process.setWorkingDirectory(str(Path(guided.__file__).parent.parent))  # where Python finds the same
        process.start(program, arguments)

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        told = bytes(process.readAllStandardOutput().data()).decode("utf-8", "replace").rstrip()
        process.deleteLater()
        self.found.emit("\n\n".join(filter(None, (told or NOTHING_FOUND, latest(self._home.log)))))


def own_command() -> list[str]:
    """The command that starts this program again with readable output."""
    program = Path(sys.executable)
    if not getattr(sys, "frozen", False):
        return [str(program), "-m", "guided"]
    cli = program.with_name("guided-cli.exe")  # on Windows the other one prints nowhere
    return [str(cli if cli.is_file() else program)]


def _home_arguments(home: Home) -> list[str]:
    folder = home.data.parent
    return ["--home", str(folder)] if home == home_in(folder) else []
