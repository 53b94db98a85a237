"""The ring around the focused widget."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from guided.qt.theme import Look, follow

REACH = 6  # px it goes beyond the widget
_WIDTH, _OFFSET = 3, 3
_FIELDS = (QLineEdit, QPlainTextEdit)


class FocusRing(QWidget):
    """An overlay of a window that surrounds the focused widget, if that has a `radius`.

    It appears once a key is pressed and goes when the mouse is used; text fields always have it. Lying over
    everything, it is never clipped by the widget it surrounds.
    """

    used = Signal()
    """A key or a mouse button was pressed."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._clip = QRect()
        self._by_keys = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        window.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        follow(look, self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress):
            self._use_keys(kind == QEvent.Type.KeyPress)
            self.used.emit()
        elif kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            handle = self.window().windowHandle()
            if kind == QEvent.Type.Show and watched is self.window() and handle is not None:
                handle.installEventFilter(self)  # it sees every key and button before any widget
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._target is None or not isValid(self._target):
            return
        radius = float(getattr(self._target, "radius", 0)) + _OFFSET + _WIDTH / 2
        inset = _WIDTH / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(self._clip)
            painter.setPen(QPen(self._look.theme.focus, _WIDTH))
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius
            )

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        for watched in self._watched:
            if isValid(watched):
                watched.removeEventFilter(self)
        self._watched = []
        window = self.window()
        self._target = now if hasattr(now, "radius") and now is not None and now.window() is window else None
        if self._target is None:
            self.hide()
            return
        widget: QWidget | None = self._target
        while widget is not None and widget is not window:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        self._use_keys(self._by_keys)

    def _use_keys(self, by_keys: bool) -> None:
        self._by_keys = by_keys
        if self._target is not None:
            self.setVisible(by_keys or isinstance(self._target, _FIELDS))
            self._place()

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or self.isHidden():
            return
        area = QRect(target.mapTo(self.window(), QPoint(0, 0)), target.size())
        area.adjust(-REACH, -REACH, REACH, REACH)
        clip = self.window().rect() if target.isVisible() else QRect()
        for widget in self._watched:
            if isinstance(widget, QAbstractScrollArea) and widget is not target:
                view = widget.viewport()
                room = QRect(view.mapTo(self.window(), QPoint(0, 0)), view.size())
                clip = clip.intersected(room.adjusted(-REACH, -REACH, REACH, REACH))
        self.setGeometry(area)
        self._clip = clip.translated(-area.topLeft())
        self.raise_()
        self.update()
