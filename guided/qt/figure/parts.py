"""The figure part by part: what is filled and stroked for legs, arms, trunk, neck and head."""

from __future__ import annotations

from dataclasses import dataclass
from math import copysign, cos, hypot, sin

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QPainterPath, QPen, QTransform

from guided.pose import SIDES
from guided.qt.figure import muscles as muscle_map
from guided.qt.figure.frames import Vector, away, smoothstep
from guided.qt.figure.glow import draw_region, draw_trapezius
from guided.qt.figure.operations import Canvas, Operation
from guided.qt.figure.outline import Contour, cut, cut_places, grown, hem, limb_path
from guided.qt.figure.paths import Point, Polygon, closed, disc, hull, opened
from guided.qt.figure.projection import Figure
from guided.qt.figure.shading import LIGHT, band
from guided.qt.figure.shapes import BUN, FINGERS, HAND_STEPS, HeadShape, foot_shape, hand_shape, head_shape
from guided.qt.figure.skeleton import SIGN
from guided.qt.figure.skins import Palette, Theme, faint, palettes, round_pen

# Places along the chains (see outline.py).
_SHIRT_HEM = 0.235
_WAIST = 0.272
_SLEEVE = 0.50
_LEGGINGS = 2.76
_WAISTBAND = 0.16


@dataclass(frozen=True, slots=True)
class Look:
    """How a figure is drawn, apart from how it stands."""

    theme: Theme
    detail: int = 2
    """0 areas only, 1 with shades, 2 with face, seams and folds."""
    hair: str = "bun"
    outline: float = 0.0
    """Width of the line round every part in figure units; 0 is none."""
    light: Point = LIGHT
    muscles: tuple[str, ...] = ()
    both: bool = False
    """Whether the muscles of both sides lengthen, or only the right one's."""
    glow: float = 0.0
    """How much the muscles glow; at 0 a thin line says where they are."""
    hands: str | None = None
    """The shape of the hands that do nothing in particular; None: relaxed."""

    def canvas(self) -> Canvas:
        """An empty picture in this look."""
        pen = round_pen(self.theme.line, self.outline * 2) if self.outline else None
        return Canvas(pen, shaded=not self.theme.flat and self.detail > 0)

    @property
    def drawn_lines(self) -> bool:
        """Whether seams, collars and other soft lines are drawn: not on paper, not when small."""
        return self.detail > 1 and not self.theme.flat


def draw_figure(figure: Figure, look: Look, order: tuple[str, ...] = ()) -> list[Operation]:
    """A figure's operations, back to front; `order` names its parts when the usual order is wrong."""
    canvas = look.canvas()
    near, far = palettes(look.theme, figure.profile**1.5)
    for part in order or _usual_order(figure):
        side = part[-1] if part[:-1] in ("leg", "arm") else ""
        is_far = not figure.frontal and side == figure.far
        if part == "torso":
            _draw_torso(canvas, figure, look, near)
        elif part == "neck":
            _draw_neck(canvas, figure, look, near)
        elif part == "head":
            _draw_head(canvas, figure, look, near)
        elif part[:-1] == "leg":
            _draw_leg(canvas, figure, look, far if is_far else near, side, is_far)
        else:
            _draw_arm(canvas, figure, look, far if is_far else near, side, is_far)
    return canvas.operations


def _usual_order(figure: Figure) -> tuple[str, ...]:
    near, far = figure.near, figure.far
    if not figure.frontal:
        # The far arm after the far leg, or a hand on the far knee vanishes.
        return ("leg" + far, "arm" + far, "torso", "neck", "head", "leg" + near, "arm" + near)
    joints, chest = figure.skeleton.joints, figure.skeleton.spine[18][2]
    arms = {side: (joints["elb" + side][2] + joints["wr" + side][2]) / 2 - chest for side in SIDES}
    legs = {side: joints["knee" + side][2] + joints["ank" + side][2] for side in SIDES}
    return (
        *("arm" + side for side in SIDES if arms[side] < -2.5),
        "torso",
        *("leg" + side for side in sorted(SIDES, key=legs.__getitem__)),
        "neck",
        "head",
        *("arm" + side for side in sorted(SIDES, key=arms.__getitem__) if arms[side] >= -2.5),
    )


def _shade(canvas: Canvas, brush: QBrush, *bands: Polygon) -> None:
    """The bands of both edges as one area."""
    polygons = [polygon for polygon in bands if polygon]
    if polygons and canvas.shaded:
        canvas.fill(closed(*polygons), brush, outlined=False)


