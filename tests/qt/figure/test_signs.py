"""A movement is read from a picture that stands still: an arrow along its way, the waves of a breath."""

from dataclasses import replace
from itertools import pairwise
from math import atan2, dist, pi, remainder

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from guided.picture import Picture, Style, picture_of
from guided.pose import STANDING, Arrow, Drawing, KeyPose, Prop, Push, Stance, at_pose, blend, standing_still
from guided.qt.figure import Fill, placement, solve
from guided.qt.figure.operations import Operation
from guided.qt.figure.projection import Camera
from guided.qt.figure.scene import frame, layers
from guided.qt.figure.signs import CIRCLE, arrow_lines, arrows_of, breath_of, is_circle
from guided.qt.figure.skeleton import body_point
from guided.qt.figure.skins import LIGHT
from tests.qt.figure.samples import END, START, played
from tests.qt.shipped import library

NAMES = sorted(library().exercises)
SIGNED = {name: standing_still(library().exercises[name].drawing) for name in NAMES}
_SHARPEST = 40.0  # degrees from one of its points to the next
_CHANGED = 0.006  # of a picture's pixels that differ between start and end
_SIZE = 200
_FLESH = {
    "root": 9,
    "hip": 9,
    "head": 9,
    "c7": 6,
    "lumbar": 6,
    "sh": 6,
    "knee": 6,
    "elb": 4,
    "ank": 4,
    "wr": 3,
}
"""Units from a joint to the skin round it; any other place lies on the skin."""
_BESIDE = 5.0  # units from the skin that still say which part goes
_SHORTEST = 10.0  # units long is an arrow, though its part goes less
_FAR = 12.0  # units of way after which one would look for where a part was
_AROUND, _OF_IT = 8.0, 0.07  # units around that place, and the share of them where it is seen
_TO_BE_SEEN = {
    ("head", "head"): 6.0,
    ("wrL", "fingersL"): 1.2,
    ("wrR", "fingersR"): 1.2,
    ("heelL", "toesL"): 1.2,
    ("heelR", "toesR"): 1.2,
}
"""From which to which place a part reaches, and the units around that which no arrow enters."""
_CIRCLED = "ankle-circles"  # whose arrow goes round the very toes


def place_of(drawing: Drawing, stance: Stance, joint: str) -> tuple[float, float]:
    return Camera.at(drawing.elev).see(body_point(solve(drawing, stance), joint))


def signs(drawing: Drawing, style: Style | None = None) -> tuple[Operation, ...]:
    drawn = dict(layers(Picture(drawing, END, style or Style(arrow=True))))
    return (*drawn["breath"], *drawn["arrow"])


def arrow_line(drawing: Drawing) -> tuple[tuple[float, float], ...]:
    (line,) = arrow_lines(drawing) or ((),)
    return line


def swelling(swell: float) -> Drawing:
    return Drawing({"start": KeyPose(STANDING), "end": KeyPose(STANDING._replace(swell=swell))})


@pytest.mark.parametrize("name", NAMES)
def test_what_looks_alike_at_start_and_end_carries_a_sign(name: str) -> None:
    drawing = SIGNED[name]
    start, end = (
        played(
            tuple(one for _, part in layers(Picture(drawing, stance, Style())) for one in part),
            drawing,
            _SIZE,
        )
        for stance in (START, END)
    )
    changed = float((np.abs(start - end).max(axis=2) > 24).mean())
    assert changed > _CHANGED or signs(drawing)


@pytest.mark.parametrize("name", NAMES)
def test_an_arrow_has_no_kink(name: str) -> None:
    for line in arrow_lines(SIGNED[name]):
        turns = [atan2(by - ay, bx - ax) for (ax, ay), (bx, by) in pairwise(line)]
        for a, b in pairwise(turns):
            assert abs(remainder(b - a, 2 * pi)) * 180 / pi < _SHARPEST


