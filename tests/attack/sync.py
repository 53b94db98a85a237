"""Several machines: what is said of merging, many times over, and real processes that are killed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from hypothesis import settings

from tests.attack.tables import Row
from tests.sync import test_facts
from tests.sync.kills import killed

_EXAMPLES = 30  # of each property for every kill


def attack(count: int, chance: random.Random, scratch: Path) -> Iterator[Row]:
    """Tries every property of facts and files, then kills three machines with one folder."""
    for name, check in vars(test_facts).items():
        if hasattr(check, "hypothesis"):
            bad = ""
            try:
                settings(max_examples=_EXAMPLES * count, deadline=None)(check)()
            except AssertionError as error:
                bad = str(error)
            what = name.removeprefix("test_").replace("_", " ")
            yield Row("sync", what[:43], _EXAMPLES * count, bool(bad), bad)
    wrong = killed(scratch, count, chance)
    yield Row("sync", "killed, then alike and nothing lost", count, len(wrong), "".join(wrong[:1]))
