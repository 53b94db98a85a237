"""The deep hip flexors on their bones: psoas from T12 to L5, iliacus from the pelvis bowl, both to the
lesser trochanter, the inner top of the thigh bone."""

from __future__ import annotations

from collections.abc import Sequence

from guided.qt.figure import body
from guided.qt.figure.frames import Frame, Vector, away, between
from guided.qt.figure.polygons import Point, Polygon
from guided.qt.figure.projection import Figure
from guided.qt.figure.skeleton import SIGN

Place = tuple[float, float, float]

VERTEBRAE = {"T12": 16.6, "L1": 14.7, "L2": 12.7, "L3": 10.7, "L4": 8.7, "L5": 6.8}
"""The height of each vertebra's middle along the spine above the hip joints, in units."""
_BEHIND = -2.0  # of the middle line of the trunk

# Forward, up and outward of the middle between the hip joints, in the pelvis.
_BRIM = (3.3, 2.4, 4.0)  # where the muscles turn over the edge of the pelvis
_FOSSA = ((2.9, 7.4, 6.0), (1.2, 8.3, 6.3), (-0.8, 8.2, 5.4), (-2.2, 6.8, 3.8))
# The same in the thigh, from the hip joint.
LESSER_TROCHANTER = (-0.6, -3.3, 0.6)


_AT_BRIM = 0.62  # of a strand's length


def _weights(t: float) -> Place:
    """The weights of start, middle and end along a Catmull-Rom line of two spans, its ends doubled."""
    before = t < _AT_BRIM
    u = t / _AT_BRIM if before else (t - _AT_BRIM) / (1.0 - _AT_BRIM)
    leave, arrive = u**3 - 2 * u * u + u, u**3 - u * u
    to = -2 * u**3 + 3 * u * u
    if before:
        return (1.0 - to - leave - arrive / 2, to + leave, arrive / 2)
    return (-leave / 2, 1.0 - to - arrive, to + arrive + leave / 2)


_ALONG = [_weights(i / 12) for i in range(13)]


def in_pelvis(figure: Figure, side: str, place: Place) -> Vector:
    forward, up, out = place
    skeleton = figure.skeleton
    return away(skeleton.joints["root"], skeleton.frames["pelvis"], forward, up, SIGN[side] * out)


def in_thigh(figure: Figure, side: str, place: Place) -> Vector:
    forward, up, out = place
    skeleton = figure.skeleton
    return away(skeleton.joints["hip" + side], skeleton.frames["thigh" + side], forward, up, SIGN[side] * out)


def vertebra(figure: Figure, level: float) -> tuple[Vector, Frame]:
    """The middle of a vertebra and its frame."""
    spine, frames = figure.skeleton.spine, figure.skeleton.spine_frames
    at = level / body.TORSO * (len(spine) - 1)
    i = int(at)
    return away(between(spine[i], spine[i + 1], at - i), frames[i], forward=_BEHIND), frames[i]


def roots(figure: Figure, side: str, muscle: str) -> list[Vector]:
    """The origins of psoas or iliacus, from the highest or outermost on."""
    if muscle == "iliacus":
        return [in_pelvis(figure, side, place) for place in _FOSSA]
    found = []
    for level in VERTEBRAE.values():
        middle, frame = vertebra(figure, level)
        found.append(away(middle, frame, 0.7, 0.0, SIGN[side] * 1.5))
    return found


def strands(figure: Figure, side: str, muscle: str) -> list[Polygon]:
    """The projected fibres of psoas or iliacus, each over the pelvic brim to the femur."""
    see, brim = figure.camera.see, in_pelvis(figure, side, _BRIM)
    end, starts = see(in_thigh(figure, side, LESSER_TROCHANTER)), roots(figure, side, muscle)
    return [
        _strand(see(start), see(_beside(figure, side, brim, i, len(starts))), end)
        for i, start in enumerate(starts)
    ]


def outline(fibres: Sequence[Polygon]) -> Polygon:
    """The area between the first and the last strand, rounded at the origin."""
    first, last = fibres[0], fibres[-1]
    starts = [strand[0] for strand in fibres]
    return [*first, *last[::-1], *starts[-2:0:-1]]


def _beside(figure: Figure, side: str, brim: Vector, i: int, count: int) -> Vector:
    """Where the i-th strand crosses the brim: side by side, the first outermost."""
    pelvis = figure.skeleton.frames["pelvis"]
    share = i / (count - 1) - 0.5
    return away(brim, pelvis, -2.4 * share, 0.0, -SIGN[side] * 1.8 * share)


def _strand(start: Point, middle: Point, end: Point) -> Polygon:
    """A smooth line that starts straight, crosses the brim and ends at the femur."""
    (x0, y0), (x1, y1), (x2, y2) = start, middle, end
    return [(a * x0 + b * x1 + c * x2, a * y0 + b * y1 + c * y2) for a, b, c in _ALONG]
