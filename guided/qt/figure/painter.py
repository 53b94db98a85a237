"""Pictures of exercises fitted into a rectangle, and kept so that a repeated movement is only painted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, replace
from math import inf
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from guided.picture import Picture
from guided.pose import Drawing, Stance, at_pose
from guided.qt.figure.operations import Operation, size_of
from guided.qt.figure.projection import Camera
from guided.qt.figure.scene import THINNEST_OUTLINE, box, frame, tight_box
from guided.qt.figure.skins import faint, theme_in
from guided.qt.figure.solve import solve

CACHE_BYTES = 32 * 1024 * 1024

_STANCE_STEPS = 120  # from one key pose to another; as many frames as the stage shows of a movement
_GLOW_STEPS = 20
_BREATH_STEPS = 12  # a step moves the belly by a quarter of a pixel
_AROUND = 8.0  # units beside the box that shadows, the floor's ends and a deep breath may reach
_HEAD = 7.5  # units from the middle of the head to its edge, hair and all
_ROUND, _RIM = 0.14, 0.28  # of a close-up's frame: its corners, and how strong its line is
_BELOW_FLOOR = 4.0  # units shown under the floor
_BODY = 108.0  # units a whole body takes, so that a face seen from near by has eyes in a small picture too
_SPARE_BELOW = 0.42  # of the height to spare goes below the figure


class Placement(NamedTuple):
    """Where a drawing is in a rectangle, in pixels."""

    scale: float
    """Pixels a unit."""
    x0: float
    """Where the figure's x = 0 is."""
    floor_y: float
    """Where the floor, and the top of the mat, is."""
    mat_x: float
    """The middle of the mat, or of the whole picture when there is none."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a drawing is put into a rectangle.

    `tight` fits the body at the end and lets mat and floor run out of the rectangle; `scale` is the most
    pixels a unit may take; `floor_at` is the y of the floor, for pictures side by side or a horizon behind
    them; `margin` is a share of the rectangle's shorter side.
    """

    tight: bool = False
    scale: float | None = None
    floor_at: float | None = None
    margin: float = 0.06


WHOLE = Fit()


def placement(rect: QRectF, drawing: Drawing, fit: Fit = WHOLE, mirrored: bool = False) -> Placement:
    """Where `paint` puts a drawing: the same for every stance, so that the camera stands still."""
    left, low, right, high = tight_box(drawing) if fit.tight else box(drawing)
    if drawing.crop == "bust":  # it rises from the lower edge
        size = rect.height() / (high - low)
        floor_y = rect.bottom() + low * size
    elif drawing.close_up:
        size = min(rect.width() / (right - left), rect.height() / (high - low))
        floor_y = rect.center().y() + (low + high) / 2 * size
    else:
        edge = fit.margin * min(rect.width(), rect.height())
        width, height = rect.width() - 2 * edge, rect.height() - 2 * edge
        units_high = high - low + _BELOW_FLOOR
        if fit.floor_at is not None:
            height, units_high = fit.floor_at - rect.top() - edge, high
        size = max(min(width / (right - left), height / units_high, fit.scale or inf), 1e-3)
        below = edge + (height - units_high * size) * _SPARE_BELOW + (_BELOW_FLOOR - low) * size
        floor_y = rect.bottom() - below if fit.floor_at is None else fit.floor_at
    middle = (left + right) / 2
    mat = next((prop.at for prop in drawing.props if prop.kind == "mat"), (left, right))
    flip = -1.0 if mirrored else 1.0
    x0 = rect.center().x() - flip * middle * size
    return Placement(size, x0, floor_y, x0 + flip * (mat[0] + mat[1]) / 2 * size)


def covered(rect: QRectF, drawing: Drawing, mirrored: bool = False) -> QRectF:
    """The part of a surface that `paint` may touch, whatever the stance."""
    if drawing.close_up:
        return rect
    place = placement(rect, drawing, mirrored=mirrored)
    left, low, right, high = box(drawing)
    if mirrored:
        left, right = -right, -left
    return QRectF(
        place.x0 + (left - _AROUND) * place.scale,
        place.floor_y - (high + _AROUND) * place.scale,
        (right - left + 2 * _AROUND) * place.scale,
        (high - low + 2 * _AROUND) * place.scale,
    )


def close_up_in(rect: QRectF, drawing: Drawing, fit: Fit = WHOLE, mirrored: bool = False) -> QPainterPath:
    """The frame round a part seen from near by, without which it would look cut off; empty for all else."""
    window, path = QRectF(), QPainterPath()
    if drawing.framed:
        place = placement(rect, drawing, fit, mirrored)
        left, low, right, high = box(drawing)
        if mirrored:
            left, right = -right, -left
        window.setCoords(
            place.x0 + left * place.scale,
            place.floor_y - high * place.scale,
            place.x0 + right * place.scale,
            place.floor_y - low * place.scale,
        )
        radius = _ROUND * min(window.width(), window.height())
        path.addRoundedRect(window.adjusted(1, 1, -1, -1), radius, radius)
    return path


