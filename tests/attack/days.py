"""Days at random, with journeys and clocks that change: no reminder too many, too close or at night."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings

from guided.reminders import Wishes
from tests import days
from tests.attack.tables import Row
from tests.days import Move

_EACH = 100  # days for one of what is counted


def attack(count: int, chance: random.Random, scratch: Path) -> list[Row]:
    """A hundred times so many days."""
    lived = called = 0

    @seed(chance.randrange(1 << 32))
    @settings(
        max_examples=count * _EACH, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(days.days)
    def live(day: tuple[datetime, str, Wishes, list[Move]]) -> None:
        nonlocal lived, called
        lived += 1
        called += len(days.check(*day))

    try:
        live()
    except AssertionError as wrong:
        return [Row("days", "days with reminders", lived, 1, repr(wrong))]
    return [Row("days", "days with reminders", lived, 0), Row("days", "reminders on them", called, 0)]
