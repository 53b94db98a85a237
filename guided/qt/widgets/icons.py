"""The shipped icons, in any colour, at any size."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from guided.paths import assets


def icon_pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon of `size` px in one colour, sharp at a device pixel ratio."""
    return _pixmap(name, colour.rgba(), size, ratio)


def logo_pixmap(arc: QColor, dot: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """The mark in its two colours."""
    text = _source("logo").replace("#14605A", arc.name()).replace("#B0490F", dot.name())
    return _drawn(text, size, ratio)


def icon(name: str, colour: QColor, size: int = 24) -> QIcon:
    """An icon for Qt's own widgets, such as a menu's."""
    result = QIcon()
    for ratio in (1.0, 2.0):
        result.addPixmap(icon_pixmap(name, colour, size, ratio))
    return result


def app_icon() -> QIcon:
    """The icon of the window and the taskbar."""
    result = QIcon()
    for size in (16, 32, 48, 64, 128, 256):
        result.addPixmap(_drawn(_source("app-icon"), size, 1.0))
    return result


@lru_cache(maxsize=400)
def _pixmap(name: str, rgba: int, size: int, ratio: float) -> QPixmap:
    colour = QColor.fromRgba(rgba)
    # SVG knows no alpha in a colour, so that is painted.
    text = _source(name).replace("currentColor", colour.name())
    return _drawn(text, size, ratio, colour.alphaF())


def _drawn(text: str, size: int, ratio: float, opacity: float = 1.0) -> QPixmap:
    pixels = round(size * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setOpacity(opacity)
        QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, size, size))
    return pixmap


@cache
def _source(name: str) -> str:
    return (assets() / "icons" / f"{name}.svg").read_text("utf-8")
