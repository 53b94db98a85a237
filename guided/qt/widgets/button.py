"""Buttons with words, and buttons with an icon only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from guided.qt.theme import Look, faded, mixed
from guided.qt.widgets.icons import icon_pixmap
from guided.qt.widgets.pressable import Pressable

_GAP = 10  # between icon and words
_WRAPPED = 8  # px round words of several lines
_FAINT = 0.5  # of the ink of an icon that does nothing now: it has no words to be read


class _Size(NamedTuple):
    height: int
    radius: int
    role: str
    icon: int
    padding: int


SIZES: Mapping[str, _Size] = {
    "slim": _Size(36, 12, "body_strong", 20, 8),
    "small": _Size(40, 12, "body_strong", 20, 14),
    "normal": _Size(48, 14, "body_strong", 20, 20),
    "large": _Size(56, 16, "card_title", 22, 28),
}
KINDS = ("primary", "secondary", "soft", "text", "quiet", "link")


class Button(Pressable):
    """A button with words.

    One primary per page; secondary beside it; soft inside a card; text and quiet (grey) where a frame would
    be too heavy; link, aligned as text, to go somewhere. One that `wraps` has
    no icon, and more lines where it is narrow.
    """

    def __init__(
        self,
        look: Look,
        words: str,
        kind: str = "secondary",
        size: str = "normal",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._wraps = False
        assert kind in KINDS, kind
        self._kind, self._size, self._icon = kind, SIZES[size], icon
        self._icon_after = False
        super().__init__(look, words, parent)
        self.radius = float(self._size.radius)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str, after: bool = False) -> None:
        """Show another icon, before or after the words."""
        self._icon, self._icon_after = icon, after
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: str) -> None:
        """Give it another weight."""
        assert kind in KINDS, kind
        self._kind = kind
        self.updateGeometry()
        self.update()

    def set_size(self, size: str) -> None:
        """Give it another size."""
        self._size = SIZES[size]
        self.radius = float(self._size.radius)
        self.updateGeometry()
        self.update()

    def wrap(self) -> None:
        """Have it take more lines where its words have no room in one."""
        self._wraps = True
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, width - 2 * _WRAPPED, 0)
        metrics = QFontMetrics(self.look.font(self._size.role))
        lines = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, self.words).height()
        return max(lines + 2 * _WRAPPED, self.look.px(self._size.height))

    def sizeHint(self) -> QSize:
        look, size = self.look, self._size
        width = QFontMetrics(look.font(size.role)).horizontalAdvance(self.words)
        if self._icon:
            width += look.px(size.icon) + look.px(_GAP)
        padding = 1 if self._kind == "link" else 12 if self._kind in ("text", "quiet") else size.padding
        height = look.px(size.height)
        return QSize(max(width + 2 * look.px(padding), height), height)

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()
        return QSize(min(wanted.width(), self.look.px(120)), wanted.height()) if self._wraps else wanted

    def paintEvent(self, event: QPaintEvent) -> None:
        look, theme, size = self.look, self.look.theme, self._size
        clear = faded(theme.primary_soft, 0)
        fills = {
            "primary": (theme.primary, theme.primary_hover, theme.primary_press),
            "secondary": (theme.surface, mixed(theme.surface, theme.sunken, 0.7), theme.sunken),
            "soft": (
                theme.primary_soft,
                mixed(theme.primary_soft, theme.primary, 0.1),
                mixed(theme.primary_soft, theme.primary, 0.2),
            ),
            "text": (clear, faded(theme.primary_soft, 0.7), theme.primary_soft),
            "quiet": (clear, faded(theme.sunken, 0.8), theme.sunken),
            "link": (clear, clear, clear),
        }
        inks = {
            "primary": theme.on_primary,
            "secondary": theme.ink,
            "soft": theme.on_primary_soft,
            "text": theme.on_primary_soft,
            "quiet": theme.ink2,
            "link": theme.on_primary_soft,
        }
        framed = self._kind not in ("text", "quiet", "link")
        ink = inks[self._kind] if self.isEnabled() else theme.ink3
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            lined = self._kind == "secondary" or (framed and not self.isEnabled())
            painter.setPen(Qt.PenStyle.NoPen)
            if not self.isEnabled():
                painter.setBrush(theme.sunken if framed else clear)
            else:
                painter.setBrush(self.shade(*fills[self._kind]))
            if lined:
                painter.setPen(theme.line2 if self.isEnabled() else theme.line)
            painter.drawRoundedRect(self.box(1.0 if lined else 0.0), self.radius, self.radius)
            painter.setPen(ink)
            font = QFont(look.font(size.role))
            font.setUnderline(self._kind == "link" and self.underMouse())
            painter.setFont(font)
            side, gap = (look.px(size.icon), look.px(_GAP)) if self._icon else (0, 0)
            metrics = painter.fontMetrics()
            if self._wraps and self.width() < self.sizeHint().width():
                wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(self.rect().adjusted(_WRAPPED, 0, -_WRAPPED, 0), wrapped, self.words)
                return
            room = self.width() - side - gap - (0 if self._kind == "link" else 12)
            words = metrics.elidedText(self.words, Qt.TextElideMode.ElideRight, room)
            wide = metrics.horizontalAdvance(words)
            left = (self.width() - wide - side - gap) / 2
            middle = self.height() / 2
            words_left, icon_left = (
                (left, left + wide + gap) if self._icon_after else (left + side + gap, left)
            )
            painter.drawText(
                QRectF(words_left, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, words
            )
            if self._icon:
                pixmap = icon_pixmap(self._icon, ink, side, self.devicePixelRatioF())
                painter.drawPixmap(QPointF(icon_left, middle - side / 2), pixmap)


class IconButton(Pressable):
    """A square button with an icon only; its words are tool tip and accessible name."""

    def __init__(
        self,
        look: Look,
        icon: str,
        words: str,
        size: int = 48,
        icon_size: int = 22,
        kind: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        self._icon, self._size, self._icon_size, self._kind = icon, size, icon_size, kind
        self._colour = ""
        super().__init__(look, words, parent)
        self.radius = 12.0 if size < 48 else 14.0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        """Change its words, and so its tool tip."""
        super().set_words(words)
        self.set_tip(words)

    def set_icon(self, icon: str) -> None:
        """Show another icon."""
        self._icon = icon
        self.update()

    def set_colour(self, colour: str) -> None:
        """Set the icon's colour, by its name in the theme."""
        self._colour = colour
        self.update()

    def set_size(self, size: int) -> None:
        """Set its size, in px at 100 %."""
        self._size = size
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        side = self.look.px(self._size)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        ink, edge = theme.colour(self._colour or "ink2"), theme.line2
        if self._kind == "primary":
            fill = self.shade(theme.primary, theme.primary_hover, theme.primary_press)
            ink = theme.on_primary
        elif self._kind == "secondary":
            fill = self.shade(theme.surface, mixed(theme.surface, theme.sunken, 0.7), theme.sunken)
            ink = theme.ink
        else:
            fill = self.shade(faded(theme.line, 0), faded(theme.line, 0.5), theme.line)
        if not self.isEnabled():
            fill = faded(theme.line, 0) if self._kind == "text" else theme.sunken
            ink, edge = faded(theme.ink3, _FAINT), theme.line
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(edge if self._kind == "secondary" else Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            lined = self._kind == "secondary"
            painter.drawRoundedRect(self.box(1.0 if lined else 0.0), self.radius, self.radius)
            side = self.look.px(self._icon_size)
            pixmap = icon_pixmap(self._icon, ink, side, self.devicePixelRatioF())
            painter.drawPixmap(QPointF((self.width() - side) / 2, (self.height() - side) / 2), pixmap)


def in_a_row(*buttons: QWidget) -> QWidget:
    """Buttons side by side, that stay so however little room there is."""
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(12)
    for button in buttons:
        across.addWidget(button)
    return row
