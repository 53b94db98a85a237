"""What Guided finds on this computer, as a screen of text to read or to pass on: `guided doctor`.

Nothing in it is private: paths begin at the home folder, devices are counted but not named, and of the
history it says only whether it can be read.
"""

from __future__ import annotations

import importlib
import os
import platform
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import PySide6
from PySide6.QtCore import qVersion
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from guided import __released__, __version__
from guided.files import load
from guided.origin import ORIGINS, origin
from guided.paths import Home, assets
from guided.qt.screen import why_no_screen
from guided.settings import Settings
from guided.settings import load as load_settings

if TYPE_CHECKING:
    from guided.library import Library

_ENOUGH_S = 0.2  # of speech, to know that a clip was decoded
_CHART = (320, 200)
_SHEET = "psoas-release"
_NOTIFICATIONS = "org.freedesktop.Notifications"


class Finding(NamedTuple):
    """A line of the report: what was looked at, what was found, and whether it serves its purpose."""

    label: str
    text: str
    good: bool = True


class Patient(NamedTuple):
    """The subject of an examination: the person's folders, the shipped files, settings, and a clock."""

    home: Home
    library: Library
    settings: Settings
    awake_s: Callable[[], float]


def examine(home: Home, awake_s: Callable[[], float]) -> list[Finding]:
    """The findings of all `CHECKS`, in order; failures are reported, never raised. Makes no file.

    `awake_s` is the system's monotonic clock in seconds.
    """
    app = QApplication.instance() or _application()
    patient = Patient(home, load(assets(), home.data), load_settings(home.settings), awake_s)
    findings = [_look(label, check, patient) for label, check in CHECKS.items()]
    del app  # which had to live until here
    return findings


def told(findings: list[Finding]) -> str:
    """The findings as text, a line each; an exclamation mark precedes what is wrong."""
    return "\n".join(f"{' ' if one.good else '!'} {one.label:<9} {one.text}" for one in findings)


def _look(label: str, check: Callable[[Patient], str | Finding], patient: Patient) -> Finding:
    try:
        found = check(patient)
    except Exception as error:  # whatever it is, it is what one wants to know
        return Finding(label, f"fails: {type(error).__name__}", False)
    return found if isinstance(found, Finding) else Finding(label, found)


def _application() -> QApplication:
    shown = why_no_screen() is None
    return QApplication(["guided"] if shown else ["guided", "-platform", "offscreen"])


# ---------------------------------------------------------------- what is looked at


def _guided(_: Patient) -> str:
    return f"{__version__} of {__released__}, from {ORIGINS[origin()].name}"


def _system(_: Patient) -> str:
    if sys.platform.startswith("linux"):
        try:
            named = platform.freedesktop_os_release()["PRETTY_NAME"]
        except OSError:
            named = "Linux"
        desktop = os.environ.get("XDG_CURRENT_DESKTOP", "no desktop named")
        return f"{named}, {platform.machine()}, {platform.libc_ver()[1]}, {desktop}"
    return f"{platform.system()} {platform.release()} {platform.version()}, {platform.machine()}"


def _python(_: Patient) -> str:
    return f"{platform.python_version()}; PySide6 {PySide6.__version__}, Qt {qVersion()}"


def _packages(_: Patient) -> str:
    names = ["numpy", "pyqtgraph", "soundfile", "wakepy", "platformdirs", "jeepney", "tomlkit"]
    if find_spec("av"):  # the extra `media`
        names.append("av")
    return ", ".join(f"{name} {importlib.import_module(name).__version__}" for name in names)


def _screen(_: Patient) -> str:
    screens = [
        f"{one.size().width()}x{one.size().height()} at {round(one.devicePixelRatio() * 100)} %"
        for one in QGuiApplication.screens()
    ]
    return f"{QGuiApplication.platformName()}: {', '.join(screens)}"


def _folders(patient: Patient) -> str:
    home = patient.home
    return ", ".join(_seen_from_home(one) for one in (home.data, home.config, home.cache))


def _seen_from_home(path: Path) -> str:
    """A folder as ~/…, without the person's name in it."""
    try:
        return (Path("~") / path.relative_to(Path.home())).as_posix()
    except ValueError:
        return f"…/{path.name}"


def _log(patient: Patient) -> str:
    log = patient.home.log
    if not log.is_file():
        return "nothing was written down"
    return f"{_seen_from_home(log)}, {log.stat().st_size / 1000:.1f} kB"


def _content(patient: Patient) -> Finding:
    library = patient.library
    own = f"own files: {len(library.own)}, with mistakes: {len(library.broken)}"
    counted = f"{len(library.routines)} routines, {len(library.exercises)} exercises; {own}"
    return Finding("Content", counted, bool(library.routines and library.exercises))


def _drawn(_: Patient) -> Finding:
    from guided.qt.theme import load_fonts
    from guided.qt.widgets.icons import app_icon, icon_pixmap

    load_fonts()
    font = any(family.startswith("Figtree") for family in QFontDatabase.families())
    drawn = _colours(icon_pixmap("stretching", QColor("black"), 24).toImage()) > 1
    good = font and drawn and not app_icon().isNull()
    return Finding("Drawings", "icons and typeface found" if good else "icons or typeface missing", good)


