"""The program: a window that loads its pages once visible, and reminders that run without one."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from guided.paths import Home
from guided.qt.faults import Faults, watch
from guided.qt.instance import Asked, Instance
from guided.qt.pages import PAGES, Place
from guided.qt.signals import Signals
from guided.settings import Settings, load

if TYPE_CHECKING:
    from datetime import datetime

    from guided.qt.desk import Desk
    from guided.qt.desktop.reminding import Reminders
    from guided.qt.outside import Outside
    from guided.qt.window import Window

# What is only needed once somebody does something waits until the first page has been drawn.
_SOON_MS = 100


def run(
    home: Home, instance: Instance, asked: Asked | None = None, speed: float = 1.0, hidden: bool = False
) -> int:
    """Run until the window is closed; if reminders stay, go on without one.

    Arguments and exit code are those of `start.start`; `instance` is this person's only one.
    """
    # Asked of the style itself, Python would first make all the names that styles have.
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName("guided")
    app.setApplicationDisplayName("Guided")
    app.setDesktopFileName("guided")
    program = Program(app, home, load(home.settings), speed, watch(home.log, local_now))
    if not hidden:
        program.open(asked or Asked(), instance)
    elif program.reminders.is_on:
        program.wait(instance)
    else:
        return 0  # there is nothing to do without a window
    code = app.exec()
    stays = program.stays
    instance.stop_listening()
    program.close()
    instance.close()
    if stays:
        _begin_hidden(home, speed)
    return code


def _begin_hidden(home: Home, speed: float) -> None:
    """Go on without a window in a fresh process, free of all that was loaded for it."""
    import subprocess  # here, as it takes milliseconds of every start

    from guided import autostart

    command = [*autostart.command(home), "--speed", str(speed)]
    if sys.platform == "win32":
        subprocess.Popen(command)
    else:
        os.execv(command[0], command)


def watch_over(window: Window, faults: Faults) -> None:
    """Report faults in a window, including a crash of the previous run."""
    from guided.qt.reports import Reports

    reports = Reports(window, faults)
    if faults.crashed:
        reports.tell_of_crash()


class Program(QObject):
    """The window, made when first wanted, and the reminders, which run without it."""

    def __init__(
        self, app: QApplication, home: Home, settings: Settings, speed: float, faults: Faults
    ) -> None:
        super().__init__()
        self._app, self._home, self._settings, self._speed = app, home, settings, speed
        self._faults = faults
        self._outside: Outside | None = None
        self._asked, self._is_filled = Asked(), False
        self._ended = False
        self._signals = Signals()
        self._signals.came.connect(self._end)

    @property
    def stays(self) -> bool:
        """Whether reminders go on after the window is closed."""
        if self._outside is None:  # it was closed before all that surrounds it was there
            return not self._ended and self._settings.stays == "yes" and self.reminders.is_on
        return not self._ended and self._outside.stays

    @cached_property
    def window(self) -> Window:
        """The window, still empty."""
        return make_window(self._app, self._home, self._settings)

    @cached_property
    def desk(self) -> Desk:
        """What is behind the window."""
        from guided.qt.context import Clocks
        from guided.qt.desk import Desk

        clocks = Clocks(clock(self._speed), local_now, slept_ms, self._speed)
        return Desk(self.window, self._home, self._settings, clocks)

    @cached_property
    def reminders(self) -> Reminders:
        """The reminders of breaks and sessions."""
        from guided.qt.desktop.bus import Bus
        from guided.qt.desktop.reminding import Reminders, around

        has_buses = sys.platform not in ("win32", "darwin")
        self._buses = [Bus(name, self) for name in ("SESSION", "SYSTEM")] if has_buses else [None, None]
        made = Reminders(
            self._home, self._settings, wall(self._speed), around(time.monotonic, *self._buses), self._speed
        )
        made.today_asked.connect(self._show_today)
        made.routine_asked.connect(lambda routine: self.take(Asked(routine)))
        made.quit_asked.connect(self._quit)
        return made

    def open(self, asked: Asked, instance: Instance) -> None:
        """Show the window, and do what was asked once it has been painted."""
        if asked.routine is not None:
            self.desk.shelf.need(asked.routine)
        self._asked = asked
        self._show(lambda: self._hear(instance))

    def wait(self, instance: Instance) -> None:
        """Run reminders without a window until one is asked for."""
        self._app.setQuitOnLastWindowClosed(False)  # the tray's menu is no reason to end
        self._hear(instance)

    def take(self, asked: Asked) -> None:
        """Show the window or bring it forward, and do what was asked."""
        if self._is_filled:
            self.desk.take(asked)
            return
        self._asked = self._asked if asked == Asked() else asked
        if "window" not in vars(self):
            self._app.setQuitOnLastWindowClosed(True)
            self._show()

    def close(self) -> None:
        """Save what is to be kept, and release everything."""
        if self._outside is not None:
            self._outside.close()
        if "desk" in vars(self):
            self.desk.close()
        if "reminders" in vars(self):
            self.reminders.close()
            for bus in filter(None, self._buses):
                bus.close()

    def _hear(self, instance: Instance) -> None:
        """Listen for the requests of later starts."""
        instance.asked.connect(self.take)
        instance.listen()

    def _show(self, then: Callable[[], object] = lambda: None) -> None:
        """Show the window, and fill it once it has been painted."""
        painted = _FirstPaint(self.window)
        painted.seen.connect(self._fill)
        painted.seen.connect(then)
        self.window.come_forward()

    def _fill(self) -> None:
        behind, asked, self._is_filled = self.desk, self._asked, True
        watch_over(self.window, self._faults)
        self.window.show_page(asked.page or PAGES[0].id)
        behind.diary.settle()  # what is suggested goes by what was done
        QTimer.singleShot(_SOON_MS, behind.settle)
        QTimer.singleShot(_SOON_MS, self._meet)
        if asked.routine is not None or asked.file is not None:
            QTimer.singleShot(_SOON_MS, lambda: behind.take(asked))
        elif not self._settings.introduced:
            behind.person.introduce()

    def _show_today(self) -> None:
        """Come forward with the first page, unless something has the window."""
        self.take(Asked())
        if self._outside is not None and not self.window.is_taken:
            self.window.show_page(PAGES[0].id)

    def _meet(self) -> None:
        """Connect the window to the desktop around it, once it has something to show."""
        from guided.qt.outside import Outside

        self._outside = Outside(self.desk, self.reminders, self._buses[0])
        self._outside.begin()

    def _quit(self) -> None:
        """Quit, unless something has to be asked first."""
        if self._outside is not None:
            self._outside.leave()
        else:
            self._app.quit()

    def _end(self) -> None:
        self._ended = True
        if "window" in vars(self):
            self.window.close_at_once()
        self._app.closeAllWindows()
        self._app.quit()


def make_window(app: QApplication, home: Home, settings: Settings, places: Sequence[Place] = PAGES) -> Window:
    """The window where it was when closed, with its places but no pages yet."""
    from guided.qt.geometry import kept, restore
    from guided.qt.theme import Look
    from guided.qt.window import Window

    window = Window(Look(app, settings))
    for place in places:
        window.add_page(place)
    restore(window, kept(home.window))
    return window


def clock(speed: float = 1.0) -> Callable[[], int]:
    """A monotonic clock in whole milliseconds that runs at `speed` times real time."""
    begin = time.monotonic_ns()
    if speed == 1.0:
        return lambda: (time.monotonic_ns() - begin) // 1_000_000
    return lambda: int((time.monotonic_ns() - begin) / 1_000_000 * speed)


if sys.platform == "win32":
    import ctypes

    def slept_ms() -> int:
        """The time in ms the machine has slept since it was started, which a monotonic clock leaves out."""
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
        """The time in ms the machine has slept since it was started, which a monotonic clock leaves out."""
        return (time.clock_gettime_ns(_WHOLE) - time.clock_gettime_ns(_AWAKE)) // 1_000_000


def wall(speed: float = 1.0) -> Callable[[], datetime]:
    """A clock of local time that from now on runs at `speed` times real time."""
    if speed == 1.0:
        return local_now
    from datetime import timedelta

    begin, runs = local_now(), clock(speed)
    return lambda: begin + timedelta(milliseconds=runs())


def local_now() -> datetime:
    """The local time in the current time zone."""
    from datetime import datetime  # nobody asks for it before the window is there

    from guided.zone import local_zone

    zone = local_zone()
    return datetime.now(zone) if zone else datetime.now().astimezone()


class _FirstPaint(QObject):
    """Emits once when a widget has first been painted."""

    seen = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.seen.emit)
        return False
