"""The body from the front and from the back, with muscles marked on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from guided import messages, words
from guided.muscles import Muscle, Points, shipped_muscles
from guided.qt.theme import Look, Theme, follow, mixed
from guided.qt.widgets.picture import FIGURE_THEMES
from guided.qt.widgets.tip import about_point, show_tip

FRONT, BACK = "front", "back"

# Half a body, from its middle line (x = 0) outward, y from the top; the other half is its mirror image.
HIGH, HALF_WIDTH = 964, 190

_HEAD = QRectF(-43, 0, 86, 112)

_OUTLINE: Points = (
    *((0, 90), (26, 96), (27, 122), (32, 138), (62, 150), (95, 158), (117, 175), (127, 205), (131, 255)),
    *((150, 330), (166, 395), (176, 450), (183, 515), (186, 552), (181, 577), (172, 584), (162, 576)),
    *((155, 550), (148, 505), (132, 460), (116, 385), (104, 310), (96, 262), (92, 300), (80, 345)),
    *((76, 372), (80, 405), (90, 450), (94, 500), (93, 560), (86, 640), (76, 700), (78, 760), (76, 800)),
    *((66, 850), (57, 892), (59, 918), (66, 945), (62, 958), (45, 961), (28, 958), (24, 942), (27, 915)),
    *((27, 880), (20, 800), (20, 750), (25, 705), (20, 640), (12, 590), (4, 540), (0, 530)),
)

# What is no muscle of any exercise, and only gives the body its shape.
_RELIEF: Mapping[str, Mapping[str, Points]] = {
    FRONT: {"biceps": ((114, 264), (126, 268), (134, 320), (128, 346), (118, 336), (110, 300))},
    BACK: {
        "infraspinatus": ((42, 200), (70, 188), (90, 196), (92, 236), (74, 260), (46, 252), (36, 226)),
        "triceps": ((114, 264), (126, 268), (134, 320), (128, 346), (118, 336), (110, 300)),
    },
}

_ALWAYS_FRONT = (
    "deltoid-cuff pec-major biceps wrist-flexors rectus-abdominis obliques iliopsoas adductors".split()
)
_ALWAYS_FRONT += ["vasti", "tibialis-anterior"]
_ALWAYS_BACK = "deltoid-cuff trapezius infraspinatus triceps wrist-extensors latissimus-dorsi".split()
_ALWAYS_BACK += ["gluteus-maximus", "hamstrings", "gastrocnemius"]

LENGTHENS, WORKS = "Lengthens", "Works"
"""The role of a muscle in an exercise, in words."""

_HATCH, _HATCHES_APART = 3.6, 15.0


def _names(muscles: Sequence[Muscle]) -> str:
    return words.listed([muscle.name for muscle in muscles])


@cache
def working_colours(theme: str) -> tuple[QColor, QColor]:
    """The fill and hatch colours of a working muscle in a theme, as on the figure."""
    from guided.qt.figure.skins import THEMES  # what draws figures is loaded when the first one is drawn

    figure = THEMES[FIGURE_THEMES[theme]]
    return QColor(figure.works), QColor(figure.hatch)


def paint_working(
    painter: QPainter, path: QPainterPath, theme: Theme, width: float, apart: float, lengthens: bool = False
) -> None:
    """Paint a working muscle: filled, in the other colour if it `lengthens` as well, hatched and outlined."""
    fill, line = working_colours(theme.name)
    area = path.boundingRect()
    painter.fillPath(path, theme.muscle if lengthens else fill)
    pen = QPen(line, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setPen(pen)
    for i in range(1, int((area.width() + area.height()) / apart) + 1):
        x = area.left() + i * apart
        painter.drawLine(QPointF(x, area.top()), QPointF(x - area.height(), area.bottom()))
    painter.restore()
    painter.strokePath(path, pen)


class BodyViews(QWidget):
    """The body from the front and from the back; what is marked on it is a subclass's."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName("Body map")
        follow(look, self.update)

    def transforms(self) -> tuple[tuple[str, QTransform], ...]:
        """The front and back views, each with its transform."""
        raise NotImplementedError

    def paint_view(self, painter: QPainter, view: str) -> None:
        """Paint a view with its middle at x = 0."""
        raise NotImplementedError

    def told_at(self, place: QPointF) -> str:
        """The tip at a place; empty for none."""
        raise NotImplementedError

    def points_at(self, place: QPointF) -> Iterator[tuple[str, QPointF]]:
        """A place as each view has it, mirrored to the half that is drawn."""
        for view, transform in self.transforms():
            inverted, _ = transform.inverted()
            point = inverted.map(place)
            point.setX(abs(point.x()))
            yield view, point

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            show_tip(self, about_point(event.pos()), self.told_at(QPointF(event.pos())))
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for view, transform in self.transforms():
                painter.save()
                painter.setTransform(transform, combine=True)
                self.paint_view(painter, view)
                painter.restore()


