"""A routine saved as audio: kinds, how far it is, Cancel, and what is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import soundfile
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from guided.chapters import cue_sheet, labels_of
from guided.library import Library
from guided.qt.routines.audio import KINDS, AudioDialog
from guided.qt.routines.recording import Recording
from guided.qt.theme import Look
from guided.qt.widgets.text import Text
from guided.settings import Settings
from guided.timeline import compile_routine
from guided.track import endings
from tests.qt.seen import clipped, nameless, rich

Open = Callable[..., AudioDialog]
ROUTINE = "two-minute-stand-up"


@pytest.fixture
def opened(look: Look, qtbot: QtBot, library: Library) -> Open:
    """Shows the dialog for a short routine, with sounds only unless told otherwise."""

    kept = []

    def open_dialog(speech: str = "none") -> AudioDialog:
        settings = Settings(speech=speech)
        timeline = compile_routine(library.routines[ROUTINE], library, settings)
        window = QWidget()
        window.resize(1280, 800)
        qtbot.addWidget(window)
        kept.append(window)
        window.show()
        dialog = AudioDialog(look, timeline, library.voice(settings.voice), settings, window)
        with qtbot.waitActive(dialog):
            dialog.open()
            dialog.activateWindow()
        return dialog

    return open_dialog


def told(dialog: AudioDialog) -> list[str]:
    return [text.text() for text in dialog.findChildren(Text) if text.isVisible()]


def test_every_kind_that_can_be_written_is_offered_and_says_whom_it_suits(opened: Open) -> None:
    dialog = opened()
    assert set(endings()) <= set(KINDS)
    for ending in endings():
        QTest.mouseClick(dialog.kinds.segment(ending), Qt.MouseButton.LeftButton)
        assert KINDS[ending][1] in told(dialog)
    assert [*nameless(dialog), *clipped(dialog), *rich(dialog)] == []


def test_by_keyboard_alone_a_routine_becomes_a_file_with_its_cue_sheet(
    opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(speech="full")
    timeline, path = dialog._timeline, tmp_path / f"{ROUTINE}.opus"
    dialog.cue_sheet.setFocus()
    QTest.keyClick(dialog.cue_sheet, Qt.Key.Key_Space)
    dialog.where.setFocus()
    QTest.keyClick(dialog.where, Qt.Key.Key_Return)
    asked = dialog.findChild(QFileDialog)
    assert asked is not None
    assert Path(asked.selectedFiles()[0]).name == path.name
    with qtbot.waitSignal(dialog.saved, timeout=30_000) as saved:
        asked.fileSelected.emit(str(path))
        assert not dialog.where.isEnabled()
        asked.close()
    assert saved.args == ["Two-minute stand-up is saved as two-minute-stand-up.opus"]
    assert soundfile.info(path).duration * 1000 > timeline.length_ms
    assert b"CHAPTER001NAME=" in path.read_bytes()
    sheet = (tmp_path / f"{ROUTINE}.cue").read_text("utf-8")
    assert sheet == cue_sheet(path.name, labels_of(timeline))


@pytest.mark.parametrize("way", ["mouse", "escape"])
def test_cancel_leaves_the_old_file_as_it_was(way: str, opened: Open, qtbot: QtBot, tmp_path: Path) -> None:
    dialog, path = opened(), tmp_path / "old.flac"
    path.write_bytes(b"old")
    dialog.save(path)
    bar = dialog.findChild(QProgressBar)
    assert bar is not None
    assert bar.isVisible()
    assert dialog.cancel.hasFocus()
    recording = dialog._saving
    assert isinstance(recording, Recording)
    with qtbot.waitSignal(dialog.rejected):
        if way == "mouse":
            QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
        else:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: recording.over, timeout=30_000)
    assert not recording.whole
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["old.flac"]


def test_what_cannot_be_written_is_told_and_another_place_can_be_chosen(
    opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened()
    dialog.save(tmp_path / "no" / "such" / "a.opus")
    qtbot.waitUntil(dialog.where.isEnabled, timeout=30_000)
    assert "Not written to a.opus: there is no such folder. Choose another place." in told(dialog)
    assert dialog.where.hasFocus()
