"""A report: put together, seen, and saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from guided.history.store import open_history
from guided.paths import home_in
from guided.qt.progress.reportpage import ReportPage
from guided.qt.widgets.choice import Switch
from tests.history.samples import record
from tests.qt.running import Running, Starter
from tests.qt.seen import nameless, rich


@pytest.fixture
def one(start: Starter, tmp_path: Path) -> Running:
    """A program with two sessions that have notes."""
    home = home_in(tmp_path / "home")
    home.history.parent.mkdir(parents=True, exist_ok=True)
    with open_history(home.history, "2026-11-24") as history:
        history.add(record("one", started="2026-11-23T07:00:00Z", note="Left hip tighter."))
        history.add(record("two", started="2026-11-22T07:00:00Z", note="Slept badly."))
        history.add(record("old", started="2026-01-22T07:00:00Z", note="Long ago."))
    running = start(home)
    running.desk.window.show_page("progress")
    running.desk.diary.page.report_asked.emit()
    return running


def page_of(one: Running) -> ReportPage:
    page = one.desk.window.page
    assert isinstance(page, ReportPage)
    return page


def test_the_pages_are_seen_and_only_ticked_notes_are_saved(
    one: Running, tmp_path: Path, qtbot: QtBot
) -> None:
    page = page_of(one)
    assert len(page.leaves.pages) == 1
    notes = page.findChildren(Switch)
    assert [switch.words for switch in notes] == ["23 Nov: Left hip tighter.", "22 Nov: Slept badly."]
    notes[1].click()
    page.name.setText("A. Person")
    page.name.textEdited.emit("A. Person")
    before = page.leaves.pages
    qtbot.waitUntil(lambda: page.leaves.pages is not before)
    page.save_asked.emit(str(tmp_path / "report.html"))
    html = (tmp_path / "report.html").read_text("utf-8")
    assert "Slept badly." in html
    assert "Left hip tighter." not in html
    assert "Movement report: A. Person" in html
    page.save_asked.emit(str(tmp_path / "report.pdf"))
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_everything_on_it_has_a_name_and_nothing_is_markup(one: Running) -> None:
    page = page_of(one)
    assert not nameless(page)
    assert not list(rich(page))
    assert page.leaves.accessibleName() == "1 page"
    assert "2 sessions on 2 days" in page.leaves.accessibleDescription()
