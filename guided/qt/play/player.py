"""Plays a timeline: a clock in, moments and sounds out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from guided.choices import Options, method_for, options, other_part
from guided.cues import Cue, cues
from guided.library import Library
from guided.method import Method
from guided.part import Part
from guided.qt.sound.audio import Sink
from guided.routine import Exercise
from guided.session import (
    Session,
    Tick,
    next_side,
    rep_start,
    step_start,
)
from guided.settings import BOUNDS, Settings, changed
from guided.timeline import Timeline, TooLong, repaced, swapped

FRAME_MS = 16
HIDDEN_FRAME_MS = 100  # nobody sees the picture, but reps are still counted
RESTART_MS = 2_000  # this soon after an exercise began, "previous" means the one before


class Player(QObject):
    """A session under way.

    Listeners hear of what happened and decide for themselves; the player neither draws nor stores.
    """

    moment_changed = Signal(object)
    """A Moment, at every frame and after every jump."""
    timeline_changed = Signal(object)
    """A Timeline, when what is still to come was changed."""
    rep_finished = Signal(object)
    """A Rep, the moment it counts."""
    playing_changed = Signal(bool)
    slept = Signal()
    """The machine slept; the session is paused where it was."""
    waiting = Signal()
    """A step waits for the person."""
    finished = Signal()

    def __init__(
        self, session: Session, library: Library, settings: Settings, sink: Sink, now: Callable[[], int]
    ) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self._library = library
        self._sink = sink
        self._now = now
        self._cues: tuple[Cue, ...] = cues(session.timeline)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def timeline(self) -> Timeline:
        """What is played."""
        return self.session.timeline

    @property
    def playing(self) -> bool:
        """Whether time runs."""
        return self.session.playing

    @property
    def position_ms(self) -> int:
        """Where the last look at the clock found the playhead."""
        return self.session.playhead.at(self._now()) if self.playing else self.session.playhead.position_ms

    def set_visible(self, visible: bool) -> None:
        """Fewer frames while nobody sees them."""
        self._timer.setInterval(FRAME_MS if visible else HIDDEN_FRAME_MS)

    def play(self) -> None:
        """Goes on; at a step that waits, past the wait."""
        if self.playing or self.session.ended:
            return
        now = self._now()
        self.session.play(now)
        self._sink.start(self._cues, self.session.playhead.position_ms, now)
        self._timer.start()
        self.playing_changed.emit(True)
        self.tick()

    def pause(self) -> None:
        """Stands still, losing nothing."""
        if not self.playing:
            return
        self._tell(self.session.pause(self._now()))
        self._stand_still()

    def toggle(self) -> None:
        """Pauses or goes on."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def tick(self) -> None:
        """One look at the clock."""
        self._tell(self.session.tick(self._now()))

    def seek(self, position_ms: int) -> None:
        """Jumps; what is jumped over is not credited."""
        now = self._now()
        tick = self.session.seek(now, position_ms)
        for rep in tick.finished:
            self.rep_finished.emit(rep)
        if self.playing:
            self._sink.start(self._cues, self.session.playhead.position_ms, now)
        self.moment_changed.emit(self.timeline.at(self.session.playhead.position_ms))

    def skip(self, ms: int) -> None:
        """Goes on, or back when negative, by so much, as far as there is something."""
        self.seek(self.position_ms + ms)

    def next_step(self) -> None:
        """The next exercise; from the last one, the end."""
        step = self.timeline.at(self.position_ms).segment.step
        self.session.skips += 1
        if step + 1 >= len(self.timeline.parts):
            self.pause()
            self.finished.emit()
            return
        self.seek(step_start(self.timeline, step + 1))

    def previous_step(self) -> None:
        """The start of this exercise; again within two seconds, the one before."""
        position = self.position_ms
        step = self.timeline.at(position).segment.step
        start = step_start(self.timeline, step)
        if position - start < RESTART_MS and step > 0:
            start = step_start(self.timeline, step - 1)
        self.seek(start)

    def restart_step(self) -> None:
        """The start of this exercise."""
        self.seek(step_start(self.timeline, self.timeline.at(self.position_ms).segment.step))

    def switch_side(self) -> None:
        """The other side or the next set; in a rest, its end."""
        moment = self.timeline.at(self.position_ms)
        if moment.segment.rep:
            self.session.skips += 1
        self.seek(next_side(self.timeline, moment.t_ms))

    def repeat_rep(self) -> None:
        """This rep again from its start."""
        self.seek(rep_start(self.timeline, self.position_ms))

    def change_pace(self, factor: float) -> float:
        """What is still to come slower (over 1) or quicker; returns the pace there is now."""
        low, high = BOUNDS["pace"]
        settings = changed(self.settings, pace=round(min(max(self.settings.pace * factor, low), high), 3))
        index = self.timeline.at(self.position_ms).index
        with suppress(TooLong):  # past what a session may last the pace stays as it is
            if settings != self.settings:
                self._rejoin(repaced(self.timeline, index, settings))
                self.settings = settings
        return self.settings.pace

    @property
    def part(self) -> Part:
        """What is played now."""
        return self.timeline.parts[self.timeline.at(self.position_ms).segment.step]

    @property
    def options(self) -> Options:
        """What may be played in place of it."""
        return options(self._library, self.timeline.routine, self.part)

    def take_easier(self) -> str | None:
        """Plays the rest of this exercise as its easier version; returns its name, None if there is none."""
        return self._take(self.options.easier)

    def take_harder(self) -> str | None:
        """Plays the rest of this exercise as its harder version; returns its name, None if there is none."""
        return self._take(self.options.harder)

    def take_method(self, method: Method) -> None:
        """Plays the rest of this exercise by another of its methods."""
        part = self.part
        if method.id != part.method.id:
            # The exercise is the same on both sides of the swap, so it is told with the method.
            swap = f"{part.exercise.id} ({part.method.id})", f"{part.exercise.id} ({method.id})"
            self._swap(part.exercise, method, swap)

    def _take(self, exercise: Exercise | None) -> str | None:
        if exercise is None:
            return None
        part = self.part
        method = method_for(self._library, self.timeline.routine, part, exercise)
        self._swap(exercise, method, (part.exercise.id, exercise.id))
        return exercise.name

    def played_as(self, method: Method, exercise: Exercise | None = None) -> Part:
        """What is played now by another method, or with another exercise as well."""
        part, routine = self.part, self.timeline.routine
        return other_part(
            self._library, routine, part, exercise or part.exercise, method, self.settings.first_side
        )

    def _swap(self, exercise: Exercise, method: Method, swap: tuple[str, str]) -> None:
        """Goes on with the rest of the step as something else, right after this phase."""
        index = self.timeline.at(self.position_ms).index
        part = self.played_as(method, exercise)
        self.session.swaps.append(swap)
        self._rejoin(swapped(self.timeline, index, part, self.session.done, self.settings))
        if index + 1 < len(self.timeline.segments):
            self.seek(self.timeline.segments[index + 1].start_ms)

    def leave(self) -> None:
        """Stops where it is; after the end the closing sound may ring out."""
        self.pause()
        self._timer.stop()

    def _rejoin(self, timeline: Timeline) -> None:
        self.session.rejoin(timeline)
        self._cues = cues(timeline)
        self.timeline_changed.emit(timeline)
        if self.playing:
            self._sink.start(self._cues, self.position_ms, self._now())

    def _stand_still(self) -> None:
        self._timer.stop()
        self._sink.stop()
        self.playing_changed.emit(False)

    def _tell(self, tick: Tick) -> None:
        self.moment_changed.emit(tick.moment)
        for rep in tick.finished:
            self.rep_finished.emit(rep)
        if tick.slept:
            self._stand_still()
            self.slept.emit()
        elif tick.waiting:
            self._stand_still()
            self.waiting.emit()
        elif tick.ended:
            self._timer.stop()
            self.playing_changed.emit(False)
            self.finished.emit()
