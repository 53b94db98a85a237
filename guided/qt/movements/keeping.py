"""Movements of the person's own: given another name, thrown away, brought back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from guided import messages, words
from guided.movements import KIND, opened, users, with_value, written
from guided.paths import write_private
from guided.qt.actions import Act
from guided.qt.context import Context
from guided.qt.trash import throw_away
from guided.qt.widgets.confirm import ConfirmDialog
from guided.qt.widgets.naming import NameDialog
from guided.reading import GuidedError

_NAMED = 4  # routines that a question names


class Keeping(QObject):
    """What one does with the file of a movement besides changing it."""

    written = Signal()
    """A file came, went or was changed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    def ask_name(self, exercise_id: str) -> None:
        """Ask for another name."""
        context = self._context
        name = context.library.exercises[exercise_id].name
        dialog = NameDialog(context.look, "Rename", "Name", name, context.window)
        dialog.chosen.connect(lambda other: self.rename(exercise_id, other))
        dialog.open()

    def rename(self, exercise_id: str, name: str) -> None:
        """Give a movement another name, which can be taken back; its file changes in that line alone."""
        context = self._context
        path, before = context.library.own[KIND, exercise_id], context.library.exercises[exercise_id].name
        if not name or name == before:
            return
        try:
            movement = opened(path.read_text("utf-8"), path)
            write_private(path, written(with_value(movement, "name", name)))
        except (OSError, ValueError, GuidedError) as error:
            why = words.refusal(error) if isinstance(error, OSError) else error
            context.tell(words.say(messages.CANNOT_BE_USED_WHY, name=path.name, why=why))
            return
        self.written.emit()
        said = words.say(messages.IS_CALLED, name=name)
        context.window.toast(said, "Undo", lambda: self.rename(exercise_id, before))

    def ask_to_trash(self, exercise_id: str, then: Act = lambda: None) -> None:
        """Throw a movement away and do what comes `then`; where routines have it, name them and ask first."""
        context = self._context
        used = users(context.library, exercise_id)
        if not used:
            self._trash(exercise_id, then)
            return
        names = words.listed([one.name for one in used[:_NAMED]])
        dialog = ConfirmDialog(
            context.look,
            "Delete it all the same?",
            words.say(messages.MOVEMENT_USED, n=len(used), names=names),
            "Delete",
            "Keep it",
            context.window,
        )
        dialog.accepted.connect(lambda: self._trash(exercise_id, then))
        dialog.open()

    def _trash(self, exercise_id: str, then: Act) -> None:
        """Put the file into the trash, from where Undo takes it back."""
        library = self._context.library
        path, name = library.own[KIND, exercise_id], library.exercises[exercise_id].name

        def gone() -> None:
            then()
            self.written.emit()

        throw_away(self._context, path, name, gone=gone, back=self.written.emit)
