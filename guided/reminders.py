"""When to remind somebody of a break from sitting and of the day's session.

Nothing here reads a clock or shows anything. Each look at the person and each answer gives the next
State; `to_show` says what to remind of at a moment, `next_break` when the next break is due. Each `now`
is an aware local time in the person's current zone; the state holds instants in UTC, and local days.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from itertools import chain
from typing import Any

from guided import messages, words
from guided.settings import WEEKDAYS, Settings

LATER_MINUTES = (5, 15)
"""The minutes a reminder can be put off for."""

FAR = timedelta(hours=2)
"""A break so far ahead is told by its time, and not by the minutes until then."""

AWAY = timedelta(minutes=5)  # so long without a key touched is a break; less is still sitting
_AT_THE_KEYS = timedelta(minutes=1)  # somebody who touched none for longer may just be going
_APART = timedelta(minutes=LATER_MINUTES[0])  # two reminders are never closer than that
_AFTER_WORK = time(18)
_QUARTER = timedelta(minutes=15)
_QUARTERS_AHEAD = 8 * 24 * 4  # a week and a day: whoever works one day a week has a next one
_DAYS_KEPT = 60


class Kind(Enum):
    """The kinds of reminder."""

    BREAK = "break"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Wishes:
    """The reminders a person wants, and when.

    Breaks are reminded of within `hours` on `days` (Monday is 0), nothing within `quiet`. Either span may
    cross midnight and belongs to the day it begins on; equal ends mean all day for `hours` and never for
    `quiet`. The session is reminded of at `session_at` or, with `after_work`, once a break would be due in
    the evening, whether breaks are wanted or not.
    """

    breaks: bool = False
    every: timedelta = timedelta(minutes=50)
    hours: tuple[time, time] = (time(9), time(17))
    days: frozenset[int] = frozenset(range(5))
    quiet: tuple[time, time] = (time(22), time(7))
    session_at: time | None = None
    after_work: bool = False
    session_days: frozenset[int] = frozenset(range(7))

    @property
    def any(self) -> bool:
        """Whether any reminder is wanted."""
        return self.breaks or self.session_at is not None or self.after_work


@dataclass(frozen=True, slots=True)
class State:
    """What is known about the person at the computer, and their answers."""

    sat: timedelta = timedelta()
    """The time they had sat without a break when last seen."""
    seen: datetime | None = None
    """When a key or the mouse was last touched."""
    looked: datetime | None = None
    here: bool = False
    """Whether the last look found them at the keys."""
    shown: datetime | None = None
    """The time of the last reminder of any kind."""
    waiting: bool = False
    """Whether a break reminder is unanswered."""
    break_after: datetime | None = None
    """The earliest time of the next break reminder."""
    session_after: datetime | None = None
    """The earliest time of the next session reminder."""
    settled: tuple[date, ...] = ()
    """The days whose session is done or was reminded of."""
    off: date | None = None
    """A day without further reminders."""
    paused: datetime | None = None
    """The end of a pause of all reminders."""


def wishes_of(settings: Settings) -> Wishes:
    """The reminders that the settings ask for."""
    return Wishes(
        breaks=settings.breaks,
        every=timedelta(minutes=settings.break_every),
        hours=(_clock(settings.work_from), _clock(settings.work_until)),
        days=_weekdays(settings.work_days),
        quiet=(_clock(settings.quiet_from), _clock(settings.quiet_until)),
        session_at=_clock(settings.session_at) if settings.session_reminder == "time" else None,
        after_work=settings.session_reminder == "after_work",
        session_days=_weekdays(settings.session_days),
    )


# ---------------------------------------------------------------- what happens


def looked(state: State, now: datetime, idle: timedelta | None, locked: bool = False) -> State:
    """The state after a look; `idle` is the time since a key was touched, None if unknown.

    If unknown, an unlocked screen counts as presence. Five minutes away, with the screen locked or the
    computer asleep count as a break; a shorter gap does not.
    """
    at = _utc(now)
    if state.looked is not None and at < state.looked:
        state = _set_back(state, state.looked - at)
    if locked or (idle is not None and idle >= AWAY):
        return replace(state, looked=at, here=False)
    touched = at - (idle or timedelta())
    here = at - touched < _AT_THE_KEYS
    if state.seen is None or touched - state.seen >= AWAY:
        return replace(rested(state, touched), looked=at, here=here)
    sat = state.sat + max(touched - state.seen, timedelta())
    return replace(state, sat=sat, seen=max(touched, state.seen), looked=at, here=here)


def rested(state: State, now: datetime) -> State:
    """The state after a break: sitting starts from zero, and anything put off is dropped."""
    return replace(state, sat=timedelta(), seen=_utc(now), break_after=None, waiting=False)


def shown(state: State, kind: Kind, now: datetime, every: timedelta) -> State:
    """The state after a reminder was shown; an unanswered break reminder returns after `every`."""
    at = _utc(now)
    if kind is Kind.BREAK:
        return replace(state, shown=at, waiting=True, break_after=at + every)
    # Whoever was called to a session just now is not called to a break as well.
    apart = at + timedelta(minutes=LATER_MINUTES[-1])
    return replace(settled(state, now.date()), shown=at, break_after=max(apart, state.break_after or apart))


def later(state: State, kind: Kind, now: datetime, minutes: int) -> State:
    """The state after a reminder was put off."""
    then = _utc(now) + timedelta(minutes=minutes)
    if kind is Kind.BREAK:
        return replace(state, waiting=False, break_after=then)
    days = tuple(day for day in state.settled if day != now.date())
    return replace(state, session_after=then, settled=days)


def skipped(state: State, kind: Kind, now: datetime) -> State:
    """The state after a reminder was declined: the next break is due after as much sitting again."""
    return rested(state, now) if kind is Kind.BREAK else settled(state, now.date())


def settled(state: State, day: date) -> State:
    """The state once a day's session was played or reminded of, or is not planned."""
    return replace(state, settled=(*(one for one in state.settled if one != day), day)[-_DAYS_KEPT:])


