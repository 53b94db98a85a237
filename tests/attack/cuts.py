"""The power fails at any moment: of what was not synced, any part may be on the disk, in any order."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from guided.history.store import open_history
from tests.attack import faults
from tests.attack.tables import Row
from tests.attack.workload import KINDS, TODAY, facts, lost, prepare, steps

_PIECE = 512  # bytes that a disk writes whole
_CUTS_A_RUN = 40


class Event(NamedTuple):
    """What was done to a file or a name, or `ack` and `not` for a step that was or was not acknowledged."""

    what: str
    path: str
    other: str
    offset: int
    data: bytes


@dataclass
class File:
    """What a disk has of a file, and what it was told since."""

    synced: bytearray = field(default_factory=bytearray)
    waiting: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        for event in self.waiting:
            _do(self.synced, event.offset, event.data if event.what == "write" else None)
        self.waiting = []

    def after_cut(self, chance: random.Random) -> bytes:
        """What it may be when the power comes back."""
        found = bytearray(self.synced)
        keeps = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        for event in self.waiting:
            if event.what == "truncate":
                if chance.random() < keeps:
                    _do(found, event.offset, None)
                continue
            for start in range(0, len(event.data), _PIECE):
                piece = event.data[start : start + _PIECE]
                if chance.random() < keeps:
                    _do(found, event.offset + start, piece)
                else:
                    spoilt = {"zeros": bytes(len(piece)), "noise": chance.randbytes(len(piece))}
                    how = chance.choice(("dropped", "dropped", "zeros", "noise", "torn"))
                    if how == "torn":
                        _do(found, event.offset + start, piece[: chance.randrange(len(piece) + 1)])
                    elif how in spoilt and event.offset + start >= len(self.synced):
                        _do(found, event.offset + start, spoilt[how])
        return bytes(found)


def _do(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
        content.extend(bytes(offset - len(content)))
    elif data:
        content.extend(bytes(max(0, offset - len(content))))
        content[offset : offset + len(data)] = data


def events_in(log: Path) -> Iterator[Event]:
    """What a log of the library says."""
    data, at = log.read_bytes(), 0
    while at < len(data):
        end = data.index(b"\n", at)
        what, path, other, offset, length = data[at:end].decode().split("\t")
        at = end + 1
        size = int(length) if what == "write" else 0
        yield Event(what, path, other, int(offset), data[at : at + size])
        at += size


def cut(events: Sequence[Event], before: Path, folder: Path, chance: random.Random) -> None:
    """Writes to a folder what a disk may have after these events, `before` being what it had."""
    names = {str(folder / file.name): File(bytearray(file.read_bytes())) for file in before.iterdir()}
    now, renamed = dict(names), []
    for event in events:
        file = now.get(event.path)
        if event.what == "create":
            now[event.path] = File()
            renamed.append(("link", event.path, "", now[event.path]))
        elif event.what == "sync" and event.path == str(folder):
            _rename(names, renamed)
            renamed = []
        elif file is None:
            continue
        elif event.what == "sync":
            file.sync()
        elif event.what in ("write", "truncate"):
            file.waiting.append(event)
        elif event.what == "rename":
            now[event.other] = now.pop(event.path)
            renamed.append(("rename", event.path, event.other, file))
        elif event.what == "unlink":
            del now[event.path]
            renamed.append(("unlink", event.path, "", file))
    if chance.random() < 0.5:
        renamed = renamed[: chance.randrange(len(renamed) + 1)]
    else:
        renamed = [one for one in renamed if chance.random() < 0.5]
    _rename(names, renamed)
    for path, file in names.items():
        Path(path).write_bytes(file.after_cut(chance))


def _rename(names: dict[str, File], changes: Sequence[tuple[str, str, str, File]]) -> None:
    for what, path, other, file in changes:
        if what == "link":
            names[path] = file
        else:
            names.pop(path, None)
            if what == "rename":
                names[other] = file


def attack(count: int, chance: random.Random, scratch: Path) -> list[Row]:
    """So many cuts, divided among the kinds of files there may be; a row for each kind."""
    made = faults.library(scratch)
    if made is None:
        return [Row("power cuts", "none: there is no compiler", 0, 0)]
    tried: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    examples: dict[str, str] = {}
    whole, folder = steps(), scratch / "data"
    with faults.player(made) as player:
        while tried.total() < count:
            for kind in KINDS:
                template, log = scratch / "templates" / kind, scratch / "log"
                if not template.exists():
                    prepare(kind, template)
                shutil.copytree(template, folder)
                before = _facts(template, scratch)
                log.unlink(missing_ok=True)
                player.play(folder, log=log)
                events = list(events_in(log))
                for _ in range(min(_CUTS_A_RUN, -(-count // len(KINDS)))):
                    shutil.rmtree(folder)
                    folder.mkdir()
                    end = chance.randrange(len(events) + 1)
                    cut(events[:end], template, folder, chance)
                    answers = [one.what == "ack" for one in events[:end] if one.what in ("ack", "not")]
                    acts = [(step, done) for step, done in zip(whole, answers, strict=False)]
                    acts += [(step, False) for step in whole[len(answers) : len(answers) + 1]]
                    with open_history(folder / "history.db", TODAY) as history:
                        missing = lost(before, acts, facts(history))
                        note = history.note
                    tried[kind] += 1
                    if missing or (note and kind != "damaged"):
                        bad[kind] += 1
                        examples.setdefault(kind, f"after {end}: {sorted(map(str, missing))[:3]}, {note}")
                shutil.rmtree(folder)
    return [Row("power cuts", kind, tried[kind], bad[kind], examples.get(kind, "")) for kind in KINDS]


def _facts(template: Path, scratch: Path) -> set[tuple[object, ...]]:
    copy = scratch / "copy"
    shutil.copytree(template, copy)
    with open_history(copy / "history.db", TODAY) as history:
        found = facts(history)
    shutil.rmtree(copy)
    return found
