"""Where marks and their labels go."""

import pytest

from guided.qt.progress.drawings import labelled, ticks_up_to


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (0, [0, 5, 10]),
        (7, [0, 5, 10]),
        (66, [0, 20, 40, 60, 80]),
        (80, [0, 20, 40, 60, 80]),
        (102, [0, 50, 100, 150]),
        (600, [0, 200, 400, 600]),
    ],
)
def test_ticks_are_few_and_round(most: float, ticks: list[int]) -> None:
    assert ticks_up_to(most) == ticks


@pytest.mark.parametrize(
    ("count", "room", "places"),
    [(12, 4, [0, 3, 6, 11]), (4, 10, [0, 1, 3]), (1, 5, [0]), (52, 3, [0, 18, 51])],
)
def test_the_last_bar_has_a_label_and_others_as_far_as_there_is_room(
    count: int, room: int, places: list[int]
) -> None:
    assert labelled(count, room) == places
