"""Reading folders of files into a library: the shipped ones, and the person's own over them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from guided import words
from guided.checks import (
    Known,
    check_exercise,
    check_measures,
    check_method,
    check_programme,
    check_routine,
)
from guided.library import Broken, Care, Library
from guided.measures import read_measures
from guided.method import read_method
from guided.muscles import read_muscles
from guided.paths import read_file, write_private
from guided.pictures import FOLDER, found, is_name
from guided.pose import read_bases
from guided.programme import Programme, read_programme
from guided.reading import (
    ID_RULE,
    LARGEST_FILE,
    FileError,
    Problem,
    Table,
    is_id,
    located,
    read_toml,
)
from guided.routine import (
    Exercise,
    Routine,
    read_exercise,
    read_routine,
)

VOICES = "voice"
"""The folder with a folder for each voice."""

KINDS = ("methods", "exercises", "routines", "programmes")
"""The folders of a library, each before those that refer to it."""

Stamp = tuple[tuple[Path, int, int], ...]
"""Files with their sizes and modification times, by which a change is noticed."""

_TABLES = ("bases", "muscles", "care", "measures")
_MANY = 50  # files, which take about 50 ms
_CATALOGUE_VERSION = 3
_LARGEST_CATALOGUE = 64 << 20  # bytes


def load(shipped: Path, own: Path | None = None, catalogue: Path | None = None) -> Library:
    """The library of the shipped folder and, over it, the person's own folder.

    A file that cannot be used is listed in `broken` and hides no other. With `catalogue`, the contents of
    the shipped files are cached there as JSON, which loads many times faster than TOML, until any changes.
    """
    library = _with_files(_EMPTY, _shipped_files(shipped, catalogue), own=False)
    if library.broken and catalogue:  # what the catalogue says of them is not the last word
        library = _with_files(_EMPTY, _shipped_files(shipped, catalogue, anew=True), own=False)
    library = replace(library, voices=shipped / VOICES)
    return load_own(library, own) if own else library


def load_own(shipped: Library, own: Path) -> Library:
    """The shipped library with the person's own folder over it."""
    return _with_files(replace(shipped, pictures=own / FOLDER), _own_files(own), own=True)


def are_many(own: Path) -> bool:
    """Whether the person's own files are too many to be waited for."""
    return sum(1 for _ in islice(_own_names(own), _MANY + 1)) > _MANY


def own_stamp(own: Path) -> Stamp:
    """A stamp of the person's own files that changes whenever one of them does."""
    pictures = (own / FOLDER / name for name in _names_in(own / FOLDER) if is_name(name))
    paths = (*(path for _, path in _own_paths(own)), *sorted(pictures))
    return tuple((path, *_stamp(path)) for path in paths)


def stamp_of(paths: Iterable[Path]) -> Stamp:
    """A stamp of files, and of the files in folders, that changes whenever one of them does."""
    return tuple((file, *_stamp(file)) for path in paths for file in files_in(path))


def load_file(path: Path, library: Library) -> Library:
    """The library with one more file in it, from any folder.

    Its kind shows in its keys. Raises FileError if it cannot be used.
    """
    added = load_files([path], library)
    for broken in added.broken[len(library.broken) :]:
        raise broken.error
    return added


def load_files(paths: Iterable[Path], library: Library) -> Library:
    """The library with more files in it, which may refer to each other; unusable ones go to `broken`."""
    files = []
    for path in paths:
        table = _table_or_error(path)
        kind = kind_of(table, path)
        files.append(_File(kind, path.stem, path, table))
    files.sort(key=lambda file: (*_TABLES, *KINDS).index(file.kind))
    return _with_files(library, files, own=False)


def is_ours(path: Path | str) -> bool:
    """Whether a file has one of the suffixes read here, in either case."""
    return os.path.splitext(path)[1].lower() in (".toml", ".guided")


def files_in(path: Path) -> list[Path]:
    """A file itself, or every TOML and `.guided` file in a folder and its subfolders."""
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if is_ours(file))


@dataclass(frozen=True, slots=True)
class _File:
    kind: str
    id: str
    path: Path
    table: Mapping[str, Any] | FileError


