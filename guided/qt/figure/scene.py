"""A picture of an exercise: floor and furniture, shadows, what the start looked like, the body, the arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QBrush, QLinearGradient, QRadialGradient, QTransform

from guided.picture import Picture
from guided.pose import SIDES, Drawing, Prop, Stance, at_pose, blend
from guided.qt.figure import muscles as muscle_map
from guided.qt.figure import props
from guided.qt.figure.footprints import draw_footprints
from guided.qt.figure.frames import Vector, away
from guided.qt.figure.ghost import ghost_of
from guided.qt.figure.hands import hand_over
from guided.qt.figure.in_words import WORDS_BOX, written
from guided.qt.figure.look import Look
from guided.qt.figure.operations import Box, Canvas, Operation, Photo
from guided.qt.figure.parts import Layer, draw_figure
from guided.qt.figure.photos import PHOTO_BOX, shown_photos
from guided.qt.figure.polygons import Point
from guided.qt.figure.projection import Camera, Figure, extent, seen
from guided.qt.figure.see_through import draw_see_through
from guided.qt.figure.shading import LIGHT
from guided.qt.figure.signs import HALF_WIDE, arrow_lines, draw_breath, draw_signs, is_circle
from guided.qt.figure.skeleton import Skeleton, sole
from guided.qt.figure.skins import Theme, faint, theme_in
from guided.qt.figure.solve import solve, start_of

THINNEST_OUTLINE = 0.85  # pixels

_LINE_BEYOND = 4.5  # units that the line of the floor goes on beyond body and props

_CLOSE_UPS = {
    "bust": (("c7",), (-24.0, -27.0, 24.0, 26.0)),
    "trunk": (("c7", "root"), (-33.0, -14.0, 33.0, 30.0)),
    "pelvis": (("root",), (-27.0, -14.0, 27.0, 26.0)),
    "arm": (("shR", "wrR"), (-33.0, -20.0, 33.0, 25.0)),
    "hand": (("wrR",), (-17.0, -14.0, 17.0, 14.0)),
    "hands": (("wrL", "wrR"), (-31.0, -18.0, 31.0, 28.0)),
    "foot": (("ankR",), (-20.0, -13.0, 20.0, 18.0)),
    "feet": (("ankL", "ankR"), (-19.0, -9.0, 19.0, 16.0)),
}
"""For each crop the joints in whose middle it is at the start, and from there its left, lower, right and
upper edge, in units."""

_START = at_pose("start")
_END = at_pose("end")


def frame(picture: Picture, scale: float = 8.0) -> tuple[Operation, ...]:
    """The operations of a picture's `layers`, back to front, in figure units with y up."""
    drawn = operations_of(layers(picture, scale))
    if not picture.drawing.close_up:
        return tuple(drawn)
    left, low, right, high = box(picture.drawing)
    room = QRectF(left, low, right - left, high - low)
    if not picture.drawing.framed:  # a picture may be broader than its box
        room.adjust(-room.width() / 2, -room.height() / 2, room.width() / 2, room.height() / 2)
    return tuple(one for one in drawn if room.intersects(_bounds(one)))


def _bounds(operation: Operation) -> QRectF:
    """About where an operation paints; a line has a size, though it may be straight."""
    rect = operation.rect if isinstance(operation, Box | Photo) else operation.path.controlPointRect()
    return rect.adjusted(-0.1, -0.1, 0.1, 0.1)


