"""What shows a movement in a picture that stands still: arrows along the way a part really goes, round for
circles and turns, arrows for a push that moves nothing, waves beside ribs that fill, an arrow at a belly
drawn in, an arch lifted, a hand that closes or shoulder blades that come together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import atan2, cos, dist, hypot, pi, radians, remainder, sin

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor

from guided.pose import SIDES, Arrow, Drawing, Stance, at_pose, blend
from guided.qt.figure.frames import along, away
from guided.qt.figure.operations import Canvas
from guided.qt.figure.outline import cut, grown, resampled
from guided.qt.figure.paths import closed
from guided.qt.figure.polygons import Point, Polygon, bowed, smooth_line
from guided.qt.figure.projection import Camera, Figure
from guided.qt.figure.props import from_above
from guided.qt.figure.skeleton import SIGN, body_point
from guided.qt.figure.skins import Theme, faint
from guided.qt.figure.solve import solve

CIRCLE = ("start", "mid1", "end", "mid2")
"""The key poses a circle goes through, and then to its start."""

HALF_WIDE = 2.0
"""The half-width of an arrow's head, in units."""

_CANDIDATES = ("kneeR", "ankR", "wrR", "kneeL", "ankL", "wrL", "head", "root", "c7", "elbR", "elbL")
_BESIDE = 6.0  # units beside its part an arrow is that no file describes
_POINTS = 25  # of an arrow's line
_CORNER = 0.08  # radians between its points that are seen
_SHORTEST, _LEAST_RADIUS = 10.0, 3.6  # units; a shorter way is begun earlier
_ROUND = 1.72 * pi  # of a circle is arrow
_KINK = 0.5  # radians from one point to the next
_STILL = 0.8  # units of way that nobody sees
_TAIL, _NECK, _HEAD_LONG = 0.25, 0.75, 4.0  # half-widths and length, in units
_HALO = 0.45
_LARGER, _SMALLER = 1.5, 0.65  # small pictures have thicker arrows, or they would be hairs; close ones finer
_FILLING, _DRAWING_IN = 0.5, -0.5  # of swell between two poses
_RISING = 0.6  # of how far a part rises toward whoever looks from above is shown as a bow
_RING, _FLAT = 8.0, 0.34  # the half-width, in units, and the height to it of the ring of a turn
_BEFORE_TURN = 125.0  # degrees
_PUSH = 9.0  # units long
_ARCHING = 0.3  # units an arch rises between two poses
_UNDER_ARCH = ((9.6, -7.6), (1.4, -8.6), (1.8, -3.9))  # forward and up of the ankle: from the toes into it
_CLOSING = ((12.6, 1.6), (9.6, 3.0), (6.2, 0.4))  # along the hand and toward its thumb
_SQUEEZE = 2.5  # units a shoulder is drawn back between two poses
_BEHIND = 120.0  # degrees the camera is turned from where it sees a back
_TO_SPINE = (
    (20, 9.0),
    (17, 3.0),
)  # the arrow of a blade: places of the spine, and how far out of the midline
_RIBS, _BELLY = (0.34, 0.78), 0.2  # along the trunk
_UNDER_HAND = (0.14, 0.54)  # where the hand on the belly lies
_HAND_THICK = 1.5
_WAVES = ((1.6, 0.0, 0.95), (3.4, 0.07, 0.6))  # units off the ribs, how much shorter at each end, opacity
_WAVE_HALF = 0.34


def is_circle(drawing: Drawing) -> bool:
    """Whether a movement goes round."""
    return all(name in drawing.poses for name in CIRCLE)


def breath_of(drawing: Drawing) -> float:
    """How much fuller ribs and belly are at the end than at the start, in units of swell."""
    return drawing.poses["end"].pose.swell - drawing.poses["start"].pose.swell


