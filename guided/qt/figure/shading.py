"""Light and shade: the darker band along the edges of a limb that turn away from the light."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from math import ceil, sqrt
from typing import NamedTuple

from guided.qt.figure.outline import Places, cut, cut_places
from guided.qt.figure.polygons import Point, Polygon

LIGHT: Point = (-0.45, 0.89)
"""The direction of the light: from above, slightly from the left of the picture."""

_AVERAGED = 7  # points along an edge
_NONE = 1e-9  # what sums leave of nothing


class Shade(NamedTuple):
    """A band of shade: `width` units wide where an edge faces away from the light.

    It goes from the place `start` to `end`, None for the edge's own ends, and thins out over the shares
    `taper` of its first and last part.
    """

    width: float
    start: float | None = None
    end: float | None = None
    taper: tuple[float, float] = (0.0, 0.0)


class Edge(NamedTuple):
    """One edge of a limb: its points, and the place of each along the chain of bones."""

    points: Polygon
    places: Places
    shaded: tuple[float, ...] = ()
    """How much of its shade each bone has, 0 to 1; by default all."""


def bands(
    left: Edge,
    right: Edge,
    shade: Shade,
    light: Point,
    rise_from: tuple[float | None, float | None] = (None, None),
) -> tuple[Polygon, Polygon]:
    """The shade along the left and the right edge of a limb, [] where one is lit.

    Each grows from nothing between its place of `rise_from`, if it has one, and 0.45 further.
    """
    return _band(left, shade, light, 1, rise_from[0]), _band(right, shade, light, -1, rise_from[1])


def _band(edge: Edge, shade: Shade, light: Point, outward: float, rise_from: float | None) -> Polygon:
    """The shade along an edge; `outward` is 1 for a left edge, -1 for a right one."""
    points = cut(edge.points, edge.places, shade.start, shade.end)
    count = len(points)
    if count < 4:
        return []
    facing, normals = _facing(points, (light[0] * outward, light[1] * outward))
    if edge.shaded and min(edge.shaded) < 1.0:
        first, last = int(edge.places[0]), len(edge.shaded) - 1
        at = cut_places(edge.places, shade.start, shade.end)
        facing = [f * edge.shaded[min(int(p) - first, last)] for f, p in zip(facing, at, strict=True)]
    if max(facing) < 0.05:
        return []
    # Moving averages: no steps where an edge turns fast.
    sums = [0.0] * (_AVERAGED // 2) + list(accumulate(facing, initial=0.0))
    sums += sums[-1:] * (_AVERAGED // 2)
    weights = _weights(count, *shade.taper)
    depths = [(b - a) * weight for a, b, weight in zip(sums, sums[_AVERAGED:], weights, strict=False)]
    if rise_from is not None:
        at = cut_places(edge.places, shade.start, shade.end)
        depths = [
            depth * min(1.0, max(0.0, (place - rise_from) / 0.45))
            for depth, place in zip(depths, at, strict=True)
        ]
    if max(depths) <= _NONE:
        return []
    # Beyond the first and the last shade there is nothing to fill.
    first, last = 0, count - 1
    while depths[first] <= _NONE:
        first += 1
    while depths[last] <= _NONE:
        last -= 1
    part = slice(max(first - 1, 0), last + 2)
    outer, widest = points[part], shade.width * outward
    inner = [
        (x - nx * depth * widest, y - ny * depth * widest)
        for (x, y), (nx, ny), depth in zip(outer, normals[part], depths[part], strict=True)
    ]
    return outer + inner[::-1]


def _facing(points: Polygon, light: Point) -> tuple[list[float], list[Point]]:
    """How far an edge faces away from the light at each point, 0 to 1, and the normal there."""
    lx, ly = light
    facing = []
    normals = []
    for (ax, ay), (bx, by) in zip(points[:1] + points[:-1], points[1:] + points[-1:], strict=True):
        dx, dy = bx - ax, by - ay
        length = sqrt(dx * dx + dy * dy) or 1e-9
        away = 0.15 + (dy * lx - dx * ly) / length
        facing.append(0.0 if away < 0.0 else 1.0 if away > 1.0 else away)
        normals.append((-dy / length, dx / length))
    return facing, normals


@lru_cache(maxsize=512)
def _weights(count: int, taper_in: float, taper_out: float) -> tuple[float, ...]:
    """The weight of each moving sum: that of a mean, less where a band tapers."""
    half, last = _AVERAGED // 2, count - 1
    weights = [1 / (min(i + half, last) - max(i - half, 0) + 1) for i in range(count)]
    for i in range(ceil(taper_in * last)):
        weights[i] *= (i / last / taper_in) ** 0.6
    for i in range(ceil(taper_out * last)):
        weights[last - i] *= (i / last / taper_out) ** 0.6
    return tuple(weights)
