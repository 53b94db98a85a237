"""Opening Progress on ten thousand sessions, and the window's longest pause while the chart loads."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.store import fill

_SESSIONS = 10_000

_OPEN = """
import sys, time
from pathlib import Path
from datetime import date
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
if sys.argv[2] == "loaded":
    import pyqtgraph
from guided.history.store import open_history
from guided.qt.progress.page import ProgressPage
from guided.qt.theme import Look
app = QApplication(sys.argv[:1])
look = Look(app)
history = open_history(Path(sys.argv[1]), "2026-11-24")
gaps, last = [0.0], [time.perf_counter()]
def beat():
    now = time.perf_counter()
    gaps[0] = max(gaps[0], now - last[0])
    last[0] = now
timer = QTimer()
timer.setTimerType(Qt.TimerType.PreciseTimer)
timer.timeout.connect(beat)
page = ProgressPage(look)
page.resize(1064, 800)
begin = time.perf_counter()
page.show_history(history.sessions(), history.played_by_day(), date(2026, 11, 24))
page.show()
app.processEvents()
if sys.argv[2] == "loaded":
    while not page.chart.is_drawn:
        app.processEvents()
opened = time.perf_counter() - begin
last[0] = time.perf_counter()
timer.start(1)
while not page.chart.is_drawn or time.perf_counter() - begin < 1.0:
    app.processEvents()
print(opened * 1000, gaps[0] * 1000)
"""


def figures(scratch: Path) -> Iterator[Figure]:
    """With the chart's library loaded before, and without."""
    path = scratch / "progress" / "history.db"
    fill(path, _SESSIONS).close()
    opened = min(_open(path, "loaded")[0] for _ in range(3))
    yield Figure("opening Progress on 10,000 sessions, chart library loaded", opened, "ms", 150, 80)
    gap = min(_open(path, "not loaded")[1] for _ in range(3))
    yield Figure("longest pause of the window while it loads", gap, "ms", 50, 30)


def _open(path: Path, how: str) -> tuple[float, float]:
    run = subprocess.run(
        [sys.executable, "-c", _OPEN, str(path), how], capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise RuntimeError(run.stderr)
    opened, gap = run.stdout.split()
    return float(opened), float(gap)
