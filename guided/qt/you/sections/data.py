"""The person's data: where it is, a copy of all of it, sessions from elsewhere, deletion, and the backups."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from guided.qt.context import Context
from guided.qt.widgets.button import Button
from guided.qt.widgets.confirm import ConfirmDialog
from guided.qt.widgets.savefile import ask_where, ask_which
from guided.qt.you.asks import Asks
from guided.qt.you.rows import Row
from guided.qt.you.sections import backups


def rows(context: Context, asks: Asks) -> Sequence[QWidget]:
    """What can be done with all of it, where it is, and the copies that are made of it."""
    return (
        Row(
            context.look,
            "Your sessions and measures",
            "Export a copy of everything, import sessions from a file, or delete it all from this computer.",
            _DataButtons(context, asks),
        ),
        _path_row(context),
        *backups.rows(context, asks),
    )


def _path_row(context: Context) -> Row:
    path = str(context.home.data)
    copy = Button(context.look, "Copy", "text", "small", "copy")
    copy.setAccessibleName("Copy the path of your data")
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(path))
    return Row(context.look, "Where your data is", path, copy)


class _DataButtons(QWidget):
    """Export, import and deletion of everything that was recorded."""

    def __init__(self, context: Context, asks: Asks) -> None:
        super().__init__()
        self._look, self._asks = context.look, asks
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for title, act in (("Export", self._export), ("Import", self._import), ("Delete all", self._erase)):
            button = Button(context.look, title, size="small")
            button.clicked.connect(act)
            row.addWidget(button)

    def _export(self) -> None:
        dialog = ask_where(self, "Export everything", "guided", {"json": "Everything"})
        dialog.fileSelected.connect(self._asks.export)

    def _import(self) -> None:
        kinds = ("Exports of Guided, and tables (*.json *.csv)", "All files (*)")
        dialog = ask_which(self, "Import sessions and measures", kinds, many=False)
        dialog.fileSelected.connect(self._asks.bring)

    def _erase(self) -> None:
        dialog = ConfirmDialog(
            self._look,
            "Delete all sessions and measures?",
            "They will be gone for good, with your place in each programme and the copies Guided made."
            " A folder shared with other computers keeps what it has, and is no longer used here."
            " Your own routines and your settings stay.",
            "Delete all",
            "Keep them",
            self,
        )
        dialog.accepted.connect(self._asks.erase)
        dialog.open()
