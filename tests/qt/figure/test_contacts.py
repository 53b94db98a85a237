"""Every shipped drawing in its key poses: feet stand flat, hands touch what they rest on, nothing passes
through a prop or the floor, and the psoas lies over its bones."""

from collections.abc import Iterator
from math import dist

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from guided.picture import Picture, Style
from guided.pose import SIDES, Drawing, Prop, Stance, at_pose, blend
from guided.qt.figure import Fill, solve
from guided.qt.figure.body import TORSO
from guided.qt.figure.frames import Vector, along, between, dot, minus, unit
from guided.qt.figure.hip_flexors import LESSER_TROCHANTER, VERTEBRAE, in_thigh, vertebra
from guided.qt.figure.projection import Camera, seen
from guided.qt.figure.props import supports
from guided.qt.figure.scene import layers
from guided.qt.figure.skeleton import BODY_POINTS, Skeleton, body_point, core_of, sole
from guided.qt.figure.solve import CHAIR_BACK, CHAIR_SEAT, DESK_HEIGHT, start_of, top_of
from guided.routine import Exercise
from tests.qt.shipped import library

EXERCISES = library().exercises
NAMES = sorted(EXERCISES)
_FLAT = 0.3  # percent of body height
_TOUCH = 0.6
_TUCKED = 20.0  # degrees of toes bent up; such a foot stands on its toes
_LIMBS = (("hip", "knee"), ("knee", "ank"), ("sh", "elb"), ("elb", "wr"))
_DEEP_FLEXORS = {"iliopsoas", "psoas-major"}


def stances(exercise: Exercise) -> Iterator[tuple[str, Stance]]:
    for name in exercise.drawing.poses:
        yield name, at_pose(name)
    yield "half-way", blend(at_pose("start"), at_pose("end"), 0.5)


def level_below(drawing: Drawing, place: Vector) -> float:
    tops = [top_of(prop) for prop in drawing.props if prop.kind in ("bed", "step", "block")]
    return max(
        (high for left, right, high in tops if left < place[0] < right and place[1] > high - 4), default=0.0
    )


@pytest.mark.parametrize("name", NAMES)
def test_planted_feet_are_flat(name: str) -> None:
    exercise = EXERCISES[name]
    for pose, stance in stances(exercise):
        skeleton = solve(exercise.drawing, stance)
        for limb in exercise.drawing.hold:
            side = limb[-1]
            if limb[:-1] != "foot" or skeleton.toes[side] >= _TUCKED:
                continue
            below = [y - level_below(exercise.drawing, (x, y, z)) for x, y, z in sole(skeleton, side)]
            assert max(below) < 0.4 + _FLAT, (pose, limb)  # the tips of the toes are 0.4 up
            assert min(below) > -_FLAT, (pose, limb)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_below_the_floor(name: str) -> None:
    exercise = EXERCISES[name]
    for pose, stance in stances(exercise):
        skeleton = solve(exercise.drawing, stance)
        for side in SIDES:
            lowest = min(y for _, y, _ in sole(skeleton, side))
            assert lowest > -0.6, (pose, "foot" + side)
            for joint, flesh in (("knee", 2.4), ("elb", 1.3), ("wr", 1.0)):
                assert skeleton.joints[joint + side][1] > flesh - 0.6, (pose, joint + side)


@pytest.mark.parametrize("name", NAMES)
def test_a_hand_that_rests_on_the_body_touches_it(name: str) -> None:
    exercise = EXERCISES[name]
    for pose, key in exercise.drawing.poses.items():
        skeleton = solve(exercise.drawing, at_pose(pose))
        for side, place in zip(SIDES, key.reach, strict=True):
            if place is None:
                continue
            point = BODY_POINTS.get(place[:-1])
            gap = point.gap if point else 3.4
            apart = dist(skeleton.joints["wr" + side], body_point(skeleton, place))
            assert apart < gap + _TOUCH, (pose, side, place)


