"""A stream of samples from one start to the next, rendered ahead and held to the player's clock.

The device's clock is not the player's. Their drift is measured all the time, and corrected by a little more
or less silence between two sounds.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from enum import Enum, auto
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice

from guided.cues import Cue

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSink

    from guided.samples import Samples

RING_MS = 1000  # what Qt has taken from the buffer and the device not yet: outlasts a held interpreter,
# from half a second after the beginning on
AHEAD_MS = 3000  # what is rendered beyond what Qt has taken
SLICE_MS = 1000  # rendered in one go, under a millisecond
FIRST_AHEAD_MS, FIRST_SLICE_MS = 500, 100  # the same until it is known how late a stream is
TAKEN_MS = 12  # of what was taken, this is not heard yet: PulseAudio holds 10.7 to 16 ms
APART_MS = 5  # the ear and the eye may be apart by this
FAR_MS = 20  # and beyond this for eight looks, two seconds, it does not wait for a silence
WAKE_MS = 3000  # a device that slept may take this long to begin; a null sink takes up to 2 s
AT_ONCE_MS = 2  # two readings further apart, because the interpreter was held, are no measurement
STALL_MS = 500  # a device that stands still for longer is gone, whatever it says of itself
SLEPT_MS = 2000  # a longer gap between two looks is a machine that slept
_KEPT = 2**20  # bytes of what was played, before they are dropped


Render = Callable[[tuple[Cue, ...], int, int], "Samples"]
"""The samples of cues from one millisecond to another."""


class Playing(NamedTuple):
    """What is to be heard: the timeline's `position_ms` at the clock's `now_ms`."""

    cues: tuple[Cue, ...]
    position_ms: int
    now_ms: int

    def at(self, now_ms: int) -> int:
        return self.position_ms + now_ms - self.now_ms


class Health(Enum):
    """The health of a stream."""

    FINE = auto()
    OVER = auto()  # played to its end
    ASTRAY = auto()  # far from where it should be
    STARVED = auto()  # out of samples: the interpreter was held for seconds, at the beginning for half of one
    LOST = auto()  # not heard at all


class Stream:
    """What a sink plays from one start to the next.

    The stream's ms 0 is the timeline's `_offset_ms`, which each correction of a silence changes for what is
    rendered from then on.
    """

    def __init__(
        self,
        sink: QAudioSink,
        clock: Callable[[], int],
        playing: Playing,
        lead_ms: float,
        render: Render,
    ) -> None:
        from guided.mixer import sounds_until_ms

        self._sink = sink
        self._clock = clock
        self._playing = playing
        self._render = render
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
        """Whether it has run long enough to know how late it is."""
        return len(self._behind_ms) == self._behind_ms.maxlen

    @property
    def _moving(self) -> bool:
        """Whether what the device takes is more than what it takes first, to be full."""
        return len(self._behind_ms) > 2

    @property
    def late_ms(self) -> float:
        """How late what is rendered next will be heard, in ms."""
        return median(self._behind_ms) + TAKEN_MS - self._offset_ms if self._behind_ms else 0.0

    @property
    def _far(self) -> bool:
        """Whether it was too late or too early at every look: a device may read in bursts."""
        apart = [behind + TAKEN_MS - self._offset_ms for behind in self._behind_ms]
        return min(apart) > FAR_MS or max(apart) < -FAR_MS

    def look(self) -> Health:
        """Measure the lateness and render on."""
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
        """Render on, with as much more or less silence as brings the sound back in time."""
        from guided.mixer import PER_MS, faded_in, with_silence

        if self._buffer.pos() > _KEPT:
            self._pcm.remove(0, self._buffer.pos())
            self._buffer.seek(0)
        slice_ms = SLICE_MS if self.settled else FIRST_SLICE_MS
        while self._wants_more():
            until_ms = self._rendered_ms + slice_ms
            samples = self._render(self._playing.cues, self._rendered_ms, until_ms)
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
