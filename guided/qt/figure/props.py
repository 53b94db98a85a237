"""The things around a body: mat, bed, chairs, desk, wall; pads under it; what the hands pull on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import atan2, hypot
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainterPath, QPen

from guided.pose import SIDES, Drawing, Prop, at_pose
from guided.qt.figure.frames import Frame, Vector, along, away, cross, dot, smoothstep, unit
from guided.qt.figure.hands import hand_over
from guided.qt.figure.look import Look
from guided.qt.figure.operations import Box, Canvas, Fill, Operation, Stroke
from guided.qt.figure.paths import closed, opened
from guided.qt.figure.polygons import Point, Polygon, capsule, disc, hull, padded, wrapped
from guided.qt.figure.projection import Camera, Figure, Support
from guided.qt.figure.skeleton import Skeleton, body_point, sole
from guided.qt.figure.skins import COOL, Theme, faint, mixed, round_pen
from guided.qt.figure.solve import BESIDE, CHAIR_BACK, CHAIR_SEAT, DESK_HEIGHT, solve, top_of

MAT_THICKNESS = 1.9
_SIDE_VIEW = 20.0  # degrees of camera height
_MAT_WIDTH = 36.0
_CUSHION = 3.0
_CUSHION_WIDTH = 15.0
_PILLOW_WIDTH = 18.0
_WALL = 5.0
_WALL_HEIGHT = 98.0
_SKIRTING = 5.0
_AROUND_WALL = 2.0  # units of air, or it would stand at the picture's edge
_ABOVE = 1.5  # what reaches highest, a wall ends
_HEAD, _HAND = 9.0, 9.0  # from the ear to the top of the hair, from the wrist to the fingertips
_DESK_DEPTH = 46.0
_CHAIR_DEPTH = 22.0
_SEAT_FRONT = 11.5  # from the middle of a seat to its front edge
_THIGH = 4.5  # from the middle of a thigh to where it lies on the seat's edge
_FURTHEST_BACK = 7.0
_CORNER = 0.45  # of a chair's parts
_AREA = 0.8  # of the camera's height (its sine) from which on the floor is an area
_SEEN_THROUGH = 0.62  # how opaque a mat is then
_NARROWER, _MAT_LIT = 0.6, 0.35  # the back of a mat seen aslant, by its depth; how much lighter its top is
_HEM, _SEAM, _HEM_DARKER = 0.9, 4.0, 0.5  # how wide its hem is, how far from an end a seam, how much darker
_BACK_BEFORE = -0.34  # how much a chair faces away for its back to be before the body
_DOOR_HEIGHT = 106.0
_FOREARM = 4.5  # from the plane of the shoulders to the middle of a post on which forearms lean
_ROLL_WIDTH = 7.0
FOOTPRINTS_WIDE, FOOTPRINTS_HIGH = 44.0, 28.0
"""The size of the frame with the soles from above."""
_BOLSTER_WIDTH = 15.0
_ROLL_HALF = 13.0  # of a roll or bolster's length
# Flesh below a joint, to what it lies on.
_BELOW = {"knee": 2.2, "ank": 2.1, "wr": 1.4, "elb": 2.0, "sh": 3.0, "hip": 7.0, "head": 4.9, "neck": 2.7}
_BELOW |= {"lumbar": 4.7, "blades": 5.8, "root": 6.7, "c7": 5.6, "belly": 0.0}


def supports(drawing: Drawing, start: Skeleton) -> tuple[Support, ...]:
    """What a body rests on as seen from the side, the floor first; nothing when seen from above."""
    if abs(drawing.elev) > _SIDE_VIEW:
        return ()
    resting: list[Support] = [(-999.0, 999.0, 0.0)]
    for prop in drawing.props:
        if prop.kind == "bed":
            left, right, height = prop.at
            resting.append((left + 1.2, right - 1.2, height))
        elif prop.kind == "chair":
            x = _seat(start, prop)[0]
            resting.append((x - 11.0, x + 9.0, prop.at[0]))
        elif prop.kind == "chair-facing":
            resting.append((prop.at[0], prop.at[0] + _CHAIR_DEPTH, prop.at[1]))
    return tuple(resting)


_Reach = tuple[Sequence[float], Sequence[float]]

_REACH: Mapping[str, Callable[[Prop, float], _Reach]] = {
    "bed": lambda prop, _: (prop.at[:2], ()),
    "wall": lambda prop, _: ((prop.at[0] - _AROUND_WALL, prop.at[0] + _WALL + _AROUND_WALL), ()),
    "wall-behind": lambda prop, _: (prop.at, (_DOOR_HEIGHT,)),
    "chair": lambda prop, x: ((x - 15.0,), (prop.at[0] + CHAIR_BACK + 1.0,)),
    "chair-ahead": lambda prop, _: (
        (prop.at[0] + _CHAIR_DEPTH + 3.0,),
        (CHAIR_SEAT + CHAIR_BACK + 1.0,),
    ),
    "chair-facing": lambda prop, _: (
        (prop.at[0] + _CHAIR_DEPTH + 3.0,),
        (prop.at[1] + CHAIR_BACK + 1.0,),
    ),
    "chair-beside": lambda prop, _: (
        (prop.at[0] - 11.0, prop.at[0] + 11.0),
        (CHAIR_SEAT + CHAIR_BACK + 1.0,),
    ),
    "desk": lambda prop, _: ((prop.at[0] + _DESK_DEPTH * 0.7,), ()),
    "doorway": lambda prop, _: ((prop.at[0] - _WALL, prop.at[1] + _WALL), (_DOOR_HEIGHT + _WALL,)),
    "step": lambda prop, _: (top_of(prop)[:2], top_of(prop)[2:]),
    "block": lambda prop, _: (top_of(prop)[:2], top_of(prop)[2:]),
    "footprints": lambda prop, _: (
        (prop.at[0] - FOOTPRINTS_WIDE / 2, prop.at[0] + FOOTPRINTS_WIDE / 2),
        (prop.at[1] - FOOTPRINTS_HIGH / 2, prop.at[1] + FOOTPRINTS_HIGH / 2),
    ),
}


def reach_of(prop: Prop, start: Skeleton, camera: Camera) -> _Reach:
    """The x and the y a prop takes up, for the framing of the picture."""
    if prop.kind == "mat":
        return prop.at, (mat_edges(start, camera)[0],)
    of = _REACH.get(prop.kind)
    x = _seat(start, prop)[0] if prop.kind == "chair" else start.joints["root"][0]
    return of(prop, x) if of else ((), ())


def _seat(start: Skeleton, prop: Prop) -> Vector:
    """The middle of the seat of who sits on a chair: at its front edge if a thigh goes down from there."""
    joints, (fx, _, fz) = start.joints, start.frames["pelvis"].forward
    back = 0.0
    for side in SIDES:
        hip, knee = joints["hip" + side], joints["knee" + side]
        falls = (hip[1] - knee[1]) / (hypot(knee[0] - hip[0], knee[2] - hip[2]) or 1.0)
        if falls > 0.0:
            back = max(back, _SEAT_FRONT - (hip[1] - _THIGH - prop.at[0]) / falls)
    back = min(back, _FURTHEST_BACK)
    return away(joints["root"], _facing(unit((fx, 0.0, fz))), forward=-back)


# ---- what stands behind the body


class _Place(NamedTuple):
    """Where furniture is drawn, and around whom."""

    canvas: Canvas
    start: Skeleton
    camera: Camera
    theme: Theme
    drawing: Drawing


def draw_furniture(canvas: Canvas, drawing: Drawing, start: Skeleton, camera: Camera, theme: Theme) -> None:
    """Mat, bed, chairs, desk, walls, doorway, steps and blocks."""
    place = _Place(canvas, start, camera, theme, drawing)
    for prop in drawing.props:
        draw = _FURNITURE.get(prop.kind)
        if draw and not (prop.kind == "chair" and drawing.close_up):  # of which only a post would be seen
            draw(place, prop)


def _top(drawing: Drawing) -> float:
    """The height of the highest hand or head in any key pose, in units."""
    highest = 0.0
    for pose in drawing.poses:
        skeleton = solve(drawing, at_pose(pose))
        highest = max(highest, skeleton.joints["head"][1] + _HEAD)
        for side in SIDES:
            wrist, hand = skeleton.joints["wr" + side], skeleton.frames["hand" + side]
            highest = max(highest, away(wrist, hand, up=-_HAND)[1])
    return highest


def _draw_seat(place: _Place, prop: Prop) -> None:
    canvas, start, camera, theme, _ = place
    _draw_chair(canvas, _seat(start, prop), start.frames["pelvis"], prop.at[0], camera, theme)


def _draw_chair_ahead(place: _Place, prop: Prop) -> None:
    canvas, start, camera, theme, _ = place
    middle = (prop.at[0] + _CHAIR_DEPTH / 2, 0.0, start.joints["root"][2])
    _draw_chair(canvas, middle, _facing((1.0, 0.0, 0.0)), CHAIR_SEAT, camera, theme)


def _draw_chair_facing(place: _Place, prop: Prop) -> None:
    canvas, start, camera, theme, _ = place
    middle = (prop.at[0] + _CHAIR_DEPTH / 2, 0.0, start.joints["root"][2])
    _draw_chair(canvas, middle, _facing((-1.0, 0.0, 0.0)), prop.at[1], camera, theme)


def _draw_chair_beside(place: _Place, prop: Prop) -> None:
    canvas, start, camera, theme, _ = place
    middle = (prop.at[0], 0.0, start.joints["root"][2] - BESIDE - _CHAIR_DEPTH / 2)
    for only_back in (False, True):
        _draw_chair(canvas, middle, _facing((0.0, 0.0, -1.0)), CHAIR_SEAT, camera, theme, only_back)


def _facing(forward: Vector) -> Frame:
    up: Vector = (0.0, 1.0, 0.0)
    return Frame(forward, up, cross(up, forward))


def draw_before(canvas: Canvas, drawing: Drawing, start: Skeleton, camera: Camera, theme: Theme) -> None:
    """What is before the body: the back of a chair seen from behind, a doorway leant through toward us."""
    forward = start.frames["pelvis"].forward
    for prop in drawing.props:
        if prop.kind == "chair" and not drawing.close_up and forward[2] < _BACK_BEFORE:
            place, frame = _seat(start, prop), start.frames["pelvis"]
            _draw_chair(canvas, place, frame, prop.at[0], camera, theme, only_back=True)
        if prop.kind == "doorway" and _is_before(start):
            _draw_doorway(canvas, prop, start, camera, theme)


def _wood(theme: Theme, darker: float = 0.0) -> QBrush:
    return QBrush(QColor(theme.prop) if theme.flat else mixed(theme.prop, darker, COOL))


def from_above(camera: Camera) -> bool:
    """Whether the floor is seen as an area, with no line where it ends."""
    return camera.sine > _AREA


def mat_edges(start: Skeleton, camera: Camera) -> tuple[float, float]:
    """The front and the back edge of a mat in the picture; it is wide enough for what is near the floor."""
    if not camera.sine:
        return 0.0, 0.0
    soles = [point for side in SIDES for point in sole(start, side)]
    lying = [z for _, y, z in (*start.joints.values(), *soles) if y < 20.0]
    # From above more behind than in front: a body hides what is behind it.
    front, back = (3.0, 14.0) if from_above(camera) else (10.0, 10.0)
    near, far = max(lying, default=0.0) + front, min(lying, default=0.0) - back
    wider = max(0.0, _MAT_WIDTH - (near - far)) / 2
    edges = (-(near + wider) * camera.sine, -(far - wider) * camera.sine)
    return min(edges), max(edges)


def _draw_mat(canvas: Canvas, prop: Prop, start: Skeleton, camera: Camera, theme: Theme) -> None:
    left, right = prop.at
    front, back = mat_edges(start, camera)
    thick = MAT_THICKNESS * camera.cosine
    rect = QRectF(left, front - thick, right - left, back - front + thick)
    if theme.shaded and from_above(camera):
        _draw_mat_from_above(canvas, rect, theme)
        return
    if camera.sine and not from_above(camera):
        _draw_mat_aslant(canvas, prop, (front, back), camera, theme)
        return
    canvas.box(rect, 1.6 if from_above(camera) else 0.9, QBrush(QColor(theme.mat)))
    if theme.shaded:
        light = QBrush(faint("#FFFFFF", theme.mat_light))
        canvas.box(QRectF(left + 0.6, front - 0.6, right - left - 1.2, 0.5), 0.25, light, outlined=False)


def _draw_mat_aslant(
    canvas: Canvas, prop: Prop, edges: tuple[float, float], camera: Camera, theme: Theme
) -> None:
    """A mat seen from a little above: narrower behind, or it would look like a bed that stands."""
    (left, right), (front, back) = prop.at, edges
    thick, narrower = MAT_THICKNESS * camera.cosine, _NARROWER * (back - front)
    top = [(left, front), (left + narrower, back), (right - narrower, back), (right, front)]
    canvas.box(QRectF(left, front - thick, right - left, thick), 0.0, QBrush(QColor(theme.mat)))
    surface = QBrush(QColor(theme.mat) if theme.flat else mixed(theme.mat, _MAT_LIT, theme.backing))
    canvas.area(surface, top)


def _draw_mat_from_above(canvas: Canvas, rect: QRectF, theme: Theme) -> None:
    """An area with a hem round it and a seam near both ends; without them it would look like a stain."""
    edge = mixed(theme.mat, _HEM_DARKER, theme.prop)
    brush = QBrush(faint(theme.mat, _SEEN_THROUGH))  # or it would hide all that is behind it
    canvas.operations.append(Box(rect, 1.6, brush, QPen(edge, _HEM)))
    across = rect.width() > rect.height()
    x, y = (_SEAM, 0.0) if across else (0.0, _SEAM)
    width, height = (_HEM, rect.height()) if across else (rect.width(), _HEM)
    for seam in (
        QRectF(rect.left() + x, rect.top() + y, width, height),
        QRectF(rect.right() - x - width, rect.bottom() - y - height, width, height),
    ):
        canvas.box(seam, 0.0, QBrush(edge), outlined=False)


def _draw_wall(place: _Place, prop: Prop) -> None:
    """A wall seen from its end, from the floor below a mat to as high as whoever stands at it reaches."""
    canvas, theme, x = place.canvas, place.theme, prop.at[0]
    low = -MAT_THICKNESS if any(one.kind == "mat" for one in place.drawing.props) else 0.0
    height = max(_WALL_HEIGHT, _top(place.drawing) + _ABOVE) - low
    canvas.box(QRectF(x, low, _WALL, height), 0.6, QBrush(QColor(theme.mat)))
    if theme.shaded:
        edge = QBrush(faint(theme.shadow, 0.12))
        canvas.box(QRectF(x, low, 0.8, height), 0.4, edge, outlined=False)


def _draw_bed(canvas: Canvas, prop: Prop, theme: Theme) -> None:
    left, right, height = prop.at
    for x in (left + 4, right - 8):
        canvas.box(QRectF(x, 0, 3.2, height - 7), 0.8, _wood(theme, 0.12))
    canvas.box(QRectF(left, height - 8.6, right - left, 3.2), 1.0, _wood(theme))
    canvas.box(QRectF(left + 0.6, height - 6, right - left - 1.2, 6), 2.4, QBrush(QColor(theme.mat)))
    if theme.shaded:
        light = QBrush(faint("#FFFFFF", theme.mat_light * 0.8))
        canvas.box(QRectF(left + 1.6, height - 1.5, right - left - 3.2, 1.2), 0.6, light, outlined=False)


def _draw_desk(canvas: Canvas, x: float, theme: Theme) -> None:
    for leg, darker in ((x + 5.0, 0.18), (x + _DESK_DEPTH - 6.0, 0.12)):
        canvas.box(QRectF(leg, 0, 2.6, DESK_HEIGHT - 2), 0.6, _wood(theme, darker))
    canvas.box(QRectF(x, DESK_HEIGHT - 2.4, _DESK_DEPTH, 2.4), 0.8, _wood(theme))
    if theme.shaded:
        light = QBrush(faint("#FFFFFF", theme.mat_light * 0.4))
        canvas.box(QRectF(x + 0.6, DESK_HEIGHT - 0.6, _DESK_DEPTH - 1.2, 0.4), 0.2, light, outlined=False)


def _draw_step(canvas: Canvas, prop: Prop, camera: Camera, theme: Theme) -> None:
    """A step or a block, as deep as a mat is wide or half that."""
    left, right, height = top_of(prop)
    is_block = prop.kind == "block"
    deep = (0.25 if is_block else 0.5) * _MAT_WIDTH
    front, back = -deep * camera.sine, deep * camera.sine
    low, top = min(front, back), max(front, back)
    rise = height * camera.cosine
    radius = 1.2 if is_block else 0.5
    tread = QBrush(QColor(theme.prop) if theme.flat else mixed(theme.prop, 0.16, "#FFFFFF"))
    if top - low > 0.3:
        canvas.box(QRectF(left, low + rise, right - left, top - low), radius, tread)
    canvas.box(QRectF(left, low, right - left, rise), radius, _wood(theme, 0.05))
    if theme.shaded and not is_block:
        light = QBrush(faint("#FFFFFF", theme.mat_light * 0.5))
        canvas.box(QRectF(left + 0.4, low + rise - 0.9, right - left - 0.8, 0.5), 0.25, light, outlined=False)


def _draw_wall_behind(place: _Place, prop: Prop) -> None:
    """A stretch of wall with a skirting board, for whoever leans on it facing us."""
    canvas, theme, (left, right) = place.canvas, place.theme, prop.at
    height = max(_DOOR_HEIGHT, _top(place.drawing) + _ABOVE)
    wall = QBrush(QColor(theme.mat) if theme.flat else mixed(theme.mat, 0.4, theme.backing))
    canvas.box(QRectF(left, 0, right - left, height), 0.6, wall)
    canvas.box(QRectF(left, 0, right - left, _SKIRTING), 0.3, QBrush(QColor(theme.mat)))


def _draw_doorway_ahead(place: _Place, prop: Prop) -> None:
    if not _is_before(place.start):
        _draw_doorway(place.canvas, prop, place.start, place.camera, place.theme)


def _is_before(start: Skeleton) -> bool:
    """Whether a doorway is before the body, whose forearms lean on its far face."""
    return start.frames["pelvis"].forward[2] > 0.0


def _draw_doorway(canvas: Canvas, prop: Prop, start: Skeleton, camera: Camera, theme: Theme) -> None:
    """Two posts and what lies across them, just ahead of the shoulders at the start."""
    pelvis = start.frames["pelvis"]
    fx, _, fz = pelvis.forward
    forward = unit((fx, 0.0, fz))
    standing = Frame(forward, (0.0, 1.0, 0.0), unit(cross((0.0, 1.0, 0.0), forward)))
    x, _, z = start.joints["c7"]
    half, (left, right) = _WALL / 2, prop.at
    x, z = x + forward[0] * _FOREARM, z + forward[2] * _FOREARM
    spans = [
        ((left - _WALL, left), (0.0, _DOOR_HEIGHT)),
        ((right, right + _WALL), (0.0, _DOOR_HEIGHT)),
        ((left - _WALL, right + _WALL), (_DOOR_HEIGHT, _DOOR_HEIGHT + _WALL)),
    ]
    if standing.left[2] < 0.0:  # the far post first
        spans.insert(0, spans.pop(1))
    faces = QBrush(QColor(theme.mat))
    shaded = QBrush(QColor(theme.mat) if theme.flat else mixed(theme.mat, 0.10, COOL))
    for across, height in spans:
        corners = [
            camera.see(away((x, 0.0, z), standing, f, y, aside))
            for f in (-half, half)
            for y in height
            for aside in across
        ]
        canvas.area(shaded, hull(corners))
        if not theme.flat:  # the face toward us is the lighter one
            near = -half if standing.forward[2] < 0.0 else half
            front = [
                camera.see(away((x, 0.0, z), standing, near, y, aside)) for y in height for aside in across
            ]
            canvas.fill(closed(hull(front)), faces, outlined=False)


def _draw_chair(
    canvas: Canvas,
    place: Vector,
    frame: Frame,
    seat: float,
    camera: Camera,
    theme: Theme,
    only_back: bool = False,
) -> None:
    """A chair whose seat's middle is at a place, facing where a frame does."""
    fx, _, fz = frame.forward
    forward = unit((fx, 0.0, fz))
    up: Vector = (0.0, 1.0, 0.0)
    standing = Frame(forward, up, unit(cross(up, forward)))
    foot = (place[0], 0.0, place[2])
    axes = [camera.see(axis) for axis in standing]
    # In this order, and then the other way, the sides of a block run round its outline clockwise.
    upward = [1.0 if (y, x) > (0.0, 0.0) else -1.0 for x, y in axes]
    order = sorted(
        range(3), key=lambda i: atan2(axes[i][1] * upward[i], axes[i][0] * upward[i]), reverse=True
    )

    def block(
        depth: tuple[float, float], height: tuple[float, float], width: tuple[float, float], brush: QBrush
    ) -> None:
        spans = (depth, height, width)
        middle = camera.see(away(foot, standing, *((low + high) / 2 for low, high in spans)))
        lengths = [(high - low) * sign for (low, high), sign in zip(spans, upward, strict=True)]
        corners = _block(middle, [(axes[i][0] * lengths[i], axes[i][1] * lengths[i]) for i in order])
        if not canvas.outline:
            canvas.fill(closed(padded(corners, _CORNER)), brush)
        else:  # its corners are the outline's
            around = closed(padded(corners, canvas.outline.widthF() / 2)) if canvas.grows else None
            canvas.fill(closed(corners), brush, around=around)

    wood, shaded = _wood(theme), _wood(theme, 0.14)
    panel = QBrush(QColor(theme.prop) if theme.flat else mixed(theme.prop, 0.12, "#FFFFFF"))
    half = 10.5
    # The far side first.
    sides = [(half - 0.9, half), (-half, 0.9 - half)]
    if standing.left[2] > 0:
        sides.reverse()
    far, near = sides
    if only_back:
        block((-11.0, -10.0), (0, seat + CHAIR_BACK), far, wood)
        block((-11.0, -10.0), (0, seat + CHAIR_BACK), near, wood)
        block((-11.2, -10.2), (seat - 2.2, seat - 0.2), (-half, half), wood)
        block((-11.2, -10.2), (seat + 11, seat + CHAIR_BACK), (-half, half), panel)
        return
    block((-10.5, -9.0), (0, seat - 2), far, shaded)
    block((-10.5, -9.0), (0, seat - 2), near, wood)
    block((-11.2, -10.2), (seat + 11, seat + CHAIR_BACK), (-half, half), panel)
    block((-11.0, -10.0), (seat - 2, seat + CHAIR_BACK), far, shaded)
    block((-11.0, -10.0), (seat - 2, seat + CHAIR_BACK), near, wood)
    block((9.2, 10.7), (0, seat - 2), far, shaded)
    block((9.2, 10.7), (0, seat - 2), near, wood)
    block((-11.0, _SEAT_FRONT), (seat - 2.2, seat - 0.2), (-half - 0.3, half + 0.3), wood)


