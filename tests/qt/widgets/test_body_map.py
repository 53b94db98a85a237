"""Muscles on the body: all of them drawn, and named where the mouse is."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guided.library import Library
from guided.qt.theme import Look
from guided.qt.widgets.body_map import BACK, FRONT, BodyMap, shapes, smooth, working_colours
from guided.settings import Settings


def test_every_muscle_has_a_place(library: Library) -> None:
    assert set(library.muscles) <= set(shapes(FRONT)) | set(shapes(BACK))


@pytest.mark.parametrize("view", [FRONT, BACK])
def test_muscles_lie_on_the_body(qapp: QApplication, view: str) -> None:
    for name, points in shapes(view).items():
        assert QRectF(-4, 0, 200, 970).contains(smooth(points).boundingRect()), name


def test_a_marked_muscle_is_named(look: Look, library: Library, qtbot: QtBot) -> None:
    body_map = BodyMap(look)
    qtbot.addWidget(body_map)
    body_map.resize(264, 241)
    hamstrings = library.muscles["hamstrings"]
    body_map.show_muscles([hamstrings], [library.muscles["gastrocnemius"]])
    found = {body_map.told_at(QPointF(x, y)) for x in range(0, 264, 3) for y in range(0, 241, 3)}
    assert any(name.startswith(hamstrings.name) for name in found)
    assert len(found) == 3, "two muscles, and nothing beside them"
    assert body_map.accessibleDescription() == "Back of the thigh; also Calf"
    body_map.show_muscles([], [library.muscles["gastrocnemius"]])
    assert body_map.accessibleDescription() == "Calf"


def test_nothing_marked_says_nothing(look: Look, qtbot: QtBot) -> None:
    body_map = BodyMap(look)
    qtbot.addWidget(body_map)
    assert body_map.accessibleDescription() == ""
    body_map.grab()


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_what_lengthens_and_what_works_differ_in_colour_and_words(
    look: Look, library: Library, qtbot: QtBot, theme: str
) -> None:
    look.use(Settings(theme=theme))
    body_map = BodyMap(look)
    qtbot.addWidget(body_map)
    body_map.resize(264, 241)
    body_map.show_roles([library.muscles["hamstrings"]], [library.muscles["gluteus-maximus"]])
    assert body_map.accessibleDescription() == "Lengthens: Back of the thigh; Works: Buttock"
    image = body_map.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(264) for y in range(241)}
    fill, _ = working_colours(look.theme.name)
    assert {look.theme.muscle.name(), fill.name()} <= colours
    found = {body_map.told_at(QPointF(x, y)) for x in range(0, 264, 3) for y in range(0, 241, 3)}
    assert found == {
        "",
        f"Back of the thigh ({library.muscles['hamstrings'].latin})",
        "Buttock (Gluteus maximus), works",
    }


def test_every_muscle_is_seen_when_it_is_marked(look: Look, library: Library, qtbot: QtBot) -> None:
    body_map = BodyMap(look)
    qtbot.addWidget(body_map)
    body_map.resize(264, 241)
    plain = pixels(body_map)
    for muscle in library.muscles.values():
        for works in (False, True):
            body_map.show_roles([] if works else [muscle], [muscle] if works else [])
            changed = (np.abs(pixels(body_map) - plain).max(axis=2) > 24).sum()
            assert changed >= 40, f"{muscle.id}: {changed} pixels"


def pixels(body_map: BodyMap) -> NDArray[np.int16]:
    image = body_map.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(image.constBits(), np.uint8)
    return flat.reshape(image.height(), image.width(), 4)[:, :, :3].astype(np.int16)


def test_what_lengthens_and_works_is_seen_and_named_as_both(
    look: Look, library: Library, qtbot: QtBot
) -> None:
    buttock = library.muscles["gluteus-maximus"]
    body_map = BodyMap(look)
    qtbot.addWidget(body_map)
    body_map.resize(264, 241)
    body_map.show_roles([buttock], [buttock])
    fill, _ = working_colours(look.theme.name)
    image = body_map.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(264) for y in range(241)}
    assert look.theme.muscle.name() in colours
    assert any(QColor(name).blue() > QColor(name).red() + 30 for name in colours), "hatched as well"
    assert fill.name() not in colours
    found = {body_map.told_at(QPointF(x, y)) for x in range(0, 264, 3) for y in range(0, 241, 3)}
    assert found == {"", "Buttock (Gluteus maximus), lengthens and works"}
