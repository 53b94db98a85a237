"""A programme that is not saved yet, as it is kept on disk to be gone on with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from guided.editing.programmes import LONGEST_DAYS, Plan, Planned
from guided.paths import read_file
from guided.programme import MOST_SESSIONS, Rules
from guided.reading import LARGEST_FILE

NEW = "_new"  # no programme's id

_LARGEST = 4 * LARGEST_FILE


class KeptPlan(NamedTuple):
    """A plan as it was left, and the text its file then had ("" for none)."""

    plan: Plan
    on_disk: str


def place_of(folder: Path, programme_id: str) -> Path:
    """Where the draft of a programme is among the drafts; a new one ("") has its place too."""
    return folder / "programmes" / f"{programme_id or NEW}.json"


def kept_text(plan: Plan, on_disk: str) -> str:
    """What is kept of a plan."""
    return json.dumps({"plan": asdict(plan), "on_disk": on_disk}, ensure_ascii=False)


def kept_plan(path: Path) -> KeptPlan | None:
    """The plan that is kept in a file; None where there is none that can be used."""
    try:
        kept = json.loads(read_file(path, _LARGEST))
        return KeptPlan(_plan(kept["plan"]), str(kept["on_disk"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def kept_plans(folder: Path) -> Iterator[tuple[str, Path, KeptPlan]]:
    """The plans kept among the drafts, each with its programme's id ("" for a new one) and its place.

    A copy of a programme has `_copy-` and the id of that.
    """
    for path in sorted((folder / "programmes").glob("*.json")):
        kept = kept_plan(path)
        if kept is not None:
            yield "" if path.stem == NEW else path.stem, path, kept


def _plan(kept: dict[str, Any]) -> Plan:
    """Raises ValueError and its like."""
    sessions = tuple(_session(*row) for row in kept["sessions"])
    keys = {one.key for one in sessions}
    if len(keys) < len(sessions) or len(sessions) > MOST_SESSIONS:
        raise ValueError("more sessions than there can be")
    rules = Rules(**{name: type(was)(kept["rules"][name]) for name, was in asdict(Rules()).items()})
    return Plan(str(kept["name"]), str(kept["goal"]), sessions, rules, max(int(kept["keys"]), *keys, 0))


def _session(key: int, routine: str, days: int, measures: list[str], name: str, place: int) -> Planned:
    days = min(max(int(days), 1), LONGEST_DAYS)
    return Planned(int(key), str(routine), days, tuple(map(str, measures)), str(name), int(place))
