"""Internal faults are written to a log, once each, and never end a session.

The log is made to be passed on: it has nothing of what the person said or wrote, nor their name.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QLoggingCategory,
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)

from guided import __version__
from guided.paths import make_private, open_file

if TYPE_CHECKING:
    from datetime import datetime

_LARGEST = 1_000_000  # bytes of a log before the next one begins
_TAIL = 6_000  # letters of it that are passed on
_ADD = os.O_WRONLY | os.O_CREAT | os.O_APPEND
_SERIOUS = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)

_SCREEN_GONE = ("The X11 connection broke", "The Wayland connection broke")
"""What Qt says as it ends the program because the screen is gone."""

# What these say is about code and libraries; others may quote a file, a note or an answer.
_ABOUT_CODE = (AttributeError, ImportError, MemoryError, NameError, RuntimeError, TypeError)
_MODULES_ABOUT_CODE = ("sqlite3",)  # whose errors are of that kind; by name, since a start does without them


class Faults(QObject):
    """A recorder of faults. Needs no application."""

    came = Signal(str)
    """A fault the person may notice, as text; once each, from any thread."""

    def __init__(self, log: Path, wall: Callable[[], datetime]) -> None:
        super().__init__()
        self._log, self._wall = log, wall
        self._reported: set[str] = set()
        self._written = False
        self.crashed = False
        """Whether the program before this one ended in a crash."""

    def report(self, text: str, noticed: bool = True) -> None:
        """Log a fault, unless it was logged before; emit one the person may have noticed."""
        text = text.rstrip().replace(str(Path.home()), "~")
        place = "\n".join(text.splitlines()[-3:])
        if place in self._reported:
            return
        self._reported.add(place)
        lines = [text] if self._written else [self._heading(), text]
        self._written = True
        write(self._log, "\n".join(lines))
        if noticed:
            self.came.emit(text)

    def _heading(self) -> str:
        python = sys.version.split()[0]
        when = self._wall().isoformat(" ", "seconds")
        return f"\n=== {when} Guided {__version__}, Python {python}, Qt {qVersion()}, {sys.platform}"


def watch(log: Path, wall: Callable[[], datetime]) -> Faults:
    """Send uncaught exceptions, Qt's warnings and crashes to a log file, or failing that to stderr."""
    faults = Faults(log, wall)
    crashes = sys.stderr.fileno() if sys.stderr is not None else -1  # a Windows program may have none
    with suppress(OSError):
        make_private(log.parent)
        faults.crashed = _set_aside(log.with_suffix(".crash"))
        # Held open for the life of the process: a crash cannot open files.
        crashes = open_file(log.with_suffix(".crash"), _ADD)
    if crashes >= 0:
        faulthandler.enable(crashes)

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            faults.report(told(error))

    def from_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind in _SERIOUS:
            faults.report(f"Qt: {text}", noticed=kind == QtMsgType.QtCriticalMsg)
        if text.startswith(_SCREEN_GONE):
            os._exit(1)  # or Qt takes its objects apart, and may wait for good for a thread that has Python

    sys.excepthook = uncaught
    threading.excepthook = lambda args: uncaught(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
    sys.unraisablehook = lambda args: uncaught(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
    qInstallMessageHandler(from_qt)
    return faults


@contextmanager
def unheard() -> Iterator[None]:
    """Have Qt keep its warnings to itself, while a library is loaded that warns as it is loaded.

    Such a warning comes while the system's lock on loading is held, and whoever hears it in Python waits for
    the interpreter. Another thread that has the interpreter and loads something waits for that lock: then
    both wait for good.
    """
    QLoggingCategory.setFilterRules("*.debug=false\n*.info=false\n*.warning=false")
    try:
        yield
    finally:
        QLoggingCategory.setFilterRules("")


def told(error: BaseException) -> str:
    """An exception and its causes, the first cause first: where each was raised, and what it says.

    The message is left out if it may quote something the person wrote.
    """
    from traceback import format_tb  # of no use while nothing goes wrong

    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in chain:
        chain.append(one)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "\n".join(f"{''.join(format_tb(e.__traceback__))}{_named(e)}" for e in reversed(chain))


def _named(error: BaseException) -> str:
    name = type(error).__qualname__
    if isinstance(error, OSError):
        return f"{name}: {error.strerror}"
    is_about_code = isinstance(error, _ABOUT_CODE) or type(error).__module__ in _MODULES_ABOUT_CODE
    return f"{name}: {error}" if is_about_code else name


def latest(log: Path) -> str:
    """The end of the log and of the last crash report; empty if nothing went wrong."""
    texts = []
    for path in (log.with_suffix(".crash.old"), log):
        with suppress(OSError, ValueError):
            texts.append(path.read_text(encoding="utf-8", errors="replace")[-_TAIL:].strip())
    return "\n\n".join(filter(None, texts))


def _set_aside(crash: Path) -> bool:
    """Keep the last crash report, in place of the previous one; whether there was one."""
    if not crash.is_file() or crash.stat().st_size == 0:
        return False
    crash.replace(crash.with_suffix(".crash.old"))
    return True


def write(log: Path, text: str) -> None:
    """Append to the log; a full one is rotated to `.old`."""
    try:
        if log.is_file() and log.stat().st_size > _LARGEST:
            log.replace(log.with_suffix(".old"))
        with os.fdopen(open_file(log, _ADD), "a", encoding="utf-8") as file:
            file.write(text.rstrip() + "\n")
    except OSError:
        if sys.stderr is not None:
            print(text, file=sys.stderr)
