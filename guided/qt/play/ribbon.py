"""The ribbon: the whole session as one bar, a piece per exercise, with the time left."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from guided import messages, words
from guided.qt.play.keys import Do, State, may
from guided.qt.theme import Look, Type, faded, follow
from guided.qt.widgets.tip import set_tip
from guided.session import Rep, shares_done
from guided.timeline import Moment, Timeline

_GAP = 4.0  # px between two exercises
_BETWEEN = 16.0  # px between the bar and the time


class Ribbon(QWidget):
    """A bar read from the left: what was done of every exercise, and of the one under way the place in it.

    A click asks to go to the exercise under the mouse.
    """

    jump_asked = Signal(int)
    """Go to a step (index)."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._timeline: Timeline | None = None
        self._spans: list[tuple[int, int]] = []
        self._shares: Mapping[int, float] = {}  # done of each step
        self._counted = -1  # reps in them
        self._here, self._position_ms = 0, 0
        self._seen: tuple[int, str] | None = None
        self._thickness, self._unit = 12.0, 0.0
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Session progress")
        follow(look, self.update)

    def set_shape(self, thickness: float, unit: float) -> None:
        """Set the thickness in px; with a `unit` its time grows with the window, to be read from afar."""
        self._thickness, self._unit = thickness, unit
        self.updateGeometry()
        self.update()

    def show_timeline(self, timeline: Timeline) -> None:
        """Show another timeline."""
        self._timeline = timeline
        self._spans = [timeline.step_span(step) for step in range(len(timeline.parts))]
        self._seen, self._counted = None, -1
        self.update()

    def show_state(self, state: State) -> None:
        """Look like something to click only where a click does something."""
        here = Qt.CursorShape.PointingHandCursor if may(Do.JUMP, state) else Qt.CursorShape.ArrowCursor
        self.setCursor(here)

    def show_moment(self, moment: Moment, done: Collection[Rep]) -> None:
        """Show the playhead, with the reps `done`; redrawn only if that is visible."""
        self._here, self._position_ms = moment.segment.step, moment.t_ms
        if self._timeline is None:
            return
        if len(done) != self._counted:
            self._counted, self._shares = len(done), shares_done(self._timeline, done)
        left = self._left()
        pixel = int(moment.t_ms / self._timeline.length_ms * self.width())
        if self._look.reduced_motion:
            pixel = 0
        if self._seen != (pixel, left):
            self._seen = (pixel, left)
            self.setAccessibleDescription(left)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, round(QFontMetricsF(self._font()).height() + 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._timeline is None:
            return
        theme = self._look.theme
        bar = self._bar()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._font())
            painter.setPen(theme.ink2)
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(self.rect()), middle | Qt.AlignmentFlag.AlignRight, self._left())
            painter.setPen(Qt.PenStyle.NoPen)
            plain = self._unit == 0 and theme.name != "contrast"
            track = theme.line if plain else faded(theme.ink, 0.17)
            for step, piece in enumerate(self._pieces(bar)):
                start, end = self._spans[step]
                radius = min(6.0, self._thickness / 2)
                painter.setBrush(track)
                painter.drawRoundedRect(piece, radius, radius)
                place = (self._position_ms - start) / (end - start)
                share = place if step == self._here else self._shares.get(step, 0.0)
                if share > 0:
                    painter.setBrush(theme.primary)
                    painter.save()
                    painter.setClipRect(
                        QRectF(piece.left(), piece.top(), piece.width() * share, piece.height())
                    )
                    painter.drawRoundedRect(piece, radius, radius)
                    painter.restore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        step = self._step_at(event.position())
        name = "" if step is None or self._timeline is None else self._timeline.parts[step].exercise.name
        set_tip(self, name)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        step = self._step_at(event.position())
        if step is not None and event.button() == Qt.MouseButton.LeftButton:
            self.jump_asked.emit(step)

    def _left(self) -> str:
        length = self._timeline.length_ms if self._timeline else 0
        return words.say(messages.LEFT, left=words.left(length - self._position_ms))

    def _font(self) -> QFont:
        if self._unit == 0:
            return self._look.font("body")
        return self._look.type(Type(round(22 * self._unit), 0, 500), scaled=False)

    def _bar(self) -> QRectF:
        metrics = QFontMetricsF(self._font())
        length = self._timeline.length_ms if self._timeline else 0
        right = metrics.horizontalAdvance(words.say(messages.LEFT, left=words.left(length))) + _BETWEEN
        top = (self.height() - self._thickness) / 2
        return QRectF(0.0, top, max(self.width() - right, 10.0), self._thickness)

    def _pieces(self, bar: QRectF) -> list[QRectF]:
        """A rectangle for each step, its width proportional to its length, never invisible."""
        lengths = [end - start for start, end in self._spans]
        gap = min(_GAP, bar.width() / (4 * len(lengths)))
        room = bar.width() - gap * (len(lengths) - 1)
        x, pieces = bar.left(), []
        for length in lengths:
            width = room * length / sum(lengths)
            pieces.append(QRectF(x, bar.top(), width, bar.height()))
            x += width + gap
        return pieces

    def _step_at(self, point: QPointF) -> int | None:
        for step, piece in enumerate(self._pieces(self._bar())):
            if piece.left() <= point.x() <= piece.right() + _GAP:
                return step
        return None
