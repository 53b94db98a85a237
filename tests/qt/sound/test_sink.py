import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from guided.cues import Cue
from guided.qt.sound.device import NO_LIBRARY
from guided.qt.sound.sink import DeviceSink, SilentSink, Sink
from guided.settings import Levels

pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError)

ROOT = Path(__file__).resolve().parents[3]
TONES = (Cue(0, "prepare"), Cue(2000, "ease"), Cue(4000, "hold"))


def no_clock() -> int:
    return 0


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without libpulse, where importing QtMultimedia fails."""
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)


@pytest.fixture(params=[SilentSink, lambda: DeviceSink(no_clock)], ids=["silent", "device"])
def sink(request: pytest.FixtureRequest, no_library: None, qtbot: QtBot) -> Iterator[Sink]:
    make: Callable[[], Sink] = request.param
    made = make()
    yield made
    made.close()


def test_a_sink_that_cannot_be_heard_takes_everything_in_its_stride(sink: Sink, qtbot: QtBot) -> None:
    sink.stop()
    sink.set_volume(0.3)
    sink.set_muted(True)
    sink.set_levels(Levels(breath=0))
    sink.start(TONES, 0, 0)
    sink.start(TONES, 1500, 0)
    sink.stop()
    qtbot.waitUntil(lambda: not sink.available())
    sink.close()
    sink.close()


def test_what_is_wrong_is_said_once_and_when_something_is_to_be_heard(no_library: None, qtbot: QtBot) -> None:
    sink = DeviceSink(no_clock)
    said: list[str] = []
    sink.trouble.connect(said.append)
    qtbot.waitUntil(lambda: not sink.available())
    assert said == []
    for _ in range(3):
        sink.start(TONES, 0, 0)
    qtbot.waitUntil(lambda: bool(said))
    sink.close()
    qtbot.wait(1)
    assert said == [NO_LIBRARY]


def test_a_window_waits_neither_for_numpy_nor_for_qts_sound() -> None:
    code = "import sys, guided.qt.sound.sink; print({'numpy', 'PySide6.QtMultimedia'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
