"""The stage: figure, breath dome, ring, rep hills and the words that are read from three metres."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from guided.display import Display, HillRow, display, numeral, rep_progress, spoken
from guided.pose import Drawing, Stance, at_pose, ease
from guided.qt.figure import Style, covered, placement, rounded_breath
from guided.qt.figure import paint as paint_figure
from guided.qt.play import dome, ring
from guided.qt.play import rep_hills as hills
from guided.qt.play.layout import StageLayout, stage_layout
from guided.qt.theme import Look, PhaseColours, Theme, Type, faded, font_of, mixed
from guided.qt.widgets.icons import icon_pixmap
from guided.qt.widgets.picture import figure_style
from guided.routine import Exercise
from guided.session import Rep
from guided.timeline import Moment, Segment, Timeline

PAUSED = ("Paused", "Space to go on")
READY = ("Ready?", "Space when you are ready")
TINT_MS, FADE_MS, GLOW_MS, KEY_POSE_MS = 320, 160, 300, 200
_FROM_ABOVE = 12  # degrees of camera height from which on the mat is seen as an area
_GHOST = 0.10  # of the start pose behind the figure
_RING_STEPS = 8  # of the ring in a phase when motion is reduced
TRANSITION_MS = 600  # from one figure to another
_FADE_SHARE = 0.62  # of it each of the two takes
_BREATH_OUT_MS = 500  # before a figure moves again its breath is calmed
_SWELL = 0.12  # of the dome, for a whole breath
_PICTURES = 3  # that stand still are kept: the one shown and, from one to another, both


@dataclass(frozen=True, slots=True)
class _Still:
    """What the picture of everything that stands still depends on."""

    shown: Display
    number: str
    layout: StageLayout
    theme: str
    paused: bool
    asked: bool
    note: str | None  # to read while the session waits for the person, None while it does not


@dataclass(frozen=True, slots=True)
class _Shown:
    """A figure to paint."""

    drawing: Drawing
    stance: Stance
    style: Style
    lengthens: tuple[str, ...]
    works: tuple[str, ...]
    both: bool
    glow: float
    breath: float
    mirrored: bool
    rect: tuple[float, float, float, float]

    def paint(self, painter: QPainter) -> None:
        paint_figure(
            painter,
            QRectF(*self.rect),
            self.drawing,
            self.stance,
            self.style,
            muscles=self.lengthens,
            works=self.works,
            both=self.both,
            glow=self.glow,
            breath=self.breath,
            mirrored=self.mirrored,
        )


class Stage(QWidget):
    """The player's picture. It is told of moments and draws them; the clock is only read for fades."""

    def __init__(self, look: Look, now: Callable[[], int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._now = now
        self._timeline: Timeline | None = None
        self._moment: Moment | None = None
        self._done: Sequence[Rep] | dict[Rep, None] = ()
        self._levels: tuple[float, ...] = ()
        self._full = False
        self._taken = (0.0, 0.0)
        self._paused = self._asked = False
        self._waiting = False
        self._told = False  # to a screen reader, what one does
        self._shown: tuple[tuple[int, int], Display] | None = None
        self._still: tuple[_Still, QPixmap] | None = None
        self._pictures: OrderedDict[_Shown, tuple[QPixmap, QPoint]] = OrderedDict()
        self._last: _Shown | None = None
        self._fading: tuple[QPixmap, int, int] | None = None  # the picture before, since when, how long
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Exercise")
        look.changed.connect(self.update)

    def show_timeline(self, timeline: Timeline) -> None:
        """Takes another timeline."""
        self._timeline = timeline
        self._levels = dome.levels(timeline)
        self._shown = None
        self._moment = timeline.at(0) if self._moment is None else self._moment
        self.update()

    def show_moment(self, moment: Moment, done: dict[Rep, None]) -> None:
        """Draws a moment; `done` are the reps done so far."""
        before = self._moment
        self._moment, self._done = moment, done
        if before is None or before.index != moment.index:
            self._waiting = False
            self._tell_screen_reader()
        if self._timeline is not None and self._is_drawn(self._timeline, moment):
            self.update(_moving(self.layout_now()))
        else:
            self.update()

    def _is_drawn(self, timeline: Timeline, moment: Moment) -> bool:
        """Whether what stands still is on the screen already."""
        if self._still is None or self._fading is not None:
            return False
        shown = self._display(timeline, moment)
        still = self._still[0]
        return (
            still.shown is shown
            and still.number == numeral(shown, moment)
            and (still.paused, still.asked) == (self._paused, self._asked)
            and still.note == self._note(timeline, moment)
        )

    def set_full(self, full: bool) -> None:
        """Full screen or with bars above and below."""
        self._full = full
        self.update()

    def set_paused(self, paused: bool, asked: bool = False) -> None:
        """Takes the colours of rest while paused; at the start a screen reader is told what comes first.

        While something is `asked`, it is the answer that goes on.
        """
        self._paused, self._asked, self._waiting = paused, asked, False
        if not paused and not self._told:
            self._tell_screen_reader()
        self.update()

    def set_waiting(self) -> None:
        """Says that the session waits for the person, until it goes on."""
        self._paused, self._waiting = False, True
        self._tell_screen_reader()
        self.update()

    def make_room(self, notice: float = 0.0, panel: float = 0.0) -> None:
        """Keeps clear of what stands over it; both as `stage_layout` has them."""
        if self._taken != (notice, panel):
            self._taken = (notice, panel)
            self.update()

    def layout_now(self) -> StageLayout:
        """Where things are at this size."""
        return stage_layout(self.width(), self.height(), self._full, self._look.scale, *self._taken)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._still = self._fading = None
        self._pictures.clear()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self.paint(painter)

    def paint(self, painter: QPainter) -> None:
        """The whole picture."""
        if self._timeline is None or self._moment is None:
            painter.fillRect(self.rect(), self._look.theme.canvas)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        timeline, moment, theme = self._timeline, self._moment, self._look.theme
        shown = self._display(timeline, moment)
        layout = self.layout_now()
        note = self._note(timeline, moment)
        number = numeral(shown, moment)
        self._paint_still(painter, _Still(shown, number, layout, theme.name, self._paused, self._asked, note))
        colours = theme.phase(self._kind(shown))
        level = dome.level(self._levels, moment)
        if self._look.reduced_motion:
            level = dome.SMALL if level < (dome.SMALL + dome.LARGE) / 2 else dome.LARGE
        dome.paint_dome(painter, _horizon(layout), _dome_radius(layout) * level, colours.dome)
        self._paint_figure(painter, layout, timeline, moment, level)
        progress = moment.progress
        if self._look.reduced_motion:
            progress = int(progress * _RING_STEPS) / _RING_STEPS
        if note is None:
            band = ring.sectors(shown.ring)
            ring.paint_moving(painter, layout.ring, band, shown.ring_index, progress, theme)
        climbed = rep_progress(timeline, moment)
        for row, left, right in _rows(shown, layout):
            places = hills.slots(row, left, right, layout.unit)
            hills.paint_current(
                painter,
                row,
                places,
                layout.hills.bottom(),
                layout.unit,
                climbed,
                theme.phase(shown.kind).word,
            )

    def _note(self, timeline: Timeline, moment: Moment) -> str | None:
        return timeline.parts[moment.segment.step].step.note if self._waiting else None

    def _kind(self, shown: Display) -> str:
        return "rest" if self._paused else shown.kind

    def _display(self, timeline: Timeline, moment: Moment) -> Display:
        key = (moment.index, len(self._done))
        if self._shown is None or self._shown[0] != key:
            self._shown = (key, display(timeline, moment.index, self._done))
        return self._shown[1]

    def _paint_still(self, painter: QPainter, still: _Still) -> None:
        """What stands still, from a picture kept until it changes; then one fades into the other."""
        now = self._now()
        if self._still is None or self._still[0] != still:
            before = self._still
            self._still = (still, self._draw_still(still))
            if before is not None and before[0].layout == still.layout and not self._look.reduced_motion:
                tinted = (
                    self._kind(before[0].shown) != self._kind(still.shown) or before[0].paused != still.paused
                )
                self._fading = (before[1], now, TINT_MS if tinted else FADE_MS)
        picture = self._still[1]
        if self._fading is not None:
            old, since, length = self._fading
            share = (now - since) / length
            if share < 1.0:
                painter.drawPixmap(0, 0, old)
                painter.setOpacity(1.0 - (1.0 - share) ** 3)
                painter.drawPixmap(0, 0, picture)
                painter.setOpacity(1.0)
                return
            self._fading = None
        painter.drawPixmap(0, 0, picture)

    def fading(self) -> bool:
        """Whether a change is still fading in, so that another frame is due even while paused."""
        return self._fading is not None

    def _draw_still(self, still: _Still) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        theme, layout, shown = self._look.theme, still.layout, still.shown
        colours = theme.phase("rest" if still.paused else shown.kind)
        picture.fill(colours.stage)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            dome.paint_dome(painter, _horizon(layout), _dome_radius(layout), colours.dome_max)
            _paint_name(painter, layout, shown, theme)
            _paint_chips(painter, layout, shown, theme, ratio)
            paused = (PAUSED[0], "") if still.asked else PAUSED
            word, cue = (
                READY if still.note is not None else paused if still.paused else (shown.word, shown.cue)
            )
            _paint_words(painter, layout, word, cue, theme, colours)
            if still.note is None:
                _paint_ring_still(painter, layout, shown, still.number, theme)
            else:
                _paint_note(painter, layout, still.note, theme)
            for row, left, right in _rows(shown, layout):
                if row.label:
                    painter.setFont(_font(20, 600, layout.unit))
                    painter.setPen(theme.ink2)
                    spot = QRectF(
                        left - 24 * layout.unit, layout.hills.top(), 22 * layout.unit, layout.hills.height()
                    )
                    painter.drawText(
                        spot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, row.label
                    )
                places = hills.slots(row, left, right, layout.unit)
                hills.paint_row(painter, row, places, layout.hills.bottom(), layout.unit, shown.kind, theme)
            if shown.up_next is not None and self._timeline is not None:
                part = self._timeline.parts[shown.up_next.step]
                _paint_next(painter, layout, shown, part.exercise, self._look)
        return picture

    def _paint_figure(
        self, painter: QPainter, layout: StageLayout, timeline: Timeline, moment: Moment, level: float
    ) -> None:
        """The figure as it stands; from one exercise or side to the next, the one fading into the other."""
        segment, elapsed = moment.segment, moment.elapsed_ms
        if self._look.reduced_motion:
            stance = segment.stance_to if segment.rep else segment.stance_from
            now = self._figure(layout, timeline, segment, stance, 1.0 if segment.kind == "hold" else 0.0)
            before = replace(now, stance=segment.stance_from)
            share = elapsed / KEY_POSE_MS if segment.rep else 1.0
        else:
            now = self._figure(layout, timeline, segment, moment.stance, _glow(timeline, moment))
            if segment.stance_from == segment.stance_to:
                now = replace(now, breath=_breath(self._levels[moment.index], level, moment))
            before, share = now, 1.0
            if moment.index and elapsed < TRANSITION_MS:
                last = timeline.segments[moment.index - 1]
                before = self._figure(layout, timeline, last, last.stance_to, _glow_at_end(timeline, last))
                if (before.drawing, before.mirrored) != (now.drawing, now.mirrored):
                    share = elapsed / min(TRANSITION_MS, segment.length_ms)
        if share < 1.0:
            # Mostly one after the other: two bodies in one place are hard to read.
            self._paint_faint(painter, before, 1.0 - ease(share / _FADE_SHARE))
            self._paint_faint(painter, now, ease((share - 1.0 + _FADE_SHARE) / _FADE_SHARE))
        elif now == self._last:
            self._paint_picture(painter, now)
        else:
            now.paint(painter)
        self._last = now

    def _figure(
        self, layout: StageLayout, timeline: Timeline, segment: Segment, stance: Stance, glow: float
    ) -> _Shown:
        exercise = timeline.exercise(segment)
        return _Shown(
            drawing=exercise.drawing,
            stance=stance,
            style=figure_style(self._look, ghost=_GHOST if segment.rep else 0.0),
            lengthens=exercise.lengthens,
            works=exercise.works,
            both=exercise.sides == "none",
            glow=glow,
            breath=0.0,
            mirrored=segment.side == "left",
            rect=figure_rect(layout, exercise).getRect(),  # type: ignore[arg-type]
        )

    def _paint_faint(self, painter: QPainter, shown: _Shown, opacity: float) -> None:
        """By way of a picture, or its parts would show through each other."""
        painter.setOpacity(opacity)
        self._paint_picture(painter, shown)
        painter.setOpacity(1.0)

    def _paint_picture(self, painter: QPainter, shown: _Shown) -> None:
        """A figure that stands still, from a picture painted once."""
        if shown not in self._pictures:
            self._pictures[shown] = self._draw_picture(shown)
            while len(self._pictures) > _PICTURES:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(shown)
        picture, corner = self._pictures[shown]
        painter.drawPixmap(corner, picture)

    def _draw_picture(self, shown: _Shown) -> tuple[QPixmap, QPoint]:
        ratio = self.devicePixelRatioF()
        area = covered(QRectF(*shown.rect), shown.drawing, shown.mirrored).toAlignedRect() & self.rect()
        picture = QPixmap(max(round(area.width() * ratio), 1), max(round(area.height() * ratio), 1))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.translate(-area.topLeft())
            shown.paint(painter)
        return picture, area.topLeft()

    def _tell_screen_reader(self) -> None:
        if self._timeline is None or self._moment is None:
            return
        self._told = True
        segment = self._moment.segment
        shown, part = self._display(self._timeline, self._moment), self._timeline.parts[segment.step]
        text = spoken(shown, segment, part, self._look.vocabulary)
        if self._waiting:
            text = f"{shown.name}. {' '.join(READY)}. {part.step.note}".rstrip()
        self.setAccessibleDescription(text)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))


