"""Asking where to write a file or which to open, and leading to where it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_where(parent: QWidget, title: str, name: str, kinds: Mapping[str, str]) -> QFileDialog:
    """Ask for a path, starting in the person's documents; `fileSelected` has the answer.

    `kinds` maps suffixes to their descriptions, the default first.
    """
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    filters = {f"{words} (*.{suffix})": suffix for suffix, words in kinds.items()}
    dialog = QFileDialog(parent, title, documents)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(filters))
    dialog.setDefaultSuffix(next(iter(kinds)))
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(filters[chosen]))
    dialog.selectFile(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def ask_which(parent: QWidget, title: str, kinds: Sequence[str], begin: str) -> QFileDialog:
    """Ask for files that are there, of one of the kinds to begin with; `filesSelected` has the answer."""
    dialog = QFileDialog(parent, title, QDir.homePath())
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(kinds)
    dialog.selectNameFilter(begin)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def folder_name(path: Path) -> str:
    """The name of the folder a file is in, as file managers show it."""
    return path.parent.name or str(path.parent)


def show_folder(path: Path) -> None:
    """Show the folder a file is in, in the file manager of the desktop."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
