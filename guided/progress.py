"""Days and weeks: how many days in a row, when a week began, and this one day by day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from guided import messages, words

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A day of this week: `kind` is played, off (nothing then, as planned or not) or open (still to come).

    `minutes` are those shown of its sessions.
    """

    day: date
    kind: str
    minutes: int = 0


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


def this_week(
    played_ms: Mapping[date, Sequence[int]], today: date, planned: Collection[date] | None = None
) -> tuple[WeekDay, ...]:
    """The days from Monday to Sunday; `played_ms` is how long each session of a day was played.

    With the `planned` ones, others that are to come are days off.
    """

    def day_of(day: date) -> WeekDay:
        if day <= today and played_ms.get(day):
            return WeekDay(day, "played", words.minutes_in_all(played_ms[day]))
        is_open = day >= today and (planned is None or day in planned)
        return WeekDay(day, "open" if is_open else "off")

    return tuple(day_of(monday(today) + _DAY * number) for number in range(7))


def week_in_words(week: Iterable[WeekDay]) -> tuple[str, str]:
    """What the week adds up to: "24 min" and "on 2 days"; empty where nothing was played."""
    played = [one.minutes for one in week if one.kind == "played"]
    if not played:
        return "", ""
    return words.say(messages.MIN, n=sum(played)), words.say(messages.ON_DAYS, n=len(played))


def day_in_words(one: WeekDay, today: date) -> str:
    """A day of it: "Monday: 12 min", "Tuesday: a day off", "Friday, today"."""
    day = words.day(one.day, "%A")
    if one.kind == "played":
        return words.say(messages.DAY_PLAYED, day=day, minutes=words.say(messages.MIN, n=one.minutes))
    if one.day == today:
        return words.say(messages.DAY_IS_TODAY, day=day)
    return words.say(messages.DAY_OFF if one.kind == "off" else messages.DAY_TO_COME, day=day)
