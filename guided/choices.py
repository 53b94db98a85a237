"""The person's changes to routines: another method, other reps, an easier exercise.

A choice is kept for a routine and a place in its file, and lapses when another exercise stands there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from guided import messages, words
from guided.changes import MOST_REPS, apply, halved, programme_routine
from guided.library import Library
from guided.method import Method
from guided.part import Part
from guided.paths import read_file, write_private
from guided.programme import Programme
from guided.reading import LONGEST_NAME, is_id
from guided.routine import Change, Dose, Exercise, Routine, Step
from guided.safety import left_out, may_be_harder

REPS = (8, 10, 12)
"""The reps offered with one click for exercises held for two seconds."""

FEWER, MORE = "fewer", "more"
"""How the reps of all steps may differ from those written."""

_EVERYWHERE = "whole-body"  # is no place of which another exercise is
_OFFERS_REPS = ("ais", "ais-strength")
_MOST = 5_000  # routines with choices, and favourites, that are kept
_LARGEST = 16 << 20  # bytes of a file


@dataclass(frozen=True, slots=True)
class StepChoice:
    """The choices for a step with the exercise `of`; None leaves the routine's own."""

    of: str
    exercise: str | None = None
    method: str | None = None
    reps: int | None = None


Chosen = Mapping[str, StepChoice]
"""The choices for a routine, by the place of the step in its file (`Step.where`)."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices for every routine, the favourites, and the folder of each routine that is in one."""

    routines: Mapping[str, Chosen] = field(default_factory=dict)
    favourites: tuple[str, ...] = ()
    folders: Mapping[str, str] = field(default_factory=dict)

    def of(self, routine_id: str) -> Chosen:
        """The choices for a routine."""
        return self.routines.get(routine_id, {})


# ---------------------------------------------------------------- what there is to choose


@dataclass(frozen=True, slots=True)
class Options:
    """The alternatives for a part; `methods` includes its current one.

    `instead` replaces an exercise that the person should leave out; `harder_by` says how to make the same
    exercise harder. `another` is for the same place, where none of the three is named.
    """

    methods: tuple[Method, ...] = ()
    reps: tuple[int, ...] = ()
    easier: Exercise | None = None
    harder: Exercise | None = None
    harder_by: str = ""
    instead: Exercise | None = None
    another: Exercise | None = None


def options(library: Library, routine: Routine, part: Part, careful_with: Container[str] = ()) -> Options:
    """The alternatives for a part of a routine, given the care codes that apply to the person.

    Harder ones are not offered where such a code advises against them.
    """
    exercise, exercises, methods = part.exercise, library.exercises_in(routine), library.methods_in(routine)
    names = dict.fromkeys((exercise.method, *exercise.methods))
    out = left_out(exercise, careful_with, library)
    harder = exercises.get(exercise.harder or "")
    stays = may_be_harder(exercise, careful_with, library)
    if harder is not None and not (stays and may_be_harder(harder, careful_with, library)):
        harder = None
    easier, instead = exercises.get(exercise.easier or ""), out.instead if out else None
    return Options(
        methods=tuple(methods[name] for name in names if name in methods),
        reps=_reps_offered(library, routine, part),
        easier=easier,
        harder=harder,
        harder_by=exercise.harder_by if stays else "",
        instead=instead,
        another=None if easier or harder or instead else another(library, routine, part, careful_with),
    )


def another(
    library: Library, routine: Routine, part: Part, careful_with: Container[str] = ()
) -> Exercise | None:
    """The exercise of the same region most like a part's, with no kit that the routine does without.

    None of the routine's own, no harder version of another, and none that asks for more care than the part's,
    or for any that the person has to take.
    """
    exercise, exercises = part.exercise, library.exercises_in(routine)
    own = [library.exercise(routine, step.exercise) for step in routine.steps]
    kit = {kit for one in (exercise, *own) for kit in one.equipment}
    out = {one.id for one in (exercise, *own)} | {one.harder for one in exercises.values()}
    care = {*exercise.care, *exercise.leave_out}

    def likeness(other: Exercise) -> tuple[bool, ...]:
        alike = other.position == exercise.position, other.is_played_by(part.method.id)
        return *alike, other.sides == exercise.sides

    fit = (one for one in exercises.values() if one.region == exercise.region and one.id not in out)
    fit = (
        one for one in fit if kit.issuperset(one.equipment) and care.issuperset((*one.care, *one.leave_out))
    )
    fit = (one for one in fit if may_be_harder(one, careful_with, library))
    return None if exercise.region == _EVERYWHERE else max(fit, key=likeness, default=None)


