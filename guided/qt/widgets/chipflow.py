"""Chips side by side, in as many lines as they take."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from guided.qt.widgets.flow import Flow
from guided.qt.widgets.stops import OneStop

_GAP, _SMALL_GAP = 8, 6


class ChipFlow(Flow):
    """Chips that stay where they are when one is picked; one stop for the keyboard."""

    def __init__(self, name: str, small: bool = False, parent: QWidget | None = None) -> None:
        gap = _SMALL_GAP if small else _GAP
        super().__init__(gap, gap, parent)
        self.one_stop = OneStop(self)
        self.setAccessibleName(name)
