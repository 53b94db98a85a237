"""A voice's audio clips, decoded on first use."""

from __future__ import annotations

from collections import OrderedDict

import numpy as np
import numpy.typing as npt

from guided.mixer import RATE, Floats
from guided.voice import Voice

MOST_BYTES = 12_000_000
"""The size of the cache of decoded clips: about two minutes of speech."""


class Clips:
    """Decodes a voice's clips and caches the latest. Thread-safe."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._kept: OrderedDict[str, npt.NDArray[np.int16]] = OrderedDict()
        self._bytes = 0

    def __call__(self, text: str) -> Floats:
        """The samples of a text at full level; none if it has no clip, or one that cannot be read."""
        if text not in self._kept:
            made = self._decoded(text)
            self._kept[text] = made
            self._bytes += made.nbytes
        self._kept.move_to_end(text)
        while self._bytes > MOST_BYTES and len(self._kept) > 1:
            self._bytes -= self._kept.popitem(last=False)[1].nbytes
        return self._kept[text].astype(np.float32) / np.float32(32768)

    def _decoded(self, text: str) -> npt.NDArray[np.int16]:
        import soundfile  # loads a library of its own: only once something is said

        if text not in self._voice.clips:
            return np.zeros(0, np.int16)
        try:
            samples, rate = soundfile.read(self._voice.path(text), dtype="int16", always_2d=True)
        except (OSError, RuntimeError):  # soundfile's own error is a RuntimeError
            return np.zeros(0, np.int16)
        return np.ascontiguousarray(samples[:, 0]) if rate == RATE else np.zeros(0, np.int16)
