"""Everything one can do or go to, found by typing: Ctrl+K."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from guided import search, words
from guided.qt.actions import Act, Actions, native
from guided.qt.theme import Look
from guided.qt.widgets.field import SearchField
from guided.qt.widgets.icons import icon_pixmap
from guided.qt.widgets.stops import ReadingOrder
from guided.qt.widgets.text import Text

_PROMPT = "Type a page, a routine, an exercise, a setting or what to do"
_MOST = 40  # listed at once
_WIDE, _HIGH, _ROW = 620, 520, 48  # px at 100 %
_LIST_KEYS = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
}


class Command(NamedTuple):
    """Something to do or to go to: its name, what it is or its key, other names of it, and the act."""

    id: str
    name: str
    detail: str
    icon: str
    act: Act
    also: tuple[str, ...] = ()


def commands_of(actions: Actions) -> tuple[Command, ...]:
    """The actions that can be taken now, in the order of the menus."""
    doing = actions.doing
    return tuple(
        Command(
            f"do:{name}",
            row.text,
            row.shown or (native(row.keys[0]) if row.keys else ""),
            row.icon,
            doing[name],
        )
        for name, row in actions.rows.items()
        if name in doing and name != "commands"
    )


class CommandsDialog(ReadingOrder, QDialog):
    """A field to type in and what is found; Enter takes the one that is marked, Esc leaves.

    As long as nothing is typed, the commands stand in the order given.
    """

    def __init__(
        self, look: Look, commands: Sequence[Command], parent: QWidget, prompt: str = _PROMPT
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Go to anything")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._commands = {one.id: one for one in commands}
        self._index = search.index_of_names({one.id: (one.name, *one.also) for one in commands})
        self.field = SearchField(look, prompt)
        self.list = QListWidget()
        self.list.setAccessibleName("Found")
        self.list.setItemDelegate(_Row(look, self.list, self._commands))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows reach it from the field
        self.list.setMouseTracking(True)
        self.list.setAutoScroll(False)  # what lies under the mouse stays there
        self.list.viewport().setAutoFillBackground(False)
        self._nothing = Text(look, "Nothing is called that.", "body", "ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.field)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        self.field.textChanged.connect(self._show_found)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self.take())
        self.list.itemEntered.connect(self.list.setCurrentItem)
        room = parent.size()
        wide, high = min(look.px(_WIDE), room.width() - 40), min(look.px(_HIGH), room.height() - 40)
        self.resize(wide, high)
        self._show_found("")
        self.field.setFocus()

    def take(self) -> None:
        """Closes, and does what is marked."""
        item = self.list.currentItem()
        if item is not None:
            command = self._commands[item.data(Qt.ItemDataRole.UserRole)]
            self.accept()
            command.act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
            return True
        if event.key() in _LIST_KEYS and self.list.count():
            page = max(self.list.viewport().height() // max(self.list.sizeHintForRow(0), 1) - 1, 1)
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page}.get(
                Qt.Key(event.key()), page
            )
            self.list.setCurrentRow(min(max(self.list.currentRow() + by, 0), self.list.count() - 1))
            self.list.scrollToItem(self.list.currentItem())
            return True
        return False

    def _show_found(self, query: str) -> None:
        self.list.clear()
        # What is called just that comes before what is called that and more.
        asked, names = search.tokens(query), self._commands
        found = search.found(self._index, query)
        found.sort(key=lambda id_: search.tokens(names[id_].name) != asked)
        for id_ in found[:_MOST]:
            command = self._commands[id_]
            item = QListWidgetItem(command.name)
            item.setData(Qt.ItemDataRole.UserRole, id_)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words.joined(command.name, command.detail))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.scrollToTop()
        self.list.setVisible(self.list.count() > 0)
        self._nothing.setVisible(self.list.count() == 0)


class _Row(QStyledItemDelegate):
    """A command in its line: its icon, its name, and at the end what it is or its key."""

    def __init__(self, look: Look, parent: QListWidget, commands: Mapping[str, Command]) -> None:
        super().__init__(parent)
        self._look, self._commands = look, commands

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._look.px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, theme = self._look, self._look.theme
        parent = self.parent()
        assert isinstance(parent, QListWidget)
        command = self._commands[index.data(Qt.ItemDataRole.UserRole)]
        area: QRect = parent.visualItemRect(parent.item(index.row()))
        marked = index.row() == parent.currentRow()
        ink, side = theme.on_primary_soft if marked else theme.ink, look.px(20)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.primary_soft)
            painter.drawRoundedRect(area.adjusted(0, 1, -4, -1), 10, 10)
        if command.icon:
            pixmap = icon_pixmap(command.icon, ink, side, parent.devicePixelRatioF())
            painter.drawPixmap(area.left() + 12, area.center().y() - side // 2, pixmap)
        painter.setPen(theme.on_primary_soft if marked else theme.ink2)
        painter.setFont(look.font("caption"))
        inner = area.adjusted(side + 28, 0, -16, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        most = inner.width() // 2
        detail = painter.fontMetrics().elidedText(command.detail, Qt.TextElideMode.ElideRight, most)
        taken = painter.fontMetrics().horizontalAdvance(detail)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, detail)
        painter.setPen(ink)
        painter.setFont(look.font("body"))
        left = inner.adjusted(0, 0, -taken - 16, 0)
        name = painter.fontMetrics().elidedText(command.name, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignLeft, name)
        painter.restore()