def _block(middle: Point, sides: Sequence[Point]) -> Polygon:
    """The outline of a block with these sides, which run upward and clockwise in this order."""
    (ax, ay), (bx, by), (cx, cy) = sides
    x, y = middle[0] - (ax + bx + cx) / 2, middle[1] - (ay + by + cy) / 2
    return [
        (x, y),
        (x + ax, y + ay),
        (x + ax + bx, y + ay + by),
        (x + ax + bx + cx, y + ay + by + cy),
        (x + bx + cx, y + by + cy),
        (x + cx, y + cy),
    ]


_FURNITURE: Mapping[str, Callable[[_Place, Prop], None]] = {
    "mat": lambda at, prop: _draw_mat(at.canvas, prop, at.start, at.camera, at.theme),
    "bed": lambda at, prop: _draw_bed(at.canvas, prop, at.theme),
    "desk": lambda at, prop: _draw_desk(at.canvas, prop.at[0], at.theme),
    "wall": _draw_wall,
    "wall-behind": _draw_wall_behind,
    "doorway": _draw_doorway_ahead,
    "step": lambda at, prop: _draw_step(at.canvas, prop, at.camera, at.theme),
    "block": lambda at, prop: _draw_step(at.canvas, prop, at.camera, at.theme),
    "chair": _draw_seat,
    "chair-ahead": _draw_chair_ahead,
    "chair-facing": _draw_chair_facing,
    "chair-beside": _draw_chair_beside,
}


