"""The muscles that lengthen, glowing on the body."""

from __future__ import annotations

from math import cos, hypot, pi, radians, sin

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QPainterPath, QRadialGradient, QTransform

from guided.pose import SIDES
from guided.qt.figure.frames import Frame, away
from guided.qt.figure.look import Look
from guided.qt.figure.muscles import Region, regions_on
from guided.qt.figure.operations import Canvas
from guided.qt.figure.outline import Contour, cut, edge_at, resampled
from guided.qt.figure.paths import Polygon, closed, opened
from guided.qt.figure.projection import Figure
from guided.qt.figure.skeleton import SIGN, Skeleton
from guided.qt.figure.skins import Theme, faint, mixed, round_pen

_POINTS = 19
_SPINDLE = [sin(pi * (0.03 + 0.94 * i / (_POINTS - 1))) ** 0.62 for i in range(_POINTS)]
_HORIZON = -0.18  # how far round the limb's edge a muscle still shows
_HALOS = ((0.22, 0.10), (0.10, 0.12))  # how much wider than the muscle, and how opaque
_FAR = 0.62  # the glow of a far limb


def draw_muscles(canvas: Canvas, figure: Figure, look: Look, chain: str, side: str, contour: Contour) -> None:
    """What lengthens on a limb; `side` is "" for trunk and neck."""
    is_far = not figure.frontal and side == figure.far
    for region in regions_on(look.muscles, chain, side, look.both):
        _draw_region(canvas, figure, look, contour, side, region, _FAR if is_far else 1.0)


def _draw_region(
    canvas: Canvas, figure: Figure, look: Look, contour: Contour, side: str, region: Region, strength: float
) -> None:
    """As much of a muscle as is seen; nothing when it is on the side that is not."""
    theme, glow = look.theme, look.glow
    span = _visible_span(figure, contour, side, region)
    if span is None:
        return
    middle, half = (span[0] + span[1]) / 2, (span[1] - span[0]) / 2
    a, b = _spindle(contour, region, middle, half, 0.0, 1.0)
    shape = closed(a + b[::-1])
    if canvas.shaded and glow > 0.02:
        for wider, alpha in _HALOS:
            halo_a, halo_b = _spindle(contour, region, middle, half, wider, 0.985)
            brush = QBrush(faint(theme.muscle, alpha * glow * strength))
            canvas.fill(closed(halo_a + halo_b[::-1]), brush, outlined=False)
    core, rim = (0.16 + 0.80 * glow) * strength, (0.06 + 0.52 * glow) * strength
    if theme.flat:
        brush = QBrush(faint(theme.muscle, 0.30 + 0.62 * core))
    else:
        brush = _gradient(theme, a, b, glow, core, rim)
    canvas.fill(shape, brush, outlined=False)
    if not theme.flat:
        canvas.stroke(shape, round_pen(faint(theme.muscle, (0.55 - 0.35 * glow) * strength), 0.26))
    if look.detail > 1 and half > 0.12:
        fibres = [
            [
                (ax + (bx - ax) * across, ay + (by - ay) * across)
                for (ax, ay), (bx, by) in zip(a[3:-3], b[3:-3], strict=True)
            ]
            for across in (0.25, 0.5, 0.75)
        ]
        color = "#FFFFFF" if theme.flat else mixed(theme.muscle, 0.55, "#FFFFFF")
        canvas.stroke(opened(*fibres), round_pen(faint(color, (0.10 + 0.45 * glow) * strength), 0.22))


def _frame_of(skeleton: Skeleton, region: Region, side: str) -> Frame:
    """The frame of the bone a region is mostly on."""
    frames, middle = skeleton.frames, (region.start + region.end) / 2
    if region.chain == "leg":
        return frames[("pelvis", "thigh" + side, "shank" + side)[min(int(middle), 2)]]
    if region.chain == "arm":
        return frames[("arm" + side, "forearm" + side)[min(int(middle), 1)]]
    if region.chain == "torso":
        return skeleton.spine_frames[int(middle * (len(skeleton.spine_frames) - 1))]
    return frames["neck"]


def _visible_span(figure: Figure, contour: Contour, side: str, region: Region) -> tuple[float, float] | None:
    """What is seen of a region, from the right edge (-1) to the left edge (1); None if hardly anything."""
    frame, sign = _frame_of(figure.skeleton, region, side), -1.0 if side == "R" else 1.0
    middle = (max(region.start, contour.left_places[0]) + region.end) / 2
    dx = dy = 0.0
    for edge, places in ((contour.left, contour.left_places), (contour.right, contour.right_places)):
        (x0, y0), (x1, y1) = edge_at(edge, places, middle - 0.04), edge_at(edge, places, middle + 0.04)
        dx, dy = dx + x1 - x0, dy + y1 - y0
    length = hypot(dx, dy) or 1.0
    nx, ny = -dy / length, dx / length
    seen = []
    before: tuple[float, float] | None = None
    for i in range(-6, 7):
        angle = radians(region.angle + region.spread * i / 6)
        outward = away((0.0, 0.0, 0.0), frame, forward=cos(angle), left=sin(angle) * sign)
        x, y = figure.camera.see(outward)
        across, nearness = x * nx + y * ny, figure.camera.nearness(outward)
        if before and (nearness > _HORIZON) != (before[1] > _HORIZON):
            t = (_HORIZON - before[1]) / (nearness - before[1])
            seen.append(before[0] + (across - before[0]) * t)
        if nearness > _HORIZON:
            seen.append(across)
        before = (across, nearness)
    if len(seen) < 3:
        return None
    low, high = max(-0.94, min(seen)), min(0.94, max(seen))
    return (low, high) if high - low >= 0.12 else None


