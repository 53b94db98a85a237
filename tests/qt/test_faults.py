"""What goes wrong inside: written down once, with nothing in it of what the person told, and told to them."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qWarning

from guided.qt import faults
from guided.qt.faults import Faults, latest, unheard, watch

NOW = datetime(2026, 11, 28, 7, 42, tzinfo=UTC)
SECRET = "my left knee hurts since Tuesday"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "guided.log"


@pytest.fixture
def watching(log: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    """Faults that are watched for as in the program; afterwards as before."""
    hooks = ("sys.excepthook", "threading.excepthook", "sys.unraisablehook")
    for hook in hooks:
        module, name = hook.split(".")
        monkeypatch.setattr(sys.modules[module], name, getattr(sys.modules[module], name))
    monkeypatch.setattr("faulthandler.enable", lambda file: None)
    monkeypatch.setattr(faults, "qInstallMessageHandler", lambda handler: HANDLERS.append(handler))
    yield watch(log, lambda: NOW)
    HANDLERS.clear()


HANDLERS: list[object] = []


def fail(error: Exception) -> None:
    """Lets an exception out, as far as a slot or a timer would."""
    try:
        raise error
    except Exception as raised:
        sys.excepthook(type(raised), raised, raised.__traceback__)


def test_a_fault_is_written_down_once_with_the_day_and_the_versions(watching: Faults, log: Path) -> None:
    told: list[str] = []
    watching.came.connect(told.append)
    for _ in range(3):
        fail(RuntimeError("the device is gone"))
    text = log.read_text()
    assert text.count("RuntimeError: the device is gone") == 1
    assert "=== 2026-11-28 07:42:00+00:00 Guided 0." in text
    assert len(told) == 1
    assert "in fail" in told[0]


@pytest.mark.parametrize(
    "error", [ValueError(SECRET), KeyError(SECRET), OSError(5, "input/output error", SECRET)], ids=str
)
def test_nothing_is_written_down_of_what_the_person_wrote(
    watching: Faults, log: Path, error: Exception
) -> None:
    def answer() -> None:
        try:
            raise error
        except Exception as raised:
            raise RuntimeError("not saved") from raised

    try:
        answer()
    except RuntimeError as raised:
        sys.excepthook(RuntimeError, raised, raised.__traceback__)
    text = log.read_text()
    assert "knee" not in text
    assert type(error).__name__ in text
    assert "RuntimeError: not saved" in text


def test_nobodys_name_is_written_down(watching: Faults, log: Path, home: Path) -> None:
    fail(TypeError(f"{home}/secret is of another kind"))
    text = log.read_text()
    assert "~/secret" in text
    assert str(home) not in text


def test_a_fault_in_another_thread_counts_as_well(watching: Faults, log: Path) -> None:
    thread = threading.Thread(target=lambda: fail(RuntimeError("in a thread")))
    thread.start()
    thread.join()
    assert "in a thread" in log.read_text()


def test_qts_warnings_are_written_down_and_disturb_nobody(watching: Faults, log: Path) -> None:
    told: list[str] = []
    watching.came.connect(told.append)
    [handler] = HANDLERS
    for kind, text in (
        (QtMsgType.QtDebugMsg, "a detail"),
        (QtMsgType.QtWarningMsg, "a warning"),
        (QtMsgType.QtCriticalMsg, "a fault"),
    ):
        handler(kind, QMessageLogContext(), text)  # type: ignore[operator]
    assert "Qt: a warning" in log.read_text()
    assert "a detail" not in log.read_text()
    assert told == ["Qt: a fault"]


_LOSES_ITS_SCREEN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtCore import qWarning
from guided.qt.faults import watch
watch(Path(sys.argv[1]), lambda: datetime.now(UTC))
qWarning(sys.argv[2])
print("still there")
"""


@pytest.mark.parametrize("screen", ["X11", "Wayland"])
def test_without_its_screen_the_program_ends_at_once_and_writes_down_why(screen: str, log: Path) -> None:
    said = f"The {screen} connection broke: I/O error (code 1)"
    command = [sys.executable, "-c", _LOSES_ITS_SCREEN, str(log), said]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert said in log.read_text()


def test_a_warning_is_not_heard_while_a_library_is_loaded() -> None:
    heard: list[str] = []
    before = qInstallMessageHandler(lambda kind, context, text: heard.append(text))
    try:
        with unheard():
            qWarning("as it is loaded")
        qWarning("later")
    finally:
        qInstallMessageHandler(before)
    assert heard == ["later"]


def test_a_full_log_makes_room_and_is_kept_once(watching: Faults, log: Path) -> None:
    log.write_text("x" * 1_000_001)
    fail(RuntimeError("one more"))
    assert log.stat().st_size < 10_000
    assert log.with_suffix(".old").stat().st_size == 1_000_001


def test_a_crash_is_known_at_the_next_start_and_told_once(log: Path) -> None:
    program = (
        "import os, sys; from datetime import datetime; from pathlib import Path;"
        "from guided.qt.faults import watch;"
        "found = watch(Path(sys.argv[1]), datetime.now); print(found.crashed, flush=True);"
        "os.abort() if sys.argv[2:] else None"
    )

    def start(*more: str) -> str:
        command = [sys.executable, "-c", program, str(log), *more]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()

    assert start("crash") == "False"
    assert "Fatal Python error" in log.with_suffix(".crash").read_text()
    assert start() == "True"
    assert start() == "False"
    assert "Fatal Python error" in latest(log)
