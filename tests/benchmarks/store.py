"""The history: a rep's commit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

from guided.history.store import History, open_history
from guided.session import Record, Rep, SetDone, uuid7
from tests.benchmarks.figures import Figure

_NOW = datetime(2026, 11, 24, 7, 42, tzinfo=UTC)
_COMMITS = 400


def record(number: int, started: datetime = _NOW, done: int = 10) -> Record:
    """A session of four sets."""
    return Record(
        id=uuid7(int(started.timestamp() * 1000), number),
        routine_id="psoas-release",
        routine_name="Psoas release",
        routine="{}",
        started=started.strftime("%Y-%m-%dT%H:%M:%SZ"),
        offset_min=60,
        planned_ms=840_000,
        played_ms=800_000,
        sets=tuple(SetDone(i // 2, "bridge", "ais", 1, ("left", "right")[i % 2], 10, done) for i in range(4)),
        phase_ms={"hold": 300_000, "ease": 300_000, "rest": 200_000},
    )


def fill(path: Path, sessions: int) -> History:
    """A history of so many sessions, one every nine hours."""
    history = open_history(path, "2026-11-24")
    for number in range(sessions):
        history.add(record(number, _NOW - timedelta(hours=9 * number)))
    return history


def figures(scratch: Path) -> Iterator[Figure]:
    """A commit against a bare write."""
    history = open_history(scratch / "commits" / "history.db", "2026-11-24")
    history.begin(record(1, done=0), "{}")
    session = record(1).id
    raw, commits = [], []
    with (scratch / "raw").open("wb", buffering=0) as file:
        for number in range(_COMMITS):
            begin = perf_counter()
            file.write(b"x" * 4096)
            os.fdatasync(file.fileno())
            raw.append(perf_counter() - begin)
            begin = perf_counter()
            history.finish_rep(session, Rep(0, 1, "left", number + 1), {"hold": 2000 * number})
            commits.append(perf_counter() - begin)
    history.close()
    yield Figure("a rep on disk", median(commits) * 1000, "ms", 5, 1)
    yield Figure("… as a multiple of a bare fdatasync", median(commits) / median(raw), "x", 2, 1.5)
