"""The sidebar: places by name, or by icon only with little room."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from guided.qt.theme import Look, Type, faded, follow
from guided.qt.widgets.field import is_typing
from guided.qt.widgets.icons import icon_pixmap, logo_pixmap
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.stops import OneStop
from guided.qt.widgets.tip import show_tip

WIDTH, RAIL_WIDTH = 216, 72

_NAME = Type(20, 28, 700, -0.5)


class Sidebar(QWidget):
    """The logo and a column of places, some apart at the foot; `chosen` has the place to go to."""

    chosen = Signal(str)
    asked = Signal(str)
    """An action (id) is to be taken, after which no other place is marked."""
    typed = Signal(object)
    """A QKeyEvent that writes something, which there is no use for here."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rail = False
        self._items: dict[str, _Item] = {}
        self.one_stop = OneStop(self)
        self.setAccessibleName("Pages")
        # One column, so that in a low window all of them become lower alike.
        self._column = column = QVBoxLayout(self)
        column.setSpacing(4)
        column.addWidget(_Mark(look))
        column.addSpacing(10)
        self._foot = column.count()  # where what is apart begins
        column.addStretch()
        follow(look, self._restyle)

    def add(self, place: str, name: str, icon: str, at_foot: bool = False, hint: str = "") -> None:
        """Add a place; the hint is its tip, which has its key."""
        item = _Item(self._look, name, icon, hint, self)
        item.clicked.connect(lambda: self.chosen.emit(place))
        item.show_rail(self._rail)
        self._items[place] = item
        self._column.insertWidget(-1 if at_foot else self._foot, item)
        self._foot += not at_foot

    def add_asked(self, action: str, name: str, icon: str, hint: str) -> None:
        """Add an entry at the foot for an action (id) that opens something over the page."""
        item = _Item(self._look, name, icon, hint, self)
        item.setCheckable(False)
        item.setAutoExclusive(False)
        item.clicked.connect(lambda: self.asked.emit(action))
        item.show_rail(self._rail)
        self._items[name] = item
        self._column.addWidget(item)

    @property
    def current(self) -> str:
        """The marked place."""
        return next(place for place, item in self._items.items() if item.isChecked())

    def show_current(self, place: str) -> None:
        """Mark the current place."""
        if place in self._items:
            self._items[place].setChecked(True)

    def show_rail(self, rail: bool) -> None:
        """Show icons only, or icons with names."""
        if rail != self._rail:
            self._rail = rail
            self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_typing(event):
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.sunken)
            painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.line)

    def _restyle(self) -> None:
        px = self._look.px
        side = px(12) if self._rail else 16
        self.setFixedWidth(px(RAIL_WIDTH if self._rail else WIDTH))
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(side, 16, side + (0 if self._rail else 1), 16)
        for item in self._items.values():
            item.show_rail(self._rail)
        self.update()


class _Mark(QWidget):
    """The logo, with the name if there is room."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(look, self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(48), self._look.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, theme, px = self._look, self._look.theme, self._look.px
        rail = self.width() < px(100)
        left = (self.width() - px(30)) / 2 if rail else px(8)
        with QPainter(self) as painter:
            mark = logo_pixmap(theme.primary, theme.hold, px(30), self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, (self.height() - px(30)) / 2), mark)
            if not rail:
                painter.setFont(look.type(_NAME))
                painter.setPen(theme.ink)
                area = QRectF(px(48), 0, self.width() - px(48), self.height())
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, "Guided")


class _Item(Pressable):
    radius = 12.0

    def __init__(self, look: Look, name: str, icon: str, hint: str, parent: QWidget) -> None:
        self._icon, self._hint, self._rail = icon, hint, False
        super().__init__(look, name, parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rail(self, rail: bool) -> None:
        self._rail = rail
        self.set_tip(self._hint or (self.words if rail else ""))
        self.updateGeometry()
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        if self._rail:  # its name is not there to be read, so it is told without waiting
            show_tip(self, self.rect(), str(self.property("tip")))

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(48), self.look.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, theme, on = self.look, self.look.theme, self.isChecked()
        ink = theme.on_primary_soft if on else theme.ink2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if on:
                painter.setPen(theme.line)
                painter.setBrush(theme.surface)
                painter.drawRoundedRect(self.box(), self.radius, self.radius)
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self.shade(faded(theme.line, 0), faded(theme.line, 0.6), theme.line))
                painter.drawRoundedRect(self.rect(), self.radius, self.radius)
            side = look.px(22)
            left = (self.width() - side) / 2 if self._rail else look.px(14)
            pixmap = icon_pixmap(self._icon, ink, side, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, (self.height() - side) / 2), pixmap)
            if not self._rail:
                painter.setFont(look.font("body_strong"))
                painter.setPen(ink)
                left = look.px(50)
                area = QRectF(left, 0, self.width() - left, self.height())
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.words)
