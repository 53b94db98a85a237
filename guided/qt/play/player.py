"""Plays a timeline: a clock in, moments and sounds out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from guided import words
from guided.changes import method_for
from guided.choices import Options, options
from guided.library import Library
from guided.method import Method
from guided.part import Part
from guided.plan import Change, Repace, Swap, compile_plan
from guided.prescription import in_a_line
from guided.qt.play.soundtrack import Soundtrack
from guided.qt.sound.sink import Sink
from guided.routine import Exercise
from guided.session import Session, Tick, next_side, previous_step, rep_start, step_start, swap_at
from guided.settings import BOUNDS, PlayedBy
from guided.timeline import Timeline, TooLong

FRAME_MS = 16
HIDDEN_FRAME_MS = 100  # nobody sees the picture, but reps are still counted


class Player(QObject):
    """A session under way.

    Listeners hear of what happened and decide for themselves; the player neither draws nor stores.
    """

    moment_changed = Signal(object)
    """A Moment, at every frame and after every jump."""
    timeline_changed = Signal(object)
    """The Timeline, after a change of what is still to come."""
    rep_finished = Signal(object)
    """A Rep, the moment it counts."""
    changed = Signal()
    """Something recorded besides reps has changed: the plan, the number of skips, or by a jump the place."""
    playing_changed = Signal(bool)
    slept = Signal()
    """The machine slept; the session is paused where it was."""
    waiting = Signal()
    """A step waits for the person."""
    finished = Signal()
    sound_changed = Signal()
    """Sound was lost, or is back."""

    def __init__(
        self,
        session: Session,
        library: Library,
        sink: Sink,
        now: Callable[[], int],
        slept: Callable[[], int] = lambda: 0,
    ) -> None:
        """`now` is a monotonic clock in ms, `slept` says how long the machine has slept so far."""
        super().__init__()
        self.session = session
        self._library = library
        self._now, self._slept = now, slept
        settings = session.plan.settings
        self.sound = Soundtrack(sink, library.voice(settings.voice), settings.speech, session.timeline)
        sink.trouble.connect(self._tell_of_sound)
        sink.back.connect(self._tell_of_sound)
        self._visible = True
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self.look_again_in(FRAME_MS)

    @property
    def timeline(self) -> Timeline:
        """The timeline being played."""
        return self.session.timeline

    @property
    def settings(self) -> PlayedBy:
        """The settings in force, with the current pace."""
        return self.session.plan.settings_now

    @property
    def is_heard(self) -> bool:
        """Whether there is a device that sounds, however loud."""
        return self.sound.is_heard

    @property
    def playing(self) -> bool:
        """Whether time runs."""
        return self.session.playing

    @property
    def position_ms(self) -> int:
        """The position of the playhead, in ms."""
        return self.session.playhead.at(self._now()) if self.playing else self.session.playhead.position_ms

    def set_visible(self, visible: bool) -> None:
        """Set whether frames are seen; unseen, there are fewer."""
        self._visible = visible
        self.look_again_in(FRAME_MS)

    def look_again_in(self, ms: int) -> None:
        """Set the interval of looks at the clock, in ms: how long the picture lasts."""
        interval = ms if self._visible else HIDDEN_FRAME_MS
        if interval != self._timer.interval():
            self._timer.setInterval(interval)

    def play(self) -> None:
        """Go on; at a step that waits, past the wait."""
        if self.playing or self.session.ended:
            return
        now = self._now()
        self.session.play(now, self._slept())
        self.sound.start(self.session.playhead.position_ms, now)
        self._timer.start()
        self.playing_changed.emit(True)
        self.tick()

    def pause(self) -> None:
        """Stand still, losing nothing."""
        if not self.playing:
            return
        self._tell(self.session.pause(self._now(), self._slept()))
        if self._timer.isActive():
            self._stand_still()

    def toggle(self) -> None:
        """Pause or go on."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def tick(self) -> None:
        """Look at the clocks."""
        now = self._now()
        self.sound.keep_up(now)
        self._tell(self.session.tick(now, self._slept()))

    def seek(self, position_ms: int) -> None:
        """Jump; what is jumped over is not credited."""
        now, slept, was_playing, jump = self._now(), self._slept(), self.playing, self.session.plan.jump
        tick = self.session.seek(now, position_ms, slept)
        for rep in tick.finished:
            self.rep_finished.emit(rep)
        if was_playing and not tick.slept:
            self.session.play(now, slept)  # the jump may leave a step that waits, or the end
            self.sound.start(self.session.playhead.position_ms, now)
        if self.session.plan.jump != jump:
            self.changed.emit()
        self.moment_changed.emit(self.timeline.at(self.session.playhead.position_ms))
        if tick.slept:
            self.slept.emit()
            self._stand_still()

    def skip(self, ms: int) -> None:
        """Move on by `ms`, or back if negative, within the timeline."""
        self.seek(self.position_ms + ms)

    def next_step(self) -> None:
        """Go to the next exercise; from the last one, to the end."""
        step = self.timeline.at(self.position_ms).segment.step
        self._count_skip()
        if step + 1 >= len(self.timeline.parts):
            self.pause()
            self.finished.emit()
            return
        self.seek(step_start(self.timeline, step + 1))

    def previous_step(self) -> None:
        """Go to the start of this exercise; in its first two seconds, to the one before."""
        self.seek(previous_step(self.timeline, self.position_ms))

    def restart_step(self) -> None:
        """Go to the start of this exercise."""
        self.seek(step_start(self.timeline, self.timeline.at(self.position_ms).segment.step))

    def switch_side(self) -> None:
        """Go to the other side or the next set; in a rest, to its end."""
        moment = self.timeline.at(self.position_ms)
        if moment.segment.rep:
            self._count_skip()
        self.seek(next_side(self.timeline, moment.t_ms))

    def repeat_rep(self) -> None:
        """Go to the start of this rep."""
        self.seek(rep_start(self.timeline, self.position_ms))

    def set_speech(self, amount: str) -> None:
        """Say more or less from now on: "full", "brief" or "none"."""
        self.sound.speech = amount
        self.sound.take(self.timeline)
        if self.playing:
            self.sound.start(self.position_ms, self._now())

    def change_pace(self, factor: float) -> float:
        """Change the pace of what is to come by a factor, over 1 is slower; return the pace in force."""
        low, high = BOUNDS["pace"]
        pace = round(min(max(self.settings.pace * factor, low), high), 3)
        if pace != self.settings.pace:
            with suppress(TooLong):  # past what a session may last the pace stays as it is
                self.change(Repace(self.timeline.at(self.position_ms).index, pace))
        return self.settings.pace

    @property
    def part(self) -> Part:
        """The current part."""
        return self.timeline.parts[self.timeline.at(self.position_ms).segment.step]

    @property
    def options(self) -> Options:
        """The alternatives to the current part."""
        return options(self._library, self.timeline.routine, self.part, self.settings.careful_with)

    @property
    def easier(self) -> Exercise | None:
        """The easier version of the exercise, or its replacement if it should be left out; None if none."""
        options = self.options
        return options.instead or options.easier

    def take_easier(self) -> str | None:
        """Play the rest of this exercise as its easier version; return its name, None if there is none."""
        return self.take(self.easier)

    def take_harder(self) -> str | None:
        """Play the rest of this exercise as its harder version; return its name, None if there is none."""
        return self.take(self.options.harder)

    def take_method(self, method_id: str) -> str | None:
        """Play the rest by another method; its name and dose then, None if there is no other of that id."""
        others = {one.id: one for one in self.options.methods if one.id != self.part.method.id}
        method = others.get(method_id)
        if method is None:
            return None
        self._swap(self.part.exercise, method)
        return words.joined(method.name, in_a_line(self.part.dose))

    def take_fewer(self) -> str:
        """Play half of what is left of this exercise; what that is, to be named."""
        self._swap(self.part.exercise, self.part.method, "half")
        return "about half of what was left"

    def take(self, exercise: Exercise | None) -> str | None:
        """Play the rest of this exercise as another; return its name, None if there is none."""
        if exercise is None:
            return None
        self._swap(exercise, method_for(self._library, self.timeline.routine, self.part, exercise))
        return exercise.name

    def take_back(self, position_ms: int) -> None:
        """Take the last change back, if it was a swap, and go on where that was made.

        A rep done since was one of the new exercise and stays so: then the old one is swapped in again.
        """
        plan = self.session.plan
        swap = plan.changes[-1] if plan.changes else None
        if not isinstance(swap, Swap):
            return
        if len(self.session.done) == len(swap.done):
            self.session.take_back()
            self._rejoined()
            self.seek(position_ms)
        else:
            old = compile_plan(plan.before).parts[swap.step]
            self._swap(old.exercise, old.method, "whole" if swap.dose else "")

    def swap(self, exercise: Exercise, method: Method, dose: str = "") -> Swap:
        """The rest of the step as something else, or in another dose, right after this phase."""
        return swap_at(self.session, self.position_ms, self._library, exercise, method, dose)

    def _swap(self, exercise: Exercise, method: Method, dose: str = "") -> None:
        """Go on with the rest of the step as something else, or in another dose."""
        moment = self.timeline.at(self.position_ms)
        self.change(self.swap(exercise, method, dose))
        if moment.index + 1 < len(self.timeline.segments):
            self.seek(self.timeline.segments[moment.index + 1].start_ms)

    def _count_skip(self) -> None:
        self.session.skips += 1
        self.session.happened("skip")
        self.changed.emit()

    def leave(self) -> None:
        """Stop for good; after the end the closing sound may ring out."""
        self.pause()
        self._timer.stop()

    def _tell_of_sound(self, _: str) -> None:
        self.sound_changed.emit()

    def change(self, change: Change) -> None:
        """Go on by another plan, which is to be kept before the next rep. Raises TooLong."""
        self.session.change(change)
        self._rejoined()

    def _rejoined(self) -> None:
        self.sound.take(self.timeline)
        self.timeline_changed.emit(self.timeline)
        self.changed.emit()
        if self.playing:
            self.sound.start(self.position_ms, self._now())

    def _stand_still(self) -> None:
        self._timer.stop()
        self.sound.stop()
        self.playing_changed.emit(False)

    def _tell(self, tick: Tick) -> None:
        self.moment_changed.emit(tick.moment)
        for rep in tick.finished:
            self.rep_finished.emit(rep)
        if tick.stalled and self.playing:
            self.sound.start(tick.moment.t_ms, self._now())
        # Why it stands still is told first, and who hears that knows what follows.
        if tick.slept:
            self.slept.emit()
            self._stand_still()
        elif tick.waiting:
            self.waiting.emit()
            self._stand_still()
        elif tick.ended:
            self._timer.stop()
            self.finished.emit()
            self.playing_changed.emit(False)
