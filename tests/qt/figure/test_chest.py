"""The large chest muscle goes along with the ribs and the arm."""

import pytest

from guided.picture import Picture, Style
from guided.pose import STANDING, Drawing, KeyPose, at_pose
from guided.qt.figure import Fill
from guided.qt.figure.chest import facing
from guided.qt.figure.projection import Camera, seen
from guided.qt.figure.scene import layers
from guided.qt.figure.skins import LIGHT, faint
from guided.qt.figure.solve import solve
from tests.qt.figure.samples import START
from tests.qt.shipped import library


def standing(view: float) -> Drawing:
    return Drawing({"start": KeyPose(STANDING), "end": KeyPose(STANDING)}, view=view)


def glow(drawing: Drawing, both: bool) -> list[float]:
    """The middle of each lit chest muscle, across the picture."""
    picture = Picture(drawing, START, Style(), ("pec-major",), both=both, glow=1.0)
    torso = dict(layers(picture))["torso"]
    halo = faint(LIGHT.muscle, 0.22)
    return [
        one.path.controlPointRect().center().x()
        for one in torso
        if isinstance(one, Fill) and one.brush.color() == halo
    ]


def test_it_lies_on_its_side_of_the_chest() -> None:
    (right,) = glow(standing(0.0), both=False)
    assert right < -3.0
    assert sorted(glow(standing(0.0), both=True)) == pytest.approx([right, -right], abs=0.1)


@pytest.mark.parametrize(("view", "right", "left"), [(0.0, 1, 1), (90.0, 1, 0), (-90.0, 0, 1), (180.0, 0, 0)])
def test_it_is_seen_from_before_and_from_its_side(view: float, right: float, left: float) -> None:
    figure = seen(solve(standing(view), START), Camera.at(0.0))
    assert (facing(figure, "R"), facing(figure, "L")) == (right, left)


def test_it_travels_with_ribs_that_turn() -> None:
    """On whoever opens like a book it ends on the side of the arm that opens."""
    exercise = library().exercises["side-lying-open-book"]
    end = at_pose("end")
    picture = Picture(exercise.drawing, end, Style(), exercise.lengthens, glow=1.0)
    halo = faint(LIGHT.muscle, 0.22)
    (lit,) = (
        one.path.controlPointRect()
        for one in dict(layers(picture))["torso"]
        if isinstance(one, Fill) and one.brush.color() == halo
    )
    joints, camera = solve(exercise.drawing, end).joints, Camera.at(exercise.drawing.elev)
    (right, _), (left, _) = (camera.see(joints["sh" + side]) for side in "RL")
    assert right < lit.center().x() < (right + left) / 2
