"""Examples of what is heard in a session, played while one chooses how it should sound."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, QTimer, QTimerEvent, Signal

from guided.cues import WORD, Cue
from guided.qt.context import Context
from guided.qt.sound.sink import Sink
from guided.settings import Settings
from guided.voice import Voice

WORDS, TEST = "word", "test"
MUTED = "Sound is switched off."
_RINGS_MS = 3000  # for so long what was begun may sound on
_LOOK_MS = 200


class Preview(QObject):
    """Plays one example at a time, with the volumes, the voice and the device that are chosen."""

    beat = Signal()
    """The moment of one tick of the test."""

    def __init__(self, context: Context, sink: Callable[[], Sink]) -> None:
        super().__init__()
        self._context, self._sink = context, sink
        self._until_ms = 0
        self._said = 0  # sentences so far
        self._timer = 0
        self._beats: list[QTimer] = []

    def play(self, what: str) -> None:
        """Play an example of a kind, in place of the one before."""
        context = self._context
        settings, now_ms = context.settings, context.now()
        if settings.muted:
            context.tell(MUTED, "volume-off")
            return
        voice = context.library.voice(settings.voice)
        cues = self._sentence(voice) if what == WORDS else EXAMPLES[what](settings)
        self._until_ms = now_ms + max((cue.at_ms + cue.length_ms for cue in cues), default=0) + _RINGS_MS
        sink = self._sink()
        sink.set_voice(voice)
        sink.start(cues, 0, now_ms)
        self._show_beats(cues if what == TEST else ())
        self._timer = self._timer or self.startTimer(_LOOK_MS)

    def _sentence(self, voice: Voice) -> tuple[Cue, ...]:
        """A cue of an exercise that this voice can say, another one each time."""
        exercises = self._context.library.exercises.values()
        texts = [text for exercise in exercises for text in exercise.cues if voice.ms(text)]
        if not texts:
            return ()
        text = texts[self._said % len(texts)]
        self._said += 1
        return (Cue(0, WORD, voice.ms(text), text),)

    def _show_beats(self, cues: tuple[Cue, ...]) -> None:
        for timer in self._beats:
            timer.deleteLater()
        self._beats = [QTimer(self) for _ in cues]
        for timer, cue in zip(self._beats, cues, strict=True):
            timer.setSingleShot(True)
            timer.setTimerType(Qt.TimerType.PreciseTimer)
            timer.timeout.connect(self.beat)
            timer.start(cue.at_ms)

    def timerEvent(self, event: QTimerEvent) -> None:
        """Say that somebody is there, as a player does with every frame."""
        now_ms = self._context.now()
        self._sink().keep_up(now_ms)
        if now_ms > self._until_ms:
            self.killTimer(self._timer)
            self._timer = 0


def _phases(_: Settings) -> tuple[Cue, ...]:
    return (Cue(0, "ease"), Cue(1500, "hold"), Cue(3500, "release"))


def _signals(_: Settings) -> tuple[Cue, ...]:
    return (Cue(0, "prepare"), Cue(1500, "switch"), Cue(3500, "finish"))


def _breath(settings: Settings) -> tuple[Cue, ...]:
    in_ms, out_ms = round(1000 * settings.breath_in), round(1000 * settings.breath_out)
    return (Cue(0, "breath-in", in_ms), Cue(in_ms, "breath-out", out_ms))


def _bed(settings: Settings) -> tuple[Cue, ...]:
    """A repetition, since the chord is that of its phases."""
    ends_ms = sum(cue.length_ms for cue in _breath(settings))
    phases = (
        Cue(0, "ease"),
        Cue(ends_ms // 3, "hold"),
        Cue(2 * ends_ms // 3, "release"),
        Cue(ends_ms, "rest"),
    )
    return tuple(sorted((*phases, *_breath(settings))))


def _test(_: Settings) -> tuple[Cue, ...]:
    return tuple(Cue(at_ms, "ease") for at_ms in range(0, 5000, 1000))


EXAMPLES: Mapping[str, Callable[[Settings], tuple[Cue, ...]]] = {
    "phase": _phases,
    "signal": _signals,
    "breath": _breath,
    "bed": _bed,
    TEST: _test,
}
"""What is heard of each volume in `settings.Levels`, but `WORDS`: of those another sentence each time."""
