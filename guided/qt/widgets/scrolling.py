"""What scrolls up and down on what lies beneath it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scroll_area(content: QWidget, name: str = "") -> QScrollArea:
    """An area that scrolls its content; one with a name is a stop for the keyboard."""
    area = QScrollArea()
    if name:
        area.setAccessibleName(name)
    else:
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll(area, content)
    return area


def scroll(area: QScrollArea, content: QWidget) -> None:
    """Have an area scroll its content up and down, without a frame or a ground of its own."""
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)  # which the area has just turned on
