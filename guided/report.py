"""A report for a practitioner: what was done, kept, felt and measured in a period, as values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from guided import messages, words
from guided.charts.discomfort import discomfort_in_words
from guided.charts.material import Material, since
from guided.charts.motion import courses, name_of, verdict
from guided.history.records import Summary
from guided.locales import Locale
from guided.prescribed import weeks_of
from guided.programme import Followed, Programme
from guided.routine import Routine

_MOST_MEASURES, _MOST_ROUTINES, _MOST_NOTES = 14, 5, 20
_DAY = timedelta(days=1)

_TITLE = "Movement report"
FROM_THE_PERSON = (
    "Made with Guided on the person’s own computer, from what they recorded themselves."
    " It is not an examination. A change may be chance where it is within the error of the measure, or where"
    " nobody knows that error."
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption, heads, and rows of which the first cell names the row."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a practitioner reads, each a sentence or a table; `notes` are a day and what was written then."""

    name: str
    period: str
    made_on: str
    sessions: tuple[str, ...]
    routines: Table | None
    discomfort: str
    measures: Table | None
    notes: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        """What it is, and whose."""
        return words.say(messages.REPORT_OF, name=self.name) if self.name else _TITLE


def report(
    material: Material,
    name: str = "",
    noted: Iterable[str] = (),
    programmes: Mapping[str, Programme] | None = None,
    followed: Sequence[Followed] = (),
    routines: Collection[Routine] = (),
) -> Report:
    """Sum up the period of `material`; `noted` are the sessions (ids) whose notes go with it.

    Of `routines` those count that somebody prescribed.
    """
    locale, first = material.locale, material.mondays[0]
    played = since(material, first)
    chosen = set(noted)
    notes = [(day, one) for day, one in played if one.id in chosen and one.note][:_MOST_NOTES]
    return Report(
        name=name,
        period=words.say(messages.PERIOD, first=_day(locale, first), last=_day(locale, material.today)),
        made_on=_day(locale, material.today),
        sessions=(
            *_sessions(material, played, programmes or {}, followed),
            *_prescribed(material, played, routines),
        ),
        routines=_routines(played),
        discomfort=discomfort_in_words(material),
        measures=_measures(material),
        notes=tuple((_day(locale, day), f"{one.routine_name}: {one.note}") for day, one in notes),
    )


def planned(programme: Programme, followed: Followed, first: date, last: date) -> int:
    """How many sessions a programme had planned in some days, had each been done on the day it was due."""
    number, due, count = 1, followed.started, 0
    while due <= last and number <= min(followed.until, len(programme.sessions)):
        count += due >= first
        due += _DAY * programme.session(number).days
        number += 1
    return count


def _last_due(followed: Followed, today: date) -> date:
    """The last day whose session counts as missed: today is not over, and a pause asks for nothing."""
    last = followed.done[-1].day if followed.done else followed.started - _DAY
    return last if followed.paused else max(last, today - _DAY)


# ---------------------------------------------------------------- what is in it


def _sessions(
    material: Material,
    played: Sequence[tuple[date, Summary]],
    programmes: Mapping[str, Programme],
    followed: Sequence[Followed],
) -> Iterator[str]:
    if not played:
        yield "There were no sessions."
        return
    minutes = words.minutes_in_all(one.played_ms for _, one in played)
    counted = words.say(messages.SESSIONS, n=len(played))
    days = len({day for day, _ in played})
    yield words.say(messages.REPORT_SESSIONS, sessions=counted, minutes=minutes, n=days)
    first = material.mondays[0]
    for one in followed:
        programme = programmes.get(one.programme_id)
        if programme is None:
            continue
        done = sum(first <= each.day <= material.today for each in one.done)
        due = planned(programme, one, first, _last_due(one, material.today))
        if due or done:
            yield words.say(messages.REPORT_KEPT, name=programme.name, done=done, n=max(due, done))
    whole = sum(one.counts for _, one in played)
    if whole < len(played):
        yield words.say(messages.REPORT_DONE, done=whole, n=len(played), least=words.ENOUGH)


def _prescribed(
    material: Material, played: Sequence[tuple[date, Summary]], routines: Collection[Routine]
) -> Iterator[str]:
    """On how many days each routine that was prescribed was done, of those asked for."""
    for routine in routines:
        if (asked := routine.prescribed) is None:
            continue
        days = {day for day, one in played if one.routine_id == routine.id and one.counts}
        weeks = [week for week in weeks_of(asked, days, material.today) if week.monday >= material.mondays[0]]
        if planned := sum(week.planned for week in weeks):
            kept = sum(week.kept for week in weeks)
            yield words.say(messages.REPORT_PRESCRIBED, name=routine.name, by=asked.by, kept=kept, n=planned)


def _routines(played: Sequence[tuple[date, Summary]]) -> Table | None:
    times = Counter(one.routine_name for _, one in played)
    minutes: Counter[str] = Counter()
    for _, one in played:
        minutes[one.routine_name] += words.minutes(one.played_ms)
    rows = tuple((name, str(count), str(minutes[name])) for name, count in times.most_common(_MOST_ROUTINES))
    return Table("Done most often", ("Routine", "Sessions", "Minutes"), rows) if rows else None


def _measures(material: Material) -> Table | None:
    first = material.mondays[0].isoformat()
    taken = [one for one in material.measured if one.taken >= first]
    found = courses(taken, material.measures.values())[:_MOST_MEASURES]
    locale = material.locale
    rows = tuple((name_of(one), locale.decimals(verdict(one))) for one in found)
    return Table("First and latest in the period", ("Measure", "Result"), rows) if rows else None


def _day(locale: Locale, day: date) -> str:
    return locale.day(day, "%d %B %Y")
