"""The outlines of limbs, trunk and neck: two edges seen along the limb, from widths and turned bones.

A place along a chain of bones is one number, the bone's index and how far along it: on a leg 0 is the
waist, 1 the hip, 2 the knee, 3 the ankle; on an arm 0 the shoulder, 1 the elbow, 2 the wrist; on the
trunk 0 the hip level and 1 the seventh neck vertebra. Clothes, shading and muscles are cut by it.

The loops run for fifty points a limb in every frame, so they work on plain numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import atan2, cos, hypot, pi, remainder, sin, sqrt
from typing import NamedTuple

from guided.qt.figure.body import Section
from guided.qt.figure.frames import smoothstep
from guided.qt.figure.polygons import Point, Polygon, area, bowed

Places = list[float]


class Bone(NamedTuple):
    """A bone in the picture: its ends, its forward and left directions as projected, and its flesh."""

    start: Point
    end: Point
    forward: Point
    left: Point
    sign: float
    """The outward direction: 1 on the left of the body, -1 on the right."""
    flesh: tuple[Section, ...]
    length: float
    """The bone's length in space, in units; the picture may show less of it."""
    start_axes: tuple[Point, Point] | None = None
    """The forward and left directions at the upper end, where the flesh follows the bone above."""


class Joint(NamedTuple):
    """The shape of a bent joint: the rounding of the inner side and the bulge of the outer, in widths."""

    rounding: float
    bulge: float
    plump: float = 0.0
    """The distance the inner corner is pushed out when the joint is extended, in units."""
    least: float = 0.5
    """The share of the rounding that a joint has which is hardly bent."""


KNEE = Joint(0.75, 0.05)
ELBOW = Joint(0.75, 0.07)
HIP = Joint(
    0.22, -0.07, plump=1.5, least=0.12
)  # the buttock flattens in flexion and stays round in extension


class Crease(NamedTuple):
    """The fold at a bent joint: the bend in radians, the inner corner, the joint, and its inner side."""

    bend: float
    corner: Point
    joint: Point
    on_left: bool


@dataclass(slots=True)
class Contour:
    """The two edges of a limb, each point with its place along the chain; left is left of the way down it."""

    left: Polygon
    right: Polygon
    left_places: Places
    right_places: Places
    extra: list[Polygon] = field(default_factory=list)
    """Further polygons of the same area, where a bone points at the viewer."""
    extra_places: Places = field(default_factory=list)
    """The middle of each one's bone."""
    start_cap: Polygon = field(default_factory=list)
    end_cap: Polygon = field(default_factory=list)
    creases: list[Crease] = field(default_factory=list)
    seen: tuple[float, ...] = ()
    """How much of each bone's length is seen, 0 to 1."""


@dataclass(slots=True)
class _Strip:
    """One bone's edges, which joining trims."""

    left: Polygon
    right: Polygon
    left_places: Places
    right_places: Places
    angle: float
    widths: tuple[float, float, float, float]
    """Left and right at the start, left and right at the end."""
    seen: float
    """The bone's length in the picture."""


def _strip(bone: Bone, flesh: tuple[Section, ...], first_place: int, angle: float) -> _Strip:
    """The edges of one bone across a direction, which is its own unless it points at the viewer."""
    places = [first_place + section[0] for section in flesh]
    (x0, y0), (x1, y1) = bone.start, bone.end
    dx, dy = x1 - x0, y1 - y0
    seen = hypot(dx, dy)
    ux, uy = cos(angle), sin(angle)
    nx, ny = -uy, ux
    widths = _half_widths(bone, flesh, nx, ny)
    left: Polygon = []
    right: Polygon = []
    for section, (a, b) in zip(flesh, widths, strict=True):
        t = section[0]
        x, y = x0 + dx * t, y0 + dy * t
        left.append((x + nx * a, y + ny * a))
        right.append((x - nx * b, y - ny * b))
    return _Strip(left, right, places, places, angle, (*widths[0], *widths[-1]), seen)


