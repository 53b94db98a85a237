"""Rows with a figure, a name and a line below it, painted only where they are seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

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
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from guided import words
from guided.picture import Subject
from guided.qt.theme import Look, faded, follow
from guided.qt.widgets.icons import icon_pixmap
from guided.qt.widgets.picture import Thumbnail, picture_at, pixmap_of
from guided.safety import Advice

_HIGH, _THUMB, _SCALE, _ICON, _GRIP = 60, QSize(64, 50), 0.58, 20, 22
_CARE = {"less": ("alert-triangle", "warn"), "stop": ("hand-stop", "danger")}
Index = QModelIndex | QPersistentModelIndex


class Row(NamedTuple):
    """A row: what it is about, its name and what is said below it, the figure, and a note in warning.

    `care` is what the person has to mind in it, which is marked at the figure.
    """

    key: object
    name: str
    detail: str
    figure: Subject | None = None
    warning: str = ""
    indented: bool = False
    care: Advice | None = None


class RowModel(QAbstractListModel):
    """Rows, for Qt and for screen readers."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Other rows; where there are as many as before, only those that differ are told of."""
        if len(rows) == len(self.rows):
            before, self.rows = self.rows, rows
            for number, (one, other) in enumerate(zip(before, rows, strict=True)):
                if one != other:
                    at = self.index(number, 0)
                    self.dataChanged.emit(at, at)
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words.joined(row.name, row.detail, row.warning, row.care.sentence if row.care else "")
        return None


class RowList(QListView):
    """Rows under each other; one is current."""

    grip = False
    """Whether rows show that they can be dragged."""
    action_icon = ""
    """What is shown at the end of each row, and does something there."""
    whole_names = False
    """Whether a long name goes on in the line below, instead of what is said there."""
    lifted = -1
    """The row that is being dragged."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self.look = look
        self.rows = RowModel()
        self.hovered = -1
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(look, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumHeight(look.px(_HIGH))
        follow(look, self._restyle)

    @property
    def row_height(self) -> int:
        """How high a row is, in px."""
        return self.look.px(_HIGH)

    def row_at(self, number: int) -> Row | None:
        """The row of that number, if there is one."""
        return self.rows.rows[number] if 0 <= number < len(self.rows.rows) else None

    @property
    def current(self) -> Row | None:
        """The current row."""
        return self.row_at(self.currentIndex().row())

    def is_on_action(self, number: int, x: float) -> bool:
        """Whether a place across is on what is at the end of a row."""
        area = self.visualRect(self.rows.index(number, 0))
        return bool(self.action_icon) and x > area.right() - self.look.px(48)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def _restyle(self) -> None:
        self.setMinimumHeight(self.row_height)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class _Painter(QStyledItemDelegate):
    def __init__(self, look: Look, view: RowList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, self._view.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, px = self._view, self._look.px
        row = view.rows.rows[index.row()]
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == view.lifted:
            painter.setOpacity(0.35)
        self._ground(painter, area, index.row())
        left = area.left() + px(8) + (px(14) if row.indented else 0)
        if view.grip:
            self._icon(painter, "grip-vertical", left - px(2), area, "ink3")
            left += px(_GRIP)
        if row.figure is not None:
            self._figure(painter, row.figure, QRect(left, area.top(), _THUMB.width(), area.height()))
        if row.care is not None:  # at the figure, so that the name has the room
            icon, colour = _CARE[row.care.level]
            self._icon(painter, icon, left - px(2), area.adjusted(0, 0, 0, -area.height() // 2), colour)
        left += _THUMB.width() + px(8)
        right = area.right() - px(8)
        if view.action_icon:
            right -= px(_ICON + 8)
            shown = index.row() in (view.hovered, view.currentIndex().row())
            self._icon(painter, view.action_icon, right + px(4), area, "primary" if shown else "ink3")
        if row.warning:
            right -= px(_ICON + 6)
            self._icon(painter, "alert-triangle", right + px(4), area, "danger")
        self._texts(painter, row, QRect(left, area.top(), right - left, area.height()), index.row())
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, number: int) -> None:
        view, theme = self._view, self._look.theme
        current = number == view.currentIndex().row()
        if not current and number != view.hovered:
            return
        ringed = current and view.hasFocus()
        painter.setPen(QPen(theme.focus, 2) if ringed else Qt.PenStyle.NoPen)
        if current and theme.name == "contrast" and not ringed:
            painter.setPen(theme.primary)
        painter.setBrush(theme.primary_soft if current else faded(theme.sunken, 0.6))
        painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 12, 12)

    def _figure(self, painter: QPainter, figure: Subject, area: QRect) -> None:
        picture, ratio = picture_at(figure, "end", self._look), self._view.devicePixelRatioF()
        pixmap = pixmap_of(Thumbnail(picture, _THUMB.width(), _THUMB.height(), ratio, _SCALE))
        painter.drawPixmap(QPointF(area.left(), area.center().y() - _THUMB.height() / 2), pixmap)

    def _texts(self, painter: QPainter, row: Row, area: QRect, number: int) -> None:
        theme, half = self._look.theme, area.height() // 2
        current = number == self._view.currentIndex().row()
        ink, second = (theme.on_primary_soft, theme.on_primary_soft) if current else (theme.ink, theme.ink2)
        single = Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignLeft
        painter.setFont(self._look.font("body_medium"))
        wide = painter.fontMetrics().horizontalAdvance(row.name)
        if self._view.whole_names and wide > area.width():
            self._long_name(painter, row.name, area, ink)
            return
        for text, role, colour, box, side in (
            (row.name, "body_medium", ink, area.adjusted(0, 0, 0, -half - 1), Qt.AlignmentFlag.AlignBottom),
            (row.detail, "caption", second, area.adjusted(0, half + 1, 0, 0), Qt.AlignmentFlag.AlignTop),
        ):
            painter.setFont(self._look.font(role))
            painter.setPen(colour)
            elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, single | side, elided)

    def _long_name(self, painter: QPainter, name: str, area: QRect, ink: QColor) -> None:
        """A name in two lines, in which nothing below it has room; what has none itself is cut off."""
        layout = QTextLayout(name, painter.font())
        layout.beginLayout()
        first = layout.createLine()
        first.setLineWidth(area.width())
        layout.endLayout()
        lines = name[: first.textLength()].strip(), name[first.textLength() :].strip()
        painter.setPen(ink)
        metrics, half = painter.fontMetrics(), area.height() // 2
        for text, top, side in (
            (lines[0], area.top(), Qt.AlignmentFlag.AlignBottom),
            (lines[1], area.top() + half, Qt.AlignmentFlag.AlignTop),
        ):
            elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            flags = Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignLeft | side
            painter.drawText(QRect(area.left(), top, area.width(), half), flags, elided)

    def _icon(self, painter: QPainter, name: str, left: int, area: QRect, colour: str) -> None:
        side = self._look.px(_ICON)
        pixmap = icon_pixmap(name, self._look.theme.colour(colour), side, self._view.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, area.center().y() - side / 2), pixmap)
