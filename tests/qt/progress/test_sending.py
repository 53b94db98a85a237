"""Results sent: off by default, ticked, and written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from guided.history.store import open_history
from guided.paths import home_in
from guided.qt.progress.sending import SendDialog
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.results import Ticked, read_results
from tests.history.samples import record
from tests.qt.running import Running, Starter
from tests.qt.seen import clipped, nameless, rich


@pytest.fixture
def one(start: Starter, tmp_path: Path) -> Running:
    """A program with a session that has a note."""
    home = home_in(tmp_path / "home")
    home.history.parent.mkdir(parents=True, exist_ok=True)
    with open_history(home.history, "2026-11-24") as history:
        history.add(record("one", started="2026-11-23T07:00:00Z", note="Left hip tighter."))
    running = start(home)
    running.desk.window.show_page("progress")
    return running


def asked(one: Running) -> SendDialog:
    dialog = one.desk.window.findChild(SendDialog)
    assert dialog is not None
    return dialog


def saved(one: Running, out: Path) -> None:
    one.press("Save as a file")
    one.desk.window.findChildren(QFileDialog)[-1].fileSelected.emit(str(out))


def test_nothing_personal_goes_with_it_unless_it_is_switched_on(one: Running, tmp_path: Path) -> None:
    out = tmp_path / "results.guided"
    one.press("Send results")
    saved(one, out)
    assert read_results(out).routines[0].done[0].day == date(2026, 11, 23)
    assert "Left hip" not in out.read_text("utf-8")
    assert read_results(out).name == ""
    assert one.desk.window.acts.act("results")
    dialog = one.desk.window.findChildren(SendDialog)[-1]
    dialog.notes.click()
    dialog.named.click()
    dialog.name.setText("Anna")
    saved(one, out)
    assert (read_results(out).name, read_results(out).routines[0].done[0].note) == (
        "Anna",
        "Left hip tighter.",
    )


def test_a_spreadsheet_gets_a_table(one: Running, tmp_path: Path) -> None:
    one.press("Send results")
    saved(one, tmp_path / "results.csv")
    assert (tmp_path / "results.csv").read_text("utf-8").startswith('"Name","Routine","Day"')


def test_where_nobody_prescribed_anything_all_of_it_goes(look: Look, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    dialog = SendDialog(look, "", (), window)
    found: list[Ticked] = []
    dialog.asked.connect(found.append)
    dialog.open()
    assert not dialog.others.isEnabled()
    assert not nameless(dialog)
    assert not list(rich(dialog))
    assert not list(clipped(dialog))
    next(b for b in dialog.findChildren(Button) if b.words == "Save as a file").click()
    assert found == [Ticked(others=True)]
