"""What sound is made of: samples at 48 kHz, one channel, and milliseconds of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

RATE = 48_000
PER_MS = RATE // 1000

Floats = npt.NDArray[np.float32]
"""Samples from -1 to 1."""

Samples = npt.NDArray[np.int16]
"""Samples as a device and a file take them."""