def head_in(rect: QRectF, drawing: Drawing, mirrored: bool = False) -> QRectF:
    """Where the head is in a picture, from one key pose to the other; nowhere in one of words."""
    if drawing.words:
        return QRectF()
    place, camera = placement(rect, drawing, mirrored=mirrored), Camera.at(drawing.elev)
    whole, around = QRectF(), _HEAD * place.scale
    for pose in ("start", "end"):
        x, y = camera.see(solve(drawing, at_pose(pose)).joints["head"])
        middle = QPointF(place.x0 + (-x if mirrored else x) * place.scale, place.floor_y - y * place.scale)
        whole = whole.united(QRectF(middle, middle).adjusted(-around, -around, around, around))
    return whole


def paint(painter: QPainter, rect: QRectF, picture: Picture, fit: Fit = WHOLE) -> None:
    """Paint a picture into a rectangle, which clips bust and tight ones only.

    Small pictures get less detail than the style allows.
    """
    place = placement(rect, picture.drawing, fit, picture.mirrored)
    most = _detail_at(max(rect.height(), place.scale * _BODY) * abs(painter.transform().m22()))
    if picture.style.detail > most:
        picture = replace(picture, style=replace(picture.style, detail=most))
    operations = _kept_frame(picture, place.scale)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lens = close_up_in(rect, picture.drawing, fit, picture.mirrored)
    theme = theme_in(picture.style.theme, picture.style.tone)
    if not lens.isEmpty():
        painter.fillPath(lens, QColor(theme.backing))
        painter.setClipPath(lens)
    elif fit.tight or picture.drawing.close_up:
        painter.setClipRect(rect)
    painter.translate(place.x0, place.floor_y)
    painter.scale(-place.scale if picture.mirrored else place.scale, -place.scale)
    for operation in operations:
        operation.paint(painter)
    painter.restore()
    if not lens.isEmpty():
        painter.strokePath(lens, QPen(faint(theme.line, _RIM), 1.5))


def _detail_at(height: float) -> int:
    """How much detail a picture can show in which a whole body would be this many pixels high."""
    return 0 if height < 64 else 1 if height < 200 else 2


class FrameCache:
    """The frames used last, within about so many bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._frames: OrderedDict[Hashable, tuple[tuple[Operation, ...], int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._frames)

    def get(self, key: Hashable) -> tuple[Operation, ...] | None:
        """The frame kept under a key."""
        entry = self._frames.get(key)
        if entry is None:
            return None
        self._frames.move_to_end(key)
        return entry[0]

    def put(self, key: Hashable, operations: tuple[Operation, ...]) -> None:
        """Keep a frame, and let go of those not used for longest."""
        size = size_of(operations)
        _, replaced = self._frames.pop(key, ((), 0))
        self._frames[key] = (operations, size)
        self.size -= replaced
        self.size += size
        while self.size > self.limit and len(self._frames) > 1:
            _, (_, freed) = self._frames.popitem(last=False)
            self.size -= freed


_frames = FrameCache(CACHE_BYTES)


def _kept_frame(picture: Picture, scale: float) -> tuple[Operation, ...]:
    """The frame of the picture nearest to one on a grid too fine to see."""
    picture = rounded(picture)
    outline = theme_in(picture.style.theme, picture.style.tone).outline
    # The scale only matters where it keeps an outline from getting too thin.
    scale = max(round(min(scale, THINNEST_OUTLINE / outline), 1), 0.1) if outline else 1.0
    key = (picture, scale)
    operations = _frames.get(key)
    if operations is None:
        operations = frame(picture, scale)
        _frames.put(key, operations)
    return operations


def rounded(picture: Picture) -> Picture:
    """The nearest picture that frames are kept of."""
    return replace(
        picture,
        stance=_rounded(picture.stance),
        glow=round(picture.shown_glow * _GLOW_STEPS) / _GLOW_STEPS,
        breath=rounded_breath(picture.breath),
    )


def rounded_breath(breath: float) -> float:
    """The breath on the grid frames are kept on."""
    return round(breath * _BREATH_STEPS) / _BREATH_STEPS


def _rounded(stance: Stance) -> Stance:
    """The stance in whole steps, its largest share taking up what is left of 1; poses in one order."""
    names = sorted({name for name, _ in stance.shares})
    steps = {name: round(stance.share(name) * _STANCE_STEPS) for name in names}
    largest = max(names, key=lambda name: steps[name])
    steps[largest] += _STANCE_STEPS - sum(steps.values())
    return Stance(tuple((name, count / _STANCE_STEPS) for name, count in steps.items() if count))
