"""A routine as programs see it that count time alone: a name and seconds, and a rest after it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from guided import messages, words
from guided.library import Library
from guided.part import Part
from guided.routine import Routine
from guided.settings import Settings
from guided.timeline import Segment, Timeline, compile_parts

READY, REST = "Get ready", "Rest"
"""What a time without an exercise is called: those programs have no type for it."""


@dataclass(frozen=True, slots=True)
class Stint:
    """One set of an exercise on one side, in whole seconds, and those of the rest after it.

    `step` is its step's number from 0.
    """

    name: str
    step: int
    seconds: int
    rest: int = 0


@dataclass(frozen=True, slots=True)
class Timed:
    """All stints of a routine in order, and the seconds before the first one."""

    ready: int
    stints: tuple[Stint, ...]


def timed(library: Library, routine: Routine, settings: Settings) -> Timed:
    """A routine laid out in time, without what Guided's voice takes. Raises TooLong past six hours."""
    timeline = compile_parts(routine, library.parts(routine, settings.first_side), settings)
    stints: list[Stint] = []
    idle, ready = 0, 0
    for is_done, segments in groupby(timeline.segments, lambda one: _key(timeline, one)):
        run = list(segments)
        seconds = _seconds(sum(one.length_ms for one in run))
        if is_done is None:
            idle += seconds
            continue
        if stints:
            stints[-1] = _rested(stints[-1], idle)
        else:
            ready = idle
        stints.append(_stint(timeline.parts[run[0].step], run[0], seconds))
        idle = 0
    return Timed(ready, tuple(stints))


def _key(timeline: Timeline, segment: Segment) -> tuple[int, int, str] | None:
    """What the segments of a stint have in common; None between two of them."""
    if not segment.rep:
        return None
    alternate = timeline.parts[segment.step].alternate
    return segment.step, segment.set, "" if alternate else segment.side


def _stint(part: Part, segment: Segment, seconds: int) -> Stint:
    name = part.exercise.name
    if not part.alternate and segment.side in ("left", "right"):
        side = messages.LEFT_SIDE if segment.side == "left" else messages.RIGHT_SIDE
        name = words.say(side, what=name)
    return Stint(name, segment.step, _seconds(part.step.fill_ms) if part.step.fill_ms else seconds)


def _rested(stint: Stint, seconds: int) -> Stint:
    return Stint(stint.name, stint.step, stint.seconds, seconds)


def _seconds(ms: int) -> int:
    return max(round(ms / 1000), 1)
