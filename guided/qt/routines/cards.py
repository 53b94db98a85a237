"""Cards of routines in columns, painted only where they are seen."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QPointF,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QRegion,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QSizePolicy

from guided import messages, words
from guided.library import Broken
from guided.qt.routines import card
from guided.qt.routines.card import PLAY, Card
from guided.qt.routines.columns import Columns, columns
from guided.qt.routines.entries import Entry, EntryModel, Index, said
from guided.qt.theme import Look, follow
from guided.qt.widgets.card import paint_shadow, shadow_area
from guided.qt.widgets.field import is_typing
from guided.qt.widgets.message import announce
from guided.qt.widgets.motion import Motion
from guided.qt.widgets.picture import kept_pixmap, pixmap_of
from guided.qt.widgets.tip import about_point, hide_tip, show_tip

_STAYS_MS = 700
_NOTHING = -1, ""


class CardGrid(QAbstractItemView):
    """Cards in columns; only those in sight are painted, so there may be thousands."""

    opened = Signal(object)
    play_pressed = Signal(str)
    star_pressed = Signal(str)
    typed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._padding = look, 40
        self._hovered = self._moving = -1
        self._pressed, self._over, self._by_keys = _NOTHING, "", False
        self._motion = Motion(look, self)
        self._motion.moved.connect(self._repaint_moving)
        # A card that has the keyboard begins to move once it is clear that one stays there.
        self.stays = QTimer(self, singleShot=True, interval=_STAYS_MS)
        self.stays.timeout.connect(lambda: self._move(self.currentIndex().row()))
        # One new picture a paint, and none in the first: cards are there at once, pictures follow.
        self._may_draw = False
        self._draw_soon = QTimer(self, singleShot=True, interval=0)
        self._draw_soon.timeout.connect(self._draw_next)
        self._entries_model = EntryModel()
        self.setModel(self._entries_model)
        self.setAccessibleName("Routines")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        follow(look, self._restyle)

    @property
    def entries(self) -> list[Entry | Broken]:
        """What is listed."""
        return self._entries_model.entries

    def show_entries(self, entries: list[Entry | Broken], stay: bool = False) -> None:
        """List other entries, from the top or, with `stay`, from where one is."""
        row, height = (max(self.currentIndex().row(), 0), self.verticalOffset()) if stay else (0, 0)
        self._move(-1)
        self._entries_model.set_entries(entries)
        self._hovered = -1
        self.setCurrentIndex(self._entries_model.index(min(row, len(entries) - 1), 0))
        self.updateGeometries()
        self.verticalScrollBar().setValue(height)
        self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Have a screen reader say the card one comes to: cards are painted, there is no widget to read."""
        super().currentChanged(current, previous)
        text = ""
        if current.isValid():
            spoken = words.joined(*said(self.entries[current.row()]))
            text = words.say(messages.CARD_OF, card=spoken, number=current.row() + 1, count=len(self.entries))
        self.setAccessibleDescription(text)
        if text and self.hasFocus():
            announce(self, text)
        if self._hovered < 0:
            self._move(-1)
            self._wait_to_move()

    @property
    def columns(self) -> Columns:
        """The columns that there is room for now."""
        look = self._look
        return columns(self.width(), self._padding, look.scale, self.window().width(), card.height(look))

    def set_padding(self, padding: int) -> None:
        """Leave so many px free at either side."""
        self._padding = padding
        self._restyle()

    def _restyle(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    # ------------------------------------------------------------ where cards are

    def area(self, row: int) -> QRect:
        """The rectangle of an item in the viewport."""
        return self.columns.area(row).translated(0, -self.verticalOffset())

    def visualRect(self, index: Index) -> QRect:
        return self.area(index.row())

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self.columns.at(point + QPoint(0, self.verticalOffset()), len(self.entries))
        return self._entries_model.index(row, 0)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        columns, bar = self.columns, self.verticalScrollBar()
        area = columns.area(index.row()).adjusted(0, -columns.gap, 0, columns.gap)
        if area.top() < bar.value():
            bar.setValue(area.top())
        elif area.bottom() > bar.value() + self.viewport().height():
            bar.setValue(min(area.bottom() - self.viewport().height(), area.top()))

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        row, count = self.currentIndex().row(), len(self.entries)
        if not count:
            return QModelIndex()
        to = self.columns.target(row, action, self.viewport().height(), count) if row >= 0 else 0
        return self._entries_model.index(to, 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Nothing can be selected; the current item is enough."""

    def visualRegionForSelection(self, selection: object) -> QRegion:
        return QRegion()

    def updateGeometries(self) -> None:
        bar, seen = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(self.columns.height(len(self.entries)) - seen, 0))
        bar.setPageStep(seen)
        bar.setSingleStep(self._look.px(48))
        super().updateGeometries()

    def _under(self, point: QPoint) -> tuple[int, str]:
        """The entry at a point, -1 for none, and its button there, "" for none."""
        row = self.indexAt(point).row()
        has_buttons = row >= 0 and isinstance(self.entries[row], Entry)
        return row, card.button_at(self.area(row), QPointF(point)) if has_buttons else ""

    # ------------------------------------------------------------ mouse and keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._by_keys = True
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if index.isValid():
                at_once = event.modifiers() & Qt.KeyboardModifier.ControlModifier
                self._press(index.row(), PLAY if at_once else "")
        elif is_typing(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        reason = Qt.FocusReason
        if event.reason() in (reason.TabFocusReason, reason.BacktabFocusReason, reason.ShortcutFocusReason):
            self._by_keys = True
        self._wait_to_move()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.stays.stop()
        if self._hovered < 0:
            self._move(-1)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stays.stop()
        self._move(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._by_keys = False
        self._pressed = self._under(event.position().toPoint())
        if self._pressed != _NOTHING and event.button() == Qt.MouseButton.LeftButton:
            self.setAutoScroll(False)  # what is under the pointer stays there until it is let go of
            self.setCurrentIndex(self._entries_model.index(self._pressed[0], 0))
            self.setAutoScroll(True)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, _NOTHING
        here = self._under(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and pressed == here != _NOTHING:
            self._press(*here)
        self.viewport().update()

    def let_go(self) -> None:
        """Forget that a card is pressed: it is dragged away."""
        self._pressed = _NOTHING
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(event.position().toPoint())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(QPoint(-1, -1))
        if isinstance(event, QHelpEvent):
            self._show_tip(self.indexAt(event.pos()).row(), event.pos())
            return True
        return super().viewportEvent(event)

    def _show_tip(self, row: int, point: QPoint) -> None:
        part, text = about_point(point), ""
        if row >= 0:
            part, text = card.tip(self._look, self.area(row), self.entries[row], point)
        across = self.columns.across
        near = range(row - across - 1, row + across + 2)
        show_tip(self.viewport(), part, text, [self.area(other) for other in near if other != row])

    def _hover(self, point: QPoint) -> None:
        row, over = self._under(point)
        if (row, over) != (self._hovered, self._over):
            if row != self._hovered:
                self._move(row)
            self._hovered, self._over = row, over
            hide_tip(self.viewport())
            hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(hand if row >= 0 else arrow)
            self.viewport().update()

    # ------------------------------------------------------------ the figure of one card in motion

    @property
    def moving(self) -> int:
        """The entry whose figure moves, -1 for none."""
        return self._moving if self._motion.stance is not None else -1

    def _wait_to_move(self) -> None:
        if self.hasFocus() and self._by_keys:
            self.stays.start()

    def _move(self, row: int) -> None:
        self.stays.stop()
        entry = self.entries[row] if 0 <= row < len(self.entries) else None
        self._motion.stop()
        self._moving = row if isinstance(entry, Entry) else -1
        if isinstance(entry, Entry):
            self._motion.start(entry.movement)

    def _repaint_moving(self) -> None:
        if self._moving >= 0:
            area = self.area(self._moving)
            self.viewport().update(area.adjusted(0, 0, 0, card.PICTURE - area.height()))

    def _press(self, row: int, button: str = "") -> None:
        entry = self.entries[row]
        if button and isinstance(entry, Entry):
            (self.play_pressed if button == PLAY else self.star_pressed).emit(entry.id)
        else:
            self.opened.emit(entry)

    # ------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        visible, columns, offset = event.rect(), self.columns, self.verticalOffset()
        rows = columns.between(visible.top() + offset - 40, visible.bottom() + offset + 40, len(self.entries))
        areas = {row: columns.area(row).translated(0, -offset) for row in rows}
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if not self._look.theme.flat:
                for area in areas.values():
                    if shadow_area(area).intersects(visible):
                        paint_shadow(painter, area, self.devicePixelRatioF())
            for row, area in areas.items():
                shown = self._card(row)
                card.paint(painter, self._look, area, shown, self._picture(shown, area.width()))

    def _card(self, row: int) -> Card:
        return Card(
            self.entries[row],
            hovered=row == self._hovered,
            pressed=row == self._pressed[0],
            focused=self.hasFocus() and self._by_keys and row == self.currentIndex().row(),
            over=self._over if row == self._hovered else "",
            stance=self._motion.stance if row == self.moving else None,
        )

    def _picture(self, shown: Card, width: int) -> QPixmap | None:
        """The picture of a card at rest, None until there is time to draw it."""
        if shown.stance is not None or isinstance(shown.entry, Broken):
            return None
        thumbnail = card.thumbnail(self._look, shown.entry, width, self.devicePixelRatioF())
        picture = kept_pixmap(thumbnail)
        if picture is None and self._may_draw:
            self._may_draw = False
            return pixmap_of(thumbnail)
        if picture is None:
            self._draw_soon.start()
        return picture

    def _draw_next(self) -> None:
        self._may_draw = True
        self.viewport().update()
