"""Chairs and boxes: right whichever way they face and from whatever height they are seen."""

from dataclasses import replace
from itertools import pairwise
from math import cos, dist, isclose, radians, sin

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor, QPainter

from guided.picture import Picture, Style
from guided.pose import PAD_PLACES, STANDING, Drawing, KeyPose, Pose, Prop, at_pose
from guided.qt.figure import Box, Fill, Stroke, solve
from guided.qt.figure.frames import away
from guided.qt.figure.look import Look
from guided.qt.figure.operations import Operation
from guided.qt.figure.polygons import Polygon, area, padded
from guided.qt.figure.projection import Camera, Figure, seen
from guided.qt.figure.props import draw_furniture, straps_before, taut
from guided.qt.figure.scene import box, layers
from guided.qt.figure.skeleton import body_point, posed
from guided.qt.figure.skins import THEMES, theme_in
from tests.qt.figure.samples import canvas, pixels

OUTLINE = 0.34


def chair(view: float, elevation: float, theme: str) -> list[Operation]:
    sitting = Drawing({"start": KeyPose(STANDING)}, view=view, props=(Prop("chair", (25.0,)),))
    canvas = Look(theme_in(theme, "tan"), outline=OUTLINE if THEMES[theme].outline else 0.0).canvas()
    camera = Camera.at(elevation)
    draw_furniture(canvas, sitting, posed(STANDING, view), camera, theme_in(theme, "tan"))
    return canvas.operations


def corners(operation: Operation) -> Polygon:
    assert isinstance(operation, Fill | Stroke)
    path = operation.path
    return [(path.elementAt(i).x, path.elementAt(i).y) for i in range(path.elementCount() - 1)]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("elevation", [-25.0, 0.0, 20.0, 65.0])
def test_every_part_is_a_convex_shape_that_runs_clockwise(theme: str, elevation: float) -> None:
    for view in range(0, 360, 11):
        for part in chair(view, elevation, theme):
            shape = corners(part)
            assert area(shape) < 0.0, view
            sides = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise([*shape, *shape[:2]])]
            assert all(ax * by - ay * bx < 1e-6 for (ax, ay), (bx, by) in pairwise([*sides, sides[0]])), view


def test_it_is_as_large_as_a_chair() -> None:
    """Seen from the side: seat and back, 22 units deep and as high as seat and back together."""
    points = [point for part in chair(90.0, 0.0, "print") for point in corners(part)]
    across, up = [x for x, _ in points], [y for _, y in points]
    assert max(across) - min(across) == pytest.approx(22.7, abs=0.5)
    assert [min(up), max(up)] == pytest.approx([0.0, 52.0], abs=0.1)


def test_an_outline_is_as_wide_on_every_side_of_a_part() -> None:
    drawn = chair(40.0, 15.0, "hc")
    for line, part in zip(drawn[::2], drawn[1::2], strict=True):
        (left, low), (right, high) = (f(corners(line)) for f in (lowest, highest))
        (part_left, part_low), (part_right, part_high) = (f(corners(part)) for f in (lowest, highest))
        assert 0.5 * OUTLINE < part_left - left <= OUTLINE + 1e-6
        assert 0.5 * OUTLINE < right - part_right <= OUTLINE + 1e-6
        assert 0.5 * OUTLINE < part_low - low <= OUTLINE + 1e-6
        assert 0.5 * OUTLINE < high - part_high <= OUTLINE + 1e-6


def test_a_box_has_its_outline_half_outside_it() -> None:
    canvas = Look(theme_in("hc", "tan"), outline=OUTLINE).canvas()
    canvas.box(QRectF(0, 0, 10, 4), 0.5, QBrush(QColor("#D8D8D8")))
    line, inner = canvas.operations
    assert isinstance(line, Box)
    assert isinstance(inner, Box)
    half = OUTLINE / 2
    assert line.rect == QRectF(-half, -half, 10 + OUTLINE, 4 + OUTLINE)
    assert inner.rect == QRectF(half, half, 10 - OUTLINE, 4 - OUTLINE)
    canvas.box(QRectF(0, 0, 10, OUTLINE), 0.0, QBrush(QColor("#D8D8D8")))
    assert len(canvas.operations) == 3, "of one thinner than its outline only that is left"


