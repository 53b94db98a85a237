"""The list of keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from guided.qt.theme import Look, follow
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.focus import FocusRing
from guided.qt.widgets.nest import nested
from guided.qt.widgets.scrolling import scroll_area
from guided.qt.widgets.stops import ReadingOrder
from guided.qt.widgets.text import Text

Group = tuple[str, Sequence[tuple[str, str]]]
"""A title, and keys with what they do."""

KEYS: tuple[Group, ...] = (
    (
        "In lists and on the scale",
        (
            ("Arrows", "move"),
            ("Enter", "open"),
            ("Menu  or  Shift+F10", "what can be done with it"),
            ("Delete", "delete a session, with Undo"),
            ("Space", "mark a session, to delete several"),
            ("T", "progress as a table"),
            ("Left, Right", "in a chart: read it out; Enter shows the sessions"),
            ("0 to 9, End", "discomfort 0 to 9, and 10"),
        ),
    ),
)


class KeysDialog(ReadingOrder, QDialog):
    """What a page is for, and a list of all keys; Esc, F1 or ? closes it. `help_asked`: when to get help."""

    help_asked = Signal()

    def __init__(
        self, look: Look, groups: Sequence[Group], parent: QWidget, about: tuple[str, str] | None = None
    ) -> None:
        """`about` is the name of the page one is on and what it is for."""
        super().__init__(parent)
        self.setWindowTitle("Keys")
        self._look = look
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        head = nested(outer, QHBoxLayout())
        head.setContentsMargins(32, 20, 20, 8)
        help_ = Button(look, "When to get help", "text", "small", "help-circle")
        help_.clicked.connect(self._ask_for_help)
        close = IconButton(look, "x", "Close")
        close.clicked.connect(self.accept)
        head.addWidget(Text(look, "Keys", "section", wrap=False), 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(help_)
        head.addWidget(close)
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(32, 0, 32, 28)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        row = 0
        for number, said in enumerate(about or ()):
            role = "body" if number else "card_title"
            grid.addWidget(Text(look, said, role), row + number, 0, 1, 2)
        if about:
            grid.setRowMinimumHeight(2, 8)
            row = 3
        for title, keys in groups:
            grid.addWidget(Text(look, title, "card_title"), row, 0, 1, 2)
            row += 1
            for key, does in keys:
                grid.addWidget(_Key(look, key), row, 0, Qt.AlignmentFlag.AlignLeft)
                grid.addWidget(Text(look, does, "body", "ink2"), row, 1, Qt.AlignmentFlag.AlignVCenter)
                row += 1
            grid.setRowMinimumHeight(row, 8)
            row += 1
        area = scroll_area(content, "List of keys")
        outer.addWidget(area, 1)
        FocusRing(look, self)
        area.setFocus()
        room = parent.size()
        self.resize(min(look.px(680), room.width() - 40), min(look.px(720), room.height() - 40))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F1, Qt.Key.Key_Question):
            self.accept()
        else:
            super().keyPressEvent(event)

    def _ask_for_help(self) -> None:
        self.accept()
        self.help_asked.emit()


class _Key(QWidget):
    """The name of a key, drawn as one."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look, self._name = look, name
        follow(look, self.updateGeometry)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._look.font("caption_strong")).horizontalAdvance(self._name)
        return QSize(width + 24, self._look.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.line2)
            painter.setBrush(theme.surface)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
            painter.setPen(theme.ink)
            painter.setFont(self._look.font("caption_strong"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._name)
