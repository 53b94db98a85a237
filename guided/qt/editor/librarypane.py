"""The library beside the steps: every exercise, searched and filtered, added with a press."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from guided import messages, search, words
from guided.qt.editor.document import Document
from guided.qt.editor.rows import Index, Row, RowList
from guided.qt.theme import Look, follow
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.chip import Chip
from guided.qt.widgets.chiprow import ChipRow
from guided.qt.widgets.field import SearchField
from guided.qt.widgets.nest import nested
from guided.qt.widgets.text import Text
from guided.routine import Exercise
from guided.safety import Advice

_LOW = 300  # px at 100 % upright, below which the list would show no more than two
AT_THE_DESK, YOURS = "At the desk", "Yours"


class ExerciseList(RowList):
    """Exercises; Enter, Insert, a double click or a press on the plus adds one."""

    action_icon = "plus"
    whole_names = True
    added = Signal(str)
    seen = Signal(str)
    """Another exercise is current, or it has the keyboard."""
    carried = Signal(str, QPoint)
    """An exercise (id) is carried by the mouse to a place on the screen."""
    dropped = Signal(str, QPoint)
    """It is let go of there."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Library")
        self._pressed: QPoint | None = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current is not None:
            self.seen.emit(str(self.current.key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Insert)
        if event.key() in keys and self.current is not None:
            self.added.emit(str(self.current.key))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        number = self.indexAt(at).row()
        self._pressed = at if left and number >= 0 and not self.is_on_action(number, at.x()) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row, at = self.current, event.position().toPoint()
        if self.lifted < 0 and self._pressed is not None:
            far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if far and event.buttons() & Qt.MouseButton.LeftButton:
                self.lifted = self.indexAt(self._pressed).row()
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self.lifted < 0 or row is None:
            super().mouseMoveEvent(event)
            return
        self.carried.emit(str(row.key), event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        if self.lifted >= 0:
            self.lifted = -1
            self.viewport().unsetCursor()
            self.viewport().update()
            if self.current is not None:
                self.dropped.emit(str(self.current.key), event.globalPosition().toPoint())
            return
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        row = self.row_at(self.indexAt(at).row())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and row is not None and self.is_on_action(self.indexAt(at).row(), at.x()):
            self.added.emit(str(row.key))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        row = self.row_at(self.indexAt(at).row())
        if row is not None and not self.is_on_action(self.indexAt(at).row(), at.x()):
            self.added.emit(str(row.key))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        row = self.row_at(current.row())
        if row is not None:
            self.seen.emit(str(row.key))


class LibraryPane(QWidget):
    """Searches and filters the exercises; `movement_asked` is for a new one, or one like the current.

    One for what may stand in the place `of` an exercise has those like it first, and makes no movements.
    """

    added = Signal(str)
    seen = Signal(str)
    """An exercise (id) was marked by the person."""
    movement_asked = Signal(str)
    """A movement of one's own is wanted: like an exercise (id), or a new one ("")."""

    def __init__(self, look: Look, of: Exercise | None = None, only_chooses: bool = False) -> None:
        super().__init__()
        self._look, self._of, self._only_chooses = look, of, only_chooses
        self._exercises: Mapping[str, Exercise] = {}
        self._care: Mapping[str, Advice | None] = {}
        self._own: frozenset[str] = frozenset()
        self._index = search.index_of_names({})
        self.search = SearchField(look, "Search the exercises")
        self.search.textChanged.connect(lambda: self._show_found())
        self.search.returnPressed.connect(self.add_marked)
        self.search.installEventFilter(self)
        self.chips: dict[str, Chip] = {}
        self._chip_row = ChipRow(look, "Filters")
        self.list = ExerciseList(look)
        self.list.action_icon = "" if only_chooses else ExerciseList.action_icon
        self.list.added.connect(self.added)
        self.list.seen.connect(self._show_marked)
        self._nothing = Text(look, "Nothing matches. Try one word, or turn a filter off.", "body", "ink2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._buttons = self._movement_buttons()
        self._more = IconButton(look, "filter", "Filters, and exercises of your own")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._fold)
        top = nested(column, QHBoxLayout())
        top.setSpacing(8)
        top.addWidget(self.search, 1)
        top.addWidget(self._more)
        column.addWidget(self._chip_row)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        column.addWidget(self._buttons)
        self.setFocusProxy(self.search)
        follow(look, self._fold)

    def show_exercises(self, document: Document) -> None:
        """List the exercises there are for a document; the filters begin with the regions that hurt."""
        library, exercises = document.library, document.exercises()
        self._exercises = exercises
        self._care = {name: document.care(document.tried(one)) for name, one in exercises.items()}
        self._own = frozenset(name for kind, name in library.own if kind == "exercises")
        self._index = search.index_of_exercises(library, exercises)
        self._make_chips(document.settings.sore)
        self._show_found(self.list.current)

    def focus_search(self) -> None:
        """Put the keyboard into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Down leaves the search for what it found.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and self.list.rows.rows:
                self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
            if event.key() == Qt.Key.Key_Insert:
                self.add_marked()
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """In a low window the list has the room, and what is around it is one press away."""
        low = self.height() < self._look.px(_LOW)
        self._more.setVisible(low)
        shown = not low or self._more.isChecked()
        self._chip_row.setVisible(shown)
        self._buttons.setVisible(shown and not self._only_chooses)

    def _movement_buttons(self) -> QWidget:
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        new = Button(self._look, "New", "text", "small", "plus")  # the list needs the room
        new.setAccessibleName("New exercise")
        new.set_tip("New exercise")
        new.clicked.connect(lambda: self.movement_asked.emit(""))
        self._mine = Button(self._look, "", "text", "small", "pencil")
        self._mine.set_tip("Another name, other words, poses or pictures of your own")
        self._mine.clicked.connect(self._make_mine)
        row.addWidget(new)
        row.addWidget(self._mine)
        row.addStretch()
        return buttons

    def _make_mine(self) -> None:
        if self.list.current is not None:
            self.movement_asked.emit(str(self.list.current.key))

    def _show_marked(self, exercise_id: str) -> None:
        """Have the button mean the exercise that is marked, and tell of it if the person is here."""
        own = exercise_id in self._own
        self._mine.set_words("Change it…" if own else "Make it mine…")
        said = messages.CHANGE_MOVEMENT if own else messages.MAKE_MINE
        self._mine.setAccessibleName(words.say(said, name=self._exercises[exercise_id].name))
        if self._only_chooses or self.isAncestorOf(self.window().focusWidget()):
            self.seen.emit(exercise_id)

    def _make_chips(self, sore: Collection[str]) -> None:
        here = {one.region for one in self._exercises.values()}
        named, others = (
            [name for region, name in words.REGIONS.items() if region in here and (region in sore) is told]
            for told in (True, False)
        )
        names = [*([YOURS] if self._own else []), *named, AT_THE_DESK, *others]
        if names == [*self.chips]:
            return
        on = {name for name, chip in self.chips.items() if chip.isChecked()}
        self._chip_row.clear()
        self.chips = {}
        for name in names:
            chip = Chip(self._look, name, small=True)
            chip.setChecked(name in on)
            chip.clicked.connect(lambda: self._show_found())
            self.chips[name] = chip
            self._chip_row.add(chip)

    def _show_found(self, marked: Row | None = None) -> None:
        """List what is found; the first of it is marked, or what was, if it is still there."""
        typed = self.search.text().strip()
        found = [self._exercises[name] for name in search.found(self._index, typed)]
        if self._of is not None and not typed:
            found = sorted(found, key=partial(self._unlike, self._of))
        on = {name for name, chip in self.chips.items() if chip.isChecked()}
        regions = on - {AT_THE_DESK, YOURS}
        found = [
            one
            for one in found
            if (not regions or words.REGIONS[one.region] in regions)
            and (YOURS not in on or one.id in self._own)
            and (AT_THE_DESK not in on or one.position in ("standing", "seated"))
        ]
        self.list.rows.show([_row(one, one.id in self._own, self._care[one.id]) for one in found])
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._mine.setVisible(bool(found))
        if found:
            keys = [one.id for one in found]
            at = keys.index(str(marked.key)) if marked and marked.key in keys else 0
            self.list.setCurrentIndex(self.list.rows.index(at, 0))
            self.list.scrollToTop()
            self._show_marked(found[0].id)  # which may stand where another one stood
        self.list.viewport().update()

    def _unlike(self, of: Exercise, one: Exercise) -> tuple[bool, ...]:
        """What keeps an exercise from standing in the place of another, the weightiest first."""
        return (
            one.id == of.id,
            one.id not in (of.easier, of.harder),
            one.region != of.region,
            self._care[one.id] is not None,
            one.position != of.position,
        )

    def add_marked(self) -> None:
        """Add what is marked; what is typed next looks for another one."""
        if self.list.rows.rows:
            self.added.emit(str((self.list.current or self.list.rows.rows[0]).key))
            self.search.selectAll()


def _row(exercise: Exercise, own: bool, care: Advice | None) -> Row:
    place = words.position(exercise.position, exercise.equipment)
    told = words.joined(YOURS if own else "", words.REGIONS[exercise.region], place)
    return Row(exercise.id, exercise.name, told, exercise, care=care)
