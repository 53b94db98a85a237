"""The frame of a page: a header that stays and a column that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from guided.qt.actions import does
from guided.qt.theme import Look, follow
from guided.qt.widgets.button import Button
from guided.qt.widgets.card import Sheet
from guided.qt.widgets.nest import nested
from guided.qt.widgets.scrolling import scroll_area
from guided.qt.widgets.stops import focused_in
from guided.qt.widgets.text import Text

WIDEST_CONTENT = 1120

_BAR = 12  # px of a scroll bar
_ASIDE_GAP = 32  # px
_MOST_HEAD = 0.36  # of the page's height that a header may take and stay
_TITLE_ROOM = 64  # px at 100 % that what is held needs above it for its title


def page_padding(widget: QWidget, look: Look) -> int:
    """What a page leaves free at its left and right, with a long line's worth of content at most."""
    least = 40 if look.is_wide(widget) else 24
    return max(least, (widget.width() - round(WIDEST_CONTENT * max(look.scale, 1.0))) // 2)


class ScrollPage(QWidget):
    """A page: `header` stays, `body` scrolls up and down; `wide_changed` tells of room for two columns,
    `seen` when the page appears and disappears.

    What one has just used stays where it is on the screen while the text grows or shrinks.
    """

    wide_changed = Signal(bool)
    seen = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.wide = True
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._header_box = QWidget()
        self.header = QVBoxLayout(self._header_box)
        self.header.setSpacing(0)
        self._outer.addWidget(self._header_box)
        self._head_may_scroll = self._head_scrolls = False
        self.sheet = Sheet(look)
        self.body = QVBoxLayout(self.sheet)
        self.body.setSpacing(24)
        self.area = scroll_area(self.sheet)
        self.area.verticalScrollBar().rangeChanged.connect(lambda *_: self._set_margins())
        self._across = nested(self._outer, QHBoxLayout(), 1)
        self._across.setSpacing(0)
        self._across.addWidget(self.area, 1)
        self._aside: QWidget | None = None
        self._held: tuple[QWidget, int] | None = None
        self._way_back: Button | None = None
        self._page_head: QBoxLayout | None = None
        self._in_page_head: tuple[QWidget, ...] = ()
        look.changing.connect(self._hold)
        self.area.verticalScrollBar().rangeChanged.connect(lambda *_: self._hold_still())
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self._let_go)
        follow(look, self._measure)

    def add_way_back(self, words: str, back: SignalInstance) -> None:
        """Add the way back, by the name of where that is, to the header; it emits `back`."""
        self._way_back = link = Button(self.look, words, "link", "small", "arrow-left")
        link.clicked.connect(back)
        does(link, "back")
        self.header.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def way_back(self) -> str:
        """The words of the way back; empty if there is none."""
        return self._way_back.words if self._way_back is not None else ""

    def name_way_back(self, words: str) -> None:
        """Name where the way back leads, if there is one."""
        if self._way_back is not None:
            self._way_back.set_words(words)

    def begin(self) -> None:
        """Be at the top."""
        self.area.verticalScrollBar().setValue(0)

    def let_head_scroll(self) -> None:
        """Let the header scroll away where it would leave too little of a low window to what is below it."""
        self._head_may_scroll = True
        self._measure()

    def add_head(self, title: str, *controls: QWidget) -> None:
        """Add the page's title to the header, with controls beside it or, with too little room, below."""
        self._page_head = nested(self.header, QBoxLayout(QBoxLayout.Direction.LeftToRight))
        self._page_head.setSpacing(12)
        heading = Text(self.look, title, "page_title", wrap=False)
        self._page_head.addWidget(heading, 1)
        for control in controls:
            self._page_head.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
        self._in_page_head = (heading, *controls)

    def set_aside(self, widget: QWidget) -> None:
        """Put a widget to the left of what scrolls, where it stays."""
        self._aside = widget
        self._across.insertWidget(0, widget, 0, Qt.AlignmentFlag.AlignTop)
        self._set_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure()
        self.seen.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.seen.emit(False)

    def _hold(self) -> None:
        """Remember where the focused widget is, to keep it there while everything is laid out anew."""
        focused = focused_in(self.window())
        if focused is not None and self.sheet.isAncestorOf(focused) and not focused.visibleRegion().isEmpty():
            self._held = focused, focused.mapTo(self, QPoint(0, 0)).y()
            self._settled.start()

    def _hold_still(self) -> None:
        if self._held is None:
            return
        widget, y = self._held
        if isValid(widget) and self.sheet.isAncestorOf(widget):  # what is on the page may be made anew
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + widget.mapTo(self, QPoint(0, 0)).y() - y)
            self.area.ensureWidgetVisible(widget, 0, self.look.px(_TITLE_ROOM))  # the head may have grown

    def _let_go(self) -> None:
        self._hold_still()
        self._held = None

    def _measure(self) -> None:
        self._place_head()
        self._set_margins()
        wide = self.look.is_wide(self)
        if wide != self.wide:
            self.wide = wide
            self.wide_changed.emit(wide)

    def _place_head(self) -> None:
        self.header.invalidate()  # what is in it may have been arranged otherwise just now
        high = self._header_box.heightForWidth(self.width())
        scrolls = self._head_may_scroll and high > _MOST_HEAD * self.height()
        if scrolls != self._head_scrolls:
            self._head_scrolls = scrolls
            (self.body if scrolls else self._outer).insertWidget(0, self._header_box)
            self._header_box.show()  # which another parent has hidden

    def _arrange_page_head(self) -> None:
        if self._page_head is None:
            return
        shown = [one for one in self._in_page_head if not one.isHidden()]
        wanted = sum(one.sizeHint().width() for one in shown) + self._page_head.spacing() * (len(shown) - 1)
        fits = wanted <= self.width() - 2 * page_padding(self, self.look)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._page_head.setDirection(across if fits else down)

    def _set_margins(self) -> None:
        self._arrange_page_head()
        side = page_padding(self, self.look)
        gap = 24 if self.look.is_wide(self) else 16
        within = self._head_scrolls  # which has margins of its own
        top = 32 if side >= 40 else 20
        self.header.setContentsMargins(
            0 if within else side, top, 0 if within else side, 0 if within else gap
        )
        bar = self.area.verticalScrollBar()
        # What the scroll bar takes, the margin gives: nothing moves when it comes.
        taken = _BAR if bar.maximum() > bar.minimum() else 0
        aside = self._aside is not None and not self._aside.isHidden()
        self._across.setContentsMargins(side if aside else 0, 0, 0, 0)
        self.body.setContentsMargins(_ASIDE_GAP if aside else side, 0, side - taken, 40)
        self.body.setSpacing(gap)
