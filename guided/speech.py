"""What is said, and when: words placed in a timeline so that each is heard whole and none overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from guided import words
from guided.cues import WORD, Cue, cues
from guided.introduction import (
    EACH_WAY,
    FIRST,
    GAP_MS,
    LEAD_MS,
    NEXT,
    PRESS_A_KEY,
    STOP_IF_IT_HURTS,
    TICKS_MS,
    YOU_NEED,
    kit_in_words,
    on_side,
    set_begins,
    texts_of,
    which_side,
)
from guided.library import Library
from guided.part import Part
from guided.spoken import begins, breaths, length, minutes, number, of, set_number, set_of, sets
from guided.timeline import Segment, Timeline, segments_of_rep
from guided.voice import Voice

OTHER_SIDE = "Other side"
OTHER_WAY = "The other way"
LAST_ONE, TWO_MORE = "Last one", "Two more"
HALF_WAY, THREE_TWO_ONE = "Half-way", "Three, two, one"
IN, OUT = "In", "Out"
WELL_DONE = "Well done. That was the last one."

MOST_COUNTED = 30  # reps that have a clip each
MOST_EACH_SIDE = 20  # times that have one where sides alternate
MOST_EACH_WAY = 3  # and where it goes both ways round
MOST_SETS = 6
MOST_MINUTES = 60

_AFTER_TONE_MS = 150  # a tone is heard before the word that goes with it
_BEFORE_NEXT_MS = 80  # a word ends before the next phase does begin
_NAMED_REPS = 2  # reps whose phases, and sides where these alternate, are named
_NAMED_BREATHS = 2  # breaths of a long hold that are named
_COUNTED_OF = 4  # every so many reps it is also said of how many
_LONG_MS = 10_000  # from here on a phase is counted out
_CUE_AFTER_MS = 5_000  # into a long hold one cue of the exercise
_HALVED_MS = 20_000  # from here on half-way is told
_AT_THE_END_MS = 1_800  # after the last tone begins


class _Chance(NamedTuple):
    """Texts to say in a row from `at_ms`, finished by `by_ms` or not said at all."""

    at_ms: int
    by_ms: int
    texts: tuple[str, ...]


def heard(timeline: Timeline, amount: str, voice: Voice) -> tuple[Cue, ...]:
    """Everything to be heard in a timeline, in order: its sounds and, with a voice, its words."""
    return tuple(sorted([*cues(timeline), *words_of(timeline, amount, voice)]))


def words_of(timeline: Timeline, amount: str, voice: Voice) -> tuple[Cue, ...]:
    """Every word of a timeline in order, as cues; none if `amount` is "none".

    Words never overlap: one without room before the next phase, or beside a more important one, is left out.
    So is what the voice cannot say.
    """
    if amount == "none" or not voice.clips:
        return ()
    said: list[Cue] = []
    for index in range(len(timeline.segments)):
        taken: list[Cue] = []
        for chance in _chances(timeline, index, amount == "brief", voice):
            taken += _fitted(chance, taken, voice)
        said += sorted(taken)
    end = _Chance(timeline.length_ms + _AT_THE_END_MS, timeline.length_ms + 60_000, _at_the_end(timeline))
    return (*said, *_fitted(end, [], voice))


def _fitted(chance: _Chance, taken: Sequence[Cue], voice: Voice) -> list[Cue]:
    """The cues of a chance; none if it is too long, overlaps what is taken, or lacks a clip."""
    at, made = chance.at_ms, []
    for text in chance.texts:
        length = voice.ms(text)
        if not length:
            return []
        made.append(Cue(at, WORD, length, text))
        at += length + GAP_MS
    if not made or made[-1].at_ms + made[-1].length_ms > chance.by_ms:
        return []
    first, last = chance.at_ms - GAP_MS, at
    meets = any(cue.at_ms < last and cue.at_ms + cue.length_ms > first for cue in taken)
    return [] if meets else made


def _chances(timeline: Timeline, index: int, brief: bool, voice: Voice) -> Iterator[_Chance]:
    """What could be said in a segment, the most important first."""
    segment = timeline.segments[index]
    part = timeline.parts[segment.step]
    texts = part.introduction.brief if brief else part.introduction.full
    brief = brief or part.introduction.known
    if segment.rep:
        yield from _in_rep(timeline, index, part, brief)
    elif segment.phase == "prepare":
        untrue = part.introduction.often if segment.readies else ()  # of the reps some are done
        texts = on_side((text for text in texts if text not in untrue), part, segment.side)
        yield from _in_order(segment, texts, 0 if segment.wait else TICKS_MS, voice)
    elif segment.phase == "switch":
        side, limb = which_side(part, segment.side, voice), (words.limb(segment.side, part.exercise.limb),)
        for texts in ((OTHER_SIDE, *side), side, (OTHER_SIDE, *limb), limb):
            yield _Chance(segment.start_ms + LEAD_MS, segment.end_ms - TICKS_MS, texts)
    else:
        yield from _in_rest(timeline, index, brief, voice)


def _in_order(segment: Segment, texts: Sequence[str], tail_ms: int, voice: Voice) -> Iterator[_Chance]:
    """The texts in a row, as many from the first on as there is time for."""
    start, by = segment.start_ms + LEAD_MS, segment.end_ms - tail_ms
    for count in range(len(texts), 0, -1):
        length = sum(map(voice.ms, texts[:count])) + GAP_MS * (count - 1)
        if start + length <= by:
            yield _Chance(start, by, tuple(texts[:count]))
            return


def _in_rest(timeline: Timeline, index: int, brief: bool, voice: Voice) -> Iterator[_Chance]:
    """What to say in a rest: that it is one, and the next side and set, or step and what to fetch.

    At the end of one between sets it is said again which set comes, and how many reps it has.
    """
    segment = timeline.segments[index]
    texts, tail_ms = [words.PHASES["rest"]], TICKS_MS
    if index + 1 < len(timeline.segments):
        follows = timeline.segments[index + 1]
        now, then = timeline.parts[segment.step].exercise, timeline.parts[follows.step].exercise
        if follows.step != segment.step:
            kit = [one for one in then.equipment if one not in now.equipment]
            texts += [NEXT, then.name] if voice.ms(then.name) else [NEXT]
            texts += [] if brief else kit_in_words(kit)
        else:
            part, limb = timeline.parts[segment.step], words.limb(segment.side, then.limb)
            side = (limb,) if part.alternate else which_side(part, segment.side, voice) or (limb,)
            texts += [*side, set_of(segment.set, segment.sets)]
            set_, *often = set_begins(part, segment.set, segment.side)
            again = tuple(text for text in (set_, side[-1], *often) if voice.ms(text))
            again_ms = sum(map(voice.ms, again)) + GAP_MS * len(again)
            if segment.length_ms >= LEAD_MS + again_ms + TICKS_MS:
                tail_ms += again_ms
                yield _Chance(segment.end_ms - tail_ms + GAP_MS, segment.end_ms - TICKS_MS, again)
    yield from _in_order(segment, [text for text in texts if voice.ms(text)], tail_ms, voice)


def _in_rep(timeline: Timeline, index: int, part: Part, brief: bool) -> Iterator[_Chance]:
    """What to say in a rep: count, side and phase at its start, and encouragement through a long one."""
    segment, rep = timeline.segments[index], segments_of_rep(timeline, index)
    start, by = segment.start_ms + _AFTER_TONE_MS, segment.end_ms - _BEFORE_NEXT_MS
    first = rep[0] is segment
    count = _count(segment, part, brief) if first else ""
    side = _side(segment, part, brief) if first else ""
    named = segment.rep <= (1 if brief else _NAMED_REPS) and segment.phase != "rest"
    phase = _phase(segment, rep, part) if named else _breath_named(segment, part, brief)
    best_first = (
        (count, side, phase),
        (count, side),
        (count, phase),
        (count,),
        (side, phase),
        (side,),
        (phase,),
    )
    for texts in best_first:
        if spoken := tuple(filter(None, texts)):
            yield _Chance(start, by, spoken)
    if segment.length_ms >= _LONG_MS and segment.kind == "hold":
        yield from _in_long_hold(segment, part, brief, rep)


def _phase(segment: Segment, rep: Sequence[Segment], part: Part) -> str:
    """The name of a phase; of two alike in a row, the breath that distinguishes them."""
    index = next(at for at, one in enumerate(rep) if one is segment)
    alike = any(one.phase == segment.phase for one in (*rep[:index][-1:], *rep[index + 1 :][:1]))
    if alike and segment.breath in ("in", "out"):
        return words.PHASES["inhale" if segment.breath == "in" else "exhale"]
    goes_on = index > 0 and rep[index - 1].phase == segment.phase
    return "" if goes_on else words.phase(segment.phase, part.exercise.called)


def _side(segment: Segment, part: Part, brief: bool) -> str:
    """The side of a rep if sides alternate: in the first reps, and now and then later."""
    named = segment.rep <= (1 if brief else _NAMED_REPS)
    now_and_then = not brief and (segment.rep % _COUNTED_OF == 0 or segment.rep == segment.reps)
    return words.limb(segment.side, part.exercise.limb) if part.alternate and (named or now_and_then) else ""


def _in_long_hold(segment: Segment, part: Part, brief: bool, rep: Sequence[Segment]) -> Iterator[_Chance]:
    by = segment.end_ms - _BEFORE_NEXT_MS
    yield _Chance(segment.end_ms - 3_000, segment.end_ms, (THREE_TWO_ONE,))
    if segment.length_ms >= _HALVED_MS:
        yield _Chance(segment.start_ms + segment.length_ms // 2, by, (HALF_WAY,))
    if brief:
        return
    cue_ms = _CUE_AFTER_MS
    if part.holds_breaths:
        for breath in segment.breaths[1 : 2 * _NAMED_BREATHS]:  # the phase is named at the first
            begins, ends = segment.start_ms + breath.start_ms, segment.start_ms + breath.end_ms
            yield _Chance(begins + _AFTER_TONE_MS, ends, (IN if breath.way == "in" else OUT,))
            cue_ms = breath.end_ms + _AFTER_TONE_MS
    if cues := part.exercise.cues:
        turn = segment.rep - 1 + sum(one.kind == "hold" for one in rep if one.end_ms <= segment.start_ms)
        yield _Chance(segment.start_ms + cue_ms, by, (cues[turn % len(cues)],))


def _breath_named(segment: Segment, part: Part, brief: bool) -> str:
    """The name of a phase's breath, if breath leads the movement."""
    leads = part.exercise.region == "breath" and not brief
    return {"in": IN, "out": OUT}.get(segment.breath, "") if leads and segment.phase != "hold" else ""


