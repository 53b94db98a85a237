"""What is said before a step: name, how often and which side, then the set-up, the kit and how to move."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from guided import spoken, words
from guided.breath import Breath
from guided.library import Library
from guided.part import Introduction, Part, breath_of
from guided.routine import Exercise, Routine
from guided.settings import PlayedBy
from guided.voice import Voice

LEAD_MS = 700  # after the tone that says one gets ready
GAP_MS = 300  # between one text and the next
TICKS_MS = 3_300  # the last seconds before one moves belong to the ticks

KNOWN_TIMES = 3  # done so often, an exercise is known

FIRST = "First exercise"  # said of a name that has no clip
NEXT = "Next exercise"
YOU_NEED = "You need"
STOP_IF_IT_HURTS = "Stop if it hurts."
PRESS_A_KEY = "Press any key when you are ready."
EACH_WAY = "Each way"

_SHORTEST_TOLD_MS = 5_000  # of a hold that is done once
_LONG_MS = 60_000  # from here on what is held in breaths is told in minutes


def introduced(
    parts: Sequence[Part],
    amount: str,
    voice: Voice,
    known: Container[str] = (),
    settings: PlayedBy | None = None,
) -> tuple[Part, ...]:
    """Parts with what is said before each; exercises whose ids are `known` need little.

    What to fetch is said when it is first needed. The preparation lasts as long as there is something to
    say at this `amount`: "full", "brief" or "none".
    """
    said = introductions(parts, amount, voice, known, settings)
    return tuple(replace(part, introduction=one) for part, one in zip(parts, said, strict=True))


def introductions(
    parts: Sequence[Part],
    amount: str,
    voice: Voice,
    known: Container[str] = (),
    settings: PlayedBy | None = None,
) -> Iterator[Introduction]:
    """What is said before each part, as `introduced` puts it in."""
    before: Exercise | None = None
    fetched: set[str] = set()
    for number, part in enumerate(parts):
        exercise = part.exercise
        again, before = before is exercise, exercise
        kit = [one for one in exercise.equipment if one not in fetched]
        fetched.update(exercise.equipment)
        familiar = exercise.id in known
        often = _how_often(part, voice, settings or PlayedBy())
        set_up = () if again or familiar else _set_up(part, kit)
        first = (*often, *which_side(part, part.sides[0], voice))
        full, brief = _said_before(part, number, voice, first, set_up)
        ms = spoken_ms({"full": full, "brief": brief}.get(amount, ()), voice)
        yield Introduction(full, brief, ms, familiar, often)


def introduced_instead(part: Part, before: Part, settings: PlayedBy, voice: Voice) -> Part:
    """A part that replaces another midway, with what is said before it.

    It may continue on either side, so there is time for the side that takes longer to say. How often is not
    said: some of it may be done.
    """
    again = part.exercise is before.exercise
    kit = [one for one in part.exercise.equipment if one not in before.exercise.equipment]
    side = which_side(part, part.sides[0], voice)
    full, brief = _said_before(part, 1, voice, side, () if again else _set_up(part, kit))
    texts = {"full": full, "brief": brief}.get(settings.speech, ())
    ms = max(spoken_ms(on_side(texts, part, side), voice) for side in part.sides)
    return replace(part, introduction=Introduction(full, brief, ms))


def on_side(texts: Iterable[str], part: Part, side: str) -> tuple[str, ...]:
    """The texts before a step, for a start on `side`."""
    exercise = part.exercise
    here = (_of_side(exercise.side_is, exercise.limb, one) for one in (part.sides[0], side))
    there = dict(zip(*here, strict=True))
    return tuple(there.get(text, text) for text in texts)


def which_side(part: Part, side: str, voice: Voice) -> tuple[str, ...]:
    """What says which side begins or comes next: the exercise's own sentences, else the limb.

    Of sides that alternate, which one is first.
    """
    *own, first, limb = _of_side(part.exercise.side_is, part.exercise.limb, side)
    if part.alternate:
        return (first,) if limb else ()
    return tuple(own) if own and all(map(voice.ms, own)) else (limb,) if limb else ()


@lru_cache(1024)
def _of_side(side_is: str, limb: str, side: str) -> tuple[str, ...]:
    """All that may be said of a side, the limb last."""
    named = words.limb(side, limb)
    return (*_side_sentences(side_is, side), spoken.begins(named), named)


def _side_sentences(side_is: str, side: str) -> list[str]:
    """What an exercise says about which side is meant; nothing without sides."""
    if side == "none":
        return []
    return [words.sentence(text) for text in sentences(words.on_side(side_is, side))]


def parts_of(
    routine: Routine, library: Library, settings: PlayedBy, known: Container[str] = ()
) -> tuple[Part, ...]:
    """The parts of a routine with a person's settings, and what is said before each."""
    parts = library.parts(routine, settings.first_side)
    return introduced(parts, settings.speech, library.voice(settings.voice), known, settings)