def lowest(shape: Polygon) -> tuple[float, float]:
    return min(x for x, _ in shape), min(y for _, y in shape)


def highest(shape: Polygon) -> tuple[float, float]:
    return max(x for x, _ in shape), max(y for _, y in shape)


def test_padding_keeps_upright_sides_upright() -> None:
    square = [(0.0, 0.0), (0.0, 4.0), (4.0, 4.0), (4.0, 0.0)]
    assert sorted(set(padded(square, 1.0))) == sorted(
        [(-1.0, 0.0), (-1.0, 4.0), (0.0, 5.0), (4.0, 5.0), (5.0, 4.0), (5.0, 0.0), (4.0, -1.0), (0.0, -1.0)]
    )


def color_of(operation: Fill | Stroke) -> QColor:
    return operation.brush.color() if isinstance(operation, Fill) else operation.pen.color()


def band(*joints: str, view: float = 0.0) -> Fill | Stroke:
    """What is drawn of a band on somebody standing: a loop as a line, what is taut as an area."""
    pose = KeyPose(STANDING._replace(elbR=90.0))
    drawing = Drawing({"start": pose, "end": pose}, view=view, props=(Prop("band", (), joints),))
    drawn = layers(Picture(drawing, at_pose("start"), Style()))
    (line,) = (
        one
        for name, operations in drawn
        if name in ("held", "held-behind")
        for one in operations
        if isinstance(one, Fill | Stroke) and color_of(one) == QColor(THEMES["light"].band)
    )
    return line


def test_a_band_round_both_knees_goes_from_the_outside_of_one_to_that_of_the_other() -> None:
    ends = band("kneeL", "kneeR").path.controlPointRect()
    assert ends.left() < -8.0
    assert ends.right() > 8.0
    ankles = band("ankL", "ankR").path.controlPointRect()
    assert ankles.width() < ends.width()
    assert ankles.top() < ends.top() - 15.0


@pytest.mark.parametrize("view", [0.0, 90.0])
def test_a_band_round_both_feet_is_a_loop_about_the_middle_of_each(view: float) -> None:
    loop = band("footL", "footR", view=view).path
    first, last = loop.elementAt(0), loop.elementAt(loop.elementCount() - 1)
    assert (first.x, first.y) == (last.x, last.y)
    around = loop.controlPointRect()
    assert 0.0 < around.top() < 1.0, "under the soles"
    assert 3.0 < around.bottom() < 5.0, "over the insteps"
    figure = seen(posed(STANDING, view), Camera.at(0.0))
    for side in "LR":
        frame, ankle = figure.skeleton.frames["foot" + side], figure.skeleton.joints["ank" + side]
        middle = figure.camera.see(away(ankle, frame, forward=4.0))[0]
        assert around.left() - 0.01 <= middle <= around.right() + 0.01


def test_a_band_between_a_foot_and_a_hand_is_straight() -> None:
    (_, low), (_, high) = ends_of(band("footR", "handR", view=90.0))
    assert low < 5.0
    assert high > 50.0


def strap_of(pose: Pose) -> Drawing:
    """Somebody who stands so with a strap round the right foot."""
    return Drawing({"start": KeyPose(pose)}, view=90.0, props=(Prop("strap", (), ("footR", "handR")),))


def strap_in(pose: Pose) -> tuple[Figure, Polygon]:
    """A figure that stands so with a strap, taut from the hand, and the ends of what lies on its foot."""
    figure = seen(posed(pose, 90.0), Camera.at(0.0))
    line, on_foot, *_ = straps_before(figure, strap_of(pose), Look(theme_in("light", "tan"), detail=1))
    assert len(ends_of(line)) == 2
    return figure, ends_of(on_foot)


def ends_of(operation: Operation) -> Polygon:
    """The two ends of what is taut: an area about a straight line, round at both, as wide at either."""
    far, near = corners(operation)[:5], corners(operation)[5:10]
    ends = [((a + c) / 2, (b + d) / 2) for (a, b), *_, (c, d) in (near, far)]
    assert isclose(dist(far[0], far[-1]), dist(near[0], near[-1]))
    assert all(isclose(dist(end, x), dist(end, y)) for end, (x, *_, y) in zip(ends, (near, far), strict=True))
    return ends


