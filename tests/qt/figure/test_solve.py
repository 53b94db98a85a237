"""A drawing and a stance become a body that keeps its lengths and stays where it is held."""

from dataclasses import replace
from itertools import pairwise
from math import dist

import pytest

from guided.pose import SIDES, STANDING, Drawing, KeyPose, Pose, Prop, Stance, at_pose, blend
from guided.qt.figure import body, solve
from guided.qt.figure.projection import Camera, seen
from guided.qt.figure.props import supports
from guided.qt.figure.skeleton import sole
from tests.qt.figure.samples import END, NAMES, START, drawing, on_the_way, steps

BONES = (
    ("hip", "knee", body.THIGH),
    ("knee", "ank", body.SHANK),
    ("sh", "elb", body.UPPER_ARM),
    ("elb", "wr", body.FOREARM),
)

SUNK = 0.6  # how far a soft heel may sink into the mat


@pytest.mark.parametrize("name", NAMES)
def test_bones_keep_their_length(name: str) -> None:
    for stance in steps(24):
        skeleton = solve(drawing(name), stance)
        for upper, lower, length in BONES:
            for side in SIDES:
                seen_length = dist(skeleton.joints[upper + side], skeleton.joints[lower + side])
                assert seen_length == pytest.approx(length, abs=1e-6)
        spine = sum(dist(a, b) for a, b in pairwise(skeleton.spine))
        assert spine == pytest.approx(body.TORSO, abs=1e-6)


@pytest.mark.parametrize("name", [name for name in NAMES if drawing(name).hold])
def test_held_feet_and_shins_do_not_drift(name: str) -> None:
    start = solve(drawing(name), START)
    for stance in steps(24):
        skeleton = solve(drawing(name), stance)
        for limb in drawing(name).hold:
            if limb[:-1] in ("foot", "shin"):
                assert dist(skeleton.joints["ank" + limb[-1]], start.joints["ank" + limb[-1]]) < 0.2
            if limb[:-1] == "shin":
                assert dist(skeleton.joints["knee" + limb[-1]], start.joints["knee" + limb[-1]]) < 0.2
            if limb[:-1] == "hand":
                assert dist(skeleton.joints["wr" + limb[-1]], start.joints["wr" + limb[-1]]) < 0.3


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_below_the_floor(name: str) -> None:
    figure_of = drawing(name)
    resting = supports(figure_of, solve(figure_of, START))
    for stance in steps(12):
        skeleton = solve(figure_of, stance)
        assert min(point[1] for side in SIDES for point in sole(skeleton, side)) > -SUNK
        assert min(place[1] for place in skeleton.joints.values()) > 0.5
        if figure_of.elev == 0 and not figure_of.bust:
            contours = seen(skeleton, Camera.at(0), resting).contours()
            assert min(y for contour in contours for _, y in contour.left + contour.right) > -SUNK


def test_the_same_stance_is_the_same_body() -> None:
    for name in ("cat-cow", "child-pose", "bird-dog"):
        before = solve(drawing(name), on_the_way(0.4))
        solve(drawing(name), END)
        assert solve(drawing(name), on_the_way(0.4)) == before


def test_the_order_of_the_shares_does_not_matter() -> None:
    a = solve(drawing("knee-to-chest"), Stance((("start", 0.3), ("end", 0.7))))
    b = solve(drawing("knee-to-chest"), Stance((("end", 0.7), ("start", 0.3))))
    for joint in a.joints:
        assert a.joints[joint] == pytest.approx(b.joints[joint], abs=1e-9)


def with_a_third_pose() -> Drawing:
    original = drawing("bird-dog")
    poses = dict(original.poses)
    end = poses["end"]
    poses["deep"] = KeyPose(end.pose._replace(hipR=(-20.0, 0.0, 0.0)), end.reach)
    return replace(original, poses=poses)


def test_a_stance_among_three_poses_is_between_them() -> None:
    figure_of = with_a_third_pose()
    heights = [
        solve(figure_of, stance).joints["ankR"][1]
        for stance in (END, blend(END, at_pose("deep"), 0.5), at_pose("deep"))
    ]
    assert heights == sorted(heights)
    assert heights[0] + 1 < heights[2]
    three = Stance((("start", 0.2), ("end", 0.3), ("deep", 0.5)))
    assert solve(figure_of, three).joints["ankR"][1] < heights[1]


