"""The figure part by part: in which order, and what is filled and stroked for legs, arms and trunk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import dist

from PySide6.QtGui import QBrush

from guided.pose import SIDES
from guided.qt.figure import body
from guided.qt.figure.feet import draw_toes, foot_seen
from guided.qt.figure.frames import away, dot, minus, smoothstep
from guided.qt.figure.glow import (
    draw_chest,
    draw_diaphragm,
    draw_hip_flexors,
    draw_muscles,
    draw_pelvic_floor,
    draw_sole,
)
from guided.qt.figure.hands import draw_fingers, hand_seen
from guided.qt.figure.head import draw_head, draw_neck
from guided.qt.figure.look import Look
from guided.qt.figure.operations import Canvas, Operation
from guided.qt.figure.outline import Contour, cut, cut_places, edge_at, grown, hem, limb_area
from guided.qt.figure.paths import around, closed, opened
from guided.qt.figure.polygons import Polygon, bowed, clockwise, disc, smooth, touching, wrapped
from guided.qt.figure.projection import Figure, from_behind
from guided.qt.figure.shading import Edge, Shade, bands
from guided.qt.figure.skeleton import SIGN, ball
from guided.qt.figure.skins import Palette, faint, fainter, round_pen

# Places along the chains (see outline.py).
_SHIRT_HEM = 0.235
_WAIST = 0.272
_SLEEVE = 0.50
_LEGGINGS = 2.76
_WAISTBAND = 0.16
_UNDER_BAND = 0.12  # where the cloth begins below the band of the trunk
_WAISTBAND_BELOW = 0.228  # the same on the trunk

_LIES_OVER = 2.2  # radians between a thigh and a shank that lies over it
_RIGHT_OVER = (0.93, 0.99)  # of a shank's length a knee is nearer than the ankle
_FOLDED = 2.5  # radians between bones that hide each other's inner edges
_ONE_HALF = 0.93  # of the profile: from there on only the near half of the pelvis is seen
_APART = (5.5, 7.5)  # units between ankles from which on feet overlap less, and not at all
_BETWEEN = 0.25  # half the width of the line round a foot on the other, or a hand on a foot
_REACHED = (5.0, 7.5)  # units from the middle of a hand to the ball or the heel of a foot it lies over
_SIDE_ON = 0.9  # of the profile: from there on the far half has its own colours


Layer = tuple[str, tuple[Operation, ...]]
"""A named part of a picture."""


def draw_figure(figure: Figure, look: Look, order: tuple[str, ...] = ()) -> list[Layer]:
    """A figure's parts, back to front; `order` names them when the usual order is wrong."""
    layers: list[Layer] = []
    parts = order or usual_order(figure)
    covers = max((i for i, part in enumerate(parts) if part == "torso" or part[:-1] == "leg"), default=0)
    near, far = look.palettes(figure.profile)
    far_arm = look.palettes(figure.arms_profile)[1]
    for i, part in enumerate(parts):
        canvas = look.canvas()
        side = part[-1] if part[:-1] in ("leg", "arm") else ""
        is_far = not figure.frontal and side == figure.far
        if part == "torso":
            _draw_torso(canvas, figure, look, near, near if figure.frontal else far)
        elif part == "neck":
            draw_neck(canvas, figure, look, near)
        elif part == "head":
            draw_head(canvas, figure, look, near)
        elif part[:-1] == "leg":
            _draw_leg(canvas, figure, look, far if is_far else near, side, is_far)
        else:
            _draw_arm(canvas, figure, look, far_arm if is_far else near, side, is_far)
        layers.append((part, tuple(canvas.operations)))
        if i == covers:
            layers += _deep(draw_hip_flexors, "hip-flexors", figure, look)
    return layers + _deep(draw_pelvic_floor, "pelvis", figure, look)


def _deep(draw: Callable[[Canvas, Figure, Look], None], name: str, figure: Figure, look: Look) -> list[Layer]:
    """A layer of muscles that lie on no limb's surface, if any of them is marked."""
    canvas = look.canvas()
    draw(canvas, figure, look)
    return [(name, tuple(canvas.operations))] if canvas.operations else []


