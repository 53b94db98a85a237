"""The muscles that lengthen, glowing on the body, and those that work, hatched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import cos, hypot, pi, radians, sin
from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QRadialGradient, QTransform

from guided.muscles import Region
from guided.pose import SIDES
from guided.qt.figure import chest, hip_flexors
from guided.qt.figure.frames import Frame, away, dot, opposite, pointed, smoothstep
from guided.qt.figure.look import Look
from guided.qt.figure.muscles import is_deep, regions_on
from guided.qt.figure.operations import Canvas
from guided.qt.figure.outline import Contour, cut, edge_at, grown, resampled
from guided.qt.figure.paths import around, closed, ring
from guided.qt.figure.polygons import Point, Polygon, area, bowed, clockwise, hull, smooth
from guided.qt.figure.projection import Figure
from guided.qt.figure.skeleton import SIGN, Skeleton, ball, toes_frame
from guided.qt.figure.skins import Theme, faint, mixed, round_pen

_POINTS, _FEW_POINTS = 19, 7  # of each edge of a muscle; few in small pictures
_SPINDLES = {
    count: [sin(pi * (0.012 + 0.976 * i / (count - 1))) ** 0.62 for i in range(count)]
    for count in (_POINTS, _FEW_POINTS)
}
_HORIZON = -0.18  # how far round the limb's edge a muscle still shows
_NARROWEST = 0.12  # of twice the limb's width that is worth drawing
_HALOS = ((0.22, 0.10), (0.10, 0.12))  # how much wider than the muscle, and how opaque
_AT_REST = 0.95  # how opaque the line is round a muscle that does not glow yet
_FAR = 0.62  # the glow of a far limb
_CRUMB = (3.8, 5.0)  # square units of a muscle on a far limb: less of it looks like a hole in the cloth
_SLEEVE = 0.5  # along an arm
_RIBS = 0.75  # along the trunk, beyond which a muscle of the back lies behind those of the chest


def draw_muscles(
    canvas: Canvas,
    figure: Figure,
    look: Look,
    chain: str,
    side: str,
    contour: Contour,
    which: Literal["facing", "turned away", "both"] = "both",
) -> None:
    """Draw what lengthens and what works on a limb; `side` is "" for trunk and neck.

    `which` are those on the side that is seen, those on the other side, or both.
    """
    is_far = not figure.frontal and side == figure.far
    strength = _FAR if is_far else 1.0
    seen: list[tuple[_Mark, _Span]] = []
    hidden: list[tuple[_Mark, _Span]] = []
    for mark in _marks_on(look, chain, side):
        span = _visible_span(figure, contour, side, mark.region, 3 if look.coarse else 6)
        if span.hidden > 0.0:
            hidden.append((mark, span))
        else:
            seen.append((mark, span))
            if which != "turned away":
                edge = smoothstep(
                    span.high - span.low, _NARROWEST, 2.0 * _NARROWEST
                )  # it fades in at an edge
                if edge > 0.0:
                    _draw_region(canvas, look, contour, mark, span, strength * edge, is_far)
    if chain == "torso" and _chest_shows(figure, look):
        hidden = [one for one in hidden if one[0].region.end < _RIBS]
    behind = [one for one in hidden if not one[0].works]
    for mark, span in hidden:
        filled = 1.0 - _behind_lap(figure, side, mark.region)
        covers = seen + behind if mark.works and filled < 0.5 else seen  # two outlines would be one thing
        if which != "facing" and not any(_covers(one, mark, span) for one in covers):
            _draw_hidden(canvas, look, contour, mark, span, is_far, filled)


def _behind_lap(figure: Figure, side: str, region: Region) -> float:
    """How much a muscle over the hip is behind a lap seen from the front, 0 to 1: its colour would be a stain
    on thighs that point at the viewer, but not on one turned out, its ankle on the other knee."""
    if region.chain != "leg" or not region.start < 1.0 < region.end:
        return 0.0
    thigh, pelvis = figure.skeleton.frames["thigh" + side], figure.skeleton.frames["pelvis"]
    raised = smoothstep(1.0 - dot(thigh.up, pelvis.up), 0.5, 0.75)
    faces_us = 1.0 - smoothstep(figure.profile, 0.35, 0.6)
    turned_out = smoothstep(SIGN[side] * dot(thigh.forward, pelvis.left), 0.68, 0.8)
    sits = smoothstep(pelvis.up[1], 0.2, 0.5)
    return raised * faces_us * sits * (1.0 - turned_out)


def _covers(seen: tuple[_Mark, _Span], mark: _Mark, span: _Span) -> bool:
    """Whether a visible muscle keeps one on the far side from being shown through the body.

    It does if it is the same muscle, or if two colours would mix to grey.
    """
    other, over = seen
    beside = other.region.end <= mark.region.start or mark.region.end <= other.region.start
    apart = over.high <= span.low or span.high <= over.low
    return other.name == mark.name or (other.works != mark.works and not beside and not apart)


def _chest_shows(figure: Figure, look: Look) -> bool:
    """Whether a muscle of the chest is seen, behind which nothing of the back is shown."""
    return any(next(_marks_on(look, "chest", side), None) and chest.facing(figure, side) for side in SIDES)


class _Span(NamedTuple):
    """The visible span of a region, from the right edge (-1) to the left edge (1) of a limb.

    `hidden` is 0 if enough is visible, and grows to 1 as it turns away; the span is then that behind.
    """

    low: float
    high: float
    hidden: float


class _Mark(NamedTuple):
    """A muscle to draw: where, in which colour, whether it works, and whether others cover it."""

    name: str
    region: Region
    color: str
    works: bool
    is_deep: bool


def _marks_on(look: Look, chain: str, side: str) -> Iterator[_Mark]:
    for names, works in ((look.works, True), (look.muscles, False)):
        color = look.theme.works if works else look.theme.muscle
        for name, region in regions_on(
            names, chain, side, look.both, look.across if works else look.lengthens_across
        ):
            yield _Mark(name, region, color, works, is_deep(name))


def _on_skin(region: Region) -> bool:
    """Whether a muscle lies under bare skin, on which a faint blue is grey."""
    return region.chain in ("neck", "nape", "sole") or (region.chain == "arm" and region.start >= _SLEEVE)


def _draw_hidden(
    canvas: Canvas, look: Look, contour: Contour, mark: _Mark, span: _Span, is_far: bool, filled: float
) -> None:
    """Draw a muscle on the far side as if through the body, with a dashed outline, as far as it is filled.

    One that is not filled has its outline only as it glows: at rest it would be a ring about the groin.
    """
    points = _FEW_POINTS if look.coarse else _POINTS
    middle, half = (span.low + span.high) / 2, (span.high - span.low) / 2
    a, b = _spindle(_edges(contour, mark.region, points), middle, half, 0.0, 1.0)
    outline = a + b[::-1]
    strength = span.hidden * (_FAR * _worth(outline) if is_far else 1.0)
    if strength <= 0.0:
        return
    if filled > 0.0 and not (mark.works and _on_skin(mark.region)):  # where it would be grey
        color = mark.color if mark.works or look.theme.flat else _veil(look.theme, look.glow)
        shining = 0.20 if mark.works or look.theme.flat else 0.45  # less of orange is brown on cloth
        alpha = (0.10 + shining * look.glow) * strength * filled
        canvas.fill(closed(outline), QBrush(faint(color, alpha)), outlined=False)
    lined = (0.70 + 0.10 * look.glow) * strength * max(filled, look.glow)
    if lined > 0.0 and not look.coarse:  # in which dashes would run into each other
        _draw_rim(canvas, outline, mark.color, lined, is_deep=True)


def _worth(outline: Polygon) -> float:
    """How much a piece of a muscle on a far limb is drawn, 0 to 1: a crumb is not."""
    return smoothstep(abs(area(outline)) / 2, *_CRUMB)


def _draw_region(
    canvas: Canvas, look: Look, contour: Contour, mark: _Mark, span: _Span, strength: float, is_far: bool
) -> None:
    """Draw the visible part of a muscle."""
    theme, glow, region = look.theme, look.glow, mark.region
    middle, half = (span.low + span.high) / 2, (span.high - span.low) / 2
    points = _FEW_POINTS if look.coarse else _POINTS
    edges = _edges(contour, region, points)
    a, b = _spindle(edges, middle, half, 0.0, 1.0)
    outline = a + b[::-1]
    strength *= _worth(outline) if is_far else 1.0
    if strength <= 0.0:
        return
    if mark.works:
        _draw_working(canvas, look, mark, outline, a, b, strength)
        return
    if canvas.shaded and look.detail > 1 and glow > 0.02:
        for wider, alpha in _HALOS:
            halo_a, halo_b = _spindle(edges, middle, half, wider, 0.985)
            first, last = _beyond(halo_a, halo_b, wider)
            brush = QBrush(faint(theme.muscle, alpha * glow * strength))
            canvas.fill(closed([first, *halo_a, last, *halo_b[::-1]]), brush, outlined=False)
    core, rim = (0.16 + 0.80 * glow) * strength, (0.06 + 0.52 * glow) * strength
    if theme.flat:
        brush = QBrush(faint(theme.muscle, 0.30 + 0.62 * core))
    elif look.coarse:  # about what the gradient comes to
        brush = QBrush(faint(mixed(theme.muscle, 0.12 * glow, "#FFFFFF"), core * 0.9))
    else:
        brush = _gradient(theme, a, b, glow, core, rim)
    canvas.fill(closed(outline), brush, outlined=False)
    if not theme.flat and glow < 1.0:
        _draw_rim(canvas, outline, theme.muscle, _AT_REST * (1.0 - glow) * strength, mark.is_deep)
    if look.detail > 1 and half > 0.12:
        canvas.fill(_fibres(a, b), QBrush(_fibre_color(theme, glow, strength)), outlined=False)


def _veil(theme: Theme, glow: float) -> QColor:
    """The colour of a lengthened muscle: at rest hardly one, since a faint orange is brown on cloth and
    nothing on skin."""
    return mixed(theme.muscle, 0.85 * (1.0 - glow), theme.sign_halo)


def _fibre_color(theme: Theme, glow: float, strength: float) -> QColor:
    """The colour of the lines along a muscle: at rest its own, and light once it shines."""
    if theme.flat:
        return faint("#FFFFFF", (0.10 + 0.45 * glow) * strength)
    return faint(mixed(theme.muscle, 0.55 * glow, "#FFFFFF"), 0.55 * strength)


# Lines on a muscle are drawn as thin areas: a pen takes three times as long.


def _fibres(a: Polygon, b: Polygon) -> QPainterPath:
    """Three lines along a muscle, as thin areas."""
    ends = list(zip(a[3:-3], b[3:-3], strict=True))
    wide = max(hypot(ax - bx, ay - by) for (ax, ay), (bx, by) in ends)
    half = 0.11 / max(wide, 0.5)

    def line(across: float) -> Polygon:
        return [(ax + (bx - ax) * across, ay + (by - ay) * across) for (ax, ay), (bx, by) in ends]

    return closed(*(line(across - half) + line(across + half)[::-1] for across in (0.25, 0.5, 0.75)))


def _hatch(a: Polygon, b: Polygon) -> list[Polygon]:
    """Oblique lines across a muscle, as thin areas."""

    def between(edge: Polygon, i: int) -> tuple[Point, Point]:
        """A point of an edge and one so far further as a line is wide."""
        (x0, y0), (x1, y1) = edge[i], edge[i + 1]
        share = 0.24 / (hypot(x1 - x0, y1 - y0) or 1.0)
        return (x0, y0), (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share)

    quads = []
    for i in range(2, len(a) - 4, 2):
        (one, other), (end, last) = between(a, i), between(b, i + 2)
        quads.append([one, other, last, end])
    return quads


_RIM = 0.26  # the width of the line round a muscle


def _draw_rim(canvas: Canvas, outline: Polygon, color: str, alpha: float, is_deep: bool) -> None:
    """Draw the line round a muscle, dashed if others cover it."""
    if is_deep:
        pen = round_pen(faint(color, alpha), _RIM)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)  # round ends on every dash take three times as long
        pen.setDashPattern([3.5, 2.5])
        canvas.stroke(closed(outline), pen)
    else:
        canvas.fill(ring(outline, _RIM), QBrush(faint(color, alpha)), outlined=False)


def _draw_working(
    canvas: Canvas, look: Look, mark: _Mark, outline: Polygon, a: Polygon, b: Polygon, strength: float
) -> None:
    """Draw a working muscle: flat, and hatched if there is room for lines."""
    glow, theme = look.glow, look.theme
    least, most = (0.06, 0.92) if _on_skin(mark.region) else (0.22, 0.78)
    brush = QBrush(faint(mark.color, (least + (most - least) * glow) * strength))
    canvas.fill(closed(outline), brush, outlined=False)
    if glow < 1.0:
        _draw_rim(canvas, outline, mark.color, (0.67 - least) * (1.0 - glow) * strength, mark.is_deep)
    if look.detail > 1:
        color = faint(
            "#FFFFFF" if theme.flat else mixed(mark.color, 0.6, theme.hatch), (0.3 + 0.5 * glow) * strength
        )
        canvas.pieces(QBrush(color), *_hatch(a, b))


def _frame_of(skeleton: Skeleton, region: Region, side: str) -> Frame:
    """The frame of the bone a region is mostly on."""
    frames, middle = skeleton.frames, (region.start + region.end) / 2
    if region.chain == "leg":
        return frames[("pelvis", "thigh" + side, "shank" + side)[min(int(middle), 2)]]
    if region.chain == "arm":
        if middle < 1:
            return frames["arm" + side]
        # The forearm's muscles turn with the hand.
        return pointed(frames["hand" + side], opposite(frames["forearm" + side].up))
    if region.chain == "torso":
        return skeleton.spine_frames[int(middle * (len(skeleton.spine_frames) - 1))]
    return frames["neck"]


def _visible_span(figure: Figure, contour: Contour, side: str, region: Region, steps: int) -> _Span:
    """The visible span of a region, sampled in `steps` from its middle to each side."""
    frame, sign = _frame_of(figure.skeleton, region, side), -1.0 if side == "R" else 1.0
    middle = (max(region.start, contour.left_places[0]) + region.end) / 2
    dx = dy = 0.0
    for edge, places in ((contour.left, contour.left_places), (contour.right, contour.right_places)):
        (x0, y0), (x1, y1) = edge_at(edge, places, middle - 0.04), edge_at(edge, places, middle + 0.04)
        dx, dy = dx + x1 - x0, dy + y1 - y0
    length = hypot(dx, dy) or 1.0
    nx, ny = -dy / length, dx / length
    see, nearness_of = figure.camera.see, figure.camera.nearness
    (fx, fy), (lx, ly) = see(frame.forward), see(frame.left)
    across_forward, across_left = fx * nx + fy * ny, (lx * nx + ly * ny) * sign
    near_forward, near_left = nearness_of(frame.forward), nearness_of(frame.left) * sign
    seen, whole = [], []
    before: tuple[float, float] | None = None
    for forward, left in _outward(region.angle, region.spread, steps):
        across = across_forward * forward + across_left * left
        nearness = near_forward * forward + near_left * left
        if before and (nearness > _HORIZON) != (before[1] > _HORIZON):
            t = (_HORIZON - before[1]) / (nearness - before[1])
            seen.append(before[0] + (across - before[0]) * t)
        if nearness > _HORIZON:
            seen.append(across)
        before = (across, nearness)
        whole.append(across)
    width = min(0.94, max(seen)) - max(-0.94, min(seen)) if len(seen) > 2 else 0.0
    hidden = smoothstep(_NARROWEST - width, 0.0, _NARROWEST)
    if hidden:
        seen = whole
    return _Span(max(-0.94, min(seen)), min(0.94, max(seen)), hidden)


@cache
def _outward(angle: float, spread: float, steps: int) -> tuple[tuple[float, float], ...]:
    """Outward directions of a limb as (forward, left), from `angle - spread` to `angle + spread` degrees."""
    angles = (radians(angle + spread * i / steps) for i in range(-steps, steps + 1))
    return tuple((cos(a), sin(a)) for a in angles)


def _edges(contour: Contour, region: Region, points: int) -> tuple[Polygon, Polygon]:
    """The two edges of a limb along a muscle.

    Both are divided by length: by places, a bent hip would tangle them.
    """
    start, end = max(contour.left_places[0], region.start), region.end
    left = resampled(cut(contour.left, contour.left_places, start, end), points)
    right = resampled(cut(contour.right, contour.right_places, start, end), points)
    return left, right


def _beyond(a: Polygon, b: Polygon, wider: float) -> tuple[Point, Point]:
    """The ends of a muscle's halo, before its first points and past its last."""
    (x0, y0), (x1, y1) = (((a[i][0] + b[i][0]) / 2, (a[i][1] + b[i][1]) / 2) for i in (0, -1))
    dx, dy = (x1 - x0) * wider * 0.35, (y1 - y0) * wider * 0.35
    return (x0 - dx, y0 - dy), (x1 + dx, y1 + dy)


