"""A session saved as a film: shapes, progress, Cancel, and what is told."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import av
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from guided.files import routine_from
from guided.library import Library
from guided.qt.play.filming import SHAPES, FilmDialog, Played
from guided.qt.theme import Look
from guided.qt.widgets.text import Text
from guided.settings import Settings
from guided.timeline import compile_routine
from tests.qt.seen import clipped, nameless, rich

Open = Callable[[], FilmDialog]
ROUTINE = {"name": "One breath", "goal": "Rest.", "step": [{"exercise": "bridge", "reps": 1}]}


@pytest.fixture
def opened(look: Look, qtbot: QtBot, library: Library) -> Open:
    """Shows the dialog for a routine of a few seconds."""
    kept = []

    def open_dialog() -> FilmDialog:
        settings = Settings(speech="none")
        timeline = compile_routine(routine_from(ROUTINE, "one-breath", library), library, settings)
        window = QWidget()
        window.resize(1280, 800)
        qtbot.addWidget(window)
        kept.append(window)
        window.show()
        dialog = FilmDialog(look, Played(timeline, library.voice(settings.voice), settings), window)
        with qtbot.waitActive(dialog):
            dialog.open()
            dialog.activateWindow()
        return dialog

    return open_dialog


def told(dialog: FilmDialog) -> list[str]:
    return [text.text() for text in dialog.findChildren(Text) if text.isVisible()]


def test_every_shape_says_what_it_is_for(opened: Open) -> None:
    dialog = opened()
    for name, (_, suits) in SHAPES.items():
        QTest.mouseClick(dialog.shapes.segment(name), Qt.MouseButton.LeftButton)
        assert suits in told(dialog)
    assert [*nameless(dialog), *clipped(dialog), *rich(dialog)] == []


def test_by_keyboard_alone_a_session_becomes_a_film(opened: Open, qtbot: QtBot, tmp_path: Path) -> None:
    dialog, path = opened(), tmp_path / "one-breath.mp4"
    dialog.shapes.choose("Upright")
    QTest.keyClick(dialog.where, Qt.Key.Key_Return)
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    assert Path(asked.selectedFiles()[0]).name == path.name
    with qtbot.waitSignal(dialog.saved, timeout=50_000) as saved:
        asked.fileSelected.emit(str(path))
        assert not dialog.where.isEnabled()
        asked.close()
    assert saved.args == ["One breath is saved as one-breath.mp4"]
    with av.open(str(path)) as film:
        assert (film.streams.video[0].width, film.streams.video[0].height) == (720, 1280)


@pytest.mark.parametrize("way", ["mouse", "escape"])
def test_cancel_leaves_the_old_file_as_it_was(way: str, opened: Open, qtbot: QtBot, tmp_path: Path) -> None:
    dialog, path = opened(), tmp_path / "old.mp4"
    path.write_bytes(b"old")
    dialog.save(path)
    bar = dialog.findChild(QProgressBar)
    assert bar is not None
    qtbot.waitUntil(lambda: bar.value() > 0, timeout=30_000)
    assert dialog.cancel.hasFocus()
    with qtbot.waitSignal(dialog.rejected):
        if way == "mouse":
            QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
        else:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert path.read_bytes() == b"old"
    assert [one for one in tmp_path.iterdir() if one.is_file()] == [path]


def test_what_cannot_be_written_is_told_and_another_place_can_be_chosen(
    opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened()
    dialog.save(tmp_path / "no" / "such" / "a.mp4")
    qtbot.waitUntil(dialog.where.isEnabled, timeout=30_000)
    assert "Not written to a.mp4: there is no such folder. Choose another place." in told(dialog)
    assert dialog.where.hasFocus()


def test_where_films_cannot_be_made_it_says_so(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "av", None)  # as where it is not installed
    dialog = opened()
    assert not dialog.where.isEnabled()
    assert any("guided[media]" in text for text in told(dialog))
