"""How each kind of mark is drawn, and where on the canvas each datum is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen

from guided import messages, words
from guided.charts.series import Bars, Days, Lanes, Marks, Ranges, Series, Trend
from guided.qt.progress.canvas import Canvas

_BAR = 0.65  # of a step
_APART = 8  # px, between labels
_ROUND = 6  # px, at the top of a bar
_TICKS = (
    1,
    2,
    5,
    10,
    20,
    25,
    50,
    100,
    200,
    250,
    500,
    1000,
    2000,
    2500,
    5000,
    10_000,
    20_000,
    50_000,
    100_000,
)
_CELL, _CELL_GAP = 16, 4
_GROOVE = 6


def draw(canvas: Canvas, series: Series) -> list[QRectF]:
    """Draws a series anew; the area of each datum, in the canvas's units."""
    canvas.clear()
    marks = series.marks
    if marks is None or canvas.width() < 60 or canvas.height() < 60:
        return []
    return _DRAWINGS[type(marks)](canvas, marks)


def ticks_up_to(most: float) -> list[int]:
    """From 0 to at least the largest value in three to five round steps."""
    step = next((step for step in _TICKS[2:] if most <= 4 * step), _TICKS[-1])
    steps = max(-(-round(most + 0.499) // step), 2)
    return [step * i for i in range(steps + 1)]


# ---------------------------------------------------------------- bars


def _draw_bars(canvas: Canvas, marks: Bars) -> list[QRectF]:
    look, theme, count = canvas.look, canvas.look.theme, len(marks.values)
    most = max((*marks.values, *marks.planned, marks.goal or 0.0), default=0.0)
    ticks = ticks_up_to(most)
    told = {**{float(tick): False for tick in ticks}, **({marks.goal: True} if marks.goal else {})}
    gutter = max(canvas.width_of(f"{tick:g}", "caption_strong") for tick in told) + 14
    beyond = canvas.width_of(marks.edges[-1]) // 2 if marks.edges else 0
    canvas.fit((-0.5, count - 0.5), (0, ticks[-1]), (gutter, look.px(10), beyond, look.line("caption") + 8))
    left, unit = canvas.at(gutter - 10, 0).x(), canvas.y_unit
    for line in ticks:
        canvas.across(line, theme.line)
    for tick, is_goal in told.items():
        crowded = marks.goal and not is_goal and abs(tick - marks.goal) < 20 * unit
        if not crowded:
            role, colour = ("caption_strong", "ink") if is_goal else ("caption", "ink2")
            canvas.text(f"{tick:g}", left, tick, (1.0, 0.5), role, colour)
    if marks.goal:
        canvas.across(marks.goal, theme.ink2, 1.5, dotted=True)
    pens = canvas.pen(theme.line2, 1.0), canvas.pen(theme.surface, 1.5, dotted=True)
    canvas.add(_Bars(marks, theme.primary, theme.hold, pens))
    if marks.edges:
        _draw_edges(canvas, marks)
    else:
        _draw_labels(canvas, marks)
    return [QRectF(number - 0.5, 0, 1, ticks[-1]) for number in range(count)]


def _draw_edges(canvas: Canvas, marks: Bars) -> None:
    apart = len(marks.values) / (len(marks.edges) - 1)
    for number, edge in enumerate(marks.edges):
        canvas.text(edge, number * apart - 0.5, -6 * canvas.y_unit, (0.5, 0.0))


def _draw_labels(canvas: Canvas, marks: Bars) -> None:
    count = len(marks.values)
    strongest = canvas.width_of(marks.labels[-1], "caption_strong")
    wide = (max(map(canvas.width_of, marks.labels[:-1]), default=0) + _APART) * canvas.x_unit
    before = (strongest + _APART) * canvas.x_unit + wide / 2 - _BAR / 2
    # The first one begins with its bar, and reaches further than from the middle of it.
    for place in labelled(count, ceil(max(wide, 1.5 * wide - _BAR / 2)), ceil(before)):
        last = place == count - 1
        # At either end it begins or ends with its bar, or it would be cut off.
        side = 1.0 if last else 0.0 if place == 0 else 0.5
        strong = last and marks.highlighted == last * place
        canvas.text(
            marks.labels[place],
            place + _BAR * (side - 0.5),
            -6 * canvas.y_unit,
            (side, 0.0),
            "caption_strong" if strong else "caption",
            "ink" if strong else "ink2",
        )


def labelled(count: int, apart: int, before: int) -> list[int]:
    """Which bars get a label: the first, others so many `apart`, and the last, with room `before` it."""
    return [*range(0, max(count - before, min(count - 1, 1)), max(apart, 1)), count - 1]


class _Bars(pg.GraphicsObject):  # type: ignore[misc]
    """Bars with round tops, one in a colour of its own, outlines behind them, and a goal across them."""

    def __init__(self, marks: Bars, usual: QColor, other: QColor, pens: tuple[QPen, QPen]) -> None:
        super().__init__()
        self._marks, self._usual, self._other = marks, usual, other
        self._outline, self._ground = pens

    def boundingRect(self) -> QRectF:
        most = max((*self._marks.values, *self._marks.planned, 1.0))
        return QRectF(-0.5, 0, max(len(self._marks.values), 1), most)

    def paint(self, painter: QPainter, *_: object) -> None:
        marks = self._marks
        x_unit, y_unit = self.getViewBox().viewPixelSize()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._outline)
        for number, value in enumerate(marks.planned):
            if value > marks.values[number]:
                painter.drawPath(_bar(number, value, _ROUND * x_unit, _ROUND * y_unit))
        for number, value in enumerate(marks.values):
            if value <= 0:
                continue
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._other if number == marks.highlighted else self._usual)
            painter.drawPath(_bar(number, value, _ROUND * x_unit, _ROUND * y_unit))
            if marks.goal and value > marks.goal:
                painter.setPen(self._ground)
                left, right = number - _BAR / 2 + 3 * x_unit, number + _BAR / 2 - 3 * x_unit
                painter.drawLine(QPointF(left, marks.goal), QPointF(right, marks.goal))


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


