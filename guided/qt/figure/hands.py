"""Hands: mixtures of drawn shapes, by orientation and activity."""

from __future__ import annotations

from math import copysign, hypot

from PySide6.QtGui import QPainterPath, QTransform

from guided.qt.figure.frames import smoothstep, times
from guided.qt.figure.look import Look
from guided.qt.figure.operations import Operation
from guided.qt.figure.paths import opened
from guided.qt.figure.polygons import Polygon, mapped
from guided.qt.figure.projection import Figure
from guided.qt.figure.shapes import FINGERS, HAND_STEPS, hand_shape
from guided.qt.figure.skeleton import SIGN

_ACROSS_THUMB = ("broad", "grip")  # the kinds whose breadth is that of the thumb's side, not of the palm's


def hand_area(figure: Figure, look: Look, side: str) -> tuple[Polygon, QPainterPath | None]:
    """The outline of a hand and the lines between its fingers."""
    see, sign = figure.camera.see, SIGN[side]
    frame = figure.skeleton.frames["hand" + side]
    wx, wy = see(figure.skeleton.joints["wr" + side])
    dx, dy = see(times(frame.up, -1.0))
    fx, fy = see(frame.forward)
    px, py = see(times(frame.left, -sign))
    seen = hypot(dx, dy)
    if seen < 0.35:  # never shorter than that
        dx, dy, seen = dx / max(seen, 0.01) * 0.35, dy / max(seen, 0.01) * 0.35, 0.35
    nx, ny = -dy / seen, dx / seen
    thumb_seen, palm_seen = hypot(fx, fy), hypot(px, py)
    edge_on = smoothstep(palm_seen / (thumb_seen + palm_seen + 1e-6), 0.38, 0.62)
    toward_thumb, toward_palm = fx * nx + fy * ny, px * nx + py * ny
    thumb = copysign(max(0.5, min(1.0, abs(toward_thumb) * 4)), toward_thumb)  # narrower as it turns over
    palm = copysign(max(0.5, min(1.0, abs(toward_palm) * 4)), thumb)
    weights = {look.hands: 1.0} if look.hands else {"broad": 1.0 - edge_on, "edge": edge_on}
    if side in figure.skeleton.hands:
        kind, amount = figure.skeleton.hands[side]
        weights = {name: weight * (1.0 - amount) for name, weight in weights.items()}
        weights[kind] = weights.get(kind, 0.0) + amount
    over = smoothstep(toward_palm * copysign(1.0, toward_thumb), -0.3, 0.3)
    for kind in ("edge", "flat"):
        if kind in weights:
            weights[kind + "-under"] = weights[kind] * (1.0 - over)
            weights[kind] *= over

    def breadth(kind: str) -> float:
        return thumb if kind in _ACROSS_THUMB else palm

    shape = hand_shape(
        tuple(
            (kind, round(weight * HAND_STEPS), round(breadth(kind) * HAND_STEPS))
            for kind, weight in weights.items()
            if weight > 0.0125
        )
    )
    kind = max(weights, key=weights.__getitem__)
    fingers = None
    if look.detail > 1 and weights[kind] > 0.8:
        broad = breadth(kind)
        lines = [((x, y * broad), (u, v * broad)) for (x, y), (u, v) in FINGERS[kind]]
        fingers = QTransform(dx, dy, nx, ny, wx, wy).map(opened(*lines))
    return mapped(shape[:: 4 if look.coarse else 1], (dx, dy), (nx, ny), (wx, wy)), fingers


def hand_over(figure: Figure, look: Look, side: str) -> list[Operation]:
    """A single hand, painted over what it grips."""
    canvas = look.canvas()
    near, far = look.palettes(figure)
    is_far = not figure.frontal and side == figure.far
    canvas.area(far.skin if is_far else near.skin, hand_area(figure, look, side)[0])
    return canvas.operations
