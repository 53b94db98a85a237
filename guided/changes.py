"""Changes to a step: another exercise, another method, a larger or smaller dose.

There is one rule. The dose of a step (reps, sets, holds, effort) belongs to its method and lapses with it.
The arrangement of a step (sides, order, rests, time to fill, depth, note) belongs to the person and stays,
except for sides that another exercise does not have.
"""

from __future__ import annotations

from dataclasses import replace

from guided.library import Library
from guided.method import Method
from guided.part import Part
from guided.programme import PlannedSession, Programme
from guided.reading import LONGEST_NAME, GuidedError, nearest
from guided.routine import Change, Dose, Exercise, Routine, Step

MOST_REPS = 100


def apply(library: Library, routine: Routine, step: Step, change: Change) -> Step:
    """A step with a change applied, as far as the library and the exercise allow it.

    Another exercise keeps the current method where it allows it, else takes its own.
    """
    part = library.part(routine, step)
    exercise = _exercise(library, routine, part.exercise, change)
    method = _method(library, routine, exercise, change.method) or method_for(
        library, routine, part, exercise
    )
    if exercise is not part.exercise:
        step = replace(_with_sides_of(exercise, part), exercise=exercise.id, method=method.id)
    if method.id != part.method.id:
        dose = Dose(rest_ms=step.dose.rest_ms, order=step.dose.order)
        step = replace(step, method=method.id, dose=dose)
    return _with_dose(library.part(routine, step), change)


def method_for(library: Library, routine: Routine, part: Part, exercise: Exercise) -> Method:
    """The method for a part with another exercise: the same if allowed, else the exercise's own."""
    same = _method(library, routine, exercise, part.method.id)
    return same or library.method(routine, exercise.method)


def other_part(
    library: Library,
    routine: Routine,
    part: Part,
    exercise: Exercise,
    method: Method,
    first_side: str,
    *,
    half: bool = False,
) -> Part:
    """A part with another exercise or method, or `half` of it; its sides keep their order."""
    change = Change(exercise=exercise.id, method=method.id, half=half)
    new = library.part(routine, apply(library, routine, part.step, change), first_side)
    same = {*new.sides} == {*part.sides} and new.alternate == part.alternate
    return replace(new, sides=part.sides) if same else new


def halved(library: Library, routine: Routine) -> Routine:
    """About half of a routine: one set of half the reps of each step, or half the time it fills."""
    half = Change(half=True)
    return replace(routine, steps=tuple(apply(library, routine, step, half) for step in routine.steps))


def programme_routine(library: Library, programme: Programme, number: int, short: bool = False) -> Routine:
    """The routine of a programme's session: as written, or with the session's own dose.

    `short` gives about half of it. Raises GuidedError if the library no longer has the routine.
    """
    session = programme.session(number)
    routine = routine_of_session(library, programme, session)
    if routine is None:
        close = nearest(session.routine, library.routines)
        raise GuidedError(f'{programme.name}: no routine is called "{session.routine}"{close}')
    if session.changes:
        written = routine
        steps = (apply(library, written, one, session.change(one.exercise)) for one in written.steps)
        routine = replace(written, steps=tuple(steps))
    return halved(library, routine) if short else routine


def session_name(library: Library, programme: Programme, number: int) -> str:
    """What a session is called: its own name, or that of what it plays."""
    session = programme.session(number)
    routine = programme.routines.get(session.routine) or library.routines.get(session.routine)
    return session.name or (routine.name if routine else session.routine)


def routine_of_session(library: Library, programme: Programme, session: PlannedSession) -> Routine | None:
    """The routine of a session before its changes; None if the library has none of that id.

    A routine defined by the programme has an id and a name of its own in the history.
    """
    carried = programme.routines.get(session.routine)
    if session.routine and carried is None:
        return library.routines.get(session.routine)
    name = f"{programme.name} {session.number}: {session.name or (carried.name if carried else '')}"
    return Routine(
        id=f"{programme.id[:50].rstrip('-')}-{session.number}",
        name=name if len(name) <= LONGEST_NAME else programme.name,
        goal=session.goal or (carried.goal if carried else ""),
        steps=carried.steps if carried else session.steps,
    )


def _exercise(library: Library, routine: Routine, now: Exercise, change: Change) -> Exercise:
    versions = {"easier": now.easier, "harder": now.harder}
    name = change.exercise or versions.get(change.version or "")
    return library.exercises_in(routine).get(name, now) if name else now


def _method(library: Library, routine: Routine, exercise: Exercise, name: str | None) -> Method | None:
    """The method of that id, if the exercise allows it."""
    if name is None or not exercise.is_played_by(name):
        return None
    return library.methods_in(routine).get(exercise.method_for(name))


def _with_sides_of(exercise: Exercise, part: Part) -> Step:
    """The step of a part with its sides, as far as another exercise has them."""
    step = part.step
    sides = step.sides if "none" not in (step.sides, exercise.sides, part.exercise.sides) else None
    if (sides or exercise.sides) in ("alternate", "none"):
        step = replace(step, dose=replace(step.dose, left=(), right=()))
    return replace(step, sides=sides)


def _with_dose(part: Part, change: Change) -> Step:
    """The step of a part with the numbers of a change."""
    step, told, method = part.step, change.dose, part.method
    dose = replace(
        step.dose,
        effort=told.effort or step.dose.effort,
        rest_ms=step.dose.rest_ms if told.rest_ms is None else told.rest_ms,
        order=told.order or step.dose.order,
    )
    if (told.hold_ms or told.hold_breaths) and any(phase.do == "hold" for phase in method.phases):
        dose = replace(dose, hold_ms=told.hold_ms, hold_breaths=told.hold_breaths)
    if step.fill_ms:
        return replace(step, dose=dose, fill_ms=max(step.fill_ms // 2, 1000) if change.half else step.fill_ms)
    reps, left, right = _reps(part, change)
    if (reps, left, right) != (part.reps, step.dose.left, step.dose.right):
        dose = replace(dose, reps=reps, left=left, right=right, sets=None)
    return replace(step, dose=dose)


def _reps(part: Part, change: Change) -> tuple[tuple[int, ...], ...]:
    """The reps of each set, with those of the left and the right where they differ."""
    told, dose = change.dose, part.step.dose
    reps, left, right = part.reps, dose.left, dose.right
    if told.reps:
        # One number is for each of the sets there are.
        reps = told.reps if len(told.reps) > 1 else told.reps * len(reps)
        left = right = ()
    many = [reps, left, right]
    if told.sets:
        many = [(*one, *one[-1:] * told.sets)[: told.sets] for one in many]
    if change.more_reps:
        many = [tuple(min(max(n + change.more_reps, 1), MOST_REPS) for n in one) for one in many]
    if change.half:
        many = [(min(-(-sum(one) // 2), one[0]),) if one else () for one in many]
    return tuple(many)
