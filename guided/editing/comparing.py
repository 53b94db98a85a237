"""Two drafts side by side: their words and steps in lines, equal ones next to each other."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from guided import prescription, words
from guided.editing.draft import Draft, parts_of_cards, routine_of
from guided.library import Library
from guided.routine import Routine


class Pair(NamedTuple):
    """A line of the one beside its counterpart in the other; empty where that has none."""

    one: str
    other: str

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return self.one == self.other


def side_by_side(one: Draft, other: Draft, library: Library) -> tuple[Pair, ...]:
    """The lines of two drafts, paired."""
    left, right = ([*_lines(draft, library)] for draft in (one, other))
    pairs: list[Pair] = []
    for _, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        pairs += [Pair(*pair) for pair in zip_longest(left[a:b], right[c:d], fillvalue="")]
    return tuple(pairs)


def _lines(draft: Draft, library: Library) -> Iterator[str]:
    yield draft.name
    if draft.goal:
        yield draft.goal
    base: Routine = routine_of(draft)
    parts = parts_of_cards(draft, library, base)
    for card in draft.cards:
        part = parts.get(card.key)
        if part is None:
            yield card.step.exercise
        else:
            yield words.joined(
                part.exercise.name, part.method.name, prescription.in_full(part.dose), card.step.note
            )
