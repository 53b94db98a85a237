"""What is told of past sessions without reading them whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from guided.history.records import Summary, lately

TODAY = date(2026, 11, 24)


def session(days_ago: int, hour: int = 12) -> Summary:
    at = datetime(2026, 11, 24, hour) - timedelta(days=days_ago)
    return Summary("id", at.isoformat(), 60, "deep-hip", "Deep hip", 60_000, 1, 1, 2, 3, "", True)


def test_lately_is_four_weeks_oldest_first_on_the_persons_clock() -> None:
    found = lately([session(0), session(1, 23), session(28), session(29)], TODAY)
    assert [one.at for one in found] == [
        datetime(2026, 10, 27, 13),
        datetime(2026, 11, 24, 0),
        datetime(2026, 11, 24, 13),
    ]
    assert (found[0].routine_id, found[0].played_ms, found[0].after) == ("deep-hip", 60_000, 3)


def test_the_last_session_is_there_however_long_ago_and_no_other_is_looked_at() -> None:
    looked: list[int] = []

    def sessions() -> Iterator[Summary]:
        for days in range(400, 10_000):
            looked.append(days)
            yield session(days)

    assert len(lately(sessions(), TODAY)) == 1
    assert looked == [400, 401]
    assert lately([], TODAY) == ()
