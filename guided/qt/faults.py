"""What goes wrong inside is written to a log, once each, and never ends a session."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from guided.paths import make_private

_LARGEST = 1_000_000  # bytes of a log before the next one begins
_log = logging.getLogger("guided")
_SERIOUS = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


def watch(log: Path) -> None:
    """Sends uncaught exceptions, Qt's warnings and crashes to a log file; where that fails, to stderr."""
    handler: logging.Handler
    try:
        make_private(log.parent)
        handler = RotatingFileHandler(log, maxBytes=_LARGEST, backupCount=1, encoding="utf-8", delay=True)
        # Held open for the life of the process: a crash cannot open files.
        faulthandler.enable(log.with_suffix(".crash").open("a", encoding="utf-8"))
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    _log.propagate = False
    reports: set[tuple[str, str]] = set()

    def uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        lines = traceback.format_exception(kind, error, trace)
        place = lines[-2] if len(lines) > 1 else ""
        if (kind.__name__, place) not in reports:
            reports.add((kind.__name__, place))
            _log.error("%s", "".join(lines).rstrip())

    def from_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind in _SERIOUS and ("Qt", text) not in reports:
            reports.add(("Qt", text))
            _log.warning("Qt: %s", text)

    sys.excepthook = uncaught
    threading.excepthook = lambda args: uncaught(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
    sys.unraisablehook = lambda args: uncaught(
        args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
    )
    qInstallMessageHandler(from_qt)
