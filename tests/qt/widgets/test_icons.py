"""Icons in any colour and size, sharp on any screen."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from guided.paths import assets
from guided.qt.widgets.icons import app_icon, icon_pixmap, logo_pixmap

NAMES = sorted(
    path.stem for path in (assets() / "icons").glob("*.svg") if path.stem not in ("logo", "app-icon")
)


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_has_the_colour_asked_for(qapp: QApplication, name: str) -> None:
    image = icon_pixmap(name, QColor("#14605A"), 48).toImage()
    solid = [
        colour for x in range(48) for y in range(48) if (colour := image.pixelColor(x, y)).alpha() == 255
    ]
    assert solid
    # Blending may round by one.
    assert all(abs(colour.red() - 0x14) + abs(colour.green() - 0x60) <= 2 for colour in solid)


def test_a_finer_screen_gets_more_pixels(qapp: QApplication) -> None:
    pixmap = icon_pixmap("sun", QColor("black"), 24, 2.0)
    assert pixmap.width() == 48
    assert pixmap.deviceIndependentSize().width() == 24


def test_the_mark_and_the_app_icon_are_there(qapp: QApplication) -> None:
    assert not logo_pixmap(QColor("black"), QColor("red"), 30).isNull()
    assert not app_icon().isNull()
