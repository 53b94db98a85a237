"""Where a window for files begins: where one last saved or opened something, as long as that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from guided.qt.geometry import keep, kept, restore
from guided.qt.widgets.savefile import ask_where, ask_which


def shown(qtbot: QtBot, parent: QWidget | None = None) -> QWidget:
    """A window, to open one for files from."""
    made = QWidget() if parent is None else QDialog(parent)
    qtbot.addWidget(made)
    return made


def asked(parent: QWidget, choose: Path | None = None) -> str:
    """The folder in which a window for files begins, and a file chosen there."""
    dialog = ask_which(parent, "Open a file", ("All files (*)",))
    begin = dialog.directory().absolutePath()
    if choose is not None:
        dialog.filesSelected.emit([str(choose)])
    dialog.reject()
    return begin


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's documents."""
    folder = tmp_path / "Documents"
    folder.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(folder))
    return folder


def test_it_begins_where_one_last_opened_a_file_and_else_in_the_documents(
    documents: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window, usb = shown(qtbot), tmp_path / "usb"
    usb.mkdir()
    assert asked(window, usb / "mine.guided") == str(documents)
    dialog = ask_where(shown(qtbot, window), "Share", "mine.guided", {"guided": "Routine"})
    assert dialog.directory().absolutePath() == str(usb)
    dialog.filesSelected.emit([str(documents / "mine.guided")])
    dialog.reject()
    assert asked(window, usb / "mine.guided") == str(documents)
    usb.rmdir()
    assert asked(window) == str(documents)


def test_without_documents_it_begins_at_home(documents: Path, qtbot: QtBot) -> None:
    documents.rmdir()
    assert asked(shown(qtbot)) == str(Path.home())


def test_it_begins_there_after_another_start_too(documents: Path, tmp_path: Path, qtbot: QtBot) -> None:
    window, other, path = shown(qtbot), shown(qtbot), tmp_path / "window.json"
    restore(window, {"file_folder": 3})
    asked(window, tmp_path / "mine.guided")
    keep(window, path)
    restore(other, kept(path))
    assert asked(other) == str(tmp_path)