def layers(picture: Picture, scale: float = 8.0) -> list[Layer]:
    """The named parts of a picture, back to front, in figure units with y up.

    A mirrored one has only its light turned, as the painter will mirror all of it; `scale` is px per unit,
    which keeps outlines from getting too thin.
    """
    drawing, style = picture.drawing, picture.style
    if photos := shown_photos(drawing.photos, picture.stance):
        return [("photos", photos)]
    if drawing.words:
        return [("words", (written(drawing.words, theme_in(style.theme, style.tone), picture.mirrored),))]
    theme = theme_in(style.theme, style.tone, style.build)
    look = _look_of(picture, theme, scale)
    start = start_of(drawing)
    camera = Camera.at(drawing.elev)
    supports = props.supports(drawing, start)
    figure = seen(
        solve(drawing, picture.stance, picture.breath), camera, supports, style.build, coarse=look.coarse
    )
    drawn: list[Layer] = [("backdrop", _backdrop(drawing, theme, look.outline, style.floor))]
    if theme.shaded and style.detail > 0 and drawing.crop != "bust":
        drawn.append(("shadows", tuple(_shadows(drawing, figure, theme, look.coarse))))
    pads = look.canvas()
    props.draw_pads(pads, drawing, start, figure, theme)
    drawn.append(("pads", tuple(pads.operations)))
    if style.ghost > 0.0:
        ghost = Canvas(None, shaded=False)
        shape = ghost_of(drawing, style.hair, style.build, look.coarse or theme.flat, theme.flat)
        ghost.fill(shape, QBrush(faint(theme.ghost, style.ghost)))
        drawn.append(("start", tuple(ghost.operations)))
    if style.arrow:
        waves = Canvas(None, shaded=False)
        draw_breath(waves, drawing, figure, theme, look.coarse)
        drawn.append(("breath", tuple(waves.operations)))
    drawn.append(("held-behind", tuple(props.straps_behind(figure, drawing, look))))
    if style.see_through:
        plain = operations_of(draw_figure(figure, replace(look, detail=0), drawing.order))
        drawn.append(("see-through", tuple(draw_see_through(figure, look, plain))))
    else:
        drawn += draw_figure(figure, look, drawing.order)
        wrists = {side: camera.nearness(figure.skeleton.joints["wr" + side]) for side in SIDES}
        for side in sorted(_holding_the_other_arm(drawing), key=wrists.__getitem__):
            drawn.append(("hand" + side, tuple(hand_over(figure, look, side))))
    before = look.canvas()
    props.draw_before(before, drawing, start, camera, theme)
    drawn.append(("furniture-before", tuple(before.operations)))
    drawn.append(("held", tuple(props.straps_before(figure, drawing, look))))
    if style.arrow:
        arrow = Canvas(None, shaded=False)
        draw_signs(arrow, drawing, figure, theme, look.coarse)
        drawn.append(("arrow", tuple(arrow.operations)))
    return drawn


def _look_of(picture: Picture, theme: Theme, scale: float) -> Look:
    style = picture.style
    lengthens = _lengthening(picture)
    return Look(
        theme=theme,
        detail=style.detail,
        hair=style.hair,
        build=style.build,
        outline=max(theme.outline, THINNEST_OUTLINE / scale) if theme.outline else 0.0,
        light=(-LIGHT[0], LIGHT[1]) if picture.mirrored else LIGHT,
        muscles=() if style.see_through else muscle_map.drawn(lengthens),
        works=()
        if style.see_through
        else muscle_map.working(picture.works, lengthens, picture.across, picture.lengthens_across),
        across=picture.across,
        lengthens_across=picture.lengthens_across,
        both=picture.both,
        glow=picture.shown_glow,
    )


def _lengthening(picture: Picture) -> tuple[str, ...]:
    """What lengthens: round a circle muscles take turns, of which the end has the first."""
    return picture.lengthens[: 1 if is_circle(picture.drawing) else None]


_ON_ARM = ("collar", "elb", "wr", "palm", "fingers")


def _holding_the_other_arm(drawing: Drawing) -> list[str]:
    """The sides whose hand lies on the other arm or its shoulder in some key pose; such a hand is before
    both arms."""
    reached = [key.reach for key in drawing.poses.values()]
    return [
        side for i, side in enumerate(SIDES) if any((places[i] or "")[:-1] in _ON_ARM for places in reached)
    ]


def operations_of(drawn: Iterable[Layer]) -> list[Operation]:
    """The operations of all layers, in order."""
    return [operation for _, operations in drawn for operation in operations]


# ---- what only depends on the drawing, kept for the last drawings used


