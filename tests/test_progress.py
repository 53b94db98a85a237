"""Days and weeks."""

from datetime import date, timedelta

import pytest

from guided.progress import day_in_words, days_in_a_row, monday, this_week, week_in_words

TODAY = date(2026, 11, 25)  # a Wednesday
MINUTE = 60_000


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


def test_a_day_without_a_session_is_a_day_off_and_the_rest_of_the_week_is_open() -> None:
    week = this_week({ago(2): (8 * MINUTE, 4 * MINUTE), ago(7): (9 * MINUTE,), ago(-1): (5 * MINUTE,)}, TODAY)
    assert [one.kind for one in week] == ["played", "off", "open", "open", "open", "open", "open"]
    assert week_in_words(week) == ("12 min", "on 1 day")
    said = [day_in_words(one, TODAY) for one in week[:4]]
    assert said == ["Monday: 12 min", "Tuesday: a day off", "Wednesday, today", "Thursday: to come"]


def test_the_days_off_of_a_programme_are_no_gaps() -> None:
    week = this_week({}, TODAY, planned={ago(0), ago(-2)})
    assert [one.kind for one in week] == ["off", "off", "open", "off", "open", "off", "off"]
    assert week_in_words(week) == ("", "")
