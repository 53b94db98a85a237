"""Hands are shapes: four fingers and a thumb, bent as they are told, from whichever side they are seen."""

from dataclasses import replace
from math import dist

import pytest

from guided.picture import Picture, Style
from guided.pose import HANDS, STANDING, Drawing, KeyPose, Prop, blend
from guided.qt.figure import Fill, solve
from guided.qt.figure.hands import Hand, hand_seen
from guided.qt.figure.projection import Camera, seen
from guided.qt.figure.scene import layers
from guided.qt.figure.skins import LIGHT, palettes
from tests.qt.figure.samples import END, START

VIEWS = (0.0, 45.0, 90.0, 180.0)
ARM_AHEAD = STANDING._replace(shR=(80.0, 0.0, 0.0), elbR=5.0)


def holding(shape: str | None, pose: KeyPose | None = None) -> Drawing:
    key = pose or KeyPose(ARM_AHEAD)
    shaped = key if shape is None else key._replace(hands=(shape, shape))
    return Drawing({"start": shaped, "end": shaped}, view=90.0)


def hand(drawing: Drawing, side: str = "R", view: float = 90.0) -> Hand:
    shown = replace(drawing, view=view)
    return hand_seen(seen(solve(shown, END), Camera.at(0.0)), side, coarse=False)


def reach(drawing: Drawing) -> list[float]:
    """How far the tips of the digits are from the wrist, in space as in profile, the nearest last."""
    wrist = solve(drawing, END).joints["wrR"][:2]
    return [dist(one.joints[-1], wrist) for one in hand(drawing).digits]


@pytest.mark.parametrize("shape", HANDS)
@pytest.mark.parametrize("view", VIEWS)
def test_a_hand_has_five_digits_from_every_side(shape: str, view: float) -> None:
    digits = hand(holding(shape), view=view).digits
    assert [len(one.joints) for one in digits] == [4] * 5
    assert len({tuple(one.joints) for one in digits}) == 5


def test_the_nearest_digit_is_drawn_last() -> None:
    """An arm ahead, the thumb up: from above the thumb, from below the little finger."""
    seen_from = {}
    for elevation in (80.0, -80.0):
        figure = seen(solve(holding("flat"), END), Camera.at(elevation))
        seen_from[elevation] = [max(one.radii) for one in hand_seen(figure, "R", coarse=False).digits]
    assert seen_from[80.0][-1] == max(seen_from[80.0])
    assert seen_from[-80.0][-1] == min(seen_from[-80.0])


def test_a_flat_hand_is_long_and_a_fist_short() -> None:
    longest = {shape: max(reach(holding(shape))) for shape in HANDS}
    assert longest["flat"] > 8.0
    assert longest["prayer"] > 8.0
    assert longest["relaxed"] < longest["flat"]
    assert longest["hold"] < longest["relaxed"]
    assert longest["hook"] < 6.0
    assert longest["fist"] < 6.5


def test_the_fingers_of_a_flat_hand_spread_and_those_of_a_prayer_do_not() -> None:
    def gap(shape: str) -> float:
        """Between the tips of index and little finger, the palm toward us."""
        palm_ahead = KeyPose(STANDING._replace(shR=(90.0, 0.0, 0.0), elbR=90.0, proR=-90.0))
        seen_hand = hand(holding(shape, palm_ahead), view=0.0)
        tips = [one.joints[-1] for one in seen_hand.digits if max(one.radii) < 0.7]
        return max(dist(a, b) for a in tips for b in tips)

    assert gap("flat") > gap("prayer") + 1.0


def test_between_two_poses_fingers_are_half_way() -> None:
    opening = Drawing(
        {
            "start": KeyPose(ARM_AHEAD, hands=("flat", "flat")),
            "end": KeyPose(ARM_AHEAD, hands=("fist", "fist")),
        },
        view=90.0,
    )

    def longest(t: float) -> float:
        skeleton = solve(opening, blend(START, END, t))
        shown = hand_seen(seen(skeleton, Camera.at(0.0)), "R", coarse=False)
        return max(dist(one.joints[-1], skeleton.joints["wrR"][:2]) for one in shown.digits)

    assert longest(0.0) > longest(0.4) > longest(0.8) > 0.0
    halves = dict(solve(opening, blend(START, END, 0.5)).shapes["R"])
    assert halves == {"flat": pytest.approx(0.5), "fist": pytest.approx(0.5)}


def test_a_hand_does_what_its_place_asks_for_unless_the_pose_says_otherwise() -> None:
    on_the_floor = Drawing(
        {
            "start": KeyPose(STANDING._replace(pitch=82.0, shR=(80.0, 0.0, 0.0))),
            "end": KeyPose(STANDING),
        },
        hold=("handR",),
        ground=(("knees", 0.0),),
    )  # fmt: skip
    assert dict(solve(on_the_floor, START).shapes["R"]) == {"flat": 1.0}
    fist = on_the_floor.poses["start"]._replace(hands=(None, "fist"))
    shown = replace(on_the_floor, poses={**on_the_floor.poses, "start": fist})
    assert dict(solve(shown, START).shapes["R"]) == {"fist": 1.0}
    on_the_shin = Drawing(
        {"start": KeyPose(STANDING, reach=(None, "shinR")), "end": KeyPose(STANDING)},
        props=(Prop("mat", (-40.0, 40.0)),),
    )
    assert dict(solve(on_the_shin, START).shapes["R"]) == {"hold": 1.0}
    assert dict(solve(holding(None), START).shapes["R"]) == {"relaxed": 1.0}


def test_every_finger_has_a_line_round_it_in_large_pictures_only() -> None:
    def lines(detail: int) -> int:
        line = palettes(LIGHT, 1.0)[0].finger_line.color()
        drawn = dict(layers(Picture(holding("flat"), END, Style(detail=detail))))["armR"]
        return sum(isinstance(one, Fill) and one.brush.color() == line for one in drawn)

    assert lines(2) == 5
    assert lines(1) == 0


def test_a_hand_over_a_foot_is_told_from_it_by_a_line() -> None:
    line = palettes(LIGHT, 0.0)[0].finger_line.color()

    def has_line_behind(place: str | None) -> bool:
        crossed = STANDING._replace(lum=(30.0, 0.0, 0.0), hipR=(110.0, 20.0, 80.0), kneeR=100.0)
        key = KeyPose(crossed, reach=(None, place))
        drawing = Drawing({"start": key, "end": key}, view=0.0)
        farthest = dict(layers(Picture(drawing, START, Style())))["armR"][0]
        return isinstance(farthest, Fill) and farthest.brush.color() == line

    assert has_line_behind("toesR")
    assert not has_line_behind(None)
