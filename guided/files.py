"""Folders of files read into a library: the shipped ones, by a catalogue, and over them the person's own."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from guided import words
from guided.breath import Breath
from guided.library import Broken, Care, Library, Warned
from guided.measures import read_measures
from guided.method import Method, read_method
from guided.muscles import read_muscles
from guided.part import Part
from guided.paths import read_file, write_private
from guided.pose import read_bases
from guided.programme import PlannedSession, Programme, read_programme
from guided.reading import (
    ID_RULE,
    LARGEST_FILE,
    LONGEST_NAME,
    FileError,
    GuidedError,
    Problem,
    Table,
    is_id,
    located,
    nearest,
    read_toml,
)
from guided.routine import (
    LONGEST_ROUTINE_MS,
    Dose,
    Exercise,
    Routine,
    Step,
    read_exercise,
    read_routine,
)

VOICES = "voice"
"""The folder of a library that has a folder for each voice."""

KINDS = ("methods", "exercises", "routines", "programmes")
"""The folders of a library, in the order in which one needs the other."""

_TABLES = ("bases", "muscles", "care", "measures")
_CATALOGUE_VERSION = 2
_LARGEST_CATALOGUE = 64 << 20  # bytes


def load(shipped: Path, own: Path | None = None, catalogue: Path | None = None) -> Library:
    """The library of the shipped folder and, over it, the person's own folder.

    A file that cannot be used is listed in `broken` and hides no other. With `catalogue`, the
    shipped files' contents are kept there as JSON, which loads many times faster than TOML, and
    are read again when any of them changed.
    """
    library = _with_files(_EMPTY, _shipped_files(shipped, catalogue), own=False)
    library = replace(library, voices=shipped / VOICES)
    return load_own(library, own) if own else library


def load_own(shipped: Library, own: Path) -> Library:
    """The shipped library with the person's own folder over it."""
    return _with_files(shipped, _own_files(own), own=True)


def own_stamp(own: Path) -> tuple[tuple[Path, int, int], ...]:
    """Every file of the person's own, with its size and when it was changed: what tells of a change."""
    return tuple((path, *_stamp(path)) for _, path in _own_paths(own))


def load_file(path: Path, library: Library) -> Library:
    """The library with one more file in it, whatever folder that lies in.

    What a file is shows in its keys. Raises FileError when it cannot be used.
    """
    added = load_files([path], library)
    for broken in added.broken[len(library.broken) :]:
        raise broken.error
    return added


def load_files(paths: Iterable[Path], library: Library) -> Library:
    """The library with more files in it, which may name each other; unusable ones go to `broken`."""
    files = []
    for path in paths:
        table = _table_or_error(path)
        kind = kind_of(table, path)
        files.append(_File(kind, path.stem, path, table))
    files.sort(key=lambda file: (*_TABLES, *KINDS).index(file.kind))
    return _with_files(library, files, own=False)


def files_in(path: Path) -> list[Path]:
    """A file itself, or every TOML and `.guided` file in a folder and those in it."""
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if file.suffix in (".toml", ".guided"))


@dataclass(frozen=True, slots=True)
class _File:
    kind: str
    id: str
    path: Path
    table: Mapping[str, Any] | FileError


def _shipped_files(folder: Path, catalogue: Path | None) -> list[_File]:
    """Every shipped file's table, from the catalogue when it is up to date."""
    paths = [(name, folder / f"{name}.toml") for name in _TABLES]
    paths += [(kind, path) for kind in KINDS for path in sorted((folder / kind).glob("*.toml"))]
    stamp = [_CATALOGUE_VERSION, str(folder), [[str(path), *_stamp(path)] for _, path in paths]]
    tables = _read_catalogue(catalogue, stamp)
    if tables is not None:
        return [
            _File(kind, path.stem, path, table) for (kind, path), table in zip(paths, tables, strict=True)
        ]
    files = [_File(kind, path.stem, path, _table_or_error(path)) for kind, path in paths]
    if catalogue and not any(isinstance(file.table, FileError) for file in files):
        # Without a catalogue the next start is slower, nothing else.
        with contextlib.suppress(OSError, TypeError, ValueError):
            write_private(catalogue, json.dumps({"stamp": stamp, "tables": [file.table for file in files]}))
    return files