def _spindle(
    contour: Contour, region: Region, middle: float, half: float, wider: float, limit: float
) -> tuple[Polygon, Polygon]:
    """The two edges of a muscle, thin at its ends.

    Both edges of the limb are divided by their length: by places a bent hip would tangle them.
    """
    first = contour.left_places[0]
    start = max(first, max(first, region.start) - wider * 0.35)
    end = region.end + wider * 0.35
    left = resampled(cut(contour.left, contour.left_places, start, end), _POINTS)
    right = resampled(cut(contour.right, contour.right_places, start, end), _POINTS)
    a, b = [], []
    for (lx, ly), (rx, ry), spindle in zip(left, right, _SPINDLE, strict=True):
        width = half * spindle + wider
        u = (min(limit, middle + width) + 1) * 0.5
        v = (max(-limit, middle - width) + 1) * 0.5
        a.append((rx + (lx - rx) * u, ry + (ly - ry) * u))
        b.append((rx + (lx - rx) * v, ry + (ly - ry) * v))
    return a, b


def _gradient(theme: Theme, a: Polygon, b: Polygon, glow: float, core: float, rim: float) -> QBrush:
    """Bright in the middle of the muscle, along its length."""
    (cx, cy), (x0, y0), (x1, y1) = (
        ((a[i][0] + b[i][0]) / 2, (a[i][1] + b[i][1]) / 2) for i in (_POINTS // 2, 0, -1)
    )
    dx, dy = x1 - x0, y1 - y0
    length = hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    (ax, ay), (bx, by) = a[_POINTS // 2], b[_POINTS // 2]
    long, wide = max(length / 2, 1.5) * 1.02, max(hypot(ax - bx, ay - by) / 2, 0.8) * 1.25
    gradient = QRadialGradient(QPointF(0.0, 0.0), 1.0)
    gradient.setColorAt(0.0, faint(mixed(theme.muscle, 0.25 * glow, "#FFFFFF"), core))
    gradient.setColorAt(0.55, faint(theme.muscle, (core + rim) / 2))
    gradient.setColorAt(1.0, faint(theme.muscle, rim))
    brush = QBrush(gradient)
    brush.setTransform(QTransform(ux * long, uy * long, -uy * wide, ux * wide, cx, cy))
    return brush


def draw_trapezius(canvas: Canvas, figure: Figure, look: Look) -> None:
    """The muscle from the side of the neck to the top of the shoulder, when it lengthens."""
    for side in SIDES:
        if any(regions_on(look.muscles, "trapezius", side, look.both)):
            _draw_trapezius_of(canvas, figure, look, side)


def _draw_trapezius_of(canvas: Canvas, figure: Figure, look: Look, side: str) -> None:
    theme, glow = look.theme, look.glow
    skeleton, see, sign = figure.skeleton, figure.camera.see, SIGN[side]
    thorax, c7, neck = skeleton.frames["thorax"], skeleton.joints["c7"], figure.neck
    lx, ly = see(thorax.left)
    left, right = neck.left[3], neck.right[3]
    on_left = ((left[0] - right[0]) * lx + (left[1] - right[1]) * ly) * sign > 0
    ax, ay = (neck.left if on_left else neck.right)[4]
    bx, by = see(away(skeleton.joints["sh" + side], thorax, up=2.3))
    over = see(away(c7, thorax, up=-1.6, left=sign * 3.4))
    under = see(away(c7, thorax, up=-4.0, left=sign * 4.2))
    ix, iy = see(away(c7, thorax, up=-0.6, left=sign * 1.9))
    path = QPainterPath(QPointF(ax, ay))
    path.quadTo(*over, bx, by)
    path.quadTo(*under, ix, iy)
    path.quadTo(ax * 0.6 + ix * 0.4, ay * 0.6 + iy * 0.4, ax, ay)
    path.closeSubpath()
    alpha = 0.40 + 0.52 * glow if theme.flat else 0.16 + 0.66 * glow
    canvas.fill(path, QBrush(faint(theme.muscle, alpha)), outlined=False)
    if not theme.flat:
        canvas.stroke(path, round_pen(faint(theme.muscle, 0.35), 0.24))
