"""What is said before a step begins: its name, how one gets ready, what to fetch, how one moves, its side."""

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
    """Steps with what is said before each; `known` are the ids of exercises of which little need be said.

    What to fetch is said when it is first needed. Getting ready for a step lasts as long as what there is to
    say with the amount: "full", "brief" or "none".
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
    """A part that takes another's place midway, with what is said before it.

    It may go on with either side, so there is time to name the one that takes longer to say.
    """
    again = part.exercise is before.exercise
    kit = [one for one in part.exercise.equipment if one not in before.exercise.equipment]
    brief = _said_before(part, 1, voice)
    full = brief if again else _said_before(part, 1, voice, _set_up(part, kit))
    texts = {"full": full, "brief": brief}.get(amount, ())
    ms = max(spoken_ms(on_side(texts, part, side), voice) for side in part.sides)
    return replace(part, introduction=Introduction(full, brief, ms))


def on_side(texts: Iterable[str], part: Part, side: str) -> tuple[str, ...]:
    """What is said before a step, of a step that begins with `side`."""
    first, limb = words.limb(part.sides[0], part.exercise.limb), words.limb(side, part.exercise.limb)
    return tuple(limb if first and text == first else text for text in texts)


def parts_of(
    routine: Routine, library: Library, settings: Settings, known: Container[str] = ()
) -> tuple[Part, ...]:
    """A routine's steps as a person plays them, with what is said before each."""
    parts = library.parts(routine, settings.first_side)
    return introduced(parts, settings.speech, library.voice(settings.voice), known)


def known_exercises(library: Library, times: Mapping[str, int]) -> frozenset[str]:
    """The exercises (ids) that need little said: those of routines done so often, `times` by their ids."""
    counted: Counter[str] = Counter()
    for name, count in times.items():
        if routine := library.routines.get(name):
            counted.update({step.exercise: count for step in routine.steps})
    return frozenset(name for name, count in counted.items() if count >= KNOWN_TIMES)


def spoken_ms(texts: Sequence[str], voice: Voice) -> int:
    """How long getting ready must last for the texts to be heard to the end; 0 for none."""
    if not texts:
        return 0
    return LEAD_MS + sum(map(voice.ms, texts)) + GAP_MS * (len(texts) - 1) + TICKS_MS


def sentences(text: str) -> list[str]:
    """A text's sentences, each as it is said by itself."""
    return re.split(r"(?<=[.!?]) ", text) if text else []


def kit_in_words(kit: Iterable[str]) -> list[str]:
    """What to fetch, a text for each thing after "You need"; nothing where nothing is to be fetched."""
    things = [words.KIT[one] for one in kit]
    return [YOU_NEED, *things] if things else []


def _set_up(part: Part, kit: Sequence[str]) -> list[str]:
    """How one gets ready, and how one moves then."""
    exercise = part.exercise
    return [
        words.position(exercise.position, exercise.equipment),
        *kit_in_words(kit),
        *sentences(exercise.start),
        *sentences(exercise.end),
    ]


def _said_before(part: Part, number: int, voice: Voice, set_up: Sequence[str] = ()) -> tuple[str, ...]:
    """What is said before a step that the voice can say; of a name without a clip, that one comes."""
    exercise = part.exercise
    name = exercise.name if voice.ms(exercise.name) else NEXT if number else FIRST
    side = words.limb(part.sides[0], exercise.limb) if not part.alternate else ""
    texts = [name, *set_up, side]
    texts += [] if number else [STOP_IF_IT_HURTS]
    texts += [PRESS_A_KEY] if part.step.wait else []
    return tuple(text for text in texts if voice.ms(text))
