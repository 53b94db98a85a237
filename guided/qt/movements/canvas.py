"""The figure to be posed: drawn by its handles, with what comes before and after it as shadows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from math import dist

from PySide6.QtCore import QPointF, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from guided.learn import Lesson
from guided.movements import moved_props, rounded
from guided.picture import Picture
from guided.pose import Drawing, KeyPose, Stance, at_pose, blend
from guided.qt.figure.operations import outline_of
from guided.qt.figure.projection import Camera
from guided.qt.figure.scene import box, frame, layers
from guided.qt.figure.solve import solve
from guided.qt.movements.handles import HandleRing
from guided.qt.movements.posing import HANDLES, Grip, Held, grip, let_go, planted, pull, to_draw
from guided.qt.theme import Look, faded, follow
from guided.qt.widgets.motion import Motion
from guided.qt.widgets.picture import figure_style, ground_colour

_ROOMY = 4.0  # px at 100 % that a figure unit takes where rings are as large as they get
_AROUND = 9.0  # figure units left free round everything
_FRAME_MS = 16
_MOST_PULLS = 40  # after a key, until the handle has come to rest
_STILL = 0.01  # figure units
_BODY = {"legL", "legR", "armL", "armR", "torso", "neck", "head"}
_SKINS = (0.16, 0.1, 0.1)  # of the other key poses and what is between


class Canvas(QWidget):
    """The figure in one of its key poses, with handles.

    `held` while one is drawn and `posed` when it is let go: the key pose, and how far the body went in the
    start, so that what stands round it can stay where it is.
    """

    held = Signal(object)
    posed = Signal(object, float, str)
    chosen = Signal(str)
    """A handle is taken, or has the focus."""
    refused = Signal(str)
    """A handle is planted and does not follow."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._drawing: Drawing | None = None
        self._shown: Drawing | None = None  # while a handle is drawn
        self._marks: Picture | None = None
        self._pose = "start"
        self._skins = True
        self._offset = 0.0
        self._grip: Grip | None = None
        self._held: Held | None = None
        self._freed: Drawing | None = None  # with what is taken hold of resting nowhere
        self._target = (0.0, 0.0)
        self._ahead = (0.0, 0.0)  # of where its ring is, what is held has it
        self._frame = QRectF(-60, 0, 120, 100)
        self.motion = Motion(look, self)
        self.motion.moved.connect(self._moved)
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._follow)
        self.rings = {handle: HandleRing(look, handle, self) for handle in HANDLES}
        for ring in self.rings.values():
            ring.taken.connect(self.chosen)
            ring.drawn.connect(self._draw)
            ring.dropped.connect(self._drop)
            ring.nudged.connect(self._nudge)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Figure")
        follow(look, self._forget)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(480), self._look.px(420))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 140)

    # ------------------------------------------------------------ what is shown

    def show_drawing(self, picture: Picture, pose: str, skins: bool) -> None:
        """Show a key pose of a picture's drawing, with or without shadows of the others."""
        if self._grip is not None:
            return
        self._marks, self._drawing, self._pose, self._skins = picture, picture.drawing, pose, skins
        self._shown = None
        self._forget()

    def reframe(self) -> None:
        """Put everything in sight."""
        if self._drawing is not None:
            self._offset = 0.0
            left, low, right, high = box(self._drawing)
            self._frame = QRectF(left, low, right - left, high - low).adjusted(
                -_AROUND, -_AROUND, _AROUND, _AROUND
            )
            self._forget()

    def play(self, lesson: Lesson) -> None:
        """Show a rep in motion."""
        self.motion.start(lesson)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget()

    @property
    def drawing(self) -> Drawing | None:
        """The drawing as it is shown, with what is just being drawn."""
        return self._shown or self._drawing

    @property
    def can_be_posed(self) -> bool:
        """Whether there is a figure."""
        return self._drawing is not None and not self._drawing.words

    def place_of(self, handle: str) -> QPointF:
        """Where a handle is on the canvas, in px."""
        drawing = self.drawing
        assert drawing is not None
        at = Camera.at(drawing.elev).see(solve(drawing, at_pose(self._pose)).joints[HANDLES[handle]])
        return self._to_px(*at)

    # ------------------------------------------------------------ by mouse and by keys

    def _draw(self, handle: str, place: QPointF) -> None:
        if self._grip is None and not self._take(handle):
            return
        x, y = self._to_units(place)
        self._target = (x + self._ahead[0], y + self._ahead[1])
        if not self._timer.isActive():
            self._follow()
            self._timer.start()

    def _take(self, handle: str) -> bool:
        """Take hold of a handle; whether it follows. A hand that rests on the body lets go of it."""
        if self._drawing is None or not self.can_be_posed:
            return False
        self.motion.stop()
        freed = let_go(self._drawing, self._pose, handle)
        taken = grip(freed, self._pose, handle)
        if taken is None:
            self.refused.emit(handle)
            return False
        self._freed, (self._grip, self._held) = freed, taken
        (x, y), (ring_x, ring_y) = self._grip.taken, self._to_units(self.rings[handle].middle)
        self._ahead = (x - ring_x, y - ring_y)
        return True

    def _follow(self) -> None:
        """One frame of drawing a handle."""
        if self._grip is None or self._held is None:
            return
        if self._shown is None and dist(self._target, self._grip.taken) < _STILL:
            return  # it is touched, and not moved
        before, self._held = self._held, pull(self._grip, self._held, self._target)
        if self._held == before and self._timer.isActive():
            return
        self._show_held()

    def _show_held(self) -> None:
        assert self._grip is not None
        assert self._held is not None
        assert self._freed is not None
        pose = rounded(to_draw(self._grip, self._held))
        key = self._freed.poses[self._pose]._replace(pose=pose)
        self._shown = self._posed_as(key, self._went)
        self.held.emit(key)
        self._forget(all_of_it=False)

    @property
    def _went(self) -> float:
        """How far the body has gone to the right in the start, where everything is placed by its root."""
        root = self._held.root[0] if self._held is not None and self._pose == "start" else 0.0
        return round(root, 1)

    def _posed_as(self, key: KeyPose, went: float) -> Drawing:
        """The drawing with the shown pose as it is held, and what stands round the body in its place."""
        assert self._drawing is not None
        drawing = replace(self._drawing, poses={**self._drawing.poses, self._pose: key})
        return replace(drawing, props=moved_props(drawing.props, -went)) if went else drawing

    def _drop(self, handle: str) -> None:
        self._timer.stop()
        if self._grip is None:
            return
        shown, went = self._shown, self._went
        self._grip = self._held = self._shown = None
        if shown is not None:  # it was moved
            self._offset += went
            self._drawing = shown
            self.posed.emit(shown.poses[self._pose], went, handle)

    def _nudge(self, handle: str, right: float, up: float) -> None:
        """A key's way of a handle, at once."""
        if self._grip is not None or not self._take(handle):
            return
        assert self._grip is not None
        assert self._held is not None
        x, y = self._grip.taken
        self._target = (x + right, y + up)
        for _ in range(_MOST_PULLS):
            before, self._held = self._held, pull(self._grip, self._held, self._target)
            if max(abs(a - b) for a, b in zip(self._held.root, before.root, strict=True)) < _STILL and (
                rounded(self._held.pose) == rounded(before.pose)
            ):
                break
        self._show_held()
        self._drop(handle)

    # ------------------------------------------------------------ units and px

    @property
    def _shift(self) -> float:
        """How far the drawing is moved to the right while its root goes there."""
        return self._went if self._grip is not None else 0.0

    @property
    def _scale(self) -> float:
        return max(min(self.width() / self._frame.width(), self.height() / self._frame.height()), 0.1)

    @property
    def _origin(self) -> QPointF:
        """Where x = 0 on the floor is, in px."""
        middle, scale = self._frame.center(), self._scale
        return QPointF(
            self.width() / 2 + (self._offset - middle.x()) * scale, self.height() / 2 + middle.y() * scale
        )

    def _to_px(self, x: float, y: float) -> QPointF:
        return self._origin + QPointF((x + self._shift) * self._scale, -y * self._scale)

    def _to_units(self, place: QPointF) -> tuple[float, float]:
        """In the world of the grip, whose root is where it was taken."""
        way = (place - self._origin) / self._scale
        return way.x(), -way.y()

    # ------------------------------------------------------------ painting

    def _moved(self) -> None:
        self._show_rings()
        self.update()

    def _forget(self, all_of_it: bool = True) -> None:
        """Work out again what is painted; the shadows of other poses stay while a handle is drawn."""
        if all_of_it:
            vars(self).pop("_shadows", None)
        self._show_rings()
        self.update()

    def _show_rings(self) -> None:
        shown = self.can_be_posed and self.motion.stance is None
        drawing = self.drawing
        close = self._scale / (_ROOMY * self._look.scale)
        for handle, ring in self.rings.items():
            ring.setVisible(shown)
            ring.grow(close)
            if shown and drawing is not None:
                ring.put(self.place_of(handle), handle in planted(drawing) and self._pose != "start")

    @cached_property
    def _shadows(self) -> tuple[tuple[float, QPainterPath], ...]:
        """The outlines of the other key poses, and of what is half-way, each with its strength."""
        drawing = self._drawing
        if drawing is None or not self._skins or drawing.words:
            return ()
        other = "start" if self._pose != "start" else "end"
        stances = [at_pose(other), *(blend(at_pose("start"), at_pose("end"), t) for t in (1 / 3, 2 / 3))]
        return tuple(
            (strength, self._outline(drawing, stance))
            for strength, stance in zip(_SKINS, stances, strict=True)
        )

    def _outline(self, drawing: Drawing, stance: Stance) -> QPainterPath:
        parts = layers(Picture(drawing, stance, figure_style(self._look, detail=0)))
        path = outline_of(one for name, operations in parts if name in _BODY for one in operations)
        return path.simplified()

    def paintEvent(self, event: QPaintEvent) -> None:
        drawing, marks = self.drawing, self._marks
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()), 16, 16)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(ground, ground_colour(self._look))
            if drawing is None or marks is None:
                return
            painter.setClipPath(ground)
            painter.translate(self._origin)
            painter.scale(self._scale, -self._scale)
            painter.translate(self._shift, 0.0)
            moving = self.motion.stance
            if moving is None:
                for strength, path in self._shadows:
                    painter.fillPath(path, faded(self._look.theme.ink, strength))
            for operation in frame(self._picture(drawing, marks, moving), self._scale):
                operation.paint(painter)

    def _picture(self, drawing: Drawing, marks: Picture, moving: Stance | None) -> Picture:
        style = figure_style(self._look, 2 if self._grip is None else 1)
        stance = moving or at_pose(self._pose)
        still = self._grip is None and moving is None
        return replace(
            marks,
            drawing=drawing,
            stance=stance,
            style=replace(style, arrow=still and bool(drawing.arrows or drawing.push)),
        )


def marks_of(values: Mapping[str, tuple[str, ...]], drawing: Drawing, both: bool) -> Picture:
    """The picture of a drawing with its muscles marked; `values` has them by their role."""
    return Picture(
        drawing,
        at_pose("start"),
        lengthens=values.get("lengthens", ()),
        works=values.get("works", ()),
        across=values.get("across", ()),
        lengthens_across=values.get("lengthens_across", ()),
        both=both,
        glow=1.0,
    )
