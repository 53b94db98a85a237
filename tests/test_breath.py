"""Breaths: their length, and how whole ones fill a hold."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guided.breath import Breath, fitted

breaths = st.builds(Breath, st.integers(2000, 10_000), st.integers(2000, 10_000))


@pytest.mark.parametrize(
    ("count", "way", "ms"),
    [(0.5, "in", 4000), (0.5, "out", 6000), (1, "free", 10_000), (5, "free", 50_000), (1.5, "out", 16_000)],
)
def test_breaths_last_as_long_as_this_persons_do(count: float, way: str, ms: int) -> None:
    assert Breath(4000, 6000).length_ms(count, way) == ms


def test_a_half_breath_of_either_way_is_half_a_breath() -> None:
    assert Breath(4000, 6000).length_ms(0.5, "free") == 5000


@given(st.integers(500, 1_200_000), breaths)
def test_fitted_breaths_fill_a_hold_exactly_and_end_on_an_out_breath(length_ms: int, breath: Breath) -> None:
    halves = fitted(length_ms, breath)
    if length_ms < 0.75 * breath.whole_ms:
        assert halves == ()
        return
    assert [half.way for half in halves] == ["in", "out"] * (len(halves) // 2)
    assert halves[0].start_ms == 0
    assert halves[-1].end_ms == length_ms
    assert all(a.end_ms == b.start_ms for a, b in pairwise(halves))
    assert all(half.start_ms < half.end_ms for half in halves)


@given(st.integers(500, 1_200_000), breaths)
def test_no_fitted_breath_is_far_from_this_persons_own(length_ms: int, breath: Breath) -> None:
    halves = fitted(length_ms, breath)
    for half in halves:
        usual = breath.in_ms if half.way == "in" else breath.out_ms
        assert 0.66 * usual - 1 <= half.end_ms - half.start_ms <= 1.5 * usual + 1