def test_a_strap_draws_a_long_leg_by_the_sole_and_a_bent_knee_by_the_instep() -> None:
    figure, on_foot = strap_in(STANDING._replace(hipR=(80.0, 0.0, 0.0)))
    sole_is = [ahead for ahead, _ in on_foot]
    assert min(sole_is) > figure.camera.see(figure.skeleton.joints["ankR"])[0] + 3.0  # the toes are up
    figure, on_foot = strap_in(STANDING._replace(kneeR=100.0))
    assert max(y for _, y in on_foot) < figure.camera.see(figure.skeleton.joints["ankR"])[1]  # the sole is up


def test_a_thin_strap_is_as_strong_whichever_way_it_points() -> None:
    inks = []
    for degrees in range(0, 180, 3):
        across, up = 30.0 * cos(radians(degrees)), 30.0 * sin(radians(degrees))
        image = canvas(80, 80, "#FFFFFF")
        with QPainter(image) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            taut((40.0 - across, 40.0 - up), (40.0 + across, 40.0 + up), 0.6, "#000000").paint(painter)
        inks.append((255 - pixels(image)).sum())
    assert min(inks) > 0.97 * max(inks)


@pytest.mark.parametrize("kind", ["chair-beside", "chair-facing", "wall-behind"])
def test_what_a_prop_takes_up_is_in_the_picture(kind: str) -> None:
    numbers = {"chair-beside": (30.0,), "chair-facing": (20.0, 27.0), "wall-behind": (-45.0, 45.0)}[kind]
    pose = KeyPose(STANDING)
    bare = Drawing({"start": pose, "end": pose})
    left, _, right, high = box(replace(bare, props=(Prop(kind, numbers),)))
    assert right > box(bare)[2] + 5.0
    assert high >= box(bare)[3]
    assert (left < -40.0) == (kind == "wall-behind")


def test_a_mat_seen_from_a_little_above_lies_and_does_not_stand_like_a_bed() -> None:
    """Its top is narrower behind than in front, and lighter than its front."""
    pose = KeyPose(STANDING)
    drawing = Drawing({"start": pose, "end": pose}, elev=12.0, props=(Prop("mat", (-40.0, 40.0)),))
    front, top = dict(layers(Picture(drawing, at_pose("start"), Style(floor=False))))["backdrop"]
    assert isinstance(front, Box)
    assert isinstance(top, Fill)
    low, high = (f(y for _, y in corners(top)) for f in (min, max))
    (left, right), (back_left, back_right) = (
        sorted({x for x, y in corners(top) if y == level}) for level in (low, high)
    )
    assert (left, right) == (-40.0, 40.0)
    assert back_right - back_left < 75.0
    assert front.rect.bottom() == pytest.approx(low)
    assert top.brush.color().lightness() > front.brush.color().lightness()


@pytest.mark.parametrize(("kind", "at"), [("wall", (30.0,)), ("wall-behind", (-42.0, 42.0))])
def test_a_wall_is_as_high_as_whoever_stands_at_it_reaches(kind: str, at: tuple[float, ...]) -> None:
    reaching = STANDING._replace(shR=(0.0, 175.0, 0.0), elbR=0.0)
    drawing = Drawing(
        {"start": KeyPose(STANDING), "end": KeyPose(reaching)}, view=0.0, props=(Prop(kind, at),)
    )
    wall = dict(layers(Picture(drawing, at_pose("start"), Style(floor=False))))["backdrop"][0]
    assert isinstance(wall, Box)
    assert wall.rect.bottom() > solve(drawing, at_pose("end")).joints["wrR"][1] + 8.0


def test_a_wall_beside_a_mat_stands_on_the_floor_below_it() -> None:
    key = KeyPose(STANDING)
    drawing = Drawing({"start": key, "end": key}, props=(Prop("mat", (-40.0, 25.0)), Prop("wall", (25.0,))))
    line, mat, *_, wall, _ = dict(layers(Picture(drawing, at_pose("start"), Style())))["backdrop"]
    assert isinstance(line, Box)
    assert isinstance(mat, Box)
    assert isinstance(wall, Box)
    assert wall.rect.top() == pytest.approx(mat.rect.top())
    assert line.rect.top() < wall.rect.top() < line.rect.bottom()


