"""Polygons: areas, hulls, and smooth lines as corners.

Points are in figure units, y up. Closed shapes run clockwise, all of them: paths fill by winding, so
that overlapping shapes of one path are one area without any boolean operation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, inf, pi, sin, sqrt

Point = tuple[float, float]
Polygon = list[Point]


def area(polygon: Sequence[Point]) -> float:
    """Twice the enclosed area, negative when the points run clockwise."""
    total = 0.0
    px, py = polygon[-1]
    for x, y in polygon:
        total += px * y - x * py
        px, py = x, y
    return total


def clockwise(polygon: Polygon) -> Polygon:
    """The polygon, its points running clockwise."""
    return polygon if area(polygon) < 0 else polygon[::-1]


def padded(polygon: Sequence[Point], distance: float) -> Polygon:
    """A convex clockwise polygon, larger by a distance on every side, its corners cut.

    Its sides stay parallel to what they were: upright ones fill in half the time slanted ones take.
    """
    moved = []
    for (ax, ay), (bx, by) in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        dx, dy = bx - ax, by - ay
        length = sqrt(dx * dx + dy * dy)
        if length > 1e-6:
            nx, ny = -dy / length * distance, dx / length * distance
            moved += [(ax + nx, ay + ny), (bx + nx, by + ny)]
    return moved


def mapped(polygon: Polygon, x_axis: Point, y_axis: Point, origin: Point) -> Polygon:
    """The polygon in other axes."""
    (ax, ay), (bx, by), (ox, oy) = x_axis, y_axis, origin
    return [(ax * x + bx * y + ox, ay * x + by * y + oy) for x, y in polygon]


# Catmull-Rom weights of the four points around a span, at five places along it.
_SPAN = [
    (
        (-(t**3) + 2 * t * t - t) / 2,
        (3 * t**3 - 5 * t * t + 2) / 2,
        (-3 * t**3 + 4 * t * t + t) / 2,
        (t**3 - t * t) / 2,
    )
    for t in (0.0, 0.2, 0.4, 0.6, 0.8)
]


def smooth(points: Sequence[Point]) -> Polygon:
    """A smooth closed line through the points, as a polygon: it fills faster than curves do."""
    count = len(points)
    polygon = []
    for i in range(count):
        (x0, y0), (x1, y1) = points[i - 1], points[i]
        (x2, y2), (x3, y3) = points[(i + 1) % count], points[(i + 2) % count]
        for a, b, c, d in _SPAN:
            polygon.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return polygon


def smooth_line(points: Sequence[Point]) -> Polygon:
    """A smooth open line through the points."""
    # Past its ends a line goes on as it came, so that it begins and ends straight.
    (ax, ay), (bx, by), *_ = points
    (cx, cy), (dx, dy) = points[-2:]
    there_and_back = smooth([*points, (2 * dx - cx, 2 * dy - cy), (2 * ax - bx, 2 * ay - by)])
    return [*there_and_back[: len(_SPAN) * (len(points) - 1)], points[-1]]


# Weights of the three points of a quadratic Bezier at five places between its ends.
_BOW = [((1 - t) ** 2, 2 * t * (1 - t), t * t) for t in (1 / 6, 2 / 6, 3 / 6, 4 / 6, 5 / 6)]


def bowed(start: Point, toward: Point, end: Point) -> Polygon:
    """A line from start to end, bent toward a point: a quadratic Bezier, as a polygon of seven points."""
    (ax, ay), (bx, by), (cx, cy) = start, toward, end
    between = [(a * ax + b * bx + c * cx, a * ay + b * by + c * cy) for a, b, c in _BOW]
    return [start, *between, end]


def disc(center: Point, radius: float, count: int = 12) -> Polygon:
    """A circle as a polygon of `count` points, clockwise."""
    x, y = center
    return [
        (x + radius * cos(i * 2 * pi / count), y - radius * sin(i * 2 * pi / count)) for i in range(count)
    ]


_DIRECTIONS = tuple((cos(i * pi / 12), -sin(i * pi / 12)) for i in range(24))


def wrapped(discs: Iterable[tuple[Point, float]], coarse: bool = False) -> Polygon:
    """The convex hull of discs (centre, radius), as a polygon of 24 points or 12, clockwise.

    Its points are where the discs reach farthest in as many directions: a tenth of the time a hull of
    points on the discs takes.
    """
    circles = [(x, y, radius) for (x, y), radius in discs]
    polygon = []
    for dx, dy in _DIRECTIONS[::2] if coarse else _DIRECTIONS:
        farthest = -inf
        px = py = 0.0
        for x, y, radius in circles:
            reach = x * dx + y * dy + radius
            if reach > farthest:
                farthest = reach
                px, py = x + dx * radius, y + dy * radius
        polygon.append((px, py))
    return polygon


def touching(a: Point, a_radius: float, b: Point, b_radius: float, beside: Point) -> tuple[Point, Point]:
    """The line that touches two discs on the side where a point is: from the first disc to the second.

    Where one disc is within the other it is the line between their middles.
    """
    (ax, ay), (bx, by) = a, b
    dx, dy = bx - ax, by - ay
    length = sqrt(dx * dx + dy * dy)
    if length <= abs(a_radius - b_radius):
        return a, b
    ux, uy = dx / length, dy / length
    side = 1.0 if ux * (beside[1] - ay) - uy * (beside[0] - ax) > 0.0 else -1.0
    along = (a_radius - b_radius) / length
    across = side * sqrt(1.0 - along * along)
    nx, ny = ux * along - uy * across, uy * along + ux * across
    return (ax + nx * a_radius, ay + ny * a_radius), (bx + nx * b_radius, by + ny * b_radius)


_HALF_ROUND = tuple((cos(i * pi / 4), sin(i * pi / 4)) for i in range(5))


def capsule(start: Point, start_radius: float, end: Point, end_radius: float) -> Polygon:
    """Two discs and what is between them, as a polygon of 10 points, clockwise."""
    (x0, y0), (x1, y1) = start, end
    dx, dy = x1 - x0, y1 - y0
    length = sqrt(dx * dx + dy * dy)
    ux, uy = (dx / length, dy / length) if length > 1e-6 else (1.0, 0.0)
    # From the left of the way over the end to its right, and back over the start.
    far = [
        (x1 + (-uy * c + ux * s) * end_radius, y1 + (ux * c + uy * s) * end_radius) for c, s in _HALF_ROUND
    ]
    near = [
        (x0 + (uy * c - ux * s) * start_radius, y0 + (-ux * c - uy * s) * start_radius)
        for c, s in _HALF_ROUND
    ]
    return far + near


_STRAIGHT = 0.3  # cosine of a bend, above which two capsules in a row are one outline


def bent_capsule(start: Point, middle: Point, end: Point, radii: tuple[float, float, float]) -> list[Polygon]:
    """Two capsules in a row, clockwise: one polygon of 10 points unless they are bent sharply."""
    (x0, y0), (x1, y1), (x2, y2) = start, middle, end
    ux, uy, vx, vy = x1 - x0, y1 - y0, x2 - x1, y2 - y1
    first, second = sqrt(ux * ux + uy * uy), sqrt(vx * vx + vy * vy)
    a, b, c = radii
    if ux * vx + uy * vy <= _STRAIGHT * first * second:  # or one points at the viewer
        return [capsule(start, a, middle, b), capsule(middle, b, end, c)]
    ux, uy, vx, vy = ux / first, uy / first, vx / second, vy / second
    out = b / (1.0 + ux * vx + uy * vy)
    mx, my = (ux + vx) * out, (uy + vy) * out
    far = [(x2 + (-vy * p + vx * q) * c, y2 + (vx * p + vy * q) * c) for p, q in _HALF_ROUND]
    near = [(x0 + (uy * p - ux * q) * a, y0 + (-ux * p - uy * q) * a) for p, q in _HALF_ROUND[::2]]
    return [[*far, (x1 + my, y1 - mx), *near, (x1 - my, y1 + mx)]]


def hull(points: Iterable[Point]) -> Polygon:
    """The convex hull, clockwise."""
    ordered = sorted(points)
    return (_half_hull(ordered) + _half_hull(ordered[::-1]))[::-1]


def _half_hull(points: list[Point]) -> Polygon:
    half: Polygon = []
    for x, y in points:
        while len(half) > 1:
            (ax, ay), (bx, by) = half[-2], half[-1]
            if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                break
            half.pop()
        half.append((x, y))
    return half[:-1]
