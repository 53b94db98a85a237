"""A file that was changed meanwhile, beside the draft that would be saved over it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from guided import words
from guided.editing.comparing import Pair
from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.focus import FocusRing
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.stops import ReadingOrder
from guided.qt.widgets.text import Text


class CompareDialog(ReadingOrder, QDialog):
    """Both versions side by side, what differs in strong letters, and what can be done about it."""

    mine_chosen = Signal()
    """Save the draft over the file."""
    theirs_chosen = Signal()
    """Go on with what is in the file."""
    both_chosen = Signal()
    """Save the draft as another routine."""

    def __init__(self, look: Look, pairs: Sequence[Pair], why_not: str, parent: QWidget) -> None:
        """`why_not` says why the file cannot be taken as it is now; then there are no `pairs`."""
        super().__init__(parent)
        self.setWindowTitle("Changed by another program")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = ScrollPage(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        page.header.addWidget(Text(look, "This file was changed by another program", "section"))
        told = "What differs stands out. Nothing is written before you choose."
        page.header.addWidget(Text(look, why_not or told, "body", "ink2"))
        page.header.addSpacing(12)
        buttons = Flow(12, 8)
        self._button(look, buttons, "Save mine over it", "secondary", self.mine_chosen)
        if not why_not:
            self._button(look, buttons, "Take the one in the file", "secondary", self.theirs_chosen)
        both = self._button(look, buttons, "Keep both", "primary", self.both_chosen)
        later = Button(look, "Not now", "text")
        later.clicked.connect(self.reject)
        buttons.add(later)
        page.header.addWidget(buttons)
        grid = nested(page.body, QGridLayout())
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for across, title in enumerate(("In the file", "Yours")):
            grid.addWidget(Text(look, title, "body_strong"), 0, across)
            grid.setColumnStretch(across, 1)
        for number, pair in enumerate(pairs, 1):
            for across, text in enumerate(pair):
                role, colour = ("body", "ink2") if pair.same else ("body_strong", "warn")
                grid.addWidget(Text(look, words.sentence(text) or "–", role, colour), number, across)
        page.body.addStretch()
        FocusRing(look, self)
        room = parent.window().size()
        self.resize(min(look.px(760), room.width() - 40), min(look.px(620), room.height() - 40))
        both.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, look: Look, buttons: Flow, text: str, kind: str, signal: SignalInstance) -> Button:
        button = Button(look, text, kind)
        button.clicked.connect(self.accept)
        button.clicked.connect(signal)
        buttons.add(button)
        return button