def _read_catalogue(catalogue: Path | None, stamp: list[Any]) -> list[dict[str, Any]] | None:
    if catalogue is None:
        return None
    try:
        stored = json.loads(read_file(catalogue, _LARGEST_CATALOGUE))
        tables = stored["tables"] if stored["stamp"] == stamp else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    if not isinstance(tables, list) or len(tables) != len(stamp[2]):
        return None
    return tables if all(isinstance(table, dict) for table in tables) else None


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_size, status.st_mtime_ns)


def _own_paths(folder: Path) -> Iterator[tuple[str, Path]]:
    for kind in KINDS:
        try:
            paths = sorted((folder / kind).iterdir())
        except OSError:
            continue
        for path in paths:
            if path.suffix in (".toml", ".guided") and not path.name.startswith("."):
                yield kind, path


def _own_files(folder: Path) -> Iterator[_File]:
    for kind, path in _own_paths(folder):
        yield _File(kind, path.stem, path, _table_or_error(path))


def _table_or_error(path: Path) -> dict[str, Any] | FileError:
    try:
        return read_toml(path)
    except FileError as error:
        return error


def kind_of(table: Mapping[str, Any] | FileError, path: Path) -> str:
    """What a file is: by its keys, else by its folder, else a routine."""
    keys = {
        "session": "programmes",
        "step": "routines",
        "phase": "methods",
        "figure": "exercises",
        "position": "exercises",
    }
    if not isinstance(table, FileError):
        for key, kind in keys.items():
            if key in table:
                return kind
        if path.stem in _TABLES:
            return path.stem
    return path.parent.name if path.parent.name in KINDS else "routines"


_EMPTY = Library({}, {}, {})


def _with_files(library: Library, files: Iterable[_File], own: bool) -> Library:
    """The library with more files read into it; an own file takes the place of a shipped one."""
    files = list(files)
    coming = frozenset((file.kind, file.id) for file in files)
    made: dict[str, dict[str, Any]] = {
        "methods": dict(library.methods),
        "exercises": dict(library.exercises),
        "routines": dict(library.routines),
        "programmes": dict(library.programmes),
        "bases": dict(library.bases),
        "muscles": dict(library.muscles),
        "care": dict(library.care),
        "measures": dict(library.measures),
    }
    broken, warnings, owned = list(library.broken), list(library.warnings), dict(library.own)

    def made_so_far() -> Library:
        return Library(
            methods=made["methods"],
            exercises=made["exercises"],
            routines=made["routines"],
            programmes=made["programmes"],
            bases=made["bases"],
            muscles=made["muscles"],
            care=made["care"],
            measures=made["measures"],
            broken=tuple(broken),
            warnings=tuple(warnings),
            own=owned,
        )

    taken: set[tuple[str, str]] = set()
    for file in files:
        problems: list[Problem] = []
        if isinstance(file.table, FileError):
            broken.append(Broken(file.kind, file.id, file.table))
            continue
        if file.kind not in _TABLES and not is_id(file.id):
            problems.append(Problem("", f"the file's name is {ID_RULE}"))
        if own and (file.kind, file.id) in taken:
            problems.append(Problem("", f'another {file.kind[:-1]} of yours is called "{file.id}" too'))
        taken.add((file.kind, file.id))
        read, advice = _READERS[file.kind](
            Table(file.table, problems), file.id, _Known(made_so_far(), coming)
        )
        if problems:
            broken.append(Broken(file.kind, file.id, FileError(file.path, _located(problems, file.path))))
            continue
        warnings += [Warned(file.path, problem) for problem in advice]
        if file.kind in _TABLES:
            made[file.kind].update(read)
            continue
        if own:
            if file.id in made[file.kind]:
                takes = Problem("", f"takes the place of the shipped {file.kind[:-1]}")
                warnings.append(Warned(file.path, takes))
            owned[file.kind, file.id] = file.path
        made[file.kind][file.id] = read
    for name, exercise in made["exercises"].items():
        made["exercises"][name] = _without_broken(exercise, made["exercises"])
    return made_so_far()


