"""What the page of routines lists: each routine, and each file that cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from guided import messages, safety, search, words
from guided.learn import Lesson
from guided.library import Broken, Library, meant, reached
from guided.part import Part
from guided.qt.widgets.motion import movement
from guided.routine import Exercise, Routine, kit_of
from guided.settings import Settings
from guided.timeline import length_ms

Index = QModelIndex | QPersistentModelIndex


class Sought(NamedTuple):
    """What is looked for on the page: words, and regions."""

    words: str = ""
    regions: tuple[str, ...] = ()


class Entry:
    """A routine as the page lists it; what takes long to work out is worked out when it is needed."""

    def __init__(
        self,
        library: Library,
        routine: Routine,
        settings: Settings,
        own: bool,
        favourite: bool = False,
        folder: str = "",
    ) -> None:
        self._library, self._settings = library, settings
        self.routine = routine
        self.id = routine.id
        self.name = routine.name
        self.own = own
        self.favourite = favourite
        self.folder = folder
        self.sought = Sought()

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """What it is made of, in order."""
        return tuple(self._library.exercise(self.routine, step.exercise) for step in self.routine.steps)

    @cached_property
    def regions(self) -> frozenset[str]:
        """The regions it is found under: those it names, and for one's own those of all its exercises."""
        exercises, muscles = self.exercises if self.own else (), self._library.muscles
        of_exercises = (region for exercise in exercises for region in reached(exercise, muscles))
        return frozenset((*self.routine.regions, *of_exercises))

    @cached_property
    def length_ms(self) -> int:
        """How long it lasts with the settings chosen."""
        return length_ms(self.routine, self._library, self._settings)

    @cached_property
    def _longest(self) -> Part:
        return max(self._library.parts(self.routine), key=lambda part: part.length_ms())

    @property
    def leading(self) -> Exercise:
        """The exercise that stands for it: the one that lasts longest."""
        return self._longest.exercise

    @cached_property
    def movement(self) -> Lesson:
        """How that one moves."""
        return movement(self._longest.exercise, self._longest.method)

    @cached_property
    def at_the_desk(self) -> bool:
        """Whether nobody has to get down for it."""
        return all(
            exercise.position in ("standing", "seated") and "mat" not in exercise.equipment
            for exercise in self.exercises
        )

    @property
    def minutes(self) -> int:
        """How long it lasts, in whole minutes."""
        return words.minutes(self.length_ms)

    @property
    def summary(self) -> str:
        """Its length and how many exercises it has, or the one for which a search has found it."""
        has = self._found_for(self.sought.words)
        exercises = words.say(messages.EXERCISES, n=len(self.routine.steps))
        return words.joined(
            words.session(self.length_ms), words.say(messages.HAS, exercise=has) if has else exercises
        )

    def _found_for(self, sought: str) -> str:
        """The name of the exercise that has what is sought, unless the card says that already."""
        said = (self.name, *self.tags)
        if not sought or search.says(said, sought):
            return ""
        found = search.exercise_with(self._library, self.exercises, sought)
        return found.name if found is not None else ""

    @property
    def asked_for(self) -> tuple[str, ...]:
        """The regions asked for that it is for, or for a part of."""
        asked = self.sought.regions
        return tuple(region for region in asked if not meant((region,)).isdisjoint(self.regions))

    @cached_property
    def _asking(self) -> int:
        """How many of its exercises need the care the person named."""
        care, careful = self._library.care, self._settings.careful_with
        parts = self._library.parts(self.routine) if careful else ()
        asking = (one for one in parts if safety.matching(one.exercise, careful, care, one.method))
        return len({one.exercise.id for one in asking})

    @cached_property
    def _kit(self) -> tuple[str, ...]:
        return tuple(words.sentence(words.THINGS[thing]) for thing in kit_of(self.exercises))

    @property
    def tags(self) -> tuple[str, ...]:
        """What is good to know before opening it: where it is for, as was asked, and what it needs."""
        regions = [words.REGIONS[region] for region in self.asked_for or self.routine.regions[:1]]
        care = [words.say(messages.NEED_CARE, n=self._asking)] if self._asking else []
        return (*(["Yours"] if self.own else []), *regions, *care, *self._kit)


def broken_title(broken: Broken) -> str:
    """What to call a file that cannot be used."""
    return words.say(_CANNOT_BE_USED[broken.kind], name=broken.id)


_CANNOT_BE_USED: Mapping[str, str] = {
    "routines": messages.CANNOT_BE_USED,
    "programmes": messages.PROGRAMME_CANNOT_BE_USED,
    "exercises": messages.EXERCISE_CANNOT_BE_USED,
    "methods": messages.METHOD_CANNOT_BE_USED,
}


def said(entry: Entry | Broken) -> tuple[str, ...]:
    """All that a card says."""
    if isinstance(entry, Entry):
        return (entry.name, entry.summary, *entry.tags, *(["Favourite"] if entry.favourite else []))
    return (broken_title(entry), entry.error.problems[0].line_first)


class EntryModel(QAbstractListModel):
    """The entries, for Qt and for screen readers."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry | Broken] = []

    def set_entries(self, entries: list[Entry | Broken]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name if isinstance(entry, Entry) else broken_title(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(said(entry))
        return None