def paused(state: State, now: datetime, how_long: timedelta) -> State:
    """The state with reminders paused for `how_long`."""
    return replace(state, paused=_utc(now) + how_long, waiting=False)


def off(state: State, now: datetime) -> State:
    """The state with reminders off until tomorrow."""
    return replace(state, off=now.date(), waiting=False)


def resumed(state: State) -> State:
    """The state after a pause was ended early."""
    return replace(state, off=None, paused=None)


# ---------------------------------------------------------------- what is due


def to_show(state: State, wishes: Wishes, now: datetime) -> Kind | None:
    """The one thing to remind of at this look; None for nothing, or if nobody is there."""
    at = _utc(now)
    if state.seen is None or not state.here or rests(state, now):
        return None
    if (state.shown is not None and at - state.shown < _APART) or _is_quiet(wishes, now):
        return None
    ripe = state.seen + max(wishes.every - state.sat, timedelta())
    if state.break_after is not None:
        ripe = max(ripe, state.break_after)
    if _calls_for_session(state, wishes, now, ripe):
        return Kind.SESSION
    return Kind.BREAK if wishes.breaks and ripe <= at and _is_worked(wishes, now) else None


def next_break(state: State, wishes: Wishes, now: datetime) -> datetime | None:
    """When the next break is due in UTC, if the person stays; a past time means it is overdue.

    None while nobody is there, if no breaks are wanted, or if none is due within a week.
    """
    at = _utc(now)
    if not wishes.breaks or state.seen is None or at - state.seen >= AWAY:
        return None
    ripe = state.seen + max(wishes.every - state.sat, timedelta())
    ripe = max(one for one in (ripe, state.break_after, state.paused) if one is not None)
    if state.shown is not None:
        ripe = max(ripe, state.shown + _APART)
    # Hours begin and end on the quarter, and so do the clock's own changes.
    quarter = at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0)
    ahead = (quarter + n * _QUARTER for n in range(_QUARTERS_AHEAD))
    for moment in chain([ripe], (one for one in ahead if one > ripe)):
        local = moment.astimezone(now.tzinfo)
        if local.date() != state.off and _is_worked(wishes, local) and not _is_quiet(wishes, local):
            return moment
    return None


def time_in_words(at: datetime, now: datetime) -> str:
    """When a break will be due, on the clock of `now`: "09:00", or on another day "Monday at 09:00"."""
    local = at.astimezone(now.tzinfo)
    clock = words.day(local, "%H:%M")
    if local.date() == now.date():
        return clock
    return words.say(messages.ON_DAY_AT, day=words.day(local, "%A"), time=clock)


