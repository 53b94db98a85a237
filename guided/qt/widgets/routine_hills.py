"""The shape of a routine: a hill per exercise, as wide as it lasts."""

from __future__ import annotations

from collections.abc import Container, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from guided import messages, words
from guided.qt.theme import Look, follow
from guided.qt.widgets.tip import hide_tip, show_tip
from guided.timeline import Timeline

_HEIGHT, _GAP, _WIDEST_RAMP, _NARROWEST = 28, 8, 28.0, 10.0


def lengths_ms(timeline: Timeline) -> tuple[int, ...]:
    """The length of each exercise of a timeline, in ms."""
    spans = (timeline.step_span(step) for step in range(len(timeline.parts)))
    return tuple(end - start for start, end in spans)


def names(timeline: Timeline) -> tuple[str, ...]:
    """The name of each exercise of a timeline."""
    return tuple(part.exercise.name for part in timeline.parts)


class RoutineShape(QWidget):
    """Hills in a row; those done are filled, and the pointer over one is told its name."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._lengths: tuple[int, ...] = ()
        self._done: Container[int] = ()
        self._told: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(look, self.update)

    def show_lengths(
        self, lengths: Sequence[int], done: Container[int] = (), names: Sequence[str] = ()
    ) -> None:
        """Show a hill for each length in ms, with its name; those whose index is in `done` are filled."""
        self._lengths, self._done = tuple(lengths), done
        count = sum(number in done for number in range(len(lengths)))
        exercises = words.say(messages.EXERCISES, n=len(lengths))
        self.setAccessibleName(words.say(messages.EXERCISES_DONE, exercises=exercises, n=count))
        self._told = tuple(
            f"{number + 1}. {name}{', done' if number in done else ''}" for number, name in enumerate(names)
        )
        self.setAccessibleDescription("; ".join(self._told))
        self.update()

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QHelpEvent):
            return super().event(event)
        told = zip(self._told, hill_areas(QRectF(self.rect()), self._lengths), strict=False)
        over = [(text, area) for text, area in told if area.contains(QPointF(event.pos()))]
        for text, area in over:
            show_tip(self, area.toRect(), text)
        if not over:
            hide_tip(self)
        return True

    def sizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            flat = theme.name == "contrast"
            for number, area in enumerate(hill_areas(QRectF(self.rect()), self._lengths)):
                done = number in self._done
                painter.setPen(QPen(theme.line2, 1) if flat and not done else Qt.PenStyle.NoPen)
                painter.setBrush(theme.primary if done else theme.shape)
                painter.drawPath(hill(area))


def hill_areas(area: QRectF, lengths: Sequence[int]) -> list[QRectF]:
    """The rectangle of each hill: as high as the area, together as wide, with gaps.

    Even a short exercise gets a visible hill.
    """
    if not lengths:
        return []
    gap = min(_GAP, area.width() / len(lengths) / 4)
    room = area.width() - gap * (len(lengths) - 1)
    least = min(_NARROWEST, room / len(lengths))
    spare = room - least * len(lengths)
    total = sum(lengths) or 1
    areas, x = [], area.left()
    for length in lengths:
        width = least + spare * length / total
        areas.append(QRectF(x, area.top(), width, area.height()))
        x += width + gap
    return areas


def hill(area: QRectF, plateau: float = 0.0) -> QPainterPath:
    """A hill with curved feet that fills an area, flat on top for at least a share of its width."""
    ramp = min(0.8 * area.height(), _WIDEST_RAMP, area.width() * (1.0 - plateau) / 2)
    left, right, top, foot = area.left(), area.right(), area.top(), area.bottom()
    path = QPainterPath(QPointF(left, foot))
    path.cubicTo(left + 0.45 * ramp, foot, left + 0.6 * ramp, top, left + ramp, top)
    path.lineTo(right - ramp, top)
    path.cubicTo(right - 0.6 * ramp, top, right - 0.45 * ramp, foot, right, foot)
    path.closeSubpath()
    return path
