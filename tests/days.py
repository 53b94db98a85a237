"""Random days of somebody at a computer, and what must hold of the reminders on each of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import strategies as st

from guided import reminders
from guided.reminders import AWAY, LATER_MINUTES, Kind, State, Wishes

MINUTE = timedelta(minutes=1)
ZONES = sorted(z for z in available_timezones() if "/" in z and not z.startswith(("posix", "right")))


class Move(NamedTuple):
    """Some time goes by until the next look, at which somebody has not touched a key for `idle`, or left."""

    gap: timedelta
    idle: timedelta | None
    locked: bool
    busy: bool
    zone: str | None
    answer: str


class Called(NamedTuple):
    """A reminder that was shown."""

    at: datetime
    local: datetime
    kind: Kind


zones = st.sampled_from(ZONES)
clocks = st.times().map(lambda one: one.replace(minute=one.minute // 15 * 15, second=0, microsecond=0))
starts = st.datetimes(datetime(2000, 1, 1), datetime(2036, 12, 31)).map(lambda one: one.replace(tzinfo=UTC))
# Chance alone would hardly ever let anybody sit for an hour on a day and at a time when that counts.
often = st.sampled_from((True, True, True, False))
weekdays = st.just(frozenset(range(7))) | st.frozensets(st.integers(0, 6))
spans = st.just((time(0), time(0))) | st.tuples(clocks, clocks)
wishes = st.builds(
    Wishes,
    breaks=often,
    every=(st.just(20) | st.integers(20, 120)).map(lambda n: n * MINUTE),
    hours=spans,
    days=weekdays,
    quiet=spans,
    session_at=st.none() | clocks,
    after_work=st.booleans(),
    session_days=weekdays,
)
moves = st.builds(
    Move,
    gap=st.sampled_from((30, 60, *[240] * 12, 600, 7_200)).map(lambda n: timedelta(seconds=n)),
    idle=st.sampled_from((*[0] * 9, 45, 200, 4_000, None)).map(
        lambda n: None if n is None else timedelta(seconds=n)
    ),
    locked=st.sampled_from((*[False] * 15, True)),
    busy=st.sampled_from((False, False, False, True)),
    zone=st.sampled_from((*[None] * 400, *ZONES)),
    answer=st.sampled_from(("", "", "later", "much later", "skip", "rest", "pause", "off")),
)
days = st.tuples(starts, zones, wishes, st.lists(moves, min_size=15, max_size=50))


def answered(state: State, kind: Kind, now: datetime, answer: str) -> State:
    """The state after one answer to a reminder; an empty one is none."""
    match answer:
        case "later":
            return reminders.later(state, kind, now, LATER_MINUTES[0])
        case "much later":
            return reminders.later(state, kind, now, LATER_MINUTES[1])
        case "skip":
            return reminders.skipped(state, kind, now)
        case "rest":
            return reminders.rested(state, now)
        case "pause":
            return reminders.paused(state, now, timedelta(hours=1))
        case "off":
            return reminders.off(state, now)
    return state


def check(start: datetime, zone: str, wished: Wishes, day: list[Move]) -> list[Called]:
    """Lives through a day and asserts what holds on every one; what was called for."""
    state, at, here = State(), start, ZoneInfo(zone)
    called: list[Called] = []
    put_off: list[date] = []
    for move in day:
        at, here = at + move.gap, ZoneInfo(move.zone) if move.zone else here
        now = at.astimezone(here)
        state = reminders.looked(state, now, move.idle, move.locked)
        kind = reminders.to_show(state, wished, now)
        if kind is None or move.busy:
            continue
        assert not move.locked
        assert move.idle is None or move.idle < AWAY
        called.append(Called(at, now, kind))
        state = reminders.shown(state, kind, now, wished.every)
        assert reminders.to_show(state, wished, now) is None, "one at a time"
        state = answered(state, kind, now, move.answer)
        if kind is Kind.SESSION and "later" in move.answer:
            put_off.append(now.date())
    for one, other in pairwise(called):
        assert other.at - one.at >= LATER_MINUTES[0] * MINUTE, "none within the snooze"
    for one in called:
        assert not is_between(one.local.time(), wished.quiet), "none in quiet hours"
    sessions = [one.local.date() for one in called if one.kind is Kind.SESSION]
    for session in set(sessions):
        assert sessions.count(session) <= 1 + put_off.count(session), "none doubled"
        assert session.weekday() in wished.session_days
    return called


def is_between(clock: time, span: tuple[time, time]) -> bool:
    """Whether a time of day is in a span that may go over midnight; one of no length has nothing in it."""
    begin, end = span
    return begin <= clock < end if begin <= end else not end <= clock < begin
