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

_OWN_FILES = """
import sys, time
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from guided.paths import home_in
from guided.qt.app import clock, local_now, make_window
from guided.qt.context import Clocks
from guided.qt.desk import Desk
from guided.settings import Settings
app = QApplication(sys.argv[:1])
home, settings = home_in(Path(sys.argv[1])), Settings(introduced=True)
window = make_window(app, home, settings)
desk = Desk(window, home, settings, Clocks(clock(), local_now))
window.resize(1280, 800)
window.show()
window.show_page("routines")
app.processEvents()
gaps, last = [0.0], [time.perf_counter()]
def beat():
    now = time.perf_counter()
    gaps[0] = max(gaps[0], now - last[0])
    last[0] = now
timer = QTimer()
timer.setTimerType(Qt.TimerType.PreciseTimer)
timer.timeout.connect(beat)
timer.start(2)
desk.shelf.own_files.watch()
begin = time.perf_counter()
desk.shelf.own_files.read.connect(lambda _: QTimer.singleShot(500, app.quit))
app.exec()
print(gaps[0] * 1000, time.perf_counter() - begin - 0.5, len(desk.shelf.library.own), flush=True)
desk.close()
"""
_OWN = 10_000  # files, every second one with a mistake in it


def figures(scratch: Path) -> Iterator[Figure]:
    """The ratio of the two, run in turns so that both meet the same machine, and many own files."""
    home = scratch / "start"
    _start(_GUIDED, home)  # the first start ever compiles the program
    bare, guided = [], []
    for _ in range(_ROUNDS):
        bare.append(_start(_BARE, home))
        guided.append(_start(_GUIDED, home))
    yield Figure("first window of Guided", median(guided), "ms", 600, 300)
    yield Figure("… as a multiple of a bare window's", median(guided) / median(bare), "x", 1.6, 1.5)
    gap, took = _read_many(scratch / "many")
    yield Figure("longest pause while ten thousand own files are read", gap, "ms", 200, 50)
    yield Figure("… until all of them are there", took, "s", 30, 10)


def _read_many(home: Path) -> tuple[float, float]:
    """The longest time in ms for which the window stands still, and the seconds until all is read."""
    folder = home / "data" / "routines"
    folder.mkdir(parents=True)
    step = '[[step]]\nexercise = "bridge"\nreps = 8\n'
    for number in range(_OWN):
        wrong = '[[step]]\nexercise = "brige"\n' if number % 2 else ""
        (folder / f"own-{number}.toml").write_text(f'name = "Own {number}"\n{step * 4}{wrong}')
    run = subprocess.run(
        [sys.executable, "-c", _OWN_FILES, str(home)], capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise RuntimeError(run.stderr)
    gap, took, usable = run.stdout.split()
    if int(usable) != _OWN // 2:
        raise RuntimeError(f"{usable} files could be used")
    return float(gap), float(took)


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
