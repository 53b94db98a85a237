"""A figure in motion: a movement shown a few times, without words, and then at rest."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QRectF, QSize, QVariantAnimation, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent, QPainter, QPainterPath, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from guided import messages, words
from guided.learn import Lesson, lesson_of
from guided.method import Method
from guided.picture import picture_of
from guided.pose import Stance, at_pose, blend, ease
from guided.qt.theme import Look, follow
from guided.qt.widgets.picture import dome_colour, figure_style, ground_colour, on_the_line, paint_dome
from guided.routine import Exercise

TIMES = 4  # that it is shown before it rests again

_LONGEST_BEAT_MS = 2_400  # of a hold, which does not move and need not be sat out
_FRAME_MS = 33


def movement(exercise: Exercise, method: Method) -> Lesson:
    """A rep of an exercise to look at: as it is played, but with long phases shortened."""
    lesson = lesson_of(exercise, method)
    beats = tuple(beat._replace(ms=min(beat.ms, _LONGEST_BEAT_MS)) for beat in lesson.beats)
    return replace(lesson, beats=beats)


class Motion(QObject):
    """The motion of a figure through a lesson; `moved` at every new stance.

    With reduced motion it does not move.
    """

    moved = Signal()

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._lesson: Lesson | None = None
        self._stance: Stance | None = None
        self._time = QVariantAnimation(self)
        self._time.setStartValue(0)
        self._time.valueChanged.connect(self._show)
        self._time.finished.connect(self.stop)
        look.changed.connect(self._take_look)

    @property
    def stance(self) -> Stance | None:
        """The current stance; None at rest."""
        return self._stance

    def start(self, lesson: Lesson) -> None:
        """Start a lesson from its beginning."""
        self.stop()
        if self._look.reduced_motion:
            return
        self._lesson = lesson
        self._time.setEndValue(TIMES * lesson.length_ms)
        self._time.setDuration(TIMES * lesson.length_ms)
        self._time.start()

    def stop(self) -> None:
        """Stop, returning to rest."""
        self._time.stop()
        self._lesson = None
        if self._stance is not None:
            self._stance = None
            self.moved.emit()

    def _show(self, now_ms: int) -> None:
        if self._lesson is None:
            return
        now_ms -= now_ms % _FRAME_MS
        beat, gone = self._lesson.at(min(now_ms, TIMES * self._lesson.length_ms - 1))
        stance = blend(beat.stance_from, beat.stance_to, ease(gone / beat.ms))
        if stance != self._stance:
            self._stance = stance
            self.moved.emit()

    def _take_look(self) -> None:
        if self._look.reduced_motion:
            self.stop()


class MovingPicture(QWidget):
    """A lesson that moves when it comes into sight or under the mouse; otherwise at rest at its end."""

    def __init__(self, look: Look, lesson: Lesson, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._lesson, self._size = look, lesson, size
        self.motion = Motion(look, self)
        self.motion.moved.connect(self.update)
        self.setAccessibleName(words.say(messages.FIGURE, name=lesson.name))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(look, self.update)

    def sizeHint(self) -> QSize:
        return self._size

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.motion.start(self._lesson)

    def hideEvent(self, event: QHideEvent) -> None:
        self.motion.stop()
        super().hideEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        if self.motion.stance is None:
            self.motion.start(self._lesson)
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        from guided.qt.figure import WHOLE, paint  # what draws figures is loaded when the first one is drawn

        lesson, area, outline = self._lesson, QRectF(self.rect()), QPainterPath()
        outline.addRoundedRect(area, 14, 14)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(outline, ground_colour(self._look))
            painter.setClipPath(outline)
            paint_dome(painter, area, dome_colour(self._look))
            stance = self.motion.stance or at_pose("end")
            picture = picture_of(lesson, stance, figure_style(self._look))
            paint(painter, on_the_line(area.adjusted(8, 0, -8, 0), lesson.drawing, WHOLE), picture)
