"""The pictures of a film: what full screen shows of a session, painted without a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtWidgets import QWidget

from guided import messages, words
from guided.captions import Caption, caption_at
from guided.qt.play.caption import CaptionLine
from guided.qt.play.layout import RIBBON, unit
from guided.qt.play.ribbon import Ribbon
from guided.qt.play.stage import Stage
from guided.qt.play.typesetting import stage_font
from guided.session import Rep, Span, counts, rep_of
from guided.timeline import Timeline

if TYPE_CHECKING:
    from guided.film import Pixels, Shape
    from guided.qt.theme import Look

WELL_DONE = "Well done"
_ALONE = QWidget.RenderFlag.DrawChildren  # and not the ground of a window


class Pictures:
    """The pictures of a session played through without a pause, each asked for after the one before it."""

    def __init__(self, look: Look, timeline: Timeline, shape: Shape, lines: tuple[Caption, ...] = ()) -> None:
        """`lines` are the captions to be seen; without any there is no room for them."""
        self._look, self._timeline, self._lines = look, timeline, lines
        self._t_ms, self._index = 0, 0
        self._done: dict[Rep, None] = {}
        self._image = QImage(shape.width, shape.height, QImage.Format.Format_RGB32)
        self._stage = Stage(look, lambda: self._t_ms)
        self._ribbon, self._caption = Ribbon(look), CaptionLine(look)
        self._place(shape)

    def at(self, t_ms: int) -> Pixels:
        """The picture at a time in ms; after the end a closing one. Overwritten by the next."""
        self._t_ms = t_ms
        if t_ms >= self._timeline.length_ms:
            self._close()
            return self._pixels()
        moment = self._timeline.at(min(t_ms, self._timeline.length_ms - 1))
        self._count(moment.index, moment.t_ms)
        self._stage.show_moment(moment, self._done)
        self._ribbon.show_moment(moment, self._done)
        self._caption.say(caption_at(self._lines, t_ms))
        with QPainter(self._image) as painter:
            self._stage.paint(painter)
        self._ribbon.render(self._image, self._ribbon.pos(), QRegion(), _ALONE)
        if self._caption.text:
            self._caption.render(self._image, QPoint(), QRegion(), _ALONE)
        return self._pixels()

    def _pixels(self) -> Pixels:
        rows = np.frombuffer(self._image.constBits(), np.uint8)
        return rows.reshape(self._image.height(), self._image.width(), 4)

    def _close(self) -> None:
        """Paint what is left to say."""
        theme, room = self._look.theme, QRectF(self._image.rect())
        u, lower = unit(room.width(), room.height()), room.center().y()
        said = words.say(messages.THAT_WAS, name=self._timeline.routine.name)
        with QPainter(self._image) as painter:
            painter.fillRect(room, theme.phase("rest").stage)
            for text, font, colour, top in (
                (WELL_DONE, stage_font(80, 800, u, -2.5), theme.phase("rest").word, lower - 90 * u),
                (said, stage_font(36, 600, u), theme.ink, lower + 10 * u),
            ):
                painter.setFont(font)
                painter.setPen(colour)
                painter.drawText(QRectF(0, top, room.width(), 90 * u), Qt.AlignmentFlag.AlignCenter, text)

    def _place(self, shape: Shape) -> None:
        """Put everything where full screen has it, the ribbon in the middle of the room at its foot."""
        width, height = shape.width, shape.height
        self._stage.resize(width, height)
        self._stage.set_full(True)
        caption = self._caption.height_at(width, height) if self._lines else 0
        self._caption.resize(width, caption)
        self._stage.make_room(caption)
        self._stage.show_timeline(self._timeline)
        u, foot = unit(width, height), round(self._stage.layout_now().bottom)
        margin, high = round(40 * u), round(RIBBON * u)
        self._ribbon.set_shape(16 * u, u)
        self._ribbon.setGeometry(margin, height - (foot + high) // 2, width - 2 * margin, high)
        self._ribbon.show_timeline(self._timeline)

    def _count(self, index: int, t_ms: int) -> None:
        """Count the reps that were done by then."""
        played = [Span(0, t_ms)]
        for number in range(self._index, index + 1):
            segment = self._timeline.segments[number]
            if segment.rep and counts(self._timeline, number, played):
                self._done[rep_of(segment)] = None
        self._index = index