def _shipped_files(folder: Path, catalogue: Path | None, anew: bool = False) -> list[_File]:
    """The table of every shipped file, from the catalogue if that is up to date and not to be made anew."""
    paths = [(name, folder / f"{name}.toml") for name in _TABLES]
    paths += [(kind, path) for kind in KINDS for path in sorted((folder / kind).glob("*.toml"))]
    stamp = [_CATALOGUE_VERSION, str(folder), [[str(path), *_stamp(path)] for _, path in paths]]
    tables = _read_catalogue(catalogue, stamp) if catalogue and not anew else None
    if tables is not None:
        return [
            _File(kind, path.stem, path, table) for (kind, path), table in zip(paths, tables, strict=True)
        ]
    files = [_File(kind, path.stem, path, _table_or_error(path)) for kind, path in paths]
    if catalogue and not any(isinstance(file.table, FileError) for file in files):
        # Without a catalogue the next start is slower, nothing else.
        with contextlib.suppress(OSError, TypeError, ValueError):
            kept = json.dumps([file.table for file in files])
            write_private(catalogue, f"{json.dumps([stamp, _digest(kept.encode())])}\n{kept}")
    return files


def _read_catalogue(catalogue: Path, stamp: list[Any]) -> list[dict[str, Any]] | None:
    """The tables in a catalogue; None if it is out of date or damaged."""
    try:
        head, _, kept = read_file(catalogue, _LARGEST_CATALOGUE).partition(b"\n")
        if json.loads(head) != [stamp, _digest(kept)]:
            return None
        tables: list[dict[str, Any]] = json.loads(kept)
    except (OSError, ValueError, RecursionError):
        return None
    return tables


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return (status.st_size, status.st_mtime_ns)


def _own_paths(folder: Path) -> Iterator[tuple[str, Path]]:
    """The kind and the path of each of the person's own files, sorted by name."""
    for kind, name in sorted(_own_names(folder), key=lambda one: (KINDS.index(one[0]), one[1])):
        yield kind, folder / kind / name


def _own_names(folder: Path) -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        for name in _names_in(folder / kind):
            if is_ours(name) and not name.startswith("."):
                yield kind, name


def _names_in(folder: Path) -> Iterator[str]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            yield entry.name


def _own_files(folder: Path) -> Iterator[_File]:
    for kind, path in _own_paths(folder):
        yield _File(kind, path.stem, path, _table_or_error(path))


def _table_or_error(path: Path) -> dict[str, Any] | FileError:
    try:
        return read_toml(path)
    except FileError as error:
        return error


def kind_of(table: Mapping[str, Any] | FileError, path: Path) -> str:
    """The kind of a file, by its keys or else its folder; a routine by default."""
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
    """The library with more files read into it; an own file replaces a shipped one of the same id."""
    files = list(files)
    # One library grows file by file, so that each file may name those before it.
    made: dict[str, dict[str, Any]] = {kind: dict(getattr(library, kind)) for kind in (*_TABLES, *KINDS)}
    growing = replace(library, **made)  # type: ignore[arg-type]  # none of them is one of the others
    known = Known(growing, frozenset((file.kind, file.id) for file in files))
    broken, advice, owned = list(library.broken), list(library.advice), dict(library.own)
    taken: set[tuple[str, str]] = set()
    for file in files:
        twice = own and (file.kind, file.id) in taken
        if not isinstance(file.table, FileError):
            taken.add((file.kind, file.id))
        try:
            read, more = _read(file, known, twice)
        except FileError as error:
            broken.append(Broken(file.kind, file.id, error))
            continue
        if own:
            if file.id in made[file.kind]:
                more = [*more, Problem("", f"takes the place of the shipped {file.kind[:-1]}")]
            owned[file.kind, file.id] = file.path
        advice += [replace(problem, kind="advice", file=file.path) for problem in more]
        made[file.kind].update(read if file.kind in _TABLES else {file.id: read})
    if any(file.kind == "exercises" for file in files):
        made["exercises"].update(_without_broken(made["exercises"]))
    return replace(growing, broken=tuple(broken), advice=tuple(advice), own=owned)


def _read(file: _File, known: Known, twice: bool) -> _Read:
    """The contents of a file, and advice on it; `twice` if its id was there before. Raises FileError."""
    if isinstance(file.table, FileError):
        raise file.table
    problems: list[Problem] = []
    if file.kind not in _TABLES and not is_id(file.id):
        problems.append(Problem("", f"the file's name is {ID_RULE}"))
    if twice:
        problems.append(Problem("", f'another {file.kind[:-1]} of yours is called "{file.id}" too'))
    read = _READERS[file.kind](Table(file.table, problems), file.id, known)
    if problems:
        raise FileError(file.path, _located(problems, file.path))
    return read


