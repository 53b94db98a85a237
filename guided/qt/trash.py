"""Files of one's own that are thrown away, and brought back by Undo or later on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QFile

from guided import messages, words
from guided.paths import Home, read_file, write_private
from guided.qt.context import Context
from guided.reading import LARGEST_FILE

_MOST = 200  # that are remembered


class Thrown(NamedTuple):
    """What was thrown away: what the person calls it, where it was, and where in the trash it is."""

    name: str
    path: Path
    there: Path


def thrown(home: Home) -> tuple[Thrown, ...]:
    """What can be brought back from the trash, the latest first."""
    with suppress(OSError, ValueError, TypeError, RecursionError):
        kept = json.loads(read_file(_list_in(home), LARGEST_FILE))
        found = [Thrown(str(name), Path(path), Path(there)) for name, path, there in kept]
        return tuple(one for one in found if one.there.is_file())
    return ()


def throw_away(
    context: Context, path: Path, name: str, gone: Callable[[], object], back: Callable[[], object]
) -> None:
    """Put a file into the trash and say so with Undo; what cannot be done is told with its reason.

    `name` is what the person calls it. `gone` is called once it is in the trash, `back` once Undo has taken
    it out.
    """
    try:
        one = Thrown(name, path, to_trash(path, context.home.data / "trash"))
    except OSError as error:
        context.tell(words.say(messages.NOT_DELETED, name=name, why=words.refusal(error)))
        return
    before = (each for each in thrown(context.home) if each.there != one.there)
    _remember(context.home, [one, *before])  # what was there before went without Guided
    gone()
    context.window.toast(
        words.say(messages.IS_DELETED, name=name), "Undo", lambda: fetch_back(context, one, back)
    )


def fetch_back(context: Context, one: Thrown, back: Callable[[], object]) -> None:
    """Move a file out of the trash and call `back`; what cannot be done is told with its reason."""
    try:
        bring_back(one.there, one.path)
    except OSError as error:
        why = words.refusal(error)
        context.tell(words.say(messages.NOT_BROUGHT_BACK_FILE, name=one.name, why=why))
    else:
        _remember(context.home, thrown(context.home))
        back()


def to_trash(path: Path, own: Path) -> Path:
    """Move a file to the system's trash, or where there is none to a folder; where it is. Raises OSError."""
    file = QFile(str(path))
    if file.moveToTrash() and file.fileName() and Path(file.fileName()).exists():
        return Path(file.fileName())
    own.mkdir(mode=0o700, parents=True, exist_ok=True)
    there = _free(own / path.name)
    shutil.move(path, there)
    return there


def bring_back(there: Path, path: Path) -> Path:
    """Move a file back to where it was, or beside another that is there now; where it is. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    back = _free(path)
    shutil.move(there, back)
    return back


def _free(path: Path) -> Path:
    """The path itself, or where there is something already the first with a number that is free."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(one for one in chain((path,), numbered) if not one.exists())


def _list_in(home: Home) -> Path:
    return home.data / "trash.json"


def _remember(home: Home, them: Iterable[Thrown]) -> None:
    """Keep where they are; where that cannot be written, they are in the trash all the same."""
    with suppress(OSError):
        write_private(_list_in(home), json.dumps([[one.name, *map(str, one[1:])] for one in them][:_MOST]))
