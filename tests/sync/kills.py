"""Machines as real processes that are killed at random."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from tests.sync.machine import machine, settled

NAMES = ("one", "two", "three")


def killed(root: Path, kills: int, chance: random.Random) -> list[str]:
    """Kills three machines with one folder so many times in all; what was wrong afterwards."""
    kept: set[str] = set()
    for _ in range(-(-kills // len(NAMES))):
        started = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.sync.machine", str(root), name, str(chance.random())],
                stdout=subprocess.PIPE,
                text=True,
            )
            for name in NAMES
        ]
        for process in started:
            assert process.stdout
            process.stdout.readline()
        chance.shuffle(started)
        for process in started:
            time.sleep(chance.uniform(0, 0.25))
            process.kill()
        for process in started:
            said, _ = process.communicate()
            kept.update(line for line in said.splitlines() if line.startswith("s-"))
    contents = settled(*(machine(root, name) for name in NAMES))
    wrong = [f"{name} differs" for name, one in zip(NAMES, contents, strict=True) if one != contents[0]]
    lost = [one for one in kept if not any(f'"id":"{one}"' in fact for fact in contents[0]["facts"])]
    return wrong + [f"{one} is lost" for one in lost]