def _half_widths(bone: Bone, flesh: tuple[Section, ...], nx: float, ny: float) -> list[tuple[float, float]]:
    """The width of each section to the left and the right, in units; (nx, ny) points left across the bone."""
    # How much of the front-back and of the outer-inner width lies across the bone in the picture.
    across = bone.forward[0] * nx + bone.forward[1] * ny
    aside = (bone.left[0] * nx + bone.left[1] * ny) * bone.sign
    if bone.start_axes:
        (fx, fy), (lx, ly) = bone.start_axes
        return _turning_half_widths(flesh, fx * nx + fy * ny, (lx * nx + ly * ny) * bone.sign, across, aside)
    front, back = (1, 2) if across > 0 else (2, 1)
    outer, inner = (3, 4) if aside > 0 else (4, 3)
    if abs(aside) < 0.02:
        across = abs(across)
        return [(section[front] * across, section[back] * across) for section in flesh]
    return [
        (
            sqrt((across * section[front]) ** 2 + (aside * section[outer]) ** 2),
            sqrt((across * section[back]) ** 2 + (aside * section[inner]) ** 2),
        )
        for section in flesh
    ]


_TURNS_WITHIN = 0.45  # of a bone's length, from the axes at its upper end to its own


def _turning_half_widths(
    flesh: tuple[Section, ...], start_across: float, start_aside: float, across: float, aside: float
) -> list[tuple[float, float]]:
    widths = []
    for t, front, back, outer, inner in flesh:
        own = smoothstep(t, 0.0, _TURNS_WITHIN)
        f = start_across + (across - start_across) * own
        o = start_aside + (aside - start_aside) * own
        a = hypot(f * (front if f > 0 else back), o * (outer if o > 0 else inner))
        b = hypot(f * (back if f > 0 else front), o * (inner if o > 0 else outer))
        widths.append((a, b))
    return widths


# A bone of which less than this share is seen gets an outline round its cross-sections. A small picture does
# without while it would hardly differ.
_SHORTER, _MUCH_SHORTER = 0.8, 0.65


def chain(
    bones: Sequence[Bone],
    joints: Sequence[Joint],
    *,
    start_cap: bool,
    end_cap: bool,
    first_place: int = 0,
    coarse: bool = False,
) -> Contour:
    """The outline of bones in a row, each joint rounded inside and arched outside; coarse: fewer points."""
    strips = []
    extra: list[Polygon] = []
    extra_places: Places = []
    for i, bone in enumerate(bones):
        strip = _strip(bone, bone.flesh, first_place + i, _direction_of(bones, i))
        strips.append(strip)
        if strip.seen < (_MUCH_SHORTER if coarse else _SHORTER) * bone.length:
            way = (cos(strip.angle), sin(strip.angle))
            extra.append(_foreshortened(bone, bone.flesh, strip.seen, way, coarse))
            extra_places.append(first_place + i + 0.5)
    corners = []
    creases = []
    for i, joint in enumerate(joints):
        upper, lower = strips[i : i + 2]
        if abs(remainder(lower.angle - upper.angle, 2 * pi)) > _FOLDED:
            extra += [_first_part(lower), _last_part(upper)]
            extra_places += [first_place + i + 1.3, first_place + i + 0.7]
        corner, crease = _join(
            bones[i], joint, upper, lower, first_place + i + 1, _COARSE_ARC if coarse else _ARC
        )
        corners.append(corner)
        creases.append(crease)
    left, right = strips[0].left, strips[0].right
    left_at, right_at = strips[0].left_places, strips[0].right_places
    for strip, (corner_left, corner_left_at, corner_right, corner_right_at) in zip(
        strips[1:], corners, strict=True
    ):
        left = left + corner_left + strip.left
        right = right + corner_right + strip.right
        left_at = left_at + corner_left_at + strip.left_places
        right_at = right_at + corner_right_at + strip.right_places
    contour = Contour(
        left,
        right,
        _rising(left_at),
        _rising(right_at),
        extra,
        extra_places,
        creases=creases,
        seen=tuple(strip.seen / bone.length for strip, bone in zip(strips, bones, strict=True)),
    )
    if start_cap:
        a, b = strips[0].widths[:2]
        contour.start_cap = _cap(bones[0].start, b, a, strips[0].angle - pi / 2, coarse)
    if end_cap:
        a, b = strips[-1].widths[2:]
        contour.end_cap = _cap(bones[-1].end, a, b, strips[-1].angle + pi / 2, coarse)
    return contour


