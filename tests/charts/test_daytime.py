"""The time of day."""

from guided.charts.daytime import time_of_day
from guided.charts.series import Bars
from tests.charts.samples import ago, material, session


def test_sessions_are_counted_by_the_local_hour_they_began_in() -> None:
    sessions = [session(ago(day), hour=hour) for day, hour in enumerate((7, 8, 6, 0, 23, 7))]
    series = time_of_day(material(sessions))
    assert isinstance(series.marks, Bars)
    assert series.marks.values == (1, 0, 4, 0, 0, 0, 0, 1)
    assert series.summary == "Most often between 6 and 9 o’clock: 4 of 6 sessions."
    assert series.data[2].said == "6 to 9: 4 sessions"


def test_of_few_nothing_is_said() -> None:
    assert time_of_day(material([session(ago(0))])).summary == "Too few sessions to tell."
    assert time_of_day(material()).marks is None


def test_every_second_edge_between_the_bars_has_its_hour() -> None:
    marks = time_of_day(material([session(ago(0))])).marks
    assert isinstance(marks, Bars)
    assert marks.edges == ("0", "6", "12", "18", "24")
    assert len(marks.values) == 2 * (len(marks.edges) - 1)
