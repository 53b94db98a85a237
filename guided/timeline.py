"""A routine laid out in time: segments, and the moment at any millisecond.

Read this first. Everything a person sees, hears, prints or looks back on is a function of a
timeline. Time is in whole milliseconds from the start of the session.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from operator import lt
from typing import NamedTuple

from guided.breath import Breath, HalfBreath, fitted
from guided.introduction import introductions, parts_of
from guided.library import Library
from guided.method import VERBS, Phase
from guided.part import SWITCH_MS, Part, breath_of
from guided.pose import Stance, at_pose, blend, ease
from guided.reading import GuidedError
from guided.routine import LONGEST_ROUTINE_MS, Exercise, Routine
from guided.settings import PlayedBy

_LYING = ("supine", "prone", "side-lying")
_FLOOR = (*_LYING, "half-kneeling", "kneeling", "quadruped")
_START = at_pose("start")
_READY_MS = 10_000  # at least, before a session goes on in mid-exercise


class TooLong(GuidedError):
    """A routine past the six hours a session may last."""


class Segment(NamedTuple):
    """A stretch of time in which one thing is done: `start_ms <= t < end_ms`.

    `phase` is a verb (ease, hold, prepare, switch, …), `kind` the look and sound it has (ease, hold,
    release, rest). `step` counts from 0; `set` and `rep` from 1, and `rep` is 0
    between repetitions. `side` is left, right or none. `breaths` are the guided breaths of
    a phase with free breathing. With `wait`, time stops at its end until the person is ready. `readies` is
    time to get ready that was put in where a session goes on.
    """

    start_ms: int
    end_ms: int
    phase: str
    kind: str
    step: int
    exercise: str
    set: int
    sets: int
    rep: int
    reps: int
    side: str
    breath: str
    stance_from: Stance
    stance_to: Stance
    breaths: tuple[HalfBreath, ...] = ()
    effort: tuple[float, ...] = ()
    wait: bool = False
    readies: bool = False

    @property
    def length_ms(self) -> int:
        """Its length in ms."""
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True)
class Moment:
    """A timeline at one millisecond."""

    t_ms: int
    index: int
    segment: Segment

    @property
    def elapsed_ms(self) -> int:
        """Milliseconds since the segment began."""
        return self.t_ms - self.segment.start_ms

    @property
    def left_ms(self) -> int:
        """Milliseconds until the segment ends."""
        return self.segment.end_ms - self.t_ms

    @property
    def progress(self) -> float:
        """Progress of the segment, 0 to 1."""
        return self.elapsed_ms / self.segment.length_ms

    @property
    def stance(self) -> Stance:
        """The stance of the figure."""
        return blend(self.segment.stance_from, self.segment.stance_to, ease(self.progress))


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """A routine's segments in order, from 0, without gaps, none of length 0."""

    routine: Routine
    parts: tuple[Part, ...]
    segments: tuple[Segment, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if not self.segments:
            raise ValueError("a timeline has at least one segment")
        starts = [segment.start_ms for segment in self.segments]
        ends = [segment.end_ms for segment in self.segments]
        if starts != [0, *ends[:-1]] or not all(map(lt, starts, ends)):
            raise ValueError("a timeline begins at 0, has no gaps and no segment without a length")
        object.__setattr__(self, "_starts", tuple(starts))

    @property
    def length_ms(self) -> int:
        """Its length in ms."""
        return self.segments[-1].end_ms

    def at(self, t_ms: int) -> Moment:
        """The moment at `t_ms`, clamped to the first and the last millisecond."""
        t_ms = min(max(t_ms, 0), self.length_ms - 1)
        index = bisect_right(self._starts, t_ms) - 1
        return Moment(t_ms, index, self.segments[index])

    def exercise(self, segment: Segment) -> Exercise:
        """The exercise a segment belongs to."""
        return self.parts[segment.step].exercise

    def step_span(self, step: int) -> tuple[int, int]:
        """Start and end of a step in ms, including the preparation."""
        times = [(s.start_ms, s.end_ms) for s in self.segments if s.step == step]
        return times[0][0], times[-1][1]


def compile_routine(routine: Routine, library: Library, settings: PlayedBy | None = None) -> Timeline:
    """Lay a routine out in time. Raises TooLong past six hours."""
    settings = settings or PlayedBy()
    return compile_parts(routine, parts_of(routine, library, settings), settings)


def compile_parts(
    routine: Routine, parts: tuple[Part, ...], settings: PlayedBy, start_ms: int = 0
) -> Timeline:
    """Lay parts out in time. Raises TooLong past six hours."""
    breath = breath_of(settings)
    segments: list[Segment] = []
    position = "standing"
    for number, part in enumerate(parts):
        _lay_out(_Step(part, number, breath, settings.pace), position, start_ms, segments)
        start_ms = segments[-1].end_ms
        if start_ms > LONGEST_ROUTINE_MS:
            raise TooLong(f'"{routine.name}" lasts over 6 hours, the most a session may last')
        position = part.exercise.position
    return Timeline(routine, parts, tuple(segments))


def length_ms(routine: Routine, library: Library, settings: PlayedBy | None = None) -> int:
    """The length of a routine in ms, at most six hours, without compiling it.

    If holds grow from rep to rep it may be off by a few ms.
    """
    settings = settings or PlayedBy()
    breath = breath_of(settings)
    total, position = 0, "standing"
    parts = library.parts(routine, settings.first_side)
    said = introductions(parts, settings.speech, library.voice(settings.voice), (), settings)
    for part, introduction in zip(parts, said, strict=True):
        total += _prepare_ms(part, position, introduction.ms) + part.length_ms(breath, settings.pace)
        position = part.exercise.position
    return min(total, LONGEST_ROUTINE_MS)


def segments_of_rep(timeline: Timeline, index: int) -> list[Segment]:
    """The adjacent segments of the rep that the segment at `index` belongs to."""
    segments = timeline.segments
    here = segments[index]

    def same(segment: Segment) -> bool:
        return (segment.step, segment.exercise, segment.set, segment.side, segment.rep) == (
            here.step,
            here.exercise,
            here.set,
            here.side,
            here.rep,
        )

    first = last = index
    while first > 0 and same(segments[first - 1]):
        first -= 1
    while last + 1 < len(segments) and same(segments[last + 1]):
        last += 1
    return list(segments[first : last + 1])


def position_change_ms(before: str, after: str) -> int:
    """The time to get from one position into another, in ms."""
    if before == after:
        return 5_000
    if before in _FLOOR and after in _FLOOR:
        return 9_000
    return 15_000 if before in _FLOOR or after in _FLOOR else 7_000


def breaths(timeline: Timeline) -> Iterator[HalfBreath]:
    """Every guided in- and out-breath of a timeline; adjacent phases of one breath are joined."""
    run: HalfBreath | None = None
    for segment in timeline.segments:
        if segment.breath in ("in", "out") and segment.rep:
            if run and run.way == segment.breath and run.end_ms == segment.start_ms:
                run = run._replace(end_ms=segment.end_ms)
                continue
            if run:
                yield run
            run = HalfBreath(segment.start_ms, segment.end_ms, segment.breath)
            continue
        if run:
            yield run
        run = None
        at = segment.start_ms
        yield from (HalfBreath(at + b.start_ms, at + b.end_ms, b.way) for b in segment.breaths)
    if run:
        yield run


# ---------------------------------------------------------------- a change while it is played


def repaced(timeline: Timeline, index: int, settings: PlayedBy) -> Timeline:
    """The timeline with everything after the segment at `index` at the pace and breath of `settings`."""
    fresh = dict(_keyed(compile_parts(timeline.routine, timeline.parts, settings).segments))
    breath = breath_of(settings)

    def lasting(key: tuple[int, int, str, int, str, int], segment: Segment) -> Segment:
        # Where a time is filled, at another pace there may be fewer reps in it: then as in the first.
        like = fresh.get(key) or fresh.get((*key[:3], 1, *key[4:]))
        if not segment.rep or like is None:
            return segment
        if segment.phase == "hold" and timeline.parts[segment.step].hold_ms:
            return segment._replace(breaths=fitted(segment.length_ms, breath) if like.breaths else ())
        return segment._replace(end_ms=segment.start_ms + like.length_ms, breaths=like.breaths)

    later = [lasting(key, segment) for key, segment in _keyed(timeline.segments)]
    return _joined(timeline, index, later[index + 1 :], timeline.parts)


def lessened(timeline: Timeline, step: int, share: float) -> Timeline:
    """The timeline with a `share`, 0 to 1, of the way in a step's movements, and all else as it was.

    Other steps with the same exercise, such as those of further rounds, go with it on the sides that it has.
    """
    exercise = timeline.parts[step].exercise.id
    sides = {segment.side for segment in timeline.segments if segment.step == step}

    def less(segment: Segment) -> Segment:
        alike = segment.exercise == exercise and segment.side in sides
        if segment.step != step and not alike:
            return segment
        return segment._replace(
            stance_from=blend(_START, segment.stance_from, share),
            stance_to=blend(_START, segment.stance_to, share),
        )

    return Timeline(timeline.routine, timeline.parts, tuple(map(less, timeline.segments)))


def readied(timeline: Timeline, index: int) -> Timeline:
    """The timeline with time to get into place and ready before the segment at `index`, as at a start."""
    here = timeline.segments[index]
    way_ms = position_change_ms("standing", timeline.exercise(here).position)
    ready = here._replace(
        end_ms=here.start_ms + max(way_ms, _READY_MS),
        phase="prepare",
        kind=VERBS["prepare"],
        rep=0,
        breath="free",
        stance_to=here.stance_from,
        breaths=(),
        effort=(),
        wait=False,
        readies=True,
    )
    return _joined(timeline, index - 1, [ready, *timeline.segments[index:]], timeline.parts)


def swapped(
    timeline: Timeline,
    index: int,
    part: Part,
    done: Collection[tuple[int, int, str, int]],
    settings: PlayedBy,
    whole: bool = False,
) -> Timeline:
    """The timeline with the rest of the step at `index` played as another part.

    Reps that are `done` (step, set, side, rep) are not played again; if the new part has other reps, the same
    share of them is left out, or as many as were done if it is the `whole` of what was halved before. The new
    part begins right after the segment at `index`, with its preparation.
    """
    here = timeline.segments[index]
    old = timeline.parts[here.step]
    parts = (*timeline.parts[: here.step], part, *timeline.parts[here.step + 1 :])
    prepare_ms = position_change_ms(old.exercise.position, part.exercise.position)
    fresh = compile_parts(
        timeline.routine, (replace(part, step=replace(part.step, prepare_ms=prepare_ms)),), settings
    )
    later = [segment._replace(step=here.step) for segment in fresh.segments]
    same = (part.method, part.reps, part.reps_of, part.sides) == (
        old.method,
        old.reps,
        old.reps_of,
        old.sides,
    )
    if whole:
        left = _numbered_on(here.step, later, _as_many(here.step, later, done), done)
    elif same:
        left = _without_done(later, done)
    else:
        left = _numbered_on(here.step, later, _share(timeline, here.step, later, done), done)
    if left:
        left[0] = left[0]._replace(side=left[min(1, len(left) - 1)].side)
    if left and part.step.rest_after_ms:
        left.append(later[-1])
    return _joined(timeline, index, [*left, *(s for s in timeline.segments if s.step > here.step)], parts)


def _share(
    timeline: Timeline, step: int, later: Iterable[Segment], done: Collection[tuple[int, int, str, int]]
) -> set[tuple[int, int, str, int]]:
    """The reps of a step's new segments that are as much of them as was done of the old ones.

    That is all on a side that was finished, and leaves at least one rep on any other.
    """
    whole, played = Counter[str](), Counter[str]()
    for s in timeline.segments:
        if s.step == step and s.rep:
            whole[s.side] += s.length_ms
            played[s.side] += s.length_ms * ((step, s.set, s.side, s.rep) in done)
    gone: set[tuple[int, int, str, int]] = set()
    for side, ones in _reps_by_side(later).items():
        sides = (side,) if side in whole else tuple(whole)
        all_ms, done_ms = sum(whole[one] for one in sides), sum(played[one] for one in sides)
        share = done_ms / all_ms if all_ms else 0.0
        count = len(ones) if share >= 1 else min(round(share * len(ones)), len(ones) - 1)
        gone |= {(step, set_, side, rep) for set_, rep in ones[:count]}
    return gone


def _as_many(
    step: int, later: Iterable[Segment], done: Iterable[tuple[int, int, str, int]]
) -> set[tuple[int, int, str, int]]:
    """The first reps of a step's new segments on each side, as many as were done on it."""
    counts = Counter(side for of, _, side, _ in done if of == step)
    by_side = _reps_by_side(later).items()
    return {(step, set_, side, rep) for side, ones in by_side for set_, rep in ones[: counts[side]]}


def _reps_by_side(segments: Iterable[Segment]) -> dict[str, list[tuple[int, int]]]:
    """Set and number of the reps on each side, in order."""
    reps: dict[str, dict[tuple[int, int], None]] = {}
    for s in segments:
        if s.rep:
            reps.setdefault(s.side, {})[s.set, s.rep] = None
    return {side: list(ones) for side, ones in reps.items()}


def _numbered_on(
    step: int,
    later: list[Segment],
    gone: Collection[tuple[int, int, str, int]],
    done: Iterable[tuple[int, int, str, int]],
) -> list[Segment]:
    """A step's new segments less the reps that are `gone`, numbered on from those done."""
    taken, dropped = Counter[tuple[int, str]](), Counter[tuple[int, str]]()
    for of, set_, side, rep in done:
        if of == step:
            taken[set_, side] = max(taken[set_, side], rep)
    for _, set_, side, _ in gone:
        dropped[set_, side] += 1
    left = []
    for s in _without_done(later, gone):
        more = taken[s.set, s.side] - dropped[s.set, s.side]
        left.append(s._replace(rep=s.rep + more if s.rep else 0, reps=s.reps + more))
    return left


def _without_done(segments: list[Segment], done: Container[tuple[int, int, str, int]]) -> list[Segment]:
    """A step's segments less its done reps, and less the switches and rests that then separate nothing."""
    left: list[Segment] = []
    for segment in segments:
        if segment.rep:
            if (segment.step, segment.set, segment.side, segment.rep) not in done:
                left.append(segment)
        elif segment.phase == "prepare" or any(s.rep for s in left):
            if left and not left[-1].rep and left[-1].phase != "prepare":
                left.pop()
            left.append(segment)
    while left and not left[-1].rep:
        left.pop()
    return left


def _keyed(segments: Iterable[Segment]) -> list[tuple[tuple[int, int, str, int, str, int], Segment]]:
    """Each segment with a key that does not depend on time: step, set, side, rep, phase, and a counter."""
    seen: Counter[tuple[int, int, str, int, str]] = Counter()
    named = []
    for s in segments:
        name = (s.step, s.set, s.side, s.rep, s.phase)
        named.append(((*name, seen[name]), s))
        seen[name] += 1
    return named


def _joined(timeline: Timeline, index: int, later: Iterable[Segment], parts: tuple[Part, ...]) -> Timeline:
    segments = list(timeline.segments[: index + 1])
    for segment in later:
        at = segments[-1].end_ms
        segments.append(segment._replace(start_ms=at, end_ms=at + segment.length_ms))
    return Timeline(timeline.routine, parts, tuple(segments))


# A phase of a rep before it has its stances: the pose it goes to, its length in ms, phase, kind, breath,
# guided breaths and effort. Bare tuples, since thousands are made in a blink.
_Timed = tuple[str | None, int, str, str, str, tuple[HalfBreath, ...], tuple[float, ...]]
# And before it has its place in time: the stances from and to come after its breath.
_Piece = tuple[int, str, str, str, Stance, Stance, tuple[HalfBreath, ...], tuple[float, ...]]


@dataclass(slots=True)
class _Step:
    """A step being laid out, with memos of its reps."""

    part: Part
    number: int
    breath: Breath
    pace: float
    kept: dict[tuple[float, float, Stance, bool], tuple[_Piece, ...]] = field(default_factory=dict)
    timed: dict[tuple[float, bool], tuple[_Timed, ...]] = field(default_factory=dict)
    # Asked for in every rep.
    depth: tuple[float, float] = field(init=False)
    grows: bool = field(init=False)  # whether holds do from rep to rep
    turns: bool = field(init=False)  # whether the second half of the reps goes the other way

    def __post_init__(self) -> None:
        self.depth = self.part.step.depth
        self.grows = len(set(self.part.hold_ms)) > 1
        self.turns = self.part.method.reverse

    def pause(self, phase: str, at: int, length: int, stance: Stance, place: tuple[int, int, str]) -> Segment:
        """A segment between reps, from a stance to the start; `place` is the set, its reps and the side."""
        set_, reps, side = place
        return Segment(
            start_ms=at,
            end_ms=at + length,
            phase=phase,
            kind=VERBS[phase],
            step=self.number,
            exercise=self.part.exercise.id,
            set=set_,
            sets=len(self.part.reps_on(side)),
            rep=0,
            reps=reps,
            side=side,
            breath="free",
            stance_from=stance,
            stance_to=_START,
            wait=phase == "prepare" and self.part.step.wait,
        )

    def reps_in(self, set_: int, side: str) -> int:
        """The reps of a set on a side."""
        return self.part.reps_in(set_, side, self.breath, self.pace)

    def rep(self, rep: int, reps: int, stance: Stance) -> tuple[_Piece, ...]:
        """The phases of a rep that begins in a stance; equal reps are worked out once."""
        along = (rep - 1) / (reps - 1) if reps > 1 else 1.0
        first, last = self.depth
        depth = first + (last - first) * along
        key = (depth, along if self.grows else 1.0, stance, self.turns and rep > reps / 2)
        pieces = self.kept.get(key)
        if pieces is None:
            pieces = self.kept[key] = self._pieces(*key)
        return pieces

    def _pieces(self, depth: float, along: float, stance: Stance, backwards: bool) -> tuple[_Piece, ...]:
        if (along, backwards) not in self.timed:
            self.timed[along, backwards] = self._timed(along, backwards)
        pieces = []
        for to, length, phase, kind, way, free, effort in self.timed[along, backwards]:
            target = stance
            if to:
                target = _START if to == "start" else blend(_START, at_pose(to), depth)
            pieces.append((length, phase, kind, way, stance, target, free, effort))
            stance = target
        return tuple(pieces)

    def _timed(self, along: float, backwards: bool) -> tuple[_Timed, ...]:
        part = self.part
        timed = []
        for phase in _backwards(part.method.phases) if backwards else part.method.phases:
            length = part.phase_ms(phase, self.breath, self.pace, along)
            free = fitted(length, self.breath) if phase.breath == "free" and phase.kind == "hold" else ()
            timed.append((phase.to, length, phase.do, phase.kind, phase.breath, free, part.effort_in(phase)))
        return tuple(timed)


def _lay_out(step: _Step, position: str, at: int, segments: list[Segment]) -> None:
    """Append a step's segments: the preparation, then each set on each side, with switches and rests.

    Stops early past the longest session.
    """
    part, number, name = step.part, step.number, step.part.exercise.id
    stance, add, new, paced = _START, segments.append, tuple.__new__, part.step.self_paced

    rounds = part.rounds
    if length := _prepare_ms(part, position, part.introduction.ms):
        first_set, first_sides = rounds[0]
        reps = step.reps_in(first_set, first_sides[0])
        add(step.pause("prepare", at, length, stance, (1, reps, first_sides[0])))
        at += length
    before: tuple[int, tuple[str, ...]] | None = None
    for set_, sides in rounds:
        reps = step.reps_in(set_, sides[0])
        if before and before[0] < set_ and part.rest_ms:
            add(step.pause("rest", at, part.rest_ms, stance, (set_, reps, sides[0])))
            at += part.rest_ms
            stance = _START
        elif before and before[1] != sides:
            add(step.pause("switch", at, SWITCH_MS, stance, (set_, reps, sides[0])))
            at += SWITCH_MS
            stance = _START
        sets = len(part.reps_on(sides[0]))
        for rep in range(1, reps + 1):
            for side in sides:
                for length, phase, kind, way, origin, target, breaths_, effort in step.rep(rep, reps, stance):
                    # Past the check of its arguments, which takes as long again.
                    end = at + length
                    add(
                        new(Segment, (
                            at, end, phase, kind, number, name, set_, sets, rep, reps, side, way,
                            origin, target, breaths_, effort, paced, False,
                        ))
                    )  # fmt: skip
                    at = end
                    stance = target
            if at > LONGEST_ROUTINE_MS:
                return
        before = set_, sides
    if part.step.rest_after_ms:
        last = segments[-1]
        add(step.pause("rest", at, part.step.rest_after_ms, stance, (last.set, last.reps, last.side)))


def _prepare_ms(part: Part, position: str, said_ms: int) -> int:
    """The preparation of a step in ms, position and words included; 0 if it goes on at once."""
    prepare_ms = part.step.prepare_ms
    if prepare_ms is None:
        prepare_ms = position_change_ms(position, part.exercise.position)
    if not prepare_ms and not part.step.wait:
        return 0
    return max(prepare_ms, 1000, said_ms)


def _backwards(phases: tuple[Phase, ...]) -> tuple[Phase, ...]:
    """The phases with their poses in the opposite order; the last pose stays last."""
    ways = [phase.to for phase in phases if phase.to]
    turned = iter([*reversed(ways[:-1]), *ways[-1:]])
    return tuple(replace(phase, to=next(turned)) if phase.to else phase for phase in phases)