def usual_order(figure: Figure) -> tuple[str, ...]:
    """The parts of a body, the farthest first."""
    near, far = figure.near, figure.far
    if not figure.frontal:
        # The far arm after the far leg, or a hand on the far knee vanishes.
        return ("leg" + far, "arm" + far, "torso", "neck", "head", "leg" + near, "arm" + near)
    joints, near_by = figure.skeleton.joints, figure.camera.nearness
    chest = near_by(figure.skeleton.spine[18])
    arms = {
        side: (near_by(joints["elb" + side]) + near_by(joints["wr" + side])) / 2 - chest for side in SIDES
    }
    legs = {side: near_by(joints["knee" + side]) + near_by(joints["ank" + side]) for side in SIDES}
    return (
        *("arm" + side for side in SIDES if arms[side] < -2.5),
        "torso",
        *("leg" + side for side in sorted(SIDES, key=legs.__getitem__)),
        "neck",
        "head",
        *("arm" + side for side in sorted(SIDES, key=arms.__getitem__) if arms[side] >= -2.5),
    )


# ---- arms


def _draw_arm(canvas: Canvas, figure: Figure, look: Look, palette: Palette, side: str, is_far: bool) -> None:
    arm = figure.arms[side]
    plain = look.coarse or look.theme.flat  # on paper fingers would be most of the file
    hand = hand_seen(figure, side, plain)
    if look.drawn_lines:
        _draw_round(canvas, hand.area(plain), palette, _over_foot(figure, side))
    canvas.area(palette.skin, *limb_area(arm), *hand.area(plain))
    if canvas.shaded and look.detail > 1:
        canvas.shade(
            palette.skin_shade,
            *bands(*_edges(arm), Shade(1.3, 0.4, 1.98, (0, 0.2)), look.light),
        )
    if not plain:
        draw_fingers(canvas, hand, palette)
    left = grown(cut(arm.left, arm.left_places, None, _SLEEVE), 0.28)
    right = grown(cut(arm.right, arm.right_places, None, _SLEEVE), -0.28)
    cuff = hem(left[-1], right[-1], 0.5)
    cap = figure.rested(grown(arm.start_cap, 0.28), figure.skeleton.joints["sh" + side])
    canvas.area(palette.top, left + cuff + right[::-1] + cap)
    if canvas.shaded and look.detail > 1:
        left_edge = Edge(left, cut_places(arm.left_places, None, _SLEEVE))
        right_edge = Edge(right, cut_places(arm.right_places, None, _SLEEVE))
        canvas.shade(palette.top_shade, *bands(left_edge, right_edge, Shade(1.5, taper=(0.5, 0)), look.light))
    if look.drawn_lines:
        canvas.stroke(opened([left[-1], *cuff, right[-1]]), palette.hem)
        if not is_far and min(len(left), len(right)) > 2:  # tells the sleeve from the shirt of its colour
            inner = left if left[2][0] > right[2][0] else right
            if figure.frontal:
                chest = figure.camera.see(figure.skeleton.spine[18])
                inner = min(left, right, key=lambda edge: dist(edge[2], chest))
            canvas.stroke(opened(inner[1:-1]), palette.armhole)
    draw_muscles(canvas, figure, look, "arm", side, arm)  # over the sleeve, that covers the shoulder's


def _draw_round(canvas: Canvas, areas: Sequence[Polygon], palette: Palette, strength: float) -> None:
    """Draw the line round a foot or a hand, which what is of the same colour behind it would make one."""
    if strength > 0.0 and not canvas.outline:
        line = QBrush(faint(palette.finger_line.color(), strength))
        canvas.fill(around(areas, _BETWEEN), line, outlined=False)


def _over_foot(figure: Figure, side: str) -> float:
    """How much a hand is where a foot is in the picture, 0 to 1."""
    skeleton, see = figure.skeleton, figure.camera.see
    hand = see(away(skeleton.joints["wr" + side], skeleton.frames["hand" + side], up=-3.5))
    feet = (place for one in SIDES for place in (ball(skeleton, one), skeleton.joints["ank" + one]))
    return 1.0 - smoothstep(min(dist(hand, see(place)) for place in feet), *_REACHED)


