"""A limb's outline is as wide as its flesh, whichever way the limb points."""

from itertools import pairwise
from math import cos, dist, hypot, pi, sin

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from guided.pose import STANDING
from guided.qt.figure import body
from guided.qt.figure.outline import HIP, KNEE, Bone, chain
from guided.qt.figure.paths import closed, ring
from guided.qt.figure.polygons import Polygon, area, bent_capsule, touching
from guided.qt.figure.projection import Camera, seen
from guided.qt.figure.shading import Edge, Shade, bands
from guided.qt.figure.skeleton import posed

LENGTH = 24.0


def bone(seen: float, swell: float = 0.0, tapers: bool = True, sideways: bool = False) -> Bone:
    """A bone of which so much is seen, turned toward the viewer about an axis across the picture.

    That axis is its left, or its forward direction when it lies `sideways`; it gets thinner or thicker.
    """
    wide = [3 + swell * sin(t / 10 * pi) for t in range(11)]
    thick = [t if tapers else 10 - t for t in range(11)]
    flesh = tuple((t / 10, 4 - k / 5, 5 - k / 4, wide[t], wide[t]) for t, k in enumerate(thick))
    depth = (1 - (seen / LENGTH) ** 2) ** 0.5
    forward, left = (0.0, depth), (1.0, 0.0)
    if sideways:
        forward, left = left, forward
        flesh = tuple((t, outer, inner, front, back) for t, front, back, outer, inner in flesh)
    return Bone((0.0, 0.0), (0.0, -seen), forward, left, 1.0, flesh, LENGTH)


def inside(polygon: Polygon, x: float, y: float) -> bool:
    return closed(polygon).contains(QPointF(x, y))


@pytest.mark.parametrize("tapers", [False, True])
@pytest.mark.parametrize("swell", [0.0, 2.0, -1.0])
@pytest.mark.parametrize("coarse", [False, True])
def test_a_bone_that_points_at_the_viewer_is_as_full_as_its_ends_and_its_middle(
    swell: float, coarse: bool, tapers: bool
) -> None:
    one = bone(0.02 * LENGTH, swell, tapers)
    (shape,) = chain([one, bone(LENGTH)], [KNEE], start_cap=False, end_cap=False, coarse=coarse).extra
    assert area(shape) < 0, "clockwise, as all that is filled"
    for t, front, back, outer, inner in one.flesh[:: 10 if coarse else 5]:
        for turn in range(16):
            c, s = cos(turn * pi / 8), sin(turn * pi / 8)
            x, y = (outer if s > 0 else inner) * s, (front if c > 0 else back) * c + one.end[1] * t
            assert inside(shape, x * 0.9, y * 0.9), (t, turn)
    assert max(hypot(x, y) for x, y in shape) < 5.5


@pytest.mark.parametrize("sideways", [False, True])
def test_a_waist_stays_a_waist_where_it_is_seen(sideways: bool) -> None:
    (shape,) = chain([bone(0.5 * LENGTH, -2.0, sideways=sideways)], [], start_cap=True, end_cap=True).extra
    middle = -0.25 * LENGTH
    for side in (-1, 1):
        assert inside(shape, side * 0.8, middle)
        assert not inside(shape, side * 1.6, middle)


@pytest.mark.parametrize("bend", [1.6, 2.0, 2.2, 2.4])
def test_a_thigh_drawn_to_the_chest_leaves_no_hole_at_the_waist(bend: float) -> None:
    pelvis = Bone((0.0, 0.0), (8.6, 0.0), (0.0, 1.0), (0.0, 0.0), 1.0, body.sections("pelvis"), 8.6)
    way = (cos(bend), sin(bend))
    knee = (8.6 + 24.6 * way[0], 24.6 * way[1])
    thigh = Bone(pelvis.end, knee, (-way[1], way[0]), (0.0, 0.0), 1.0, body.sections("thigh"), 24.6)
    leg = chain([pelvis, thigh], [HIP], start_cap=False, end_cap=False)
    front = [x for (x, _), place in zip(leg.left, leg.left_places, strict=True) if place < 1.4]
    assert max(front) - max(front[0], front[-1]) < 0.3, "the edge does not turn back on itself"


