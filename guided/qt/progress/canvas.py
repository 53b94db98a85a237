"""A canvas for charts on pyqtgraph, which takes long to import: `chart` does it when there is time."""

from __future__ import annotations

from typing import Any, Protocol

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTransform
from PySide6.QtWidgets import QFrame, QGraphicsLineItem, QGraphicsSimpleTextItem, QVBoxLayout, QWidget

from guided.qt.theme import Theme


class Style(Protocol):
    """What a canvas takes from a Look: colours, fonts and sizes."""

    theme: Theme

    def px(self, size: float) -> int:
        """A length that grows with the text."""

    def font(self, role: str) -> QFont:
        """The font of a role of the type scale."""

    def line(self, role: str) -> int:
        """The height of a line of a role."""


class Canvas(QWidget):
    """Lines, texts and other items in a chart's own units, with room around them in pixels; no zoom."""

    def __init__(self, look: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        # A view and a box alone: a whole plot's axes and menus take longer to make than all that is drawn.
        self._plot: Any = pg.GraphicsView(self, background=None)
        self._plot.setFrameShape(QFrame.Shape.NoFrame)
        self._plot.setAntialiasing(True)
        # The chart around it has the name, the focus and the mouse.
        for widget in (self._plot, self._plot.viewport()):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._view: Any = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0.0)
        self._plot.setCentralItem(self._view)
        self._items: list[Any] = []
        self.sharper = 1.0
        """How many pixels a line is wide for each px of its width: more than one on a sharp picture."""
        self.x_unit, self.y_unit = 1.0, 1.0
        """The chart's units in a px."""
        self._left, self._top, self._gutter = 0.0, 0.0, 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._plot)

    def clear(self) -> None:
        """Takes everything off it."""
        for item in self._items:
            self._view.removeItem(item)
        self._items = []

    def fit(
        self, across: tuple[float, float], up: tuple[float, float], room: tuple[int, int, int, int]
    ) -> None:
        """Shows these units, `up` from the lower end; `room` are px left of them, above, right and below."""
        left, above, right, below = room
        self._gutter = left
        self.x_unit = (across[1] - across[0]) / max(self.width() - left - right, 1)
        self.y_unit = (up[1] - up[0]) / max(self.height() - above - below, 1)
        self._left, self._top = across[0] - left * self.x_unit, up[1] + above * self.y_unit
        self._view.setRange(
            xRange=(self._left, across[1] + right * self.x_unit),
            yRange=(up[0] - below * self.y_unit, self._top),
            padding=0,
        )

    def add(self, item: Any, z: float = 0.0) -> Any:
        """Puts an item on it, the higher `z` in front."""
        item.setZValue(z)
        self._view.addItem(item, ignoreBounds=True)
        self._items.append(item)
        return item

    def across(self, y: float, colour: QColor, width: float = 1.0, dotted: bool = False) -> None:
        """A line across it, from where the room at its left ends."""
        line = QGraphicsLineItem(self.at(self._gutter, 0).x(), y, self.at(self.width(), 0).x(), y)
        line.setPen(self.pen(colour, width, dotted))
        self.add(line, -10)

    def line(
        self,
        xs: list[float],
        ys: list[float],
        colour: QColor,
        width: float,
        dotted: bool = False,
        z: float = 0.0,
    ) -> None:
        """A line through some places, with round ends."""
        self.add(pg.PlotCurveItem(xs, ys, pen=self.pen(colour, width, dotted), antialias=True), z)

    def between(self, xs: list[float], lows: list[float], highs: list[float], colour: QColor) -> None:
        """The ground between two lines."""
        curves = [pg.PlotCurveItem(xs, ys, pen=None) for ys in (lows, highs)]
        self.add(pg.FillBetweenItem(*curves, brush=colour), -8)

    def dots(
        self,
        places: list[tuple[float, float]],
        size: float,
        fill: QColor,
        edge: QColor | None = None,
        symbol: Any = "o",
    ) -> None:
        """Marks of a size in px."""
        if places:
            xs, ys = zip(*places, strict=True)
            outline = pg.mkPen(None) if edge is None else self.pen(edge, 2.0)
            marks = pg.ScatterPlotItem(
                # Its cache of pictures would be in a drawing too.
                xs,
                ys,
                size=size,
                symbol=symbol,
                brush=fill,
                pen=outline,
                antialias=True,
                useCache=False,
            )
            self.add(marks, 3)

    def text(
        self,
        text: str,
        x: float,
        y: float,
        anchor: tuple[float, float],
        role: str = "caption",
        colour: str = "ink2",
    ) -> None:
        """A text beside a place: `anchor` 0 begins there, 1 ends there, across and down."""
        item = QGraphicsSimpleTextItem(text)
        item.setFont(self.look.font(role))
        item.setBrush(self.look.theme.colour(colour))
        item.setFlag(item.GraphicsItemFlag.ItemIgnoresTransformations)
        size = item.boundingRect()
        item.setTransform(QTransform.fromTranslate(-anchor[0] * size.width(), -anchor[1] * size.height()))
        item.setPos(x, y)
        self.add(item, 5)

    def pen(self, colour: QColor, width: float, dotted: bool = False) -> QPen:
        """A pen whose width is in px whatever the units, with round ends."""
        made = QPen(colour, width * self.sharper)
        made.setCosmetic(True)
        made.setCapStyle(Qt.PenCapStyle.RoundCap)
        made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dotted:
            made.setStyle(Qt.PenStyle.CustomDashLine)
            made.setDashPattern([0.1, 2.6])
        return made

    def width_of(self, text: str, role: str = "caption") -> int:
        """How wide a text is."""
        return QFontMetrics(self.look.font(role)).horizontalAdvance(text)

    def area(self, place: QRectF) -> QRect:
        """Where on the widget a place in the chart's units is."""
        x, y = (place.left() - self._left) / self.x_unit, (self._top - place.bottom()) / self.y_unit
        size = QSizeF(place.width() / self.x_unit, place.height() / self.y_unit)
        return QRectF(QPointF(x, y), size).toAlignedRect().intersected(self.rect())

    def at(self, x: float, y: float) -> QPointF:
        """Which place in the chart's units a point on the widget is."""
        return QPointF(self._left + x * self.x_unit, self._top - y * self.y_unit)

    def set_opacity(self, share: float) -> None:
        """Shows it faintly."""
        self._view.setOpacity(share)

    def paint_on(self, painter: QPainter, target: QRectF) -> None:
        """Paints it elsewhere, as onto a picture or paper."""
        scene = self._plot.scene()
        scene.prepareForPaint()
        scene.render(painter, target, QRectF(self._plot.viewport().rect()))
