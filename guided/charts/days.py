"""The days of a period with something done in them, and the days off that were planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from guided import messages, words
from guided.charts.material import Material, ids, since
from guided.charts.series import Datum, Days, Series
from guided.history.records import Summary
from guided.programme import Followed, Programme
from guided.progress import monday

_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_LEVELS = (10, 20)  # minutes from which a day counts as more


def days_moved(material: Material) -> Series:
    """Each day of the period, in whole weeks: how long, and whether it was off."""
    weeks = material.weeks + 1  # the first one has what is left of so many weeks back from today
    locale, first = material.locale, monday(material.today) - _WEEK * material.weeks
    by_day: defaultdict[date, list[Summary]] = defaultdict(list)
    for day, one in since(material, first):
        by_day[day].append(one)
    days = [first + _DAY * number for number in range(7 * weeks)]
    today = (material.today - first).days
    minutes = {day: words.minutes_in_all(one.played_ms for one in played) for day, played in by_day.items()}
    data = []
    for day in days[: today + 1]:
        said = _said(minutes.get(day), day in material.rest)
        label = locale.day(day, "%a %d %b %Y")
        data.append(
            Datum((label, said), words.say(messages.READS, label=label, value=said), ids(by_day.get(day, [])))
        )
    return Series(
        unit="min",
        heads=("Day", "What it was"),
        data=tuple(data),
        marks=Days(
            first=first,
            levels=tuple(_level(minutes.get(day)) for day in days),
            rest=frozenset(
                number
                for number, day in enumerate(days)
                if day in material.rest and day not in by_day and day < material.today
            ),
            today=today,
            months=_months(material, days[::7]),
            weekdays=locale.weekdays_short,
            legend=("0", words.say(messages.MIN_OR_MORE, n=_LEVELS[-1])),
        ),
        summary=_in_words(material, set(by_day)),
        headline=_headline(material, set(by_day)),
    )


def rest_days(
    programmes: Mapping[str, Programme], followed: Iterable[Followed], today: date
) -> frozenset[date]:
    """The days off that programmes plan between one session and the next, up to today."""
    days: set[date] = set()
    for one in followed:
        programme = programmes.get(one.programme_id)
        for done in one.done if programme is not None else ():
            assert programme is not None
            off = range(1, programme.session(done.number).days)
            days |= {done.day + _DAY * number for number in off if done.day + _DAY * number <= today}
    return frozenset(days)


def _level(minutes: int | None) -> int:
    return 0 if minutes is None else 1 + sum(minutes >= most for most in _LEVELS)


def _said(minutes: int | None, is_rest: bool) -> str:
    if minutes is not None:
        return words.say(messages.MINUTES, n=minutes)
    return "rest day, as planned" if is_rest else "nothing recorded"


def _months(material: Material, mondays: list[date]) -> tuple[tuple[int, str], ...]:
    """Where a month begins; of the very first one only when there is room for its name."""
    begins = [
        (week, start)
        for week, start in enumerate(mondays)
        if not week or start.month != mondays[week - 1].month
    ]
    if len(begins) > 1 and begins[1][0] < 3:
        del begins[0]
    return tuple((week, material.locale.day(start, "%b")) for week, start in begins)


def _headline(material: Material, played: set[date]) -> str:
    moved = sum(day in played for day in _period(material))
    return words.say(messages.DAYS_OF, n=moved, count=7 * material.weeks) if moved else ""


def _in_words(material: Material, played: set[date]) -> str:
    if not played:
        return "Days you moved. There were no sessions."
    days = _period(material)
    moved = words.say(messages.DAYS_MOVED, n=sum(day in played for day in days), count=len(days))
    kept = sum(day in material.rest and day not in played for day in days)
    return f"{moved} {words.say(messages.REST_DAYS_KEPT, n=kept)}" if kept else moved


def _period(material: Material) -> list[date]:
    """The days of so many weeks up to today, newest first."""
    return [material.today - _DAY * ago for ago in range(7 * material.weeks)]