# ---- what lies under the body


def draw_pads(canvas: Canvas, drawing: Drawing, start: Skeleton, figure: Figure, theme: Theme) -> None:
    """Pillows, as high as the head or the place that lies on them; cushions, where their joint starts."""
    bed = next((prop for prop in drawing.props if prop.kind == "bed"), None)
    base = bed.at[2] if bed else 0.0
    brush = QBrush(QColor(theme.prop) if theme.flat else mixed(theme.prop, theme.pillow_tint, "#FFFFFF"))
    for prop in drawing.props:
        if prop.kind == "pillow":
            head = prop.joints[0].startswith("head")
            x, y, z = _under(figure.skeleton, "head") if head else _under(start, prop.joints[0])
            if y - base > 0.8:
                _draw_pad(canvas, (x, base, z), _PILLOW_WIDTH, min(y - base, 9.0), 2.2, figure.camera, brush)
        elif prop.kind == "cushion":
            x, _, z = _tied_at(start, prop.joints[0])
            _draw_pad(canvas, (x, 0.0, z), _CUSHION_WIDTH, _CUSHION, 1.3, figure.camera, _wood(theme))
        elif prop.kind in ("roll", "bolster"):
            _draw_roll(canvas, prop, start, figure.camera, base, theme)


def _draw_roll(
    canvas: Canvas, prop: Prop, start: Skeleton, camera: Camera, base: float, theme: Theme
) -> None:
    """A bolster or a rolled towel, as high as what lies on it is at the start."""
    is_roll = prop.kind == "roll"
    x, y, z = _under(start, prop.joints[0])
    lowest, highest, width = (1.6, 5.0, _ROLL_WIDTH) if is_roll else (3.0, 13.0, _BOLSTER_WIDTH)
    thickness = min(max(y - base, lowest), highest)
    color = theme.strap if is_roll else theme.prop
    width = max(min(width, 1.5 * thickness), 1.2 * thickness)
    pelvis = start.frames["pelvis"]
    on_side = abs(pelvis.left[1]) > 0.9
    aside_x, _, aside_z = pelvis.forward if on_side else pelvis.left
    across = unit((aside_x, 0.0, aside_z))
    ends = []
    for aside in (-_ROLL_HALF, _ROLL_HALF):
        px, py = camera.see(along((x, base + thickness / 2, z), across, aside))
        ends.append([(px + u * width / 2, py + v * thickness / 2) for u, v in disc((0.0, 0.0), 1.0, 28)])
    side = QBrush(QColor(color) if theme.flat else mixed(color, 0.16, COOL))
    canvas.area(side, hull([*ends[0], *ends[1]]))
    if not theme.flat:
        near = ends[0] if camera.nearness(across) < 0.0 else ends[1]
        canvas.fill(closed(near), QBrush(QColor(color)), outlined=False)


