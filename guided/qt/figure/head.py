"""The neck and the head: collar, face, hair and ears."""

from __future__ import annotations

from math import copysign, cos, hypot, sin

from PySide6.QtGui import QBrush, QPainterPath, QTransform

from guided.qt.figure.frames import smoothstep
from guided.qt.figure.glow import draw_muscles, draw_trapezius
from guided.qt.figure.look import Look
from guided.qt.figure.operations import Canvas
from guided.qt.figure.outline import cut, hem
from guided.qt.figure.paths import closed, opened
from guided.qt.figure.polygons import Polygon, disc, mapped
from guided.qt.figure.projection import Figure, from_behind
from guided.qt.figure.shapes import BUN, HeadOutline, HeadShape, head_outline, head_shape
from guided.qt.figure.skins import Palette, faint, fainter

# Weights of the four points of a cubic Bezier at places along it.
_CUBIC = [
    ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    for t in (0.08, 0.18, 0.3, 0.42, 0.58, 0.7, 0.82, 0.92)
]

# The light on the hair, from beside the head to above it: shares of its width, and heights.
_SHINE = ((0.0, 3.4), (0.085, 4.23), (0.207, 4.94), (0.362, 5.53), (0.548, 5.99), (0.761, 6.35), (1.0, 6.6))

_ROUND = disc((0.0, 0.0), 1.0, 16)


def draw_neck(canvas: Canvas, figure: Figure, look: Look, palette: Palette) -> None:
    neck, frame = figure.neck, figure.skeleton.frames["neck"]
    # The collar: seen from the front it is round and goes up beside the neck.
    facing = 1.0 - abs(figure.camera.nearness(frame.left))
    left, right = (cut(edge, neck.left_places, 0.2 * facing) for edge in (neck.left, neck.right))
    (ax, ay), (bx, by) = left[0], right[0]
    dx, dy = left[1][0] - ax + right[1][0] - bx, left[1][1] - ay + right[1][1] - by
    behind = from_behind(figure.camera, frame)
    depth = 1.6 - 1.1 * behind + (2.2 - 0.5 * behind) * facing
    length = (hypot(dx, dy) or 1.0) / depth
    dx, dy = dx / length, dy / length
    collar_line = [
        (
            a * bx + b * (bx - dx) + c * (ax - dx) + d * ax,
            a * by + b * (by - dy) + c * (ay - dy) + d * ay,
        )
        for a, b, c, d in _CUBIC
    ]
    if canvas.outline:  # before the neck is filled, or a line would cross the nape
        shape, transform = _head_shape(figure, look)
        if canvas.grows:
            around = transform.map(_outline(figure, look).skin)
            canvas.fill(around, canvas.outline.brush(), outlined=False)
        else:
            canvas.stroke(transform.map(shape.skin), canvas.outline)
    canvas.area(palette.skin, left + right[::-1] + collar_line)
    if look.drawn_lines:
        canvas.stroke(opened([(bx, by), *collar_line, (ax, ay)]), palette.hem)
        if canvas.shaded and behind < 1.0:
            shade = QBrush(faint(palette.skin_shade.color(), 1.0 - behind))
            canvas.fill(_chin_shadow(figure), shade, outlined=False)
    draw_muscles(canvas, figure, look, "nape", "", neck, "turned away")  # the face is before it
    draw_muscles(canvas, figure, look, "neck", "", neck)
    draw_trapezius(canvas, figure, look)


def _chin_shadow(figure: Figure) -> QPainterPath:
    neck, profile = figure.neck, figure.head.profile
    fx, fy = figure.camera.see(figure.skeleton.frames["neck"].forward)
    left, right = neck.left[3], neck.right[3]
    throat, nape = 0.20 + 0.16 * profile, 0.20 + 0.62 * profile
    if (left[0] - right[0]) * fx + (left[1] - right[1]) * fy <= 0:
        throat, nape = nape, throat
    a, b = cut(neck.left, neck.left_places, throat), cut(neck.right, neck.right_places, nape)
    return closed(a + b[::-1] + hem(a[0], b[0], -0.55)[::-1])


def _head_shape(figure: Figure, look: Look) -> tuple[HeadShape, QTransform]:
    head = figure.head
    transform = QTransform(*head.right, *head.up, *head.center)
    return head_shape(head.step, look.hair, head.facing < 0, head.from_behind), transform


def _outline(figure: Figure, look: Look) -> HeadOutline:
    head = figure.head
    return head_outline(head.step, look.hair, head.facing < 0, head.from_behind, round(look.outline, 2))


