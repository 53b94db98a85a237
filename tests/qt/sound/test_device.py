import os
import shutil
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QTimer

from guided.cues import Cue
from guided.qt.sound import device as sound
from guided.qt.sound.device import AWAKE_MS, Pump
from guided.qt.sound.stream import APART_MS
from tests.qt.sound.live import TOOLS
from tests.qt.sound.test_stream import Device

pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError)

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(("seen_until_ms", "silent_from_ms"), [(2_000, 3_010), (7_500, None)])
def test_where_the_picture_stands_still_the_sound_does_and_the_end_rings_out(
    seen_until_ms: int, silent_from_ms: int | None
) -> None:
    tones = tuple(Cue(at, "ease") for at in range(0, 9_000, 1000))
    device = Device()
    pump = Pump(lambda: device.now_ms)
    pump._sink, pump._looks = device, QTimer()  # type: ignore[assignment]
    pump.start(tones, 0, 0)
    while device.now_ms < 12_000 and pump._stream is not None:
        device.run(device.now_ms + 10)
        pump.seen_ms = min(device.now_ms, seen_until_ms)
        pump._look()
    ended_ms = device.now_ms
    assert ended_ms == silent_from_ms or (silent_from_ms is None and ended_ms > tones[-1].at_ms + 500)
    pump.start(tones, 0, ended_ms)  # and goes on when the picture does
    assert pump._stream is not None


def test_a_device_that_is_always_late_is_so_for_half_a_second_only_once() -> None:
    tones = tuple(Cue(at, "ease") for at in range(0, 60_000, 1000))
    device = Device(late_ms=45)
    pump = Pump(lambda: device.now_ms)
    pump._sink, pump._looks = device, QTimer()  # type: ignore[assignment]
    for begin_ms, first_ms in ((0, 1000), (20_500, 21_000)):
        device.now_ms = begin_ms
        pump.start(tones, begin_ms, begin_ms)
        while device.now_ms < begin_ms + 4000:
            device.run(device.now_ms + pump._looks.interval())
            pump._look()
        heard = device.heard_ms()
        due = range(first_ms, begin_ms + 4000, 1000)
        assert max(np.abs(heard - at).min() for at in due) < APART_MS
    assert device.begun == 2


def test_a_device_that_slept_once_is_not_taken_for_one_that_is_always_late() -> None:
    tones = tuple(Cue(at, "ease") for at in range(0, 60_000, 1000))
    device = Device(late_ms=400)
    pump = Pump(lambda: device.now_ms)
    pump._sink, pump._looks = device, QTimer()  # type: ignore[assignment]
    early = []
    for begin_ms in (0, 20_500, 40_500):
        device.now_ms = begin_ms
        pump.start(tones, begin_ms, begin_ms)
        while device.now_ms < begin_ms + 4000:
            device.run(device.now_ms + pump._looks.interval())
            pump._look()
        early.append(float(np.abs(device.heard_ms() - (begin_ms + 500)).min()))
        device.late_ms = 0
    assert early[1] < AWAKE_MS + APART_MS
    assert early[2] < APART_MS


@pytest.mark.parametrize("burst_ms", [5, 20, 100, 300])
def test_a_device_that_takes_in_fits_and_starts_is_not_begun_again_and_again(burst_ms: int) -> None:
    device = Device(burst_ms=burst_ms)
    pump = Pump(lambda: device.now_ms)
    pump._sink, pump._looks = device, QTimer()  # type: ignore[assignment]
    pump.start(tuple(Cue(at, "ease") for at in range(0, 60_000, 1000)), 0, 0)
    while device.now_ms < 30_000:
        device.run(device.now_ms + pump._looks.interval() + 1)
        pump._look()
    assert device.begun <= 3


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """Exit code and output of short live runs: the one that is measured alone, then all others at once."""
    if not all(shutil.which(tool) for tool in TOOLS):
        pytest.skip("no pulseaudio")
    faults = {"dead": 6, "hang": 6, "absent": 1, "suspend": 9, "kill": 14}
    busy = ended({"busy": begun("--seconds", "8", "--load", "busy", "--within", "100")})
    return busy | ended({name: begun("--seconds", str(s), "--fault", name) for name, s in faults.items()})


def begun(*options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.qt.sound.live", *options]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def ended(started: dict[str, subprocess.Popen[str]]) -> dict[str, tuple[int, str]]:
    outputs = {name: process.communicate(timeout=50)[0] for name, process in started.items()}
    return {name: (started[name].returncode, output) for name, output in outputs.items()}


def test_every_tone_is_heard_from_a_real_server_while_the_interpreter_is_held(
    live: dict[str, tuple[int, str]],
) -> None:
    code, output = live["busy"]
    assert code == 0, output
    assert "trouble" not in output


@pytest.mark.parametrize("fault", ["dead", "hang", "absent"])
def test_a_server_that_fails_is_told_once_and_ends_nothing(
    fault: str, live: dict[str, tuple[int, str]]
) -> None:
    code, output = live[fault]
    assert code == 0, output
    assert output.count("trouble: Sound is off") == 1
    assert "not available" in output


@pytest.mark.parametrize("fault", ["suspend", "kill"])
def test_sound_that_was_lost_comes_back_by_itself_and_each_is_told_once(
    fault: str, live: dict[str, tuple[int, str]]
) -> None:
    code, output = live[fault]
    assert code == 0, output
    assert output.count("trouble: ") == output.count("back: ") == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="sockets are looked up in /proc")
def test_a_socket_to_the_session_bus_is_not_taken_for_the_sound_server(tmp_path: Path) -> None:
    before = sound._sockets()
    with ExitStack() as open_ones:
        for name in ("bus", "native"):
            server = open_ones.enter_context(socket.socket(socket.AF_UNIX))
            server.bind(os.path.relpath(tmp_path / name))
            server.listen()
            client = open_ones.enter_context(socket.socket(socket.AF_UNIX))
            client.connect(os.path.relpath(tmp_path / name))
            new = sound._sockets() - before
            assert any(path.endswith(f"/{client.fileno()}") for path, _ in new) is (name == "native")
