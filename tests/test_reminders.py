"""When somebody is called back: never two at once, never in a burst, and once a day for the session."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guided import reminders
from guided.reminders import (
    Kind,
    State,
    Wishes,
    from_json,
    later,
    looked,
    next_break,
    rested,
    session_time,
    settled,
    shown,
    skipped,
    to_json,
    to_show,
)
from tests import days
from tests.days import MINUTE, Move, zones
from tests.ten_days import ANSWERS, BERLIN, CALLED, WISHES, moments

NONE = timedelta()
ALWAYS = Wishes(True, hours=(time(0), time(0)), days=frozenset(range(7)), quiet=(time(0), time(0)))
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=BERLIN)


# ---------------------------------------------------------------- ten days


def live() -> list[str]:
    """Lives through the ten days; what was called for, by the person's clock."""
    state, called = State(), []
    for moment in moments():
        now = moment.now
        state = looked(state, now, moment.idle, moment.locked)
        if moment.played:
            state = settled(rested(state, now), now.date())
        kind = to_show(state, WISHES, now)
        if kind is not None and not moment.full:
            called.append(f"{moment.when} {kind.value}")
            answer = ANSWERS.get(moment.when, "")
            state = days.answered(shown(state, kind, now, WISHES.every), kind, now, answer)
    return called


def test_ten_days_call_for_what_was_written_down_beforehand() -> None:
    assert live() == CALLED


# ---------------------------------------------------------------- random days


@settings(max_examples=100)  # `python -m tests.attack days` lives through 10,000
@given(days.days)
def test_on_no_day_are_there_two_within_the_snooze_any_in_quiet_hours_or_one_doubled(
    day: tuple[datetime, str, Wishes, list[Move]],
) -> None:
    days.check(*day)


@settings(max_examples=150)
@given(
    days.starts,
    zones,
    days.clocks,
    st.lists(st.tuples(st.integers(1, 600), st.booleans(), st.none() | zones), max_size=60),
)
def test_the_session_is_called_for_once_on_each_day_on_which_somebody_is_there_late_enough(
    at: datetime, zone: str, clock: time, walk: list[tuple[int, bool, str | None]]
) -> None:
    wishes, state, called = Wishes(quiet=(time(0), time(0)), session_at=clock), State(), []
    for minutes, there, journey in walk:
        at, zone = at + minutes * MINUTE, journey or zone
        now = at.astimezone(ZoneInfo(zone))
        state = looked(state, now, NONE if there else timedelta(hours=3))
        before = state
        if to_show(state, wishes, now) is Kind.SESSION:
            assert now.date() not in called
            called.append(now.date())
            state = shown(state, Kind.SESSION, now, wishes.every)
        wanted = session_time(wishes, now)
        assert wanted is not None
        soon = before.shown is not None and at - before.shown < 5 * MINUTE
        if there and at >= wanted and not soon:
            assert now.date() in called


@settings(max_examples=100)
@given(days.starts, zones, st.lists(st.tuples(st.integers(0, 200), st.booleans()), min_size=1, max_size=40))
def test_a_break_is_due_after_so_much_sitting_and_never_on_coming_back(
    at: datetime, zone: str, walk: list[tuple[int, bool]]
) -> None:
    state, since = State(), at
    seen: datetime | None = None
    for step, there in walk:
        at += timedelta(seconds=step * 3)
        now = at.astimezone(ZoneInfo(zone))
        state = looked(state, now, NONE, locked=not there)
        if not there:
            continue
        if seen is None or at - seen >= reminders.AWAY:
            since = at
        seen = at
        due = next_break(state, ALWAYS, now)
        assert due == since + ALWAYS.every
        assert (to_show(state, ALWAYS, now) is Kind.BREAK) is (due <= at)


# ---------------------------------------------------------------- nights on which the clock changes

TEN_ZONES = (
    "Europe/Berlin",
    "Europe/Dublin",  # in winter it is an hour less than usual, by law
    "America/New_York",
    "America/Nuuk",  # the clock has jumped from 22:00 and from 23:00
    "America/Santiago",  # at midnight
    "Africa/Cairo",
    "Africa/Casablanca",  # an hour less in Ramadan
    "Antarctica/Troll",  # by two hours
    "Australia/Lord_Howe",  # by half an hour
    "Pacific/Apia",  # a day was left out
)


