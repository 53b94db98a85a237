"""Several computers of one person, kept alike through a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QWidget

from guided import messages, words
from guided.qt.context import Changed, Context
from guided.qt.widgets.button import Button
from guided.qt.widgets.confirm import ConfirmDialog
from guided.qt.you.asks import Asks
from guided.qt.you.rows import Row, heed

_OFF = "Off. Choose a folder that your computers share: by Syncthing, Nextcloud, the network or a USB stick."
_PLAIN = (
    "Sessions with your notes, measures, programmes, favourites, choices and your own files are written"
    " there as plain text: whoever can open the folder can read them, and nothing in it is ever deleted."
    " Guided itself sends nothing."
)


def rows(context: Context, asks: Asks) -> Sequence[QWidget]:
    """Switching it on and off, and when it last went."""
    now = Button(context.look, "Now", size="small")
    now.setAccessibleName("Compare with the folder now")
    now.clicked.connect(asks.sync_now)
    last = Row(context.look, "Last time", "Not yet since you opened Guided.", now)
    asks.synced.connect(last.say)
    switch = _Switch(context)
    row = Row(context.look, "Keep several computers alike", switch.told, switch)

    def show() -> None:
        row.say(switch.told)
        now.setEnabled(context.settings.sync)

    heed(row, context, Changed.SETTINGS, show)
    return row, last


class _Switch(Button):
    """Begins, after saying what is written where, and stops."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.look, "", size="small")
        self._context = context
        self.clicked.connect(self._toggle)
        context.changed.connect(self._follow)
        self._follow(Changed.SETTINGS)

    @property
    def told(self) -> str:
        """Whether it is on, and with which folder."""
        settings = self._context.settings
        return words.say(messages.SYNC_WITH, folder=settings.sync_folder) if settings.sync else _OFF

    def _toggle(self) -> None:
        if self._context.settings.sync:
            self._context.choose(sync=False)
            return
        before = self._context.settings.sync_folder or QDir.homePath()
        dialog = QFileDialog(self, "Choose a folder", before)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.ask)
        dialog.open()

    def ask(self, folder: str) -> None:
        """Say what will be in a folder before anything is, and begin if that is wanted."""
        data = self._context.home.data.resolve()
        if Path(folder).resolve().is_relative_to(data):
            self._context.tell("That folder is where Guided keeps its own files. Choose another one.")
            return
        question = ConfirmDialog(
            self._context.look,
            "Write plain text into this folder?",
            words.say(messages.SYNC_PLAIN, folder=folder, what=_PLAIN),
            "Begin",
            "Do not",
            self,
        )
        question.accepted.connect(lambda: self._context.choose(sync=True, sync_folder=folder))
        question.open()

    def _follow(self, what: Changed) -> None:
        if what & Changed.SETTINGS:
            self.set_words("Stop" if self._context.settings.sync else "Choose a folder")
