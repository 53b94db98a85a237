"""The steps of a draft as cards: chosen, dragged, moved by keys, taken out."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QApplication

from guided import messages, prescription, words
from guided.editing import edits
from guided.editing.draft import Card
from guided.part import Part
from guided.qt.actions import OF_A_DRAFT_STEP, Act
from guided.qt.editor.document import Document
from guided.qt.editor.rows import Index, Row, RowList
from guided.qt.menus import asked_at, popup
from guided.qt.theme import Look
from guided.routine import Exercise, Step
from guided.safety import Advice

_EDGE = 28  # px at which a drag scrolls


class StepList(RowList):
    """The cards of a document; `add_asked` is for whoever has the library."""

    grip = True
    add_asked = Signal()
    entered = Signal()
    """It has the keyboard."""
    opened = Signal()
    """What can be set in the current step is wanted."""
    other_asked = Signal()
    """Another exercise is wanted in the place of the current step's."""
    mine_asked = Signal()
    """The exercise of the current step is to become the person's own, or to be changed if it is."""

    def __init__(self, look: Look, document: Document) -> None:
        super().__init__(look, "Steps")
        self._document = document
        self._pressed: QPoint | None = None
        self._to = -1
        self._floating = QPixmap()
        self._at = 0
        self._telling = self._pressing = False
        self._made: dict[int, tuple[Part | None, tuple[Step, str, int, Advice | None], Row]] = {}
        document.changed.connect(self.show_steps)
        document.moved.connect(self._show_current)
        self.show_steps()

    def show_steps(self) -> None:
        """Show the cards as they are now."""
        document = self._document
        self._telling = True
        self.rows.show([self._row(card) for card in document.draft.cards])
        self._telling = False
        self._show_current()
        self.viewport().update()

    @property
    def offers(self) -> dict[str, Act]:
        """What can be done with the current step, by the action's id."""
        document, key = self._document, self._document.current
        if not key:
            return {}
        name = document.name_of(key)
        offers: dict[str, Act] = {
            "step-up": partial(self._move, -1),
            "step-down": partial(self._move, 1),
            "step-twice": lambda: document.make(edits.duplicated(document.draft, key, name)),
            "step-out": lambda: document.make(edits.removed(document.draft, key, name)),
            "step-other": self.other_asked.emit,
        }
        offers |= {f"step-{version}": partial(document.put, key, one.id) for version, one in self._versions()}
        if document.part is not None:
            own = ("exercises", document.part.exercise.id) in document.library.own
            offers["step-change" if own else "step-mine"] = self.mine_asked.emit
        if edits.may_join(document.draft, key):
            offers["step-join"] = lambda: document.make(edits.joined(document.draft, key))
        if document.draft.card(key).circuit:
            offers["step-alone"] = lambda: document.make(edits.taken_out_of_circuit(document.draft, key))
        return offers

    def do(self, action: str) -> None:
        """Do something with the current step, if it is offered."""
        self.offers.get(action, lambda: None)()

    def _versions(self) -> Iterator[tuple[str, Exercise]]:
        """The easier and the harder exercise of the current step, as far as there are any."""
        part, exercises = self._document.part, self._document.exercises()
        if part is None:
            return
        for version, name in (("easier", part.exercise.easier), ("harder", part.exercise.harder)):
            if name in exercises:
                yield version, exercises[name or ""]

    # ------------------------------------------------------------ keys

    def event(self, event: QEvent) -> bool:
        # Keys of the window that mean something else here.
        asks = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if asks and isinstance(event, QKeyEvent) and self._act_of(event):
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._act_of(event)
        if act == "add":
            self.add_asked.emit()
        elif act == "open":
            self.opened.emit()
        elif act:
            self.do(act)
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _act_of(event: QKeyEvent) -> str:
        keys = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return _KEYS.get((keys, Qt.Key(event.key())), "")

    # ------------------------------------------------------------ what is carried here from elsewhere

    def carry(self, at: QPoint) -> None:
        """Show where something would go that is carried to a place on the screen."""
        if self._over(at):
            self._drag_to(self.viewport().mapFromGlobal(at))
        else:
            self._let_go()

    def take(self, at: QPoint) -> int | None:
        """The place, counted from 0, of what is let go of at a place on the screen; None beside the steps."""
        if not self._over(at):
            return None
        self._drag_to(self.viewport().mapFromGlobal(at))
        place = self._to
        self._let_go()
        return place

    def _over(self, at: QPoint) -> bool:
        return self.isVisible() and self.rect().contains(self.mapFromGlobal(at))

    # ------------------------------------------------------------ the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressing = True  # nothing scrolls under the pointer
        super().mousePressEvent(event)
        self._pressing = False
        at = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = at if left and self.indexAt(at).isValid() else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self.lifted < 0 and self._pressed is not None:
            far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if far and event.buttons() & Qt.MouseButton.LeftButton:
                self._pick_up(self.indexAt(self._pressed).row())
        if self.lifted >= 0:
            self._drag_to(at)
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        if self.lifted < 0:
            super().mouseReleaseEvent(event)
            return
        dragged, to = self.lifted, self._to
        self._let_go()
        card = self._document.draft.cards[dragged]
        place = to - 1 if to > dragged else to
        self._document.make(
            edits.moved(self._document.draft, card.key, place, self._document.name_of(card.key))
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if (asked := asked_at(self, event)) is not None:
            popup(self.look, self.offers, asked[1], self, OF_A_DRAFT_STEP)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._to < 0:
            return
        theme = self.look.theme
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.primary)
            y = self._to * self.row_height - self.verticalScrollBar().value()
            painter.drawRoundedRect(QRectF(8, y - 1.5, self.viewport().width() - 16, 3), 1.5, 1.5)
            if self.lifted < 0:
                return
            painter.setOpacity(0.85)
            painter.drawPixmap(0, self._at - self.row_height // 2, self._floating)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        row = self.row_at(current.row())
        if row is not None and not self._telling and isinstance(row.key, int):
            self._document.go_to(row.key)

    # ------------------------------------------------------------

    def _row(self, card: Card) -> Row:
        """The row of a card, kept: of many cards few change at a time."""
        document, key = self._document, card.key
        part = document.parts.get(key)
        rounds = document.draft.circuits[card.circuit].rounds if card.circuit else 0
        care = document.care(part) if part else None
        told = (card.step, "; ".join(document.checked.at.get(key, ())), rounds, care)
        if key not in self._made or self._made[key][0] is not part or self._made[key][1] != told:
            self._made[key] = part, told, _row_of(key, part, *told)
        return self._made[key][2]

    def _show_current(self) -> None:
        draft, key = self._document.draft, self._document.current
        if not key:
            return
        index = self.rows.index(draft.place(key), 0)
        if index != self.currentIndex():
            self._telling = True
            self.setCurrentIndex(index)
            self._telling = False
        if not self._pressing:
            self.scrollTo(index)

    def _move(self, by: int) -> None:
        document, key = self._document, self._document.current
        draft = document.draft
        document.make(edits.moved(draft, key, draft.place(key) + by, document.name_of(key)))

    def _pick_up(self, row: int) -> None:
        self.lifted = self._to = row
        area = self.visualRect(self.rows.index(row, 0))
        self._floating = self.viewport().grab(area)
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def _drag_to(self, at: QPoint) -> None:
        bar, high = self.verticalScrollBar(), self.viewport().height()
        if at.y() < _EDGE or at.y() > high - _EDGE:
            bar.setValue(bar.value() + (-12 if at.y() < _EDGE else 12))
        self._at = at.y()
        place = (at.y() + bar.value() + self.row_height // 2) // self.row_height
        self._to = min(max(place, 0), self.rows.rowCount())
        self.viewport().update()

    def _let_go(self) -> None:
        self.lifted = self._to = -1
        self.viewport().unsetCursor()
        self.viewport().update()


def _row_of(key: int, part: Part | None, step: Step, problem: str, rounds: int, care: Advice | None) -> Row:
    told = words.say(messages.ROUNDS, n=rounds) if rounds else ""
    if part is None:
        return Row(key, step.exercise, told, None, problem, bool(rounds))
    detail = words.joined(prescription.in_a_line(part.dose), told)
    return Row(key, part.exercise.name, detail, part.exercise, problem, bool(rounds), care)


_NONE, _ALT, _CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)
_KEYS = {
    (_ALT, Qt.Key.Key_Up): "step-up",
    (_ALT, Qt.Key.Key_Down): "step-down",
    (_CTRL, Qt.Key.Key_D): "step-twice",
    (_CTRL, Qt.Key.Key_G): "step-join",
    (_CTRL, Qt.Key.Key_R): "step-other",
    (_CTRL | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_G): "step-alone",
    (_NONE, Qt.Key.Key_Delete): "step-out",
    (_NONE, Qt.Key.Key_Backspace): "step-out",
    (_NONE, Qt.Key.Key_Insert): "add",
    (_NONE, Qt.Key.Key_Return): "open",
    (_NONE, Qt.Key.Key_Enter): "open",
}
