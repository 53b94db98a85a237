"""Measures: kept, deleted, brought back."""

from __future__ import annotations

from pathlib import Path

from guided.qt.progress.measure import MeasurePage
from tests.qt.running import Starter


def test_a_measure_is_kept_deleted_and_brought_back(start: Starter, tmp_path: Path) -> None:
    one = start()
    one.desk.window.show_page("progress")
    one.press("Measure")
    page = one.desk.window.page
    assert isinstance(page, MeasurePage)
    page.choose("knee-to-wall")
    assert page.form is not None
    page.form.fields["left"].setText("9")
    page.form.fields["right"].setText("10")
    page.form.save()
    (kept,) = one.history.measured.all()
    assert (kept.measure, kept.left, kept.right, kept.taken) == (
        "knee-to-wall",
        9,
        10,
        "2026-11-24T07:42:00Z",
    )
    page.export_asked.emit(str(tmp_path / "measures.csv"))
    assert "Ankle bend at a wall" in (tmp_path / "measures.csv").read_text("utf-8")
    page.delete_asked.emit(kept.id)
    assert one.history.measured.all() == []
    one.press("Undo")
    assert one.history.measured.all() == [kept]
    one.desk.window.back()
    assert one.desk.window.page is one.desk.diary.page
