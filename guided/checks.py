"""Checks across files: missing references, contradictions, doses out of bounds."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from guided import messages, words
from guided.breath import Breath
from guided.changes import programme_routine, routine_of_session
from guided.library import Library
from guided.measures import Measure
from guided.method import Method
from guided.part import Part
from guided.programme import PlannedSession, Programme
from guided.reading import Problem, Table
from guided.routine import LONGEST_ROUTINE_MS, Dose, Exercise, Routine, Step


@dataclass(frozen=True, slots=True)
class Known:
    """Everything a file may refer to: what has been read, and the kinds and ids being read with it."""

    library: Library
    coming: frozenset[tuple[str, str]]

    def has_exercise(self, name: str) -> bool:
        """Whether there is such an exercise, read already or about to be."""
        return name in self.library.exercises or ("exercises", name) in self.coming

    def note_unknown_exercise(self, table: Table, key: str, name: str) -> None:
        """Note an unknown exercise."""
        coming = (name for kind, name in self.coming if kind == "exercises")
        _note_unknown(table, key, name, "exercise", [*self.library.exercises, *coming])


def check_measures(table: Table, measures: Mapping[str, Measure], known: Known) -> None:
    """Note every exercise that a measure names but that does not exist."""
    for measure in measures.values():
        if measure.exercise and not known.has_exercise(measure.exercise):
            known.note_unknown_exercise(table, f"{measure.id}.exercise", measure.exercise)


def check_method(table: Table, method: Method, known: Known) -> None:
    """Note unknown care codes, and exercises that lack a pose of the method."""
    _check_care(table, method.care, known.library)
    for exercise in known.library.exercises.values():
        plays = method.id in (exercise.method, *exercise.methods)
        if plays and ("exercises", exercise.id) not in known.coming:
            for pose in _missing_poses(exercise, method):
                table.note("phase", f'goes through the pose "{pose}", which "{exercise.name}" has not')


def check_exercise(table: Table, exercise: Exercise, known: Known) -> list[Problem]:
    """Note unknown references of an exercise, and the routines it no longer fits.

    Return advice on its dose.
    """
    library = known.library
    _check_names(table, exercise, known, library.methods, ())
    for routine in library.routines.values():
        if ("routines", routine.id) in known.coming or exercise.id in routine.exercises:
            continue
        for step in routine.steps:
            if step.exercise == exercise.id and not exercise.is_played_by(step.method):
                table.note("methods", f'"{routine.name}" plays it as "{step.method}", which is missing here')
    method = library.methods.get(exercise.method)
    advice = list(_advice_on(exercise.dose, method, "dose")) if method else []
    played = filter(None, map(library.methods.get, (exercise.method, *exercise.methods)))
    if exercise.drawing.words:
        advice.append(Problem("figure", "missing, its name is shown in its place"))
    if not exercise.press and any(phase.do == "contract" for one in played for phase in one.phases):
        advice.append(Problem("press", 'missing, say what one presses against: "the heel into the floor"'))
    return advice


def check_routine(table: Table, routine: Routine, known: Known) -> list[Problem]:
    """Note unknown references of a routine and its own exercises; return advice on its doses."""
    library = known.library
    for name, method in routine.methods.items():
        _check_care(table.table("methods").table(name), method.care, library)
    for name, exercise in routine.exercises.items():
        where = table.table("exercises").table(name)
        _check_names(where, exercise, known, library.methods_in(routine), routine.exercises)
    advice = _check_steps(table, routine, library)
    if not table.problems:
        _check_length(table, library.parts(routine))
    return advice


def check_programme(table: Table, programme: Programme, known: Known) -> list[Problem]:
    """Note unknown references of a programme's sessions; return advice on doses."""
    library = known.library
    advice = [one for routine in programme.routines.values() for one in _check_steps(table, routine, library)]
    for session in programme.sessions:
        advice += _check_session(table, programme, session, library)
    if not table.problems:
        for session in programme.sessions:
            parts = library.parts(programme_routine(library, programme, session.number))
            if sum(part.length_ms() for part in parts) > LONGEST_ROUTINE_MS:
                table.note(f"session[{session.number}]", "it is past 6 hours, the most one may last")
    return advice


def _check_session(
    table: Table, programme: Programme, session: PlannedSession, library: Library
) -> list[Problem]:
    routine, key = routine_of_session(library, programme, session), f"session[{session.number}]"
    for name in session.measures:
        if name not in library.measures:
            _note_unknown(table, f"{key}.measures", name, "measure", library.measures)
    if routine is None:
        known_routines = (*programme.routines, *library.routines)
        _note_unknown(table, f"{key}.routine", session.routine, "routine", known_routines)
        return []
    advice = _check_steps(table, routine, library) if session.steps else []
    here = {step.exercise for step in routine.steps}
    for name, change in session.changes.items():
        where = f"{key}.doses.{name}" if name else f"{key}.dose"
        if name and name not in here:
            _note_unknown(table, where, name, "exercise of this session", here)
        elif change.method and change.method not in library.methods:
            _note_unknown(table, f"{where}.method", change.method, "method", library.methods)
        elif change.method:
            for exercise in sorted(({name} if name else here) & library.exercises.keys()):
                _check_played_as(table, where, session, library, exercise)
    return advice


