"""Sharing: writing a self-contained file, and examining a received one."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from guided import messages, words
from guided import pictures as own_pictures
from guided.files import KINDS, is_ours, kind_of, with_file
from guided.library import Library
from guided.paths import read_file, write_private
from guided.prescribed import Prescribed
from guided.reading import LONGEST_NAME, FileError, GuidedError, id_from, printable, read_toml
from guided.routine import Routine

ENDING = ".guided"
"""The suffix of shared files."""

_DEEPEST_HEADER = 3  # parts of a table's name; what lies deeper is written in one line
_NAME = re.compile(r"^name\s*=.*$", re.MULTILINE)
_BARE = re.compile(r"[A-Za-z0-9_-]+")


class NotOffered(GuidedError):
    """A file cannot be taken in; the text is one sentence."""


# ---------------------------------------------------------------- out


def share_text(library: Library, routine: Routine, prescribed: Prescribed | None = None) -> str:
    """The text of a self-contained file: a routine with all it needs beyond the shipped content but pictures.

    What somebody else prescribed to the person is not in it, only what is `prescribed` here.

    Raises FileError if one of the person's files that it needs can no longer be read.
    """
    return to_toml(_shared(library, routine, prescribed))


def share(library: Library, routine: Routine, prescribed: Prescribed | None = None) -> str:
    """That text with the person's own pictures below it, as far as the routine needs them.

    Raises FileError as `share_text` does, and GuidedError where a picture is too large to go with it.
    """
    table = _shared(library, routine, prescribed)
    pictures: dict[str, bytes] = {}

    def carried(name: str) -> str:
        """The id of a picture as it travels: one that says what is in it, so that it is no other's."""
        there = own_pictures.found(library.pictures, [name]) if library.pictures else ()
        for path in there:
            data = own_pictures.read(path)
            name = own_pictures.id_of(data)
            pictures[name] = data
        return name

    exercises = {
        name: {**row, "pictures": [carried(one) for one in row["pictures"]]} if row.get("pictures") else row
        for name, row in table.get("exercises", {}).items()
    }
    text = to_toml({**table, "exercises": exercises} if exercises else table)
    return own_pictures.below(text, pictures.values())


def _shared(library: Library, routine: Routine, prescribed: Prescribed | None) -> dict[str, Any]:
    """The table of a self-contained file."""
    table = routine.to_table()
    exercises = dict(table.get("exercises", {}))
    methods = dict(table.get("methods", {}))
    wanted = [step.exercise for step in routine.steps]
    asked = [step.method for step in routine.steps if step.method]
    while wanted:
        name = wanted.pop()
        own = library.own.get(("exercises", name))
        if name not in exercises and own is not None:
            exercises[name] = read_toml(own)
        if name in exercises:
            row = exercises[name]
            others = [row.get("easier"), row.get("harder"), *row.get("leave_out", {}).values()]
            wanted += [other for other in others if other and other not in exercises]
            asked += [row.get("method", ""), *row.get("methods", ())]
    for name in dict.fromkeys(asked):
        own = library.own.get(("methods", name))
        if name not in methods and own is not None:
            methods[name] = read_toml(own)
    for key, carried in (("exercises", exercises), ("methods", methods)):
        if carried:
            table[key] = carried
    if prescribed is not None:
        table["prescription"] = prescribed.to_table()
    return table


def to_toml(table: Mapping[str, Any]) -> str:
    """A table of texts, numbers, flags, lists and tables as readable TOML."""
    return "\n".join(_lines(table, ())).strip("\n") + "\n"


def _lines(table: Mapping[str, Any], name: tuple[str, ...]) -> Iterator[str]:
    below = []
    for key, value in table.items():
        if len(name) < _DEEPEST_HEADER and (isinstance(value, Mapping) or _is_rows(value)):
            below.append((key, value))
        else:
            yield f"{_key(key)} = {_value(value)}"
    for key, value in below:
        full = (*name, key)
        header = ".".join(map(_key, full))
        for row in value if _is_rows(value) else ():
            yield f"\n[[{header}]]"
            yield from _lines(row, full)
        if isinstance(value, Mapping):
            lines = list(_lines(value, full))
            if not lines or not lines[0].startswith("\n["):
                yield f"\n[{header}]"
            yield from lines


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, Mapping) for row in value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _value(key)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # What JSON escapes TOML reads, but for the one character that JSON lets stand.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return value.isoformat() if isinstance(value, date) else repr(value)


# ---------------------------------------------------------------- in


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """A file that may be taken in: its kind and the id it would get; `library` already includes it.

    What is the same, or the person's own by that name, has that id, else it is the file's. `taken` says
    whose it is: "yours", "shipped" or ""; `taken_name` is its name, `there` the routine, `same` that it is
    as this one. `free` is an unused id, `other_name` a name beside it. `pictures` come with it, by their ids.
    """

    path: Path
    kind: str
    id: str
    name: str
    text: str
    library: Library
    free: str
    taken: str = ""
    taken_name: str = ""
    there: Routine | None = None
    same: bool = False
    other_name: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def may_replace(self) -> bool:
        """Whether it is another version of an existing file: same id, same name."""
        return bool(self.taken) and not self.same and self.taken_name.casefold() == self.name.casefold()

    @property
    def routine(self) -> Routine | None:
        """The offered routine, None for other kinds of files."""
        return self.library.routines[self.id] if self.kind == "routines" else None


