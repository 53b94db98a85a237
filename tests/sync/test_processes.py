import random
from pathlib import Path

from tests.sync.kills import killed


def test_three_machines_that_are_killed_at_random_end_alike_and_have_everything(tmp_path: Path) -> None:
    assert killed(tmp_path, kills=20, chance=random.Random()) == []
