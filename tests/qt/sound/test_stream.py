from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import QIODevice

from guided.cues import BREATHS, Cue, cues
from guided.mixer import render_window
from guided.qt.sound.stream import (
    APART_MS,
    FAR_MS,
    RING_MS,
    STALL_MS,
    TAKEN_MS,
    WAKE_MS,
    Health,
    Playing,
    Render,
    Stream,
)
from guided.settings import Levels
from tests.onsets import onsets_ms
from tests.test_mixer import small_timeline

pytest.importorskip("PySide6.QtMultimedia", exc_type=ImportError)

TONES = (Cue(0, "prepare"), Cue(2000, "ease"), Cue(4000, "hold"))


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


def played(
    device: Device,
    found: tuple[Cue, ...],
    length_ms: int,
    every_ms: int = 250,
    render: Render = render_window,
) -> list[Health]:
    """How a stream does at every look."""
    stream = stream_on(device, found, render)
    healths = []
    for now_ms in range(10, length_ms, every_ms):
        device.run(now_ms)
        healths.append(stream.look())
        if healths[-1] is not Health.FINE:
            break
    return healths


def stream_on(device: Device, found: tuple[Cue, ...], render: Render = render_window) -> Stream:
    return Stream(device, lambda: device.now_ms, Playing(found, 0, 0), 0.0, render)  # type: ignore[arg-type]


@pytest.mark.parametrize("bed", [0.0, 1.0], ids=["bare", "bed"])
@pytest.mark.parametrize("ppm", [-1000, -250, 0, 250, 1000])
def test_sound_stays_with_the_picture_though_the_devices_clock_is_off(ppm: float, bed: float) -> None:
    timeline = small_timeline(reps=10)
    assert timeline.length_ms > 5 * 60_000
    found, device = cues(timeline), Device(ppm)
    render = partial(render_window, levels=Levels(bed=bed))
    assert set(played(device, found, timeline.length_ms, render=render)) == {Health.FINE}
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


def test_a_device_a_little_late_is_left_to_the_next_silence() -> None:
    found, device = tuple(Cue(at, "ease") for at in range(0, 15_000, 1000)), Device(delay_ms=FAR_MS - 8)
    assert set(played(device, found, 12_000)) == {Health.FINE}
    heard = device.heard_ms()
    assert np.abs(heard - 1000).min() == pytest.approx(FAR_MS - 8, abs=2)
    assert np.abs(heard - 10_000).min() < APART_MS


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
