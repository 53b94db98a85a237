"""A lesson: a movement that the figure shows in a loop, and the rhythm of a method."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent, QPainter, QPainterPath, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from guided import messages, words
from guided.breath import Breath
from guided.learn import Lesson, moving
from guided.method import Method
from guided.picture import picture_of
from guided.pose import Stance, blend, ease
from guided.qt.figure import paint, placement
from guided.qt.theme import Look, follow
from guided.qt.widgets.button import IconButton
from guided.qt.widgets.card import picture_ground
from guided.qt.widgets.nest import nested
from guided.qt.widgets.picture import figure_style
from guided.qt.widgets.text import Text

FRAME_MS = 33
ROUNDS = 3  # until it has been seen and stands still
_HEIGHT = 300
_CLOSE = 2.1  # how much larger a figure seen from near by is


class LessonView(QWidget):
    """The figure in a lesson, what it does in words, and a button to stop it.

    It moves for a few rounds when it comes into sight or under the mouse. With reduced motion it stands still
    until started, and then switches from pose to pose.
    """

    def __init__(self, look: Look, now: Callable[[], int], lesson: Lesson) -> None:
        super().__init__()
        self._look, self._now, self._lesson = look, now, lesson
        self._position_ms = lesson.beats[0].ms if look.reduced_motion else 0
        self._since: int | None = None
        self._reduced = look.reduced_motion
        self._wanted = not self._reduced
        self._stop_ms = ROUNDS * lesson.length_ms
        self.stage = _Stage(look, lesson)
        """The figure before its ground."""
        self.stage.seen.connect(self._run)
        self._says = Text(look, "", "body")
        self._says.setMinimumHeight(2 * look.line("body"))
        self._toggle = IconButton(look, "player-stop", "Stop the figure", 40, 20, "secondary")
        self._toggle.clicked.connect(self.toggle)
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self.tick)
        self.setAccessibleName(lesson.name)
        self.setAccessibleDescription(" ".join(dict.fromkeys(beat.says for beat in lesson.beats)))
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(12)
        self._parts.addWidget(self.stage)
        self._words = nested(self._parts, QVBoxLayout())
        self._words.setSpacing(12)
        row = nested(self._words, QHBoxLayout())
        row.setSpacing(12)
        row.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._says, 1)
        self._show()
        look.changed.connect(self._take_look)

    @property
    def running(self) -> bool:
        """Whether the figure moves."""
        return self._timer.isActive()

    @property
    def says(self) -> str:
        """The words shown now."""
        return self._says.text()

    def stand_beside(self, title: QWidget, text: QWidget) -> None:
        """Have the words beside the figure, below a title and above a text."""
        self._parts.setDirection(QBoxLayout.Direction.LeftToRight)
        self._parts.setSpacing(28)
        self._parts.setAlignment(self.stage, Qt.AlignmentFlag.AlignTop)
        for place in range(self._parts.count()):
            self._parts.setStretch(place, 1)
        self._words.insertWidget(0, title)
        self._words.addWidget(text)
        self._words.addStretch()

    def set_high(self, high: int) -> None:
        """Make the figure so high, in px."""
        self.stage.set_high(high)

    def toggle(self) -> None:
        """Stop or restart the movement."""
        self._wanted = not self.running
        self._go_round_again()

    def tick(self) -> None:
        """Look at the clock."""
        now = self._now()
        if self._since is not None:
            self._position_ms = min(self._position_ms + now - self._since, self._stop_ms)
        self._since = now
        self._show()
        self._run()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._run()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._go_round_again()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        self._since = None
        super().hideEvent(event)

    def _go_round_again(self) -> None:
        """Go on for a few rounds, unless stopped."""
        self._stop_ms = (self._position_ms // self._lesson.length_ms + ROUNDS) * self._lesson.length_ms
        self._run()

    def _take_look(self) -> None:
        if self._look.reduced_motion != self._reduced:
            self._reduced = self._look.reduced_motion
            self._wanted = not self._reduced
            self._run()
            self._show()

    def _run(self) -> None:
        goes = self._wanted and self._position_ms < self._stop_ms
        # Scrolled out of sight it stands still; painted again, it goes on.
        runs = goes and not self.stage.visibleRegion().isEmpty()
        if runs and not self._timer.isActive():
            self._since = self._now()
            self._timer.start()
        elif not runs:
            self._timer.stop()
            self._since = None
        self._toggle.set_icon("player-stop" if goes else "player-play")
        self._toggle.set_words("Stop the figure" if goes else "Let the figure move")

    def _show(self) -> None:
        beat, gone = self._lesson.at(self._position_ms)
        if self._says.text() != beat.says:
            self._says.setText(beat.says)
        share = 1.0 if self._reduced else ease(gone / beat.ms)
        self.stage.show_stance(blend(beat.stance_from, beat.stance_to, share))


class _Stage(QWidget):
    """The figure before its ground."""

    seen = Signal()
    """Emitted when it is painted."""

    def __init__(self, look: Look, lesson: Lesson) -> None:
        super().__init__()
        self._look, self._lesson = look, lesson
        self._stance: Stance | None = None
        self._high = _HEIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(look, self.update)

    def sizeHint(self) -> QSize:
        return QSize(320, self._high)

    def set_high(self, high: int) -> None:
        """Make it so high, in px."""
        if high != self._high:
            self._high = high
            self.updateGeometry()

    def show_stance(self, stance: Stance) -> None:
        """Show the figure in a stance."""
        if stance != self._stance:
            self._stance = stance
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.seen.emit()
        lesson, area = self._lesson, QRectF(self.rect())
        if self._stance is None:
            return
        outline = QPainterPath()
        outline.addRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 16, 16)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(outline, picture_ground(self._look))
            painter.save()
            painter.setClipPath(outline)
            style = replace(figure_style(self._look), see_through=lesson.see_through)
            paint(painter, self._place(area), picture_of(lesson, self._stance, style))
            painter.restore()
            painter.setPen(QPen(self._look.theme.line, 1))
            painter.drawPath(outline)

    def _place(self, area: QRectF) -> QRectF:
        """The rectangle for the figure: all of it in the area, or a close-up around one height."""
        lesson = self._lesson
        if lesson.close is None:
            return area.adjusted(16, 12, -16, -12)
        larger = QRectF(0, 0, area.width() * _CLOSE, area.height() * _CLOSE)
        place = placement(larger, lesson.drawing)
        larger.moveTop(area.center().y() - (place.floor_y - lesson.close * place.scale))
        larger.moveLeft(area.center().x() - larger.width() / 2)
        return larger


class Rhythm(QWidget):
    """A rep of a method as a hill, with what to do under each phase."""

    def __init__(self, look: Look, method: Method, sentences: Sequence[str]) -> None:
        super().__init__()
        self._look = look
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._hill = _Hill(look, [phase.kind for phase in moving(method)])
        column.addWidget(self._hill)
        self._columns = nested(column, QBoxLayout(QBoxLayout.Direction.LeftToRight))
        self._columns.setSpacing(16)
        for number, phase in enumerate(moving(method)):
            length = phase.length_ms(Breath())
            part = nested(self._columns, QVBoxLayout(), 1)
            part.setSpacing(2)
            title = words.joined(words.PHASES[phase.do], words.say(messages.SECONDS, n=length / 1000))
            part.addWidget(Text(look, title, "body_strong", phase.kind))
            told = words.breath(phase.breath, phase.kind, length, phase.effort)
            part.addWidget(Text(look, f"{told}.", "body", "ink2"))
            if sentences:
                part.addWidget(Text(look, sentences[number], "body", "ink2"))
            part.addStretch()


class _Hill(QWidget):
    """The hill: up while easing in, flat in holds, down while letting go."""

    def __init__(self, look: Look, kinds: Sequence[str]) -> None:
        super().__init__()
        self._look, self._kinds = look, kinds
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(look, self.update)

    def sizeHint(self) -> QSize:
        return QSize(240, 64)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        wide, foot, top = self.width() / len(self._kinds), self.height() - 3.0, 3.0
        high = {"ease": (foot, top), "hold": (top, top), "release": (top, foot)}
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for number, kind in enumerate(self._kinds):
                left, right = number * wide + 1, (number + 1) * wide - 1
                start, end = high[kind]
                line = QPainterPath()
                line.moveTo(left, start)
                half = (right - left) / 2
                line.cubicTo(left + half, start, right - half, end, right, end)
                below = QPainterPath(line)
                below.lineTo(right, foot)
                below.lineTo(left, foot)
                below.closeSubpath()
                painter.fillPath(below, theme.colour(f"{kind}_soft"))
                painter.setPen(QPen(theme.colour(kind), 4, c=Qt.PenCapStyle.FlatCap))
                painter.drawPath(line)
