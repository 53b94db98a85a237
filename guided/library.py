"""Everything there is to play, with its muscles, conditions and measures, and the files that are broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from guided.measures import Measure
from guided.method import Method
from guided.muscles import Muscle
from guided.part import Part, decided
from guided.pose import Pose
from guided.programme import Programme
from guided.reading import FileError, Problem
from guided.routine import Exercise, Routine, Step
from guided.voice import SILENT, Voice, load_voice, with_more

PARTS: Mapping[str, tuple[str, ...]] = {"hip": ("hip-front", "hip-outer", "buttock")}
"""By region, the regions that are part of it: whoever names it means them too."""

_MOST_NAMED = 3  # muscles of a routine


@dataclass(frozen=True, slots=True)
class Care:
    """A condition that asks for care, what to avoid or change, and both in a few words.

    `when` completes "Better left out": "after a hip replacement". `group` is what it has to do with, one of
    `words.CARE_GROUPS`.
    """

    id: str
    name: str
    avoid: str
    short: str = ""
    instead: str = ""
    when: str = ""
    group: str = "bones"


@dataclass(frozen=True, slots=True)
class Broken:
    """A file that cannot be used: its kind, its id and why."""

    kind: str
    id: str
    error: FileError


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """What there is to play.

    `own` has the paths of the person's own usable files, by kind and id; `advice` is on files that are used
    all the same. `voices` is the folder with a folder for each voice, if there is one,
    and `own_voice` one of clips of the person's own words; `pictures` is the folder of their own pictures.
    """

    methods: Mapping[str, Method]
    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    bases: Mapping[str, Pose] = field(default_factory=dict)
    muscles: Mapping[str, Muscle] = field(default_factory=dict)
    care: Mapping[str, Care] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    programmes: Mapping[str, Programme] = field(default_factory=dict)
    broken: tuple[Broken, ...] = ()
    advice: tuple[Problem, ...] = ()
    own: Mapping[tuple[str, str], Path] = field(default_factory=dict)
    voices: Path | None = None
    own_voice: Path | None = None
    pictures: Path | None = None

    def voice(self, voice_id: str) -> Voice:
        """A voice by id, with the clips of the person's own words; the silent one if it is missing."""
        voice = load_voice(self.voices / voice_id) if self.voices else SILENT
        return with_more(voice, load_voice(self.own_voice)) if self.own_voice else voice

    def exercises_in(self, routine: Routine) -> Mapping[str, Exercise]:
        """Every exercise a routine may name; those its file defines take precedence over the library's."""
        return {**self.exercises, **routine.exercises} if routine.exercises else self.exercises

    def methods_in(self, routine: Routine) -> Mapping[str, Method]:
        """Every method a routine may name; those its file defines take precedence over the library's."""
        return {**self.methods, **routine.methods} if routine.methods else self.methods

    def exercise(self, routine: Routine, exercise_id: str) -> Exercise:
        """The exercise a routine means: the one its file defines, else the library's."""
        return routine.exercises.get(exercise_id) or self.exercises[exercise_id]

    def method(self, routine: Routine, method_id: str) -> Method:
        """The method a routine means: the one its file defines, else the library's."""
        return routine.methods.get(method_id) or self.methods[method_id]

    def parts(self, routine: Routine, first_side: str = "left") -> tuple[Part, ...]:
        """The parts of a routine: its steps with exercise, method and dose decided."""
        return tuple(self.part(routine, step, first_side) for step in routine.steps)

    def part(self, routine: Routine, step: Step, first_side: str = "left") -> Part:
        """A step of a routine with exercise, method and dose decided."""
        exercise = self.exercise(routine, step.exercise)
        return decided(step, exercise, self.method(routine, exercise.method_for(step.method)), first_side)


def reached(exercise: Exercise, muscles: Mapping[str, Muscle]) -> dict[str, float]:
    """The regions an exercise is for, each with its share: its own, and those of what it lengthens.

    Its own has half of it, or the whole if there is no other.
    """
    named = {muscles[name].region for name in exercise.lengthens if name in muscles}
    others = sorted(named - {"", exercise.region})
    if not others:
        return {exercise.region: 1.0}
    return {exercise.region: 0.5, **dict.fromkeys(others, 0.5 / len(others))}


def meant(named: Iterable[str]) -> frozenset[str]:
    """The regions that are meant by those that were named: these, and the parts of each."""
    return frozenset(one for region in named for one in (region, *PARTS.get(region, ())))


def counted_as(region: str, named: Collection[str]) -> str:
    """What time in a region counts as: the named region it is a part of, unless it was named itself."""
    whole = next((one for one, parts in PARTS.items() if one in named and region in parts), region)
    return region if region in named else whole


def carried(library: Library, routine: Routine) -> Iterator[tuple[str, str]]:
    """The kind and id of every exercise and method a routine uses."""
    for part in library.parts(routine):
        yield "exercises", part.exercise.id
        yield "methods", part.method.id


def leading_muscles(
    parts: Sequence[Part], library: Library, lengths_ms: Sequence[int] | None = None
) -> tuple[tuple[Muscle, ...], tuple[Muscle, ...]]:
    """The muscles a routine mostly lengthens, and those that mostly work in it, the longest first.

    One that is lengthened in some parts and works in others is among both. `lengths_ms` are those of the
    parts, where they are known.
    """
    lengthened: Counter[str] = Counter()
    working: Counter[str] = Counter()
    lengths_ms = lengths_ms or [part.length_ms() for part in parts]
    for part, length_ms in zip(parts, lengths_ms, strict=True):
        for muscle in part.exercise.lengthens[:2]:
            lengthened[muscle] += length_ms
        for muscle in part.exercise.works[:2]:
            working[muscle] += length_ms
    main = [library.muscles[name] for name, _ in lengthened.most_common() if name in library.muscles]
    others = [library.muscles[name] for name, _ in working.most_common() if name in library.muscles]
    return tuple(main[:_MOST_NAMED]), tuple(others[:_MOST_NAMED])