def _located(problems: Iterable[Problem], path: Path) -> Iterable[Problem]:
    """The problems with their lines, where the file can still be read."""
    try:
        if not path.is_file():
            return problems
        with path.open("rb") as file:
            return located(problems, file.read(LARGEST_FILE).decode("utf-8", "replace"))
    except OSError:
        return problems


def _without_broken(exercise: Exercise, known: Container[str]) -> Exercise:
    """The exercise without an easier, a harder or another one whose file turned out to be unusable."""
    easier = exercise.easier if exercise.easier in known else None
    harder = exercise.harder if exercise.harder in known else None
    # It is better left out all the same, with nothing in its place.
    leave_out = {code: name if name in known else "" for code, name in exercise.leave_out.items()}
    if (easier, harder, leave_out) == (exercise.easier, exercise.harder, exercise.leave_out):
        return exercise
    return replace(exercise, easier=easier, harder=harder, leave_out=leave_out)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a file may name: what is read, and the kind and id of all that comes with it."""

    library: Library
    coming: frozenset[tuple[str, str]]


_Read = tuple[Any, list[Problem]]


def _read_bases_file(table: Table, _id: str, _known: _Known) -> _Read:
    return read_bases(table), []


def _read_muscles_file(table: Table, _id: str, _known: _Known) -> _Read:
    return read_muscles(table), []


def _read_care(table: Table, _id: str, _known: _Known) -> _Read:
    care = {}
    for name in table.names(100):
        row = table.table(name)
        condition = row.text("name")
        care[name] = Care(
            id=name,
            name=condition,
            avoid=row.text("avoid", longest=400),
            short=row.text("short", ""),
            instead=row.text("instead", ""),
            when=row.text("when", f"with {condition[:1].lower()}{condition[1:]}"),
        )
        row.unknown_keys()
    return care, []


def _read_measures_file(table: Table, _id: str, known: _Known) -> _Read:
    measures = read_measures(table, known.library.bases)
    exercises = {*known.library.exercises, *(name for kind, name in known.coming if kind == "exercises")}
    for measure in measures.values():
        if measure.exercise and measure.exercise not in exercises:
            _unknown(table, f"{measure.id}.exercise", measure.exercise, "exercise", exercises)
    return measures, []


def _read_method_file(table: Table, method_id: str, known: _Known) -> _Read:
    method = read_method(table, method_id)
    _check_care(table, method.care, known.library)
    for exercise in known.library.exercises.values():
        plays = method_id in (exercise.method, *exercise.methods)
        if plays and ("exercises", exercise.id) not in known.coming:
            for pose in _missing_poses(exercise, method):
                table.note("phase", f'goes through the pose "{pose}", which "{exercise.name}" has not')
    return method, []


def _read_exercise_file(table: Table, exercise_id: str, known: _Known) -> _Read:
    library = known.library
    exercise = read_exercise(table, exercise_id, library.bases)
    _check_exercise(table, exercise, known, library.methods, ())
    for routine in library.routines.values():
        if ("routines", routine.id) in known.coming or exercise_id in routine.exercises:
            continue
        for step in routine.steps:
            known_as = (None, exercise.method, *exercise.methods)
            if step.exercise == exercise_id and step.method not in known_as:
                table.note("methods", f'"{routine.name}" plays it as "{step.method}", which is missing here')
    advice: list[Problem] = []
    if exercise.method in library.methods:
        _check_dose("dose", exercise.dose, library.methods[exercise.method], advice)
    played = filter(None, map(library.methods.get, (exercise.method, *exercise.methods)))
    if not exercise.press and any(phase.do == "contract" for method in played for phase in method.phases):
        advice.append(Problem("press", 'missing, say what one presses against: "the heel into the floor"'))
    return exercise, advice


def _read_routine_file(table: Table, routine_id: str, known: _Known) -> _Read:
    library = known.library
    routine = read_routine(table, routine_id, library.bases)
    methods = {**library.methods, **routine.methods}
    for name, method in routine.methods.items():
        _check_care(table.table("methods").table(name), method.care, library)
    for name, exercise in routine.exercises.items():
        _check_exercise(table.table("exercises").table(name), exercise, known, methods, routine.exercises)
    advice: list[Problem] = []
    _check_steps(table, routine, library, advice)
    if not table.problems:
        _check_length(table, library.parts(routine))
    return routine, advice


def _read_programme_file(table: Table, programme_id: str, known: _Known) -> _Read:
    library = known.library
    programme = read_programme(table, programme_id)
    advice: list[Problem] = []
    for routine in programme.routines.values():
        _check_steps(table, routine, library, advice)
    for session in programme.sessions:
        base, key = _base(library, programme, session), f"session[{session.number}]"
        for name in session.measures:
            if name not in library.measures:
                _unknown(table, f"{key}.measures", name, "measure", library.measures)
        if base is None:
            known_routines = (*programme.routines, *library.routines)
            _unknown(table, f"{key}.routine", session.routine, "routine", known_routines)
            continue
        if session.steps:
            _check_steps(table, base, library, advice)
        here = {step.exercise for step in base.steps}
        for name in session.changes:
            if name and name not in here:
                _unknown(table, f"{key}.doses.{name}", name, "exercise of this session", here)
    if not table.problems:
        for session in programme.sessions:
            _check_session(table, programme, session, library)
    return programme, advice


def _check_session(table: Table, programme: Programme, session: PlannedSession, library: Library) -> None:
    """Notes what is wrong with a session's steps once its changes are made."""
    key = f"session[{session.number}]"
    try:
        routine = programme_routine(library, programme, session.number)
    except FileError as error:
        for problem in error.problems:
            table.note(key, f"with its dose changed, {problem}")
        return
    if sum(part.least_ms for part in library.parts(routine)) > LONGEST_ROUTINE_MS:
        table.note(key, "it is past 6 hours, the most one may last")


