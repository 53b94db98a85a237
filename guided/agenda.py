"""The planned sessions of programmes as iCalendar, for the calendar a person looks at anyway.

A session keeps its id, so a file written anew moves what has moved instead of adding it again. Sessions of
the same name at the same distance are one event that recurs. The format is that of RFC 5545.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from guided import words
from guided.library import Library
from guided.programme import Followed, PlannedSession, Programme, today
from guided.settings import Settings
from guided.timeline import length_ms
from guided.zone import zone_name

_LONGEST_LINE = 75  # bytes
_REMIND_MIN = 10
_USUAL_MS = 900_000  # a session whose steps a programme states itself
_STAMP = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class When:
    """Where in the day sessions are: minutes after midnight, in a zone with a name, or wherever one is."""

    minutes: int
    zone: ZoneInfo | None


@dataclass(frozen=True, slots=True)
class Event:
    """A session to come, or several at the same distance in days."""

    number: int
    session: PlannedSession
    day: date
    count: int = 1
    days: int = 0


def agenda(
    followed: Sequence[tuple[Programme, Followed]],
    when: When,
    length_ms: Callable[[Programme, PlannedSession], int],
    now: datetime,
) -> str:
    """A calendar of what is still to come of the programmes, if every session is done on its day.

    `now` is in UTC. A paused programme has nothing to come.
    """
    day = (now.astimezone(when.zone) if when.zone else now.astimezone()).date()
    planned = [(one, run, events_of(one, run, day)) for one, run in followed]
    days = [
        event.day + timedelta(days=event.days * event.count) for *_, events in planned for event in events
    ]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Guided//Guided//EN", "CALSCALE:GREGORIAN"]
    if when.zone is not None and days:
        lines += _zone(when.zone, day, max(days))
    for programme, run, events in planned:
        for event in events:
            lines += _event(programme, run, event, when, length_ms(programme, event.session), now)
    return "".join(f"{line}\r\n" for whole in (*lines, "END:VCALENDAR") for line in _folded(whole))


def agenda_of(library: Library, followed: Iterable[Followed], settings: Settings, now: datetime) -> str:
    """A calendar of the programmes that are followed, each session at the time of day of its reminder."""
    zone = None
    with suppress(ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo(zone_name())

    def long_ms(programme: Programme, session: PlannedSession) -> int:
        routine = programme.routines.get(session.routine) or library.routines.get(session.routine)
        return length_ms(routine, library, settings) if routine else _USUAL_MS

    known = [
        (library.programmes[one.programme_id], one)
        for one in followed
        if one.programme_id in library.programmes
    ]
    return agenda(known, When(round(settings.session_at * 60), zone), long_ms, now)


def events_of(programme: Programme, followed: Followed, day: date) -> list[Event]:
    """The sessions still to come, those that recur together."""
    found = today(programme, followed, day)
    if found.kind == "paused":
        return []
    until = min(followed.until, len(programme.sessions))
    due, events = max(found.due, day), list[Event]()
    for number in range(found.number, until + 1):
        session, first = programme.session(number), _first_alike(programme, number)
        last = events[-1] if events else None
        if last is not None and last.number == first:
            events[-1] = Event(first, last.session, last.day, last.count + 1, session.days)
        else:
            events.append(Event(first, session, due, 1, session.days))
        due += timedelta(days=session.days)
    return events


def _first_alike(programme: Programme, number: int) -> int:
    """The first of the sessions of the same name and distance that lie before a session in a row."""
    here = programme.session(number)
    alike = (here.name, here.routine, here.stage, here.days)
    while number > 1:
        before = programme.session(number - 1)
        if (before.name, before.routine, before.stage, before.days) != alike:
            break
        number -= 1
    return number


def _event(
    programme: Programme, followed: Followed, event: Event, when: When, length_ms: int, now: datetime
) -> Iterator[str]:
    start = datetime(event.day.year, event.day.month, event.day.day) + timedelta(minutes=when.minutes)
    name = ": ".join(filter(None, (programme.name, event.session.name)))
    yield "BEGIN:VEVENT"
    yield f"UID:{programme.id}-{followed.run}-{event.number}@guided"
    yield f"DTSTAMP:{now:{_STAMP}}Z"
    yield f"DTSTART{f';TZID={when.zone.key}' if when.zone else ''}:{start:{_STAMP}}"
    yield f"DURATION:PT{max(words.minutes(length_ms), 1)}M"
    if event.count > 1:
        yield f"RRULE:FREQ=DAILY;INTERVAL={event.days};COUNT={event.count}"
    yield f"SUMMARY:{_text(name)}"
    if event.session.goal:
        yield f"DESCRIPTION:{_text(event.session.goal)}"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-PT{_REMIND_MIN}M")
    yield f"DESCRIPTION:{_text(name)}"
    yield from ("END:VALARM", "END:VEVENT")


def _zone(zone: ZoneInfo, first: date, last: date) -> Iterator[str]:
    """What a calendar needs to know of a zone from a day to a day."""
    yield from ("BEGIN:VTIMEZONE", f"TZID:{zone.key}")
    at = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(days=366)
    end = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=2)
    yield from _offset(zone, at, at)
    while at < end:
        later = at + timedelta(days=1)
        if _ahead(zone, at) != _ahead(zone, later):
            change = next(at + timedelta(minutes=n) for n in range(1, 1441) if _changed(zone, at, n))
            yield from _offset(zone, change - timedelta(minutes=1), change)
        at = later
    yield "END:VTIMEZONE"


def _offset(zone: ZoneInfo, before: datetime, at: datetime) -> Iterator[str]:
    """An offset that holds from a time on."""
    here = at.astimezone(zone)
    kind = "DAYLIGHT" if here.dst() else "STANDARD"
    local = at + _ahead(zone, before)
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{local:{_STAMP}}"
    yield f"TZOFFSETFROM:{_signed(_ahead(zone, before))}"
    yield f"TZOFFSETTO:{_signed(_ahead(zone, at))}"
    yield f"TZNAME:{here.tzname()}"
    yield f"END:{kind}"


def _changed(zone: ZoneInfo, at: datetime, minutes: int) -> bool:
    return _ahead(zone, at + timedelta(minutes=minutes)) != _ahead(zone, at)


def _ahead(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta(0)


def _signed(ahead: timedelta) -> str:
    minutes = round(ahead.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def _text(text: str) -> str:
    """A text as a value: what divides values and lines is escaped."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> Iterator[str]:
    """A line in pieces, none too long, each but the first after a space."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > _LONGEST_LINE:
            yield piece
            piece = " "
        piece += letter
    yield piece
