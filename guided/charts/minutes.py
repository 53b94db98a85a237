"""Minutes each week, against a goal of one's own."""

from __future__ import annotations

from datetime import date, timedelta

from guided import messages, words
from guided.charts.material import Material, by_week, ids
from guided.charts.series import Bars, Datum, Series
from guided.history.records import Summary

_WEEK = timedelta(weeks=1)


def minutes_each_week(material: Material) -> Series:
    """Minutes played in each week of the period, the last of which is this one.

    The average is over the weeks from that of the first session of all on, this one included; of one week
    there is none.
    """
    locale, weeks = material.locale, by_week(material)
    values = tuple(words.minutes_in_all(one.played_ms for one in week) for week in weeks.values())
    labels = (*(locale.day(start, "%d %b") for start in list(weeks)[:-1]), "This week")
    counted = _counted(material, list(weeks), values)
    average = sum(counted) / len(counted) if len(counted) > 1 else None
    data = tuple(
        Datum(
            (label, locale.number(value)),
            words.say(messages.READS, label=label, value=words.say(messages.MINUTES, n=round(value))),
            ids(week),
        )
        for label, value, week in zip(labels, values, weeks.values(), strict=True)
    )
    headline = "" if average is None else words.say(messages.AVERAGE, n=round(average))
    return Series(
        unit="min",
        heads=("Week of", "Minutes"),
        data=data,
        marks=Bars(values, labels, len(values) - 1, goal=material.goal or None),
        summary=_in_words(material, list(weeks), values, counted),
        headline=headline,
    )


def _counted(material: Material, mondays: list[date], values: tuple[int, ...]) -> list[int]:
    """The minutes of the weeks from that of the first session of all on."""
    first = next((day for day in map(_day, reversed(material.sessions)) if day <= material.today), None)
    return [value for start, value in zip(mondays, values, strict=True) if first and start + _WEEK > first]


def _day(session: Summary) -> date:
    return session.local_start.date()


def _in_words(material: Material, mondays: list[date], values: tuple[int, ...], counted: list[int]) -> str:
    shown = words.say(messages.MINUTES_EACH_WEEK, n=len(values))
    if not any(values):
        return words.say(messages.NO_SESSIONS, shown=shown)
    this_week = words.say(messages.MINUTES, n=round(values[-1]))
    if len(counted) == 1:
        return words.say(messages.FIRST_WEEK_SUMMED_UP, shown=shown, minutes=this_week)
    most = max(values)
    summed = words.say(
        messages.WEEKS_SUMMED_UP if len(counted) == len(values) else messages.WEEKS_SO_FAR_SUMMED_UP,
        shown=shown,
        minutes=this_week,
        average=round(sum(counted) / len(counted)),
        n=len(counted),
        most=round(most),
        day=material.locale.day(mondays[values.index(most)], "%d %B"),
    )
    met = sum(value >= material.goal for value in values)
    if not material.goal or not met:
        return summed
    return words.say(messages.GOAL_MET, summed=summed, goal=material.goal, n=met)
