"""Rep hills fit their row whatever the dose."""

from __future__ import annotations

from itertools import pairwise

import pytest

from guided.display import HillRow
from guided.qt.play.rep_hills import GAP, MOST_SHOWN, WIDTH, hill, slots


@pytest.mark.parametrize("count", [1, 6, 12, 30, 100])
def test_a_row_stays_within_its_room(count: int) -> None:
    places = slots(HillRow("L", count, 0, 0, (0.3, 0.3)), 40, 360, 1.0)
    assert len(places) == min(count, MOST_SHOWN)
    assert places[0][0] == 40
    assert places[-1][0] + places[-1][1] <= 360.01
    assert all(width <= WIDTH for _, width in places)


def test_hills_do_not_touch() -> None:
    places = slots(HillRow("", 10, 0, 0, (0.3, 0.3)), 0, 400, 1.0)
    gaps = [b[0] - (a[0] + a[1]) for a, b in pairwise(places)]
    assert gaps == pytest.approx([GAP] * 9)


def test_a_hill_stands_on_the_ground_and_reaches_its_height() -> None:
    box = hill(29, 30, 0.3, 0.3).boundingRect()
    assert (box.left(), box.right()) == pytest.approx((0, 29))
    assert (box.top(), box.bottom()) == pytest.approx((-30, 0))
