"""What goes wrong inside is written to a log, once each, and never ends a session."""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from guided.paths import make_private, open_file

_LARGEST = 1_000_000  # bytes of a log before the next one begins
_ADD = os.O_WRONLY | os.O_CREAT | os.O_APPEND
_SERIOUS = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


def watch(log: Path) -> None:
    """Sends uncaught exceptions, Qt's warnings and crashes to a log file; where that fails, to stderr."""
    crashes = sys.stderr.fileno()
    with suppress(OSError):
        make_private(log.parent)
        # Held open for the life of the process: a crash cannot open files.
        crashes = open_file(log.with_suffix(".crash"), _ADD)
    faulthandler.enable(crashes)
    reported: set[str] = set()

    def report(text: str) -> None:
        place = "\n".join(text.splitlines()[-3:])
        if place not in reported:
            reported.add(place)
            _write(log, text)

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        import traceback  # of no use while nothing goes wrong

        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            report("".join(traceback.format_exception(kind, error, trace)))

    def from_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind in _SERIOUS:
            report(f"Qt: {text}")

    sys.excepthook = uncaught
    threading.excepthook = lambda args: uncaught(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
    sys.unraisablehook = lambda args: uncaught(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
    qInstallMessageHandler(from_qt)


def _write(log: Path, text: str) -> None:
    """Adds to the log; one that is full makes room for the next and is kept as `.old`."""
    try:
        if log.is_file() and log.stat().st_size > _LARGEST:
            log.replace(log.with_suffix(".old"))
        with os.fdopen(open_file(log, _ADD), "a", encoding="utf-8") as file:
            file.write(text.rstrip() + "\n")
    except OSError:
        print(text, file=sys.stderr)
