"""A timeline in play: the playhead, the spans played, and the reps done.

What was done is a function of the timeline and the spans, never of a count of ticks. Every `now_ms`
is a reading of a monotonic clock in whole ms, every `slept_ms` how long the machine has slept so far, which
such a clock leaves out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from guided import words
from guided.library import Library
from guided.method import Method
from guided.plan import Change, Plan, Swap, compile_plan, part_instead, to_json, with_change
from guided.reading import Table
from guided.routine import Exercise, read_steps
from guided.timeline import Moment, Segment, Timeline, segments_of_rep

STALLED_MS = 1_000  # between two ticks: for longer than this the picture stood still
SLEPT_MS = 2_000  # a shorter sleep is as good as none
DONE_SHARE = 0.9  # of its hold, for a rep to count
_FILLED = 10  # reps that a time to fill is as much as: ten minutes of walking are no thousand steps
RESTART_MS = 2_000  # this soon after an exercise began, "previous" means the one before


@dataclass(frozen=True, slots=True)
class Playhead:
    """The position in a timeline; `since_ms` is the clock at that position, None while paused."""

    position_ms: int = 0
    since_ms: int | None = None

    @property
    def playing(self) -> bool:
        """Whether it is running."""
        return self.since_ms is not None

    def at(self, now_ms: int) -> int:
        """The current position in ms."""
        return self.position_ms + (max(now_ms - self.since_ms, 0) if self.since_ms is not None else 0)

    def play(self, now_ms: int) -> Playhead:
        """The playhead running from its position."""
        return self if self.playing else Playhead(self.position_ms, now_ms)

    def pause(self, now_ms: int) -> Playhead:
        """The playhead paused at its current position."""
        return Playhead(self.at(now_ms))

    def seek(self, now_ms: int, position_ms: int) -> Playhead:
        """The playhead at another position, running or paused as before."""
        return Playhead(position_ms, now_ms if self.playing else None)


class Span(NamedTuple):
    """A stretch of the timeline that was played, `start_ms <= t < end_ms`."""

    start_ms: int
    end_ms: int


class Rep(NamedTuple):
    """A repetition; `step` counts from 0, `set` and `rep` from 1."""

    step: int
    set: int
    side: str
    rep: int


class LeftOff(NamedTuple):
    """How a session was ended early: its plan as JSON, with the place, and the reps done, in order."""

    plan: str
    done: tuple[Rep, ...]


class Event(NamedTuple):
    """Something that happened on the way, and the step, from 0: a pause, a skip, a swap, a hurt, a stop
    for the day because of that, or that what was begun was left at that for the day.
    """

    kind: str
    step: int


@dataclass(frozen=True, slots=True)
class Tick:
    """What happened between two looks at the clock.

    `heard` is the window of positions whose cues are due (empty after a seek), `finished` the reps that came
    to count in it. After a stall the session continues from the last look.
    """

    moment: Moment
    heard: Span
    finished: tuple[Rep, ...] = ()
    ended: bool = False
    slept: bool = False
    stalled: bool = False
    waiting: bool = False


@dataclass
class Session:
    """The mutable state of a plan being played: the playhead, the spans, and what follows from them.

    `timeline` is always the plan laid out. `earlier_ms` is the time played per kind of phase outside of it:
    before an interrupted session was resumed, or in what was replaced since.
    """

    plan: Plan
    playhead: Playhead = Playhead()
    spans: list[Span] = field(default_factory=list)
    done: dict[Rep, None] = field(default_factory=dict)
    earlier_ms: Mapping[str, int] = field(default_factory=dict)
    stalled_ms: int = STALLED_MS
    skips: int = 0
    events: list[Event] = field(default_factory=list)
    timeline: Timeline = field(init=False)
    _heard_ms: int = field(init=False)  # cues before this position have been handed out
    _ticked_ms: int = 0  # the clock at the last tick while it plays
    _slept_ms: int = 0  # how long the machine had slept then
    _released: int = -1  # the last waiting segment the person said "ready" to
    _paused: int | None = None  # the step of a pause that is not over

    def __post_init__(self) -> None:
        self.timeline = compile_plan(self.plan)
        self._heard_ms = self.playhead.position_ms

    @property
    def playing(self) -> bool:
        """Whether it is running."""
        return self.playhead.playing

    @property
    def ended(self) -> bool:
        """Whether it has reached its end."""
        return self.playhead.position_ms >= self.timeline.length_ms

    def play(self, now_ms: int, slept_ms: int = 0) -> None:
        """Resume; at a step that waits for the person, past the wait."""
        if self.ended or self.playing:
            return
        moment = self.timeline.at(self.playhead.position_ms)
        if moment.segment.wait and moment.left_ms <= 1:
            self._released = moment.index
        if self._paused is not None:
            self._note(Event("pause", self._paused))
            self._paused = None
        self._ticked_ms, self._slept_ms = now_ms, slept_ms
        self.playhead = self.playhead.play(now_ms)

    def pause(self, now_ms: int, slept_ms: int = 0) -> Tick:
        """Pause; return what happened since the last tick. It is an event once the session goes on."""
        tick = self.tick(now_ms, slept_ms)
        if self.playing:
            self._paused = self._step
        self.playhead = self.playhead.pause(now_ms)
        return tick

    def happened(self, kind: str) -> None:
        """Note an event in the step it is in; the same thing again at once is the same event."""
        self._note(Event(kind, self._step))

    @property
    def _step(self) -> int:
        """The step that was last seen."""
        return self.timeline.at(self._heard_ms).segment.step

    def _note(self, event: Event) -> None:
        if event not in self.events[-1:]:
            self.events.append(event)

    def tick(self, now_ms: int, slept_ms: int = 0) -> Tick:
        """Look at the clocks: credit what was played since the last look, and return what is due.

        Neither sleep nor stall is credited. After a sleep the session is paused where the last tick left
        it. After a stall it continues from there: the person finds the whole rep they last saw, and none
        that was counted while nothing moved.
        """
        before = self._heard_ms
        if not self.playing:
            return Tick(self.timeline.at(self.playhead.position_ms), Span(before, before))
        slept = slept_ms - self._slept_ms > SLEPT_MS
        stalled = now_ms - self._ticked_ms > self.stalled_ms
        if slept or stalled:
            head = self.playhead.pause(self._ticked_ms)
            self.playhead = head if slept else head.play(now_ms)
            self._ticked_ms, self._slept_ms = now_ms, slept_ms
            moment = self.timeline.at(head.position_ms)
            return Tick(moment, Span(before, before), slept=slept, stalled=not slept)
        position = self.playhead.at(now_ms)
        waits_at = self._waits_at(before, position)
        if waits_at is not None:
            position = waits_at
            self.playhead = Playhead(position)
        ended = position >= self.timeline.length_ms
        if ended:
            position = self.timeline.length_ms
            self.playhead = Playhead(position)
        self._ticked_ms, self._slept_ms = now_ms, slept_ms
        # The cue at the very end belongs to the last window.
        heard = Span(before, position + 1 if ended else position)
        self._credit(Span(before, position))
        self._heard_ms = position
        finished = self._finish(before, position)
        return Tick(self.timeline.at(position), heard, finished, ended, waiting=waits_at is not None)

    def seek(self, now_ms: int, position_ms: int, slept_ms: int = 0) -> Tick:
        """Jump; return what happened up to the jump. Nothing jumped over is credited."""
        tick = self.tick(now_ms, slept_ms)
        position_ms = min(max(position_ms, 0), self.timeline.length_ms - 1)
        self.playhead = self.playhead.seek(now_ms, position_ms)
        self._heard_ms = position_ms
        self._released = -1
        self.plan = self.plan.jumped(self.timeline.at(position_ms).index, len(self.done))
        return tick

    def change(self, change: Change) -> None:
        """Switch to another plan. Raises TooLong past six hours, changing nothing."""
        timeline = with_change(self.timeline, change, self.plan.settings_now)
        self._rejoin(self.plan.changed(change), timeline)

    def take_back(self) -> None:
        """Revert the last change of plan; the playhead stays."""
        self._rejoin(self.plan.before, compile_plan(self.plan.before))

    def _rejoin(self, plan: Plan, timeline: Timeline) -> None:
        """Continue with another timeline.

        What was played beyond the first difference is kept as time only: the new timeline has other reps
        there, which were not played.
        """
        joint = _parting_ms(self.timeline, timeline)
        later = [Span(max(span.start_ms, joint), span.end_ms) for span in self.spans if span.end_ms > joint]
        self.earlier_ms = Counter(self.earlier_ms) + Counter(phase_times(self.timeline, later))
        self.spans = [
            Span(span.start_ms, min(span.end_ms, joint)) for span in self.spans if span.start_ms < joint
        ]
        self.plan, self.timeline = plan, timeline

    def _credit(self, span: Span) -> None:
        if span.start_ms >= span.end_ms:
            return
        if self.spans and self.spans[-1].end_ms == span.start_ms:
            self.spans[-1] = Span(self.spans[-1].start_ms, span.end_ms)
        else:
            self.spans.append(span)

    def _waits_at(self, before: int, position: int) -> int | None:
        """The last ms of a step that waits for the person, where the playhead stops, or None."""
        first, last = self.timeline.at(before).index, self.timeline.at(position).index
        for index in range(first, last + 1):
            segment = self.timeline.segments[index]
            if segment.wait and index != self._released and position >= segment.end_ms - 1:
                return segment.end_ms - 1
        return None

    def _finish(self, before: int, position: int) -> tuple[Rep, ...]:
        """The reps that came to count in a window, each only once."""
        finished = []
        first, last = self.timeline.at(before).index, self.timeline.at(position).index
        for index in range(first, last + 1):
            segment = self.timeline.segments[index]
            rep = rep_of(segment)
            if segment.rep and rep not in self.done and counts(self.timeline, index, self.spans):
                self.done[rep] = None
                finished.append(rep)
        return tuple(finished)


def _parting_ms(one: Timeline, other: Timeline) -> int:
    """The first ms at which two timelines of a routine differ."""
    pairs = zip(one.segments, other.segments, strict=False)
    return next((a.start_ms for a, b in pairs if not _alike(a, b)), min(one.length_ms, other.length_ms))


def _alike(one: Segment, other: Segment) -> bool:
    """Whether two segments are the same, however far they go."""
    return one._replace(stance_from=other.stance_from, stance_to=other.stance_to) == other


def rep_of(segment: Segment) -> Rep:
    """The rep a segment belongs to."""
    return Rep(segment.step, segment.set, segment.side, segment.rep)


def counts(timeline: Timeline, index: int, spans: Iterable[Span]) -> bool:
    """Whether the rep of the segment at `index` was done: 90 % of its hold was played.

    A rep without a hold counts if 90 % of it was played, one cut short by a swap never.
    """
    segments = segments_of_rep(timeline, index)
    if _is_cut_short(segments[-1], timeline.at(segments[-1].end_ms).segment):
        return False
    holds = [segment for segment in segments if segment.kind == "hold"] or segments
    needed = sum(segment.length_ms for segment in holds)
    played = sum(played_ms(spans, segment.start_ms, segment.end_ms) for segment in holds)
    return played >= DONE_SHARE * needed


def _is_cut_short(last: Segment, after: Segment) -> bool:
    """Whether a rep that ends with a segment was cut short by a swap, with `after` to get into place."""
    swapped_in = after.phase == "prepare" and not after.rep and not after.readies
    return swapped_in and after.step == last.step


def played_ms(spans: Iterable[Span], start_ms: int, end_ms: int) -> int:
    """How much of a stretch was played, in ms; replays count once."""
    covered, at = 0, start_ms
    for span in sorted(spans):
        lower, upper = max(span.start_ms, at), min(span.end_ms, end_ms)
        if upper > lower:
            covered += upper - lower
            at = upper
    return covered


# ---------------------------------------------------------------- where the keys jump to


def step_start(timeline: Timeline, step: int) -> int:
    """Where a step begins, preparation included; past the last step, the end of the timeline."""
    return next((s.start_ms for s in timeline.segments if s.step == step), timeline.length_ms - 1)


def previous_step(timeline: Timeline, t_ms: int) -> int:
    """Where the step at `t_ms` begins; in its first two seconds, where the one before does."""
    step = timeline.at(t_ms).segment.step
    start = step_start(timeline, step)
    return start if t_ms - start >= RESTART_MS or not step else step_start(timeline, step - 1)


def rep_start(timeline: Timeline, t_ms: int) -> int:
    """Where the rep at `t_ms` begins; between reps, the rep before."""
    index = timeline.at(t_ms).index
    while index > 0 and not timeline.segments[index].rep:
        index -= 1
    if not timeline.segments[index].rep:
        return timeline.segments[index].start_ms
    return segments_of_rep(timeline, index)[0].start_ms


def next_side(timeline: Timeline, t_ms: int) -> int:
    """Where the rest at `t_ms` ends, or else where the next run of reps of this step begins.

    After the last run, that is the next step.
    """
    moment = timeline.at(t_ms)
    here = moment.segment
    if not here.rep:
        return min(here.end_ms, timeline.length_ms - 1)
    for segment in timeline.segments[moment.index :]:
        if segment.step != here.step or not segment.rep:
            return segment.start_ms
    return timeline.length_ms - 1


# ---------------------------------------------------------------- something else instead


def swap_at(
    session: Session, t_ms: int, library: Library, exercise: Exercise, method: Method, dose: str = ""
) -> Swap:
    """The rest of the step at `t_ms` as something else, or in another dose, right after its phase there."""
    moment, plan = session.timeline.at(t_ms), session.plan
    step = moment.segment.step
    old, half = plan.part_before(step, dose), dose == "half"
    part = part_instead(old, exercise, method, plan.routine, library, plan.settings, half=half)
    return Swap(moment.index, step, part, tuple(session.done), dose)


def shortens(session: Session, change: Change) -> bool:
    """Whether a session is shorter after a change."""
    after = with_change(session.timeline, change, session.plan.settings_now)
    return after.length_ms < session.timeline.length_ms


# ---------------------------------------------------------------- what is kept of it


@dataclass(frozen=True, slots=True)
class SetDone:
    """A set on a side: the reps planned and done."""

    step: int
    exercise: str
    method: str
    set: int
    side: str
    planned: int
    done: int


@dataclass(frozen=True, slots=True)
class Record:
    """A session as the history keeps it; immutable: an edit is a new version of the same id.

    `started` is the UTC start in ISO 8601 with seconds, `offset_min` the local offset at that time;
    `routine` is the routine as played, as JSON. `before` and `after` are discomfort, 0 to 10, None if not
    asked or not answered. `events` are in no order of time but by kind; sessions of older versions have
    none. One that was ended early has `left_off`, to be gone on with; what goes on is a session that
    `continues` it (an id): it has all of it, and takes its place.
    """

    id: str
    routine_id: str
    routine_name: str
    routine: str
    started: str
    offset_min: int
    planned_ms: int
    played_ms: int
    sets: tuple[SetDone, ...]
    phase_ms: Mapping[str, int]
    skips: int = 0
    swaps: tuple[tuple[str, str], ...] = ()
    before: int | None = None
    after: int | None = None
    note: str = ""
    device: str = ""
    complete: bool = False
    version: int = 1
    events: tuple[Event, ...] = ()
    left_off: LeftOff | None = None
    continues: str = ""

    @property
    def fills(self) -> Mapping[int, int]:
        """The steps that fill a time rather than count reps, by their number, and that time in ms."""
        return _fills(self.routine)

    @property
    def stopped(self) -> bool:
        """Whether it hurt so that the person stopped for the day."""
        return any(one.kind == "stop" for one in self.events)

    @property
    def left(self) -> bool:
        """Whether the person left it at that for the day, though there was more of it."""
        return any(one.kind == "leave" for one in self.events)

    def left_at_that(self) -> Record:
        """The next version of the record, in which the person left it at that."""
        step = max((one.step for one in self.sets if one.done), default=0)
        return self.edited(events=(*self.events, Event("leave", step)))

    @property
    def reps_planned(self) -> int:
        """The planned reps of all sets and sides; a time to fill is as much as ten, however many it takes."""
        return sum(_FILLED if one.step in self.fills else one.planned for one in self.sets)

    @property
    def reps_done(self) -> int:
        """The reps done in all sets and sides, with what was done of a time as so much of its ten."""
        return sum(_filled(one) if one.step in self.fills else one.done for one in self.sets)

    @property
    def counts(self) -> bool:
        """Whether enough of it was done to count as done."""
        return words.counts(words.percent_done(self.reps_done, self.reps_planned))

    def edited(self, **changes: object) -> Record:
        """The next version of the record, with changes."""
        return replace(self, version=self.version + 1, **changes)  # type: ignore[arg-type]


def _filled(one: SetDone) -> int:
    """How much of a time was filled, in its ten parts; 0 only if nothing was."""
    if not one.done:
        return 0
    return min(max(_FILLED * one.done // max(one.planned, 1), 1), _FILLED)


@lru_cache(maxsize=256)
def _fills(routine: str) -> Mapping[int, int]:
    """The steps of a routine as JSON that fill a time, by their number, and that time in ms."""
    if '"fill"' not in routine:
        return {}
    try:
        plain = json.loads(routine)
    except (ValueError, RecursionError):
        return {}
    steps = read_steps(Table(plain, [])) if isinstance(plain, dict) else ()
    return {number: step.fill_ms for number, step in enumerate(steps) if step.fill_ms}


def reps_counted(timeline: Timeline, sets: Iterable[SetDone]) -> int:
    """The reps done that are reported as reps: not those that only fill a time."""
    return sum(one.done for one in sets if not timeline.parts[one.step].step.fill_ms)


def sets_done(timeline: Timeline, done: Iterable[Rep]) -> tuple[SetDone, ...]:
    """The planned and done reps of every step, set and side, in playing order."""
    planned: dict[tuple[int, int, str], set[int]] = {}
    exercises: dict[tuple[int, int, str], str] = {}
    for segment in timeline.segments:
        if segment.rep:
            key = (segment.step, segment.set, segment.side)
            planned.setdefault(key, set()).add(segment.rep)
            exercises[key] = segment.exercise
    reps_done = set(done)
    # A rep that was done, jumped back over and then swapped is no longer in the timeline.
    for rep in sorted(reps_done):
        key = (rep.step, rep.set, rep.side)
        planned.setdefault(key, set()).add(rep.rep)
        exercises.setdefault(key, timeline.parts[rep.step].exercise.id)
    finished = Counter((rep.step, rep.set, rep.side) for rep in reps_done)
    return tuple(
        SetDone(
            step=key[0],
            exercise=exercises[key],
            method=timeline.parts[key[0]].method.id,
            set=key[1],
            side=key[2],
            planned=len(reps),
            done=finished[key],
        )
        for key, reps in planned.items()
    )


def shares_done(timeline: Timeline, done: Iterable[Rep]) -> dict[int, float]:
    """The share of the reps of every step that were done, 0 to 1."""
    planned, finished = Counter[int](), Counter[int]()
    for one in sets_done(timeline, done):
        planned[one.step] += one.planned
        finished[one.step] += one.done
    return {step: finished[step] / count for step, count in planned.items()}


def phase_times(timeline: Timeline, spans: Iterable[Span]) -> dict[str, int]:
    """The ms played of each kind of phase, replays included."""
    times: Counter[str] = Counter()
    for span in spans:
        first, last = timeline.at(span.start_ms).index, timeline.at(span.end_ms - 1).index
        for segment in timeline.segments[first : last + 1]:
            times[segment.kind] += min(span.end_ms, segment.end_ms) - max(span.start_ms, segment.start_ms)
    return dict(times)


def played_by_kind(session: Session) -> dict[str, int]:
    """The ms played of each kind of phase, including those before an interruption."""
    return dict(Counter(phase_times(session.timeline, session.spans)) + Counter(session.earlier_ms))


def has_moved(session: Session) -> bool:
    """Whether anything was played but getting ready and rests."""
    return any(kind != "rest" for kind in played_by_kind(session))


def resume_at(plan: Plan, timeline: Timeline, done: Iterable[Rep]) -> int:
    """Where to resume an interrupted session: right after the last rep done.

    After a later swap it is where the new part begins: what that replaced is not played again. After a
    later jump it is where that led, with the whole time to get into place. `done` is in the order of doing,
    which after jumps may not be the timeline's. Without reps it is the start; after the very last one, the
    last ms.
    """
    done, jump = tuple(done), plan.jump
    swaps = [(at, change) for at, change in enumerate(plan.changes) if isinstance(change, Swap)]
    at, swap = swaps[-1] if swaps else (-1, None)
    if jump is not None and jump.done == len(done) and jump.changes > at:
        return _begins(plan, timeline, jump.index)
    if swap is not None and len(swap.done) == len(done):
        return min(timeline.segments[swap.index].end_ms, timeline.length_ms - 1)
    ends: dict[Rep, int] = {}
    for segment in timeline.segments:
        if segment.rep:
            ends[rep_of(segment)] = segment.end_ms
    return min(next((ends[rep] for rep in reversed(done) if rep in ends), 0), timeline.length_ms - 1)


def left_at(plan: Plan, timeline: Timeline, done: Sequence[Rep], events: Sequence[Event]) -> int | None:
    """Where a session that was ended early goes on: the first rep left, with the time to get into place.

    It is looked for from the place where it ended on: nothing jumped over is offered again, nor an exercise
    that was skipped. It goes on after the last exercise that hurt, even if it ended before that, so that none
    of them comes again. None if nothing is left.
    """
    here = timeline.at(resume_at(plan, timeline, done))
    reps, over = frozenset(done), _given_up(events, here.segment.step)
    for index, one in enumerate(timeline.segments[here.index :], here.index):
        if one.rep and rep_of(one) not in reps and one.step not in over:
            return _with_the_way_there(timeline, index)
    return None


def _given_up(events: Sequence[Event], step: int) -> set[int]:
    """The steps up to the last that hurt, and those that were skipped; in `step` itself only a side was."""
    last = max((one.step for one in events if one.kind == "hurt"), default=-1)
    return set(range(last + 1)) | ({one.step for one in events if one.kind == "skip"} - {step})


def _with_the_way_there(timeline: Timeline, index: int) -> int:
    """Where the time begins to get into place for the segment at `index`."""
    before = (timeline.segments[at - 1] for at in range(index, 0, -1))
    step = timeline.segments[index].step
    way = list(takewhile(lambda one: one.step == step and not one.rep, before))
    return timeline.segments[index - len(way)].start_ms


def _begins(plan: Plan, timeline: Timeline, index: int) -> int:
    """Where the segment at `index` begins, or the rep it belongs to; before a step's first rep, the step.

    A step begins anew where something was swapped in: what that replaced is not played again.
    """
    segment = timeline.segments[index]
    if segment.rep:
        return segments_of_rep(timeline, index)[0].start_ms
    swapped_in = (one.index + 1 for one in plan.changes if isinstance(one, Swap) and one.index < index)
    since = timeline.segments[max(swapped_in, default=0) : index + 1]
    here = [one for one in since if one.step == segment.step]
    return segment.start_ms if any(one.rep for one in here) else here[0].start_ms


def record_of(session: Session, begun: Record, *, after: int | None = None, note: str = "") -> Record:
    """The record of a session so far; `begun` is its record at the start."""
    times = played_by_kind(session)
    sets = sets_done(session.timeline, session.done)
    return replace(
        begun,
        planned_ms=session.timeline.length_ms,
        played_ms=sum(times.values()),
        sets=sets,
        phase_ms=times,
        skips=session.skips,
        swaps=session.plan.swaps,
        events=(*session.events, *swap_events(session.plan)),
        after=after,
        note=note,
        complete=session.ended or all(one.done >= one.planned for one in sets),
    )


def swap_events(plan: Plan) -> tuple[Event, ...]:
    """The steps in which something else was taken up."""
    swaps = (change for change in plan.changes if isinstance(change, Swap) and not change.dose)
    return tuple(Event("swap", change.step) for change in swaps)


def left_off(session: Session, record: Record) -> LeftOff | None:
    """How a session ends where it is; `record` is of it. None if it is complete, or nothing was done."""
    if record.complete or not session.done:
        return None
    index = session.timeline.at(session.playhead.position_ms).index
    return LeftOff(to_json(session.plan.jumped(index, len(session.done))), tuple(session.done))


def with_reps(begun: Record, done: Sequence[Rep], phase_ms: Mapping[str, int], plan_json: str = "") -> Record:
    """The record of an interrupted session, from its log; it can be gone on with by its plan, if given.

    `begun` may have been rewritten since the last rep, up to which `phase_ms` goes: time only grows.
    """
    phase_ms = max(begun.phase_ms, phase_ms, key=lambda times: sum(times.values()))
    finished = Counter((rep.step, rep.set, rep.side) for rep in set(done))
    sets = tuple(replace(one, done=finished[one.step, one.set, one.side]) for one in begun.sets)
    complete = all(one.done >= one.planned for one in sets)
    return replace(
        begun,
        played_ms=sum(phase_ms.values()),
        phase_ms=dict(phase_ms),
        sets=sets,
        complete=complete,
        left_off=LeftOff(plan_json, tuple(done)) if done and plan_json and not complete else None,
    )


def uuid7(wall_ms: int, random_bits: int) -> str:
    """A version 7 UUID: 48 bits of Unix time in ms, then 74 random bits (RFC 9562)."""
    value = (wall_ms & (2**48 - 1)) << 80 | 0x7 << 76 | (random_bits >> 62 & 0xFFF) << 64
    value |= 0b10 << 62 | (random_bits & (2**62 - 1))
    text = f"{value:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