def minutes_until(at: datetime, now: datetime) -> int:
    """The minutes until a break as they are told: whole ones, rounded up, and 0 once it is due."""
    return max(-((now - at) // timedelta(minutes=1)), 0)


def rests(state: State, now: datetime) -> bool:
    """Whether reminders are paused."""
    return now.date() == state.off or (state.paused is not None and _utc(now) < state.paused)


def session_time(wishes: Wishes, now: datetime) -> datetime | None:
    """The time of the day's session reminder, in UTC; None if no time was chosen.

    A time in quiet hours moves to their end or, if that is on another day, to before they begin.
    """
    if wishes.session_at is None:
        return None
    day = now.date()
    start = instant(day, wishes.session_at, now)

    def may(moment: datetime) -> bool:
        return not _is_quiet(wishes, moment.astimezone(now.tzinfo))

    for step in (_QUARTER, -_QUARTER):
        moment = start
        while moment.astimezone(now.tzinfo).date() == day:
            if may(moment):
                return moment
            moment += step
    return None


def instant(day: date, clock: time, like: datetime) -> datetime:
    """The instant in UTC of a local time in the zone of `like`; the first one if there are two.

    A time the clock skips moves forward by the skip (02:30 to 03:30) or, if that is on another day, back
    by it (in Greenland the clock jumps from 23:00 to midnight).
    """
    after, before = (
        datetime.combine(day, clock, like.tzinfo).replace(fold=fold).astimezone(UTC) for fold in (0, 1)
    )
    return after if after.astimezone(like.tzinfo).date() == day else before


# ---------------------------------------------------------------- kept


def to_json(state: State) -> str:
    """The state as JSON, kept until the next start."""
    return json.dumps({name: _written(value) for name, value in asdict(state).items()}, indent=1) + "\n"


def from_json(text: str) -> State:
    """The state from JSON; a fresh one if it cannot be read."""
    try:
        stored = json.loads(text)
        known = {one.name for one in fields(State)}
        return State(**{name: _READ[name](value) for name, value in stored.items() if name in known})
    except (ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return State()


def _written(value: Any) -> Any:
    match value:
        case timedelta():
            return value.total_seconds()
        case tuple():
            return [one.isoformat() for one in value]
        case date():  # and datetime
            return value.isoformat()
    return value


def _instant(value: Any) -> datetime | None:
    if value is None:
        return None
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError(value)
    return found.astimezone(UTC)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


_READ: dict[str, Callable[[Any], Any]] = {
    "sat": lambda value: timedelta(seconds=value),
    "seen": _instant,
    "looked": _instant,
    "here": _flag,
    "shown": _instant,
    "waiting": _flag,
    "break_after": _instant,
    "session_after": _instant,
    "settled": lambda value: tuple(date.fromisoformat(one) for one in value)[-_DAYS_KEPT:],
    "off": lambda value: None if value is None else date.fromisoformat(value),
    "paused": _instant,
}


# ---------------------------------------------------------------- inside


def _calls_for_session(state: State, wishes: Wishes, now: datetime, ripe: datetime) -> bool:
    at, day = _utc(now), now.date()
    if day in state.settled or day.weekday() not in wishes.session_days:
        return False
    if state.session_after is not None and at < state.session_after:
        return False
    if wishes.after_work:
        return now.time() >= _AFTER_WORK and ripe <= at
    wanted = session_time(wishes, now)
    return wanted is not None and wanted <= at


def _is_worked(wishes: Wishes, local: datetime) -> bool:
    begin, end = wishes.hours
    clock, day = local.time(), local.weekday()
    if begin < end:
        return begin <= clock < end and day in wishes.days
    if clock >= begin:
        return day in wishes.days
    return clock < end and (day - 1) % 7 in wishes.days


def _is_quiet(wishes: Wishes, local: datetime) -> bool:
    begin, end = wishes.quiet
    clock = local.time()
    if begin <= end:
        return begin <= clock < end
    return clock >= begin or clock < end


def _clock(hours: float) -> time:
    minutes = round(hours * 60)
    return time(minutes // 60, minutes % 60)


def _weekdays(names: Collection[str]) -> frozenset[int]:
    return frozenset(number for number, name in enumerate(WEEKDAYS) if name in names)


def _set_back(state: State, by: timedelta) -> State:
    """The state after the clock was set back: every time moves along, so that durations stay."""
    return replace(
        state,
        seen=_before(state.seen, by),
        shown=_before(state.shown, by),
        break_after=_before(state.break_after, by),
        session_after=_before(state.session_after, by),
        paused=_before(state.paused, by),
    )


def _before(moment: datetime | None, by: timedelta) -> datetime | None:
    return None if moment is None else moment - by


def _utc(now: datetime) -> datetime:
    return now.astimezone(UTC)
