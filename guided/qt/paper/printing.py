"""A sheet on paper: one painter of its pages, for printer, PDF and screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QBuffer,
    QIODevice,
    QMarginsF,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QKeySequence,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPdfWriter,
    QPen,
    QPolygon,
    QPolygonF,
    QShortcut,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
    QTransform,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from guided import messages, words
from guided.library import Library
from guided.paths import replacing
from guided.picture import Picture
from guided.qt import figure
from guided.qt.theme import Look, Type, font_of, load_fonts
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import paint_shadow
from guided.qt.widgets.choice import Segmented
from guided.qt.widgets.focus import FocusRing
from guided.qt.widgets.message import announce
from guided.qt.widgets.nest import nested
from guided.qt.widgets.savefile import ask_where, folder_name
from guided.qt.widgets.scrolling import scroll_area
from guided.qt.widgets.stops import ReadingOrder
from guided.qt.widgets.text import Text as Label
from guided.settings import Settings
from guided.sheet import (
    PAPERS,
    STYLES,
    Box,
    Figure,
    Hill,
    Line,
    Page,
    Paper,
    Sheet,
    Stage,
    Style,
    Text,
    paginate,
)
from guided.sheet import sheet as sheet_of
from guided.timeline import Timeline

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

INK = QColor("#000000")
GREY = QColor("#3F4643")
RULE = QColor("#9AA39F")
PINE = QColor("#14605A")
PALE = QColor("#DCEAE4")

_PDF_DPI = 1200
_MM_PER_PT = 25.4 / 72

# A font's size is a whole number, so text is measured and drawn in hundredths of a millimetre.
_TEXT_UNITS = 100
# In a PDF a whole number takes a third of the space: figures are drawn in thirtieths of a millimetre.
_FIGURE_UNITS = 30
_FIT = figure.Fit(margin=0.0)
_RIM = 0.4  # mm free at either side of a figure, which its outline reaches into
_FLAT = 2.4  # how many of these a point may lie beside the line that stands in for it
_OUTLINE_PX = 7.0  # a figure's lines are as thick as on a screen with so many pixels a millimetre

_ALIGN: Mapping[str, Qt.AlignmentFlag] = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


def measure(text: str, style: Style, width: float) -> float:
    """The height in mm of a text broken into lines of a width in mm."""
    return _laid_out(text, style, width, "left")[1]


def paint_sheet(painter: QPainter, pages: tuple[Page, ...], number: int) -> None:
    """Paint page `number`, from 1, of a sheet.

    One unit of the painter is 1 mm, and its origin is the paper's top left corner.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = _figure_scale(pages)
    for item in pages[number - 1].items:
        match item:
            case Text():
                _paint_text(painter, item)
            case Line():
                painter.setPen(_pen(item.weight, item.grey))
                painter.drawLine(QPointF(item.x, item.y), QPointF(item.to_x, item.to_y))
            case Box():
                painter.setPen(_pen(item.weight, item.grey))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                # The stroke stays inside the box. From its own corner, each box is the same text in a PDF.
                half = item.weight / 2
                area = QRectF(0, 0, item.width, item.height).adjusted(half, half, -half, -half)
                painter.translate(item.x, item.y)
                painter.drawRoundedRect(area, item.radius, item.radius)
                painter.translate(-item.x, -item.y)
            case Hill():
                _paint_hill(painter, item)
            case Figure():
                _paint_figure(painter, item, scale)
    painter.restore()


def pages_of(sheet: Sheet, paper: Paper) -> tuple[Page, ...]:
    """A sheet's pages, measured in the type they are printed in."""
    return paginate(sheet, paper, measure)


def write_sheet(
    path: Path, timeline: Timeline, library: Library, settings: Settings, paper: str, day: date
) -> None:
    """Write a routine's sheet, dated `day`, as `write_pdf` does; needs no running application.

    `paper` is an id of `PAPERS`.
    """
    app = QGuiApplication.instance() or QGuiApplication(["guided", "-platform", "offscreen"])
    printed_on = words.day(day, "%d %B %Y")
    write_pdf(path, sheet_of(timeline, library, settings, printed_on=printed_on), PAPERS[paper])
    del app  # which had to live until here


