"""A movement of one's own: changed where it was changed, and read again as it was meant."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guided import movements
from guided.files import load
from guided.movements import POSITIONS, begun, checked, drawing_of, opened, with_poses, with_value, written
from guided.paths import assets
from guided.pose import KeyPose, Pose
from guided.reading import FileError

LIBRARY = load(assets())
FILES = {path.stem: path for path in sorted((assets() / "exercises").glob("*.toml"))}
HIP = "half-kneeling-hip-flexor"


def text_of(name: str) -> str:
    return FILES[name].read_text("utf-8")


@pytest.mark.parametrize("name", FILES)
def test_a_shipped_movement_opened_and_saved_is_the_same_byte_for_byte(name: str) -> None:
    movement = opened(text_of(name))
    drawing = drawing_of(movement, LIBRARY.bases)
    assert drawing is not None
    assert written(with_poses(movement, LIBRARY.bases, drawing.poses)) == text_of(name)


@pytest.mark.parametrize("name", FILES)
def test_what_is_changed_and_changed_back_is_the_same_byte_for_byte(name: str) -> None:
    movement = opened(text_of(name))
    renamed = with_value(with_value(movement, "name", "Another"), "dose.hold", 7)
    assert written(renamed) != text_of(name)
    dose = movement.value("dose.hold")
    back = with_value(with_value(renamed, "name", movement.name), "dose.hold", dose)
    assert written(back) == text_of(name)


@pytest.mark.parametrize("name", FILES)
def test_a_pose_of_its_own_leaves_the_others_as_they_were(name: str) -> None:
    movement = opened(text_of(name))
    poses = dict(drawing_of(movement, LIBRARY.bases).poses)  # type: ignore[union-attr]
    start = poses["start"].pose
    poses["start"] = poses["start"]._replace(pose=start._replace(lum=(12.3, 4.0, 0.0), kneeL=33.0))
    after = opened(written(with_poses(movement, LIBRARY.bases, poses)))
    assert drawing_of(after, LIBRARY.bases).poses == poses  # type: ignore[union-attr]
    assert {key: value for key, value in after.table.items() if key != "figure"} == {
        key: value for key, value in movement.table.items() if key != "figure"
    }


def test_comments_and_order_stay_and_only_the_changed_line_changes() -> None:
    text = "".join(line for line in text_of(HIP).splitlines(keepends=True) if not line.startswith("deep"))
    text = text.replace("[figure]\n", "# drawn from life\n[figure]   # mine\n") + "# the end\n"
    movement = opened(text)
    poses = dict(drawing_of(movement, LIBRARY.bases).poses)  # type: ignore[union-attr]
    poses["end"] = poses["end"]._replace(pose=poses["end"].pose._replace(pitch=-9.5))
    now = written(with_poses(movement, LIBRARY.bases, poses)).splitlines()
    changed = [(a, b) for a, b in zip(text.splitlines(), now, strict=True) if a != b]
    ((before, after),) = changed
    assert before.partition(", ")[2] == after.partition(", ")[2]
    assert after.startswith("end = {pitch = -9.5, ")


def test_a_value_that_was_not_there_goes_where_a_reader_looks_for_it() -> None:
    movement = with_value(opened(text_of(HIP)), "dose.sets", 3)
    movement = with_value(movement, "easier_by", "A smaller step.")
    table = tomllib.loads(written(movement))
    assert table["dose"] == {"sets": 3}
    assert table["easier_by"] == "A smaller step."
    gone = with_value(with_value(movement, "dose.sets", None), "easier_by", None)
    assert written(gone) == text_of(HIP)


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter() -> None:
    text = "\ufeff" + text_of(HIP).replace("\n", "\r\n")
    movement = with_value(opened(text), "name", "Mine")
    assert written(movement) == text.replace("Half-kneeling hip-flexor opener", "Mine", 1)


@pytest.mark.parametrize("base", POSITIONS)
def test_a_new_movement_is_whole_once_it_has_its_words(base: str) -> None:
    movement = begun(base)
    assert {problem.key for problem in checked(movement, "mine", LIBRARY).problems} == {
        "name",
        "start",
        "end",
    }
    for key, value in (("name", "My own"), ("start", "Lie down."), ("end", "Get up.")):
        movement = with_value(movement, key, value)
    exercise = checked(movement, "mine", LIBRARY).exercise
    assert exercise is not None
    assert exercise.name == "My own"
    assert tomllib.loads(written(movement)) == movement.table


def test_what_is_wrong_is_told_by_its_key() -> None:
    movement = with_value(opened(text_of(HIP)), "dose.reps", 0)
    found = checked(movement, "mine", LIBRARY)
    assert found.exercise is None
    assert [problem.key for problem in found.problems] == ["dose.reps"]
    with pytest.raises(FileError):
        opened("name = ")


def test_left_and_right_changed_over_twice_is_as_it_was() -> None:
    for name in FILES:
        movement = opened(text_of(name))
        once = movements.mirrored(movement, LIBRARY.bases)
        before, after, twice = (
            drawing_of(one, LIBRARY.bases)
            for one in (movement, once, movements.mirrored(once, LIBRARY.bases))
        )
        assert before is not None
        assert after is not None
        assert twice is not None
        assert after.poses["end"].pose.hipL == before.poses["end"].pose.hipR
        assert replace(twice, poses={}) != before  # drawings are compared by identity
        assert twice.poses == before.poses
        assert (twice.hold, twice.ground, twice.anchor, twice.props, twice.arrows) == (
            before.hold,
            before.ground,
            before.anchor,
            before.props,
            before.arrows,
        )


def test_a_mirrored_movement_is_one_that_can_be_used() -> None:
    for name in (HIP, "bird-dog", "side-lying-quad"):
        if name in FILES:
            found = checked(movements.mirrored(opened(text_of(name)), LIBRARY.bases), name, LIBRARY)
            assert not found.problems


def test_the_routines_that_have_a_movement_in_them_are_named() -> None:
    assert "psoas-release" in {routine.id for routine in movements.users(LIBRARY, HIP)}
    assert movements.users(LIBRARY, "nothing-like-it") == ()


angles = st.floats(-150, 150).map(lambda value: float(round(value, 1)) + 0.0)
poses = st.builds(
    lambda pitch, lum, hip, knee: Pose(pitch=pitch, lum=lum, hipR=hip, kneeR=knee),
    angles,
    st.tuples(angles, angles, angles),
    st.tuples(angles, angles, angles),
    angles,
)
reaches = st.sampled_from([None, "shinL", "kneetopR", "chestL"])
shapes = st.sampled_from(["relaxed", "fist", "flat"])
keys = st.builds(
    lambda pose, left, right, one, other, gaze: KeyPose(pose, (left, right), (one, other), gaze),
    poses,
    reaches,
    reaches,
    shapes,
    shapes,
    st.sampled_from(["ahead", "left", "wrR"]),
)


@given(st.fixed_dictionaries({"start": keys, "end": keys}, optional={"deep": keys, "alt": keys}))
@settings(max_examples=60, deadline=None)
def test_any_poses_are_read_as_they_were_written(wanted: dict[str, KeyPose]) -> None:
    movement = with_poses(opened(text_of(HIP)), LIBRARY.bases, wanted)
    drawing = drawing_of(opened(written(movement), Path("x.toml")), LIBRARY.bases)
    assert drawing is not None
    assert drawing.poses == wanted
