"""Pictures to choose a figure by."""

from __future__ import annotations

from itertools import combinations

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from guided.qt.theme import Look
from guided.qt.you.portraits import Portraits

BUILDS = ("slender", "sturdy", "larger", "older")


def picture(portraits: Portraits, value: str) -> QImage:
    """What a portrait shows, without its word."""
    segment = portraits.segment(value)
    return segment.grab(segment.rect().adjusted(8, 8, -8, -34)).toImage()


def apart(one: QImage, other: QImage) -> int:
    """How many pixels of two pictures are plainly different."""

    def differ(x: int, y: int) -> bool:
        a, b = one.pixelColor(x, y), other.pixelColor(x, y)
        return abs(a.red() - b.red()) + abs(a.green() - b.green()) + abs(a.blue() - b.blue()) > 90

    return sum(differ(x, y) for y in range(one.height()) for x in range(one.width()))


def test_one_build_is_told_from_another_at_a_glance(look: Look, qtbot: QtBot) -> None:
    portraits = Portraits(look, "Body", "body", [(name, name) for name in BUILDS], "")
    qtbot.addWidget(portraits)
    portraits.adjustSize()
    portraits.show()
    shown = {name: picture(portraits, name) for name in BUILDS}
    for one, other in combinations(BUILDS, 2):
        assert apart(shown[one], shown[other]) > 380, (one, other)
