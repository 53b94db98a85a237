"""The way to the loudspeaker: what a player tells it, the device, and the twin that makes no sound.

No Python is in the path of the sound: samples are rendered seconds ahead into a QBuffer, which Qt
reads in a thread of its own; only half a second ahead until it is known how late the device begins.
QtMultimedia and numpy are imported in that thread, by its first task, so that nobody waits for them
and nobody needs them.

The device's clock is not the player's. How far the two are apart is measured all the time, and
made up for with a little more or less silence between two sounds.
"""

from __future__ import annotations

import atexit
import os
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from enum import Enum, auto
from functools import partial
from socket import socket
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QObject,
    Qt,
    QThread,
    QTimer,
    Signal,
    SignalInstance,
    Slot,
)

from guided.cues import WORD, Cue
from guided.settings import Levels
from guided.voice import SILENT, Voice

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSink, QMediaDevices

    from guided.clips import Clips

NO_LIBRARY = "Sound is off: a sound library is missing on this computer. Words and pictures still guide you."
NO_DEVICE = "Sound is off: this computer has no sound device. Words and pictures still guide you."
LOST = "Sound is off: the sound device does not answer. Words and pictures still guide you."
BACK = "Sound is back."

RING_MS = 1000  # what Qt has taken from the buffer and the device not yet: outlasts a held interpreter,
# from half a second after the beginning on
AHEAD_MS = 3000  # what is rendered beyond what Qt has taken
SLICE_MS = 1000  # rendered in one go, under a millisecond
FIRST_AHEAD_MS, FIRST_SLICE_MS = 500, 100  # the same until it is known how late a stream is
TAKEN_MS = 12  # of what was taken, this is not heard yet: PulseAudio holds 10.7 to 16 ms
APART_MS = 5  # the ear and the eye may be apart by this
FAR_MS = 20  # and beyond this for eight looks, two seconds, it does not wait for a silence
AWAKE_MS = 60  # a device that did not sleep hardly begins later than this: PulseAudio takes 45 ms
WAKE_MS = 3000  # a device that slept may take this long to begin; a null sink takes up to 2 s
AT_ONCE_MS = 2  # two readings further apart, because the interpreter was held, are no measurement
STALL_MS = 500  # a device that stands still for longer is gone, whatever it says of itself
SLEPT_MS = 2000  # a longer gap between two looks is a machine that slept
UNSEEN_MS = 1000  # so long the picture may stand still before the sound does as well
CLOSE_MS = 1000
RETRY_MS = 300  # while a session is played without sound, a device is looked for this often
AGAIN_MS = 5000  # a stream is not begun again more often, or a strange device would only stutter
LOOK_MS = 250
FIRST_LOOKS_MS = 10
_KEPT = 2**20  # bytes of what was played, before they are dropped


