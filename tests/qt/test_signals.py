"""Signals: a window closes, one that hangs ends all the same, and nothing under a file's name holds it up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from guided.paths import home_in

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are a matter of POSIX")

_HANGS = """
import os, sys
from PySide6.QtCore import QCoreApplication
from guided.qt.signals import Signals
app = QCoreApplication([])
signals = Signals()
signals.came.connect(lambda: print("closes", flush=True))
print("ready", flush=True)
open(sys.argv[1])
"""

_KEEPS_PYTHON = """
import ctypes
from PySide6.QtCore import QCoreApplication, Qt
from guided.qt import signals
signals._HELD_S = 0.5
app = QCoreApplication([])
listening = signals.Signals()
held = ctypes.PyDLL(None)
listening.came.connect(lambda: held.sleep(600), Qt.ConnectionType.DirectConnection)
print("ready", flush=True)
app.exec()
"""

_RUNS = """
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from PySide6.QtCore import QTimer
from guided.paths import home_in
from guided.qt import app, start
made = app.make_window
def make_window(*given):
    QTimer.singleShot(300, lambda: print("ready", flush=True))
    return made(*given)
app.make_window = make_window
sys.exit(start.start(home_in(Path(sys.argv[1]))))
"""


@contextmanager
def started(code: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A Python with this program, once it has said that it is ready; it does not outlive the test."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def test_a_program_that_hangs_ends_at_the_second_signal(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with started(_HANGS, tmp_path / "pipe") as process:
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 128 + signal.SIGTERM


def test_a_program_ends_in_which_no_python_runs_any_more() -> None:
    with started(_KEEPS_PYTHON) as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 1


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_closes_the_window_as_a_click_would(tmp_path: Path, name: signal.Signals) -> None:
    with started(_RUNS, tmp_path) as process:
        process.send_signal(name)
        assert process.wait(30) == 0
    assert home_in(tmp_path).window.exists()


def test_pipes_under_the_names_of_its_files_do_not_hold_it_up(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    for path in (home.settings, home.choices, home.window, home.catalogue, home.cache / "guided.crash"):
        path.parent.mkdir(exist_ok=True)
        os.mkfifo(path)
    with started(_RUNS, tmp_path) as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
