"""A draft in the window: what it comes to, and every edit undone and done again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from guided.editing import edits
from guided.editing.draft import Checked, Draft, checked, parts_of_cards, routine_of
from guided.editing.edits import Edit
from guided.editing.suggestions import Suggestion, Totals, suggestions, totals
from guided.library import Library
from guided.part import Part
from guided.routine import Exercise, Routine, Step
from guided.safety import Advice, minded
from guided.settings import Settings


class Document(QObject):
    """The draft that is edited, the card one is at, and what follows from both.

    `base` is the routine the draft was read as, with the exercises and methods its file brings along.
    """

    changed = Signal()
    """The draft is another one, or what it is made of."""
    moved = Signal()
    """One is at another card."""

    def __init__(self, draft: Draft, base: Routine, library: Library, settings: Settings) -> None:
        super().__init__()
        self.base, self.library, self.settings = base, library, settings
        self.stack = QUndoStack(self)
        self._kinds: dict[str, int] = {}
        self._set_aside: set[str] = set()
        self.parts, self.lengths_ms = {}, {}
        self.draft, self.current = draft, draft.cards[0].key if draft.cards else 0
        self._work_out()

    checked: Checked
    lengths_ms: Mapping[int, int]
    """The length of each card that is in `parts`, by its key."""
    parts: Mapping[int, Part]
    totals: Totals
    routine: Routine
    """The routine as it would be saved, without steps whose exercise is unknown."""

    @property
    def part(self) -> Part | None:
        """The part of the card one is at; None without one, or if its exercise is unknown."""
        return self.parts.get(self.current)

    def name_of(self, key: int) -> str:
        """The name of a card's exercise; its id if it is unknown."""
        part = self.parts.get(key)
        return part.exercise.name if part else self.draft.card(key).step.exercise

    def care(self, part: Part) -> Advice | None:
        """What the person has to mind in a part, by what they named."""
        return minded(part.exercise, self.settings.careful_with, self.library, part.method)

    def tried(self, exercise: Exercise) -> Part:
        """An exercise as it would come into the routine."""
        return self.library.part(self.base, Step(exercise.id))

    def exercises(self) -> Mapping[str, Exercise]:
        """Every exercise there is for this routine."""
        return self.library.exercises_in(self.base)

    def make(self, edit: Edit) -> None:
        """Make an edit, unless it changes nothing."""
        if edit.draft != self.draft:
            kind = self._kinds.setdefault(edit.kind, len(self._kinds)) if edit.kind else -1
            self.stack.push(_Made(self, edit, kind))

    def put(self, key: int, exercise_id: str) -> None:
        """Have another exercise on a card, if both are there."""
        exercise = self.exercises().get(exercise_id)
        if exercise is not None and key in {card.key for card in self.draft.cards}:
            self.make(edits.with_exercise(self.draft, key, exercise, self.library, self.base))

    def take(self, draft: Draft, key: int) -> None:
        """Take over a draft, at one of its cards: for what the stack undoes and does again."""
        self.draft = draft
        there = [card.key for card in draft.cards]
        self.current = key if key in there else self.current
        if self.current not in there:
            self.current = there[0] if there else 0
        self._work_out()
        self.changed.emit()

    def go_to(self, key: int) -> None:
        """Be at another card."""
        if key != self.current:
            self.current = key
            self.moved.emit()

    def use(self, library: Library, settings: Settings) -> None:
        """Another library, or other settings."""
        self.library, self.settings = library, settings
        self._work_out()
        self.changed.emit()

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What there is to suggest, but for what was set aside."""
        found = suggestions(
            self.draft, self.checked.routine, self.parts, self.library, self.settings.careful_with
        )
        return tuple(one for one in found if one.id not in self._set_aside)

    def set_aside(self, suggestion: Suggestion) -> None:
        """Not to suggest that again."""
        self._set_aside.add(suggestion.id)
        self.changed.emit()

    def _work_out(self) -> None:
        self.checked = checked(self.draft, self.library, self.base)
        before, lengths_ms = self.parts, self.lengths_ms
        self.parts = parts_of_cards(self.draft, self.library, self.base, before)
        self.lengths_ms = {
            key: lengths_ms[key] if before.get(key) is part else part.length_ms()
            for key, part in self.parts.items()
        }
        self.routine = replace(self.checked.routine, id=self.base.id)
        if len(self.parts) < len(self.draft.cards):
            known = tuple(card for card in self.draft.cards if card.key in self.parts)
            self.routine = routine_of(replace(self.draft, cards=known), self.base.id, self.base)
        self.totals = totals(
            self.routine, [*self.parts.values()], self.library, self.settings, [*self.lengths_ms.values()]
        )


class _Made(QUndoCommand):
    """An edit that was made. Those of one kind that follow each other become one."""

    def __init__(self, document: Document, edit: Edit, kind: int) -> None:
        super().__init__(edit.words)
        self._document, self._kind = document, kind
        self._before, self._was_at = document.draft, document.current
        self.edit = edit

    def id(self) -> int:
        return self._kind

    def redo(self) -> None:
        self._document.take(self.edit.draft, self.edit.key)

    def undo(self) -> None:
        self._document.take(self._before, self._was_at)

    def mergeWith(self, other: QUndoCommand) -> bool:
        assert isinstance(other, _Made)
        self.edit = other.edit
        self.setText(other.edit.words)
        self.setObsolete(self.edit.draft == self._before)
        return True
