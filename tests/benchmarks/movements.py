"""Posing by hand: what a frame costs while a handle is drawn, and what a change of a movement does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import cos, pi, sin
from pathlib import Path
from statistics import median
from time import thread_time

from PySide6.QtGui import QImage, QPainter

from guided.files import load
from guided.library import Library
from guided.movements import checked, opened, rounded, with_value
from guided.paths import assets
from guided.picture import Picture
from guided.pose import at_pose
from guided.qt.figure import frame, solve
from guided.qt.movements.posing import HANDLES, grip, let_go, pull, to_draw
from tests.benchmarks.figures import Figure, cpu_ms

_STEPS = 24
_RADIUS = 8.0  # figure units
_SIZE, _SCALE = (680, 480), 4.4  # px of the canvas in a window of 1280x800, and those of a figure unit


def figures(scratch: Path) -> Iterator[Figure]:
    """Milliseconds of processor time for a frame at 60 a second, and for an edit."""
    library = load(assets())
    frames = sorted(_frames(library))
    most = frames[len(frames) * 99 // 100]
    yield Figure("drawing a handle: solved, outlined, painted, 99 % of frames", most, "ms", 16, 11)
    yield Figure("… the middle one", median(frames), "ms", 8, 5)
    text = (assets() / "exercises" / "half-kneeling-hip-flexor.toml").read_text("utf-8")
    movement = opened(text)
    numbers = iter(range(10_000))
    edit = cpu_ms(lambda: checked(with_value(movement, "name", f"My {next(numbers)}"), "mine", library), 40)
    yield Figure("a change of a movement, checked", edit, "ms", 16, 8)


def _frames(library: Library) -> Iterator[float]:
    image = QImage(*_SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(_SIZE[0] / 2, _SIZE[1] - 40)
    painter.scale(_SCALE, -_SCALE)
    for name in ("half-kneeling-hip-flexor", "bird-dog", "bridge", "seated-trunk-turn"):
        for handle in HANDLES:
            drawing = let_go(library.exercises[name].drawing, "start", handle)
            taken = grip(drawing, "start", handle)
            if taken is None:
                continue
            hold, held = taken
            x, y = hold.camera.see(solve(drawing, at_pose("start")).joints[HANDLES[handle]])
            for step in range(_STEPS):
                turn = 2 * pi * step / _STEPS
                begin = thread_time()
                held = pull(hold, held, (x + _RADIUS * (cos(turn) - 1), y + _RADIUS * sin(turn)))
                key = drawing.poses["start"]._replace(pose=rounded(to_draw(hold, held)))
                shown = replace(drawing, poses={**drawing.poses, "start": key})
                for operation in frame(Picture(shown, at_pose("start")), _SCALE):
                    operation.paint(painter)
                yield (thread_time() - begin) * 1000
    painter.end()
