"""Saving a routine as an audio file: which kind, where, and the progress."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from PySide6.QtWidgets import QWidget

from guided.qt.routines.recording import Recording
from guided.qt.theme import Look
from guided.qt.widgets.choice import Segmented, Switch
from guided.qt.widgets.saving import SavingDialog
from guided.qt.widgets.text import Text
from guided.settings import Settings
from guided.timeline import Timeline
from guided.track import endings
from guided.voice import Voice

KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        ".opus": ("Opus", "Small and clear. Recent phones and computers play it."),
        ".mp3": ("MP3", "Plays everywhere."),
        ".m4a": ("M4A", "Plays on all phones and in Apple Music."),
        ".flac": ("FLAC", "Without loss, and half the size of WAV."),
        ".wav": ("WAV", "Without loss and large, to work on. It has no chapters."),
    }
)
"""By suffix, the name of a file format and whom it suits."""

_TOLD = "The whole session as one file, with a chapter for each exercise: voice, sounds and breath."


class AudioDialog(SavingDialog):
    """Asks for a format and a path, then shows the progress."""

    def __init__(
        self, look: Look, timeline: Timeline, voice: Voice, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(look, "Save as audio", _TOLD, timeline.routine.name, parent)
        self._timeline, self._voice, self._settings = timeline, voice, settings
        kinds = [(ending, KINDS[ending][0]) for ending in endings()]
        self.kinds = Segmented(look, "Kind of file", kinds, kinds[0][0])
        self.kinds.chosen.connect(lambda _: self._show_kind())
        self._suits = Text(look, "", "body", "ink2")
        for widget in (self.kinds, self._suits):
            self.add_choice(widget)
        self.cue_sheet = Switch(look, "A cue sheet beside it")
        self.add_switch(self.cue_sheet, "For players that show no chapters from the file itself.")
        self._show_kind()

    def file(self) -> tuple[str, Mapping[str, str]]:
        """The name of the track, and its kind."""
        ending = str(self.kinds.value)
        return f"{self._timeline.routine.id}{ending}", {ending[1:]: KINDS[ending][0]}

    def begin(self, path: Path) -> Recording:
        """Write the track in a thread."""
        recording = Recording(self._timeline, self._voice, self._settings, path, self.cue_sheet.isChecked())
        recording.start()
        return recording

    def _show_kind(self) -> None:
        self._suits.setText(KINDS[str(self.kinds.value)][1])
