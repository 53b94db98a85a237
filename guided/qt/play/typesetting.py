"""The words, the count and the cards of the stage, in type readable from three metres."""

from __future__ import annotations

from math import sqrt

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from guided.display import Display, HillRow
from guided.picture import Picture
from guided.qt.figure import paint as paint_figure
from guided.qt.play import rep_hills, ring
from guided.qt.play.layout import StageLayout
from guided.qt.theme import PhaseColours, Theme, Type, faded, font_of, mixed
from guided.qt.widgets.icons import icon_pixmap

_CHECK = 34  # units of a side's check mark, with what is beside it
_BEFORE_TITLE = 134
"""Units from the left edge of the "up next" card to its words."""


def paint_name(painter: QPainter, layout: StageLayout, shown: Display, theme: Theme) -> None:
    """Paint the exercise's name; one too long is set smaller, then cut short."""
    font = stage_font(40, 700, layout.unit, -1.5)
    if QFontMetricsF(font).horizontalAdvance(shown.name) > layout.name.width():
        font = stage_font(32, 700, layout.unit, -1.5)
    painter.setFont(font)
    painter.setPen(theme.ink)
    text = _elided(shown.name, font, layout.name.width())
    painter.drawText(layout.name, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def paint_chips(painter: QPainter, layout: StageLayout, shown: Display, theme: Theme, ratio: float) -> None:
    """Paint the sides, the one that works filled, those that are done with a check mark."""
    u, left = layout.unit, layout.chips.left()
    font, labels, edge = chip_labels(shown, layout)
    painter.setFont(font)
    for chip, label in zip(shown.chips, labels, strict=True):
        check = _CHECK * u if chip.done else 0.0
        width = QFontMetricsF(font).horizontalAdvance(label) + 2 * edge + check
        box = QRectF(left, layout.chips.top(), width, 56 * u)
        painter.setPen(Qt.PenStyle.NoPen if chip.active else QPen(theme.line2, 1))
        painter.setBrush(theme.ink if chip.active else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 14 * u, 14 * u)
        if chip.done:
            size = round(26 * u)
            mark = icon_pixmap("check", theme.ink2, size, ratio)
            painter.drawPixmap(QPointF(left + edge, box.center().y() - size / 2), mark)
        painter.setPen(theme.canvas if chip.active else theme.ink2)
        painter.drawText(box.adjusted(edge + check, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, label)
        left += width + 8 * u


def chip_labels(shown: Display, layout: StageLayout) -> tuple[QFont, list[str], float]:
    """The sides' words, their type and the px beside them: what tells which limb is meant, if there is room.

    Where there is little, only the side that works has it; where there is less, limbs are just named, and
    last they stand closer.
    """
    u, room = layout.unit, layout.chips.width()
    whole, short = [chip.label for chip in shown.chips], [chip.short for chip in shown.chips]
    working = [chip.label if chip.active else chip.short for chip in shown.chips]
    tries = [(size, labels, 24) for labels in (whole, working, short) for size in (32, 27, 23)]
    tries += [(size, short, 8) for size in (32, 27, 23)]
    for size, labels, edge in tries:
        font = stage_font(size, 600, u)
        around = ((2 * edge + 8) * len(labels) + _CHECK) * u  # one at most is done while the other works
        if sum(map(QFontMetricsF(font).horizontalAdvance, labels)) + around <= room:
            return font, labels, edge * u
    return stage_font(19, 600, u), short, 8 * u


def paint_words(
    painter: QPainter, layout: StageLayout, word: str, cue: str, theme: Theme, colours: PhaseColours
) -> None:
    """Paint the phase word, and under it what to do with the breath."""
    middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
    painter.setFont(_fitting(word, 80, 800, layout.unit, -2.5, layout.word.width()))
    painter.setPen(colours.word)
    painter.drawText(layout.word.adjusted(0, -20, 0, 20), middle, word)  # room for what hangs below the line
    if layout.cue.isEmpty():
        return
    painter.setFont(_fitting(cue, 36, 600, layout.unit, 0, layout.cue.width()))
    painter.setPen(theme.ink)
    painter.drawText(layout.cue, middle, cue)


def _fitting(text: str, size: float, weight: int, unit: float, tracking: float, width: float) -> QFont:
    """A font in which the text fits the width, smaller if it must be."""
    font = stage_font(size, weight, unit, tracking)
    needed = QFontMetricsF(font).horizontalAdvance(text)
    return font if needed <= width else stage_font(size * width / needed, weight, unit, tracking)


def paint_note(painter: QPainter, layout: StageLayout, note: str, theme: Theme) -> None:
    """Paint what to do before going on, in place of the ring."""
    wrapped = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
    room, size = layout.ring, 36.0
    while size > 18 and not room.contains(
        QFontMetricsF(stage_font(size, 600, layout.unit)).boundingRect(room, wrapped, note)
    ):
        size -= 2
    painter.setFont(stage_font(size, 600, layout.unit))
    painter.setPen(theme.ink2)
    painter.drawText(room, wrapped, note)


def paint_count(
    painter: QPainter,
    layout: StageLayout,
    shown: Display,
    told: tuple[str, tuple[str, ...]],
    theme: Theme,
) -> None:
    """Paint the ring's tracks, the numeral in the middle and, beneath it, what it counts, a line or two."""
    number, counted = told
    box, size = layout.ring, layout.ring.width()
    ring.paint_tracks(painter, box, ring.sectors(shown.ring), shown.ring_index, theme)
    font = stage_font(0.55 * size * (1.0 if len(number) < 3 else 0.7), 700, 1.0, -3.0)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(theme.ink)
    x = box.center().x() - metrics.horizontalAdvance(number) / 2 + 0.008 * size
    painter.drawText(QPointF(x, box.center().y() + metrics.capHeight() / 2 - 0.06 * size), number)
    painter.setPen(theme.ink2)
    for line, room in zip(counted, count_rooms(box, len(counted)), strict=True):
        painter.setFont(count_font(line, room, size))
        painter.drawText(room, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, line)
    if shown.kind != "rest":
        down, high = (0.335, 0.106) if len(counted) == 1 else (0.361, 0.08)
        ring.paint_glyph(
            painter, QPointF(box.center().x(), box.center().y() + down * size), high * size, shown.kind, theme
        )


def count_rooms(box: QRectF, lines: int) -> list[QRectF]:
    """The room of each line beneath the numeral, as wide as the inside of the ring `box` at its foot."""
    size, middle = box.width(), box.center()
    first, high = (0.15, 0.14) if lines == 1 else (0.135, 0.088)
    rooms = []
    for line in range(lines):
        top = first + line * high
        half = sqrt(ring.INNER**2 - (top + high) ** 2) * size
        rooms.append(QRectF(middle.x() - half, middle.y() + top * size, 2 * half, high * size))
    return rooms


def count_font(line: str, room: QRectF, size: float) -> QFont:
    """The type of a line beneath the numeral in a ring of a `size`, smaller where there is no room."""
    return _fitting(line, 28 if room.height() > 0.1 * size else 26, 600, size / 320, 0.0, room.width())


def paint_hills(painter: QPainter, layout: StageLayout, shown: Display, theme: Theme) -> None:
    """Paint the rows of rep hills, each after its side's letter."""
    for row, left, right in rows(shown, layout):
        if row.label:
            painter.setFont(stage_font(20, 600, layout.unit))
            painter.setPen(theme.ink2)
            spot = QRectF(
                left - 24 * layout.unit, layout.hills.top(), 22 * layout.unit, layout.hills.height()
            )
            painter.drawText(spot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, row.label)
        places = rep_hills.slots(row, left, right, layout.unit)
        rep_hills.paint_row(painter, row, places, layout.hills.bottom(), layout.unit, shown.kind, theme)


def rows(shown: Display, layout: StageLayout) -> list[tuple[HillRow, float, float]]:
    """Each row of hills with its room; over 15 reps only the current side."""
    u, left = layout.unit, layout.hills.left()
    rows = shown.rows
    if len(rows) > 1 and max(row.count for row in rows) > 15:
        rows = tuple(row for row in rows if row.current is not None) or rows[:1]
    placed = []
    room = layout.hills.width() / len(rows)
    wanted = max((rep_hills.WIDTH + rep_hills.GAP) * u * row.count + 60 * u for row in rows)
    room = min(room, wanted)
    for i, row in enumerate(rows):
        start = left + i * room + (24 * u if row.label else 0.0)
        placed.append((row, start, left + (i + 1) * room - 26 * u))
    return placed


def paint_next(
    painter: QPainter, layout: StageLayout, shown: Display, picture: Picture, theme: Theme
) -> None:
    """Paint the card of what comes next, with its picture."""
    up_next, u, box = shown.up_next, layout.unit, layout.up_next
    if up_next is None:
        return
    painter.setPen(QPen(faded(theme.line, 1.0 if theme.flat else 0.6), 1))
    painter.setBrush(
        theme.surface if theme.name != "dark" else mixed(theme.phase(shown.kind).stage, QColor("white"), 0.06)
    )
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 14 * u, 14 * u)
    paint_figure(painter, QRectF(box.left() + 14 * u, box.top() + 8 * u, 104 * u, 64 * u), picture)
    left = box.left() + _BEFORE_TITLE * u
    painter.setFont(stage_font(17, 400, u))
    painter.setPen(theme.ink2)
    room = next_room(layout)
    painter.drawText(QPointF(left, box.top() + 30 * u), _elided(up_next.heading, painter.font(), room))
    font = next_font(up_next.title, room, u)
    painter.setFont(font)
    painter.setPen(theme.ink)
    painter.drawText(QPointF(left, box.top() + 60 * u), _elided(up_next.title, font, room))


def next_room(layout: StageLayout) -> float:
    """The width of the "up next" title beside its picture, in px."""
    return layout.up_next.width() - (_BEFORE_TITLE + 14) * layout.unit


def next_font(title: str, room: float, unit: float) -> QFont:
    """The largest font in which the "up next" title fits, else the smallest."""
    fonts = [stage_font(size, 600, unit) for size in (24, 20, 17)]
    fits = (font for font in fonts if QFontMetricsF(font).horizontalAdvance(title) <= room)
    return next(fits, fonts[-1])


def stage_font(size: float, weight: int, unit: float, tracking: float = 0.0, tabular: bool = True) -> QFont:
    return font_of(Type(round(size * unit), 0, weight, tracking, tabular))


def _elided(text: str, font: QFont, width: float) -> str:
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
