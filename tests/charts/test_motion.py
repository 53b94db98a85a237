"""Measures, and whether they changed."""

from guided.charts.motion import range_of_motion
from guided.charts.series import Ranges, Series
from guided.locales import ENGLISH, GERMAN, Locale
from guided.measures import Measure, Taken
from tests.charts.samples import material

WALL = Measure("wall", "Knee to wall", "", ("",), "cm", "higher", 0, 30, 0.5, both=True, real=1.5)
RAISE = Measure("raise", "Leg raise", "", ("",), "degrees", "higher", 0, 120, 1, both=True)
PAIN = Measure("pain", "Pain", "", ("",), "points", "lower", 0, 10, 1, real=2, about="Where", ends=("", ""))
MEASURES = {one.id: one for one in (WALL, RAISE, PAIN)}


def taken(number: int, measure: str, **values: object) -> Taken:
    return Taken(str(number), measure, f"2026-11-{number:02d}T07:00:00Z", 60, **values)  # type: ignore[arg-type]


def rows(*measured: Taken) -> list[tuple[str, ...]]:
    return [datum.cells for datum in series(*measured).data]


def series(*measured: Taken, locale: Locale = ENGLISH) -> Series:
    return range_of_motion(material(measured=measured[::-1], measures=MEASURES, locale=locale))


def test_a_change_smaller_than_the_error_is_none() -> None:
    found = series(taken(1, "wall", left=8.0, right=9.0), taken(20, "wall", left=9.0, right=12.0))
    assert [datum.cells for datum in found.data] == [
        ("Knee to wall, left", "8 cm", "9 cm", "9 cm, no clear change"),
        ("Knee to wall, right", "9 cm", "12 cm", "9 cm to 12 cm, better"),
    ]
    assert isinstance(found.marks, Ranges)
    left, right = found.marks.ranges
    assert (left.changed, left.said) == (False, "9 cm")
    assert (right.changed, right.said) == (True, "9 to 12 cm")
    assert right.error == 1.5 / 30
    assert found.summary == (
        "2 measures were taken more than once; 1 got clearly better."
        " A change within the thick band may be chance."
    )


def test_where_nothing_got_better_it_says_none() -> None:
    found = series(taken(1, "wall", left=8.0, right=9.0), taken(20, "wall", left=9.0, right=8.5))
    assert found.summary == (
        "2 measures were taken more than once; none got clearly better."
        " A change within the thick band may be chance."
    )
    one = series(taken(1, "wall", left=8.0), taken(20, "wall", left=9.0))
    assert one.summary == (
        "1 measure was taken more than once; it did not get clearly better."
        " A change within the thick band may be chance."
    )


def test_where_the_error_is_unknown_a_change_may_be_chance() -> None:
    assert rows(taken(1, "raise", left=62.0), taken(9, "raise", left=71.0))[0][3] == (
        "62° to 71°, which may be chance"
    )


def test_lower_is_better_where_it_is_and_places_are_apart() -> None:
    found = rows(
        taken(1, "pain", value=7.0, about="back"),
        taken(2, "pain", value=2.0, about="neck"),
        taken(9, "pain", value=4.0, about="back"),
    )
    assert found == [
        ("Pain, back", "7 of 10", "4 of 10", "7 of 10 to 4 of 10, better"),
        ("Pain, neck", "2 of 10", "2 of 10", "2 of 10, measured once"),
    ]


def test_numbers_follow_the_locale_and_what_is_no_longer_known_is_left_out() -> None:
    found = series(taken(1, "wall", left=8.5), taken(2, "gone", left=1.0), locale=GERMAN)
    assert found.data[0].cells[1] == "8,5 cm"
    assert len(found.data) == 1
    assert range_of_motion(material(measures=MEASURES)).marks is None
