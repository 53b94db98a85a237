"""What the player shows at a moment, as plain values: every word and number, but not how they are drawn."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from math import ceil

from guided import messages, words
from guided.part import Part
from guided.prescription import in_full
from guided.session import Rep
from guided.timeline import Moment, Segment, Timeline, segments_of_rep
from guided.words import say

LONG_PHASE_MS = 5_000  # from here on the big numeral counts seconds, not reps
_LONG_HOLD_MS = 10_000  # from here on it is worth saying what one holds


@dataclass(frozen=True, slots=True)
class SideChip:
    """One side of the body in the switch: `label` says which limb is meant, `short` names it."""

    side: str
    label: str
    short: str
    active: bool
    done: bool


@dataclass(frozen=True, slots=True)
class HillRow:
    """A row of rep hills; `current` is the index of the rep under way, if any."""

    label: str
    count: int
    done: int
    current: int | None
    rises: tuple[float, float]


@dataclass(frozen=True, slots=True)
class NextUp:
    """What comes next: a heading, its name, and the figure and side to show."""

    heading: str
    title: str
    step: int
    side: str


@dataclass(frozen=True, slots=True)
class Display:
    """Everything the player shows that stays the same during a segment.

    `breaths` is how many a hold lasts that is counted in them, else 0; `label` tells the rep.
    """

    name: str
    chips: tuple[SideChip, ...]
    kind: str
    word: str
    cue: str
    ring: tuple[tuple[str, int], ...]
    ring_index: int
    counts_seconds: bool
    breaths: int
    label: str
    rows: tuple[HillRow, ...]
    up_next: NextUp | None


def display(timeline: Timeline, index: int, done: Container[Rep]) -> Display:
    """What to show during the segment at `index`, with the reps in `done` already done."""
    segment = timeline.segments[index]
    part = timeline.parts[segment.step]
    word, cue = words.phase(segment.phase, part.exercise.called), _cue(timeline, index)
    rep = segments_of_rep(timeline, index) if segment.rep else [segment]
    breaths = len(segment.breaths) // 2 if part.holds_breaths else 0
    counts_seconds = not breaths and (not segment.rep or segment.length_ms >= LONG_PHASE_MS)
    if breaths:
        cue = say(messages.BREATHS, n=breaths)
    return Display(
        name=part.exercise.name,
        chips=_chips(timeline, segment, done),
        kind=segment.kind,
        word=word,
        cue="" if cue == word else cue,  # breathing in is not told twice
        ring=tuple((one.kind, one.length_ms) for one in rep),
        ring_index=next(i for i, one in enumerate(rep) if one is segment),
        counts_seconds=counts_seconds,
        breaths=breaths,
        label=_label(segment, counts_seconds or breaths > 0),
        rows=_rows(timeline, segment, done),
        up_next=_next_up(timeline, index),
    )


def numeral(shown: Display, moment: Moment) -> str:
    """The big number: the breath of a hold counted in them, the seconds left of a long phase, or the rep."""
    if shown.breaths:
        return str(_half_breath(moment) // 2 + 1)
    if shown.counts_seconds:
        return str(max(1, ceil(moment.left_ms / 1000)))
    return str(moment.segment.rep)


def counted(shown: Display, moment: Moment) -> tuple[str, ...]:
    """What the big number counts, in one line or two: "of 10 reps"; "seconds", "rep 2 of 4"."""
    if shown.breaths:
        unit = say(messages.OF_BREATHS, n=shown.breaths)
    elif shown.counts_seconds:
        unit = say(messages.SECONDS_LEFT, n=max(1, ceil(moment.left_ms / 1000)))
    else:
        return (shown.label,)
    return tuple(filter(None, (unit, shown.label)))


def cue_at(shown: Display, moment: Moment) -> str:
    """What to do now beside the phase: in a hold counted in breaths, the breath that is heard too."""
    if not shown.breaths:
        return shown.cue
    way = moment.segment.breaths[_half_breath(moment)].way
    return words.breath(way, "", 0)


def _half_breath(moment: Moment) -> int:
    """The number of the in- or out-breath in a segment, from 0."""
    breaths = moment.segment.breaths
    begun = sum(one.start_ms <= moment.elapsed_ms for one in breaths)
    return min(max(begun, 1), len(breaths)) - 1


def spoken(shown: Display, segment: Segment, part: Part, vocabulary: str) -> str:
    """A segment in words for a screen reader; a long hold also says what is held."""
    side = next((chip.label for chip in shown.chips if chip.active), "")
    rep = (
        say(messages.REP_OF, number=segment.rep, count=segment.reps)
        if segment.reps > 1 and segment.rep
        else ""
    )
    held = segment.phase == "hold" and segment.length_ms >= _LONG_HOLD_MS and part.lengthens
    word = words.held(vocabulary) if held else shown.word
    return ". ".join(filter(None, (words.joined(shown.name, side, rep), word, shown.cue)))


def rep_progress(timeline: Timeline, moment: Moment) -> float:
    """The progress of the whole rep, 0 to 1; 0 between reps."""
    if not moment.segment.rep:
        return 0.0
    rep = segments_of_rep(timeline, moment.index)
    return (moment.t_ms - rep[0].start_ms) / (rep[-1].end_ms - rep[0].start_ms)


def subtitle(timeline: Timeline, segment: Segment) -> tuple[str, str]:
    """Which exercise of how many this is, with its dose and, for little room, without."""
    part = timeline.parts[segment.step]
    number, rounds = part.step.round
    place = say(messages.EXERCISE_OF, number=segment.step + 1, count=len(timeline.parts))
    in_set = say(messages.SET_OF, number=segment.set, count=segment.sets) if segment.sets > 1 else ""
    in_round = say(messages.ROUND_OF, number=number, count=rounds) if rounds > 1 else ""
    return words.joined(place, in_full(part.dose), in_set, in_round), place


def _chips(timeline: Timeline, segment: Segment, done: Container[Rep]) -> tuple[SideChip, ...]:
    part = timeline.parts[segment.step]
    sides = [side for side in ("left", "right") if side in part.sides]
    return tuple(
        SideChip(
            side=side,
            label=_side(part, side),
            short=words.limb(side, part.exercise.limb),
            active=side == segment.side,
            done=_side_done(timeline, segment, side, done),
        )
        for side in sides
    )


def _side(part: Part, side: str) -> str:
    """A side of an exercise, with what its limb does where that tells which is meant."""
    return words.side_meant(side, part.exercise.limb, part.exercise.side_is)


def _side_done(timeline: Timeline, segment: Segment, side: str, done: Container[Rep]) -> bool:
    last = timeline.parts[segment.step].reps_on(side)
    return side != segment.side and all(
        Rep(segment.step, set_, side, rep) in done
        for set_ in range(1, len(last) + 1)
        for rep in (1, _reps(timeline, segment, set_, side))
    )


def _reps(timeline: Timeline, segment: Segment, set_: int, side: str) -> int:
    """The number of reps in a set on a side."""
    found = [s.rep for s in timeline.segments if (s.step, s.set, s.side) == (segment.step, set_, side)]
    planned = timeline.parts[segment.step].reps_on(side)[set_ - 1 : set_]
    return max(found, default=0) or sum(planned)


def _cue(timeline: Timeline, index: int) -> str:
    segment = timeline.segments[index]
    part = timeline.parts[segment.step]
    if segment.phase == "switch":
        if part.exercise.side_is:
            return _side(part, segment.side)
        return say(messages.SIDE_NEXT, side=_side(part, segment.side))
    if segment.phase == "prepare":
        if segment.wait and part.step.note:
            return part.step.note
        return words.position(part.exercise.position, part.exercise.equipment)
    if not segment.rep and _is_after(timeline, index):
        number, rounds = timeline.parts[segment.step].step.round
        if number < rounds:
            return say(messages.ROUND_NEXT, number=number + 1, count=rounds)
        return "Take your time"
    if not segment.rep:
        return say(messages.SET_NEXT, number=segment.set, count=segment.sets)
    if segment.phase == "contract" and part.exercise.press:
        return words.joined(part.exercise.press, words.share(segment.effort) if segment.effort else "")
    return words.breath(segment.breath, segment.kind, segment.length_ms, segment.effort)


def _is_after(timeline: Timeline, index: int) -> bool:
    """Whether a segment is (part of) the rest after an exercise."""
    here, after = timeline.segments[index], timeline.segments[index + 1 : index + 2]
    return here.phase == "rest" and not here.rep and all(segment.step != here.step for segment in after)


def _label(segment: Segment, tells_other: bool) -> str:
    """Which rep it is of how many, as far as the big number does not say so itself."""
    if segment.reps == 1:  # one of one says nothing
        return "" if tells_other else "rep"
    if not tells_other:
        return say(messages.OF_REPS, count=segment.reps)
    return say(messages.REP_OF, number=segment.rep, count=segment.reps) if segment.rep else ""


_INITIALS = {"left": "L", "right": "R", "none": ""}


def _rows(timeline: Timeline, segment: Segment, done: Container[Rep]) -> tuple[HillRow, ...]:
    """A row of hills for each side of the set under way."""
    part = timeline.parts[segment.step]
    moving = [phase for phase in part.method.phases if phase.kind != "rest"] or list(part.method.phases)
    lengths = [phase.ms or 1000 for phase in moving]
    up = lengths[0] if moving[0].kind != "hold" else 0
    down = lengths[-1] if len(moving) > 1 and moving[-1].kind != "hold" else 0
    rises = (up / sum(lengths), down / sum(lengths))
    rows = []
    for side in sorted(part.sides):
        count = _reps(timeline, segment, segment.set, side)
        if not count:
            continue  # that side has fewer sets
        finished = sum(Rep(segment.step, segment.set, side, rep) in done for rep in range(1, count + 1))
        current = segment.rep - 1 if segment.rep and side == segment.side else None
        rows.append(HillRow(_INITIALS[side], count, finished, current, rises))
    return tuple(rows)


def _next_up(timeline: Timeline, index: int) -> NextUp | None:
    """The next side or set of this exercise, else the next exercise."""
    here = timeline.segments[index]
    resting = not here.rep and not _is_after(timeline, index)
    for segment in timeline.segments[index + 1 :]:
        if not segment.rep or (
            resting and (segment.step, segment.set, segment.side) == (here.step, here.set, here.side)
        ):
            continue
        part = timeline.parts[segment.step]
        if segment.step != here.step:
            heading = "After this" if resting else "Next"
            now = timeline.parts[here.step].exercise.equipment
            fetch = [words.KIT[kit] for kit in part.exercise.equipment if kit not in now]
            if fetch:
                with_ = messages.AFTER_THIS_WITH if resting else messages.NEXT_WITH
                heading = say(with_, kit=words.listed(fetch))
            return NextUp(heading, part.exercise.name, segment.step, segment.side)
        alternating = part.alternate and segment.set == here.set
        if (segment.set, segment.side) == (here.set, here.side) or (alternating and resting):
            continue
        if alternating:
            return NextUp("Next", _side(part, segment.side), segment.step, segment.side)
        reps = say(messages.REPS, n=segment.reps)
        if segment.side != here.side:
            title = _side(part, segment.side)
            if segment.reps > 1:  # one of one says nothing
                title = say(messages.NEXT_REPS, side=title, reps=reps)
        else:
            title = say(messages.NEXT_SET_REPS, number=segment.set, reps=reps)
        return NextUp("After this" if resting else "Next", title, segment.step, segment.side)
    return None
