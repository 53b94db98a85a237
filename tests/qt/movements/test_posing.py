"""A body drawn by its handles: bones, joints and planted places stay what they are, and nothing jumps."""

from dataclasses import replace
from functools import cache
from itertools import pairwise, product
from math import cos, dist, hypot, pi, sin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guided.files import load
from guided.library import Library
from guided.movements import moved_props, rounded
from guided.paths import assets
from guided.pose import SIDES, STANDING, Drawing, Pose, at_pose
from guided.qt.figure import body, solve
from guided.qt.figure.skeleton import Skeleton
from guided.qt.movements.posing import (
    HANDLES,
    Grip,
    Held,
    as_drawn,
    grip,
    let_go,
    limits,
    planted,
    pull,
    to_draw,
    turned_to,
)
from tests.test_pose import beyond

RADIUS = 6.0
FURTHEST = 4.6  # units that anything of the body moves while a handle does by less than one
VARIED = (
    "half-kneeling-hip-flexor",
    "bird-dog",
    "bridge",
    "knee-to-wall-rocks",
    "side-bridge",
    "seated-trunk-turn",
    "hips-back-to-heels",
    "leg-swing-front",
)
"""On one knee, all fours, the back, standing at a wall, on the side, seated, folded, on one leg."""

PLACES = [(name, pose) for name in VARIED for pose in ("start", "end")]
CIRCLES = [(*place, handle) for place in PLACES for handle in HANDLES]
CIRCLES += [
    ("step-up", "start", "footR"),
    ("heel-drop", "start", "pelvis"),
    ("heel-drop", "end", "footR"),
    ("heel-drop", "end", "kneeR"),
    ("hand-open-and-close", "end", "footR"),
    ("prayer-press-down", "end", "footR"),
    ("shoulder-circles", "end", "footR"),
    ("split-stance-hip-flexor", "deep", "kneeR"),
    ("pelvic-tilt", "alt", "kneeR"),
    ("prone-on-elbows", "start", "pelvis"),
    ("navel-draw-in", "end", "kneeL"),
    ("head-supported-half-curl", "end", "kneeR"),
    ("step-up", "start", "pelvis"),
    ("seated-turns-90-90", "start", "pelvis"),
    ("pelvic-tilt", "start", "kneeL"),
    ("pelvic-tilt", "start", "kneeR"),
]
"""Each handle of those, and some that are hard: at an edge, on toes, at the joint that stays, on the back,
where a planted hand or foot does not reach down to what it stands on."""

FINER = 64  # steps round a circle, where what snaps is not hidden by what is to move
SLACK = 0.5  # units further than in proportion, as a limb starts to bend
FINE_CIRCLES = [
    *CIRCLES[-16:],
    ("chin-tuck", "end", "footR"),
    ("single-leg-bridge", "end", "kneeL"),
    ("heel-to-toe-stand", "end", "pelvis"),
    ("active-straight-leg-raise", "end", "footR"),
    ("pelvic-tilt", "end", "pelvis"),
    ("hips-back-to-heels", "end", "handR"),
]
"""Those that are hard, and more: a foot along the floor, a thigh that would tip aside, legs that unbend, a
hand along the floor with its elbow near it."""


@cache
def library() -> Library:
    return load(assets())


def drawing_of(name: str) -> Drawing:
    return library().exercises[name].drawing


def shown(drawing: Drawing, pose: str, taken: Grip, held: Held) -> Drawing:
    """The drawing with what is held, with what stands round the body where it was."""
    key = drawing.poses[pose]._replace(pose=to_draw(taken, held))
    made = replace(drawing, poses={**drawing.poses, pose: key})
    return replace(made, props=moved_props(drawing.props, -held.root[0])) if pose == "start" else made


def world(skeleton: Skeleton, pose: str, held: Held) -> dict[str, tuple[float, ...]]:
    """The joints where they are in the world: at the start a drawing is placed by its root."""
    x, _, z = held.root if pose == "start" else skeleton.joints["root"]
    dx, dz = x - skeleton.joints["root"][0], z - skeleton.joints["root"][2]
    return {name: (a + dx, b, c + dz) for name, (a, b, c) in skeleton.joints.items()}


def circle(taken: Grip, held: Held, steps: int) -> list[Held]:
    """What is held while its handle is drawn round a circle."""
    x, y = taken.camera.see(held_joint(taken, held))
    way = [held]
    for step in range(1, steps + 1):
        turn = 2 * pi * step / steps
        way.append(pull(taken, way[-1], (x + RADIUS * (cos(turn) - 1), y + RADIUS * sin(turn))))
    return way


def held_joint(taken: Grip, held: Held) -> tuple[float, float, float]:
    from guided.qt.figure.skeleton import posed, shift

    skeleton = posed(held.pose, taken.view)
    shift(skeleton, *held.root)
    return skeleton.joints[taken.joint]


