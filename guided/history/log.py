"""A log: JSON values in a file, a line each, that can be cut off anywhere and is still read.

A line is a checksum, a space and the JSON. The checksum covers the one before it too, so that what is
read is what was written, in its order, up to the first line that is not: a write that was cut off, or
damage, or a line of another log that a disk brought back. A write that was cut off leaves no whole line
behind, so one that stands behind the sound ones is damage.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any

from guided.paths import open_file

_CHECKSUM = 16  # bytes of a line, each a hexadecimal digit
_WHOLE_LINE = re.compile(rb"[0-9a-f]{16} [^\x00-\x1f]+\n")

# It leaves out the times of the file, which spares the disk a write. Windows and macOS do not have it.
_DATA_SYNC: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)


@dataclass(frozen=True, slots=True)
class Log:
    """What a file holds: the values of its sound lines, the bytes these take, the last one's checksum.

    A log without values may have no file. `damaged` says that more was written than its sound lines.
    """

    path: Path
    values: tuple[Any, ...] = ()
    length: int = 0
    checksum: bytes = b""
    damaged: bool = False


def read_log(path: Path) -> Log | None:
    """The sound lines of a file, which may be none; None where there is no file. Raises OSError."""
    try:
        lines = _read(path).splitlines(keepends=True)
    except FileNotFoundError:
        return None
    values, length, checksum = [], 0, b""
    for line in lines:
        text = line[_CHECKSUM + 1 : -1]
        if line != _line(checksum, text):
            break
        values.append(json.loads(text))
        length, checksum = length + len(line), line[:_CHECKSUM]
    damaged = any(_WHOLE_LINE.fullmatch(line) for line in lines[len(values) :])
    return Log(path, tuple(values), length, checksum, damaged)


def save_log(log: Log, values: Sequence[Any]) -> Log:
    """Make the file hold these values, at least one, on disk when this returns the log as it then is.

    Values that follow on those of `log` are appended, with one write and one wait for the disk; others
    replace the file whole or not at all, readable by this person only. Raises OSError: the file then
    holds what it held, unless all of it was written and only the disk did not confirm that. One process
    at a time may write.
    """
    known = len(log.values)
    # Where the file was taken away or cut short meanwhile, it is written anew.
    held = log if log.values == tuple(values[:known]) and _is_whole(log) else Log(log.path)
    data, checksum = _lines(held.checksum, values[len(held.values) :])
    if held.values:
        _append(held, data)
    else:
        _replace(held.path, data)
    return Log(held.path, tuple(values), held.length + len(data), checksum)


def remove_log(log: Log) -> Log:
    """Remove the file, if there is one, for good when this returns the empty log. Raises OSError."""
    log.path.unlink(missing_ok=True)
    sync_folder(log.path.parent)
    return Log(log.path)


def copy_file(path: Path, copy: Path) -> None:
    """Copy a file, on disk when this returns, readable by this person only. Raises OSError."""
    _replace(copy, _read(path))


def _read(path: Path) -> bytes:
    with os.fdopen(open_file(path, os.O_RDONLY), "rb") as file:
        return file.read()


def _line(checksum: bytes, text: bytes) -> bytes:
    """The line of a JSON text behind the line with that checksum, none for the first."""
    digest = hashlib.sha256(checksum + text).hexdigest()
    return digest[:_CHECKSUM].encode() + b" " + text + b"\n"


def _lines(checksum: bytes, values: Iterable[Any]) -> tuple[bytes, bytes]:
    """The lines of some values behind the line with that checksum, and the last checksum of them."""
    lines = []
    for value in values:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        lines.append(_line(checksum, text.encode()))
        checksum = lines[-1][:_CHECKSUM]
    return b"".join(lines), checksum


def _is_whole(log: Log) -> bool:
    """Whether the file still has all the bytes it had."""
    try:
        return log.path.stat().st_size >= log.length
    except FileNotFoundError:
        return False


def _append(log: Log, data: bytes) -> None:
    with open(log.path, "r+b", buffering=0) as file:
        if file.seek(0, os.SEEK_END) > log.length:
            # A line that was cut off would hide all that follow it.
            file.truncate(log.length)
            file.seek(log.length)
        try:
            _write(file, data, _DATA_SYNC)
        except OSError:
            with suppress(OSError):  # else the next call does it, or is refused as well
                file.truncate(log.length)
            raise


def _replace(path: Path, data: bytes) -> None:
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    try:
        with open(draft, "wb", buffering=0, opener=_private) as file:
            _write(file, data, os.fsync)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _write(file: FileIO, data: bytes, sync: Callable[[int], None]) -> None:
    while data:  # a disk that is almost full takes a part
        data = data[file.write(data) :]
    _sync(file.fileno(), sync)


def _sync(handle: int, sync: Callable[[int], None]) -> None:
    """Wait until the disk has a file."""
    if sys.platform == "darwin":
        import fcntl

        # Here fsync waits for the disk's own memory only. Disks in the network have nothing else.
        with suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    sync(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names of the files in a folder, which Windows sees to itself."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            _sync(handle, os.fsync)
        finally:
            os.close(handle)