# ---------------------------------------------------------------- days


def _draw_days(canvas: Canvas, marks: Days) -> list[QRectF]:
    look, theme = canvas.look, canvas.look.theme
    weeks = len(marks.levels) // 7
    gutter = max(canvas.width_of(name) for name in marks.weekdays[::2]) + 14
    above, below = look.line("caption") + 8, look.line("caption") + 12
    step = min(
        look.px(_CELL + _CELL_GAP),
        (canvas.width() - gutter - 3) / weeks,
        (canvas.height() - above - below) / 7,
    )
    side = max(step * _CELL / (_CELL + _CELL_GAP), 3.0)
    right = canvas.width() - gutter - round(step * weeks)  # 3 at least, for the frame round today
    under = canvas.height() - above - round(step * 7)
    canvas.fit((-0.5, weeks - 0.5), (-6.5, 0.5), (gutter, above, right, under))
    free = weeks - 0.5  # from the right, as far as there is room
    for week, name in reversed(marks.months):
        wide = canvas.width_of(name) / step
        left = min(week - 0.5 + (step - side) / 2 / step, free - wide)
        if left > week - 4:
            canvas.text(name, left, 0.5 + 4 / step, (0.0, 1.0))
            free = left - 8 / step
    for weekday in range(0, 7, 2):
        canvas.text(marks.weekdays[weekday], -0.5 - gutter / step, -weekday, (0.0, 0.5))
    places = [(float(number // 7), float(-(number % 7))) for number in range(len(marks.levels))]
    heats = (theme.heat1, theme.heat2, theme.heat3)
    cell = _cell()
    past = range(marks.today + 1)
    for level, colour in enumerate(heats, 1):
        canvas.dots([places[n] for n in past if marks.levels[n] == level], side, colour, symbol=cell)
    idle = [n for n in past if not marks.levels[n]]
    canvas.dots([places[n] for n in idle if n not in marks.rest], max(side * 0.3, 2), theme.line2)
    canvas.dots(
        [places[n] for n in idle if n in marks.rest], max(side * 0.55, 4), theme.surface, theme.primary
    )
    canvas.dots([places[marks.today]], side + 5, QColor(0, 0, 0, 0), theme.hold, cell)
    to_come = places[marks.today + 1 :]
    canvas.dots(to_come, side - 1, theme.surface, theme.line, cell)
    _draw_legend(canvas, marks, step, side)
    return [QRectF(x - 0.5, y - 0.5, 1, 1) for x, y in places[: marks.today + 1]]


def _draw_legend(canvas: Canvas, marks: Days, step: float, side: float) -> None:
    """From nothing to the most, under the days; a day off that was kept stands there too."""
    theme, cell = canvas.look.theme, _cell()
    least, most = marks.legend
    x, y = -0.5 + 4 / step, -6.5 - (canvas.look.line("caption") / 2 + 8) / step
    canvas.text(least, x, y, (0.0, 0.5))
    x += (canvas.width_of(least) + 16) / step
    canvas.dots([(x, y)], max(side * 0.3, 2), theme.line2)
    for colour in (theme.heat1, theme.heat2, theme.heat3):
        x += (side + 4) / step
        canvas.dots([(x, y)], side, colour, symbol=cell)
    x += (side / 2 + 10) / step
    canvas.text(most, x, y, (0.0, 0.5))
    if marks.rest:
        x += (canvas.width_of(most) + 24 + side / 2) / step
        canvas.dots([(x, y)], max(side * 0.55, 4), theme.surface, theme.primary)
        canvas.text("rest day kept", x + (side / 2 + 6) / step, y, (0.0, 0.5))


def _cell() -> QPainterPath:
    """A square with round corners, one unit wide."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(-0.5, -0.5, 1, 1), 0.28, 0.28)
    return path


# ---------------------------------------------------------------- a trend


def _draw_trend(canvas: Canvas, marks: Trend) -> list[QRectF]:
    look, theme, count = canvas.look, canvas.look.theme, len(marks.afters)
    values = [value for value in (*marks.befores, *marks.afters, *marks.highs) if value is not None]
    top = next((top for top in (4.0, 8.0) if max(values, default=0.0) <= top), marks.most)
    gutter = canvas.width_of("10") + 14
    ends = max(canvas.width_of(name, "caption_strong") for name in marks.names) + 18
    canvas.fit((0, count - 1), (0, top), (gutter + 8, look.px(10), ends, look.line("caption") + 8))
    left, unit = canvas.at(gutter - 10, 0).x(), canvas.y_unit
    for tick in (0.0, top / 2, top):
        canvas.across(tick, theme.line)
        canvas.text(f"{tick:g}", left, tick, (1.0, 0.5))
    for xs, lows, highs in _runs(marks.lows, marks.highs):
        canvas.between(xs, lows, highs, theme.primary_soft)
    for xs, ys, _ in _runs(marks.befores, marks.befores):
        canvas.line(xs, ys, theme.ink2, 2.5, dotted=True, z=1)
        canvas.dots(list(zip(xs, ys, strict=True)) if len(xs) == 1 else [], 6, theme.ink2)
    for xs, ys, _ in _runs(marks.afters, marks.afters):
        canvas.line(xs, ys, theme.primary, 3.0, z=2)
        canvas.dots(list(zip(xs, ys, strict=True)) if len(xs) == 1 else [], 7, theme.primary)
    _draw_names(canvas, marks)
    canvas.text(marks.ends[0], 0, -6 * unit, (0.0, 0.0))
    canvas.text(marks.ends[1], count - 1, -6 * unit, (0.5, 0.0))
    return [QRectF(number - 0.5, 0, 1, top) for number in range(count)]


def _draw_names(canvas: Canvas, marks: Trend) -> None:
    """The two lines' names at their ends, clear of each other."""
    theme = canvas.look.theme
    befores = [(x, value) for x, value in enumerate(marks.befores) if value is not None]
    afters = [(x, value) for x, value in enumerate(marks.afters) if value is not None]
    before, after = befores[-1:], afters[-1:]
    canvas.dots([(float(x), y) for x, y in before], 9, theme.surface, theme.ink2)
    canvas.dots([(float(x), y) for x, y in after], 9, theme.primary, theme.primary)
    apart = 18 * canvas.y_unit
    low, high = after[0][1] if after else 0.0, before[0][1] if before else 0.0
    if after and before and abs(high - low) < apart:
        middle, way = (high + low) / 2, 1 if high >= low else -1
        high, low = middle + way * apart / 2, middle - way * apart / 2
    beside = len(marks.afters) - 1 + 12 * canvas.x_unit
    if before:
        canvas.text(marks.names[0], beside, max(high, 0), (0.0, 0.5))
    if after:
        canvas.text(marks.names[1], beside, max(low, 0), (0.0, 0.5), "caption_strong", "primary")


def _runs(
    ones: Sequence[float | None], others: Sequence[float | None]
) -> Iterator[tuple[list[float], list[float], list[float]]]:
    """What stands without a gap: the places, and both values at each."""
    run: tuple[list[float], list[float], list[float]] = ([], [], [])
    for place, (one, other) in enumerate(zip(ones, others, strict=True)):
        if one is None or other is None:
            if run[0]:
                yield run
            run = ([], [], [])
        else:
            for values, value in zip(run, (float(place), one, other), strict=True):
                values.append(value)
    if run[0]:
        yield run


# ---------------------------------------------------------------- rows


def _draw_ranges(canvas: Canvas, marks: Ranges) -> list[QRectF]:
    theme, rows = canvas.look.theme, len(marks.ranges)
    canvas.fit((0, 1), (-rows, 0), (8, 0, 8, 0))
    left, right = canvas.at(0, 0).x(), canvas.at(canvas.width(), 0).x()
    for number, one in enumerate(marks.ranges):
        above, line = -number - 0.32, -number - 0.72
        room = canvas.width() - canvas.width_of(one.said, "body_strong") - 16
        role = "body" if canvas.width_of(one.name, "body") <= room else "caption"
        canvas.text(_short(canvas, one.name, room, role), left, above, (0.0, 0.5), role, "ink")
        canvas.text(one.said, right, above, (1.0, 0.5), "body_strong", "ink")
        canvas.line([0, 1], [line, line], theme.sunken, _GROOVE, z=-5)
        if one.error:
            ends = [min(max(one.first + way * one.error, 0), 1) for way in (-1, 1)]
            canvas.line(ends, [line, line], theme.primary_soft, _GROOVE + 8, z=-4)
        if one.changed:
            canvas.line([one.first, one.latest], [line, line], theme.primary, _GROOVE, z=1)
            canvas.dots([(one.first, line)], 10, theme.surface, theme.ink2)
        canvas.dots([(one.latest, line)], 13, theme.primary)
        if number:
            canvas.line([left, right], [-number, -number], theme.line, 1.0, z=-6)
    return [QRectF(left, -number - 1, right - left, 1) for number in range(rows)]


def _draw_lanes(canvas: Canvas, marks: Lanes) -> list[QRectF]:
    theme, rows = canvas.look.theme, len(marks.lanes)
    most = max(one.value for one in marks.lanes) or 1.0
    names = max(canvas.width_of(one.name, "body_strong") for one in marks.lanes)
    names = min(names, canvas.width() // 3) + 20
    said = max(canvas.width_of(_at_end(one), "body_strong") for one in marks.lanes) + 20
    canvas.fit((0, most), (-rows, 0), (names, 0, said, 0))
    left, right = canvas.at(0, 0).x(), canvas.at(canvas.width(), 0).x()
    beside = 14 * canvas.x_unit
    for number, one in enumerate(marks.lanes):
        y = -number - 0.5
        colour = theme.hold if one.marked else theme.primary
        name = _short(canvas, one.name, names - 12, "body_strong")
        canvas.text(name, left, y, (0.0, 0.5), "body_strong" if one.marked else "body", "ink")
        if one.value > 0:
            canvas.line([0, one.value], [y, y], colour, 12, z=1)
        canvas.text(_at_end(one), one.value + beside, y, (0.0, 0.5), "body", "ink2")
    return [QRectF(left, -number - 1, right - left, 1) for number in range(rows)]


def _at_end(one: Any) -> str:
    return words.say(messages.LANE_SORE, said=one.said) if one.marked else str(one.said)


def _short(canvas: Canvas, text: str, room: int, role: str) -> str:
    return QFontMetrics(canvas.look.font(role)).elidedText(text, Qt.TextElideMode.ElideRight, room)


_DRAWINGS: Mapping[type[Marks], Callable[[Canvas, Any], list[QRectF]]] = {
    Bars: _draw_bars,
    Days: _draw_days,
    Trend: _draw_trend,
    Ranges: _draw_ranges,
    Lanes: _draw_lanes,
}
