"""The program is killed while a session is played in its window."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from guided.history.store import open_history
from guided.paths import home_in
from tests.attack.faults import ROOT
from tests.attack.tables import Row

_KILLS_A_HOME = 20


def attack(count: int, chance: random.Random, scratch: Path) -> list[Row]:
    """So many kills; rows for what was acknowledged, what came back, and what was offered."""
    if sys.platform == "win32":
        return [Row("kills", "none: there is no fork", 0, 0)]
    reps = ends = bad = under_way = 0
    example = ""
    kept: dict[str, set[tuple[str, ...]]] = {}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    command = [sys.executable, "-m", "tests.attack.window"]
    with subprocess.Popen(command, cwd=ROOT, **pipes) as process:  # type: ignore[call-overload]
        for kill in range(count):
            home = scratch / str(kill // _KILLS_A_HOME)
            if kill % _KILLS_A_HOME == 0:
                kept = {}
            process.stdin.write(f"{chance.randrange(2**31)} {home}\n".encode())
            process.stdin.flush()
            number = int(process.stdout.readline())
            time.sleep(chance.uniform(0.02, 2.5))  # the moment of death is what is tried
            os.kill(number, signal.SIGKILL)
            while line := process.stdout.readline().decode().split():
                what, id, *rep = line
                if what == "rep":
                    reps += 1
                    kept.setdefault(id, set()).add(tuple(rep))
                elif what == "end":
                    ends += 1
                    kept.setdefault(id, set())
                else:
                    kept.pop(id, None)
            missing, is_under_way = _missing(home, kept)
            under_way += is_under_way
            if missing:
                bad += 1
                example = example or f"kill {kill}: {missing}"
        process.stdin.close()
    return [
        Row("kills", "in play", count, bad, example),
        Row("kills", "repetitions that were acknowledged", reps, 0),
        Row("kills", "sessions that were ended", ends, 0),
        Row("kills", "sessions under way that are offered", under_way, 0),
    ]


def _missing(home: Path, kept: dict[str, set[tuple[str, ...]]]) -> tuple[str, bool]:
    """What was acknowledged and is not there; whether a session is offered."""
    if not home_in(home).history.parent.exists():
        return ("everything" if kept else ""), False
    with open_history(home_in(home).history, "2026-11-24") as history:
        if history.note:
            return history.note, False
        done = {one.id: one.reps_done for one in history.sessions()}
        unfinished = history.unfinished()
        for id, reps in kept.items():
            if unfinished is not None and unfinished.record.id == id:
                there = {tuple(str(one) for one in rep) for rep in unfinished.reps}
                if reps - there:
                    return f"{len(reps - there)} repetitions of the session under way", True
            elif done.get(id, -1) < len(reps):
                return f"{len(reps)} repetitions of {id}, {done.get(id)} are there", True
        return "", unfinished is not None
