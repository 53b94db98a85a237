"""Cards: raised sheets with rounded corners, and the shadow under them."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from guided.qt.theme import Look, follow, mixed
from guided.qt.widgets.pressable import Pressable

RADIUS = 20
PADDING = 24

_REACH = 26  # how far the shadow goes beyond the card
_SHADOW = QColor("#3B2F1A")


class Sheet(QWidget):
    """The ground that cards lie on: it paints their shadows, which reach beyond them."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look.theme.flat:
            return
        with QPainter(self) as painter:
            for card in (*self.findChildren(Card), *self.findChildren(CardButton)):
                if card.isVisible():
                    area = QRect(card.mapTo(self, QPoint(0, 0)), card.size())
                    if area.adjusted(-_REACH, -_REACH, _REACH, _REACH).intersects(event.rect()):
                        paint_shadow(painter, area, self.devicePixelRatioF())


class Card(QWidget):
    """A card with a column of widgets in it; `body` is that column."""

    def __init__(self, look: Look, padding: int = PADDING, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._fill, self._line = "surface", "line"
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(0)
        follow(look, self.update)

    def set_colours(self, fill: str, line: str) -> None:
        """Draw it in other colours, as a warning is."""
        self._fill, self._line = fill, line
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        with QPainter(self) as painter:
            paint_card(painter, self.rect(), theme.colour(self._fill), theme.colour(self._line))

    def moveEvent(self, event: QMoveEvent) -> None:
        _renew_shadow(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        _renew_shadow(self)

    def showEvent(self, event: QShowEvent) -> None:
        _renew_shadow(self)

    def hideEvent(self, event: QHideEvent) -> None:
        _renew_shadow(self)


class CardButton(Pressable):
    """A card that is pressed as a whole: one focus stop, with a column of widgets in it."""

    radius = float(RADIUS)

    def __init__(self, look: Look, words: str, padding: int = PADDING, parent: QWidget | None = None) -> None:
        super().__init__(look, words, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # A button is by itself never narrower than it likes to be; the texts on a card wrap.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        with QPainter(self) as painter:
            paint_card(
                painter,
                self.rect(),
                self.shade(theme.surface, theme.surface, theme.sunken),
                self.shade(theme.line, theme.line2, theme.line2),
            )

    def moveEvent(self, event: QMoveEvent) -> None:
        _renew_shadow(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        _renew_shadow(self)

    def showEvent(self, event: QShowEvent) -> None:
        _renew_shadow(self)

    def hideEvent(self, event: QHideEvent) -> None:
        _renew_shadow(self)


def paint_card(painter: QPainter, area: QRect, fill: QColor, line: QColor, radius: float = RADIUS) -> None:
    """Paint a card's sheet and its edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(line)
    painter.setBrush(fill)
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def paint_shadow(painter: QPainter, area: QRect, ratio: float = 1.0) -> None:
    """Paint the shadow of a card that covers `area`; the card itself goes on top."""
    patch = _shadow(ratio)
    side = patch.width() / ratio
    corner = (side - 2) / 2
    outer = QRectF(area).adjusted(-_REACH, -_REACH, _REACH, _REACH)
    xs = (outer.left(), outer.left() + corner, outer.right() - corner, outer.right())
    ys = (outer.top(), outer.top() + corner, outer.bottom() - corner, outer.bottom())
    cuts = (0.0, corner, corner + 2, side)
    for row in range(3):
        for column in range(3):
            if row == column == 1:
                continue
            source = QRectF(
                cuts[column] * ratio,
                cuts[row] * ratio,
                (cuts[column + 1] - cuts[column]) * ratio,
                (cuts[row + 1] - cuts[row]) * ratio,
            )
            target = QRectF(xs[column], ys[row], xs[column + 1] - xs[column], ys[row + 1] - ys[row])
            painter.drawPixmap(target, patch, source)


def shadow_area(area: QRect) -> QRect:
    """What a card and its shadow cover."""
    return area.adjusted(-_REACH, -_REACH, _REACH, _REACH)


def picture_ground(look: Look) -> QColor:
    """What a picture at the head of a card stands on."""
    return mixed(look.theme.sunken, look.theme.surface, 0.12)


@lru_cache(maxsize=4)
def _shadow(ratio: float) -> QPixmap:
    """A shadow whose nine parts are stretched to any size.

    Many rounded rectangles laid over each other, each very faint, make the blur; eight bits a
    colour would lose them.
    """
    core = 2 * RADIUS + 2
    side = core + 2 * _REACH
    pixels = round(side * ratio)
    image = QImage(pixels, pixels, QImage.Format.Format_RGBA64_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    area = QRectF(_REACH, _REACH, core, core)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for down, blur, opacity in ((6.0, 20.0, 0.06), (1.0, 2.0, 0.05)):
            steps = [blur * (i / 12 - 1) for i in range(25)]
            weights = [math.exp(-2 * (step / blur) ** 2) for step in steps]
            for step, weight in zip(steps, weights, strict=True):
                colour = QColor(_SHADOW)
                colour.setAlphaF(opacity * weight / sum(weights))
                painter.setBrush(colour)
                radius = max(RADIUS + step, 1.0)
                painter.drawRoundedRect(area.adjusted(-step, down - step, step, down + step), radius, radius)
    return QPixmap.fromImage(image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied))


def _renew_shadow(card: QWidget) -> None:
    """The shadow lies outside the card, where Qt repaints nothing by itself."""
    parent = card.parentWidget()
    if parent is not None:
        parent.update()
