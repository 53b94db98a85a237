"""Where the time went."""

from collections.abc import Mapping, Sequence

from guided.charts.regions import minutes_by_region
from guided.charts.series import Lanes
from guided.history.records import Summary
from tests.charts.samples import ago, material, session

SHARES: Mapping[str, Mapping[str, float]] = {
    "hips": {"hip-front": 0.75, "low-back": 0.25},
    "neck": {"neck": 1.0},
}


def regions(sessions: Sequence[Summary]) -> Mapping[str, Mapping[str, float]]:
    """What each session had, of those of which it is known."""
    return {one.id: SHARES[one.routine_id] for one in sessions if one.routine_id in SHARES}


def test_minutes_go_to_the_regions_of_each_routine_and_what_hurts_is_marked() -> None:
    sessions = [session(ago(0), 20), session(ago(1), 8, routine="neck"), session(ago(2), 8, routine="gone")]
    series = minutes_by_region(material(sessions, regions=regions(sessions), sore=("low-back", "knee")))
    assert isinstance(series.marks, Lanes)
    assert [(one.name, one.value, one.marked) for one in series.marks.lanes] == [
        ("Hip flexors", 15, False),
        ("Neck", 8, False),
        ("Lower back", 5, True),
        ("Knees", 0, True),
    ]
    assert series.summary == (
        "Most of the time went to the hip flexors: 54 %."
        " The places you told us about (lower back and knees) had 18 %."
    )
    assert series.data[2].said == "Your lower back: 5 minutes"
    assert series.data[0].sessions == (sessions[0].id,)


def test_what_had_no_more_than_half_had_not_most_of_the_time() -> None:
    sessions = [session(ago(0), 20), session(ago(1), 16, routine="neck")]
    told = minutes_by_region(material(sessions, regions=regions(sessions))).summary
    assert told == "The neck had more time than any other place: 44 %."


def test_a_little_is_told_from_none_and_two_of_different_length_from_one_another() -> None:
    sessions = [session(ago(0), 2)]
    series = minutes_by_region(material(sessions, regions=regions(sessions), sore=("low-back", "knee")))
    assert isinstance(series.marks, Lanes)
    assert [(one.said, one.value) for one in series.marks.lanes] == [
        ("1.5 min", 1.5),
        ("0.5 min", 0.5),
        ("0 min", 0),
    ]
    assert [one.said for one in series.data] == [
        "Hip flexors: 1.5 minutes",
        "Your lower back: 0.5 minutes",
        "Your knees: 0 minutes",
    ]


def test_places_told_alike_are_drawn_alike() -> None:
    for whole in (0.001, 1.3, 5.03, 12.2, 80.0):
        sessions = [session(ago(0), whole), session(ago(1), 1.01 * whole, routine="neck")]
        marks = minutes_by_region(material(sessions, regions=regions(sessions))).marks
        assert isinstance(marks, Lanes)
        assert len({one.said for one in marks.lanes}) == len({one.value for one in marks.lanes})
        assert all(one.value for one in marks.lanes)


def test_what_is_no_longer_there_is_told_from_what_is_still_being_read() -> None:
    sessions = [session(ago(0), routine="gone")]
    gone = minutes_by_region(material(sessions, regions=regions(sessions)))
    assert gone.marks is None
    assert gone.summary == "No exercise that is still there was done in this time."
    reading = minutes_by_region(material(sessions))
    assert reading.marks is None
    assert reading.summary == "What was done in each session is still being read."


def test_who_named_hips_has_all_around_them_counted_as_hips() -> None:
    shares = {"around": {"hip-front": 0.25, "hip-outer": 0.25, "hip": 0.25, "neck": 0.25}}
    sessions = [session(ago(0), 20, routine="around")]
    material_of = material(sessions, regions={sessions[0].id: shares["around"]}, sore=("hip",))
    series = minutes_by_region(material_of)
    assert isinstance(series.marks, Lanes)
    assert [(one.name, one.value, one.marked) for one in series.marks.lanes] == [
        ("Hips", 15, True),
        ("Neck", 5, False),
    ]
    assert series.summary.endswith(" The places you told us about (hips) had 75 %.")
    assert series.data[0].sessions == (sessions[0].id,)


def test_what_was_named_beside_the_hips_has_minutes_of_its_own() -> None:
    sessions = [session(ago(0), 20)]
    series = minutes_by_region(material(sessions, regions=regions(sessions), sore=("hip", "hip-front")))
    assert isinstance(series.marks, Lanes)
    assert [(one.name, one.value) for one in series.marks.lanes] == [
        ("Hip flexors", 15),
        ("Lower back", 5),
        ("Hips", 0),
    ]
