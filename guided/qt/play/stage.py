"""The stage: figure, breath dome, ring, rep hills and words; only what changes is repainted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from guided.display import Display, counted, cue_at, display, numeral, rep_progress, spoken
from guided.qt.play import dome, rep_hills, ring, typesetting
from guided.qt.play.figure_layer import TRANSITION_MS, FigureLayer, Placed
from guided.qt.play.flash import flash_at, paint_flash
from guided.qt.play.layout import StageLayout, stage_layout
from guided.qt.play.still import Part, Still
from guided.qt.theme import Look
from guided.qt.widgets.picture import still_of
from guided.session import Rep
from guided.timeline import Moment, Timeline

PAUSED = ("Paused", "Space to go on")
READY = ("Ready?", "Space when you are ready")
FRAME_MS, HOLD_FRAME_MS, REST_FRAME_MS = 16, 33, 50
_MOVEMENT_FRAMES = 120  # more are not told apart, but in quick movements
_RING_STEPS = 8  # of the ring in a phase when motion is reduced


class _Frame(NamedTuple):
    """The moving parts; equal frames look alike."""

    layout: StageLayout
    shown: Display
    colours: str
    radius: float
    figures: tuple[Placed, ...]
    turned: float | None
    climbed: float
    lit: float


class Stage(QWidget):
    """The player's picture of a moment; the clock is read only for fades."""

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
        self._frame: _Frame | None = None
        self._still = Still()
        self._figures = FigureLayer(look)
        self._fade_timer = QTimer(self)
        self._fade_timer.setInterval(HOLD_FRAME_MS)
        self._fade_timer.timeout.connect(self._keep_fading)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Exercise")
        look.changed.connect(self._start_afresh)

    @property
    def frame_ms(self) -> int:
        """The longest time in ms until something moves by about a pixel or a phase ends."""
        if self._moment is None:
            return REST_FRAME_MS
        segment = self._moment.segment
        if segment.stance_from != segment.stance_to:
            lasts = max(segment.length_ms // _MOVEMENT_FRAMES, FRAME_MS)
        elif segment.rep or self._moment.elapsed_ms < TRANSITION_MS:
            lasts = HOLD_FRAME_MS
        else:
            lasts = REST_FRAME_MS
        return max(min(lasts, self._moment.left_ms), 1)

    def show_timeline(self, timeline: Timeline) -> None:
        """Show another timeline."""
        self._timeline = timeline
        self._levels = dome.levels(timeline)
        self._shown = None
        self._moment = timeline.at(0) if self._moment is None else self._moment
        self._renew()

    def show_moment(self, moment: Moment, done: dict[Rep, None]) -> None:
        """Show a moment; `done` are the reps done so far."""
        before = self._moment
        self._moment, self._done = moment, done
        if before is None or before.index != moment.index:
            self._waiting = False
            self._tell_screen_reader()
        self._renew()

    def set_full(self, full: bool) -> None:
        """Set full screen, or room for bars above and below."""
        self._full = full
        self._start_afresh()

    def set_paused(self, paused: bool, asked: bool = False) -> None:
        """Set the colours of rest while paused; at the start, tell a screen reader what comes first.

        While something is `asked`, the answer resumes the session.
        """
        self._paused, self._asked, self._waiting = paused, asked, False
        if not paused and not self._told:
            self._tell_screen_reader()
        self._renew()

    def set_waiting(self) -> None:
        """Show that the session waits for the person, until it goes on."""
        self._paused, self._waiting = False, True
        self._tell_screen_reader()
        self._renew()

    def fading(self) -> bool:
        """Whether a change is still fading in."""
        return not self._still.fading().isEmpty()

    def make_room(self, caption: float = 0.0, panel: float = 0.0) -> None:
        """Keep clear of what covers the stage; both in px, as for `stage_layout`."""
        if self._taken != (caption, panel):
            self._taken = (caption, panel)
            self._frame = None  # worked out when it is painted: a page places its parts one by one
            self.update()

    def layout_now(self) -> StageLayout:
        """The layout at the current size."""
        return stage_layout(self.width(), self.height(), self._full, self._look.scale, *self._taken)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._start_afresh()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        area = event.region().boundingRect()
        if self._frame is None:
            self._work_out()
            area = self.rect()
        with QPainter(self) as painter:
            self._paint(painter, area)

    def paint(self, painter: QPainter) -> None:
        """The whole picture."""
        if self._frame is None:
            self._work_out()
        self._paint(painter, self.rect())

    # ------------------------------------------------------------ what is to be painted

    def _start_afresh(self) -> None:
        self._still.forget()
        self._figures.forget()
        self._frame = None
        self._renew()

    def _renew(self) -> None:
        """Repaint what differs from the last frame."""
        changed = self._work_out()
        if not self._full:
            bar = int(self.layout_now().bottom)
            changed = changed.intersected(QRect(0, 0, self.width(), self.height() - bar))
        self.update(changed)

    def _work_out(self) -> QRegion:
        """Update the frame, and return the region that differs from the last."""
        timeline, moment = self._timeline, self._moment
        if timeline is None or moment is None or self.size().isEmpty():
            return QRegion(self.rect())
        shown, layout = self._display(timeline, moment), self.layout_now()
        before, self._frame = self._frame, self._frame_at(timeline, moment, shown, layout)
        fades = before is not None and before.layout == layout and not self._look.reduced_motion
        parts = self._parts(timeline, moment, shown, layout)
        changed = self._still.show(
            parts, self.size(), self.devicePixelRatioF(), self._now() if fades else None
        )
        if not self._still.fading().isEmpty():
            self._fade_timer.start()  # in case no moment comes before it is over
        if before is None:
            return QRegion(self.rect())
        return changed.united(_difference(before, self._frame)).united(self._still.fading())

    def _keep_fading(self) -> None:
        """Continue a fade while nothing else moves."""
        fading = self._still.fading()
        if fading.isEmpty():
            self._fade_timer.stop()
        else:
            self.update(fading)

    def _frame_at(self, timeline: Timeline, moment: Moment, shown: Display, layout: StageLayout) -> _Frame:
        reduced = self._look.reduced_motion
        level = dome.level(self._levels, moment)
        if reduced:
            level = dome.SMALL if level < (dome.SMALL + dome.LARGE) / 2 else dome.LARGE
        progress = moment.progress
        if reduced:
            progress = int(progress * _RING_STEPS) / _RING_STEPS
        return _Frame(
            layout,
            shown,
            self._kind(shown),
            round(2 * _dome_radius(layout) * level) / 2,
            self._figures.at(layout, timeline, moment, level - self._levels[moment.index]),
            None if self._waiting else round(progress, 3),
            round(rep_progress(timeline, moment), 2),
            0.0 if self._paused or self._waiting else flash_at(timeline, moment, reduced),
        )

    def _parts(
        self, timeline: Timeline, moment: Moment, shown: Display, layout: StageLayout
    ) -> tuple[Part, ...]:
        """The parts that stand still, back to front."""
        theme, look, ratio = self._look.theme, self._look, self.devicePixelRatioF()
        kind = self._kind(shown)
        colours = theme.phase(kind)
        note = timeline.parts[moment.segment.step].step.note if self._waiting else None
        paused = (PAUSED[0], "") if self._asked else PAUSED
        word, cue = (
            READY if self._waiting else paused if self._paused else (shown.word, cue_at(shown, moment))
        )
        number, label, room = numeral(shown, moment), counted(shown, moment), QRectF(self.rect())
        next_card = (shown.up_next, shown.kind)

        def paint_ground(painter: QPainter) -> None:
            painter.fillRect(room, colours.stage)
            dome.paint_dome(painter, _horizon(layout), _dome_radius(layout), colours.dome_max)

        def paint_count(painter: QPainter) -> None:
            if note is None:
                typesetting.paint_count(painter, layout, shown, (number, label), theme)
            else:
                typesetting.paint_note(painter, layout, note, theme)

        def paint_next(painter: QPainter) -> None:
            if shown.up_next is not None and not layout.up_next.isEmpty():
                part = timeline.parts[shown.up_next.step]
                picture = still_of(part.exercise, look, shown.up_next.side, 1, part.alternate)
                typesetting.paint_next(painter, layout, shown, picture, theme)

        count = (note, number, shown.ring, shown.ring_index, shown.kind, label)
        words = layout.word.united(layout.cue).adjusted(0, -20, 0, 20)
        hills = layout.hills.adjusted(-layout.unit * 40, -4, 8, 4)
        return (
            Part((kind, self._paused, theme.name, layout), room, paint_ground),
            Part(shown.name, layout.name, lambda p: typesetting.paint_name(p, layout, shown, theme)),
            Part(
                shown.chips, layout.chips, lambda p: typesetting.paint_chips(p, layout, shown, theme, ratio)
            ),
            Part((word, cue), words, lambda p: typesetting.paint_words(p, layout, word, cue, theme, colours)),
            Part(count, layout.ring, paint_count),
            Part((shown.rows, shown.kind), hills, lambda p: typesetting.paint_hills(p, layout, shown, theme)),
            Part((next_card, timeline), layout.up_next, paint_next),
        )

    def _paint(self, painter: QPainter, area: QRect) -> None:
        """Paint an area, back to front."""
        frame, theme = self._frame, self._look.theme
        if frame is None:
            painter.fillRect(area, theme.canvas)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._still.paint(painter, self._now())
        layout, shown = frame.layout, frame.shown
        if area.intersects(_dome_area(frame)):
            dome.paint_dome(painter, _horizon(layout), frame.radius, theme.phase(frame.colours).dome)
        seen = [one for one in frame.figures if area.intersects(one.area)]
        self._figures.paint(painter, seen, self.rect(), self.devicePixelRatioF())
        if frame.turned is not None and area.intersects(_ring_area(layout)):
            band = ring.sectors(shown.ring)
            ring.paint_moving(painter, layout.ring, band, shown.ring_index, frame.turned, theme)
            if frame.lit:
                paint_flash(painter, layout.ring, frame.lit, theme.primary)
        if area.intersects(_hills_area(layout)):
            colour = theme.phase(shown.kind).word
            for row, left, right in typesetting.rows(shown, layout):
                places = rep_hills.slots(row, left, right, layout.unit)
                foot, unit = layout.hills.bottom(), layout.unit
                rep_hills.paint_current(painter, row, places, foot, unit, frame.climbed, colour)

    def _kind(self, shown: Display) -> str:
        return "rest" if self._paused else shown.kind

    def _display(self, timeline: Timeline, moment: Moment) -> Display:
        key = (moment.index, len(self._done))
        if self._shown is None or self._shown[0] != key:
            self._shown = (key, display(timeline, moment.index, self._done))
        return self._shown[1]

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


def _difference(before: _Frame, after: _Frame) -> QRegion:
    """The region in which two frames differ."""
    region = QRegion()
    if before.radius != after.radius or before.colours != after.colours:
        region = region.united(_dome_area(before)).united(_dome_area(after))
    if before.figures != after.figures:
        for one in (*before.figures, *after.figures):
            region = region.united(one.area)
    if (before.turned, before.lit) != (after.turned, after.lit) or before.shown is not after.shown:
        region = region.united(_ring_area(after.layout))
    if before.climbed != after.climbed or before.shown is not after.shown:
        region = region.united(_hills_area(after.layout))
    return region


def _dome_area(frame: _Frame) -> QRect:
    middle, radius = _horizon(frame.layout), frame.radius + 1
    return QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, radius + 2).toAlignedRect()


def _ring_area(layout: StageLayout) -> QRect:
    return layout.ring.adjusted(-2, -2, 2, 2).toAlignedRect()


def _hills_area(layout: StageLayout) -> QRect:
    return layout.hills.adjusted(-layout.unit * 40, -2, 8, 2).toAlignedRect()


def _horizon(layout: StageLayout) -> QPointF:
    return QPointF(layout.figure.center().x(), layout.figure.bottom())


def _dome_radius(layout: StageLayout) -> float:
    return min(0.94 * layout.figure.height() + 2, 0.47 * layout.figure.width())
