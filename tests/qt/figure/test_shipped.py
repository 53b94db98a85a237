"""Every shipped exercise moves like a body: bones keep their length, what is held stays, nothing jumps."""

from functools import cache
from itertools import pairwise
from math import dist

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from guided.files import load
from guided.library import Library
from guided.paths import assets
from guided.picture import Picture, Style
from guided.pose import SIDES, at_pose, blend
from guided.qt.figure import Fit, body, paint, solve
from guided.qt.figure.ghost import ghost_of, parts_shown
from guided.qt.figure.operations import Box, Fill, Operation
from guided.qt.figure.polygons import area
from guided.qt.figure.projection import Camera, seen
from guided.qt.figure.props import supports
from guided.qt.figure.scene import box, layers, operations_of
from guided.qt.figure.skeleton import ball, sole
from guided.qt.figure.solve import start_of
from guided.routine import Exercise
from guided.sides import changed_over
from tests.qt.figure.continuity import jumps, jumps_of, steps_between, ways

BONES = (
    ("hip", "knee", body.THIGH),
    ("knee", "ank", body.SHANK),
    ("sh", "elb", body.UPPER_ARM),
    ("elb", "wr", body.FOREARM),
)
PARTS = ("torso", "neck", "head", *(limb + side for limb in ("leg", "arm") for side in SIDES))
DRIFT = 0.2  # percent of body height
_SNAP = 0.6
_PICTURE = 240  # px
_SEEN = 10  # of its pixels a marked muscle changes
UNSEEN = {("face-down-opposite-lift", "trapezius")}
"""Muscles that the rest of the body is before in every key pose."""


@cache
def shipped() -> Library:
    return load(assets())


NAMES = sorted(shipped().exercises)
IN_TURN = [
    name
    for name, one in sorted(shipped().exercises.items())
    if one.sides == "alternate" and changed_over(one.drawing)
]


@pytest.mark.parametrize("name", NAMES)
def test_a_movement_that_has_hardly_begun_is_hardly_seen(name: str) -> None:
    drawing = shipped().exercises[name].drawing
    start = solve(drawing, at_pose("start")).joints
    for pose in drawing.poses:
        for hair in range(1, 12):
            begun = solve(drawing, blend(at_pose("start"), at_pose(pose), hair * 1e-8)).joints
            assert max(dist(begun[joint], start[joint]) for joint in start) < 0.01


def test_a_limb_before_the_body_is_not_flattened_on_the_floor_behind_it() -> None:
    drawing = shipped().exercises["all-fours-side-rock"].drawing
    start, camera = solve(drawing, at_pose("start")), Camera.at(drawing.elev)
    resting, free = (seen(start, camera, below) for below in (supports(drawing, start), ()))
    for edge, unmoved in (
        (resting.legs["R"].left, free.legs["R"].left),
        (resting.arms["R"].left, free.arms["R"].left),
    ):
        assert max(map(dist, edge, unmoved)) < 1.0


def test_whoever_stands_stands_on_the_floor() -> None:
    """Also where the pose is a little too high for both feet to reach it."""
    for name in NAMES:
        drawing = shipped().exercises[name].drawing
        if all(contact == "feet" for contact, _ in drawing.ground):
            start = solve(drawing, at_pose("start"))
            for limb in drawing.hold:
                if limb[:-1] == "foot" and not any(prop.kind in ("step", "block") for prop in drawing.props):
                    low = min(y for _, y, _ in sole(start, limb[-1]))
                    assert low == pytest.approx(0.0, abs=0.05), (name, limb)


@pytest.mark.parametrize("build", body.BUILDS)
def test_the_start_shown_behind_a_body_is_all_of_what_moves(build: str) -> None:
    start = at_pose("start")
    for name in NAMES:
        drawing = shipped().exercises[name].drawing
        plain, ghost = (
            _filled(operations_of([layer for layer in drawn if layer[0] in shown]))
            for drawn, shown in (
                (layers(Picture(drawing, start, Style(build=build))), parts_shown(drawing)),
                (layers(Picture(drawing, start, Style(ghost=1.0, build=build))), ("start",)),
            )
        )
        assert (plain != ghost).mean() < 0.002, name


def test_a_shoulder_shown_behind_a_body_has_no_notch() -> None:
    """Seen from behind, from the neck to the sleeve nothing shows between what slopes and what is round."""
    drawing = shipped().exercises["shoulder-blade-squeeze"].drawing
    drawn = dict(layers(Picture(drawing, at_pose("start"), Style(ghost=1.0))))
    (ghost,) = drawn["start"]
    assert isinstance(ghost, Fill)
    neck = solve(drawing, at_pose("start")).joints["c7"]
    for x in np.arange(5.5, 9.0, 0.1):
        inside = [ghost.path.contains(QPointF(x, y)) for y in np.arange(neck[1] - 6.0, neck[1] + 2.0, 0.05)]
        assert inside == sorted(inside, reverse=True), "from below up, once out of it"


def test_the_start_is_shown_of_what_goes_furthest_and_not_of_what_hardly_moves() -> None:
    shown = {name: parts_shown(shipped().exercises[name].drawing) for name in NAMES}
    assert "legR" in shown["active-straight-leg-raise"]
    assert {"head", "torso", "neck", "armL", "armR"} <= shown["hip-hinge"]
    assert "head" not in shown["seated-turns-90-90"]  # it goes by an inch while a leg swings over


