"""A report laid out on paper: its pages as pictures, as a PDF, and at a printer."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

from guided.qt.theme import FAMILIES
from guided.report import Report
from guided.report_html import to_html

_MARGIN_MM = 16.0
_DPI = 96
_SIZES = (10.0, 9.0, 8.0)  # points; the first with which it has no more pages than it should
_MOST_PAGES = 2
_PAPERS = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}


def layout_of(paper: str) -> QPageLayout:
    """A page of a paper, upright, with its margins."""
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    upright, unit = QPageLayout.Orientation.Portrait, QPageLayout.Unit.Millimeter
    return QPageLayout(QPageSize(_PAPERS[paper]), upright, margins, unit)


def images(made: Report, trend: bytes | None, paper: str) -> list[QImage]:
    """The pages as they will be printed, at 96 pixels an inch."""
    layout = layout_of(paper)
    whole, inner = layout.fullRectPixels(_DPI), layout.paintRectPixels(_DPI)
    blank = QImage(whole.size(), QImage.Format.Format_RGB32)
    blank.setDotsPerMeterX(round(_DPI / 0.0254))
    blank.setDotsPerMeterY(round(_DPI / 0.0254))
    blank.fill(QColor("white"))
    document = _document(made, trend, blank, inner.size().toSizeF())
    pages = []
    for number in range(document.pageCount()):
        page = blank.copy()
        with QPainter(page) as painter:
            painter.translate(inner.topLeft())
            _paint(painter, document, number)
        pages.append(page)
    return pages


def as_pdf(made: Report, trend: bytes | None, paper: str) -> bytes:
    """The pages as a PDF."""
    stored = QByteArray()
    buffer = QBuffer(stored)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(layout_of(paper))
    writer.setResolution(300)
    writer.setTitle(made.title)
    paint_pages(writer, made, trend)
    buffer.close()
    return bytes(stored.data())


def paint_pages(device: QPagedPaintDevice, made: Report, trend: bytes | None) -> None:
    """Paint every page on a printer or a PDF. Raise OSError when it takes none."""
    document = _document(made, trend, device, QSizeF(QSize(device.width(), device.height())))
    painter = QPainter()
    if not painter.begin(device):
        raise OSError("the printer does not answer")
    try:
        for number in range(document.pageCount()):
            if number:
                device.newPage()
            _paint(painter, document, number)
    finally:
        painter.end()


def _document(made: Report, trend: bytes | None, device: QPaintDevice, size: QSizeF) -> QTextDocument:
    """The report laid out for a device, small enough to be short."""
    document = QTextDocument()
    for points in _SIZES:
        document.documentLayout().setPaintDevice(device)
        document.setDocumentMargin(0)
        document.setPageSize(size)
        font = QFont()
        font.setFamilies(FAMILIES)
        font.setPointSizeF(points)  # what a heading is larger than
        document.setDefaultFont(font)
        document.setHtml(to_html(made, trend, points))
        if document.pageCount() <= _MOST_PAGES:
            break
    return document


def _paint(painter: QPainter, document: QTextDocument, number: int) -> None:
    size = document.pageSize()
    painter.save()
    painter.translate(0, -number * size.height())
    document.drawContents(painter, QRectF(0, number * size.height(), size.width(), size.height()))
    painter.restore()
