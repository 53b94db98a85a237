"""The sink: what a player tells it, and its silent twin.

No Python is in the audio path: samples are rendered seconds ahead into a QBuffer, which Qt reads in a thread
of its own; only half a second ahead until the latency of the device is known.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QObject, QThread, Signal, SignalInstance, Slot

from guided.cues import Cue
from guided.qt.sound.device import Pump
from guided.settings import Levels
from guided.voice import Voice

CLOSE_MS = 1000


class Sink(Protocol):
    """The destination of a session's sound.

    The player's clock is the master and sound follows it: between `start` and the next `start` or
    `stop`, what is heard at the clock's `t` is the timeline's millisecond `position_ms + t - now_ms`.
    A sink keeps that up by itself, whatever the device's own clock does. Every call returns at once,
    and none of them raises: a sink that cannot be heard says so in `trouble`, and the session goes on.
    """

    @property
    def trouble(self) -> SignalInstance:
        """One plain sentence (str), said once each time sound is lost."""

    @property
    def back(self) -> SignalInstance:
        """One plain sentence (str), said once when sound that was lost is heard again, or heard elsewhere."""

    @property
    def devices(self) -> SignalInstance:
        """The devices, when asked for and when they change: a tuple of ids and names (str)."""

    def available(self) -> bool:
        """Whether sound can be heard; True until known otherwise."""

    def start(self, cues: tuple[Cue, ...], position_ms: int, now_ms: int) -> None:
        """Sound from a position on, reached at the clock's `now_ms`: play, resume, jump, a new timeline.

        What sounded before is cut off. After the last cue the sink falls silent by itself, so nothing
        needs to be called at the end of a session, and the closing sound rings out.
        """

    def keep_up(self, now_ms: int) -> None:
        """Confirm at every frame that the picture is up to date at the clock's `now_ms`.

        After a second without it the sound falls silent, so that nothing is called out unseen; what
        follows the last cue rings out.
        """

    def stop(self) -> None:
        """Fall silent at once: a pause, a step that waits, a session left. Harmless when silent."""

    def set_volume(self, volume: float) -> None:
        """Set the volume, 0 to 1, at once."""

    def set_muted(self, muted: bool) -> None:
        """Mute or unmute at once, keeping the volume."""

    def set_levels(self, levels: Levels) -> None:
        """Set the relative volume of each class of sound, at once."""

    def set_voicing(self, voicing: str) -> None:
        """Set the sound of the breath, at once."""

    def set_voice(self, voice: Voice) -> None:
        """Set the voice, from the next start on."""

    def set_device(self, device: str) -> None:
        """Switch to a device by id at once; to the default if it is empty or gone."""

    def set_offset(self, by_ms: int) -> None:
        """Set the extra latency of the device in ms, at once: sound is sent that much earlier."""

    def list_devices(self) -> None:
        """Have `devices` emit the list."""

    def close(self) -> None:
        """Release the device; the sink is unusable afterwards. Harmless the second time."""


class SilentSink(QObject):
    """A silent sink."""

    trouble = Signal(str)
    back = Signal(str)
    devices = Signal(object)

    def available(self) -> bool:
        """Never."""
        return False

    def start(self, cues: tuple[Cue, ...], position_ms: int, now_ms: int) -> None:
        """Nothing."""

    def keep_up(self, now_ms: int) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""

    def set_volume(self, volume: float) -> None:
        """Nothing."""

    def set_muted(self, muted: bool) -> None:
        """Nothing."""

    def set_levels(self, levels: Levels) -> None:
        """Nothing."""

    def set_voicing(self, voicing: str) -> None:
        """Nothing."""

    def set_voice(self, voice: Voice) -> None:
        """Nothing."""

    def set_device(self, device: str) -> None:
        """Nothing."""

    def set_offset(self, by_ms: int) -> None:
        """Nothing."""

    def list_devices(self) -> None:
        """There are none."""
        self.devices.emit(())

    def close(self) -> None:
        """Nothing."""


class DeviceSink(QObject):
    """A sound device, the default unless another is chosen; silence while there is none.

    `clock` is the player's, in whole milliseconds; it is also read in the sound's thread.
    """

    trouble = Signal(str)
    back = Signal(str)
    devices = Signal(object)
    _asked = Signal(object)

    def __init__(self, clock: Callable[[], int]) -> None:
        super().__init__()
        self._available = True
        self._thread = QThread()
        self._pump = Pump(clock)
        self._pump.moveToThread(self._thread)
        self._asked.connect(self._pump.do)
        self._pump.lost.connect(self.trouble)
        self._pump.back.connect(self.back)
        self._pump.devices.connect(self.devices)
        self._pump.heard.connect(self._heard)
        self._thread.start()
        self._ask(self._pump.open)
        if app := QCoreApplication.instance():
            app.aboutToQuit.connect(self.close)

    def available(self) -> bool:
        """Whether there is a device, or its absence has not been noticed yet."""
        return self._available

    def start(self, cues: tuple[Cue, ...], position_ms: int, now_ms: int) -> None:
        """Sound from a position on."""
        self._ask(self._pump.start, cues, position_ms, now_ms)

    def keep_up(self, now_ms: int) -> None:
        """The picture is where it should be."""
        self._pump.seen_ms = now_ms  # read by the other thread, which looks at it now and then

    def stop(self) -> None:
        """Fall silent."""
        self._ask(self._pump.stop)

    def set_volume(self, volume: float) -> None:
        """0 to 1."""
        self._ask(self._pump.set_volume, volume)

    def set_muted(self, muted: bool) -> None:
        """The volume is kept."""
        self._ask(self._pump.set_muted, muted)

    def set_levels(self, levels: Levels) -> None:
        """Restart the sound at the current position."""
        self._ask(self._pump.set_levels, levels)

    def set_voicing(self, voicing: str) -> None:
        """Restart the sound at the current position."""
        self._ask(self._pump.set_voicing, voicing)

    def set_voice(self, voice: Voice) -> None:
        """Its clips are decoded when they are first said."""
        self._ask(self._pump.set_voice, voice)

    def set_device(self, device: str) -> None:
        """Switch to the device."""
        self._ask(self._pump.set_device, device)

    def set_offset(self, by_ms: int) -> None:
        """Restart the sound at the current position."""
        self._ask(self._pump.set_offset, by_ms)

    def list_devices(self) -> None:
        """Emit nothing if there is no sound library."""
        self._ask(self._pump.list_devices)

    @Slot()
    def close(self) -> None:
        """Release the device and end the thread, within some 10 ms, or a second if the server hangs."""
        if self._thread.isRunning():
            self._ask(self._pump.close)
            self._thread.quit()
            if not self._thread.wait(CLOSE_MS):
                atexit.register(self._exit)

    def _exit(self) -> None:
        """End the process before Qt aborts it, if the server hangs and the thread with it."""
        os._exit(0)

    def _ask(self, what: Callable[..., None], *told: Any) -> None:
        self._asked.emit(partial(what, *told))

    @Slot(bool)
    def _heard(self, heard: bool) -> None:
        self._available = heard