def test_the_start_shown_is_one_silhouette_without_crumbs() -> None:
    for name in NAMES:
        outline = ghost_of(shipped().exercises[name].drawing, "up", "slender", coarse=False, simple=False)
        pieces = [[(p.x(), p.y()) for p in piece.toList()] for piece in outline.toSubpathPolygons()]
        assert min(abs(area(piece)) / 2 for piece in pieces) > 4.0, name


def _filled(operations: list[Operation]) -> NDArray[np.bool_]:
    """Which pixels the opaque areas cover, 2 px a unit."""
    image = QImage(400, 400, QImage.Format.Format_Grayscale8)
    image.fill(0)
    with QPainter(image) as painter:
        painter.translate(200, 300)
        painter.scale(2, -2)
        for operation in operations:
            if isinstance(operation, Fill) and operation.brush.isOpaque():
                painter.fillPath(operation.path, QColor("white"))
    return np.frombuffer(image.constBits(), np.uint8).reshape(400, 400) > 128


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
                    apart = dist(skeleton.joints[upper + side], skeleton.joints[lower + side])
                    assert apart == pytest.approx(length, abs=1e-6), (a, b, upper + side)
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
def test_what_is_called_up_or_down_goes_there(name: str) -> None:
    """By the joint that moves farthest, in every method the exercise allows."""
    exercise = shipped().exercises[name]
    for method in (exercise.method, *exercise.methods):
        pose = "start"
        for phase in shipped().methods[method].phases:
            before, pose = pose, phase.to or pose
            called = exercise.called.get(phase.do, phase.do)
            if phase.to and called in {"lift", "up", "lower", "down"}:
                joints = [solve(exercise.drawing, at_pose(one)).joints for one in (before, pose)]
                farthest = max(joints[0], key=lambda joint: dist(*(one[joint] for one in joints)))
                rises = joints[1][farthest][1] - joints[0][farthest][1]
                assert (rises > 0) == (called in {"lift", "up"}), (method, called, farthest)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_called_forward_or_back_goes_there(name: str) -> None:
    """By all joints together, where one sees it: from the side, and not from above."""
    exercise, drawing = shipped().exercises[name], shipped().exercises[name].drawing
    for method in (exercise.method, *exercise.methods):
        pose = "start"
        for phase in shipped().methods[method].phases:
            before, pose = pose, phase.to or pose
            called = exercise.called.get(phase.do, phase.do)
            if phase.to and called in {"forward", "back"} and drawing.view > 60 and drawing.elev < 90:
                here, there = (solve(drawing, at_pose(one)).joints.values() for one in (before, pose))
                ahead = sum(x for x, *_ in there) - sum(x for x, *_ in here)
                assert (ahead > 0) == (called == "forward"), (method, called, ahead)


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


@pytest.mark.parametrize("name", IN_TURN)
def test_the_other_side_begins_where_the_first_ends_and_does_not_jump(name: str) -> None:
    exercise = shipped().exercises[name]
    other = changed_over(exercise.drawing)
    assert other is not None
    assert start_of(other) is start_of(exercise.drawing)
    assert box(other) == box(exercise.drawing)
    assert jumps(other, steps_between("start", "end", 48), exercise.lengthens, size=80) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_muscle_named_is_seen_in_some_pose(qapp: QApplication, name: str) -> None:
    exercise = shipped().exercises[name]
    plain = {pose: glowing(exercise, pose) for pose in exercise.drawing.poses}

    def changed(pose: str, lengthens: tuple[str, ...], works: tuple[str, ...]) -> int:
        marked = glowing(exercise, pose, lengthens, works)
        return int((np.abs(marked - plain[pose]).max(axis=2) > 16).sum())

    for muscle in (*exercise.lengthens, *exercise.works):
        roles = ((muscle,), ()) if muscle in exercise.lengthens else ((), (muscle,))
        if (name, muscle) not in UNSEEN:
            assert any(changed(pose, *roles) >= _SEEN for pose in plain), muscle


def glowing(
    exercise: Exercise, pose: str, lengthens: tuple[str, ...] = (), works: tuple[str, ...] = ()
) -> NDArray[np.int16]:
    """The pixels of a picture with muscles marked as brightly as they are."""
    image = QImage(_PICTURE, _PICTURE, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    with QPainter(image) as painter:
        picture = Picture(
            exercise.drawing,
            at_pose(pose),
            Style(),
            lengthens,
            works,
            exercise.across,
            exercise.both,
            glow=1.0,
        )
        paint(painter, QRectF(image.rect()), picture, Fit(tight=True))
    flat = np.frombuffer(image.constBits(), np.uint8)
    return flat.reshape(_PICTURE, _PICTURE, 4)[:, :, :3].astype(np.int16)


def test_no_exercise_is_seen_aslant_from_above() -> None:
    """Shadows would lie beside the body, and a mat would stand like a wall; a little is not seen."""
    for exercise in shipped().exercises.values():
        assert exercise.drawing.elev <= 14 or exercise.drawing.elev == 90, exercise.id


def test_seen_from_above_the_floor_has_no_line_and_a_mat_shows_what_is_behind_it() -> None:
    above = shipped().exercises["knee-rolls"].drawing
    drawn = dict(layers(Picture(above, at_pose("start"), Style())))["backdrop"]
    mat, *seams = drawn
    assert isinstance(mat, Box)
    assert len(seams) == 2
    assert mat.brush.color().alpha() < 255
    level = shipped().exercises["bridge"].drawing
    assert len(dict(layers(Picture(level, at_pose("start"), Style())))["backdrop"]) == 3