def _voice(patient: Patient) -> Finding:
    from guided.clips import Clips
    from guided.mixer import RATE

    voice = patient.library.voice(patient.settings.voice)
    shortest = min(voice.clips, key=len, default="")
    seconds = len(Clips(voice)(shortest)) / RATE
    return Finding("Voice", f"{len(voice.clips)} clips; one decodes to {seconds:.1f} s", seconds > _ENOUGH_S)


def _sound(_: Patient) -> str:
    from PySide6.QtMultimedia import QMediaDevices

    usual = QMediaDevices.defaultAudioOutput()
    if usual.isNull():
        return "works, but there is no device"
    form = usual.preferredFormat()
    return f"devices: {len(QMediaDevices.audioOutputs())}, the usual one at {form.sampleRate()} Hz"


def _chart(patient: Patient) -> Finding:
    from datetime import date

    from guided.charts.material import Material
    from guided.charts.minutes import minutes_each_week
    from guided.qt.progress.canvas import Canvas
    from guided.qt.progress.drawings import draw
    from guided.qt.theme import Look

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    day = date.fromisoformat(__released__)
    canvas = Canvas(Look(app, patient.settings))
    canvas.resize(*_CHART)
    empty = _colours(canvas.grab().toImage())
    draw(canvas, minutes_each_week(Material(day, goal=60)))
    drawn = _colours(canvas.grab().toImage()) > empty
    return Finding("Chart", "drawn" if drawn else "stays empty", drawn)


def _sheet(patient: Patient) -> str:
    from guided.qt.paper.printing import pages_of
    from guided.sheet import PAPERS, sheet
    from guided.timeline import compile_routine

    library, settings = patient.library, patient.settings
    timeline = compile_routine(library.routines[_SHEET], library, settings)
    pages = pages_of(sheet(timeline, library, settings, printed_on=""), PAPERS[settings.paper])
    return f"laid out, pages: {len(pages)}"


def _printers(_: Patient) -> str:
    from PySide6.QtPrintSupport import QPrinterInfo

    return str(len(QPrinterInfo.availablePrinterNames()))


def _desktop(_: Patient) -> str:
    from PySide6.QtWidgets import QSystemTrayIcon

    tray = "a tray" if QSystemTrayIcon.isSystemTrayAvailable() else "no tray"
    if not sys.platform.startswith("linux"):
        return tray
    from PySide6.QtDBus import QDBusConnection

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return f"{tray}, no session bus"
    running, startable = bus.interface().registeredServiceNames(), bus.interface().activatableServiceNames()
    shown = _NOTIFICATIONS in {*running.value(), *startable.value()}
    return f"{tray}, {'notifications' if shown else 'no notifications'}"


def _away(patient: Patient) -> str:
    """What reminders go by, asked as they ask it."""
    from PySide6.QtCore import QEventLoop, QTimer

    from guided.qt.desktop.bus import PATIENCE_MS, Bus
    from guided.qt.desktop.presence import Presence, of_this_system

    buses = [Bus("SESSION"), Bus("SYSTEM")] if sys.platform.startswith("linux") else [None, None]
    presence = Presence(patient.awake_s, of_this_system(QGuiApplication.platformName()), *buses)
    loop = QEventLoop()
    presence.look(lambda _: loop.quit())
    if presence.source is None:  # the answer is still to come, if the buses do not hang
        QTimer.singleShot(PATIENCE_MS, loop.quit)
        loop.exec()
    for bus in filter(None, buses):
        bus.close()
    return f"{presence.source or 'nothing here'} tells how long one is away"


def _awake(_: Patient) -> str:
    """What a session goes by, asked for a moment."""
    from guided.qt.play.awake import what_keeps_on

    return f"{what_keeps_on() or 'nothing here'} keeps the screen on in a session"


def _history(patient: Patient) -> Finding:
    from guided.history.store import open_readonly

    path = patient.home.history
    if not path.exists():
        return Finding("History", "none yet")
    with open_readonly(path) as history:
        good = not history.lost and history.note is None
    return Finding("History", "can be read" if good else "cannot be read as it is", good)


def _colours(image: QImage) -> int:
    """The number of colours in a picture: one if nothing was drawn."""
    return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())})


CHECKS: dict[str, Callable[[Patient], str | Finding]] = {
    "Guided": _guided,
    "System": _system,
    "Python": _python,
    "Packages": _packages,
    "Screen": _screen,
    "Folders": _folders,
    "Log": _log,
    "Content": _content,
    "Drawings": _drawn,
    "Voice": _voice,
    "Sound": _sound,
    "Chart": _chart,
    "Sheet": _sheet,
    "Printers": _printers,
    "Desktop": _desktop,
    "Away": _away,
    "Awake": _awake,
    "History": _history,
}
