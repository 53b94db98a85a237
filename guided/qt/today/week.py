"""This week, with a hill for each day that has a session: past, today and to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from guided import words
from guided.progress import WeekDay, day_in_words, week_in_words
from guided.qt.theme import Look, follow
from guided.qt.widgets.card import Card
from guided.qt.widgets.nest import nested
from guided.qt.widgets.routine_hills import hill
from guided.qt.widgets.text import Text
from guided.qt.widgets.tip import hide_tip, show_tip

_LEAST_HIGH, _MOST_HIGH = 56, 120  # px of the highest hill
_PLATEAU = 0.36  # of a hill's width is flat, or high ones were needles
_LONG = 20  # as many minutes as it takes for a hill to be the highest, if no other is longer
_LOW, _TODAY = 0.24, 0.7  # how high the hills are of days that are to come, and of today
_GAP, _DOT, _WIDEST = 8.0, 5.0, 44.0  # px


class WeekCard(Card):
    """The week as hills with its total; before the first session, what will be seen there."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self._tall = False
        self._title = Text(look, "This week", "card_title", wrap=False)
        self._total = Text(look, "", "body_strong", "ink2", wrap=False)
        self._number = Text(look, "", "stat", wrap=False)
        self._days = Text(look, "", "reading", "ink2", wrap=False)
        self._hills = WeekHills(look)
        self._said = Text(look, "", "body", "ink2")
        row = nested(self.body, QHBoxLayout())
        row.setSpacing(12)
        row.addWidget(self._title, 1)
        row.addWidget(self._total)
        self.body.addSpacing(12)
        self.body.addWidget(self._number)
        self.body.addWidget(self._days)
        self.body.addWidget(self._said)
        self.body.addWidget(self._hills, 1)

    def show_week(self, week: Sequence[WeekDay], today: date, first: bool) -> None:
        """Show the days of the week; `first` says that there was never a session."""
        self._title.setText("Your week" if first else "This week")
        total, days = week_in_words(week)
        self._total.setText(total)
        self._number.setText(total)
        self._days.setText(days)
        if first:
            said = "Your first session fills today. Two minutes is enough to begin."
        else:
            said = "" if total else "A new week. Whatever you do in it counts."
        self._said.setText(said)
        self._said.setVisible(bool(said))
        self._hills.show_week(week, today)
        self._arrange()

    def set_tall(self, tall: bool) -> None:
        """Set whether there is room for a large number."""
        self._tall = tall
        self._arrange()

    def _arrange(self) -> None:
        for text, shown in (
            (self._number, self._tall),
            (self._days, self._tall),
            (self._total, not self._tall),
        ):
            text.setVisible(shown and bool(text.text()))


class WeekHills(QWidget):
    """A hill for every day with a session, its height by the minutes; a dot for a day off."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._week: tuple[WeekDay, ...] = ()
        self._today: date | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        follow(look, self.updateGeometry)

    def show_week(self, week: Sequence[WeekDay], today: date) -> None:
        """Show the days of a week."""
        self._week, self._today = tuple(week), today
        days = ". ".join(day_in_words(one, today) for one in week if one.kind == "played" or one.day == today)
        self.setAccessibleName(words.joined(" ".join(filter(None, week_in_words(week))), days))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, _LEAST_HIGH + self._look.line("caption") + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and self._today is not None:
            place = event.pos().x()
            for one, area in self._areas():
                if area.left() - _GAP / 2 <= place <= area.right() + _GAP / 2:
                    show_tip(self, area.toRect(), day_in_words(one, self._today))
                    return True
            hide_tip(self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, theme = self._look, self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for one, area in self._areas():
                is_today = one.day == self._today
                self._paint_day(painter, one, area, is_today)
                painter.setFont(look.font("caption_strong" if is_today else "caption"))
                painter.setPen(theme.ink if is_today else theme.ink2)
                name = QRectF(area.left() - 20, area.bottom() + 8, area.width() + 40, look.line("caption"))
                painter.drawText(name, Qt.AlignmentFlag.AlignCenter, words.day(one.day, "%A")[0])

    def _paint_day(self, painter: QPainter, one: WeekDay, area: QRectF, is_today: bool) -> None:
        theme = self._look.theme
        if one.kind == "off":
            radius = _DOT if is_today else _DOT / 2
            painter.setPen(QPen(theme.hold, 2) if is_today else Qt.PenStyle.NoPen)
            painter.setBrush(theme.hold_soft if is_today else theme.line2)
            painter.drawEllipse(QPointF(area.center().x(), area.bottom() - radius), radius, radius)
            return
        top = area.bottom() - area.height() * self._share(one, is_today)
        shape = QRectF(area.left(), top, area.width(), area.bottom() - top)
        if is_today:  # never told by colour alone: it has an outline too
            painter.setPen(QPen(theme.hold, 2))
            painter.setBrush(theme.primary if one.kind == "played" else theme.hold_soft)
            painter.drawPath(hill(shape.adjusted(1, 1, -1, -1), _PLATEAU))
            return
        flat = theme.name == "contrast" and one.kind == "open"
        painter.setPen(QPen(theme.line2, 1) if flat else Qt.PenStyle.NoPen)
        painter.setBrush(theme.primary if one.kind == "played" else theme.shape)
        painter.drawPath(hill(shape, _PLATEAU))

    def _share(self, one: WeekDay, is_today: bool) -> float:
        """The height of a day's hill as a share of the highest."""
        if one.kind == "played":
            longest = max(_LONG, *(day.minutes for day in self._week))
            return 0.35 + 0.65 * one.minutes / longest
        return _TODAY if is_today else _LOW

    def _areas(self) -> list[tuple[WeekDay, QRectF]]:
        """Each day, with the rectangle of the highest hill it could have."""
        if not self._week:
            return []
        foot = self.height() - self._look.line("caption") - 8.0
        high = min(foot, float(_MOST_HIGH))
        each = self.width() / len(self._week)
        width = min(each - _GAP, _WIDEST * self._look.scale)
        return [
            (one, QRectF(number * each + (each - width) / 2, foot - high, width, high))
            for number, one in enumerate(self._week)
        ]