def _under(skeleton: Skeleton, joint: str) -> Vector:
    """Where a pad under a joint or a place ends."""
    x, y, z = _tied_at(skeleton, joint)
    return (x, y - _BELOW.get(joint, _BELOW.get(joint[:-1], 3.0)), z)


def _tied_at(skeleton: Skeleton, joint: str) -> Vector:
    if joint == "headside":
        return skeleton.joints["head"]
    return body_point(skeleton, joint.replace("foot", "ank").replace("hand", "wr"))


def _draw_pad(
    canvas: Canvas,
    below: Vector,
    width: float,
    thickness: float,
    radius: float,
    camera: Camera,
    brush: QBrush,
) -> None:
    x, y = camera.see(below)
    depth = width * 0.6 * abs(camera.sine)
    height = thickness * camera.cosine + 2 * depth
    canvas.box(QRectF(x - width / 2, y - depth, width, height), min(radius, height / 2), brush)


# ---- what the hands pull on


def straps_behind(figure: Figure, drawing: Drawing, look: Look) -> list[Operation]:
    """What the far hand holds."""
    lines: list[Operation] = []
    for prop in drawing.props:
        if prop.kind == "strap":
            lines += [
                _strap_line(figure, look, prop, hand) for hand in prop.joints[1:] if hand[-1] != figure.near
            ]
        elif prop.kind == "towel":
            lines.append(_towel(figure, look, figure.far))
        elif prop.kind == "band" and not _round_both(prop) and prop.joints[-1][-1] != figure.near:
            lines.append(_band(figure, look, prop))
    return lines


