"""Very many objects made at once are not looked through for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from guided.garbage import kept_from_collecting


@pytest.fixture(autouse=True)
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_no_garbage_is_looked_for_meanwhile_and_none_of_it_later() -> None:
    before = gc.get_freeze_count()
    with kept_from_collecting():
        assert not gc.isenabled()
        made = [[number] for number in range(5_000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() - before >= len(made)


def test_it_goes_on_where_making_them_failed() -> None:
    with pytest.raises(ValueError, match="no"), kept_from_collecting():
        raise ValueError("no")
    assert gc.isenabled()
