"""The sessions of a programme in a row: a hill for each, and a dot for each rest day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from guided import messages
from guided.qt.theme import Look, follow
from guided.qt.widgets.routine_hills import hill
from guided.qt.widgets.tip import hide_tip, show_tip
from guided.words import say

_HILL, _WIDEST, _LEVEL = 26.0, 46.0, 14.0  # px: how high a hill is, how wide at most, and room over it
_DOT, _DOTS_SHOWN = 5.0, 2
_MOST_WITH_DOTS = 30  # hills in a row
_ROW = 12  # hills in a row that no stage ends earlier


@dataclass(frozen=True, slots=True)
class Step:
    """A session: its name, whether it is done, and the rest days after it."""

    number: int
    name: str
    stage: str
    done: bool
    rest_days: int


def rows_of(steps: Sequence[Step]) -> list[list[Step]]:
    """The steps in rows: one per stage, or without stages twelve in each."""
    rows: list[list[Step]] = []
    for step in steps:
        if not rows or step.stage != rows[-1][-1].stage or len(rows[-1]) == _ROW:
            rows.append([])
        rows[-1].append(step)
    return rows


class StepRows(QWidget):
    """The progress in a programme; `slim` leaves out numbers and stages."""

    def __init__(self, look: Look, slim: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._slim = look, slim
        self._rows: list[list[Step]] = []
        self._now: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(look, self._restyle)

    def show_steps(self, steps: Sequence[Step], now: int | None = None) -> None:
        """Show the sessions; `now` is the number of the next one, if any."""
        self._rows = [list(steps)] if self._slim else rows_of(steps)
        self._now = now
        done = sum(step.done for step in steps)
        said = say(messages.SESSIONS_DONE, done=done, n=len(steps))
        next_one = next((step for step in steps if step.number == now), None)
        if next_one:
            said = say(messages.SESSIONS_DONE_NEXT, sessions=said, number=next_one.number, name=next_one.name)
        self.setAccessibleName(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, round(self._row_height * max(len(self._rows), 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            place = QPointF(event.pos())
            found = next(((step, area) for step, area in self._areas() if area.contains(place)), None)
            if found is None:
                hide_tip(self)
            else:
                step, area = found
                text = f"{step.number}. {step.name}{', done' if step.done else ''}"
                show_tip(self, area.toRect(), text)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, theme = self._look, self._look.theme
        flat = theme.name == "contrast"
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for step, area in self._areas():
                now = step.number == self._now
                if now:  # today is never told by colour alone: it has an outline too
                    painter.setPen(QPen(theme.hold, 2))
                    painter.setBrush(theme.hold_soft)
                    painter.drawPath(hill(area.adjusted(1, 1, -1, -1)))
                else:
                    painter.setPen(QPen(theme.line2, 1) if flat and not step.done else Qt.PenStyle.NoPen)
                    painter.setBrush(theme.primary if step.done else theme.shape)
                    painter.drawPath(hill(area))
                self._paint_dots(painter, step, area)
                if not self._slim:
                    painter.setFont(look.font("caption_strong" if now else "caption"))
                    painter.setPen(theme.ink if now else theme.ink2)
                    under = QRectF(
                        area.left() - 20, area.bottom() + 2, area.width() + 40, look.line("caption")
                    )
                    painter.drawText(under, Qt.AlignmentFlag.AlignHCenter, str(step.number))
            if not self._slim:
                self._paint_stages(painter)

    def _paint_dots(self, painter: QPainter, step: Step, area: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.line2)
        for number in range(self._dots_after(step)):
            x = area.right() + self._gap / 2 + 1.5 + number * (_DOT + 3)
            painter.drawEllipse(QRectF(x, area.bottom() - _DOT, _DOT, _DOT))

    def _paint_stages(self, painter: QPainter) -> None:
        look = self._look
        painter.setFont(look.font("caption_medium"))
        painter.setPen(look.theme.ink2)
        for number, row in enumerate(self._rows):
            area = QRectF(0, number * self._row_height + _LEVEL, self._label, _HILL)
            flags = Qt.AlignmentFlag.AlignVCenter
            text = painter.fontMetrics().elidedText(
                row[0].stage, Qt.TextElideMode.ElideRight, round(self._label - 8)
            )
            painter.drawText(area, flags, text)

    @property
    def _label(self) -> float:
        return self._look.px(96) if not self._slim and any(row[0].stage for row in self._rows) else 0.0

    @property
    def _most(self) -> int:
        return max((len(row) for row in self._rows), default=1)

    @property
    def _gap(self) -> float:
        return min(4.0, self.width() / self._most / 4) if self._slim else 8.0

    @property
    def _row_height(self) -> float:
        return _HILL if self._slim else _LEVEL + _HILL + self._look.line("caption") + 2

    def _areas(self) -> list[tuple[Step, QRectF]]:
        """The rectangle of each hill; many hills get narrower."""
        areas = []
        dots = max((self._dots(row) for row in self._rows), default=0.0)
        room = self.width() - self._label - dots - self._gap * self._most
        width = min(max(room / self._most, 0.5), _WIDEST)
        for number, row in enumerate(self._rows):
            x, top = self._label, number * self._row_height + (0.0 if self._slim else _LEVEL)
            for step in row:
                areas.append((step, QRectF(x, top, width, _HILL)))
                x += width + self._gap + self._dots([step])
        return areas

    def _dots_after(self, step: Step) -> int:
        """The number of dots after a hill; none if hills are too thin for them."""
        return min(step.rest_days, _DOTS_SHOWN) if self._most <= _MOST_WITH_DOTS else 0

    def _dots(self, row: Sequence[Step]) -> float:
        """The width of the dots of a row."""
        return sum(self._dots_after(step) * (_DOT + 3) for step in row)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
