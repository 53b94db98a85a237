"""What past sessions add up to."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guided.progress import (
    CHARTS,
    PERIODS_WEEKS,
    Chart,
    days_in_a_row,
    minutes_each_week,
    monday,
)

TODAY = date(2026, 11, 25)  # a Wednesday
MINUTE = 60_000

some_days = st.dates(date(2025, 1, 1), date(2026, 12, 31))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_a_week_runs_from_monday_to_sunday() -> None:
    sunday, next_monday = date(2026, 11, 22), date(2026, 11, 23)
    series = minutes_each_week({sunday: 10 * MINUTE, next_monday: 5 * MINUTE}, TODAY, 4)
    assert series.values == (0, 0, 10, 5)


def test_this_week_is_last_named_and_highlighted() -> None:
    series = minutes_each_week({}, TODAY, 4)
    assert series.labels == ("2 Nov", "9 Nov", "16 Nov", "This week")
    assert series.highlighted == 3
    assert series.goal is None


def test_weeks_cross_the_turn_of_the_year() -> None:
    series = minutes_each_week({date(2025, 12, 31): 9 * MINUTE}, date(2026, 1, 6), 4)
    assert series.labels == ("15 Dec", "22 Dec", "29 Dec", "This week")
    assert series.values == (0, 0, 9, 0)


def test_the_average_leaves_out_the_weeks_before_the_first_session() -> None:
    series = minutes_each_week({ago(14): 30 * MINUTE, ago(0): 15 * MINUTE}, TODAY, 12)
    assert series.average == 15  # 30, 0 and 15


def test_the_average_of_a_period_counts_its_empty_weeks_when_the_first_session_is_older() -> None:
    series = minutes_each_week({ago(400): 30 * MINUTE, ago(0): 8 * MINUTE}, TODAY, 4)
    assert series.average == 2


def test_no_session_no_average() -> None:
    series = minutes_each_week({}, TODAY, 12)
    assert series.average is None
    assert set(series.values) == {0}
    assert series.summary == "Minutes each week, the last 12 weeks. There were no sessions."


def test_a_day_that_has_not_come_yet_is_not_counted() -> None:
    series = minutes_each_week({ago(-1): 10 * MINUTE, ago(-30): 10 * MINUTE}, TODAY, 4)
    assert sum(series.values) == 0
    assert series.average is None


def test_the_summary_says_what_the_bars_show() -> None:
    series = minutes_each_week({ago(14): 30 * MINUTE, ago(0): 1 * MINUTE}, TODAY, 4)
    assert series.summary == (
        "Minutes each week, the last 4 weeks. This week 1 minute. On average 10 a week."
        " The most, 30, in the week of 9 November."
    )


@pytest.mark.parametrize("weeks", PERIODS_WEEKS)
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
@given(played=st.dictionaries(some_days, st.integers(0, 10**8), max_size=30))
def test_every_chart_has_a_bar_and_a_label_for_each_week_and_loses_nothing(
    chart: Chart, weeks: int, played: dict[date, int]
) -> None:
    series = chart.series(played, TODAY, weeks)
    assert len(series.values) == len(series.labels) == weeks
    assert series.title
    assert series.summary
    since = monday(TODAY) - timedelta(weeks=weeks - 1)
    shown = sum(ms for day, ms in played.items() if since <= day <= TODAY)
    assert sum(series.values) == pytest.approx(shown / MINUTE)


@pytest.mark.parametrize(
    ("days", "in_a_row"),
    [
        ((), 0),
        ((0,), 1),
        ((1,), 1),  # today may still come
        ((2,), 0),
        ((0, 1, 2, 4, 5), 3),
        ((1, 2, 3), 3),
        ((-1, 0), 1),  # tomorrow, by a clock that was set back
    ],
)
def test_days_in_a_row_end_today_or_yesterday(days: tuple[int, ...], in_a_row: int) -> None:
    assert days_in_a_row(map(ago, days), TODAY) == in_a_row
