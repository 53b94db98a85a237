"""Drafts that are not saved yet, each in a file of its own, to be gone on with after a crash."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from guided.editing.draft import Card, Draft, Rounds, draft_of, table_of
from guided.paths import lock_file, make_private, read_file, write_private
from guided.reading import LARGEST_FILE, Table, is_id
from guided.routine import read_routine

_LARGEST = 4 * LARGEST_FILE  # bytes: the file that is edited, and the draft
_MOST = 100


@dataclass(frozen=True, slots=True)
class Origin:
    """What a draft began with: the routine's id, its file and what that said, all empty for a new one."""

    routine_id: str = ""
    file: Path | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that waits: where it is kept, what it began with, and how far it came."""

    path: Path
    origin: Origin
    draft: Draft


class Place:
    """Where a draft is kept while it is edited; no other program takes it for one that was left behind."""

    def __init__(self, path: Path) -> None:
        """Raises OSError where nothing can be written, BlockingIOError if somebody edits it."""
        make_private(path.parent)
        self.path = path
        self._lock: int | None = lock_file(_lock_of(path))

    def leave(self) -> None:
        """Let go of the draft, which stays."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
            if not self.path.exists():
                _lock_of(self.path).unlink(missing_ok=True)

    def drop(self) -> None:
        """Throw the draft away. Raises OSError."""
        self.path.unlink(missing_ok=True)
        self.leave()
        with contextlib.suppress(OSError):  # there are others in it
            self.path.parent.rmdir()


def new_path(folder: Path, routine_id: str) -> Path:
    """A free place among the drafts."""
    return folder / f"{routine_id or 'new'}-{os.urandom(4).hex()}.json"


def kept_text(origin: Origin, draft: Draft) -> str:
    """What is kept of a draft."""
    stored = {
        "routine": origin.routine_id,
        "file": str(origin.file) if origin.file else "",
        "text": origin.text,
        "table": table_of(draft),
        "cards": [[card.key, card.circuit] for card in draft.cards],
        "circuits": [[number, *rounds] for number, rounds in draft.circuits.items()],
        "keys": draft.keys,
    }
    return json.dumps(stored, ensure_ascii=False)


def keep(path: Path, text: str) -> None:
    """Write what is kept of a draft. Raises OSError."""
    write_private(path, text)


def waiting(folder: Path) -> Iterator[Waiting]:
    """The drafts that nobody edits at the moment, the latest first; a damaged one is left where it is."""
    for path in sorted(_files(folder), key=_changed, reverse=True)[:_MOST]:
        with contextlib.suppress(OSError):
            os.close(lock_file(_lock_of(path)))
            found = _read(path)
            if found is not None:
                yield found


def _files(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return [path for path in folder.iterdir() if path.suffix == ".json"]
    return []


def _changed(path: Path) -> int:
    with contextlib.suppress(OSError):
        return path.stat().st_mtime_ns
    return 0


def _lock_of(path: Path) -> Path:
    return path.with_suffix(".lock")


def _read(path: Path) -> Waiting | None:
    """The draft in a file; None if it is damaged."""
    try:
        stored = json.loads(read_file(path, _LARGEST))
        draft = _draft(stored)
        routine_id, file, text = stored["routine"], stored["file"], stored["text"]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    if not all(isinstance(one, str) for one in (routine_id, file, text)) or (
        routine_id and not is_id(routine_id)
    ):
        return None
    return Waiting(path, Origin(routine_id, Path(file) if file else None, text), draft)


def _draft(stored: dict[str, Any]) -> Draft:
    """The draft in what was kept, with the keys its cards had. Raises ValueError and its like."""
    read = draft_of(read_routine(Table(stored["table"], []), "draft", {}))
    placed = [(int(key), int(circuit)) for key, circuit in stored["cards"]]
    cards = tuple(
        Card(key, card.step, circuit) for card, (key, circuit) in zip(read.cards, placed, strict=True)
    )
    circuits = {int(number): Rounds(int(n), int(ms)) for number, n, ms in stored["circuits"]}
    if {card.circuit for card in cards} - {0} != circuits.keys() or len({c.key for c in cards}) < len(cards):
        raise ValueError("keys or circuits that do not belong to the cards")
    return replace(read, cards=cards, circuits=circuits, keys=max(int(stored["keys"]), len(cards)))
