"""Footprints: the soles as they stand on the floor, seen from above beside a body seen from the side."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from guided.picture import Picture, Style
from guided.pose import STANDING, Drawing, KeyPose, Prop
from guided.qt.figure import Box, Fill
from guided.qt.figure.scene import box, layers, tight_box
from guided.qt.figure.skins import LIGHT
from tests.qt.figure.samples import START

X, Y = 45.0, 15.0


def stride(turn: float, view: float = 90.0) -> Drawing:
    pose = KeyPose(STANDING._replace(hipL=(20.0, 4.0, 0.0), hipR=(-16.0, 4.0, turn)))
    return Drawing({"start": pose, "end": pose}, view=view, props=(Prop("footprints", (X, Y)),))


def drawn(drawing: Drawing, color: str) -> list[QRectF]:
    backdrop = dict(layers(Picture(drawing, START, Style())))["backdrop"]
    return [
        one.path.controlPointRect()
        for one in backdrop
        if isinstance(one, Fill) and one.brush.color() == QColor(color)
    ]


@pytest.mark.parametrize("view", [90.0, 70.0, -90.0])
def test_the_soles_lie_in_their_frame_as_the_feet_stand(view: float) -> None:
    straight = stride(0.0, view)
    backdrop = dict(layers(Picture(straight, START, Style())))["backdrop"]
    frame = next(one.rect for one in backdrop if isinstance(one, Box) and one.radius)
    prints = drawn(straight, LIGHT.near.skin)
    assert prints
    assert all(frame.contains(one) for one in prints)
    assert box(straight)[2] >= frame.right()
    assert tight_box(straight)[2] >= frame.right()
    large = sorted((one for one in prints if one.width() > 7.0), key=lambda one: one.center().x())
    lower, upper = large  # to the left is the near foot, whichever way the body faces
    assert lower.center().y() < upper.center().y()
    assert not drawn(straight, LIGHT.sign), "nothing is turned"


def test_a_foot_turned_in_points_in_and_an_arrow_says_so() -> None:
    (arrow,) = drawn(stride(-35.0), LIGHT.sign)
    (other,) = drawn(stride(35.0), LIGHT.sign)
    assert arrow.center().x() < X, "at the foot behind"
    assert arrow.center().y() > other.center().y() + 5.0, "its toes go to the middle, or away from it"
