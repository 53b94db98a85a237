"""The body from the front and from the back, to say where it hurts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import hypot

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen

from guided import words
from guided.library import meant
from guided.muscles import Points
from guided.qt.theme import Look, mixed
from guided.qt.widgets.body_map import FRONT, PressableBody, paint_figure, shapes, smooth
from guided.qt.widgets.tip import hide_tip

PLACES: Mapping[str, tuple[str, ...]] = {
    "neck": ("scm-scalenes", "suboccipitals", "levator-scapulae"),
    "shoulder": ("deltoid-cuff",),
    "upper-back": ("rhomboids", "infraspinatus", "trapezius"),
    "chest": ("pec-major",),
    "elbow": (),
    "wrist": ("wrist-flexors", "wrist-extensors"),
    "side": ("obliques",),
    "core": (),
    "low-back": ("quadratus-lumborum", "multifidus"),
    "hip": (),
    "hip-front": ("iliacus",),
    "hip-outer": ("tfl", "gluteus-medius"),
    "buttock": ("gluteus-maximus",),
    "thigh-front": ("rectus-femoris", "vasti"),
    "thigh-inner": ("adductors",),
    "thigh-back": ("hamstrings",),
    "knee": (),
    "calf": ("gastrocnemius",),
    "ankle": ("tibialis-anterior", "soleus"),
    "foot": ("plantar",),
}
"""The regions to point at, head to foot, and the muscles that show each, besides what is drawn here."""

NAMES: Mapping[str, str] = {
    **{region: words.sentence(words.SORE_PLACES[region]) for region in PLACES},
    "hip-front": "Hip flexors, in front",
}
"""What each is called here."""

_JOINTS: Mapping[str, Points] = {
    "elbow": ((110, 346), (126, 336), (142, 346), (148, 366), (138, 380), (122, 378), (112, 364)),
    "hip": ((56, 452), (68, 446), (80, 452), (84, 466), (78, 480), (66, 484), (54, 474)),
    "knee": ((26, 694), (50, 684), (76, 692), (80, 714), (66, 730), (40, 730), (26, 716)),
}

_IN_FRONT: Mapping[str, Points] = {
    "core": ((0, 268), (24, 264), (40, 286), (42, 340), (38, 396), (28, 430), (0, 442)),
    "hip-front": ((3, 474), (22, 460), (46, 448), (58, 470), (50, 508), (30, 514), (12, 520), (3, 516)),
}
"""The belly ends where the groin begins, which is of the hip."""

_TALL = 340  # px
_EDGE = 5.0  # units of the line round the region under the mouse
_NEAR = 60.0  # units from a muscle that still mean it


class SoreMap(PressableBody):
    """The body with the regions that hurt, to point at. Chips beside it serve the keyboard."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, _TALL)
        self._sore: tuple[str, ...] = ()
        self._hovered = ""

    def show_sore(self, regions: Iterable[str]) -> None:
        """Mark the regions that hurt."""
        self._sore = tuple(regions)
        self.setAccessibleDescription(words.listed([NAMES[r] for r in self._sore if r in NAMES]))
        self.update()

    def part_at(self, place: QPointF) -> str:
        """The region at or near a place; empty off the body."""
        best, least = "", _NEAR
        for view, point in self.points_at(place):
            for region in PLACES:
                for shape in _shapes(region, view):
                    away = _distance(shape, point)
                    if away < least or (away == least and region in _JOINTS):
                        best, least = region, away
        return best

    def told_at(self, place: QPointF) -> str:
        """The name of the region at a place."""
        return NAMES.get(self.part_at(place), "")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.part_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover("")
        super().leaveEvent(event)

    def paint_view(self, painter: QPainter, view: str) -> None:
        theme = self._look.theme
        paint_figure(painter, view, theme, (), ())
        edge = QPen(theme.muscle, _EDGE)
        edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        sore, hovered = meant(self._sore), meant((self._hovered,))
        for region in PLACES:
            if region in sore:
                self._paint(painter, region, view, QPen(theme.surface, 2), theme.muscle)
            if region in hovered:
                over = theme.muscle if region in sore else mixed(theme.body, theme.muscle, 0.3)
                self._paint(painter, region, view, edge, over)

    def _paint(self, painter: QPainter, region: str, view: str, edge: QPen, fill: QColor) -> None:
        painter.setPen(edge)
        painter.setBrush(fill)
        for flip in (1, -1):
            painter.save()
            painter.scale(flip, 1)
            for shape in _shapes(region, view):
                painter.drawPath(smooth(shape))
            painter.restore()

    def _hover(self, region: str) -> None:
        if region != self._hovered:
            self._hovered = region
            shape = Qt.CursorShape.PointingHandCursor if region else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            hide_tip(self)
            self.update()


def _shapes(region: str, view: str) -> list[Points]:
    """The shapes that show a region in a view."""
    own = [*filter(None, (_JOINTS.get(region), _IN_FRONT.get(region) if view == FRONT else None))]
    return [*own, *(shapes(view)[name] for name in PLACES[region] if name in shapes(view))]


def _distance(points: Points, place: QPointF) -> float:
    """The distance from a place to a muscle in units; 0 inside."""
    if smooth(points).contains(place):
        return 0.0
    return min(hypot(place.x() - x, place.y() - y) for x, y in points)
