"""What programmes and prescriptions plan as iCalendar, for the calendar a person looks at anyway.

A session keeps its id, so a file written anew moves what has moved instead of adding it again. Sessions of
the same name at the same distance are one event that recurs. The format is that of RFC 5545.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from guided import words
from guided.library import Library
from guided.prescribed import due_days, in_words
from guided.programme import Followed, PlannedSession, Programme, today
from guided.routine import Routine
from guided.settings import Settings
from guided.timeline import length_ms
from guided.zone import zone_name

_LONGEST_LINE = 75  # bytes
_REMIND_MIN = 10
_USUAL_MS = 900_000  # a session whose steps a programme states itself
_STAMP = "%Y%m%dT%H%M%S"
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_A_MONDAY = date(2026, 1, 5)  # any will do


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


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as a calendar has it: `rule` says how it recurs from the `first` to the `last` day."""

    uid: str
    name: str
    about: str
    first: date
    last: date
    rule: str
    length_ms: int


def agenda(entries: Sequence[Entry], when: When, now: datetime) -> str:
    """A calendar of what is still to come; `now` is in UTC."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Guided//Guided//EN", "CALSCALE:GREGORIAN"]
    if when.zone is not None and entries:
        lines += _zone(when.zone, _today(when, now), max(entry.last for entry in entries))
    for entry in entries:
        lines += _lines(entry, when, now)
    return "".join(f"{line}\r\n" for whole in (*lines, "END:VCALENDAR") for line in _folded(whole))


def agenda_of(library: Library, followed: Iterable[Followed], settings: Settings, now: datetime) -> str:
    """A calendar of the programmes that are followed and of what is prescribed.

    Each session is at the time of day of its reminder.
    """
    zone = None
    with suppress(ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo(zone_name())

    def long_ms(programme: Programme, session: PlannedSession) -> int:
        routine = programme.routines.get(session.routine) or library.routines.get(session.routine)
        return length_ms(routine, library, settings) if routine else _USUAL_MS

    when = When(round(settings.session_at * 60), zone)
    day, entries = _today(when, now), list[Entry]()
    for run in followed:
        if programme := library.programmes.get(run.programme_id):
            entries += entries_of(programme, run, day, partial(long_ms, programme))
    for routine in library.routines.values():
        entries += prescribed_entries(routine, day, partial(length_ms, routine, library, settings))
    return agenda(entries, when, now)


def entries_of(
    programme: Programme, followed: Followed, day: date, length_ms: Callable[[PlannedSession], int]
) -> Iterator[Entry]:
    """What is to come of a programme, if every session is done on its day; nothing while it is paused."""
    for event in events_of(programme, followed, day):
        session = event.session
        yield Entry(
            uid=f"{programme.id}-{followed.run}-{event.number}",
            name=": ".join(filter(None, (programme.name, session.name))),
            about=session.goal,
            first=event.day,
            last=event.day + timedelta(days=event.days * event.count),
            rule=f"FREQ=DAILY;INTERVAL={event.days};COUNT={event.count}" if event.count > 1 else "",
            length_ms=length_ms(session),
        )


def prescribed_entries(routine: Routine, day: date, length_ms: Callable[[], int]) -> Iterator[Entry]:
    """What is to come of a prescription, on the same days of every week."""
    asked = routine.prescribed
    if asked is None:
        return
    week = replace(asked, given=_A_MONDAY, until=_A_MONDAY + timedelta(days=6))
    weekdays = [due.weekday() for due in due_days(week, (), week.given, week.until)]
    first = max(day, asked.given)
    span = range(max((asked.until - first).days + 1, 0))
    days = [due for ahead in span if (due := first + timedelta(days=ahead)).weekday() in weekdays]
    if days:
        names = ",".join(_WEEKDAYS[weekday] for weekday in weekdays)
        rule = f"FREQ=WEEKLY;BYDAY={names};COUNT={len(days)}" if len(days) > 1 else ""
        uid = f"{routine.id}-{asked.given:%Y%m%d}"
        yield Entry(uid, routine.name, in_words(asked), days[0], days[-1], rule, length_ms())


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


def _today(when: When, now: datetime) -> date:
    return (now.astimezone(when.zone) if when.zone else now.astimezone()).date()


def _lines(entry: Entry, when: When, now: datetime) -> Iterator[str]:
    start = datetime.combine(entry.first, time()) + timedelta(minutes=when.minutes)
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}@guided"
    yield f"DTSTAMP:{now:{_STAMP}}Z"
    yield f"DTSTART{f';TZID={when.zone.key}' if when.zone else ''}:{start:{_STAMP}}"
    yield f"DURATION:PT{max(words.minutes(entry.length_ms), 1)}M"
    if entry.rule:
        yield f"RRULE:{entry.rule}"
    yield f"SUMMARY:{_text(entry.name)}"
    if entry.about:
        yield f"DESCRIPTION:{_text(entry.about)}"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-PT{_REMIND_MIN}M")
    yield f"DESCRIPTION:{_text(entry.name)}"
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
