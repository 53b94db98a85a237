"""A chart on its own: as a picture, a drawing, or a table."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from guided.charts.series import as_csv
from guided.qt.progress.chart import Chart
from guided.qt.theme import Look

_MARGIN = 24  # px
_SHARPER = 2  # pixels a px


def chart_as(suffix: str, chart: Chart) -> bytes:
    """A chart as PNG, SVG or else CSV, going by a file's ending (".png")."""
    assert chart.series is not None
    if suffix == ".csv":
        return as_csv(chart.series).encode()
    return _svg(chart) if suffix == ".svg" else png(chart)


def png(chart: Chart, sharper: float = _SHARPER) -> bytes:
    """A chart with its title as PNG, of so many pixels a px."""
    size = _size(chart)
    image = QImage(size * sharper, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(sharper)
    image.fill(chart.look.theme.surface)
    with QPainter(image) as painter:
        _paint(chart, painter)
    stored = QByteArray()
    buffer = QBuffer(stored)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(stored.data())


def _svg(chart: Chart) -> bytes:
    size, stored = _size(chart), QByteArray()
    buffer = QBuffer(stored)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(size)
    drawing.setViewBox(QRectF(QPointF(0, 0), size.toSizeF()))
    assert chart.series is not None
    drawing.setTitle(chart.series.title)
    drawing.setDescription(chart.series.summary)
    with QPainter(drawing) as painter:
        painter.fillRect(QRectF(QPointF(0, 0), size.toSizeF()), chart.look.theme.surface)
        _paint(chart, painter)
    return bytes(stored.data())


def _size(chart: Chart) -> QSize:
    look: Look = chart.look
    return chart.size() + QSize(2 * _MARGIN, 2 * _MARGIN + look.line("section") + 8)


def _paint(chart: Chart, painter: QPainter) -> None:
    look, canvas = chart.look, chart.canvas
    assert chart.series is not None
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(look.font("section"))
    painter.setPen(look.theme.ink)
    top = _MARGIN + look.line("section")
    painter.drawText(QPointF(_MARGIN, top - 8), chart.series.title)
    if canvas is not None:
        canvas.paint_on(painter, QRectF(QPointF(_MARGIN, top + 8), chart.size().toSizeF()))
