"""A process that plays into a history as fast as it can, for the tests that kill it.

It reads a line with a path from its standard input, forks, and the fork says its own number and a
line end, then plays: a dot for each thing that is on disk. When the fork has died there is a second
line end. To start a process anew for every kill would take ten times as long.
"""

import os
import sys
from itertools import count
from pathlib import Path

from guided.history.store import History, open_history
from guided.session import Record, Rep, SetDone

REPS = 9
STEPS = REPS + 2  # things on disk for a session: its begin, its reps, its end


def rep(number: int) -> Rep:
    """A rep of a session, `number` from 0."""
    return Rep(number // 3, 1, "left" if number % 2 else "right", number % 3 + 1)


def record(number: int, done: int) -> Record:
    """A session, `number` from 0, of which so many reps were done."""
    return Record(
        id=f"session-{number:06}",
        routine_id="hips",
        routine_name="Hips",
        routine='{"name":"Hips"}',
        started=f"2026-11-{number % 28 + 1:02}T10:00:00+00:00",
        offset_min=60,
        planned_ms=60_000,
        played_ms=1000 * done,
        sets=(SetDone(0, "hip-flexor", "ais", 1, "left", REPS, done),),
        phase_ms={"hold": 1000 * done},
    )


def written(history: History) -> int:
    """How many things have been written since the file was new."""
    under_way = history.unfinished()
    return len(history.sessions()) * STEPS + (1 + len(under_way.reps) if under_way else 0)


def write(history: History, thing: int) -> None:
    """Does the next thing, `thing` counted as `written` does."""
    number, step = divmod(thing, STEPS)
    if step == 0:
        history.begin(record(number, 0), '{"hold":2}')
    elif step <= REPS:
        history.finish_rep(f"session-{number:06}", rep(step - 1), {"hold": 1000 * step})
    else:
        history.add(record(number, REPS))


def play(path: Path) -> None:
    """Plays for ever, resuming what was under way."""
    os.write(1, f"{os.getpid()}\n".encode())
    history = open_history(path, "2026-11-24")
    for thing in count(written(history)):
        write(history, thing)
        os.write(1, b".")


def main() -> None:
    """Forks a player for every path it is told."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            play(Path(line.rstrip("\n")))
        os.waitpid(child, 0)
        os.write(1, b"\n")


if __name__ == "__main__":
    main()
