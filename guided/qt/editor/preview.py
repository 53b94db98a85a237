"""A step played in place: the figure, what it does now, and how far it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guided import messages, prescription, words
from guided.part import Part
from guided.picture import picture_of
from guided.pose import Stance, at_pose
from guided.qt.theme import Look, follow
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.motion import Motion, movement
from guided.qt.widgets.nest import nested
from guided.qt.widgets.picture import dome_colour, figure_style, ground_colour, on_the_line, paint_dome
from guided.qt.widgets.text import Text
from guided.reading import GuidedError
from guided.routine import Exercise, Routine
from guided.settings import Settings
from guided.timeline import Segment, Timeline, compile_parts

_HIGH, _FRAME_MS = 168, 33


class Figure(QWidget):
    """An exercise in a stance, on a ground with a dome."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._exercise: Exercise | None = None
        self._stance, self._side, self._in_turn = at_pose("end"), "right", False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(look, self.update)

    def show_stance(
        self, exercise: Exercise | None, stance: Stance, side: str, in_turn: bool = False
    ) -> None:
        """Show another stance; `in_turn`: of sides that take turns."""
        shown = (self._exercise, self._stance, self._side, self._in_turn)
        if (exercise, stance, side, in_turn) != shown:
            self._exercise, self._stance, self._side, self._in_turn = exercise, stance, side, in_turn
            self.setAccessibleName(words.say(messages.FIGURE, name=exercise.name) if exercise else "Figure")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        from guided.qt.figure import WHOLE, paint  # what draws figures is loaded with the first one

        look, area, outline = self._look, QRectF(self.rect()), QPainterPath()
        outline.addRoundedRect(area, 14, 14)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(outline, ground_colour(look))
            painter.setClipPath(outline)
            paint_dome(painter, area, dome_colour(look))
            if self._exercise is not None:
                style = figure_style(look)
                picture = picture_of(self._exercise, self._stance, style, self._side, self._in_turn)
                paint(painter, on_the_line(area.adjusted(8, 0, -8, 0), picture.drawing, WHOLE), picture)


class Preview(Card):
    """A step as it will be played, without its preparation; it stands still until it is played.

    An exercise that may come into the routine moves a few times at once.
    """

    played = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__(look, padding=12)
        self._part: Part | None = None
        self._timeline: Timeline | None = None
        self._tried = False
        self.motion = Motion(look, self)
        self.motion.moved.connect(self._show_motion)
        self.figure = Figure(look)
        self._word = Text(look, "", "card_title", "ink")
        self._where = Text(look, "", "caption", "ink2")
        self.button = Button(look, "Play", "text", "small", "player-play-filled")
        self.button.clicked.connect(self.toggle)
        self.body.setSpacing(8)
        self.body.addWidget(self.figure)
        said = nested(self.body, QVBoxLayout())  # a long name has the whole width
        said.setContentsMargins(8, 0, 0, 0)
        said.setSpacing(0)
        said.addWidget(self._word)
        row = nested(said, QHBoxLayout())
        row.addWidget(self._where, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._time = QVariantAnimation(self)
        self._time.setLoopCount(-1)
        self._time.valueChanged.connect(self._show_time)

    @property
    def playing(self) -> bool:
        """Whether it moves."""
        return self._time.state() == QVariantAnimation.State.Running

    def show_part(self, part: Part | None, routine: Routine, settings: Settings) -> None:
        """Show a step; if one was playing, this one plays on from its beginning."""
        same = part is not None and self._part is not None and part.step == self._part.step
        if same and not self._tried:
            return
        playing = self.playing
        self._take(part, routine, settings, tried=False)
        if playing and self._timeline is not None:
            self._play()
        else:
            self._rest()

    def show_exercise(self, part: Part, routine: Routine, settings: Settings) -> None:
        """Show an exercise as it would come into the routine, moving at once."""
        if self._tried and self._part is not None and self._part.exercise is part.exercise:
            return
        self._take(part, routine, settings, tried=True)
        self._rest()
        self.motion.start(movement(part.exercise, part.method))

    def toggle(self) -> None:
        """Play, or stop."""
        if self.playing:
            self._time.stop()
            self._rest()
        elif self._timeline is not None:
            self._play()

    def hideEvent(self, event: QHideEvent) -> None:
        if self.playing:
            self.toggle()
        self.motion.stop()
        super().hideEvent(event)

    def _take(self, part: Part | None, routine: Routine, settings: Settings, tried: bool) -> None:
        self._time.stop()
        self.motion.stop()
        self._part, self._tried = part, tried
        self._timeline = _timeline(part, routine, settings) if part else None
        self.button.set_available(self._timeline is not None, "Choose an exercise first")

    def _play(self) -> None:
        timeline = self._timeline
        assert timeline is not None
        self.motion.stop()
        begins = next((one.start_ms for one in timeline.segments if one.rep), 0)
        self._time.setStartValue(begins)
        self._time.setEndValue(timeline.length_ms)
        self._time.setDuration(timeline.length_ms - begins)
        self._time.start()
        self._show_button()

    def _rest(self) -> None:
        part = self._part
        self._show_motion()
        self._say(part.exercise.name if part else "", prescription.in_full(part.dose) if part else "")
        self._show_button()

    def _show_motion(self) -> None:
        part, stance = self._part, self.motion.stance or at_pose("end")
        self.figure.show_stance(part.exercise if part else None, stance, part.sides[0] if part else "right")

    def _show_button(self) -> None:
        self.button.set_icon("player-stop-filled" if self.playing else "player-play-filled")
        self.button.set_words("Stop" if self.playing else "Play")
        self.played.emit(self.playing)

    def _show_time(self, now: object) -> None:
        timeline, part = self._timeline, self._part
        if timeline is None or part is None or not isinstance(now, int):
            return
        moment = timeline.at(now - now % _FRAME_MS)
        segment = moment.segment
        stance = segment.stance_to if self._look.reduced_motion else moment.stance
        self.figure.show_stance(part.exercise, stance, segment.side, part.alternate)
        left = -(-moment.left_ms // 1000)
        self._say(words.phase(segment.phase, part.exercise.called), _where(segment, part, left))
        self._word.set_colour(segment.kind)

    def _say(self, word: str, where: str) -> None:
        if word != self._word.text() or where != self._where.text():
            self._word.set_colour("ink")
            self._word.setText(word)
            self._where.setText(where)


def _where(segment: Segment, part: Part, left_s: int) -> str:
    """Which rep it is, of which side, and how long the phase still lasts."""
    rep = words.say(messages.REP_OF, number=segment.rep, count=segment.reps) if segment.rep else ""
    set_ = words.say(messages.SET_OF, number=segment.set, count=segment.sets) if segment.sets > 1 else ""
    limb = words.limb(segment.side, part.exercise.limb).lower()
    return words.sentence(words.joined(rep, set_, limb, words.say(messages.SECONDS, n=left_s)))


def _timeline(part: Part, routine: Routine, settings: Settings) -> Timeline | None:
    try:
        return compile_parts(routine, (part,), settings)
    except GuidedError:
        return None
