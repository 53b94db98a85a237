"""What is heard of a session: its cues, sent to the sink from the playhead on."""

from __future__ import annotations

from guided.captions import Caption, captions
from guided.cues import WORD, Cue
from guided.qt.sound.sink import Sink
from guided.speech import heard
from guided.timeline import Timeline
from guided.voice import Voice


class Soundtrack:
    """The cues of a timeline, and its `captions`."""

    def __init__(self, sink: Sink, voice: Voice, speech: str, timeline: Timeline) -> None:
        """`speech` is how much is said: "full", "brief" or "none"."""
        self._sink, self._voice = sink, voice
        self.speech = speech
        self._cues: tuple[Cue, ...] = ()
        self.captions: tuple[Caption, ...] = ()
        self.take(timeline)
        sink.set_voice(voice)

    @property
    def is_heard(self) -> bool:
        """Whether there is a device that sounds, however loud."""
        return self._sink.available()

    def take(self, timeline: Timeline) -> None:
        """Work out the cues of a timeline, with as much said as `speech` has it."""
        self._cues = heard(timeline, self.speech, self._voice)
        self.captions = captions(self._cues)

    def start(self, position_ms: int, now: int) -> None:
        """Sound from a position on; a word that would begin in its middle is not said."""
        cues = tuple(cue for cue in self._cues if cue.kind != WORD or cue.at_ms >= position_ms)
        self._sink.start(cues, position_ms, now)

    def stop(self) -> None:
        """Fall silent."""
        self._sink.stop()

    def keep_up(self, now: int) -> None:
        """Give the sink time to follow the clock."""
        self._sink.keep_up(now)
