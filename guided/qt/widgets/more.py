"""The sign that there is more than one sees: at the foot of what scrolls, and it scrolls on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QLinearGradient, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from guided.qt.theme import Look, faded, follow
from guided.qt.widgets.icons import icon_pixmap

MORE = "More below"
_HIGH, _ICON, _GAP = 28, 16, 6  # px at 100 %
_ENOUGH = 8  # px below the edge that are nothing to look for


class MoreBelow(QWidget):
    """Lies over the lower edge of a scroll area as long as there is something below it; a click scrolls on.

    The keyboard needs it not: whatever has the focus is scrolled into sight.
    """

    def __init__(self, look: Look, area: QScrollArea, on_page: bool = False) -> None:
        """`on_page` says that what scrolls lies on the page's ground, not on a card's."""
        super().__init__(area)
        self._look, self._area, self._on_page = look, area, on_page
        self.setAccessibleName(MORE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(self._look_again)
        bar.valueChanged.connect(self._look_again)
        area.viewport().installEventFilter(self)
        follow(look, self._look_again)

    def sizeHint(self) -> QSize:
        return QSize(0, self._look.px(_HIGH))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._look_again()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + bar.pageStep() - self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        ground = theme.canvas if self._on_page else theme.surface
        font = self._look.font("caption_strong")
        side, gap = self._look.px(_ICON), self._look.px(_GAP)
        wide = QFontMetrics(font).horizontalAdvance(MORE)
        left = (self.width() - wide - gap - side) // 2
        fade = QLinearGradient(0, 0, 0, self.height())
        fade.setColorAt(0.0, faded(ground, 0.0))
        fade.setColorAt(0.35, ground)
        fade.setColorAt(1.0, ground)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), fade)
            painter.setFont(font)
            painter.setPen(theme.primary)
            lower = self.rect().adjusted(0, self.height() // 5, 0, 0)
            painter.drawText(
                QRect(left, lower.top(), wide + gap, lower.height()), Qt.AlignmentFlag.AlignVCenter, MORE
            )
            mark = icon_pixmap("chevron-down", theme.primary, side, self.devicePixelRatioF())
            painter.drawPixmap(left + wide + gap, lower.center().y() - side // 2, mark)

    def _look_again(self) -> None:
        bar, room = self._area.verticalScrollBar(), self._area.viewport().geometry()
        high = self.sizeHint().height()
        self.setGeometry(room.left(), room.bottom() + 1 - high, room.width(), high)
        self.setVisible(bar.maximum() - bar.value() > _ENOUGH and room.height() > 3 * high)
        self.raise_()
