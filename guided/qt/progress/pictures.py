"""A chart on its own: as a picture, a drawing, or a table."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from guided.charts.series import Series, as_csv
from guided.qt.progress.chart import Chart
from guided.qt.theme import LIGHT, TYPES, Look, font_of

_MARGIN = 24  # px
_SHARPER, _SHARPER_ON_PAPER = 2, 4  # pixels a px


def chart_as(suffix: str, chart: Chart) -> bytes:
    """A chart as PNG, SVG or else CSV, going by a file's ending (".png")."""
    assert chart.series is not None
    if suffix == ".csv":
        return as_csv(chart.series).encode()
    return _svg(chart) if suffix == ".svg" else _png(chart)


class _OnPaper:
    """What a canvas takes from a Look, for paper."""

    theme = LIGHT

    def px(self, size: float) -> int:
        return round(size)

    def font(self, role: str) -> QFont:
        return font_of(TYPES[role])

    def line(self, role: str) -> int:
        return TYPES[role].line


def on_paper(series: Series, size: QSize) -> bytes:
    """A series drawn for paper as PNG, without its title."""
    from guided.qt.progress.canvas import Canvas
    from guided.qt.progress.drawings import draw

    canvas = Canvas(_OnPaper())
    canvas.resize(size)
    canvas.sharper = _SHARPER_ON_PAPER
    draw(canvas, series)
    image = QImage(size * _SHARPER_ON_PAPER, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_SHARPER_ON_PAPER)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        canvas.grab()  # lays it out
        canvas.paint_on(painter, QRectF(QPointF(0, 0), size.toSizeF()))
    return _as_png(image)


def _png(chart: Chart) -> bytes:
    image = QImage(_size(chart) * _SHARPER, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(_SHARPER)
    image.fill(chart.look.theme.surface)
    with QPainter(image) as painter, chart.drawn_sharper(_SHARPER):
        _paint(chart, painter)
    return _as_png(image)


def _as_png(image: QImage) -> bytes:
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
    drawing.setTitle(chart.title)
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
    painter.drawText(QPointF(_MARGIN, top - 8), chart.title)
    if canvas is not None:
        canvas.paint_on(painter, QRectF(QPointF(_MARGIN, top + 8), chart.size().toSizeF()))