def changes(zone: ZoneInfo) -> dict[tuple[object, ...], datetime]:
    """A change of the clock for each rule there was since 1990: by how much, and when in day and year."""
    found: dict[tuple[object, ...], datetime] = {}
    day = datetime(1990, 1, 1, tzinfo=UTC)
    while day < datetime(2037, 1, 1, tzinfo=UTC):
        low, high = day, day + timedelta(days=1)
        day = high
        before, after = low.astimezone(zone).utcoffset(), high.astimezone(zone).utcoffset()
        if before == after:
            continue
        while high - low > MINUTE:
            middle = low + (high - low) / 2
            low, high = (middle, high) if middle.astimezone(zone).utcoffset() == before else (low, middle)
        local = low.astimezone(zone)
        found[before, after, local.hour, local.month] = high.replace(second=0, microsecond=0)
    return found


@pytest.mark.parametrize("name", TEN_ZONES)
def test_whenever_the_clock_changes_the_session_is_called_for_once_a_day(name: str) -> None:
    zone = ZoneInfo(name)
    rules = changes(zone)
    assert rules
    for change in rules.values():
        for clock in (time(0, 0), time(0, 30), time(1, 30), time(2, 30), time(22, 15), time(23, 30)):
            wishes = Wishes(quiet=(time(0), time(0)), session_at=clock)
            state, called, lived, at = State(), [], [], change - timedelta(hours=40)
            while at < change + timedelta(hours=40):
                at += 15 * MINUTE
                now = at.astimezone(zone)
                lived.append(now.date())
                state = looked(state, now, NONE)
                if to_show(state, wishes, now):
                    called.append(now.date())
                    state = shown(state, Kind.SESSION, now, wishes.every)
            whole = sorted(set(lived))[1:-1]  # at the ends the time may be before or after what was lived
            assert set(whole) <= set(called), (change, clock, called)
            assert all(one < other for one, other in pairwise(called)), (change, clock, called)


@pytest.mark.parametrize(
    ("day", "zone", "clock", "comes"),
    [
        ((2026, 3, 29), "Europe/Berlin", time(2, 30), "03:30"),  # it goes from 02:00 to 03:00
        ((2026, 10, 25), "Europe/Berlin", time(2, 30), "02:30"),  # the first of two
        ((2025, 3, 29), "America/Nuuk", time(23, 50), "22:50"),  # from 23:00 to midnight: no later that day
    ],
)
def test_a_time_that_is_not_there_or_there_twice(
    day: tuple[int, int, int], zone: str, clock: time, comes: str
) -> None:
    noon = datetime(*day, 12, tzinfo=ZoneInfo(zone))
    found = session_time(Wishes(quiet=(time(0), time(0)), session_at=clock), noon)
    assert found is not None
    local = found.astimezone(noon.tzinfo)
    assert (local.strftime("%H:%M"), local.date(), local.fold) == (comes, noon.date(), 0)


# ---------------------------------------------------------------- one by one


def sitting(minutes: int, start: datetime = MONDAY) -> tuple[State, datetime]:
    """Somebody who has typed for so long, and when that is."""
    state = State()
    for minute in range(minutes + 1):
        state = looked(state, start + minute * MINUTE, NONE)
    return state, start + minutes * MINUTE


def test_a_reminder_without_an_answer_waits_and_comes_again_after_as_long() -> None:
    state, now = sitting(50)
    assert to_show(state, WISHES, now) is Kind.BREAK
    state = shown(state, Kind.BREAK, now, WISHES.every)
    assert state.waiting
    assert next_break(state, WISHES, now) == now + WISHES.every
    assert not rested(state, now).waiting


@pytest.mark.parametrize("minutes", reminders.LATER_MINUTES)
def test_later_is_so_much_later_unless_there_was_a_break(minutes: int) -> None:
    state, now = sitting(50)
    state = later(shown(state, Kind.BREAK, now, WISHES.every), Kind.BREAK, now, minutes)
    assert next_break(state, WISHES, now) == now + minutes * MINUTE
    back = now + 6 * MINUTE
    assert next_break(looked(state, back, NONE), WISHES, back) == back + WISHES.every


def test_nobody_is_called_who_may_just_be_going() -> None:
    state, now = sitting(48)
    for minute in (1, 2, 3):
        state = looked(state, now + minute * MINUTE, minute * MINUTE)
        assert to_show(state, WISHES, now + minute * MINUTE) is None
    assert to_show(looked(state, now + 4 * MINUTE, NONE), WISHES, now + 4 * MINUTE) is Kind.BREAK


def test_nobody_is_called_at_a_locked_screen_however_short_the_time() -> None:
    state, now = sitting(50)
    assert to_show(looked(state, now, NONE, locked=True), WISHES, now) is None


def test_the_next_break_is_told_over_nights_and_weekends() -> None:
    state, now = sitting(30, MONDAY.replace(hour=16, minute=20))
    tuesday = MONDAY + timedelta(days=1)
    assert next_break(state, WISHES, now) == tuesday
    friday = now + timedelta(days=4)
    state = looked(State(), friday, NONE)
    assert next_break(state, WISHES, friday) == MONDAY + timedelta(days=7)
    early = Wishes(True, hours=(time(5), time(17)))
    assert next_break(looked(State(), friday, NONE), early, friday) == MONDAY + timedelta(days=7, hours=-2)


