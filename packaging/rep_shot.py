"""One rep in the player as a picture that moves: `packaging/dev.py shots DIR --rep` writes rep.png (APNG)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

Pixels = npt.NDArray[np.uint8]

FRAME_MS = 125
WIDTH = 600  # px
_LEVELS = 8  # colours this close are one, which halves the file and is not seen


class _Part(NamedTuple):
    """What changes from one frame to the next: where it lies, and its pixels."""

    x: int
    y: int
    pixels: Pixels


def pixels_of(image: QImage) -> Pixels:
    """A picture at the width of the shot, as rows of red, green and blue."""
    small = image.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation)
    small = small.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(small.constBits(), np.uint8).reshape(small.height(), small.bytesPerLine())
    found = rows[:, : small.width() * 3].reshape(small.height(), small.width(), 3)
    return (found // _LEVELS * _LEVELS + _LEVELS // 2).astype(np.uint8)


def write_apng(path: Path, frames: Sequence[Pixels]) -> None:
    """Writes frames of equal size as one PNG that plays for ever; of each only what changes."""
    height, width, _ = frames[0].shape
    parts = [_Part(0, 0, frames[0]), *(_changed(one, other) for one, other in pairwise(frames))]
    chunks = [
        _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        _chunk(b"acTL", struct.pack(">II", len(parts), 0)),
    ]
    number = 0
    for part in parts:
        high, wide, _ = part.pixels.shape
        place = struct.pack(">IIIII", number, wide, high, part.x, part.y)
        chunks.append(_chunk(b"fcTL", place + struct.pack(">HHBB", FRAME_MS, 1000, 0, 0)))
        body = _squeezed(part.pixels)
        number += 1
        if part is parts[0]:
            chunks.append(_chunk(b"IDAT", body))
        else:
            chunks.append(_chunk(b"fdAT", struct.pack(">I", number) + body))
            number += 1
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join([*chunks, _chunk(b"IEND", b"")]))


def _changed(before: Pixels, after: Pixels) -> _Part:
    rows, columns = np.nonzero((before != after).any(axis=2))
    if not len(rows):
        return _Part(0, 0, after[:1, :1])
    top, bottom, left, right = rows.min(), rows.max() + 1, columns.min(), columns.max() + 1
    return _Part(int(left), int(top), after[top:bottom, left:right])


def _squeezed(pixels: Pixels) -> bytes:
    """The pixels compressed, each row as its difference to the one above."""
    above = np.vstack([np.zeros_like(pixels[:1]), pixels[:-1]])
    rows = (pixels.astype(np.int16) - above).astype(np.uint8).reshape(len(pixels), -1)
    return zlib.compress(np.hstack([np.full((len(rows), 1), 2, np.uint8), rows]).tobytes(), 9)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
