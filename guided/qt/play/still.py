"""What stands still on the stage, painted once; changes fade in."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap, QRegion

TINT_MS, FADE_MS = 320, 160  # the colour of everything, a word or a number


class Part(NamedTuple):
    """A part of the picture: the values it depends on, its area, and its painter."""

    key: Hashable
    area: QRectF
    paint: Callable[[QPainter], None]


class _Fade(NamedTuple):
    before: QPixmap
    area: QRect
    since: int
    length: int


class Still:
    """The picture of all parts; only what changed is painted again."""

    def __init__(self) -> None:
        self._parts: tuple[Part, ...] = ()
        self._picture: QPixmap | None = None
        self._fades: list[_Fade] = []

    def forget(self) -> None:
        """Start afresh, for another size or look."""
        self._parts, self._picture, self._fades = (), None, []

    def show(self, parts: Sequence[Part], size: QSize, ratio: float, now: int | None) -> QRegion:
        """Show these parts, the first being the ground under all; return the changed area.

        `now` is when the change begins to fade in; None shows it at once.
        """
        before, self._parts = self._parts, tuple(parts)
        everything = QRect(0, 0, size.width(), size.height())
        whole = self._picture is None or before[:1] == () or before[0].key != parts[0].key
        if whole:
            changed = QRegion(everything)
        else:
            changed = QRegion()
            for old, new in zip(before, self._parts, strict=True):
                if old.key != new.key:
                    changed = changed.united(_pixels(old.area)).united(_pixels(new.area))
        if changed.isEmpty():
            return changed
        if now is None or self._picture is None:
            self._fades = []
        else:
            area = changed.boundingRect() & everything
            self._fades = [one for one in self._fades if not area.contains(one.area)]
            device = QRect(area.topLeft() * ratio, area.size() * ratio)
            self._fades.append(_Fade(self._picture.copy(device), area, now, TINT_MS if whole else FADE_MS))
        if self._picture is None:
            self._picture = QPixmap(size * ratio)
            self._picture.setDevicePixelRatio(ratio)
        with QPainter(self._picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRegion(changed)
            for part in self._parts:
                if changed.intersects(_pixels(part.area)):
                    part.paint(painter)
        return changed

    def paint(self, painter: QPainter, now: int) -> None:
        """Paint the picture, with changes as far as they have faded in."""
        if self._picture is None:
            return
        painter.drawPixmap(0, 0, self._picture)
        self._fades = [one for one in self._fades if now - one.since < one.length]
        for one in self._fades:
            # From here on the old fades away over the new, quickly at first.
            painter.setOpacity((1.0 - (now - one.since) / one.length) ** 3)
            painter.drawPixmap(one.area.topLeft(), one.before)
            painter.setOpacity(1.0)

    def fading(self) -> QRegion:
        """The area in which a change is still fading in."""
        region = QRegion()
        for one in self._fades:
            region = region.united(one.area)
        return region


def _pixels(area: QRectF) -> QRect:
    return area.toAlignedRect().adjusted(-1, -1, 1, 1)
