"""The page of the editor: library, steps and dose, side by side or one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from guided import messages, words
from guided.editing import edits
from guided.editing.suggestions import Suggestion
from guided.qt.actions import Act, does, hint
from guided.qt.editor.another import ask_another
from guided.qt.editor.beginning import Beginning
from guided.qt.editor.carrying import Carrying
from guided.qt.editor.document import Document
from guided.qt.editor.dosepane import DosePane, pass_on_undo
from guided.qt.editor.librarypane import LibraryPane
from guided.qt.editor.panes import Panes, in_card
from guided.qt.editor.preview import Preview
from guided.qt.editor.steplist import StepList
from guided.qt.editor.whole import SuggestionBar, WholeCard, length_in_words
from guided.qt.theme import Look, follow
from guided.qt.widgets.advice import AdviceBox
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.card import Card
from guided.qt.widgets.field import LineField, TitleField
from guided.qt.widgets.message import announce
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import page_padding
from guided.qt.widgets.text import Text


class EditorPage(QWidget):
    """Edits a document. `save_asked` and `cancelled` are for whoever has its file."""

    back = Signal()
    cancelled = Signal()
    save_asked = Signal()
    compare_asked = Signal()
    import_asked = Signal()
    movement_asked = Signal(str, object)
    """A movement of one's own is wanted: like an exercise (id), or a new one (""); and who is told its id."""
    hidden = Signal()

    def __init__(self, look: Look, document: Document) -> None:
        super().__init__()
        self.look, self.document = look, document
        self.library = LibraryPane(look)
        self.library.added.connect(self.add)
        self.library.movement_asked.connect(lambda like: self._ask_movement(like, self.add))
        self.library.seen.connect(self._preview_exercise)
        self.steps = StepList(look, document)
        self.steps.add_asked.connect(self._go_to_library)
        self.steps.opened.connect(self._go_to_dose)
        self.steps.mine_asked.connect(self._make_mine)
        self.steps.other_asked.connect(partial(ask_another, look, document, self))
        self.dose = DosePane(look, document)
        self.dose.twice_asked.connect(lambda: self.steps.do("step-twice"))
        self.dose.out_asked.connect(lambda: self.steps.do("step-out"))
        self.dose.mine_asked.connect(self._make_mine)
        self.dose.other_asked.connect(partial(ask_another, look, document, self))
        self.preview = Preview(look)
        for show in (self._show_step, self.dose.show_step):
            self.steps.entered.connect(show)
        self.whole = WholeCard(look, document)
        self.suggestions = SuggestionBar(look, document)
        self.suggestions.taken.connect(self._take)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._make_head()
        self._steps_card = self._make_steps_card()
        Carrying(self.library.list, self.steps, self._steps_card, self.add)
        self.panes = Panes(
            look,
            {
                "library": in_card(look, self.library),
                "steps": self._steps_card,
                "dose": in_card(look, self.dose),
                "whole": self.whole,
            },
        )
        self.panes.roomy.connect(self.whole.show_muscles)
        self.panes.cramped.connect(self._show_cramped)
        self._below.addWidget(self.panes.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.panes, 1)
        if not document.draft.cards:
            self.panes.show_pane("library")  # which is what one needs first, where not all is in sight
        self.setFocusProxy(self.steps if document.draft.cards else self.name)
        self.show_library()
        document.changed.connect(self._show)
        document.moved.connect(self._show_step)
        document.stack.indexChanged.connect(lambda _: self._show_undo())
        self.suggestions.show_suggestions()
        self._show()
        self._show_undo()
        follow(look, self._arrange)

    # ------------------------------------------------------------ what one can do

    def offers(self) -> Mapping[str, Act]:
        """What can be done here."""
        stack = self.document.stack
        offers: dict[str, Act] = {
            "back": self.back.emit,
            "save": self.save_asked.emit,
            "search": self._go_to_library,
            "play-step": self.preview.toggle,
            **self.steps.offers,
        }
        if stack.canUndo():
            offers["undo"] = self.undo
        if stack.canRedo():
            offers["redo"] = self.redo
        return offers

    def undo(self) -> None:
        """Take back the last edit, and say which it was."""
        said = words.say(messages.UNDONE, what=self.document.stack.undoText())
        self.document.stack.undo()
        announce(self, said)

    def redo(self) -> None:
        """Do again what was taken back."""
        said = words.say(messages.REDONE, what=self.document.stack.redoText())
        self.document.stack.redo()
        announce(self, said)

    def add(self, exercise_id: str, at: int | None = None) -> None:
        """Add an exercise at a place, counted from 0, or else after the step one is at."""
        document = self.document
        exercise = document.exercises().get(exercise_id)
        if exercise is None:
            return
        key = document.current
        after = document.draft.place(key) + 1 if key else None
        edit = edits.added(document.draft, exercise, after if at is None else at)
        if not edit.words:
            self.say_trouble("A routine has at most 200 steps.")
            return
        document.make(edit)
        place = document.draft.place(edit.key) + 1
        announce(self, words.say(messages.ADDED_AS, name=exercise.name, number=place))

    def show_library(self) -> None:
        """List the exercises there are now."""
        self.library.show_exercises(self.document)

    def _ask_movement(self, like: str, then: Callable[[str], object]) -> None:
        """Ask for a movement like another; one of the person's own is changed, and nothing comes then."""
        own = ("exercises", like) in self.document.library.own
        self.movement_asked.emit(like, (lambda _: None) if own else then)

    def _make_mine(self) -> None:
        """Have the exercise of the step one is at made one's own, to be there in its place."""
        document, key = self.document, self.document.current
        if key:
            self._ask_movement(document.draft.card(key).step.exercise, partial(document.put, key))

    def say_trouble(self, sentence: str, compare: bool = False) -> None:
        """Show what is in the way, above everything; with `compare` a button that shows both versions."""
        self.trouble.say("less", "", sentence)
        self._compare.setVisible(compare and bool(sentence))
        self.trouble.show_buttons(compare and bool(sentence))

    def show_first_problem(self) -> None:
        """Go to what keeps the draft from being saved."""
        found = self.document.checked
        if found.at:
            self.document.go_to(next(iter(found.at)))
            self.panes.show_pane("dose")
            self.say_trouble("A step is not right yet. What is wrong is said beside it.")
        elif not self.document.draft.name.strip():
            self.say_trouble("Give it a name first.")
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.document.draft.cards:
            self.say_trouble("Add an exercise first.")
            self._go_to_library()
        else:
            self.say_trouble(" ".join(found.elsewhere))

    # ------------------------------------------------------------ what is shown

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _show(self) -> None:
        document = self.document
        if self.name.text() != document.draft.name:
            self.name.setText(document.draft.name)
            self.name.setCursorPosition(0)
        if self.goal.text() != document.draft.goal:
            self.goal.setText(document.draft.goal)
            self.goal.setCursorPosition(0)
        count = words.say(messages.EXERCISES, n=len(document.draft.cards))
        self._summary.setText(words.joined(length_in_words(document), count))
        self._empty.setVisible(not document.draft.cards)
        self.steps.setVisible(bool(document.draft.cards))
        self._show_step()

    def _show_step(self) -> None:
        self.preview.show_part(self.document.part, self.document.base, self.document.settings)

    def _show_undo(self) -> None:
        stack = self.document.stack
        if not isValid(stack):  # it empties itself as it goes
            return
        for button, text, can, name in (
            (self._undo, stack.undoText(), stack.canUndo(), messages.UNDO_WHAT),
            (self._redo, stack.redoText(), stack.canRedo(), messages.REDO_WHAT),
        ):
            button.set_words(
                words.say(name, what=text) if can else hint("undo" if button is self._undo else "redo")
            )
            button.setEnabled(can)
        self.say_trouble("")

    def _preview_exercise(self, exercise_id: str) -> None:
        document = self.document
        exercise = document.exercises().get(exercise_id)
        if exercise is not None and self.preview.isVisible():
            part = document.tried(exercise)
            self.preview.show_exercise(part, document.base, document.settings)
            self.dose.show_exercise(part)

    def _take(self, suggestion: Suggestion) -> None:
        if suggestion.make is not None:
            self.document.make(suggestion.make())

    # ------------------------------------------------------------ the keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Enter in the name goes on to the steps.
        pressed = (
            event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        )
        if watched is not self.name or pressed not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        (self.steps if self.document.draft.cards else self.library.search).setFocus()
        return True

    def _go_to_library(self) -> None:
        self.panes.show_pane("library")
        self.library.focus_search()

    def _go_to_dose(self) -> None:
        self.panes.show_pane("dose")
        for stepper in self.dose.numbers.values():
            if stepper.isVisible():
                stepper.setFocus(Qt.FocusReason.TabFocusReason)
                stepper.selectAll()
                return

    # ------------------------------------------------------------ its parts

    def _make_head(self) -> None:
        look = self.look
        self._head = nested(self._column, QHBoxLayout())
        self._head.setSpacing(8)
        back = IconButton(look, "arrow-left", hint("back"))
        back.clicked.connect(self.back)
        self.name = TitleField(look, "Name of the routine", "Name of the routine")
        self.name.textEdited.connect(
            lambda text: self.document.make(edits.renamed(self.document.draft, text))
        )
        self.name.installEventFilter(self)
        pass_on_undo(self.name)
        self._undo = IconButton(look, "arrow-back-up", hint("undo"))
        self._undo.clicked.connect(self.undo)
        self._redo = IconButton(look, "arrow-forward-up", hint("redo"))
        self._redo.clicked.connect(self.redo)
        self._cancel = Button(look, "Cancel")
        self._cancel.clicked.connect(self.cancelled)
        self.save = Button(look, "Save routine", "primary")
        self.save.clicked.connect(self.save_asked)
        does(self.save, "save")
        for part in (back, self.name, self._undo, self._redo, self._cancel, self.save):
            self._head.addWidget(part, int(part is self.name))
        self.trouble = AdviceBox(look)
        self._compare = Button(look, "Compare", size="small")
        self._compare.clicked.connect(self.compare_asked)
        self.trouble.add_button(self._compare)
        self._below = nested(self._column, QVBoxLayout())
        self._below.setSpacing(12)
        self._below.addWidget(self.trouble)

    def _make_steps_card(self) -> Card:
        look, card = self.look, Card(self.look, padding=12)
        body = card.body
        body.setSpacing(8)
        self.goal = LineField(look, "What it is for", "What it is for, in one sentence")
        self.goal.textEdited.connect(
            lambda text: self.document.make(edits.with_goal(self.document.draft, text))
        )
        self.goal.setMaxLength(2000)
        pass_on_undo(self.goal)
        body.addWidget(self.goal)
        self._summary = Text(look, "", "caption_strong", "ink2")
        body.addWidget(self._summary)
        self._empty = Beginning(look)
        self._empty.import_asked.connect(self.import_asked)
        body.addWidget(self._empty, 1)
        body.addWidget(self.steps, 1)
        body.addWidget(self.suggestions)
        return card

    def _show_cramped(self, cramped: bool) -> None:
        """With little room the steps have it to themselves, and the preview scrolls with the form."""
        self.goal.setVisible(not cramped)
        self._summary.setVisible(cramped)
        self.whole.set_scrolls(cramped)
        (self.whole.body if cramped else self._steps_card.body).addWidget(self.suggestions)
        above = self.dose.above if cramped else self.panes.right.layout()
        assert isinstance(above, QVBoxLayout)
        above.insertWidget(0, self.preview)
        self.preview.set_colours("surface", "surface" if cramped else "line")

    def _arrange(self) -> None:
        side = page_padding(self, self.look)
        roomy = self.look.is_wide(self)
        self._head.setContentsMargins(side, 24 if side >= 40 else 12, side, 0)
        self._below.setContentsMargins(side, 0, side, 0)
        self.panes.arrange(side, roomy)
        self._cancel.setVisible(roomy)
        self.name.show_role("page_title" if roomy else "section")
        self.save.set_words("Save routine" if roomy else "Save")
