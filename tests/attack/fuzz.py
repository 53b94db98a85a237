"""The readers of files are given what was changed at random: each file is taken, or refused with a reason."""

from __future__ import annotations

import random
import time
from pathlib import Path

from guided.files import load, load_files
from guided.paths import assets
from guided.reading import GuidedError
from guided.settings import Settings
from guided.timeline import compile_routine
from tests.attack.tables import Row

_VALUES = (
    *b"nan inf -1 1e308 0 0.1 true [] {} [[]] ''' 1979-05-27".split(),
    *(b'""', b'"\\u0000"', b'"\\u202e"', b'"<img src=x>"', b"9" * 400, b'"%s"' % (b"a" * 5000), b"\xff\xfe"),
)
_SLOW_S = 1.0


def attack(count: int, chance: random.Random, scratch: Path) -> list[Row]:
    """So many files, each one that is shipped with some changes."""
    library = load(assets())
    kinds = ("routines", "exercises", "methods", "programmes")
    seeds = [(kind, path.read_bytes()) for kind in kinds for path in sorted((assets() / kind).glob("*.toml"))]
    taken = bad = slow = 0
    example = ""
    for number in range(count):
        kind, data = chance.choice(seeds)
        other = chance.choice(seeds)[1]
        for _ in range(chance.randrange(1, 6)):
            data = _changed(data, other, chance)
        folder = scratch / kind
        folder.mkdir(exist_ok=True)
        path = folder / "changed.toml"
        path.write_bytes(data)
        begin = time.perf_counter()
        try:
            found = load_files([path], library)
            for routine in found.routines.values():
                if library.routines.get(routine.id) is not routine:
                    taken += 1
                    compile_routine(routine, found, Settings())
        except GuidedError:
            pass
        except Exception as error:
            bad += 1
            example = example or f"file {number}: {error!r}"
        slow += time.perf_counter() - begin > _SLOW_S
    return [
        Row("fuzz", "files changed at random", count, bad, example),
        Row("fuzz", "of these taken as routines", taken, 0),
        Row("fuzz", f"of these read for over {_SLOW_S:g} s", slow, 0),
    ]


def _changed(data: bytes, other: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    lines = data.split(b"\n")
    line = chance.randrange(len(lines))
    how = chance.randrange(6)
    if how == 0:
        return data[:at] + chance.randbytes(chance.randrange(1, 4)) + data[at + 1 :]
    if how == 1:
        return b"\n".join(lines[:line] + lines[line + 1 :])
    if how == 2:
        return b"\n".join([*lines[: line + 1], *lines[line:]])
    if how == 3:
        key, equals, _ = lines[line].partition(b"=")
        lines[line] = key + equals + b" " + chance.choice(_VALUES)
        return b"\n".join(lines)
    if how == 4:
        return data[:at] + other[chance.randrange(len(other)) :]
    return data[:at]
