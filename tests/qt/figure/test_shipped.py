"""Every shipped exercise moves like a body: bones keep their length, what is held stays, nothing jumps."""

from functools import cache
from itertools import pairwise
from math import dist

import pytest

from guided.library import Library, load
from guided.paths import assets
from guided.pose import SIDES
from guided.qt.figure import body, solve
from guided.qt.figure.skeleton import ball
from tests.qt.figure.continuity import jumps_of, steps_between, ways

BONES = (
    ("hip", "knee", body.THIGH),
    ("knee", "ank", body.SHANK),
    ("sh", "elb", body.UPPER_ARM),
    ("elb", "wr", body.FOREARM),
)
DRIFT = 0.2  # percent of body height
_SNAP = 0.6


@cache
def shipped() -> Library:
    return load(assets())


NAMES = sorted(shipped().exercises)


@pytest.mark.parametrize("name", NAMES)
def test_bones_keep_their_length_and_contacts_their_place(name: str) -> None:
    exercise = shipped().exercises[name]
    drawing = exercise.drawing
    start = solve(drawing, steps_between("start", "end", 1)[0])
    for a, b in ways(exercise, shipped()):
        for stance in steps_between(a, b, 12):
            skeleton = solve(drawing, stance)
            for upper, lower, length in BONES:
                for side in SIDES:
                    seen = dist(skeleton.joints[upper + side], skeleton.joints[lower + side])
                    assert seen == pytest.approx(length, abs=1e-6), (a, b, upper + side)
            spine = sum(dist(one, other) for one, other in pairwise(skeleton.spine))
            assert spine == pytest.approx(body.TORSO, abs=1e-6)
            for limb in drawing.hold:
                part, side = limb[:-1], limb[-1]
                if part == "toes":
                    drift = dist(ball(skeleton, side), ball(start, side))
                else:
                    joint = ("wr" if part == "hand" else "ank") + side
                    drift = dist(skeleton.joints[joint], start.joints[joint])
                assert drift < DRIFT, (a, b, limb, stance)


@pytest.mark.parametrize("name", NAMES)
def test_no_joint_jumps(name: str) -> None:
    """Joints move no more in one step than three times as much as around it.

    An arm that just becomes shorter than it could be bends at once: that much is allowed.
    """
    exercise = shipped().exercises[name]
    for a, b in ways(exercise, shipped()):
        skeletons = [solve(exercise.drawing, stance) for stance in steps_between(a, b, 40)]
        for joint in skeletons[0].joints:
            moves = [dist(one.joints[joint], other.joints[joint]) for one, other in pairwise(skeletons)]
            for i, move in enumerate(moves):
                around = sorted(moves[max(0, i - 4) : i + 5])
                assert move < 3 * around[len(around) // 2] + _SNAP, (a, b, joint, i)


@pytest.mark.parametrize("name", NAMES[::9])
def test_no_picture_jumps(name: str) -> None:
    """A sample: the benchmarks look at every exercise in 240 steps."""
    assert jumps_of(shipped().exercises[name], shipped(), 48, 80) == []