@pytest.mark.parametrize(("name", "pose", "handle"), CIRCLES)
def test_a_handle_drawn_round_a_circle_breaks_nothing(name: str, pose: str, handle: str) -> None:
    drawing = let_go(drawing_of(name), pose, handle)
    taken = grip(drawing, pose, handle)
    if taken is None:
        assert pose != "start"
        assert handle in planted(drawing)
        return
    way = circle(*taken, steps=16)
    bodies = [solve(shown(drawing, pose, taken[0], held), at_pose(pose)) for held in way]
    allowed = beyond(drawing.poses[pose].pose)
    for held, skeleton in zip(way, bodies, strict=True):
        for one in (held.pose, to_draw(taken[0], held)):
            assert [told for told in beyond(one) if told not in allowed] == []
            assert [told for told in beyond(rounded(one)) if told not in allowed] == []
        assert_bones_are_whole(skeleton)
    assert furthest(drawing, pose, taken[0], way) < FURTHEST


def assert_bones_are_whole(skeleton: Skeleton) -> None:
    for upper, lower, length in (
        ("hip", "knee", body.THIGH),
        ("knee", "ank", body.SHANK),
        ("sh", "elb", body.UPPER_ARM),
        ("elb", "wr", body.FOREARM),
    ):
        for side in SIDES:
            long = dist(skeleton.joints[upper + side], skeleton.joints[lower + side])
            assert long == pytest.approx(length, abs=1e-6)


def furthest(drawing: Drawing, pose: str, taken: Grip, way: list[Held]) -> float:
    """How far anything of the body moves in one step, in units."""
    bodies = [world(solve(shown(drawing, pose, taken, held), at_pose(pose)), pose, held) for held in way]
    return max(dist(a[joint], b[joint]) for a, b in pairwise(bodies) for joint in a)


@pytest.mark.parametrize(("name", "pose", "handle"), FINE_CIRCLES)
def test_in_shorter_steps_everything_moves_less(name: str, pose: str, handle: str) -> None:
    drawing = let_go(drawing_of(name), pose, handle)
    taken = grip(drawing, pose, handle)
    if taken is None:
        assert handle in planted(drawing)
        return
    assert furthest(drawing, pose, taken[0], circle(*taken, steps=FINER)) < FURTHEST * 16 / FINER + SLACK


@pytest.mark.parametrize(("name", "pose", "handle"), CIRCLES[-16:])
def test_held_where_it_is_nothing_moves(name: str, pose: str, handle: str) -> None:
    drawing = let_go(drawing_of(name), pose, handle)
    taken = grip(drawing, pose, handle)
    if taken is None:
        assert handle in planted(drawing)
        return
    hold, start = taken
    held, here = start, hold.camera.see(held_joint(hold, start))
    for _ in range(10):
        held = pull(hold, held, here)
    assert rounded(held.pose) == rounded(start.pose)
    assert dist(held.root, start.root) < 1e-6


TOUCHED = 0.1  # units that anything may move as a handle is taken hold of
LET_GO = 0.15  # with a hand that lets go, whose shoulder's place is then told in tenths of a unit
EVERY = sorted(path.stem for path in (assets() / "exercises").glob("*.toml"))


@pytest.mark.parametrize("name", EVERY)
def test_a_handle_that_is_touched_moves_nothing(name: str) -> None:
    opened = drawing_of(name)
    for pose in opened.poses:
        before = solve(opened, at_pose(pose)).joints
        for handle in HANDLES:
            drawing = let_go(opened, pose, handle)
            taken = grip(drawing, pose, handle)
            if taken is None:
                continue
            key = drawing.poses[pose]._replace(pose=rounded(to_draw(*taken)))
            after = solve(replace(drawing, poses={**drawing.poses, pose: key}), at_pose(pose)).joints
            assert beyond(key.pose) == []
            most = TOUCHED if drawing is opened else LET_GO
            assert max(dist(place, after[joint]) for joint, place in before.items()) < most, (pose, handle)


@pytest.mark.parametrize("name", EVERY)
def test_whatever_is_drawn_of_whatever_there_is_nothing_breaks_or_jumps(name: str) -> None:
    opened = drawing_of(name)
    for pose, (i, handle) in product(opened.poses, enumerate(HANDLES)):
        drawing = let_go(opened, pose, handle)
        taken = grip(drawing, pose, handle)
        if taken is None:
            continue
        (hold, held), turn = taken, 2 * pi * i / len(HANDLES)
        x, y = hold.taken
        before = world(solve(drawing, at_pose(pose)), pose, held)
        for far in (0.05, 2.0, 5.0, 9.0):
            held = pull(hold, held, (x + far * cos(turn), y + far * sin(turn)))
            skeleton = solve(shown(drawing, pose, hold, held), at_pose(pose))
            assert beyond(held.pose) == beyond(to_draw(hold, held)) == []
            assert_bones_are_whole(skeleton)
            after = world(skeleton, pose, held)
            moved = max(dist(place, after[joint]) for joint, place in before.items())
            assert moved < (FURTHEST if far > 1.0 else 5 * far), (pose, handle, far)
            before = after