def draw_signs(canvas: Canvas, drawing: Drawing, figure: Figure, theme: Theme, coarse: bool) -> None:
    """Draw the arrows of a movement."""
    color, size = _color(theme), _size(drawing, coarse)
    halo = QBrush() if coarse else QBrush(faint(theme.sign_halo, 0.75))
    lines = [*arrow_lines(drawing)]
    if breath_of(drawing) <= _DRAWING_IN and not drawing.push:
        lines.append(tuple(_inward(figure)))
    lines += [tuple(_into_arch(figure, side)) for side in _arching(drawing)]
    lines += [tuple(_beside_fingers(figure, side)) for side in _closing(drawing)]
    lines += [tuple(_toward_spine(figure, side)) for side in _squeezing(drawing)]
    plain = coarse or theme.flat
    for line in lines:
        curve = line if plain or _sharpest(line) < _CORNER else smooth_line(line)
        draw_arrow(canvas, curve, color, halo, size)


def draw_breath(canvas: Canvas, drawing: Drawing, figure: Figure, theme: Theme, coarse: bool) -> None:
    """Draw the waves of a breath in, which lie behind the arms."""
    if breath_of(drawing) >= _FILLING:
        _draw_waves(canvas, figure, _color(theme), _WAVE_HALF * _size(drawing, coarse), _on_belly(drawing))


def _color(theme: Theme) -> QColor:
    return QColor("#333333" if theme.flat else theme.sign)


def _size(drawing: Drawing, coarse: bool) -> float:
    return (_LARGER if coarse else 1.0) * (_SMALLER if drawing.close_up else 1.0)


# ---- the way of a part, and a push


def arrows_of(drawing: Drawing) -> tuple[Arrow, ...]:
    """The arrows of parts that go somewhere: those of the file, or that of the part that goes farthest."""
    if drawing.arrows or drawing.push or breath_of(drawing) or _closing(drawing) or _squeezing(drawing):
        return drawing.arrows
    found = _found(drawing)
    return (found,) if found else ()


@lru_cache(maxsize=256)
def arrow_lines(drawing: Drawing) -> tuple[tuple[Point, ...], ...]:
    """The lines of the arrows, each from its tail to its tip; none where nothing goes anywhere or pushes."""
    lines = [*(_way(drawing, arrow) for arrow in arrows_of(drawing)), *_pushes(drawing)]
    return tuple(line for line in lines if line)


def _way(drawing: Drawing, arrow: Arrow) -> tuple[Point, ...]:
    """The way of a joint or place, or its way back."""
    if is_circle(drawing):
        return _circle([_at(drawing, at_pose(name), arrow.joint) for name in CIRCLE], arrow)
    if arrow.joint[:-1] == "nose":
        return _turn(drawing, arrow)
    # As few stances as framing has at hand: a curve through three places is smooth by itself.
    a, b, c = (_at(drawing, blend(_START, _END, t), arrow.joint) for t in (0.0, 0.5, 1.0))
    camera = Camera.at(drawing.elev)
    if from_above(camera):
        near = [
            camera.nearness(body_point(solve(drawing, blend(_START, _END, t)), arrow.joint))
            for t in (0.0, 0.5, 1.0)
        ]
        b = (b[0], b[1] + _RISING * (near[1] - (near[0] + near[2]) / 2))
    path = [(x + arrow.shift[0], y + arrow.shift[1]) for x, y in _beside(_curve(a, b, c), arrow.offset)]
    if arrow.back:
        path.reverse()
    return tuple(_long_enough(path, _SHORTEST * (_SMALLER if drawing.close_up else 1.0)))


def _turn(drawing: Drawing, arrow: Arrow) -> tuple[Point, ...]:
    """A part of a ring round an upright head, seen a little from above, to where the nose ends: its own way
    straight across the picture would not look like a turn."""
    start, end = (solve(drawing, stance) for stance in (_START, _END))
    begin, until = (
        atan2(one.frames["head"].forward[0], one.frames["head"].forward[2]) for one in (start, end)
    )
    by = remainder(until - begin, 2.0 * pi)
    if not by:
        return ()
    begin -= radians(_BEFORE_TURN) * (1.0 if by > 0.0 else -1.0)
    x, y = Camera.at(drawing.elev).see(start.joints["head"])
    x, y, wide = x + arrow.shift[0], y + arrow.shift[1], _RING + arrow.offset
    angles = [begin + (until - begin) * i / (_POINTS - 1) for i in range(_POINTS)]
    return tuple((x + wide * sin(a), y - _FLAT * wide * cos(a)) for a in angles)


