"""A drawing and a stance become a body that keeps its lengths and stays where it is held."""

from dataclasses import replace
from itertools import pairwise
from math import dist

import pytest

from guided.pose import SIDES, STANDING, Drawing, KeyPose, Pose, Prop, Stance, at_pose, blend
from guided.qt.figure import body, solve
from guided.qt.figure.frames import Frame, Vector, along, dot, minus, opposite, unit
from guided.qt.figure.projection import Camera, seen
from guided.qt.figure.props import supports
from guided.qt.figure.skeleton import body_point, core_of, sole
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
        if figure_of.elev == 0 and not figure_of.close_up:
            figure = seen(skeleton, Camera.at(0), resting)
            contours = (*figure.legs.values(), *figure.arms.values(), figure.torso, figure.neck)
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


def test_a_palm_turns_down_and_the_wrist_bends_both_ways() -> None:
    ahead = STANDING._replace(shR=(90.0, 0.0, 0.0), elbR=0.0)

    def hand(pose: Pose) -> Frame:
        return solve(standing(pose, pose, view=90.0), START).frames["handR"]

    def fingers(pose: Pose) -> tuple[float, ...]:
        return tuple(round(-part, 3) + 0.0 for part in hand(pose).up)

    down = ahead._replace(proR=90.0)
    assert hand(ahead).forward[1] == pytest.approx(1.0), "the thumb is up"
    assert hand(down).left[1] == pytest.approx(-1.0), "the palm is down, left of the thumb on a right hand"
    assert fingers(down) == (1.0, 0.0, 0.0)
    assert fingers(down._replace(wrR=(90.0, 0.0, 0.0))) == (0.0, -1.0, 0.0)
    assert fingers(down._replace(wrR=(-90.0, 0.0, 0.0))) == (0.0, 1.0, 0.0)
    assert fingers(ahead._replace(wrR=(0.0, 90.0, 0.0))) == (0.0, 1.0, 0.0)


def test_hands_are_each_other_s_mirror_image() -> None:
    pose = STANDING._replace(
        shL=(80.0, 20.0, 0.0),
        shR=(80.0, 20.0, 0.0),
        proL=50.0,
        proR=50.0,
        wrL=(40.0, 15.0, 0.0),
        wrR=(40.0, 15.0, 0.0),
    )
    frames = solve(standing(pose, pose, view=0.0), START).frames
    (lx, ly, lz), (rx, ry, rz) = frames["handL"].up, frames["handR"].up
    assert (lx, ly, lz) == pytest.approx((-rx, ry, rz))


def test_a_foot_on_tucked_toes_stands_on_them() -> None:
    kneeling = STANDING._replace(hipL=(88.0, 3.0, 0.0), kneeL=85.0, kneeR=98.0, ankR=10.0, toeR=75.0)
    figure_of = standing(kneeling, kneeling, ground=(("kneeR", 0.0),), hold=("footL", "footR"))
    heel, ball, toes = sole(solve(figure_of, START), "R")
    assert min(ball[1], toes[1]) == pytest.approx(0.0, abs=0.5)
    assert heel[1] > 8


def test_toes_that_stay_let_the_heel_rise() -> None:
    raised = STANDING._replace(hipR=(-18.0, 0.0, 0.0), kneeR=20.0, ankR=5.0)
    figure_of = standing(STANDING, raised, hold=("footL", "toesR"), anchor="ankL")
    feet = [(sole(solve(figure_of, stance), "R"), solve(figure_of, stance)) for stance in steps(24)]
    heels = [heel[1] for (heel, _, _), _ in feet]
    assert heels[0] == pytest.approx(0.0, abs=0.05)
    assert heels[-1] > 1.5
    for (_, ball, toes), _ in feet:
        assert ball[1] == pytest.approx(0.0, abs=0.2)
        assert toes[1] == pytest.approx(0.4, abs=0.2)
        assert ball[0] == pytest.approx(feet[0][0][1][0], abs=0.9)  # it rolls a little


def test_on_the_edge_of_a_step_heels_sink_below_it_while_the_toes_lie_on_it() -> None:
    sunk = STANDING._replace(ankL=30.0, ankR=30.0)
    figure_of = standing(
        sunk,
        STANDING._replace(ankL=-30.0, ankR=-30.0),
        ground=(("toes", 12.0),),
        hold=("toesL", "toesR"),
        props=(Prop("step", (2.0, 30.0, 12.0)),),
    )
    for stance in steps(12):
        _, ball, toes = sole(solve(figure_of, stance), "R")
        assert ball[1] == pytest.approx(12.0, abs=0.3)
        assert toes[1] == pytest.approx(12.4, abs=0.3)
    heels = [sole(solve(figure_of, stance), "R")[0][1] for stance in (START, END)]
    assert heels[0] < 8.0
    assert heels[1] > 15.0


def test_what_is_held_stands_on_steps_and_blocks() -> None:
    stepping = STANDING._replace(hipR=(40.0, 0.0, 0.0), kneeR=50.0)
    step = Prop("step", (4.0, 30.0, 9.0))
    on_step = standing(stepping, stepping, ground=(("footL", 0.0),), hold=("footL", "footR"), props=(step,))
    assert sole(solve(on_step, START), "R")[0][1] == pytest.approx(9.0, abs=0.01)
    fold = STANDING._replace(pitch=95.0, hipL=(95.0, 0.0, 0.0), hipR=(95.0, 0.0, 0.0), shR=(85.0, 0.0, 0.0))
    x = solve(standing(fold, fold), START).joints["wrR"][0]
    block = Prop("block", (x, 22.0))
    on_block = standing(fold, fold, hold=("handR",), props=(block,))
    assert solve(on_block, START).joints["wrR"][1] == pytest.approx(23.5, abs=0.01)


