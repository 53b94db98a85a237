"""The parts of the editor: side by side, or as many of them at a time as there is room for."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from guided.qt.theme import Look
from guided.qt.widgets.card import Card, Sheet
from guided.qt.widgets.choice import Segmented

_LEFT, _RIGHT, _GAP = 280, 336, 16  # px at 100 %
_TWO = 640  # px at 100 % across, from which two fit side by side
_BOTH, _NAMED = 500, 760  # px at 100 % upright: library and whole fit, and the names of the muscles

_TABS = (("library", "Add"), ("steps", "Steps"), ("dose", "This step"), ("whole", "Whole"))


class Panes(Sheet):
    """Library and whole at the left, steps in the middle, dose at the right.

    `tabs` chooses what is shown where that is not all of it; it is placed by whoever has them. `right` is a
    column with room above the dose.
    """

    roomy = Signal(bool)
    """Whether there is room to name the muscles."""
    cramped = Signal(bool)
    """Whether not all parts are in sight at once."""

    def __init__(self, look: Look, parts: Mapping[str, QWidget]) -> None:
        super().__init__(look)
        self._look, self._parts = look, parts
        self._pane = "steps"
        self._form: tuple[object, ...] = ()
        self._three = True
        self.tabs = Segmented(look, "Parts of the editor", _TABS, "steps")
        self.tabs.chosen.connect(lambda pane: self.show_pane(str(pane)))
        self._across = QHBoxLayout(self)
        self._across.setSpacing(_GAP)
        self._left, self.right = QWidget(), QWidget()
        for column, widgets in (
            (self._left, (parts["library"], parts["whole"])),
            (self.right, (parts["dose"],)),
        ):
            layout = QVBoxLayout(column)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(_GAP)
            for widget in widgets:
                layout.addWidget(widget, int(widget in (parts["library"], parts["dose"])))
        for widget in (self._left, parts["steps"], self.right):
            self._across.addWidget(widget, 1)

    def show_pane(self, pane: str) -> None:
        """Bring a part into sight, if it is not."""
        self._pane = pane
        self._lay_out()

    def arrange(self, side: int, three: bool) -> None:
        """Take the margins at the sides in px; `three` is whether three parts fit side by side."""
        self._three = three
        self._across.setContentsMargins(side, 0, side, 24 if side >= 40 else 12)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        scale = self._look.scale
        margins = self._across.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        columns = 3 if self._three else 2 if room >= _TWO * scale else 1
        high = self.height() / scale
        form = (columns, high >= _BOTH, high >= _NAMED, self._pane, scale)
        if form != self._form:
            self._form = form
            self._show(columns, both=columns == 3 and high >= _BOTH, named=high >= _NAMED)

    def _show(self, columns: int, both: bool, named: bool) -> None:
        shown = self._shown(columns, both)
        for name, widget in self._parts.items():
            widget.setVisible(name in shown)
        self._left.setVisible(bool({"library", "whole"} & shown))
        self.right.setVisible("dose" in shown)
        self.roomy.emit(named or not both)
        self.cramped.emit(not both)
        for column, width in ((self._left, _LEFT), (self.right, _RIGHT)):
            wide = self._look.px(width)
            column.setMinimumWidth(wide if columns == 3 else 0)
            column.setMaximumWidth(wide if columns == 3 else 16_777_215)
        self._show_tabs(columns, both)

    def _shown(self, columns: int, both: bool) -> set[str]:
        if columns == 1:
            return {self._pane}
        if columns == 2:
            return {"steps", self._beside}
        return {"library", "steps", "dose", "whole"} if both else {"steps", "dose", self._at_left}

    @property
    def _beside(self) -> str:
        """What is beside the steps where there is room for one part more."""
        return self._pane if self._pane != "steps" else "dose"

    @property
    def _at_left(self) -> str:
        return "whole" if self._pane == "whole" else "library"

    def _show_tabs(self, columns: int, both: bool) -> None:
        self.tabs.setVisible(not both)
        there = {1: {"steps", "dose"}, 2: {"dose"}}.get(columns, set()) | {"library", "whole"}
        for name in self._parts:
            self.tabs.segment(name).setVisible(name in there)
        self.tabs.choose({1: self._pane, 2: self._beside}.get(columns, self._at_left))


def in_card(look: Look, widget: QWidget) -> Card:
    """A part in a card of its own."""
    card = Card(look, padding=12)
    card.body.addWidget(widget)
    return card
