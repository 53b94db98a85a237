"""Sessions for charts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from guided.charts.material import Material
from guided.history.records import Summary

TODAY = date(2026, 11, 25)  # a Wednesday


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def session(
    day: date,
    minutes: float = 10,
    before: int | None = None,
    after: int | None = None,
    reps: tuple[int, int] = (8, 10),
    hour: int = 7,
    routine: str = "hips",
) -> Summary:
    """A session in local time, one hour ahead of UTC."""
    start = datetime.combine(day, time(hour), UTC) - timedelta(hours=1)
    return Summary(
        id=f"{day.isoformat()}-{hour}",
        started=start.strftime("%Y-%m-%dT%H:%M:%SZ"),
        offset_min=60,
        routine_id=routine,
        routine_name="Hips",
        played_ms=round(minutes * 60_000),
        reps_done=reps[0],
        reps_planned=reps[1],
        before=before,
        after=after,
        note="",
        complete=True,
    )


def material(sessions: Iterable[Summary] = (), weeks: int = 4, **others: object) -> Material:
    """What charts are made of, with sessions in any order."""
    newest_first = tuple(sorted(sessions, key=lambda one: one.started, reverse=True))
    return Material(TODAY, weeks, newest_first, **others)  # type: ignore[arg-type]
