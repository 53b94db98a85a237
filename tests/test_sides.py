"""Left and right changed over: whoever takes turns stays as seen and moves the other limb."""

from dataclasses import replace
from pathlib import Path

import pytest

from guided.files import load
from guided.paths import assets
from guided.picture import Style, picture_of
from guided.pose import Drawing, Prop, at_pose, in_words
from guided.sides import changed_over

EXERCISES = load(assets()).exercises
END = at_pose("end")


def drawing(name: str) -> Drawing:
    return EXERCISES[name].drawing


def other(name: str) -> Drawing:
    found = changed_over(drawing(name))
    assert found is not None
    return found


def test_the_other_leg_moves_and_the_start_is_the_same() -> None:
    first, then = drawing("standing-march"), other("standing-march")
    assert then.poses["start"] is first.poses["start"]
    before, after = first.poses["end"].pose, then.poses["end"].pose
    assert (after.hipL, after.kneeL, after.shR) == (before.hipR, before.kneeR, before.shL)
    assert (then.anchor, then.hold, then.arrows[0].joint) == ("ankR", ("footR",), "kneeL")
    assert then.view == first.view


def test_a_foot_that_stood_leaves_the_floor_from_where_it_was() -> None:
    assert other("standing-march").lift == ("footL",)


def test_what_stays_is_left_as_it_is() -> None:
    first, then = drawing("dead-bug").poses, other("dead-bug").poses
    assert then["end"].pose.hipR == first["start"].pose.hipR
    hands = drawing("seated-march").poses["start"].hands
    assert hands[0] != hands[1]
    assert other("seated-march").poses["end"].hands == hands


def test_it_is_made_once() -> None:
    assert changed_over(drawing("dead-bug")) is changed_over(drawing("dead-bug"))


def test_who_takes_turns_need_not_turn_round_unless_the_start_is_of_one_side() -> None:
    in_turn = [one for one in EXERCISES.values() if one.sides == "alternate"]
    turning = {one.id for one in in_turn if changed_over(one.drawing) is None}
    assert turning == {"knee-rolls", "seated-turns-90-90"}


@pytest.mark.parametrize(
    "change",
    [
        {"props": (Prop("chair-beside", (0.0,)),)},
        {"props": (Prop("strap", (), ("footR", "wrR")),)},
        {"hold": ("footL", "handL")},
        {"crop": "foot"},
        {"order": ("legL", "legR"), "view": 0.0},
        {"photos": (Path("start.jpg"),)},
    ],
)
def test_what_is_of_one_side_cannot_be_changed_over(change: dict[str, object]) -> None:
    assert changed_over(replace(drawing("standing-march"), **change)) is None  # type: ignore[arg-type]


def test_words_cannot_either() -> None:
    assert changed_over(in_words("March on the spot")) is None


def test_the_muscles_of_the_other_leg_are_marked() -> None:
    exercise = EXERCISES["heel-slide"]
    first, then = (picture_of(exercise, END, Style(), side, in_turn=True) for side in ("right", "left"))
    assert (first.mirrored, then.mirrored) == (False, False)
    assert (first.across, first.lengthens_across) == ((), ())
    assert (then.across, then.lengthens_across) == (exercise.works, exercise.lengthens)


def test_one_side_after_the_other_is_mirrored_and_so_is_who_cannot_be_changed_over() -> None:
    assert picture_of(EXERCISES["standing-march"], END, Style(), "left").mirrored
    assert picture_of(EXERCISES["knee-rolls"], END, Style(), "left", in_turn=True).mirrored
