"""The deep hip flexors as they lie: a faint body, the low spine, pelvis and thigh bones, and on them psoas
and iliacus from T12 to L5 and from the pelvis bowl to the lesser trochanter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QBrush

from guided.pose import SIDES
from guided.qt.figure import hip_flexors
from guided.qt.figure.frames import away
from guided.qt.figure.hip_flexors import LESSER_TROCHANTER, VERTEBRAE, in_pelvis, in_thigh, vertebra
from guided.qt.figure.look import Look
from guided.qt.figure.operations import Canvas, Fill, Operation, Stroke, outline_of
from guided.qt.figure.paths import closed, opened
from guided.qt.figure.polygons import Point, Polygon, disc, hull, smooth, wrapped
from guided.qt.figure.projection import Figure
from guided.qt.figure.skins import faint, mixed, round_pen

_BODY, _BODY_LINE = 0.34, 0.16  # how opaque the body is, and the lines of its parts

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
# The same in the thigh, from the hip joint.
_TROCHANTER = (-0.4, -0.4, 3.4)
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


def _draw_spine(canvas: Canvas, figure: Figure, look: Look) -> None:
    see = figure.camera.see
    sacrum = [in_pelvis(figure, side, place) for place in _SACRUM for side in SIDES]
    _bone(look, canvas, hull([see(place) for place in sacrum]))
    deep, high, wide = _HALF
    for level in VERTEBRAE.values():
        middle, frame = vertebra(figure, level)
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
    _bone(look, canvas, smooth([see(in_pelvis(figure, side, place)) for place in _WING]))


def _draw_thigh_bone(canvas: Canvas, figure: Figure, look: Look, side: str) -> None:
    see = figure.camera.see
    knee = figure.skeleton.joints["knee" + side]
    thigh = figure.skeleton.frames["thigh" + side]
    top = see(in_thigh(figure, side, (-0.2, -2.2, _SHAFT)))
    low = see(away(knee, thigh, up=2.0))
    _bone(look, canvas, wrapped(((top, 1.15), (low, 1.0))))
    _bone(look, canvas, wrapped(((low, 1.1), (see(away(knee, thigh, -0.3, 0.2)), 1.9))))
    socket = in_pelvis(figure, side, _SOCKET)
    trochanter = see(in_thigh(figure, side, _TROCHANTER))
    _bone(look, canvas, wrapped(((trochanter, 1.15), (top, 1.15))))
    _bone(look, canvas, wrapped(((trochanter, 0.95), (see(socket), 0.85))))
    _bone(look, canvas, disc(see(socket), 1.65, 22))
    _bone(look, canvas, disc(see(in_thigh(figure, side, LESSER_TROCHANTER)), 0.65, 12))


def _draw_muscles(canvas: Canvas, figure: Figure, look: Look, side: str) -> None:
    """Iliacus and, before it, psoas; their fibres, and a dot at each attachment."""
    see, theme = figure.camera.see, look.theme
    iliacus = mixed(theme.muscle, 0.28, "#FFFFFF" if not theme.flat else theme.line)
    for muscle, color in (("iliacus", iliacus), ("psoas", mixed(theme.muscle, 0.0, "#000000"))):
        fibres = hip_flexors.strands(figure, side, muscle)
        shape = closed(hip_flexors.outline(fibres))
        canvas.fill(shape, QBrush(faint(color, 0.72 + 0.26 * look.glow)))
        canvas.stroke(shape, round_pen(faint(mixed(theme.muscle, 0.55, "#000000"), 0.7), 0.24))
        canvas.stroke(opened(*fibres[1:-1]), round_pen(faint(mixed(theme.muscle, 0.6, "#FFFFFF"), 0.75), 0.2))
    begins, end = hip_flexors.roots(figure, side, "iliacus")[1], in_thigh(figure, side, LESSER_TROCHANTER)
    for place in (*hip_flexors.roots(figure, side, "psoas"), begins, end):
        _attachment(canvas, look, see(place))
    _attachment(canvas, look, see(in_pelvis(figure, side, _POINT_OF_HIP)), theme.works)


def _attachment(canvas: Canvas, look: Look, place: Point, color: str | None = None) -> None:
    dot = closed(disc(place, 0.5, 14))
    canvas.fill(dot, QBrush(mixed(color or "#FFFFFF", 0.0, "#FFFFFF")))
    canvas.stroke(dot, round_pen(faint("#2A2018", 0.95), 0.26))
