"""The folder that is carried between machines: a file for each device and month, which only grows."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guided import messages
from guided.paths import open_file, read_file
from guided.reading import GuidedError
from guided.sync.facts import facts_in, lines_of
from guided.words import refusal, say

_LARGEST = 1 << 30  # bytes of a file


class NotSynced(GuidedError):
    """The folder is away or cannot be written; what the others are to know waits for the next round."""


@dataclass(frozen=True, slots=True)
class Written:
    """A device's own file as it was left: its name, its length in bytes and a digest of it."""

    name: str = ""
    length: int = 0
    digest: str = ""


def read(folder: Path) -> set[str]:
    """All facts in the files of a folder, copies made of conflicts included. Raises NotSynced."""
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise NotSynced(say(messages.SYNC_FOLDER_AWAY, folder=folder, why=refusal(error))) from error
    found: set[str] = set()
    for path in paths:
        if path.suffix == ".jsonl" and path.name.startswith("guided-"):
            try:
                found |= facts_in(read_file(path, _LARGEST))
            except OSError as error:
                raise NotSynced(say(messages.SYNC_FOLDER_AWAY, folder=path, why=refusal(error))) from error
    return found


def own_file(device: str, today: date) -> str:
    """The name of a device's file of a month."""
    return f"guided-{device}-{today:%Y-%m}.jsonl"


def is_as_left(folder: Path, own: Written) -> bool:
    """Whether a device's own file still begins as it was left, or is gone or shorter, and has nothing more.

    It has where another machine writes under the same name, as one does that was cloned. Raises NotSynced.
    """
    try:
        data = read_file(folder / own.name, _LARGEST) if own.name else b""
    except FileNotFoundError:
        return True
    except OSError as error:
        raise NotSynced(say(messages.SYNC_FOLDER_AWAY, folder=folder, why=refusal(error))) from error
    return len(data) < own.length or (len(data) == own.length and _digest(data) == own.digest)


def append(folder: Path, name: str, facts: set[str]) -> Written:
    """Append facts to a device's own file; the file as it then is, on disk. Raises NotSynced."""
    path = folder / name
    try:
        with os.fdopen(open_file(path, os.O_RDWR | os.O_CREAT | os.O_APPEND), "r+b", buffering=0) as file:
            before = file.read()
            # What was cut off must not spoil the line after it.
            data = (b"\n" if before and not before.endswith(b"\n") else b"") + lines_of(facts)
            left = data
            while left:
                left = left[file.write(left) :]
            os.fsync(file.fileno())
    except OSError as error:
        raise NotSynced(say(messages.SYNC_NOT_WRITTEN, folder=folder, why=refusal(error))) from error
    return Written(name, len(before + data), _digest(before + data))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
