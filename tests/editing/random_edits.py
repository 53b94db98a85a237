"""Any edits of a draft, one after the other, as somebody might make them."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

from guided.editing import edits
from guided.editing.dose import Choice, Number, Switch, fields_of
from guided.editing.draft import Draft, parts_of_cards
from guided.editing.edits import Edit
from guided.library import Library
from guided.routine import Routine

KINDS = "add duplicate remove move sort swap field field field note name goal leave join".split()


class Ask(NamedTuple):
    """An edit to make: its kind, and two numbers that say of what and what to."""

    kind: str
    which: int
    to: int


asks = st.lists(
    st.builds(Ask, st.sampled_from(KINDS), st.integers(0, 10_000), st.integers(0, 10_000)),
    min_size=1,
    max_size=12,
)
TEXTS = ("", "Slowly", "# no comment", 'Say "ah"', "Zwei\nZeilen", "脚を伸ばす", "a" * 3_000, "\\ [[step]]")


def made(draft: Draft, ask: Ask, library: Library, base: Routine) -> Edit:
    """A draft after what was asked; itself where that cannot be done."""
    exercises = list(library.exercises.values())
    if ask.kind == "add":
        return edits.added(draft, exercises[ask.to % len(exercises)], ask.which % (len(draft.cards) + 1))
    if ask.kind == "name":
        return edits.renamed(draft, TEXTS[ask.to % len(TEXTS)])
    if ask.kind == "goal":
        return edits.with_goal(draft, TEXTS[ask.to % len(TEXTS)])
    if ask.kind == "sort":
        positions = {one.id: one.position for one in exercises}
        return edits.sorted_by_position(draft, positions)
    if not draft.cards:
        return Edit(draft, "")
    key = draft.cards[ask.which % len(draft.cards)].key
    if ask.kind == "duplicate":
        return edits.duplicated(draft, key, "It")
    if ask.kind == "remove":
        return edits.removed(draft, key, "It")
    if ask.kind == "move":
        return edits.moved(draft, key, ask.to % len(draft.cards), "It")
    if ask.kind == "leave":
        return edits.taken_out_of_circuit(draft, key) if draft.card(key).circuit else Edit(draft, "")
    if ask.kind == "join":
        return edits.joined(draft, key) if edits.may_join(draft, key) else Edit(draft, "")
    if ask.kind == "note":
        return edits.with_note(draft, key, TEXTS[ask.to % len(TEXTS)])
    if ask.kind == "swap":
        return edits.with_exercise(draft, key, exercises[ask.to % len(exercises)], library, base)
    return _in_field(draft, key, ask.to, library, base)


def _in_field(draft: Draft, key: int, to: int, library: Library, base: Routine) -> Edit:
    part = parts_of_cards(draft, library, base)[key]
    circuit = draft.card(key).circuit
    rounds = draft.circuits[circuit].rounds if circuit else 0
    fields = fields_of(part, library, base, rounds)
    field = fields[to % len(fields)]
    if isinstance(field, Switch):
        return edits.with_switch(draft, key, field.id, not field.on, part)
    if isinstance(field, Choice):
        chosen = field.values[to // 7 % len(field.values)][0]
        return edits.with_choice(draft, key, field.id, chosen, part, library, base)
    assert isinstance(field, Number)
    span = min(field.most, field.least + 40 * field.by) - field.least
    value = None if to % 11 == 0 else field.least + to % 41 * span / 40
    return edits.with_number(draft, key, field, value, part)
