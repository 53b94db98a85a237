"""What there is to play, and what goes with it: muscles, conditions, measures; and which files are broken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from guided.measures import Measure
from guided.method import Method
from guided.muscles import Muscle
from guided.part import Part
from guided.pose import Pose
from guided.programme import Programme
from guided.reading import FileError, Problem
from guided.routine import Dose, Exercise, Routine, Step
from guided.voice import SILENT, Voice, load_voice


@dataclass(frozen=True, slots=True)
class Care:
    """A condition that asks for care, what to avoid or change then, and both in a few words.

    `when` goes on after "Better left out": "after a hip replacement".
    """

    id: str
    name: str
    avoid: str
    short: str = ""
    instead: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """A file that could not be used: its kind, its id and why."""

    kind: str
    id: str
    error: FileError


@dataclass(frozen=True, slots=True)
class Warned:
    """Advice about a file that is used all the same."""

    path: Path
    problem: Problem

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}"


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """What there is to play; `own` has each of the person's own files that can be used, by kind and id.

    `voices` is the folder with a voice in each of its folders, None where there is none.
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
    warnings: tuple[Warned, ...] = ()
    own: Mapping[tuple[str, str], Path] = field(default_factory=dict)
    voices: Path | None = None

    def voice(self, voice_id: str) -> Voice:
        """A voice by its id; the silent one where it is not there."""
        return load_voice(self.voices / voice_id) if self.voices else SILENT

    def exercise(self, routine: Routine, exercise_id: str) -> Exercise:
        """The exercise a routine means: the one its file brings along, else the library's."""
        return routine.exercises.get(exercise_id) or self.exercises[exercise_id]

    def method(self, routine: Routine, method_id: str) -> Method:
        """The method a routine means: the one its file brings along, else the library's."""
        return routine.methods.get(method_id) or self.methods[method_id]

    def parts(self, routine: Routine, first_side: str = "left") -> tuple[Part, ...]:
        """A routine's steps, each with its exercise, its method and its dose decided."""
        return tuple(self.part(routine, step, first_side) for step in routine.steps)

    def part(self, routine: Routine, step: Step, first_side: str = "left") -> Part:
        """A step of a routine with its exercise, its method and its dose decided."""
        exercise = self.exercise(routine, step.exercise)
        method_id = step.method or exercise.method
        method = self.method(routine, method_id)
        # What an exercise says of its dose is meant for its own method.
        usual = exercise.dose if method_id == exercise.method else Dose()
        reps = step.dose.reps or usual.reps or (method.reps,)
        if len(reps) == 1:
            usual_sets = 1 if step.dose.reps else usual.sets
            reps *= step.dose.sets or usual_sets or method.sets
        rest = step.dose.rest_ms if step.dose.rest_ms is not None else usual.rest_ms
        sides = step.sides or exercise.sides
        first_side = step.first or first_side
        both = (first_side, "right" if first_side == "left" else "left")
        one_sided = {"left": step.dose.left, "right": step.dose.right}
        by_breath = bool(step.dose.hold_breaths) or (not step.dose.hold_ms and bool(usual.hold_breaths))
        return Part(
            step=step,
            exercise=exercise,
            method=method,
            reps=reps,
            hold_ms=() if by_breath else step.dose.hold_ms or usual.hold_ms,
            rest_ms=20_000 if rest is None else rest,
            sides=both if sides in ("each", "alternate") else ("none",) if sides == "none" else (sides,),
            alternate=sides == "alternate",
            set_first=(step.dose.order or usual.order) == "set-first",
            reps_of={side: reps for side, reps in one_sided.items() if reps},
            hold_breaths=(step.dose.hold_breaths or usual.hold_breaths) if by_breath else 0.0,
            effort=step.dose.effort or usual.effort,
        )


def carried(library: Library, routine: Routine) -> Iterator[tuple[str, str]]:
    """The kind and id of every exercise and method a routine uses."""
    for part in library.parts(routine):
        yield "exercises", part.exercise.id
        yield "methods", part.method.id