class Sink(Protocol):
    """Where a session's sound goes.

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
        """One plain sentence (str), said once when sound that was lost is heard again."""

    def available(self) -> bool:
        """Whether sound can be heard; True until it is known that it cannot."""

    def start(self, cues: tuple[Cue, ...], position_ms: int, now_ms: int) -> None:
        """Sounds from a position on, reached at the clock's `now_ms`: play, go on, jump, a new timeline.

        Whatever sounded before is cut off. After the last cue the sink falls silent by itself, so
        at the end of a session nothing is to be called, and the closing sound rings out.
        """

    def keep_up(self, now_ms: int) -> None:
        """The picture is where it should be at the clock's `now_ms`: to be told at every frame.

        Where a second goes by without it the sound falls silent, so that nothing is called out that
        nobody sees; what sounds after the last cue rings out.
        """

    def stop(self) -> None:
        """Falls silent at once: a pause, a step that waits, a session left. Harmless when silent."""

    def set_volume(self, volume: float) -> None:
        """0 to 1, heard at once."""

    def set_muted(self, muted: bool) -> None:
        """Heard at once; the volume is kept."""

    def set_levels(self, levels: Levels) -> None:
        """How loud each class of sound is beside the others, at once."""

    def set_voice(self, voice: Voice) -> None:
        """Who says the words of the cues from the next start on."""

    def close(self) -> None:
        """Gives the device back; the sink is of no use afterwards. Harmless the second time."""


class SilentSink(QObject):
    """A sink that makes no sound, where none is wanted."""

    trouble = Signal(str)
    back = Signal(str)

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

    def set_voice(self, voice: Voice) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class DeviceSink(QObject):
    """The default sound device, and silence while there is none.

    `clock` is the player's, in whole milliseconds; it is also read in the sound's thread.
    """

    trouble = Signal(str)
    back = Signal(str)
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
        self._pump.heard.connect(self._heard)
        self._thread.start()
        self._ask(self._pump.open)
        if app := QCoreApplication.instance():
            app.aboutToQuit.connect(self.close)

    def available(self) -> bool:
        """Whether there is a device, or its absence has not been noticed yet."""
        return self._available

    def start(self, cues: tuple[Cue, ...], position_ms: int, now_ms: int) -> None:
        """Sounds from a position on."""
        self._ask(self._pump.start, cues, position_ms, now_ms)

    def keep_up(self, now_ms: int) -> None:
        """The picture is where it should be."""
        self._pump.seen_ms = now_ms  # read by the other thread, which looks at it now and then

    def stop(self) -> None:
        """Falls silent."""
        self._ask(self._pump.stop)

    def set_volume(self, volume: float) -> None:
        """0 to 1."""
        self._ask(self._pump.set_volume, volume)

    def set_muted(self, muted: bool) -> None:
        """The volume is kept."""
        self._ask(self._pump.set_muted, muted)

    def set_levels(self, levels: Levels) -> None:
        """Begins the sound again where it is."""
        self._ask(self._pump.set_levels, levels)

    def set_voice(self, voice: Voice) -> None:
        """Its clips are decoded when they are first said."""
        self._ask(self._pump.set_voice, voice)

    @Slot()
    def close(self) -> None:
        """Gives the device back and ends the thread, within some 10 ms; a second where the server hangs."""
        if self._thread.isRunning():
            self._ask(self._pump.close)
            self._thread.quit()
            if not self._thread.wait(CLOSE_MS):
                atexit.register(self._exit)

    def _exit(self) -> None:
        """Ends the process before Qt aborts it: the server hangs, and the thread with it."""
        os._exit(0)

    def _ask(self, what: Callable[..., None], *told: Any) -> None:
        self._asked.emit(partial(what, *told))

    @Slot(bool)
    def _heard(self, heard: bool) -> None:
        self._available = heard


class Playing(NamedTuple):
    """What is to be heard: at the clock's `now_ms` the timeline's `position_ms`."""

    cues: tuple[Cue, ...]
    position_ms: int
    now_ms: int

    def at(self, now_ms: int) -> int:
        return self.position_ms + now_ms - self.now_ms


class Pump(QObject):
    """What looks after the device; lives in the sound's thread."""

    heard = Signal(bool)
    lost = Signal(str)
    back = Signal(str)

    def __init__(self, clock: Callable[[], int]) -> None:
        super().__init__()
        self._clock = clock
        self._volume = 1.0
        self._muted = False
        self._levels = Levels()
        self._voice = SILENT
        self._clips: Clips | None = None
        self._playing: Playing | None = None
        self._why = ""  # there is no sound
        self._told = False  # that there is none, and not yet that it is back
        self._devices: QMediaDevices | None = None
        self._sink: QAudioSink | None = None
        self._stream: Stream | None = None
        self._lead_ms = 0.0  # how much later than asked for a stream is heard
        self._took_ms: float = AWAKE_MS  # by which the stream before was heard later
        self._again_ms = 0  # the clock from which on a stream that is out may be begun again
        self._looks: QTimer | None = None
        self._retry: QTimer | None = None
        self.seen_ms: int | None = None  # the clock when the picture was last known to be right
        self._others: frozenset[tuple[str, str]] = frozenset()  # sockets that are not to the sound server
        self._server: frozenset[tuple[str, str]] = frozenset()
        self._addresses: frozenset[object] = frozenset()  # where the sound server is found

    @Slot(object)
    def do(self, task: Callable[[], None]) -> None:
        """Carries out what was asked for."""
        task()

    def open(self) -> None:
        """Finds the device; loads and makes what takes time."""
        self._looks = QTimer()
        self._looks.setTimerType(Qt.TimerType.PreciseTimer)
        self._looks.timeout.connect(self._look)
        try:
            from PySide6.QtMultimedia import QMediaDevices

            from guided import mixer
        except ImportError:
            self._fail(NO_LIBRARY)
            return
        self._retry = QTimer()
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self._find_device)
        self._others = _sockets()
        self._devices = QMediaDevices()
        self._devices.audioOutputsChanged.connect(self._find_device)
        self._find_device()
        for kind in mixer.SOUNDS:
            mixer.sound(kind, 4000)

    def start(self, cues: tuple[Cue, ...], position_ms: int, now_ms: int) -> None:
        """Begins a stream, or says why there is none."""
        self._playing = Playing(cues, position_ms, now_ms)
        self._again_ms = 0
        if self.seen_ms is not None:
            self.seen_ms = max(self.seen_ms, now_ms)
        if self._devices and not self._sink:
            self._find_device()
        else:
            self._begin()

    def stop(self) -> None:
        """Fades out within 20 ms."""
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

    def set_voice(self, voice: Voice) -> None:
        if voice is not self._voice:
            self._voice, self._clips = voice, None

    def close(self) -> None:
        """Everything made in this thread also ends in it."""
        self.stop()
        self._drop()
        self._looks = self._retry = self._devices = None

    @Slot()
    def _find_device(self) -> None:
        """Opens the default device.

        Again whenever devices came or went, since whether the one there was still plays cannot be asked,
        and again and again while a session is played and none is heard.
        """
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices

        from guided.mixer import RATE

        if not self._is_connected():
            self._fail(LOST)
            return
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            self._fail(NO_DEVICE)
            return
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
        """A stream from where the timeline is now, if anything plays."""
        self._halt()
        if not self._playing:
            return
        if self._sink and self._gone():
            self._fail(LOST)
        elif self._sink and self._looks:
            self._set_gain()
            self._stream = Stream(
                self._sink, self._clock, self._playing, self._lead_ms, self._levels, self._said()
            )
            self._looks.start(FIRST_LOOKS_MS)
        else:
            self._do_without()

    def _said(self) -> Clips:
        from guided.clips import Clips

        if self._clips is None:
            self._clips = Clips(self._voice)
        return self._clips

    def _halt(self) -> None:
        if self._looks and self._sink and self._stream:
            self._looks.stop()
            self._sink.reset()
        self._stream = None

    def _fail(self, why: str) -> None:
        self._drop()
        self._why = why
        self.heard.emit(False)
        if self._playing:
            self._do_without()

    def _drop(self) -> None:
        """Lets go of the sink from the event loop: to end it may take for ever, and here that would
        be with the interpreter held."""
        if self._looks:
            self._looks.stop()
        if self._sink:
            self._sink.destroyed.connect(partial(_kept, self._stream))
            self._sink.deleteLater()
        self._sink = self._stream = None

    def _is_connected(self) -> bool:
        """Whether Qt is connected to the sound server, or has to be taken to be.

        A server that hung up is back once there is a new socket to where it was: Qt looks every 3 s.
        """
        if not self._server:
            self._server = _sockets() - self._others
            self._addresses = frozenset(_peer(path) for path, _ in self._server) - {None}
        elif self._gone():
            new = _sockets() - self._others
            back = frozenset(one for one in new if _peer(one[0]) in self._addresses)
            self._server = back or self._server
        return not self._gone()

    def _gone(self) -> bool:
        """Whether the sound server hung up, after which Qt aborts the process at the next beginning.

        Seen with Qt 6.11 and 6.12, whose states and signals do not tell of it.
        """
        return bool(self._server) and all(_target(path) != socket for path, socket in self._server)

    def _do_without(self) -> None:
        """Tells that there is no sound, and looks for a device until there is some."""
        if not self._told:
            self._told = True
            self.lost.emit(self._why)
        if self._devices and self._retry:
            self._retry.start(RETRY_MS)

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
        health = Health.LOST if self._gone() else self._stream.look()
        now_ms = self._clock()
        if self._stream.settled and self._looks.interval() != LOOK_MS:
            self._looks.setInterval(LOOK_MS)
            if self._told:
                self._come_back()
                return
            self._learn(self._stream.began_late_ms)
        if health is Health.OVER:
            self._playing = None
            self._halt()
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
        """Whether the picture stands still while there is something yet to be called out."""
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