def write_pdf(path: Path, sheet: Sheet, paper: Paper) -> None:
    """Write a sheet as a PDF, atomically. Needs a QGuiApplication. Raises OSError."""
    content = _pdf(sheet, paper)
    with replacing(path) as file:
        file.write(content)


def _pdf(sheet: Sheet, paper: Paper) -> bytes:
    # In memory, as Qt's writer does not notice a disk that is full.
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(sheet.title)
    writer.setAuthor("Guided")
    writer.setCreator("Guided")
    writer.setResolution(_PDF_DPI)
    writer.setPageLayout(_page_layout(paper))
    pages = pages_of(sheet, paper)
    _paint_pages(writer, pages, pages)
    return bytes(buffer.data().data())


def print_pages(printer: QPrinter, pages: tuple[Page, ...]) -> None:
    """Print the pages the printer is set to, or all. Raises OSError."""
    printer.setFullPage(True)
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    _paint_pages(printer, pages, pages[first - 1 : last])


def _paint_pages(device: QPagedPaintDevice, pages: tuple[Page, ...], chosen: tuple[Page, ...]) -> None:
    """Paint chosen pages. Raises OSError if the device cannot be painted on."""
    with QPainter(device) as painter:
        if not painter.isActive():
            raise OSError("nothing can be printed there")
        scale = device.logicalDpiX() / 25.4
        painter.scale(scale, scale)
        for page in chosen:
            if page is not chosen[0]:
                device.newPage()
            paint_sheet(painter, pages, page.number)


def _page_layout(paper: Paper) -> QPageLayout:
    size = QPageSize(QSizeF(paper.width, paper.height), QPageSize.Unit.Millimeter, paper.name)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(), QPageLayout.Unit.Millimeter)


def _pen(weight: float, grey: bool) -> QPen:
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(RULE if grey else INK, weight, Qt.PenStyle.SolidLine, cap, join)


# ---- text


@lru_cache(maxsize=32)
def _font(size: float, weight: int) -> QFont:
    """A font sized in hundredths of a mm.

    Without tabular figures, which a PDF could not search or copy.
    """
    load_fonts()
    tracking = -1.5 if size > 20 else 0.0
    font = font_of(Type(round(size * _MM_PER_PT * _TEXT_UNITS), 0, weight, tracking, tabular=False))
    font.clearFeatures()  # a new font has those of the application's
    return font


def _laid_out(text: str, style: Style, width: float, align: str) -> tuple[QTextLayout, float]:
    """A text broken into lines, in hundredths of a mm, and its height in mm."""
    layout = QTextLayout(text, _font(style.size, style.weight))
    option = QTextOption(_ALIGN[align])
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    if leads := style.leads_in(text):
        layout.setFormats([_bold(style.size, *lead) for lead in leads])
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width * _TEXT_UNITS)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, height / _TEXT_UNITS


def _bold(size: float, start: int, length: int) -> QTextLayout.FormatRange:
    bold = QTextLayout.FormatRange()
    bold.start, bold.length, bold.format = start, length, QTextCharFormat()
    bold.format.setFont(_font(size, 700))
    return bold


def _paint_text(painter: QPainter, item: Text) -> None:
    painter.save()
    painter.translate(item.x, item.y)
    painter.scale(1 / _TEXT_UNITS, 1 / _TEXT_UNITS)
    painter.setPen(GREY if item.style.grey else INK)
    _laid_out(item.text, item.style, item.width, item.align)[0].draw(painter, QPointF())
    painter.restore()


# ---- the hill of a repetition


