"""A track written in a thread of its own, which may be cancelled at any time."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

from guided import messages, words
from guided.chapters import labels_of
from guided.clips import Clips
from guided.reading import GuidedError
from guided.settings import Settings
from guided.speech import heard
from guided.timeline import Timeline
from guided.track import write_cue_sheet, write_track
from guided.voice import Voice


class Recording:
    """Writes a session's sound to a file. Its progress is to be polled.

    `share` is the progress, 0 to 1; once it is `over`, `whole` says whether it is complete, and `failure` why
    not, in a sentence.
    """

    def __init__(
        self, timeline: Timeline, voice: Voice, settings: Settings, path: Path, cue_sheet: bool
    ) -> None:
        self.path = path
        self.share, self.whole, self.failure = 0.0, False, ""
        self._timeline, self._voice, self._settings = timeline, voice, settings
        self._cue_sheet = cue_sheet
        self._unwanted = Event()
        self._thread = Thread(target=self._write, name="recording")

    @property
    def over(self) -> bool:
        """Whether writing has ended."""
        return not self._thread.is_alive()

    def start(self) -> None:
        """Start writing."""
        self._thread.start()

    def go_on(self) -> None:
        """Nothing: the thread goes on by itself."""

    def leave(self) -> None:
        """Cancel as soon as possible; the old file stays as it was."""
        self._unwanted.set()

    def _write(self) -> None:
        labels, settings, path = labels_of(self._timeline), self._settings, self.path
        all_cues = heard(self._timeline, settings.speech, self._voice)
        try:
            self.whole = write_track(
                path,
                all_cues,
                settings.levels,
                Clips(self._voice),
                labels,
                settings.breath_voicing,
                self._goes_on,
            )
            if self.whole and self._cue_sheet:
                write_cue_sheet(path, labels)
        except OSError as error:
            why = words.refusal(error)
            self.failure = words.say(messages.NOT_WRITTEN_TO, file=path.name, why=why)
        except GuidedError as error:
            self.failure = str(error)

    def _goes_on(self, share: float) -> bool:
        self.share = share
        return not self._unwanted.is_set()
