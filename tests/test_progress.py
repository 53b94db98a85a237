"""Days and weeks."""

from datetime import date, timedelta

import pytest

from guided.progress import days_in_a_row, monday

TODAY = date(2026, 11, 25)  # a Wednesday


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_a_week_begins_on_monday() -> None:
    assert monday(TODAY) == monday(date(2026, 11, 29)) == monday(date(2026, 11, 23)) == date(2026, 11, 23)


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