def known_exercises(library: Library, times: Mapping[str, int]) -> frozenset[str]:
    """The ids of exercises that need little said, by how many `times` each routine was done."""
    counted: Counter[str] = Counter()
    for name, count in times.items():
        if routine := library.routines.get(name):
            counted.update({step.exercise: count for step in routine.steps})
    return frozenset(name for name, count in counted.items() if count >= KNOWN_TIMES)


def spoken_ms(texts: Sequence[str], voice: Voice) -> int:
    """How long the preparation must last for the texts to be heard to the end, in ms; 0 for none."""
    if not texts:
        return 0
    return LEAD_MS + sum(map(voice.ms, texts)) + GAP_MS * (len(texts) - 1) + TICKS_MS


@lru_cache(1024)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, each to be spoken by itself."""
    return tuple(re.split(r"(?<=[.!?]) ", text)) if text else ()


def texts_of(exercise: Exercise) -> Iterator[str]:
    """Everything that may be said of an exercise and of no other."""
    yield exercise.name
    yield from (*sentences(exercise.start), *sentences(exercise.end), *exercise.cues)
    for side in ("left", "right"):
        yield from _side_sentences(exercise.side_is, side)


def kit_in_words(kit: Iterable[str]) -> list[str]:
    """What to fetch: "You need" and a text for each item; nothing if there is none."""
    things = [words.KIT[one] for one in kit]
    return [YOU_NEED, *things] if things else []


def _set_up(part: Part, kit: Sequence[str]) -> list[str]:
    """How to get ready, and how to move then."""
    exercise = part.exercise
    return [
        words.position(exercise.position, exercise.equipment),
        *kit_in_words(kit),
        *sentences(exercise.start),
        *sentences(exercise.end),
    ]


def _how_often(part: Part, voice: Voice, settings: PlayedBy) -> tuple[str, ...]:
    """How often or how long, of several sets how many and the reps of the first."""
    breath = breath_of(settings)
    if part.step.fill_ms:
        breaths = spoken.breaths(part.reps_in(1, part.sides[0], breath, settings.pace))
        return (breaths if part.by_breath and voice.ms(breaths) else spoken.length(part.step.fill_ms),)
    reps = part.reps_on(part.sides[0])
    if len(reps) > 1:
        return (spoken.sets(len(reps)), *set_begins(part, 1, part.sides[0]))
    held = _held(part, breath) if reps[0] == 1 else []
    often = words.times(reps[0], part.alternate)
    return (*(_each_way(part, reps[0], voice) if part.method.reverse else [often]), *held)


def _each_way(part: Part, many: int, voice: Voice) -> list[str]:
    """How often it is done each way round, and in all where the voice has words for that."""
    both = words.times_each_way(many)
    return [both] if voice.ms(both) and not part.alternate else [words.times(many, part.alternate), EACH_WAY]


def set_begins(part: Part, number: int, side: str) -> list[str]:
    """A set of several as it begins, and how many reps it has."""
    reps = part.reps_on(side)[number - 1 : number]
    return [spoken.set_number(number), *(words.times(many, part.alternate) for many in reps)]


def _held(part: Part, breath: Breath) -> list[str]:
    """How long a hold lasts that is done once; nothing of a short one."""
    dose = part.dose
    ms = breath.length_ms(dose.breaths, "free") if dose.breaths else dose.hold_ms
    if dose.breaths and ms < _LONG_MS and float(dose.breaths).is_integer():
        return [spoken.breaths(int(dose.breaths))]
    return [spoken.length(ms)] if ms >= _SHORTEST_TOLD_MS else []


def _said_before(
    part: Part, number: int, voice: Voice, first: Sequence[str], set_up: Sequence[str] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is said before a step with the set-up and without it, as far as the voice has clips.

    A name without a clip is announced instead.
    """
    exercise = part.exercise
    name = exercise.name if voice.ms(exercise.name) else NEXT if number else FIRST
    last = [] if number else [STOP_IF_IT_HURTS]
    last += [PRESS_A_KEY] if part.step.wait else []
    begin, middle, end = (tuple(filter(voice.ms, texts)) for texts in ([name, *first], set_up, last))
    return begin + middle + end, begin + end
