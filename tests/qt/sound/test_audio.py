import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QIODevice, QTimer
from pytestqt.qtbot import QtBot

from guided.clips import Clips
from guided.cues import BREATHS, Cue, cues
from guided.qt.sound.audio import (
    APART_MS,
    AWAKE_MS,
    FAR_MS,
    NO_LIBRARY,
    RING_MS,
    STALL_MS,
    TAKEN_MS,
    WAKE_MS,
    DeviceSink,
    Health,
    Playing,
    Pump,
    SilentSink,
    Sink,
    Stream,
)
from guided.settings import Levels
from guided.voice import SILENT
from tests.onsets import onsets_ms
from tests.qt.sound.live import TOOLS
from tests.test_mixer import small_timeline

pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError)

ROOT = Path(__file__).resolve().parents[3]
TONES = (Cue(0, "prepare"), Cue(2000, "ease"), Cue(4000, "hold"))


def no_clock() -> int:
    return 0


# ---------------------------------------------------------------- every sink


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
    code = "import sys, guided.qt.sound.audio; print({'numpy', 'PySide6.QtMultimedia'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


# ---------------------------------------------------------------- a stream, on a device of its own clock


class Device:
    """What a QAudioSink does with a buffer, at a clock some parts in a million off the player's."""

    def __init__(self, ppm: float = 0.0, delay_ms: int = 0, burst_ms: int = 1, late_ms: int = 0) -> None:
        self.rate = 1 + ppm / 1e6
        self.late_ms = late_ms  # at every beginning
        self.begins_ms = delay_ms
        self.burst_ms = burst_ms
        self.now_ms = 0
        self.begun = 0
        self.stalls_ms = 10**9
        self.taken = bytearray()
        self.taken_ms = 0.0

    def start(self, buffer: QIODevice) -> None:
        self.buffer, self.begun = buffer, self.begun + 1
        self.begins_ms += self.now_ms + self.late_ms
        self.taken.clear()
        self.run(self.now_ms)

    def run(self, now_ms: int) -> None:
        """Plays up to the player's `now_ms`; the server's own buffer is filled at once."""
        self.now_ms = now_ms
        played = max(min(now_ms, self.stalls_ms) - self.begins_ms, 0) * self.rate
        self.taken_ms = TAKEN_MS + played // self.burst_ms * self.burst_ms
        want = round(self.taken_ms + RING_MS) * 96 - len(self.taken)
        self.taken += self.buffer.read(want).data()

    def reset(self) -> None:
        self.begins_ms = 0

    def setVolume(self, volume: float) -> None:
        pass

    def processedUSecs(self) -> int:
        return int(1000 * self.taken_ms)

    def state(self) -> object:
        from PySide6.QtMultimedia import QtAudio

        starved = len(self.taken) < self.taken_ms * 96
        return QtAudio.State.IdleState if starved else QtAudio.State.ActiveState

    def heard_ms(self) -> np.ndarray:
        """When, by the player's clock, tones began."""
        onsets: np.ndarray = onsets_ms(np.frombuffer(self.taken, np.int16)) / self.rate + self.begins_ms
        return onsets


def played(device: Device, found: tuple[Cue, ...], length_ms: int, every_ms: int = 250) -> list[Health]:
    """How a stream does at every look."""
    stream = stream_on(device, found)
    healths = []
    for now_ms in range(10, length_ms, every_ms):
        device.run(now_ms)
        healths.append(stream.look())
        if healths[-1] is not Health.FINE:
            break
    return healths


def stream_on(device: Device, found: tuple[Cue, ...]) -> Stream:
    return Stream(device, lambda: device.now_ms, Playing(found, 0, 0), 0.0, Levels(), Clips(SILENT))  # type: ignore[arg-type]


@pytest.mark.parametrize("ppm", [-1000, -250, 0, 250, 1000])
def test_sound_stays_with_the_picture_though_the_devices_clock_is_off(ppm: float) -> None:
    timeline = small_timeline(reps=10)
    assert timeline.length_ms > 5 * 60_000
    found, device = cues(timeline), Device(ppm)
    assert set(played(device, found, timeline.length_ms)) == {Health.FINE}
    wanted = [cue.at_ms for cue in found if cue.kind not in BREATHS and cue.at_ms < timeline.length_ms - 2000]
    heard = device.heard_ms()
    off = [float(np.abs(heard - at).min()) for at in wanted]
    assert max(off) < (10 if abs(ppm) <= 250 else 20)


def test_a_device_that_wakes_late_is_in_time_after_the_next_silences() -> None:
    found, device = tuple(Cue(at, "ease") for at in range(0, 9_000, 1000)), Device(delay_ms=1500)
    assert set(played(device, found, 8_000, every_ms=10)) == {Health.FINE}
    heard = device.heard_ms()
    assert max(np.abs(heard - at).min() for at in range(4000, 8000, 1000)) < APART_MS


def test_a_device_that_wakes_late_in_a_breath_is_begun_again_at_the_right_place() -> None:
    healths = played(Device(delay_ms=1500), (Cue(0, "breath-in", 15_000),), 10_000, every_ms=10)
    assert healths[-1] is Health.ASTRAY
    assert 1500 < 10 * len(healths) < 1700


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


def test_a_device_a_little_late_is_left_to_the_next_silence() -> None:
    found, device = tuple(Cue(at, "ease") for at in range(0, 15_000, 1000)), Device(delay_ms=FAR_MS - 8)
    assert set(played(device, found, 12_000)) == {Health.FINE}
    heard = device.heard_ms()
    assert np.abs(heard - 1000).min() == pytest.approx(FAR_MS - 8, abs=2)
    assert np.abs(heard - 10_000).min() < APART_MS


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


@pytest.mark.parametrize(("stalls_ms", "patience_ms"), [(2000, STALL_MS), (0, WAKE_MS)])
def test_a_device_that_stands_still_is_lost(stalls_ms: int, patience_ms: int) -> None:
    device = Device()
    device.stalls_ms = stalls_ms
    long = tuple(Cue(at, "ease") for at in range(0, 20_000, 1000))
    healths = played(device, long, 20_000)
    assert healths[-1] is Health.LOST
    assert patience_ms < 250 * len(healths) - stalls_ms < patience_ms + 800


def test_a_stream_is_over_when_its_last_sound_has_rung_out() -> None:
    healths = played(Device(), (Cue(0, "finish"),), 10_000)
    assert healths[-1] is Health.OVER
    assert 2440 < 250 * len(healths) < 4500


def test_a_machine_that_slept_has_not_lost_its_device() -> None:
    device = Device()
    stream = stream_on(device, TONES)
    device.run(10)
    assert stream.look() is Health.FINE
    device.now_ms = 4999
    assert stream.look() is Health.FINE


# ---------------------------------------------------------------- a real server


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """Exit code and output of short live runs, all at once."""
    if not all(shutil.which(tool) for tool in TOOLS):
        pytest.skip("no pulseaudio")
    runs = {
        "busy": ["--seconds", "8", "--load", "busy", "--within", "100"],
        "dead": ["--seconds", "6", "--fault", "dead"],
        "hang": ["--seconds", "6", "--fault", "hang"],
        "absent": ["--seconds", "1", "--fault", "absent"],
        "suspend": ["--seconds", "9", "--fault", "suspend"],
        "kill": ["--seconds", "14", "--fault", "kill"],
    }
    started = {
        name: subprocess.Popen(
            [sys.executable, "-m", "tests.qt.sound.live", *options],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for name, options in runs.items()
    }
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
