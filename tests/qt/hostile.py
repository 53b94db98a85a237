"""A library whose every word is markup that would hang a program that reads it."""

from __future__ import annotations

from dataclasses import replace

from guided.library import Broken, Library
from guided.reading import FileError, Problem
from guided.routine import Exercise, Routine

MARKUP = "<img src='/dev/zero'>"
ROUTINE = "psoas-release"


def hostile(library: Library) -> Library:
    """The library with markup for each name, cue and sentence, and a broken file of that kind."""
    muscles = {id: replace(muscle, name=MARKUP, latin=MARKUP) for id, muscle in library.muscles.items()}
    broken = Broken("routines", MARKUP, FileError(MARKUP, [Problem(MARKUP, MARKUP)]))
    return replace(
        library,
        exercises={id: _exercise(exercise) for id, exercise in library.exercises.items()},
        routines={id: _routine(routine) for id, routine in library.routines.items()},
        muscles=muscles,
        broken=(broken,),
    )


def _exercise(exercise: Exercise) -> Exercise:
    many = (MARKUP, MARKUP)
    return replace(
        exercise,
        name=MARKUP,
        start=MARKUP,
        end=MARKUP,
        cues=many,
        mistakes=many,
        stop_if=many,
        easier_by=MARKUP,
        harder_by=MARKUP,
    )


def _routine(routine: Routine) -> Routine:
    steps = tuple(replace(step, note=MARKUP) for step in routine.steps)
    return replace(routine, name=MARKUP, goal=MARKUP, for_whom=MARKUP, steps=steps)