def _pushes(drawing: Drawing) -> list[tuple[Point, ...]]:
    """The arrow of a push, and that of a hand that pushes back."""
    push = drawing.push
    if push is None:
        return []
    (ax, ay), (bx, by) = (_at(drawing, _END, place) for place in (push.origin, push.against))
    way = dist((ax, ay), (bx, by)) or 1e-9
    ux, uy = (bx - ax) / way, (by - ay) / way
    long = _PUSH * (_SMALLER if drawing.close_up else 1.0)
    steps = [push.gap + long * (1.0 - i / (_POINTS - 1)) for i in range(_POINTS)]
    ways = (1.0, -1.0) if push.against in drawing.poses["end"].reach else (1.0,)
    return [tuple((bx - ux * back * s, by - uy * back * s) for back in steps) for s in ways]


_START, _END = at_pose("start"), at_pose("end")


def _at(drawing: Drawing, stance: Stance, joint: str) -> Point:
    return Camera.at(drawing.elev).see(body_point(solve(drawing, stance), joint))


def _found(drawing: Drawing) -> Arrow | None:
    """An arrow beside the joint that goes farthest in the picture, on the side away from the trunk."""

    def way(joint: str) -> float:
        places = [_at(drawing, stance, joint) for stance in (_START, blend(_START, _END, 0.5), _END)]
        return sum(dist(a, b) for a, b in pairwise(places))

    joint = max(_CANDIDATES, key=way)
    if way(joint) < _STILL:
        return None
    (ax, ay), (bx, by) = (_at(drawing, stance, joint) for stance in (_START, _END))
    rx, ry = _at(drawing, _END, "root" if joint not in ("root", "c7", "head") else "kneeR")
    left = (bx - ax) * (ry - ay) - (by - ay) * (rx - ax) > 0.0  # the trunk lies to the left of the way
    return Arrow(joint, -_BESIDE if left else _BESIDE)


def _curve(a: Point, b: Point, c: Point) -> Polygon:
    """A smooth line from a by b to c, which takes b as early as it is near to a."""
    first, second = dist(a, b), dist(b, c)
    s = min(max(first / (first + second or 1.0), 0.3), 0.7)
    u, v = (1.0 - s) ** 2, 2.0 * s * (1.0 - s)
    x, y = ((b[i] - u * a[i] - s * s * c[i]) / v for i in (0, 1))
    line = []
    for i in range(_POINTS):
        t = i / (_POINTS - 1)
        line.append(
            (
                (1 - t) ** 2 * a[0] + 2 * t * (1 - t) * x + t * t * c[0],
                (1 - t) ** 2 * a[1] + 2 * t * (1 - t) * y + t * t * c[1],
            )
        )
    return line


def _beside(path: Polygon, distance: float) -> Polygon:
    """The path moved to its left; as a straight line where it turns so much that it would kink."""
    moved = resampled(grown(path, distance), _POINTS)
    if _sharpest(moved) < _KINK:
        return moved
    (ax, ay), (bx, by) = path[0], path[-1]
    length = hypot(bx - ax, by - ay) or 1e-9
    nx, ny = -(by - ay) / length * distance, (bx - ax) / length * distance
    steps = [i / (_POINTS - 1) for i in range(_POINTS)]
    return [(ax + (bx - ax) * t + nx, ay + (by - ay) * t + ny) for t in steps]


def _sharpest(line: Sequence[Point]) -> float:
    """The sharpest corner of a line, in radians."""
    ways = [atan2(by - ay, bx - ax) for (ax, ay), (bx, by) in pairwise(line)]
    return max(abs(remainder(b - a, 2.0 * pi)) for a, b in pairwise(ways))


def _long_enough(path: Polygon, shortest: float) -> Polygon:
    """A short path begun earlier: its tip stays where the part ends."""
    length = sum(dist(a, b) for a, b in pairwise(path))
    if length < 1e-3:
        return []
    if length >= shortest:
        return path
    ex, ey = path[-1]
    larger = shortest / length
    return [(ex + (x - ex) * larger, ey + (y - ey) * larger) for x, y in path]


