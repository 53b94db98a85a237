"""The ring lights up when a signal is heard: getting ready, changing sides, the end."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from guided.cues import SIGNALS
from guided.qt.play.ring import INNER
from guided.timeline import Moment, Timeline

FLASH_MS = 900  # once and slowly: nothing flickers


def flash_at(timeline: Timeline, moment: Moment, reduced: bool) -> float:
    """How bright the ring is lit, 0 to 1: it fades after a signal and brightens to the end.

    With `reduced` motion it is lit as long, and evenly.
    """
    left_ms = timeline.length_ms - moment.t_ms
    gone_ms = moment.elapsed_ms if moment.segment.phase in SIGNALS else FLASH_MS
    lit = 1 - min(left_ms, gone_ms, FLASH_MS) / FLASH_MS
    return float(lit > 0) if reduced else round(lit, 2)


def paint_flash(painter: QPainter, box: QRectF, strength: float, colour: QColor) -> None:
    """Fill the whole band of the ring in `box`."""
    size = box.width()
    band = QPainterPath()
    band.addEllipse(box.center(), size / 2, size / 2)
    band.addEllipse(box.center(), size * INNER, size * INNER)  # which leaves the middle out
    painter.save()
    painter.setOpacity(strength)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPath(band)
    painter.restore()