@pytest.mark.parametrize("x", [-67.0, 32.0])
def test_a_wall_has_air_on_both_sides(x: float) -> None:
    """Also where nobody is beyond it, or it would stand at the picture's edge."""
    drawing = Drawing({"start": KeyPose(STANDING), "end": KeyPose(STANDING)}, props=(Prop("wall", (x,)),))
    wall = dict(layers(Picture(drawing, at_pose("start"), Style(floor=False))))["backdrop"][0]
    assert isinstance(wall, Box)
    left, _, right, _ = box(drawing)
    assert left < wall.rect.left() - 1.0
    assert right > wall.rect.right() + 1.0


def test_a_pillow_lies_under_the_head_or_the_belly_and_is_as_high_as_that_is() -> None:
    prone = KeyPose(STANDING._replace(pitch=90.0))
    for joint in ("head", "bellyR"):
        drawing = Drawing(
            {"start": prone, "end": prone}, ground=(("front", 3.0),), props=(Prop("pillow", (), (joint,)),)
        )
        start = solve(drawing, at_pose("start"))
        (pad,) = dict(layers(Picture(drawing, at_pose("start"), Style())))["pads"]
        assert isinstance(pad, Box)
        x, y, _ = body_point(start, joint)
        assert pad.rect.center().x() == pytest.approx(x), joint
        assert pad.rect.top() == pytest.approx(0.0), joint
        assert y - 5.0 < pad.rect.bottom() <= y + 0.01, joint


@pytest.mark.parametrize("kind", ["pillow", "cushion", "roll", "bolster"])
def test_a_pad_lies_under_whatever_it_can_be_tied_to(kind: str) -> None:
    for place in (*PAD_PLACES, "footL", "handR", "kneeR", "c7"):
        drawing = Drawing(
            {"start": KeyPose(STANDING), "end": KeyPose(STANDING)}, props=(Prop(kind, (), (place,)),)
        )
        assert "pads" in dict(layers(Picture(drawing, at_pose("start"), Style()))), place


@pytest.mark.parametrize(("view", "layer"), [(36.0, "furniture-before"), (180.0, "backdrop")])
def test_forearms_lean_on_the_far_face_of_a_doorway_one_steps_through(view: float, layer: str) -> None:
    pose = KeyPose(STANDING._replace(shL=(0.0, 88.0, 90.0), shR=(0.0, 88.0, 90.0), elbL=92.0, elbR=92.0))
    drawing = Drawing({"start": pose, "end": pose}, view=view, props=(Prop("doorway", (-29.0, 29.0)),))
    bare = replace(drawing, props=())
    for name in ("furniture-before", "backdrop"):
        with_it, without = (
            len(dict(layers(Picture(one, at_pose("start"), Style())))[name]) for one in (drawing, bare)
        )
        assert (with_it > without) == (name == layer)


@pytest.mark.parametrize("pose", [STANDING._replace(pitch=-90.0), STANDING._replace(roll=90.0)])
@pytest.mark.parametrize("view", [0.0, 74.0, 90.0])
def test_a_roll_has_a_round_end_toward_the_viewer(pose: Pose, view: float) -> None:
    lying = KeyPose(pose)
    drawing = Drawing(
        {"start": lying, "end": lying},
        view=view,
        elev=14.0,
        ground=(("back", 6.0),),
        props=(Prop("bolster", (), ("lumbar",)),),
    )
    whole, end = dict(layers(Picture(drawing, at_pose("start"), Style())))["pads"]
    assert isinstance(whole, Fill)
    assert isinstance(end, Fill)
    around, face = whole.path.boundingRect(), end.path.boundingRect()
    assert around.adjusted(-0.01, -0.01, 0.01, 0.01).contains(face)
    assert face.top() == pytest.approx(around.top(), abs=0.01), "the near end is the lower one"
    assert 0.8 < face.width() / face.height() < 2.3
