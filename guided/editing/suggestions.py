"""What a draft comes to as a whole, and what one may want to change about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from guided import messages, safety, words
from guided.editing.draft import Draft
from guided.editing.edits import Edit, added, sorted_by_position, with_choice, with_exercise
from guided.library import Library, leading_muscles
from guided.muscles import Muscle
from guided.part import Part
from guided.routine import Exercise, Routine, kit_of
from guided.settings import Settings
from guided.timeline import length_ms

_MOST_REGIONS = 3
_HIP_FRONT = "hip-front"
_FOR_THE_CORE = ("pelvic-tilt", "heel-slide", "navel-draw-in", "supine-march", "standing-march", "bird-dog")
"""What is offered for the core, the gentlest first; one in the position one is in comes before."""

_CORE_MUSCLES = frozenset(("tra", "rectus-abdominis", "obliques", "multifidus"))


class Totals(NamedTuple):
    """A draft as a whole: its length in ms, what it needs, its leading muscles, changes of position."""

    length_ms: int
    kit: tuple[str, ...]
    lengthens: tuple[Muscle, ...]
    works: tuple[Muscle, ...]
    changes: int


def totals(
    routine: Routine,
    parts: Sequence[Part],
    library: Library,
    settings: Settings,
    lengths_ms: Sequence[int] | None = None,
) -> Totals:
    """What a routine, all of whose exercises there are, comes to; `parts` are those of its cards.

    `lengths_ms` are theirs, where they are known.
    """
    main, others = leading_muscles(parts, library, lengths_ms)
    exercises = [part.exercise for part in parts]
    return Totals(
        length_ms(routine, library, settings),
        kit_of(exercises),
        main,
        others,
        position_changes([one.position for one in exercises]),
    )


def leading_regions(parts: Iterable[Part]) -> tuple[str, ...]:
    """The regions a routine is mostly for, at most three, those it is at the longest first."""
    times: Counter[str] = Counter()
    for part in parts:
        times[part.exercise.region] += part.length_ms()
    return tuple(region for region, _ in times.most_common(_MOST_REGIONS))


def position_changes(positions: Sequence[str]) -> int:
    """How often one gets from one position into another, after the first."""
    return sum(before != after for before, after in pairwise(positions))


class Suggestion(NamedTuple):
    """What one may want to change: why, in a sentence, the words of a button, and what makes the edit.

    `id` is the same as long as it is about the same thing; `key` is the card it is about, 0 for the whole.
    `level` is "care" where a condition of the person's own is the reason.
    """

    id: str
    sentence: str
    button: str
    make: Callable[[], Edit] | None
    key: int = 0
    level: str = ""


def suggestions(
    draft: Draft,
    routine: Routine,
    parts: Mapping[int, Part],
    library: Library,
    careful_with: Collection[str] = (),
) -> tuple[Suggestion, ...]:
    """All there is to suggest, first what one click does.

    `parts` has the part of each card by its key, `routine` is the draft's own.
    """
    found = (
        *_by_care(draft, routine, parts, library, careful_with),
        *_by_side(draft, routine, parts, library),
        *_by_order(draft, parts),
        *_by_core(draft, parts, library, careful_with),
    )
    return tuple(sorted(found, key=lambda one: one.make is None))


def _by_care(
    draft: Draft,
    routine: Routine,
    parts: Mapping[int, Part],
    library: Library,
    careful_with: Collection[str],
) -> Iterator[Suggestion]:
    if not careful_with:
        return
    told: dict[tuple[str, str], str] = {}
    for key, part in parts.items():
        played = part.exercise.id, part.method.id
        if played not in told:
            told[played] = safety.caution(part.exercise, careful_with, library, part.method)
        sentence = told[played]
        if not sentence:
            continue
        other = safety.way_around(part.exercise, careful_with, library)
        button = words.say(messages.TAKE_INSTEAD, name=other.name) if other else ""
        make = partial(with_exercise, draft, key, other, library, routine) if other else None
        said = words.say(messages.CARE_AT_STEP, name=part.exercise.name, care=sentence)
        yield Suggestion(f"care:{key}:{part.exercise.id}", said, button, make, key, "care")


def _by_side(
    draft: Draft, routine: Routine, parts: Mapping[int, Part], library: Library
) -> Iterator[Suggestion]:
    done: dict[str, set[str]] = {}
    for part in parts.values():
        done.setdefault(part.exercise.id, set()).update(part.sides)
    for key, part in parts.items():
        sides = done[part.exercise.id]
        if part.exercise.sides == "none" or len(sides & {"left", "right"}) != 1:
            continue
        missing = "left" if "right" in sides else "right"
        limb = words.limb(missing, part.exercise.limb)
        yield Suggestion(
            f"side:{key}",
            words.say(messages.SIDE_IS_MISSING, name=part.exercise.name, side=limb.lower()),
            "Do both sides",
            partial(with_choice, draft, key, "sides", "each", part, library, routine),
            key,
        )
        done[part.exercise.id] = {"left", "right"}  # one button is enough


def _by_order(draft: Draft, parts: Mapping[int, Part]) -> Iterator[Suggestion]:
    positions = {part.exercise.id: part.exercise.position for part in parts.values()}
    if any(card.key not in parts for card in draft.cards) or len(draft.cards) < 3:
        return
    edit = sorted_by_position(draft, positions)
    now, best = (
        position_changes([positions[card.step.exercise] for card in one.cards]) for one in (draft, edit.draft)
    )
    if best < now:
        sentence = words.say(messages.POSITION_CHANGES, n=now, best=best)
        yield Suggestion("order", sentence, "Sort by position", lambda: edit)


def _by_core(
    draft: Draft, parts: Mapping[int, Part], library: Library, careful_with: Collection[str]
) -> Iterator[Suggestion]:
    openers = [key for key, part in parts.items() if part.exercise.region == _HIP_FRONT]
    if not openers or any(_is_for_the_core(part.exercise) for part in parts.values()):
        return
    last = openers[-1]
    for core in _for_the_core(parts[last].exercise.position, library, careful_with):
        yield Suggestion(
            "core",
            words.say(messages.CORE_IS_MISSING, name=parts[last].exercise.name),
            words.say(messages.ADD, name=core.name),
            partial(added, draft, core, draft.place(last) + 1),
        )
        return


def _for_the_core(position: str, library: Library, careful_with: Collection[str]) -> list[Exercise]:
    """What may be offered for the core, those in the position one is in first."""
    there = [library.exercises[name] for name in _FOR_THE_CORE if name in library.exercises]
    fit = [one for one in there if not safety.matching(one, careful_with, library.care)]
    return sorted(fit, key=lambda one: one.position != position)


def _is_for_the_core(exercise: Exercise) -> bool:
    """Whether it is for the core: by its region, or, if it is no hip opener, by the muscle that leads."""
    leads = exercise.region != _HIP_FRONT and bool({*exercise.works[:1]} & _CORE_MUSCLES)
    return exercise.region == "core" or leads