def _paint_hill(painter: QPainter, item: Hill) -> None:
    foot = item.y + item.height
    outline = QPainterPath(QPointF(item.x, foot))
    x = item.x
    edges = [x]
    for stage in item.stages:
        width = stage.share * item.width
        low, high = foot - stage.low * item.height, foot - stage.high * item.height
        outline.cubicTo(x + width * 0.5, low, x + width * 0.5, high, x + width, high)
        x += width
        edges.append(x)
    closed = QPainterPath(outline)
    closed.closeSubpath()
    painter.fillPath(closed, PALE)
    painter.setPen(QPen(PINE, 0.3, Qt.PenStyle.DotLine))
    for (left, right), edge in zip(pairwise(item.stages), edges[1:], strict=False):
        if left.high and right.low:
            painter.drawLine(QPointF(edge, foot - left.high * item.height), QPointF(edge, foot))
    painter.setPen(QPen(PINE, 0.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(outline)
    painter.drawLine(QPointF(item.x, foot), QPointF(item.x + item.width, foot))
    for number, (stage, (left_x, right_x)) in enumerate(zip(item.stages, pairwise(edges), strict=True), 1):
        _paint_number(painter, stage, number, left_x, right_x, foot)


def _paint_number(
    painter: QPainter, stage: Stage, number: int, left: float, right: float, foot: float
) -> None:
    """Paint a phase's number on the hill, beside the line where that climbs or falls."""
    beside = min(max((right - left) / 2 - 1.3, 0.0), 1.6)
    middle = (left + right) / 2 + beside * ((stage.high > stage.low) - (stage.high < stage.low))
    _paint_text(painter, Text(middle - 5.0, foot - 4.6, 10.0, str(number), STYLES["phase"], "center"))


# ---- the figure


class _Shape(NamedTuple):
    """An area or a line of a picture, y downward from the floor."""

    path: QPainterPath
    brush: QBrush
    pen: QPen


def _paint_figure(painter: QPainter, item: Figure, scale: float) -> None:
    picture, fit = item.picture, replace(_FIT, scale=scale)
    if picture.drawing.photos:
        figure.paint(painter, _area(item), picture, fit)
        return
    place = figure.placement(_area(item), picture.drawing, fit, picture.mirrored)
    window = figure.close_up_in(_area(item), picture.drawing, fit, picture.mirrored)
    painter.save()
    if not window.isEmpty():
        painter.setClipPath(window)
    elif picture.drawing.close_up:
        painter.setClipRect(_area(item))
    painter.translate(place.x0, place.floor_y)
    painter.scale(1 / _FIGURE_UNITS, 1 / _FIGURE_UNITS)
    for shape in _shapes(picture, place.scale):
        painter.setBrush(shape.brush)
        painter.setPen(shape.pen)
        painter.drawPath(shape.path)
    painter.restore()
    if not window.isEmpty():
        painter.strokePath(window, QPen(RULE, 0.6))


def _area(item: Figure) -> QRectF:
    return QRectF(item.x, item.y, item.width, item.height)


@lru_cache(maxsize=4)
def _figure_scale(pages: tuple[Page, ...]) -> float:
    """The scale in mm per figure unit at which every picture of a sheet fits its place."""
    pictures = [item for page in pages for item in page.items if isinstance(item, Figure)]
    scales = [
        figure.placement(_area(item).adjusted(_RIM, 0, -_RIM, 0), item.picture.drawing, _FIT).scale
        for item in pictures
        if not item.picture.drawing.close_up  # of these only a part is in the picture
    ]
    return min(scales, default=1.0)


@lru_cache(maxsize=256)
def _shapes(picture: Picture, scale: float) -> tuple[_Shape, ...]:
    """The shapes of a picture at a scale in mm per unit."""
    size = scale * _FIGURE_UNITS
    transform = QTransform.fromScale(-size if picture.mirrored else size, -size)
    operations = figure.frame(picture, scale * _OUTLINE_PX)
    shapes: list[_Shape] = []
    path = thinned = QPainterPath()
    for operation in operations:
        if isinstance(operation, figure.Photo):
            continue  # it is no shape
        if isinstance(operation, figure.Box):
            path = thinned = QPainterPath()
            path.addRoundedRect(operation.rect, operation.radius, operation.radius)
            thinned = transform.map(path)
            shapes.append(_Shape(thinned, operation.brush, _scaled(operation.pen, size)))
            continue
        # A part's outline and its area share a path.
        if operation.path is not path:
            path, thinned = operation.path, _thinned(operation.path, transform)
        if isinstance(operation, figure.Fill):
            shapes.append(_Shape(thinned, operation.brush, QPen(Qt.PenStyle.NoPen)))
        else:
            shapes.append(_Shape(thinned, QBrush(), _scaled(operation.pen, size)))
    return tuple(shapes)


def _scaled(pen: QPen | None, size: float) -> QPen:
    scaled = QPen(pen) if pen else QPen(Qt.PenStyle.NoPen)
    scaled.setWidthF(scaled.widthF() * size)
    return scaled


def _thinned(path: QPainterPath, transform: QTransform) -> QPainterPath:
    """A path in whole numbers, with no more points than needed."""
    result = QPainterPath()
    result.setFillRule(path.fillRule())
    for polygon in path.toSubpathPolygons(transform):
        result.addPolygon(QPolygonF(QPolygon(_corners(polygon.toPolygon().toList()))))
    return result


def _corners(points: list[QPoint]) -> list[QPoint]:
    """The points of a curve that matter: the others lie on the lines between them."""
    places = [point.toTuple() for point in points]
    kept = [0]
    for i in range(1, len(places) - 1):
        (from_x, from_y), (to_x, to_y) = places[kept[-1]], places[i + 1]
        to_x, to_y = to_x - from_x, to_y - from_y
        room = _FLAT * (abs(to_x) + abs(to_y))
        # A curve is furthest from the line halfway, a corner at its tip.
        for x, y in (places[i], places[(kept[-1] + i + 1) // 2]):
            x, y = x - from_x, y - from_y
            if not -room <= to_x * y - to_y * x <= room or to_x * x + to_y * y > to_x * to_x + to_y * to_y:
                kept.append(i)
                break
    return [points[i] for i in (*kept, len(points) - 1)]


# ---- the preview

NO_PRINTER = "This computer has no printer. Save the sheet as a PDF and print it elsewhere."


class SheetPreview(ReadingOrder, QDialog):
    """A preview of a sheet, to look through, to print or to save as a PDF.

    `paper_chosen` has the id of a newly chosen paper size.
    """

    paper_chosen = Signal(str)

    def __init__(self, look: Look, sheet: Sheet, paper: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.say(messages.PRINT, name=sheet.title))
        self._sheet, self._paper = sheet, PAPERS[paper]
        self._leaves = _Leaves(look, pages_of(sheet, self._paper))
        choices = [(paper.id, paper.name) for paper in PAPERS.values()]
        papers = Segmented(look, "Paper", choices, paper)
        papers.chosen.connect(self._use)
        self._told = Label(look, "", "body", align=Qt.AlignmentFlag.AlignRight)
        self._told.hide()
        self.print_button = Button(look, "Print…", "primary", icon="printer")
        self.save_button = Button(look, "Save as PDF…", icon="download")
        close = Button(look, "Close", "text")
        for button, act, key in (
            (self.print_button, self._print, QKeySequence.StandardKey.Print),
            (self.save_button, self._save, QKeySequence.StandardKey.Save),
            (close, self.reject, QKeySequence.StandardKey.Close),
        ):
            button.clicked.connect(act)
            QShortcut(QKeySequence(key), self, act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll_area(self._leaves, "Preview"), 1)
        foot = nested(column, QVBoxLayout())
        foot.setContentsMargins(16, 12, 16, 16)
        foot.setSpacing(12)
        foot.addWidget(self._told)
        buttons = nested(foot, QHBoxLayout())
        buttons.setSpacing(8)
        buttons.addWidget(papers)
        buttons.addStretch(1)
        for button in (close, self.save_button, self.print_button):
            buttons.addWidget(button)
        FocusRing(look, self)
        self.print_button.setFocus()
        room = parent.size() if parent else self.screen().availableSize()
        self.resize(min(look.px(880), room.width() - 40), min(look.px(1000), room.height() - 40))

    @property
    def told(self) -> str:
        """The last message about printing or saving."""
        return self._told.text()

    def save(self, path: Path) -> None:
        """Save the sheet as a PDF and say so, or say why it could not."""
        try:
            write_pdf(path, self._sheet, self._paper)
        except OSError as error:
            self._tell(words.say(messages.NOT_SAVED_ELSEWHERE, why=words.refusal(error)))
        else:
            self._tell(words.say(messages.SAVED_IN, file=path.name, folder=folder_name(path)))

    def _use(self, paper: object) -> None:
        self._paper = PAPERS[str(paper)]
        self._leaves.show_pages(pages_of(self._sheet, self._paper))
        self.paper_chosen.emit(self._paper.id)

    def _save(self) -> None:
        dialog = ask_where(self, "Save as PDF", self._sheet.file, {"pdf": "PDF"})
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))

    def _print(self) -> None:
        # Looking for printers loads a library and may ask the network, so not before it is wanted.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            self._tell(NO_PRINTER)
            self.save_button.setFocus()
            return
        pages = self._leaves.pages
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(_page_layout(self._paper))
        printer.setDocName(self._sheet.title)
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, len(pages))
        if dialog.exec():
            try:
                print_pages(printer, pages)
            except OSError as error:
                self._tell(words.say(messages.NOT_PRINTED, why=error))
            else:
                self._tell("Sent to the printer.")

    def _tell(self, text: str) -> None:
        self._told.setText(text)
        self._told.show()
        announce(self, text)


class _Leaves(QWidget):
    """A sheet's pages in a column, as wide as there is room, painted as they come into view."""

    _GAP = 24
    _WIDEST = 900

    def __init__(self, look: Look, pages: tuple[Page, ...]) -> None:
        super().__init__()
        self._look = look
        self._images: dict[int, QImage] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_pages(pages)

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """Show other pages."""
        self.pages = pages
        self._images = {}
        self.setAccessibleName(words.say(messages.SHEET_PAGES, n=len(pages)))
        self.setAccessibleDescription("\n".join(page.words for page in pages))
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        return self._area(len(self.pages), width).bottom() + 1 + self._GAP

    def sizeHint(self) -> QSize:
        return QSize(self._WIDEST, self.heightForWidth(self._WIDEST))

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio, seen = self.devicePixelRatioF(), self.visibleRegion().boundingRect()
        areas = {page.number: self._area(page.number, self.width()) for page in self.pages}
        areas = {number: area for number, area in areas.items() if area.intersects(seen)}
        kept = {
            number: image
            for number, image in self._images.items()
            if number in areas and image.size() == areas[number].size() * ratio
        }
        self._images = {
            number: kept.get(number) or self._image(number, area.size() * ratio)
            for number, area in areas.items()
        }
        with QPainter(self) as painter:
            for number, area in areas.items():
                if not self._look.theme.flat:
                    paint_shadow(painter, area, ratio)
                painter.drawImage(area, self._images[number])
                painter.setPen(self._look.theme.line)
                painter.drawRect(area.adjusted(0, 0, -1, -1))

    def _area(self, number: int, width: int) -> QRect:
        """The rectangle of a page in a widget of a width."""
        paper = self.pages[0].paper
        wide = max(min(width - 2 * self._GAP, self._look.px(self._WIDEST)), 100)
        high = round(wide * paper.height / paper.width)
        top = self._GAP + (number - 1) * (high + self._GAP)
        return QRect((width - wide) // 2, top, wide, high)

    def _image(self, number: int, size: QSize) -> QImage:
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        with QPainter(image) as painter:
            scale = size.width() / self.pages[0].paper.width
            painter.scale(scale, scale)
            paint_sheet(painter, self.pages, number)
        return image
