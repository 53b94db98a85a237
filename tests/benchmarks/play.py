"""The player: a frame, an hour of frames, and laying out a long routine."""

from __future__ import annotations

import ctypes
import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import thread_time

from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from guided.files import load
from guided.library import Library
from guided.paths import assets
from guided.plan import plan_of
from guided.qt.play.page import PlayPage
from guided.qt.play.player import Player
from guided.qt.play.stage import Stage
from guided.qt.sound.sink import SilentSink
from guided.qt.theme import Look
from guided.session import Session
from guided.settings import Settings
from guided.timeline import Timeline, compile_routine
from tests.benchmarks.figures import Figure, wall_ms

_FRAME_MS = 16
_HOUR_MS = 3_600_000
_WARM_UP = 3  # sessions
_SMALL_OBJECT = 512  # bytes, the largest that Python does not ask malloc for
_SETTINGS = Settings(theme="light", motion="full")

# The program itself, its processor time and its memory: where there is a screen on that, else without one.
_PLAYED_S, _SEEN_S, _STILL_S = 24, 45, 5
_GUIDED = f"""
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from guided.qt.desk import Desk
from guided.__main__ import main
def after(seconds, do):
    QTimer.singleShot(int(seconds * 1000), do)
def resident():
    return next(int(line.split()[1]) / 1024 for line in open("/proc/self/status") if line[:6] == "VmRSS:")
def share(seconds, then):
    begin, wall = time.process_time(), time.monotonic()
    def end():
        print((time.process_time() - begin) / (time.monotonic() - wall) * 100, flush=True)
        then()
    after(seconds, end)
start = Desk.start
def started(self, *rest, **more):
    start(self, *rest, **more)
    player, page = self.sessions.player, self.sessions.page
    def play():
        page.toggle()
        player.seek(next(s.start_ms for s in player.timeline.segments if s.rep))
        share({_PLAYED_S}, learn)
    def learn():
        print(resident(), flush=True)
        self.sessions.close()
        self.window.show_page("learn")
        after({_SEEN_S}, lambda: share({_STILL_S}, leave))
    def leave():
        QApplication.closeAllWindows()
        QApplication.quit()
    after(1.5, play)
Desk.start = started
sys.argv = ["guided", "play", "psoas-release"]
main()
"""


def figures(scratch: Path) -> Iterator[Figure]:
    """Frames at 1280 x 800, memory over an hour, and compile time."""
    library = load(assets())
    timeline = compile_routine(library.routines["psoas-release"], library, _SETTINGS)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look = Look(app, _SETTINGS)
    first, cached = _frames(look, timeline, rounds=2)
    yield Figure("a player frame, first rep of an exercise, 95 of 100", first, "ms", 8, 5)
    yield Figure("a player frame, later reps, median", cached, "ms", 8, 4)
    yield Figure("… of one core at 60 frames a second", cached * 60 / 10, "%", 25, 12)
    playing, memory, still = _cost(scratch / "play")
    yield Figure("… of one core while a routine plays in its window", playing, "%", 15, 13)
    yield Figure("memory while it plays", memory, "MB", 190, 180)
    yield Figure("… of one core on the Learn page once it has been seen", still, "%", 1, 0.5)
    yield Figure("memory growth in an hour of play", _growth_mb(look, library), "MB", 1, 0.2)
    yield Figure("laying out a one-hour routine", _compile_ms(library), "ms", 2, 1)


def _frames(look: Look, timeline: Timeline, rounds: int) -> tuple[float, float]:
    """Milliseconds a frame: the slowest 5 % of a first rep, the median of the reps after it."""
    now = [0]
    stage = Stage(look, lambda: now[0])
    stage.resize(1280, 800)
    stage.show_timeline(timeline)
    image = QImage(1280, 800, QImage.Format.Format_RGB32)
    first: list[float] = []
    later: list[float] = []
    for step in range(len(timeline.parts)):
        start = next(s.start_ms for s in timeline.segments if s.step == step and s.rep)
        for rep in range(1 + rounds):
            for t_ms in range(start + rep * 7_000, start + (rep + 1) * 7_000, _FRAME_MS):
                now[0] += _FRAME_MS
                begin = thread_time()
                stage.show_moment(timeline.at(t_ms), {})
                with QPainter(image) as painter:
                    stage.paint(painter)
                (later if rep else first).append((thread_time() - begin) * 1000)
    return sorted(first)[int(0.95 * len(first))], median(later)


def _cost(home: Path) -> tuple[float, float, float]:
    """Percent of a core and MB while the program plays, and percent on a page that stands still."""
    environment = os.environ | {f"XDG_{kind}_HOME": str(home / kind) for kind in ("DATA", "CONFIG", "CACHE")}
    command = [sys.executable, "-c", _GUIDED]
    run = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    try:
        playing, memory, still = map(float, run.stdout.split())
    except ValueError:
        raise RuntimeError(run.stderr) from None
    return playing, memory, still


def _growth_mb(look: Look, library: Library) -> float:
    """What memory in use grows by in an hour of play, once three sessions have filled the caches."""
    timeline = compile_routine(library.routines["psoas-release"], library, _SETTINGS)
    for _ in range(_WARM_UP):
        _play(look, library, timeline)
    before = _in_use_mb()
    for _ in range(-(-_HOUR_MS // timeline.length_ms)):
        _play(look, library, timeline)
    return _in_use_mb() - before


def _play(look: Look, library: Library, timeline: Timeline) -> None:
    """A whole session on a page of its own, a frame every half second."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    now = [0]
    player = Player(
        Session(plan_of(timeline.routine, library, _SETTINGS)), library, SilentSink(), lambda: now[0]
    )
    page = PlayPage(look, lambda: now[0])
    page.resize(1280, 800)
    page.show()
    page.show_player(player, muted=False, breath_sound=True)
    page.toggle()
    while not player.session.ended:
        now[0] += 500
        player.tick()
        app.processEvents()
    page.leave()
    page.close()
    page.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def _in_use_mb() -> float:
    """What malloc has handed out, and Python's small objects, counted at the most they can be.

    What the two hold in reserve comes and goes by ten megabytes from session to session.
    """
    malloc = ctypes.CDLL(None).mallinfo2
    malloc.restype = _Mallinfo
    found: _Mallinfo = malloc()
    return float(found.uordblks + found.hblkhd + _SMALL_OBJECT * sys.getallocatedblocks()) / 1e6


class _Mallinfo(ctypes.Structure):
    """As glibc has it."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost".split()
    ]


def _compile_ms(library: Library) -> float:
    routine = library.routines["psoas-release"]
    steps = routine.steps * 5
    hour = replace(routine, steps=steps)
    while compile_routine(hour, library).length_ms > 3_700_000:
        hour = replace(hour, steps=hour.steps[:-1])
    return wall_ms(lambda: compile_routine(hour, library), 200)
