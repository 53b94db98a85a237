"""The body from the front and from the back, to say where it hurts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import hypot

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from guided import words
from guided.muscles import Points
from guided.qt.theme import Look, follow, mixed
from guided.qt.widgets.body_map import BACK, FRONT, HALF_WIDTH, HIGH, paint_figure, shapes, smooth
from guided.qt.widgets.tip import about_point, hide_tip, show_tip

PLACES: Mapping[str, tuple[str, ...]] = {
    "neck": ("scm-scalenes", "suboccipitals", "levator-scapulae"),
    "shoulder": ("deltoid-cuff",),
    "upper-back": ("rhomboids", "infraspinatus", "trapezius"),
    "chest": ("pec-major",),
    "elbow": (),
    "wrist": ("wrist-flexors", "wrist-extensors"),
    "side": ("obliques",),
    "core": ("rectus-abdominis",),
    "low-back": ("quadratus-lumborum", "multifidus"),
    "hip": (),
    "hip-front": ("iliopsoas",),
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
"""The regions to point at, head to foot, and the muscles (or joint) that show each."""

NAMES: Mapping[str, str] = {region: words.sentence(words.SORE_PLACES[region]) for region in PLACES}
"""What each is called here."""

_JOINTS: Mapping[str, Points] = {
    "elbow": ((110, 346), (126, 336), (142, 346), (148, 366), (138, 380), (122, 378), (112, 364)),
    "hip": ((56, 452), (68, 446), (80, 452), (84, 466), (78, 480), (66, 484), (54, 474)),
    "knee": ((26, 694), (50, 684), (76, 692), (80, 714), (66, 730), (40, 730), (26, 716)),
}

_TALL = 340  # px
_EDGE = 5.0  # units of the line round the region under the mouse
_NEAR = 60.0  # units from a muscle that still mean it


class SoreMap(QWidget):
    """Two figures; a click emits the region by `pressed`. Chips beside it serve the keyboard."""

    pressed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sore: tuple[str, ...] = ()
        self._hovered = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName("Body map")
        follow(look, self.update)

    def show_sore(self, regions: Iterable[str]) -> None:
        """Mark the regions that hurt."""
        self._sore = tuple(regions)
        self.setAccessibleDescription(words.listed([NAMES[r] for r in self._sore if r in NAMES]))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(4 * HALF_WIDTH * self._scale) + 12, _TALL)

    def region_at(self, place: QPointF) -> str:
        """The region at or near a place; empty off the body."""
        best, least = "", _NEAR
        for view, transform in self._views():
            inverted, _ = transform.inverted()
            point = inverted.map(place)
            point.setX(abs(point.x()))
            for region in PLACES:
                for shape in _shapes(region, view):
                    away = _distance(shape, point)
                    if away < least or (away == least and region in _JOINTS):
                        best, least = region, away
        return best

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.region_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover("")
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        region = self.region_at(event.position())
        if region and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(region)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            region = self.region_at(QPointF(event.pos()))
            show_tip(self, about_point(event.pos()), NAMES[region] if region else "")
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for view, transform in self._views():
                painter.save()
                painter.setTransform(transform, combine=True)
                paint_figure(painter, view, theme, (), ())
                edge = QPen(theme.muscle, _EDGE)
                edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                for region in PLACES:
                    if region in self._sore:
                        self._paint(painter, region, view, QPen(theme.surface, 2), theme.muscle)
                    if region == self._hovered:
                        over = theme.muscle if region in self._sore else mixed(theme.body, theme.muscle, 0.3)
                        self._paint(painter, region, view, edge, over)
                painter.restore()

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

    @property
    def _scale(self) -> float:
        return float(_TALL - 2) / HIGH

    def _views(self) -> tuple[tuple[str, QTransform], ...]:
        """The front and back views, each with its transform."""
        apart = HALF_WIDTH * self._scale + 3
        return tuple(
            (
                view,
                QTransform.fromTranslate(self.width() / 2 + side * apart, 1).scale(self._scale, self._scale),
            )
            for view, side in ((FRONT, -1), (BACK, 1))
        )


def _shapes(region: str, view: str) -> list[Points]:
    """The shapes that show a region in a view."""
    joint = [_JOINTS[region]] if region in _JOINTS else []
    return [*joint, *(shapes(view)[name] for name in PLACES[region] if name in shapes(view))]


def _distance(points: Points, place: QPointF) -> float:
    """The distance from a place to a muscle in units; 0 inside."""
    if smooth(points).contains(place):
        return 0.0
    return min(hypot(place.x() - x, place.y() - y) for x, y in points)
