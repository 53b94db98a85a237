"""SIGINT, SIGTERM and SIGHUP: the first closes the window, the second ends even a hung process."""

from __future__ import annotations

import faulthandler
import os
import select
import signal
import threading

from PySide6.QtCore import QObject, Signal

_PATIENCE_S = 10.0  # for a window that is closing
_HELD_S = 12.0  # until an end that needs no Python, which one that hangs may keep to itself


class Signals(QObject):
    """Listens in a thread of its own, since Python sleeps in Qt's event loop, which may also hang.

    `came` asks to close the window. At a second signal, or after too long, the process ends where it stands:
    what was reported as saved is on disk.
    """

    came = Signal()

    def __init__(self) -> None:
        super().__init__()
        if os.name == "nt":
            return  # there a console's Ctrl+C ends the program, and windows are closed by the system
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, lambda *_: None)
        threading.Thread(target=self._listen, args=(reader,), daemon=True).start()

    def _listen(self, reader: int) -> None:
        os.read(reader, 1)
        faulthandler.dump_traceback_later(_HELD_S, exit=True, file=os.open(os.devnull, os.O_WRONLY))
        self.came.emit()
        select.select([reader], [], [], _PATIENCE_S)
        os._exit(128 + signal.SIGTERM)
