"""What charts are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from guided.history.records import Summary
from guided.locales import ENGLISH, Locale
from guided.measures import Measure, Taken
from guided.progress import monday

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Material:
    """All that a chart may need: what was done and measured, newest first, and what goes with it.

    `weeks` is the period asked for, this week its last one. `goal` are the minutes a week that somebody
    set out for, 0 for none. `regions` has the share of a session (id) that each region of the body had, None
    while that is still being read; `sore` are the regions that hurt, `rest` the days off that a programme
    planned.
    """

    today: date
    weeks: int = 12
    sessions: Sequence[Summary] = ()
    measured: Sequence[Taken] = ()
    measures: Mapping[str, Measure] = field(default_factory=dict)
    regions: Mapping[str, Mapping[str, float]] | None = None
    rest: frozenset[date] = frozenset()
    sore: tuple[str, ...] = ()
    goal: int = 0
    locale: Locale = ENGLISH

    @property
    def mondays(self) -> list[date]:
        """The days on which the weeks of the period begin, oldest first."""
        this_week = monday(self.today)
        return [this_week - _WEEK * ago for ago in reversed(range(self.weeks))]


def since(material: Material, first: date) -> list[tuple[date, Summary]]:
    """The sessions from a day on to today, each with its local day, newest first.

    It looks at no session that is much older: a history may be long. What a clock set back leaves behind
    after today is left out.
    """
    earliest = (first - timedelta(days=2)).isoformat()
    found = []
    for one in material.sessions:
        if one.started < earliest:
            break
        day = one.local_start.date()
        if first <= day <= material.today:
            found.append((day, one))
    return found


def by_week(material: Material) -> dict[date, list[Summary]]:
    """The sessions of the period by the Monday of their week, oldest week first; empty weeks too."""
    weeks: dict[date, list[Summary]] = {start: [] for start in material.mondays}
    for day, one in since(material, material.mondays[0]):
        weeks[monday(day)].append(one)
    return weeks


def ids(sessions: Sequence[Summary]) -> tuple[str, ...]:
    """The ids of sessions."""
    return tuple(one.id for one in sessions)