def _edges(limb: Contour) -> tuple[Edge, Edge]:
    # The edges of a bone that points at the viewer are no edges of the limb, nor are those that two bones
    # which lie over each other turn to one another.
    left = [smoothstep(seen, 0.25, 0.6) for seen in limb.seen]
    right = left.copy()
    for i, crease in enumerate(limb.creases):
        if crease.bend > _LIES_OVER:
            inner = left if crease.on_left else right
            apart = 1.0 - smoothstep(crease.bend, _LIES_OVER, _FOLDED)
            inner[i], inner[i + 1] = inner[i] * apart, inner[i + 1] * apart
    return Edge(limb.left, limb.left_places, tuple(left)), Edge(limb.right, limb.right_places, tuple(right))


# ---- legs


def _draw_leg(canvas: Canvas, figure: Figure, look: Look, palette: Palette, side: str, is_far: bool) -> None:
    leg = figure.legs[side]
    has_pelvis = leg.left_places[0] < 0.5
    under_band = _UNDER_BAND if has_pelvis and figure.profile < _ONE_HALF else None
    foot = foot_seen(figure, look, side)
    folded = _folded_before(figure, leg, side)
    behind = [*(() if folded else limb_area(leg, 2.5)), *(() if foot.before else foot.areas)]
    if look.drawn_lines:
        _draw_round(canvas, foot.areas, palette, _on_each_other(figure))
    if behind:
        canvas.area(palette.skin, *behind)
    if look.drawn_lines and not foot.before:
        draw_toes(canvas, foot, palette)
    if canvas.shaded and look.detail > 1:
        canvas.shade(
            palette.skin_shade,
            *bands(*_edges(leg), Shade(1.1, 2.72, 2.99, (0, 0.9)), look.light),
        )
    see, joints, above = figure.camera.see, figure.skeleton.joints, _knee_above(figure, side)
    if above and canvas.shaded and look.detail > 1:
        shade = QBrush(faint(palette.skin_shade.color(), above))
        canvas.fill(closed(disc(see(joints["ank" + side]), 2.7)), shade, outlined=False)
    left = cut(leg.left, leg.left_places, under_band, _LEGGINGS)
    right = cut(leg.right, leg.right_places, under_band, _LEGGINGS)
    cuff = hem(left[-1], right[-1], 0.45)
    canvas.area(palette.legs, left + cuff + right[::-1] + leg.start_cap, *leg.extra)
    # In a small picture seen from the side the far one is dark as it is.
    if canvas.shaded and not (is_far and look.coarse and figure.profile > _SIDE_ON):
        canvas.shade(
            palette.legs_shade,
            *bands(
                *_edges(leg), Shade(2.6, under_band, _LEGGINGS), look.light, _shade_from(figure, leg, side)
            ),
        )
    if above:
        knee = QBrush(faint(palette.legs.color(), above))
        canvas.fill(closed(disc(see(joints["knee" + side]), 3.4, 24)), knee, outlined=False)
    if look.detail > 1 and figure.profile > 0.75:
        _draw_creases(canvas, leg, palette, smoothstep(figure.profile, 0.75, 0.9))
    draw_muscles(canvas, figure, look, "leg", side, leg)
    if folded:
        canvas.area(palette.skin, *(polygon + cuff[::-1] for polygon in limb_area(leg, _LEGGINGS)))
    if foot.before:  # it is before the shin
        canvas.area(palette.skin, *foot.areas)
        if look.drawn_lines:
            draw_toes(canvas, foot, palette)
    draw_sole(canvas, figure, look, side)
    if has_pelvis and under_band is None and look.detail > 0:
        left = cut(leg.left, leg.left_places, None, _WAISTBAND)
        right = cut(leg.right, leg.right_places, None, _WAISTBAND)
        if look.theme.flat:
            canvas.stroke(opened([left[-1], right[-1]]), round_pen(look.theme.line, look.outline * 0.7))
        else:
            canvas.fill(closed(left + right[::-1]), palette.waistband, outlined=False)


