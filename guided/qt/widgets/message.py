"""Messages that need no answer: a toast that goes by itself, a notice that stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from guided.qt.theme import Look, follow
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.card import paint_card, paint_shadow
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.text import Text

STAYS_MS = 6000  # a message, at least

_NOTICE_MS, _WORD_MS = 3000, 400  # until one looks at it, and for a word read without haste
_ROOF, _SHADOW = 8, 26  # px that a toast leaves for its shadow above, and below and beside it


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say a text."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def reading_ms(text: str) -> int:
    """How long a message stays in ms: enough to be noticed and read from a mat."""
    return max(STAYS_MS, _NOTICE_MS + _WORD_MS * len(text.split()))


class Toast(QWidget):
    """A short message over the foot of the window, with one action, such as Undo.

    It goes once there was time to read it, as its owner passes time; not while the mouse moves over it or the
    keyboard is on it. A resting mouse does not count.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._ground = look, parent
        self._act: Callable[[], object] | None = None
        self._areas: Callable[[], Sequence[QRect]] = tuple
        self._clear_of: Callable[[], Sequence[QRect]] = tuple
        self._left_ms = self._stays_ms = 0
        self._stays = self._aside = False
        row = QHBoxLayout(self)
        row.setContentsMargins(_SHADOW + 20, _ROOF + 6, _SHADOW + 8, _SHADOW + 6)
        row.setSpacing(12)
        self._text = Text(look, "", "body_medium")
        self._button = Button(look, "Undo", "text", "small")
        self._button.clicked.connect(self._acted)
        row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._button)
        for widget in (self, self._text, self._button):
            widget.setMouseTracking(True)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Show a message in place of the one before."""
        self._text.setText(text)
        self._act, self._aside = act, False
        self._button.setVisible(bool(action))
        if action:
            self._button.set_words(action)
        self._place()
        self.show()
        self.raise_()
        self._left_ms = self._stays_ms = reading_ms(text)
        announce(self, text)

    def pass_time(self, ms: int) -> None:
        """Let `ms` pass."""
        if not (self._button.hasFocus() or self._aside or (self._stays and self.offers)):
            self._left_ms -= ms
        if self._left_ms <= 0:
            self.hide()

    def heed(self, stays: bool, aside: bool) -> None:
        """Whether what offers an action `stays`, however long it takes to decide, and whether to put what is
        said `aside`, its time standing still, until it is shown again.
        """
        self._stays = stays
        if aside and self.isVisible():
            self._aside = True
            self.hide()
        elif self._aside and not aside:
            self._aside = False
            self._place()
            self.show()
            self.raise_()

    def withdraw(self) -> None:
        """Take back what was said, shown or set aside."""
        self._aside = False
        self.hide()

    @property
    def offers(self) -> bool:
        """Whether it offers an action."""
        return self._act is not None

    def take_back(self) -> bool:
        """Do its action, as its button does; whether there was one."""
        if not self.isVisible() or self._act is None:
            return False
        self._acted()
        return True

    def stand_in(self, areas: Callable[[], Sequence[QRect]], clear_of: Callable[[], Sequence[QRect]]) -> None:
        """Stand in one of some areas of its parent, at the top or the foot, no longer at the foot of it all.

        It is the first place where it lies over nothing of what it is to be `clear_of`, which comes in order
        of importance; where there is none, the one where it lies over the least of what matters most.
        """
        self._areas, self._clear_of = areas, clear_of

    def give_way(self) -> None:
        """Take another place if by now it stands in the way."""
        if self.isVisible():
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.give_way()
        return False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._left_ms = self._stays_ms
        super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        area = self.rect().adjusted(_SHADOW, _ROOF, -_SHADOW, -_SHADOW)
        with QPainter(self) as painter:
            if not self._look.theme.flat:
                paint_shadow(painter, area, self.devicePixelRatioF())
            paint_card(painter, area, self._look.theme.raised, self._look.theme.line2, 14)

    def _place(self) -> None:
        ground = self._ground.rect()
        areas = self._areas()
        if not areas:
            place = self._places_in(ground.adjusted(8, 0, -8, -4))[1]
            place.moveLeft((ground.width() - place.width()) // 2)
            self.setGeometry(place)
            return
        # For what is seen of it: its shadow may lie over what is around.
        rooms = [area.adjusted(-_SHADOW, -_ROOF, _SHADOW, _SHADOW) & ground for area in areas]
        clear_of = self._clear_of()
        places = [place for room in rooms for place in self._places_in(room)]
        self.setGeometry(min(places, key=lambda place: _lies_over(place, clear_of)))

    def _places_in(self, room: QRect) -> tuple[QRect, QRect]:
        """Where it is at the top and at the foot of some room, shadow and all, but never above the window."""
        wide = min(self.sizeHint().width() + 8, room.width())
        high = max(self.heightForWidth(wide), self.minimumSizeHint().height())
        foot = max(room.bottom() + 1 - high, -_ROOF)
        return QRect(room.left(), min(room.top(), foot), wide, high), QRect(room.left(), foot, wide, high)

    def _acted(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()


def _lies_over(place: QRect, clear_of: Sequence[QRect]) -> list[int]:
    """How much of each thing a toast at a place would lie over, in px of area."""
    card = place.adjusted(_SHADOW, _ROOF, -_SHADOW, -_SHADOW)
    covered = [card & thing for thing in clear_of]
    return [one.width() * one.height() for one in covered]


class Notice(QWidget):
    """A quiet bar that states something, such as that sound is off, and can be closed."""

    closed = Signal()

    def __init__(
        self, look: Look, text: str, icon: str = "info-circle", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(10)
        self._text = Text(look, text, "body", "ink")
        close = IconButton(look, "x", "Close this message", size=40, icon_size=18)
        close.clicked.connect(self._close)
        self._icon = Icon(look, icon, "warn", 22)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(close)
        follow(look, self.update)

    @property
    def said(self) -> str:
        """The text shown."""
        return self._text.text()

    def say(self, text: str, icon: str = "info-circle") -> None:
        """Show another text, reappearing if closed."""
        self._text.setText(text)
        self._icon.show_icon(icon, "warn")
        self.show()
        announce(self, text)

    def height_at(self, width: int) -> int:
        """Its height in px with all its words at a width."""
        return max(self.heightForWidth(width), self.minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._look.theme.warn_soft)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
