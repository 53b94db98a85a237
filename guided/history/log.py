"""A log: JSON values in a file, a line each, that stays readable wherever it is cut off.

A line is a checksum, a space and the JSON. The checksum covers the previous one too, so what is read is what
was written, in order, up to the first line that does not fit: an interrupted write, damage, or a line of
another log that a disk brought back. An interrupted write leaves no whole line, so one behind the sound
lines means damage.
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
    """The contents of a log file: the values of its sound lines, their bytes, the last checksum.

    A log without values may have no file. `damaged` says that more was written than the sound lines.
    """

    path: Path
    values: tuple[Any, ...] = ()
    length: int = 0
    checksum: bytes = b""
    damaged: bool = False


def read_log(path: Path) -> Log | None:
    """The sound lines of a file, perhaps none; None if there is no file. Raises OSError."""
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
    """Make the file hold these values, at least one; the log as it then is, once it is on disk.

    Values that continue those of `log` are appended, with one write and one sync; others replace the file
    atomically, readable by this person only. Raises OSError: the file is then unchanged, unless everything
    was written and only the sync failed. Only one process at a time may write.
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
    """Remove the file, if there is one; the empty log, once that is on disk. Raises OSError."""
    log.path.unlink(missing_ok=True)
    sync_folder(log.path.parent)
    return Log(log.path)


def copy_file(path: Path, copy: Path) -> None:
    """Copy a file, readable by this person only; it is on disk on return. Raises OSError."""
    _replace(copy, _read(path))


def _read(path: Path) -> bytes:
    with os.fdopen(open_file(path, os.O_RDONLY), "rb") as file:
        return file.read()


def _line(checksum: bytes, text: bytes) -> bytes:
    """The line for a JSON text that follows the line with a checksum, none for the first."""
    digest = hashlib.sha256(checksum + text).hexdigest()
    return digest[:_CHECKSUM].encode() + b" " + text + b"\n"


def _lines(checksum: bytes, values: Iterable[Any]) -> tuple[bytes, bytes]:
    """The lines for values that follow the line with a checksum, and their last checksum."""
    lines = []
    for value in values:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        lines.append(_line(checksum, text.encode()))
        checksum = lines[-1][:_CHECKSUM]
    return b"".join(lines), checksum


def _is_whole(log: Log) -> bool:
    """Whether the file still has all its bytes."""
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
    """Wait until a file is on disk."""
    if sys.platform == "darwin":
        import fcntl

        # Here fsync waits for the disk's own memory only. Disks in the network have nothing else.
        with suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    sync(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on disk; Windows sees to that itself."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            _sync(handle, os.fsync)
        finally:
            os.close(handle)