@pytest.mark.parametrize("name", NAMES)
def test_an_arrow_goes_from_where_its_part_was_to_where_it_is(name: str) -> None:
    """Beside the skin at most; a ring round the head and a push are no ways."""
    drawing = SIGNED[name]
    if is_circle(drawing):
        return
    for arrow, line in zip(arrows_of(drawing), arrow_lines(drawing), strict=False):
        if arrow.joint[:-1] == "nose":
            continue
        way = (END, START) if arrow.back else (START, END)
        (ax, ay), (bx, by) = (place_of(drawing, stance, arrow.joint) for stance in way)
        (cx, cy), (dx, dy) = line[0], line[-1]
        assert (bx - ax) * (dx - cx) + (by - ay) * (dy - cy) > 0.0, "the way the part goes"
        near = _FLESH.get(arrow.joint.rstrip("LR"), 0.0) + _BESIDE
        earlier = max(_SHORTEST - dist((ax, ay), (bx, by)), 0.0)
        assert dist((ax, ay), line[0]) < near + earlier, (arrow, "from where it was")
        assert dist((bx, by), line[-1]) < near, (arrow, "to where it is")


@pytest.mark.parametrize("name", NAMES)
def test_where_a_part_was_is_seen_behind_the_body(name: str) -> None:
    """A leg that begins just beside the other would leave nothing to be seen of where it was."""
    drawing = SIGNED[name]
    place, alike = placement(QRectF(0, 0, _SIZE, _SIZE), drawing), Picture(drawing, END)
    plain, behind = (
        played(frame(replace(alike, style=Style(ghost=ghost))), drawing, _SIZE) for ghost in (0.0, 1.0)
    )
    seen = np.abs(plain - behind).max(axis=2) > 24
    row, column = np.mgrid[0:_SIZE, 0:_SIZE]
    for arrow in arrows_of(drawing):
        (ax, ay), end = (place_of(drawing, stance, arrow.joint) for stance in (START, END))
        if dist((ax, ay), end) < _FAR:
            continue
        x, y = place.x0 + ax * place.scale, place.floor_y - ay * place.scale
        around = (column - x) ** 2 + (row - y) ** 2 < (_AROUND * place.scale) ** 2
        assert seen[around].mean() > _OF_IT, arrow


@pytest.mark.parametrize("name", [name for name in NAMES if is_circle(SIGNED[name])])
def test_a_round_arrow_goes_by_where_its_part_is(name: str) -> None:
    drawing = SIGNED[name]
    (arrow,), (line,) = arrows_of(drawing), arrow_lines(drawing)
    near = _FLESH.get(arrow.joint.rstrip("LR"), 0.0) + _BESIDE
    for pose in CIRCLE:
        assert min(dist(place_of(drawing, at_pose(pose), arrow.joint), point) for point in line) < near, pose


def test_a_short_arrow_ends_where_its_part_does() -> None:
    """It begins earlier: beyond the part it would say that the part goes on."""
    little = Drawing(
        {"start": KeyPose(STANDING), "end": KeyPose(STANDING._replace(shR=(0.0, 12.0, 0.0)))},
        view=0.0,
        arrows=(Arrow("wrR", 0.0),),
    )
    (line,) = arrow_lines(little)
    assert dist(line[-1], place_of(little, END, "wrR")) < 0.1
    assert dist(line[0], line[-1]) == pytest.approx(_SHORTEST, abs=0.2)
    assert dist(place_of(little, START, "wrR"), place_of(little, END, "wrR")) < 0.8 * _SHORTEST


def test_who_walks_is_a_step_on_in_a_picture_that_stands_still() -> None:
    exercise = library().exercises["walk-tall"]
    moving, still = (picture_of(exercise, END, Style(arrow=arrow)).drawing for arrow in (False, True))
    (stood, _), (stands, _) = (place_of(still, stance, "ankR") for stance in (START, END))
    assert stands == pytest.approx(stood), "one foot stays"
    (left, _), (right, _) = (place_of(still, stance, "ankL") for stance in (START, END))
    (was, _), (is_at, _) = (place_of(still, stance, "root") for stance in (START, END))
    assert left < was < stood < is_at < right, "the body and the other foot go past it"
    (was, _), (is_at, _) = (place_of(moving, stance, "root") for stance in (START, END))
    assert is_at == pytest.approx(was), "else it walks on the spot, or it would walk back too"
    assert standing_still(exercise.drawing) is still, "found in what is kept of a drawing"


