"""Results for a practitioner: what goes with them is ticked, and they are written as a file."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from guided import messages, words
from guided.qt.context import Context
from guided.qt.theme import Look
from guided.qt.widgets.answers import add_answers
from guided.qt.widgets.asking import AskingDialog
from guided.qt.widgets.choice import Switch
from guided.qt.widgets.field import LineField
from guided.qt.widgets.nest import nested
from guided.qt.widgets.savefile import ask_where
from guided.qt.widgets.text import Text
from guided.results import Results, Ticked, results, results_csv, results_text

_ABOUT = (
    "A file for the physiotherapist or trainer you do it for: on which days, for how long, and how much of"
    " it. It goes nowhere by itself, and nothing else is in it but what you switch on."
)


class SendDialog(AskingDialog):
    """Asks what goes with the results; everything personal is off at first."""

    asked = Signal(object)
    """A Ticked: they are to be written with that."""

    def __init__(self, look: Look, name: str, asked_by: Collection[str], parent: QWidget) -> None:
        """`name` is how the person is called, to be switched on; `asked_by` who prescribed something."""
        super().__init__(look, "Send results", parent, wide=560, spacing=8)
        column = self.column
        column.addWidget(Text(look, _ABOUT, "body", "ink2"))
        column.addSpacing(8)
        self.named, self.name = Switch(look, "My name"), LineField(look, "Your name", "Your name")
        self.name.setText(name)
        self.discomfort = Switch(look, "Discomfort before and after")
        self.notes = Switch(look, "My notes")
        self.others = Switch(look, "Routines I chose myself")
        for switch in (self.named, self.discomfort, self.notes, self.others):
            row = nested(column, QHBoxLayout())
            row.setSpacing(12)
            row.addWidget(switch)
            row.addWidget(Text(look, switch.words), 1)
            if switch is self.named:
                row.addWidget(self.name, 1)
            if switch is self.others and not asked_by:
                switch.setChecked(True)
                switch.setEnabled(False)  # or nothing would be in it
        self.name.setEnabled(False)
        self.named.toggled.connect(self.name.setEnabled)
        column.addSpacing(8)
        save, _ = add_answers(
            look, column, ("Save as a file", self._save), ("Cancel", self.reject), icon="download"
        )
        save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        name = self.name.text() if self.named.isChecked() else ""
        ticked = Ticked(name, self.discomfort.isChecked(), self.notes.isChecked(), self.others.isChecked())
        self.asked.emit(ticked)
        self.accept()


class Sending(QObject):
    """Asks what goes with results, and where they are to be written."""

    written = Signal(str, bytes)
    """A path, and what is to be written there."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    def ask(self) -> None:
        """Ask what is to be in them."""
        context = self._context
        asked = [one.prescribed for one in context.library.routines.values() if one.prescribed is not None]
        name = next((one.whom for one in asked if one.whom), context.settings.own_name)
        dialog = SendDialog(context.look, name, {one.by for one in asked}, context.window)
        dialog.asked.connect(self._ask_where)
        dialog.open()

    def _ask_where(self, ticked: Ticked) -> None:
        context = self._context
        made = results(
            list(context.library.routines.values()), context.past.sessions, context.today(), ticked
        )
        kinds = {"guided": "For Guided", "csv": "For a spreadsheet"}
        dialog = ask_where(context.window, "Save the results", file_name(made), kinds)
        dialog.fileSelected.connect(lambda path: self.written.emit(path, _as_file(made, Path(path))))


def file_name(made: Results) -> str:
    """What a file of results is called at first."""
    return words.say(messages.RESULTS_FILE, day=made.made.isoformat())


def _as_file(made: Results, path: Path) -> bytes:
    is_table = path.suffix.casefold() == ".csv"
    return (results_csv if is_table else results_text)(made).encode()
