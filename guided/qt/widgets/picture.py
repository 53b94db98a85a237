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

COMMON_SCALE = 1.2  # px a percent of body height, so that all figures in a row are of one size

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
    from guided.qt.figure import paint, placement

    theme, drawing = look.theme, exercise.drawing
    width, height = size.width(), size.height()
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    area = QRectF(0, 0, width, height)
    stance = at_pose(pose if pose in drawing.poses else "start")
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if dome:
            radius = min(height - 40.0, width / 2 - 24.0)
            floor = height - 14.0
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(mixed(theme.moon, theme.surface, 0.3))
            middle = QPointF(area.center().x(), floor)
            circle = QRectF(middle.x() - radius, floor - radius, 2 * radius, 2 * radius)
            painter.drawPie(circle, 0, 180 * 16)
            # All stand on the same line, however high they are.
            stands = placement(area, drawing, scale=scale).floor_y
            area.translate(0, floor - 6 - stands)
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