def _check_steps(table: Table, routine: Routine, library: Library, advice: list[Problem]) -> None:
    methods = {**library.methods, **routine.methods}
    for where, step in {step.where: step for step in routine.steps}.items():
        _check_step(table, where, step, routine, library, methods, advice)


_READERS: Mapping[str, Callable[[Table, str, _Known], _Read]] = {
    "bases": _read_bases_file,
    "muscles": _read_muscles_file,
    "care": _read_care,
    "measures": _read_measures_file,
    "methods": _read_method_file,
    "exercises": _read_exercise_file,
    "routines": _read_routine_file,
    "programmes": _read_programme_file,
}


def _unknown(table: Table, key: str, name: str, what: str, known: Iterable[str]) -> None:
    table.note_unknown(key, f'no {what} is called "{name}"', name, known)


def _missing_poses(exercise: Exercise, method: Method) -> list[str]:
    """The poses the method goes through that the exercise has not."""
    return [pose for pose in method.poses if pose not in exercise.drawing.poses]


def _check_dose(key: str, dose: Dose, method: Method, advice: list[Problem]) -> None:
    """Advises on more than the method asks for: reps, a longer hold, or one that it has no use for."""
    most, reps = method.most_reps, max((*dose.reps, *dose.left, *dose.right), default=0)
    if most and reps > most:
        advised = f'more than {words.plural(most, "rep")}, the most for "{method.name}"'
        advice.append(Problem(f"{key}.reps", advised))
    key = f"{key}.{'hold' if dose.hold_ms else 'breaths'}"
    if not dose.hold_ms and not dose.hold_breaths:
        return
    longest = method.longest_hold_ms
    held = max(dose.hold_ms, default=0) or Breath().length_ms(dose.hold_breaths, "free")
    if all(phase.do != "hold" for phase in method.phases):
        advice.append(Problem(key, f'changes nothing, "{method.name}" holds nothing'))
    elif longest and held > longest:
        advised = f'longer than {longest / 1000:g} s, the longest hold for "{method.name}"'
        advice.append(Problem(key, advised))


