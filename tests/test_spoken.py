"""Numbers and lengths as they are said aloud."""

from __future__ import annotations

import pytest

from guided.spoken import begins, breaths, length, minutes, number, of, set_number, set_of, sets


@pytest.mark.parametrize(
    ("n", "said"), [(1, "One"), (12, "Twelve"), (20, "Twenty"), (21, "Twenty-one"), (99, "Ninety-nine")]
)
def test_numbers_in_words(n: int, said: str) -> None:
    assert number(n) == said


def test_counts_in_words() -> None:
    assert of(8, 12) == "Eight of twelve"
    assert (sets(3), set_number(1), set_of(2, 3)) == ("Three sets", "Set one", "Set two of three")
    assert (breaths(1), breaths(18)) == ("One breath", "Eighteen breaths")
    assert begins("Left leg") == "Left leg first"


@pytest.mark.parametrize(
    ("ms", "said"),
    [
        (1_000, "Five seconds"),
        (42_400, "Forty seconds"),
        (45_000, "Forty-five seconds"),
        (60_000, "One minute"),
        (90_000, "Ninety seconds"),
        (112_000, "Two minutes"),
        (300_000, "Five minutes"),
    ],
)
def test_lengths_in_words(ms: int, said: str) -> None:
    assert length(ms) == said


def test_minutes_in_words() -> None:
    assert minutes(870_000) == "Fifteen minutes"
    assert minutes(20_000) == "One minute"
