"""Posing by hand: what a frame costs while a handle is drawn, and what a change of a movement does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import cos, pi, sin
from pathlib import Path
from statistics import median
from time import thread_time

from guided.files import load
from guided.library import Library
from guided.movements import checked, opened, rounded, with_value
from guided.paths import assets
from guided.picture import Picture
from guided.pose import at_pose
from guided.qt.figure import frame, solve
from guided.qt.movements.posing import HANDLES, grip, let_go, pull
from tests.benchmarks.figures import Figure, cpu_ms

_STEPS = 24
_RADIUS = 8.0  # figure units


def figures(scratch: Path) -> Iterator[Figure]:
    """Milliseconds of processor time for a frame at 60 a second, and for an edit."""
    library = load(assets())
    frames = sorted(_frames(library))
    most = frames[len(frames) * 99 // 100]
    yield Figure("drawing a handle: solving and outlines, 99 % of frames", most, "ms", 16, 11)
    yield Figure("… the middle one", median(frames), "ms", 8, 5)
    text = (assets() / "exercises" / "half-kneeling-hip-flexor.toml").read_text("utf-8")
    movement = opened(text)
    numbers = iter(range(10_000))
    edit = cpu_ms(lambda: checked(with_value(movement, "name", f"My {next(numbers)}"), "mine", library), 40)
    yield Figure("a change of a movement, checked", edit, "ms", 16, 8)


def _frames(library: Library) -> Iterator[float]:
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
                key = drawing.poses["start"]._replace(pose=rounded(held.pose))
                shown = replace(drawing, poses={**drawing.poses, "start": key})
                frame(Picture(shown, at_pose("start")))
                yield (thread_time() - begin) * 1000
