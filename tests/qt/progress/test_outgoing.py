"""Every kind of file that is written in the window, by its ending; stopped, nothing is there."""

from __future__ import annotations

import zipfile
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QProgressDialog

from guided.history.records import Told
from guided.history.store import History
from guided.qt.context import Changed
from guided.qt.progress import diary
from guided.qt.progress.outgoing import KINDS
from tests.history.samples import record
from tests.qt.running import Running, Starter

BEGINS = {
    "csv": b'"Date"',
    "json": b'{"damaged"',
    "ics": b"BEGIN:VCALENDAR\r\n",
    "fit": b"\x0e ",
    "zip": b"PK",
}


@pytest.fixture
def one(start: Starter) -> Running:
    """A program with two sessions and a programme that is followed."""
    running = start()
    store = running.desk.diary.store
    for name in ("one", "two"):
        store.change(Changed.HISTORY, partial(History.add, record=record(name)))
    store.change(
        Changed.PROGRAMMES,
        lambda history: history.programmes.follow("feet-to-head", running.desk.context.today(), 12),
    )
    return running


@pytest.mark.parametrize("kind", KINDS)
def test_the_ending_says_what_is_in_it(one: Running, tmp_path: Path, kind: str) -> None:
    out = tmp_path / f"out.{kind.upper()}"
    one.desk.diary.export(str(out))
    assert out.read_bytes().startswith(BEGINS[kind])
    assert f"Exported to {out.name}" in one.notices


def test_each_session_is_in_the_zip_and_each_that_is_planned_in_the_calendar(
    one: Running, tmp_path: Path
) -> None:
    one.desk.diary.export(str(tmp_path / "all.zip"))
    one.desk.diary.export(str(tmp_path / "planned.ics"))
    assert len(zipfile.ZipFile(tmp_path / "all.zip").namelist()) == 2
    assert "SUMMARY:Feet to head" in (tmp_path / "planned.ics").read_text("utf-8")


def test_without_a_session_there_is_nothing_for_a_watch(start: Starter, tmp_path: Path) -> None:
    one = start()
    one.desk.diary.export(str(tmp_path / "last.fit"))
    assert any("Not exported to last.fit: there is no session yet." in notice for notice in one.notices)
    assert not (tmp_path / "last.fit").exists()


def test_stopped_in_the_middle_nothing_is_written_and_nothing_is_complained_of(
    one: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(history: History, told: Told) -> bytes:
        one.desk.window.findChildren(QProgressDialog)[-1].canceled.emit()
        told(0.5)
        return b"never"

    monkeypatch.setattr(diary, "made_for", lambda *_: stopped)
    before = list(one.notices)
    one.desk.diary.export(str(tmp_path / "out.csv"))
    assert not (tmp_path / "out.csv").exists()
    assert one.notices == before
