"""Which of the person's own routines are the latest."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from guided.history.records import Summary
from guided.qt.routines.own import latest_of

NOW = datetime(2026, 3, 20, 18, 0, tzinfo=UTC)


def file(folder: Path, name: str, days_ago: int) -> Path:
    path = folder / f"{name}.toml"
    path.touch()
    at = (NOW - timedelta(days=days_ago)).timestamp()
    os.utime(path, (at, at))
    return path


def played(routine: str, days_ago: int) -> Summary:
    started = (NOW - timedelta(days=days_ago)).isoformat().replace("+00:00", "Z")
    return Summary("s", started, 0, routine, routine, 60_000, 5, 5, None, None, "", True)


def test_what_was_made_or_played_in_two_weeks_is_the_latest(tmp_path: Path) -> None:
    made = {"old": 40, "new": 3, "played": 40, "gone": 40}
    own = {name: file(tmp_path, name, ago) for name, ago in made.items()}
    own["gone"].unlink()
    sessions = [played("played", 1), played("another", 1), played("old", 20), played("gone", 30)]
    assert latest_of(own, sessions, NOW) == ("played", "new")
