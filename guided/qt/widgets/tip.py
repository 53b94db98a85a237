"""Tool tips: a few words beside their widget, covering none of its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSlider, QToolTip, QWidget
from shiboken6 import isValid

_AWAY, _EDGE = 6, 4  # px from the thing it is about, and from the window's edge
_ACROSS, _DOWN, _RADIUS = 12, 7, 10.0
_WIDEST = 320  # px of its words
_LONG_MS, _A_LETTER_MS = 6_000, 60  # it goes by itself once it could be read
_PRESSED = (QAbstractButton, QLineEdit, QSlider)


class Tip(QWidget):
    """The tip of a window, a child of it; at most one."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._text = ""
        self._about: QWidget | None = None
        self._gone = QTimer(self)
        self._gone.setSingleShot(True)
        self._gone.timeout.connect(self.hide)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def text(self) -> str:
        """The text shown; empty while hidden."""
        return "" if self.isHidden() else self._text

    def say(self, about: QWidget, part: QRect, text: str, clear: Sequence[QRect] = ()) -> None:
        """Show a text beside a part of a widget, if it can stay off the `clear` ones."""
        if self._about is not about:
            if self._about is not None and isValid(self._about):
                self._about.removeEventFilter(self)
            about.installEventFilter(self)
        self._about, self._text = about, text
        self.setFont(QToolTip.font())
        size = self.sizeHint()
        here = about.mapTo(self.window(), QPoint(0, 0))
        others = [*self._neighbours(), *(one.translated(here) for one in clear)]
        self.setGeometry(QRect(self._place(part.translated(here), size, others), size))
        self._gone.start(_LONG_MS + _A_LETTER_MS * len(text))
        self.raise_()
        self.show()
        self.update()

    def sizeHint(self) -> QSize:
        words = self._words(QRect(0, 0, _WIDEST, 10_000))
        return words.size() + QSize(2 * _ACROSS + 1, 2 * _DOWN)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (
            QEvent.Type.Leave,
            QEvent.Type.Hide,
            QEvent.Type.MouseButtonPress,
            QEvent.Type.Wheel,
            QEvent.Type.KeyPress,
            QEvent.Type.Move,
        ):
            self.hide()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = QGuiApplication.palette()  # its own keeps the colours it was made in
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(palette.color(QPalette.ColorRole.Dark))
            painter.setBrush(palette.color(QPalette.ColorRole.ToolTipBase))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
            painter.setPen(palette.color(QPalette.ColorRole.ToolTipText))
            painter.drawText(
                self.rect().adjusted(_ACROSS, _DOWN, -_ACROSS, -_DOWN), Qt.TextFlag.TextWordWrap, self._text
            )

    def _words(self, room: QRect) -> QRect:
        return QFontMetrics(QFont(QToolTip.font())).boundingRect(room, Qt.TextFlag.TextWordWrap, self._text)

    def _place(self, area: QRect, size: QSize, others: Sequence[QRect]) -> QPoint:
        """Its place below, above, right or left: the first in the window that covers nothing pressable."""
        room = self.window().rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        across = min(max(area.center().x() - size.width() // 2, room.left()), room.right() - size.width())
        upright = min(max(area.center().y() - size.height() // 2, room.top()), room.bottom() - size.height())
        places = (
            QPoint(across, area.bottom() + _AWAY),
            QPoint(across, area.top() - _AWAY - size.height()),
            QPoint(area.right() + _AWAY, upright),
            QPoint(area.left() - _AWAY - size.width(), upright),
        )
        inside = [place for place in places if room.contains(QRect(place, size))]
        others = [one for one in others if not one.intersects(area)]
        free = [place for place in inside if not any(QRect(place, size).intersects(one) for one in others)]
        return (free or inside or [QPoint(across, room.top())])[0]

    def _neighbours(self) -> list[QRect]:
        """The rectangles of everything pressable in the window."""
        return [
            QRect(one.mapTo(self.window(), QPoint(0, 0)), one.size())
            for kind in _PRESSED
            for one in self.window().findChildren(kind)
            if one.isVisible()
        ]


class _Tips(QObject):
    """Shows the tips of widgets that have one."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            assert isinstance(watched, QWidget)
            show_tip(watched, watched.rect(), str(watched.property("tip") or ""))
            return True
        return False


_tips = _Tips()


def set_tip(widget: QWidget, text: str) -> None:
    """Give a widget a tool tip, and screen readers the same words."""
    if widget.property("tip") is None:
        widget.installEventFilter(_tips)
    widget.setProperty("tip", text)
    widget.setAccessibleDescription("" if text == widget.accessibleName() else text)


def show_tip(about: QWidget, part: QRect, text: str, clear: Sequence[QRect] = ()) -> None:
    """Show a text beside a part of a widget that draws several things; an empty one hides it.

    `clear` are other parts, not to be covered.
    """
    window = about.window()
    tips = window.findChildren(Tip, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if not text:
        hide_tip(about)
        return
    (tips[0] if tips else Tip(window)).say(about, part, text, clear)


def hide_tip(about: QWidget) -> None:
    """Hide the tip of a widget's window."""
    for tip in about.window().findChildren(Tip, options=Qt.FindChildOption.FindDirectChildrenOnly):
        tip.hide()


def about_point(place: QPoint) -> QRect:
    """The rectangle of the pointer, for a tip about a point of a drawing."""
    return QRect(place, QSize(1, 1)).adjusted(-6, -8, 6, 14)