def _spindle(
    edges: tuple[Polygon, Polygon], middle: float, half: float, wider: float, limit: float
) -> tuple[Polygon, Polygon]:
    """The two edges of a muscle, thin at its ends."""
    left, right = edges
    a, b = [], []
    for (lx, ly), (rx, ry), spindle in zip(left, right, _SPINDLES[len(left)], strict=True):
        width = half * spindle + wider
        u, v = middle + width, middle - width
        u = ((u if u < limit else limit) + 1.0) * 0.5
        v = ((v if v > -limit else -limit) + 1.0) * 0.5
        dx, dy = lx - rx, ly - ry
        a.append((rx + dx * u, ry + dy * u))
        b.append((rx + dx * v, ry + dy * v))
    return a, b


def _gradient(theme: Theme, a: Polygon, b: Polygon, glow: float, core: float, rim: float) -> QBrush:
    """A gradient that is bright along the middle of the muscle."""
    (cx, cy), (x0, y0), (x1, y1) = (
        ((a[i][0] + b[i][0]) / 2, (a[i][1] + b[i][1]) / 2) for i in (len(a) // 2, 0, -1)
    )
    dx, dy = x1 - x0, y1 - y0
    length = hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    (ax, ay), (bx, by) = a[len(a) // 2], b[len(a) // 2]
    long, wide = max(length / 2, 1.5) * 1.02, max(hypot(ax - bx, ay - by) / 2, 0.8) * 1.25
    gradient = QRadialGradient(QPointF(0.0, 0.0), 1.0)
    veil = _veil(theme, glow)
    gradient.setColorAt(0.0, faint(mixed(veil.name(), 0.25 * glow, "#FFFFFF"), core))
    gradient.setColorAt(0.55, faint(veil, (core + rim) / 2))
    gradient.setColorAt(1.0, faint(veil, rim))
    brush = QBrush(gradient)
    brush.setTransform(QTransform(ux * long, uy * long, -uy * wide, ux * wide, cx, cy))
    return brush


def draw_hip_flexors(canvas: Canvas, figure: Figure, look: Look) -> None:
    """Draw psoas and iliacus in place, as if through what covers them, when they lengthen or work."""
    facing = smoothstep(figure.camera.nearness(figure.skeleton.frames["pelvis"].forward), -0.6, -0.3)
    for side in SIDES:
        if look.both and not figure.frontal and side == figure.far:
            continue  # it lies behind the near one
        strength = (1.0 if figure.frontal or side == figure.near else _FAR) * (0.4 + 0.6 * facing)
        for muscle in ("iliacus", "psoas"):
            for mark in _marks_on(look, muscle, side):
                strands = hip_flexors.strands(figure, side, muscle)
                _draw_strands(canvas, look, mark, strands, hip_flexors.outline(strands), strength)


def draw_chest(canvas: Canvas, figure: Figure, look: Look) -> None:
    """Draw the large chest muscles that face the viewer, when they lengthen or work."""
    for side in SIDES:
        strength = chest.facing(figure, side)
        for mark in _marks_on(look, "chest", side) if strength else ():
            strands = chest.strands(figure, side)
            _draw_strands(canvas, look, mark, strands, chest.outline(strands), strength)


def _draw_strands(
    canvas: Canvas, look: Look, mark: _Mark, strands: Sequence[Polygon], outline: Polygon, strength: float
) -> None:
    """Draw a muscle as its fibres and the area they fill."""
    theme, glow = look.theme, look.glow
    a, b = strands[0], strands[-1]
    edge = clockwise(outline)
    if mark.works:
        _draw_working(canvas, look, mark, edge, a, b, strength)
        return
    if canvas.shaded and look.detail > 1 and glow > 0.02:
        halo = around([edge], 0.8)
        canvas.fill(halo, QBrush(faint(theme.muscle, 0.22 * glow * strength)), outlined=False)
    shape = closed(edge)
    if theme.flat or look.coarse:
        canvas.fill(shape, QBrush(faint(theme.muscle, (0.30 + 0.55 * glow) * strength)), outlined=False)
    else:
        canvas.fill(shape, QBrush(faint(_veil(theme, glow), (0.16 + 0.69 * glow) * strength)), outlined=False)
    if look.coarse:
        return
    _draw_rim(canvas, edge, theme.muscle, _AT_REST * strength, mark.is_deep)
    if not theme.flat:
        fibres = closed(*(grown(one, 0.11) + grown(one, -0.11)[::-1] for one in strands[1:-1]))
        canvas.fill(fibres, QBrush(_fibre_color(theme, glow, strength)), outlined=False)


def draw_trapezius(canvas: Canvas, figure: Figure, look: Look) -> None:
    """Draw the muscle from the neck to the top of the shoulder, when it lengthens or works."""
    for side in SIDES:
        for mark in _marks_on(look, "trapezius", side):
            _draw_trapezius_of(canvas, figure, look, side, mark)


def _draw_trapezius_of(canvas: Canvas, figure: Figure, look: Look, side: str, mark: _Mark) -> None:
    skeleton, see, sign = figure.skeleton, figure.camera.see, SIGN[side]
    thorax, c7, neck = skeleton.frames["thorax"], skeleton.joints["c7"], skeleton.frames["neck"]
    nape = see(away(skeleton.joints["neck"], neck, forward=-2.3, up=5.4, left=sign * 1.8))
    shoulder = see(away(skeleton.joints["sh" + side], thorax, up=2.3))
    over = see(away(c7, thorax, up=-1.6, left=sign * 3.4))
    under = see(away(c7, thorax, up=-4.0, left=sign * 4.2))
    inner = see(away(c7, thorax, up=-0.6, left=sign * 1.9))
    _draw_patch(canvas, look, mark, [*bowed(nape, over, shoulder), *bowed(shoulder, under, inner)])


def _draw_patch(canvas: Canvas, look: Look, mark: _Mark, outline: Polygon, strength: float = 1.0) -> None:
    """Draw a muscle that is on no limb: an area without a gradient."""
    glow, flat = look.glow, look.theme.flat
    if mark.works and _on_skin(mark.region):
        strength = strength**0.3
    color = mark.color if mark.works or flat else _veil(look.theme, glow)
    alpha = (0.40 + 0.52 * glow if flat else 0.16 + 0.66 * glow) * strength
    canvas.fill(closed(outline), QBrush(faint(color, alpha)), outlined=False)
    if not flat:
        rim = 0.35 if mark.works else _AT_REST - 0.6 * glow
        _draw_rim(canvas, outline, mark.color, rim * strength, mark.is_deep)


_SOLE_FROM_BELOW = (
    (-1.8, 0.0),
    (-0.6, 0.9),
    (2.6, 1.0),
    (6.2, 1.7),
    (7.0, 0.0),
    (6.2, -1.7),
    (2.6, -1.0),
    (-0.6, -0.9),
)


def draw_sole(canvas: Canvas, figure: Figure, look: Look, side: str) -> None:
    """Draw the muscles of the arch, from heel to toes, when they lengthen or work."""
    for mark in _marks_on(look, "sole", side):
        skeleton, see = figure.skeleton, figure.camera.see
        ankle, foot, toes = (
            skeleton.joints["ank" + side],
            skeleton.frames["foot" + side],
            toes_frame(skeleton, side),
        )
        begin, arch = ball(skeleton, side), skeleton.arches[side]
        below = [(-2.4, -3.6), (0.0, -3.55 + 0.5 * arch), (2.6, -3.35 + arch), (5.2, -3.6 + 0.3 * arch)]
        above = [(4.6, -2.6 + 0.4 * arch), (2.4, -2.1 + arch), (0.0, -2.6 + 0.5 * arch), (-2.0, -2.9)]
        tips = [away(begin, toes, 1.2, -0.8), away(begin, toes, 2.4, -0.5)]
        if figure.camera.nearness(foot.up) < -0.5:  # the whole sole is seen
            edge = [see(away(ankle, foot, x, -3.7, y)) for x, y in _SOLE_FROM_BELOW]
        else:
            edge = [
                *(see(away(ankle, foot, x, y)) for x, y in below),
                *map(see, tips),
                *(see(away(ankle, foot, x, y)) for x, y in above),
            ]
        strength = _FAR if not figure.frontal and side == figure.far else 1.0
        _draw_patch(canvas, look, mark, smooth(edge), strength)


_DOME = (0.5, 0.69)  # along the trunk: the rim and the top of the diaphragm
_SINKS = 0.02  # by so much for each unit that ribs and belly are filled
_THICK = 0.45  # of its height
_WITHIN = 0.84  # of the trunk's breadth


def draw_diaphragm(canvas: Canvas, figure: Figure, look: Look) -> None:
    """Draw the diaphragm, a dome under the ribs that sinks as they fill, when it lengthens or works."""
    for mark in _marks_on(look, "diaphragm", ""):
        torso = figure.torso
        rim, top = _DOME[0], _DOME[1] - _SINKS * figure.skeleton.filled
        (lx, ly), (rx, ry) = (edge_at(edge, torso.left_places, rim) for edge in (torso.left, torso.right))
        (ax, ay), (bx, by) = (edge_at(edge, torso.left_places, top) for edge in (torso.left, torso.right))
        cx, cy, half_x, half_y = (lx + rx) / 2, (ly + ry) / 2, (lx - rx) / 2, (ly - ry) / 2
        up_x, up_y = (ax + bx) / 2 - cx, (ay + by) / 2 - cy
        points = _FEW_POINTS if look.coarse else _POINTS
        over: Polygon = []
        under: Polygon = []
        for i in range(points):
            angle = pi * i / (points - 1)
            aside, high = cos(angle) * _WITHIN, sin(angle) ** 0.8
            x, y = cx + half_x * aside, cy + half_y * aside
            over.append((x + up_x * high, y + up_y * high))
            low = high - _THICK * sin(angle)
            under.append((x + up_x * low, y + up_y * low))
        outline = clockwise([*over, *under[::-1]])
        if mark.works:
            _draw_working(canvas, look, mark, outline, over, under, 1.0)
        else:
            _draw_patch(canvas, look, mark, outline)


def draw_pelvic_floor(canvas: Canvas, figure: Figure, look: Look) -> None:
    """Draw the pelvic floor, a bowl from pubic bone to tailbone, when it lengthens or works."""
    for mark in _marks_on(look, "pelvis", ""):
        root, pelvis, see = (
            figure.skeleton.joints["root"],
            figure.skeleton.frames["pelvis"],
            figure.camera.see,
        )
        bowl = [
            (3.6, -0.6),
            (1.6, -2.2),
            (-1.0, -2.8),
            (-3.4, -2.0),
            (-4.8, 0.0),
            (-3.2, -0.9),
            (-1.0, -1.5),
            (1.4, -1.2),
        ]
        half = 3.4
        points = [see(away(root, pelvis, x, y, side * half)) for x, y in bowl for side in (-1, 1)]
        flat = abs(figure.camera.nearness(pelvis.left)) > 0.8
        outline = smooth([see(away(root, pelvis, x, y)) for x, y in bowl]) if flat else hull(points)
        _draw_patch(canvas, look, mark, outline)