def test_what_cannot_be_reached_leads_nowhere_else_while_the_hand_rests() -> None:
    taken = grip(drawing_of("shoulder-circles"), "end", "footR")
    assert taken is not None
    hold, held = taken
    x, y = hold.camera.see(held_joint(hold, held))
    for _ in range(60):
        held = pull(hold, held, (x - 8.0, y + 8.0))
    rests = held
    for _ in range(100):
        held = pull(hold, held, (x - 8.0, y + 8.0))
    assert dist(held.root, rests.root) < 0.1
    assert dist(held.root, hold.home.root) < 1.5


def test_a_foot_above_the_floor_comes_down_with_the_body_and_stays_there() -> None:
    drawing = drawing_of("step-up")
    taken = grip(drawing, "start", "pelvis")
    assert taken is not None
    hold, held = taken
    x, y = hold.camera.see(held_joint(hold, held))

    def drawn() -> dict[str, tuple[float, ...]]:
        return world(solve(shown(drawing, "start", hold, held), at_pose("start")), "start", held)

    heights = [drawn()["ankL"][1]]
    for _ in range(30):
        held = pull(hold, held, (x, y - 6.0))
        own = held_joint(replace(hold, joint="ankL"), held)
        assert dist(own, drawn()["ankL"]) < 0.5
        heights.append(own[1])
    assert heights[0] > heights[-1] + 0.4
    assert heights[-1] == pytest.approx(heights[-5], abs=0.02)


@pytest.mark.parametrize(("name", "pose"), PLACES)
@pytest.mark.parametrize("handle", ["pelvis", "head"])
def test_planted_feet_and_knees_stay_while_the_body_moves(name: str, pose: str, handle: str) -> None:
    drawing = drawing_of(name)
    taken = grip(drawing, pose, handle)
    assert taken is not None
    way = circle(*taken, steps=24)
    stay = [pin for pin in taken[0].pins if pin[0][:-1] in ("ank", "knee")]
    for held in way:
        now = world(solve(shown(drawing, pose, taken[0], held), at_pose(pose)), pose, held)
        for joint, there, counts in stay:
            assert (
                dist(*([a * b for a, b in zip(one, counts, strict=True)] for one in (now[joint], there)))
                < 0.7
            )


def test_a_handle_comes_to_where_it_is_drawn_and_rests_there() -> None:
    ways = (("bird-dog", "handL", -1.0), ("bird-dog", "footR", 1.0), ("bridge", "pelvis", 0.0))
    for name, handle, right in ways:
        taken = grip(drawing_of(name), "end", handle)
        assert taken is not None
        hold, held = taken
        x, y = hold.camera.see(held_joint(hold, held))
        target = (x + right, y - 0.5)
        for _ in range(30):
            held = pull(hold, held, target)
        at = hold.camera.see(held_joint(hold, held))
        assert hypot(at[0] - target[0], at[1] - target[1]) < 0.6, handle
        again = pull(hold, held, target)
        assert max(abs(a - b) for a, b in zip(again.root, held.root, strict=True)) < 0.01


def test_nothing_moves_far_however_far_a_handle_is_drawn() -> None:
    drawing = drawing_of("half-kneeling-hip-flexor")
    taken = grip(drawing, "end", "head")
    assert taken is not None
    hold, held = taken
    after = pull(hold, held, (500.0, -500.0))
    assert dist(held_joint(hold, held), held_joint(hold, after)) < FURTHEST


def test_one_that_is_planted_stays_but_can_be_put_elsewhere_in_the_start() -> None:
    drawing = drawing_of("bridge")
    assert grip(drawing, "end", "footR") is None
    taken = grip(drawing, "start", "footR")
    assert taken is not None
    hold, held = taken
    x, y = hold.camera.see(held_joint(hold, held))
    for _ in range(30):
        held = pull(hold, held, (x + 3.0, y + 20.0))
    at = hold.camera.see(held_joint(hold, held))
    assert at[0] == pytest.approx(x + 3.0, abs=0.3)
    assert at[1] == pytest.approx(y, abs=0.1), "along the floor"


def test_a_foot_on_a_step_stops_at_its_edge() -> None:
    drawing = drawing_of("step-up")
    taken = grip(drawing, "start", "footR")
    assert taken is not None
    hold, held = taken
    x, y = hold.camera.see(held_joint(hold, held))
    edge = next(prop.at[0] for prop in drawing.props if prop.kind == "step")
    for _ in range(30):
        held = pull(hold, held, (edge - 15.0, y))
    at = world(solve(shown(drawing, "start", hold, held), at_pose("start")), "start", held)["ankR"]
    assert edge < at[0] < edge + 0.5 < x
    assert at[1] == pytest.approx(y, abs=0.2), "still on it"


