"""A programme of one's own: sessions in an order, days of rest, re-tests, and when to move on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout, QWidget

from guided import messages, words
from guided.editing import programmes as edits
from guided.editing.programmes import Change, Plan, Planned
from guided.programme import MOST_SESSIONS
from guided.qt.actions import Act
from guided.qt.programmes.choices import Choice, ChoicesCard
from guided.qt.programmes.planrow import PlanRow
from guided.qt.programmes.rulescard import RulesCard
from guided.qt.theme import Look
from guided.qt.widgets.button import Button, IconButton, in_a_row
from guided.qt.widgets.card import Card
from guided.qt.widgets.field import LineField
from guided.qt.widgets.message import announce
from guided.qt.widgets.nest import nested
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.text import Text


class _Made(QUndoCommand):
    """A change that was made."""

    def __init__(self, page: ProgrammeEditor, change: Change) -> None:
        super().__init__(change.words)
        self._page, self._before, self._after = page, page.plan, change.plan

    def redo(self) -> None:
        self._page.take(self._after)

    def undo(self) -> None:
        self._page.take(self._before)


class ProgrammeEditor(ScrollPage):
    """What is to be done, one after the other; `saved` has the Plan."""

    back = Signal()
    saved = Signal(object)
    changed = Signal()
    hidden = Signal()

    def __init__(
        self,
        look: Look,
        choices: Sequence[Choice],
        measures: Mapping[str, str],
        plan: Plan | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`measures` has the names of what can be measured, by their ids; `plan` is what is edited."""
        super().__init__(look, parent)
        self._choices = {choice.id: choice for choice in choices}
        self._measures = measures
        self.plan = self.draft = plan or Plan()
        """The plan, and the same with what is being typed."""
        self._before = self.plan
        self.is_changed = False
        """Whether there is anything in it that is not saved."""
        self.stack = QUndoStack(self)
        self.rows: list[PlanRow] = []
        """The rows of the sessions, in their order."""
        self._row_of: dict[int, PlanRow] = {}
        self._selected = 0  # the key of a session
        self.add_way_back("Programmes", self.back)
        self.undo_button = IconButton(look, "arrow-back-up", "Undo")
        self.undo_button.clicked.connect(self.undo)
        self.redo_button = IconButton(look, "arrow-forward-up", "Redo")
        self.redo_button.clicked.connect(self.redo)
        self.save = Button(look, "Save programme", "primary")
        self.save.clicked.connect(self._save)
        title = "Edit the programme" if plan else "New programme"
        self.add_head(title, in_a_row(self.undo_button, self.redo_button, self.save))
        self._trouble = Text(look, "", "body", "danger")
        self._trouble.hide()
        self.header.addWidget(self._trouble)
        self._columns = nested(self.body, QBoxLayout(QBoxLayout.Direction.LeftToRight))
        self._columns.setSpacing(24)
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(24)
        self._columns.addWidget(left, 3)
        there = ChoicesCard(look, choices)
        there.chosen.connect(self.add)
        self.search, self.add_buttons = there.search, there.buttons
        self._columns.addWidget(there, 2)
        self._columns.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._make_form()
        self.body.addStretch()
        for key, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            self._on_key(key, partial(self._move_selected, by))
        self._on_key("Delete", self._remove_focused)
        self.setFocusProxy(self.name)
        self.wide_changed.connect(self._arrange)
        self._arrange(self.wide)
        self.take(self.plan)
        self._tell()

    @property
    def order(self) -> list[str]:
        """The routines in it, by their ids; "" for steps of its own."""
        return [one.routine for one in self.plan.sessions]

    def offers(self) -> Mapping[str, Act]:
        """What can be done here."""
        offers: dict[str, Act] = {"back": self.back.emit}
        if self.save.isEnabled():
            offers["save"] = self._save
        if self.stack.canUndo():
            offers["undo"] = self.undo
        if self.stack.canRedo():
            offers["redo"] = self.redo
        return offers

    def undo(self) -> None:
        """Take back the last change, and say which."""
        said = words.say(messages.UNDONE, what=self.stack.undoText())
        self.stack.undo()
        self._tell()
        announce(self, said)

    def redo(self) -> None:
        """Make again what was taken back."""
        said = words.say(messages.REDONE, what=self.stack.redoText())
        self.stack.redo()
        self._tell()
        announce(self, said)

    def add(self, routine_id: str) -> None:
        """Put a routine at the end."""
        name = self._choices[routine_id].name
        if self._make(edits.added(self.plan, routine_id, name)):
            announce(self, words.say(messages.ADDED_AS, name=name, number=len(self.rows)))

    def reorder(self, place: int, by: int) -> None:
        """Move the session at a place, counted from 0, up or down."""
        session = self.plan.sessions[place]
        name = self._name_of(session)
        if self._make(edits.moved(self.plan, session.key, by, name)):
            self.rows[place + by].setFocus(Qt.FocusReason.ShortcutFocusReason)
            announce(self, words.say(messages.MOVED_TO, name=name, number=place + by + 1))

    def remove(self, place: int) -> None:
        """Take out the session at a place, counted from 0."""
        session = self.plan.sessions[place]
        self._make(edits.removed(self.plan, session.key, self._name_of(session)))
        after = self.rows[min(place, len(self.rows) - 1)] if self.rows else self.name
        after.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on_with(self, plan: Plan) -> bool:
        """Show what was not saved, which Undo takes back; whether it is anything else than what is there."""
        self._rename()  # what is being typed is a change of its own, before this one
        return self._make(Change("What was not saved", plan))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden.emit()

    def refuse(self, why: str) -> None:
        """Say why it was not saved."""
        self._trouble.setText(why)
        self._trouble.show()
        announce(self, why)

    def take(self, plan: Plan) -> None:
        """Show a plan: for what is undone and done again."""
        self.plan = plan
        if self.name.text().strip() != plan.name:
            self.name.setText(plan.name)
        self.rules.show_rules(plan.rules)
        self._show_order()

    # ------------------------------------------------------------ inside

    def _make(self, change: Change) -> bool:
        """Make a change, unless there is none; whether it was made."""
        if not change.words or change.plan == self.plan:
            return False
        if change.plan.name == self.plan.name:
            self._rename()  # what is being typed is a change of its own, before this one
            change = change._replace(plan=replace(change.plan, name=self.plan.name))
        self.stack.push(_Made(self, change))
        self._tell()
        return True

    def _name_of(self, session: Planned) -> str:
        choice = self._choices.get(session.routine)
        return choice.name if choice else session.name or session.routine

    def _make_form(self) -> None:
        look = self.look
        card = Card(look)
        card.body.setSpacing(8)
        card.body.addWidget(Text(look, "Name", "body_strong"))
        self.name = LineField(look, "Name", "For example, Hips and core")
        self.name.textChanged.connect(lambda _: self._tell())
        self.name.editingFinished.connect(self._rename)
        card.body.addWidget(self.name)
        card.body.addSpacing(8)
        card.body.addWidget(Text(look, "In this order", "body_strong"))
        self._empty = Text(look, "Nothing yet. Add routines from the list.", "body", "ink2")
        card.body.addWidget(self._empty)
        self._list = nested(card.body, QVBoxLayout())
        self._list.setSpacing(0)
        self.again = Button(look, "Repeat them…", "text", "small", "plus")
        self.again.clicked.connect(self._ask_how_often)
        card.body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self._summary = Text(look, "", "caption", "ink2")
        card.body.addWidget(self._summary)
        self.rules = RulesCard(look)
        self.rules.chosen.connect(lambda rules: self._make(edits.with_rules(self.plan, rules)))
        self._left.addWidget(card)
        self._left.addWidget(self.rules)
        self._left.addStretch()

    def _ask_how_often(self) -> None:
        """Offer to repeat the sessions, once or for some weeks."""
        changes = [change for change in edits.repetitions(self.plan) if change.words]
        menu = QMenu(self)
        menu.setFont(self.look.font("body"))
        for change in changes:
            menu.addAction(change.words).triggered.connect(partial(self._make, change))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.again.mapToGlobal(self.again.rect().bottomLeft()))

    def _show_order(self) -> None:
        """Show the sessions, each in the row it has had so far."""
        kept = {session.key for session in self.plan.sessions}
        for key in [key for key in self._row_of if key not in kept]:
            row = self._row_of.pop(key)
            self._list.removeWidget(row)
            row.setParent(None)
            row.deleteLater()
        self.rows = []
        for place, session in enumerate(self.plan.sessions):
            row = self._row_of.get(session.key) or self._new_row(session)
            if self._list.indexOf(row) != place:
                self._list.insertWidget(place, row)
                row.show()  # now, so that it can have the focus
            row.show_session(session, place, len(self.plan.sessions))
            self.rows.append(row)
        if self._selected not in kept:
            self._select(self.plan.sessions[0].key if self.rows else 0)
        self._empty.setVisible(not self.rows)
        self.again.setVisible(any(change.words for change in edits.repetitions(self.plan)))

    def _new_row(self, session: Planned) -> PlanRow:
        key, name = session.key, self._name_of(session)
        row = self._row_of[key] = PlanRow(self.look, name, self._measures)
        row.entered.connect(lambda: self._select(key))
        row.up.clicked.connect(lambda: self.reorder(self.plan.place(key), -1))
        row.down.clicked.connect(lambda: self.reorder(self.plan.place(key), 1))
        row.out.clicked.connect(lambda: self.remove(self.plan.place(key)))
        row.days_chosen.connect(lambda days: self._make(edits.with_days(self.plan, key, days)))
        row.measures_chosen.connect(
            lambda chosen: self._make(edits.with_measures(self.plan, key, chosen, name))
        )
        return row

    def _tell(self) -> None:
        """Say what it comes to, and whether it can be saved."""
        self.draft = replace(self.plan, name=self.name.text().strip())
        self.is_changed = self.draft != self._before
        self.changed.emit()
        self._trouble.hide()
        count, weeks = len(self.plan.sessions), round(self.plan.lasts_days / 7)
        length = words.say(messages.SESSIONS, n=count)
        if weeks:
            weeks_said = words.say(messages.WEEKS, n=weeks)
            length = words.say(messages.SESSIONS_WEEKS, sessions=length, weeks=weeks_said)
        keys = " Alt+Up and Alt+Down move the selected one." if count > 1 else ""
        self._summary.setText(f"{length}.{keys}")
        self._summary.setVisible(bool(count))
        why_not = "Add a routine first." if not count else "Give it a name first."
        self.save.set_available(bool(count and self.name.text().strip()), why_not)
        for button in self.add_buttons.values():
            most = words.say(messages.AT_MOST_SESSIONS, n=MOST_SESSIONS)
            button.set_available(count < MOST_SESSIONS, most)
        stack = self.stack
        for step, can, what, said in (
            (self.undo_button, stack.canUndo(), stack.undoText(), messages.UNDO_WHAT),
            (self.redo_button, stack.canRedo(), stack.redoText(), messages.REDO_WHAT),
        ):
            step.set_words(words.say(said, what=what).rstrip(": "))
            step.set_available(can, "There is nothing to take back.")

    def _rename(self) -> None:
        if (name := self.name.text().strip()) != self.plan.name:
            self._make(edits.renamed(self.plan, name))

    def _save(self) -> None:
        self._rename()
        self.saved.emit(self.plan)

    def _on_key(self, key: str, act: Act) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _select(self, key: int) -> None:
        """Mark the session that keys move: the one that had the focus last, or else the first."""
        self._selected = key
        for one, row in self._row_of.items():
            row.show_selected(one == key)

    def _move_selected(self, by: int) -> None:
        if self._selected:
            self.reorder(self.plan.place(self._selected), by)

    def _remove_focused(self) -> None:
        for place, row in enumerate(self.rows):
            if row.hasFocus():
                self.remove(place)
                return

    def _arrange(self, wide: bool) -> None:
        across = QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(across if wide else QBoxLayout.Direction.TopToBottom)
        if wide:
            self._left.insertWidget(1, self.rules)
        else:  # what there is to choose from comes first
            self._columns.addWidget(self.rules)
