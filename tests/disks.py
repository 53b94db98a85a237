"""Disks and folders that do not take what is written to them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def full_disk(most: int = 1) -> Iterator[None]:
    """No file of this process can grow past so many bytes."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def nobody() -> Iterator[None]:
    """Root may write anywhere; for a while it is somebody who may not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
