"""What is said before a step: its name, the set-up, what to fetch, how to move, and the side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from guided import words
from guided.library import Library
from guided.part import Introduction, Part
from guided.routine import Routine
from guided.settings import Settings
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


def introduced(
    parts: Sequence[Part], amount: str, voice: Voice, known: Container[str] = ()
) -> tuple[Part, ...]:
    """Parts with what is said before each; exercises whose ids are `known` need little.

    What to fetch is said when it is first needed. The preparation lasts as long as there is something to
    say at this `amount`: "full", "brief" or "none".
    """
    made: list[Part] = []
    fetched: set[str] = set()
    for number, part in enumerate(parts):
        exercise = part.exercise
        again = bool(made) and made[-1].exercise is exercise
        kit = [one for one in exercise.equipment if one not in fetched]
        fetched.update(exercise.equipment)
        familiar = exercise.id in known
        brief = _said_before(part, number, voice)
        full = _said_before(part, number, voice, () if again or familiar else _set_up(part, kit))
        ms = spoken_ms({"full": full, "brief": brief}.get(amount, ()), voice)
        made.append(replace(part, introduction=Introduction(full, brief, ms, familiar)))
    return tuple(made)


def introduced_instead(part: Part, before: Part, amount: str, voice: Voice) -> Part:
    """A part that replaces another midway, with what is said before it.

    It may continue on either side, so there is time for the side that takes longer to say.
    """
    again = part.exercise is before.exercise
    kit = [one for one in part.exercise.equipment if one not in before.exercise.equipment]
    brief = _said_before(part, 1, voice)
    full = brief if again else _said_before(part, 1, voice, _set_up(part, kit))
    texts = {"full": full, "brief": brief}.get(amount, ())
    ms = max(spoken_ms(on_side(texts, part, side), voice) for side in part.sides)
    return replace(part, introduction=Introduction(full, brief, ms))


def on_side(texts: Iterable[str], part: Part, side: str) -> tuple[str, ...]:
    """The texts before a step, for a start on `side`."""
    first, limb = words.limb(part.sides[0], part.exercise.limb), words.limb(side, part.exercise.limb)
    return tuple(limb if first and text == first else text for text in texts)


def parts_of(
    routine: Routine, library: Library, settings: Settings, known: Container[str] = ()
) -> tuple[Part, ...]:
    """The parts of a routine with a person's settings, and what is said before each."""
    parts = library.parts(routine, settings.first_side)
    return introduced(parts, settings.speech, library.voice(settings.voice), known)


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


def sentences(text: str) -> list[str]:
    """The sentences of a text, each to be spoken by itself."""
    return re.split(r"(?<=[.!?]) ", text) if text else []


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
        *_how_often(part),
    ]


def _how_often(part: Part) -> list[str]:
    """The reps of the first set; nothing where a time is filled, where there is one, or each way as many."""
    reps = part.reps_on(part.sides[0])[0]
    if part.step.fill_ms or part.method.reverse or reps == 1:
        return []
    return [words.times(reps, part.alternate)]


def _said_before(part: Part, number: int, voice: Voice, set_up: Sequence[str] = ()) -> tuple[str, ...]:
    """What is said before a step, as far as the voice has clips; a name without one is announced instead."""
    exercise = part.exercise
    name = exercise.name if voice.ms(exercise.name) else NEXT if number else FIRST
    side = words.limb(part.sides[0], exercise.limb) if not part.alternate else ""
    texts = [name, *set_up, side]
    texts += [] if number else [STOP_IF_IT_HURTS]
    texts += [PRESS_A_KEY] if part.step.wait else []
    return tuple(text for text in texts if voice.ms(text))