def test_not_today_is_until_midnight_and_a_pause_until_it_is_over() -> None:
    state, now = sitting(50)
    assert to_show(reminders.off(state, now), WISHES, now) is None
    assert next_break(reminders.off(state, now), WISHES, now) == MONDAY + timedelta(days=1)
    waits = reminders.paused(state, now, timedelta(hours=1))
    assert next_break(waits, WISHES, now) == now + timedelta(hours=1)
    assert to_show(reminders.resumed(waits), WISHES, now) is Kind.BREAK


def test_hours_over_midnight_belong_to_the_day_on_which_they_begin() -> None:
    night = Wishes(True, hours=(time(22), time(6)), days=frozenset({4}), quiet=(time(0), time(0)))
    saturday = MONDAY + timedelta(days=5)
    for hour, called in ((3, True), (7, False)):
        state, now = sitting(50, saturday.replace(hour=hour - 1, minute=10))
        assert (to_show(state, night, now) is Kind.BREAK) is called


@pytest.mark.parametrize("breaks", [False, True])
def test_after_work_the_session_is_called_for_when_a_break_would_be_due(breaks: bool) -> None:
    # Breaks end at five, and may be off: it comes all the same.
    wishes = Wishes(breaks, hours=(time(9), time(16, 30)), after_work=True)
    state, now = sitting(60, MONDAY.replace(hour=16, minute=40))
    assert to_show(state, wishes, now) is None
    state, now = sitting(80, MONDAY.replace(hour=16, minute=40))
    assert to_show(state, wishes, now) is Kind.SESSION
    state = shown(state, Kind.SESSION, now, wishes.every)
    for minute in range(240):
        moment = now + minute * MINUTE
        state = looked(state, moment, NONE)
        assert to_show(state, wishes, moment) is None


@pytest.mark.parametrize(("clock", "comes"), [(time(6), "07:00"), (time(23), "21:45"), (time(12), "12:00")])
def test_a_session_in_quiet_hours_comes_after_them_or_just_before(clock: time, comes: str) -> None:
    found = session_time(Wishes(session_at=clock), MONDAY)
    assert found is not None
    assert found.astimezone(BERLIN).strftime("%H:%M") == comes


def test_somebody_called_to_a_session_is_not_called_to_a_break_as_well() -> None:
    wishes = Wishes(True, session_at=time(9, 50))
    state, now = sitting(50)
    assert to_show(state, wishes, now) is Kind.SESSION
    state = shown(state, Kind.SESSION, now, wishes.every)
    assert next_break(state, wishes, now) == now + 15 * MINUTE
    assert skipped(state, Kind.SESSION, now).sat == state.sat


def test_a_session_that_is_due_right_after_a_break_was_called_for_waits_a_little() -> None:
    wishes = Wishes(True, session_at=time(9, 52))
    state, now = sitting(50)
    assert to_show(state, wishes, now) is Kind.BREAK
    state = skipped(shown(state, Kind.BREAK, now, wishes.every), Kind.BREAK, now)
    for minute in range(1, 6):
        moment = now + minute * MINUTE
        state = looked(state, moment, NONE)
        assert to_show(state, wishes, moment) is (Kind.SESSION if minute == 5 else None)


def test_a_clock_set_to_another_year_and_back_does_no_harm() -> None:
    state, now = sitting(40)
    away = now.replace(year=2030)
    state = looked(looked(state, away, NONE), now + MINUTE, NONE)
    assert next_break(state, WISHES, now + MINUTE) == now + MINUTE + WISHES.every
    put_off = later(state, Kind.BREAK, now + MINUTE, 15)
    back = looked(put_off, now - timedelta(hours=1), NONE)
    assert back.break_after == now - timedelta(hours=1) + 15 * MINUTE


def test_what_is_kept_is_read_again_and_rubbish_is_a_fresh_start() -> None:
    state, now = sitting(50)
    state = shown(shown(state, Kind.SESSION, now, WISHES.every), Kind.BREAK, now, WISHES.every)
    state = reminders.off(reminders.paused(later(state, Kind.SESSION, now, 5), now, MINUTE), now)
    assert from_json(to_json(state)) == state
    assert from_json('{"off": "2026-11-23", "more": 1}') == State(off=MONDAY.date())
    for junk in ("", "[]", "1", '{"seen": 3}', '{"seen": "2026-11-23T09:00"}', '{"sat": "x"}', '{"off": 1}'):
        assert from_json(junk) == State()
