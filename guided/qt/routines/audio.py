"""Saving a routine as an audio file: which kind, where, and the progress."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from guided import messages, words
from guided.qt.routines.recording import Recording
from guided.qt.theme import Look, follow
from guided.qt.widgets.button import Button
from guided.qt.widgets.choice import Segmented, Switch
from guided.qt.widgets.focus import FocusRing
from guided.qt.widgets.message import announce
from guided.qt.widgets.nest import nested
from guided.qt.widgets.savefile import ask_where
from guided.qt.widgets.stops import ReadingOrder
from guided.qt.widgets.text import Text
from guided.settings import Settings
from guided.timeline import Timeline
from guided.track import endings
from guided.voice import Voice

KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        ".opus": ("Opus", "Small and clear. Phones and computers of the last years play it."),
        ".mp3": ("MP3", "Plays everywhere."),
        ".m4a": ("M4A", "Plays on all phones and in Apple Music."),
        ".flac": ("FLAC", "Without loss, and half the size of WAV."),
        ".wav": ("WAV", "Without loss and large, to work on. It has no chapters."),
    }
)
"""By suffix, the name of a file format and whom it suits."""

LOOK_MS = 50
_TITLE = "Save as audio"
_CUE_SHEET = "A cue sheet beside it"


class AudioDialog(ReadingOrder, QDialog):
    """Asks for a format and a path, then shows the progress."""

    saved = Signal(str)
    """A sentence that says where the file is."""

    def __init__(
        self, look: Look, timeline: Timeline, voice: Voice, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._look, self._timeline, self._voice, self._settings = look, timeline, voice, settings
        self._recording: Recording | None = None
        self._looks = QTimer(self)
        self._looks.setInterval(LOOK_MS)
        self._looks.timeout.connect(self._look_at_it)
        self.setWindowTitle(_TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(Text(look, _TITLE, "section"))
        told = "The whole session as one file, with a chapter for each exercise: voice, sounds and breath."
        column.addWidget(Text(look, told, "body", "ink2"))
        column.addSpacing(4)
        kinds = [(ending, KINDS[ending][0]) for ending in endings()]
        self.kinds = Segmented(look, "Kind of file", kinds, kinds[0][0])
        self.kinds.chosen.connect(lambda _: self._show_kind())
        column.addWidget(self.kinds)
        self._suits = Text(look, "", "body", "ink2")
        column.addWidget(self._suits)
        self.cue_sheet = Switch(look, _CUE_SHEET)
        self._fill_sheet_row(nested(column, QHBoxLayout()))
        self._bar = _Bar(look)
        self._told = Text(look, "", "body", "ink")
        for widget in (self._bar, self._told):
            column.addWidget(widget)
            widget.hide()
        column.addStretch()
        column.addSpacing(8)
        self.where = Button(look, "Choose where", "primary", icon="download")
        self.where.clicked.connect(self._ask_where)
        self.cancel = Button(look, "Cancel")
        self.cancel.clicked.connect(self.reject)
        row = nested(column, QHBoxLayout())
        row.setSpacing(12)
        row.addWidget(self.where)
        row.addWidget(self.cancel)
        row.addStretch()
        FocusRing(look, self)
        self.setMinimumWidth(min(look.px(520), parent.window().width() - 40))
        self._show_kind()
        self.where.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self, path: Path) -> None:
        """Write the file, and show the progress."""
        if app := QCoreApplication.instance():
            app.aboutToQuit.connect(self.reject)  # the interpreter waits for it then
        self._recording = Recording(
            self._timeline, self._voice, self._settings, path, self.cue_sheet.isChecked()
        )
        self._ask_nothing(True)
        self._bar.setValue(0)
        self._bar.show()
        self._told.setText(words.say(messages.WRITING, file=path.name))
        self._told.show()
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._recording.start()
        self._looks.start()

    def done(self, result: int) -> None:
        """Close; writing is cancelled, and the old file stays."""
        if self._recording is not None:
            self._recording.leave()
            self._recording = None
        super().done(result)

    def _fill_sheet_row(self, row: QHBoxLayout) -> None:
        texts = nested(row, QVBoxLayout(), 1)
        texts.setSpacing(2)
        texts.addWidget(Text(self._look, _CUE_SHEET, "body_strong"))
        texts.addWidget(
            Text(self._look, "For players that show no chapters from the file itself.", "caption", "ink2")
        )
        row.addWidget(self.cue_sheet, 0, Qt.AlignmentFlag.AlignVCenter)

    def _show_kind(self) -> None:
        self._suits.setText(KINDS[str(self.kinds.value)][1])

    def _ask_where(self) -> None:
        ending = str(self.kinds.value)
        name = f"{self._timeline.routine.id}{ending}"
        dialog = ask_where(self, _TITLE, name, {ending[1:]: KINDS[ending][0]})
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))

    def _ask_nothing(self, busy: bool) -> None:
        for widget in (self.kinds, self.cue_sheet, self.where):
            widget.setEnabled(not busy)

    def _look_at_it(self) -> None:
        recording = self._recording
        if recording is None:
            return
        self._bar.setValue(round(100 * recording.share))
        if not recording.over:
            return
        self._recording = None
        self._looks.stop()
        if recording.failure:
            self._show_failure(recording.failure)
        else:
            name = self._timeline.routine.name
            self.saved.emit(words.say(messages.TRACK_SAVED, name=name, file=recording.path.name))
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
        follow(look, lambda: self.setFixedHeight(look.px(12)))

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
