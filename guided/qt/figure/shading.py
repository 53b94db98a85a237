"""Light and shade: the darker band along the edges of a limb that turn away from the light."""

from __future__ import annotations

from math import hypot

from guided.qt.figure.outline import Places, cut, cut_places
from guided.qt.figure.paths import Point, Polygon

LIGHT: Point = (-0.45, 0.89)
"""Where the light comes from: above, a little from the left of the picture."""


def band(
    edge: Polygon,
    places: Places,
    outward: float,
    width: float,
    light: Point,
    start: float | None = None,
    end: float | None = None,
    taper: tuple[float, float] = (0.0, 0.0),
    rise_from: float | None = None,
) -> Polygon:
    """The shade along an edge between two places; [] where the edge is lit.

    `outward` is 1 for a left edge, -1 for a right one. The band is `width` units wide where the edge
    faces away from the light; it thins out over the given shares of its first and last part, and
    grows from nothing between the place `rise_from` and 0.45 further.
    """
    points = cut(edge, places, start, end)
    count = len(points)
    if count < 4:
        return []
    lx, ly = light
    depths = []
    normals = []
    for i in range(count):
        (ax, ay), (bx, by) = points[i - 1 if i else 0], points[i + 1 if i < count - 1 else i]
        dx, dy = bx - ax, by - ay
        length = hypot(dx, dy) or 1e-9
        nx, ny = -dy / length * outward, dx / length * outward
        normals.append((nx, ny))
        depth = 0.15 - (nx * lx + ny * ly)
        depths.append(0.0 if depth < 0.0 else 1.0 if depth > 1.0 else depth)
    if max(depths) < 0.05:
        return []
    # A moving average over seven points: no steps where the edge turns fast.
    sums = [0.0]
    for depth in depths:
        sums.append(sums[-1] + depth)
    at = cut_places(places, start, end) if rise_from is not None else []
    taper_in, taper_out = taper
    inner = []
    for i in range(count):
        a, b = i - 3 if i > 3 else 0, i + 4 if i + 4 < count else count
        depth = (sums[b] - sums[a]) / (b - a) * width
        if taper_in and i < taper_in * (count - 1):
            depth *= (i / (count - 1) / taper_in) ** 0.6
        if taper_out and count - 1 - i < taper_out * (count - 1):
            depth *= ((count - 1 - i) / (count - 1) / taper_out) ** 0.6
        if rise_from is not None:
            depth *= min(1.0, max(0.0, (at[i] - rise_from) / 0.45))
        (x, y), (nx, ny) = points[i], normals[i]
        inner.append((x - nx * depth, y - ny * depth))
    return points + inner[::-1]