_END_ON, _ASIDE = 0.10, 0.35  # of a bone's length: seen no longer it has no direction, seen longer its own


def _direction_of(bones: Sequence[Bone], i: int) -> float:
    """The angle of a bone; the more it points at the viewer, the more that of the next bone."""
    bone = bones[i]
    x, y = bone.end[0] - bone.start[0], bone.end[1] - bone.start[1]
    own = smoothstep(hypot(x, y), _END_ON * bone.length, _ASIDE * bone.length)
    if own == 1.0:
        return atan2(y, x)
    other = bones[i + 1] if i + 1 < len(bones) else bones[i - 1]
    angle = atan2(other.end[1] - other.start[1], other.end[0] - other.start[0])
    return angle + remainder(atan2(y, x) - angle, 2 * pi) * own if own else angle


def _foreshortened(bone: Bone, flesh: tuple[Section, ...], seen: float, way: Point, coarse: bool) -> Polygon:
    """The outline of true cross-sections: a foreshortened bone stays full and smooth.

    Sections at both ends and in the middle; coarse: at both ends only.
    """
    # The less it is foreshortened, the flatter they are along it and the nearer to its middle, down to
    # the strip they lie in.
    fullness = smoothstep(1.0 - seen / bone.length, 0.2, 0.5)

    def section(place: float) -> Polygon:
        return _cross_section(bone, _section_at(flesh, 0.5 + place * fullness), way, 1.0 - fullness, coarse)

    upper, lower = section(-0.5), section(0.5)
    return _about(upper, upper if coarse else section(0.0), lower)


def _about(a: Polygon, b: Polygon, c: Polygon) -> Polygon:
    """The outline of three similar ellipses in a row, clockwise.

    In each direction it takes their outermost point, passing the middle ellipse between the first and the
    last, in a tenth of the time of a union of hulls.
    """
    turn = 1.0 if area(b) < 0.0 else -1.0
    count = len(b)
    outline: Polygon = []
    before, further_before = 0, 0.0
    for i in range(-1, count):  # the last first, for the way from there to the first
        (px, py), (bx, by), (qx, qy) = b[i - 1], b[i], b[(i + 1) % count]
        nx, ny = (py - qy) * turn, (qx - px) * turn
        of_a = (a[i][0] - bx) * nx + (a[i][1] - by) * ny
        of_c = (c[i][0] - bx) * nx + (c[i][1] - by) * ny
        outermost = 0 if of_a <= 0.0 and of_c <= 0.0 else 1 if of_a > of_c else -1
        further = of_a - of_c
        if i >= 0:
            if outermost * before < 0:
                t = further_before / (further_before - further)
                outline.append(_waist(*(_part_way(one[i - 1], one[i], t) for one in (a, b, c))))
            outline.append(a[i] if outermost > 0 else c[i] if outermost < 0 else b[i])
        before, further_before = outermost, further
    return outline if turn > 0.0 else outline[::-1]


def _part_way(a: Point, b: Point, t: float) -> Point:
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def _waist(a: Point, b: Point, c: Point) -> Point:
    """The point where an outline from a to c passes b; the nearer a and c, the less it goes in."""
    dx, dy = c[0] - a[0], c[1] - a[1]
    length = hypot(dx, dy) or 1e-9
    t = max(0.0, min(1.0, ((b[0] - a[0]) * dx + (b[1] - a[1]) * dy) / (length * length)))
    x, y = _part_way(a, c, t)
    inward = min(1.0, (length / (3 * hypot(b[0] - x, b[1] - y) or 1e-9)) ** 2)
    return _part_way((x, y), b, inward)


