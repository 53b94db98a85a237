"""A history of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from guided.history.store import History, open_history
from tests.history.samples import TODAY


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.db"


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    with open_history(path, TODAY) as opened:
        yield opened
