"""AAC audio in an M4A file with chapters, by the optional package `av`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from importlib.util import find_spec
from typing import IO, TYPE_CHECKING

from guided.chapters import Labels
from guided.mixer import RATE, Samples

if TYPE_CHECKING:
    from av import AudioStream
    from av.container import OutputContainer

_BITS_A_SECOND = 96_000


def can_be_written() -> bool:
    """Whether this computer can write M4A, and films."""
    return find_spec("av") is not None


@contextmanager
def m4a_encoder(file: IO[bytes], labels: Labels) -> Iterator[Callable[[Samples], None]]:
    """An encoder that takes a file's samples block by block. Raises OSError."""
    import av  # large, and only for this kind of file

    with av.open(file, "w", format="ipod") as container:
        stream = add_sound(container)
        label(container, labels)
        yield sound_writer(container, stream)
        container.mux(stream.encode(None))


def add_sound(container: OutputContainer) -> AudioStream:
    """Add a stream of AAC to a file that is to be written."""
    stream = container.add_stream("aac", rate=RATE, layout="mono")
    stream.bit_rate = _BITS_A_SECOND
    return stream


def label(container: OutputContainer, labels: Labels) -> None:
    """Give a file its title and chapters, before anything is written to it."""
    container.metadata["title"] = labels.title
    container.set_chapters(
        [
            {
                "id": number,
                "start": chapter.start_ms,
                "end": chapter.end_ms,
                "time_base": Fraction(1, 1000),
                "metadata": {"title": chapter.name},
            }
            for number, chapter in enumerate(labels.chapters)
        ]
    )


def sound_writer(container: OutputContainer, stream: AudioStream) -> Callable[[Samples], None]:
    """What takes the samples of a stream, block by block."""
    from av import AudioFrame

    taken = 0

    def write(samples: Samples) -> None:
        nonlocal taken
        frame = AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, taken, Fraction(1, RATE)
        taken += samples.size
        container.mux(stream.encode(frame))

    return write
