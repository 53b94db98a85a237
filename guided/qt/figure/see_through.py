"""The deep hip flexors as they lie: a faint body, the low spine, pelvis and thigh bones, and on them psoas
and iliacus from T12 to L5 and from the pelvis bowl to the lesser trochanter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QBrush

from guided.pose import SIDES
from guided.qt.figure import body
from guided.qt.figure.frames import Frame, Vector, away, between
from guided.qt.figure.look import Look
from guided.qt.figure.operations import Canvas, Fill, Operation, Stroke, outline_of
from guided.qt.figure.paths import closed, opened
from guided.qt.figure.polygons import Point, Polygon, disc, hull, smooth, wrapped
from guided.qt.figure.projection import Figure
from guided.qt.figure.skeleton import SIGN
from guided.qt.figure.skins import faint, mixed, round_pen

_BODY, _BODY_LINE = 0.34, 0.16  # how opaque the body is, and the lines of its parts

VERTEBRAE = {"T12": 16.6, "L1": 14.7, "L2": 12.7, "L3": 10.7, "L4": 8.7, "L5": 6.8}
"""How far up the spine from the hip joints the middle of each vertebra is, in units."""
_BEHIND = -2.0  # of the middle line of the trunk
_HALF = (1.35, 0.72, 1.6)  # of a vertebra: forward, up, aside

# Forward, up and outward of the middle between the hip joints, in the pelvis.
_SACRUM = (
    (-0.6, 5.9, 1.7),
    (-2.6, 5.6, 1.9),
    (-4.9, 2.0, 1.2),
    (-4.6, -0.6, 0.4),
    (-3.7, -0.9, 0.3),
    (-3.4, 2.2, 1.2),
)
_WING = (
    (-4.4, 6.2, 2.4), (-3.2, 8.6, 5.0), (-0.6, 9.5, 6.8), (2.2, 8.9, 7.0), (4.2, 6.6, 6.1), (3.7, 4.4, 5.4),
    (2.2, 2.0, 5.6), (3.4, -0.4, 3.4), (5.0, -0.9, 0.9), (4.4, -2.6, 0.9), (1.6, -2.4, 2.8),
    (-0.6, -4.3, 3.6), (-2.0, -3.4, 3.9), (-1.5, -0.9, 4.4), (-2.4, 1.4, 4.2), (-3.6, 2.6, 2.6),
)  # fmt: skip
_SOCKET = (0.2, 0.0, 5.0)
_POINT_OF_HIP = (4.2, 6.6, 6.1)
_BRIM = (3.3, 2.4, 4.0)  # where the muscles turn over the edge of the pelvis
_FOSSA = ((2.9, 7.4, 6.0), (1.2, 8.3, 6.3), (-0.8, 8.2, 5.4), (-2.2, 6.8, 3.8))
# The same in the thigh, from the hip joint.
_TROCHANTER, _LESSER = (-0.4, -0.4, 3.4), (-0.6, -3.3, 0.6)
_SHAFT = 2.1  # outward of the hip joint at the top of the thigh bone


def draw_see_through(figure: Figure, look: Look, body_operations: Sequence[Operation]) -> list[Operation]:
    """A body drawn faint, with the bones and the muscles of the hips on it, back to front."""
    theme = look.theme
    canvas = Canvas(None, shaded=False)
    canvas.fill(outline_of(body_operations), QBrush(faint(theme.near.skin, _BODY)))
    line = round_pen(faint(theme.line, _BODY_LINE), 0.26)
    for operation in body_operations:
        if isinstance(operation, Fill) and operation.brush.isOpaque():
            canvas.operations.append(Stroke(operation.path, line))
    far, near = figure.far, figure.near
    _draw_thigh_bone(canvas, figure, look, far)
    _draw_wing(canvas, figure, look, far)
    _draw_spine(canvas, figure, look)
    if figure.frontal:
        _draw_muscles(canvas, figure, look, far)
    _draw_wing(canvas, figure, look, near)
    _draw_thigh_bone(canvas, figure, look, near)
    _draw_muscles(canvas, figure, look, near)
    return canvas.operations


def _bone(look: Look, canvas: Canvas, area: Polygon) -> None:
    path = closed(area)
    canvas.fill(path, QBrush(mixed("#F7F1E3", 0.0, "#000000")))
    canvas.stroke(path, round_pen(faint("#4A4033", 0.75), max(0.26, look.outline * 0.8)))


def _in_pelvis(figure: Figure, side: str, place: tuple[float, float, float]) -> Vector:
    forward, up, out = place
    skeleton = figure.skeleton
    return away(skeleton.joints["root"], skeleton.frames["pelvis"], forward, up, SIGN[side] * out)


def _in_thigh(figure: Figure, side: str, place: tuple[float, float, float]) -> Vector:
    forward, up, out = place
    skeleton = figure.skeleton
    return away(skeleton.joints["hip" + side], skeleton.frames["thigh" + side], forward, up, SIGN[side] * out)


def _vertebra(figure: Figure, level: float) -> tuple[Vector, Frame]:
    """The middle of a vertebra and its frame."""
    spine, frames = figure.skeleton.spine, figure.skeleton.spine_frames
    at = level / body.TORSO * (len(spine) - 1)
    i = int(at)
    return away(between(spine[i], spine[i + 1], at - i), frames[i], forward=_BEHIND), frames[i]


def _draw_spine(canvas: Canvas, figure: Figure, look: Look) -> None:
    see = figure.camera.see
    sacrum = [_in_pelvis(figure, side, place) for place in _SACRUM for side in SIDES]
    _bone(look, canvas, hull([see(place) for place in sacrum]))
    deep, high, wide = _HALF
    for level in VERTEBRAE.values():
        middle, frame = _vertebra(figure, level)
        tip = [
            away(middle, frame, -3.9, -0.5),
            away(middle, frame, -3.6, 0.3),
            away(middle, frame, -1.2, 0.5),
        ]
        _bone(look, canvas, hull([see(p) for p in (*tip, away(middle, frame, -1.2, -0.6))]))
        corners = [
            see(away(middle, frame, x, y, z))
            for x in (-deep, deep)
            for y in (-high, high)
            for z in (-wide, wide)
        ]
        _bone(look, canvas, hull(corners))


def _draw_wing(canvas: Canvas, figure: Figure, look: Look, side: str) -> None:
    see = figure.camera.see
    _bone(look, canvas, smooth([see(_in_pelvis(figure, side, place)) for place in _WING]))


def _draw_thigh_bone(canvas: Canvas, figure: Figure, look: Look, side: str) -> None:
    see = figure.camera.see
    knee = figure.skeleton.joints["knee" + side]
    thigh = figure.skeleton.frames["thigh" + side]
    top = see(_in_thigh(figure, side, (-0.2, -2.2, _SHAFT)))
    low = see(away(knee, thigh, up=2.0))
    _bone(look, canvas, wrapped(((top, 1.15), (low, 1.0))))
    _bone(look, canvas, wrapped(((low, 1.1), (see(away(knee, thigh, -0.3, 0.2)), 1.9))))
    socket = _in_pelvis(figure, side, _SOCKET)
    trochanter = see(_in_thigh(figure, side, _TROCHANTER))
    _bone(look, canvas, wrapped(((trochanter, 1.15), (top, 1.15))))
    _bone(look, canvas, wrapped(((trochanter, 0.95), (see(socket), 0.85))))
    _bone(look, canvas, disc(see(socket), 1.65, 22))
    _bone(look, canvas, disc(see(_in_thigh(figure, side, _LESSER)), 0.65, 12))


def _draw_muscles(canvas: Canvas, figure: Figure, look: Look, side: str) -> None:
    """Iliacus and, before it, psoas; their fibres, and a dot at each attachment."""
    see, theme = figure.camera.see, look.theme
    brim, end = _in_pelvis(figure, side, _BRIM), _in_thigh(figure, side, _LESSER)
    sign = SIGN[side]
    fossa = [_in_pelvis(figure, side, place) for place in _FOSSA]
    roots = []
    for level in VERTEBRAE.values():
        middle, frame = _vertebra(figure, level)
        roots.append(away(middle, frame, 0.7, 0.0, sign * 1.5))
    iliacus = mixed(theme.muscle, 0.28, "#FFFFFF" if not theme.flat else theme.line)
    for starts, color in ((fossa, iliacus), (roots, mixed(theme.muscle, 0.0, "#000000"))):
        strands = [
            _strand(see(start), see(_beside(figure, side, brim, i, len(starts))), see(end))
            for i, start in enumerate(starts)
        ]
        shape = hull_of_strands(strands)
        canvas.fill(closed(shape), QBrush(faint(color, 0.72 + 0.26 * look.glow)))
        canvas.stroke(closed(shape), round_pen(faint(mixed(theme.muscle, 0.55, "#000000"), 0.7), 0.24))
        fibres = round_pen(faint(mixed(theme.muscle, 0.6, "#FFFFFF"), 0.75), 0.2)
        canvas.stroke(opened(*strands[1:-1]), fibres)
    for place in (*roots, fossa[1], end):
        _attachment(canvas, look, see(place))
    _attachment(canvas, look, see(_in_pelvis(figure, side, _POINT_OF_HIP)), theme.works)


def _beside(figure: Figure, side: str, brim: Vector, i: int, count: int) -> Vector:
    """Where the i-th strand crosses the brim: side by side, the first one outermost."""
    pelvis = figure.skeleton.frames["pelvis"]
    share = i / (count - 1) - 0.5
    return away(brim, pelvis, -1.5 * share, 0.0, -SIGN[side] * 1.2 * share)


def _strand(start: Point, middle: Point, end: Point) -> Polygon:
    """A smooth line that starts straight, goes over the brim and ends at the thigh bone."""
    (x0, y0), (x1, y1), (x2, y2) = start, middle, end
    points = []
    for i in range(13):
        t = i / 12
        # A Catmull-Rom line of two spans with its ends doubled.
        if t < 0.62:
            u = t / 0.62
            m0, m1 = ((x1 - x0), (y1 - y0)), ((x2 - x0) * 0.5, (y2 - y0) * 0.5)
            points.append(_hermite((x0, y0), m0, (x1, y1), m1, u))
        else:
            u = (t - 0.62) / 0.38
            m0, m1 = ((x2 - x0) * 0.5, (y2 - y0) * 0.5), ((x2 - x1), (y2 - y1))
            points.append(_hermite((x1, y1), m0, (x2, y2), m1, u))
    return points


def _hermite(a: Point, leave: Point, b: Point, arrive: Point, t: float) -> Point:
    p, q = 2 * t**3 - 3 * t * t + 1, -2 * t**3 + 3 * t * t
    r, s = t**3 - 2 * t * t + t, t**3 - t * t
    return (
        p * a[0] + r * leave[0] + q * b[0] + s * arrive[0],
        p * a[1] + r * leave[1] + q * b[1] + s * arrive[1],
    )


def hull_of_strands(strands: Sequence[Polygon]) -> Polygon:
    """The area between the first and the last strand, rounded where they start."""
    first, last = strands[0], strands[-1]
    starts = [strand[0] for strand in strands]
    return [*first, *last[::-1], *starts[-2:0:-1]]


def _attachment(canvas: Canvas, look: Look, place: Point, color: str | None = None) -> None:
    dot = closed(disc(place, 0.5, 14))
    canvas.fill(dot, QBrush(mixed(color or "#FFFFFF", 0.0, "#FFFFFF")))
    canvas.stroke(dot, round_pen(faint("#2A2018", 0.95), 0.26))
