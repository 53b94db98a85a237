"""Where tones begin in a recording."""

import numpy as np
import numpy.typing as npt

_FRAME = 12  # samples: a quarter of a millisecond at 48 kHz
_BEFORE = 200  # frames a tone has to stand out against, 50 ms
_LOUDER = 1.5
_FAINTEST = 0.02  # of full scale
_APART = 400  # frames, 100 ms


def onsets_ms(samples: npt.NDArray[np.int16]) -> npt.NDArray[np.float64]:
    """When tones begin, in ms at 48 kHz: a peak half as high again as any of the 50 ms before."""
    frames = np.abs(samples[: samples.size // _FRAME * _FRAME].reshape(-1, _FRAME).astype(np.float32))
    peaks = frames.max(axis=1) / 32768
    padded = np.concatenate([np.zeros(_BEFORE, np.float32), peaks])
    before = np.lib.stride_tricks.sliding_window_view(padded, _BEFORE)[: peaks.size].max(axis=1)
    found: list[int] = []
    for frame in np.flatnonzero((peaks > _LOUDER * before) & (peaks > _FAINTEST)):
        if not found or frame - found[-1] > _APART:
            found.append(int(frame))
    return np.array(found) * _FRAME / 48
