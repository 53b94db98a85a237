"""Drafts: a movement being worked on is kept on disk as it changes, and found again after a crash."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from guided.movements import Movement
from guided.paths import read_file
from guided.qt.drafts import DraftFile
from guided.qt.movements.work import Work
from guided.reading import LARGEST_FILE

NEW = "new"
_LARGEST = 4 * LARGEST_FILE


class Draft(NamedTuple):
    """A movement as it was left, and the text its file then had ("" for none)."""

    movement: Movement
    on_disk: str


def path_of(folder: Path, exercise_id: str) -> Path:
    """Where the draft of a movement is; a new one has its place too."""
    return folder / "drafts" / "movements" / f"{exercise_id or NEW}.json"


def read_draft(path: Path) -> Draft | None:
    """The draft on disk; None where there is none that can be used."""
    try:
        kept = json.loads(read_file(path, _LARGEST))
        movement = Movement(str(kept["text"]), dict(kept["table"]))
        return Draft(movement, str(kept["on_disk"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def left_in(folder: Path) -> Iterator[tuple[str, Draft]]:
    """The drafts there are, each with its movement's id ("" for a new one)."""
    for path in sorted(path_of(folder, NEW).parent.glob("*.json")):
        draft = read_draft(path)
        if draft is not None:
            yield "" if path.stem == NEW else path.stem, draft


def drafts_of(work: Work, path: Path, on_disk: str) -> DraftFile:
    """The place of one movement on disk, which follows it as it changes."""

    def text() -> str:
        movement = work.movement
        return json.dumps({"text": movement.text, "table": movement.table, "on_disk": on_disk})

    drafts = DraftFile(path, text, work)
    work.changed.connect(drafts.keep_soon)
    return drafts