def test_a_hand_that_holds_a_leg_lies_across_it_and_stands_hardly_above_it() -> None:
    bones = {"shin": "shank", "hamstring": "thigh"}
    for name, exercise in EXERCISES.items():
        for pose, key in exercise.drawing.poses.items():
            skeleton = solve(exercise.drawing, at_pose(pose))
            for side, place in zip(SIDES, key.reach, strict=True):
                if place is None or place[:-1] not in bones:
                    continue
                along_leg = skeleton.frames[bones[place[:-1]] + place[-1]].up
                hand, wrist = skeleton.frames["hand" + side], skeleton.joints["wr" + side]
                assert abs(dot(hand.up, along_leg)) < 0.1, (name, pose, side)
                middle = core_of(skeleton, place)
                height = dot(
                    minus(along(wrist, hand.up, -4.7), middle),
                    unit(minus(body_point(skeleton, place), middle)),
                )
                assert 1.0 < height < 4.2, (name, pose, side)


@pytest.mark.parametrize("name", [name for name in NAMES if EXERCISES[name].drawing.ground[0][0] == "side"])
def test_who_lies_on_a_side_lies_on_the_floor_sleeves_and_all(name: str) -> None:
    drawing = EXERCISES[name].drawing
    if drawing.elev:
        return
    for pose in drawing.poses:
        drawn = dict(layers(Picture(drawing, at_pose(pose), Style(detail=1))))
        for part in ("torso", "armL", "armR"):
            below = min(one.path.boundingRect().top() for one in drawn[part] if isinstance(one, Fill))
            assert below > -0.7, (pose, part)  # hands may sink in that much


# ---- props as boxes in space: x, y and z from and to

Solid = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]
_ANYWHERE = (-1e3, 1e3)


def solids(drawing: Drawing) -> Iterator[Solid]:
    start = start_of(drawing)
    x, _, z = start.joints["root"]
    across = (z - 10.5, z + 10.5)
    for prop in drawing.props:
        yield from _solids_of(prop, x, across)


def _solids_of(prop: Prop, x: float, across: tuple[float, float]) -> Iterator[Solid]:
    if prop.kind == "wall":
        yield (prop.at[0], prop.at[0] + 5.0), _ANYWHERE, _ANYWHERE
    elif prop.kind == "desk":
        yield (prop.at[0], prop.at[0] + 46.0), (DESK_HEIGHT - 2.4, DESK_HEIGHT), _ANYWHERE
    elif prop.kind in ("bed", "step", "block"):
        left, right, height = top_of(prop)
        yield (left, right), (height - 6.0 if prop.kind == "bed" else 0.0, height), _ANYWHERE
    elif prop.kind == "chair-ahead":
        back = prop.at[0]
        yield (back, back + 1.2), (CHAIR_SEAT + 2, CHAIR_SEAT + CHAIR_BACK), across
        yield (back, back + 22.0), (CHAIR_SEAT - 2.0, CHAIR_SEAT), across
    elif prop.kind == "chair-facing":
        yield (prop.at[0], prop.at[0] + 22.0), (prop.at[1] - 2.0, prop.at[1]), across


@pytest.mark.parametrize("name", NAMES)
def test_no_limb_passes_through_a_prop(name: str) -> None:
    exercise = EXERCISES[name]
    boxes = list(solids(exercise.drawing))
    for pose, stance in stances(exercise):
        skeleton = solve(exercise.drawing, stance)
        for box in boxes:
            inside = [part for part, place in places(skeleton) if is_in(place, box)]
            assert inside == [], (pose, box)


def test_seats_carry_who_sits_on_them_and_backs_are_behind() -> None:
    """A thigh lies on the seat, not in it, and the trunk is before the back."""
    for name, exercise in EXERCISES.items():
        for prop in exercise.drawing.props:
            if prop.kind != "chair":
                continue
            start = start_of(exercise.drawing)
            facing = start.frames["pelvis"].forward
            forward = unit((facing[0], 0.0, facing[2]))
            middle = start.joints["root"]
            for pose, stance in stances(exercise):
                skeleton = solve(exercise.drawing, stance)
                for side in SIDES:
                    for t in (0.2, 0.5, 0.8):
                        place = between(skeleton.joints["hip" + side], skeleton.joints["knee" + side], t)
                        ahead = dot(minus(place, middle), forward)
                        assert ahead > 11.0 or place[1] > prop.at[0], (name, pose, side)
                for place in skeleton.spine[:14]:
                    assert dot(minus(place, middle), forward) > -10.0, (name, pose)