def test_a_belly_hand_rises_with_the_breath() -> None:
    lying = STANDING._replace(pitch=-92.0)
    poses = {
        "start": KeyPose(lying, (None, "bellyR")),
        "end": KeyPose(lying._replace(swell=2.0), (None, "bellyR")),
    }
    figure_of = Drawing(poses, ground=(("back", 0.0),), anchor="root")

    def height(stance: Stance, breath: float) -> float:
        return solve(figure_of, stance, breath).joints["wrR"][1]

    assert height(END, 0.0) - height(START, 0.0) == pytest.approx(1.8, abs=0.4)
    assert 0.5 < height(START, 1.0) - height(START, -1.0) < 1.2


def test_a_body_turns_on_the_spot() -> None:
    turned = solve(standing(STANDING, STANDING._replace(turn=90.0), view=0.0, anchor="root"), END)
    assert turned.frames["pelvis"].forward == pytest.approx((1.0, 0.0, 0.0))


def test_forearms_on_a_door_frame_stay_there_while_the_body_goes_through() -> None:
    leaning = STANDING._replace(
        shL=(0.0, 88.0, 90.0), shR=(0.0, 88.0, 90.0), elbL=90.0, elbR=90.0, hipR=(24.0, 3.0, 0.0), kneeR=20.0
    )
    through = leaning._replace(pitch=7.0, hipR=(40.0, 3.0, 0.0), kneeR=36.0)
    drawing = Drawing(
        {"start": KeyPose(leaning), "end": KeyPose(through)},
        view=90.0,
        hold=("footL", "footR", "handL", "handR"),
        anchor="ankL",
        props=(Prop("doorway", (-23.0, 23.0)),),
    )
    start, end = (solve(drawing, at_pose(pose)) for pose in ("start", "end"))
    assert end.joints["c7"][0] > start.joints["c7"][0] + 3.0
    for side in SIDES:
        for joint in ("elb", "wr"):
            assert dist(start.joints[joint + side], end.joints[joint + side]) < 1e-6
        arm = dist(end.joints["sh" + side], end.joints["elb" + side])
        assert arm == pytest.approx(body.UPPER_ARM)


@pytest.mark.parametrize("view", [90.0, 66.0, 0.0, -74.0])
def test_on_all_fours_the_fingers_point_ahead_whichever_way_one_faces(view: float) -> None:
    quad = STANDING._replace(
        pitch=82.0,
        hipL=(82.0, 0, 0),
        hipR=(82.0, 0, 0),
        kneeL=87.0,
        kneeR=87.0,
        shL=(80.0, 0, 0),
        shR=(80.0, 0, 0),
    )
    key = KeyPose(quad)
    drawn = Drawing({"start": key, "end": key}, view=view, ground=(("knees", 0.0),), hold=("handL", "handR"))
    start = solve(drawn, START)
    head = minus(start.joints["c7"], start.joints["root"])
    ahead = unit((head[0], 0.0, head[2]))
    for side in SIDES:
        assert dot(opposite(start.frames["hand" + side].up), ahead) > 0.99


def test_beside_whoever_sits_fingers_point_outward() -> None:
    key = KeyPose(
        STANDING._replace(shL=(-30.0, 20.0, 0), shR=(-30.0, 20.0, 0), hipL=(90.0, 0, 0), hipR=(90.0, 0, 0))
    )
    drawn = Drawing({"start": key, "end": key}, view=0.0, ground=(("seat", 0.0),), hold=("handL", "handR"))
    start = solve(drawn, START)
    assert opposite(start.frames["handL"].up)[0] > 0.9
    assert opposite(start.frames["handR"].up)[0] < -0.9


@pytest.mark.parametrize("place", ["foreheadR", "headbackR", "chestL", "bellyR", "hipfrontR"])
def test_a_hand_lies_flat_on_head_and_trunk(place: str) -> None:
    pose = STANDING._replace(shR=(70.0, 10.0, 0), elbR=100.0)
    drawn = Drawing({"start": KeyPose(pose), "end": KeyPose(pose, reach=(None, place))})
    end = solve(drawn, END)
    hand = end.frames["handR"]
    palm_at = along(end.joints["wrR"], hand.up, -4.3)
    assert dist(palm_at, body_point(end, place)) < 0.8
    out = (
        unit(minus(body_point(end, place), core_of(end, place))) if place == "headbackR" else (1.0, 0.0, 0.0)
    )
    assert dot(hand.left, out) < -0.85  # of a right hand the palm's side


@pytest.mark.parametrize(("place", "out"), [("hipfoldR", (0.47, 0.0, 0.88)), ("lowbackR", (-1.0, 0.0, 0.0))])
def test_a_hand_lies_flat_on_side_and_back_of_the_trunk(place: str, out: Vector) -> None:
    pose = STANDING._replace(shR=(-20.0, 30.0, 0), elbR=90.0)
    drawn = Drawing({"start": KeyPose(pose), "end": KeyPose(pose, reach=(None, place))})
    end = solve(drawn, END)
    hand = end.frames["handR"]
    assert dist(along(end.joints["wrR"], hand.up, -4.3), body_point(end, place)) < 0.8
    assert dot(hand.left, out) < -0.95
