"""What the settings ask of other parts of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Asks(QObject):
    """Requests that a section of the settings cannot meet by itself."""

    introduction = Signal()
    """Ask the questions of the first run once more."""
    export = Signal(str)
    """Write everything that was recorded, as JSON, to this path."""
    erase = Signal()
    """Delete everything that was recorded, for good."""
