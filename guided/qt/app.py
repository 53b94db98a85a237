"""Starts the window; pages are loaded once it is visible."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from guided import messages, words
from guided.paths import Home, read_file
from guided.qt.faults import Faults, watch
from guided.qt.geometry import restore
from guided.qt.instance import Asked, Instance
from guided.qt.pages import PAGES, Place
from guided.qt.screen import why_no_screen
from guided.qt.signals import Signals
from guided.qt.theme import Look
from guided.qt.window import Window
from guided.reading import LARGEST_FILE
from guided.settings import Settings, load
from guided.terminal import complain

if TYPE_CHECKING:
    from datetime import datetime

    from guided.qt.desk import Desk

# What is only needed once somebody does something waits until the first page has been drawn.
_SOON_MS = 100


def run(home: Home, routine_id: str | None = None, speed: float = 1.0, file: Path | None = None) -> int:
    """Shows the window until it is closed; with a routine's id plays that at once, a file it offers to add.

    Where a window of the same home is open already, it is told what was asked, and this one is not shown.
    `speed` is how many times as fast as real time sessions run; other than at 1 no other window is looked
    for. Returns the exit code. Raises GuidedError when there is no such routine.
    """
    reason = why_no_screen()
    if reason is not None:
        complain(words.say(messages.TERMINAL, why=reason))
        return 1
    os.umask(0o077)
    # Asked of the style itself, Python would first make all the names that styles have.
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName("guided")
    app.setApplicationDisplayName("Guided")
    app.setDesktopFileName("guided")
    asked, instance = Asked(routine_id, file), Instance(home)
    if speed == 1.0 and instance.hand_over(asked):
        return 0
    faults = watch(home.log, local_now)
    settings = load(home.settings)
    window = make_window(app, home, settings)
    signals = Signals()
    signals.came.connect(window.close_at_once)
    signals.came.connect(app.closeAllWindows)
    signals.came.connect(app.quit)

    @cache
    def desk() -> Desk:
        from guided.qt.context import Clocks
        from guided.qt.desk import Desk

        return Desk(window, home, settings, Clocks(clock(speed), local_now, slept_ms, speed))

    if routine_id is not None:
        desk().shelf.need(routine_id)

    def fill() -> None:
        behind = desk()
        watch_over(window, faults)
        window.show_page("routines")
        QTimer.singleShot(_SOON_MS, behind.settle)
        if asked != Asked():
            QTimer.singleShot(_SOON_MS, lambda: behind.take(asked))
        elif not settings.introduced:
            behind.person.introduce()
        instance.asked.connect(behind.take)
        instance.listen()

    painted = _FirstPaint(window)
    painted.seen.connect(fill)
    window.show()
    code = app.exec()
    instance.stop_listening()
    if desk.cache_info().currsize:
        desk().close()
    instance.close()
    return code


def watch_over(window: Window, faults: Faults) -> None:
    """Has faults told in a window, also that the program before this one crashed."""
    from guided.qt.reports import Reports

    reports = Reports(window, faults)
    if faults.crashed:
        reports.tell_of_crash()


def make_window(app: QApplication, home: Home, settings: Settings, places: Sequence[Place] = PAGES) -> Window:
    """The window where it was when it was closed, with its places but nothing in them yet."""
    window = Window(Look(app, settings))
    for place in places:
        window.add_page(place)
    restore(window, _read_json(home.window))
    return window


def clock(speed: float = 1.0) -> Callable[[], int]:
    """A monotonic clock in whole milliseconds that runs `speed` times as fast as time does."""
    begin = time.monotonic_ns()
    if speed == 1.0:
        return lambda: (time.monotonic_ns() - begin) // 1_000_000
    return lambda: int((time.monotonic_ns() - begin) / 1_000_000 * speed)


if sys.platform == "win32":
    import ctypes

    def slept_ms() -> int:
        """How long the machine has slept since it was started, in ms: what a monotonic clock leaves out."""
        unbiased = ctypes.c_ulonglong()  # in units of 100 ns
        kernel = ctypes.windll.kernel32
        kernel.GetTickCount64.restype = ctypes.c_ulonglong
        kernel.QueryUnbiasedInterruptTime(ctypes.byref(unbiased))
        return int(kernel.GetTickCount64()) - unbiased.value // 10_000

else:
    # Named one by one, since what Python takes for its monotonic clock differs by system and version.
    _AWAKE = getattr(time, "CLOCK_UPTIME_RAW", time.CLOCK_MONOTONIC)
    _WHOLE = getattr(time, "CLOCK_MONOTONIC_RAW" if sys.platform == "darwin" else "CLOCK_BOOTTIME", _AWAKE)

    def slept_ms() -> int:
        """How long the machine has slept since it was started, in ms: what a monotonic clock leaves out."""
        return (time.clock_gettime_ns(_WHOLE) - time.clock_gettime_ns(_AWAKE)) // 1_000_000


def local_now() -> datetime:
    """The wall clock, in the time zone that holds now."""
    from datetime import datetime  # nobody asks for it before the window is there

    from guided.zone import local_zone

    zone = local_zone()
    return datetime.now(zone) if zone else datetime.now().astimezone()


class _FirstPaint(QObject):
    """Says once that a widget has been painted: from then on there is something to look at."""

    seen = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.seen.emit)
        return False


def _read_json(path: Path) -> dict[str, object]:
    try:
        found = json.loads(read_file(path, LARGEST_FILE))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