def test_an_arrow_lies_beside_the_way() -> None:
    """As far to its left as it says, and moved as it says."""
    straight = Drawing(
        {"start": KeyPose(STANDING), "end": KeyPose(STANDING._replace(shR=(0.0, 60.0, 0.0)))},
        view=0.0,
        arrows=(Arrow("wrR", 5.0, (0.0, 0.0)),),
    )
    for t in (0.0, 0.5, 1.0):
        place = Camera.at(0.0).see(body_point(solve(straight, blend(START, END, t)), "wrR"))
        assert min(dist(place, point) for point in arrow_line(straight)) == pytest.approx(5.0, abs=0.4)
    moved = arrow_line(replace(straight, arrows=(Arrow("wrR", 5.0, (2.0, -1.0)),)))
    (ax, ay), (bx, by) = arrow_line(straight)[0], moved[0]
    assert (bx - ax, by - ay) == pytest.approx((2.0, -1.0))


def test_an_arrow_of_the_way_back_points_the_other_way() -> None:
    raised = Drawing(
        {"start": KeyPose(STANDING), "end": KeyPose(STANDING._replace(shR=(0.0, 60.0, 0.0)))},
        view=0.0,
        arrows=(Arrow("wrR", 5.0),),
    )
    there, back = arrow_line(raised), arrow_line(replace(raised, arrows=(Arrow("wrR", 5.0, back=True),)))
    assert back == there[::-1]


def test_a_circle_has_a_round_arrow_that_goes_its_way() -> None:
    for name in ("ankle-circles", "shoulder-circles", "standing-hip-circles"):
        line = arrow_line(SIGNED[name])
        xs, ys = [x for x, _ in line], [y for _, y in line]
        across, up = max(xs) - min(xs), max(ys) - min(ys)
        assert 0.4 < across / up < 2.5, name
        assert dist(line[0], line[-1]) < 0.6 * max(across, up), "it comes nearly round"
        camera = Camera.at(SIGNED[name].elev)
        (arrow,) = SIGNED[name].arrows
        way = [camera.see(body_point(solve(SIGNED[name], at_pose(one)), arrow.joint)) for one in CIRCLE]
        assert turning([*way, way[0]]) * turning([*line, line[0]]) > 0.0, name


def turning(line: list[tuple[float, float]]) -> float:
    return sum(ax * by - ay * bx for (ax, ay), (bx, by) in pairwise(line))


def test_where_no_arrow_is_described_it_is_that_of_the_part_that_goes_farthest() -> None:
    raised = Drawing(
        {"start": KeyPose(STANDING), "end": KeyPose(STANDING._replace(hipR=(80.0, 0.0, 0.0), kneeR=20.0))}
    )
    line = arrow_line(raised)
    skeleton = solve(raised, END)
    nearest = min(("kneeR", "ankR", "wrR", "head"), key=lambda j: dist(line[-1], skeleton.joints[j][:2]))
    assert nearest == "ankR"
    still = Drawing({"start": KeyPose(STANDING), "end": KeyPose(STANDING)})
    assert arrow_line(still) == ()
    assert not signs(still)


def test_a_breath_in_has_waves_on_the_side_of_the_chest_and_a_belly_drawn_in_an_arrow() -> None:
    assert breath_of(swelling(2.0)) == 2.0
    filled, drawn_in = signs(swelling(2.0)), signs(swelling(-2.0))
    assert filled
    assert drawn_in
    for one in filled:
        assert isinstance(one, Fill)
        assert one.path.boundingRect().left() > 0.0, "the chest faces right"
    xs = [
        one.path.boundingRect().left()
        for one in drawn_in
        if isinstance(one, Fill) and one.brush.color() == QColor(LIGHT.sign)
    ]
    assert xs
    assert min(xs) > 4.0
    assert len(signs(replace(swelling(2.0), view=0.0))) == 2 * len(filled), "from the front on both sides"


def test_a_breath_that_one_hand_tells_from_the_chest_has_waves_over_the_belly() -> None:
    reach = ("chestL", "bellyR")
    poses = {"start": KeyPose(STANDING), "end": KeyPose(STANDING._replace(swell=2.0), reach)}
    belly, chest = (
        max(one.path.boundingRect().bottom() for one in signs(drawing) if isinstance(one, Fill))
        for drawing in (Drawing(poses), swelling(2.0))
    )
    end = solve(Drawing(poses), END)
    assert belly < body_point(end, "chestL")[1] < chest
    assert belly > body_point(end, "bellyR")[1]


