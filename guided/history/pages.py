"""The rows of an SQLite file, read page by page: sound pages are found whatever befell the rest.

The format is that of https://www.sqlite.org/fileformat2.html: a leaf page of a table begins with 13 and lists
where its rows begin; the rest of a long row is in a chain of overflow pages.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_HEADER = 100  # bytes before what is on the first page
_LEAF = 13
_USUAL_SIZE = 4096
_LARGEST_ROW = 10_000_000  # bytes
_INTEGERS = (0, 1, 2, 3, 4, 6, 8)  # bytes of each serial type

_NOT_A_ROW = (IndexError, ValueError, struct.error)


def rows_in(path: Path) -> Iterator[tuple[Any, ...] | None]:
    """Every row of every table, in no order, some twice or outdated; None for an unreadable page.

    Texts are str, blobs bytes. Raises OSError if the file cannot be opened.
    """
    with open(path, "rb", buffering=0) as file:
        pages = _Pages(file.fileno())
        for number in range(1, pages.count + 1):
            try:
                page = pages.read(number)
            except OSError:
                yield None
                continue
            start = _HEADER if number == 1 else 0
            if len(page) < start + 8 or page[start] != _LEAF:
                continue
            (cells,) = struct.unpack_from(">H", page, start + 3)
            for cell in range(min(cells, len(page) // 4)):
                try:
                    (at,) = struct.unpack_from(">H", page, start + 8 + 2 * cell)
                    yield _values(pages.payload(page, at))
                except _NOT_A_ROW:
                    continue
                except OSError:
                    yield None


class _Pages:
    """The pages of a file, numbered from 1."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        header = os.pread(handle, _HEADER, 0).ljust(_HEADER, b"\0")
        (size,) = struct.unpack_from(">H", header, 16)
        size = 65536 if size == 1 else size
        self._size = size if size >= 512 and size & (size - 1) == 0 else _USUAL_SIZE
        self.count = -(-os.fstat(handle).st_size // self._size)

    def read(self, number: int) -> bytes:
        """A page, tried twice. Raises OSError."""
        at = (number - 1) * self._size
        try:
            return os.pread(self._handle, self._size, at)
        except OSError:
            return os.pread(self._handle, self._size, at)

    def payload(self, page: bytes, at: int) -> bytes:
        """The payload of the row at an offset of a page. Raises one of `_NOT_A_ROW`, OSError."""
        length, at = _varint(page, at)
        _, at = _varint(page, at)  # its number
        if length > _LARGEST_ROW:
            raise ValueError
        here = self._here(length)
        found = [page[at : at + here]]
        missing = length - here
        if missing:
            (following,) = struct.unpack_from(">I", page, at + here)
        while missing > 0:
            if not 0 < following <= self.count:
                raise ValueError
            page = self.read(following)
            (following,) = struct.unpack_from(">I", page)
            found.append(page[4 : 4 + missing])
            missing -= self._size - 4
        return b"".join(found)

    def _here(self, length: int) -> int:
        """The number of bytes of a row of a length that are on its own page."""
        if length <= self._size - 35:
            return length
        least = (self._size - 12) * 32 // 255 - 23
        here = least + (length - least) % (self._size - 4)
        return here if here <= self._size - 35 else least


def _values(row: bytes) -> tuple[Any, ...]:
    """The values of a row. Raises one of `_NOT_A_ROW`."""
    end, at = _varint(row, 0)
    kinds = []
    while at < end:
        kind, at = _varint(row, at)
        kinds.append(kind)
    values: list[Any] = []
    for kind in kinds:
        size = _INTEGERS[kind] if kind < 7 else 8 if kind == 7 else 0 if kind < 12 else (kind - 12) // 2
        stored, at = row[at : at + size], at + size
        if len(stored) < size or kind in (10, 11):
            raise ValueError
        values.append(_value(kind, stored))
    return tuple(values)


def _value(kind: int, stored: bytes) -> Any:
    if kind == 0:
        return None
    if kind < 7:
        return int.from_bytes(stored, "big", signed=True)
    if kind == 7:
        return struct.unpack(">d", stored)[0]
    if kind < 12:
        return kind - 8
    return str(stored, "utf-8") if kind % 2 else stored


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A varint of one to nine bytes, and the offset behind it. Raises IndexError."""
    value = 0
    for place in range(at, at + 8):
        byte = data[place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9
