"""Very many objects made at once: looking through those for garbage stops every thread, the window's too."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept_from_collecting() -> Iterator[None]:
    """While it lasts no garbage is looked for, and what there is at its end is never looked through again."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
