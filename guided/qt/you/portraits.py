"""The figure's skin, body and hair to choose from: swatches and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from guided.picture import Picture, Style
from guided.pose import STANDING, Drawing, KeyPose, at_pose
from guided.qt.theme import Look
from guided.qt.widgets.icons import icon_pixmap
from guided.qt.widgets.picture import FIGURE_THEMES, ground_colour
from guided.qt.widgets.pressable import Pressable
from guided.qt.widgets.stops import OneStop

PARTS = ("skin", "body", "hair")
"""The choosable parts of the figure, in the order of `Look.person`."""

_POSES = {"start": KeyPose(STANDING), "end": KeyPose(STANDING)}
_HEAD = Drawing(_POSES, view=55.0, crop="bust")
_APART = STANDING._replace(shL=(0, 20, 0), shR=(0, 20, 0), elbL=16, elbR=16, hipL=(0, 7, 0), hipR=(0, 7, 0))
_WHOLE = Drawing({"start": KeyPose(_APART), "end": KeyPose(_APART)}, view=22.0)
"""With arms and legs apart, so that waist, hips and thighs are seen, by which builds differ."""

_PICTURE, _GAP = QSize(72, 84), 6
_BODY = QSize(92, 190)  # a whole figure, large enough that one build is told from another
_SWATCH, _PATCH = QSize(72, 52), 44  # of a skin, which is seen best as a patch of its colour
_CLOSER = (-16, 2, 16, 36)  # px beyond its picture that head and shoulders take


class Portraits(QWidget):
    """A row of pictures, one chosen: the figure with another value of one part in each, or a swatch."""

    chosen = Signal(object)

    def __init__(
        self, look: Look, name: str, part: str, choices: Sequence[tuple[str, str]], value: str
    ) -> None:
        super().__init__()
        self.one_stop = OneStop(self)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._portraits: dict[object, _Portrait] = {}
        for choice, words in choices:
            portrait = _Portrait(look, words, part, choice)
            portrait.setAccessibleDescription(name)
            portrait.setChecked(choice == value)
            portrait.toggled.connect(lambda on, choice=choice: self.chosen.emit(choice) if on else None)
            self._portraits[choice] = portrait
            row.addWidget(portrait)

    @property
    def value(self) -> object:
        """The chosen value."""
        return next((choice for choice, one in self._portraits.items() if one.isChecked()), None)

    def segment(self, value: object) -> QWidget:
        """The widget to press for a value."""
        return self._portraits[value]

    def choose(self, value: object) -> None:
        """Choose a value without emitting `chosen`."""
        before = self.blockSignals(True)
        self._portraits[value].setChecked(True)
        self.blockSignals(before)


class _Drawn(NamedTuple):
    """What a portrait was drawn for; any change of it means drawing anew."""

    theme: str
    person: tuple[str, ...]
    ratio: float


class _Portrait(Pressable):
    """The figure with one part as it would be, or a skin's colour; its word below."""

    radius = 14.0

    def __init__(self, look: Look, words: str, part: str, choice: str) -> None:
        self._part, self._choice = part, choice
        self._size = {"skin": _SWATCH, "body": _BODY}.get(part, _PICTURE)
        self._picture, self._drawn = QPixmap(), _Drawn("", (), 0.0)
        super().__init__(look, words)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        wide = max(self._size.width(), self.fontMetrics().horizontalAdvance(self.words))
        return QSize(wide + 2 * _GAP, self._size.height() + self.look.line("caption") + 3 * _GAP)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def restyle(self) -> None:
        self.setFont(self.look.font("caption_strong"))
        super().restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, theme, on = self.look, self.look.theme, self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = painter.pen()
            pen.setColor(theme.primary if on else theme.line)
            pen.setWidth(2 if on else 1)
            painter.setPen(pen)
            fill = theme.primary_soft if on else theme.surface
            painter.setBrush(self.shade(fill, theme.sunken if not on else fill, theme.sunken))
            painter.drawRoundedRect(self.box(pen.widthF()), self.radius, self.radius)
            left = (self.width() - self._size.width()) / 2
            painter.drawPixmap(QPointF(left, _GAP), self._pixmap())
            painter.setFont(look.font("caption_strong"))
            painter.setPen(theme.on_primary_soft if on else theme.ink2)
            top = self._size.height() + 2 * _GAP
            words = QRectF(0, top, self.width(), look.line("caption"))
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.words)
            if on:  # never told by colour alone
                side = 18
                check = icon_pixmap("check", theme.on_primary_soft, side, self.devicePixelRatioF())
                painter.drawPixmap(QPointF(self.width() - side - _GAP, _GAP), check)

    def _pixmap(self) -> QPixmap:
        """Its picture, drawn on first sight and after a change of figure or theme."""
        look, ratio = self.look, self.devicePixelRatioF()
        person = dict(zip(PARTS, look.person, strict=True)) | {self._part: self._choice}
        now = _Drawn(look.theme.name, tuple(person.values()), ratio)
        if now == self._drawn:
            return self._picture
        picture = QPixmap(self._size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        area = QRectF(QPointF(), QSizeF(self._size))
        style = Style(
            theme=FIGURE_THEMES[look.theme.name],
            floor=False,
            tone=person["skin"],
            build=person["body"],
            hair=person["hair"],
        )
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._part == "skin":
                self._draw_swatch(painter, area, style)
            else:
                self._draw_figure(painter, area, style)
        self._picture, self._drawn = picture, now
        return picture

    def _draw_swatch(self, painter: QPainter, area: QRectF, style: Style) -> None:
        """Draw a round patch of the skin, its lower right in the shade, as on the figure."""
        from guided.qt.figure import skin_of

        near, far = skin_of(style)
        patch = QRectF(0, 0, _PATCH, _PATCH)
        patch.moveCenter(area.center())
        painter.setPen(self.look.theme.line)
        painter.setBrush(near)
        painter.drawEllipse(patch)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(far)
        lit, round_ = QPainterPath(), QPainterPath()
        round_.addEllipse(patch.adjusted(1, 1, -1, -1))
        lit.addEllipse(patch.translated(-_PATCH / 7, -_PATCH / 7))
        painter.drawPath(round_.subtracted(lit))

    def _draw_figure(self, painter: QPainter, area: QRectF, style: Style) -> None:
        from guided.qt.figure import paint  # what draws figures is loaded when one is drawn

        outline = QPainterPath()
        outline.addRoundedRect(area, self.radius - _GAP + 2, self.radius - _GAP + 2)
        whole = self._part == "body"
        place = area.adjusted(2, 4, -2, -2) if whole else area.adjusted(*_CLOSER)
        painter.fillPath(outline, ground_colour(self.look))
        painter.setClipPath(outline)
        paint(painter, place, Picture(_WHOLE if whole else _HEAD, at_pose("start"), style))
