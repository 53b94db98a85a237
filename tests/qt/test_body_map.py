"""Muscles on the body: all of them drawn, and named where the mouse is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guided.library import Library
from guided.qt.body_map import BACK, FRONT, BodyMap, smooth
from guided.qt.theme import Look


def test_every_muscle_has_a_place(library: Library) -> None:
    assert set(library.muscles) <= set(FRONT) | set(BACK)


@pytest.mark.parametrize("view", [FRONT, BACK], ids=["front", "back"])
def test_muscles_lie_on_the_body(qapp: QApplication, view: dict[str, tuple[tuple[int, int], ...]]) -> None:
    for name, points in view.items():
        assert QRectF(-4, 0, 200, 970).contains(smooth(points).boundingRect()), name


def test_a_marked_muscle_is_named(look: Look, library: Library, qtbot: QtBot) -> None:
    body_map = BodyMap(look)
    qtbot.addWidget(body_map)
    body_map.resize(264, 241)
    hamstrings = library.muscles["hamstrings"]
    body_map.show_muscles([hamstrings], [library.muscles["gastrocnemius"]])
    found = {body_map.muscle_at(QPoint(x, y)) for x in range(0, 264, 3) for y in range(0, 241, 3)}
    assert any(name.startswith(hamstrings.name) for name in found)
    assert len(found) == 3, "two muscles, and nothing beside them"
    assert body_map.accessibleDescription() == "Back thigh; also Calf"
    body_map.show_muscles([], [library.muscles["gastrocnemius"]])
    assert body_map.accessibleDescription() == "Calf"


def test_nothing_marked_says_nothing(look: Look, qtbot: QtBot) -> None:
    body_map = BodyMap(look)
    qtbot.addWidget(body_map)
    assert body_map.accessibleDescription() == ""
    body_map.grab()
