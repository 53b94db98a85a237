"""Sessions under each other: to open, to mark and to delete."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from guided import messages, words
from guided.history.records import Summary
from guided.locales import ENGLISH, Locale
from guided.qt.actions import OF_A_SESSION, Act
from guided.qt.menus import asked_at, popup
from guided.qt.theme import Look, faded, follow
from guided.qt.widgets.icons import icon_pixmap
from guided.qt.widgets.tip import about_point, show_tip

_NARROW = 760  # px at 100 %: too little for columns
_TRASH = 40
_WHEN = 160  # px at 100 % of the column of days
_BATCH = 2_000  # rows laid out at a turn

_Index = QModelIndex | QPersistentModelIndex


def day_in_words(day: date, today: date, locale: Locale = ENGLISH) -> str:
    """Today, yesterday, the day of this year, or the date."""
    ago = (today - day).days
    if ago in (0, 1):
        return "Yesterday" if ago else "Today"
    return locale.day(day, "%a %d %b" if day.year == today.year else "%d %b %Y")


def discomfort_in_words(before: int | None, after: int | None) -> str:
    """What discomfort did, as far as it was asked and answered."""
    if before is not None and after is not None:
        if before == after:
            return words.say(messages.DISCOMFORT_STILL, n=after)
        return words.say(messages.DISCOMFORT_TO, before=before, after=after)
    if before is None and after is None:
        return ""
    if after is None:
        return words.say(messages.DISCOMFORT_BEFORE, n=before)
    return words.say(messages.DISCOMFORT_AFTER, n=after)


def facts(session: Summary) -> tuple[str, str, str]:
    """Minutes, how much was done, and discomfort of a session; a text may be empty."""
    minutes = words.session(session.played_ms)
    done = words.done_share(session.reps_done, session.reps_planned)
    return minutes, done, discomfort_in_words(session.before, session.after)


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.sessions: Sequence[Summary] = ()
        self.today = date.min
        self.locale = ENGLISH

    def show(self, sessions: Sequence[Summary], today: date, locale: Locale) -> None:
        self.beginResetModel()
        self.sessions, self.today, self.locale = sessions, today, locale
        self.endResetModel()

    def when(self, session: Summary) -> str:
        """The day of a session and the time it began."""
        start = session.local_start
        return f"{day_in_words(start.date(), self.today, self.locale)} {self.locale.day(start, '%H:%M')}"

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.sessions)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        session = self.sessions[index.row()]
        said = (self.when(session), session.routine_name, *facts(session))
        return ", ".join(text for text in (*said, session.note) if text)


class SessionList(QListView):
    """Sessions under each other, as high as they all are; only those in sight are painted.

    Enter or a click opens one. Space, or a click with Ctrl or Shift, marks some, and Delete asks to delete
    those, or else the current one. `row_entered` has the area of the current row, for whoever scrolls.
    """

    opened = Signal(str)
    delete_asked = Signal(object)
    """Ids of sessions, as a tuple."""
    marked = Signal(int)
    """How many are marked now."""
    row_entered = Signal(QRect)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.model_ = _Model()
        self.setModel(self.model_)
        self.setItemDelegate(_Row(look, self))
        self.setAccessibleName("Sessions")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)  # all of a long history at once would take too long
        self.setBatchSize(_BATCH)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.hovered = -1
        self._pressed_from = -1
        self._pressing = False
        self.marks: set[str] = set()
        """The ids of those that are marked."""
        follow(look, self._restyle)

    def show_sessions(self, sessions: Sequence[Summary], today: date, locale: Locale = ENGLISH) -> None:
        """Lists sessions, newest first; the current row stays where it was, and so do marks."""
        row = self.currentIndex().row()
        self.model_.show(sessions, today, locale)
        self.hovered = -1
        if self.marks:
            self._mark(self.marks & {one.id for one in sessions})
        if sessions:
            self.setCurrentIndex(self.model_.index(min(max(row, 0), len(sessions) - 1), 0))
        self._restyle()

    @property
    def narrow(self) -> bool:
        """Whether there is too little room for columns."""
        return self.width() < _NARROW * self._look.scale

    @property
    def row_height(self) -> int:
        """How high a row is: two lines, or three where there is little room."""
        return self._look.px(104 if self.narrow else 64)

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex, previous: Any) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus() and not self._pressing:
            self.row_entered.emit(self.visualRect(current))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self.currentIndex().row()
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and row >= 0:
            self.delete_asked.emit(tuple(self.marks) or (self._id(row),))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.opened.emit(self._id(row))
        elif key == Qt.Key.Key_Space and row >= 0:
            self._mark(self.marks ^ {self._id(row)})
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._mark({one.id for one in self.model_.sessions})
        elif key == Qt.Key.Key_Escape and self.marks:
            self._mark(set())
        elif event.text().isprintable() and event.text():
            event.ignore()  # letters are the page's
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        before = self.currentIndex().row() if self._pressed_from < 0 else self._pressed_from
        self._pressed_from = -1
        super().mouseReleaseEvent(event)
        row = self.indexAt(event.position().toPoint()).row()
        if row < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            rows = range(min(before, row), max(before, row) + 1)
            self._mark(self.marks | {self._id(one) for one in rows})
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._mark(self.marks ^ {self._id(row)})
        elif self.trash_area(self.visualRect(self.model_.index(row, 0))).contains(event.position()):
            self.delete_asked.emit((self._id(row),))
        else:
            self.opened.emit(self._id(row))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_from = self.currentIndex().row()
        self._pressing = True  # nothing scrolls under the pointer
        super().mousePressEvent(event)
        self._pressing = False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        asked = asked_at(self, event)
        if asked is None:
            return
        index, at = asked
        name = self._id(index.row())
        offers: dict[str, Act] = {
            "look": partial(self.opened.emit, name),
            "mark": lambda: self._mark(self.marks ^ {name}),
            "delete": lambda: self.delete_asked.emit(tuple(self.marks) if name in self.marks else (name,)),
        }
        popup(self._look, offers, at, self, OF_A_SESSION)

    def clear_marks(self) -> None:
        """Marks none."""
        self._mark(set())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        if isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            if index.isValid():
                trash = self.trash_area(self.visualRect(index))
                if trash.contains(QPointF(event.pos())):
                    show_tip(self.viewport(), trash.toRect(), "Delete this session")
                else:
                    note = self.model_.sessions[index.row()].note
                    show_tip(self.viewport(), about_point(event.pos()), note)
            return True
        return super().viewportEvent(event)

    def trash_area(self, row: QRect) -> QRectF:
        """Where in a row it is deleted."""
        side = _TRASH
        return QRectF(row.right() - side, row.center().y() - side / 2, side, side)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._restyle()

    def _id(self, row: int) -> str:
        return self.model_.sessions[row].id

    def _mark(self, marks: set[str]) -> None:
        if marks != self.marks:
            self.marks = marks
            self.viewport().update()
            self.marked.emit(len(marks))

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def _restyle(self) -> None:
        height = max(self.row_height * self.model_.rowCount(), 1)
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
            self.scheduleDelayedItemsLayout()
        self.viewport().update()


class _Row(QStyledItemDelegate):
    """Paints a session."""

    def __init__(self, look: Look, view: SessionList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, self._view.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view, theme = self._view, self._look.theme
        session = view.model_.sessions[index.row()]
        when, marked = view.model_.when(session), session.id in view.marks
        area: QRect = option.rect
        current = view.hasFocus() and index.row() == view.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == view.hovered or current or marked:
            painter.setPen(QPen(theme.focus, 2) if current else Qt.PenStyle.NoPen)
            painter.setBrush(theme.primary_soft if marked else faded(theme.sunken, 0.6))
            painter.drawRoundedRect(QRectF(area).adjusted(1, 2, -1, -2), 10, 10)
        elif index.row():
            painter.fillRect(QRect(area.left() + 8, area.top(), area.width() - 16, 1), theme.line)
        inner = area.adjusted(8, 0, -8, 0)
        if view.narrow:
            self._paint_lines(painter, inner, when, session)
        else:
            self._paint_columns(painter, inner, when, session)
        if index.row() == view.hovered or current or marked:
            side = self._look.px(20)
            trash = view.trash_area(area).center()
            name, ink = ("check", theme.on_primary_soft) if marked else ("trash", theme.ink2)
            pixmap = icon_pixmap(name, ink, side, view.devicePixelRatioF())
            painter.drawPixmap(trash - QPointF(side / 2, side / 2), pixmap)
        painter.restore()

    def _paint_columns(self, painter: QPainter, area: QRect, when: str, session: Summary) -> None:
        px = self._look.px
        minutes, done, discomfort = facts(session)
        x = area.left()
        self._text(painter, when, "body", "ink2", QRect(x, area.top(), px(_WHEN), area.height()))
        right = area.right() - _TRASH
        for text, width, colour in (
            (discomfort, px(180), "ink2"),
            (done, px(110), "ink2"),
            (minutes, px(76), "ink"),
        ):
            right -= width
            self._text(painter, text, "body", colour, QRect(right, area.top(), width, area.height()))
        left = x + px(_WHEN)
        names = QRect(left, area.top(), right - left - 16, area.height())
        if session.note:
            half = area.height() // 2
            upper = QRect(names.left(), area.top() + px(8), names.width(), px(24))
            lower = QRect(names.left(), area.top() + half, names.width(), px(22))
            self._text(painter, session.routine_name, "body_strong", "ink", upper)
            self._text(painter, session.note, "caption", "ink2", lower)
        else:
            self._text(painter, session.routine_name, "body_strong", "ink", names)

    def _paint_lines(self, painter: QPainter, area: QRect, when: str, session: Summary) -> None:
        px = self._look.px
        minutes, done, discomfort = facts(session)
        width = area.width() - _TRASH - 4
        lines = [
            (session.routine_name, "body_strong", "ink"),
            (", ".join(text for text in (when, minutes, done) if text), "caption", "ink2"),
            (
                ". ".join(text for text in (discomfort, session.note) if text),
                "caption",
                "ink2",
            ),
        ]
        lines = [line for line in lines if line[0]]
        top = area.top() + (area.height() - px(26) * len(lines)) // 2
        for text, role, colour in lines:
            self._text(painter, text, role, colour, QRect(area.left(), top, width, px(26)))
            top += px(26)

    def _text(self, painter: QPainter, text: str, role: str, colour: str, area: QRect) -> None:
        painter.setFont(self._look.font(role))
        painter.setPen(self._look.theme.colour(colour))
        text = text.replace("\n", " ")
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width() - 4)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
