"""A session as a film: H.264 and AAC in an MP4 file with chapters, by the optional package `av`."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from guided import m4a, messages, words
from guided.chapters import Labels
from guided.cues import Cue
from guided.mixer import Said, Samples, render_window, sounds_until_ms
from guided.paths import replacing
from guided.reading import GuidedError
from guided.settings import Levels

if TYPE_CHECKING:
    from av import VideoStream
    from av.container import OutputContainer

Pixels = npt.NDArray[np.uint8]
"""A picture: rows of pixels, each blue, green, red and a byte that is not used."""

ENDING = ".mp4"

_AHEAD_MS = 1_000  # of sound that is rendered at a time
_X264 = MappingProxyType({"preset": "veryfast", "tune": "animation", "crf": "23"})
_BT709 = 1  # the colours of high definition, by their number in H.264


class Shape(NamedTuple):
    """Width and height in px, both even, and pictures a second."""

    width: int = 1280
    height: int = 720
    fps: int = 30


class Sound(NamedTuple):
    """What is heard: the cues and how they are rendered, as for `mixer.render_window`."""

    cues: tuple[Cue, ...]
    levels: Levels
    said: Said
    voicing: str

    @property
    def length_ms(self) -> int:
        """The length of the film: until the last sound has died away."""
        return sounds_until_ms(self.cues)


def can_be_made() -> bool:
    """Whether this computer can make films."""
    return m4a.can_be_written()


def check_film(path: Path) -> None:
    """Raise GuidedError if films cannot be made here, or not with this suffix."""
    if path.suffix.lower() != ENDING:
        raise GuidedError(words.say(messages.FILM_ENDS_IN, file=path.name, ending=ENDING))
    if not can_be_made():
        raise GuidedError(words.say(messages.NO_FILM, file=path.name))


def filming(
    path: Path, shape: Shape, picture_at: Callable[[int], Pixels], sound: Sound, labels: Labels
) -> Generator[float]:
    """Write a film, picture by picture: yields how much is done, 0 to 1, after each.

    `picture_at` gives the picture at a time in ms. The file is there once the last step is taken; if the
    generator is closed before, an old file stays. A longer film needs no more memory. Raises GuidedError
    as `check_film` does and OSError if it cannot be written.
    """
    check_film(path)
    length_ms, rendered_ms = sound.length_ms, 0
    count = -(-length_ms * shape.fps // 1000)
    with replacing(path) as file, _encoder(file, shape, labels) as (show, hear):
        for number in range(count):
            t_ms = number * 1000 // shape.fps
            if t_ms >= rendered_ms:
                end_ms = min(rendered_ms + _AHEAD_MS, length_ms)
                hear(
                    render_window(
                        sound.cues,
                        rendered_ms,
                        end_ms,
                        levels=sound.levels,
                        said=sound.said,
                        voicing=sound.voicing,
                    )
                )
                rendered_ms = end_ms
            show(picture_at(t_ms))
            yield (number + 1) / count


@contextmanager
def _encoder(
    file: IO[bytes], shape: Shape, labels: Labels
) -> Iterator[tuple[Callable[[Pixels], None], Callable[[Samples], None]]]:
    """What takes a film's pictures and its sound, each in order."""
    import av  # large, and only for this kind of file

    with av.open(file, "w", format="mp4") as container:
        pictures, sound = _add_pictures(container, shape), m4a.add_sound(container)
        m4a.label(container, labels)
        yield _picture_writer(container, pictures), m4a.sound_writer(container, sound)
        container.mux(pictures.encode(None))
        container.mux(sound.encode(None))


def _add_pictures(container: OutputContainer, shape: Shape) -> VideoStream:
    """Add a stream of H.264 to a file that is to be written."""
    stream = container.add_stream("libx264", rate=shape.fps)
    stream.width, stream.height, stream.pix_fmt = shape.width, shape.height, "yuv420p"
    codec = stream.codec_context
    codec.time_base, codec.options = Fraction(1, shape.fps), dict(_X264)
    codec.colorspace = codec.color_primaries = codec.color_trc = _BT709
    return stream


def _picture_writer(container: OutputContainer, stream: VideoStream) -> Callable[[Pixels], None]:
    """What takes the pictures of a stream."""
    from av import VideoFrame

    number = 0

    def write(pixels: Pixels) -> None:
        nonlocal number
        frame = VideoFrame.from_ndarray(pixels, format="bgra")
        frame = frame.reformat(format="yuv420p", dst_colorspace=_BT709)
        frame.pts, frame.time_base = number, stream.codec_context.time_base
        number += 1
        container.mux(stream.encode(frame))

    return write
