"""What was measured, on real files."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from guided.history import opening, schema
from guided.history.backups import is_sound
from guided.history.errors import Refused
from guided.history.exports import export_json
from guided.history.imports import Plan, compare, read
from guided.history.schema import MIGRATIONS
from guided.history.store import History, open_history
from tests.history.samples import ANKLE, TIGHT, TODAY, record


def test_what_was_measured_comes_back_newest_first(history: History, path: Path) -> None:
    history.measured.add(ANKLE)
    history.measured.add(TIGHT)
    history.close()
    with open_history(path, TODAY) as again:
        assert again.measured.all() == [TIGHT, ANKLE]
        assert again.measured.all("knee-to-wall") == [ANKLE]
        assert again.measured.all("hip-drop") == []


def test_a_zero_with_a_sign_is_as_sound_as_one_without(history: History, path: Path) -> None:
    history.measured.add(replace(TIGHT, value=-0.0))
    text = export_json(history)
    assert compare(read(text.encode(), lambda _: 0), history) == Plan(there=1)
    history.close()
    assert is_sound(path)


def test_a_measure_can_be_deleted_and_brought_back(history: History) -> None:
    history.measured.add(ANKLE)
    history.measured.delete("a")
    assert history.measured.all() == []
    history.measured.undelete("a")
    assert history.measured.all() == [ANKLE]


@pytest.mark.parametrize(
    "changes",
    [
        {"left": None, "right": None},  # says nothing
        {"value": 3.0},  # says two things
        {"left": float("inf")},
        {"id": ""},
        {"measure": "m" * 201},
        {"taken": "yesterday"},
        {"offset_min": 2000},
        {"note": "n" * 20_001},
    ],
)
def test_a_measure_out_of_bounds_is_refused(history: History, changes: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        history.measured.add(replace(ANKLE, **changes))
    assert history.measured.all() == []


def test_a_file_from_before_there_were_measures_can_still_be_read_and_exported(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(schema, "MIGRATIONS", MIGRATIONS[:2])
        with open_history(path, TODAY) as history:
            history.add(record())
    monkeypatch.setattr(opening, "lock_file", lambda path: (_ for _ in ()).throw(BlockingIOError))
    with open_history(path, TODAY) as history:
        assert not history.writable
        assert history.measured.all() == []
        assert len(json.loads(export_json(history))["sessions"]) == 1
