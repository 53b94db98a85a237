"""Asking where to write a file or which to open, and leading to where it is."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

FOLDER = "file_folder"
"""The property of a window that has the folder in which one last saved or opened something."""


def ask_where(parent: QWidget, title: str, name: str, kinds: Mapping[str, str]) -> QFileDialog:
    """Ask for a path; `fileSelected` has the answer.

    `kinds` maps suffixes to their descriptions, the default first.
    """
    filters = {f"{words} (*.{suffix})": suffix for suffix, words in kinds.items()}
    dialog = _asking(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(filters))
    dialog.setDefaultSuffix(next(iter(kinds)))
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(filters[chosen]))
    dialog.selectFile(name)
    dialog.open()
    return dialog


def ask_which(
    parent: QWidget, title: str, kinds: Sequence[str], begin: str = "", *, many: bool = True
) -> QFileDialog:
    """Ask for files that are there, of one of the kinds to begin with; `filesSelected` has the answer."""
    dialog = _asking(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if many else QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(kinds)
    dialog.selectNameFilter(begin or kinds[0])
    dialog.open()
    return dialog


def _asking(parent: QWidget, title: str) -> QFileDialog:
    """A window for files that begins where the last one ended, else in the person's documents."""
    dialog = QFileDialog(parent, title, _begin(_outermost(parent).property(FOLDER)))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(partial(_keep, dialog))
    return dialog


def _keep(dialog: QFileDialog, paths: Sequence[str]) -> None:
    """Keep the folder of what was chosen for the next time."""
    _outermost(dialog).setProperty(FOLDER, str(Path(paths[0]).parent))


def _begin(last: str | None) -> str:
    """The first of the folders to begin in that is there."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folders = filter(None, (last, documents))
    return next((folder for folder in folders if os.path.isdir(folder)), QDir.homePath())


def _outermost(widget: QWidget) -> QWidget:
    """The window that a widget is in, or from which its dialogue was opened."""
    window = widget.window()
    above = window.parentWidget()
    return _outermost(above) if above else window


def folder_name(path: Path) -> str:
    """The name of the folder a file is in, as file managers show it."""
    return path.parent.name or str(path.parent)


def show_folder(path: Path) -> None:
    """Show the folder a file is in, in the file manager of the desktop."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
