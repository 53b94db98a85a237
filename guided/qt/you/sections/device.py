"""Where sound comes from, and whether it comes together with the picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from guided import messages, words
from guided.qt.context import Changed, Context
from guided.qt.theme import Look, follow
from guided.qt.widgets.button import Button
from guided.qt.widgets.icons import icon
from guided.qt.you.asks import Asks
from guided.qt.you.preview import TEST
from guided.qt.you.rows import Row, slider_row

_USUAL = "The computer’s own choice"
_AWAY = "Not connected"
_NAME_WIDTH = 220
_LIT_MS = 120


def rows(context: Context, asks: Asks) -> Sequence[QWidget]:
    """The device, a test of it, and what is late."""
    test = _Test(context.look, asks)
    return (
        Row(context.look, "Device", "Where you hear Guided", DevicePicker(context, asks)),
        Row(context.look, "Test", "Five notes. The dot lights up with each of them", test),
        slider_row(
            context,
            "sound_offset_ms",
            "Sound and picture",
            "Headphones without a cable are often late. Send the sound earlier until the dot fits",
            0.1,
            1,
            _offset,
        ),
    )


def _offset(by_ms: float) -> str:
    if not by_ms:
        return "As it is"
    return words.say(messages.EARLIER if by_ms > 0 else messages.LATER, ms=round(abs(by_ms)))


class DevicePicker(Button):
    """A button that names the device and offers all there are in a menu."""

    def __init__(self, context: Context, asks: Asks) -> None:
        super().__init__(context.look, _USUAL, size="small")
        self._context, self._asks = context, asks
        self._devices: tuple[tuple[str, str], ...] = ()
        self.set_icon("chevron-down", after=True)
        self.clicked.connect(self.offer)
        asks.devices.connect(self._list)
        context.changed.connect(self._follow)
        self._show_device()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._asks.list_devices.emit()

    def offer(self) -> None:
        """Open the menu."""
        look = self._context.look
        menu = QMenu(self)
        menu.setFont(look.font("body"))
        for device, name in (("", _USUAL), *self._devices):
            action = QAction(name.replace("&", "&&"), menu)
            if device == self._context.settings.sound_device:
                action.setIcon(icon("check", look.theme.ink, look.px(18)))
            action.triggered.connect(lambda _=False, device=device: self._context.choose(sound_device=device))
            menu.addAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _list(self, devices: tuple[tuple[str, str], ...]) -> None:
        self._devices = devices
        self._show_device()

    def _follow(self, what: Changed) -> None:
        if what & Changed.SETTINGS:
            self._show_device()

    def _show_device(self) -> None:
        look, chosen = self._context.look, self._context.settings.sound_device
        name = dict(self._devices).get(chosen, _AWAY) if chosen else _USUAL
        metrics = QFontMetrics(look.font("body_strong"))
        self.set_words(metrics.elidedText(name, Qt.TextElideMode.ElideRight, look.px(_NAME_WIDTH)))
        self.setAccessibleName(words.say(messages.HEARD_FROM, device=name))


class _Test(QWidget):
    """A button that plays notes, and the dot that lights up with them."""

    def __init__(self, look: Look, asks: Asks) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        dot = _Dot(look)
        asks.beat.connect(dot.light)
        test = Button(look, "Test", "soft", "small")
        test.clicked.connect(lambda: asks.hear.emit(TEST))
        line.addWidget(dot)
        line.addWidget(test)


class _Dot(QWidget):
    """A dot that is lit for a moment."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._dark = QTimer(self)
        self._dark.setSingleShot(True)
        self._dark.timeout.connect(self.update)
        follow(look, self.updateGeometry)

    def light(self) -> None:
        """Is lit from now on."""
        self._dark.start(_LIT_MS)
        self.repaint()

    def sizeHint(self) -> QSize:
        side = self._look.px(24)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.line2)
            painter.setBrush(theme.primary if self._dark.isActive() else theme.sunken)
            radius = self._look.px(10)
            painter.drawEllipse(self.rect().center(), radius, radius)
