"""A file of sessions in the window: asked about first, added, taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from guided.history.exports import export_json
from guided.history.imports import Plan
from guided.history.store import open_history
from guided.history.tables import Problem
from guided.qt.progress.importing import besides
from guided.qt.widgets.confirm import ConfirmDialog
from guided.qt.widgets.text import Text
from tests.history.samples import ANKLE, record
from tests.qt.running import Running, Starter


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """A file with two sessions and a measure."""
    with open_history(tmp_path / "other" / "history.db", "2026-11-24") as history:
        history.add(record())
        history.add(record("two"))
        history.measured.add(ANKLE)
        out = tmp_path / "sessions.json"
        out.write_text(export_json(history))
    return out


def answer(one: Running, name: str) -> str:
    dialog = one.desk.window.findChildren(ConfirmDialog)[-1]
    said = " ".join(text.text() for text in dialog.findChildren(Text))
    next(w for w in dialog.findChildren(QWidget) if w.accessibleName() == name).click()  # type: ignore[attr-defined]
    return said


def test_what_is_new_is_asked_about_added_and_taken_back(start: Starter, exported: Path) -> None:
    one = start()
    one.desk.diary.importing.begin(str(exported))
    assert answer(one, "Leave it").startswith("Add 2 sessions and 1 measure?")
    assert one.history.sessions() == []
    one.desk.diary.importing.begin(str(exported))
    answer(one, "Add")
    assert len(one.history.sessions()) == 2
    assert [taken.id for taken in one.desk.context.past.measured] == [ANKLE.id]
    one.press("Undo")
    assert one.history.sessions() == []
    assert one.history.measured.all() == []


def test_a_file_with_nothing_new_or_nothing_at_all_is_only_told_of(start: Starter, exported: Path) -> None:
    one = start()
    plain = json.loads(exported.read_text())
    exported.write_text(json.dumps(plain | {"sessions": [], "measured": []}))
    one.desk.diary.importing.begin(str(exported))
    assert "Nothing new is in it." in one.notices
    exported.write_text("Name,Age\n")
    one.desk.diary.importing.begin(str(exported))
    assert any("no table that Guided can read" in notice for notice in one.notices)
    assert one.desk.window.findChildren(ConfirmDialog) == []


def test_what_is_not_added_is_said_with_the_reason() -> None:
    problems = tuple(Problem(f"line {n}", "no time") for n in range(5))
    assert besides(Plan(there=2, deleted=1, problems=problems)) == [
        "2 are in your history already.",
        "1 was deleted here, and stays so.",
        "5 cannot be read (line 0: no time; line 1: no time; line 2: no time).",
    ]