class PressableBody(BodyViews):
    """A body whose parts are pressed with the mouse: a click emits the part by `pressed`."""

    pressed = Signal(str)

    def __init__(self, look: Look, high: int) -> None:
        """`high` is how tall it is, in px."""
        super().__init__(look)
        self._high, self._scale = high, (high - 2) / HIGH
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def part_at(self, place: QPointF) -> str:
        """The part at a place; empty off all of them."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        return QSize(round(4 * HALF_WIDTH * self._scale) + 12, self._high)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        part = self.part_at(event.position())
        if part and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(part)

    def transforms(self) -> tuple[tuple[str, QTransform], ...]:
        apart = HALF_WIDTH * self._scale + 3
        return tuple(
            (
                view,
                QTransform.fromTranslate(self.width() / 2 + side * apart, 1).scale(self._scale, self._scale),
            )
            for view, side in ((FRONT, -1), (BACK, 1))
        )


class BodyMap(BodyViews):
    """Front and back view with marked muscles, which are also named in words.

    Main or lengthened muscles are filled, others outlined; working ones are hatched in their own colour, as
    on the figure.
    """

    def __init__(self, look: Look, parent: QWidget | None = None, high: int = 240) -> None:
        """`high` is how tall a body is, in px."""
        super().__init__(look, parent)
        self._tall = high
        self._main: tuple[Muscle, ...] = ()
        self._others: tuple[Muscle, ...] = ()
        self._working: tuple[Muscle, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_muscles((), ())

    def show_muscles(self, main: Sequence[Muscle], others: Sequence[Muscle]) -> None:
        """Mark muscles, naming each in the accessible text."""
        self._main, self._others, self._working = tuple(main), tuple(others), ()
        also = "also " if main and others else ""
        self._describe((_names(main), also + _names(others)))

    def show_roles(self, lengthen: Sequence[Muscle], work: Sequence[Muscle]) -> None:
        """Mark the lengthened and the working muscles; the accessible text says which is which."""
        self._main, self._others, self._working = tuple(lengthen), (), tuple(work)
        self._describe(
            tuple(
                f"{role}: {_names(muscles)}" if muscles else ""
                for role, muscles in ((LENGTHENS, lengthen), (WORKS, work))
            )
        )

    def _describe(self, told: Sequence[str]) -> None:
        self.setAccessibleDescription("; ".join(part for part in told if part))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(232 * self._tall // 240, self._tall + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(200 * self._tall // 240, self._tall + 1)

    def paint_view(self, painter: QPainter, view: str) -> None:
        main, others, working = (
            [muscle.id for muscle in muscles] for muscles in (self._main, self._others, self._working)
        )
        paint_figure(painter, view, self._look.theme, main, others, working)

    def transforms(self) -> tuple[tuple[str, QTransform], ...]:
        scale = self._tall / HIGH
        apart = (58.0 if self.width() < 280 else 62.0) * self._tall / 240
        middle = self.width() / 2
        return tuple(
            (view, QTransform.fromTranslate(middle + side * apart, 0.5).scale(scale, scale))
            for view, side in ((FRONT, -1), (BACK, 1))
        )

    def told_at(self, place: QPointF) -> str:
        """The plain and Latin name of the marked muscle at a place, and whether it works."""
        for view, point in self.points_at(place):
            for muscle in (*self._main, *self._working, *self._others):
                if muscle.id in shapes(view) and smooth(shapes(view)[muscle.id]).contains(point):
                    name = (
                        words.say(messages.WITH_LATIN, name=muscle.name, latin=muscle.latin)
                        if muscle.latin
                        else muscle.name
                    )
                    if muscle not in self._working:
                        return name
                    both = muscle in self._main
                    return words.say(messages.IT_DOES_BOTH if both else messages.IT_WORKS, muscle=name)
        return ""


@cache
def shapes(view: str) -> Mapping[str, Points]:
    """The outlines of muscles, by id, that a view (FRONT or BACK) shows."""
    found = {
        muscle.id: muscle.front if view == FRONT else muscle.back for muscle in shipped_muscles().values()
    }
    return {**_RELIEF[view], **{name: points for name, points in found.items() if points}}


def paint_figure(
    painter: QPainter,
    view: str,
    theme: Theme,
    main: Sequence[str],
    others: Sequence[str],
    working: Sequence[str] = (),
) -> None:
    """Paint the body of a view with its middle at x = 0.

    Main muscles are filled, others outlined, working ones hatched; one that is both is filled and hatched.
    """
    always, shown = (_ALWAYS_FRONT if view == FRONT else _ALWAYS_BACK), shapes(view)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.body)
    painter.drawEllipse(_HEAD)
    for flip in (1, -1):
        painter.save()
        painter.scale(flip, 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.body)
        painter.drawPath(smooth(_OUTLINE))
        painter.setBrush(mixed(theme.body, theme.body_line, 0.18))
        for name in always:
            painter.drawPath(smooth(shown[name]))
        edge = QPen(theme.muscle, 4.4)
        edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        for name in others:
            if name in shown:
                painter.setPen(edge)
                painter.setBrush(mixed(theme.surface, theme.muscle, 0.4))
                painter.drawPath(smooth(shown[name]))
        for name in working:
            if name in shown:
                paint_working(painter, smooth(shown[name]), theme, _HATCH, _HATCHES_APART, name in main)
        for name in main:
            if name in shown and name not in working:
                painter.setPen(QPen(theme.surface, 2))
                painter.setBrush(theme.muscle)
                painter.drawPath(smooth(shown[name]))
        painter.restore()
    if view == BACK:
        spine = QPen(theme.body_line, 5)
        spine.setDashPattern([2.2, 1.4])
        painter.setPen(spine)
        painter.drawLine(QPointF(0, 130), QPointF(0, 450))


@cache
def smooth(points: Points) -> QPainterPath:
    """A closed curve through points, straight along the midline of the body."""
    path = QPainterPath(QPointF(*points[0]))
    count = len(points)
    for i in range(count):
        before, one, other, after = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        if one[0] <= 0 and other[0] <= 0:
            path.lineTo(*other)
            continue
        path.cubicTo(
            one[0] + (other[0] - before[0]) / 6,
            one[1] + (other[1] - before[1]) / 6,
            other[0] - (after[0] - one[0]) / 6,
            other[1] - (after[1] - one[1]) / 6,
            other[0],
            other[1],
        )
    path.closeSubpath()
    return path
