"""The backups there are, what is in each, and a way back to one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QLocale
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guided import messages, words
from guided.history.backups import Backup, Contents
from guided.locales import Locale, locale_of
from guided.qt.context import Changed, Context
from guided.qt.widgets.button import Button
from guided.qt.widgets.confirm import ConfirmDialog
from guided.qt.widgets.line import Line
from guided.qt.you.asks import Asks
from guided.qt.you.rows import Row

_FEW = 5
_ABOUT = (
    "Guided copies your sessions and measures by itself. It keeps all copies of the last two days, then one a"
    " day, one a week and one a month. For a copy on another disk, press Export above."
)


def rows(context: Context, asks: Asks) -> Sequence[QWidget]:
    """What is kept, and the newest backups."""
    return Row(context.look, "Copies of your history", _ABOUT), BackupList(context, asks)


class BackupList(QWidget):
    """A row for each backup, newest first; at first a few of them."""

    def __init__(self, context: Context, asks: Asks) -> None:
        super().__init__()
        self._context, self._asks = context, asks
        self._backups: Sequence[tuple[Backup, Contents | None]] = ()
        self._all = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        asks.backups.connect(self._list)
        context.changed.connect(self._follow)
        self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._asks.list_backups.emit()

    def _follow(self, what: Changed) -> None:
        if what & Changed.HISTORY and self.isVisible():
            self._asks.list_backups.emit()
        if what & Changed.SETTINGS:
            self._fill()

    def _list(self, backups: Sequence[tuple[Backup, Contents | None]]) -> None:
        if backups != self._backups:
            self._backups = backups
            self._fill()

    def _fill(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        look = self._context.look
        if not self._backups:
            self._column.addWidget(
                Row(look, "None so far", "The first is made once there is a session to keep.")
            )
        shown = self._backups if self._all else self._backups[:_FEW]
        for number, (backup, inside) in enumerate(shown):
            if number:
                self._column.addWidget(Line(look))
            self._column.addWidget(self._row(backup, inside))
        if len(shown) < len(self._backups):
            more = Button(look, words.say(messages.SHOW_ALL_BACKUPS, n=len(self._backups)), "text", "small")
            more.clicked.connect(self._show_all)
            self._column.addWidget(Line(look))
            self._column.addWidget(more)

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def _row(self, backup: Backup, inside: Contents | None) -> Row:
        look, day = self._context.look, self._day(backup.at)
        if inside is None:
            return Row(look, day, "It cannot be read.")
        restore = Button(look, "Restore", size="small")
        restore.setAccessibleName(words.say(messages.RESTORE_BACKUP, day=day))
        restore.clicked.connect(lambda: self._ask(backup, inside))
        return Row(look, day, self._said(inside), restore)

    def _said(self, inside: Contents) -> str:
        sessions = words.say(messages.SESSIONS, n=inside.sessions)
        if inside.last_day is None:
            return sessions
        day = self._locale.day(inside.last_day, "%d %B %Y")
        return words.say(messages.BACKUP_HOLDS, sessions=sessions, day=day)

    def _ask(self, backup: Backup, inside: Contents) -> None:
        dialog = ConfirmDialog(
            self._context.look,
            words.say(messages.RESTORE_BACKUP_ASKED, day=self._day(backup.at)),
            words.say(messages.RESTORE_SENTENCE, sessions=self._said(inside)),
            "Restore",
            "Leave it",
            self,
        )
        dialog.accepted.connect(lambda: self._asks.restore.emit(backup))
        dialog.open()

    @property
    def _locale(self) -> Locale:
        return locale_of(self._context.settings.locale, QLocale.system().name())

    def _day(self, at: datetime) -> str:
        return self._locale.day(at.astimezone(self._context.wall().tzinfo), "%a %d %B %Y, %H:%M")
