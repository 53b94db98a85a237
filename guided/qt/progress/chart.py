"""A chart in its card: a frame at once, the drawing as soon as what draws it is there and it is in sight."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from guided import messages, words
from guided.charts.series import Lanes, Ranges, Series
from guided.qt.progress.turns import Turns
from guided.qt.theme import Look, follow
from guided.qt.widgets.message import announce
from guided.qt.widgets.text import Text
from guided.qt.widgets.tip import hide_tip, show_tip

if TYPE_CHECKING:
    from guided.qt.progress.canvas import Canvas

_HEIGHT, _ROW, _LANE = 210, 54, 34
_SETTLED_MS, _FADE_MS = 250, 400
_DRAWN_BY = "guided.qt.progress.drawings"
_loaded = threading.Event()
"""It is wholly there: in `sys.modules` it is as soon as its import begins, and who wants it then waits."""


class Chart(QWidget):
    """A series as a drawing or as a table; its summary is the accessible text.

    The arrow keys go from datum to datum, and Enter or a click opens one: `opened` has the sessions (ids)
    it was made of, and what it reads.
    """

    drawn = Signal()
    opened = Signal(object, str)
    """Ids of sessions, as a tuple, and what they have in common."""

    def __init__(self, look: Look, title: str, turns: Turns | None = None) -> None:
        """`turns` are those it waits for before it draws at first, so that several do not at once."""
        super().__init__()
        self._turns = turns or Turns(self)
        self.title = title
        self.setAccessibleName(title)
        self.look = look
        self._series: Series | None = None
        self._canvas: Canvas | None = None
        self._places: list[QRectF] = []
        self._current = -1
        self._in_table = False
        self._loader = _Loader(self)
        self._loader.loaded.connect(lambda: self._turns.give(self._make_canvas))
        self._stack = QStackedLayout(self)
        self._nothing = Text(look, "", "body", "ink2")
        self._stack.addWidget(self._nothing)
        self._table = _table()
        self._table.setAccessibleName(words.say(messages.AS_A_TABLE, chart=title))
        self._table.cellActivated.connect(lambda row, _: self._open_row(row))
        self._stack.addWidget(self._table)
        self._mark = _Mark(look, self)
        self._fade = QVariantAnimation(self)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.valueChanged.connect(self._show_faintly)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        follow(look, self._restyle)

    @property
    def series(self) -> Series | None:
        """What it shows."""
        return self._series

    @property
    def canvas(self) -> Canvas | None:
        """What it is drawn on, once that is there."""
        return self._canvas if self.is_drawn else None

    @property
    def in_table(self) -> bool:
        """Whether it is shown as a table."""
        return self._in_table

    @property
    def is_drawn(self) -> bool:
        """Whether the drawing is there yet."""
        return self._canvas is not None and bool(self._places)

    @property
    def current(self) -> int:
        """The datum that is pointed at, -1 for none."""
        return self._current

    def show_series(self, series: Series) -> None:
        """Shows a series, by and by."""
        self._series = series
        self.setAccessibleDescription(series.summary)
        self._nothing.setText(series.summary if series.marks is None else "")
        self._point_at(-1)
        if self._in_table:
            self._fill_table(series)
        self._restyle()
        self._ask_for_canvas()

    def show_table(self, in_table: bool) -> None:
        """Shows a table in place of the drawing, or the drawing again."""
        self._in_table = in_table
        if in_table and self._series is not None:
            self._fill_table(self._series)
        self._point_at(-1)
        self._choose_face()

    @contextmanager
    def drawn_sharper(self, sharper: float) -> Iterator[None]:
        """Draw it for so many pixels a px, for as long as a picture is made of it."""
        assert self._canvas is not None
        self._canvas.sharper = sharper
        self._draw()
        yield
        self._canvas.sharper = 1.0
        self._draw()

    def area_of(self, datum: int) -> QRect:
        """Where a datum is drawn."""
        assert self._canvas is not None
        return self._canvas.area(self._places[datum])

    # ------------------------------------------------------------ what the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._places) - 1
        to = {
            Qt.Key.Key_Right: self._current + 1,
            Qt.Key.Key_Left: self._current - 1 if self._current >= 0 else last,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if to is not None and last >= 0 and not self._in_table:
            self._point_at(min(max(to, 0), last), aloud=True)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current >= 0:
            self._open(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._series is not None:
            announce(self, self._series.summary)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._point_at(-1)
        super().focusOutEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._datum_at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        datum = self._datum_at(event.position().toPoint())
        if datum >= 0:
            self._open(datum)

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(-1)
        super().leaveEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_for_canvas()  # none was made if it was hidden when it had something to show

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._mark.setGeometry(self.rect())
        self._draw()

    # ------------------------------------------------------------ inside

    def _datum_at(self, point: QPoint) -> int:
        if self._canvas is None or self._in_table:
            return -1
        place = self._canvas.at(point.x(), point.y())
        return next((n for n, one in enumerate(self._places) if one.contains(place)), -1)

    def _point_at(self, datum: int, aloud: bool = False) -> None:
        if datum == self._current:
            return
        self._current = datum
        if datum < 0 or self._series is None:
            self._mark.show_area(QRect())
            hide_tip(self)
            return
        area, said = self.area_of(datum), self._series.data[datum].said
        has_more = bool(self._series.data[datum].sessions)
        self.setCursor(Qt.CursorShape.PointingHandCursor if has_more else Qt.CursorShape.ArrowCursor)
        self._mark.show_area(area)
        show_tip(self, area, said)
        if aloud:
            announce(self, said)

    def _open(self, datum: int) -> None:
        if self._series is not None and self._series.data[datum].sessions:
            self.opened.emit(self._series.data[datum].sessions, self._series.data[datum].said)

    def _open_row(self, row: int) -> None:
        if self._series is not None and self._series.rows[row].sessions:
            self.opened.emit(self._series.rows[row].sessions, self._series.rows[row].said)

    def _ask_for_canvas(self) -> None:
        if self._canvas is None and self._series is not None and self._series.marks is not None:
            # An import can hold everything up for some ms: not while the page is still moving in.
            settled_ms = 0 if _loaded.is_set() else _SETTLED_MS
            self._loader.start_in(settled_ms)

    def _make_canvas(self) -> None:
        from guided.qt.progress.canvas import Canvas

        if self._canvas is None and self.isVisible():
            self._canvas = Canvas(self.look)
            self._canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._stack.addWidget(self._canvas)
            self._draw()
            self._choose_face()
            self._fade.setDuration(max(self.look.motion(_FADE_MS), 1))
            self._fade.start()
            self.drawn.emit()

    def _draw(self) -> None:
        if self._canvas is None or self._series is None:
            return
        from guided.qt.progress.drawings import draw

        self._canvas.resize(self.size())
        self._places = draw(self._canvas, self._series)

    def _show_faintly(self, share: float) -> None:
        if self._canvas is not None:
            self._canvas.set_opacity(1 - (1 - share) ** 3)

    def _choose_face(self) -> None:
        has_marks = self._series is not None and self._series.marks is not None
        if self._in_table:
            self._stack.setCurrentWidget(self._table)
        elif self._canvas is not None and has_marks:
            self._stack.setCurrentWidget(self._canvas)
        else:
            self._stack.setCurrentWidget(self._nothing)

    def _fill_table(self, series: Series) -> None:
        self._table.setColumnCount(len(series.heads))
        self._table.setHorizontalHeaderLabels(series.heads)
        self._table.setRowCount(len(series.rows))
        for row, datum in enumerate(series.rows):
            for column, text in enumerate(datum.cells):
                self._table.setItem(row, column, QTableWidgetItem(text))

    def _restyle(self) -> None:
        self.setFixedHeight(self.look.px(_height(self._series)))
        self._table.setFont(self.look.font("body"))
        self._table.verticalHeader().setDefaultSectionSize(self.look.px(40))
        self._draw()
        self._choose_face()


def _height(series: Series | None) -> int:
    """How high a series is drawn, in px at 100 %."""
    match series.marks if series is not None else None:
        case Ranges(ranges):
            return max(_ROW * len(ranges), _HEIGHT)
        case Lanes(lanes):
            return max(_LANE * len(lanes), _HEIGHT)
        case _:
            return _HEIGHT


def _table() -> QTableWidget:
    """A table to read."""
    table = QTableWidget(0, 2)
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return table


class _Mark(QWidget):
    """A frame round the datum that is pointed at."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._area = look, QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_area(self, area: QRect) -> None:
        self._area = area
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._area.isNull():
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._look.theme.line2, 1.5))
            painter.drawRoundedRect(QRectF(self._area).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


class _Loader(QObject):
    """Imports what draws in a thread of its own, so that the window goes on."""

    loaded = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._start)

    def start_in(self, ms: int) -> None:
        self._later.start(ms)

    def _start(self) -> None:
        if self._thread is not None and self._thread.is_alive():
            return
        if _loaded.is_set():
            self.loaded.emit()
            return
        self._thread = threading.Thread(target=self._load, name="charts", daemon=True)
        self._thread.start()

    def _load(self) -> None:
        importlib.import_module(_DRAWN_BY)
        _loaded.set()
        with suppress(RuntimeError):  # the window may be gone by now
            self.loaded.emit()
