"""Pictures of exercises at rest, painted once and kept."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from guided.pose import Drawing, at_pose
from guided.qt.figure import Style, paint, placement
from guided.qt.theme import THEMES, Look, follow, mixed
from guided.routine import Exercise

COMMON_SCALE = 1.2  # px a percent of body height, so that all figures in a row are of one size

_FIGURE_THEMES = {"light": "light", "dark": "dark", "contrast": "hc"}


def figure_style(look: Look, detail: int = 2, ghost: float = 0.0) -> Style:
    """How figures are drawn, in the theme and with the skin, body and hair chosen; see `Style`."""
    skin, build, hair = look.person
    return Style(
        theme=_FIGURE_THEMES[look.theme.name], detail=detail, tone=skin, build=build, hair=hair, ghost=ghost
    )


def ground_colour(look: Look) -> QColor:
    """What a picture with a dome stands on."""
    return mixed(look.theme.sunken, look.theme.moon, 0.15)


def exercise_pixmap(
    exercise: Exercise,
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
    return _pixmap(
        exercise.drawing,
        exercise.lengthens,
        exercise.works,
        pose,
        size.width(),
        size.height(),
        look.theme.name,
        figure_style(look),
        ratio,
        scale,
        dome,
    )


@lru_cache(maxsize=256)
def _pixmap(
    drawing: Drawing,
    lengthens: tuple[str, ...],
    works: tuple[str, ...],
    pose: str,
    width: int,
    height: int,
    theme_name: str,
    style: Style,
    ratio: float,
    scale: float | None,
    dome: bool,
) -> QPixmap:
    theme = THEMES[theme_name]
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
        paint(painter, area, drawing, stance, style, muscles=lengthens, works=works, scale=scale)
    return pixmap


class ExercisePicture(QWidget):
    """An exercise at one of its key poses."""

    def __init__(
        self,
        look: Look,
        exercise: Exercise,
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
