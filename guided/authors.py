"""What an author of files is given: a file to begin with, and word of every change."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from guided.files import Stamp
from guided.paths import assets
from guided.reading import ID_RULE, GuidedError, id_from, is_id

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