def _check_length(table: Table, parts: Iterable[Part]) -> None:
    total = 0
    for part in parts:
        total += part.least_ms
        if total > LONGEST_ROUTINE_MS:
            table.note(part.step.where, "with this step the routine is past 6 hours, the most one may last")
            return


def _check_exercise(
    table: Table, exercise: Exercise, known: _Known, methods: Mapping[str, Method], beside: Iterable[str]
) -> None:
    """Notes every id the exercise names that nothing has, and every pose its methods need that it has not."""
    for key, names in (("method", (exercise.method,)), ("methods", exercise.methods)):
        for name in names:
            if name not in methods:
                if name:
                    _unknown(table, key, name, "method", methods)
                continue
            for pose in _missing_poses(exercise, methods[name]):
                table.note("figure", f'no pose "{pose}", which the method "{name}" goes through')
    library = known.library
    coming = (name for kind, name in known.coming if kind == "exercises")
    exercises = {*library.exercises, *coming, *beside}
    for key, other in (("easier", exercise.easier), ("harder", exercise.harder)):
        if other is not None and other not in exercises:
            _unknown(table, key, other, "exercise", exercises)
    for key, names in (("lengthens", exercise.lengthens), ("works", exercise.works)):
        for name in names:
            if name not in library.muscles:
                _unknown(table, key, name, "muscle", library.muscles)
    for code, other in exercise.leave_out.items():
        if code not in library.care:
            _unknown(table, "leave_out", code, "care code", library.care)
        if other not in exercises:
            _unknown(table, f"leave_out.{code}", other, "exercise", exercises)
    _check_care(table, exercise.care, library)


def _check_care(table: Table, codes: Iterable[str], library: Library) -> None:
    for name in codes:
        if name not in library.care:
            _unknown(table, "care", name, "care code", library.care)


def _check_step(
    table: Table,
    key: str,
    step: Step,
    routine: Routine,
    library: Library,
    methods: Mapping[str, Method],
    advice: list[Problem],
) -> None:
    exercises = {**library.exercises, **routine.exercises}
    if step.exercise not in exercises:
        if step.exercise:
            _unknown(table, f"{key}.exercise", step.exercise, "exercise", exercises)
        return
    exercise = exercises[step.exercise]
    allowed = (exercise.method, *exercise.methods)
    if step.method is not None and step.method not in methods:
        _unknown(table, f"{key}.method", step.method, "method", methods)
        return
    if step.method is not None and step.method not in allowed:
        table.note(
            f"{key}.method",
            f'"{exercise.name}" is not played as "{step.method}", use one of {", ".join(allowed)}',
        )
        return
    method = methods.get(step.method or exercise.method)
    if method is None:
        return
    for pose in _missing_poses(exercise, method):
        table.note(key, f'"{exercise.name}" has no pose "{pose}", which "{method.id}" goes through')
    if (step.dose.left or step.dose.right) and (
        step.fill_ms or (step.sides or exercise.sides) in ("alternate", "none")
    ):
        table.note(f"{key}.left", "left and right are for sides that are played one after the other")
    _check_dose(key, step.dose, method, advice)


def with_file(library: Library, kind: str, name: str, table: Mapping[str, Any], path: Path) -> Library:
    """The library with a table of a kind and an id in it, as one of the person's own. Raises FileError."""
    added = _with_files(library, [_File(kind, name, path, table)], own=True)
    for broken in added.broken[len(library.broken) :]:
        raise broken.error
    return added


def routine_from(table: Mapping[str, Any], routine_id: str, library: Library) -> Routine:
    """A routine out of a table as a file would hold it, such as `Routine.source`. Raises FileError."""
    return with_file(library, "routines", routine_id, table, Path(routine_id)).routines[routine_id]


def programme_from(table: Mapping[str, Any], programme_id: str, library: Library) -> Programme:
    """A programme out of a table as a file would hold it. Raises FileError."""
    return with_file(library, "programmes", programme_id, table, Path(programme_id)).programmes[programme_id]


# ---------------------------------------------------------------- what a session of a programme plays


