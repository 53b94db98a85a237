"""The files are damaged: whatever is given back is what was recorded, and what is not is said."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from guided.history.store import open_history
from guided.measures import Taken
from tests.attack.tables import Row
from tests.attack.workload import TODAY, record, rep

_SESSIONS, _MEASURES, _REPS = 30, 30, 9
_PAGE = 4096


def _flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _scramble(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) - 8)
    data[at : at + 8] = chance.randbytes(8)


def _blank(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(-(-len(data) // 512)) * 512
    data[at : at + 512] = bytes(min(512, len(data) - at))


def _spoil(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(-(-len(data) // _PAGE)) * _PAGE
    data[at : at + _PAGE] = chance.randbytes(min(_PAGE, len(data) - at))


def _double(data: bytearray, chance: random.Random) -> None:
    pages = -(-len(data) // _PAGE)
    one, other = chance.randrange(pages) * _PAGE, chance.randrange(pages) * _PAGE
    data[one : one + _PAGE] = data[other : other + _PAGE]


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(1, len(data)) :]


def _zeros_at_the_end(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(1, len(data))
    data[at:] = bytes(len(data) - at)


_DAMAGES: dict[str, Callable[[bytearray, random.Random], None]] = {
    "a flipped bit": _flip,
    "eight bytes": _scramble,
    "a blank sector": _blank,
    "a spoilt page": _spoil,
    "a page in place of another": _double,
    "cut off": _cut,
    "zeros at the end": _zeros_at_the_end,
}

_IN_ONE_LINE = ("a flipped bit", "eight bytes")


def _least(data: bytearray, last: int) -> int:
    """How many repetitions are left at least where nothing is said; the last line begins behind `last`."""
    return _REPS - 1 if data[last] == ord("\n") else _REPS - 2


def attack(count: int, chance: random.Random, scratch: Path) -> list[Row]:
    """So much damage to the database and so much to the log; a row for each kind of it."""
    sound = scratch / "sound"
    sessions = {f"s{n}": replace(record(f"s{n}", 5), routine=f'"{n:0300}"') for n in range(_SESSIONS)}
    measures = {
        f"m{n}": Taken(f"m{n}", "tightness", "2026-11-24T10:00:00+00:00", 60, float(n), note=f"note {n}")
        for n in range(_MEASURES)
    }
    with open_history(sound / "history.db", TODAY) as history:
        for session in sessions.values():
            history.add(session)
        for taken in measures.values():
            history.measured.add(taken)
        history.begin(record("under-way", 0), "{}")
        for number in range(_REPS):
            history.finish_rep("under-way", rep(number), {"hold": 1000})
    tried: Counter[tuple[str, str]] = Counter()
    bad: Counter[tuple[str, str]] = Counter()
    examples: dict[tuple[str, str], str] = {}
    for name in ("history.db", "history-under-way.jsonl"):
        for kind, damage in _DAMAGES.items():
            for _ in range(-(-count // len(_DAMAGES) // 2)):
                folder = scratch / "one"
                shutil.copytree(sound, folder)
                data = bytearray((folder / name).read_bytes())
                last = data.rfind(b"\n", 0, -1)  # before the last line, where the file has lines
                damage(data, chance)
                (folder / name).write_bytes(data)
                wrong = ""
                try:
                    with open_history(folder / "history.db", TODAY) as history:
                        for one, whole in history.records():
                            if whole is not None and whole != sessions.get(one.id):
                                wrong = f"{one.id} is another"
                        there = history.measured.all()
                        unfinished = history.unfinished()
                        known = len(history.records()) == _SESSIONS and len(there) == _MEASURES
                        done = len(unfinished.reps) if unfinished else 0
                        if any(one != measures.get(one.id) for one in there):
                            wrong = "a measure is another"
                        elif not history.note and not known:
                            wrong = "something is missing, and nothing is said"
                        # The last line may be one that was being written; without the end of the one
                        # before, the last two may.
                        elif not history.note and kind in _IN_ONE_LINE and done < _least(data, last):
                            wrong = f"{done} repetitions are left, and nothing is said"
                except Exception as error:
                    wrong = repr(error)
                shutil.rmtree(folder)
                tried[name, kind] += 1
                if wrong:
                    bad[name, kind] += 1
                    examples.setdefault((name, kind), wrong)
    return [
        Row("damage", f"{name}: {kind}", tried[name, kind], bad[name, kind], examples.get((name, kind), ""))
        for name, kind in tried
    ]
