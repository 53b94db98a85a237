"""A movement being worked on: its changes one after the other, each with its words, to undo and to redo."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from guided.library import Library
from guided.movements import Checked, Movement, checked, drawing_of, with_poses, with_value
from guided.pose import Drawing, KeyPose, Pose, in_words

_MOST = 500  # changes that can be undone


class Work(QObject):
    """A movement with its past; `changed` after each change, undone or done again ones as well.

    `exercise_id` is that of the file it has, "" for one that is new; `library` is all the others.
    """

    changed = Signal()
    returned = Signal()
    """A change was undone or done again."""

    def __init__(self, movement: Movement, library: Library, exercise_id: str = "") -> None:
        super().__init__()
        self.library, self.exercise_id = library, exercise_id
        self._movement = self._kept = movement
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(_MOST)

    @property
    def movement(self) -> Movement:
        """The movement as it is now."""
        return self._movement

    @property
    def bases(self) -> Mapping[str, Pose]:
        """The base poses there are."""
        return self.library.bases

    @property
    def is_changed(self) -> bool:
        """Whether it is other than what is saved."""
        return self._movement != self._kept

    @cached_property
    def drawing(self) -> Drawing:
        """How it is drawn; its name, where it has no figure."""
        return drawing_of(self._movement, self.bases) or in_words(self._movement.name or "No figure")

    @cached_property
    def checked(self) -> Checked:
        """What it comes to."""
        return checked(self._movement, self.exercise_id or "movement", self.library)

    def do(self, movement: Movement, said: str, key: str = "") -> None:
        """Make a change, which `said` names; those one after the other with the same key are one."""
        if movement != self._movement:
            self.stack.push(_Change(self, self._movement, movement, said, key))
            self.changed.emit()

    def put(self, key: str, value: object, said: str, joins: bool = False) -> None:
        """Set a value of its table, such as "dose.reps"; None takes it out."""
        self.do(with_value(self._movement, key, value), said, key if joins else "")

    def pose(self, poses: Mapping[str, KeyPose], said: str, key: str = "") -> None:
        """Change its key poses."""
        self.do(with_poses(self._movement, self.bases, poses), said, key)

    def keep(self, movement: Movement) -> None:
        """It is saved as this."""
        self._kept = movement

    def undo(self) -> None:
        """Take back the last change."""
        self.stack.undo()
        self.changed.emit()
        self.returned.emit()

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self.stack.redo()
        self.changed.emit()
        self.returned.emit()

    def take(self, movement: Movement) -> None:
        """Become a movement, as a change has it."""
        self._movement = movement
        for made in ("drawing", "checked"):
            vars(self).pop(made, None)


class _Change(QUndoCommand):
    """From one movement to another."""

    _numbers: dict[str, int] = {}  # noqa: RUF012  # Qt knows what may be joined by a number

    def __init__(self, work: Work, before: Movement, after: Movement, said: str, key: str) -> None:
        super().__init__(said)
        self._work, self._before, self.after, self._key = work, before, after, key

    def id(self) -> int:
        return self._numbers.setdefault(self._key, len(self._numbers) + 1) if self._key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        assert isinstance(other, _Change)
        self.after = other.after
        self.setText(other.text())
        return True

    def undo(self) -> None:
        self._work.take(self._before)

    def redo(self) -> None:
        self._work.take(self.after)
