"""The figure: first paint, cached frames, thumbnails, and a walk through every movement looking for jumps."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import thread_time

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from guided.files import load
from guided.library import Library
from guided.paths import assets
from guided.picture import Style, picture_of
from guided.pose import at_pose
from guided.qt.figure import Fit, painter
from guided.routine import Exercise
from tests.benchmarks.figures import Figure
from tests.qt.figure.continuity import jumps_of

_SIZE, _THUMB = 800, 96
_ROUNDS = 12
_STEPS = 240
_JUMP_PX = 80

Paint = Callable[[Exercise], None]


def figures(scratch: Path) -> Iterator[Figure]:
    """Milliseconds of processor time, of all exercises the slowest and the middle one."""
    library = load(assets())
    exercises = tuple(library.exercises.values())
    for theme, name in (("light", ""), ("hc", ", high contrast")):
        large = _painting(_SIZE, Style(theme), tight=False)
        first = _least(large, exercises, cold=True)
        cached = _least(large, exercises, cold=False)
        yield Figure(f"first paint of any exercise at 800 px{name}, slowest", max(first), "ms", 8, 6)
        yield Figure(f"… of the middle one{name}", median(first), "ms", 6, 6)
        yield Figure(f"a cached frame at 800 px{name}, slowest", max(cached), "ms", 3, 2)
        yield Figure(f"… of the middle one{name}", median(cached), "ms", 2, 2)
    small = _painting(_THUMB, Style(detail=1), tight=True)
    thumbs = _least(small, exercises, cold=True)
    yield Figure("a thumbnail of 96 px, cold, slowest", max(thumbs), "ms", 3, 2)
    yield Figure("… of the middle one", median(thumbs), "ms", 2.5, 2)
    yield Figure("30 thumbnails of 96 px, cold", sum(thumbs[:30]), "ms", 70, 60)
    yield Figure("frames kept at most", painter.CACHE_BYTES / 2**20, "MB", 32, 32)
    jumps = _jumps(library)
    for jump in jumps:
        print(jump, file=sys.stderr)
    yield Figure("jumps in 240 steps of every movement", len(jumps), "", 0, 0)


def _jumps(library: Library) -> list[str]:
    return [jump for one in library.exercises.values() for jump in jumps_of(one, library, _STEPS, _JUMP_PX)]


def _painting(size: int, style: Style, tight: bool) -> Paint:
    """Paints an exercise's end."""
    image = QImage(size, size, QImage.Format.Format_RGB32)  # as a window has
    image.fill(0xFFFFFFFF)
    area = QRectF(0, 0, size, size)

    def paint(one: Exercise) -> None:
        with QPainter(image) as surface:
            painter.paint(surface, area, picture_of(one, at_pose("end"), style), Fit(tight=tight))

    return paint


def _least(paint: Paint, exercises: Sequence[Exercise], cold: bool) -> list[float]:
    """The least time of a few rounds for each exercise: others use the machine too, for a while at a time."""
    rounds = [list(_round(paint, exercises, cold)) for _ in range(_ROUNDS)]
    return [min(times) for times in zip(*rounds, strict=True)]


def _round(paint: Paint, exercises: Sequence[Exercise], cold: bool) -> Iterator[float]:
    for one in exercises:
        if cold:
            # Nothing is kept of a drawing that has not been seen.
            one = replace(one, drawing=replace(one.drawing))
        else:
            paint(one)
        begin = thread_time()
        paint(one)
        yield (thread_time() - begin) * 1000