def test_a_small_picture_has_a_bolder_arrow_and_a_close_one_a_finer() -> None:
    up = Drawing(
        {"start": KeyPose(STANDING), "end": KeyPose(STANDING._replace(shR=(0.0, 90.0, 0.0)))}, view=0.0
    )
    assert area(up, 1) > area(up, 2) > area(replace(up, crop="bust"), 2)


def area(drawing: Drawing, detail: int) -> float:
    """What the arrow covers, in square units."""
    total = 0.0
    for one in signs(drawing, Style(arrow=True, detail=detail)):
        if isinstance(one, Fill) and one.brush.color() == QColor(LIGHT.sign):
            for polygon in one.path.toSubpathPolygons():
                points = [(polygon.at(i).x(), polygon.at(i).y()) for i in range(polygon.size())]
                total += abs(turning([*points, points[0]])) / 2
    return total


def test_an_arch_that_is_lifted_has_an_arrow_from_the_toes_up_into_it() -> None:
    """Above the foot it would say that the foot is lifted."""
    lifted = Drawing({"start": KeyPose(STANDING), "end": KeyPose(STANDING._replace(archR=0.8))}, view=90.0)
    assert signs(lifted)
    *_, arrow = signs(lifted)
    assert isinstance(arrow, Fill)
    drawn, ankle = arrow.path.controlPointRect(), solve(lifted, END).joints["ankR"]
    assert drawn.bottom() < ankle[1] - 2.0, "below the foot"
    assert ankle[0] < drawn.left() < ankle[0] + 3.0, "to the arch"
    assert drawn.right() > ankle[0] + 8.0, "from the toes"


def test_shoulder_blades_that_come_together_have_an_arrow_each_toward_the_spine() -> None:
    """The way of a shoulder seen from behind would say that it is lowered."""
    apart = KeyPose(STANDING._replace(scapL=(0.0, 2.0, 0.0), scapR=(0.0, 2.0, 0.0)))
    together = KeyPose(STANDING._replace(scapL=(-1.0, -2.0, 0.0), scapR=(-1.0, -2.0, 0.0)))
    squeezed = Drawing({"start": apart, "end": together}, view=180.0)
    assert signs(squeezed)
    assert arrow_lines(squeezed) == ()
    left, right = (
        one.path.controlPointRect()
        for one in signs(squeezed)
        if isinstance(one, Fill) and one.brush.color() == QColor(LIGHT.sign)
    )
    spine = solve(squeezed, END).joints["c7"][0]
    assert spine - 10.0 < left.left() < left.right() < spine - 2.0
    assert spine + 2.0 < right.left() < right.right() < spine + 10.0


def test_a_turn_of_the_head_has_a_round_arrow() -> None:
    """Its nose goes straight across the picture, which says nothing of a turn."""
    turning = Drawing(
        {"start": KeyPose(STANDING), "end": KeyPose(STANDING._replace(neck=(0.0, 0.0, -60.0)))},
        view=0.0,
        crop="bust",
        arrows=(Arrow("noseR", 0.0),),
    )
    line = arrow_line(turning)
    xs, ys = [x for x, _ in line], [y for _, y in line]
    head = solve(turning, END).joints["head"]
    assert line[-1][0] < head[0] - 4.0, "it ends where the nose is"
    assert line[0][1] > head[1], "it begins behind the head,"
    assert min(ys) < head[1] - 2.0, "goes before it"
    assert max(xs) > head[0] + 6.0, "and round its side"
    back = arrow_line(replace(turning, poses={"start": turning.poses["end"], "end": turning.poses["start"]}))
    assert min(x for x, _ in back) < head[0] - 6.0, "round the other side on the way back"


def test_each_part_that_goes_may_have_an_arrow() -> None:
    end = STANDING._replace(shL=(150.0, 0.0, 0.0), hipR=(60.0, 0.0, 0.0))
    both = Drawing(
        {"start": KeyPose(STANDING), "end": KeyPose(end)}, arrows=(Arrow("ankR", 4.0), Arrow("wrL", 4.0))
    )
    skeleton = solve(both, END)
    for line, joint in zip(arrow_lines(both), ("ankR", "wrL"), strict=True):
        assert dist(line[-1], skeleton.joints[joint][:2]) < 7.0
    colored = [
        one for one in signs(both) if isinstance(one, Fill) and one.brush.color() == QColor(LIGHT.sign)
    ]
    assert len(colored) == 2


