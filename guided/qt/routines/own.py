"""Routines renamed, deleted, put into folders, taken elsewhere; and where editing them begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from guided import messages, words
from guided.choices import Choices, in_folder
from guided.paths import write_private
from guided.qt.context import Context
from guided.qt.trash import throw_away
from guided.qt.widgets.naming import NameDialog
from guided.reading import GuidedError

if TYPE_CHECKING:
    from guided.history.records import Summary
    from guided.qt.routines.importing import Importing


_LATELY = timedelta(days=14)


def latest_of(own: Mapping[str, Path], sessions: Iterable[Summary], now: datetime) -> tuple[str, ...]:
    """The routines, by their files, that were changed or played in the last two weeks, the latest first."""
    last = {name: _changed(path, now) for name, path in own.items()}
    for session in sessions:
        name = session.routine_id
        last[name] = max(last.get(name, datetime.min), session.local_start)
    since = now.replace(tzinfo=None) - _LATELY
    return tuple(sorted((name for name in own if last[name] >= since), key=last.__getitem__, reverse=True))


def _changed(path: Path, now: datetime) -> datetime:
    """When a file was changed, as the clock on the wall then showed it where it shows `now`."""
    with suppress(OSError):
        return datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo).replace(tzinfo=None)
    return datetime.min


class OwnRoutines(QObject):
    """What one does with routines of one's own, besides playing them."""

    new_asked = Signal()
    edit_asked = Signal(str)
    copy_asked = Signal(str)
    written = Signal()
    """A file came, went or was changed."""
    foldered = Signal(object)
    """Choices with another folder in them."""
    file_asked = Signal()
    files_came = Signal(object)
    """Files (paths) to open, whatever is in them."""
    ours_came = Signal(object)
    """A file (path) that is Guided's own, whatever it is called."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    @cached_property
    def importing(self) -> Importing:
        """What brings in routines from elsewhere."""
        from guided.qt.routines.importing import Importing  # which hardly anybody needs twice

        importing = Importing(self._context)
        importing.saved.connect(self._open_new)
        importing.file_asked.connect(self.file_asked)
        importing.files_came.connect(self.files_came)
        importing.ours_came.connect(self.ours_came)
        return importing

    @property
    def acts(self) -> Mapping[str, Callable[[str], object]]:
        """The acts on a routine (id), by the action's id."""
        return {
            "edit": self.edit_asked.emit,
            "duplicate": self.copy_asked.emit,
            "rename": self.ask_name,
            "folder": self.ask_folder,
            "trash": self.trash,
            "text": self._copy_text,
            "export": self._export,
            "import": lambda _: self.importing.ask(),
            "paste": lambda _: self.importing.paste(),
        }

    @property
    def latest(self) -> tuple[str, ...]:
        """The person's own routines (ids) that they made, changed or played lately, the latest first."""
        own = {name: path for (kind, name), path in self._context.library.own.items() if kind == "routines"}
        return latest_of(own, self._context.past.sessions, self._context.wall())

    def _copy_text(self, routine_id: str) -> None:
        from guided.qt.routines.exporting import copy_text

        copy_text(self._context, routine_id)

    def _export(self, routine_id: str) -> None:
        from guided.qt.routines.exporting import ask

        ask(self._context, routine_id)

    def _open_new(self, routine_id: str) -> None:
        """Show a routine whose file has just been written."""
        context = self._context
        self.written.emit()
        context.routine_asked.emit(routine_id)
        if routine_id in context.library.routines:
            name = context.library.routines[routine_id].name
            context.window.toast(words.say(messages.IS_SAVED, name=name))

    def ask_name(self, routine_id: str) -> None:
        """Ask for another name."""
        name = self._context.library.routines[routine_id].name
        dialog = NameDialog(self._context.look, "Rename", "Name", name, self._context.window)
        dialog.chosen.connect(lambda other: self.rename(routine_id, other))
        dialog.open()

    def rename(self, routine_id: str, name: str) -> None:
        """Give a routine of the person's own another name; its file changes in that line alone."""
        from guided.editing.draft import read_draft
        from guided.editing.edits import renamed
        from guided.editing.writing import written

        path = self._context.library.own[("routines", routine_id)]
        if not name:
            return
        try:
            text = path.read_text("utf-8")
            draft, _ = read_draft(text, self._context.library, path)
            write_private(path, written(renamed(draft, name).draft, text, draft))
        except OSError as error:
            self._context.tell(words.say(messages.NOT_SAVED, why=words.refusal(error)))
            return
        except (GuidedError, ValueError) as error:
            self._context.tell(str(error))
            return
        self.written.emit()
        said = words.say(messages.IS_CALLED, name=name)
        self._context.window.toast(said, "Undo", lambda: self.rename(routine_id, draft.name))

    def ask_folder(self, routine_id: str) -> None:
        """Ask into which folder a routine goes."""
        choices = self._context.choices
        there = sorted(set(choices.folders.values()), key=words.collation_key)
        now = choices.folders.get(routine_id, "")
        prompt, window = "Folder, or nothing for none", self._context.window
        dialog = NameDialog(self._context.look, "Put into a folder", prompt, now, window)
        if there:
            dialog.offer("Folders there are", there)
        dialog.chosen.connect(lambda folder: self.put_into(routine_id, folder))
        dialog.open()

    def put_into(self, routine_id: str, folder: str) -> None:
        """Put a routine into a folder, or into none; that can be taken back."""
        choices: Choices = self._context.choices
        before = choices.folders.get(routine_id, "")
        if folder == before:
            return
        self.foldered.emit(in_folder(choices, routine_id, folder))
        message = messages.IN_FOLDER if folder else messages.IN_NO_FOLDER
        said = words.say(message, name=self._context.library.routines[routine_id].name, folder=folder)
        self._context.window.toast(said, "Undo", lambda: self.put_into(routine_id, before))

    def trash(self, routine_id: str) -> None:
        """Put the file of a routine into the trash, from where Undo takes it back."""
        library = self._context.library
        path, name = library.own["routines", routine_id], library.routines[routine_id].name
        throw_away(self._context, path, name, gone=lambda: self._leave(routine_id), back=self.written.emit)

    def _leave(self, routine_id: str) -> None:
        """Go back from the page of a routine that is no longer there."""
        from guided.qt.routines.detail import DetailPage  # which is loaded with the first one that is opened

        window = self._context.window
        if isinstance(window.page, DetailPage) and window.page.routine_id == routine_id:
            window.back()
        self.written.emit()
