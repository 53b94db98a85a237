"""A caption line: what is heard, in letters."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from guided.qt.play.layout import unit
from guided.qt.play.typesetting import stage_font
from guided.qt.theme import Look, follow

_HIGH, _LETTERS, _LEAST = 60, 34, 24  # px at 1280 x 800


class CaptionLine(QWidget):
    """One line across the player, readable from three metres; empty while nothing is said.

    Hidden from screen readers, since the words are spoken anyway.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.text = ""
        follow(look, self.update)

    def say(self, text: str) -> None:
        """Show another text, or none."""
        if text != self.text:
            self.text = text
            self.update()

    def height_at(self, width: int, height: int) -> int:
        """Its height in a player of a size, in px."""
        return round(_HIGH * unit(width, height))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.text:
            return  # the stage shows through
        theme, u = self._look.theme, self.height() / _HIGH
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.surface)
            area = QRectF(self.rect()).adjusted(24 * u, 0, -24 * u, 0)
            font = stage_font(_LETTERS, 600, u)
            wide = QFontMetricsF(font).horizontalAdvance(self.text)
            if wide > area.width():
                font = stage_font(max(_LEAST, _LETTERS * area.width() / wide), 600, u)
            painter.setFont(font)
            painter.setPen(theme.ink)
            text = QFontMetricsF(font).elidedText(self.text, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