def _circle(path: Sequence[Point], arrow: Arrow) -> tuple[Point, ...]:
    """An ellipse as large as the way round, open before where it began, or larger to be seen."""
    xs, ys = [x for x, _ in path], [y for _, y in path]
    cx, cy = (min(xs) + max(xs)) / 2 + arrow.shift[0], (min(ys) + max(ys)) / 2 + arrow.shift[1]
    rx = max((max(xs) - min(xs)) / 2 + arrow.offset, _LEAST_RADIUS)
    ry = max((max(ys) - min(ys)) / 2 + arrow.offset, _LEAST_RADIUS)
    rx, ry = max(rx, 0.45 * ry), max(ry, 0.45 * rx)
    turn = sum(ax * by - ay * bx for (ax, ay), (bx, by) in pairwise([*path, path[0]]))
    way = 1.0 if turn >= 0.0 else -1.0
    (sx, sy), (ox, oy) = path[0], (cx - arrow.shift[0], cy - arrow.shift[1])
    begin = atan2((sy - oy) / ry, (sx - ox) / rx)
    angles = [begin + way * _ROUND * i / (_POINTS - 1) for i in range(_POINTS)]
    return tuple((cx + rx * cos(a), cy + ry * sin(a)) for a in angles)


# ---- drawn


def draw_arrow(canvas: Canvas, line: Sequence[Point], color: QColor, halo: QBrush, size: float) -> None:
    """An arrow that widens toward its head, with a light edge that tells it from what it lies on."""
    if halo.style() != Qt.BrushStyle.NoBrush:
        canvas.fill(closed(*_arrow_shape(line, size, _HALO * size)), halo, outlined=False)
    canvas.fill(closed(*_arrow_shape(line, size, 0.0)), QBrush(color), outlined=False)


def _arrow_shape(line: Sequence[Point], size: float, wider: float) -> list[Polygon]:
    """The shaft and the head of an arrow along a line, clockwise."""
    lengths = list(accumulate((dist(a, b) for a, b in pairwise(line)), initial=0.0))
    head = min(_HEAD_LONG * size, 0.45 * lengths[-1])
    shaft = lengths[-1] - head * 0.8
    kept = [point for point, at in zip(line, lengths, strict=True) if at < shaft]
    before, at = kept[-1], lengths[len(kept) - 1]
    after, until = line[len(kept)], lengths[len(kept)]
    t = (shaft - at) / (until - at)
    kept.append((before[0] + (after[0] - before[0]) * t, before[1] + (after[1] - before[1]) * t))
    (bx, by), (tx, ty) = kept[-1], line[-1]
    length = hypot(tx - bx, ty - by) or 1e-9
    ux, uy = (tx - bx) / length, (ty - by) / length
    left: Polygon = []
    right: Polygon = []
    last = len(kept) - 1
    for i, (x, y) in enumerate(kept):
        (ax, ay), (cx, cy) = kept[max(i - 1, 0)], kept[min(i + 1, last)]
        step = hypot(cx - ax, cy - ay) or 1e-9
        half = (_TAIL + (_NECK - _TAIL) * i / last) * size + wider
        nx, ny = -(cy - ay) / step * half, (cx - ax) / step * half
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    half, back = HALF_WIDE * size + wider * 1.4, head * 0.35 + wider
    tip = (tx + ux * wider * 1.8, ty + uy * wider * 1.8)
    barbs = [
        (bx - ux * back - uy * half, by - uy * back + ux * half),
        tip,
        (bx - ux * back + uy * half, by - uy * back - ux * half),
        (bx, by),
    ]
    return [left + right[::-1], barbs]


def _on_belly(drawing: Drawing) -> bool:
    """Whether hands tell the belly, which rises, from the chest."""
    return {(place or "")[:-1] for place in drawing.poses["end"].reach} == {"belly", "chest"}


