"""The elements of a picture: areas, lines and boxes in figure units that paint themselves."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPainterPath, QPen

from guided.qt.figure.paths import around, closed
from guided.qt.figure.polygons import Polygon

_ELEMENT_BYTES = 24  # of a path's point
_OBJECT_BYTES = 400  # of an operation, its path and its tuple
_TALL = 10.0  # units that areas of one path are high in all


# A path is copied for one painting: Qt caches beside one that it has painted twice its own size.


class Fill(NamedTuple):
    """An area in one colour or gradient."""

    path: QPainterPath
    brush: QBrush

    def paint(self, painter: QPainter) -> None:
        """Fill the path."""
        once = QPainterPath(self.path)
        once.closeSubpath()  # which makes it a path of its own, sooner than copying each of its points
        painter.fillPath(once, self.brush)


class Stroke(NamedTuple):
    """A line; the pen's width is in figure units."""

    path: QPainterPath
    pen: QPen

    def paint(self, painter: QPainter) -> None:
        """Stroke the path."""
        once = QPainterPath()
        once.addPath(self.path)
        painter.strokePath(once, self.pen)


class Box(NamedTuple):
    """A rectangle with rounded corners, and a line round it if it has a pen."""

    rect: QRectF
    radius: float
    brush: QBrush
    pen: QPen | None = None

    def paint(self, painter: QPainter) -> None:
        """Fill the rectangle and draw its outline."""
        painter.setPen(self.pen or Qt.PenStyle.NoPen)
        painter.setBrush(self.brush)
        if self.radius:
            painter.drawRoundedRect(self.rect, self.radius, self.radius)
        else:
            painter.drawRect(self.rect)


class Photo(NamedTuple):
    """A picture in a rectangle, as strong as its opacity (0 to 1)."""

    image: QImage
    rect: QRectF
    opacity: float = 1.0

    def paint(self, painter: QPainter) -> None:
        """Paint the picture, whose y goes down while that of figures goes up."""
        painter.save()
        painter.setOpacity(painter.opacity() * self.opacity)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(self.rect.left(), self.rect.bottom())
        painter.scale(1.0, -1.0)
        shown = painter.transform().mapRect(self.rect).size().toSize()
        image = self.image if 2 * shown.width() > self.image.width() else _smaller(self.image, shown)
        painter.drawImage(QRectF(0.0, 0.0, self.rect.width(), self.rect.height()), image)
        painter.restore()


_smaller_ones: OrderedDict[tuple[int, int, int], QImage] = OrderedDict()
_MOST_SMALLER = 24


def _smaller(image: QImage, size: QSize) -> QImage:
    """A picture in fewer pixels, each the mean of those it stands for: a painter looks at four at most."""
    key = (image.cacheKey(), size.width(), size.height())
    if key not in _smaller_ones:
        _smaller_ones[key] = image.scaled(
            size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        if len(_smaller_ones) > _MOST_SMALLER:
            _smaller_ones.popitem(last=False)
    return _smaller_ones[key]


Operation = Fill | Stroke | Box | Photo


def _groups(polygons: Iterable[Polygon]) -> list[list[Polygon]]:
    """As many polygons together as are not too tall, one above the other.

    Qt goes through all of a path for every strip of the picture, and keeps every edge in a row of it sorted:
    many tall areas are sooner filled apart.
    """
    groups: list[list[Polygon]] = []
    room = 0.0
    for polygon in polygons:
        ys = [y for _, y in polygon]
        tall = max(ys) - min(ys)
        if not groups or tall > room:
            groups.append([])
            room = _TALL
        groups[-1].append(polygon)
        room -= tall
    return groups


class Canvas:
    """Collects the operations of a picture, back to front, with one style of outline."""

    def __init__(self, outline: QPen | None, shaded: bool, grows: bool = False, apart: bool = False) -> None:
        self.operations: list[Operation] = []
        self.outline = outline
        """The pen round every part; the part's own fill covers the inner half of the line."""
        self.grows = grows
        """Whether parts get their outline from a larger area behind them: faster to paint than a line."""
        self.apart = apart
        """Whether tall parts of an area are filled apart, which a large picture is sooner done with."""
        self.shaded = shaded
        """Whether light and shade are drawn."""

    def area(self, brush: QBrush, *polygons: Polygon) -> None:
        """Add an area of closed clockwise polygons, with its outline behind it if the theme has outlines."""
        if self.outline and not self.grows:
            self.fill(closed(*polygons), brush)
            return
        groups = self._groups(polygons)
        if self.outline:
            wider, line = self.outline.widthF() / 2, self.outline.brush()
            self.operations += [Fill(around(group, wider), line) for group in groups]
        self.operations += [Fill(closed(*group), brush) for group in groups]

    def pieces(self, brush: QBrush, *polygons: Polygon) -> None:
        """Add closed polygons without an outline; in a colour that is not opaque none may overlap another."""
        self.operations += [Fill(closed(*group), brush) for group in self._groups(polygons)]

    def _groups(self, polygons: Sequence[Polygon]) -> list[list[Polygon]]:
        return _groups(polygons) if self.apart and len(polygons) > 1 else [list(polygons)]

    def fill(
        self, path: QPainterPath, brush: QBrush, outlined: bool = True, around: QPainterPath | None = None
    ) -> None:
        """Add an area, with its outline behind it if the theme has outlines: a larger area, or a line."""
        if self.outline and outlined:
            if around is not None:
                self.operations.append(Fill(around, self.outline.brush()))
            else:
                self.operations.append(Stroke(path, self.outline))
        self.operations.append(Fill(path, brush))

    def shade(self, brush: QBrush, *polygons: Polygon) -> None:
        """Add bands of shade as one area, on a shaded canvas; empty ones are lit."""
        dark = [polygon for polygon in polygons if polygon]
        if dark:
            self.pieces(brush, *dark)

    def stroke(self, path: QPainterPath, pen: QPen) -> None:
        """A line."""
        self.operations.append(Stroke(path, pen))

    def box(self, rect: QRectF, radius: float, brush: QBrush, outlined: bool = True) -> None:
        """Add a rectangle, with its outline half outside it if the theme has outlines."""
        pen = None
        if self.outline and outlined:
            if self.grows:
                half = self.outline.widthF() / 4
                larger = rect.adjusted(-half, -half, half, half)
                self.operations.append(Box(larger, radius and radius + half, self.outline.brush()))
                rect, radius = rect.adjusted(half, half, -half, -half), max(radius - half, 0.0)
                if rect.width() <= 0.0 or rect.height() <= 0.0:  # thinner than its outline
                    return
            else:
                pen = QPen(self.outline)
                pen.setWidthF(self.outline.widthF() / 2)
        self.operations.append(Box(rect, radius, brush, pen))


def outline_of(operations: Iterable[Operation]) -> QPainterPath:
    """The area of everything filled with an opaque colour."""
    area = QPainterPath()
    area.setFillRule(Qt.FillRule.WindingFill)
    for operation in operations:
        if isinstance(operation, Fill) and operation.brush.isOpaque():
            area.addPath(operation.path)
    return area


def size_of(operations: Iterable[Operation]) -> int:
    """The approximate size of the operations in bytes."""
    return sum(
        _OBJECT_BYTES + (0 if isinstance(one, Box | Photo) else _ELEMENT_BYTES * one.path.elementCount())
        for one in operations
    )