def straps_before(figure: Figure, drawing: Drawing, look: Look) -> list[Operation]:
    """What the near hand holds, the loop of a strap round the foot, and that hand closed over it."""
    lines: list[Operation] = []
    for prop in drawing.props:
        if prop.kind == "strap":
            lines += [
                _strap_line(figure, look, prop, hand) for hand in prop.joints[1:] if hand[-1] == figure.near
            ]
            lines.append(_strap_loop(figure, look, prop))
        elif prop.kind == "towel":
            lines.append(_towel(figure, look, figure.near))
        elif prop.kind == "band" and (_round_both(prop) or prop.joints[-1][-1] == figure.near):
            lines.append(_band(figure, look, prop))
    pulled = {
        joint[-1]
        for prop in drawing.props
        for joint in prop.joints
        if prop.kind == "band" and _is_hand(joint)
    }
    held = figure.near in pulled or any(prop.kind in ("strap", "towel") for prop in drawing.props)
    return lines + hand_over(figure, look, figure.near) if held else lines


def _is_hand(joint: str) -> bool:
    return joint[:-1] in ("hand", "wr")


def _round_both(prop: Prop) -> bool:
    """Whether a band is a loop round both knees, both ankles or both feet."""
    return len(prop.joints) == 2 and {joint[:-1] for joint in prop.joints} in ({"knee"}, {"ank"}, {"foot"})