def test_a_foot_at_the_joint_that_stays_is_lifted_and_all_else_stays_in_place() -> None:
    drawing = replace(drawing_of("shoulder-circles"), view=90.0)  # from the side
    assert drawing.anchor == "ankR"
    taken = grip(drawing, "end", "footR")
    assert taken is not None
    hold, held = taken
    x, y = hold.camera.see(held_joint(hold, held))
    before = solve(drawing, at_pose("end")).joints
    for _ in range(30):
        held = pull(hold, held, (x - 8.0, y + 8.0))
    after = solve(shown(drawing, "end", hold, held), at_pose("end")).joints
    assert after["ankR"][1] > before["ankR"][1] + 6.0
    assert max(dist(before[joint], after[joint]) for joint in ("root", "ankL", "head")) < 1.5


def test_a_hand_that_slides_stays_on_the_floor_while_the_body_moves() -> None:
    drawing = drawing_of("hips-back-to-heels")
    taken = grip(drawing, "end", "head")
    assert taken is not None
    for held in circle(*taken, steps=16):
        drawn = solve(shown(drawing, "end", taken[0], held), at_pose("end")).joints["wrR"]
        assert dist(drawn, held_joint(replace(taken[0], joint="wrR"), held)) < 0.5


def test_a_hand_that_slides_is_drawn_along_the_floor_in_every_pose() -> None:
    drawing = drawing_of("hips-back-to-heels")
    taken = grip(drawing, "end", "handR")
    assert taken is not None
    hold, held = taken
    x, y = hold.camera.see(held_joint(hold, held))
    for _ in range(30):
        held = pull(hold, held, (x - 5.0, y + 20.0))
        drawn = solve(shown(drawing, "end", hold, held), at_pose("end")).joints["wrR"]
        assert dist(drawn, held_joint(hold, held)) < 0.1, "the handle is where the hand is"
    at = hold.camera.see(held_joint(hold, held))
    assert at == pytest.approx((x - 5.0, y), abs=0.3)


def test_what_was_not_asked_to_move_keeps_its_angles() -> None:
    drawing = drawing_of("bird-dog")
    taken = grip(drawing, "end", "handL")
    assert taken is not None
    way = circle(*taken, steps=12)
    before, after = way[0].pose, way[-1].pose
    moved = {name for name in Pose._fields if getattr(before, name) != getattr(after, name)}
    assert moved <= {"shL", "elbL"}


@pytest.mark.parametrize("name", VARIED)
def test_a_pose_as_it_is_drawn_is_drawn_alike(name: str) -> None:
    drawing = drawing_of(name)
    for pose in ("start", "end"):
        key = drawing.poses[pose]._replace(pose=as_drawn(drawing, pose))
        again = replace(drawing, poses={**drawing.poses, pose: key}, fit_arms="none")
        before, after = solve(drawing, at_pose(pose)), solve(again, at_pose(pose))
        off = {joint: dist(before.joints[joint], after.joints[joint]) for joint in before.joints}
        assert max(off.values()) < 2.5, max(off, key=off.__getitem__)


def test_the_limits_are_those_of_the_joints() -> None:
    assert limits(("kneeL", 0)) == (0.0, 150.0)
    assert limits(("hipR", 1)) == (-35.0, 62.0)
    assert limits(("pitch", 0)) == (-180.0, 180.0)
    assert turned_to(STANDING, ("hipL", 1), 12.0).hipL == (0.0, 12.0, 0.0)


ways = st.lists(
    st.tuples(st.sampled_from(list(HANDLES)), st.floats(-25, 25), st.floats(-25, 25)), min_size=1, max_size=4
)


@given(st.sampled_from(VARIED), st.sampled_from(["start", "end"]), ways)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_drawn_wherever_joints_stay_within_their_limits(
    name: str, pose: str, drawn: list[tuple[str, float, float]]
) -> None:
    drawing = drawing_of(name)
    allowed = beyond(drawing.poses[pose].pose)
    for handle, right, up in drawn:
        drawing = let_go(drawing, pose, handle)
        taken = grip(drawing, pose, handle)
        if taken is None:
            continue
        hold, held = taken
        x, y = hold.camera.see(held_joint(hold, held))
        for _ in range(8):
            held = pull(hold, held, (x + right, y + up))
        key = drawing.poses[pose]._replace(pose=rounded(to_draw(hold, held)))
        drawing = replace(drawing, poses={**drawing.poses, pose: key})
        assert [told for told in beyond(key.pose) if told not in allowed] == []
