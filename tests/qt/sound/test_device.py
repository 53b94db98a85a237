import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QObject, QTimer, qInstallMessageHandler, qWarning

from guided.cues import Cue
from guided.qt.sound.device import AWAKE_MS, Pump
from guided.qt.sound.outputs import ELSEWHERE, RETURNED
from guided.qt.sound.stream import APART_MS, WAKE_MS
from tests.fakes import Heard as Signal
from tests.qt.sound.live import TOOLS
from tests.qt.sound.test_stream import Device

QtMultimedia = pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError)

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


class Output:
    """A device as Qt lists it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def isNull(self) -> bool:
        return not self.name

    def id(self) -> QByteArray:
        return QByteArray(self.name.encode())

    def description(self) -> str:
        return self.name.title()


class Opened(Device):
    """A QAudioSink on a device."""

    def __init__(self) -> None:
        super().__init__()
        self.destroyed = Signal()

    def setBufferSize(self, size: int) -> None:
        pass

    def deleteLater(self) -> None:
        pass


class Outputs:
    """QMediaDevices and QAudioSink on a computer whose devices come and go; the first is the default."""

    def __init__(self) -> None:
        self.listed = ["speakers", "headset"]
        self.now_ms = 0
        self.deaf: set[str] = set()  # listed still, though they were taken away
        self.opened: list[tuple[str, Opened]] = []

    def audioOutputs(self) -> list[Output]:
        return [Output(name) for name in self.listed]

    def defaultAudioOutput(self) -> Output:
        return Output(self.listed[0] if self.listed else "")

    def sink(self, output: Output, *_: object) -> Opened:
        device = Opened()
        device.now_ms = self.now_ms
        if output.name in self.deaf:
            device.stalls_ms = 0
        self.opened.append((output.name, device))
        return device


@pytest.fixture
def outputs(monkeypatch: pytest.MonkeyPatch) -> Outputs:
    outputs = Outputs()
    monkeypatch.setattr(QtMultimedia, "QMediaDevices", outputs)
    monkeypatch.setattr(QtMultimedia, "QAudioSink", outputs.sink)
    return outputs


class Heard:
    """A pump on those devices, its clock, and what it said."""

    def __init__(self, outputs: Outputs) -> None:
        self.outputs = outputs
        self.said: list[object] = []
        self.pump = pump = Pump(lambda: outputs.now_ms)
        pump._looks, pump._devices = QTimer(), QObject()  # type: ignore[assignment]
        for signal in (pump.lost, pump.back, pump.devices):
            signal.connect(self.said.append)

    def play(self, length_ms: int) -> str:
        """Lets time pass, and names the device that is heard."""
        until_ms = self.outputs.now_ms + length_ms
        while self.outputs.now_ms < until_ms:
            self.outputs.now_ms += 10
            name, device = self.outputs.opened[-1]
            device.run(self.outputs.now_ms)
            self.pump._look()
        return name


class Warns:
    """A library that warns while it is loaded."""

    def __getattr__(self, name: str) -> object:
        qWarning("there is no such sound server")
        raise ImportError


def test_nobody_hears_what_the_library_warns_of_while_it_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", Warns())
    heard: list[str] = []
    before = qInstallMessageHandler(lambda kind, context, text: heard.append(text))
    try:
        Pump(lambda: 0).open()
    finally:
        qInstallMessageHandler(before)
    assert heard == []


TONES = tuple(Cue(at, "ease") for at in range(0, 60_000, 1000))


def test_the_device_that_was_chosen_is_heard_and_the_default_where_none_was(outputs: Outputs) -> None:
    heard = Heard(outputs)
    heard.pump.start(TONES, 0, 0)
    assert heard.play(500) == "speakers"
    heard.pump.set_device("headset")
    assert heard.play(500) == "headset"
    heard.pump.set_device("")
    assert heard.play(500) == "speakers"
    heard.outputs.listed.reverse()  # another default
    heard.pump._find_anew()
    assert heard.play(500) == "headset"
    assert heard.said.count(ELSEWHERE) == heard.said.count(RETURNED) == 0
    assert heard.said[-1] == (("headset", "Headset"), ("speakers", "Speakers"))


@pytest.mark.parametrize("listed", [True, False], ids=["still listed", "no longer listed"])
def test_a_chosen_device_that_goes_is_made_up_for_and_heard_again_when_it_is_back(
    outputs: Outputs, listed: bool
) -> None:
    heard = Heard(outputs)
    heard.pump.set_device("headset")
    heard.pump.start(TONES, 0, 0)
    assert heard.play(1000) == "headset"
    if listed:
        outputs.deaf.add("headset")
        heard.pump.start(TONES, 1000, outputs.now_ms)
        outputs.opened[-1][1].stalls_ms = outputs.now_ms
    else:
        outputs.listed.remove("headset")
        heard.pump._find_anew()
    heard.play(WAKE_MS + 500)
    heard.pump.start(TONES, 5000, outputs.now_ms)
    assert heard.play(WAKE_MS + 500) == "speakers"
    assert heard.said.count(ELSEWHERE) == 1
    outputs.deaf.clear()
    outputs.listed = ["speakers", "headset"]
    heard.pump._find_anew()
    assert heard.play(500) == "headset"
    assert [what for what in heard.said if isinstance(what, str)] == [ELSEWHERE, RETURNED]


@pytest.mark.parametrize("offset_ms", [-200, 0, 500])
def test_what_is_heard_late_is_sent_as_much_earlier(outputs: Outputs, offset_ms: int) -> None:
    heard = Heard(outputs)
    heard.pump.set_offset(offset_ms)
    heard.pump.start(TONES, 0, 0)
    heard.pump._find_anew()
    heard.play(8000)
    at_ms = outputs.opened[-1][1].heard_ms()
    due = [at - offset_ms for at in range(3000, 7000, 1000)]
    assert max(np.abs(at_ms - at).min() for at in due) < APART_MS


patient = pytest.mark.timeout(240)  # the first of these waits for all runs, and the computer may be busy
BACK = ("kill", "stop", "suspend", "unload")
GONE = ("dead", "hang", "absent")


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """Exit code and output of short live runs: the one that is measured alone, then all others at once."""
    if not all(shutil.which(tool) for tool in TOOLS):
        pytest.skip("no pulseaudio")
    busy = ended({"busy": begun("--seconds", "14", "--load", "busy", "--within", "100", "--gaps", "5")})
    faults = (*BACK, *GONE, "away", "default")
    return busy | ended({name: begun("--seconds", "60", "--fault", name) for name in faults})


def begun(*options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.qt.sound.live", *options]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def ended(started: dict[str, subprocess.Popen[str]]) -> dict[str, tuple[int, str]]:
    outputs = {name: process.communicate()[0] for name, process in started.items()}  # each ends by itself
    return {name: (started[name].returncode, output) for name, output in outputs.items()}


@patient
def test_every_tone_and_word_is_heard_from_a_real_server_while_the_interpreter_is_held(
    live: dict[str, tuple[int, str]],
) -> None:
    code, output = live["busy"]
    assert code == 0, output
    assert "trouble" not in output


@patient
@pytest.mark.parametrize("fault", GONE)
def test_a_server_that_fails_is_told_once_and_ends_nothing(
    fault: str, live: dict[str, tuple[int, str]]
) -> None:
    code, output = live[fault]
    assert code == 0, output
    assert output.count("trouble: Sound is off") == 1
    assert "not available" in output


@patient
@pytest.mark.parametrize("fault", BACK)
def test_sound_that_was_lost_comes_back_by_itself_and_each_is_told_once(
    fault: str, live: dict[str, tuple[int, str]]
) -> None:
    code, output = live[fault]
    assert code == 0, output
    assert output.count("trouble: ") == output.count("back: ") == 1


@patient
def test_another_default_is_followed_without_a_word(live: dict[str, tuple[int, str]]) -> None:
    code, output = live["default"]
    assert code == 0, output
    assert "heard from: other" in output
    assert output.count("trouble: ") == output.count("back: ") == 0


@patient
def test_a_chosen_device_that_is_away_is_told_once_and_so_is_its_return(
    live: dict[str, tuple[int, str]],
) -> None:
    code, output = live["away"]
    assert code == 0, output
    assert (output.count(ELSEWHERE), output.count(RETURNED), output.count("trouble: ")) == (1, 1, 0)