def _draw_waves(canvas: Canvas, figure: Figure, color: QColor, half: float, belly: bool) -> None:
    """Lines beside the ribs that fill, or over the hand on a belly that does, fainter outward; on the front's
    side, or from the front on both."""
    (low, high), thick = (_UNDER_HAND, _HAND_THICK) if belly else (_RIBS, 0.0)
    torso, see = figure.torso, figure.camera.see
    forward, up = see(figure.skeleton.frames["thorax"].forward), see(figure.skeleton.frames["thorax"].up)
    turned = up[0] * forward[1] - up[1] * forward[0]  # toward the left edge of the way up, 0 to 1
    edges = ((torso.left, torso.left_places, 1.0), (torso.right, torso.right_places, -1.0))
    for edge, places, outward in edges:
        if abs(turned) > 0.5 and turned * outward < 0.0:
            continue
        for off, shorter, alpha in _WAVES:
            part = resampled(cut(edge, places, low + shorter, high - shorter), 13)
            line = grown(part, outward * (off + thick))
            halves = [half * sin(pi * (0.08 + 0.84 * i / 12)) for i in range(13)]
            area = [_off(line, i, h) for i, h in enumerate(halves)]
            area += [_off(line, i, -h) for i, h in reversed(list(enumerate(halves)))]
            canvas.fill(closed(area), QBrush(faint(color, alpha)), outlined=False)


def _off(line: Polygon, i: int, distance: float) -> Point:
    (ax, ay), (bx, by) = line[max(i - 1, 0)], line[min(i + 1, len(line) - 1)]
    length = hypot(bx - ax, by - ay) or 1e-9
    return (line[i][0] - (by - ay) / length * distance, line[i][1] + (bx - ax) / length * distance)


def _inward(figure: Figure) -> list[Point]:
    """From before the lower belly to its skin."""
    skeleton, see = figure.skeleton, figure.camera.see
    at = round(_BELLY * 2 * (len(skeleton.spine) - 1)) // 2
    place, frame = skeleton.spine[at], skeleton.spine_frames[at]
    return [see(along(place, frame.forward, 15.0 - 8.0 * i / (_POINTS - 1))) for i in range(_POINTS)]


def _arching(drawing: Drawing) -> list[str]:
    """The sides whose arch is lifted."""
    start, end = drawing.poses["start"].pose, drawing.poses["end"].pose
    lifted = {"L": end.archL - start.archL, "R": end.archR - start.archR}
    return [side for side, by in lifted.items() if by >= _ARCHING]


def _into_arch(figure: Figure, side: str) -> list[Point]:
    """From under the toes back and up into the arch."""
    skeleton, see = figure.skeleton, figure.camera.see
    ankle, foot = skeleton.joints["ank" + side], skeleton.frames["foot" + side]
    return _bow([see(away(ankle, foot, forward=f, up=u)) for f, u in _UNDER_ARCH])


def _closing(drawing: Drawing) -> list[str]:
    """The sides whose hand closes."""
    start, end = drawing.poses["start"].hands, drawing.poses["end"].hands
    return [side for i, side in enumerate(SIDES) if end[i] == "fist" and start[i] not in (None, "fist")]


def _beside_fingers(figure: Figure, side: str) -> list[Point]:
    """From the tips of long fingers down to the fist."""
    skeleton, see = figure.skeleton, figure.camera.see
    wrist, hand = skeleton.joints["wr" + side], skeleton.frames["hand" + side]
    return _bow([see(away(wrist, hand, forward=aside, up=-far)) for far, aside in _CLOSING])


def _squeezing(drawing: Drawing) -> list[str]:
    """The sides whose shoulder blade is drawn toward the spine, seen from behind."""
    start, end = drawing.poses["start"].pose, drawing.poses["end"].pose
    back = {"L": start.scapL[1] - end.scapL[1], "R": start.scapR[1] - end.scapR[1]}
    return [side for side, by in back.items() if by >= _SQUEEZE and abs(drawing.view) > _BEHIND]


def _toward_spine(figure: Figure, side: str) -> list[Point]:
    """Across a shoulder blade, down and in."""
    skeleton, see = figure.skeleton, figure.camera.see
    a, b = (
        see(away(skeleton.spine[i], skeleton.spine_frames[i], left=SIGN[side] * out)) for i, out in _TO_SPINE
    )
    return resampled([a, b], _POINTS)


def _bow(corners: Sequence[Point]) -> list[Point]:
    return resampled(bowed(*corners), _POINTS)