def _glow(canvas: Canvas, figure: Figure, look: Look, chain: str, side: str, contour: Contour) -> None:
    for region in muscle_map.regions_on(look.muscles, chain, side, look.both):
        far = not figure.frontal and side == figure.far
        draw_region(canvas, figure, look.theme, look.detail, contour, side, region, look.glow, far)


# ---- arms


def _draw_arm(canvas: Canvas, figure: Figure, look: Look, palette: Palette, side: str, is_far: bool) -> None:
    arm = figure.arms[side]
    hand, fingers = _hand(figure, look, side)
    skin = limb_path(arm)
    skin.addPath(hand)
    canvas.fill(skin, palette.skin)
    _shade(
        canvas,
        palette.skin_shade,
        band(arm.left, arm.left_places, 1, 1.3, look.light, 0.4, 1.98, (0, 0.2)),
        band(arm.right, arm.right_places, -1, 1.3, look.light, 0.4, 1.98, (0, 0.2)),
    )
    if fingers:
        canvas.stroke(fingers, palette.fingers)
    _glow(canvas, figure, look, "arm", side, arm)

    left = grown(cut(arm.left, arm.left_places, None, _SLEEVE), 0.28)
    right = grown(cut(arm.right, arm.right_places, None, _SLEEVE), -0.28)
    cuff = hem(left[-1], right[-1], 0.5)
    canvas.fill(closed(left + cuff + right[::-1] + grown(arm.start_cap, 0.28)), palette.top)
    if canvas.shaded:
        left_places = cut_places(arm.left_places, None, _SLEEVE)
        right_places = cut_places(arm.right_places, None, _SLEEVE)
        _shade(
            canvas,
            palette.top_shade,
            band(left, left_places, 1, 1.5, look.light, taper=(0.5, 0)),
            band(right, right_places, -1, 1.5, look.light, taper=(0.5, 0)),
        )
    if look.drawn_lines:
        canvas.stroke(opened([left[-1], *cuff, right[-1]]), palette.hem)
        if not is_far:  # tells the sleeve from the shirt of the same colour
            inner = left if left[2][0] > right[2][0] else right
            canvas.stroke(opened(inner[1:-1]), palette.armhole)


def _hand(figure: Figure, look: Look, side: str) -> tuple[QPainterPath, QPainterPath | None]:
    """A hand and the lines between its fingers: a mix of kinds by how it is turned and what it does."""
    see, sign = figure.camera.see, SIGN[side]
    frame = figure.skeleton.frames["hand" + side]
    wx, wy = see(figure.skeleton.joints["wr" + side])
    dx, dy = see(_turned(frame.up, -1.0))
    fx, fy = see(frame.forward)
    px, py = see(_turned(frame.left, -sign))
    seen = hypot(dx, dy)
    if seen < 0.35:  # never shorter than that
        dx, dy, seen = dx / max(seen, 0.01) * 0.35, dy / max(seen, 0.01) * 0.35, 0.35
    nx, ny = -dy / seen, dx / seen
    thumb_seen, palm_seen = hypot(fx, fy), hypot(px, py)
    edge_on = smoothstep(palm_seen / (thumb_seen + palm_seen + 1e-6), 0.38, 0.62)
    toward_thumb, toward_palm = fx * nx + fy * ny, px * nx + py * ny
    thumb = copysign(max(0.5, min(1.0, abs(toward_thumb) * 4)), toward_thumb)  # narrower as it turns over
    palm = copysign(max(0.5, min(1.0, abs(toward_palm) * 4)), thumb)
    turned = "-under" if toward_thumb * toward_palm < 0 else ""
    breadths = {"broad": thumb, "grip": thumb, "edge" + turned: palm, "flat" + turned: palm}

    weights = {look.hands: 1.0} if look.hands else {"broad": 1.0 - edge_on, "edge": edge_on}
    if side in figure.skeleton.hands:
        kind, amount = figure.skeleton.hands[side]
        weights = {name: weight * (1.0 - amount) for name, weight in weights.items()}
        weights[kind] = weights.get(kind, 0.0) + amount
    weights = {kind if kind in breadths else kind + turned: weight for kind, weight in weights.items()}
    shape = hand_shape(
        tuple(
            (kind, round(weight * HAND_STEPS), round(breadths[kind] * HAND_STEPS))
            for kind, weight in weights.items()
            if weight > 0.0125
        )
    )
    transform = QTransform(dx, dy, nx, ny, wx, wy)
    kind = max(weights, key=weights.__getitem__)
    fingers = None
    if look.detail > 1 and weights[kind] > 0.8:
        breadth = breadths[kind]
        lines = [((x, y * breadth), (u, v * breadth)) for (x, y), (u, v) in FINGERS[kind]]
        fingers = transform.map(opened(*lines))
    return transform.map(shape), fingers


