"""Opening Today on ten thousand sessions, its code and the voice's table loaded; figures are drawn later."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.store import fill

_SESSIONS = 10_000
_ROUNDS = 5

_OPEN = """
import sys, time
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
import guided.qt.figure
import guided.qt.today.today
from guided.paths import home_in
from guided.qt.app import clock, local_now, make_window
from guided.qt.context import Clocks
from guided.qt.desk import Desk
from guided.settings import Settings
app = QApplication(sys.argv[:1])
home, settings = home_in(Path(sys.argv[1])), Settings(introduced=True, motion="reduced")
window = make_window(app, home, settings)
desk = Desk(window, home, settings, Clocks(clock(), local_now))
window.resize(1280, 800)
window.show()
window.show_page("settings")
desk.context.library.voice(settings.voice)
desk.diary.settle()
while not desk.context.store.readable:
    QTest.qWait(1)
app.processEvents()
begin = time.thread_time()
window.show_page("today")
window.repaint()
first = time.thread_time() - begin
window.show_page("settings")
app.processEvents()
window.show_page("today")
begin = time.thread_time()
desk.today.show()
window.repaint()
print(first * 1000, (time.thread_time() - begin) * 1000)
desk.close()
"""


def figures(scratch: Path) -> Iterator[Figure]:
    """What the window's thread does until the page is painted: first, and when something has changed."""
    home = scratch / "today"
    fill(home / "data" / "history.db", _SESSIONS).close()
    opened = [_open(home) for _ in range(_ROUNDS)]
    yield Figure(
        "opening Today on 10,000 sessions, processor time", min(one for one, _ in opened), "ms", 40, 40
    )
    yield Figure("… once more, when something has changed", min(one for _, one in opened), "ms", 40, 20)


def _open(home: Path) -> tuple[float, float]:
    run = subprocess.run(
        [sys.executable, "-c", _OPEN, str(home)], capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise RuntimeError(run.stderr)
    first, again = run.stdout.split()
    return float(first), float(again)