def _knee_above(figure: Figure, side: str) -> float:
    """How much a knee, seen from above, is right over its foot, 0 to 1: the shank between is not seen."""
    joints, camera = figure.skeleton.joints, figure.camera
    if abs(camera.sine) < 0.5:
        return 0.0
    nearer = camera.nearness(minus(joints["knee" + side], joints["ank" + side])) / body.SHANK
    return smoothstep(nearer, *_RIGHT_OVER) * smoothstep(abs(camera.sine), 0.5, 0.9)


def _on_each_other(figure: Figure) -> float:
    """How much feet of the same colour lie on each other in the picture, 0 to 1."""
    if not figure.frontal:
        return 0.0
    a, b = (figure.camera.see(figure.skeleton.joints["ank" + side]) for side in SIDES)
    return 1.0 - smoothstep(dist(a, b), *_APART)


def _folded_before(figure: Figure, leg: Contour, side: str) -> bool:
    """Whether a shank lies before its thigh, which would hide the skin below the hem."""
    joints, near = figure.skeleton.joints, figure.camera.nearness
    return leg.creases[-1].bend > _LIES_OVER and near(joints["ank" + side]) > near(joints["hip" + side])


def _shade_from(figure: Figure, leg: Contour, side: str) -> tuple[float | None, float | None]:
    """Where the shade of the left and of the right edge begins: seen from the front, the inner one
    begins below the crotch, or a dark stripe would run down the fly."""
    if figure.profile >= 0.8:
        return None, None
    lx, ly = figure.camera.see(figure.skeleton.frames["pelvis"].left)
    across = (leg.left[2][0] - leg.right[2][0]) * lx + (leg.left[2][1] - leg.right[2][1]) * ly
    return (1.0, None) if across * SIGN[side] < 0 else (None, 1.0)


def _draw_creases(canvas: Canvas, leg: Contour, palette: Palette, strength: float) -> None:
    for i, (bend, (x, y), (jx, jy), _) in enumerate(leg.creases):
        if bend > 1.0:
            is_knee = i == len(leg.creases) - 1
            reach = min(1.0, (bend - 1.0) / 0.9) * (0.50 if is_knee else 0.42)
            dx, dy = jx - x, jy - y
            if reach > 0.101:
                line = [(x + dx * 0.10, y + dy * 0.10), (x + dx * reach, y + dy * reach)]
                canvas.stroke(opened(line), fainter(palette.fold, min(1.0, (reach - 0.1) / 0.1) * strength))


# ---- trunk

# The radius of a shirt's shoulder, and of where its slope begins at the neck.
_GIRDLE = {"slender": (3.2, 1.2), "sturdy": (3.8, 2.1), "larger": (4.0, 2.1), "older": (3.0, 1.2)}


# The corners of a shoulder blade, its inner edge beside the spine, and its ridge, which runs out to the
# shoulder: places of the spine, and how far out of the midline, in units.
_BLADE = ((22, 2.9), (20, 2.4), (17, 2.4), (14, 2.9), (13, 3.7), (14, 4.4), (18, 5.5), (21, 6.4), (23, 5.0))
_RIDGE = ((20, 2.4), (21, 4.6), (22, 7.0))
_BLADE_SLIDES = 0.4  # of what the shoulder goes forward or back, out or in


_Blades = list[tuple[Polygon, Polygon]]


def _blades(figure: Figure) -> _Blades:
    """The edge and the ridge of each shoulder blade; the blades go with the arms."""
    skeleton, see = figure.skeleton, figure.camera.see
    spine, frames = skeleton.spine, skeleton.spine_frames
    blades = []
    for side in SIDES:
        sign, shoulder = SIGN[side], skeleton.joints["sh" + side]
        from_spine = minus(shoulder, spine[20])
        aside = dot(from_spine, frames[20].left) * sign - body.SHOULDER_ASIDE
        aside += _BLADE_SLIDES * (dot(from_spine, frames[20].forward) + 0.6)
        raised = dot(from_spine, frames[20].up) - 1.5
        edge, ridge = (
            [see(away(spine[i], frames[i], up=0.6 * raised, left=sign * (out + aside))) for i, out in line]
            for line in (_BLADE, _RIDGE)
        )
        blades.append((smooth(edge), bowed(*ridge)))
    return blades


