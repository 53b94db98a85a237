"""What past sessions add up to: series for the charts, and days in a row.

Everything is a function of the milliseconds played on each local day, as `History.played_by_day`
gives them, and of today's date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from guided import messages, words

PERIODS_WEEKS = (4, 12, 52)  # what a chart can be asked for

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Series:
    """Bars to draw, oldest first.

    `values` are in `unit`, each with its label; `highlighted` is the index of the one that is still
    growing. `average` is None before the first session, `goal` where there is none. `summary` says
    in words what the chart shows.
    """

    title: str
    unit: str
    values: tuple[float, ...]
    labels: tuple[str, ...]
    highlighted: int
    average: float | None
    goal: float | None
    summary: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its id, and the series of what was played by day, today and a number of weeks."""

    id: str
    series: Callable[[Mapping[date, int], date, int], Series]


def minutes_each_week(played_ms: Mapping[date, int], today: date, weeks: int) -> Series:
    """Minutes played in each of the last `weeks` weeks; they begin on Monday, the last is this one.

    The average is over the weeks shown from that of the first session on, this one included. Days
    after today, which a clock set back leaves behind, are not counted.
    """
    this_week = monday(today)
    mondays = [this_week - _WEEK * ago for ago in reversed(range(weeks))]
    totals_ms = dict.fromkeys(mondays, 0)
    for day, ms in played_ms.items():
        if mondays[0] <= day <= today:
            totals_ms[monday(day)] += ms
    values = tuple(ms / 60_000 for ms in totals_ms.values())
    first = min((day for day in played_ms if day <= today), default=None)
    since = [value for start, value in zip(mondays, values, strict=True) if first and start + _WEEK > first]
    average = sum(since) / len(since) if since else None
    return Series(
        title="Minutes each week",
        unit="min",
        values=values,
        labels=(*(words.day(start, "%d %b") for start in mondays[:-1]), "This week"),
        highlighted=weeks - 1,
        average=average,
        goal=None,
        summary=_weeks_in_words(mondays, values, average),
    )


CHARTS = (Chart("minutes-each-week", minutes_each_week),)
"""Every chart of the progress page, in its order."""


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


def _weeks_in_words(mondays: list[date], values: tuple[float, ...], average: float | None) -> str:
    shown = words.say(messages.MINUTES_EACH_WEEK, n=len(values))
    if average is None or not any(values):
        return words.say(messages.NO_SESSIONS, shown=shown)
    most = max(values)
    return words.say(
        messages.WEEKS_SUMMED_UP,
        shown=shown,
        minutes=words.say(messages.MINUTES, n=round(values[-1])),
        average=round(average),
        most=round(most),
        day=words.day(mondays[values.index(most)], "%d %B"),
    )