def draw_head(canvas: Canvas, figure: Figure, look: Look, palette: Palette) -> None:
    head = figure.head
    shape, transform = _head_shape(figure, look)
    bun = [(x * 1.06 - 3.2 * head.profile * head.facing, y * 0.95 + 8.3) for x, y in BUN]
    bun = mapped(bun, head.right, head.up, head.center)
    if look.hair == "up" and not head.from_behind:
        canvas.area(palette.hair, bun)
    skin = transform.map(shape.skin)
    canvas.fill(skin, palette.skin, outlined=False)
    seen = smoothstep(cos(head.turn), -0.3, 0.0)
    if canvas.outline and seen > 0.0:
        jaw = transform.map(_outline(figure, look).jaw)
        canvas.fill(jaw, QBrush(faint(look.theme.line, seen)), outlined=False)
    if look.detail > 1 and seen > 0.0:
        _draw_eyes(canvas, figure, palette, transform, seen)
        brows, mouth = _brows_and_mouth(figure)
        canvas.stroke(transform.map(brows), fainter(palette.brow, seen))
        canvas.stroke(transform.map(mouth), fainter(palette.mouth, seen))
    if look.hair != "none":
        around = transform.map(_outline(figure, look).hair) if canvas.outline and canvas.grows else None
        canvas.fill(transform.map(shape.hair), palette.hair, around=around)
    if look.hair == "up" and head.from_behind:
        canvas.area(palette.hair, bun)
    if canvas.shaded and look.detail > 1 and look.hair != "none":
        _draw_shine(canvas, figure, look, palette, transform)
    if look.detail > 0:
        for ear in _ears(figure):
            canvas.area(palette.ear, mapped(ear, head.right, head.up, head.center))
    draw_muscles(canvas, figure, look, "nape", "", figure.neck, "facing")


def _draw_shine(canvas: Canvas, figure: Figure, look: Look, palette: Palette, transform: QTransform) -> None:
    """The light on the hair: on the lit side of the head, unless the face is turned that way."""
    head = figure.head
    lit = copysign(1.0, look.light[0])
    turned_away = smoothstep(lit * head.facing * head.profile, 0.1, 0.5)
    for side, strength in ((lit, 1.0 - turned_away), (-lit, turned_away)):
        if strength > 0.0:
            x = (4.6 - 1.4 * head.profile) * side
            shine = [(x - 3.8 * side * along, up) for along, up in _SHINE]
            canvas.stroke(transform.map(opened(shine)), fainter(palette.hair_light, strength))


_ACROSS = (-1.0, -0.6, -0.2, 0.2, 0.6, 1.0)
_EYE_HALF, _IRIS = 0.92, 0.46
_OPEN, _SHUT = 1.35, -0.75  # of the middle of the upper lid above the corners, and of the lower one


def _eyes(figure: Figure) -> list[tuple[float, float]]:
    """The place of each eye that is seen across a head seen upright, and how broad it looks, 0 to 1."""
    head = figure.head
    found = []
    for offset in (-0.42, 0.42):
        angle = head.turn + offset
        if offset > 0 and cos(angle) < 0.30:  # behind the bridge of the nose
            continue
        x = (4.5 * sin(angle) - 0.25 * head.profile) * head.facing
        found.append((x, max(0.72 if offset < 0 else 0.4, cos(angle))))
    return found


def _draw_eyes(canvas: Canvas, figure: Figure, palette: Palette, transform: QTransform, seen: float) -> None:
    """Draw the white, the iris and the upper lid of each eye; a shut one is a line."""
    skeleton, head = figure.skeleton, figure.head
    lids = skeleton.lids
    lx, ly = figure.camera.see(skeleton.frames["head"].left)
    aside = (lx * head.right[0] + ly * head.right[1]) * skeleton.gaze[0]
    whites, irises, lines = [], [], []
    for x, broad in _eyes(figure):
        half = _EYE_HALF * broad
        upper = _bow(x, half, 0.12, 0.12 + _OPEN + (_SHUT - _OPEN) * lids)
        if lids < 0.9:
            lower = _bow(x, half, 0.12, 0.12 + _SHUT)
            whites.append(upper + lower[::-1])
            radius = _IRIS * (1.0 - lids)
            middle = x + (aside * 0.8 + 0.25 * head.profile * head.facing) * (half - radius * 0.6)
            center = (middle, 0.24 + 0.30 * skeleton.gaze[1])
            irises.append(mapped(_ROUND, (radius * broad, 0.0), (0.0, radius * 1.1), center))
        lines.append(upper)
    if whites:
        for areas, brush in ((whites, palette.eye_white), (irises, palette.iris)):
            if canvas.shaded and seen < 1.0:
                brush = QBrush(faint(brush.color(), seen))
            if canvas.shaded or seen > 0.5:
                canvas.fill(transform.map(closed(*areas)), brush, outlined=False)
    canvas.stroke(transform.map(opened(*lines)), fainter(palette.eye, seen))


def _brows_and_mouth(figure: Figure) -> tuple[QPainterPath, QPainterPath]:
    """Brows and mouth, on a head seen upright."""
    head = figure.head
    brows = [_bow(x, 1.05 * broad, 1.78, 2.35) for x, broad in _eyes(figure)]
    x = 4.3 * sin(head.turn) * head.facing
    width = 1.2 * max(0.75, cos(head.turn))
    return opened(*brows), opened(_bow(x, width, -3.2, -3.75))


def _bow(x: float, half: float, ends: float, middle: float) -> Polygon:
    """A line bent toward a height in its middle. A curve takes three times as long to paint."""
    return [(x + half * t, ends + (middle - ends) * (1.0 - t * t) / 2) for t in _ACROSS]


def _ears(figure: Figure) -> list[Polygon]:
    head = figure.head
    ears = []
    for offset in (-1.5, 1.5):
        angle = head.turn + offset
        if cos(angle) > -0.12:
            x = (4.6 * sin(angle) - 0.55 * head.profile) * head.facing
            width = 0.62 + 0.38 * cos(angle)
            ears.append([(x + width * dx, 1.45 * dy - 0.75) for dx, dy in _ROUND])
    return ears
