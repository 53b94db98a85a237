"""The figure on the stage: which pictures a moment shows, and how one gives way to another."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from guided.picture import Picture, picture_of
from guided.pose import Stance, blend, ease
from guided.qt.figure import covered, head_in, paint, placement, rounded
from guided.qt.play.layout import StageLayout
from guided.qt.theme import Look
from guided.qt.widgets.picture import figure_style
from guided.routine import Exercise
from guided.sides import changed_over
from guided.timeline import Moment, Segment, Timeline

GLOW_MS, KEY_POSE_MS = 300, 200
TRANSITION_MS = 600  # from one figure to another
TURN_MS = 240  # to the other side, at the end of a rep, so that the next is seen from its beginning
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
        segment = moment.segment
        still = segment.stance_from == segment.stance_to
        if self._look.reduced_motion:
            stance = segment.stance_to if segment.rep else segment.stance_from
            glow = 1.0 if segment.kind == "hold" else 0.0
            now = self._placed(layout, timeline, segment, stance, glow)
            before = replace(now, picture=replace(now.picture, stance=segment.stance_from))
            share, still = (moment.elapsed_ms / KEY_POSE_MS if segment.rep else 1.0), True
        else:
            before, now, share = self._moving(layout, timeline, moment, breathed)
        if share >= 1.0:
            return (replace(now, picture=rounded(now.picture), still=still),)
        # Mostly one after the other: two bodies in one place are hard to read. One that only turns round
        # is covered instead, as it may look about the same from either side.
        early, late = ease(share / _FADE_SHARE), ease((share - 1.0 + _FADE_SHARE) / _FADE_SHARE)
        going, coming = (late, early) if moment.left_ms < _turn_ms(timeline, moment.index) else (early, late)
        fading = ((before, 1.0 - going), (now, coming))
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

    def _moving(
        self, layout: StageLayout, timeline: Timeline, moment: Moment, breathed: float
    ) -> tuple[Placed, Placed, float]:
        """The figure that gives way at a moment, the one that comes, and how far it has, 0 to 1."""
        index, segment, elapsed = moment.index, moment.segment, moment.elapsed_ms
        turn_ms = _turn_ms(timeline, index)
        if moment.left_ms < turn_ms:
            then = timeline.segments[index + 1]
            before = self._at_end(layout, timeline, segment)
            now = self._placed(layout, timeline, then, then.stance_from, 0.0)
            return before, now, 1.0 - moment.left_ms / turn_ms
        stance = moment.stance
        if turn_ms:
            stance = blend(
                segment.stance_from, segment.stance_to, ease(elapsed / (segment.length_ms - turn_ms))
            )
        now = self._placed(layout, timeline, segment, stance, glow_at(timeline, moment))
        if segment.stance_from == segment.stance_to:
            breath = _breath(breathed, moment.left_ms - turn_ms)
            now = replace(now, picture=replace(now.picture, breath=breath))
        if index and elapsed < TRANSITION_MS and not _in_turn(timeline, index):
            before = self._at_end(layout, timeline, timeline.segments[index - 1])
            if _subject(before) != _subject(now):
                return before, now, elapsed / min(TRANSITION_MS, segment.length_ms)
        return now, now, 1.0

    def _at_end(self, layout: StageLayout, timeline: Timeline, segment: Segment) -> Placed:
        moment = Moment(segment.end_ms, 0, segment)
        return self._placed(layout, timeline, segment, segment.stance_to, glow_at(timeline, moment))

    def _placed(
        self, layout: StageLayout, timeline: Timeline, segment: Segment, stance: Stance, glow: float
    ) -> Placed:
        part = timeline.parts[segment.step]
        exercise = part.exercise
        style = figure_style(self._look, ghost=_GHOST if segment.rep else 0.0)
        picture = replace(picture_of(exercise, stance, style, segment.side, part.alternate), glow=glow)
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


def _in_turn(timeline: Timeline, index: int) -> bool:
    """Whether one side's rep gives way to the other's where a segment begins."""
    a, b = timeline.segments[index - 1], timeline.segments[index]
    return bool(a.rep and b.rep) and (a.step, a.set) == (b.step, b.set) and a.side != b.side


def _turn_ms(timeline: Timeline, index: int) -> int:
    """How long before the end of a segment the figure turns round for the other side's rep, if it has to."""
    segment = timeline.segments[index]
    if index + 1 == len(timeline.segments) or not _in_turn(timeline, index + 1):
        return 0
    return 0 if changed_over(timeline.exercise(segment).drawing) else min(TURN_MS, segment.length_ms // 4)


def _subject(placed: Placed) -> tuple[object, bool]:
    drawing = placed.picture.drawing
    return drawing.fitted, placed.picture.mirrored


def _breath(swollen: float, left_ms: int) -> float:
    """How full the lungs of a still figure are, -1 to 1, by how far the dome has swollen."""
    calmed = min(max(left_ms / _BREATH_OUT_MS, 0.0), 1.0)
    return min(max(swollen / _SWELL, -1.0), 1.0) * ease(calmed)
