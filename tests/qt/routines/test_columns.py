"""Cards in columns: where each is, which one is at a point, and where a cursor key leads."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractItemView

from guided.qt.routines.columns import columns

_Move = QAbstractItemView.CursorAction
THREE = columns(width=1000, padding=40, scale=1.0, window=1280, height=300)
COUNT = 8  # three, three, two


def test_every_card_is_found_at_its_middle_and_none_between_them() -> None:
    for card in range(COUNT):
        area = THREE.area(card)
        assert THREE.at(area.center(), COUNT) == card
        assert THREE.at(area.bottomRight() + QPoint(5, 5), COUNT) == -1
    assert THREE.at(THREE.area(COUNT).center(), COUNT) == -1
    assert THREE.height(COUNT) >= THREE.area(COUNT - 1).bottom()


def test_a_strip_has_the_cards_that_reach_into_it() -> None:
    second = THREE.area(3)
    assert list(THREE.between(second.top(), second.bottom(), COUNT)) == [3, 4, 5]
    assert list(THREE.between(0, 10_000, COUNT)) == list(range(COUNT))


@pytest.mark.parametrize(
    ("card", "action", "target"),
    [
        (4, _Move.MoveUp, 1),
        (1, _Move.MoveUp, 1),
        (4, _Move.MoveDown, 7),
        (5, _Move.MoveDown, 7),
        (7, _Move.MoveDown, 7),
        (2, _Move.MoveRight, 3),
        (0, _Move.MoveLeft, 0),
        (4, _Move.MoveHome, 0),
        (4, _Move.MoveEnd, 7),
        (0, _Move.MovePageDown, 6),
        (7, _Move.MovePageUp, 1),
    ],
)
def test_a_cursor_key_leads_to_a_card(card: int, action: _Move, target: int) -> None:
    assert THREE.target(card, action, height=700, count=COUNT) == target


@pytest.mark.parametrize(("window", "scale", "across"), [(1280, 1.0, 3), (1280, 1.5, 2), (700, 1.0, 1)])
def test_there_are_as_many_columns_as_there_is_room_for(window: int, scale: float, across: int) -> None:
    assert columns(window - 200, 40, scale, window, 300).across == across