def _count(segment: Segment, part: Part, brief: bool) -> str:
    """The number of the rep in words; empty if it goes without saying.

    In a time to fill only the halfway point is counted, and now and then the breaths; with alternating sides
    only the first. One rep goes without saying unless it is the last set.
    """
    rep, reps, fills = segment.rep, segment.reps, part.step.fill_ms > 0
    if part.alternate and segment.side != part.sides[0]:
        return ""
    if reps == 1:
        return LAST_ONE if 1 < segment.sets == segment.set else ""
    if part.method.reverse and rep == reps // 2 + 1:
        return OTHER_WAY
    if rep == reps:
        return LAST_ONE
    if fills and rep == reps // 2 + 1 and reps > 3:
        return HALF_WAY
    if fills and not part.by_breath:
        return ""
    if rep == reps - 1 and reps > 3:
        return TWO_MORE
    if rep <= _NAMED_REPS or ((brief or fills) and rep % _COUNTED_OF):
        return ""
    return of(rep, reps) if rep % _COUNTED_OF == 0 else number(rep)


def _at_the_end(timeline: Timeline) -> tuple[str, ...]:
    return WELL_DONE, minutes(timeline.length_ms)


def vocabulary(library: Library) -> tuple[str, ...]:
    """Every text that may be said with a library, once each: the program's own, then the exercises'."""
    limbs = dict.fromkeys(exercise.limb for exercise in library.exercises.values())
    both = [words.limb(side, limb) for limb in limbs for side in ("left", "right")]
    own = [
        *(
            FIRST,
            NEXT,
            YOU_NEED,
            STOP_IF_IT_HURTS,
            PRESS_A_KEY,
            EACH_WAY,
            OTHER_SIDE,
            OTHER_WAY,
            LAST_ONE,
            TWO_MORE,
        ),
        *(HALF_WAY, THREE_TWO_ONE, IN, OUT, WELL_DONE),
        *(word for phase, word in words.PHASES.items() if phase not in ("prepare", "switch")),
        *words.POSITIONS.values(),
        *(words.position(one.position, one.equipment) for one in library.exercises.values()),
        *words.KIT.values(),
        *(text for limb in both for text in (limb, begins(limb))),
        *map(number, range(_NAMED_REPS + 1, MOST_COUNTED + 1)),
        *(
            of(rep, reps)
            for reps in range(_COUNTED_OF + 2, MOST_COUNTED + 1)
            for rep in range(_COUNTED_OF, reps - 1, _COUNTED_OF)
        ),
        *(words.times(many) for many in range(1, MOST_COUNTED + 1)),
        *(words.times(many, each_side=True) for many in range(1, MOST_EACH_SIDE + 1)),
        *(words.times_each_way(many) for many in range(1, MOST_EACH_WAY + 1)),
        *map(breaths, range(1, MOST_COUNTED + 1)),
        *map(sets, range(2, MOST_SETS + 1)),
        *map(set_number, range(1, MOST_SETS + 1)),
        *(set_of(number, sets) for sets in range(2, MOST_SETS + 1) for number in range(2, sets + 1)),
        *(length(5_000 * fives) for fives in range(1, 20)),
        *(minutes(60_000 * many) for many in range(1, MOST_MINUTES + 1)),
    ]
    told = [text for exercise in library.exercises.values() for text in texts_of(exercise)]
    return tuple(dict.fromkeys([*own, *told]))