def _reps_offered(library: Library, routine: Routine, part: Part) -> tuple[int, ...]:
    """The reps to choose from, including those of the routine and those in force."""
    if not offers_reps(part):
        return ()
    usual = REPS if part.method.id in _OFFERS_REPS else ()
    now = part.reps[:1] if len(set(part.reps)) == 1 else ()
    return tuple(sorted({*usual, *now, *_around(_as_written(library, routine, part))}))


def offers_reps(part: Part) -> bool:
    """Whether a part's reps may be chosen with one click."""
    return not (part.step.fill_ms or part.reps_of or part.by_breath)


def _around(part: Part) -> tuple[int, ...]:
    """The reps of a part with some fewer and some more; none where its sets differ."""
    reps = part.reps[0]
    return (_less(reps), reps, _more(reps)) if len(set(part.reps)) == 1 else ()


def _less(reps: int) -> int:
    return max(reps - _by(reps), 1)


def _more(reps: int) -> int:
    return max(reps, min(reps + _by(reps), MOST_REPS))


def _by(reps: int) -> int:
    """By how many reps fewer or more differ: 1 of a few, 2 of 6 to 13, and so on."""
    return 2 * ((reps + 2) // 8) or 1


_CHANGED: Mapping[str, Callable[[int], int]] = {"": lambda reps: reps, FEWER: _less, MORE: _more}


def _as_written(library: Library, routine: Routine, part: Part) -> Part:
    """A part of a routine without reps that were chosen for it."""
    step = next((step for step in routine.steps if step.where == part.step.where), part.step)
    change = Change(exercise=part.exercise.id, method=part.method.id)
    return library.part(routine, apply(library, routine, step, change))


def reps_of_all(library: Library, routine: Routine, parts: Sequence[Part]) -> str | None:
    """How the reps of all parts differ from those written: FEWER, MORE or "", not at all; else None."""
    pairs = [(one.reps[0], now) for one, now in _counted(library, routine, parts)]
    return next(
        (how for how, do in _CHANGED.items() if all({*now.reps} == {do(n)} for n, now in pairs)), None
    )


def offers_reps_of_all(library: Library, routine: Routine, parts: Sequence[Part]) -> bool:
    """Whether fewer or more reps may be chosen for all steps of a routine at once.

    At least half of them must have several, or little would change, and one of them room for more.
    """
    written = [one.reps[0] for one, _ in _counted(library, routine, parts)]
    return 2 * len(written) >= len(parts) and any(_more(reps) > reps for reps in written)


def _counted(library: Library, routine: Routine, parts: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
    """The parts, as they are written and now, that have several reps, as many in every set."""
    for now in parts:
        one = _as_written(library, routine, now)
        if offers_reps(one) and len(set(one.reps)) == 1 and one.reps[0] > 1:
            yield one, now


def hold_advice(part: Part) -> str:
    """Advice on a hold longer than its method recommends; "" for any other."""
    longest = part.method.longest_hold_ms
    if not longest or part.longest_hold_ms <= longest:
        return ""
    held = words.duration(part.longest_hold_ms)
    if part.longest_hold_ms % 1000:
        held = words.say(messages.SECONDS, n=part.longest_hold_ms / 1000)
    return words.say(messages.HOLD_IS_LONG, held=held, method=part.method.name, most=longest / 1000)


# ---------------------------------------------------------------- choosing


def with_method(choices: Choices, routine: Routine, step: Step, method_id: str) -> Choices:
    """The choices with another method for a step; reps chosen for the previous one are dropped."""
    before = _choice(choices, routine, step)
    return _with(choices, routine, step, replace(before, method=method_id, reps=None))


def with_reps(choices: Choices, routine: Routine, step: Step, reps: int) -> Choices:
    """The choices with other reps in each set of a step."""
    return _with(choices, routine, step, replace(_choice(choices, routine, step), reps=reps))


def with_exercise(choices: Choices, routine: Routine, step: Step, exercise_id: str) -> Choices:
    """The choices with an easier or a harder exercise in place of a step's."""
    before = _choice(choices, routine, step)
    other = None if exercise_id == step.exercise else exercise_id
    return _with(choices, routine, step, replace(before, exercise=other))


def with_reps_of_all(choices: Choices, routine: Routine, library: Library, how: str) -> Choices:
    """The choices with fewer or more reps than are written in every step that has several."""
    now = library.parts(played(routine, choices.of(routine.id), library))
    steps = {step.where: step for step in routine.steps}
    for one, part in _counted(library, routine, now):
        choices = with_reps(choices, routine, steps[part.step.where], _CHANGED[how](one.reps[0]))
    return choices


def as_written(choices: Choices, routine: Routine, step: Step | None = None) -> Choices:
    """The choices with none left for a step, or for the whole routine."""
    kept = {
        where: choice
        for where, choice in choices.of(routine.id).items()
        if step is not None and where != step.where
    }
    return _with_routine(choices, routine.id, kept)


def with_favourite(choices: Choices, routine_id: str, on: bool) -> Choices:
    """The choices with a routine made a favourite, or no longer one."""
    others = tuple(name for name in choices.favourites if name != routine_id)
    return replace(choices, favourites=(*others, routine_id) if on else others)


def in_folder(choices: Choices, routine_id: str, folder: str) -> Choices:
    """The choices with a routine in a folder, or with "" in none."""
    others = {name: one for name, one in choices.folders.items() if name != routine_id}
    return replace(choices, folders={**others, routine_id: folder} if folder else others)


def _choice(choices: Choices, routine: Routine, step: Step) -> StepChoice:
    found = choices.of(routine.id).get(step.where)
    return found if found and found.of == step.exercise else StepChoice(step.exercise)


def _with(choices: Choices, routine: Routine, step: Step, choice: StepChoice) -> Choices:
    return _with_routine(choices, routine.id, {**choices.of(routine.id), step.where: choice})


def _with_routine(choices: Choices, routine_id: str, chosen: Chosen) -> Choices:
    others = {name: one for name, one in choices.routines.items() if name != routine_id}
    return replace(choices, routines={**others, routine_id: chosen} if chosen else others)


# ---------------------------------------------------------------- playing what was chosen


def played(routine: Routine, chosen: Chosen, library: Library) -> Routine:
    """The routine with the choices applied; one that does not fit leaves its step as written."""
    if not chosen:
        return routine
    steps = tuple(_chosen(library, routine, step, chosen.get(step.where)) for step in routine.steps)
    return routine if steps == routine.steps else replace(routine, steps=steps)


def _chosen(library: Library, routine: Routine, step: Step, choice: StepChoice | None) -> Step:
    """A step with a choice applied; chosen reps count only where any are offered, of short holds all do."""
    if choice is None or choice.of != step.exercise:
        return step
    step = apply(library, routine, step, Change(exercise=choice.exercise, method=choice.method))
    part = library.part(routine, step)
    fits = part.method.id in _OFFERS_REPS or choice.reps in _around(part)
    if choice.reps and fits and offers_reps(part):
        step = apply(library, routine, step, Change(dose=Dose(reps=(choice.reps,))))
    return step


def all_played(library: Library, choices: Choices) -> Library:
    """The library with the choices applied to its routines."""
    changed = {
        name: played(library.routines[name], chosen, library)
        for name, chosen in choices.routines.items()
        if name in library.routines
    }
    return replace(library, routines={**library.routines, **changed}) if changed else library


def played_session(
    library: Library, programme: Programme, number: int, choices: Choices, short: bool = False
) -> Routine:
    """The routine of a programme's session, with the choices for it unless the session has its own dose.

    `short` gives about half of it. Raises GuidedError if the library no longer has the routine.
    """
    routine = programme_routine(library, programme, number)
    if not programme.session(number).changes:
        routine = played(routine, choices.of(routine.id), library)
    return halved(library, routine) if short else routine


# ---------------------------------------------------------------- kept


def load(path: Path) -> Choices:
    """The choices in a file; invalid ones are dropped."""
    return _load(path) or Choices()


def save(path: Path, choices: Choices, before: Choices | None = None) -> None:
    """Write the choices; with `before`, only those changed since. Raises OSError.

    What another process wrote in the meantime stays, except where it was changed here too.
    """
    there = _load(path) if before else None
    if there and before:
        choices = _merged(there, before, choices)
    routines = {
        name: {where: _bare(choice) for where, choice in chosen.items()}
        for name, chosen in choices.routines.items()
    }
    stored: dict[str, Any] = {"routines": routines, "favourites": list(choices.favourites)}
    if choices.folders:
        stored["folders"] = dict(choices.folders)
    write_private(path, json.dumps(stored, indent=1) + "\n")


def _merged(there: Choices, before: Choices, after: Choices) -> Choices:
    """What is on disk, with the differences between `before` and `after` applied to it."""
    routines = dict(there.routines)
    for name in before.routines.keys() | after.routines.keys():
        old, new, steps = before.of(name), after.of(name), dict(there.of(name))
        for where in old.keys() | new.keys():
            if old.get(where) == new.get(where):
                continue
            if where in new:
                steps[where] = new[where]
            else:
                steps.pop(where, None)
        routines[name] = steps
    removed = set(before.favourites) - set(after.favourites)
    added = [name for name in after.favourites if name not in before.favourites]
    favourites = dict.fromkeys([*(name for name in there.favourites if name not in removed), *added])
    folders = dict(there.folders)
    for name in before.folders.keys() | after.folders.keys():
        if before.folders.get(name) != after.folders.get(name):
            folders[name] = after.folders.get(name, "")
    return Choices(
        {name: steps for name, steps in routines.items() if steps},
        tuple(favourites),
        {name: folder for name, folder in folders.items() if folder},
    )


def _load(path: Path) -> Choices | None:
    """The choices in a file, or None where it cannot be read."""
    try:
        stored = json.loads(read_file(path, _LARGEST))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(stored, dict):
        return None
    routines, favourites = stored.get("routines"), stored.get("favourites")
    read = {}
    if isinstance(routines, dict):
        for name, steps in list(routines.items())[:_MOST]:
            chosen = {where: choice for where, row in _items(steps) if (choice := _read(row))}
            if chosen and is_id(name):
                read[name] = chosen
    names = favourites[:_MOST] if isinstance(favourites, list) else []
    kept = dict.fromkeys(name for name in names if isinstance(name, str) and is_id(name))
    return Choices(read, tuple(kept), _read_folders(stored.get("folders")))


def _read_folders(stored: object) -> dict[str, str]:
    return {
        name: folder
        for name, folder in _items(stored)[:_MOST]
        if is_id(name)
        and isinstance(folder, str)
        and 0 < len(folder) <= LONGEST_NAME
        and folder.isprintable()
    }


def _items(steps: object) -> list[tuple[str, object]]:
    return list(steps.items()) if isinstance(steps, dict) else []


def _read(row: object) -> StepChoice | None:
    if not isinstance(row, dict):
        return None
    names = {key: value for key in ("exercise", "method") if isinstance(value := row.get(key), str)}
    of, reps = row.get("of"), row.get("reps")
    whole = reps if isinstance(reps, int) and not isinstance(reps, bool) and 1 <= reps <= 100 else None
    return StepChoice(of, reps=whole, **names) if isinstance(of, str) else None


def _bare(choice: StepChoice) -> dict[str, Any]:
    return {key: value for key, value in asdict(choice).items() if value is not None}
