"""Eyes are open and look where the pose says; they are shut in rest and with the breath alone."""

from dataclasses import replace

import pytest

from guided.picture import Picture, Style
from guided.pose import GAZES, STANDING, Drawing, KeyPose, blend
from guided.qt.figure import Fill, solve
from guided.qt.figure.scene import layers
from guided.qt.figure.skins import LIGHT, palettes
from tests.qt.figure.samples import END, START
from tests.qt.shipped import library


def looking(gaze: str, view: float = 0.0) -> Drawing:
    key = KeyPose(STANDING._replace(shR=(90.0, 0.0, 0.0)), gaze=gaze)
    return Drawing({"start": key, "end": key}, view=view)


def irises(drawing: Drawing) -> list[tuple[float, float]]:
    """The middle of what is drawn in the irises' colour."""
    color = palettes(LIGHT, 0.0)[0].iris.color()
    found = [
        one.path.boundingRect().center()
        for one in dict(layers(Picture(drawing, START, Style())))["head"]
        if isinstance(one, Fill) and one.brush.color() == color
    ]
    return [(place.x(), place.y()) for place in found]


def test_open_eyes_are_seen_from_the_front_and_not_from_behind() -> None:
    assert len(irises(looking("ahead"))) == 1
    assert irises(looking("ahead", view=180.0)) == []
    assert irises(looking("closed")) == []


def test_eyes_look_up_down_and_aside() -> None:
    (ahead,) = irises(looking("ahead"))
    (up,), (down,) = irises(looking("up")), irises(looking("down"))
    assert up[1] > ahead[1] > down[1]
    (left,), (right,) = irises(looking("left")), irises(looking("right"))
    assert left[0] > ahead[0] > right[0], "her left is on our right"


def test_eyes_follow_a_hand() -> None:
    raised = looking("wrR")
    left, up = solve(raised, START).gaze
    assert left < -0.1
    assert up < 0.0, "it is lower than the eyes, on her right"
    high = replace(raised, poses={"start": KeyPose(STANDING._replace(shR=(170.0, 0.0, 0.0)), gaze="wrR")})
    assert solve(high, START).gaze[1] > 0.5


def test_eyes_close_on_the_way() -> None:
    drifting = Drawing({"start": KeyPose(STANDING), "end": KeyPose(STANDING, gaze="closed")})
    assert [solve(drifting, blend(START, END, t)).lids for t in (0.0, 0.5, 1.0)] == [0.0, 0.5, 1.0]


@pytest.mark.parametrize("gaze", GAZES)
def test_no_eye_turns_further_than_eyes_do(gaze: str) -> None:
    assert all(-1.0 <= way <= 1.0 for way in solve(looking(gaze), START).gaze)


def test_who_stands_has_open_eyes_and_who_rests_or_breathes_may_shut_them() -> None:
    for exercise in library().exercises.values():
        shut = {name for name, key in exercise.drawing.poses.items() if key.gaze == "closed"}
        assert not shut or exercise.region == "breath" or exercise.id == "legs-up-rest", exercise.id
        if exercise.region == "breath":
            assert shut == set(exercise.drawing.poses), exercise.id
