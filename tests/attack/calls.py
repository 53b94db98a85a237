"""Every system call on a file of the history fails, or is the last, in every way there is."""

from __future__ import annotations

import errno
import random
import shutil
from collections import Counter
from pathlib import Path

from guided.history.store import open_history
from tests.attack import faults
from tests.attack.tables import Row
from tests.attack.workload import KINDS, TODAY, facts, lost, prepare, steps

FAULTS = {
    "kill before the call": "kill",
    "kill after the call": "killed",
    "EIO once": str(errno.EIO),
    "EIO from then on": str(-errno.EIO),
    "ENOSPC once": str(errno.ENOSPC),
    "ENOSPC from then on": str(-errno.ENOSPC),
    "half a write": "half",
    "EROFS from then on": str(-errno.EROFS),
    "EDQUOT once": str(errno.EDQUOT),
}


def attack(count: int, chance: random.Random, scratch: Path) -> list[Row]:
    """So many faults, or all there are if that is fewer; a row for each kind of them."""
    made = faults.library(scratch)
    if made is None:
        return [Row("system calls", "none: there is no compiler", 0, 0)]
    tried: Counter[str] = Counter()
    bad: Counter[str] = Counter()
    examples: dict[str, str] = {}
    whole = steps()
    with faults.player(made) as player:
        before, calls = {}, {}
        for kind in KINDS:
            before[kind] = prepare(kind, scratch / "templates" / kind)
            folder = scratch / "counted" / kind
            shutil.copytree(scratch / "templates" / kind, folder)
            calls[kind] = player.play(folder)[1]
        points = [(kind, name, at) for kind in KINDS for name in FAULTS for at in range(calls[kind])]
        for kind, name, at in chance.sample(points, min(count, len(points))):
            folder = scratch / "one"
            shutil.copytree(scratch / "templates" / kind, folder)
            said, _ = player.play(folder, FAULTS[name], at)
            answers = [answer == "." for answer in said if answer in ".x"]
            acts = [(step, done) for step, done in zip(whole, answers, strict=False)]
            acts += [(step, False) for step in whole[len(answers) : len(answers) + 1]]
            with open_history(folder / "history.db", TODAY) as history:
                missing = lost(before[kind], acts, facts(history))
                if not history.writable:
                    missing.add(("not writable", history.note))
            tried[name] += 1
            if missing:
                bad[name] += 1
                examples.setdefault(name, f"{kind}, call {at}: {sorted(map(str, missing))[:3]}")
            shutil.rmtree(folder)
    return [Row("system calls", name, tried[name], bad[name], examples.get(name, "")) for name in FAULTS]
