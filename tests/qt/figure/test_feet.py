"""Feet stand on the floor, and from the front they have five toes; the arch lifts and shortens them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt

from guided.picture import Picture, Style
from guided.pose import STANDING, Drawing, KeyPose
from guided.qt.figure import Fill, solve
from guided.qt.figure.feet import Foot, foot_seen
from guided.qt.figure.look import Look
from guided.qt.figure.paths import closed
from guided.qt.figure.polygons import Polygon
from guided.qt.figure.projection import Camera, seen
from guided.qt.figure.scene import layers
from guided.qt.figure.skins import LIGHT, palettes
from tests.qt.figure.samples import START


def standing(view: float, arch: float = 0.0) -> Drawing:
    key = KeyPose(STANDING._replace(archR=arch))
    return Drawing({"start": key, "end": key}, view=view, hold=("footL", "footR"))


def foot(view: float, arch: float = 0.0) -> Foot:
    figure = seen(solve(standing(view, arch), START), Camera.at(0.0))
    return foot_seen(figure, Look(LIGHT), "R")


def span(polygons: list[Polygon], axis: int) -> tuple[float, float]:
    values = [point[axis] for polygon in polygons for point in polygon]
    return min(values), max(values)


@pytest.mark.parametrize("view", [0.0, 30.0, 60.0, 90.0, 130.0, 180.0])
def test_a_foot_stands_on_the_ground_line(view: float) -> None:
    low, high = span(foot(view).areas, 1)
    assert low == pytest.approx(0.0, abs=0.3)
    assert high < 7.0


def test_from_the_front_a_foot_has_five_toes_on_the_ground_the_big_one_inward() -> None:
    toes = foot(0.0).toes
    assert len(toes) == 5
    assert all(end[1] - radius == pytest.approx(0.0, abs=0.3) for _, _, end, radius in toes)
    assert toes[0][3] > max(radius for _, _, _, radius in toes[1:])
    across = [end[0] for _, _, end, _ in toes]
    assert across == sorted(across, reverse=True), "of the right foot, seen from the front"
    assert foot(90.0).toes == [], "in profile one outline is all there is"


def test_a_foot_from_the_front_is_short_and_broad_and_a_wedge() -> None:
    left, right = span(foot(0.0).areas, 0)
    sides = span(foot(90.0).areas, 0)
    assert right - left < 0.5 * (sides[1] - sides[0])
    toes = [end[0] for _, _, end, _ in foot(0.0).toes]
    ankle = [x for polygon in foot(0.0).areas for x, y in polygon if y > 3.5]
    assert max(toes) - min(toes) > 0.8 * (max(ankle) - min(ankle))


def test_toes_are_told_apart_from_the_front_and_not_from_behind() -> None:
    line = palettes(LIGHT, 0.0)[0].finger_line.color()

    def lines(view: float) -> int:
        drawn = dict(layers(Picture(standing(view), START, Style())))["legR"]
        return sum(isinstance(one, Fill) and one.brush.color() == line for one in drawn)

    assert lines(0.0) == 2
    assert lines(180.0) == 0


def test_the_foot_of_a_shin_that_points_at_us_is_before_it() -> None:
    lying = STANDING._replace(pitch=-90.0)
    drawing = replace(standing(0.0), poses={"start": KeyPose(lying), "end": KeyPose(lying)}, hold=())
    figure = seen(solve(drawing, START), Camera.at(0.0))
    assert foot_seen(figure, Look(LIGHT), "R").before
    assert not foot(0.0).before


def test_feet_that_lie_on_each_other_are_told_apart_by_a_line() -> None:
    line = palettes(LIGHT, 0.0)[0].finger_line.color()

    def has_line_behind(apart: float) -> bool:
        key = KeyPose(STANDING._replace(hipL=(0.0, apart, 0.0), hipR=(0.0, apart, 0.0)))
        drawing = Drawing({"start": key, "end": key}, view=0.0)
        farthest = dict(layers(Picture(drawing, START, Style())))["legR"][0]
        return isinstance(farthest, Fill) and farthest.brush.color() == line

    assert has_line_behind(apart=-5.0)
    assert not has_line_behind(apart=0.0)


def test_a_lifted_arch_shortens_the_foot_and_clears_the_floor() -> None:
    flat, lifted = (foot(90.0, arch).areas[0] for arch in (0.0, 1.2))
    assert span([lifted], 0)[1] < span([flat], 0)[1] - 0.5

    def below_the_arch(shape: Polygon) -> float:
        x0 = min(x for x, _ in shape)
        return min(y for x, y in shape if x0 + 5.0 < x < x0 + 6.5)

    assert below_the_arch(lifted) > below_the_arch(flat) + 0.6


def test_a_foot_on_its_edge_has_no_loose_toes() -> None:
    for roll in range(1, 90, 3):
        key = KeyPose(STANDING._replace(roll=float(roll)))
        lying = Drawing({"start": key, "end": key}, view=0.0, ground=(("side", 0.0),))
        area = closed(*foot_seen(seen(solve(lying, START), Camera.at(90.0)), Look(LIGHT), "R").areas)
        area.setFillRule(Qt.FillRule.WindingFill)
        assert len(area.simplified().toSubpathPolygons()) == 1, roll


def test_from_above_a_knee_over_its_foot_hides_the_shank() -> None:
    """Or a leg that is bent would look straight."""
    bent = STANDING._replace(
        pitch=-90.0, roll=90.0, hipL=(61.0, 0, 0), hipR=(61.0, 0, 0), kneeL=146.0, kneeR=146.0
    )
    key = KeyPose(bent)
    drawing = Drawing({"start": key, "end": key}, view=90.0, elev=90.0, ground=(("back", 0.0),))
    cloth = palettes(LIGHT, 0.0)[0].legs.color()
    x, y = Camera.at(90.0).see(solve(drawing, START).joints["kneeR"])
    last = [
        one
        for one in dict(layers(Picture(drawing, START, Style())))["legR"]
        if isinstance(one, Fill) and one.brush.color() == cloth
    ][-1]
    for dx, dy in ((-3.0, 0.0), (3.0, 0.0), (0.0, -3.0)):
        assert last.path.contains(QPointF(x + dx, y + dy))
