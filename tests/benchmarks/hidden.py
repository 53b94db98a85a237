"""Waiting without a window to remind somebody, and the second start that hands over what it was asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from tests.benchmarks.figures import Figure

_SETTLED_S, _WATCHED_S = 5, 130  # seconds: two looks at who is there are among those watched
_ROUNDS = 9
_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_FILE = "handed-over.guided"


def figures(scratch: Path) -> Iterator[Figure]:
    """Processor time, wake-ups and memory of a program that only reminds, and the time of a hand-over.

    None where the system does not tell them in /proc.
    """
    if not Path("/proc/self/stat").exists():
        return
    home = scratch / "hidden"
    environment = _environment(home)
    first = _start(environment, "--hidden")
    try:
        time.sleep(_SETTLED_S)
        busy, wakings = _busy_s(first.pid), _wakings(first.pid, _WATCHED_S)
        share = (_busy_s(first.pid) - busy) / _WATCHED_S * 100
        yield Figure("waiting to remind, of a core", share, "%", 0.2, 0.02)
        yield Figure("… wakings a minute", wakings / _WATCHED_S * 60, "", 2, 1)
        hidden = _memory_mb(first.pid)
        yield Figure("… memory", hidden, "MB", 120, 90)
        # The first of them opens the window.
        took = [_hand_over(environment, home) for _ in range(_ROUNDS)]
        yield Figure("a second start, until it has handed a file over", min(took[1:]), "ms", 300, 150)
        yield Figure("memory without a window, of that with one", hidden / _memory_mb(first.pid), "x", 1, 0.6)
    finally:
        first.terminate()
        first.wait()


def _environment(home: Path) -> Mapping[str, str]:
    """A home of its own in which breaks are on, and no bus."""
    names = {f"XDG_{kind}_HOME": home / kind.lower() for kind in ("DATA", "CONFIG", "CACHE", "STATE")}
    settings = names["XDG_CONFIG_HOME"] / "guided" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"introduced": True, "breaks": True}))
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    (home / _FILE).write_text('name = "Handed over"\n[[step]]\nexercise = "bridge"\n')
    nowhere = {f"DBUS_{name}_BUS_ADDRESS": "unix:path=/nowhere" for name in ("SESSION", "SYSTEM")}
    found = {name: str(path) for name, path in names.items()}
    return {**os.environ, **found, **nowhere, "XDG_RUNTIME_DIR": str(runtime)}


def _start(
    environment: Mapping[str, str], *arguments: str, at: Path | None = None
) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, (root, environment.get("PYTHONPATH", ""))))
    command = [sys.executable, "-m", "guided", *arguments]
    return subprocess.Popen(command, cwd=at, env={**environment, "PYTHONPATH": path})


def _hand_over(environment: Mapping[str, str], home: Path) -> float:
    """Milliseconds until a second start, from another folder, has told the first of a file and ended."""
    begin = time.monotonic()
    code = _start(environment, "play", f"./{_FILE}", at=home).wait(timeout=30)
    took = (time.monotonic() - begin) * 1000
    if code:
        raise RuntimeError(f"the second start ended with {code}")
    time.sleep(1)  # whatever the first does with the file is not the second's
    return took


def _busy_s(process: int) -> float:
    """Seconds of processor time so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def _wakings(process: int, seconds: int) -> int:
    """In how many of so many seconds anything of it went on; what follows at once is the same waking."""
    counts = []
    for _ in range(seconds):
        counts.append(_woken(process))
        time.sleep(1)
    return sum(before != after for before, after in pairwise(counts))


def _woken(process: int) -> int:
    """How often any of its threads went on after waiting."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    return sum(_told(task / "status", "voluntary_ctxt_switches") for task in tasks)


def _memory_mb(process: int) -> float:
    """What it has in memory, with what it shares with others."""
    return _told(Path(f"/proc/{process}/status"), "VmRSS") / 1024


def _told(path: Path, name: str) -> int:
    return next(int(line.split()[1]) for line in path.read_text().splitlines() if line.startswith(f"{name}:"))
