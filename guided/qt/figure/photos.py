"""A person's own pictures in the figure's place: the start, the end, and what is between."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from guided.pose import Stance
from guided.qt.figure.operations import Operation, Photo

PHOTO_BOX = (-52.0, 0.0, 52.0, 78.0)
"""Left, bottom, right, top of the room pictures have, in figure units."""

_FORMATS = (b"png", b"jpeg")
_LARGEST_FILE = 40 << 20  # bytes
_MOST_PIXELS = 60_000_000  # that are decoded
_LONGEST = 1600  # px of the longer side that are kept


def shown_photos(paths: tuple[Path, ...], stance: Stance) -> tuple[Operation, ...]:
    """The pictures of a stance, one over the other on the way between two; none if none can be read."""
    images = [image for path in paths if (image := _kept(path, _stamp(path))) is not None]
    if not images:
        return ()
    along = (1.0 - stance.share("start")) * (len(images) - 1)
    first = min(int(along), max(len(images) - 2, 0))
    shown = [Photo(images[first], _room(images[first]))]
    if along > first:
        other = images[first + 1]
        shown.append(Photo(other, _room(other), min(along - first, 1.0)))
    return tuple(shown[1:] if len(shown) > 1 and shown[1].opacity >= 1.0 else shown)


def _room(image: QImage) -> QRectF:
    """The rectangle of a picture, in the middle of its room and standing on its floor."""
    left, low, right, high = PHOTO_BOX
    scale = min((right - left) / image.width(), (high - low) / image.height())
    width, height = image.width() * scale, image.height() * scale
    return QRectF((left + right - width) / 2, low, width, height)


@lru_cache(maxsize=12)
def _kept(path: Path, _stamp: tuple[int, int]) -> QImage | None:
    try:
        return read_photo(path)
    except ValueError:
        return None


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return (0, 0)
    return status.st_size, status.st_mtime_ns


def read_photo(path: Path) -> QImage:
    """A picture of a file, turned as the camera was held and at most 1600 px long.

    By what is in it, not by its name. Raises ValueError: its argument is one of "missing", "large", "kind",
    "pixels" and "broken".
    """
    size, _ = _stamp(path)
    if not size or not path.is_file():
        raise ValueError("missing")
    if size > _LARGEST_FILE:
        raise ValueError("large")
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoDetectImageFormat(True)
    reader.setAutoTransform(True)
    if reader.format().data() not in _FORMATS:
        raise ValueError("kind")
    whole = reader.size()
    if not whole.isValid():
        raise ValueError("broken")
    if whole.width() * whole.height() > _MOST_PIXELS:
        raise ValueError("pixels")
    if max(whole.width(), whole.height()) > _LONGEST:
        reader.setScaledSize(whole.scaled(QSize(_LONGEST, _LONGEST), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise ValueError("broken")
    return image