def test_a_pose_the_drawing_has_not_is_an_error() -> None:
    with pytest.raises(KeyError):
        solve(drawing("cat-cow"), at_pose("nowhere"))


def test_a_hand_moves_from_the_body_to_where_the_arm_puts_it() -> None:
    """Wholly on its place in the pose that rests it, wholly off in the other, no jump between."""
    wrists = [solve(drawing("knee-to-chest"), stance).joints["wrR"] for stance in steps(120)]
    moves = [dist(a, b) for a, b in pairwise(wrists)]
    assert max(moves) < 8 * sum(moves) / len(moves)


def standing(start: Pose, end: Pose, **how: object) -> Drawing:
    return replace(Drawing({"start": KeyPose(start), "end": KeyPose(end)}, view=82.0), **how)  # type: ignore[arg-type]


def test_hands_hold_on_to_what_is_before_them() -> None:
    lean = STANDING._replace(pitch=50.0, hipL=(50.0, 0.0, 0.0), hipR=(50.0, 0.0, 0.0))
    reach = lean._replace(shL=(65.0, 3.0, 0.0), shR=(65.0, 3.0, 0.0))
    for prop, height in ((Prop("desk", (20.0,)), 43.5), (Prop("chair-ahead", (25.0,)), 53.6)):
        leaning = standing(reach, reach, hold=("footL", "footR", "handL", "handR"), props=(prop,))
        assert solve(leaning, START).joints["wrR"][1] == pytest.approx(height, abs=0.01)
    at_wall = standing(reach, reach, hold=("handL", "handR"), props=(Prop("wall", (45.0,)),))
    assert solve(at_wall, START).joints["wrR"][0] == pytest.approx(43.4, abs=0.01)


def test_arms_are_fitted_to_what_the_hands_lean_on() -> None:
    hinge = STANDING._replace(pitch=50.0, hipL=(50.0, 0.0, 0.0), hipR=(50.0, 0.0, 0.0))
    reach = hinge._replace(shL=(110.0, 3.0, 0.0), shR=(110.0, 3.0, 0.0))
    desk = Prop("desk", (25.0,))
    leaning = standing(reach, reach, hold=("footR", "handL", "handR"), props=(desk,), fit_arms="all")
    skeleton = solve(leaning, END)
    assert dist(skeleton.joints["shR"], skeleton.joints["wrR"]) == pytest.approx(31.08, abs=0.05)


def test_a_lifted_foot_leaves_and_a_sliding_one_stays_down() -> None:
    raised = STANDING._replace(hipL=(60.0, 0.0, 0.0), kneeL=70.0)
    stepping = standing(STANDING, raised, hold=("footR",), lift=("footL",))
    heights = [min(point[1] for point in sole(solve(stepping, stance), "L")) for stance in steps(10)]
    assert heights[0] == pytest.approx(0.0, abs=0.1)
    assert all(a <= b + 0.1 for a, b in pairwise(heights))
    assert heights[-1] > 10
    bent = STANDING._replace(pitch=-92.0, hipR=(43.7, 0.0, 0.0), kneeR=103.6, ankR=-30.0)
    straight = bent._replace(hipR=(0.0, 0.0, 0.0), kneeR=8.0, ankR=0.0)
    sliding = standing(bent, straight, ground=(("back", 0.0),), anchor="root", slide=("footR",))
    for stance in steps(10):
        assert min(point[1] for point in sole(solve(sliding, stance), "R")) == pytest.approx(0.0, abs=0.3)


def test_a_sliding_hand_goes_from_place_to_place() -> None:
    wrists = [solve(drawing("child-pose"), stance).joints["wrR"] for stance in steps(10)]
    assert all(a[0] <= b[0] + 1e-6 for a, b in pairwise(wrists))
    assert wrists[-1][0] - wrists[0][0] > 3
    assert all(wrist[1] == pytest.approx(1.5, abs=0.3) for wrist in wrists)