def _turned(direction: Vector, sign: float) -> Vector:
    return (direction[0] * sign, direction[1] * sign, direction[2] * sign)


def hand_over(figure: Figure, look: Look, side: str) -> list[Operation]:
    """One hand alone, for what it closes round to pass beneath it."""
    canvas = look.canvas()
    near, far = palettes(look.theme, figure.profile**1.5)
    is_far = not figure.frontal and side == figure.far
    canvas.fill(_hand(figure, look, side)[0], far.skin if is_far else near.skin)
    return canvas.operations


# ---- legs


def _draw_leg(canvas: Canvas, figure: Figure, look: Look, palette: Palette, side: str, is_far: bool) -> None:
    leg = figure.legs[side]
    has_pelvis = leg.left_places[0] < 0.5
    skin = limb_path(leg, 2.5)
    skin.addPath(_foot(figure, side))
    canvas.fill(skin, palette.skin)
    _shade(
        canvas,
        palette.skin_shade,
        band(leg.left, leg.left_places, 1, 1.1, look.light, 2.72, 2.99, (0, 0.9)),
        band(leg.right, leg.right_places, -1, 1.1, look.light, 2.72, 2.99, (0, 0.9)),
    )
    # In 3/4 view the far half of the waistband is the trunk's.
    start = 0.38 if is_far and has_pelvis else None
    left = cut(leg.left, leg.left_places, start, _LEGGINGS)
    right = cut(leg.right, leg.right_places, start, _LEGGINGS)
    cloth = left + hem(left[-1], right[-1], 0.45) + right[::-1] + leg.start_cap
    canvas.fill(closed(cloth, *leg.extra), palette.legs)
    left_from, right_from = _shade_from(figure, leg, side)
    _shade(
        canvas,
        palette.legs_shade,
        band(leg.left, leg.left_places, 1, 2.6, look.light, start, _LEGGINGS, rise_from=left_from),
        band(leg.right, leg.right_places, -1, 2.6, look.light, start, _LEGGINGS, rise_from=right_from),
    )
    if look.detail > 1 and figure.profile > 0.8:
        _draw_creases(canvas, leg, palette)
    _glow(canvas, figure, look, "leg", side, leg)
    if has_pelvis and start is None and look.detail > 0:
        left = cut(leg.left, leg.left_places, None, _WAISTBAND)
        right = cut(leg.right, leg.right_places, None, _WAISTBAND)
        if look.theme.flat:
            canvas.stroke(opened([left[-1], right[-1]]), round_pen(look.theme.line, look.outline * 0.7))
        else:
            canvas.fill(closed(left + right[::-1]), palette.waistband, outlined=False)


def _shade_from(figure: Figure, leg: Contour, side: str) -> tuple[float | None, float | None]:
    """Where the shade of the left and of the right edge begins: seen from the front, the inner one
    begins below the crotch, or a dark stripe would run down the fly."""
    if figure.profile >= 0.8:
        return None, None
    lx, ly = figure.camera.see(figure.skeleton.frames["pelvis"].left)
    across = (leg.left[2][0] - leg.right[2][0]) * lx + (leg.left[2][1] - leg.right[2][1]) * ly
    return (1.0, None) if across * SIGN[side] < 0 else (None, 1.0)


def _draw_creases(canvas: Canvas, leg: Contour, palette: Palette) -> None:
    for i, (bend, (x, y), (jx, jy)) in enumerate(leg.creases):
        if bend > 1.0:
            is_knee = i == len(leg.creases) - 1
            reach = min(1.0, (bend - 1.0) / 0.9) * (0.50 if is_knee else 0.42)
            dx, dy = jx - x, jy - y
            if reach > 0.101:
                line = [(x + dx * 0.10, y + dy * 0.10), (x + dx * reach, y + dy * reach)]
                canvas.stroke(opened(line), _fainter(palette.fold, (reach - 0.1) / 0.1))


# Discs of a foot that is not seen from the side: forward, up and left of the ankle, and radius.
_FOOT_DISCS = (
    (-2.0, -2.1, 0.0, 1.7),
    (0.0, 0.0, 0.0, 1.95),
    (4.0, -2.0, 0.0, 1.8),
    (6.8, -2.65, 1.5, 1.15),
    (6.8, -2.65, -1.5, 1.15),
    (9.4, -2.85, 1.2, 0.95),
    (9.0, -2.85, -1.3, 0.9),
)


