"""Pictures of exercises at rest, painted once and kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from guided.pose import Drawing, at_pose
from guided.qt.theme import Look, follow, mixed
from guided.routine import Exercise

if TYPE_CHECKING:
    from guided.qt.figure import Style

LARGEST_SCALE = 1.75  # px a percent of body height: who stands is smaller, who lies has the room for it

_BELOW_DOME, _ABOVE = 14.0, 10.0  # px left free

FIGURE_THEMES: Mapping[str, str] = {"light": "light", "dark": "dark", "contrast": "hc"}


class Drawn(NamedTuple):
    """A figure that is no exercise's."""

    drawing: Drawing
    lengthens: tuple[str, ...] = ()
    works: tuple[str, ...] = ()


def figure_style(look: Look, detail: int = 2, ghost: float = 0.0) -> Style:
    """How figures are drawn, in the theme and with the skin, body and hair chosen; see `Style`."""
    from guided.qt.figure import Style  # what draws figures is loaded when the first one is drawn

    skin, build, hair = look.person
    return Style(
        theme=FIGURE_THEMES[look.theme.name], detail=detail, tone=skin, build=build, hair=hair, ghost=ghost
    )


def ground_colour(look: Look) -> QColor:
    """What a picture with a dome stands on."""
    return mixed(look.theme.sunken, look.theme.moon, 0.15)


def exercise_pixmap(
    exercise: Exercise | Drawn,
    pose: str,
    size: QSize,
    look: Look,
    ratio: float,
    scale: float | None = None,
    dome: bool = False,
) -> QPixmap:
    """An exercise at one of its key poses.

    `scale` is the most px a percent of body height may take; `dome` puts it before the dome, on the
    line that all pictures in a row stand on.
    """
    key = _key(exercise, pose, size, look, ratio, scale, dome)
    pixmap = _kept.get(key)
    if pixmap is None:
        _kept[key] = pixmap = _drawn(exercise, pose, size, look, ratio, scale, dome)
        if len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    else:
        _kept.move_to_end(key)
    return pixmap


def kept_pixmap(
    exercise: Exercise | Drawn,
    pose: str,
    size: QSize,
    look: Look,
    ratio: float,
    scale: float | None = None,
    dome: bool = False,
) -> QPixmap | None:
    """The same, but only if it has been drawn before."""
    return _kept.get(_key(exercise, pose, size, look, ratio, scale, dome))


_MOST_KEPT = 256
_kept: OrderedDict[Hashable, QPixmap] = OrderedDict()


def _key(
    exercise: Exercise | Drawn,
    pose: str,
    size: QSize,
    look: Look,
    ratio: float,
    scale: float | None,
    dome: bool,
) -> Hashable:
    shown = (exercise.drawing, exercise.lengthens, exercise.works, pose, size.width(), size.height())
    return (*shown, look.theme.name, look.person, ratio, scale, dome)


def _drawn(
    exercise: Exercise | Drawn,
    pose: str,
    size: QSize,
    look: Look,
    ratio: float,
    scale: float | None,
    dome: bool,
) -> QPixmap:
    from guided.qt.figure import paint

    drawing = exercise.drawing
    width, height = size.width(), size.height()
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    area = QRectF(0, 0, width, height)
    stance = at_pose(pose if pose in drawing.poses else "start")
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if dome:
            paint_dome(painter, area, look)
            area = on_the_line(area, drawing, scale)
        paint(
            painter,
            area,
            drawing,
            stance,
            figure_style(look),
            muscles=exercise.lengthens,
            works=exercise.works,
            scale=scale,
        )
    return pixmap


def paint_dome(painter: QPainter, area: QRectF, look: Look) -> None:
    """Paints the dome that figures stand before."""
    radius = min(area.height() - 40.0, area.width() / 2 - 24.0)
    middle = QPointF(area.center().x(), area.bottom() - _BELOW_DOME)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mixed(look.theme.moon, look.theme.surface, 0.3))
    painter.drawPie(QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius), 0, 180 * 16)


def on_the_line(area: QRectF, drawing: Drawing, scale: float | None) -> QRectF:
    """Where in an area with a dome to paint a drawing: all figures stand on one line, however high they are.

    Those of whom only head and shoulders are seen rise from behind it.
    """
    from guided.qt.figure import placement

    if drawing.bust:
        return area.adjusted(0, _ABOVE, 0, -_BELOW_DOME)
    area = area.adjusted(0, _ABOVE, 0, 0)
    stands = placement(area, drawing, scale=scale).floor_y
    return area.translated(0, area.bottom() - _BELOW_DOME - 6 - stands)


class ExercisePicture(QWidget):
    """An exercise at one of its key poses."""

    def __init__(
        self,
        look: Look,
        exercise: Exercise | Drawn,
        pose: str,
        size: QSize,
        scale: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._exercise, self._pose, self._size, self._scale = look, exercise, pose, size, scale
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(look, self.update)

    def sizeHint(self) -> QSize:
        return self._size

    def paintEvent(self, event: QPaintEvent) -> None:
        pixmap = exercise_pixmap(
            self._exercise, self._pose, self._size, self._look, self.devicePixelRatioF(), self._scale
        )
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, pixmap)
