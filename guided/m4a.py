"""AAC audio in an M4A file with chapters, by the optional package `av`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from importlib.util import find_spec
from typing import IO

from guided.chapters import Labels
from guided.mixer import RATE, Samples

_BITS_A_SECOND = 96_000


def can_be_written() -> bool:
    """Whether this computer can write M4A."""
    return find_spec("av") is not None


@contextmanager
def m4a_encoder(file: IO[bytes], labels: Labels) -> Iterator[Callable[[Samples], None]]:
    """An encoder that takes a file's samples block by block. Raises OSError."""
    import av  # large, and only for this kind of file

    with av.open(file, "w", format="ipod") as container:
        stream = container.add_stream("aac", rate=RATE, layout="mono")
        stream.bit_rate = _BITS_A_SECOND
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
        taken = 0

        def write(samples: Samples) -> None:
            nonlocal taken
            frame = av.AudioFrame.from_ndarray(samples[None, :], format="s16", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, taken, Fraction(1, RATE)
            taken += samples.size
            container.mux(stream.encode(frame))

        yield write
        container.mux(stream.encode(None))
