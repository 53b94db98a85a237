"""Bars on pyqtgraph, which takes long to import: `guided.qt.progress.chart` does it when there is time."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guided.progress import Series
from guided.qt.theme import Look, follow
from guided.qt.widgets.tip import about_point, hide_tip, show_tip

_BAR = 0.65  # of a step
_ROUND = 6  # px, at the top of a bar
_TICKS = (5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000)


def ticks_up_to(most: float) -> list[int]:
    """From 0 to at least the largest value in three to five round steps."""
    step = next((step for step in _TICKS if most <= 4 * step), _TICKS[-1])
    steps = max(-(-round(most + 0.499) // step), 2)
    return [step * i for i in range(steps + 1)]


class BarPlot(QWidget):
    """A series as bars: no frame, no zoom, lines across only; the one still growing in clay."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._series: Series | None = None
        self._plot: Any = pg.PlotWidget(parent=self, background=None)
        # The chart around it has the name and the focus.
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.setAntialiasing(True)
        self._plot.hideAxis("bottom")
        self._view: Any = self._plot.getPlotItem().getViewBox()
        self._view.setMouseEnabled(x=False, y=False)
        self._view.setDefaultPadding(0.0)
        self._view.sigResized.connect(self._fit)
        self._bars = _Bars()
        self._plot.addItem(self._bars)
        self._lines: list[Any] = []
        self._labels: list[Any] = []
        self._plot.scene().sigMouseMoved.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._plot)
        follow(look, self._draw)

    def show_series(self, series: Series) -> None:
        """Draws a series."""
        self._series = series
        self._draw()

    def _draw(self) -> None:
        series, look, theme = self._series, self._look, self._look.theme
        if series is None:
            return
        for item in (*self._lines, *self._labels):
            self._plot.removeItem(item)
        ticks = ticks_up_to(max(series.values, default=0))
        axis = self._plot.getAxis("left")
        axis.setPen(pg.mkPen(None))
        axis.setTickPen(pg.mkPen(None))
        axis.setTextPen(theme.ink2)
        axis.setStyle(tickFont=look.font("caption"), tickLength=0, tickTextOffset=10)
        axis.setTicks([[(tick, str(tick)) for tick in ticks]])
        axis.setWidth(QFontMetrics(look.font("caption")).horizontalAdvance(str(ticks[-1])) + 14)
        self._lines = [
            pg.InfiniteLine(pos=tick, angle=0, pen=pg.mkPen(theme.line, width=1)) for tick in ticks
        ]
        for line in self._lines:
            line.setZValue(-10)
            self._plot.addItem(line, ignoreBounds=True)
        self._bars.show_values(series.values, series.highlighted, theme.primary, theme.hold)
        self._labels = []
        for place in _labelled(len(series.labels), self._room_for(series)):
            last = place == len(series.labels) - 1
            label = pg.TextItem(series.labels[place], color=theme.ink if last else theme.ink2)
            label.setFont(look.font("caption_strong" if last else "caption"))
            # At either end it begins or ends with its bar, or it would be cut off.
            side = 1.0 if last else 0.0 if place == 0 else 0.5
            label.setAnchor((side, 0.0))
            label.setPos(place + _BAR * (side - 0.5), 0)
            self._plot.addItem(label, ignoreBounds=True)
            self._labels.append(label)
        self._fit()

    def _room_for(self, series: Series) -> int:
        """How many labels find room side by side."""
        wide = max(QFontMetrics(self._look.font("caption")).horizontalAdvance(text) for text in series.labels)
        return max(int(self.width() // (wide + 28)), 2)

    def _fit(self) -> None:
        """Leaves room for the labels under the bars."""
        series = self._series
        height = self._view.height()
        if series is None or height < 60:
            return
        top = ticks_up_to(max(series.values, default=0))[-1]
        below, above = self._look.line("caption") + 8, 8
        unit = top / (height - below - above)
        self._view.setRange(
            xRange=(-0.5, len(series.values) - 0.5), yRange=(-below * unit, top + above * unit), padding=0
        )

    def _tell(self, place: QPointF) -> None:
        series = self._series
        if series is None:
            return
        number = round(self._view.mapSceneToView(place).x())
        if 0 <= number < len(series.values) and self._view.sceneBoundingRect().contains(place):
            said = f"{series.labels[number]}: {round(series.values[number])} {series.unit}"
            show_tip(self._plot.viewport(), about_point(self._plot.mapFromScene(place)), said)
        else:
            hide_tip(self._plot)


def _labelled(count: int, room: int) -> list[int]:
    """Which bars get a label: the last one, and of the others as many as find room beside it."""
    step = max(-(-count // max(room, 1)), 1)
    return [*range(0, count - max(step, 2), step), count - 1] if count > 2 else list(range(count))


class _Bars(pg.GraphicsObject):  # type: ignore[misc]
    """Bars with round tops, one in a colour of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._values: tuple[float, ...] = ()
        self._highlighted = -1
        self._colours: tuple[Any, Any] = (None, None)

    def show_values(self, values: tuple[float, ...], highlighted: int, colour: object, other: object) -> None:
        self.prepareGeometryChange()
        self._values, self._highlighted, self._colours = values, highlighted, (colour, other)
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(-0.5, 0, max(len(self._values), 1), max((*self._values, 1.0)))

    def paint(self, painter: QPainter, *_: object) -> None:
        x_unit, y_unit = self.getViewBox().viewPixelSize()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, value in enumerate(self._values):
            if value > 0:
                painter.setBrush(self._colours[number == self._highlighted])
                painter.drawPath(_bar(number, value, _ROUND * x_unit, _ROUND * y_unit))


def _bar(number: int, value: float, across: float, up: float) -> QPainterPath:
    """A bar from 0 to a value whose upper corners are round."""
    left, right = number - _BAR / 2, number + _BAR / 2
    across, up = min(across, _BAR / 2), min(up, value)
    path = QPainterPath(QPointF(left, 0))
    path.lineTo(left, value - up)
    path.quadTo(left, value, left + across, value)
    path.lineTo(right - across, value)
    path.quadTo(right, value, right, value - up)
    path.lineTo(right, 0)
    path.closeSubpath()
    return path
