"""A chart in its card: a frame at once, the bars as soon as what draws them is there."""

from __future__ import annotations

import importlib
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from guided import messages, words
from guided.progress import Series
from guided.qt.theme import Look, follow

if TYPE_CHECKING:
    from guided.qt.progress.plot import BarPlot

_HEIGHT = 210
_SETTLED_MS = 250
_PLOT = "guided.qt.progress.plot"


class Chart(QWidget):
    """A series as bars or as a table; in words it is the accessible text."""

    drawn = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._series: Series | None = None
        self._plot: BarPlot | None = None
        self._loader = _Loader(self)
        self._loader.loaded.connect(self._make_plot)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(QWidget())
        self._table = QTableWidget(0, 2)
        self._table.verticalHeader().hide()
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._table.setTabKeyNavigation(False)
        self._table.setShowGrid(False)
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._table.horizontalHeader().setHighlightSections(False)
        begin = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._table.horizontalHeader().setDefaultAlignment(begin)
        self._stack.addWidget(self._table)
        self._in_table = False
        follow(look, self._restyle)

    @property
    def in_table(self) -> bool:
        """Whether it is shown as a table."""
        return self._in_table

    @property
    def is_drawn(self) -> bool:
        """Whether what draws the bars is there yet."""
        return self._plot is not None

    def show_series(self, series: Series) -> None:
        """Shows a series, by and by."""
        self._series = series
        self.setAccessibleName(series.title)
        self.setAccessibleDescription(series.summary)
        self._table.setAccessibleName(words.say(messages.AS_A_TABLE, chart=series.title))
        self._fill_table(series)
        if self._plot is not None:
            self._plot.show_series(series)

    def show_table(self, in_table: bool) -> None:
        """Shows a table in place of the bars, or the bars again."""
        self._in_table = in_table
        if in_table:
            self._stack.setCurrentWidget(self._table)
        else:
            self._stack.setCurrentIndex(0 if self._plot is None else self._stack.count() - 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._plot is None:
            # An import can hold everything up for some ms: not while the page is still moving in.
            settled_ms = 0 if "pyqtgraph" in sys.modules else _SETTLED_MS
            QTimer.singleShot(settled_ms, self._loader.start)

    def _make_plot(self) -> None:
        from guided.qt.progress.plot import BarPlot

        if self._plot is not None or not self.isVisible():
            return
        self._plot = BarPlot(self._look)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack.addWidget(self._plot)
        if self._series is not None:
            self._plot.show_series(self._series)
        self.show_table(self._in_table)
        self.drawn.emit()

    def _fill_table(self, series: Series) -> None:
        self._table.setHorizontalHeaderLabels(["Week of", f"{series.unit}"])
        self._table.setRowCount(len(series.values))
        newest_first = zip(reversed(series.labels), reversed(series.values), strict=True)
        for row, (label, value) in enumerate(newest_first):
            self._table.setItem(row, 0, QTableWidgetItem(label))
            self._table.setItem(row, 1, QTableWidgetItem(str(round(value))))

    def _restyle(self) -> None:
        self.setFixedHeight(self._look.px(_HEIGHT))
        self._table.setFont(self._look.font("body"))
        self._table.verticalHeader().setDefaultSectionSize(self._look.px(40))


class _Loader(QObject):
    """Imports what draws the bars in a thread of its own, so that the window goes on."""

    loaded = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        if self._thread is not None and self._thread.is_alive():
            return
        if _PLOT in sys.modules:
            self.loaded.emit()
            return
        self._thread = threading.Thread(target=self._load, name="charts", daemon=True)
        self._thread.start()

    def _load(self) -> None:
        importlib.import_module(_PLOT)
        with suppress(RuntimeError):  # the window may be gone by now
            self.loaded.emit()