def _moving(layout: StageLayout) -> QRegion:
    """Where things move from frame to frame: the figure before its dome, the ring, the hills.

    The bars above and below stand still and need not be drawn again under it.
    """
    stage = layout.figure.united(layout.hills).adjusted(-layout.unit * 40, 0, 8, 0)
    region = QRegion(stage.toAlignedRect())
    return region.united(QRegion(layout.ring.adjusted(-2, -2, 2, 2).toAlignedRect()))


def figure_rect(layout: StageLayout, exercise: Exercise) -> QRectF:
    """The rectangle that puts an exercise's floor on the horizon; one seen from above stays over it."""
    rect, drawing = QRectF(layout.figure), exercise.drawing
    if drawing.elev > _FROM_ABOVE:
        return rect.adjusted(0, 0, 0, 8 * layout.unit)
    if drawing.bust:
        return rect
    rect.setHeight(rect.height() + 14 * layout.unit)
    place = placement(rect, drawing)
    return rect.translated(0, layout.figure.bottom() - place.floor_y)


def _glow(timeline: Timeline, moment: Moment) -> float:
    """How much the lengthened muscle glows: a little on the way, fully in a hold, fading on the way back.

    On the way by how far one is, not by the time: so what was drawn of one rep serves for the next,
    though that may go deeper.
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
    return _glow(timeline, Moment(segment.end_ms, 0, segment))


def _breath(start: float, level: float, moment: Moment) -> float:
    """How full the lungs of a figure that stands still are, by the dome: as at its start is 0."""
    calmed = min(1.0, moment.left_ms / _BREATH_OUT_MS)
    return rounded_breath(min(max((level - start) / _SWELL, -1.0), 1.0) * ease(calmed))


def _horizon(layout: StageLayout) -> QPointF:
    return QPointF(layout.figure.center().x(), layout.figure.bottom())


def _dome_radius(layout: StageLayout) -> float:
    return min(0.94 * layout.figure.height() + 2, 0.47 * layout.figure.width())


def _font(size: float, weight: int, unit: float, tracking: float = 0.0, tabular: bool = True) -> QFont:
    return font_of(Type(round(size * unit), 0, weight, tracking, tabular))


def _elided(text: str, font: QFont, width: float) -> str:
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def _paint_name(painter: QPainter, layout: StageLayout, shown: Display, theme: Theme) -> None:
    """The exercise's name; one too long for its line is a little smaller, then cut short."""
    font = _font(40, 700, layout.unit, -1.5)
    if QFontMetricsF(font).horizontalAdvance(shown.name) > layout.name.width():
        font = _font(32, 700, layout.unit, -1.5)
    painter.setFont(font)
    painter.setPen(theme.ink)
    text = _elided(shown.name, font, layout.name.width())
    painter.drawText(layout.name, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _paint_chips(painter: QPainter, layout: StageLayout, shown: Display, theme: Theme, ratio: float) -> None:
    u, left = layout.unit, layout.chips.left()
    font = _font(32, 600, u)
    painter.setFont(font)
    for chip in shown.chips:
        check = 34 * u if chip.done else 0.0
        width = QFontMetricsF(font).horizontalAdvance(chip.label) + 48 * u + check
        box = QRectF(left, layout.chips.top(), width, 56 * u)
        painter.setPen(Qt.PenStyle.NoPen if chip.active else QPen(theme.line2, 1))
        painter.setBrush(theme.ink if chip.active else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 14 * u, 14 * u)
        if chip.done:
            size = round(26 * u)
            mark = icon_pixmap("check", theme.ink2, size, ratio)
            painter.drawPixmap(QPointF(left + 24 * u, box.center().y() - size / 2), mark)
        painter.setPen(theme.canvas if chip.active else theme.ink2)
        painter.drawText(box.adjusted(24 * u + check, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, chip.label)
        left += width + 8 * u


def _paint_words(
    painter: QPainter, layout: StageLayout, word: str, cue: str, theme: Theme, colours: PhaseColours
) -> None:
    """The phase word, and under it what to do with the breath."""
    middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
    painter.setFont(_fitting(word, 80, 800, layout.unit, -2.5, layout.word.width()))
    painter.setPen(colours.word)
    painter.drawText(layout.word.adjusted(0, -20, 0, 20), middle, word)  # room for what hangs below the line
    painter.setFont(_fitting(cue, 36, 600, layout.unit, 0, layout.cue.width()))
    painter.setPen(theme.ink)
    painter.drawText(layout.cue, middle, cue)


def _fitting(text: str, size: float, weight: int, unit: float, tracking: float, width: float) -> QFont:
    """A font in which the text fits the width: smaller where it must be."""
    font = _font(size, weight, unit, tracking)
    needed = QFontMetricsF(font).horizontalAdvance(text)
    return font if needed <= width else _font(size * width / needed, weight, unit, tracking)


def _paint_note(painter: QPainter, layout: StageLayout, note: str, theme: Theme) -> None:
    """What is to be done before one goes on, in the ring's place, where nothing counts meanwhile."""
    wrapped = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
    room, size = layout.ring, 36.0
    while size > 18 and not room.contains(
        QFontMetricsF(_font(size, 600, layout.unit)).boundingRect(room, wrapped, note)
    ):
        size -= 2
    painter.setFont(_font(size, 600, layout.unit))
    painter.setPen(theme.ink2)
    painter.drawText(room, wrapped, note)


def _paint_ring_still(
    painter: QPainter, layout: StageLayout, shown: Display, number: str, theme: Theme
) -> None:
    """The ring's tracks, the numeral in its middle and what it counts."""
    box, size = layout.ring, layout.ring.width()
    ring.paint_tracks(painter, box, ring.sectors(shown.ring), shown.ring_index, theme)
    font = _font(0.55 * size * (1.0 if len(number) < 3 else 0.7), 700, 1.0, -3.0)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(theme.ink)
    x = box.center().x() - metrics.horizontalAdvance(number) / 2 + 0.008 * size
    painter.drawText(QPointF(x, box.center().y() + metrics.capHeight() / 2 - 0.06 * size), number)
    painter.setFont(_font(28 * size / 320, 600, 1.0))
    painter.setPen(theme.ink2)
    label = QRectF(box.left(), box.center().y() + 0.15 * size, size, 0.14 * size)
    painter.drawText(label, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, shown.label)
    if shown.kind != "rest":
        spot = QPointF(box.center().x(), box.center().y() + 0.335 * size)
        ring.paint_glyph(painter, spot, 0.106 * size, shown.kind, theme)


def _rows(shown: Display, layout: StageLayout) -> list[tuple[HillRow, float, float]]:
    """Each row of hills and the room it has; over 15 reps only the side under way."""
    u, left = layout.unit, layout.hills.left()
    rows = shown.rows
    if len(rows) > 1 and max(row.count for row in rows) > 15:
        rows = tuple(row for row in rows if row.current is not None) or rows[:1]
    placed = []
    room = layout.hills.width() / len(rows)
    wanted = max((hills.WIDTH + hills.GAP) * u * row.count + 60 * u for row in rows)
    room = min(room, wanted)
    for i, row in enumerate(rows):
        start = left + i * room + (24 * u if row.label else 0.0)
        placed.append((row, start, left + (i + 1) * room - 26 * u))
    return placed


def _paint_next(
    painter: QPainter, layout: StageLayout, shown: Display, exercise: Exercise, look: Look
) -> None:
    """The card that says what comes next, with its picture."""
    theme = look.theme
    up_next, u, box = shown.up_next, layout.unit, layout.up_next
    if up_next is None:
        return
    painter.setPen(QPen(faded(theme.line, 1.0 if theme.flat else 0.6), 1))
    painter.setBrush(
        theme.surface if theme.name != "dark" else mixed(theme.phase(shown.kind).stage, QColor("white"), 0.06)
    )
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 14 * u, 14 * u)
    picture = QRectF(box.left() + 14 * u, box.top() + 8 * u, 104 * u, 64 * u)
    paint_figure(
        painter,
        picture,
        exercise.drawing,
        at_pose("end"),
        figure_style(look, detail=1),
        muscles=exercise.lengthens,
        both=exercise.sides == "none",
        glow=0.0,
        mirrored=up_next.side == "left",
    )
    left = picture.right() + 16 * u
    painter.setFont(_font(17, 400, u))
    painter.setPen(theme.ink2)
    room = box.right() - left - 14 * u
    painter.drawText(QPointF(left, box.top() + 30 * u), _elided(up_next.heading, painter.font(), room))
    font = _font(24, 600, u)
    if QFontMetricsF(font).horizontalAdvance(up_next.title) > room:
        font = _font(20, 600, u)
    painter.setFont(font)
    painter.setPen(theme.ink)
    painter.drawText(QPointF(left, box.top() + 60 * u), _elided(up_next.title, font, room))
