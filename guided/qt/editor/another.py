"""Another exercise in the place of a step's: searched, seen moving, and taken."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from guided import messages, words
from guided.qt.editor.document import Document
from guided.qt.editor.librarypane import LibraryPane
from guided.qt.editor.preview import Preview
from guided.qt.theme import Look
from guided.qt.widgets.advice import AdviceBox
from guided.qt.widgets.answers import add_answers
from guided.qt.widgets.focus import FocusRing
from guided.qt.widgets.nest import nested
from guided.qt.widgets.stops import ReadingOrder
from guided.qt.widgets.text import Text

_WIDE, _HIGH, _BESIDE = 720, 600, 300  # px at 100 %


class AnotherDialog(ReadingOrder, QDialog):
    """The exercises there are, those like the step's own first, and the one that is marked beside them."""

    chosen = Signal(str)
    """An exercise (id)."""

    def __init__(self, look: Look, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Another exercise")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._document = document
        name, part = document.name_of(document.current), document.part
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Text(look, words.say(messages.IN_PLACE_OF, name=name), "section"))
        self.library = LibraryPane(look, part.exercise if part else None, only_chooses=True)
        self.preview, self._care = Preview(look), AdviceBox(look)
        across = nested(column, QHBoxLayout(), 1)
        across.setSpacing(16)
        across.addWidget(self.library, 1)
        self._beside = QWidget()
        self._beside.setFixedWidth(look.px(_BESIDE))
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.preview)
        beside.addWidget(self._care)
        beside.addStretch()
        across.addWidget(self._beside)
        self.library.seen.connect(self._show_marked)
        self.library.added.connect(self._take)
        add_answers(look, column, ("Use this one", self.library.add_marked), ("Cancel", self.reject))
        room = parent.window().size()
        self._beside.setVisible(room.width() >= look.px(_WIDE))
        self.resize(min(look.px(_WIDE), room.width() - 40), min(look.px(_HIGH), room.height() - 40))
        FocusRing(look, self)
        self._list()
        document.changed.connect(self._list)  # a file of one's own may come or go meanwhile
        self.library.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self) -> None:
        self.library.show_exercises(self._document)

    def _show_marked(self, exercise_id: str) -> None:
        document = self._document
        exercise = document.exercises().get(exercise_id)
        if exercise is None:
            return
        part = document.tried(exercise)
        self.preview.show_exercise(part, document.base, document.settings)
        self._care.say(*(document.care(part) or ("less", "", "")))

    def _take(self, exercise_id: str) -> None:
        self.accept()
        self.chosen.emit(exercise_id)


def ask_another(look: Look, document: Document, parent: QWidget) -> None:
    """Ask for another exercise in the place of that of the step one is at."""
    dialog = AnotherDialog(look, document, parent)
    dialog.chosen.connect(partial(document.put, document.current))
    dialog.open()
