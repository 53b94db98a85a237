"""What a history keeps when its process is killed: everything it said was on disk."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from guided.history.store import History, open_history
from guided.session import Rep
from tests.history.player import REPS, STEPS, record, rep, written

KILLS = 200
KILLS_A_FILE = 20  # so that every twentieth comes while the file is being made
ROOT = Path(__file__).resolve().parent.parent.parent

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork and no SIGKILL")


@pytest.fixture
def player() -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tests.history.player"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(10) == 0


def test_two_hundred_kills_lose_nothing_that_was_on_disk(
    player: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    chance = random.Random(20261124)
    kills_under_way, window = 0, 0.060  # s, in which a quick disk writes some sessions
    for file in range(KILLS // KILLS_A_FILE):
        path = tmp_path / str(file) / "history.db"
        before = 0
        for _ in range(KILLS_A_FILE):
            seen = played_until_killed(player, path, chance.uniform(0.08 * window, window))
            window = window if seen else min(1.1 * window, 0.2)  # a slow one has to have its time
            acknowledged = before + seen
            history = open_history(path, "2026-11-24")
            assert history.note is None
            assert history.writable
            before = written(history)
            assert acknowledged <= before <= acknowledged + 1
            holds_exactly(history, before)
            kills_under_way += history.unfinished() is not None
            history.close()
    assert kills_under_way > KILLS / 2


def played_until_killed(player: subprocess.Popen[bytes], path: Path, seconds: float) -> int:
    """How many things a player that was killed after so many seconds said were on disk."""
    assert player.stdin is not None
    assert player.stdout is not None
    player.stdin.write(f"{path}\n".encode())
    player.stdin.flush()
    number = int(player.stdout.readline())
    time.sleep(seconds)  # the moment of death is what is tested
    os.kill(number, signal.SIGKILL)
    return player.stdout.readline().count(b".")


def holds_exactly(history: History, things: int) -> None:
    """Asserts that each session, and each rep of the one under way, is what was written."""
    sessions, steps = divmod(things, STEPS)
    for number in range(sessions):
        assert history.session(record(number, REPS).id) == record(number, REPS)
    under_way = history.unfinished()
    if steps == 0:
        assert under_way is None
        return
    assert under_way is not None
    assert under_way.record == record(sessions, 0)
    assert under_way.plan_json == '{"hold":2}'
    assert under_way.reps == tuple(rep(number) for number in range(steps - 1))
    assert all(isinstance(one, Rep) for one in under_way.reps)
    assert under_way.phase_ms == ({"hold": 1000 * (steps - 1)} if steps > 1 else {})
