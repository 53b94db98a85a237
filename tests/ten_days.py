"""Ten days of somebody's life at a computer, and what they are called to on them, written down beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from guided.reminders import Wishes

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
EVERY = timedelta(seconds=30)

WISHES = Wishes(True, session_at=time(18, 30))

# What somebody does, each day by their own clock. "keys" and "away" are whether they type; at "unknown"
# nobody can say how long no key was touched, so that a screen without a lock is somebody.
LIFE = """
2026-03-23 09:00 keys
           12:00 away       lunch
           12:45 keys
           17:00 away
           18:00 keys
           18:40 away
2026-03-24 08:30 keys
           10:15 away       a break
           10:21 keys
           11:00 asleep
           13:30 awake
           14:00 full
           15:00 small
           19:00 away
2026-03-25 16:30 keys
           17:30 away
           20:15 keys
           21:59 away
2026-03-26 09:00 keys
           09:30 lock
           09:33 unlock
           10:00 lock
           10:20 unlock
           12:12 away
2026-03-27 17:00 keys
           17:30 played
           18:45 away
2026-03-28 10:00 keys
           12:00 away
           18:00 keys
           18:45 away
2026-03-29 01:00 keys       the clock goes from 02:00 to 03:00
           04:30 away
           17:00 keys
           19:00 away
2026-03-30 09:00 keys
           10:00 away
           14:00 keys       in the air
           15:30 away
           21:59 fly        to New York, where it is 15:59
           16:00 keys
           18:40 away
2026-03-31 09:00 keys
           10:00 away
           18:00 keys
           18:45 back       the clock is set to 17:45
           19:30 away
2026-04-01 09:00 unknown
           11:00 lock
"""

ANSWERS = {
    "2026-03-24 09:20": "later",
    "2026-03-24 09:25": "skip",
    "2026-03-24 15:00": "off",
    "2026-03-25 20:15": "much later",
    "2026-03-26 11:10": "pause",
}

CALLED = [
    "2026-03-23 09:50 break",
    "2026-03-23 10:40 break",
    "2026-03-23 11:30 break",
    "2026-03-23 13:35 break",  # lunch was one
    "2026-03-23 14:25 break",
    "2026-03-23 15:15 break",
    "2026-03-23 16:05 break",
    "2026-03-23 16:55 break",
    "2026-03-23 18:30 session",
    "2026-03-24 09:20 break",
    "2026-03-24 09:25 break",  # put off by five minutes
    "2026-03-24 10:15 break",  # 50 minutes after the one that was skipped
    "2026-03-24 15:00 break",  # due at 14:20, but something else had the whole screen
    "2026-03-25 20:15 session",  # nobody was there at 18:30
    "2026-03-25 20:30 session",
    "2026-03-26 09:50 break",  # three minutes of a locked screen are none
    "2026-03-26 11:10 break",  # twenty are
    "2026-03-26 12:10 break",  # the pause of an hour is over
    "2026-03-28 18:30 session",
    "2026-03-29 18:30 session",
    "2026-03-30 09:50 break",
    "2026-03-30 14:50 break",
    "2026-03-30 16:50 break",
    "2026-03-30 18:30 session",
    "2026-03-31 09:50 break",
    "2026-03-31 18:30 session",  # and not again when it was 18:30 for the second time
    "2026-04-01 09:50 break",
    "2026-04-01 10:40 break",
]


class Moment(NamedTuple):
    """A look at the computer, half a minute after the last one."""

    now: datetime
    idle: timedelta | None
    locked: bool
    full: bool
    played: bool

    @property
    def when(self) -> str:
        """By the person's clock."""
        return self.now.strftime("%Y-%m-%d %H:%M")


def script() -> Iterator[tuple[str, str]]:
    """When what is done, by the person's clock."""
    day = ""
    for line in LIFE.strip().splitlines():
        day = line[:10].strip() or day
        clock, what = line[11:].split()[:2]
        yield f"{day} {clock}", what


def moments() -> Iterator[Moment]:
    """Every look of the ten days; while the computer sleeps there is none."""
    left = list(script())
    typed = at = datetime(2026, 3, 23, 8, 0, tzinfo=BERLIN).astimezone(UTC)
    zone, wall = BERLIN, timedelta()
    doing: set[str] = set()
    over = {"away": "keys", "unlock": "lock", "awake": "asleep", "small": "full"}
    while at < datetime(2026, 4, 1, 22, 0, tzinfo=UTC):
        at += EVERY
        played = False
        while left and (at + wall).astimezone(zone).strftime("%Y-%m-%d %H:%M") == left[0][0]:
            what = left.pop(0)[1]
            if what in over:
                doing -= {over[what]}
            elif what == "fly":
                zone = NEW_YORK
            elif what == "back":
                wall -= timedelta(hours=1)
            elif what == "played":
                played = True
            else:
                doing |= {what}
        if "keys" in doing and "lock" not in doing:
            typed = at
        if "asleep" not in doing:
            idle = None if "unknown" in doing else at - typed
            yield Moment((at + wall).astimezone(zone), idle, "lock" in doing, "full" in doing, played)
    assert not left