def _section_at(flesh: tuple[Section, ...], t: float) -> Section:
    place = t * (len(flesh) - 1)
    i = min(int(place), len(flesh) - 2)
    (_, f0, b0, o0, i0), (_, f1, b1, o1, i1) = flesh[i], flesh[i + 1]
    u = place - i
    return (t, f0 + (f1 - f0) * u, b0 + (b1 - b0) * u, o0 + (o1 - o0) * u, i0 + (i1 - i0) * u)


_AROUND = [(cos(i * pi / 11), sin(i * pi / 11)) for i in range(22)]
_AROUND_COARSE = _AROUND[::2]


def _cross_section(
    bone: Bone, section: Section, way: Point, flatness: float, coarse: bool = False
) -> Polygon:
    t, front, back, outer, inner = section
    x = bone.start[0] + (bone.end[0] - bone.start[0]) * t
    y = bone.start[1] + (bone.end[1] - bone.start[1]) * t
    fx, fy = _flattened(bone.forward, way, flatness)
    lx, ly = _flattened(bone.left, way, flatness)
    polygon = []
    for c, s in _AROUND_COARSE if coarse else _AROUND:
        f = c * (front if c > 0 else back)
        o = s * (outer if s > 0 else inner) * bone.sign
        polygon.append((x + fx * f + lx * o, y + fy * f + ly * o))
    return polygon


def _flattened(axis: Point, way: Point, flatness: float) -> Point:
    """An axis without its share along a direction; a flatness of 1 removes all of it."""
    (x, y), (wx, wy) = axis, way
    flat = (x * wx + y * wy) * flatness
    return (x - wx * flat, y - wy * flat)


_KEPT = 0.28  # of a bone is never trimmed, or very deep bends would jump
_FOLDED = 2.5  # radians; bones that lie over each other lose much of their inner edges


def _first_part(strip: _Strip) -> Polygon:
    """A strip before it is trimmed, as far as that may go."""
    count = len(strip.left) - int(_KEPT * len(strip.left))
    return strip.left[:count] + strip.right[:count][::-1]


def _last_part(strip: _Strip) -> Polygon:
    first = int(_KEPT * len(strip.left))
    return strip.left[first:] + strip.right[first:][::-1]


_Trimmed = tuple[Polygon, Places, Point]
"""An edge, its places, and the direction in which it comes to the joint (of any length)."""


def _trim_end(edge: Polygon, places: Places, joint: Point, way: Point, margin: float) -> _Trimmed:
    """The edge without its points beyond the line across the joint, less a margin; it ends on that line."""
    (jx, jy), (ex, ey) = joint, way
    before = 0.0
    last = len(edge) - 1
    kept = int(_KEPT * len(edge))
    for i in range(kept, last + 1):
        x, y = edge[i]
        beyond = (x - jx) * ex + (y - jy) * ey + margin
        if beyond > 0:
            if i == kept:
                return edge[: kept + 1], places[: kept + 1], _direction(edge, kept, kept)
            t = -before / (beyond - before)
            x1, y1 = edge[i - 1]
            crossing = (x1 + (x - x1) * t, y1 + (y - y1) * t)
            # The directions at both points mixed, or it would jump as the line passes a point.
            (ax, ay), (bx, by) = _direction(edge, i - 1, last), _direction(edge, i, last)
            direction = (ax + (bx - ax) * t, ay + (by - ay) * t)
            place = places[i - 1] + (places[i] - places[i - 1]) * t
            return [*edge[:i], crossing], [*places[:i], place], direction
        before = beyond
    return edge, places, _direction(edge, last, last)


def _direction(edge: Polygon, i: int, last: int) -> Point:
    """The edge's direction at a point, from its neighbours."""
    (ax, ay), (bx, by) = edge[max(i - 1, 0)], edge[min(i + 1, last)]
    return (bx - ax, by - ay)


def _trim_start(edge: Polygon, places: Places, joint: Point, way: Point, margin: float) -> _Trimmed:
    """The edge without its points before the line across the joint, plus a margin."""
    trimmed, at, direction = _trim_end(edge[::-1], places[::-1], joint, (-way[0], -way[1]), margin)
    return trimmed[::-1], at[::-1], direction