def _located(problems: Iterable[Problem], path: Path) -> Iterable[Problem]:
    """The problems with their line numbers, if the file can still be read."""
    try:
        if not path.is_file():
            return problems
        with path.open("rb") as file:
            return located(problems, file.read(LARGEST_FILE).decode("utf-8", "replace"))
    except OSError:
        return problems


def _without_broken(exercises: Mapping[str, Exercise]) -> dict[str, Exercise]:
    """The exercises without their references to exercises whose files are unusable.

    What some people should leave out stays so, with nothing in its place.
    """
    changed = {}
    for name, exercise in exercises.items():
        easier = exercise.easier if exercise.easier in exercises else None
        harder = exercise.harder if exercise.harder in exercises else None
        leave_out = {code: other if other in exercises else "" for code, other in exercise.leave_out.items()}
        if (easier, harder, leave_out) != (exercise.easier, exercise.harder, exercise.leave_out):
            changed[name] = replace(exercise, easier=easier, harder=harder, leave_out=leave_out)
    return changed


_Read = tuple[Any, list[Problem]]


def _read_bases_file(table: Table, _id: str, _known: Known) -> _Read:
    return read_bases(table), []


def _read_muscles_file(table: Table, _id: str, _known: Known) -> _Read:
    return read_muscles(table), []


def _read_care(table: Table, _id: str, _known: Known) -> _Read:
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
            group=row.word("group", words.CARE_GROUPS, "bones"),
        )
        row.unknown_keys()
    return care, []


def _read_measures_file(table: Table, _id: str, known: Known) -> _Read:
    measures = read_measures(table, known.library.bases)
    check_measures(table, measures, known)
    return measures, []


def _read_method_file(table: Table, method_id: str, known: Known) -> _Read:
    method = read_method(table, method_id)
    check_method(table, method, known)
    return method, []


def _read_exercise_file(table: Table, exercise_id: str, known: Known) -> _Read:
    exercise = read_exercise(table, exercise_id, known.library.bases)
    advice = check_exercise(table, exercise, known)
    exercise, missing = _with_pictures(exercise, known.library)
    return exercise, [*advice, *missing]


def _with_pictures(exercise: Exercise, library: Library) -> tuple[Exercise, list[Problem]]:
    """An exercise with the files of its own pictures, and advice where not all of them are there."""
    if not exercise.pictures or not library.pictures:
        return exercise, []
    photos = found(library.pictures, exercise.pictures)
    there = len(photos) == len(exercise.pictures)
    with_them = replace(exercise, drawing=replace(exercise.drawing, photos=photos))
    return with_them, [] if there else [Problem("pictures", "not all of them are there")]


def _read_routine_file(table: Table, routine_id: str, known: Known) -> _Read:
    routine = read_routine(table, routine_id, known.library.bases)
    # Whether their pictures are there is not asked: they may be below, in the file itself.
    carried = {name: _with_pictures(one, known.library)[0] for name, one in routine.exercises.items()}
    routine = replace(routine, exercises=carried)
    return routine, check_routine(table, routine, known)


def _read_programme_file(table: Table, programme_id: str, known: Known) -> _Read:
    programme = read_programme(table, programme_id)
    return programme, check_programme(table, programme, known)


_READERS: Mapping[str, Callable[[Table, str, Known], _Read]] = {
    "bases": _read_bases_file,
    "muscles": _read_muscles_file,
    "care": _read_care,
    "measures": _read_measures_file,
    "methods": _read_method_file,
    "exercises": _read_exercise_file,
    "routines": _read_routine_file,
    "programmes": _read_programme_file,
}


def reader_of(kind: str, library: Library) -> Callable[[Table], object]:
    """The reader of a kind of files, which notes mistakes in the table, with a library to refer to."""
    return lambda table: _READERS[kind](table, "any", Known(library, frozenset()))


def with_file(library: Library, kind: str, name: str, table: Mapping[str, Any], path: Path) -> Library:
    """The library with a table added as one of the person's own files. Raises FileError."""
    added = _with_files(library, [_File(kind, name, path, table)], own=True)
    for broken in added.broken[len(library.broken) :]:
        raise broken.error
    return added


def routine_from(table: Mapping[str, Any], routine_id: str, library: Library) -> Routine:
    """A routine from a table in file format (`Routine.to_table`). Raises FileError."""
    return with_file(library, "routines", routine_id, table, Path(routine_id)).routines[routine_id]


def programme_from(table: Mapping[str, Any], programme_id: str, library: Library) -> Programme:
    """A programme from a table in file format. Raises FileError."""
    return with_file(library, "programmes", programme_id, table, Path(programme_id)).programmes[programme_id]
