"""Another exercise for a line that is imported: those it may mean, or what one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
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

from guided import messages, words
from guided.library import Library
from guided.matching import Match, Names, matches
from guided.qt.theme import Look
from guided.qt.widgets.answers import add_answers
from guided.qt.widgets.button import Button
from guided.qt.widgets.field import SearchField
from guided.qt.widgets.nest import nested
from guided.qt.widgets.picture import Thumbnail, picture_at, pixmap_of
from guided.qt.widgets.stops import ReadingOrder
from guided.qt.widgets.text import Text

_PICTURE = QSize(72, 56)
_ROW = 72
_MOST = 12
_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class FindDialog(ReadingOrder, QDialog):
    """A field to type in and the exercises that may be meant.

    A click marks one; Enter, a double click or the button takes it. Only keys and the wheel scroll: what lies
    under the mouse stays there.
    """

    chosen = Signal(str)
    """An exercise (id); "" for a movement of one's own."""

    def __init__(
        self, look: Look, said: str, found: Sequence[Match], library: Library, names: Names, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Which exercise is it?")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._found, self._library, self._names = found, library, names
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(Text(look, words.say(messages.WHICH_IS, said=said), "section"))
        self.field = SearchField(look, "Type a name, a muscle or a position")
        self.field.textChanged.connect(self._show_found)
        self.field.installEventFilter(self)
        column.addWidget(self.field)
        self.list = QListWidget()
        self.list.setAccessibleName("Exercises it may be")
        self.list.setItemDelegate(_ExerciseRow(look, self.list, library))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows reach it from the field
        self.list.setAutoScroll(False)
        self.list.viewport().setAutoFillBackground(False)
        self.list.itemDoubleClicked.connect(self.take)
        column.addWidget(self.list, 1)
        foot = nested(column, QVBoxLayout())
        own = Button(look, words.say(messages.KEEP_WORDS, said=said), "text", "small")
        own.clicked.connect(lambda: self._choose(""))
        own.wrap()
        foot.setSpacing(8)
        foot.addWidget(own, 0, Qt.AlignmentFlag.AlignLeft)
        self.taking, self.cancel = add_answers(
            look, foot, ("Use this one", self.take), ("Cancel", self.reject)
        )
        room = parent.window().size()
        self.resize(min(look.px(560), room.width() - 40), min(look.px(560), room.height() - 40))
        self._show_found("")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self) -> None:
        """Close, and take what is marked."""
        item = self.list.currentItem()
        if item is not None:
            self._choose(item.data(Qt.ItemDataRole.UserRole))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif event.key() in _KEYS:
            by = -1 if event.key() == Qt.Key.Key_Up else 1
            self.list.setCurrentRow(min(max(self.list.currentRow() + by, 0), self.list.count() - 1))
            self.list.scrollToItem(self.list.currentItem())
        else:
            return False
        return True

    def _choose(self, exercise_id: str) -> None:
        self.accept()
        self.chosen.emit(exercise_id)

    def _show_found(self, text: str) -> None:
        self.list.clear()
        found = matches(self._names, text, _MOST) if text.strip() else self._found
        ids = [match.exercise for match in found]
        if not text.strip():
            known = sorted(self._library.exercises.values(), key=lambda one: words.collation_key(one.name))
            ids += [one.id for one in known if one.id not in ids]
        for exercise_id in ids:
            item = QListWidgetItem(self._library.exercises[exercise_id].name)
            item.setData(Qt.ItemDataRole.UserRole, exercise_id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.scrollToTop()
        self.taking.set_available(bool(ids), "Nothing found")


class _ExerciseRow(QStyledItemDelegate):
    """An exercise in its line: its picture, its name, and how one lies or stands."""

    def __init__(self, look: Look, parent: QListWidget, library: Library) -> None:
        super().__init__(parent)
        self._look, self._list, self._library = look, parent, library

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._look.px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, theme, shown = self._look, self._look.theme, self._list
        exercise = self._library.exercises[index.data(Qt.ItemDataRole.UserRole)]
        area: QRect = shown.visualItemRect(shown.item(index.row()))
        marked = index.row() == shown.currentRow()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.primary_soft)
            painter.drawRoundedRect(area.adjusted(0, 1, -4, -1), 10, 10)
        wide, high = look.px(_PICTURE.width()), look.px(_PICTURE.height())
        picture = picture_at(exercise, "end", look)
        pixmap = pixmap_of(Thumbnail(picture, wide, high, shown.devicePixelRatioF(), None))
        painter.drawPixmap(area.left() + 8, area.center().y() - high // 2, pixmap)
        text = area.adjusted(wide + 24, 0, -16, 0)
        for role, ink, line, half in (
            ("body_strong", theme.on_primary_soft if marked else theme.ink, exercise.name, -1),
            ("caption", theme.ink2, words.position(exercise.position, exercise.equipment), 1),
        ):
            painter.setPen(ink)
            painter.setFont(look.font(role))
            place = text.translated(0, half * look.px(12))
            told = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, text.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, told)
        painter.restore()
