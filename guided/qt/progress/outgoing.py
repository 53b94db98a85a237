"""What the person writes for others from the history, each kind by the ending of its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC
from functools import partial
from pathlib import Path

from guided.history.exports import export_csv, export_json
from guided.history.records import Told
from guided.history.store import History
from guided.qt.context import Context

KINDS: Mapping[str, str] = {
    "csv": "For a spreadsheet",
    "json": "Everything",
    "ics": "What is planned, for a calendar",
    "fit": "The last session, as FIT",
    "zip": "Every session, as FIT",
}
"""What can be written, by the endings."""

Made = Callable[[History, Told], bytes]


def made_for(path: Path, context: Context) -> Made:
    """What makes a file of that ending, CSV if it has none of them."""
    match path.suffix.casefold():
        case ".json":
            return lambda history, told: export_json(history, told).encode()
        case ".ics":
            return partial(_planned, context)
        case ".fit":
            return _last
        case ".zip":
            return _each
    return lambda history, told: export_csv(history, told).encode()


def _planned(context: Context, history: History, _: Told) -> bytes:
    from guided.agenda import agenda_of

    now, followed = context.wall().astimezone(UTC), history.programmes.followed()
    return agenda_of(context.library, followed, context.settings, now).encode()


def _last(history: History, _: Told) -> bytes:
    from guided.history.fit import export_fit

    return export_fit(history)


def _each(history: History, told: Told) -> bytes:
    from guided.history.fit import export_fits

    return export_fits(history, told)
