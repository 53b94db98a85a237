"""The page on which a movement is made: its words, its poses, its muscles and its pictures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from guided import messages, words
from guided.qt.actions import Act
from guided.qt.movements.muscles import MusclesSection
from guided.qt.movements.pictures import PicturesSection
from guided.qt.movements.poses import PosesSection
from guided.qt.movements.wording import WordsSection
from guided.qt.movements.work import Work
from guided.qt.theme import Look, follow
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.choice import Segmented
from guided.qt.widgets.message import announce
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import page_padding
from guided.qt.widgets.scrolling import scroll_area
from guided.qt.widgets.text import Text

POSES, WORDS, MUSCLES, PICTURES = "poses", "words", "muscles", "pictures"
SECTIONS: tuple[tuple[object, str], ...] = (
    (POSES, "Poses"),
    (WORDS, "Words"),
    (MUSCLES, "Muscles"),
    (PICTURES, "Pictures"),
)
_BESIDE = 760  # px at 100 % from which on things stand side by side
_WANTED: Mapping[str, str] = {
    "name": "Give it a name first, under Words.",
    "start": "Say how it starts first, under Words.",
    "end": "Say how it goes first, under Words.",
    "stop_if": "Say when to stop first, under Words.",
}


class MovementPage(QWidget):
    """A movement in four sections; `saved` and `deleted` ask for that, `back` leaves."""

    back = Signal()
    saved = Signal()
    deleted = Signal()
    hidden = Signal()

    def __init__(self, look: Look, work: Work, folder: Path) -> None:
        """`folder` is the person's own, where pictures are kept."""
        super().__init__()
        self.look, self.work = look, work
        self._outer = QVBoxLayout(self)
        self._outer.setSpacing(12)
        self._make_head()
        self.poses = PosesSection(look, work)
        self.words = WordsSection(look, work)
        self.muscles = MusclesSection(look, work)
        self.pictures = PicturesSection(look, work, folder)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.poses)
        for section in (self.words, self.muscles, self.pictures):
            self._stack.addWidget(scroll_area(section))
        self._outer.addWidget(self._stack, 1)
        work.changed.connect(self._show)
        follow(look, self._measure)
        self._show()
        if not work.movement.name:
            self.sections.segment(WORDS).click()  # type: ignore[attr-defined]  # each is a button
            self.setFocusProxy(self.words.name)

    def offers(self) -> Mapping[str, Act]:
        """What can be done with the movement."""
        offers: dict[str, Act] = {}
        if self.work.stack.canUndo():
            offers["undo"] = self._undo
        if self.work.stack.canRedo():
            offers["redo"] = self._redo
        return offers

    def refuse(self, why: str) -> None:
        """Say why it was not saved."""
        self._trouble.setText(why)
        self._trouble.show()
        announce(self, why)

    def show_section(self, section: str) -> None:
        """Go to a section."""
        self._stack.setCurrentIndex([name for name, _ in SECTIONS].index(section))
        self.sections.choose(section)

    # ------------------------------------------------------------

    def _make_head(self) -> None:
        look = self.look
        back = Button(look, "Back", "link", "small", "arrow-left")
        back.clicked.connect(self.back)
        self.undo_button = IconButton(look, "arrow-back-up", "Undo")
        self.undo_button.clicked.connect(self._undo)
        self.redo_button = IconButton(look, "arrow-forward-up", "Redo")
        self.redo_button.clicked.connect(self._redo)
        self.delete_button = IconButton(look, "trash", "Delete this exercise")
        self.delete_button.clicked.connect(self.deleted)
        self.delete_button.setVisible(bool(self.work.exercise_id))
        self.save_button = Button(look, "Save", "primary")
        self.save_button.clicked.connect(self.saved)
        self._title = Text(look, "", "section", wrap=False)
        self.sections = Segmented(look, "Sections", SECTIONS, POSES)
        self.sections.chosen.connect(lambda section: self.show_section(str(section)))
        self._trouble = Text(look, "", "body", "danger")
        self._trouble.hide()
        first = nested(self._outer, QHBoxLayout())
        first.setSpacing(12)
        first.addWidget(back)
        first.addWidget(self._title, 1)
        for button in (self.undo_button, self.redo_button, self.delete_button, self.save_button):
            first.addWidget(button)
        second = nested(self._outer, QHBoxLayout())
        second.setSpacing(12)
        second.addWidget(self.sections)
        self._wanted = Text(look, "", "caption", "ink2", align=Qt.AlignmentFlag.AlignRight)
        second.addWidget(self._wanted, 1)
        self._outer.addWidget(self._trouble)

    def _show(self) -> None:
        self._trouble.hide()
        self._title.setText(self.work.movement.name or "New exercise")
        problems = self.work.checked.problems
        why = (
            _WANTED.get(problems[0].key) or words.say(messages.MISTAKE_AT, what=problems[0])
            if problems
            else ""
        )
        self.save_button.set_available(not problems, why)
        self._wanted.setText(why)
        self._show_history()

    def _show_history(self) -> None:
        stack = self.work.stack
        undo = words.say(messages.UNDO_WHAT, what=stack.undoText()) if stack.canUndo() else "Undo"
        redo = words.say(messages.REDO_WHAT, what=stack.redoText()) if stack.canRedo() else "Redo"
        self.undo_button.set_words(undo)
        self.undo_button.set_available(stack.canUndo(), "Nothing to undo")
        self.redo_button.set_words(redo)
        self.redo_button.set_available(stack.canRedo(), "Nothing to redo")

    def _undo(self) -> None:
        said = words.say(messages.UNDO_WHAT, what=self.work.stack.undoText())
        self.work.undo()
        announce(self, said)

    def _redo(self) -> None:
        said = words.say(messages.REDO_WHAT, what=self.work.stack.redoText())
        self.work.redo()
        announce(self, said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden.emit()

    def _measure(self) -> None:
        side = page_padding(self, self.look)
        self._outer.setContentsMargins(side, 24 if side >= 40 else 16, side, 16)
        wide = self.width() >= self.look.px(_BESIDE)
        self.words.arrange(wide)
        self.muscles.arrange(wide)
