"""What was done: minutes each week, and every session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPen, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from guided import messages, words
from guided.history.records import Summary
from guided.progress import CHARTS, PERIODS_WEEKS
from guided.qt.progress.chart import Chart
from guided.qt.theme import Look, faded, follow
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Card
from guided.qt.widgets.choice import Segmented
from guided.qt.widgets.icons import icon_pixmap
from guided.qt.widgets.page import ScrollPage
from guided.qt.widgets.savefile import ask_where
from guided.qt.widgets.text import Text
from guided.qt.widgets.tile import EmptyState
from guided.qt.widgets.tip import about_point, show_tip

_PERIODS = tuple(zip(PERIODS_WEEKS, ("4 weeks", "12 weeks", "Year"), strict=True))
_NARROW = 760  # px at 100 %: too little for columns
_TRASH = 40

_Index = QModelIndex | QPersistentModelIndex


class ProgressPage(ScrollPage):
    """A chart and the list of sessions.

    `delete_asked` and `export_asked` (a path, its suffix says the format) ask for what the page
    cannot do itself; `routines_asked` is the way on where there are no sessions yet, `measure_asked`
    the way to what one can measure.
    """

    delete_asked = Signal(str)
    export_asked = Signal(str)
    routines_asked = Signal()
    measure_asked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._played: Mapping[date, int] = {}
        self._today = date.min
        self._period = Segmented(look, "Period", _PERIODS, 12)
        self._period.chosen.connect(self._show_chart)
        head = QHBoxLayout()
        head.addWidget(Text(look, "Progress", "page_title", wrap=False), 1)
        head.addWidget(self._period)
        self._measure_first = Button(look, "Measure", icon="ruler-measure")
        self._measure_first.clicked.connect(self.measure_asked)
        head.addWidget(self._measure_first)
        self.header.addLayout(head)
        self._title = Text(look, "", "section")
        self._average = Text(look, "", "body", "ink2", wrap=False)
        self._table_button = Button(look, "Table", "link", "small")
        self._table_button.setCheckable(True)
        self._table_button.set_tip("Show the numbers as a table (T)")
        self._table_button.toggled.connect(self._show_table)
        self.chart = Chart(look)
        self._chart_card = Card(look)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(self._title, 1)
        top.addWidget(self._average)
        top.addWidget(self._table_button)
        self._chart_card.body.setContentsMargins(24, 16, 24, 16)
        self._chart_card.body.addLayout(top)
        self._chart_card.body.addSpacing(8)
        self._chart_card.body.addWidget(self.chart)
        self.sessions = SessionList(look)
        self.sessions.delete_asked.connect(self.delete_asked)
        self.sessions.row_entered.connect(self._keep_in_sight)
        export = Button(look, "Export", "link", "small")
        export.clicked.connect(self._ask_where)
        measure = Button(look, "Measure", "link", "small")
        measure.set_tip("Measure how far you move, and see your earlier results")
        measure.clicked.connect(self.measure_asked)
        self._list_card = Card(look)
        top = QHBoxLayout()
        top.setSpacing(20)
        top.addWidget(Text(look, "Sessions", "section"), 1)
        top.addWidget(measure)
        top.addWidget(export)
        # The rows reach a little beyond the title, for the ground of the one under the mouse.
        top.setContentsMargins(8, 0, 8, 0)
        self._list_card.body.setContentsMargins(16, 16, 16, 16)
        self._list_card.body.addLayout(top)
        self._list_card.body.addSpacing(4)
        self._list_card.body.addWidget(self.sessions)
        self._empty = EmptyState(
            look,
            "No sessions yet",
            "Your first week shows up here after one session. Two minutes is enough to begin.",
            "Choose a routine",
        )
        self._empty.pressed.connect(self.routines_asked)
        self.reading = Text(look, "Reading your history…", "body")
        for widget in (self.reading, self._empty, self._chart_card, self._list_card):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        QShortcut(QKeySequence("T"), self).activated.connect(self._table_button.toggle)
        self.show_history((), {}, date.min)

    def show_reading(self) -> None:
        """Says that what is past is still being read."""
        self.reading.show()
        self._empty.hide()

    def show_history(self, sessions: Sequence[Summary], played_ms: Mapping[date, int], today: date) -> None:
        """Shows sessions, newest first, and what was played on each day."""
        self._played, self._today = played_ms, today
        self.sessions.show_sessions(sessions, today)
        for widget in (self._chart_card, self._list_card):
            widget.setVisible(bool(sessions))
        self._period.setVisible(bool(sessions))
        self._measure_first.setVisible(not sessions)
        self.reading.hide()
        self._empty.setVisible(not sessions)
        if sessions:
            self._show_chart()

    def _show_chart(self) -> None:
        weeks = self._period.value
        assert isinstance(weeks, int)
        series = CHARTS[0].series(self._played, self._today, weeks)
        self._average.setText(
            "" if series.average is None else words.say(messages.AVERAGE, n=round(series.average))
        )
        self._title.setText(series.title)
        self.chart.show_series(series)

    def _show_table(self, in_table: bool) -> None:
        self.chart.show_table(in_table)
        self._table_button.set_words("Chart" if in_table else "Table")

    def _keep_in_sight(self, area: QRect) -> None:
        top = self.sessions.mapTo(self.sheet, area.topLeft()).y()
        bar, high = self.area.verticalScrollBar(), self.area.viewport().height()
        if top < bar.value():
            bar.setValue(top - 8)
        elif top + area.height() > bar.value() + high:
            bar.setValue(top + area.height() - high + 8)

    def _ask_where(self) -> None:
        name = f"guided-sessions-{self._today.isoformat()}"
        kinds = {"csv": "For a spreadsheet", "json": "Everything"}
        ask_where(self, "Export sessions", name, kinds).fileSelected.connect(self.export_asked)


def day_in_words(day: date, today: date) -> str:
    """Today, yesterday, the day of this year, or the date."""
    ago = (today - day).days
    if ago in (0, 1):
        return "Yesterday" if ago else "Today"
    return words.day(day, "%a %d %b" if day.year == today.year else "%d %b %Y")


def discomfort_in_words(before: int | None, after: int | None) -> str:
    """What discomfort did, as far as it was asked and answered."""
    if before is not None and after is not None:
        return words.say(messages.DISCOMFORT_TO, before=before, after=after)
    if before is None and after is None:
        return ""
    if after is None:
        return words.say(messages.DISCOMFORT_BEFORE, n=before)
    return words.say(messages.DISCOMFORT_AFTER, n=after)


def facts(session: Summary) -> tuple[str, str, str]:
    """Minutes, how much was done, and discomfort of a session; a text may be empty."""
    minutes = words.session(session.played_ms)
    done = words.done_share(session.reps_done, session.reps_planned)
    return minutes, done, discomfort_in_words(session.before, session.after)


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.sessions: Sequence[Summary] = ()
        self.today = date.min

    def show(self, sessions: Sequence[Summary], today: date) -> None:
        self.beginResetModel()
        self.sessions, self.today = sessions, today
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.sessions)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        session = self.sessions[index.row()]
        said = (day_in_words(session.local_start.date(), self.today), session.routine_name, *facts(session))
        return ", ".join(text for text in (*said, session.note) if text)


class SessionList(QListView):
    """Sessions under each other, as high as they all are; only those in sight are painted.

    `row_entered` has the area of the current row, for whoever scrolls.
    """

    delete_asked = Signal(str)
    row_entered = Signal(QRect)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.model_ = _Model()
        self.setModel(self.model_)
        self.setItemDelegate(_Row(look, self))
        self.setAccessibleName("Sessions")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.hovered = -1
        follow(look, self._restyle)

    def show_sessions(self, sessions: Sequence[Summary], today: date) -> None:
        """Lists sessions, newest first; the current row stays where it was."""
        row = self.currentIndex().row()
        self.model_.show(sessions, today)
        self.hovered = -1
        if sessions:
            self.setCurrentIndex(self.model_.index(min(max(row, 0), len(sessions) - 1), 0))
        self._restyle()

    @property
    def narrow(self) -> bool:
        """Whether there is too little room for columns."""
        return self.width() < _NARROW * self._look.scale

    @property
    def row_height(self) -> int:
        """How high a row is: two lines, or three where there is little room."""
        return self._look.px(104 if self.narrow else 64)

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex, previous: Any) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.row_entered.emit(self.visualRect(current))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.currentIndex().isValid():
            self.delete_asked.emit(self.model_.sessions[self.currentIndex().row()].id)
        elif event.text().isprintable() and event.text():
            event.ignore()  # letters are the page's
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.trash_area(self.visualRect(index)).contains(event.position()):
            self.delete_asked.emit(self.model_.sessions[index.row()].id)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        if isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            if index.isValid():
                trash = self.trash_area(self.visualRect(index))
                if trash.contains(QPointF(event.pos())):
                    show_tip(self.viewport(), trash.toRect(), "Delete this session")
                else:
                    note = self.model_.sessions[index.row()].note
                    show_tip(self.viewport(), about_point(event.pos()), note)
            return True
        return super().viewportEvent(event)

    def trash_area(self, row: QRect) -> QRectF:
        """Where in a row it is deleted."""
        side = _TRASH
        return QRectF(row.right() - side, row.center().y() - side / 2, side, side)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._restyle()

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def _restyle(self) -> None:
        height = max(self.row_height * self.model_.rowCount(), 1)
        if height != self.height() or height != self.minimumHeight():
            self.setFixedHeight(height)
            self.scheduleDelayedItemsLayout()
        self.viewport().update()


class _Row(QStyledItemDelegate):
    """Paints a session."""

    def __init__(self, look: Look, view: SessionList) -> None:
        super().__init__(view)
        self._look, self._view = look, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, self._view.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view, theme = self._view, self._look.theme
        session = view.model_.sessions[index.row()]
        day = day_in_words(session.local_start.date(), view.model_.today)
        area: QRect = option.rect
        current = view.hasFocus() and index.row() == view.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == view.hovered or current:
            painter.setPen(QPen(theme.focus, 2) if current else Qt.PenStyle.NoPen)
            painter.setBrush(faded(theme.sunken, 0.6))
            painter.drawRoundedRect(QRectF(area).adjusted(1, 2, -1, -2), 10, 10)
        elif index.row():
            painter.fillRect(QRect(area.left() + 8, area.top(), area.width() - 16, 1), theme.line)
        inner = area.adjusted(8, 0, -8, 0)
        if view.narrow:
            self._paint_lines(painter, inner, day, session)
        else:
            self._paint_columns(painter, inner, day, session)
        if index.row() == view.hovered or current:
            side = self._look.px(20)
            trash = view.trash_area(area).center()
            pixmap = icon_pixmap("trash", theme.ink2, side, view.devicePixelRatioF())
            painter.drawPixmap(trash - QPointF(side / 2, side / 2), pixmap)
        painter.restore()

    def _paint_columns(self, painter: QPainter, area: QRect, day: str, session: Summary) -> None:
        px = self._look.px
        minutes, done, discomfort = facts(session)
        x = area.left()
        self._text(painter, day, "body", "ink2", QRect(x, area.top(), px(120), area.height()))
        right = area.right() - _TRASH
        for text, width, colour in (
            (discomfort, px(156), "ink2"),
            (done, px(140), "ink2"),
            (minutes, px(80), "ink"),
        ):
            right -= width
            self._text(painter, text, "body", colour, QRect(right, area.top(), width, area.height()))
        left = x + px(120)
        names = QRect(left, area.top(), right - left - 16, area.height())
        if session.note:
            half = area.height() // 2
            upper = QRect(names.left(), area.top() + px(8), names.width(), px(24))
            lower = QRect(names.left(), area.top() + half, names.width(), px(22))
            self._text(painter, session.routine_name, "body_strong", "ink", upper)
            self._text(painter, session.note, "caption", "ink2", lower)
        else:
            self._text(painter, session.routine_name, "body_strong", "ink", names)

    def _paint_lines(self, painter: QPainter, area: QRect, day: str, session: Summary) -> None:
        px = self._look.px
        minutes, done, discomfort = facts(session)
        width = area.width() - _TRASH - 4
        lines = [
            (session.routine_name, "body_strong", "ink"),
            (", ".join(text for text in (day, minutes, done) if text), "caption", "ink2"),
            (
                ". ".join(text for text in (discomfort, session.note) if text),
                "caption",
                "ink2",
            ),
        ]
        lines = [line for line in lines if line[0]]
        top = area.top() + (area.height() - px(26) * len(lines)) // 2
        for text, role, colour in lines:
            self._text(painter, text, role, colour, QRect(area.left(), top, width, px(26)))
            top += px(26)

    def _text(self, painter: QPainter, text: str, role: str, colour: str, area: QRect) -> None:
        painter.setFont(self._look.font(role))
        painter.setPen(self._look.theme.colour(colour))
        text = text.replace("\n", " ")
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width() - 4)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