def _draw_blades(canvas: Canvas, blades: _Blades, palette: Palette, strength: float) -> None:
    """The shade of the shoulder blades under a shirt, seen from behind."""
    shade = QBrush(faint(palette.top_shade.color(), 0.45 * strength))
    for edge, _ in blades:
        canvas.fill(closed(edge), shade, outlined=False)


def _draw_back(canvas: Canvas, figure: Figure, blades: _Blades, palette: Palette, strength: float) -> None:
    """The folds of a shirt over spine and shoulder blades, seen from behind and over marked muscles."""
    spine = [figure.camera.see(place) for place in figure.skeleton.spine[9:19]]
    canvas.stroke(opened(spine), fainter(palette.armhole, 0.85 * strength))
    lines = [line for edge, ridge in blades for line in ([*edge, edge[0]], ridge)]
    canvas.stroke(opened(*lines), fainter(palette.armhole, strength))


_FOLDS = (0.33, 0.41, 0.49)  # along the trunk
_FOLD_REACH = 0.42  # of the trunk's breadth, at most


def _draw_shirt_folds(canvas: Canvas, figure: Figure, palette: Palette) -> None:
    """Folds of the shirt on the side the waist bends to, seen from the side, so that a bend is seen in it."""
    low, high = figure.skeleton.spine_frames[3], figure.skeleton.spine_frames[18]
    bend = dot(high.up, low.forward)  # forward
    strength = smoothstep(abs(bend), 0.16, 0.55) * smoothstep(figure.profile, 0.75, 0.9)
    if strength <= 0.0:
        return
    torso = figure.torso
    ux, uy = figure.camera.see(low.up)
    fx, fy = figure.camera.see(low.forward)
    on_left = (ux * fy - uy * fx > 0.0) == (bend > 0.0)
    near, far = (torso.left, torso.right) if on_left else (torso.right, torso.left)
    lines = []
    for i, place in enumerate(_FOLDS):
        reach = _FOLD_REACH * strength * (1.0 - 0.25 * abs(i - 1))
        (ax, ay), (bx, by) = (edge_at(edge, torso.left_places, place) for edge in (near, far))
        (cx, cy), _ = (edge_at(edge, torso.left_places, place - 0.05) for edge in (near, far))
        end = (ax + (bx - ax) * reach, ay + (by - ay) * reach)
        toward = ((ax + end[0]) / 2 + (cx - ax) * 0.4, (ay + end[1]) / 2 + (cy - ay) * 0.4)
        lines.append(bowed((ax, ay), toward, end))
    canvas.stroke(opened(*lines), fainter(palette.shirt_fold, strength))


def _girdle(figure: Figure, look: Look, side: str) -> list[Polygon]:
    """The shirt from the neck over the shoulder to the armpit, at every height of the arm."""
    skeleton, see, sign = figure.skeleton, figure.camera.see, SIGN[side]
    joints, thorax = skeleton.joints, skeleton.frames["thorax"]
    wide, slope = _GIRDLE[look.build]
    shoulder = see(joints["sh" + side])
    chest = see(away(skeleton.spine[18], thorax, left=sign * 6.4))
    # Seen from the front the slope is hollow: steep where it leaves the neck, level at the shoulder.
    facing = 1.0 - abs(figure.camera.nearness(thorax.left))
    neck = see(away(joints["c7"], thorax, forward=-1.2, up=-0.7 - 1.2 * facing, left=sign * 2.5))
    around = wrapped(((shoulder, wide), (neck, slope), (chest, 2.2)), look.coarse)
    girdle = [figure.rested(around, joints["sh" + side])]
    if facing > 0.05:
        edges = (figure.neck.left, figure.neck.right)
        places = figure.neck.left_places
        collar = min((edge_at(edge, places, 0.22 * facing) for edge in edges), key=lambda at: dist(at, neck))
        (ax, ay), end = touching(neck, slope, shoulder, wide, collar)
        low, level = ((ax + (end[0] - ax) * t, ay + (end[1] - ay) * t) for t in (0.25, 0.8))
        # As far as the shoulder: a few points about it leave a notch below the line that touches it.
        girdle.append(clockwise([*bowed(collar, low, level), end, shoulder, neck]))
    return girdle


