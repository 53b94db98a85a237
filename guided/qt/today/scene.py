"""A figure before its dome that fills its room; drawn once the page is shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from guided import messages, words
from guided.qt.theme import Look, follow, mixed
from guided.qt.widgets.picture import Thumbnail, kept_pixmap, paint_dome, pixmap_of, still_of
from guided.routine import Exercise

_RADIUS = 12


class Scene(QWidget):
    """An exercise at its end pose; with a `size` (px) as a small picture on its own ground.

    The dome is painted at once, the figure in the next turn of the event loop.
    """

    def __init__(self, look: Look, size: QSize | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._size = look, size
        self._exercise: Exercise | None = None
        self._side = "right"
        kind = QSizePolicy.Policy.Fixed if size else QSizePolicy.Policy.Expanding
        self.setSizePolicy(kind, kind)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._draw)
        follow(look, self.update)

    def show_exercise(self, exercise: Exercise | None, side: str = "right") -> None:
        """Show another exercise on a side, or none."""
        self._exercise, self._side = exercise, side
        self.setAccessibleName(words.say(messages.FIGURE, name=exercise.name) if exercise else "")
        self.update()

    def sizeHint(self) -> QSize:
        return self._size or QSize(340, 250)

    def minimumSizeHint(self) -> QSize:
        return self._size or QSize(200, 180)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, area = self._look.theme, QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._size:
                ground = QPainterPath()
                ground.addRoundedRect(area, _RADIUS, _RADIUS)
                painter.fillPath(ground, theme.sunken)
                painter.setClipPath(ground)
            elif self._exercise is None or not self._exercise.drawing.framed:
                paint_dome(painter, area, mixed(theme.moon, theme.surface, 0.45).name())
            if self._exercise is None:
                return
            picture = kept_pixmap(self._thumbnail(self._exercise))
            if picture is None:
                self._soon.start()
            else:
                painter.drawPixmap(self.rect().topLeft(), picture)

    def _draw(self) -> None:
        if self._exercise is not None and self.isVisible():
            pixmap_of(self._thumbnail(self._exercise))
            self.update()

    def _thumbnail(self, exercise: Exercise) -> Thumbnail:
        look, size = self._look, self.size()
        # Small ones are cut close; the large one stands before its dome, on the dome's line.
        dome = (
            ""
            if self._size or exercise.drawing.framed
            else mixed(look.theme.moon, look.theme.surface, 0.45).name()
        )
        picture = still_of(exercise, look, self._side)
        return Thumbnail(picture, size.width(), size.height(), self.devicePixelRatioF(), dome=dome)