def test_a_push_that_moves_nothing_has_an_arrow_and_meets_that_of_a_hand() -> None:
    """Else the way of the arm to where it presses would pass for the exercise."""
    still = Drawing(
        {"start": KeyPose(STANDING), "end": KeyPose(STANDING, reach=(None, "foreheadR"))},
        push=Push("headsideR", "foreheadR", 2.0),
    )
    forehead = body_point(solve(still, END), "foreheadR")[:2]
    head, hand = arrow_lines(still)
    assert dist(head[-1], forehead) == pytest.approx(2.0)
    assert dist(hand[-1], forehead) == pytest.approx(2.0)
    assert head[0][0] < head[-1][0] < forehead[0] < hand[-1][0] < hand[0][0]
    wall = replace(
        still,
        poses={"start": KeyPose(STANDING), "end": KeyPose(STANDING)},
        push=Push("elbR", "wrR"),
        props=(Prop("wall", (30.0,)),),
    )
    assert len(arrow_lines(wall)) == 1, "a wall does not push"


def test_a_hand_that_closes_has_an_arrow_down_its_fingers() -> None:
    def hands(shape: str) -> KeyPose:
        return KeyPose(STANDING, hands=(None, shape))

    closing = Drawing({"start": hands("flat"), "end": hands("fist")}, view=0.0)
    assert signs(closing)
    arrows = [one for one in signs(closing) if isinstance(one, Fill)]
    assert arrows
    wrist = solve(closing, END).joints["wrR"]
    for one in arrows:
        drawn = one.path.controlPointRect()
        assert drawn.top() < wrist[1] - 11.0, "from the tips that hang lowest"
        assert wrist[1] - 7.0 < drawn.bottom() < wrist[1] - 4.0, "up to the fist"
        assert abs(drawn.center().x() - wrist[0]) < 4.0, "not beside the hand"
    assert not signs(Drawing({"start": hands("fist"), "end": hands("fist")}, view=0.0))


def test_what_rises_toward_whoever_looks_from_above_goes_in_a_bow() -> None:
    opening = SIGNED["side-lying-open-book"]
    line = arrow_line(opening)
    (ax, ay), (bx, by) = line[0], line[-1]
    assert abs(bx - ax) > 40.0, "from one side to the other"
    assert line[len(line) // 2][1] > (ay + by) / 2 + 8.0


def test_the_waves_of_a_breath_lie_behind_the_arms() -> None:
    names = [name for name, _ in layers(Picture(SIGNED["box-breathing"], END, Style(arrow=True)))]
    assert names.index("breath") < min(names.index(part) for part in ("armL", "armR", "torso"))


def test_an_arrow_round_a_circle_has_no_corners() -> None:
    circles = library().exercises["standing-hip-circles"]
    drawn = dict(layers(picture_of(circles, END, Style(arrow=True))))["arrow"]
    arrow = drawn[-1]
    assert isinstance(arrow, Fill)
    (shaft, _) = arrow.path.toSubpathPolygons()
    points = [(point.x(), point.y()) for point in shaft.toList()]
    side = points[: len(points) // 2 - 1]
    ways = [atan2(by - ay, bx - ax) for (ax, ay), (bx, by) in pairwise(side)]
    assert max(abs(remainder(b - a, 2 * pi)) for a, b in pairwise(ways)) < 0.1


@pytest.mark.parametrize("name", NAMES)
def test_an_arrow_leaves_hands_feet_and_the_face_to_be_seen(name: str) -> None:
    """One across a hand would strike it out, and one that begins on a foot would say that this foot goes;
    a push means what it touches."""
    drawing = SIGNED[name]
    if name == _CIRCLED or drawing.push:
        return
    for line in arrow_lines(drawing):
        for ends, near in _TO_BE_SEEN.items():
            a, b = (np.array(place_of(drawing, END, end)) for end in ends)
            points = np.array(line) - a
            share = np.clip(points @ (b - a) / max((b - a) @ (b - a), 1e-9), 0.0, 1.0)
            assert np.hypot(*(points - share[:, None] * (b - a)).T).min() > near, ends
