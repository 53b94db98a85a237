"""Stand-ins for the world outside: a clock that is set, a loudspeaker that writes down, a home folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from guided.cues import Cue
from guided.paths import Home, home_in
from guided.settings import AIR, FULL, Levels
from guided.voice import SILENT, Voice

if TYPE_CHECKING:
    from guided.qt.sound import sink as sound


@dataclass
class Clock:
    """A monotonic clock in whole milliseconds that moves only when told to, and stands still in sleep."""

    now_ms: int = 1_000_000
    slept_ms: int = 0

    def __call__(self) -> int:
        return self.now_ms

    def advance(self, ms: int) -> int:
        """Lets time pass; the clock's new reading."""
        self.now_ms += ms
        return self.now_ms

    def sleep(self, ms: int) -> None:
        """The machine sleeps for that long."""
        self.slept_ms += ms

    def slept(self) -> int:
        """How long the machine has slept so far."""
        return self.slept_ms


class Started(NamedTuple):
    """What a sink was asked to sound, and from where."""

    cues: tuple[Cue, ...]
    position_ms: int
    now_ms: int


@dataclass
class Heard:
    """A signal without Qt: whoever is connected hears what is emitted."""

    slots: list[Callable[[Any], object]] = field(default_factory=list)

    def connect(self, slot: Callable[[Any], object]) -> None:
        self.slots.append(slot)

    def emit(self, told: Any) -> None:
        for slot in self.slots:
            slot(told)


@dataclass
class Sink:
    """A loudspeaker that writes down what it was told; `lose` takes its sound away."""

    audible: bool = True
    volume: float = 1.0
    muted: bool = False
    levels: Levels = FULL
    voicing: str = AIR
    voice: Voice = SILENT
    closed: bool = False
    seen_ms: int = 0
    started: list[Started] = field(default_factory=list)
    sounding: Started | None = None
    trouble: Any = field(default_factory=Heard)
    back: Any = field(default_factory=Heard)
    devices: Any = field(default_factory=Heard)
    there: tuple[tuple[str, str], ...] = ()
    device: str = ""
    offset_ms: int = 0

    def available(self) -> bool:
        return self.audible

    def start(self, cues: tuple[Cue, ...], position_ms: int, now_ms: int) -> None:
        self.sounding = Started(cues, position_ms, now_ms)
        self.started.append(self.sounding)

    def keep_up(self, now_ms: int) -> None:
        self.seen_ms = now_ms

    def stop(self) -> None:
        self.sounding = None

    def set_volume(self, volume: float) -> None:
        self.volume = volume

    def set_muted(self, muted: bool) -> None:
        self.muted = muted

    def set_levels(self, levels: Levels) -> None:
        self.levels = levels

    def set_voicing(self, voicing: str) -> None:
        self.voicing = voicing

    def set_voice(self, voice: Voice) -> None:
        self.voice = voice

    def set_device(self, device: str) -> None:
        self.device = device

    def set_offset(self, by_ms: int) -> None:
        self.offset_ms = by_ms

    def list_devices(self) -> None:
        self.devices.emit(self.there)

    def close(self) -> None:
        self.stop()
        self.closed = True

    def lose(self, why: str) -> None:
        """What a sink says when its device is gone."""
        self.audible = False
        self.trouble.emit(why)


def home(tmp_path: Path) -> Home:
    """A home of its own, with nothing in it yet."""
    return home_in(tmp_path / "guided")


def _fits(sink: Sink) -> sound.Sink:
    """Fails the type check as soon as the fake no longer is what a player expects."""
    return sink
