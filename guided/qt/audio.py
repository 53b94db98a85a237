"""The way to the loudspeaker: what a player tells it, and the twin that makes no sound."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from guided.cues import Cue


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

    def available(self) -> bool:
        """Whether sound can be heard; True until it is known that it cannot."""

    def start(self, cues: tuple[Cue, ...], position_ms: int, now_ms: int) -> None:
        """Sounds from a position on, reached at the clock's `now_ms`: play, go on, jump, a new timeline.

        Whatever sounded before is cut off. After the last cue the sink falls silent by itself, so
        at the end of a session nothing is to be called, and the closing sound rings out.
        """

    def stop(self) -> None:
        """Falls silent at once: a pause, a step that waits, a session left. Harmless when silent."""

    def set_volume(self, volume: float) -> None:
        """0 to 1, heard at once."""

    def set_muted(self, muted: bool) -> None:
        """Heard at once; the volume is kept."""

    def set_breath_sound(self, on: bool) -> None:
        """Whether the breath is heard beneath the tones, at once."""

    def close(self) -> None:
        """Gives the device back; the sink is of no use afterwards. Harmless the second time."""


class SilentSink(QObject):
    """A sink that makes no sound, where none is wanted."""

    trouble = Signal(str)

    def available(self) -> bool:
        """Never."""
        return False

    def start(self, cues: tuple[Cue, ...], position_ms: int, now_ms: int) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""

    def set_volume(self, volume: float) -> None:
        """Nothing."""

    def set_muted(self, muted: bool) -> None:
        """Nothing."""

    def set_breath_sound(self, on: bool) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""
