"""Drawings to try the figure with, and pictures of them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from guided.picture import Picture, Style
from guided.pose import Drawing, Stance, at_pose, blend, read_bases, read_drawing
from guided.qt.figure import Fit, Operation, paint, placement
from guided.reading import Problem, Table, read_toml

Pixels = NDArray[np.int16]


@dataclass(frozen=True, eq=False)
class Sample:
    drawing: Drawing
    lengthens: tuple[str, ...]
    both: bool


@cache
def samples() -> dict[str, Sample]:
    data = read_toml(Path(__file__).with_name("poses.toml"))
    problems: list[Problem] = []
    bases = read_bases(Table(data["bases"], problems))
    found = {
        name: Sample(
            read_drawing(Table(one["figure"], problems, name), bases),
            tuple(one["lengthens"]),
            one["both"],
        )
        for name, one in data["exercises"].items()
    }
    assert not problems
    return found


NAMES = sorted(samples())
START, END = at_pose("start"), at_pose("end")


def drawing(name: str) -> Drawing:
    return samples()[name].drawing


def on_the_way(t: float) -> Stance:
    return blend(START, END, t)


def steps(count: int) -> list[Stance]:
    return [on_the_way(i / count) for i in range(count + 1)]


def pixels(image: QImage) -> Pixels:
    """The colours of an image by row, column and channel."""
    buffer = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return buffer[:, :, :3].astype(np.int16)


def canvas(width: int, height: int, color: str = "#FBEADC") -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    return image


def painted(
    name: str,
    stance: Stance = END,
    style: Style | None = None,
    width: int = 240,
    height: int = 240,
    mirrored: bool = False,
    tight: bool = False,
    muscles: tuple[str, ...] | None = None,
    glow: float | None = None,
) -> Pixels:
    """A sample as `paint` shows it."""
    sample = samples()[name]
    image = canvas(width, height)
    painter = QPainter(image)
    picture = Picture(
        sample.drawing,
        stance,
        style or Style(),
        sample.lengthens if muscles is None else muscles,
        both=sample.both,
        glow=glow,
        mirrored=mirrored,
    )
    paint(painter, QRectF(0, 0, width, height), picture, Fit(tight=tight))
    painter.end()
    return pixels(image)


def played(operations: tuple[Operation, ...], drawing: Drawing, size: int) -> Pixels:
    """A frame's operations, painted without being rounded to the cache's grid."""
    image = canvas(size, size)
    place = placement(QRectF(0, 0, size, size), drawing)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place.x0, place.floor_y)
    painter.scale(place.scale, -place.scale)
    for operation in operations:
        operation.paint(painter)
    painter.end()
    return pixels(image)
