"""Samples: 48 kHz, one channel, and their conversion from milliseconds."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

RATE = 48_000
PER_MS = RATE // 1000

Floats = npt.NDArray[np.float32]
"""Samples from -1 to 1."""

Samples = npt.NDArray[np.int16]
"""Samples as devices and files take them."""
