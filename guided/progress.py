"""Days and weeks: how many days in a row, and when a week began."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

_DAY = timedelta(days=1)


def days_in_a_row(days: Iterable[date], today: date) -> int:
    """How many days up to today had a session, without a gap; a today still without one breaks nothing."""
    played = set(days)
    last = today if today in played else today - _DAY
    length = 0
    while last - _DAY * length in played:
        length += 1
    return length


def monday(day: date) -> date:
    """The day its week began."""
    return day - _DAY * day.weekday()
