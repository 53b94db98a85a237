"""Light and shade: the darker band along the edges of a limb that turn away from the light."""

from __future__ import annotations

from itertools import accumulate
from math import ceil, sqrt

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
    lx, ly = light[0] * outward, light[1] * outward
    depths = []
    normals = []
    for (ax, ay), (bx, by) in zip([points[0], *points[:-1]], [*points[1:], points[-1]], strict=True):
        dx, dy = bx - ax, by - ay
        length = sqrt(dx * dx + dy * dy) or 1e-9
        depth = 0.15 + (dy * lx - dx * ly) / length
        depths.append(0.0 if depth < 0.0 else 1.0 if depth > 1.0 else depth)
        normals.append((-dy / length, dx / length))
    if max(depths) < 0.05:
        return []
    depths = _averaged(depths)
    last = count - 1
    taper_in, taper_out = taper
    for i in range(ceil(taper_in * last)):
        depths[i] *= (i / last / taper_in) ** 0.6
    for i in range(ceil(taper_out * last)):
        depths[last - i] *= (i / last / taper_out) ** 0.6
    if rise_from is not None:
        at = cut_places(places, start, end)
        depths = [
            depth * min(1.0, max(0.0, (place - rise_from) / 0.45))
            for depth, place in zip(depths, at, strict=True)
        ]
    shaded = [i for i, depth in enumerate(depths) if depth > 0.0]
    if not shaded:
        return []
    part = slice(max(shaded[0] - 1, 0), shaded[-1] + 2)  # beyond it there is nothing to fill
    outer, widest = points[part], width * outward
    inner = [
        (x - nx * depth * widest, y - ny * depth * widest)
        for (x, y), (nx, ny), depth in zip(outer, normals[part], depths[part], strict=True)
    ]
    return outer + inner[::-1]


def _averaged(values: list[float]) -> list[float]:
    """The moving average over seven values, fewer at the ends: no steps where an edge turns fast."""
    sums = [0.0, *accumulate(values)]
    whole = [(b - a) / 7 for a, b in zip(sums, sums[7:], strict=False)]
    total = sums[-1]
    last = len(values)
    start = [sums[min(i + 4, last)] / min(i + 4, last) for i in range(min(3, last))]
    end = [(total - sums[max(i - 3, 0)]) / (last - max(i - 3, 0)) for i in range(max(last - 3, 3), last)]
    return start + whole + end
