"""What stands in the place of the steps while there are none."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from guided.qt.theme import Look
from guided.qt.widgets.button import Button
from guided.qt.widgets.text import Text

_HOW = "No steps yet. Choose an exercise and press Enter, or the plus, or drag it here."
_OR = "Did somebody write your exercises down for you? Take them as they are."


class Beginning(QScrollArea):
    """How to begin, which scrolls in a low window; `import_asked` is for words or a file of somebody else."""

    import_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text(look, _HOW, "body", "ink2"))
        column.addSpacing(8)
        column.addWidget(Text(look, _OR, "body", "ink2"))
        paste = Button(look, "Paste or open them…", "soft", "small", "download")
        paste.clicked.connect(self.import_asked)
        column.addWidget(paste, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
