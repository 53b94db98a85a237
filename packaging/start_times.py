#!/usr/bin/env python3
"""How long copies of the program take until their window is there, started in turn, and what they hold.

    python3 packaging/start_times.py COPY COPY... [--rounds 7]

COPY is whatever smoke.py takes; the first is what the others are compared with. It needs Linux with Xvfb and
xdotool. Each is started once beforehand, so that all read from memory. Of several times the middle one is
told; memory is the process's share of it (PSS) two seconds after the window came.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import smoke

SETTLED_S = 2


class Start(NamedTuple):
    """A start: seconds until the window was there, and the memory in MB that is held then."""

    seconds: float
    held_mb: float


def main() -> int:
    """Starts the copies in turn; prints a table."""
    asked = argparse.ArgumentParser(prog="start_times.py", description=__doc__.splitlines()[0])
    asked.add_argument("copies", nargs="+", metavar="COPY")
    asked.add_argument("--rounds", type=int, default=7)
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="guided-") as name:
        trials = {}
        for number, path in enumerate(chosen.copies):
            scratch = Path(name) / str(number)
            scratch.mkdir()
            command, folder = smoke.command_for(path, scratch)
            trials[path] = smoke.Trial(command, scratch, folder)
        starts: dict[str, list[Start]] = {path: [] for path in trials}
        with smoke.screen(trials[chosen.copies[0]]) as (display, _):
            for number in range(chosen.rounds + 1):
                for path, trial in trials.items():
                    start = started(trial, display)
                    starts[path] += [start] if number else []
    print(table(starts))
    return 0


def started(trial: smoke.Trial, display: str) -> Start:
    """Start a copy, wait for its window, and end it."""
    environment = {**trial.environment, "DISPLAY": display}
    begin = time.perf_counter()
    process = subprocess.Popen(
        trial.command,
        env=environment,
        cwd=trial.folder or trial.home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        waiting = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "^Guided$"]
        subprocess.check_call(
            waiting, env={**os.environ, "DISPLAY": display}, stdout=subprocess.DEVNULL, timeout=60
        )
        seconds = time.perf_counter() - begin
        time.sleep(SETTLED_S)
        return Start(seconds, held_mb(Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def held_mb(rollup: str) -> float:
    """The proportional share of memory, as the kernel sums it up for a process."""
    found = re.search(r"^Pss: +(\d+) kB$", rollup, re.MULTILINE)
    assert found
    return int(found[1]) * 1024 / 1e6


def table(starts: dict[str, list[Start]]) -> str:
    """A line for each copy; the first is what the others are compared with."""
    lines = ["| copy | start s | of the first | memory MB |", "|---|---|---|---|"]
    first = None
    for path, some in starts.items():
        seconds = statistics.median(one.seconds for one in some)
        first = first or seconds
        held = statistics.median(one.held_mb for one in some)
        lines.append(f"| {Path(path).name or path} | {seconds:.2f} | {seconds / first:.2f} | {held:.0f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
