"""What a practitioner prescribes with a routine: how often, until when, when it is due, what was kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from guided import messages, words
from guided.reading import LONGEST_TEXT, Table

_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Prescribed:
    """How often a routine is to be done: on `days_a_week` from the day it was `given` `until` a day, both in.

    `by` is the practitioner, `whom` it is for, `notes` what is to be minded.
    """

    by: str
    days_a_week: int
    given: date
    until: date
    whom: str = ""
    notes: str = ""

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.given <= day <= self.until

    def to_table(self) -> dict[str, Any]:
        """It as a table of a file; read again, it is the same."""
        told = {
            "from": self.by,
            "for": self.whom,
            "days_a_week": self.days_a_week,
            "given": self.given,
            "until": self.until,
            "notes": self.notes,
        }
        return {key: value for key, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Week:
    """A week from its Monday on: on how many days it was done, and on how many it was to be."""

    monday: date
    done: int
    planned: int

    @property
    def kept(self) -> int:
        """The days that were kept of those planned."""
        return min(self.done, self.planned)


def read_prescribed(table: Table) -> Prescribed:
    """The prescription in a table, which notes its mistakes."""
    given = table.day("given", FIRST, LAST)
    prescribed = Prescribed(
        by=table.text("from"),
        whom=table.text("for", ""),
        days_a_week=table.whole("days_a_week", 1, 7),
        given=given,
        until=table.day("until", given, LAST),
        notes=table.text("notes", "", longest=LONGEST_TEXT),
    )
    table.unknown_keys()
    return prescribed


def planned_in(one: Prescribed, monday: date) -> int:
    """On how many days of a week it is to be done; in part of a week on fewer, but once at least."""
    first, last = max(monday, one.given), min(monday + 6 * _DAY, one.until)
    days = (last - first).days + 1
    return max((2 * one.days_a_week * days + 7) // 14, 1) if days > 0 else 0


def week_of(one: Prescribed, done: Collection[date], day: date) -> Week:
    """The week of a day, with the days on which it was `done`."""
    monday = _monday(day)
    return Week(
        monday, sum(monday <= other < monday + _WEEK for other in _kept(one, done)), planned_in(one, monday)
    )


def is_due(one: Prescribed, done: Collection[date], day: date) -> bool:
    """Whether it is to be done on a day, with the days on which it was `done`.

    Days off lie between as far as the week has room for them; what was left out is made up for until Sunday.
    """
    week = week_of(one, done, day)
    left = week.planned - week.done
    if not one.holds(day) or day in done or left <= 0:
        return False
    if left >= min(6 - day.weekday(), (one.until - day).days) + 1:
        return True
    last = max((other for other in _kept(one, done) if other < day), default=None)
    return last is None or (day - last).days >= 7 // one.days_a_week


def due_days(one: Prescribed, done: Collection[date], day: date, last: date) -> tuple[date, ...]:
    """The days from a day to a `last` one on which it is due, if each of them is kept."""
    kept, due = set(done), list[date]()
    while day <= min(last, one.until):
        if is_due(one, kept, day):
            kept.add(day)
            due.append(day)
        day += _DAY
    return tuple(due)


def next_due(one: Prescribed, done: Collection[date], day: date) -> date | None:
    """The first day after a day on which it is due; None if it ends before."""
    return next(iter(due_days(one, done, day + _DAY, day + 2 * _WEEK)), None)


def weeks_of(one: Prescribed, done: Collection[date], today: date) -> tuple[Week, ...]:
    """Every week from the day it was given to its end or today, the oldest first.

    Of the week of today only that is planned which was done already: it is not over.
    """
    return tuple(_weeks(one, done, today))


def in_words(one: Prescribed) -> str:
    """It in a sentence: "From Jo Doe: on 3 days a week until 24 December 2026."""
    until = words.day(one.until, "%d %B %Y")
    return words.say(messages.PRESCRIBED, by=one.by, n=one.days_a_week, until=until)


def follows(one: Prescribed, today: date) -> str:
    """What comes of it for somebody who takes it in today."""
    if one.until < today:
        return words.say(messages.PRESCRIBED_ENDED, day=words.day(one.until, "%d %B %Y"))
    return "Today will suggest it on the days it is due, until it ends."


def addressed(one: Prescribed) -> str:
    """It in words, with the person it is for."""
    told = in_words(one)
    return words.say(messages.PRESCRIBED_FOR, whom=one.whom, prescribed=told) if one.whom else told


def _weeks(one: Prescribed, done: Collection[date], today: date) -> Iterator[Week]:
    monday = _monday(one.given)
    while monday <= min(today, one.until):
        week = week_of(one, done, monday)
        is_over = monday + _WEEK <= today or one.until < today
        yield week if is_over else replace(week, planned=week.kept)
        monday += _WEEK


def _kept(one: Prescribed, done: Collection[date]) -> set[date]:
    """The days of those on which it was in force."""
    return {day for day in done if one.holds(day)}


def _monday(day: date) -> date:
    return day - _DAY * day.weekday()