def _sitting(figure: Figure) -> float:
    """How far both thighs are raised: 0 if one hangs straight, 1 if they are about square to the pelvis."""
    frames = figure.skeleton.frames
    least = min(1.0 - dot(frames["thigh" + side].up, frames["pelvis"].up) for side in SIDES)
    return smoothstep(least, 0.3, 0.8)


def _draw_torso(canvas: Canvas, figure: Figure, look: Look, palette: Palette, far_palette: Palette) -> None:
    torso, skeleton, see = figure.torso, figure.skeleton, figure.camera.see
    joints, thorax = skeleton.joints, skeleton.frames["thorax"]
    shirt = limb_area(torso, _SHIRT_HEM)
    left, right = joints["shL"], joints["shR"]
    aside = sum(abs(a - b) for a, b in zip(see(left), see(right), strict=True))
    one_seen = abs(figure.camera.nearness(thorax.left)) > 0.93 and aside < 0.8
    for side in SIDES[:1] if one_seen else SIDES:
        shirt += _girdle(figure, look, side)
    canvas.area(palette.top, *shirt)
    if canvas.shaded:
        canvas.shade(
            palette.top_shade,
            *bands(*_edges(torso), Shade(2.6, _SHIRT_HEM, 0.84, (0, 0.35)), look.light),
        )
    behind = from_behind(figure.camera, thorax) if look.detail > 1 else 0.0
    blades = _blades(figure) if behind > 0.0 else []
    if behind > 0.0:
        _draw_blades(canvas, blades, palette, behind)
    if look.drawn_lines:
        _draw_shirt_folds(canvas, figure, palette)
    draw_muscles(canvas, figure, look, "torso", "", torso)
    draw_chest(canvas, figure, look)
    if behind > 0.0:
        _draw_back(canvas, figure, blades, palette, behind)
    draw_diaphragm(canvas, figure, look)
    if figure.profile < _ONE_HALF:  # the pelvis under the two legs: what shows of it is the far side's
        left_edge, right_edge = (
            grown(cut(edge, torso.left_places, 0.04, 0.19), inward)
            + cut(edge, torso.left_places, _WAISTBAND_BELOW, _WAIST)
            for edge, inward in ((torso.left, -0.5), (torso.right, 0.5))
        )
        sitting = _sitting(figure)
        if sitting > 0.0:  # the seat shows between thighs that point at the viewer
            root, frame = joints["root"], skeleton.frames["pelvis"]
            places = [see(away(root, frame, up=-2.0, left=aside)) for aside in (-4.0, 4.0)]
            seat = wrapped((place, 6.0 * sitting) for place in places)
            canvas.area(far_palette.legs, seat)
            if canvas.shaded and figure.frontal:  # in the shade of both thighs
                canvas.shade(QBrush(faint(far_palette.legs_shade.color(), sitting)), seat)
        canvas.fill(closed(left_edge + right_edge[::-1]), far_palette.legs, outlined=False)
        left_edge = cut(torso.left, torso.left_places, _WAISTBAND_BELOW, _WAIST)
        right_edge = cut(torso.right, torso.right_places, _WAISTBAND_BELOW, _WAIST)
        if look.theme.flat:
            seam = round_pen(look.theme.line, look.outline * 0.7)
            canvas.stroke(opened([left_edge[0], right_edge[0]]), seam)
        elif look.detail > 0:
            canvas.fill(closed(left_edge + right_edge[::-1]), far_palette.waistband, outlined=False)
        if canvas.outline:
            canvas.stroke(opened([left_edge[-1], right_edge[-1]]), round_pen(look.theme.line, look.outline))
