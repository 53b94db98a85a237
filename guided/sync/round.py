"""One round: what the folder has is taken in, and what only this machine knows is written there."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from guided import messages
from guided.history.merging import FOR, RUN, is_recorded
from guided.history.store import History
from guided.paths import Home, read_file, write_private
from guided.sync import folder, person
from guided.sync.facts import (
    Facts,
    Value,
    announced,
    facts_in,
    lines_of,
    value_fact,
    values_in,
    winners,
)
from guided.sync.folder import NotSynced, Written
from guided.words import say

T = TypeVar("T")

_LARGEST_MEMORY = 1 << 28  # bytes


class Within(Protocol):
    """Runs something with the history, in its thread if it has one. Raises what that raises."""

    def __call__(self, do: Callable[[History], T], /) -> T: ...


@dataclass(frozen=True, slots=True)
class Memory:
    """What a machine remembers of its last round.

    `device` is the name it writes under, `own` the file it wrote last, `agreed` the values that it had in
    common with the folder.
    """

    device: str
    own: Written
    agreed: Facts


@dataclass(frozen=True, slots=True)
class Done:
    """What a round did: how many facts of the history came, how many facts went, and whether choices or own
    files changed here."""

    came: int
    went: int
    changed: bool


def sync(home: Home, shared: Path, within: Within, today: date) -> Done:
    """Do one round with a folder.

    Doing it again after it was cut short anywhere, even by a power cut, ends the same. Raises NotSynced
    where the folder is away, cannot be written or is one of Guided's own; NotSaved, Unreadable, OSError.
    Nothing is lost then.
    """
    if any(shared.resolve().is_relative_to(own.resolve()) for own in (home.data, home.config, home.cache)):
        raise NotSynced(say(messages.SYNC_FOLDER_INSIDE, folder=shared))
    memory = _remembered(home)
    there = folder.read(shared)
    if not folder.is_as_left(shared, memory.own):
        memory = Memory(_new_device(), Written(), memory.agreed)
    values = values_in(there | memory.agreed)
    base = winners(values_in(memory.agreed))
    mine = person.collect(home, base)
    new = announced(mine, base, values)
    disputed = {key for key in mine if _is_disputed(key, mine[key], base, values)}
    for key in disputed & new.keys():
        del new[key]  # it is kept under a name of its own, which is new in the next round
    facts = there | memory.agreed | {value_fact(*one) for one in new.items()}

    def take_in(history: History) -> tuple[Facts, dict[str, Value], int]:
        here = history.merging.values()
        known = facts | {value_fact(*one) for one in announced(here, base, values).items()}
        own, agreed = history.merging.facts(), winners(values_in(known))
        lacking = {one for one in known - own if is_recorded(one)}
        history.merging.take_in(
            lacking,
            {
                key: one.value
                for key, one in agreed.items()
                if key.startswith((RUN, FOR)) and here.get(key) != one.value
            },
        )
        return known | own, agreed, len(lacking)

    known, agreed, came = within(take_in)
    changed = person.take_in(home, mine, agreed, disputed)
    went = known - there
    own = memory.own
    if went:
        own = folder.append(shared, folder.own_file(memory.device, today), set(went))
    after = Memory(memory.device, own, {value_fact(*one) for one in agreed.items()})
    if after != _remembered(home):
        _remember(home, after)
    return Done(came, len(went), changed)


def _is_disputed(key: str, here: Any, base: dict[str, Value], values: dict[str, list[Value]]) -> bool:
    """Whether an own file would be lost: it was changed here, and elsewhere to something else."""
    known = values.get(key)
    if not key.startswith(person.FILE) or here is None or not known:
        return False
    holds, agreed = known[-1], base.get(key)
    if holds.value in (None, here):
        return False
    if agreed is None or agreed.value != here:
        # Not said yet, unless a crash came between; and said by others of their own since.
        version = agreed.version if agreed else 0
        return holds.version > version and all(one.value != here for one in known if one.version > version)
    return any(one.version == agreed.version and one.value not in (None, here) for one in known)


# ---------------------------------------------------------------- what a machine remembers


def _path(home: Home) -> Path:
    return home.data / "sync.json"


def _remembered(home: Home) -> Memory:
    """What is remembered; that of a new machine where it cannot be read."""
    try:
        head, _, lines = read_file(_path(home), _LARGEST_MEMORY).partition(b"\n")
        plain = json.loads(head)
        return Memory(str(plain["device"]), Written(**plain["own"]), facts_in(lines))
    except (OSError, ValueError, TypeError, KeyError):
        return Memory(_new_device(), Written(), frozenset())


def _remember(home: Home, memory: Memory) -> None:
    head = json.dumps({"device": memory.device, "own": asdict(memory.own)})
    write_private(_path(home), f"{head}\n{lines_of(memory.agreed).decode()}")


def _new_device() -> str:
    return os.urandom(4).hex()
