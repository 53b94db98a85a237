"""A caption line: what is heard, in letters."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from guided.qt.play.layout import unit
from guided.qt.play.typesetting import stage_font
from guided.qt.theme import Look, follow

_HIGH, _LETTERS, _SMALLEST = 60, 34, 12  # px at 1280 x 800
_WRAPPED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class CaptionLine(QWidget):
    """A line across the player, or two, readable from three metres; empty while nothing is said.

    Hidden from screen readers, since the words are spoken anyway.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.text = ""
        self._covered = 0
        follow(look, self.update)

    def say(self, text: str) -> None:
        """Show another text, or none."""
        if text != self.text:
            self.text = text
            self.update()

    def keep_clear(self, covered: int) -> None:
        """Keep clear of what covers it at its right, in px."""
        if covered != self._covered:
            self._covered = covered
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
            area = QRectF(self.rect()).adjusted(24 * u, 0, -24 * u - self._covered, 0)
            painter.setFont(caption_font(self.text, area.width(), u))
            painter.setPen(theme.ink)
            painter.drawText(area, _WRAPPED, self.text)


def caption_font(text: str, room: float, u: float) -> QFont:
    """The largest type in which a caption has room in one line, or else in two."""
    sizes = (stage_font(size, 600, u) for size in range(_LETTERS, _SMALLEST, -1))
    return next((font for font in sizes if _has_room(text, font, room, u)), stage_font(_SMALLEST, 600, u))


def _has_room(text: str, font: QFont, room: float, u: float) -> bool:
    area = QRectF(0, 0, room, _HIGH * u)
    return area.contains(QFontMetricsF(font).boundingRect(area, _WRAPPED, text))