@lru_cache(maxsize=512)
def box(drawing: Drawing) -> tuple[float, float, float, float]:
    """The box of key poses, the way between, props and arrow, or of what stands for them: left, bottom,
    right, top."""
    drawing = drawing.fitted
    if drawing.photos:
        return PHOTO_BOX
    if drawing.words:
        return WORDS_BOX
    start = start_of(drawing)
    if drawing.close_up:
        joints, (left, low, right, high) = _CLOSE_UPS[drawing.crop]
        places = [Camera.at(drawing.elev).see(start.joints[joint]) for joint in joints]
        x, y = (sum(values) / len(places) for values in zip(*places, strict=True))
        return (x + left, y + low, x + right, y + high)
    # On the way to any other pose than the end a body hardly reaches further than in that pose.
    stances = [blend(_START, _END, 0.5), *map(at_pose, drawing.poses)]
    boxes = [_extent(drawing, stance) for stance in stances]
    xs = [x for box in boxes for x in box[::2]]
    ys = [y for box in boxes for y in box[1::2]] + [0.0]
    reached = _reached(drawing, drawing.props)
    xs += reached[0]
    ys += reached[1]
    for x, y in chain.from_iterable(arrow_lines(drawing)):
        xs += (x - HALF_WIDE, x + HALF_WIDE)
        ys.append(y)
    return (min(xs), min(ys), max(xs), max(ys))


@lru_cache(maxsize=512)
def tight_box(drawing: Drawing) -> tuple[float, float, float, float]:
    """The box of the body alone, at the end; mat and floor run out of the picture, footprints do not."""
    drawing = drawing.fitted
    if drawing.close_up or drawing.words or drawing.photos:
        return box(drawing)
    left, low, right, high = _extent(drawing, _END)
    xs, ys = _reached(drawing, [prop for prop in drawing.props if prop.kind == "footprints"])
    return (min(left, right, *xs), min(0.0, low, *ys), max(left, right, *xs), max(low, high, *ys))


def _reached(drawing: Drawing, among: Iterable[Prop]) -> tuple[list[float], list[float]]:
    """The x and the y that some of a drawing's props take up."""
    start, camera = start_of(drawing), Camera.at(drawing.elev)
    reach = [props.reach_of(prop, start, camera) for prop in among]
    return [x for xs, _ in reach for x in xs], [y for _, ys in reach for y in ys]


def _extent(drawing: Drawing, stance: Stance) -> tuple[float, float, float, float]:
    on_floor = bool(props.supports(drawing, start_of(drawing)))
    return extent(solve(drawing, stance), Camera.at(drawing.elev), on_floor)


@lru_cache(maxsize=128)
def _backdrop(drawing: Drawing, theme: Theme, outline: float, floor: bool) -> tuple[Operation, ...]:
    drawing = drawing.fitted
    canvas = Look(theme, outline=outline).canvas()
    if floor and drawing.crop != "bust" and not props.from_above(Camera.at(drawing.elev)):
        canvas.operations.append(_floor(drawing, theme))
    props.draw_furniture(canvas, drawing, start_of(drawing), Camera.at(drawing.elev), theme)
    draw_footprints(canvas, drawing, start_of(drawing), theme)
    return tuple(canvas.operations)


def _floor(drawing: Drawing, theme: Theme) -> Box:
    """The line of the floor, fading out at both ends; under a mat, below it."""
    left, right = box(drawing)[::2] if theme.flat else _floor_ends(drawing)
    has_mat = any(prop.kind == "mat" for prop in drawing.props)
    front, _ = props.mat_edges(start_of(drawing), Camera.at(drawing.elev))
    y = front - (props.MAT_THICKNESS if has_mat else 0.3) - 0.25
    if theme.flat:
        return Box(QRectF(left, y, right - left, 0.30), 0.0, QBrush(faint(theme.floor, 1.0)))
    brush = QBrush(_line_fading(theme.floor, theme.floor_alpha))
    brush.setTransform(QTransform(right - left, 0, 0, 1, left, 0))
    return Box(QRectF(left, y, right - left, 0.36), 0.0, brush)


