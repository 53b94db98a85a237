"""The chapters of a session, one for each step, and a cue sheet for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from guided.timeline import Timeline


class Chapter(NamedTuple):
    """A name for `start_ms <= t < end_ms`."""

    start_ms: int
    end_ms: int
    name: str


class Labels(NamedTuple):
    """The title of an audio file, and its chapters in order."""

    title: str = ""
    chapters: tuple[Chapter, ...] = ()


UNLABELLED = Labels()


def labels_of(timeline: Timeline) -> Labels:
    """A routine's name and a chapter for each step, beginning where it is prepared."""
    spans = (timeline.step_span(step) for step in range(len(timeline.parts)))
    named = zip(spans, timeline.parts, strict=True)
    chapters = tuple(Chapter(start, end, part.exercise.name) for (start, end), part in named)
    return Labels(timeline.routine.name, chapters)


def cue_sheet(file: str, labels: Labels) -> str:
    """A cue sheet for a file of that name; its times are in minutes, seconds and frames of 1/75 s."""
    kind = "MP3" if file.lower().endswith(".mp3") else "WAVE"
    lines = [f'TITLE "{_quotable(labels.title)}"', f'FILE "{_quotable(file)}" {kind}']
    for number, chapter in enumerate(labels.chapters, 1):
        lines += [f"  TRACK {number:02d} AUDIO", f'    TITLE "{_quotable(chapter.name)}"']
        lines += [f"    INDEX 01 {_frames(chapter.start_ms)}"]
    return "\n".join(lines) + "\n"


def _frames(ms: int) -> str:
    seconds, rest_ms = divmod(ms, 1000)
    return f"{seconds // 60:02d}:{seconds % 60:02d}:{rest_ms * 75 // 1000:02d}"


def _quotable(text: str) -> str:
    """A text in quotation marks, without those inside it: a cue sheet cannot escape them."""
    return "".join(c if c.isprintable() else " " for c in text.replace('"', "'"))


def clock_ms(ms: int) -> str:
    """A time as chapter tags write it: "00:01:02.345"."""
    seconds, rest_ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}.{rest_ms:03d}"


def comments_of(labels: Labels) -> Sequence[str]:
    """A title and chapters as Vorbis comments, by the CHAPTERxxx convention of Ogg and FLAC players."""
    lines = [f"TITLE={labels.title}"] if labels.title else []
    for number, chapter in enumerate(labels.chapters, 1):
        lines += [f"CHAPTER{number:03d}={clock_ms(chapter.start_ms)}"]
        lines += [f"CHAPTER{number:03d}NAME={chapter.name}"]
    return lines
