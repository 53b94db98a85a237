"""Chips that filter and tags that describe."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from guided.qt.theme import Look, mixed
from guided.qt.widgets.icons import icon_pixmap
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.text import Text

TAG_HEIGHT, TAG_PADDING, TAG_RADIUS = 28, 10, 8

_HEIGHT, _PADDING, _CHECK, _GAP = 40, 19, 16, 4
SMALL_HEIGHT = 34


class Chip(Pressable):
    """A filter that is on or off; a check mark says so besides the colour. It is as wide off as on."""

    def __init__(self, look: Look, words: str, parent: QWidget | None = None, small: bool = False) -> None:
        self._high = SMALL_HEIGHT if small else _HEIGHT
        super().__init__(look, words, parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def restyle(self) -> None:
        self.radius = self.look.px(self._high) / 2
        super().restyle()

    def sizeHint(self) -> QSize:
        look = self.look
        width = QFontMetrics(look.font("body_strong")).horizontalAdvance(self.words)
        return QSize(width + 2 * look.px(_PADDING), look.px(self._high))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, theme, on = self.look, self.look.theme, self.isChecked()
        fill = theme.primary_soft if on else theme.surface
        ink = theme.on_primary_soft if on else theme.ink
        edge = theme.primary if on else theme.line2
        if not self.isEnabled():
            fill, ink, edge = theme.sunken if on else theme.surface, theme.ink3, theme.line
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(edge)
            painter.setBrush(self.shade(fill, mixed(fill, theme.sunken, 0.5), theme.sunken))
            painter.drawRoundedRect(self.box(), self.radius - 0.5, self.radius - 0.5)
            painter.setFont(look.font("body_strong" if on else "body_medium"))
            painter.setPen(ink)
            side, gap = (look.px(_CHECK), look.px(_GAP)) if on else (0, 0)
            words = painter.fontMetrics().horizontalAdvance(self.words)
            left = (self.width() - words - side - gap) / 2
            if on:
                pixmap = icon_pixmap("check", ink, side, self.devicePixelRatioF())
                painter.drawPixmap(QPointF(left, (self.height() - side) / 2), pixmap)
            area = QRectF(left + side + gap, 0, self.width(), self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.words)


class Tag(Text):
    """A word about a thing, on a sunken ground."""

    def __init__(self, look: Look, words: str, parent: QWidget | None = None) -> None:
        super().__init__(look, words, "caption_medium", "ink2", wrap=False, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = super().sizeHint().width() + 2 * self._look.px(TAG_PADDING)
        return QSize(width, self._look.px(TAG_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_tag(painter, QRectF(self.rect()), self.text(), self._look)


def tag_width(look: Look, words: str) -> int:
    """How wide a tag is."""
    return QFontMetrics(look.font("caption_medium")).horizontalAdvance(words) + 2 * look.px(TAG_PADDING)


def paint_tag(painter: QPainter, area: QRectF, words: str, look: Look) -> None:
    """Paint a tag, as a tag's own widget does."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.theme.sunken)
    painter.drawRoundedRect(area, TAG_RADIUS, TAG_RADIUS)
    painter.setPen(look.theme.ink2)
    painter.setFont(look.font("caption_medium"))
    padding = look.px(TAG_PADDING)
    words = painter.fontMetrics().elidedText(
        words, Qt.TextElideMode.ElideRight, round(area.width() - padding)
    )
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
