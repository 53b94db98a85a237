"""The device, managed in the sound's thread: found, opened, lost and found again.

QtMultimedia and numpy are imported by that thread's first task, so that nobody waits for them and nothing
needs them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, Slot

from guided.cues import KINDS, WORD, Cue
from guided.qt.faults import unheard
from guided.qt.sound.outputs import Outputs, listed
from guided.qt.sound.server import Server
from guided.qt.sound.stream import RING_MS, Health, Playing, Render, Stream
from guided.settings import AIR, Levels
from guided.voice import SILENT, Voice

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSink, QMediaDevices

    from guided.clips import Clips

NO_LIBRARY = "Sound is off: a sound library is missing on this computer. Words and pictures still guide you."
NO_DEVICE = "Sound is off: this computer has no sound device. Words and pictures still guide you."
LOST = "Sound is off: the sound device does not answer. Words and pictures still guide you."
BACK = "Sound is back."

AWAKE_MS = 60  # a device that did not sleep hardly begins later than this: PulseAudio takes 45 ms
UNSEEN_MS = 1000  # so long the picture may stand still before the sound does as well
RETRY_MS = 300  # while a session is played without sound, a device is looked for this often
AGAIN_MS = 5000  # a stream is not begun again more often, or a strange device would only stutter
LOOK_MS = 250
FIRST_LOOKS_MS = 10


class Pump(QObject):
    """The manager of the device; lives in the sound's thread."""

    heard = Signal(bool)
    lost = Signal(str)
    back = Signal(str)
    devices = Signal(object)

    def __init__(self, clock: Callable[[], int]) -> None:
        super().__init__()
        self._clock = clock
        self._volume = 1.0
        self._muted = False
        self._levels = Levels()
        self._voicing = AIR
        self._voice = SILENT
        self._clips: Clips | None = None
        self._playing: Playing | None = None
        self._why = ""  # there is no sound
        self._told = False  # that there is none, and not yet that it is back
        self._outputs = Outputs()
        self._offset_ms = 0  # by which what is heard comes late, whatever the device says
        self._devices: QMediaDevices | None = None
        self._sink: QAudioSink | None = None
        self._stream: Stream | None = None
        self._lead_ms = 0.0  # how much later than asked for a stream is heard
        self._took_ms: float = AWAKE_MS  # by which the stream before was heard later
        self._again_ms = 0  # the clock from which on a stream that is out may be begun again
        self._looks: QTimer | None = None
        self._retry: QTimer | None = None
        self.seen_ms: int | None = None  # the clock when the picture was last known to be right
        self._server = Server()

    @Slot(object)
    def do(self, task: Callable[[], None]) -> None:
        """Run a requested task."""
        task()

    def open(self) -> None:
        """Find the device, and load and prepare what takes time."""
        self._looks = QTimer()
        self._looks.setTimerType(Qt.TimerType.PreciseTimer)
        self._looks.timeout.connect(self._look)
        try:
            with unheard():  # it warns of each sound server that there is not
                from PySide6.QtMultimedia import QMediaDevices

            from guided import mixer
        except ImportError:
            self._fail(NO_LIBRARY)
            return
        self._retry = QTimer()
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self._find_device)
        self._devices = QMediaDevices()
        self._devices.audioOutputsChanged.connect(self._find_anew)
        self._find_device()
        for kind in KINDS:
            mixer.sound(kind, 4000)

    def start(self, cues: tuple[Cue, ...], position_ms: int, now_ms: int) -> None:
        """Begin a stream, or say why there is none."""
        self._playing = Playing(cues, position_ms, now_ms)
        self._again_ms = 0
        if self.seen_ms is not None:
            self.seen_ms = max(self.seen_ms, now_ms)
        if self._devices and (self._outputs.try_again() or not self._sink):
            self._find_device()
        else:
            self._begin()

    def stop(self) -> None:
        """Fade out within 20 ms."""
        self._playing = None
        if self._retry:
            self._retry.stop()
        if self._sink and self._stream:
            for share in (0.5, 0.2, 0.05, 0.0):
                self._sink.setVolume(share * self._gain())
                QThread.msleep(5)
        self._halt()

    def set_volume(self, volume: float) -> None:
        self._volume = volume
        self._set_gain()

    def set_muted(self, muted: bool) -> None:
        self._muted = muted
        self._set_gain()

    def set_levels(self, levels: Levels) -> None:
        if levels != self._levels:
            self._levels = levels
            self._begin()

    def set_voicing(self, voicing: str) -> None:
        if voicing != self._voicing:
            self._voicing = voicing
            self._begin()

    def set_voice(self, voice: Voice) -> None:
        if voice is not self._voice:
            self._voice, self._clips = voice, None

    def set_device(self, device: str) -> None:
        if self._outputs.choose(device) and self._devices:
            self._find_device()

    def set_offset(self, by_ms: int) -> None:
        if by_ms != self._offset_ms:
            self._offset_ms = by_ms
            self._begin()

    def list_devices(self) -> None:
        """Emit the list of devices."""
        self.devices.emit(listed() if self._devices else ())

    def close(self) -> None:
        """End everything that was made in this thread."""
        self.stop()
        self._drop()
        self._looks = self._retry = self._devices = None

    @Slot()
    def _find_anew(self) -> None:
        """Reopen the device after devices came or went."""
        self._outputs.try_again()
        self.list_devices()
        self._find_device()

    @Slot()
    def _find_device(self) -> None:
        """Open the wanted device, or else the default one.

        Repeated whenever devices come or go, since a device cannot be asked whether it still plays, and
        while a session is played without any.
        """
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink

        from guided.mixer import RATE

        device = self._outputs.device()
        gone = self._server.is_gone()
        if gone or device.isNull():
            self._fail(LOST if gone else NO_DEVICE, at_once=self._server.hurry())
            return
        self._server.learn()
        self._drop()
        form = QAudioFormat()
        form.setSampleRate(RATE)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._sink = QAudioSink(device, form, self)
        self._sink.setBufferSize(form.bytesForDuration(1000 * RING_MS))
        self._why = ""
        if not self._told:
            self.heard.emit(True)
        self._begin()

    def _begin(self) -> None:
        """Begin a stream at the current position, if anything plays."""
        self._halt()
        if not self._playing:
            return
        if self._sink and self._server.is_gone():
            self._fail(LOST)
        elif self._sink and self._looks:
            self._set_gain()
            heard = self._playing._replace(position_ms=self._playing.position_ms + self._offset_ms)
            self._stream = Stream(self._sink, self._clock, heard, self._lead_ms, self._render())
            self._server.learn()
            self._looks.start(FIRST_LOOKS_MS)
        else:
            self._do_without()

    def _render(self) -> Render:
        from guided.clips import Clips
        from guided.mixer import render_window

        if self._clips is None:
            self._clips = Clips(self._voice)
        return partial(render_window, levels=self._levels, said=self._clips, voicing=self._voicing)

    def _halt(self) -> None:
        if self._looks and self._sink and self._stream:
            self._looks.stop()
            self._sink.reset()
        self._stream = None

    def _fail(self, why: str, at_once: bool = False) -> None:
        """Fall silent, and while something plays look for a device: soon, or at once."""
        self._drop()
        self._why = why
        self.heard.emit(False)
        if self._playing:
            self._do_without(at_once)

    def _drop(self) -> None:
        """Lets go of the sink from the event loop: to end it may take for ever, and here that would
        be with the interpreter held."""
        if self._looks:
            self._looks.stop()
        if self._sink:
            self._sink.destroyed.connect(partial(_kept, self._stream))
            self._sink.deleteLater()
        self._sink = self._stream = None

    def _do_without(self, at_once: bool = False) -> None:
        """Report that there is no sound, and look for a device until there is."""
        if not self._told:
            self._told = True
            self.lost.emit(self._why)
        if self._devices and self._retry:
            self._retry.start(0 if at_once else RETRY_MS)

    def _gain(self) -> float:
        from guided.mixer import gain

        return 0.0 if self._muted else gain(self._volume)

    def _set_gain(self) -> None:
        if self._sink:
            self._sink.setVolume(self._gain())

    @Slot()
    def _look(self) -> None:
        if not self._stream or not self._looks:
            return
        if self._is_unseen():
            self.stop()
            return
        health = Health.LOST if self._server.is_gone() else self._stream.look()
        now_ms = self._clock()
        if self._stream.settled and self._looks.interval() != LOOK_MS:
            self._looks.setInterval(LOOK_MS)
            if news := self._outputs.news():
                self.back.emit(news)
            if self._told:
                self._come_back()
                return
            self._learn(self._stream.began_late_ms)
        if health is Health.OVER:
            self._playing = None
            self._halt()
        elif health is Health.LOST and not self._server.is_gone() and self._outputs.fall_back():
            self._find_device()
        elif health is Health.LOST:
            self._fail(LOST)
        elif health is Health.STARVED or (health is Health.ASTRAY and now_ms > self._again_ms):
            self._again_ms = now_ms + AGAIN_MS
            self._begin()

    def _come_back(self) -> None:
        """Tells that what was lost is heard again, and begins anew: the device may have kept this one
        waiting, and then it is late."""
        self._told = False
        self.heard.emit(True)
        self.back.emit(BACK)
        self._begin()

    def _is_unseen(self) -> bool:
        """Whether the picture stands still while there are cues to come."""
        playing, seen_ms, now_ms = self._playing, self.seen_ms, self._clock()
        if playing is None or seen_ms is None or not playing.cues:
            return False
        # What is said after the end is heard to the end, though nothing moves any more.
        ends_ms = max((cue.at_ms for cue in playing.cues if cue.kind != WORD), default=0)
        return now_ms - seen_ms > UNSEEN_MS and playing.at(now_ms) < ends_ms

    def _learn(self, late_ms: float) -> None:
        """The next stream will begin as much earlier as both this one and that before it began late.

        A device that slept begins late once.
        """
        takes_ms = self._lead_ms + late_ms
        self._lead_ms = min(takes_ms, self._took_ms)
        self._took_ms = takes_ms


def _kept(_: Stream | None) -> None:
    """Bound to a stream, holds on to what a sink still reads from."""
