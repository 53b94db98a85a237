"""Pointing at where it hurts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from guided import words
from guided.qt.theme import Look
from guided.qt.widgets.body_map import BACK, FRONT, shapes
from guided.qt.you.sore_map import NAMES, PLACES, SoreMap


def shown(qtbot: QtBot, look: Look) -> SoreMap:
    sore = SoreMap(look)
    qtbot.addWidget(sore)
    sore.resize(sore.sizeHint())
    sore.show()
    return sore


def test_every_region_can_be_pointed_at(qtbot: QtBot, look: Look) -> None:
    sore = shown(qtbot, look)
    grid = [QPointF(x, y) for x in range(0, sore.width(), 3) for y in range(0, sore.height(), 3)]
    assert {sore.part_at(place) for place in grid} == {"", *PLACES}


def test_the_two_sides_are_one_region_and_beside_the_body_is_none(qtbot: QtBot, look: Look) -> None:
    sore = shown(qtbot, look)
    middle = sore.width() / 4  # of the front
    chest = sore.height() * 0.22
    assert sore.part_at(QPointF(middle - 14, chest)) == sore.part_at(QPointF(middle + 14, chest)) == "chest"
    assert sore.part_at(QPointF(1, 1)) == ""


def test_the_front_of_the_groin_is_of_the_hip_and_the_belly_is_above_it(qtbot: QtBot, look: Look) -> None:
    sore = shown(qtbot, look)
    views = dict(sore.transforms())

    def pointed_at(x: float, y: float) -> str:
        return sore.part_at(views[FRONT].map(QPointF(x, y)))

    groin = {pointed_at(x, y) for x in range(-55, 56, 5) for y in range(465, 510, 5)}
    assert groin == {"hip-front", "hip"}
    assert {pointed_at(x, y) for x in (-12, 0, 12) for y in range(280, 430, 10)} == {"core"}


def test_who_chose_hips_sees_all_that_it_means(qtbot: QtBot, look: Look) -> None:
    sore = shown(qtbot, look)

    def marked(*regions: str) -> set[tuple[int, int]]:
        sore.show_sore(regions)
        image = sore.grab().toImage()
        places = [(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)]
        return {place for place in places if image.pixelColor(*place) == look.theme.muscle}

    hips = marked("hip")
    for part in ("hip-front", "hip-outer", "buttock"):
        assert marked(part)
        assert len(marked(part) & hips) > 0.75 * len(marked(part)), part
    assert not marked("low-back") & hips
    assert sore.accessibleDescription() == "Lower back"


def test_a_click_tells_the_region(qtbot: QtBot, look: Look) -> None:
    sore = shown(qtbot, look)
    with qtbot.waitSignal(sore.pressed) as pressed:
        QTest.mouseClick(
            sore, Qt.MouseButton.LeftButton, pos=QPoint(sore.width() * 3 // 4, sore.height() * 42 // 100)
        )
    assert pressed.args == ["low-back"]
    with qtbot.assertNotEmitted(sore.pressed):
        QTest.mouseClick(sore, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))


def test_what_is_sore_is_seen_and_said(qtbot: QtBot, look: Look) -> None:
    sore = shown(qtbot, look)
    before = sore.grab().toImage()
    sore.show_sore(("neck", "low-back", "whole-body"))
    assert sore.grab().toImage() != before
    assert sore.accessibleDescription() == "Neck and Lower back"


def test_places_go_by_what_one_says_of_them() -> None:
    assert "Hips" in NAMES.values(), "who has a sore hip need not know which muscle it is"
    assert NAMES["core"] == "Belly", "a core does not hurt"
    assert NAMES["hip-front"].endswith("in front"), "nor need one know where a hip flexor is"
    from_head_to_foot = [region for region in words.REGIONS if region in PLACES]
    assert list(PLACES) == from_head_to_foot


def test_regions_and_muscles_are_known() -> None:
    assert set(PLACES) <= set(words.REGIONS)
    for muscles in PLACES.values():
        assert all(name in shapes(FRONT) or name in shapes(BACK) for name in muscles)


def test_the_region_under_the_mouse_is_seen(qtbot: QtBot, look: Look) -> None:
    sore = shown(qtbot, look)
    at_rest = sore.grab().toImage()
    back = QPoint(sore.width() * 3 // 4, sore.height() * 42 // 100)
    QTest.mouseMove(sore, back)
    hovered = sore.grab().toImage()
    assert hovered != at_rest
    assert sore.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(sore, QPoint(1, 1))
    assert sore.grab().toImage() == at_rest


@pytest.mark.parametrize("joint", ["knee", "elbow", "hip"])
def test_joints_are_shown(qtbot: QtBot, look: Look, joint: str) -> None:
    sore = shown(qtbot, look)
    before = sore.grab().toImage()
    sore.show_sore((joint,))
    assert sore.grab().toImage() != before
