"""The breath dome follows the breath and never jumps."""

from __future__ import annotations

import pytest

from guided.qt.play.dome import LARGE, SMALL, level, levels
from tests.qt.shipped import timeline


@pytest.mark.parametrize("routine", ["psoas-release", "core-without-strain", "desk-five"])
def test_it_never_jumps(routine: str) -> None:
    laid_out = timeline(routine)
    starts = levels(laid_out)
    before = level(starts, laid_out.at(0))
    for t_ms in range(0, laid_out.length_ms, 40):
        now = level(starts, laid_out.at(t_ms))
        assert abs(now - before) < 0.03, f"at {t_ms} ms"
        before = now


def test_it_is_small_at_the_end_of_the_out_breath_and_large_after_the_in_breath() -> None:
    laid_out = timeline()
    starts = levels(laid_out)
    for segment in laid_out.segments:
        end = level(starts, laid_out.at(segment.end_ms - 1))
        if segment.phase == "ease":
            assert end == pytest.approx(SMALL, abs=0.01)
        if segment.phase == "release":
            assert end == pytest.approx(LARGE, abs=0.01)


def test_it_stays_small_through_a_hold() -> None:
    laid_out = timeline()
    starts = levels(laid_out)
    hold = next(s for s in laid_out.segments if s.phase == "hold")
    found = {round(level(starts, laid_out.at(t)), 3) for t in range(hold.start_ms, hold.end_ms, 100)}
    assert found == {SMALL}


def test_it_breathes_in_a_long_hold() -> None:
    laid_out = timeline("core-without-strain")
    starts = levels(laid_out)
    hold = next(s for s in laid_out.segments if s.breaths)
    found = [level(starts, laid_out.at(t)) for t in range(hold.start_ms, hold.end_ms, 100)]
    assert max(found) - min(found) > 0.1
    assert found[-1] == pytest.approx(found[0], abs=0.01)
