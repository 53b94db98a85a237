"""The formats a routine can be exported in, each a line in a table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from guided.exports import jawt, openhiit, table
from guided.library import Library
from guided.paths import replacing
from guided.reading import GuidedError
from guided.routine import Routine
from guided.settings import Settings
from guided.sharing import ENDING, share, share_text

Write = Callable[[Library, Routine, Settings], str]


class Format(NamedTuple):
    """A format: its name for people, the endings of its files, the usual one first, and its writer.

    `lacks` says in one sentence what it has no place for; nothing if it has all. `write` raises GuidedError.
    """

    id: str
    name: str
    endings: tuple[str, ...]
    lacks: str
    write: Write


FORMATS = (
    Format("toml", "Guided", (ENDING, ".toml"), "", lambda library, routine, _: share_text(library, routine)),
    Format(
        "jawt",
        "JAWT",
        (".json",),
        "Just Another Workout Timer counts time alone: reps, holds and breaths become the seconds they take.",
        jawt.write,
    ),
    Format(
        "openhiit",
        "OpenHIIT",
        (".json",),
        "OpenHIIT gives every exercise the same time and the same rest: here what they take on average.",
        openhiit.write,
    ),
    Format(
        "csv",
        "A table",
        (".csv",),
        "A table has no place for methods, circuits, the side that begins, preparation and depth.",
        table.write,
    ),
)


def format_for(name: str | None, out: Path | None) -> Format:
    """The format of a name, else the one whose files end as `out` does, else Guided's own.

    Raises GuidedError where the ending is of several formats or of none.
    """
    if name is not None:
        return next(one for one in FORMATS if one.id == name)
    ending = out.suffix.casefold() if out else ""
    fitting = [one for one in FORMATS if ending in one.endings] if ending else [FORMATS[0]]
    if len(fitting) == 1:
        return fitting[0]
    which = ", ".join(one.id for one in fitting or FORMATS)
    raise GuidedError(f'no one format has files that end in "{ending}", name it: --format {which}')


def export(library: Library, routine: Routine, settings: Settings, known: Format, path: Path) -> None:
    """Write a routine to a file, which is replaced whole or not at all. Raises GuidedError and OSError."""
    ours = known.id == FORMATS[0].id
    text = share(library, routine) if ours else known.write(library, routine, settings)
    with replacing(path) as file:
        file.write(text.encode("utf-8"))
