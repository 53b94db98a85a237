"""The days of a period."""

from datetime import date, timedelta

import pytest

from guided.charts.days import days_moved, rest_days
from guided.charts.series import Days
from guided.programme import Done, Followed, PlannedSession, Programme
from tests.charts.samples import TODAY, ago, material, session


def test_each_day_has_its_level_by_the_minutes_of_its_sessions() -> None:
    sessions = [
        session(ago(0), 4),
        session(ago(1), 12),
        session(ago(2), 11, hour=7),
        session(ago(2), 11, hour=18),
    ]
    marks = days_moved(material(sessions)).marks
    assert isinstance(marks, Days)
    assert marks.levels[marks.today - 3 : marks.today + 1] == (0, 3, 2, 1)
    assert len(marks.levels) == 5 * 7
    assert marks.first + timedelta(days=marks.today) == TODAY


@pytest.mark.parametrize("weeks", [4, 12, 52])
def test_it_shows_and_counts_the_period_that_is_asked_for(weeks: int) -> None:
    earliest = ago(7 * weeks - 1)
    series = days_moved(material([session(ago(0)), session(earliest), session(ago(7 * weeks))], weeks))
    assert isinstance(series.marks, Days)
    assert len(series.marks.levels) == 7 * (weeks + 1)
    assert series.marks.first <= earliest
    assert series.headline == f"2 of {7 * weeks} days"
    assert series.summary == f"You moved on 2 of the last {7 * weeks} days."


def test_a_planned_day_off_is_kept_and_no_gap_is_counted_against_anybody() -> None:
    series = days_moved(material([session(ago(2))], rest=frozenset({ago(1), ago(2)})))
    assert isinstance(series.marks, Days)
    assert series.marks.rest == {series.marks.today - 1}, "a day with a session was none off"
    assert series.data[-2].cells[1] == "rest day, as planned"
    assert series.summary == ("You moved on 1 of the last 28 days. 1 planned rest day was kept.")
    assert series.headline == "1 of 28 days"


def test_the_days_between_two_sessions_of_a_programme_are_days_off() -> None:
    sessions = tuple(PlannedSession(number, "", days=3) for number in (1, 2))
    done = tuple(Done(str(day), 1, date(2026, 11, day), 1, 1) for day in (10, 24))
    programmes = {"feet": Programme("feet", "Feet", sessions)}
    off = rest_days(
        programmes, [Followed("feet", date(2026, 11, 10), done), Followed("gone", TODAY, done)], TODAY
    )
    assert off == {date(2026, 11, 11), date(2026, 11, 12), date(2026, 11, 25)}, "none that is still to come"