def _check_played_as(
    table: Table, where: str, session: PlannedSession, library: Library, exercise_id: str
) -> None:
    """Note an exercise, or its easier or harder one, that lacks the method a session asks for."""
    change, exercise = session.change(exercise_id), library.exercises[exercise_id]
    other = {"easier": exercise.easier, "harder": exercise.harder}.get(change.version or "")
    exercise = library.exercises[other] if other else exercise
    if not exercise.is_played_by(change.method):
        _note_not_played_as(table, f"{where}.method", exercise, change.method)


def _check_steps(table: Table, routine: Routine, library: Library) -> list[Problem]:
    """Note mistakes in the steps of a routine, those of a circuit once; return advice on doses."""
    steps = {step.where: step for step in routine.steps}
    return [one for step in steps.values() for one in _check_step(table, step, routine, library)]


def _check_step(table: Table, step: Step, routine: Routine, library: Library) -> Iterable[Problem]:
    key, exercises, methods = step.where, library.exercises_in(routine), library.methods_in(routine)
    exercise = exercises.get(step.exercise)
    if exercise is None:
        if step.exercise:
            _note_unknown(table, f"{key}.exercise", step.exercise, "exercise", exercises)
        return ()
    if step.method is not None and step.method not in methods:
        _note_unknown(table, f"{key}.method", step.method, "method", methods)
        return ()
    if not exercise.is_played_by(step.method):
        _note_not_played_as(table, f"{key}.method", exercise, step.method)
        return ()
    method = methods.get(exercise.method_for(step.method))
    if method is None:
        return ()
    for pose in _missing_poses(exercise, method):
        table.note(key, f'"{exercise.name}" has no pose "{pose}", which "{method.id}" goes through')
    if (step.dose.left or step.dose.right) and (
        step.fill_ms or (step.sides or exercise.sides) in ("alternate", "none")
    ):
        table.note(f"{key}.left", "left and right are for sides that are played one after the other")
    return _advice_on(step.dose, method, key)


def _check_names(
    table: Table,
    exercise: Exercise,
    known: Known,
    methods: Mapping[str, Method],
    beside: Container[str],
) -> None:
    """Note every unknown id an exercise names, and every pose its methods need and it lacks."""
    for key, names in (("method", (exercise.method,)), ("methods", exercise.methods)):
        for name in filter(None, names):
            if name not in methods:
                _note_unknown(table, key, name, "method", methods)
                continue
            for pose in _missing_poses(exercise, methods[name]):
                table.note("figure", f'no pose "{pose}", which the method "{name}" goes through')
    for name in exercise.once.values():
        if name not in methods:
            _note_unknown(table, "once", name, "method", methods)
    for key, other in (("easier", exercise.easier), ("harder", exercise.harder)):
        if other and other not in beside and not known.has_exercise(other):
            known.note_unknown_exercise(table, key, other)
    muscles, care = known.library.muscles, known.library.care
    for code, other in exercise.leave_out.items():
        if code not in care:
            _note_unknown(table, "leave_out", code, "care code", care)
        if other not in beside and not known.has_exercise(other):
            known.note_unknown_exercise(table, f"leave_out.{code}", other)
    for key, names in (("lengthens", exercise.lengthens), ("works", exercise.works)):
        for name in names:
            if name not in muscles:
                _note_unknown(table, key, name, "muscle", muscles)
    _check_care(table, exercise.care, known.library)


def _check_care(table: Table, codes: Iterable[str], library: Library) -> None:
    """Note every unknown care code."""
    for name in codes:
        if name not in library.care:
            _note_unknown(table, "care", name, "care code", library.care)


def _check_length(table: Table, parts: Iterable[Part]) -> None:
    total = 0
    for part in parts:
        total += part.length_ms()
        if total > LONGEST_ROUTINE_MS:
            table.note(part.step.where, "with this step the routine is past 6 hours, the most one may last")
            return


def _advice_on(dose: Dose, method: Method, key: str) -> Iterator[Problem]:
    """Advice on a dose beyond what a method asks for: reps, a longer hold, or a hold it has no use for."""
    most, reps = method.most_reps, max((*dose.reps, *dose.left, *dose.right), default=0)
    if most and reps > most:
        advised = words.say(messages.MORE_REPS_THAN, n=most, method=method.name)
        yield Problem(f"{key}.reps", advised)
    key = f"{key}.{'hold' if dose.hold_ms else 'breaths'}"
    if not dose.hold_ms and not dose.hold_breaths:
        return
    longest = method.longest_hold_ms
    held = max(dose.hold_ms, default=0) or Breath().length_ms(dose.hold_breaths, "free")
    if all(phase.do != "hold" for phase in method.phases):
        yield Problem(key, f'changes nothing, "{method.name}" holds nothing')
    elif longest and held > longest:
        advised = f'longer than {longest / 1000:g} s, the longest hold for "{method.name}"'
        yield Problem(key, advised)


def _missing_poses(exercise: Exercise, method: Method) -> list[str]:
    """The poses a method goes through that the exercise lacks."""
    return [pose for pose in method.poses if pose not in exercise.drawing.poses]


def _note_unknown(table: Table, key: str, name: str, what: str, known: Iterable[str]) -> None:
    table.note_unknown(key, f'no {what} is called "{name}"', name, known)


def _note_not_played_as(table: Table, key: str, exercise: Exercise, method_id: str | None) -> None:
    allowed = ", ".join((exercise.method, *exercise.methods))
    table.note(key, f'"{exercise.name}" is not played as "{method_id}", use one of {allowed}')