def test_a_bone_seen_from_the_side_is_its_two_edges_alone() -> None:
    assert chain([bone(LENGTH)], [], start_cap=True, end_cap=True).extra == []


def test_what_is_more_than_the_edges_begins_as_nothing() -> None:
    """A bone that turns toward the viewer does not change at once."""
    outline = chain([bone(0.79 * LENGTH)], [], start_cap=True, end_cap=True)
    (shape,) = outline.extra
    strip = outline.left + outline.right[::-1]
    for x, y in shape:
        assert inside(strip, x, y) or min(dist((x, y), at) for at in strip) < 1.2


def test_an_outline_moves_little_as_a_bone_turns() -> None:
    for coarse in (False, True):
        shapes = [
            chain([bone(share / 400 * LENGTH, -1.5)], [], start_cap=True, end_cap=True, coarse=coarse).extra[
                0
            ]
            for share in range(4, 240)
        ]
        for one, other in pairwise(shapes):
            assert max(min(dist(a, b) for b in dense(other)) for a in one) < 0.14


def upright(start: float, end: float) -> Bone:
    """A bone in the plane of the picture, from one height to another, three units wide to each side."""
    flesh = tuple((t / 10, 3.0, 3.0, 3.0, 3.0) for t in range(11))
    return Bone((0.0, start), (0.0, end), (1.0, 0.0), (0.0, 0.0), 1.0, flesh, abs(end - start))


def test_a_limb_folded_back_on_itself_keeps_its_width() -> None:
    outline = chain([upright(0.0, 20.0), upright(20.0, 0.0)], [KNEE], start_cap=False, end_cap=False)
    whole = closed(outline.left + outline.right[::-1], *outline.extra)
    for x in (-2.8, 0.0, 2.8):
        for y in (2.0, 8.0, 14.0, 19.0):
            assert whole.contains(QPointF(x, y)), (x, y)
    assert all(area(polygon) < 0 for polygon in outline.extra), "clockwise, as all that is filled"


def test_an_edge_of_a_bone_that_points_at_the_viewer_has_no_shade() -> None:
    outline = chain([upright(20.0, 0.0), upright(0.0, -20.0)], [KNEE], start_cap=False, end_cap=False)
    lit, shade = (1.0, 0.0), Shade(2.0)
    left, right = Edge(outline.left, outline.left_places), Edge(outline.right, outline.right_places)
    _, all_of_it = bands(left, right, shade, lit)
    _, lower = bands(left, right._replace(shaded=(0.0, 1.0)), shade, lit)
    assert max(y for _, y in all_of_it) > 15.0
    assert min(y for _, y in lower) < -15.0
    assert max(y for _, y in lower) < 9.0
    assert bands(left, right._replace(shaded=(0.0, 0.0)), shade, lit)[1] == []


def test_a_line_touches_two_discs_on_the_side_asked_for() -> None:
    for beside in ((5.0, 9.0), (5.0, -9.0)):
        (ax, ay), (bx, by) = touching((0.0, 0.0), 1.0, (10.0, 0.0), 3.0, beside)
        assert hypot(ax, ay) == pytest.approx(1.0)
        assert hypot(bx - 10.0, by) == pytest.approx(3.0)
        assert ax * (bx - ax) + ay * (by - ay) == pytest.approx(0.0), "at a right angle to the radius"
        assert ay * beside[1] > 0.0
    assert touching((0.0, 0.0), 1.0, (1.0, 0.0), 5.0, (0.0, 9.0)) == ((0.0, 0.0), (1.0, 0.0))


