"""Where a routine from elsewhere comes in: pasted or typed into a box, or as a file."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QSizePolicy, QVBoxLayout, QWidget

from guided.qt.theme import Look, follow
from guided.qt.widgets.button import Button
from guided.qt.widgets.field import TextArea
from guided.qt.widgets.flow import Flow
from guided.qt.widgets.focus import FocusRing
from guided.qt.widgets.nest import nested
from guided.qt.widgets.stops import ReadingOrder
from guided.qt.widgets.text import Text

_PROMPT = "1. Hip flexor stretch, kneeling, 3 x 30 s each side\n2. Bridges 3 x 10, hold 5 s"
_HOW = (
    "Paste what your practitioner wrote, one exercise a line. Or open a file: a shared routine, a table, or"
    " what another program exported."
)
_FILES = "Such as from Feeel, OpenHIIT, JAWT, TimeR Machine, Workrave or CalisthenicsMemory"


class PasteDialog(ReadingOrder, QDialog):
    """Asks for words or a file; nothing is saved before it was seen."""

    pasted = Signal(str)
    file_asked = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Import a routine")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Text(look, "Import a routine", "section"))
        column.addWidget(Text(look, _HOW, "body", "ink2"))
        self.box = _Box(look)
        column.addWidget(self.box, 1)
        foot = nested(column, QVBoxLayout())
        buttons = Flow(12, 8)
        foot.addWidget(buttons)
        self.read = Button(look, "Look at it", "primary")
        self.read.clicked.connect(self._take)
        self.read.setEnabled(False)
        self.box.textChanged.connect(lambda: self.read.setEnabled(bool(self.box.toPlainText().strip())))
        paste = Button(look, "Paste", "soft", icon="copy")
        paste.setVisible(QGuiApplication.clipboard().mimeData().hasText())
        paste.clicked.connect(self._paste)
        file = Button(look, "Open a file…", "secondary", icon="download")
        file.set_tip(_FILES)
        file.clicked.connect(self._ask_for_file)
        close = Button(look, "Not now", "text")
        close.clicked.connect(self.reject)
        for button in (self.read, paste, file, close):
            buttons.add(button)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._take)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        FocusRing(look, self)
        room = parent.window().size()
        self.resize(min(look.px(640), room.width() - 40), min(look.px(520), room.height() - 40))
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _paste(self) -> None:
        self.box.paste()
        self.read.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        text = self.box.toPlainText()
        if text.strip():
            self.accept()
            self.pasted.emit(text)

    def _ask_for_file(self) -> None:
        self.accept()
        self.file_asked.emit()


class _Box(TextArea):
    """A box as large as there is room for, and for a mail of any length."""

    longest = 200_000

    def __init__(self, look: Look) -> None:
        super().__init__(look, "The exercises", _PROMPT)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        follow(look, self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self._look.px(96))
