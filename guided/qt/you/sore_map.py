"""The body from the front and from the back, to say where it hurts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import hypot

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from guided import words
from guided.muscles import Points
from guided.qt.theme import Look, follow
from guided.qt.widgets.body_map import BACK, FRONT, HALF_WIDTH, HIGH, paint_figure, shapes, smooth
from guided.qt.widgets.text import plain_tip

PLACES: Mapping[str, tuple[str, ...]] = {
    "neck": ("scm-scalenes", "suboccipitals", "levator-scapulae"),
    "shoulder": ("deltoid-cuff",),
    "upper-back": ("rhomboids", "infraspinatus", "trapezius"),
    "chest": ("pec-major",),
    "wrist": ("wrist-flexors", "wrist-extensors"),
    "side": ("obliques",),
    "core": ("rectus-abdominis",),
    "low-back": ("quadratus-lumborum", "multifidus"),
    "hip-front": ("iliopsoas",),
    "hip-outer": ("tfl", "gluteus-medius"),
    "buttock": ("gluteus-maximus",),
    "thigh-front": ("rectus-femoris", "vasti"),
    "thigh-inner": ("adductors",),
    "thigh-back": ("hamstrings",),
    "calf": ("gastrocnemius",),
    "ankle": ("tibialis-anterior", "soleus"),
    "foot": ("plantar",),
}
"""The regions one can point at, head to foot, and the muscles that show each of them."""

_TALL = 340  # px
_NEAR = 60.0  # units from a muscle that still mean it


class SoreMap(QWidget):
    """Two figures; a click on a place tells its region by `pressed`. Chips beside it serve the keyboard."""

    pressed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sore: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Body map")
        follow(look, self.update)

    def show_sore(self, regions: Iterable[str]) -> None:
        """Marks the regions that hurt."""
        self._sore = tuple(regions)
        self.setAccessibleDescription(words.listed([words.REGIONS[r] for r in self._sore if r in PLACES]))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(4 * HALF_WIDTH * self._scale) + 12, _TALL)

    def region_at(self, place: QPointF) -> str:
        """The region at a place, or the one that is near; empty where there is no body."""
        best, least = "", _NEAR
        for view, transform in self._views():
            inverted, _ = transform.inverted()
            point = inverted.map(place)
            point.setX(abs(point.x()))
            for region, muscles in PLACES.items():
                for name in muscles:
                    if name not in shapes(view):
                        continue
                    away = _distance(shapes(view)[name], point)
                    if away < least:
                        best, least = region, away
        return best

    def mousePressEvent(self, event: QMouseEvent) -> None:
        region = self.region_at(event.position())
        if region and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(region)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            region = self.region_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(words.REGIONS[region] if region else ""), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        marked = [name for region in self._sore for name in PLACES.get(region, ())]
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for view, transform in self._views():
                painter.save()
                painter.setTransform(transform, combine=True)
                paint_figure(painter, view, self._look.theme, marked, ())
                painter.restore()

    @property
    def _scale(self) -> float:
        return float(_TALL - 2) / HIGH

    def _views(self) -> tuple[tuple[str, QTransform], ...]:
        """Front and back, and where each is drawn."""
        apart = HALF_WIDTH * self._scale + 3
        return tuple(
            (
                view,
                QTransform.fromTranslate(self.width() / 2 + side * apart, 1).scale(self._scale, self._scale),
            )
            for view, side in ((FRONT, -1), (BACK, 1))
        )


def _distance(points: Points, place: QPointF) -> float:
    """From a place to a muscle, in units; 0 in it."""
    if smooth(points).contains(place):
        return 0.0
    return min(hypot(place.x() - x, place.y() - y) for x, y in points)
