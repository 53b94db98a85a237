"""A dialog that asks where to save what takes a while to write, and shows how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from guided import messages, words
from guided.qt.theme import Look, follow
from guided.qt.widgets.answers import add_answers
from guided.qt.widgets.asking import AskingDialog
from guided.qt.widgets.choice import Switch
from guided.qt.widgets.message import announce
from guided.qt.widgets.nest import nested
from guided.qt.widgets.savefile import ask_where
from guided.qt.widgets.text import Text

LOOK_MS = 50


class Saving(Protocol):
    """The writing of a file: its `share` done, 0 to 1, and once it is `over` its `failure`, or ""."""

    path: Path
    share: float
    failure: str

    @property
    def over(self) -> bool:
        """Whether it has ended."""

    def go_on(self) -> None:
        """Write a little more in this thread, if no other one writes."""

    def leave(self) -> None:
        """Cancel; an old file stays as it was."""


class SavingDialog(AskingDialog):
    """Asks for choices and a path, then shows the progress; a subclass has the choices and the writing."""

    saved = Signal(str)
    """A sentence that says where the file is."""

    def __init__(
        self, look: Look, title: str, told: str, name: str, parent: QWidget, look_ms: int = LOOK_MS
    ) -> None:
        """`name` is what is saved; every `look_ms` its writing goes on and its progress is shown."""
        super().__init__(look, title, parent, wide=520)
        self._look, self._title, self._name = look, title, name
        self._saving: Saving | None = None
        self._choices: list[QWidget] = []
        self._looks = QTimer(self)
        self._looks.setInterval(look_ms)
        self._looks.timeout.connect(self._look_at_it)
        column = self.column
        column.addWidget(Text(look, told, "body", "ink2"))
        column.addSpacing(4)
        self._column = nested(column, QVBoxLayout())
        self._column.setSpacing(12)
        self._bar, self._told = _Bar(look), Text(look, "", "body", "ink")
        for widget in (self._bar, self._told):
            column.addWidget(widget)
            widget.hide()
        column.addStretch()
        column.addSpacing(8)
        self.where, self.cancel = add_answers(
            look, column, ("Choose where", self._ask_where), ("Cancel", self.reject), icon="download"
        )
        self.where.setFocus(Qt.FocusReason.OtherFocusReason)

    def file(self) -> tuple[str, Mapping[str, str]]:
        """A name for the file, and its suffix without a dot with what that is called."""
        raise NotImplementedError

    def begin(self, path: Path) -> Saving:
        """Begin to write to a path."""
        raise NotImplementedError

    def add_choice(self, widget: QWidget) -> None:
        """Add something to choose, or a text about it, below what is there."""
        self._column.addWidget(widget)
        self._choices.append(widget)

    def add_switch(self, switch: Switch, told: str) -> None:
        """Add a switch, with its name and a sentence about it at its left."""
        row = nested(self._column, QHBoxLayout())
        texts = nested(row, QVBoxLayout(), 1)
        texts.setSpacing(2)
        texts.addWidget(Text(self._look, switch.accessibleName(), "body_strong"))
        texts.addWidget(Text(self._look, told, "caption", "ink2"))
        row.addWidget(switch, 0, Qt.AlignmentFlag.AlignVCenter)
        self._choices.append(switch)

    def refuse(self, why: str) -> None:
        """Say why nothing can be saved; what is left is to close."""
        self._ask_nothing(True)
        self._told.setText(why)
        self._told.show()
        self.cancel.setText("Close")
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self, path: Path) -> None:
        """Write the file, and show the progress."""
        if app := QCoreApplication.instance():
            app.aboutToQuit.connect(self.reject)  # the interpreter waits for it then
        self._saving = self.begin(path)
        self._ask_nothing(True)
        self._bar.setValue(0)
        self._bar.show()
        self._told.setText(words.say(messages.WRITING, file=path.name))
        self._told.show()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._looks.start()

    def event(self, event: QEvent) -> bool:
        """Grow with what is to be read: a window does not ask how high its texts are at its width."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show) and (layout := self.layout()):
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))
        return super().event(event)

    def done(self, result: int) -> None:
        """Close; writing is cancelled, and the old file stays."""
        self._looks.stop()
        if self._saving is not None:
            self._saving.leave()
            self._saving = None
        super().done(result)

    def _ask_where(self) -> None:
        name, kinds = self.file()
        dialog = ask_where(self, self._title, name, kinds)
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))

    def _ask_nothing(self, busy: bool) -> None:
        for widget in (*self._choices, self.where):
            widget.setEnabled(not busy)

    def _look_at_it(self) -> None:
        saving = self._saving
        if saving is None:
            return
        saving.go_on()
        self._bar.setValue(round(100 * saving.share))
        if not saving.over:
            return
        self._saving = None
        self._looks.stop()
        if saving.failure:
            self._show_failure(saving.failure)
        else:
            self.saved.emit(words.say(messages.TRACK_SAVED, name=self._name, file=saving.path.name))
            self.accept()

    def _show_failure(self, sentence: str) -> None:
        self._ask_nothing(False)
        self._bar.hide()
        self._told.setText(sentence)
        announce(self, sentence)
        self.where.setFocus(Qt.FocusReason.OtherFocusReason)


class _Bar(QProgressBar):
    """A progress bar, 0 to 100."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setRange(0, 100)
        self.setAccessibleName("How much is written")
        follow(look, self._restyle)

    def _restyle(self) -> None:
        self.setFixedHeight(self._look.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, area, round_ = self._look.theme, QRectF(self.rect()), self.height() / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.line2)
            painter.drawRoundedRect(area, round_, round_)
            done = max(area.width() * self.value() / self.maximum(), area.height())
            painter.setBrush(theme.primary)
            painter.drawRoundedRect(QRectF(0, 0, done, area.height()), round_, round_)
