"""Sessions and measures to keep, and another program's look at the file."""

import errno
import os
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guided.measures import Taken
from guided.session import Record, Rep, SetDone

TODAY = "2026-11-24"
LATER = (
    "ALTER TABLE session ADD COLUMN mood INTEGER CHECK (mood BETWEEN 1 AND 5);",
    "CREATE TABLE measure (day INTEGER NOT NULL PRIMARY KEY, degrees INTEGER NOT NULL) STRICT;",
)

unix = pytest.mark.skipif(sys.platform == "win32", reason="file modes and limits of Unix")


def record(id: str = "one", **changes: Any) -> Record:
    whole = Record(
        id=id,
        routine_id="hips",
        routine_name="Hips, “gently”",
        routine='{"name": "Hips", "step": [{"exercise": "hip-flexor"}]}',
        started="2026-11-24T10:00:00+00:00",
        offset_min=60,
        planned_ms=600_000,
        played_ms=540_000,
        sets=(
            SetDone(0, "hip-flexor", "ais", 1, "left", 10, 9),
            SetDone(1, "dead-bug", "core", 1, "none", 8, 8),
        ),
        phase_ms={"hold": 300_000, "ease": 240_000},
        skips=1,
        swaps=(("lunge", "hip-flexor"),),
        before=4,
        after=2,
        note="Left hip tighter\nthan right. 日本",
        device="0f3a",
        complete=True,
    )
    return replace(whole, **changes)


def log_of(path: Path) -> Path:
    """Where the session under way is."""
    return path.with_name("history-under-way.jsonl")


def sql(path: Path, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """What another program reads from or does to the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        return db.execute(statement, values).fetchall()


def failing(*_: object) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


REPS = [Rep(0, 1, "left", 1), Rep(0, 1, "right", 1), Rep(0, 1, "left", 2)]


ANKLE = Taken("a", "knee-to-wall", "2026-11-24T10:00:00+00:00", 60, left=9, right=10.5, note="Cold")
TIGHT = Taken("b", "tightness", "2026-11-25T10:00:00+00:00", 60, value=3, about="Front of the hip")


MONDAY = date(2026, 11, 23)
