"""The current time zone of this computer; it may change while the program runs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import tzinfo
from functools import lru_cache
from pathlib import Path

LOCALTIME = Path("/etc/localtime")


def local_zone(environment: Mapping[str, str] = os.environ, file: Path = LOCALTIME) -> tzinfo | None:
    """The zone that TZ names, or else the one in the system's file.

    None if neither says it, as on Windows: the C library knows, as of the program's start.
    """
    named = environment.get("TZ", "").removeprefix(":")
    try:
        if named:
            return _of_file(Path(named)) if named.startswith("/") else _named(named)
        return _of_file(file)
    except (OSError, ValueError, KeyError):
        return None


def zone_name(environment: Mapping[str, str] = os.environ, file: Path = LOCALTIME) -> str:
    """The name of this computer's zone, such as "Europe/Berlin"; "" where nothing says it."""
    named = environment.get("TZ", "").removeprefix(":") or os.path.realpath(file)
    return named.partition("zoneinfo/")[2] if named.startswith("/") else named


def _of_file(file: Path) -> tzinfo:
    about = file.stat()
    return _read(file, about.st_ino, about.st_size, about.st_mtime_ns)


@lru_cache(maxsize=1)
def _read(file: Path, *_: int) -> tzinfo:
    """The zone in a file, read again when the file changes."""
    from zoneinfo import ZoneInfo

    with file.open("rb") as opened:
        return ZoneInfo.from_file(opened)


@lru_cache(maxsize=1)
def _named(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)