def _foot(figure: Figure, side: str) -> QPainterPath:
    see = figure.camera.see
    ankle, frame = figure.skeleton.joints["ank" + side], figure.skeleton.frames["foot" + side]
    if abs(frame.left[2]) > 0.75:
        x, y = see(ankle)
        (fx, fy), (ux, uy) = see(frame.forward), see(frame.up)
        if fx * uy - fy * ux > 0:
            return QTransform(fx, fy, ux, uy, x, y).map(foot_shape(False))
        return QTransform(fx, fy, -ux, -uy, x, y).map(foot_shape(True))
    points: Polygon = []
    for forward, up, left, radius in _FOOT_DISCS:
        points += disc(see(away(ankle, frame, forward, up, left)), radius, 14)
    return closed(hull(points))


# ---- trunk and neck


def _draw_torso(canvas: Canvas, figure: Figure, look: Look, palette: Palette) -> None:
    torso, skeleton, see = figure.torso, figure.skeleton, figure.camera.see
    joints, thorax = skeleton.joints, skeleton.frames["thorax"]
    shirt = limb_path(torso, _SHIRT_HEM)
    left, right = joints["shL"], joints["shR"]
    one_seen = abs(thorax.left[2]) > 0.93 and abs(left[0] - right[0]) + abs(left[1] - right[1]) < 0.8
    for side in SIDES[:1] if one_seen else SIDES:
        # The shoulder girdle: it makes the slope of the shoulder and the armpit at every height of the arm.
        sign = SIGN[side]
        shoulder = see(joints["sh" + side])
        neck = see(away(joints["c7"], thorax, forward=-1.2, up=-0.7, left=sign * 2.5))
        chest = see(away(skeleton.spine[18], thorax, left=sign * 6.4))
        shirt.addPath(closed(hull(disc(shoulder, 2.95, 16) + disc(neck, 1.2, 8) + disc(chest, 2.2, 8))))
    canvas.fill(shirt, palette.top)
    _shade(
        canvas,
        palette.top_shade,
        band(torso.left, torso.left_places, 1, 2.6, look.light, _SHIRT_HEM, 0.84, (0, 0.35)),
        band(torso.right, torso.right_places, -1, 2.6, look.light, _SHIRT_HEM, 0.84, (0, 0.35)),
    )
    _glow(canvas, figure, look, "torso", "", torso)
    if figure.profile < 0.93:  # the pelvis under the two legs
        left_edge = grown(cut(torso.left, torso.left_places, 0.04, _WAIST), -0.5)
        right_edge = grown(cut(torso.right, torso.right_places, 0.04, _WAIST), 0.5)
        canvas.fill(closed(left_edge + right_edge[::-1]), palette.legs, outlined=False)


def _draw_neck(canvas: Canvas, figure: Figure, look: Look, palette: Palette) -> None:
    neck = figure.neck
    left, right = neck.left, neck.right
    (ax, ay), (bx, by) = left[0], right[0]
    dx, dy = left[1][0] - ax + right[1][0] - bx, left[1][1] - ay + right[1][1] - by
    length = (hypot(dx, dy) or 1.0) / 1.6  # how far the collar hangs
    dx, dy = dx / length, dy / length
    skin = opened(left + right[::-1])
    skin.setFillRule(Qt.FillRule.WindingFill)
    skin.cubicTo(bx - dx, by - dy, ax - dx, ay - dy, ax, ay)
    skin.closeSubpath()
    if canvas.outline:  # before the neck is filled, or a line would cross the nape
        shape, transform = _head_shape(figure, look)
        canvas.stroke(transform.map(shape.skin), canvas.outline)
    canvas.fill(skin, palette.skin)
    if look.drawn_lines:
        collar = QPainterPath(QPointF(bx, by))
        collar.cubicTo(bx - dx, by - dy, ax - dx, ay - dy, ax, ay)
        canvas.stroke(collar, palette.hem)
        canvas.fill(_chin_shadow(figure), palette.skin_shade, outlined=False)
    _glow(canvas, figure, look, "neck", "", neck)
    for side in SIDES:
        if any(muscle_map.regions_on(look.muscles, "trapezius", side, look.both)):
            draw_trapezius(canvas, figure, look.theme, side, look.glow)


def _chin_shadow(figure: Figure) -> QPainterPath:
    neck, profile = figure.neck, figure.head.profile
    fx, fy = figure.camera.see(figure.skeleton.frames["neck"].forward)
    left, right = neck.left[3], neck.right[3]
    throat, nape = 0.20 + 0.16 * profile, 0.20 + 0.62 * profile
    if (left[0] - right[0]) * fx + (left[1] - right[1]) * fy <= 0:
        throat, nape = nape, throat
    a, b = cut(neck.left, neck.left_places, throat), cut(neck.right, neck.right_places, nape)
    return closed(a + b[::-1] + hem(a[0], b[0], -0.55)[::-1])


