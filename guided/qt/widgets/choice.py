"""Ways to choose: one of a few, on or off, a place on a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from guided.qt.theme import Look, faded, follow, mixed
from guided.qt.widgets.pressable import Pressable

_INSET, _HEIGHT = 3, 48


class Segmented(QWidget):
    """A row of words of which one is chosen; arrow keys move the choice."""

    chosen = Signal(object)

    def __init__(
        self,
        look: Look,
        name: str,
        choices: Sequence[tuple[object, str]],
        value: object,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        row.setSpacing(0)
        self._segments: dict[object, _Segment] = {}
        for choice, words in choices:
            segment = _Segment(look, words, self)
            segment.set_group(name)
            segment.setChecked(choice == value)
            segment.toggled.connect(lambda on, choice=choice: self.chosen.emit(choice) if on else None)
            self._segments[choice] = segment
            row.addWidget(segment)
        follow(look, self.update)

    @property
    def value(self) -> object:
        """What is chosen."""
        return next((choice for choice, segment in self._segments.items() if segment.isChecked()), None)

    def choose(self, value: object) -> None:
        """Chooses without saying so."""
        before = self.blockSignals(True)
        self._segments[value].setChecked(True)
        self.blockSignals(before)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.line2)
            painter.setBrush(theme.surface)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 14, 14)


class _Segment(Pressable):
    radius = 11.0

    def __init__(self, look: Look, words: str, parent: QWidget) -> None:
        super().__init__(look, words, parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_group(self, name: str) -> None:
        self.setAccessibleDescription(name)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self.look.font("body_strong")).horizontalAdvance(self.words)
        return QSize(width + 2 * self.look.px(18), self.look.px(_HEIGHT) - 2 * _INSET)

    def minimumSizeHint(self) -> QSize:
        width = QFontMetrics(self.look.font("body_strong")).horizontalAdvance(self.words)
        return QSize(width + 16, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, on = self.look.theme, self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            clear = faded(theme.sunken, 0)
            painter.setBrush(
                theme.primary_soft if on else self.shade(clear, faded(theme.sunken, 0.7), theme.sunken)
            )
            painter.drawRoundedRect(QRectF(self.rect()), self.radius, self.radius)
            if on and theme.name == "contrast":  # where the soft fill alone says little
                painter.setPen(theme.primary)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(self.box(), self.radius, self.radius)
            painter.setFont(self.look.font("body_strong"))
            painter.setPen(theme.on_primary_soft if on else theme.ink2)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words)


class Switch(Pressable):
    """On or off, at once; its words are for a screen reader, a text beside it says them."""

    def __init__(self, look: Look, words: str, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(look, words, parent)
        self.setCheckable(True)
        self.setChecked(on)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def restyle(self) -> None:
        self.radius = self.look.px(32) / 2 + 4
        super().restyle()

    def sizeHint(self) -> QSize:
        # Taller than the switch it shows, so that it is easy to hit.
        return QSize(self.look.px(56), self.look.px(40))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self.look.theme, self.look.px
        track = QRectF(0, (self.height() - px(32)) / 2, px(56), px(32))
        fill = self.shade(theme.primary, theme.primary_hover, theme.primary_press)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            if not self.isEnabled():
                painter.setBrush(theme.line)
            else:
                painter.setBrush(fill if self.isChecked() else theme.line2)
            painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
            painter.setBrush(theme.on_primary if self.isChecked() else theme.surface)
            middle = track.height() / 2
            x = track.right() - middle if self.isChecked() else track.left() + middle
            painter.drawEllipse(QPointF(x, track.center().y()), px(12), px(12))


class Slider(QSlider):
    """A place between two ends."""

    radius = 14.0

    def __init__(
        self, look: Look, name: str, low: int, high: int, value: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setAccessibleName(name)
        self.setRange(low, high)
        self.setValue(value)
        self.setPageStep(max((high - low) // 10, 1))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        follow(look, self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(200), self._look.px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(120), self._look.px(40))


class DiscomfortScale(QWidget):
    """Discomfort from 0 to 10, by mouse or by the keys 0 to 9 and End."""

    chosen = Signal(int)

    def __init__(self, look: Look, name: str = "Discomfort", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._before: int | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._cells = [_Cell(look, number, self) for number in range(11)]
        for number, cell in enumerate(self._cells):
            cell.toggled.connect(lambda on, number=number: self.chosen.emit(number) if on else None)
            row.addWidget(cell, 0, Qt.AlignmentFlag.AlignTop)
        for cell in self._cells[1:]:
            cell.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab comes to the row once
        follow(look, self._restyle)

    @property
    def value(self) -> int | None:
        """What was chosen, None if nothing was."""
        return next((number for number, cell in enumerate(self._cells) if cell.isChecked()), None)

    def choose(self, value: int) -> None:
        """Chooses a number, and says so if it is another one than before."""
        self._cells[value].setChecked(True)

    def set_before(self, value: int | None) -> None:
        """Marks what it was before the session."""
        self._before = value
        for number, cell in enumerate(self._cells):
            cell.set_before(number == value)
        self.update()

    def take_key(self, key: int) -> bool:
        """Chooses by a key; whether the key was one of its own."""
        number = 10 if key == Qt.Key.Key_End else key - Qt.Key.Key_0
        if not 0 <= number <= 10 or (number == 10 and key != Qt.Key.Key_End):
            return False
        self.choose(number)
        self._cells[number].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._look
        top = look.px(56) + 4
        with QPainter(self) as painter:
            painter.setFont(look.font("caption"))
            painter.setPen(look.theme.ink2)
            metrics = painter.fontMetrics()
            line = QRectF(0, top, self.width(), look.line("caption"))
            ends = ("No discomfort", "Worst I can imagine")
            before = self._cells[self._before].geometry() if self._before is not None else None
            free_from, free_to = 0.0, float(self.width())
            if before is not None:
                wide = metrics.horizontalAdvance("before")
                left = min(max(before.center().x() - wide / 2, 0.0), self.width() - wide)
                painter.drawText(QRectF(left, top, wide + 2, line.height()), 0, "before")
                free_to, free_from = left - 8, left + wide + 8
            # An end is named where its name leaves room for the mark.
            if before is None or metrics.horizontalAdvance(ends[0]) <= free_to:
                painter.drawText(line, Qt.AlignmentFlag.AlignLeft, ends[0])
            if before is None or self.width() - metrics.horizontalAdvance(ends[1]) >= free_from:
                painter.drawText(line, Qt.AlignmentFlag.AlignRight, ends[1])

    def _restyle(self) -> None:
        self.setFixedHeight(self._look.px(56) + 4 + self._look.line("caption"))
        self.update()


class _Cell(Pressable):
    def __init__(self, look: Look, number: int, parent: DiscomfortScale) -> None:
        self._is_before = False
        super().__init__(look, str(number), parent)
        self._scale = parent
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleDescription(parent.accessibleName())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_before(self, before: bool) -> None:
        self._is_before = before
        name = self._scale.accessibleName()
        self.setAccessibleDescription(f"{name}, what it was before" if before else name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(56), self.look.px(56))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.look.px(56))

    def keyPressEvent(self, event: object) -> None:
        if not self._scale.take_key(event.key()):  # type: ignore[attr-defined]
            super().keyPressEvent(event)  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, on = self.look.theme, self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = self.box()
            if on:
                box = self.box(0.0)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self.shade(theme.primary, theme.primary_hover, theme.primary_press))
            else:
                pen = painter.pen()
                pen.setColor(theme.line2)
                if self._is_before:
                    pen.setWidth(2)
                    pen.setStyle(Qt.PenStyle.DashLine)
                    box = self.box(2.0)
                painter.setPen(pen)
                painter.setBrush(
                    self.shade(theme.surface, mixed(theme.surface, theme.sunken, 0.7), theme.sunken)
                )
            painter.drawRoundedRect(box, 14, 14)
            painter.setPen(theme.on_primary if on else theme.ink)
            painter.setFont(self.look.font("card_title"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words)
