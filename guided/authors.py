"""What an author of files is given: a file to begin with, word of every change, and what is in it now."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from guided.files import Stamp, kind_of, with_file
from guided.learn import is_article, load_article
from guided.library import Library
from guided.part import Part
from guided.paths import assets
from guided.reading import ID_RULE, FileError, GuidedError, Problem, id_from, is_id, read_toml
from guided.routine import Routine, Step
from guided.settings import Settings
from guided.timeline import compile_parts

SKELETONS = ("exercise", "routine")
"""The kinds of files there is a beginning for."""

_FOLDER, _NAME = "skeletons", 'name = "New {kind}"'


def skeleton(kind: str, name: str) -> str:
    """The text of a new file of SKELETONS, with what may be in it as comments; `name` is its id.

    Raises GuidedError where that is none.
    """
    if not is_id(name):
        raise GuidedError(f'"{name}" is {ID_RULE}: "{id_from(name)}"')
    text = (assets() / _FOLDER / f"{kind}.toml").read_text("utf-8")
    called = name.replace("-", " ")
    return text.replace(_NAME.format(kind=kind), f'name = "{called[0].upper()}{called[1:]}"', 1)


def refuse_to_replace(path: Path) -> None:
    """Raise FileExistsError where there is something already, be it a link that leads nowhere."""
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, "it is there already, and stays as it is", str(path))


def changes(stamp: Callable[[], Stamp], pause: Callable[[], object]) -> Iterator[None]:
    """One for each time that a stamp is another one than before, which is looked at after every `pause`."""
    before = stamp()
    while True:
        pause()
        now = stamp()
        if now != before:
            before = now
            yield


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What is in a file now: its name and the steps to be shown, which some kinds have none of.

    With `problems` it cannot be used, and there is nothing else; `advice` is on what can be.
    """

    name: str
    routine: Routine | None = None
    parts: tuple[Part, ...] = ()
    problems: tuple[Problem, ...] = ()
    advice: tuple[Problem, ...] = ()


def seen_in(path: Path, library: Library, settings: Settings) -> Seen:
    """What is in a file: a routine with its steps, an exercise as the only one, a method with one."""
    try:
        return _seen_in(path, library, settings)
    except FileError as error:
        return Seen(path.name, problems=error.problems)
    except (GuidedError, OSError) as error:
        return Seen(path.name, problems=(Problem("", str(error)),))


def _seen_in(path: Path, library: Library, settings: Settings) -> Seen:
    if is_article(path):
        return Seen(load_article(path, library).title)
    table, name = read_toml(path), path.stem
    kind = kind_of(table, path)
    grown = with_file(library, kind, name, table, path)
    advice = grown.advice[len(library.advice) :]
    routine = _to_be_shown(grown, kind, name)
    if routine is None:
        return Seen(path.name, advice=advice)
    parts = grown.parts(routine, settings.first_side)
    compile_parts(routine, parts, settings)
    return Seen(routine.name, routine, parts, advice=advice)


def _to_be_shown(library: Library, kind: str, name: str) -> Routine | None:
    """A routine that shows what a file has; None where there is nothing to be seen in motion."""
    if kind == "routines":
        return library.routines[name]
    if kind == "exercises":
        return Routine(name, library.exercises[name].name, (Step(name),))
    if kind != "methods":
        return None
    method = library.methods[name]
    able = [one for one in library.exercises.values() if one.drawing.poses.keys() >= set(method.poses)]
    able.sort(key=lambda one: name not in (one.method, *one.methods))
    return Routine(name, method.name, tuple(Step(one.id, method=name) for one in able[:1])) if able else None
