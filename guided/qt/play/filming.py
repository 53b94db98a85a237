"""Saving a session as a film: which shape, with captions or without, where, and the progress."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtWidgets import QApplication, QWidget

from guided import messages, words
from guided.captions import captions
from guided.chapters import labels_of
from guided.clips import Clips
from guided.film import ENDING, Shape, Sound, can_be_made, filming
from guided.qt.play.film import Pictures
from guided.qt.theme import Look
from guided.qt.widgets.choice import Segmented, Switch
from guided.qt.widgets.saving import SavingDialog
from guided.qt.widgets.text import Text
from guided.reading import GuidedError
from guided.settings import Settings
from guided.speech import heard
from guided.timeline import Timeline
from guided.voice import Voice

SHAPES: Mapping[str, tuple[Shape, str]] = MappingProxyType(
    {
        "Wide": (Shape(), "For televisions and computers."),
        "Large": (Shape(1920, 1080), "Sharper on a large screen. It takes longer to save."),
        "Upright": (Shape(720, 1280), "For a phone held upright."),
    }
)
"""By name, the shape of a film and whom it suits."""

_TOLD = "What the player shows and says, as a film with a chapter for each exercise."


class Played(NamedTuple):
    """What a film shows and says."""

    timeline: Timeline
    voice: Voice
    settings: Settings

    def sound(self) -> Sound:
        """What is heard of it."""
        settings = self.settings
        cues = heard(self.timeline, settings.speech, self.voice)
        return Sound(cues, settings.levels, Clips(self.voice), settings.breath_voicing)


def made(played: Played, path: Path, shape: Shape, captioned: bool) -> Generator[float]:
    """Write a film where there is no window, as `film.filming` does."""
    app = QApplication.instance() or QApplication(["guided", "-platform", "offscreen"])
    assert isinstance(app, QApplication)
    yield from _film(Look(app, played.settings), played, path, shape, captioned)


def _film(look: Look, played: Played, path: Path, shape: Shape, captioned: bool) -> Generator[float]:
    sound = played.sound()
    pictures = Pictures(look, played.timeline, shape, captions(sound.cues) if captioned else ())
    return filming(path, shape, pictures.at, sound, labels_of(played.timeline))


class Filming:
    """Writes a film picture by picture, whenever there is time; see `saving.Saving`."""

    def __init__(self, look: Look, played: Played, path: Path, shape: Shape, captioned: bool) -> None:
        self.path, self.share, self.failure, self.over = path, 0.0, "", False
        self._steps = _film(look, played, path, shape, captioned)

    def go_on(self) -> None:
        """Write a picture."""
        try:
            self.share = next(self._steps)
        except StopIteration:
            self.over = True
        except OSError as error:
            why = words.refusal(error)
            self.failure = words.say(messages.NOT_WRITTEN_TO, file=self.path.name, why=why)
            self.over = True
        except GuidedError as error:
            self.failure, self.over = str(error), True

    def leave(self) -> None:
        """Cancel; an old file stays as it was."""
        self._steps.close()


class FilmDialog(SavingDialog):
    """Asks for shape and path, then shows the progress; or says what is missing for films."""

    def __init__(self, look: Look, played: Played, parent: QWidget) -> None:
        super().__init__(look, "Save as video", _TOLD, played.timeline.routine.name, parent, look_ms=0)
        self._played = played
        self.shapes = Segmented(look, "Shape", [(name, name) for name in SHAPES], next(iter(SHAPES)))
        self.shapes.chosen.connect(lambda _: self._show_shape())
        self._suits = Text(look, "", "body", "ink2")
        for widget in (self.shapes, self._suits):
            self.add_choice(widget)
        self.captions = Switch(look, "Captions")
        self.captions.setChecked(played.settings.captions != "never")
        self.add_switch(self.captions, "What is said, to be read along.")
        self._show_shape()
        if not can_be_made():
            self.refuse(messages.NO_FILM_HERE)

    def file(self) -> tuple[str, Mapping[str, str]]:
        """The name of the film, and its kind."""
        return f"{self._played.timeline.routine.id}{ENDING}", {ENDING[1:]: "Film"}

    def begin(self, path: Path) -> Filming:
        """Begin to write the film, in the time between the window's other work."""
        shape = SHAPES[str(self.shapes.value)][0]
        return Filming(self._look, self._played, path, shape, self.captions.isChecked())

    def _show_shape(self) -> None:
        self._suits.setText(SHAPES[str(self.shapes.value)][1])
