"""Where the time went."""

from collections.abc import Mapping

from guided.charts.regions import minutes_by_region, shares
from guided.charts.series import Lanes
from guided.files import load
from guided.paths import assets
from tests.charts.samples import ago, material, session

SHARES: Mapping[str, Mapping[str, float]] = {
    "hips": {"hip-front": 0.75, "low-back": 0.25},
    "neck": {"neck": 1.0},
}


def regions(routine: str) -> Mapping[str, float]:
    return SHARES.get(routine, {})


def test_minutes_go_to_the_regions_of_each_routine_and_what_hurts_is_marked() -> None:
    sessions = [session(ago(0), 20), session(ago(1), 8, routine="neck"), session(ago(2), 8, routine="gone")]
    series = minutes_by_region(material(sessions, regions=regions, sore=("low-back", "knee")))
    assert isinstance(series.marks, Lanes)
    assert [(one.name, one.value, one.marked) for one in series.marks.lanes] == [
        ("Hip flexors", 15, False),
        ("Neck", 8, False),
        ("Lower back", 5, True),
        ("Knees", 0, True),
    ]
    assert series.summary == (
        "By what each routine is made of, most of the time went to the hip flexors: 54 %."
        " What hurts, lower back and knees, had 18 %."
    )
    assert series.data[2].said == "Sore lower back: 5 minutes"
    assert series.data[0].sessions == (sessions[0].id,)


def test_a_little_is_told_from_none() -> None:
    sessions = [session(ago(0), 1)]
    series = minutes_by_region(material(sessions, regions=regions, sore=("low-back", "knee")))
    assert isinstance(series.marks, Lanes)
    assert [one.said for one in series.marks.lanes] == ["1 min", "under 1 min", "0 min"]
    assert [one.said for one in series.data] == [
        "Hip flexors: 1 minute",
        "Sore lower back: under a minute",
        "Sore knees: 0 minutes",
    ]


def test_without_a_routine_that_is_still_there_nothing_is_drawn() -> None:
    series = minutes_by_region(material([session(ago(0), routine="gone")], regions=regions))
    assert series.marks is None


def test_the_shares_of_a_routine_are_those_of_its_exercises_time() -> None:
    library = load(assets())
    found = shares(library.parts(library.routines["psoas-release"]))
    assert abs(sum(found.values()) - 1) < 1e-9
    assert max(found, key=lambda region: found[region]) == "hip-front"
