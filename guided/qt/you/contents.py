"""The list of sections beside the settings."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guided.qt.theme import Look, faded, follow
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.stops import OneStop
from guided.qt.widgets.text import Text

_WIDTH = 220


class Contents(QWidget):
    """The titles of sections one below the other, one stop for the keyboard."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.one_stop = OneStop(self)
        self.setAccessibleName("Sections")
        self._entries = QVBoxLayout(self)
        self._entries.setSpacing(4)
        self._entries.setContentsMargins(0, 0, 0, 0)
        follow(look, self._restyle)

    def add(self, title: str, icon: str) -> Pressable:
        """Add an entry at the end; it is checked while its section is the current one."""
        entry = _Entry(self._look, title, icon)
        self._entries.addWidget(entry)
        return entry

    def _restyle(self) -> None:
        self.setFixedWidth(self._look.px(_WIDTH))


class _Entry(Pressable):
    """A section's icon and title, with a ground of its own while it is checked."""

    radius = 12.0

    def __init__(self, look: Look, title: str, icon: str) -> None:
        super().__init__(look, title)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(12)
        self._icon = Icon(look, icon, "ink2", 20)
        self._title = Text(look, title, "body_strong", "ink2", wrap=False)
        row.addWidget(self._icon)
        row.addWidget(self._title, 1, Qt.AlignmentFlag.AlignVCenter)
        self.toggled.connect(lambda on: self._show_mark(icon, "on_primary_soft" if on else "ink2"))

    def _show_mark(self, icon: str, colour: str) -> None:
        self._icon.show_icon(icon, colour)
        self._title.set_colour(colour)

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(_WIDTH), self.look.px(44))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        clear = faded(theme.line, 0)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            rest = theme.primary_soft if self.isChecked() else clear
            hover = theme.primary_soft if self.isChecked() else faded(theme.primary_soft, 0.7)
            painter.setBrush(self.shade(rest, hover, theme.primary_soft))
            painter.drawRoundedRect(QRectF(self.rect()), self.radius, self.radius)