def _up_to(point: Point, edge: Polygon, places: Places, angle: float) -> tuple[Polygon, Places, float]:
    """The edge as far as a point is along its bone, and how far the point is before its beginning.

    Past the next bone's edge it would turn back on itself, and what is between would be a hole.
    """
    dx, dy = cos(angle), sin(angle)
    far = [x * dx + y * dy for x, y in edge]
    reach = point[0] * dx + point[1] * dy
    past = next((i for i, along in enumerate(far) if i and along > reach), 0)
    if past == 0:
        return edge, places, 0.0
    t = max(0.0, reach - far[past - 1]) / (far[past] - far[past - 1] or 1.0)
    end, place = _part_way(edge[past - 1], edge[past], t), places[past - 1]
    place += (places[past] - place) * t
    return [*edge[:past], end], [*places[:past], place], max(0.0, far[0] - reach)


def _without_first(edge: Polygon, places: Places, length: float) -> tuple[Polygon, Places]:
    """The edge without so much of its beginning, but with its last point."""
    for i in range(len(edge) - 1):
        (x, y), (x1, y1) = edge[i], edge[i + 1]
        step = hypot(x1 - x, y1 - y)
        if length < step:
            t = length / step
            place = places[i] + (places[i + 1] - places[i]) * t
            return [_part_way(edge[i], edge[i + 1], t), *edge[i + 1 :]], [place, *places[i + 1 :]]
        length -= step
    return edge[-1:], places[-1:]


# Places along the outer side of a joint, and how much of its bulge is there.
_Arc = Sequence[tuple[float, float]]
_ARC = [(i / 11, sin(pi * i / 11)) for i in range(1, 11)]
_COARSE_ARC = [(i / 5, sin(pi * i / 5)) for i in range(1, 5)]

_Corner = tuple[Polygon, Places, Polygon, Places]


def _join(
    bone: Bone, joint: Joint, upper: _Strip, lower: _Strip, place: int, arc: _Arc
) -> tuple[_Corner, Crease]:
    """Trim the inner edges of two bones at their joint, and return the points that go between them."""
    bend = remainder(lower.angle - upper.angle, 2 * pi)
    amount = abs(bend)
    left_inside = bend >= 0
    way = (cos(upper.angle + bend / 2), sin(upper.angle + bend / 2))
    # Extension at the hip: the inner side is the back.
    inward = (bone.forward[0] * -way[1] + bone.forward[1] * way[0]) * (1 if left_inside else -1)
    plump = joint.plump if inward < -0.5 else 0.0
    width = max(upper.widths[2 if left_inside else 3], lower.widths[0 if left_inside else 1])
    margin = (
        (0.55 if plump else joint.rounding)
        * width
        * max(0.12, cos(bend / 2))
        * (1.0 if amount < 1.2 else max(0.35, 1 - (amount - 1.2) * 0.5))
        * (joint.least + (1.0 - joint.least) * smoothstep(amount, 0.05, 0.8))
    )
    center = bone.end
    if left_inside:
        before, before_places, arrive = _trim_end(upper.left, upper.left_places, center, way, margin)
        after, after_places, leave = _trim_start(lower.left, lower.left_places, center, way, margin)
        before, before_places, past = _up_to(after[0], before, before_places, upper.angle)
        after, after_places = _without_first(after, after_places, 2.0 * past)
        upper.left, upper.left_places = before, before_places
        lower.left, lower.left_places = after, after_places
    else:
        before, before_places, arrive = _trim_end(upper.right, upper.right_places, center, way, margin)
        after, after_places, leave = _trim_start(lower.right, lower.right_places, center, way, margin)
        before, before_places, past = _up_to(after[0], before, before_places, upper.angle)
        after, after_places = _without_first(after, after_places, 2.0 * past)
        upper.right, upper.right_places = before, before_places
        lower.right, lower.right_places = after, after_places
    p1, p2 = before_places[-1], after_places[0]

    corner = _corner(before[-1], arrive, after[0], leave)
    if plump:
        corner = _rounder(before[-1], corner, after[0], center, min(1.0, amount / 0.5), plump)
    (x1, y1), (cx, cy), (x2, y2) = before[-1], corner, after[0]
    inner = bowed((x1, y1), corner, (x2, y2))[1:-1]
    inner_places = [p1 + (p2 - p1) * (i + 1) / (len(inner) + 1) for i in range(len(inner))]
    crease = Crease(
        amount, (0.25 * x1 + 0.5 * cx + 0.25 * x2, 0.25 * y1 + 0.5 * cy + 0.25 * y2), center, left_inside
    )

    r1, r2 = (upper.widths[3], lower.widths[1]) if left_inside else (upper.widths[2], lower.widths[0])
    start = upper.angle + (-pi / 2 if left_inside else pi / 2)
    bulge = joint.bulge * sin(min(amount, 2.2) / 2.2 * pi / 2)
    outer = []
    for t, s in arc:
        radius = (r1 + (r2 - r1) * t) * (1 + bulge * s)
        angle = start + bend * t
        outer.append((center[0] + radius * cos(angle), center[1] + radius * sin(angle)))
    outer_places = [place + (t - 0.5) * 0.04 for t, _ in arc]
    if left_inside:
        return (inner, inner_places, outer, outer_places), crease
    return (outer, outer_places, inner, inner_places), crease


