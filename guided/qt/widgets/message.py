"""Messages that need no answer: a toast that goes by itself, a notice that stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from guided.qt.theme import TYPES, Look, follow
from guided.qt.widgets.button import Button, IconButton
from guided.qt.widgets.card import paint_card, paint_shadow
from guided.qt.widgets.icon import Icon
from guided.qt.widgets.text import Text

STAYS_MS = 6000  # a message, at least

_NOTICE_MS, _WORD_MS = 3000, 400  # until one looks at it, and for a word read without haste
_ROOF, _SHADOW = 8, 26  # px that a toast leaves for its shadow above, and below and beside it
_AROUND, _AFTER, _PADDING = 20, 8, 2  # px beside a toast's words, after its button, and above and below
_GAP = 12  # px between a toast's words and its button
_TYPE = TYPES["body_medium"]  # of a toast


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

    def __init__(self, look: Look, parent: QWidget, placed_by: Callable[[], object] | None = None) -> None:
        """`placed_by` puts it in its place, with `fit`, whenever it comes, goes or says something else;
        without, it stands at the foot of its parent.
        """
        super().__init__(parent)
        self._look, self._ground, self._placed_by = look, parent, placed_by
        self._act: Callable[[], object] | None = None
        self._left_ms = self._stays_ms = 0
        self._is_paused = self._waits = self._aside = self._is_new = False
        self._row = QHBoxLayout(self)
        self._row.setSpacing(_GAP)
        self._text = Text(look, "", "body_medium")
        self._button = Button(look, "Undo", "text", "small")
        self._button.clicked.connect(self._acted)
        self._row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._button)
        for widget in (self, self._text, self._button):
            widget.setMouseTracking(True)
        parent.installEventFilter(self)
        self.hide()

    def say(self, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Show a message in place of the one before."""
        self._text.setText(text)
        self._act, self._aside = act, False
        self._waits = self._is_paused and self.offers
        self._button.setVisible(bool(action))
        right = _SHADOW + self._right
        self._row.setContentsMargins(_SHADOW + _AROUND, _ROOF + _PADDING, right, _SHADOW + _PADDING)
        if action:
            self._button.set_words(action)
        self._left_ms = self._stays_ms = reading_ms(text)
        self._is_new = True
        self._show(True)
        announce(self, text)

    def pass_time(self, ms: int) -> None:
        """Let `ms` pass; of what passed as something was said, none counts: it began before."""
        is_new, self._is_new = self._is_new, False
        if is_new or self._button.hasFocus() or self._aside or self._waits:
            return
        self._left_ms -= ms
        if self._left_ms <= 0 and self.isVisible():
            self._show(False)

    def heed(self, paused: bool, aside: bool) -> None:
        """Have what is said wait while `paused`, and what is said then if it offers an action; put what is
        said `aside`, its time standing still, until it is shown again.
        """
        if paused != self._is_paused:
            self._is_paused = self._waits = paused
        if aside and self.isVisible():
            self._aside = True
            self._show(False)
        elif self._aside and not aside:
            self._aside = False
            self._show(True)

    def withdraw(self) -> None:
        """Take back what was said, shown or set aside."""
        self._aside = False
        self._show(False)

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

    def fit(self, rooms: Sequence[QRect], largest: int) -> int:
        """Stand at the left of the first of some rooms that is high enough for it, in smaller type if it
        must be, and in the first in type of up to `largest` px. Where none is high enough, stand in the last,
        and return the px by which it is higher than that.
        """
        usual = self._look.px(_TYPE.size)
        sizes = range(max(largest, usual), min(_TYPE.size, usual) - 1, -1)
        tries = ((room, size) for size in sizes for room in (rooms[:1] if size > usual else rooms))
        fits = (room for room, size in tries if self._height_in(room, size / usual) <= room.height())
        room = next(fits, rooms[-1])
        high = self._height_in(room, self._text.share)
        wanted = self._text.natural_width() + self._button_size.width() + _AROUND + self._right
        top = room.top() + max(room.height() - high, 0) // 2
        card = QRect(room.left(), top, min(wanted, room.width()), high)
        self.setGeometry(card.adjusted(-_SHADOW, -_ROOF, _SHADOW, _SHADOW))
        return max(high - room.height(), 0)

    @property
    def card(self) -> QRect:
        """What is seen of it in its parent, without its shadow."""
        return self.geometry().adjusted(_SHADOW, _ROOF, -_SHADOW, -_SHADOW)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible() and self._placed_by is None:
            self._place()
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

    def _show(self, shown: bool) -> None:
        self.setVisible(shown)
        if shown:
            self.raise_()
        self._place()

    def _place(self) -> None:
        if self._placed_by is not None:
            self._placed_by()
            return
        ground = self._ground.rect()
        wide = min(self.sizeHint().width() + 8, ground.width() - 16)
        high = max(self.heightForWidth(wide), self.minimumSizeHint().height())
        self.setGeometry((ground.width() - wide) // 2, max(ground.height() - 4 - high, -_ROOF), wide, high)

    def _height_in(self, room: QRect, share: float) -> int:
        """The height in px of its card in a room with its type at a share of the usual size."""
        self._text.set_share(share)
        button, inner = self._button_size, room.width() - _AROUND - self._right
        return max(self._text.heightForWidth(inner - button.width()), button.height()) + 2 * _PADDING

    @property
    def _button_size(self) -> QSize:
        """The size of its button with the gap before it; nothing without one."""
        return self._button.sizeHint() + QSize(_GAP, 0) if self.offers else QSize(0, 0)

    @property
    def _right(self) -> int:
        return _AFTER if self.offers else _AROUND

    def _acted(self) -> None:
        act, self._act = self._act, None
        self._show(False)
        if act is not None:
            act()


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