def places(skeleton: Skeleton) -> Iterator[tuple[str, Vector]]:
    """Points along the middle of every limb, but for its ends, and the heels and balls of the feet."""
    for side in SIDES:
        for start, end in _LIMBS:
            a, b = skeleton.joints[start + side], skeleton.joints[end + side]
            for t in (0.1, 0.3, 0.5, 0.7, 0.9):
                yield start + end + side, between(a, b, t)
        heel, ball, _ = sole(skeleton, side)
        for place in (heel, ball):
            yield "foot" + side, along(place, skeleton.frames["foot" + side].up, 1.0)


def is_in(place: Vector, box: Solid) -> bool:
    return all(low < value < high for value, (low, high) in zip(place, box, strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_no_limb_sinks_into_the_floor(name: str) -> None:
    """With its flesh: a hand on its edge, a foot on its side."""
    exercise = EXERCISES[name]
    if abs(exercise.drawing.elev) > 3.0:  # where what is nearer is drawn lower
        return
    for pose, stance in stances(exercise):
        for part, drawn in layers(Picture(exercise.drawing, stance, Style())):
            if part[:-1] in ("arm", "leg"):
                for one in drawn:
                    if isinstance(one, Fill) and one.brush.isOpaque():
                        assert one.path.boundingRect().top() > -0.7, (pose, part)


@pytest.mark.parametrize("name", ["bridge", "single-leg-bridge"])
def test_the_head_stays_while_the_hips_rise(name: str) -> None:
    assert moved(name, "head") < 0.7
    assert moved(name, "c7") < 3.5
    assert moved(name, "hipR") > 8.0


def test_heels_stay_together_as_a_shell_opens() -> None:
    exercise = EXERCISES["clamshell"]
    for _, stance in stances(exercise):
        skeleton = solve(exercise.drawing, stance)
        assert dist(skeleton.joints["ankL"], skeleton.joints["ankR"]) < 5.2
    assert moved("clamshell", "kneeR") > 10.0


def moved(name: str, joint: str) -> float:
    """How far a joint goes from start to end."""
    drawing = EXERCISES[name].drawing
    start, end = (solve(drawing, at_pose(pose)).joints[joint] for pose in ("start", "end"))
    return dist(start, end)


# ---- muscles


@pytest.mark.parametrize(
    "name",
    [name for name in NAMES if _DEEP_FLEXORS & {*EXERCISES[name].lengthens[:2], *EXERCISES[name].works[:1]}],
)
def test_the_psoas_lies_over_its_bones_in_every_drawing(name: str) -> None:
    """Clothed: from T12 to the lesser trochanter of the side that is marked."""
    exercise = EXERCISES[name]
    if exercise.drawing.crop not in ("none", "trunk", "pelvis"):
        return
    for pose, stance in stances(exercise):
        drawing = exercise.drawing
        picture = Picture(drawing, stance, Style(), ("psoas-major",), glow=1.0)
        drawn = dict(layers(picture)).get("hip-flexors", ())
        patch = next(one.path for one in drawn if isinstance(one, Fill))
        figure = seen(solve(drawing, stance), Camera.at(drawing.elev), supports(drawing, start_of(drawing)))
        top = figure.camera.see(vertebra(figure, VERTEBRAE["T12"])[0])
        end = figure.camera.see(in_thigh(figure, "R", LESSER_TROCHANTER))
        for bone in (top, end):
            assert nearness(patch, bone) < 2.2, (pose, bone)
        assert VERTEBRAE["T12"] < 0.6 * TORSO


def nearness(patch: QPainterPath, place: tuple[float, float]) -> float:
    """How far a place is from a patch, in units, at most; 0 within it."""
    x, y = place
    for radius in (0.1, 0.8, 1.5, 2.1):
        if patch.contains(QPointF(x, y)) or patch.intersects(
            QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
        ):
            return radius
    return 99.0
