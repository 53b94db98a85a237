"""A routine for other programs: copied as text, or saved in a format of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from guided import messages, words
from guided.exports.formats import FORMATS, Format, export
from guided.library import Library
from guided.qt.context import Context
from guided.qt.theme import Look
from guided.qt.widgets.choice import Segmented
from guided.qt.widgets.saving import SavingDialog
from guided.qt.widgets.text import Text
from guided.reading import GuidedError
from guided.routine import Routine
from guided.settings import Settings
from guided.sharing import share_text

_TOLD = "For a spreadsheet, or for a timer on the phone. Whoever has Guided is better off with Share."
_SHOWN = {one.id: one for one in reversed(FORMATS) if one.lacks}


class _Writing:
    """The writing of a small file, done in one go; see `saving.Saving`."""

    def __init__(
        self, library: Library, routine: Routine, settings: Settings, known: Format, path: Path
    ) -> None:
        self.path, self.share, self.failure, self.over = path, 0.0, "", False
        self._arguments = (library, routine, settings, known, path)

    def go_on(self) -> None:
        """Write it."""
        try:
            export(*self._arguments)
        except OSError as error:
            why = words.refusal(error)
            self.failure = words.say(messages.NOT_WRITTEN_TO, file=self.path.name, why=why)
        except GuidedError as error:
            self.failure = str(error)
        self.share, self.over = 1.0, True

    def leave(self) -> None:
        """Nothing: it is written, or not begun."""


class ExportDialog(SavingDialog):
    """Asks for a format, says what that has no place for, and asks for a path."""

    def __init__(
        self, look: Look, library: Library, routine: Routine, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(look, "Export", _TOLD, routine.name, parent, look_ms=0)
        self._library, self._routine, self._settings = library, routine, settings
        kinds = [(name, one.name) for name, one in _SHOWN.items()]
        self.formats = Segmented(look, "Format", kinds, kinds[0][0])
        self.formats.chosen.connect(lambda _: self._show_format())
        self._lacks = Text(look, "", "body", "ink2")
        for widget in (self.formats, self._lacks):
            self.add_choice(widget)
        self._show_format()

    @property
    def format(self) -> Format:
        """The chosen format."""
        return _SHOWN[str(self.formats.value)]

    def file(self) -> tuple[str, Mapping[str, str]]:
        """The name of the file, and its kind."""
        ending = self.format.endings[0]
        return f"{self._routine.id}{ending}", {ending[1:]: self.format.name}

    def begin(self, path: Path) -> _Writing:
        """Write the file."""
        return _Writing(self._library, self._routine, self._settings, self.format, path)

    def _show_format(self) -> None:
        self._lacks.setText(self.format.lacks)


def ask(context: Context, routine_id: str) -> None:
    """Ask in which format a routine is to be saved, as it is played, and where."""
    routine, window = context.played(routine_id), context.window
    dialog = ExportDialog(context.look, context.library, routine, context.settings, window)
    dialog.saved.connect(window.toast)
    dialog.open()


def copy_text(context: Context, routine_id: str) -> None:
    """Copy a routine, as it is played, as the text of its file."""
    routine = context.played(routine_id)
    try:
        text = share_text(context.library, routine)
    except GuidedError as error:
        context.tell(str(error))
        return
    QGuiApplication.clipboard().setText(text)
    context.window.toast(words.say(messages.COPIED_AS_TEXT, name=routine.name))