def programme_routine(library: Library, programme: Programme, number: int, short: bool = False) -> Routine:
    """What a session of a programme plays: a routine as it is, or with the session's own dose.

    `short` is about half of it. Raises GuidedError when the library has not got the routine any
    more, and FileError when its steps cannot take the dose.
    """
    session = programme.session(number)
    base = _base(library, programme, session)
    if base is None:
        why = f'no routine is called "{session.routine}"{nearest(session.routine, library.routines)}'
        raise GuidedError(f"{programme.name}: {why}")
    changes = {name: change for name, change in session.changes.items() if change}
    if changes:
        rows = _rows(library, base, lambda row, part: _changed(library, row, part, changes))
        base = routine_from({**base.source, "step": rows}, base.id, library)
    if short:
        base = routine_from({**base.source, "step": _rows(library, base, _shortened)}, base.id, library)
    return base


def _base(library: Library, programme: Programme, session: PlannedSession) -> Routine | None:
    """The routine of a session before its changes; None when nothing has that id.

    One that the programme brings along is known by an id and a name of its own in the history.
    """
    carried = programme.routines.get(session.routine)
    if session.routine and carried is None:
        return library.routines.get(session.routine)
    name = f"{programme.name} {session.number}: {session.name or (carried.name if carried else '')}"
    name = name if len(name) <= LONGEST_NAME else programme.name
    goal = session.goal or (carried.goal if carried else "")
    rows = carried.source["step"] if carried else session.source
    return Routine(
        id=f"{programme.id[:50].rstrip('-')}-{session.number}",
        name=name,
        goal=goal,
        steps=carried.steps if carried else session.steps,
        source={"name": name, **({"goal": goal} if goal else {}), "step": list(rows)},
    )


def _rows(
    library: Library, routine: Routine, change: Callable[[Mapping[str, Any], Part], Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The steps of a routine as its file states them, each changed; a circuit keeps its rounds."""
    # A step has one place in the file, however many rounds there are of it.
    steps = iter({step.where: step for step in routine.steps}.values())

    def changed(row: Mapping[str, Any]) -> Mapping[str, Any]:
        if "step" in row:
            return {**row, "step": [changed(inner) for inner in row["step"]]}
        return change(row, library.part(routine, next(steps)))

    return [changed(row) for row in routine.source["step"]]


_DOSE = ("reps", "left", "right", "sets", "hold", "breaths", "effort", "rest", "order")


def _changed(
    library: Library, row: Mapping[str, Any], part: Part, changes: Mapping[str, Mapping[str, Any]]
) -> Mapping[str, Any]:
    """A step with what a session says of all its exercises, and over it of this one."""
    change = {**changes.get("", {}), **changes.get(part.exercise.id, {})}
    changed = dict(row)
    more, version = change.pop("more_reps", 0), change.pop("version", "")
    other = getattr(part.exercise, version) if version else None
    if other:
        exercise = library.exercises[other]
        changed["exercise"] = other
        changed.pop("sides", None)
        if part.method.id not in (exercise.method, *exercise.methods):
            changed = {key: value for key, value in changed.items() if key not in (*_DOSE, "method")}
    if change.get("method", part.method.id) != part.method.id:
        # The dose that was meant for the other method says nothing about this one.
        changed = {key: value for key, value in changed.items() if key not in _DOSE}
    elif all(phase.do != "hold" for phase in part.method.phases):
        change.pop("hold", None)
    if "fill" in row:
        for key in ("reps", "sets"):
            change.pop(key, None)
    elif more:
        change["reps"] = _counted([min(max(reps + more, 1), 100) for reps in part.reps])
    if "reps" in change:
        for key in ("left", "right", "sets"):
            changed.pop(key, None)
    return {**changed, **change}


def _shortened(row: Mapping[str, Any], part: Part) -> Mapping[str, Any]:
    """A step with one set of about half the reps, or half the time it fills."""
    if "fill" in row:
        return {**row, "fill": max(row["fill"] / 2, 1)}
    kept = {key: value for key, value in row.items() if key not in ("left", "right", "sets")}
    return {**kept, "reps": min(-(-sum(part.reps) // 2), part.reps[0])}


def _counted(reps: list[int]) -> int | list[int]:
    return reps[0] if len(reps) == 1 else reps
