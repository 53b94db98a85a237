"""Progress on a hundred thousand sessions: its charts, its opening, and the window's longest pause in it."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtWidgets import QApplication

from guided.charts.material import Material
from guided.charts.table import CHARTS
from guided.history.records import Summary
from guided.history.store import open_history, open_readonly
from guided.measures import Measure, Taken
from guided.qt.store import Store
from tests.benchmarks.figures import Figure, cpu_ms, wall_ms
from tests.benchmarks.store import fill, record

_SESSIONS, _KEPT = 100_000, 10_000
_NOW = datetime(2026, 11, 24, 7, 42, tzinfo=UTC)

_OPEN = """
import sys, time
from pathlib import Path
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
if sys.argv[1] == "loaded":
    import guided.qt.progress.drawings
from guided.qt.progress.page import ProgressPage
from guided.qt.theme import Look
from tests.benchmarks.progress import material
app = QApplication(sys.argv[:1])
look = Look(app)
made = material()
page = ProgressPage(look)
page.resize(1280, 800)
gaps, last = [0.0], [time.perf_counter()]
def beat():
    now = time.perf_counter()
    gaps[0] = max(gaps[0], now - last[0])
    last[0] = now
timer = QTimer()
timer.setTimerType(Qt.TimerType.PreciseTimer)
timer.timeout.connect(beat)
def in_sight():
    return [card for card in page.cards.values() if not card.visibleRegion().isEmpty()]
def drawn():
    return in_sight() and all(not card.is_due and card.chart.is_drawn for card in in_sight())
def open_it():
    begin = time.perf_counter()
    page.show_material(made)
    page.show()
    app.processEvents()
    while sys.argv[1] == "loaded" and not drawn():
        app.processEvents()
    return time.perf_counter() - begin
begin = time.perf_counter()
opened = open_it()
if sys.argv[1] == "loaded":
    page.hide()
    app.processEvents()
    opened = open_it()  # the first time is none that counts
last[0] = time.perf_counter()
timer.start(1)
while not drawn() or time.perf_counter() - begin < 1.0:
    app.processEvents()
bar = page.area.verticalScrollBar()
while bar.value() < bar.maximum():
    bar.setValue(bar.value() + 40)
    until = time.perf_counter() + 0.02
    while time.perf_counter() < until:
        app.processEvents()
print(opened * 1000, gaps[0] * 1000)
"""


def material(count: int = _SESSIONS) -> Material:
    """What charts are made of, with so many sessions, one every three hours."""
    first = Summary("0", "", 60, "psoas-release", "Psoas release", 800_000, 40, 44, 4, 3, "", True)
    sessions = tuple(
        replace(
            first, id=str(number), started=(_NOW - timedelta(hours=3 * number)).strftime("%Y-%m-%dT%H:%M:%SZ")
        )
        for number in range(count)
    )
    wall = Measure("wall", "Knee to wall", "", ("",), "cm", "higher", 0, 30, 0.5, both=True, real=1.5)
    measured = tuple(
        Taken(str(day), "wall", f"2026-10-{31 - day:02d}T07:00:00Z", 60, left=9.0, right=12.0 - day / 10)
        for day in range(30)
    )
    return Material(
        _NOW.date(),
        12,
        sessions,
        measured,
        {"wall": wall},
        regions={one.id: {"hip-front": 0.7, "low-back": 0.3} for one in sessions},
        sore=("low-back",),
        goal=60,
    )


def figures(scratch: Path) -> Iterator[Figure]:
    """Each chart of a year, then the page, with what draws it loaded before and without."""
    made = replace(material(), weeks=52)
    for chart in CHARTS:
        yield Figure(f"chart: {chart.title.lower()}", cpu_ms(partial(chart.series, made), 5), "ms", 50, 20)
    opened, gap = (min(times) for times in zip(*(_open("loaded") for _ in range(3)), strict=True))
    yield Figure("opening Progress on 100,000 sessions, not the first time", opened, "ms", 150, 80)
    yield Figure("… longest pause of the window while it is scrolled", gap, "ms", 50, 30)
    gap = min(_open("not loaded")[1] for _ in range(3))
    yield Figure("longest pause of the window while what draws loads", gap, "ms", 50, 30)
    fill(scratch / "progress" / "history.db", _KEPT).close()
    with open_readonly(scratch / "progress" / "history.db") as history:
        read = wall_ms(history.past, 5)  # one that only reads keeps nothing from one time to the next
        few = cpu_ms(history.past, 5)
    yield Figure("reading all of 10,000 sessions, off the window's thread", read, "ms", 200, 100)
    yield from _of_many(scratch, few)


def _of_many(scratch: Path, few: float) -> Iterator[Figure]:
    """A store of 100,000 sessions, beside `few` ms of processor time for a tenth of them."""
    with open_history(scratch / "many" / "history.db", "2026-11-24") as history:
        history.add_all((record(n, _NOW - timedelta(hours=3 * n)) for n in range(_SESSIONS)), ())
        whole = cpu_ms(history.past, 1)
        yield Figure("reading 100,000 for the first time, to 10,000", whole / few, "x", 15, 11)
        times = []
        for number in range(5):
            history.add(record(_SESSIONS + number, _NOW + timedelta(hours=number + 1)))
            times.append(cpu_ms(history.past, 1))
        yield Figure("… and again after one more, processor time", median(times), "ms", 50, 25)
    pause = _pause_while_read(scratch / "many" / "history.db")
    yield Figure("… longest pause of the window meanwhile, processor time", pause, "ms", 50, 20)


def _pause_while_read(path: Path) -> float:
    """The longest time in ms for which the window waits while a history is read, as processors count it.

    That is what its own thread and the history's have used since it was last there: what others on the
    machine use meanwhile is not in it.
    """
    begun, longest, store = 0.0, 0.0, Store(path, "2026-11-24")

    def used() -> float:
        threads = [one for one in threading.enumerate() if one.name == "history" and one.ident]
        return time.thread_time() + sum(
            time.clock_gettime(time.pthread_getcpuclockid(one.ident or 0)) for one in threads
        )

    store.open()
    begun = used()
    while not store.readable:
        QApplication.processEvents()
        now = used()
        begun, longest = now, max(longest, now - begun)
    store.close()
    return longest * 1000


def _open(how: str) -> tuple[float, float]:
    run = subprocess.run([sys.executable, "-c", _OPEN, how], capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError(run.stderr)
    opened, gap = run.stdout.split()
    return float(opened), float(gap)