# ---- head


def _head_shape(figure: Figure, look: Look) -> tuple[HeadShape, QTransform]:
    head = figure.head
    transform = QTransform(*head.right, *head.up, *head.center)
    return head_shape(head.step, look.hair, head.facing < 0), transform


def _draw_head(canvas: Canvas, figure: Figure, look: Look, palette: Palette) -> None:
    head = figure.head
    shape, transform = _head_shape(figure, look)
    if look.hair == "bun":
        bun = [(x * 1.06 - 3.2 * head.profile * head.facing, y * 0.95 + 8.3) for x, y in BUN]
        canvas.fill(transform.map(closed(bun)), palette.hair)
    skin = transform.map(shape.skin)
    canvas.fill(skin, palette.skin, outlined=False)
    if canvas.outline:
        canvas.stroke(transform.map(shape.jaw), round_pen(look.theme.line, look.outline))
    if figure.skeleton.frames["head"].forward[2] < -0.5:  # seen from behind
        canvas.fill(skin, palette.hair)
        return
    if look.detail > 1:
        eyes, brows, mouth = _face(figure)
        canvas.stroke(transform.map(eyes), palette.eye)
        canvas.stroke(transform.map(brows), palette.brow)
        canvas.stroke(transform.map(mouth), palette.mouth)
    canvas.fill(transform.map(shape.hair), palette.hair)
    if look.drawn_lines:
        _draw_shine(canvas, figure, look, palette, transform)
    if look.detail > 0:
        for ear in _ears(figure):
            canvas.fill(transform.map(ear), palette.ear)


def _draw_shine(canvas: Canvas, figure: Figure, look: Look, palette: Palette, transform: QTransform) -> None:
    """The light on the hair: on the lit side of the head, unless the face is turned that way."""
    head = figure.head
    lit = copysign(1.0, look.light[0])
    turned_away = smoothstep(lit * head.facing * head.profile, 0.1, 0.5)
    for side, strength in ((lit, 1.0 - turned_away), (-lit, turned_away)):
        if strength > 0.0:
            x = (4.6 - 1.4 * head.profile) * side
            shine = QPainterPath(QPointF(x, 3.4))
            shine.cubicTo(x - 0.5 * side, 5.2, x - 1.9 * side, 6.2, x - 3.8 * side, 6.6)
            canvas.stroke(transform.map(shine), _fainter(palette.hair_light, strength))


def _fainter(pen: QPen, strength: float) -> QPen:
    """The pen at so much (0 to 1) of its opacity."""
    if strength >= 1.0:
        return pen
    pen = QPen(pen)
    pen.setColor(faint(pen.color(), pen.color().alphaF() * strength))
    return pen


def _face(figure: Figure) -> tuple[QPainterPath, QPainterPath, QPainterPath]:
    """Closed eyes, brows and mouth, on a head seen upright."""
    head = figure.head
    eyes, brows, mouth = QPainterPath(), QPainterPath(), QPainterPath()
    for offset in (-0.42, 0.42):
        angle = head.turn + offset
        if offset > 0 and cos(angle) < 0.30:  # behind the bridge of the nose
            continue
        x = (4.5 * sin(angle) - 0.25 * head.profile) * head.facing
        width = max(0.72 if offset < 0 else 0.4, cos(angle))
        eyes.moveTo(x - 0.85 * width, 0.15)
        eyes.quadTo(x, -0.5, x + 0.85 * width, 0.15)
        brows.moveTo(x - 1.05 * width, 1.75)
        brows.quadTo(x, 2.35, x + 1.05 * width, 1.8)
    x = 4.3 * sin(head.turn) * head.facing
    width = 1.2 * max(0.75, cos(head.turn))
    mouth.moveTo(x - width, -3.2)
    mouth.quadTo(x, -3.75, x + width, -3.2)
    return eyes, brows, mouth


def _ears(figure: Figure) -> list[QPainterPath]:
    head = figure.head
    ears = []
    for offset in (-1.5, 1.5):
        angle = head.turn + offset
        if cos(angle) > -0.12:
            ear = QPainterPath()
            x = (4.6 * sin(angle) - 0.55 * head.profile) * head.facing
            ear.addEllipse(QPointF(x, -0.75), 0.62 + 0.38 * cos(angle), 1.45)
            ears.append(ear)
    return ears
