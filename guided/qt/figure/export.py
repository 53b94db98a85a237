"""A picture as a file: SVG from the same operations that are painted, or PNG."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QGuiApplication,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QRadialGradient,
)

from guided.paths import replacing
from guided.picture import Picture
from guided.qt.figure.operations import Box, Fill, Operation, Photo
from guided.qt.figure.painter import paint, placement
from guided.qt.figure.scene import layers
from guided.reading import GuidedError

FORMATS = (".svg", ".png")


def save(path: Path, title: str, picture: Picture, size: int) -> None:
    """Write a square picture of `size` px with a transparent ground; needs no running application.

    Raises GuidedError if the suffix is neither .svg nor .png, OSError if it cannot be written.
    """
    if path.suffix.lower() not in FORMATS:
        raise GuidedError(f'"{path.name}" is not the name of a picture; end it in {" or ".join(FORMATS)}')
    app = QGuiApplication.instance() or QGuiApplication(["guided", "-platform", "offscreen"])
    if path.suffix.lower() == ".svg":
        text = svg(title, picture, size)
        with replacing(path) as file:
            file.write(text.encode("utf-8"))
        return
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        paint(painter, QRectF(0, 0, size, size), picture)
    del app
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # its stub knows only the name as bytes
    with replacing(path) as file:
        file.write(buffer.data().data())


def svg(title: str, picture: Picture, size: int) -> str:
    """A square picture of `size` px as SVG text, with a named group per part."""
    place = placement(QRectF(0, 0, size, size), picture.drawing, mirrored=picture.mirrored)
    drawn = layers(picture, place.scale)
    definitions: list[str] = []
    groups = []
    for name, operations in drawn:
        shapes = "\n".join(_shape(operation, definitions) for operation in operations)
        if shapes:
            groups.append(f"<g id={quoteattr(name)}>\n{shapes}\n</g>")
    across = -place.scale if picture.mirrored else place.scale
    matrix = " ".join(f"{value:.7g}" for value in (across, 0, 0, -place.scale, place.x0, place.floor_y))
    defined = f"<defs>\n{chr(10).join(definitions)}\n</defs>\n" if definitions else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}"'
        f' viewBox="0 0 {size} {size}">\n'
        f"<title>{_escaped(title)}</title>\n{defined}"
        f'<g transform="matrix({matrix})" stroke-linecap="round">\n{chr(10).join(groups)}\n</g>\n</svg>\n'
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _number(value: float) -> str:
    """A number with two decimals, written as short as possible."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    text = "0" if text in ("-0", "") else text
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def _photo(photo: Photo) -> str:
    """A picture as an image within the file, turned over as y goes up here."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    photo.image.save(buffer, "PNG")  # type: ignore[call-overload]  # its stub knows only the name as bytes
    data = b64encode(buffer.data().data()).decode("ascii")
    left, bottom, width, height = (
        photo.rect.left(),
        photo.rect.bottom(),
        photo.rect.width(),
        photo.rect.height(),
    )
    place = f"translate({_number(left)} {_number(bottom)}) scale(1 -1)"
    faint = f' opacity="{_number(photo.opacity)}"' if photo.opacity < 1.0 else ""
    return (
        f'<image width="{_number(width)}" height="{_number(height)}" transform="{place}"{faint}'
        f' href="data:image/png;base64,{data}"/>'
    )


def _shape(operation: Operation, definitions: list[str]) -> str:
    if isinstance(operation, Photo):
        return _photo(operation)
    if isinstance(operation, Box):
        rect, radius = operation.rect, operation.radius
        places = zip(
            ("x", "y", "width", "height"),
            (rect.x(), rect.y(), rect.width(), rect.height()),
            strict=True,
        )
        box = " ".join(f'{name}="{_number(value)}"' for name, value in places)
        rounded = f' rx="{_number(radius)}"' if radius else ""
        line = _stroke(operation.pen) if operation.pen else ""
        return f"<rect {box}{rounded}{_fill(operation.brush, definitions)}{line}/>"
    data = _data(operation.path)
    if isinstance(operation, Fill):
        odd = operation.path.fillRule() == Qt.FillRule.OddEvenFill
        rule = ' fill-rule="evenodd"' if odd else ""
        return f'<path d="{data}"{rule}{_fill(operation.brush, definitions)}/>'
    return f'<path d="{data}" fill="none"{_stroke(operation.pen)}/>'


def _data(path: QPainterPath) -> str:
    """A path's commands, relative except for the first of each line, so that numbers are small."""
    commands: list[str] = []
    x = y = 0.0
    elements = iter([path.elementAt(i) for i in range(path.elementCount())])
    for element in elements:
        if element.isCurveTo():
            points = [element, next(elements), next(elements)]
            numbers = [value for point in points for value in (point.x - x, point.y - y)]
            commands.append("c" + _packed(numbers))
            # From where it is written to end, or the rounding would add up.
            x, y = x + round(points[2].x - x, 2), y + round(points[2].y - y, 2)
        else:
            move = element.isMoveTo()
            if move:
                x = y = 0.0
            numbers = [element.x - x, element.y - y]
            if not move and abs(numbers[0]) < 0.005 and abs(numbers[1]) < 0.005:
                continue
            commands.append(("M" if move else "l") + _packed(numbers))
            x, y = x + round(numbers[0], 2), y + round(numbers[1], 2)
    return "".join(_joined(commands))


