"""The figure on the stage: which pictures a moment shows, and how one gives way to another."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from guided.picture import Picture, picture_of
from guided.pose import Stance, ease
from guided.qt.figure import covered, head_in, paint, placement, rounded
from guided.qt.play.layout import StageLayout
from guided.qt.theme import Look
from guided.qt.widgets.picture import figure_style
from guided.routine import Exercise
from guided.timeline import Moment, Segment, Timeline

GLOW_MS, KEY_POSE_MS = 300, 200
TRANSITION_MS = 600  # from one figure to another
_FADE_SHARE = 0.62  # of it each of the two takes
_FROM_ABOVE = 12  # degrees of camera height from which on the mat is seen as an area
_GHOST = 0.10  # of the start pose behind the figure
_BREATH_OUT_MS = 500  # before a figure moves again its breath is calmed
_SWELL = 0.12  # of the dome, for a whole breath
_OPACITIES = 50  # steps of a fade
_KEPT = 3  # pictures that stand still: the one shown and, from one to another, both


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture, the rectangle it is fitted into, its opacity, and whether it stands still."""

    picture: Picture
    rect: tuple[float, float, float, float]
    opacity: float
    still: bool

    @property
    def area(self) -> QRect:
        """The area that painting it may touch."""
        picture = self.picture
        return covered(QRectF(*self.rect), picture.drawing, picture.mirrored).toAlignedRect()

    @property
    def head(self) -> QRect:
        """The area of the head, from one key pose to the other."""
        picture = self.picture
        return head_in(QRectF(*self.rect), picture.drawing, picture.mirrored).toAlignedRect()


class FigureLayer:
    """Chooses the pictures for a moment and paints them."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._kept: OrderedDict[tuple[Picture, tuple[float, ...]], tuple[QPixmap, QPoint]] = OrderedDict()

    def forget(self) -> None:
        """Drop what was painted for another size."""
        self._kept.clear()

    def at(
        self, layout: StageLayout, timeline: Timeline, moment: Moment, breathed: float
    ) -> tuple[Placed, ...]:
        """The pictures at a moment: the figure, or between exercises or sides one fading into the other.

        `breathed` is how far the dome has swollen since the phase began.
        """
        segment, elapsed = moment.segment, moment.elapsed_ms
        still = segment.stance_from == segment.stance_to
        if self._look.reduced_motion:
            stance = segment.stance_to if segment.rep else segment.stance_from
            glow = 1.0 if segment.kind == "hold" else 0.0
            now = self._placed(layout, timeline, segment, stance, glow)
            before = replace(now, picture=replace(now.picture, stance=segment.stance_from))
            share, still = (elapsed / KEY_POSE_MS if segment.rep else 1.0), True
        else:
            now = self._placed(layout, timeline, segment, moment.stance, glow_at(timeline, moment))
            if still:
                now = replace(now, picture=replace(now.picture, breath=_breath(breathed, moment)))
            before, share = now, 1.0
            if moment.index and elapsed < TRANSITION_MS:
                last = timeline.segments[moment.index - 1]
                before = self._placed(layout, timeline, last, last.stance_to, _glow_at_end(timeline, last))
                if _subject(before) != _subject(now):
                    share = elapsed / min(TRANSITION_MS, segment.length_ms)
        if share >= 1.0:
            return (replace(now, picture=rounded(now.picture), still=still),)
        # Mostly one after the other: two bodies in one place are hard to read.
        fading = (
            (before, 1.0 - ease(share / _FADE_SHARE)),
            (now, ease((share - 1.0 + _FADE_SHARE) / _FADE_SHARE)),
        )
        return tuple(
            replace(one, picture=rounded(one.picture), opacity=round(opacity * _OPACITIES) / _OPACITIES)
            for one, opacity in fading
        )

    def paint(self, painter: QPainter, placed: Sequence[Placed], room: QRect, ratio: float) -> None:
        """Paint what `at` returned."""
        for one in placed:
            if not one.still:
                paint(painter, QRectF(*one.rect), one.picture)
            elif one.opacity > 0.0:
                # By way of a pixmap, which also keeps its parts from showing through each other.
                pixmap, corner = self._pixmap(one, room, ratio)
                painter.setOpacity(one.opacity)
                painter.drawPixmap(corner, pixmap)
                painter.setOpacity(1.0)

    def _placed(
        self, layout: StageLayout, timeline: Timeline, segment: Segment, stance: Stance, glow: float
    ) -> Placed:
        exercise = timeline.exercise(segment)
        style = figure_style(self._look, ghost=_GHOST if segment.rep else 0.0)
        picture = replace(picture_of(exercise, stance, style, segment.side), glow=glow)
        return Placed(picture, figure_rect(layout, exercise).getRect(), 1.0, True)  # type: ignore[arg-type]

    def _pixmap(self, placed: Placed, room: QRect, ratio: float) -> tuple[QPixmap, QPoint]:
        """A figure that stands still, painted once."""
        key = (placed.picture, placed.rect)
        if key not in self._kept:
            area = placed.area & room
            pixmap = QPixmap(max(round(area.width() * ratio), 1), max(round(area.height() * ratio), 1))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            with QPainter(pixmap) as painter:
                painter.translate(-area.topLeft())
                paint(painter, QRectF(*placed.rect), placed.picture)
            self._kept[key] = pixmap, area.topLeft()
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


def figure_rect(layout: StageLayout, exercise: Exercise) -> QRectF:
    """The rectangle that puts an exercise's floor on the horizon; one seen from above stays over it."""
    rect, drawing = QRectF(layout.figure), exercise.drawing
    if drawing.elev > _FROM_ABOVE:
        return rect.adjusted(0, 0, 0, 8 * layout.unit)
    if drawing.close_up:
        return rect
    rect.setHeight(rect.height() + 14 * layout.unit)
    place = placement(rect, drawing)
    return rect.translated(0, layout.figure.bottom() - place.floor_y)


def glow_at(timeline: Timeline, moment: Moment) -> float:
    """The glow of the lengthened muscle: rising on the way, full in a hold, fading on the way back.

    On the way it follows the stance, not time, so frames of one rep serve the next, even if that goes
    deeper.
    """
    segment = moment.segment
    if segment.kind == "hold":
        return 0.35 + 0.65 * min(1.0, moment.elapsed_ms / GLOW_MS)
    if not segment.rep or segment.kind not in ("ease", "release"):
        return 0.0
    shallowest = min(timeline.parts[segment.step].step.depth)
    moved = min(1.0, (1.0 - moment.stance.share("start")) / shallowest)
    return 0.35 * moved if segment.kind == "ease" else moved


def _glow_at_end(timeline: Timeline, segment: Segment) -> float:
    return glow_at(timeline, Moment(segment.end_ms, 0, segment))


def _subject(placed: Placed) -> tuple[object, bool]:
    return placed.picture.drawing, placed.picture.mirrored


def _breath(swollen: float, moment: Moment) -> float:
    """How full the lungs of a still figure are, -1 to 1, by how far the dome has swollen."""
    calmed = min(1.0, moment.left_ms / _BREATH_OUT_MS)
    return min(max(swollen / _SWELL, -1.0), 1.0) * ease(calmed)
