"""A routine dragged out of the window as a file, to a folder, a message or another program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QWidget

from guided.library import Library
from guided.routine import Routine
from guided.sharing import share_text


def drag_out(source: QWidget, library: Library, routine: Routine, folder: Path) -> None:
    """Drag a routine's file, written to a folder, until it is dropped; it may be copied only after that."""
    drag = QDrag(source)
    drag.setMimeData(file_of(library, routine, folder))
    drag.exec(Qt.DropAction.CopyAction)


def file_of(library: Library, routine: Routine, folder: Path) -> QMimeData:
    """A routine as a file in a folder, and as text."""
    text = share_text(library, routine)
    path = folder / f"{routine.id}.guided"
    path.write_text(text, encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    data.setText(text)
    return data