def _packed(numbers: list[float]) -> str:
    text = ""
    for value in numbers:
        number = _number(value)
        text += number if not text or number.startswith("-") else f" {number}"
    return text


def _joined(commands: list[str]) -> Iterator[str]:
    """Command joined, omitting repeated letters."""
    before = ""
    for command in commands:
        if command[0] != before or before == "M":
            yield command
        else:
            yield command[1:] if command[1] == "-" else f" {command[1:]}"
        before = command[0]


def _fill(brush: QBrush, definitions: list[str]) -> str:
    gradient = brush.gradient()
    if gradient is None:
        return f' fill="{_color(brush.color())}"{_opacity(brush.color(), "fill")}'
    name = f"g{len(definitions) + 1}"
    stops = "".join(
        f'<stop offset="{_number(place)}" stop-color="{_color(color)}"{_opacity(color, "stop")}/>'
        for place, color in gradient.stops()
    )
    t = brush.transform()
    matrix = " ".join(map(_number, (t.m11(), t.m12(), t.m21(), t.m22(), t.dx(), t.dy())))
    kind, places = "linearGradient", {}
    if isinstance(gradient, QRadialGradient):
        kind, middle = "radialGradient", gradient.center()
        places = {"cx": middle.x(), "cy": middle.y(), "r": gradient.radius()}
    elif isinstance(gradient, QLinearGradient):
        start, end = gradient.start(), gradient.finalStop()
        places = {"x1": start.x(), "y1": start.y(), "x2": end.x(), "y2": end.y()}
    where = " ".join(f'{key}="{_number(value)}"' for key, value in places.items())
    definitions.append(
        f'<{kind} id="{name}" gradientUnits="userSpaceOnUse" {where}'
        f' gradientTransform="matrix({matrix})">{stops}</{kind}>'
    )
    return f' fill="url(#{name})"'


def _stroke(pen: QPen) -> str:
    line = f' stroke="{_color(pen.color())}" stroke-width="{_number(pen.widthF())}"'
    if pen.capStyle() == Qt.PenCapStyle.FlatCap:
        line += ' stroke-linecap="butt"'
    if pen.joinStyle() == Qt.PenJoinStyle.RoundJoin:
        line += ' stroke-linejoin="round"'
    if pen.style() == Qt.PenStyle.CustomDashLine:
        dashes = " ".join(_number(length * pen.widthF()) for length in pen.dashPattern())
        line += f' stroke-dasharray="{dashes}"'
    return line + _opacity(pen.color(), "stroke")


def _color(color: QColor) -> str:
    return color.name()


def _opacity(color: QColor, of: str) -> str:
    return f' {of}-opacity="{_number(color.alphaF())}"' if color.alpha() < 255 else ""
