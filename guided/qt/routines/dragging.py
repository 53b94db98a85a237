"""A routine dragged out of the window as a file, to a folder, a message or another program."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QDrag, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from guided.library import Library
from guided.qt.context import Context
from guided.qt.theme import Look
from guided.qt.widgets.card import paint_card
from guided.routine import Routine
from guided.sharing import share, share_text

_WIDEST, _AROUND, _CORNER = 280, 12, 12  # px of what is at the pointer
_BESIDE = QPoint(-8, -8)  # px from the pointer to it, so that what is below stays in sight


class Dragging:
    """Drags routines out of the window; their files last as long as it does."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._folder: TemporaryDirectory[str] | None = None

    def drag(self, source: QWidget, routine_id: str) -> None:
        """Drag a routine as it is played out of a widget, until it is dropped."""
        context = self._context
        self._folder = self._folder or TemporaryDirectory(prefix="guided-", ignore_cleanup_errors=True)
        routine, folder = context.played(routine_id), Path(self._folder.name)
        context.keep(lambda: drag_out(context.look, source, context.library, routine, folder))

    def close(self) -> None:
        """Remove the files."""
        if self._folder is not None:
            self._folder.cleanup()


def drag_out(look: Look, source: QWidget, library: Library, routine: Routine, folder: Path) -> None:
    """Drag a routine's file, written to a folder, until it is dropped; it may be copied only after that."""
    drag = QDrag(source)
    drag.setMimeData(file_of(library, routine, folder))
    drag.setPixmap(label_of(look, routine.name, source.devicePixelRatioF()))
    drag.setHotSpot(_BESIDE)
    drag.exec(Qt.DropAction.CopyAction)


def label_of(look: Look, name: str, ratio: float) -> QPixmap:
    """A name on a small card, to go with the pointer; `ratio` is the screen's pixels for each px."""
    font = look.font("body_strong")
    metrics = QFontMetrics(font)
    text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, _WIDEST)
    area = QRect(0, 0, metrics.horizontalAdvance(text) + 2 * _AROUND, metrics.height() + 2 * _AROUND)
    label = QPixmap(area.size() * ratio)
    label.setDevicePixelRatio(ratio)
    label.fill(Qt.GlobalColor.transparent)
    with QPainter(label) as painter:
        paint_card(painter, area, look.theme.raised, look.theme.line2, _CORNER)
        painter.setFont(font)
        painter.setPen(look.theme.ink)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
    return label


def file_of(library: Library, routine: Routine, folder: Path) -> QMimeData:
    """A routine as a file in a folder, and as text."""
    path = folder / f"{routine.id}.guided"
    path.write_text(share(library, routine), encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    data.setText(share_text(library, routine))
    return data
