"""Every chart there is, and which stand beside each other. One is added with a function and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import zip_longest
from typing import NamedTuple

from guided.charts.days import days_moved
from guided.charts.daytime import time_of_day
from guided.charts.discomfort import discomfort
from guided.charts.done import done_of_planned
from guided.charts.material import Material
from guided.charts.minutes import minutes_each_week
from guided.charts.motion import range_of_motion
from guided.charts.regions import minutes_by_region
from guided.charts.series import Series

PERIODS_WEEKS = (4, 12, 52)  # what a chart can be asked for


class Chart(NamedTuple):
    """A chart: its id and title, what makes its series, and whether it takes the wide place in a row."""

    id: str
    title: str
    series: Callable[[Material], Series]
    wide: bool = False


CHARTS = (
    Chart("minutes-each-week", "Minutes each week", minutes_each_week, wide=True),
    Chart("discomfort", "Discomfort", discomfort),
    Chart("days-moved", "Days you moved", days_moved, wide=True),
    Chart("measures", "Measures", range_of_motion),
    Chart("done", "Reps done", done_of_planned, wide=True),
    Chart("time-of-day", "Time of day", time_of_day),
    Chart("regions", "Where the time went", minutes_by_region, wide=True),
)
"""In the order of the page, the wide ones and the narrow ones each."""


def in_rows(charts: Iterable[Chart]) -> tuple[tuple[Chart, ...], ...]:
    """The charts of each row: a wide one and a narrow one beside it, or one alone where it has no other."""
    charts = tuple(charts)
    wide, narrow = ([one for one in charts if one.wide is is_wide] for is_wide in (True, False))
    return tuple(tuple(filter(None, pair)) for pair in zip_longest(wide, narrow))
