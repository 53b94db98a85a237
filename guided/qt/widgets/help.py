"""When to get help: the signs that ask for it, one click from everywhere."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from guided import safety, words
from guided.qt.theme import Look
from guided.qt.widgets.button import IconButton
from guided.qt.widgets.card import Card
from guided.qt.widgets.focus import FocusRing
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.nest import nested
from guided.qt.widgets.stops import ReadingOrder
from guided.qt.widgets.text import Text

NAME = "When to get help"

_COLOURS: Mapping[safety.Signs, tuple[str, str, str]] = {
    safety.EMERGENCY: ("danger_soft", "danger", "alert-triangle"),
    safety.SAME_DAY: ("warn_soft", "warn", "clock"),
    safety.SOON: ("surface", "ink", "calendar"),
}


class HelpDialog(ReadingOrder, QDialog):
    """The signs, the most urgent ones first; Esc closes it, the arrow keys scroll."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(NAME)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        head = nested(outer, QHBoxLayout())
        head.setContentsMargins(32, 20, 20, 8)
        close = IconButton(look, "x", "Close")
        close.clicked.connect(self.accept)
        head.addWidget(Text(look, NAME, "section", wrap=False), 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(close)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(NAME)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(32, 0, 20, 28)
        column.setSpacing(16)
        for signs in safety.SIGNS:
            column.addWidget(signs_card(look, signs))
        column.addWidget(Text(look, words.NOT_A_DIAGNOSIS, "caption", "ink2"))
        column.addStretch()
        self.area.setWidget(content)
        self.area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        outer.addWidget(self.area, 1)
        FocusRing(look, self)
        self.area.setFocus()
        room = parent.window().size().boundedTo(QGuiApplication.primaryScreen().availableSize())
        self.resize(min(look.px(720), room.width() - 40), min(look.px(760), room.height() - 40))


def signs_card(look: Look, signs: safety.Signs) -> Card:
    """A group of signs: how soon, where to go, and what they are."""
    fill, ink, icon = _COLOURS[signs]
    card = Card(look, padding=20)
    card.set_colours(fill, "line" if ink == "ink" else ink)
    row = nested(card.body, QHBoxLayout())
    row.setSpacing(14)
    row.addWidget(Icon(look, icon, ink, 24), 0, Qt.AlignmentFlag.AlignTop)
    column = nested(row, QVBoxLayout(), 1)
    column.setSpacing(8)
    column.addWidget(Text(look, signs.title, "card_title", ink))
    column.addWidget(Text(look, signs.where, "body"))
    for sign in signs.signs:
        row = nested(column, QHBoxLayout())
        row.setSpacing(8)
        row.addWidget(Text(look, "•", "body", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(look, sign, "body"), 1)
    return card
