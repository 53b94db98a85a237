"""What is said before a step begins: its name, how one gets ready, what to fetch, how one moves, its side."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from guided import words
from guided.part import Introduction, Part
from guided.voice import Voice

LEAD_MS = 700  # after the tone that says one gets ready
GAP_MS = 300  # between one text and the next
TICKS_MS = 3_300  # the last seconds before one moves belong to the ticks

FIRST = "First exercise"  # said of a name that has no clip
NEXT = "Next exercise"
YOU_NEED = "You need"
STOP_IF_IT_HURTS = "Stop if it hurts."
PRESS_A_KEY = "Press any key when you are ready."


def introduced(
    parts: Sequence[Part], amount: str, voice: Voice, known: Collection[str] = ()
) -> tuple[Part, ...]:
    """Steps with what is said before each; with the amount "brief", or of what is `known`, name and side.

    What to fetch is said when it is first needed. A step whose time to get ready is shorter than what
    there is to say gets that much time, unless the same exercise comes right before it.
    """
    made: list[Part] = []
    fetched: set[str] = set()
    for number, part in enumerate(parts):
        brief = amount == "brief" or part.exercise.id in known
        again = bool(made) and made[-1].exercise is part.exercise
        kit = [one for one in part.exercise.equipment if one not in fetched]
        texts = () if amount == "none" else _said_before(part, number, kit, brief, again, voice)
        fetched.update(part.exercise.equipment)
        made.append(replace(part, introduction=Introduction(texts, spoken_ms(texts, voice), brief)))
    return tuple(made)


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


def _said_before(
    part: Part, number: int, kit: Sequence[str], brief: bool, again: bool, voice: Voice
) -> tuple[str, ...]:
    exercise = part.exercise
    name = exercise.name if voice.ms(exercise.name) else NEXT if number else FIRST
    side = words.limb(part.sides[0], exercise.limb) if not part.alternate else ""
    texts = [name]
    if not brief and not again:
        texts += [words.POSITIONS[exercise.position], *kit_in_words(kit)]
        texts += [*sentences(exercise.start), *sentences(exercise.end)]
    texts += [side] if side else []
    texts += [] if number else [STOP_IF_IT_HURTS]
    texts += [PRESS_A_KEY] if part.step.wait else []
    return tuple(text for text in texts if voice.ms(text))