class Health(Enum):
    """How a stream does."""

    FINE = auto()
    OVER = auto()  # played to its end
    ASTRAY = auto()  # far from where it should be
    STARVED = auto()  # out of samples: the interpreter was held for seconds, at the beginning for half of one
    LOST = auto()  # not heard at all


class Stream:
    """What a sink takes from one beginning to the next.

    The stream's millisecond 0 is the timeline's `_offset_ms`, and this is what a silence more or
    less changes for what is rendered from then on.
    """

    def __init__(
        self,
        sink: QAudioSink,
        clock: Callable[[], int],
        playing: Playing,
        lead_ms: float,
        levels: Levels,
        said: Clips,
    ) -> None:
        from guided.mixer import sounds_until_ms

        self._sink = sink
        self._clock = clock
        self._playing = playing
        self._levels, self._said = levels, said
        self._until_ms = sounds_until_ms(playing.cues)
        now_ms = clock()
        self._offset_ms = self._rendered_ms = playing.at(now_ms) + round(lead_ms)
        self._behind_ms: deque[int] = deque(maxlen=8)  # the timeline less the stream, at the last looks
        self._looked_ms = self._moved_ms = now_ms
        self._made_ms = self._taken_ms = 0
        self.began_late_ms = 0.0
        """How late it was when that was known first; from then on silences make up for it."""
        self._pcm = QByteArray()
        self._buffer = QBuffer(self._pcm)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._extend()
        sink.start(self._buffer)
        self._taken_ms = sink.processedUSecs() // 1000

    @property
    def settled(self) -> bool:
        """Whether it has run long enough to say how late it is."""
        return len(self._behind_ms) == self._behind_ms.maxlen

    @property
    def _moving(self) -> bool:
        """Whether what the device takes is more than what it takes first, to be full."""
        return len(self._behind_ms) > 2

    @property
    def late_ms(self) -> float:
        """How much later than it should what is rendered next will be heard."""
        return median(self._behind_ms) + TAKEN_MS - self._offset_ms if self._behind_ms else 0.0

    @property
    def _far(self) -> bool:
        """Whether it was too late or too early at every look: a device may take in fits and starts."""
        apart = [behind + TAKEN_MS - self._offset_ms for behind in self._behind_ms]
        return min(apart) > FAR_MS or max(apart) < -FAR_MS

    def look(self) -> Health:
        """Measures how late it is and renders on."""
        from PySide6.QtMultimedia import QtAudio

        before_ms = self._clock()
        taken_ms, state = self._sink.processedUSecs() // 1000, self._sink.state()
        now_ms = self._clock()
        if self._playing.at(now_ms) > self._until_ms + RING_MS:
            return Health.OVER
        if taken_ms != self._taken_ms or now_ms - self._looked_ms > SLEPT_MS:
            self._moved_ms = now_ms
            if now_ms - before_ms <= AT_ONCE_MS:
                had_settled = self.settled
                self._behind_ms.append(self._playing.at(now_ms) - taken_ms)
                if self.settled and not had_settled:
                    self.began_late_ms = self.late_ms
        self._taken_ms, self._looked_ms = taken_ms, now_ms
        if state == QtAudio.State.StoppedState:
            return Health.LOST
        if now_ms - self._moved_ms > (STALL_MS if self._moving else WAKE_MS):
            return Health.LOST
        if state == QtAudio.State.IdleState:
            return Health.STARVED
        self._extend()
        return Health.ASTRAY if self.settled and self._far else Health.FINE

    def _extend(self) -> None:
        """Renders on, with as much more or less silence as brings the sound back to the picture."""
        from guided.mixer import PER_MS, faded_in, render_window, with_silence

        if self._buffer.pos() > _KEPT:
            self._pcm.remove(0, self._buffer.pos())
            self._buffer.seek(0)
        slice_ms = SLICE_MS if self.settled else FIRST_SLICE_MS
        while self._wants_more():
            until_ms = self._rendered_ms + slice_ms
            samples = render_window(
                self._playing.cues, self._rendered_ms, until_ms, levels=self._levels, said=self._said
            )
            if self._pcm.isEmpty():
                samples = faded_in(samples)
            if self.settled and abs(self.late_ms) > APART_MS:
                samples, by_ms = with_silence(samples, -round(self.late_ms))
                self._offset_ms -= by_ms
            self._pcm.append(samples.tobytes())
            self._rendered_ms = until_ms
            self._made_ms += len(samples) // PER_MS

    def _wants_more(self) -> bool:
        """Whether too little is rendered: of what the device took until that says how late it is, then of
        what Qt took, whose own stock outlasts a held interpreter."""
        from guided.mixer import PER_MS

        if not self.settled:
            return self._made_ms - self._taken_ms < FIRST_AHEAD_MS
        return self._pcm.size() - self._buffer.pos() < 2 * PER_MS * AHEAD_MS


def _kept(_: Stream | None) -> None:
    """Bound to a stream, holds on to what a sink still reads from."""


def _sockets() -> frozenset[tuple[str, str]]:
    """Where the sockets this process has open are found, and which they are; none where no system tells."""
    with suppress(OSError):
        found = {(entry.path, _target(entry.path)) for entry in os.scandir("/proc/self/fd")}
        return frozenset(one for one in found if one[1].startswith("socket:"))
    return frozenset()


def _peer(path: str) -> object:
    """The address a socket is connected to, None where it is to none."""
    with suppress(OSError), socket(fileno=os.dup(int(path.rpartition("/")[2]))) as one:
        return one.getpeername()
    return None


def _target(path: str) -> str:
    try:
        return os.readlink(path)
    except OSError:
        return ""