def _corner(start: Point, arrive: Point, end: Point, leave: Point) -> Point:
    """The point where two edges meet if extended, or one nearer the middle of their ends if that is far."""
    (x1, y1), (x2, y2), (ux, uy), (vx, vy) = start, end, arrive, leave
    mx, my = (x1 + x2) * 0.5, (y1 + y2) * 0.5
    wx, wy = x2 - x1, y2 - y1
    turn = ux * vy - uy * vx
    if abs(turn) <= 1e-6 * (1 + ux * ux + uy * uy):
        return (mx, my)
    a, b = (wx * vy - wy * vx) / turn, (wx * uy - wy * ux) / turn
    if a <= 0 or b <= 0:
        return (mx, my)
    x, y = x1 + ux * a - mx, y1 + uy * a - my
    farthest = 2.2 * hypot(wx, wy) + 0.2
    share = 1.0 - smoothstep(hypot(x, y), 0.6 * farthest, farthest)
    return (mx + x * share, my + y * share)


def _rounder(start: Point, corner: Point, end: Point, joint: Point, share: float, out: float) -> Point:
    """The corner moved toward the middle of two edges' ends, and out from the joint."""
    (x1, y1), (cx, cy), (x2, y2) = start, corner, end
    mx, my = (x1 + x2) / 2, (y1 + y2) / 2
    nx, ny = y1 - y2, x2 - x1
    if nx * (mx - joint[0]) + ny * (my - joint[1]) < 0.0:
        nx, ny = -nx, -ny
    push = out * share / (hypot(nx, ny) or 1.0)
    nearer = 0.6 * share
    return (cx + (mx - cx) * nearer + nx * push, cy + (my - cy) * nearer + ny * push)


def _rising(places: Places) -> Places:
    return list(accumulate(places, max))


def _cap(center: Point, first: float, last: float, angle: float, coarse: bool) -> Polygon:
    """A round end, clockwise from `angle`, its radius going from `first` to `last`."""
    x, y = center
    count = 5 if coarse else 11
    cap = []
    for i in range(count):
        radius = first + (last - first) * i / (count - 1)
        turn = angle - pi * (i + 1) / (count + 1)
        cap.append((x + radius * cos(turn), y + radius * sin(turn)))
    return cap


