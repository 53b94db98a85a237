"""From the start of the process to the first painted window, against a window with nothing in it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.figures import Figure

_ROUNDS = 11

_BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QLabel
class Window(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.monotonic(), flush=True)
        QApplication.quit()
app = QApplication(sys.argv[:1])
window = Window("hello")
window.resize(1280, 800)
window.show()
app.exec()
"""

_GUIDED = """
import sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
import guided.qt.app
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWindow():
            print(time.monotonic(), flush=True)
            QApplication.quit()
        return False
made = guided.qt.app.make_window
def watched(*rest):
    window = made(*rest)
    window.watch = Watch()
    window.installEventFilter(window.watch)
    return window
guided.qt.app.make_window = watched
from guided.__main__ import main
sys.argv = ["guided"]
main()
"""


def figures(scratch: Path) -> Iterator[Figure]:
    """The ratio of the two, run in turns so that both meet the same machine."""
    home = scratch / "start"
    _start(_GUIDED, home)  # the first start ever compiles the program
    bare, guided = [], []
    for _ in range(_ROUNDS):
        bare.append(_start(_BARE, home))
        guided.append(_start(_GUIDED, home))
    yield Figure("first window of Guided", median(guided), "ms", 600, 300)
    yield Figure("… as a multiple of a bare window's", median(guided) / median(bare), "x", 1.6, 1.5)


def _start(program: str, home: Path) -> float:
    """Milliseconds from starting a Python with this program until its window is painted."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {f"XDG_{kind}_HOME": str(home / kind) for kind in ("DATA", "CONFIG", "CACHE")}
    command = [sys.executable, "-c", program]
    begin = time.monotonic()
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if not run.stdout:
        raise RuntimeError(run.stderr)
    return (float(run.stdout.split()[0]) - begin) * 1000