@lru_cache(maxsize=16)
def _line_fading(color: str, alpha: float) -> QBrush:
    """A line from 0 to 1 that fades out at both ends."""
    gradient = QLinearGradient(0, 0, 1, 0)
    for place, share in ((0.0, 0.0), (0.12, 1.0), (0.88, 1.0), (1.0, 0.0)):
        gradient.setColorAt(place, faint(color, share * alpha))
    return QBrush(gradient)


def _floor_ends(drawing: Drawing) -> tuple[float, float]:
    """The extent of joints and props at start and end; the box around the body would take longer.

    A close-up has the line all across it.
    """
    if drawing.close_up:
        left, _, right, _ = box(drawing)
        return left - (right - left) / 2, right + (right - left) / 2
    start = start_of(drawing)
    xs, _ = _reached(drawing, drawing.props)
    for skeleton in (start, solve(drawing, _END)):
        xs += [x + flesh for x, _, _ in skeleton.joints.values() for flesh in (-6.0, 6.0)]
    return min(xs) - _LINE_BEYOND, max(xs) + _LINE_BEYOND


# ---- shadows


def _shadows(drawing: Drawing, figure: Figure, theme: Theme, coarse: bool) -> list[Operation]:
    """A soft ellipse below each part of the body, fainter with height; coarse: no small ones."""
    bed = next((prop for prop in drawing.props if prop.kind == "bed"), None)
    see = figure.camera.see
    shadows: list[Operation] = []
    for start, end, radius in _shadow_casters(figure.skeleton, coarse):
        ground = bed.at[2] if bed and (start[0] + end[0]) / 2 < bed.at[1] else 0.0
        height = min(start[1], end[1]) - radius - ground
        if not -8 < height < 22:
            continue
        height = max(height, 0.0)
        (x0, y0), (x1, y1) = see((start[0], 0.0, start[2])), see((end[0], 0.0, end[2]))
        width = abs(x1 - x0) / 2 + radius * 1.25 + height * 0.1
        alpha = theme.shadow_alpha * 0.8 * (1 - height / 22) ** 2
        flat = 0.9 + radius * abs(figure.camera.sine)
        center = ((x0 + x1) / 2, ground - 0.3 + (y0 + y1) / 2)
        shadows.append(_ellipse(theme, center, width, flat + 0.02 * width, alpha))
    return shadows


def _shadow_casters(skeleton: Skeleton, coarse: bool) -> Iterator[tuple[Vector, Vector, float]]:
    """The parts of a body, each with its ends and radius."""
    joints, spine = skeleton.joints, skeleton.spine
    yield joints["root"], spine[12], 7.0
    yield spine[12], spine[24], 6.0
    yield joints["head"], joints["head"], 6.0
    for side in SIDES:
        yield joints["hip" + side], joints["knee" + side], 4.2
        yield joints["knee" + side], joints["ank" + side], 3.0
        if not coarse:
            heel, _, toes = sole(skeleton, side)
            wrist = joints["wr" + side]
            yield heel, toes, 1.0
            yield joints["elb" + side], wrist, 2.0
            yield wrist, away(wrist, skeleton.frames["hand" + side], up=-8.0), 1.0


def _ellipse(theme: Theme, center: Point, width: float, height: float, alpha: float) -> Box:
    x, y = center
    brush = QBrush(_fading(theme.shadow, round(alpha, 2)))
    brush.setTransform(QTransform(width, 0, 0, height, x, y))
    return Box(QRectF(x - width, y - height, 2 * width, 2 * height), 0.0, brush)


@lru_cache(maxsize=64)
def _fading(color: str, alpha: float) -> QBrush:
    """A disc of radius 1 that fades outwards."""
    gradient = QRadialGradient(QPointF(0, 0), 1.0)
    for place, share in ((0.0, 1.0), (0.55, 0.55), (1.0, 0.0)):
        gradient.setColorAt(place, faint(color, alpha * share))
    return QBrush(gradient)