def read_offer(path: Path, library: Library) -> Offer:
    """The offer in a file that somebody opens. Raises NotOffered."""
    try:
        table = read_toml(path)
        raw, pictures = own_pictures.taken_apart(read_file(path, own_pictures.MOST_TOGETHER))
        text = raw.decode("utf-8")
    except FileError as error:
        if error.problems[0].kind == "syntax":
            raise NotOffered(_not_ours(path)) from error
        raise NotOffered(
            words.say(messages.FILE_CANNOT_BE_OPENED_WHY, file=printable(path.name), why=error.problems[0])
        ) from error
    except (OSError, ValueError) as error:
        raise NotOffered(words.say(messages.FILE_CANNOT_BE_OPENED, file=printable(path.name))) from error
    kind = kind_of(table, path)
    if kind not in KINDS or not {"step", "phase", "figure", "position", "session"} & table.keys():
        raise NotOffered(_not_ours(path))
    try:
        name, same = _meant(library, kind, table, path)
        added = with_file(library, kind, name, table, path)
    except FileError as error:
        more = len(error.problems) - 1
        told = messages.FILE_CANNOT_BE_USED_MORE if more else messages.FILE_CANNOT_BE_USED
        why = words.say(told, file=printable(path.name), why=error.problems[0], n=more)
        raise NotOffered(why) from error
    things: Mapping[str, Any] = getattr(added, kind)
    before: Mapping[str, Any] = getattr(library, kind)
    taken = "yours" if (kind, name) in library.own else "shipped" if name in before else ""
    return Offer(
        path=path,
        kind=kind,
        id=name,
        name=things[name].name,
        text=text,
        library=added,
        free=free_id(library, kind, id_from(path.stem)),
        taken=taken,
        taken_name=before[name].name if taken else "",
        there=library.routines.get(name) if kind == "routines" else None,
        same=same,
        other_name=_free_name(things[name].name, before.values()),
        pictures=pictures,
    )


def _meant(library: Library, kind: str, table: Mapping[str, Any], path: Path) -> tuple[str, bool]:
    """The id that a file's table gets, and whether what has it is the same. Raises FileError.

    It is that of what is the same, or of the person's own by that name, else the file's.
    """
    its = id_from(path.stem)
    added = with_file(library, kind, its, table, path)
    there: Mapping[str, Any] = getattr(library, kind)
    called = getattr(added, kind)[its].name.casefold()
    own = [name for of, name in sorted(library.own) if of == kind]
    twins = [name for name in (its, *own) if name in there and there[name].name.casefold() == called]
    same = _same(library, added, kind, its)
    return [*same, *twins, its][0], bool(same)


def _same(library: Library, added: Library, kind: str, its: str) -> list[str]:
    """The ids of what is the same as what was added, the person's own before others.

    One that was kept beside another by its name has a number behind that.
    """
    there: Mapping[str, Any] = getattr(library, kind)
    called = re.compile(rf"{re.escape(getattr(added, kind)[its].name)}(?: \d+)?", re.IGNORECASE)
    near = [name for name in there if called.fullmatch(there[name].name)]
    content = _content(added, kind, its)
    same = [name for name in near if content and _content(library, kind, name) == content]
    return sorted(same, key=lambda name: (kind, name) not in library.own)


def _content(library: Library, kind: str, name: str) -> Mapping[str, Any]:
    """What is in a file and what it needs, but for its name and pictures; nothing if that cannot be told."""
    table: Mapping[str, Any] = {}
    with suppress(FileError, KeyError):
        table = _routine_content(library, name) if kind == "routines" else read_toml(library.own[kind, name])
    exercises = {key: {**row, "pictures": ()} for key, row in table.get("exercises", {}).items()}
    return table and {**table, "name": "", "exercises": exercises}


def _routine_content(library: Library, name: str) -> Mapping[str, Any]:
    routine = library.routines[name]
    return _shared(library, routine, routine.prescribed)


def _free_name(name: str, there: Iterable[Any]) -> str:
    """A name with the first number behind it that nothing there has."""
    taken = {one.name.casefold() for one in there}
    return next(made for n in count(2) if (made := f"{name} {n}").casefold() not in taken)


def _called(text: str, name: str) -> str:
    """The text of a file with another name, if that may be, else as it was."""
    told = _NAME.sub(lambda _: f"name = {_value(name)}", text, count=1)
    try:
        is_right = len(name) <= LONGEST_NAME and tomllib.loads(told) == {**tomllib.loads(text), "name": name}
    except tomllib.TOMLDecodeError:
        return text
    return told if is_right else text


def _not_ours(path: Path) -> str:
    told = messages.NOT_OURS_OR_A_PART if is_ours(path) else messages.NOT_OURS
    return words.say(told, file=printable(path.name))


def take_in(offer: Offer, library: Library, folder: Path, name: str) -> Path:
    """Copy an offered file into the person's folder under an id, replacing their file of that id.

    Raises OSError.
    """
    ending = ENDING if offer.kind == "routines" else ".toml"
    path = folder / offer.kind / f"{name}{ending}"
    for picture in offer.pictures.values():
        own_pictures.keep(picture, folder / own_pictures.FOLDER)
    beside = offer.may_replace and name != offer.id
    write_private(path, _called(offer.text, offer.other_name) if beside else offer.text)
    before = library.own.get((offer.kind, name))
    if before is not None and before != path:
        before.unlink(missing_ok=True)
    return path


def free_id(library: Library, kind: str, name: str) -> str:
    """The id itself if it is free, else the first free one of name-2, name-3, …"""
    there: Mapping[str, Any] = getattr(library, kind)
    number, free = 2, name
    while free in there or (kind, free) in {(broken.kind, broken.id) for broken in library.broken}:
        ending = f"-{number}"
        free, number = name[: 60 - len(ending)].rstrip("-") + ending, number + 1
    return free
