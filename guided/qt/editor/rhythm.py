"""The rhythm of one rep as a hill: up while one moves there, level while one holds, down on the way back."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from guided import messages, words
from guided.breath import Breath
from guided.part import Part
from guided.qt.theme import Look, follow

_HILL, _LINE = 44, 3.0  # px
_MOST_NAMED = 4  # phases, with a column of words for each
_LEVELS = {"ease": (0.0, 1.0), "hold": (1.0, 1.0), "release": (1.0, 0.0), "rest": (0.0, 0.0)}


class Rhythm(QWidget):
    """The phases of a rep with their lengths, in the colours they have in a session."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._phases: tuple[tuple[str, str, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(look, self.updateGeometry)

    def show_part(self, part: Part, breath: Breath, pace: float) -> None:
        """Show the first rep of a part, at the person's breath and pace."""
        phases = tuple(
            (phase.kind, words.phase(phase.do, part.exercise.called), part.phase_ms(phase, breath, pace))
            for phase in part.method.phases
        )
        if phases != self._phases:
            self._phases = phases
            self.setAccessibleName("Rhythm of one rep")
            told = [words.say(messages.PHASE_LASTS, phase=word, length=_length(ms)) for _, word, ms in phases]
            self.setAccessibleDescription(words.joined(*told))
            self.updateGeometry()
            self.update()

    @property
    def _named(self) -> bool:
        return len(self._phases) <= _MOST_NAMED

    def sizeHint(self) -> QSize:
        words_high = 2 * self._look.line("caption") + 6 if self._named else 6
        return QSize(240, _HILL + words_high)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        total = sum(ms for _, _, ms in self._phases) or 1
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            left = _LINE
            for number, (kind, word, ms) in enumerate(self._phases):
                width = (self.width() - 2 * _LINE) * ms / total
                self._paint_phase(painter, kind, QRectF(left, _LINE, width, _HILL - 2 * _LINE))
                left += width
                if self._named:
                    self._paint_words(painter, number, kind, word, _length(ms))

    def _paint_phase(self, painter: QPainter, kind: str, area: QRectF) -> None:
        before, after = _LEVELS[kind]
        start = QPointF(area.left(), area.bottom() - before * area.height())
        end = QPointF(area.right(), area.bottom() - after * area.height())
        middle = area.center().x()
        line = QPainterPath(start)
        line.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
        hill = QPainterPath(line)
        hill.lineTo(area.right(), area.bottom() + _LINE)
        hill.lineTo(area.left(), area.bottom() + _LINE)
        theme = self._look.theme
        painter.fillPath(hill, theme.colour(f"{kind}_soft"))
        pen = QPen(theme.colour(kind), _LINE)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.strokePath(line, pen)

    def _paint_words(self, painter: QPainter, number: int, kind: str, word: str, length: str) -> None:
        """The phase and its length in its column, the columns being of one width."""
        look, width = self._look, self.width() / len(self._phases)
        line = look.line("caption")
        for row, (text, role, colour) in enumerate(
            ((word, "caption_strong", look.theme.colour(kind)), (length, "caption", look.theme.ink2))
        ):
            painter.setFont(look.font(role))
            painter.setPen(colour)
            area = QRectF(number * width, _HILL + 4 + row * line, width - 4, line)
            elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)


def _length(ms: int) -> str:
    return words.say(messages.SECONDS, n=ms / 1000)