@pytest.mark.parametrize("bend", [0, 30, 60, 70, 90, 150, 180])
def test_a_bent_finger_is_as_wide_as_its_joints_and_no_wider(bend: int) -> None:
    turn = bend * pi / 180
    start, middle, end = (0.0, 0.0), (4.0, 0.0), (4.0 + 3.0 * cos(turn), 3.0 * sin(turn))
    parts = bent_capsule(start, middle, end, (1.0, 0.8, 0.6))
    assert all(area(part) < 0 for part in parts), "clockwise, as all that is filled"
    whole = closed(*parts)
    for (x, y), radius in ((start, 1.0), (middle, 0.8), (end, 0.6)):
        for i in range(16):
            assert whole.contains(
                QPointF(x + 0.7 * radius * cos(i * pi / 8), y + 0.7 * radius * sin(i * pi / 8))
            )
    for part in parts:
        for x, y in part:
            assert min(dist((x, y), at) for at in dense([start, middle, end, middle])) < 1.25


def dense(polygon: Polygon) -> Polygon:
    """More points along a polygon."""
    return [
        (ax + (bx - ax) * i / 8, ay + (by - ay) * i / 8)
        for (ax, ay), (bx, by) in pairwise([*polygon, polygon[0]])
        for i in range(8)
    ]


def test_coarse_sections_are_a_third_and_as_long() -> None:
    for name in body.PROFILES:
        whole, few = body.sections(name), body.sections(name, coarse=True)
        assert len(few) <= len(whole) / 3 + 2
        assert (few[0], few[-1]) == (whole[0], whole[-1])


@pytest.mark.parametrize("build", body.BUILDS)
def test_a_thigh_raised_beside_the_other_hangs_down_no_more_at_the_hip_than_in_its_middle(build: str) -> None:
    raised = STANDING._replace(hipR=(80.0, 50.0, 10.0), kneeR=90.0)
    leg = seen(posed(raised, 24.0), Camera.at(0.0), (), build).legs["R"]
    edges = ((leg.left, leg.left_places), (leg.right, leg.right_places))

    def lowest(start: float, end: float) -> float:
        return min(
            y for edge, places in edges for (_, y), at in zip(edge, places, strict=True) if start <= at <= end
        )

    assert lowest(1.0, 1.2) > lowest(1.3, 1.5) - 1.0


@pytest.mark.parametrize("tenths", range(90, 112))
def test_a_shank_seen_along_its_thigh_leaves_no_spike_at_the_knee(tenths: int) -> None:
    """An ankle on the other knee, turned past where thigh and shank lie over each other."""
    crossed = posed(STANDING._replace(hipR=(94.0, 22.0, 84.0), kneeR=96.0, ankR=8.0), tenths / 10)
    figure = seen(crossed, Camera.at(0.0))
    joints = [figure.camera.see(crossed.joints[name]) for name in ("root", "hipR", "kneeR", "ankR")]
    for edge in (figure.legs["R"].left, figure.legs["R"].right):
        assert all(min(dist(point, joint) for joint in joints) < 20.0 for point in edge)


@pytest.mark.parametrize("clockwise", [True, False])
def test_the_line_round_an_area_is_as_wide_as_asked_and_whole_where_the_area_is_thin(clockwise: bool) -> None:
    def line_round(half: float) -> QPainterPath:
        corners = [(-10.0, 0.0), (0.0, half), (10.0, 0.0), (0.0, -half)]
        return ring(corners if clockwise else corners[::-1], 0.4)

    thick = line_round(2.0)
    assert all(thick.contains(QPointF(x, y)) for x, y in ((0.0, 1.9), (0.0, 2.1), (9.9, 0.0), (-10.1, 0.0)))
    assert not any(thick.contains(QPointF(x, y)) for x, y in ((0.0, 0.0), (0.0, 1.7), (0.0, 2.3), (9.0, 0.0)))
    assert line_round(0.1).contains(QPointF(0.0, 0.0))