_MIDFOOT, _INSTEP = ((4.0, -1.7, -0.4), (4.0, -1.7, 0.4)), 1.9
"""Where a band goes round a foot: forward, up and to the left of the ankle, how far round them."""

_LOOP = {"knee": (4.0, 4.2), "ank": (4.0, 2.4)}  # above the joint, and the radius of the limb there


def _band(figure: Figure, look: Look, prop: Prop) -> Operation:
    """An elastic band, straight from joint to joint, or a loop from one limb's outside to the other's."""
    if not _round_both(prop):
        start, end = (_band_end(figure, joint) for joint in prop.joints)
        return taut(start, end, 1.3, look.theme.band)
    if prop.joints[0][:-1] == "foot":
        return _round_feet(figure, look)
    skeleton, see = figure.skeleton, figure.camera.see
    up, radius = _LOOP[prop.joints[0][:-1]]
    bone = "thigh" if prop.joints[0][:-1] == "knee" else "shank"
    a, b = (
        see(away(skeleton.joints[joint], skeleton.frames[bone + joint[-1]], up=up)) for joint in prop.joints
    )
    length = hypot(b[0] - a[0], b[1] - a[1]) or 1e-9
    ux, uy = (b[0] - a[0]) / length * radius, (b[1] - a[1]) / length * radius
    pen = QPen(QColor(look.theme.band), 2.2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return Stroke(opened([(a[0] - ux, a[1] - uy), (b[0] + ux, b[1] + uy)]), pen)


def taut(start: Point, end: Point, wide: float, color: str) -> Fill:
    """What is drawn straight from one place to another.

    As an area: of a line less than a pixel wide Qt paints more or less as it turns.
    """
    return Fill(closed(capsule(start, wide / 2, end, wide / 2)), QBrush(QColor(color)))


def _round_feet(figure: Figure, look: Look) -> Stroke:
    """A band round the middle of both feet: two strands between them, and a bow round each."""
    skeleton, see = figure.skeleton, figure.camera.see
    around = wrapped(
        (see(away(skeleton.joints["ank" + side], skeleton.frames["foot" + side], *middle)), _INSTEP)
        for side in SIDES
        for middle in _MIDFOOT
    )
    return Stroke(opened([*around, around[0]]), round_pen(look.theme.band, 1.3, round_corners=True))


def _band_end(figure: Figure, joint: str) -> Point:
    if _is_hand(joint):
        return _hand_middle(figure, joint[-1])
    if joint[:-1] == "foot":
        return figure.camera.see(_strap_top(figure, joint[-1]))
    return figure.camera.see(body_point(figure.skeleton, joint))


def _hand_middle(figure: Figure, side: str) -> Point:
    skeleton = figure.skeleton
    return figure.camera.see(away(skeleton.joints["wr" + side], skeleton.frames["hand" + side], up=-3.2))


def _strap_top(figure: Figure, side: str) -> Vector:
    """Where a strap leaves the foot: on top of its ball."""
    skeleton = figure.skeleton
    return away(skeleton.joints["ank" + side], skeleton.frames["foot" + side], forward=6.6, up=-1.4)


def _strap_line(figure: Figure, look: Look, prop: Prop, hand: str) -> Fill:
    """From a hand, taut, past the side of the foot to what it pulls on."""
    (x0, y0), (x1, y1) = _strap_on_foot(figure, prop)
    return taut(_hand_middle(figure, hand[-1]), ((x0 + x1) / 2, (y0 + y1) / 2), 1.0, look.theme.strap)


def _strap_loop(figure: Figure, look: Look, prop: Prop) -> Fill:
    """What lies across the foot, seen from its edge."""
    start, end = _strap_on_foot(figure, prop)
    return taut(start, end, 1.3, look.theme.strap)


_ON_SOLE, _ON_INSTEP = ((4.9, -3.7), (6.7, -3.7)), ((1.9, 1.7), (3.3, 0.6))
"""The edges of a strap across the ball of a foot and across its instep, forward and up of the ankle."""


def _strap_on_foot(figure: Figure, prop: Prop) -> Polygon:
    """The edges of a strap: below a long leg it draws on the sole, below a bent knee on the instep."""
    side, frames = prop.joints[0][-1], figure.skeleton.frames
    ankle, foot = figure.skeleton.joints["ank" + side], frames["foot" + side]
    sole = smoothstep(dot(frames["thigh" + side].up, frames["shank" + side].up), 0.6, 0.85)
    return [
        figure.camera.see(away(ankle, foot, *(b + (a - b) * sole for a, b in zip(*edges, strict=True))))
        for edges in zip(_ON_SOLE, _ON_INSTEP, strict=True)
    ]


def _towel(figure: Figure, look: Look, hand: str) -> Stroke:
    """From a hand down the back of the head."""
    skeleton, see = figure.skeleton, figure.camera.see
    head, frame = skeleton.joints["head"], skeleton.frames["head"]
    path = QPainterPath(QPointF(*_hand_middle(figure, hand)))
    path.quadTo(*see(away(head, frame, forward=-7.5, up=3.0)), *see(away(head, frame, -5.2, -3.2)))
    return Stroke(path, round_pen(look.theme.strap, 2.4))