def tube(
    points: Sequence[Point], directions: Sequence[tuple[Point, Point]], flesh: tuple[Section, ...]
) -> Contour:
    """The outline along a curved middle line; directions are the projected forward and left at each point."""
    last = len(points) - 1
    left: Polygon = []
    right: Polygon = []
    for i, section in enumerate(flesh):
        (ax, ay), (bx, by) = points[max(i - 1, 0)], points[min(i + 1, last)]
        dx, dy = bx - ax, by - ay
        length = hypot(dx, dy) or 1e-9
        nx, ny = -dy / length, dx / length
        (fx, fy), (sx, sy) = directions[i]
        across = fx * nx + fy * ny
        aside = ((sx * nx + sy * ny) * section[3]) ** 2
        front, back = across * section[1], across * section[2]
        a, b = (front, back) if across > 0 else (back, front)
        a, b = sqrt(a * a + aside), sqrt(b * b + aside)
        x, y = points[i]
        left.append((x + nx * a, y + ny * a))
        right.append((x - nx * b, y - ny * b))
    places = [i / last for i in range(last + 1)]
    return Contour(left, right, places, places)


# ---- parts of edges


def edge_at(edge: Polygon, places: Places, place: float) -> Point:
    """The point of an edge at a place, or its nearer end."""
    i = bisect_right(places, place)
    if i <= 0:
        return edge[0]
    if i >= len(edge):
        return edge[-1]
    p0, p1 = places[i - 1], places[i]
    t = (place - p0) / (p1 - p0) if p1 > p0 else 0.0
    (x0, y0), (x1, y1) = edge[i - 1], edge[i]
    return (x0 + (x1 - x0) * t, y0 + (y1 - y0) * t)


def cut(edge: Polygon, places: Places, start: float | None = None, end: float | None = None) -> Polygon:
    """The edge between two places; None is its own end."""
    i = 0 if start is None else bisect_right(places, start)
    first = [] if start is None else [edge_at(edge, places, start)]
    if end is None:
        return first + edge[i:]
    return [*first, *edge[i : bisect_left(places, end)], edge_at(edge, places, end)]


def cut_places(places: Places, start: float | None = None, end: float | None = None) -> Places:
    """The places of the points `cut` returns."""
    kept = places if start is None else [start, *places[bisect_right(places, start) :]]
    return kept if end is None else [*kept[: bisect_left(kept, end)], end]


def grown(edge: Polygon, distance: float) -> Polygon:
    """The edge moved to its left; a negative distance moves it to its right."""
    last = len(edge) - 1
    moved = []
    for i, (x, y) in enumerate(edge):
        (ax, ay), (bx, by) = edge[i - 1 if i else 0], edge[i + 1 if i < last else i]
        dx, dy = bx - ax, by - ay
        length = hypot(dx, dy) or 1e-9
        moved.append((x - dy / length * distance, y + dx / length * distance))
    return moved


def resampled(edge: Polygon, count: int) -> Polygon:
    """`count` points at even distances along the edge."""
    distances = [0.0]
    px, py = edge[0]
    for x, y in edge[1:]:
        distances.append(distances[-1] + hypot(x - px, y - py))
        px, py = x, y
    points = [edge[0]]
    j = 0
    for i in range(1, count - 1):
        distance = distances[-1] * i / (count - 1)
        while distances[j + 1] < distance:
            j += 1
        t = (distance - distances[j]) / ((distances[j + 1] - distances[j]) or 1e-9)
        (x0, y0), (x1, y1) = edge[j], edge[j + 1]
        points.append((x0 + (x1 - x0) * t, y0 + (y1 - y0) * t))
    points.append(edge[-1])
    return points


def hem(a: Point, b: Point, bow: float) -> Polygon:
    """The edge of a garment from a to b without its ends; a positive bow hangs down the limb."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = hypot(dx, dy) or 1e-9
    cx = (a[0] + b[0]) * 0.5 - dy / length * 2 * bow
    cy = (a[1] + b[1]) * 0.5 + dx / length * 2 * bow
    return bowed(a, (cx, cy), b)[1:-1]


def limb_area(contour: Contour, start: float | None = None) -> list[Polygon]:
    """The polygons of a contour from a place on, its round ends included."""
    left = cut(contour.left, contour.left_places, start)
    right = cut(contour.right, contour.right_places, start)
    polygon = left + contour.end_cap + right[::-1]
    if start is None:
        return [polygon + contour.start_cap, *contour.extra]
    return [polygon]
