"""Bytes from anywhere, and what can be made of them within bounds."""

from __future__ import annotations

import pytest

from guided.imports.lines import NotImported
from guided.imports.source import MOST_BYTES, Source, field, objects


def test_what_is_too_large_is_refused_in_a_sentence() -> None:
    with pytest.raises(NotImported, match=r"^big\.txt is over 8 MiB"):
        Source(b"x" * (MOST_BYTES + 1), "big.txt")


@pytest.mark.parametrize(
    "text", ["[" * 200_000, '{"a":' * 100_000, '{"a": 1', "[1e99999", "[" + "9" * 9_000 + "]"]
)
def test_json_that_cannot_be_read_is_none(text: str) -> None:
    assert Source(text.encode(), "x").plain is None


def test_a_path_through_json_ends_where_there_is_nothing() -> None:
    assert field({"a": {"b": 1}}, "a", "b") == 1
    assert field({"a": [1]}, "a", "b") is None
    assert objects([{}, 1, None]) == [{}]
    assert objects("x") == []


def test_rows_keep_their_lines_and_are_bounded() -> None:
    rows = Source(b'a,b\n\n"1\n2",3\n4,5', "x").rows
    assert [(number, row[0]) for number, row in rows] == [(1, "a"), (4, "1\n2"), (5, "4")]
    assert len(Source(b"a,b\n" * 9_000, "x").rows) == 5_000
    assert Source(b"no table at all", "x").rows == []
