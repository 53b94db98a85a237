"""Pictures of exercises at rest, painted once and cached."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from guided.picture import Picture, Style, Subject, picture_of
from guided.pose import Drawing, at_pose
from guided.qt.theme import Look, follow, mixed

if TYPE_CHECKING:
    from guided.qt.figure import Fit

LARGEST_SCALE = 1.75  # px a percent of body height: who stands is smaller, who lies has the room for it

_BELOW_DOME, _ABOVE = 14.0, 10.0  # px left free
_FROM_ABOVE = 45  # degrees of the camera's height

FIGURE_THEMES: Mapping[str, str] = {"light": "light", "dark": "dark", "contrast": "hc"}


class Drawn(NamedTuple):
    """A figure that does not belong to an exercise."""

    drawing: Drawing
    lengthens: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    across: tuple[str, ...] = ()
    both: bool = False
    lengthens_across: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A picture in px of `ratio` device pixels each; equal values are drawn once.

    `scale` is the most px per percent of body height; a `dome`, by colour name, stands behind the figure, on
    the line shared by all pictures in a row.
    """

    picture: Picture
    width: int
    height: int
    ratio: float
    scale: float | None = None
    dome: str = ""


_GHOST = 0.2  # of the start behind the end, in pictures that stand still


def figure_style(look: Look, detail: int = 2, ghost: float = 0.0) -> Style:
    """The style of figures in the theme, with the chosen skin, body and hair; see `Style`."""
    skin, build, hair = look.person
    return Style(
        theme=FIGURE_THEMES[look.theme.name], detail=detail, tone=skin, build=build, hair=hair, ghost=ghost
    )


def ground_colour(look: Look) -> QColor:
    """The ground colour of a picture with a dome."""
    return mixed(look.theme.sunken, look.theme.moon, 0.15)


def picture_at(subject: Subject, pose: str, look: Look) -> Picture:
    """A subject at one of its key poses, or at the start if it lacks that pose."""
    if pose == "end":
        return still_of(subject, look)
    return picture_of(
        subject, at_pose(pose if pose in subject.drawing.poses else "start"), figure_style(look)
    )


def still_of(
    subject: Subject, look: Look, side: str = "right", detail: int = 2, in_turn: bool = False
) -> Picture:
    """A subject at its end, the start behind it and an arrow along its way: a movement in one picture."""
    style = replace(figure_style(look, detail, _GHOST), arrow=True)
    return picture_of(subject, at_pose("end"), style, side, in_turn)


def dome_colour(look: Look) -> str:
    """The name of the colour of the dome in small pictures."""
    return mixed(look.theme.moon, look.theme.surface, 0.3).name()


def pixmap_of(thumbnail: Thumbnail) -> QPixmap:
    """The pixmap of a thumbnail, drawn if necessary."""
    pixmap = _kept.get(thumbnail)
    if pixmap is None:
        _kept[thumbnail] = pixmap = _drawn(thumbnail)
        if len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    else:
        _kept.move_to_end(thumbnail)
    return pixmap


def kept_pixmap(thumbnail: Thumbnail) -> QPixmap | None:
    """The pixmap of a thumbnail, if it is cached."""
    return _kept.get(thumbnail)


_MOST_KEPT = 256
_kept: OrderedDict[Thumbnail, QPixmap] = OrderedDict()


def _drawn(thumbnail: Thumbnail) -> QPixmap:
    from guided.qt.figure import Fit, paint  # what draws figures is loaded with the first one

    width, height, ratio = thumbnail.width, thumbnail.height, thumbnail.ratio
    picture, fit = thumbnail.picture, Fit(scale=thumbnail.scale)
    pixmap = QPixmap(round(width * ratio), round(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    area = QRectF(0, 0, width, height)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if thumbnail.dome and not thumbnail.picture.drawing.framed:
            paint_dome(painter, area, thumbnail.dome)
            area = on_the_line(area, picture.drawing, fit)
        paint(painter, area, picture, fit)
    return pixmap


def paint_dome(painter: QPainter, area: QRectF, colour: str) -> None:
    """Paint the dome behind a figure, in a colour by name."""
    radius = min(area.height() - 40.0, area.width() / 2 - 24.0)
    middle = QPointF(area.center().x(), area.bottom() - _BELOW_DOME)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawPie(QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius), 0, 180 * 16)


def on_the_line(area: QRectF, drawing: Drawing, fit: Fit) -> QRectF:
    """The rectangle for a drawing in an area with a dome, such that all figures stand on one line.

    Busts rise from behind that line; figures seen from above lie over it.
    """
    from guided.qt.figure import placement

    if drawing.close_up or drawing.elev > _FROM_ABOVE:
        return area.adjusted(0, _ABOVE, 0, -_BELOW_DOME)
    area = area.adjusted(0, _ABOVE, 0, 0)
    stands = placement(area, drawing, fit).floor_y
    return area.translated(0, area.bottom() - _BELOW_DOME - 6 - stands)


class ExercisePicture(QWidget):
    """An exercise at one of its key poses."""

    def __init__(
        self,
        look: Look,
        subject: Subject,
        pose: str,
        size: QSize,
        scale: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._subject, self._pose, self._size, self._scale = look, subject, pose, size, scale
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(look, self.update)

    def sizeHint(self) -> QSize:
        return self._size

    def paintEvent(self, event: QPaintEvent) -> None:
        picture, size = picture_at(self._subject, self._pose, self._look), self._size
        ratio = self.devicePixelRatioF()
        pixmap = pixmap_of(Thumbnail(picture, size.width(), size.height(), ratio, self._scale))
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, pixmap)
